"""What every benchmark shares: results, medians and 95th percentiles, two terminals to type into, one table."""

import argparse
import gc
import json
import math
import os
import platform
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pexpect

PASSPHRASE = "seven quiet herons under the viaduct"  # noqa: S105 - opens invented people only
PROGRAM = shutil.which("conversation-kit", path=str(Path(sys.executable).parent)) or "conversation-kit"
_CONTROLS = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^][^\x1b\x07]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


@dataclass(frozen=True)
class Result:
    """One line of the table.

    Attributes:
        what: What was measured, in words, with which statistic.
        kit: Our figure, in ``unit``.
        peer: The peer's figure, in ``unit``, or None where the bar is absolute.
        bar: The bar: a ratio where there is a peer, else in ``unit``.
        ratio: Kit to peer, or None.
        unit: "ms", "s", "MB" or "/s".
        beside: What else must be known to read the figure fairly.
        least: Whether the bar is the least that will do, not the most.
    """

    what: str
    kit: float
    bar: float
    peer: float | None = None
    ratio: float | None = None
    unit: str = "ms"
    beside: str = ""
    least: bool = False

    @property
    def met(self) -> bool:
        """Whether it is within its bar."""
        figure = self.kit if self.ratio is None else self.ratio
        return figure >= self.bar if self.least else figure <= self.bar

    @property
    def row(self) -> str:
        """It as a line of a Markdown table, without its command."""
        bar = f"{self.bar:g} {self.unit}" if self.ratio is None else f"{self.bar:g} x"
        bar = f"at least {bar}" if self.least else bar
        peer = "" if self.peer is None else f"{_figure(self.peer)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = "met" if self.met else "**not met**"
        return f"{self.what} | {_figure(self.kit)} {self.unit} | {peer} | {ratio} | {bar} | {met}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - as many digits as mean something


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile: the value that at most one in twenty is above."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def compare(
    what: str,
    bar: float,
    kit: Sequence[float],
    peer: Sequence[float],
    statistic: Callable[[Sequence[float]], float] = statistics.median,
    *,
    scale: float = 1000.0,
    unit: str = "ms",
    beside: str = "",
) -> Result:
    """Return the result of two rows of seconds that were taken in turn."""
    ours, theirs = statistic(kit), statistic(peer)
    return Result(what, ours * scale, bar, theirs * scale, ours / theirs, unit, beside)


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes; what garbage there is was collected before."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def machine() -> str:
    """Return what it was measured on."""
    chip = next(
        (
            line.partition(":")[2].strip()
            for line in _lines(Path("/proc/cpuinfo"))
            if line.startswith("model name")
        ),
        platform.processor() or platform.machine(),
    )
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores ({chip}){load}, {platform.system()}, Python {platform.python_version()}, "
        f"{time.strftime('%d %B %Y %H:%M', time.gmtime())} UTC"
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def run(measure: Callable[[int], list[Result]], *, runs: int, about: str) -> None:
    """Run one benchmark as a script: measure, print, and leave with 1 when a bar is not met."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=int, default=runs, help=f"how often each is measured ({runs})")
    parser.add_argument("--json", action="store_true", help="print results for all.py")
    given = parser.parse_args()
    report(measure(given.runs), as_json=given.json)


def report(results: Sequence[Result], *, as_json: bool) -> None:
    """Print results, for people or for all.py; for people, leave with 1 when a bar is not met."""
    if as_json:
        print(json.dumps([asdict(result) for result in results]))
        return
    for result in results:
        print(result.row.replace("**", ""))
        if result.beside:
            print(f"    {result.beside}")
    sys.exit(not all(result.met for result in results))


class Typed:
    """A program in a pseudo-terminal, and how long it takes to show what is typed."""

    def __init__(self, command: Sequence[str], home: Path, *, rows: int = 40, columns: int = 120) -> None:
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "COLUMNS", "LINES"))}
        environ |= {"TERM": "xterm-256color", "CONVERSATION_KIT_HOME": str(home)}
        self.process = pexpect.spawn(
            command[0], list(command[1:]), env=environ, dimensions=(rows, columns), timeout=60
        )
        self.process.delaybeforesend = None

    def wait_for(self, words: str) -> None:
        """Read until the terminal was sent ``words``, which are in one piece there."""
        self.process.expect_exact(words)

    def send(self, keys: str) -> None:
        """Type."""
        self.process.send(keys)

    def until_painted(self, key: str, shows: str) -> float:
        """Type ``key`` and return the seconds until ``shows`` was printed, control sequences left aside."""
        wanted, raw = shows.encode(), b""
        begun = time.perf_counter()
        self.process.send(key)
        while wanted not in _CONTROLS.sub(b"", raw):
            raw += self.process.read_nonblocking(65536, timeout=30)
        return time.perf_counter() - begun

    def settle(self, quiet: float = 0.3, longest: float = 20.0) -> str:
        """Read until nothing was printed for ``quiet`` seconds; return what was."""
        raw, end = b"", time.monotonic() + longest
        while time.monotonic() < end:
            try:
                raw += self.process.read_nonblocking(65536, timeout=quiet)
            except pexpect.TIMEOUT:
                break
        return _CONTROLS.sub(b"", raw).decode("utf-8", "replace")

    def close(self) -> None:
        """End it."""
        self.process.close(force=True)
