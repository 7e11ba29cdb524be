"""Suggesting: what could connect, best first, with reasons and cautions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import Clause, finished, listen
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.heard.limits_heard import LimitsReader, within_places
from conversation_kit.matching.heard.meant import TURNED_DOWN
from conversation_kit.matching.heard.places_heard import places_heard
from conversation_kit.matching.indexed.indexing import straight_on
from conversation_kit.matching.indexed.shelf import BookView, Shelf
from conversation_kit.matching.shortlist.bridges import bridges
from conversation_kit.matching.shortlist.cautions import cautions_for
from conversation_kit.matching.shortlist.choosing import Found, InOrder, Listed, choose, chosen_from
from conversation_kit.matching.shortlist.evidence import Gathered, Gatherer
from conversation_kit.matching.shortlist.learning import CLOSED, learn, told_closed
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.matching.shortlist.ranking import Ranked
from conversation_kit.matching.shortlist.second_look import (
    ANSWERED_FILE,
    NAMES,
    ORDER_FILE,
    SUMMED_UP,
    SecondLook,
)
from conversation_kit.matching.shortlist.standings import Standings
from conversation_kit.matching.shortlist.strength import NO_SIGNS, Judge, Signs, Strength
from conversation_kit.matching.stored.packed import Packed
from conversation_kit.matching.vocabulary.pairing import Spoken
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

__all__ = ["BookView", "Reason", "Strength", "Suggester", "Suggestion", "suggest"]

_MOST_REASONS = 3
_CAUTIONS = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry offered for this person.

    Attributes:
        score: 0..1.
        strength: ``strong`` when at least four in five such should be right; ``weak`` says so on screen.
        way: Whether they would join, give or be helped there.
        reasons: Strongest first.
        cautions: Most pressing first.
        miles: From where they are, as the crow flies, or None.
        cost: The least it costs whoever comes, in pounds, by its fields or description; 0 when free, None when unknown.
        learned: What earlier choices added to the score, or took from it; one of the reasons says why.
        looked: What a second look added to the score, or took from it; see ``second_look``.
        themes: What was heard that may be learned from: ids of themes, nothing delicate and nothing of who they are.
        bridges: People they know who could come along, each a plain sentence.
        signs: What the strength was read off.
        sensitive: Topic of the entry, or of what was heard that it rests on, that a screen should not show unasked
            while others look; or empty.
    """

    entry_id: str
    entry_name: str
    score: float
    strength: Strength
    way: Way
    reasons: tuple[Reason, ...]
    cautions: tuple[str, ...]
    miles: float | None = None
    cost: float | None = None
    sensitive: str = ""
    bridges: tuple[str, ...] = ()
    learned: float = 0.0
    looked: float = 0.0
    themes: tuple[str, ...] = ()
    signs: Signs = NO_SIGNS


class _Question(NamedTuple):
    """What was asked, without the words it was asked in.

    Attributes:
        clauses: What was said of what is asked for.
        turned_down: What was turned down in whatever else was said.
        asked: What else was asked.
        limits: What they ruled out.
    """

    clauses: tuple[Clause, ...]
    turned_down: tuple[Clause, ...]
    asked: Asking
    limits: Limits


def suggest(asking: Asking, book: BookView, words: Words) -> list[Suggestion]:
    """Suggest entries of ``book`` for one asking, best first; empty when nothing is good enough to show.

    Whoever asks the same Book again should keep a :class:`Suggester`, which remembers what it read.
    """
    return Suggester(book, words).suggest(asking)


