"""The words of Home: a person's line, a promise, how old the Book is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from conversation_kit.journey.promises import Promise, due_words

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

NAME_CELLS = 20
_NAME_BEFORE_A_DAY = 12  # cells; a longer name would push the day out of a window of 80


def book_age(desk: Desk) -> str:
    """Return how large and how old the Book is, in plain words."""
    if desk.book is None:
        return "No Community Book yet.\nb, then Ctrl+R, brings one in."
    days = (desk.today() - desk.book.fetched_at.astimezone().date()).days
    age = {0: "fetched today", 1: "fetched yesterday"}.get(days, f"fetched {days} days ago")
    entries = f"{desk.book.size:,}".replace(",", " ")
    return f"The Book: {entries} entries, {age}"


def in_cells(words: str, cells: int) -> str:
    """Return words in so many cells of the screen, cut short with a mark where they are longer."""
    return set_cell_size(words, cells) if cell_len(words) <= cells else f"{set_cell_size(words, cells - 1)}…"


def person_line_words(name: str, doing: str) -> Text:
    """Return the line of one person: the name, which is in cells already, and what they are doing."""
    text = Text(name, "bold", no_wrap=True, overflow="ellipsis")
    return text.append(f"  {doing}", "dim not bold")


def promise_words(promise: Promise, today: date) -> Text:
    """Return a promise on two lines: what, then to whom and by when in small print."""
    words = f"{promise.words[:1].upper()}{promise.words[1:]}"
    text = Text(words, no_wrap=True, overflow="ellipsis")
    when = due_words(promise, today)
    name = promise.person.name
    if when and cell_len(name) > _NAME_BEFORE_A_DAY:
        name = in_cells(name, _NAME_BEFORE_A_DAY)
    about = " · ".join(filter(None, (name, when)))
    return text.append(f"\n{about}", "dim")
