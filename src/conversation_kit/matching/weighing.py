"""Weighing: the evidence for one entry put together into one score with its reasons."""

from collections.abc import Iterable, Sequence

from conversation_kit.matching.choosing import Found
from conversation_kit.matching.features import Features
from conversation_kit.matching.limits import Limits
from conversation_kit.matching.pieces import Evidence, Reason
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


def weighed(entry_id: str, pieces: Sequence[Evidence], miles: float | None, *, worth: float) -> Found | None:
    """Put the evidence for one entry together: the best of each clause, a little for a second, then all clauses.

    None when it is not worth showing.
    """
    by_clause: dict[int, list[Evidence]] = {}
    for piece in sorted(pieces, key=lambda piece: (-piece.value, piece.clause, piece.reason.because)):
        by_clause.setdefault(piece.clause, []).append(piece)
    if not by_clause:
        return None
    best = max((heard[0] for heard in by_clause.values()), key=lambda piece: piece.value)
    missing = 1.0
    for heard in by_clause.values():
        value = heard[0].value
        second = next((piece for piece in heard[1:] if _apart(piece, heard[0])), None)
        if second is not None:
            value += (1 - value) * (BOTH if second.way is Way.GIVE else SECOND) * second.value
        role = 1.0 if (heard[0].way is Way.GIVE) == (best.way is Way.GIVE) else OTHER_ROLE
        missing *= 1 - role * min(value, AT_MOST)
    score = worth * (1 - missing) * (1.0 if miles is None else FAR_OFF / (FAR_OFF + miles))
    weak = worth * best.value < FAIR
    if score < FLOOR or (weak and best.wide and best.way is not Way.GIVE):
        return None
    reasons = sorted(
        (heard[0] for heard in by_clause.values()), key=lambda piece: (-piece.value, piece.clause)
    )
    spoken = [piece for piece in reasons if piece.value >= FLOOR / 2]
    return Found(
        entry_id=entry_id,
        score=score,
        weak=weak,
        way=best.way,
        theme=best.theme,
        clauses=frozenset(piece.clause for piece in reasons if piece.value >= FLOOR),
        reasons=_once(piece.reason for piece in spoken),
        miles=miles,
        themes=tuple(dict.fromkeys(piece.heard or piece.theme for piece in spoken)),
        pieces=tuple(pieces),
        worth=worth,
    )


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out a reason that says again what one before it said."""
    told: dict[str, Reason] = {}
    for reason in reasons:
        told.setdefault(reason.because, reason)
    return tuple(told.values())


def _apart(piece: Evidence, other: Evidence) -> bool:
    """Whether two pieces rest on different things that were said."""
    again = piece.way is Way.GIVE and bool(piece.heard) and piece.heard == other.heard
    return piece.theme != other.theme and not again
