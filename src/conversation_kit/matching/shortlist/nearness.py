"""Nearness: how near the whole of what was said is to what each entry says of itself, whatever theme that is of.

Two things together: what the words of both mean, and the themes that are heard in both, also where neither names them.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.entries.fits import NO_HELPERS_SAID
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.pieces import Basis, Kind, Lot, Reason
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.pairing import Spoken
from conversation_kit.model.connections import Way

_SAYS = {
    Meant.WANTED: 1.0,
    Meant.UNSAID: 0.95,
    Meant.OFFERED: 0.75,
    Meant.IN_THE_WAY: 1.0,
}
_ALIKE, _NEAR = 0.85, 0.45
"""How much nearness of the words says, times its square, and from which nearness (0..1)."""
_HEARD, _FAR = 0.8, 0.2
"""How much it says that the same themes are heard, for each step by which they are nearer than the second (0..1)."""
_MOST, _LEAST = 400, 0.03
"""So many entries at most have something said for them, and so much at least."""

PAIRED = 24
"""So many entries that go best with what was said have something said for them."""
_GOES, _BEST, _FADES, _FINE = 0.16, 0.2, 0.5, 1e4
"""What it says for each of them, how much more for the best, how quickly that fades, and how finely it is told."""
_LIKELIER = 1.0
"""And so much likelier (a natural logarithm) than the Book at large they have to be: nothing goes best of three."""


def near(
    clause: Clause, hits: Sequence[Hit], shelf: Shelf, *, age: int | None, spoken: Spoken | None
) -> Iterable[Lot]:
    """What the whole statement of a clause says for the entries that are near to it, and for those it goes with.

    Args:
        clause: One that speaks for its statement and is more than plain fact.
        hits: The themes that were heard in it.
        shelf: The Book.
        age: Whole years of who speaks, when that is known.
        spoken: What the statement is paired by.
    """
    giving = clause.meant is Meant.OFFERED
    out = shelf.named_plainly({hit.phrase.theme for hit in hits if not hit.guess})
    if age is not None and not giving:
        out = out | shelf.not_at(age)
    values = _nearest(
        shelf.likeness(clause.whole), shelf.hears(shelf.sought(clause.whole)), _SAYS[clause.meant]
    )
    values[out] = 0
    pairs = shelf.pairs(spoken) if spoken is not None else None
    if pairs is not None:
        best, says = _paired(pairs, out)
        values[best] = np.maximum(values[best], says)
    numbers = np.flatnonzero(values).astype(np.int32)
    values = values[numbers]
    if giving:
        values = values * np.where(shelf.column("gives")[numbers] > 0, 1.0, NO_HELPERS_SAID)
    reason = Reason(clause.quoted, "related meaning (a guess): what it says of itself")
    yield Lot(
        Spread(numbers, np.arange(len(numbers)), values.astype(np.float64)),
        values.astype(np.float32),
        reason,
        Way.GIVE if giving else Way.JOIN,
        "alike",
        aside=True,
        basis=Basis(Kind.GUESS, 1.0, only_near=any(hit.particular or hit.only_near for hit in hits)),
    )


def _nearest(likeness: NDArray[np.float32], heard: NDArray[np.float32], says: float) -> NDArray[np.float32]:
    """By number, what nearness says for each entry (0..1): nought for all but the nearest."""
    found = np.zeros(len(likeness), np.float32)
    numbers = np.flatnonzero((likeness >= _NEAR) | (heard > np.float32(_FAR)))
    likeness, heard = likeness.take(numbers), heard.take(numbers)
    by_words = np.where(likeness >= _NEAR, likeness, np.float32(0)) ** 2 * np.float32(_ALIKE)
    by_themes = np.maximum(heard - np.float32(_FAR), 0) * np.float32(_HEARD)
    values = (by_words + (1 - by_words) * by_themes) * np.float32(says)
    least = np.partition(values, -_MOST)[-_MOST] if len(values) > _MOST else 0.0
    found[numbers] = np.where(values >= max(_LEAST, least), values, 0)
    return found


def _paired(
    pairs: NDArray[np.float32], out: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The entries that go best with what was said, but those that are ``out``, and what that says for each."""
    best = np.flatnonzero((pairs >= _LIKELIER) & ~out)
    likely = pairs.take(best)
    if len(best) > PAIRED:
        kept = likely >= np.partition(likely, -PAIRED)[-PAIRED]
        best, likely = best[kept], likely[kept]
    beside = np.exp((likely - likely.max(initial=_LIKELIER)) * np.float32(_FADES))
    return best, np.float32(_GOES) + np.float32(_BEST) * np.rint(beside * _FINE) / np.float32(_FINE)
