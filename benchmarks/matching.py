"""Matching: how good and how quick, beside the usual tools in the same run.

Quality is judged on a labelled set: a folder with book.json (a feed), labels.jsonl ({"id", "statement", "relevant",
"traps"?}) and people.jsonl ({"id", "age"?, "near"?, "statements": [{"text", "leaning"?}], "relevant", "traps"?}). None
ships with the kit. Speed is every key of some statements, the whole pipeline, in processor time of one core, on Books
made of the demo's invented entries.

Run: python benchmarks/matching.py [FOLDER] [--sizes 2000 20000 100000]
Leaves with 1 when a bar is not met.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from big import big_feed
from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.book.places import Gazetteer
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.words import Words
from conversation_kit.model.assets import Leaning
from conversation_kit.model.entries import Entry
from judging import MEASURES, Answer, Row, better, interval, judge
from measuring import Result, machine, p95
from peers import peers

TODAY = date(2026, 11, 28)
_BARS = {2_000: 5.0, 20_000: 8.0, 100_000: 16.0}  # milliseconds a key, 95th percentile
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


def _so_many(entries: Sequence[Entry], size: int) -> list[Entry]:
    """So many entries, the same again with other ids and names when there are not enough."""
    found = list(entries[:size])
    for turn in range(1, -(-size // len(entries))):
        found += [
            replace(entry, id=f"{entry.id}-{turn}", name=f"{entry.name} {turn}")
            for entry in entries[: size - len(found)]
        ]
    return found


def speed(sizes: Sequence[int], words: Words) -> list[Result]:
    """Type every statement key by key, at each size of Book; the peers are asked for the whole statement."""
    made, _, _ = read_files([big_feed()])
    results = []
    for size in sizes:
        entries = _so_many(made, size)
        with Book.in_memory(entries) as book:
            suggester = Suggester(book, words)
            suggester.warm()
            opening = _seconds(lambda: suggester.suggest(_typed("warm")))  # noqa: B023
            keys = [text[: n + 1] for text in _TYPED for n in range(len(text))]
            taken = [_seconds(lambda text=text: suggester.suggest(_typed(text))) for text in keys]  # noqa: B023
            again = [_seconds(lambda text=text: suggester.suggest(_typed(text))) for text in keys]  # noqa: B023
        beside = (
            f"the same typed again {1000 * p95(again):.1f} ms, slowest key {1000 * max(taken):.0f} ms, "
            f"the first question {1000 * opening:.0f} ms"
        )
        for name, rank in peers(entries):
            whole = [_seconds(lambda text=text: rank(text)) for text in _TYPED * 3]  # noqa: B023
            beside += f"; {name}, whole statement, p95 {1000 * p95(whole):.1f} ms"
        bar = _BARS.get(size, max(_BARS.values()))
        results.append(
            Result(
                f"A suggestion a key, {size:,} entries, p95 of {len(keys)} keys",
                1000 * p95(taken),
                bar,
                beside=beside,
            )
        )
    return results


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
    options = asked.parse_args()
    words = Words.load(assets_folder() / "words")
    print(f"Measured on {machine()}.", flush=True)
    if options.folder is not None:
        with tempfile.TemporaryDirectory() as home:
            quality(options.folder, words, Kit(under(Path(home))).gazetteer)
    results = speed(options.sizes, words)
    for result in results:
        print(f"\n| {result.row} |\n    {result.beside}", flush=True)
    sys.exit(not all(result.met for result in results))


if __name__ == "__main__":
    main()
