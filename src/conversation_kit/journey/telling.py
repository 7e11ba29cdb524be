"""What a worker tells the knowledge officers: corrections of the Book. No person is ever in them."""

from datetime import datetime

from conversation_kit.model.connections import Correction, Fault
from conversation_kit.model.entries import Entry
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

_FAULT_WORDS = {Fault.WRONG: "something is wrong", Fault.CLOSED: "closed", Fault.MOVED: "moved"}


def keep_correction(vault: Vault, entry: Entry, fault: Fault, words: str, now: datetime) -> Correction:
    """Keep what is wrong with an entry, to go to the knowledge officers from the hub. The words may be empty."""
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
    """Return a correction in one line: "On 24 November you said: closed. The hall is a gym now."."""
    kept = correction.kept_at.astimezone()
    said = f"On {kept.day} {kept:%B} you said: {_FAULT_WORDS[correction.fault]}."
    return f"{said} {correction.words}" if correction.words else said
