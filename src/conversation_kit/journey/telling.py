"""What is told to the knowledge officers: corrections of the Book."""

from datetime import datetime

from conversation_kit.model.connections import Correction, Fault
from conversation_kit.model.entries import Entry
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

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


def correction_words(correction: Correction) -> str:
    """Return a correction in one line, with what became of it.

    "Told on 24 November: closed. The hall is a gym now. Answered on 28 November: put right."
    """
    said = f"Told on {_day(correction.kept_at)}: {_FAULT_WORDS[correction.fault]}."
    became = f"Answered{_answered(correction)}: {correction.outcome}." if correction.outcome else ""
    return " ".join(filter(None, (said, correction.words, became, correction.answer)))


def _answered(correction: Correction) -> str:
    return f" on {_day(correction.answered_at)}" if correction.answered_at else ""


def _day(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{here.day} {here:%B}"
