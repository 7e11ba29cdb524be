"""A suggestion as it is looked at together: what it is, because of which words, what to know before ringing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from conversation_kit.book.costs import least_cost
from conversation_kit.book.dates import when_words
from conversation_kit.book.freshness import freshness
from conversation_kit.journey.deciding import connection_to
from conversation_kit.journey.why import in_plain_words
from conversation_kit.model.connections import Connection, Stage, Way
from conversation_kit.model.entries import Entry

if TYPE_CHECKING:
    from conversation_kit.matching.suggesting import Reason, Suggestion

_WAYS: Mapping[Way, str] = {Way.GIVE: "could give", Way.JOIN: "could join", Way.HELP: "could be of help"}
_LONGEST_WHEN = 44
_LONGEST_SAID = 240
_BEFORE = 80
_MET = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion with the few facts that stand beside it.

    Attributes:
        facts: How far, when, free, and who could come along; only what is known.
        fresh: When it was last checked, unless that is so long ago that it is a caution.
        cautions: What to know before ringing, most pressing first.
        stage: What the person made of it, or None as long as they did not say.
        private: True for something not to be shown unasked while others look on: itself, or words it is offered for.
    """

    suggestion: Suggestion
    facts: tuple[str, ...] = ()
    fresh: str = ""
    cautions: tuple[str, ...] = ()
    stage: Stage | None = None
    private: bool = False

    @property
    def way(self) -> str:
        """How they could be part of it, in two or three words; a weak suggestion says that it is a guess."""
        way = _WAYS[self.suggestion.way]
        return f"a guess: {way}" if self.suggestion.strength == "weak" else way

    @property
    def said(self) -> tuple[str, ...]:
        """The person's own words it is offered for, each once; of very many those around what met the Book."""
        first = {reason.said: reason for reason in reversed(self.suggestion.reasons) if reason.said}
        said = dict.fromkeys(reason.said for reason in self.suggestion.reasons if reason.said)
        return tuple(_in_short(first[words]) for words in said)

    @property
    def why(self) -> str:
        """What of theirs met the Book, plainly and in small print; what was learned here stands first."""
        learned_first = sorted(self.suggestion.reasons, key=lambda reason: bool(reason.said))
        return "; ".join(dict.fromkeys(in_plain_words(reason.because) for reason in learned_first))


def offers(
    suggestions: Iterable[Suggestion],
    entry: Callable[[str], Entry | None],
    connections: Iterable[Connection],
    today: date,
    private: Callable[[str], bool],
) -> list[Offer]:
    """Return the suggestions with their facts from the Book and what was decided so far.

    Args:
        suggestions: What came up.
        entry: Finds an entry of the Book by its id.
        connections: What was decided so far.
        today: The day it is.
        private: Whether words of theirs are for nobody else at home (see :func:`private_in`).
    """
    made = [_offer(one, entry(one.entry_id), today) for one in suggestions]
    covered = [replace(one, private=one.private or _quotes(one, private)) for one in made]
    return with_decisions(covered, connections)


def private_in(texts: Iterable[str], private: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return what tells whether a piece of something they said is private: by all that was said with it.

    Args:
        texts: Everything they said.
        private: Whether one whole text of it is private.
    """
    whole = {" ".join(text.split()): text for text in texts}

    def is_private(piece: str) -> bool:
        plain = " ".join(piece.split())
        return private(piece) or any(plain in said and private(text) for said, text in whole.items())

    return is_private


def _quotes(offer: Offer, private: Callable[[str], bool]) -> bool:
    return any(private(reason.said) for reason in offer.suggestion.reasons if reason.said)


def with_decisions(made: Iterable[Offer], connections: Iterable[Connection]) -> list[Offer]:
    """Return the offers with what the person made of them by now."""
    known = list(connections)
    return [replace(offer, stage=_stage(connection_to(known, offer.suggestion.entry_id))) for offer in made]


def _offer(suggestion: Suggestion, entry: Entry | None, today: date) -> Offer:
    miles = suggestion.miles
    far = "" if miles is None else "less than 0.1 miles" if miles < 0.1 else f"{miles:.1f} miles"  # noqa: PLR2004
    facts = [far]
    if entry is not None:
        free = (
            least_cost(entry) == 0 and not suggestion.cost
        )  # free for its volunteers is not free for who comes
        facts += [_short(when_words(entry)), "free" if free else ""]
    said_already = f"{miles:.0f} miles away" if miles is not None else None
    return Offer(
        suggestion,
        facts=tuple(fact for fact in (*facts, *suggestion.bridges) if fact),
        fresh=_fresh(entry, today) if entry else "",
        cautions=tuple(c for c in suggestion.cautions if not (said_already and c.startswith(said_already))),
        private=bool(suggestion.sensitive),
    )


def _stage(connection: Connection | None) -> Stage | None:
    return None if connection is None or connection.stage is Stage.SUGGESTED else connection.stage


def _fresh(entry: Entry, today: date) -> str:
    found = freshness(entry, today)
    return "" if found.ring_first else found.words


def _in_short(reason: Reason) -> str:
    """What they said, cut where it would bury the other suggestions; dots say where it goes on."""
    said = reason.said
    if len(said) <= _LONGEST_SAID:
        return said
    met = _MET.search(reason.because)
    at = said.casefold().find(met[1].casefold()) if met else 0
    begins = max(0, at - _BEFORE)
    begins = said.find(" ", begins) + 1 if begins else 0
    piece = said[begins : begins + _LONGEST_SAID]
    if begins + len(piece) < len(said):
        piece = f"{piece.rpartition(' ')[0] or piece}…"
    return f"…{piece}" if begins else piece


def _short(when: str) -> str:
    first, _, more = when.replace("\n", " ").partition(";")
    if len(first) > _LONGEST_WHEN:
        return f"{first[:_LONGEST_WHEN].rsplit(' ', 1)[0]}…"
    return f"{first} and more" if more else first
