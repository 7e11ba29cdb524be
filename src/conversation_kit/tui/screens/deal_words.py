"""The words of the deal: a line of it, and a connection that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from conversation_kit.journey.deals import by_when_words
from conversation_kit.model.connections import Connection, DealLine

if TYPE_CHECKING:
    from datetime import date


def line_words(line: DealLine, today: date) -> Text:
    """Return a line of the deal: what, then who and by when in small print."""
    text = Text(line.what, "dim" if line.done else "bold")
    small = " · ".join(filter(None, ("done" if line.done else "", line.who, by_when_words(line, today))))
    return text.append(f"\n{small}", "dim not bold") if small else text


def chosen_words(connection: Connection, today: date, *, in_deal: bool) -> Text:
    """Return a connection that was chosen: its name, how it stands, and its first step, which may be covered."""
    text = Text(connection.shown_name)
    text.append(f"   {connection.stage}", "dim")
    shown = connection.first_step if connection.on_page else ""
    covered = "covered; Enter shows it" if connection.first_step else "no first step yet"
    text.append(f"\n{shown or covered}", "bold" if shown else "dim")
    small = ["in the deal" if in_deal else ""]
    if connection.look_again is not None:
        day = connection.look_again
        year = "" if day.year == today.year else f" {day.year}"
        small.append(f"look again {day:%A} {day.day} {day:%B}{year}")
    said = " · ".join(filter(None, small))
    return text.append(f"   {said}", "dim") if said else text
