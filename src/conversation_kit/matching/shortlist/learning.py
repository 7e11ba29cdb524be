"""Learning: what this worker's earlier choices change in the order of suggestions, little and with a reason.

It only ever moves what was found without it: nothing is found, hidden or made strong by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from conversation_kit.matching.shortlist.choosing import Found
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.learned import Lesson, Verdict

_MOST = 0.12
"""The most that choices add to or take from a score of 0..1."""
_MOST_CLOSED = 0.3
"""The most that is taken off because it was noted to have closed."""
_EASED = 2.0
"""After so many choices of one kind half of the most is reached: the first counts most, the tenth hardly."""
_HALF_LIFE = 6
"""Months after which a choice counts half."""
_LIFTED = 0.4
"""At most this share of a list is lifted, so that one worker's habits do not fill it: two in five."""
_LEAST = 0.01
"""What is left of a score at least: what was set aside sinks, and is not hidden."""
_MOST_TIMES = 50
_SEEN = 0.005
"""A change smaller than this is none."""
CLOSED = "you noted that it has closed"


def learn(
    found: Iterable[Found], lessons: Sequence[Lesson], words: Words, *, today: date, limit: int
) -> list[Found]:
    """Return what was found with what was learned added to its scores, each with the reason.

    Args:
        found: Entries with enough evidence that keep within every limit.
        lessons: What was learned here, in any order.
        words: Name the themes.
        today: The day to let lessons fade by.
        limit: How long the list is to be.
    """
    if not lessons:
        return list(found)
    counts = _counts(lessons, today)
    changed = [_changed(item, counts, words) for item in found]
    lifted = sorted(
        (item for item in changed if item.learned > 0), key=lambda item: (-item.score, item.entry_id)
    )
    kept = {item.entry_id for item in lifted[: max(1, round(limit * _LIFTED))]}
    return [_unlifted(item) if item.learned > 0 and item.entry_id not in kept else item for item in changed]


def told_closed(item: Found) -> bool:
    """Whether the worker noted that it has closed: it is never strong then."""
    return item.lesson is not None and item.lesson.because == CLOSED


def _counts(lessons: Iterable[Lesson], today: date) -> dict[tuple[str, str], float]:
    """How much speaks for an entry when a theme was heard; below 0 for what speaks against it."""
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for lesson in sorted(lessons, key=lambda one: (one.month, one.theme, one.entry_id, one.verdict)):
        months = (today.year - lesson.month.year) * 12 + today.month - lesson.month.month
        weight = min(lesson.times, _MOST_TIMES) * 0.5 ** (max(0, months) / _HALF_LIFE)
        about = "" if lesson.verdict is Verdict.CLOSED else lesson.theme
        counts[about, lesson.entry_id] += weight if lesson.verdict is Verdict.CHOSEN else -weight
    return counts


def _changed(item: Found, counts: dict[tuple[str, str], float], words: Words) -> Found:
    closed = counts.get(("", item.entry_id), 0.0)
    if closed < 0:
        return _moved(item, _eased(closed) * _MOST_CLOSED, CLOSED)
    heard = [
        (counts.get((theme, item.entry_id), 0.0), theme) for theme in item.themes if theme in words.themes
    ]
    count, theme = max(heard, key=lambda pair: (abs(pair[0]), pair[1]), default=(0.0, ""))
    if not count:
        return item
    name = words.themes[theme].name
    told = "chosen here before for" if count > 0 else "set aside here before for"
    return _moved(item, _eased(count) * _MOST, f"{told} {name}")


def _eased(count: float) -> float:
    """Between -1 and 1, ever slower towards either."""
    return count / (abs(count) + _EASED)


def _moved(item: Found, by: float, because: str) -> Found:
    score = round(min(1.0, max(_LEAST, item.score + by)), 4)
    learned = round(score - round(item.score, 4), 4)
    if abs(learned) < _SEEN:
        return item
    return item._replace(score=score, learned=learned, lesson=Reason("", because))


def _unlifted(item: Found) -> Found:
    return item._replace(score=round(item.score - item.learned, 4), learned=0.0, lesson=None)
