"""Invented entries as directories write them (entries_written.toml), and how what is read of each compares."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conversation_kit.matching.entries.features import Features, read_entry
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry

FIELDS = ("ages", "cost", "times", "sex", "asks", "stairs", "closed")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def written(*, held: bool) -> list[tuple[Entry, dict[str, Any]]]:
    """The entries of one half, each with what its words say by field; "either" where readers differ."""
    text = (Path(__file__).parent / "entries_written.toml").read_text(encoding="utf-8")
    half = tomllib.loads(text)["entry"][int(held) :: 2]
    return [(Entry(id=one["name"], name=one["name"], description=one["says"]), _said(one)) for one in half]


def judged(
    entries: list[tuple[Entry, dict[str, Any]]], words: Words
) -> Iterator[tuple[str, str, str, Any, Any]]:
    """Each entry and field with "right", "wrong", "missed" or "silent", what its words say and what was read."""
    for entry, said in entries:
        read = as_told(read_entry(entry, words))
        for field in FIELDS:
            if said.get(field) != "either":
                yield entry.name, field, _verdict(said.get(field), read[field]), said.get(field), read[field]


def counted(entries: list[tuple[Entry, dict[str, Any]]], words: Words) -> Counter[tuple[str, str]]:
    """How many of each field were read rightly, wrongly, missed, or rightly left alone ("silent")."""
    return Counter((field, verdict) for _, field, verdict, _, _ in judged(entries, words))


def as_told(read: Features) -> dict[str, Any]:
    """What was read of an entry, by field; None or False where nothing was."""
    known = read.youngest is not None or read.oldest is not None
    return {
        "ages": (read.youngest, read.oldest) if known else None,
        "cost": read.least,
        "times": frozenset((one.day, one.opens, one.closes) for one in read.sessions) or None,
        "sex": read.sex or None,
        "asks": read.asks,
        "stairs": read.stairs,
        "closed": read.closed,
    }


def _verdict(said: Any, read: Any) -> str:
    nothing_said, nothing_read = (one is None or one is False for one in (said, read))
    if nothing_said:
        return "silent" if nothing_read else "wrong"
    if nothing_read:
        return "missed"
    return "right" if said == read else "wrong"


def _said(one: dict[str, Any]) -> dict[str, Any]:
    said = {
        field: one.get(field, False if field in ("asks", "stairs", "closed") else None) for field in FIELDS
    }
    if said["ages"] not in (None, "either"):
        first, last = said["ages"].split("-")
        said["ages"] = (int(first) if first else None, int(last) if last else None)
    if said["times"] not in (None, "either"):
        said["times"] = frozenset(_sessions(said["times"]))
    if said["cost"] not in (None, "either"):
        said["cost"] = float(said["cost"])
    return said


def _sessions(text: str) -> Iterator[tuple[str, float | None, float | None]]:
    for one in text.split(", "):
        days, _, hours = one.partition(" ")
        first, _, last = days.partition("-")
        opens, _, closes = hours.partition("-")
        for day in _DAYS[_DAYS.index(first) : _DAYS.index(last or first) + 1]:
            yield day, _clock(opens), _clock(closes)


def _clock(text: str) -> float | None:
    return int(text[:2]) + int(text[3:]) / 60 if text else None
