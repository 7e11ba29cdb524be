"""Every benchmark, one after another, each in a process of its own; prints the table for docs/benchmarks.md.

Run: python benchmarks/all.py [NAME ...]. About twelve minutes on two cores, and the first time a minute more to make
the big vault and the big Book. Leaves with 1 when a bar is not met.
"""

import json
import subprocess
import sys
from pathlib import Path

from measuring import Result, machine

_NAMES = (
    *("startup", "home", "key_to_paint", "edit", "person"),
    *("import_book", "book_search", "book_names", "search_everything", "memory", "hub", "hub_book"),
)
_HEAD = "| what | kit | peer | ratio | bar | | command |\n|---|---|---|---|---|---|---|"


def results_of(name: str) -> list[Result]:
    """Run one benchmark and return its results."""
    script = Path(__file__).with_name(f"{name}.py")
    done = subprocess.run([sys.executable, script, "--json"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} could not be measured:\n{done.stderr}")
    return [Result(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    """Measure and print."""
    names = sys.argv[1:] or list(_NAMES)
    print(f"Measured on {machine()}.\n\n{_HEAD}", flush=True)
    found: list[Result] = []
    for name in names:
        for result in results_of(name):
            print(f"| {result.row} | `python benchmarks/{name}.py` |", flush=True)
            found.append(result)
    for result in found:
        if result.beside:
            print(f"\n- {result.what.split(':')[0].split(',')[0]}: {result.beside}.")
    sys.exit(not all(result.met for result in found))


if __name__ == "__main__":
    main()
