"""What an erasure would take, and what it could not reach, in plain words."""

from collections.abc import Sequence
from datetime import date

from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop
from conversation_kit.vault.erasing import Erased, Holding
from conversation_kit.vault.records import Vault
from conversation_kit.vault.syncing import HUB

_KINDS = {
    "conversation": ("conversation", "conversations"),
    "note": ("note", "notes"),
    "asset": ("asset", "assets"),
    "connection": ("connection", "connections"),
    "step-along": ("step along", "steps along"),
    "deal": ("line of the deal", "lines of the deal"),
    "positive-risk": ("positive risk", "positive risks"),
    "wellbeing": ("wellbeing answer", "wellbeing answers"),
    "tool-score": ("score", "scores"),
    "permission": ("permission", "permissions"),
    "stop": ("Stop", "Stops"),
}
_OTHER = ("other record", "other records")
_AT_HUB = "The next sync tells the hub: they are erased there, too, and on the laptop of everybody who works with them."
FOR_EVER = "This cannot be undone."
_NOT_REACHED = (
    "Pages and case notes that were saved as files, or printed, are not reached; nor is what other people said of "
    "them."
)


def what_goes(held: Holding) -> str:
    """Return what there is of somebody: "2 conversations, 14 notes, and everything they were before"."""
    counted: dict[tuple[str, str], int] = {}
    for entity, count in held.records.items():
        if entity != Person.entity:
            words = _KINDS.get(entity, _OTHER)
            counted[words] = counted.get(words, 0) + count
    ordered = [*_KINDS.values(), _OTHER]
    parts = [f"{counted[words]} {words[counted[words] != 1]}" for words in ordered if words in counted]
    if held.drafts:
        parts.append(f"{held.drafts} half-written")
    return ", ".join(["their details", *parts])


def question_for(vault: Vault, person: Person) -> str:
    """Return the question before somebody is erased: what goes, that it is for ever, what to think of first."""
    lines = [
        f"Erase {person.name}?",
        f"This goes, with everything it ever said before: {what_goes(vault.holding([person.id]))}.",
        FOR_EVER,
        *warnings_for(vault, [person.id]),
    ]
    return "\n".join(lines)


def warnings_for(vault: Vault, person_ids: Sequence[str]) -> list[str]:
    """Return what to think of before an erasure: colleagues who work with them, a Stop somebody may ask about."""
    warnings = [_AT_HUB] if vault.syncing.facts(HUB) else []
    stops = sum(len(vault.all(Stop, person_id)) for person_id in person_ids)
    if stops:
        warnings.append(
            f"Stop was pressed {'once' if stops == 1 else f'{stops} times'}. If anybody still looks into it, ask your "
            "safeguarding lead before you erase."
        )
    return warnings


def answer_of(erased: Erased) -> list[str]:
    """Return what was done and what still holds them, one sentence a line. Nobody's name is in it."""
    lines = [
        erased.unfinished or "Erased: the vault and its nightly backups hold nothing of theirs any more."
    ]
    if erased.backups:
        lines.append(
            "Backups you made yourself may still hold them, and the kit cannot reach those. Destroy them:"
        )
        lines += [f"  {path}, made on {_day(made_at.date())}" for path, made_at in erased.backups]
    if erased.set_aside:
        lines.append("Earlier vaults that a restore set aside may still hold them. Remove these folders:")
        lines += [f"  {path}" for path in erased.set_aside]
    lines.append(_NOT_REACHED)
    return lines


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
