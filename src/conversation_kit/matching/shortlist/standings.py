"""Standings: how entries stand to what somebody asked and ruled out, whatever speaks for them."""

from dataclasses import dataclass, field

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.entries.standing import kept_up, runs
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.reach import miles_to, out_of_reach
from conversation_kit.matching.shortlist.ruling_out import rules_out
from conversation_kit.matching.shortlist.weighing import worth
from conversation_kit.model.connections import Way

_REMEMBERED = 4_000
"""Entries of which it stays known how they stand; a key seldom changes a limit."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one entry stands.

    Attributes:
        features: What was read out of it.
        miles: How far it is, or None when that is not known or not asked.
        worth: What is left of it because something that matters is not known, 0..1.
        kept_up: What is left of it because nobody looked at it for long, 0..1.
        limits: What the person ruled out.
    """

    features: Features
    miles: float | None
    worth: float
    kept_up: float
    limits: Limits
    _ways: dict[Way, bool] = field(default_factory=dict)

    def leaves(self, way: Way) -> bool:
        """Whether the limits leave this way of being there."""
        if way not in self._ways:
            self._ways[way] = not rules_out(self.limits, self.features, way=way)
        return self._ways[way]


class Standings:
    """How the entries of one Book stand to one person after the other.

    Args:
        shelf: The Book.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._person: object = None
        self._known: dict[int, Standing | None] = {}

    def of(self, number: int, asked: Asking, limits: Limits) -> Standing | None:
        """How the entry of a number stands; None when it does not run, or nowhere that they can get to."""
        person = (asked.today, asked.near, asked.spot_of, limits)
        if person != self._person or len(self._known) > _REMEMBERED:
            self._known = {}
        self._person = person  # the very same limits are compared next, which is quicker
        if number not in self._known:
            self._shelf.breathe()
            self._known[number] = self._stand(number, asked, limits)
        return self._known[number]

    def _stand(self, number: int, asked: Asking, limits: Limits) -> Standing | None:
        features = self._shelf.features_of(number)
        if not runs(features, asked.today):
            return None
        miles = miles_to(features, asked)
        if out_of_reach(features, asked, limits, miles, topic=self._shelf.sensitive(number)):
            return None
        left = worth(features, limits, nowhere=asked.near is not None and miles is None)
        return Standing(features, miles, left, kept_up(features, asked.today), limits)
