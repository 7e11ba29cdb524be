"""Weighing: the evidence for one entry put together into one score with its reasons."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.pieces import Lot, Reason
from conversation_kit.model.connections import Way

FLOOR = 0.12
"""Below this nothing is worth a look."""
FAIR = 0.54
SECOND = 0.35
"""How much a second piece of evidence from the same clause adds."""
BOTH = 0.5
"""The same for a second thing to give: the cook for older people belongs where both are wanted."""
OTHER_ROLE = 0.4
"""How much counts what speaks for being helped at a place to give, and the other way about."""
DIGITS = 6
"""So finely scores are told apart: the same on every machine."""
ALONE = 0.8
"""What is left of nearness in meaning to what an entry says of itself, when nothing else speaks for it."""
AT_MOST = 0.99
"""One clause alone makes nothing certain."""
UNASKED = 0.6
"""What is left for an entry for children when neither children nor an age were spoken of."""
NOWHERE = 0.8
NOWHERE_NEAR = 0.5
"""What is left of an entry that nobody can place on the map, the second when they cannot get far."""
FAR_OFF = 15.0
"""Miles over which distance takes off half of what speaks for an entry."""


def worth(features: Features, limits: Limits, *, nowhere: bool) -> float:
    """What is left of an entry of which something that matters is not known."""
    unasked = features.children and limits.age is None and not limits.children
    somewhere = (NOWHERE_NEAR if limits.within is not None else NOWHERE) if nowhere else 1.0
    return somewhere * (UNASKED if unasked else 1.0)


if TYPE_CHECKING:
    from conversation_kit.matching.shortlist.standings import Standing


class Said(NamedTuple):
    """What one lot says for one entry; such are sorted best first, then by clause, then as they were heard.

    Attributes:
        less: What it says, below nought.
        clause: The number of the clause.
        place: The place of the lot in its clause.
        at: The place of the entry in the lot.
        lot: The lot.
    """

    less: float
    clause: int
    place: int
    at: int
    lot: Lot

    @property
    def value(self) -> float:
        """What it says, 0..1."""
        return -self.less


def weighed(said: Iterable[Said], standing: "Standing") -> Found | None:
    """Put what speaks for one entry together: the best of each clause, a little for a second, then all clauses.

    None when it is not worth showing. Its reasons are told later, for those that are chosen: see ``ranking``.
    """
    by_clause = _by_clause(said)
    if not by_clause:
        return None
    first = [heard[0] for heard in by_clause.values()]
    best = min(first)
    giving, missing = best.lot.way is Way.GIVE, 1.0
    for heard in by_clause.values():
        role = 1.0 if (heard[0].lot.way is Way.GIVE) == giving else OTHER_ROLE
        missing *= 1 - role * min(_of_clause(heard), AT_MOST)
    miles = standing.miles
    score = standing.worth * (1 - missing) * (1.0 if miles is None else FAR_OFF / (FAR_OFF + miles))
    weak = standing.worth * best.value < FAIR
    if score < FLOOR or (weak and best.lot.wide and not giving):
        return None
    return Found(
        entry_id=standing.features.id,
        score=round(score * standing.kept_up, DIGITS),
        weak=weak,
        way=best.lot.way,
        theme=best.lot.theme,
        clauses=frozenset(one.clause for one in first if one.value >= FLOOR),
        reasons=(),
        miles=miles,
        themes=tuple(dict.fromkeys(one.lot.heard or one.lot.theme for one in sorted(first) if _spoken(one))),
        worth=standing.worth,
    )


def _of_clause(heard: Sequence[Said]) -> float:
    """What a clause says: the best, a little for a second, and what is only beside them, which comes last."""
    top, second, beside = heard[0], None, None
    for other in heard[1:]:
        if other.lot.aside:
            beside = other
            break
        if second is None and _apart(other.lot, top.lot):
            second = other
    value = top.value * (ALONE if top.lot.aside else 1.0)
    if second is not None:
        value += (1 - value) * (BOTH if second.lot.way is Way.GIVE else SECOND) * second.value
    if beside is not None:
        value += (1 - value) * beside.value
    return value


def spoken_of(said: Iterable[Said]) -> list[Said]:
    """What its reasons tell: what says most of each clause, best first; of what is hardly anything the best only."""
    best = sorted(min(heard) for heard in _by_clause(said).values())
    return [one for one in best if _spoken(one)] or best[:1]


def _spoken(one: Said) -> bool:
    return one.value >= FLOOR / 2


def _by_clause(said: Iterable[Said]) -> dict[int, list[Said]]:
    """What each clause says, the best first, and what is only beside it last."""
    by_clause: dict[int, list[Said]] = {}
    beside = []
    for one in sorted(said):
        if one.lot.aside:
            beside.append(one)
        else:
            by_clause.setdefault(one.clause, []).append(one)
    for one in beside:
        by_clause.setdefault(one.clause, []).append(one)
    return by_clause


def once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out a reason that says again what one before it said."""
    told: dict[str, Reason] = {}
    for reason in reasons:
        told.setdefault(reason.because, reason)
    return tuple(told.values())


def _apart(lot: Lot, other: Lot) -> bool:
    """Whether two things rest on different things that were said."""
    again = lot.way is Way.GIVE and bool(lot.heard) and lot.heard == other.heard
    return lot.theme != other.theme and not again
