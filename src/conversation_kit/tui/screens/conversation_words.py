"""What a conversation's screen says in small print."""

from datetime import datetime
from typing import Final

from rich.text import Text

from conversation_kit.journey.noticing import Noticed
from conversation_kit.model.conversations import Conversation, Note

KEEP_CHANGE_NO: Final = "F2 keep  F3 change  F4 no"
KEPT_ON_CLOSING: Final = "The talk is closed. The line that was half typed is kept in it as a note."


def when_words(conversation: Conversation, now: datetime) -> str:
    """Return since when they talk ("since 09:22"), with the day unless it is today; "closed" once it is."""
    began = conversation.started.astimezone(now.tzinfo)
    same_year = "" if began.year == now.year else f" {began.year}"
    day = "" if began.date() == now.date() else f"{began.day} {began:%B}{same_year}, "
    if conversation.ended is not None:
        return f"{day}{began:%H:%M}, closed"
    return f"since {day}{began:%H:%M}"


def offer_words(offered: tuple[Note, Noticed] | None, keys: str) -> Text:
    """Return what was noticed and the keys that decide on it, or nothing.

    Args:
        offered: What was noticed, if anything.
        keys: ``KEEP_CHANGE_NO``, with the keys that are in use.
    """
    if offered is None:
        return Text()
    return Text(f"{keys}   ", "dim").append(offered[1].words, "dim italic")
