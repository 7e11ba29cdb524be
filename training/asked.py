"""What was judged, for whatever learns from it: which hand judged which statements of which Book."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from strength import BOOKS, HERE, LABELLED

from conversation_kit.model.assets import Leaning

ASKED = BOOKS | {
    name: HERE / "books" / f"{name}.json" for name in ("borough", "coast", "moor", "shire", "vale")
}
"""The Books that were judged, of which the last five are only learned from."""
TUNED = {
    "first": {"demo": LABELLED / "demo", "real": LABELLED / "real"},
    "second": {"demo": LABELLED / "second" / "demo", "real": LABELLED / "second" / "real"},
    "third": {"written": LABELLED / "third" / "written", "real": LABELLED / "third" / "real"},
}
"""Hands whose tune halves may be learned from, each with the folders of its Books."""
TODAY = date(2026, 11, 29)
FOLDS = 4
"""In so many parts hands are kept apart, so that something can be judged by hands that it never saw."""

Item = Mapping[str, Any]


def judged_files(book: str) -> dict[str, list[Path]]:
    """The files of judged statements of a Book, by hand."""
    files: dict[str, list[Path]] = {}
    for judged in sorted((HERE / "judged").glob(f"*-{book}.jsonl")):
        files.setdefault(judged.name.partition("-")[0], []).append(judged)
    for hand, folders in TUNED.items():
        if book in folders:
            files.setdefault(hand, []).append(folders[book] / "tune" / "labels.jsonl")
    return files


def read_items(files: Mapping[str, Iterable[Path]]) -> list[tuple[str, Item]]:
    """The judged statements of some files, each with its hand."""
    return [
        (hand, json.loads(line))
        for hand, paths in files.items()
        for path in paths
        for line in path.read_text("utf-8").splitlines()
    ]


def hands_apart() -> list[frozenset[str]]:
    """All hands in :data:`FOLDS` parts."""
    hands = sorted({hand for book in ASKED for hand in judged_files(book)})
    return [frozenset(hands[fold::FOLDS]) for fold in range(FOLDS)]


def apart_file(book: str, fold: int) -> str:
    """The name of what was learned from other Books than this, by other hands than those of this part."""
    return f"pairing-{book}-{fold}.packed"


def leaning_of(item: Item) -> Leaning | None:
    """How somebody spoke of it, when that was told."""
    return Leaning(item["leaning"]) if item.get("leaning") else None
