"""From exec to first paint: the unlock screen against a Textual hello world, in turn, in the same run.

Run: python benchmarks/startup.py [--runs 15]. Needs a Unix pseudo-terminal. The ratio is the median of the ratios of
pairs.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from measuring import PASSPHRASE, PROGRAM, Result, run

BAR = 1.5
_HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
Hello().run()
"""


def first_paint(command: list[str], words: str, home: Path) -> float:
    """Return seconds from exec until the terminal was sent ``words``."""
    environ = dict(os.environ, TERM="xterm-256color", CONVERSATION_KIT_HOME=str(home))
    begun = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], env=environ, dimensions=(40, 120), timeout=30)
    child.expect_exact(words)
    took = time.perf_counter() - begun
    child.close(force=True)
    return took


def make_vault(home: Path) -> None:
    """Make a vault so that the unlock screen is the first one."""
    secret = home / "passphrase.txt"
    home.mkdir(parents=True)
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    pexpect.run(
        f"{PROGRAM} init --worker Ruth --passphrase-file {secret}",
        env=dict(os.environ, CONVERSATION_KIT_HOME=str(home)),
        timeout=60,
    )


def measure(runs: int) -> list[Result]:
    """Start both in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_vault(home)
        kit, hello = [], []
        for number in range(runs + 1):
            pair = (
                first_paint([PROGRAM], "Conversation Kit", home),
                first_paint([sys.executable, "-c", _HELLO], "Hello, world", home),
            )
            if number:  # the first pair warms the disk
                kit.append(1000 * pair[0])
                hello.append(1000 * pair[1])
    ratio = statistics.median(a / b for a, b in zip(kit, hello, strict=True))
    what = f"exec to first paint (unlock screen) against a Textual hello world, median of {runs} pairs"
    return [Result(what, statistics.median(kit), BAR, statistics.median(hello), ratio)]


if __name__ == "__main__":
    run(measure, runs=15, about=__doc__ or "")
