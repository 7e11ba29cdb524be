"""Said of times: whether only the times that somebody names will do ("only @", "@ suits"), or not ("not @").

Each turn of phrase (``turns_of_times``) is written once, around the mark of a time (``times_named``), whichever it
is: "it can only be mornings", "I can only do Tuesdays or Thursdays".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from conversation_kit.matching.heard.times_named import WHOLE, Named, Span, speaks_of_times, times_named
from conversation_kit.matching.heard.turns_of_times import (
    ASKING,
    BACK_TO_ME,
    CHILD_THEN,
    IF_NOT,
    NO_WISH,
    NOT,
    NOT_EACH,
    OF_OTHERS,
    ONLY,
    OTHERWISE,
    QUOTED,
    SHUT,
    SUITS,
    UNLESS,
    WITH_CHILD,
)
from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.forms import Forms
from conversation_kit.model.week import DAYS


@dataclass(frozen=True, slots=True)
class Said:
    """What one breath says of times.

    Attributes:
        only: The times which alone will do, or None when it does not say.
        out: Those which will not.
        with_child: Whether these are the times when a child is with them, for whom they look for something.
    """

    only: frozenset[Span] | None = None
    out: frozenset[Span] = frozenset()
    with_child: bool = False

    def __bool__(self) -> bool:
        return self.only is not None or bool(self.out)


_NOTHING = Said()
_LATE = 16.0
_NINE, _NOON = 9.0, 12.0


def said_of_times(breath: str, forms: Forms) -> Said:
    """Read one breath, a padded line of folded words."""
    figures = in_figures(breath)
    if not speaks_of_times(figures):
        return _NOTHING
    named = times_named(figures)
    if not named.times or QUOTED.search(named.said):
        return _NOTHING
    said = named.said
    unless = set(_found((UNLESS,), said))
    out = set(_found((*NOT, forms.pattern("not_then")), said, unless=IF_NOT)) - unless
    if NOT_EACH.search(breath):
        out = set()
    suits = _found(SUITS, said) if not out else ()
    only = {
        at
        for at in (
            *suits,
            *unless,
            *_found((*ONLY, forms.pattern("only_then")), said, unless=SHUT),
            *_found(ASKING, said, unless=NO_WISH),
        )
        if at not in out
    }
    child_then = {int(found[1]) for found in CHILD_THEN.finditer(said)} - out
    with_child = not only and bool(child_then) and bool(WITH_CHILD.search(said))
    if with_child:
        only = child_then
    elif not WITH_CHILD.search(said):
        only -= child_then
    if not only and not out and (other := OTHERWISE.search(said)):
        out = {int(at) for at in re.findall(r"@(\d+)", said[: other.start()])}
    put_aside = frozenset(_of_the_evening(span) for span in _together(named, out))
    return Said(_together(named, only) if only else None, put_aside, with_child)


def _of_the_evening(span: Span) -> Span:
    """What is put aside "after nine" is what goes on after nine at night."""
    day, begins, ends = span
    return (day, begins + 12, ends) if _NINE <= begins < _NOON and ends == WHOLE[1] else span


def only_evenings(said: Said) -> bool:
    """Whether the evenings of all days will do and nothing else."""
    return (
        said.only is not None and days_left(said) == set(DAYS) and all(span[1] >= _LATE for span in said.only)
    )


def on_weekdays(said: Said) -> Said:
    """The same of Monday to Friday only: whoever works all day is free at weekends."""
    return replace(said, only=(said.only or frozenset()) | {(day, *WHOLE) for day in DAYS[5:]})


def _found(
    turns: Iterable[re.Pattern[str]], said: str, *, unless: re.Pattern[str] | None = None
) -> Iterable[int]:
    """The times of which any of these turns of phrase is said."""
    for turn in turns:
        for found in turn.finditer(said):
            at = next(index for index in range(1, found.re.groups + 1) if found[index] is not None)
            if unless is not None and unless.search(said[: found.start() + 1]):
                continue
            if not _of_somebody_else(said[: found.start(at)], said[: found.end()]):
                yield int(found[at])


def _of_somebody_else(before: str, whole: str) -> bool:
    """Whether what leads up to a time is about others, or the past, and has not come back to whoever speaks."""
    ends = [others.end() for others in OF_OTHERS.finditer(before)]
    return bool(ends) and not BACK_TO_ME.search(f"{whole[ends[-1] :]} ")


def _together(named: Named, which: Iterable[int]) -> frozenset[Span]:
    return frozenset(span for at in which for span in named.times[at])


def days_left(said: Said) -> frozenset[str]:
    """The days on which any hour is left."""
    left = set(DAYS) if said.only is None else {day for day, _, _ in said.only}
    return frozenset(left - {day for day, *hours in said.out if tuple(hours) == WHOLE})


def hours_taken(said: Said) -> frozenset[Span]:
    """The parts of the days that are left which will not do; the day is empty where it is each of them."""
    left = days_left(said)
    taken = {span for span in said.out if span[1:] != WHOLE and span[0] in left}
    if said.only is not None:
        taken |= {gap for day in left for gap in _gaps(day, said.only)}
    same = [hours for hours in {span[1:] for span in taken} if all((day, *hours) in taken for day in left)]
    return frozenset(span for span in taken if span[1:] not in same) | {("", *hours) for hours in same}


def _gaps(day: str, only: frozenset[Span]) -> Iterable[Span]:
    at = 0.0
    for _, begins, ends in sorted(span for span in only if span[0] == day):
        if begins > at:
            yield day, at, begins
        at = max(at, ends)
    if at < WHOLE[1]:
        yield day, at, WHOLE[1]
