"""Limits heard: reading what a person ruled out from everything they said, whatever it was said about."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import TypedDict

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.ages_heard import age_in, children_in
from conversation_kit.matching.heard.aversions import averse_to
from conversation_kit.matching.heard.beside_heard import beside_them
from conversation_kit.matching.heard.breaths import Breaths, breaths_of, but_for
from conversation_kit.matching.heard.costs_heard import most_cost
from conversation_kit.matching.heard.days_heard import when_free
from conversation_kit.matching.heard.getting_about_heard import getting_about
from conversation_kit.matching.heard.grown_up_heard import years_lived
from conversation_kit.matching.heard.hearing import Clause, finished
from conversation_kit.matching.heard.hours_heard import hours_in
from conversation_kit.matching.heard.kept_away_heard import kept_away
from conversation_kit.matching.heard.kinds_heard import kinds_averse
from conversation_kit.matching.heard.limits import AROUND, GROWN_UP, IN_TOWN, Limits
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.heard.parts_heard import out_of_the_day
from conversation_kit.matching.heard.places_heard import PlacesHeard
from conversation_kit.matching.heard.said_of_times import Said, said_of_times
from conversation_kit.matching.heard.school_heard import children_at, sex_of_children
from conversation_kit.matching.heard.stages_heard import stage_in
from conversation_kit.matching.heard.who_heard import for_a_child, lost_a_child, nobody_else
from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.plain import line
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.spots import Spot, miles_between

_REMEMBERED, _BREATHS_REMEMBERED = 2, 256
_WEEKENDS_TOO = re.compile(r" (?:weekends?|saturdays?|sundays?|every day|seven days|all week long)(?= )")
_OF_OTHERS = frozenset({"kin"})
"""Kinds of entry that are there for whoever worries about somebody else."""
_OF_FEELINGS = frozenset({"counselling"})
"""And that are for speaking of what one feels."""
_KIN = re.compile(
    r"\b(?:[Oo]ur|[Mm]y|[Mm]e) [A-Z][a-z]+\b"
    r"(?! (?:can sit|comes|came|rings|rang|drives|drove|takes me|took me|brings|sits|sat|does|did|died"
    r"|passed|says))"
)
_AS_A_CHILD = re.compile(
    r" (?:as|when i was|since i was) (?:a|just a|only a) (?:\w+ )?(?:lad|lass|boy|girl|child|kid)(?= )"
)
"""They were young then."""


class LimitsReader:
    """Reads limits. Remembers what it read last: within a word nothing new is said.

    Args:
        words: The words to go by.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        times = lru_cache(maxsize=_BREATHS_REMEMBERED)(partial(said_of_times, forms=words.forms))
        self._in = lru_cache(maxsize=_REMEMBERED)(partial(_limits_in, words, times))

    def read(self, asking: Asking, clauses: Sequence[Clause]) -> Limits:
        """Read the limits out of what was said and asked. All of it counts, in whatever order it was said."""
        told = tuple(
            Heard(finished(one).rstrip(" "), leaning=one.leaning)
            for one in (*asking.heard, *asking.also_heard)
        )
        children = any(
            self._words.cue_in(
                "children_said", _left_out(line(clause.words), "children_said_not", self._words)
            )
            for clause in clauses
            # children to give to, or to keep away from, are not children to bring along
            if clause.meant not in (Meant.OFFERED, Meant.DISLIKED, Meant.HAD)
        )
        had_counselling = _had_counselling(clauses, self._words)
        return self._in(
            told,
            age=asking.age,
            year=asking.today.year,
            children=children,
            had_counselling=had_counselling,
        )


def _limits_in(
    words: Words,
    times: Callable[[str], Said],
    heard: Sequence[Heard],
    *,
    age: int | None,
    year: int,
    children: bool,
    had_counselling: bool,
) -> Limits:
    """The limits in what was heard from somebody of that age, if it is known.

    Whether they spoke of children, and of counselling that is behind them, is told by the clauses.
    """
    told = breaths_of(statement.text for statement in heard)
    beside = beside_them(told, words)
    children = children and not beside["no_children"]
    return Limits(
        age=age if age is not None else age_in(told.figures, words, year=year),
        most=most_cost(told.said, told.figures, words),
        peoples=words.peoples_in(told.said.replace("|", " ")),
        **beside,
        **kept_away(told, words),
        **getting_about(told, words),
        **_times(told, heard, words, times),
        **_purposes(told, words, had_counselling=had_counselling),
        **_lives(told, words, children=children, kin=_names_kin(heard)),
    )


