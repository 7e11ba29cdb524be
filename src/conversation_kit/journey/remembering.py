"""Remembering what became of suggestions, so that the next list is a little better: themes and entries, no person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from conversation_kit.model.connections import Correction, Fault, Stage
from conversation_kit.model.learned import Lesson, Verdict
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.matching.suggesting import Suggestion
    from conversation_kit.matching.vocabulary.words import Words

_VERDICTS = {
    Stage.INTERESTED: Verdict.CHOSEN,
    Stage.GOING: Verdict.CHOSEN,
    Stage.NOT_FOR_ME: Verdict.SET_ASIDE,
}
_CLOSED = re.compile(
    r"\b(?:(?:has|have|had|it's|it|they|they've|that's|been|is) (?:closed|shut|folded|packed up|finished|stopped)"
    r"|closed down|shut down|no longer (?:runs?|running|there|on)|not (?:running|there) any ?more)\b"
)
_THEIR_OWN = re.compile(
    r"\b(?:far|bus|buses|car|lift|get there|getting there|distance|miles|cost|costs|dear|expensive|afford|money|pounds?"
    r"|time|times|busy|work|working|shift|morning|afternoon|evening|night|mondays?|tuesdays?|wednesdays?|thursdays?"
    r"|fridays?|saturdays?|sundays?|stairs|steps|poorly|tired|nerves|nervous|not yet|already|been before"
    r"|know somebody|knows? (?:her|him|them))\b|£"
)
_NO_LESSONS: tuple[Lesson, ...] = ()


def verdict_on(stage: Stage, why: str = "") -> Verdict | None:
    """Return what a decision says of how an entry suits what was heard; None when it says nothing of that.

    Too far, too dear or at the wrong time is about one life; it is no reason to keep it from the next. That it has
    closed is about the entry, whatever was heard.
    """
    verdict = _VERDICTS.get(stage)
    said = why.lower().replace("’", "'")
    if verdict is Verdict.SET_ASIDE and _CLOSED.search(said):
        return Verdict.CLOSED
    if verdict is Verdict.SET_ASIDE and _THEIR_OWN.search(said):
        return None
    return verdict


def lessons_here(vault: Vault, *, learn: bool) -> tuple[Lesson, ...]:
    """Return what was learned on this laptop, with what the worker noted to have closed; nothing when switched off."""
    if not learn:
        return ()
    return (*vault.learned.all(), *_told_closed(vault.all(Correction)))


def _told_closed(corrections: Iterable[Correction]) -> Iterable[Lesson]:
    for made in corrections:
        if made.fault is Fault.CLOSED and made.outcome is None:  # once it was answered, the Book itself says
            yield Lesson("", made.entry_id, Verdict.CLOSED, made.kept_at.date().replace(day=1))


class Remembering:
    """Learns from the decisions of one look, and unlearns what is decided otherwise or taken back.

    Args:
        vault: The open vault.
        learns: Says at each decision whether to learn from it.
    """

    def __init__(self, vault: Vault, *, learns: Callable[[], bool]) -> None:
        self._vault = vault
        self._learns = learns
        self._told: dict[str, list[tuple[Suggestion, date, tuple[Lesson, ...]]]] = {}

    def decided(self, suggestion: Suggestion, stage: Stage, on: date) -> None:
        """Learn from a decision, in the place of an earlier one about the same entry.

        Raises:
            StorageError: The disk refused; nothing was learned.
        """
        if not self._learns():
            return
        lessons = _lessons(suggestion, verdict_on(stage), on)
        stack = self._told.setdefault(suggestion.entry_id, [])
        self._vault.learned.change(took_back=stack[-1][2] if stack else _NO_LESSONS, added=lessons)
        stack.append((suggestion, on, lessons))

    def refused_because(self, entry_id: str, why: str) -> None:
        """Learn from the reason why not: only whether it is about the entry is learned, none of the words.

        Raises:
            StorageError: The disk refused; what was learned from the decision stands.
        """
        stack = self._told.get(entry_id)
        if not stack:
            return
        suggestion, on, before = stack[-1]
        lessons = _lessons(suggestion, verdict_on(Stage.NOT_FOR_ME, why), on)
        self._vault.learned.change(took_back=before, added=lessons)
        stack[-1] = (suggestion, on, lessons)

    def taken_back(self, entry_id: str) -> None:
        """Unlearn the last decision about an entry; what was learned from the one before it stands again.

        Raises:
            StorageError: The disk refused; what was learned stands.
        """
        stack = self._told.get(entry_id)
        if stack:
            before = stack[-2][2] if stack[1:] else _NO_LESSONS
            self._vault.learned.change(took_back=stack[-1][2], added=before)
            stack.pop()


def _lessons(suggestion: Suggestion, verdict: Verdict | None, on: date) -> tuple[Lesson, ...]:
    if verdict is None or suggestion.sensitive:
        return ()
    month = on.replace(day=1)
    themes = ("",) if verdict is Verdict.CLOSED else suggestion.themes
    return tuple(Lesson(theme, suggestion.entry_id, verdict, month) for theme in themes)


@dataclass(frozen=True, slots=True)
class Told:
    """One lesson as it is shown.

    Attributes:
        lesson: As it is kept.
        words: "chosen twice for knitting and crochet, November 2026".
    """

    lesson: Lesson
    words: str


def told(lessons: Iterable[Lesson], words: Words) -> list[Told]:
    """Return lessons in plain words, in their order; a theme that is no longer in the word lists by its id."""
    return [Told(lesson, _words(lesson, words)) for lesson in lessons]


def _words(lesson: Lesson, words: Words) -> str:
    when = f"{lesson.month:%B %Y}"
    if lesson.verdict is Verdict.CLOSED:
        return f"said to have closed, {when}"
    theme = words.themes.get(lesson.theme)
    often = {1: "once", 2: "twice"}.get(lesson.times, f"{lesson.times} times")
    return f"{lesson.verdict} {often} for {theme.name if theme else lesson.theme}, {when}"


def without(vault: Vault, lesson: Lesson) -> None:
    """Forget one lesson, however often it was learned. Raises StorageError."""
    vault.learned.change(took_back=[replace(lesson, times=max(lesson.times, 1))])
