"""The case note as data.

The schema stands in ``assets/pages/case-note.schema.json`` and is explained in ``docs/case-note.md``.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from conversation_kit.journey.moving_along import steps_of
from conversation_kit.journey.wellbeing import in_time
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Audience
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.sharing.permission import for_case_note
from conversation_kit.sharing.plain import plain

SCHEMA = "conversation-kit/case-note/2"


def case_note_json(
    story: Story,
    worker: Worker,
    *,
    made_at: datetime,
    topics: Mapping[str, str],
    audience: Audience = Audience.TEAM,
) -> dict[str, Any]:
    """Return the case note as data that ``json.dumps`` takes as it is.

    Args:
        story: The person's record; what may leave is decided by the permission filter.
        worker: Who makes the note.
        made_at: Now, with its time zone.
        topics: Names of the topics by their ids.
        audience: Who will read it.

    Raises:
        NoPermissionError: Nothing may be shown to that audience on that day.

    Returns:
        What the schema describes. What nobody said is null or an empty list, never an empty text.
        Suggestions the person has not answered are left out.
    """
    passed = for_case_note(story, audience, made_at.date())
    story = passed.story
    strong = [asset for asset in story.assets if asset.leaning is not Leaning.BARRIER]
    return {
        "schema": SCHEMA,
        "made_at": made_at.isoformat(),
        "made_for": {
            "audience": str(passed.audience),
            "until": passed.until.isoformat() if passed.until else None,
        },
        "made_by": {
            "name": _or_null(worker.name),
            "role": _or_null(worker.role),
            "team": _or_null(worker.team),
        },
        "person": _person(story, made_at),
        "conversations": _conversations(story, topics),
        "assets": {str(kind): [_asset(asset) for asset in strong if asset.kind is kind] for kind in Kind},
        "in_the_way": [_barrier(asset) for asset in story.assets if asset.leaning is Leaning.BARRIER],
        "connections": [
            _connection(one, story) for one in story.connections if one.stage is not Stage.SUGGESTED
        ],
        "deal": {
            "our_part": [_deal(line) for line in story.deal if line.side is Side.OURS],
            "your_part": [_deal(line) for line in story.deal if line.side is Side.YOURS],
        },
        "positive_risks": [_risk(risk) for risk in story.risks],
        "wellbeing": [_wellbeing(one) for one in in_time(story.wellbeing)],
        "tool_scores": [_score(one) for one in sorted(story.scores, key=lambda one: (one.scored_on, one.id))],
    }


def _person(story: Story, made_at: datetime) -> dict[str, Any]:
    person = story.person
    return {
        "id": person.id,
        "name": _or_null(person.name),
        "called": _or_null(person.called),
        "reach": _or_null(person.reach),
        "language": _or_null(person.language),
        "communication": _or_null(person.communication),
        "birth_year": person.birth_year,
        "age": person.age_on(made_at.date()),
        "area": _or_null(person.area),
        "reference": _or_null(person.reference),
    }


def _conversations(story: Story, topics: Mapping[str, str]) -> list[dict[str, Any]]:
    """Conversations in order, each with its notes; a note without a known conversation is not lost."""
    known = {conversation.id for conversation in story.conversations}
    found = [
        _conversation(one, [note for note in story.notes if note.conversation_id == one.id], topics)
        for one in sorted(story.conversations, key=lambda one: (one.started, one.id))
    ]
    strays = [note for note in story.notes if note.conversation_id not in known]
    return [*found, _conversation(None, strays, topics)] if strays else found


def _conversation(
    conversation: Conversation | None, notes: Iterable[Note], topics: Mapping[str, str]
) -> dict[str, Any]:
    ended = conversation.ended if conversation else None
    return {
        "started": conversation.started.isoformat() if conversation else None,
        "ended": ended.isoformat() if ended else None,
        "guide": _or_null(conversation.guide_id) if conversation else None,
        "present": _or_null(conversation.present) if conversation else None,
        "permission": _or_null(conversation.permission) if conversation else None,
        "notes": [
            {
                "topic": _or_null(note.topic_id),
                "topic_name": _or_null(topics.get(note.topic_id, "")),
                "words": plain(note.text),
                "said_at": note.said_at.isoformat(),
            }
            for note in sorted(notes, key=lambda note: (note.order, note.said_at, note.id))
        ],
    }


def _asset(asset: Asset) -> dict[str, Any]:
    return {
        "words": plain(asset.words),
        "leaning": str(asset.leaning),
        "who": _or_null(asset.who),
        "tie": _or_null(asset.tie),
        "willing": _or_null(asset.willing),
    }


def _barrier(asset: Asset) -> dict[str, Any]:
    return {"words": plain(asset.words), "kind": str(asset.kind)}


def _connection(connection: Connection, story: Story) -> dict[str, Any]:
    return {
        "entry_id": connection.entry_id,
        "entry_name": _or_null(connection.entry_name),
        "stage": str(connection.stage),
        "way": str(connection.way),
        "because": [plain(words) for words in connection.because if plain(words)],
        "why": _or_null(connection.why),
        "first_step": _or_null(connection.first_step),
        "in_the_way": _or_null(connection.in_the_way),
        "would_help": _or_null(connection.would_help),
        "getting_there": _or_null(connection.getting_there),
        "bridge": _or_null(connection.bridge),
        "sure": connection.sure,
        "look_again": _day_or_null(connection.look_again),
        "steps": [
            {"stage": str(step.stage), "on": step.on.isoformat(), "words": _or_null(step.words)}
            for step in steps_of(story.steps, connection.id)
        ],
    }


def _deal(line: DealLine) -> dict[str, Any]:
    return {
        "what": plain(line.what),
        "who": _or_null(line.who),
        "by_when": _or_null(line.by_when),
        "due": _day_or_null(line.due),
        "done": line.done,
    }


def _risk(risk: PositiveRisk) -> dict[str, Any]:
    return {
        "wants": plain(risk.wants),
        "good": _or_null(risk.good),
        "could_go_wrong": _or_null(risk.could_go_wrong),
        "safe_enough": _or_null(risk.safe_enough),
        "they_say": _or_null(risk.they_say),
        "backed_by": _or_null(risk.backed_by),
        "weighed_on": _day_or_null(risk.weighed_on),
        "look_again": _day_or_null(risk.look_again),
    }


def _wellbeing(one: Wellbeing) -> dict[str, Any]:
    """Return one day's answers as they were given: nothing is added up, here or anywhere."""
    return {
        "asked_on": one.asked_on.isoformat(),
        "satisfied": one.satisfied,
        "worthwhile": one.worthwhile,
        "happy": one.happy,
        "anxious": one.anxious,
        "words": _or_null(one.words),
    }


def _score(one: ToolScore) -> dict[str, Any]:
    return {"tool": plain(one.tool), "scored_on": one.scored_on.isoformat(), "score": _or_null(one.score)}


def _day_or_null(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _or_null(words: str) -> str | None:
    return plain(words) or None
