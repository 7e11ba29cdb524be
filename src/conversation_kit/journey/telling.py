"""What is told to the knowledge officers: corrections of the Book."""

from dataclasses import replace
from datetime import datetime

from conversation_kit.model.connections import Correction, Fault, Outcome
from conversation_kit.model.entries import Entry
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

_TAKEN_BACK = "taken back by who told it"
_FAULT_WORDS = {Fault.WRONG: "something is wrong", Fault.CLOSED: "closed", Fault.MOVED: "moved"}


def keep_correction(vault: Vault, entry: Entry, fault: Fault, words: str, now: datetime) -> Correction:
    """Keep what is wrong with an entry, to go to the knowledge officers from the hub.

    The words may be empty. No person is ever in it.
    """
    correction = Correction(
        id=new_id(),
        entry_id=entry.id,
        entry_name=entry.name,
        fault=fault,
        kept_at=now,
        words=inert(words).strip(),
    )
    vault.keep(correction)
    return correction


def corrections_of(vault: Vault, entry_id: str) -> list[Correction]:
    """Return what was told about an entry, oldest first."""
    return [correction for correction in vault.all(Correction) if correction.entry_id == entry_id]


def as_told(entry: Entry, fault: Fault, words: str) -> str:
    """Return what a correction would tell the knowledge officers: "Hindley walkers: closed. The hall is a gym now"."""
    return " ".join(filter(None, (f"{entry.name}: {_FAULT_WORDS[fault]}.", inert(words).strip())))


def take_back_last_correction(vault: Vault, entry_id: str, now: datetime) -> Correction | None:
    """Take back the last thing told about an entry that nobody answered yet; return it, or None when there is none.

    It may have been sent: it counts as answered from then on, here and at the hub, and officers no longer see it.
    """
    told = [one for one in corrections_of(vault, entry_id) if one.outcome is None]
    if not told:
        return None
    back = replace(told[-1], outcome=Outcome.NOT_SO, answer=_TAKEN_BACK, answered_at=now)
    vault.keep(back)
    return back


def was_taken_back(correction: Correction) -> bool:
    """Whether the worker who told it took it back."""
    return correction.answer == _TAKEN_BACK


def correction_words(correction: Correction) -> str:
    """Return a correction in one line, with what became of it.

    "Told on 24 November: closed. The hall is a gym now. Answered on 28 November: put right."
    """
    if was_taken_back(correction):
        return f"Told on {_day(correction.kept_at)}: {_FAULT_WORDS[correction.fault]}. Taken back."
    said = f"Told on {_day(correction.kept_at)}: {_FAULT_WORDS[correction.fault]}."
    became = f"Answered{_answered(correction)}: {correction.outcome}." if correction.outcome else ""
    return " ".join(filter(None, (said, correction.words, became, correction.answer)))


def _answered(correction: Correction) -> str:
    return f" on {_day(correction.answered_at)}" if correction.answered_at else ""


def _day(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{here.day} {here:%B}"
