"""From the key derived to Home painted, with big vault and big Book, in a pseudo-terminal; and Argon2 beside it.

The program runs as installed; only the moments at which its derivation of the key begins and ends are written down. The
passphrase is typed a few seconds after the unlock screen stands, as by a person. Home counts as painted when people,
promises and the age of the Book stand.

Run: python benchmarks/home.py [--runs 9]
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from big import big_home, copy_of_home
from measuring import PASSPHRASE, Result, Typed, p95, run

BAR = 300.0
_TYPING_SECONDS = 4.0
_DRIVER = """
import sys, time
from pathlib import Path
from conversation_kit.kit import Kit
times = Path(sys.argv.pop())
derive = Kit.data_key
def timed(kit, passphrase):
    begun = time.perf_counter()
    key = derive(kit, passphrase)
    times.write_text(f"{begun} {time.perf_counter()} {time.process_time()}")
    return key
Kit.data_key = timed
from conversation_kit.cli import main
sys.exit(main())
"""


def unlock(home: Path, times: Path) -> tuple[float, float, float]:
    """Unlock once; return the seconds from the key derived to Home painted, the processor's, and of deriving it."""
    app = Typed([sys.executable, "-c", _DRIVER, str(times)], home)
    app.wait_for("Passphrase")
    time.sleep(_TYPING_SECONDS)
    app.send(PASSPHRASE)
    app.settle(0.5)
    app.send("\r")
    for words in ("said I would", "talked", "The Book: "):
        app.wait_for(words)
    painted = time.perf_counter()
    used = processor_seconds(app.process.pid)
    begun, derived, used_before = map(float, times.read_text(encoding="utf-8").split())
    app.close()
    return painted - derived, used - used_before, derived - begun


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has taken (Linux, in hundredths of a second)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(runs: int) -> list[Result]:
    """Unlock again and again; the first time makes the nightly backup and is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of_home(big_home(), Path(folder) / "home")
        taken = [unlock(home, Path(folder) / "times") for _ in range(runs + 1)][1:]
        shutil.rmtree(home)
    shown = [1000 * one for one, _, _ in taken]
    worked = statistics.median(1000 * one for _, one, _ in taken)
    derived = statistics.median(1000 * one for _, _, one in taken)
    return [
        Result(
            "key derived to Home painted: 200 people, 6,000 conversations, 400,000 changes, 20,000 entries, median",
            statistics.median(shown),
            BAR,
            beside=f"deriving the key before that (Argon2id, 64 MiB, 3 passes): {derived:.0f} ms, "
            f"so from Enter to Home {statistics.median(shown) + derived:.0f} ms; p95 of Home {p95(shown):.0f} ms; "
            f"processor time of the whole process meanwhile {worked:.0f} ms",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=9, about=__doc__ or "")
