"""How long people stay on a laptop: the council's ``keep_days`` after the last contact, obeyed offline too."""

from datetime import date, datetime, timedelta

from conversation_kit.journey.retention import overdue
from conversation_kit.sync.enrolment import enrolment_of
from conversation_kit.vault.records import Vault

_CAME = "hub-came"


def came(vault: Vault, person_id: str, today: date) -> None:
    """Note the day somebody was given to this laptop: it counts as a contact. Raises StorageError."""
    known = vault.syncing.facts(_CAME)
    vault.syncing.know(_CAME, {**known, person_id: today.isoformat()})


def keep_time(vault: Vault, now: datetime) -> list[str]:
    """Obey the council's setting as the hub last told it; return the ids of those who went.

    Where the hub found this laptop's clock out, the earlier of the two days counts: the clock may have been put right.

    Raises:
        StorageError: The disk refused; nobody was let go.
    """
    enrolment = enrolment_of(vault)
    if enrolment is None:
        return []
    return let_go_of_long_gone(vault, min(now, enrolment.at_hub(now)).date(), enrolment.keep_days)


def let_go_of_long_gone(vault: Vault, today: date, keep_days: int | None) -> list[str]:
    """Let go of everybody not contacted for longer than ``keep_days``, if all of theirs was sent; return who went.

    The hub keeps them. They come back when something new is written about them, or when the worker asks.

    Raises:
        StorageError: The disk refused; nobody was let go.
    """
    if keep_days is None:
        return []
    days = vault.syncing.facts(_CAME)
    since = (today - timedelta(days=keep_days)).isoformat()
    lately = {person_id: day for person_id, day in days.items() if day >= since}
    due = [one.person.id for one in overdue(vault, today, keep_days + 1) if one.person.id not in lately]
    went = vault.syncing.let_go_of_long_gone(due) if due else []
    if lately != days:
        vault.syncing.know(_CAME, lately)
    return went
