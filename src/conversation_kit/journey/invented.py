"""Invented people for the demo: a TOML file becomes a worker and whole stories in a throw-away vault."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from conversation_kit.journey.risks import WEIGHED
from conversation_kit.journey.wellbeing import QUESTIONS
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong, Way
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import Wellbeing
from conversation_kit.vault.records import Vault

_PERSON_WORDS = ("called", "reach", "language", "communication", "area", "reference")
_MINUTES_BETWEEN_NOTES = 4


def read_invented(path: Path) -> dict[str, Any]:
    """Read the file of invented people (format: the file itself is the example)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def invented_worker(told: Mapping[str, Any]) -> Worker:
    """Return the invented worker."""
    return Worker(new_id(), **told["worker"])


def tell(vault: Vault, told: Mapping[str, Any], entry_names: Mapping[str, str], now: datetime) -> None:
    """Write every invented person into the vault.

    Args:
        vault: A vault of its own.
        told: From ``read_invented``.
        entry_names: Names of the Book's entries by id.
        now: The time the days in the file count back from.
    """
    worker = vault.worker()
    worker_id = worker.id if worker else ""
    for person in told["person"]:
        _tell_person(vault, person, entry_names, worker_id, now)


def _tell_person(
    vault: Vault, told: Mapping[str, Any], entry_names: Mapping[str, str], worker_id: str, now: datetime
) -> None:
    person = Person(
        id=new_id(),
        name=told["name"],
        birth_year=told.get("birth_year"),
        added=now.date(),
        **{word: told.get(word, "") for word in _PERSON_WORDS},
    )
    records: list[Any] = [person]
    newest = ""
    for conversation in told.get("conversation", ()):
        made, newest = _conversation(vault, conversation, person.id, worker_id, now)
        records += made
    for connection in told.get("connection", ()):
        made_of_it = _connection(connection, person.id, newest, entry_names, now)
        records += [made_of_it, *_steps(connection, made_of_it, now)]
    records += [_deal_line(d, person.id, newest, now) for d in told.get("deal", ())]
    records += [_risk(r, person.id, newest, now) for r in told.get("risk", ())]
    records += [_wellbeing(w, person.id, now) for w in told.get("wellbeing", ())]
    vault.keep_all(records)


def _conversation(
    vault: Vault, told: Mapping[str, Any], person_id: str, worker_id: str, now: datetime
) -> tuple[list[Any], str]:
    started = now - timedelta(days=told.get("days_ago", 0), minutes=50)
    conversation = Conversation(
        id=new_id(),
        person_id=person_id,
        guide_id=told["guide"],
        worker_id=worker_id,
        started=started,
        ended=None if told.get("open") else started + timedelta(minutes=50),
        present=told.get("present", ""),
        permission=told.get("permission", ""),
    )
    records: list[Any] = [conversation]
    for order, note in enumerate(told.get("note", ()), 1):
        records += _note(note, conversation, order)
    if draft := told.get("draft"):
        about = {"person": person_id, "conversation": conversation.id, "topic": draft["topic"]}
        vault.drafts.save(f"line:{conversation.id}", draft["text"], about)
    return records, conversation.id


def _note(told: Mapping[str, Any], conversation: Conversation, order: int) -> list[Any]:
    note = Note(
        id=new_id(),
        person_id=conversation.person_id,
        conversation_id=conversation.id,
        topic_id=told["topic"],
        text=told["text"],
        said_at=conversation.started + timedelta(minutes=order * _MINUTES_BETWEEN_NOTES),
        order=float(order),
    )
    assets = [
        Asset(
            id=new_id(),
            person_id=note.person_id,
            words=asset["words"],
            kind=Kind(asset["kind"]),
            leaning=Leaning(asset["leaning"]),
            conversation_id=conversation.id,
            note_id=note.id,
            who=asset.get("who", ""),
            tie=asset.get("tie", ""),
            willing=asset.get("willing", ""),
        )
        for asset in told.get("asset", ())
    ]
    return [note, *assets]


def _connection(
    told: Mapping[str, Any],
    person_id: str,
    conversation_id: str,
    entry_names: Mapping[str, str],
    now: datetime,
) -> Connection:
    words = ("first_step", "in_the_way", "would_help", "bridge", "getting_there", "why")
    days = told.get("look_again_in_days")
    return Connection(
        id=new_id(),
        person_id=person_id,
        entry_id=told["entry"],
        entry_name=entry_names.get(told["entry"], "an entry that is gone from the Book"),
        stage=Stage(told["stage"]),
        conversation_id=conversation_id,
        way=Way(told.get("way", "join")),
        because=tuple(told.get("because", ())),
        sure=told.get("sure"),
        look_again=None if days is None else now.date() + timedelta(days=days),
        **{word: told.get(word, "") for word in words},
    )


def _steps(told: Mapping[str, Any], connection: Connection, now: datetime) -> list[StepAlong]:
    return [
        StepAlong(
            id=new_id(),
            person_id=connection.person_id,
            connection_id=connection.id,
            stage=Stage(step["stage"]),
            on=now.date() - timedelta(days=step["days_ago"]),
            words=step.get("words", ""),
        )
        for step in told.get("step", ())
    ]


def _risk(told: Mapping[str, Any], person_id: str, conversation_id: str, now: datetime) -> PositiveRisk:
    days = told.get("look_again_in_days")
    return PositiveRisk(
        id=new_id(),
        person_id=person_id,
        wants=told["wants"],
        weighed_on=now.date() - timedelta(days=told.get("days_ago", 0)),
        look_again=None if days is None else now.date() + timedelta(days=days),
        conversation_id=conversation_id,
        **{name: told.get(name, "") for name, _ in WEIGHED},
    )


def _wellbeing(told: Mapping[str, Any], person_id: str, now: datetime) -> Wellbeing:
    answers: dict[str, Any] = {question.name: told.get(question.name) for question in QUESTIONS}
    return Wellbeing(
        id=new_id(),
        person_id=person_id,
        asked_on=now.date() - timedelta(days=told["days_ago"]),
        words=told.get("words", ""),
        **answers,
    )


def _deal_line(told: Mapping[str, Any], person_id: str, conversation_id: str, now: datetime) -> DealLine:
    days = told.get("due_in_days")
    return DealLine(
        id=new_id(),
        person_id=person_id,
        side=Side(told["side"]),
        what=told["what"],
        who=told.get("who", ""),
        by_when=told.get("by_when", ""),
        due=None if days is None else now.date() + timedelta(days=days),
        conversation_id=conversation_id,
        done=told.get("done", False),
    )
