"""Mark a promise kept from Home."""

from dataclasses import replace

from conversation_kit.journey.promises import Promise
from conversation_kit.model.connections import DealLine, Side
from conversation_kit.vault.records import Vault


def deal_line_of(vault: Vault, promise: Promise) -> DealLine | None:
    """Return the line of the deal a promise came from, or None when it is a day to look again."""
    for line in vault.all(DealLine, promise.person.id):
        said = (line.what, line.due, line.by_when) == (promise.words, promise.due, promise.by_when)
        if said and line.side is Side.OURS and not (line.done or line.taken_out):
            return line
    return None


def mark_done(vault: Vault, line: DealLine) -> None:
    """Keep that the line was done."""
    vault.keep(replace(line, done=True))


def not_done_after_all(vault: Vault, line: DealLine) -> None:
    """Take ``mark_done`` back; whatever else changed in the line since stays."""
    vault.keep(replace(vault.find(DealLine, line.id) or line, done=False))
