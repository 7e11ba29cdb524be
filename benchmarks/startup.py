"""From exec to first paint: the unlock screen against a Textual hello world, in turn, in the same run.

Run: python benchmarks/startup.py [--runs 15]. Needs a Unix pseudo-terminal. Prints the median of each in
milliseconds and the median of the pairwise ratios; the bar is 1.5.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

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


def make_vault(program: str, home: Path) -> None:
    """Make a vault so that the unlock screen is the first one."""
    secret = home / "passphrase.txt"
    home.mkdir(parents=True)
    secret.write_text("seven quiet herons under the viaduct\n", encoding="utf-8")
    pexpect.run(
        f"{program} init --worker Ruth --passphrase-file {secret}",
        env=dict(os.environ, CONVERSATION_KIT_HOME=str(home)),
        timeout=60,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    program = shutil.which("conversation-kit", path=str(Path(sys.executable).parent)) or "conversation-kit"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_vault(program, home)
        kit, hello = [], []
        for run in range(runs + 1):
            pair = (
                first_paint([program], "Conversation Kit", home),
                first_paint([sys.executable, "-c", _HELLO], "Hello, world", home),
            )
            if run:  # the first pair warms the disk
                kit.append(pair[0])
                hello.append(pair[1])
    ratio = statistics.median(a / b for a, b in zip(kit, hello, strict=True))
    print(f"{'unlock screen':<20}{1000 * statistics.median(kit):>7.0f} ms")
    print(f"{'hello world':<20}{1000 * statistics.median(hello):>7.0f} ms")
    print(f"{'ratio':<20}{ratio:>7.2f}   (bar {BAR})")
    sys.exit(ratio > BAR)


if __name__ == "__main__":
    main()
