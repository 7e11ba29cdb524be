"""From a key typed into a note to its being painted, while matching runs, against a bare Textual Input, in turn.

Both run in pseudo-terminals of the same size. The kit has the big vault and the big Book open. A block of keys is typed
into its line right after a note was kept, once the ranking of the Book has begun; then a block into the bare Input. The
ranking makes way for keys: it goes on in the pauses between them.

Run: python benchmarks/key_to_paint.py [--runs 12]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from big import big_home, copy_of_home
from measuring import PASSPHRASE, PROGRAM, Result, Typed, compare, p95, run

BAR = 2.0
_KEYS = "xqzjkvwyXQZJKVWY"  # letters that stand nowhere else on the line that is painted
_BEFORE_MATCHING = 1.55  # seconds after a note until the Book is ranked
_PEER = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="Type here")
Bare().run()
"""
_SAID = (
    "used to swim",
    "sings in the kitchen",
    "mends clocks",
    "cooks for the street",
    "walks the dog",
    "paints",
)


def _block(app: Typed, rng: random.Random) -> list[float]:
    taken = []
    for key in rng.sample(_KEYS, len(_KEYS)):
        taken.append(app.until_painted(key, key))
        time.sleep(rng.uniform(0.02, 0.06))
    return taken


def _in_a_conversation(home: Path) -> Typed:
    app = Typed([PROGRAM], home)
    app.wait_for("Passphrase")
    time.sleep(3)
    app.send(f"{PASSPHRASE}\r")
    app.wait_for("said I would")
    app.settle()
    app.send("\r")  # the first person
    app.wait_for("e changes this")
    app.settle()
    app.send("\r")  # talk
    app.wait_for("begins at once")
    app.settle()
    app.send("\x13")  # begin: Ctrl+S keeps the form
    app.wait_for("Listen for")
    app.settle()
    return app


def measure(runs: int) -> list[Result]:
    """Type blocks in turn."""
    rng = random.Random(runs)  # noqa: S311 - in which order, the same every time
    with tempfile.TemporaryDirectory() as folder:
        app = _in_a_conversation(copy_of_home(big_home(), Path(folder) / "home"))
        bare = Typed([sys.executable, "-c", _PEER], Path(folder))
        bare.wait_for("Type here")
        bare.settle()
        ours, theirs = [], []
        for number in range(runs):
            app.send(f"{rng.choice(_SAID)} {number}\r")
            app.settle(0.2, longest=_BEFORE_MATCHING)
            time.sleep(_BEFORE_MATCHING - 0.3)
            ours += _block(app, rng)
            app.send("\r")
            theirs += _block(bare, rng)
            bare.send("\x15")  # Ctrl+U empties it
            bare.settle(0.2)
        app.close()
        bare.close()
    return [
        compare(
            f"key to paint in a note, matching running, p95 of {len(ours)} keys, against a bare Textual Input",
            BAR,
            ours,
            theirs,
            p95,
            beside=f"medians: {compare('', BAR, ours, theirs).kit:.1f} ms against "
            f"{compare('', BAR, ours, theirs).peer:.1f} ms",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=12, about=__doc__ or "")
