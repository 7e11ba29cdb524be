"""Two entries that may be one and the same, for somebody to decide: which pairs, and where the two differ. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conversation_kit.book.card import card_lines
from conversation_kit.book.likely_doubles import Pair, likely_doubles
from conversation_kit.book.places import Gazetteer
from conversation_kit.book.settled_doubles import Settled
from conversation_kit.model.entries import Entry

_NOT_COMPARED = frozenset({"How far", "Next dates", "Also listed"})
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of two cards.

    Attributes:
        label: As on the card: "When", "Where".
        one, other: What each says; a dash when it says nothing.
    """

    label: str
    one: str
    other: str

    @property
    def same(self) -> bool:
        """Whether both say it in the same words."""
        return self.one == self.other


def to_decide(entries: Sequence[Entry], settled: Settled) -> list[Pair]:
    """Return the likely doubles: those nobody decided about first, then those shown as one anyhow, then the decided."""

    def turn(pair: Pair) -> int:
        return 2 if settled.on(pair.one, pair.other) is not None else int(pair.plainly)

    return sorted(likely_doubles(entries), key=turn)


def decided_words(pair: Pair, settled: Settled) -> str:
    """Return how a pair stands, in a few words."""
    on = settled.on(pair.one, pair.other)
    if on is None:
        return "shown as one already" if pair.plainly else "not decided"
    return "shown as one, you said so" if on else "kept apart, you said so"


def side_by_side(one: Entry, other: Entry, *, today: datetime, gazetteer: Gazetteer) -> list[Difference]:
    """Return the lines of both cards beside one another: where they differ first, each part in the card's order."""
    cards = [
        {line.label: line.text for line in card_lines(entry, today=today, near=None, gazetteer=gazetteer)}
        for entry in (one, other)
    ]
    labels = [label for label in dict.fromkeys([*cards[0], *cards[1]]) if label not in _NOT_COMPARED]
    lines = [
        Difference(label, *(card.get(label, _NOTHING) for card in cards))
        for label in labels
        if label != "Source"
    ]
    return sorted(lines, key=lambda line: line.same)
