"""What the person decides about a suggestion, and what they say about how it could work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from conversation_kit.journey.conversations import open_conversation
from conversation_kit.journey.days import day_meant
from conversation_kit.journey.moving_along import step_between
from conversation_kit.model.assets import Asset, Kind
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

if TYPE_CHECKING:
    from conversation_kit.matching.suggesting import Suggestion

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS_OF_A_CONNECTION = ("why", "first_step", "in_the_way", "would_help", "bridge", "getting_there")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was kept, with what is needed to take it back.

    Attributes:
        kept: The connection as it stands now.
        before: The connection as it stood before, or None when there was none.
        step: The step along that it was, or None when it was none.
    """

    kept: Connection
    before: Connection | None = None
    step: StepAlong | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """A connection with what was said about it, and a plain question about whatever was not clear.

    Attributes:
        connection: Everything that was understood; not kept yet.
        unclear: One sentence, or empty when all was clear.
    """

    connection: Connection
    unclear: str = ""


def decide(vault: Vault, *, person_id: str, suggestion: Suggestion, stage: Stage, on: date) -> Decision:
    """Keep at once what the person made of a suggestion; deciding again changes the same connection.

    Deciding otherwise than in an earlier talk is a step along, kept with the day.

    Why it was not for them goes when it is no longer refused: that was said about something else. What is delicate
    begins off *my page*, which others at home may read.
    """
    before = connection_to(vault.all(Connection, person_id), suggestion.entry_id)
    said = tuple(dict.fromkeys(reason.said for reason in suggestion.reasons if reason.said))
    if before is not None:
        why = "" if _no_longer_refused(before, stage) else before.why
        kept = replace(before, stage=stage, why=why, because=before.because or said)
    else:
        talk = open_conversation(vault, person_id)
        kept = Connection(
            id=new_id(),
            person_id=person_id,
            entry_id=suggestion.entry_id,
            entry_name=suggestion.entry_name,
            stage=stage,
            conversation_id=talk.id if talk else "",
            way=suggestion.way,
            because=said,
            on_page=not suggestion.sensitive,
        )
    with vault.together():
        vault.keep(kept)
        step = None if before is None else step_between(vault, before, kept, on)
    return Decision(kept, before, step)


def undo(vault: Vault, decision: Decision) -> None:
    """Take a decision back: the connection stands as before, or is taken out when there was none.

    What was said about it since then (a first step, say) stays with it, in case it is decided again.
    """
    if decision.step is not None:
        vault.keep(replace(decision.step, taken_out=True))
    now = vault.find(Connection, decision.kept.id) or decision.kept
    if decision.before is None:
        vault.keep(replace(now, taken_out=True))
    else:
        vault.keep(replace(now, stage=decision.before.stage, why=decision.before.why))


def connection_to(connections: Iterable[Connection], entry_id: str) -> Connection | None:
    """Return the newest connection to an entry that was not taken out, or None."""
    found = [c for c in connections if c.entry_id == entry_id and not c.taken_out]
    return found[-1] if found else None


def with_details(connection: Connection, values: Mapping[str, str], today: date) -> Details:
    """Return ``connection`` with the values of a form; values it does not know are left alone.

    Why it was not for them goes with that stage, unless other words for it are among ``values``.

    Args:
        connection: What is being changed.
        values: Texts by field name; ``sure`` and ``look_again`` as people say them, ``stage`` by its value.
        today: For days like "in three weeks".
    """
    said = {name: inert(value).strip() for name, value in values.items()}
    words: dict[str, Any] = {name: said[name] for name in _WORDS_OF_A_CONNECTION if name in said}
    made = replace(connection, **words)
    unclear = []
    if said.get("stage"):
        made = replace(made, stage=Stage(said["stage"]))
        if _no_longer_refused(connection, made.stage) and made.why == connection.why:
            made = replace(made, why="")
    if "sure" in said:
        sure = sure_meant(said["sure"])
        if sure is None and said["sure"]:
            unclear.append("How sure, as a number from 1 to 10? It can stay empty.")
        else:
            made = replace(made, sure=sure)
    if "look_again" in said:
        day = day_meant(said["look_again"], today) if said["look_again"] else None
        if day is None and said["look_again"]:
            unclear.append("Which day is that? Try “in 3 weeks” or “12 December”, or leave it empty.")
        else:
            made = replace(made, look_again=day)
    return Details(made, " ".join(unclear))


def _no_longer_refused(before: Connection, stage: Stage) -> bool:
    return before.stage is Stage.NOT_FOR_ME and stage is not Stage.NOT_FOR_ME


def without_old_refusal(vault: Vault, connection: Connection) -> Connection:
    """Return the connection without why it was not for them, when it is no longer refused.

    The services here take the reason away with the stage. A record may hold one all the same: from an earlier
    version of the kit, or because the stage was changed on one laptop and the reason stood on another.
    """
    if not connection.why or connection.stage is Stage.NOT_FOR_ME:
        return connection
    whys = vault.history(Connection, connection.id, "why")
    said = [change.clock for change in whys if change.value == connection.why]
    stages = vault.history(Connection, connection.id, "stage")
    then = [change.value for change in stages if said and change.clock <= said[-1]]
    return replace(connection, why="") if then[-1:] == [Stage.NOT_FOR_ME.value] else connection


def sure_meant(words: str) -> int | None:
    """Return the number from 1 to 10 in ``words`` ("7", "about seven", "8/10"), or None."""
    said = re.sub(r"\s*(?:/|out of|of)\s*(?:10|ten)\b", "", words.lower())
    found = re.findall(r"\d+|" + "|".join(rf"\b{number}\b" for number in _NUMBERS), said)
    if len(found) != 1:
        return None
    number = int(found[0]) if found[0].isdigit() else _NUMBERS.index(found[0]) + 1
    return number if 1 <= number <= len(_NUMBERS) else None


def day_typed(day: date | None) -> str:
    """Return a day as it would be typed in a form: "15 December 2026"; nothing for None."""
    return "" if day is None else f"{day.day} {day:%B %Y}"


def day_said_back(words: str, today: date) -> str:
    """Return the day that ``words`` mean, in full ("Tuesday 15 December"), or nothing when unclear."""
    day = day_meant(words, today) if words.strip() else None
    if day is None:
        return ""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def could_be_a_bridge(assets: Iterable[Asset]) -> tuple[str, ...]:
    """Return those the person named ("Janet (daughter)"); whether they want to help is theirs to say."""
    found: dict[str, str] = {}
    for asset in assets:
        if asset.kind is Kind.SOCIAL and asset.who and not asset.taken_out:
            found.setdefault(asset.who, f"{asset.who} ({asset.tie})" if asset.tie else asset.who)
    return tuple(found.values())
