"""Limits told in a file: statements, and the small Book that stands with them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shelf_of import ELM, FAR, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.heard.limits_heard import LimitsReader
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.spots import Spot

Told = dict[str, list[dict[str, Any]]]
ELMSLEY = Spot("Elmsley", 53.50, -2.60)


def told_in(name: str) -> Told:
    """Read a file that stands here."""
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def read_limits(asking: Asking, clauses: Sequence[Clause], words: Words) -> Limits:
    """The limits in what was said and asked, read by a reader that read nothing before."""
    return LimitsReader(words).read(asking, clauses)


@contextmanager
def suggesting_from(told: Mapping[str, Any], words: Words) -> Iterator[Suggester]:
    """Suggest from the entries of such a file: at Elmsley, or far away where they name a place."""
    entries = [
        an_entry(
            one["id"],
            one["name"],
            one["description"],
            organization=one.get("organization", ""),
            **(FAR if "place" in one else ELM),
        )
        for one in told["entry"]
    ]
    book = SmallBook(entries)
    yield Suggester(book, words)
    book.close()


def shown(suggester: Suggester, *said: str, limit: int = 10) -> list[str]:
    """Return the ids of what comes up at Elmsley after these statements, best first."""
    asking = Asking(heard=tuple(map(Heard, said)), today=TODAY, near=ELMSLEY, limit=limit)
    return [item.entry_id for item in suggester.suggest(asking)]