class _Times(TypedDict):
    days: frozenset[str]
    busy: frozenset[tuple[str, float, float]]
    working_week: bool
    earliest: float | None
    latest: float | None
    back_by: float | None
    not_before: float | None
    away: float | None


def _times(told: Breaths, heard: Sequence[Heard], words: Words, times: Callable[[str], Said]) -> _Times:
    """The limits of days and hours."""
    days, busy, days_told = when_free(heard, words, times)
    hours = hours_in(told.figures, in_figures(told.own), words, told=days_told)
    return _Times(
        days=days,
        busy=busy | out_of_the_day(told.said),
        working_week=words.cue_in("working_week", told.said)
        or (hours.earliest is not None and not _WEEKENDS_TOO.search(told.said)),
        earliest=hours.earliest,
        latest=hours.latest,
        back_by=hours.back_by,
        not_before=hours.not_before,
        away=hours.away,
    )


class _Purposes(TypedDict):
    no_talking: bool
    kinds: frozenset[str]


def _purposes(told: Breaths, words: Words, *, had_counselling: bool) -> _Purposes:
    """The limits of what an entry is there for."""
    own = told.own
    feelings = words.forms.heard("feelings", but_for("feelings_not", own, words))
    return _Purposes(
        no_talking=averse_to(own, "thing_talking", words) or words.forms.heard("talking", own) or feelings,
        kinds=kinds_averse(own, words)
        | (_OF_OTHERS if nobody_else(told.everything) else frozenset())
        | (_OF_FEELINGS if feelings or had_counselling else frozenset()),
    )


class _Lives(TypedDict):
    children: bool
    young: bool
    child_ages: frozenset[int]
    for_child: bool
    child_sex: str
    at_least: int | None
    at_most: int | None


def _lives(told: Breaths, words: Words, *, children: bool, kin: bool) -> _Lives:
    """The limits of how old they and their children are by what they told of their lives.

    Args:
        told: What was said.
        words: The words to go by.
        children: Whether they spoke of children, and will have some there.
        kin: Whether they spoke of one of theirs by name.
    """
    stage, lost = stage_in(told.figures, words.forms), lost_a_child(told.said)
    child_ages = children_in(told.figures) | children_at(told.figures)
    children = children and not lost
    least = (stage.at_least, years_lived(told.figures), GROWN_UP if lost else None)
    return _Lives(
        children=children,
        young=children
        or bool(child_ages)
        or words.cue_in("young_hinted", _AS_A_CHILD.sub(" ", told.everything))
        or kin,
        child_ages=child_ages,
        for_child=bool(child_ages) and for_a_child(told.said),
        child_sex=sex_of_children(told.own),
        at_least=max(filter(None, least), default=None),
        at_most=stage.at_most,
    )


def within_places(limits: Limits, places: PlacesHeard, home: Spot | None) -> Limits:
    """The same limits, and those of the places that were named.

    Args:
        limits: The others.
        places: What was named.
        home: Where they live, when that is known better than by what a sentence names. How far they can go is
            counted from there; where it is not known, only what is in the furthest place is sure to be within it.
    """
    only, within = places.only, limits.within
    if home is None:
        only += places.until
        if places.near and not only:
            within = min(within or AROUND, AROUND)
    elif places.until and not only:
        within = max(miles_between(home, place) for place in places.until) + IN_TOWN
    return replace(limits, within=within, only_in=only, not_in=places.never)


def _names_kin(heard: Iterable[Heard]) -> bool:
    """Whether they spoke of one of theirs by name, who may be a child: "our Jack"."""
    return any(_KIN.search(statement.text) for statement in heard)


def _left_out(said: str, name: str, words: Words) -> str:
    """A padded line of folded words without some turns of phrase."""
    for cue in words.turns_in(name, said):
        said = said.replace(cue, " | ")
    return said


def _had_counselling(clauses: Iterable[Clause], words: Words) -> bool:
    return any(
        clause.meant in (Meant.HAD, Meant.ALREADY) and words.cue_in("thing_counselling", line(clause.words))
        for clause in clauses
    )
