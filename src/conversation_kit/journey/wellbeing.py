"""How somebody says they are: the four personal wellbeing questions over time, and a licensed tool's score.

Each question is optional, an answer is what the person says, and no two answers are ever added up: see
docs/decisions/0008-how-they-are-and-what-they-want-to-try.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversation_kit.errors import BadInputError
from conversation_kit.journey.conversations import open_conversation
from conversation_kit.journey.days import day_gone
from conversation_kit.model.ids import new_id
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

HIGHEST = 10
NO_DAY = "Which day was that? Try “today”, “last Friday” or “12 November”; a day to come cannot be meant."
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOT_SAID = re.compile(
    r"-*|\?*|(i )?(do not|don't|dont) (know|want to say)|(i am |i'm |im )?(not sure|unsure)|pass|skip|no answer|"
    r"(i would |i'd |id )?rather not( say)?|prefer not to say"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four questions, in the exact words of the Office for National Statistics (OGL v3.0).

    Attributes:
        name: The field of a Wellbeing that holds the answer.
        words: What is asked.
        short: What stands beside an answer.
    """

    name: str
    words: str
    short: str


INTRODUCTION = (
    "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or "
    "wrong answers. For each of these questions I'd like you to give an answer on a scale of 0 to 10, where 0 is “not "
    "at all” and 10 is “completely”."
)
"""What ONS interviewers say before the four questions (OGL v3.0)."""

QUESTIONS = (
    Question("satisfied", "Overall, how satisfied are you with your life nowadays?", "satisfied with life"),
    Question(
        "worthwhile",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "things worthwhile",
    ),
    Question("happy", "Overall, how happy did you feel yesterday?", "happy yesterday"),
    Question(
        "anxious",
        "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel "
        "yesterday?",
        "anxious yesterday",
    ),
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as far as they were clear, not kept yet, and a plain question about what was not.

    Attributes:
        record: What was understood.
        unclear: A sentence, or empty when all was clear.
    """

    record: Wellbeing
    unclear: str = ""


def answer_meant(words: str) -> int | None:
    """Return the answer in ``words`` ("7", "seven", "7 out of 10"); None when they would rather not say.

    Raises:
        BadInputError: It is no whole number from 0 to 10.
    """
    said = " ".join(inert(words).replace("’", "'").lower().strip(" .!").split())
    if _NOT_SAID.fullmatch(said):
        return None
    said = re.sub(r"\s*(?:/|out of|of)\s*(?:10|ten)$", "", said)
    said = re.sub(r"^(?:about|around|maybe|probably|a|an)\s+", "", said)
    if said in ("nought", "none", "not at all"):
        return 0
    number = _NUMBERS.index(said) if said in _NUMBERS else int(said) if re.fullmatch(r"\d{1,2}", said) else -1
    if not 0 <= number <= HIGHEST:
        raise BadInputError(
            "An answer is a whole number from 0 to 10, or nothing when they would rather not say. "
            "That answer was not kept."
        )
    return number


def new_wellbeing(vault: Vault, person_id: str, today: date) -> Wellbeing:
    """Return an empty record for today, in the conversation that is open, if one is; not kept yet."""
    talk = open_conversation(vault, person_id)
    return Wellbeing(new_id(), person_id, today, conversation_id=talk.id if talk else "")


def with_answers(record: Wellbeing, values: Mapping[str, str], today: date) -> Answers:
    """Return ``record`` with the values of a form; what is unclear stays as it was and is asked about.

    Args:
        record: What is being changed.
        values: Texts by field name: the four, ``words`` and ``asked_on``; those that are missing stay as they are.
        today: What "last Friday" counts back from.
    """
    not_numbers = []
    understood: dict[str, Any] = {}
    for question in QUESTIONS:
        if question.name in values:
            try:
                understood[question.name] = answer_meant(values[question.name])
            except BadInputError:
                not_numbers.append(question.short)
    made = replace(record, **understood)
    which = ", ".join(not_numbers).capitalize()
    unclear = [f"{which}: a whole number from 0 to 10, or nothing?"] if which else []
    if "words" in values:
        made = replace(made, words=inert(values["words"]).strip())
    if "asked_on" in values:
        day = day_gone(values["asked_on"], today)
        made = replace(made, asked_on=day or made.asked_on)
        unclear += [] if day else [NO_DAY]
    return Answers(made, " ".join(unclear))


def keep_wellbeing(
    vault: Vault, record: Wellbeing, *, seen: Mapping[str, tuple[str, ...]] | None = None
) -> Wellbeing:
    """Keep what was answered; one answer is enough.

    Raises:
        BadInputError: Nothing was answered and nothing was said.
    """
    if not any(getattr(record, question.name) is not None for question in QUESTIONS) and not record.words:
        raise BadInputError(
            "None of the four was answered, so nothing was kept. Each is optional; one is enough, and so are words."
        )
    vault.keep(record, seen=seen)
    return record


def with_score(record: ToolScore, values: Mapping[str, str], today: date) -> ToolScore:
    """Return a tool's score with the values of a form: ``tool``, ``score`` and ``scored_on``.

    Raises:
        BadInputError: The tool has no name, there is no score, or the day is not clear.
    """
    tool, score = (" ".join(inert(values[name]).split()) for name in ("tool", "score"))
    if not tool or not score:
        raise BadInputError("A score needs the name of the tool and the score as it is written there.")
    day = day_gone(values["scored_on"], today)
    if day is None:
        raise BadInputError(NO_DAY)
    return replace(record, tool=tool, score=score, scored_on=day)


def in_time(records: Iterable[Wellbeing]) -> tuple[Wellbeing, ...]:
    """Return what stands, the oldest day first."""
    standing = (one for one in records if not one.taken_out)
    return tuple(sorted(standing, key=lambda one: (one.asked_on, one.id)))


def answers_words(record: Wellbeing) -> str:
    """Return the answers given on one day in a few words: "satisfied with life 7 · anxious yesterday 3"."""
    answers = ((question.short, getattr(record, question.name)) for question in QUESTIONS)
    return " · ".join(f"{short} {answer}" for short, answer in answers if answer is not None)


_BARS = "▁▂▃▄▅▆▇█"
_COLUMN = 10
_LABEL = 22


def plot(records: Sequence[Wellbeing], today: date, width: int) -> list[str]:
    """Return the answers over time in rows of at most ``width`` cells: a row a question, the days beneath.

    Each answer is a small bar with its number, so that nobody has to measure; what was not answered is a dot. When
    there are more days than fit, the newest are shown. Questions nobody ever answered have no row.
    """
    fits = max(1, (width - _LABEL) // _COLUMN)
    shown = in_time(records)[-fits:]
    rows = []
    for question in QUESTIONS:
        answers = [getattr(one, question.name) for one in shown]
        if any(answer is not None for answer in answers):
            rows.append(_row(question.short, [_bar(answer) for answer in answers]))
    return [*rows, _row("", [_short_day(one.asked_on, today) for one in shown])] if rows else []


def _row(label: str, cells: Iterable[str]) -> str:
    return f"{label:<{_LABEL}}{''.join(f'{cell:<{_COLUMN}}' for cell in cells)}".rstrip()


def _bar(answer: int | None) -> str:
    return "·" if answer is None else f"{_BARS[round(answer * (len(_BARS) - 1) / HIGHEST)]} {answer}"


def _short_day(day: date, today: date) -> str:
    return f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day:%y}")
