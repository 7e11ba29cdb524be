"""Words for fields: what a field of a record is called on screens, and how its value is said."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from conversation_kit.journey.naming import day_in_words
from conversation_kit.model.assets import Leaning

# What the kit writes for itself; nobody said it and nobody chooses it.
HIDDEN: Final = frozenset(
    {
        "conversation_id",
        "note_id",
        "connection_id",
        "entry_id",
        "worker_id",
        "guide_id",
        "order",
        "age_given_on",
        "added",
        "kept_at",
        "said_at",
        "began",
    }
)
LABELS: Final[Mapping[str, str]] = {
    "name": "The name they like",
    "called": "How to say or use it",
    "reach": "How to reach them",
    "communication": "What helps to talk",
    "birth_year": "Year of birth",
    "area": "Where they live",
    "reference": "Your own reference",
    "text": "Their words",
    "words": "Their words",
    "topic_id": "Topic",
    "set_aside": "Words that are no asset",
    "on_page": "On my page",
    "put_on": "Put on my page all the same",
    "taken_out": "Taken out",
    "kind": "What it is",
    "leaning": "How they spoke of it",
    "who": "Who",
    "tie": "How they belong",
    "willing": "Would they want to help",
    "entry_name": "In the Book",
    "stage": "How it stands",
    "way": "How they could be part of it",
    "why": "Why not",
    "in_the_way": "What gets in the way",
    "would_help": "What would help",
    "bridge": "Somebody as a bridge",
    "getting_there": "How to get there",
    "sure": "How sure, 1 to 10",
    "look_again": "When to look again",
    "side": "Whose part",
    "due": "The day that means",
    "audiences": "Who may see it",
    "until": "Until",
    "withdrawn": "Taken back",
    "said": "What they said",
    "present": "Who else is there",
    "permission": "What was said about recording",
    "wants": "What they want to try",
    "good": "The good it could do",
    "could_go_wrong": "What could go wrong",
    "safe_enough": "What makes it safe enough",
    "they_say": "What they say about it",
    "backed_by": "Who backs it",
    "weighed_on": "Weighed on",
    "satisfied": "Satisfied with life, 0 to 10",
    "worthwhile": "Things worthwhile, 0 to 10",
    "happy": "Happy yesterday, 0 to 10",
    "anxious": "Anxious yesterday, 0 to 10",
    "asked_on": "Asked on",
    "tool": "The tool's name",
    "score": "The score",
    "scored_on": "Scored on",
    "on": "Which day",
    "handed_to": "Handed on to",
    "handed_at": "Handed on at",
}
NOTHING: Final = "nothing"
"""What is said of a field in which nothing stands."""


def label_of(field: str) -> str:
    """Return what a field is called on screens: "in_the_way" is "What gets in the way"."""
    return LABELS.get(field, field.replace("_", " ").capitalize())


def in_words(value: Any) -> str:  # noqa: PLR0911 - one line a kind of value
    """Return the value of a field as people say it."""
    match value:
        case None | "" | () | []:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Leaning():
            return value.words
        case StrEnum():
            return str(value)
        case datetime():
            local = value.astimezone()
            return f"{day_in_words(local.date())}, {local:%H:%M}"
        case date():
            return day_in_words(value)
        case tuple() | list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
