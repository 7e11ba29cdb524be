"""Matching: how good and how quick, beside the usual tools in the same run.

Quality is judged on a labelled set: a folder with book.json (a feed), labels.jsonl ({"id", "statement", "relevant",
"traps"?}) and people.jsonl ({"id", "age"?, "near"?, "statements": [{"text", "leaning"?}], "relevant", "traps"?}). None
ships with the kit. Speed is every key of some statements, the whole pipeline, in processor time of one core, on Books
made of the demo's invented entries; with it, the index made and opened, and the memory it takes.

Run: python benchmarks/matching.py [FOLDER] [--sizes 2000 20000 100000]
Leaves with 1 when a bar is not met.
"""

import argparse
import gc
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from big import big_feed
from conversation_kit.book.cache import Book
from conversation_kit.book.filling import Making
from conversation_kit.book.importing import read_files
from conversation_kit.book.places import Gazetteer
from conversation_kit.book.writing import write_book
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.assets import Leaning
from conversation_kit.model.entries import Entry
from judging import MEASURES, Answer, Ranker, Row, better, interval, judge
from measuring import Result, compare, machine, p95
from peers import peers

TODAY = date(2026, 11, 28)
_BARS = {2_000: 5.0, 20_000: 8.0, 100_000: 16.0}  # milliseconds a key, 95th percentile
_QUICKER_FROM = 20_000
_BUILT, _OPENED, _ADDED = 20.0, 200.0, 120.0  # seconds for 20,000 entries, milliseconds, megabytes
_TYPED = (
    "he's got the rent money down the arcade again and I daren't open the post",
    "I did the rounds with the milk for forty year, up at three and knew every dog",
    "me hips are that bad I can't get past the gate, but I'd love a bit of company",
    "used to sew all the costumes for the panto, needles, sequins, the lot",
    "our kid's at college now and the flat's dead quiet of an evening",
    "I wouldnt mind showing somebody how to graft an apple tree",
)


def _items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _heard(item: dict[str, Any]) -> tuple[Heard, ...]:
    known = {leaning.value for leaning in Leaning}
    told = item.get("statements") or [
        {"text": item["statement"]}
    ]  # one statement is asked without its leaning
    leanings = (Leaning(one["leaning"]) if one.get("leaning") in known else None for one in told)
    return tuple(Heard(one["text"], leaning=leaning) for one, leaning in zip(told, leanings, strict=True))


def _kit(suggester: Suggester, item: dict[str, Any], gazetteer: Gazetteer) -> Answer:
    near = gazetteer.find(item["near"]) if item.get("near") else None
    asking = Asking(
        heard=_heard(item), age=item.get("age"), near=near, limit=10, today=TODAY, spot_of=gazetteer.spot_of
    )
    found = suggester.suggest(asking)
    return [(one.entry_id, one.strength) for one in found]


def quality(folder: Path, words: Words, gazetteer: Gazetteer) -> None:
    """Print the measures of the kit and of every peer, on statements and on whole people."""
    entries, _, _ = read_files([folder / "book.json"])
    with Book.in_memory(entries) as book:
        suggester = Suggester(book, words)
        for name in ("labels", "people"):
            items = _items(folder / f"{name}.jsonl")
            ours = [judge(item, _kit(suggester, item, gazetteer)) for item in items]
            print(f"\n{name}: {len(items)} items, {len(entries)} entries; mean [95% bootstrap interval]\n")
            print(
                f"| ranker | {' | '.join(MEASURES)} | kit better, nDCG@5 |\n|{'---|' * (len(MEASURES) + 2)}"
            )
            print(_row("kit", ours, ""))
            for peer, rank in peers(entries):
                said = (" ".join(heard.text for heard in _heard(item)) for item in items)
                theirs = [judge(item, rank(text)) for item, text in zip(items, said, strict=True)]
                print(_row(peer, theirs, f"{better(ours, theirs):.0%} of samples"))


def _row(name: str, rows: Sequence[Row], beside: str) -> str:
    cells = ("{:.3f} [{:.2f}, {:.2f}]".format(*interval(rows, measure)) for measure in MEASURES)
    return f"| {name} | {' | '.join(cells)} | {beside} |"


def so_many(entries: Sequence[Entry], size: int) -> list[Entry]:
    """So many entries; when there are not enough, more of the kind, each put together from the words of three."""
    rng = random.Random(size)  # noqa: S311 - the same Book every time
    found = list(entries[:size])
    while len(found) < size:
        one, other, third = rng.sample(entries, 3)
        name = f"{one.name.split()[0]} {' '.join(other.name.split()[1:]) or other.name}"
        said = f"{one.description.partition('. ')[0]}. {third.description.rpartition('. ')[2]}"
        found.append(replace(one, id=f"{one.id[:-6]}{len(found):06}", name=name, description=said))
    return found


