"""Memory of the app with all of it open: the big vault, the big Book searched, a person, a talk, suggestions.

What is counted is the process's proportional set size (Linux): its own memory, and its share of what is shared. Where
no other Python runs it comes near to the resident set, which is told beside it.

Run: python benchmarks/memory.py [--runs 1]
"""

import tempfile
import time
from pathlib import Path

from big import big_home, copy_of_home
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from measuring import PASSPHRASE, PROGRAM, Result, Typed, run

BAR = 150.0


def held(pid: int) -> dict[str, float]:
    """Return megabytes by kind ("Rss", "Pss") of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}


def use_everything(home: Path) -> dict[str, dict[str, float]]:
    """Open the app and everything in it; return what it held on the way, by place."""
    found = {}
    app = Typed([PROGRAM], home)

    def look(where: str, seconds: float = 1.0) -> None:
        app.settle(seconds)
        found[where] = held(app.process.pid)

    app.wait_for("Passphrase")
    time.sleep(4)
    look("locked")
    app.send(f"{PASSPHRASE}\r")
    app.wait_for("said I would")
    time.sleep(3)
    look("Home")
    app.send("b")
    look("the Book")
    for key in "walking football":
        app.send(key)
        app.settle(0.1)
    look("searched")
    app.settle(1.0)
    app.send("\x1b")
    app.settle(1.0)
    app.send("\x1b")
    app.wait_for("said I would")
    app.settle(1.0)
    app.send("\r")
    app.wait_for("e changes this")
    look("a person")
    app.send("\r")
    app.wait_for("begins at once")
    app.settle()
    app.send("\x13")
    app.wait_for("Listen for")
    app.settle()
    app.send("used to teach swimming, misses the noise\r")
    time.sleep(10)
    look("a talk")
    app.send("\x1b[15~")  # F5
    time.sleep(5)
    look("suggestions")
    app.close()
    return found


def measure(runs: int) -> list[Result]:
    """Open everything; the largest of ``runs``."""
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of_home(big_home(), Path(folder) / "home")
        Kit(
            under(home)
        ).index_book()  # as an import leaves it, though the big Book was made by an earlier kit
        rounds = [use_everything(home) for _ in range(runs)]
    found = max(rounds, key=lambda one: one["suggestions"]["Pss"])
    way = ", ".join(f"{where} {kinds['Pss']:.0f}" for where, kinds in found.items())
    return [
        Result(
            "memory with all of it open (proportional set size)",
            max(kinds["Pss"] for kinds in found.values()),
            BAR,
            unit="MB",
            beside=f"on the way, MB: {way}; resident set at the end {found['suggestions']['Rss']:.0f}",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=1, about=__doc__ or "")