class Suggester:
    """Suggests from one Book. Its only state is what it read out of Book and words; answers never depend on it.

    Args:
        book: The Book.
        words: The words to go by.
        breathe: Called between two steps; may wait, to leave the processor to somebody else for a moment.
        index: The Book's index, made with these words (see ``index_files``); without it, the Book is read now.
    """

    def __init__(
        self,
        book: BookView,
        words: Words,
        breathe: Callable[[], None] = straight_on,
        index: Packed | None = None,
    ) -> None:
        self._shelf = Shelf(book, words, breathe, index)
        self._words = words
        self._limits = LimitsReader(words)
        self._gatherer = Gatherer(self._shelf, words)
        self._standings = Standings(self._shelf)
        self._publics = frozenset(
            theme.id for theme in words.themes.values() if theme.public and not theme.sensitive
        )
        self._judge = Judge(words)
        self._second_look = SecondLook(self._shelf)
        self._cautions = lru_cache(maxsize=_CAUTIONS)(self._cautions_anew)
        self._elsewhere: tuple[tuple[Heard, ...], tuple[Clause, ...]] = ((), ())
        self._last: tuple[object, list[tuple[Suggestion, tuple[Reason, ...]]]] | None = None

    def warm(self) -> None:
        """Read what every question needs (names, places, spelling, meaning): the first is as quick as the next."""
        self._shelf.warm()
        _ = self._words.meaning

    def rest(self) -> None:
        """Hold no more of the Book's index and of the words than needed until the next question."""
        self._shelf.rest()
        self._words.rest()

    def suggest(self, asking: Asking) -> list[Suggestion]:
        """Suggest for one asking; see :func:`suggest`."""
        question = self._understood(asking)
        chosen = self._chosen(question) if question is not None else []
        return [_bridged(item, bridges(asking.heard, reasons, item.way)) for item, reasons in chosen]

    def seen(self, asking: Asking) -> tuple[list[Found], NDArray[np.float64]]:
        """What comes up first by what speaks for it, and what a second look at it sees (for ``training``)."""
        question = self._understood(asking)
        if question is None:
            return [], np.zeros((0, len(NAMES)))
        ranked, gathered = self._ranked(question)
        first = self._second_look.first(ranked, gathered)
        return first, self._second_look.rows(first, ranked, gathered, question.clauses)

    def spoken(self, asking: Asking) -> list[Spoken]:
        """What each statement is paired by (for ``training``)."""
        question = self._understood(asking)
        if question is None:
            return []
        told = self._ranked(question)[1].told
        return [one.spoken for one in told.values() if one.spoken is not None]

    def _understood(self, asking: Asking) -> "_Question | None":
        """What was asked, with all that was heard read; None when that is nothing."""
        clauses = listen(asking.heard, self._words)
        if not clauses or asking.limit <= 0 or not self._shelf.size:
            return None
        texts = (finished(one) for one in (*asking.heard, *asking.also_heard))
        places = places_heard(
            texts,
            lambda words: self._shelf.places_in(words, asking.spot_of),
            self._words.ordinary,
            self._words.forms,
        )
        limits = within_places(self._limits.read(asking, clauses), places, asking.near)
        near = asking.near or next(iter((*places.near, *places.only, *places.until)), None)
        asked = replace(asking, heard=(), also_heard=(), near=near)
        return _Question(tuple(clauses), self._turned_down_elsewhere(asking), asked, limits)

    def _turned_down_elsewhere(self, asking: Asking) -> tuple[Clause, ...]:
        """What was turned down in what else was heard; remembered, for it stays while somebody types."""
        said = {one.text for one in asking.heard}
        elsewhere = tuple(one for one in asking.also_heard if one.text not in said)
        if elsewhere != self._elsewhere[0]:
            clauses = listen(elsewhere, self._words)
            self._elsewhere = (elsewhere, tuple(one for one in clauses if one.meant in TURNED_DOWN))
        return self._elsewhere[1]

    def _ranked(self, question: "_Question") -> tuple[Ranked, Gathered]:
        """What was found for a question, and what everything that was heard says."""
        gathered = self._gatherer.gather(question.clauses, question.turned_down, age=question.limits.age)
        ranked = Ranked(
            gathered,
            question.asked,
            question.limits,
            shelf=self._shelf,
            standings=self._standings,
            publics=self._publics,
        )
        return ranked, gathered

    def _chosen(self, question: "_Question") -> list[tuple[Suggestion, tuple[Reason, ...]]]:
        """The shortlist, each with all its reasons, without bridges.

        The one before is remembered, for most keys leave everything as it was heard. What would stand first if nothing
        had been learned on the spot is held for that: lessons move entries and make none surer.
        """
        if self._last is not None and self._last[0] == question:
            return self._last[1]
        clauses, _, asked, limits = question
        ranked, gathered = self._ranked(question)
        found: InOrder = ranked
        order, odds = self._words.trees(ORDER_FILE, NAMES), None
        if order is not None:
            looked = self._second_look.over(
                ranked, gathered, clauses, order, self._words.trees(ANSWERED_FILE, SUMMED_UP)
            )
            found, odds = looked, looked.odds
        best = None
        if asked.lessons:
            best = next(iter(choose(found, self._shelf, limit=1)), None)
            found = self._with_lessons(found, ranked, asked)
        chosen: list[tuple[Suggestion, tuple[Reason, ...]]] = []
        for item in choose(found, self._shelf, limit=asked.limit):
            told = ranked.told(item)
            signs = self._judge.signs(told, clauses, self._shelf.features(item.entry_id))
            first = item.entry_id == best.entry_id if best is not None else not chosen
            suggestion = self._suggestion(told, signs, limits, asked.today, first=first, odds=odds)
            chosen.append((suggestion, told.reasons))
        self._last = (question, chosen)
        return chosen

    def _with_lessons(self, found: InOrder, ranked: Ranked, asked: Asking) -> Listed:
        """The best of what was found, and all that a lesson may move, in the order that the lessons leave."""
        taught = {lesson.entry_id for lesson in asked.lessons}
        best = list(islice(found, chosen_from(asked.limit) + len(taught)))
        seen = {item.entry_id for item in best}
        rest = (item for item in ranked.those(taught) if item.entry_id not in seen)
        moved = learn([*best, *rest], asked.lessons, self._words, today=asked.today, limit=asked.limit)
        return Listed(moved, ranked.clauses)

    def _cautions_anew(
        self, number: int, way: Way, miles: float | None, limits: Limits, today: date
    ) -> tuple[str, ...]:
        """What to mind; the same entry comes up again at the next key."""
        entry, features = self._shelf.entry(number), self._shelf.features_of(number)
        return cautions_for(
            entry, features, way=way, miles=miles, limits=limits, words=self._words, today=today
        )

    def _suggestion(
        self, found: Found, signs: Signs, limits: Limits, today: date, *, first: bool, odds: float | None
    ) -> Suggestion:
        number = self._shelf.number(found.entry_id)
        assert number is not None
        entry = self._shelf.entry(number)
        sensitive = self._shelf.sensitive(number) or self._touched(found)
        told = (f"{CLOSED}: ring first",) if told_closed(found) else ()
        cautions = self._cautions(number, found.way, found.miles, limits, today)
        return Suggestion(
            entry_id=entry.id,
            entry_name=entry.name,
            score=round(found.score, 4),
            strength=self._judge.strength(found, signs, first=first, odds=odds),
            signs=signs,
            way=found.way,
            reasons=(*found.reasons[:_MOST_REASONS], *filter(None, (found.lesson,))),
            cautions=(*told, *cautions),
            miles=found.miles,
            cost=self._shelf.features_of(number).least,
            sensitive=sensitive,
            learned=found.learned,
            looked=round(found.looked, 4),
            themes=() if sensitive else self._learnable(found),
        )

    def _learnable(self, found: Found) -> tuple[str, ...]:
        """Themes of the word lists that tell what was looked for, not who somebody is."""
        themes = (self._words.themes.get(name) for name in found.themes)
        return tuple(theme.id for theme in themes if theme and not (theme.sensitive or theme.only))

    def _touched(self, found: Found) -> str:
        """The sensitive topic that a reason rests on, or empty: "he hits me" stands on no screen for housing either."""
        topics = (self._words.themes[name].sensitive for name in found.themes if name in self._words.themes)
        return next(filter(None, topics), "")


def _bridged(item: Suggestion, along: tuple[str, ...]) -> Suggestion:
    return replace(item, bridges=along) if along else item