def speed(sizes: Sequence[int], rounds: int) -> Iterator[Result]:
    """Measure at each size of Book: the index made and opened, memory, and every key of the statements."""
    made, _, _ = read_files([big_feed()])
    for size in sizes:
        entries = so_many(made, size)
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            kit = Kit(under(home))
            write_book(
                kit.folders.book_cache, entries, Making(("benchmark",), datetime(2026, 11, 28, tzinfo=UTC), 1)
            )
            yield from _of_size(kit, entries, rounds)


def _of_size(kit: Kit, entries: Sequence[Entry], rounds: int) -> Iterator[Result]:
    size = len(entries)
    _ = kit.words.meaning
    building = _seconds(kit.index_book)
    held = sum(path.stat().st_size for path in kit.folders.book.glob("*.index"))
    with kit.open_book() as book:
        opening = min(_seconds(lambda: kit.suggester(book).warm()) for _ in range(3))
        keys = [text[: n + 1] for text in _TYPED for n in range(len(text))]
        taken, first = [math.inf] * len(keys), math.inf
        for _ in range(rounds):
            suggester = kit.suggester(book)
            suggester.warm()
            first = min(first, _seconds(lambda: suggester.suggest(_typed("warm"))))  # noqa: B023
            turn = [_seconds(lambda text=text: suggester.suggest(_typed(text))) for text in keys]  # noqa: B023
            taken = [min(pair) for pair in zip(taken, turn, strict=True)]
    theirs = {name: _of_peer(rank, keys) for name, rank in peers(entries)}
    others = "; ".join(f"{name} {1000 * p95(seconds):.1f} ms" for name, seconds in theirs.items())
    yield Result(
        f"a suggestion a key, {size:,} entries, p95 of {len(keys)} keys",
        1000 * p95(taken),
        _BARS.get(size, max(_BARS.values())),
        beside=f"half of the keys under {1000 * median(taken):.1f} ms, slowest {1000 * max(taken):.0f} ms, the first "
        f"question {1000 * first:.0f} ms; every tenth key by others, p95: {others}",
    )
    if size >= _QUICKER_FROM:
        fts5 = next(iter(theirs.values()))
        yield compare(f"the same beside FTS5 BM25, {size:,} entries, p95", 1.0, taken[::10], fts5, p95)
    yield Result(
        f"index of {size:,} entries made",
        building,
        _BUILT * size / 20_000,
        unit="s",
        beside=f"{held / 1e6:.0f} MB on disk",
    )
    yield Result(f"index of {size:,} entries opened", 1000 * opening, _OPENED)
    yield Result(
        f"memory added by suggesting, {size:,} entries",
        _memory_added(kit.folders.book.parent),
        _ADDED,
        unit="MB",
    )


def _of_peer(rank: Ranker, keys: Sequence[str]) -> list[float]:
    return [_seconds(lambda text=text: rank(text)) for text in keys[::10]]


def _memory_added(home: Path) -> float:
    """Megabytes that a process of its own holds more when it has suggested, with the words read before."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--added", str(home)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def added(home: Path) -> float:
    """Open the Book of ``home`` and suggest; return the megabytes by which this process grew."""
    kit = Kit(under(home))
    _ = kit.words.meaning
    before = held_now()
    with kit.open_book() as book:
        suggester = kit.suggester(book)
        suggester.warm()
        for text in _TYPED:
            for n in range(len(text)):
                suggester.suggest(_typed(text[: n + 1]))
        gc.collect()
        return held_now() - before


def held_now() -> float:
    """The megabytes that this process holds (proportional set size)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _typed(text: str) -> Asking:
    return Asking(heard=(Heard(text, typing=True),), today=TODAY)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "folder", type=Path, nargs="?", help="A labelled set; without it only speed is measured."
    )
    asked.add_argument("--sizes", type=int, nargs="*", default=[2_000, 20_000], help="Books to be quick on.")
    asked.add_argument(
        "--rounds", type=int, default=3, help="How often every key is typed; the least counts."
    )
    asked.add_argument("--added", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.added is not None:
        print(added(options.added))
        return
    print(f"Measured on {machine()}.", flush=True)
    if options.folder is not None:
        with tempfile.TemporaryDirectory() as home:
            kit = Kit(under(Path(home)))
            quality(options.folder, kit.words, kit.gazetteer)
    met = True
    for result in speed(options.sizes, options.rounds):
        met = met and result.met
        print(f"\n| {result.row} |\n    {result.beside}", flush=True)
    sys.exit(not met)


if __name__ == "__main__":
    main()
