"""Search everything: whatever was kept about anybody, and the Book's entries by name, as it is typed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList

from conversation_kit.errors import KitError
from conversation_kit.journey.searching import AT_MOST, Found, Line
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry
    from conversation_kit.tui.navigation import Navigator
    from conversation_kit.tui.searching import BackgroundSearch

_PAUSE_SECONDS = 0.08
_BEGIN = (
    "Names, notes, assets, connections, deals. What was taken out or written under Stop is not found here."
)
_LOOKING = "Looking in the Book…"
_NOTHING = "Nothing kept here holds all of these words."
_MORE = f"The newest {AT_MOST} are shown. Another word finds more closely."


class SearchScreen(SaysErrors, Screen[None]):
    """A line to type in, and what was found, by person.

    Args:
        desk: The open desk.
        navigator: Opens what was found.
        search: Looks through the vault behind the screen.
    """

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#search-words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="open-found", tooltip="Open it where it was said"),
        Binding("down", "row(1)", "Down", show=False),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("pagedown", "row(8)", "Down", show=False),
        Binding("pageup", "row(-8)", "Up", show=False),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# Search everything
Type words of what was said: everything that holds all of them is shown, by person, the newest first. Capitals and
accents make no difference, and the last word may be unfinished. A name among the words looks within that person.
**Up**, **Down**, **PgUp** and **PgDn** choose, **Enter** opens it where it was said. **Esc** clears the line, then goes
back.

Entries of the Book stand last, by name. What was taken out is not found here, and neither is what was written under
Stop: that stands with the person (**k**). Everybody's words are searched: cover the screen (**F9**) when others look.
"""

    def __init__(self, desk: Desk, navigator: Navigator, search: BackgroundSearch) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._search = search
        self._timer: Timer | None = None
        self._shown: list[Line | Entry] = []
        self._asked = ""
        self._opens = False

    def compose(self) -> ComposeResult:
        """A line to type in, and room for what is found."""
        yield TopLine("Search everything")
        yield Input(
            placeholder="Words of what was said, or a name",
            id="search-words",
            compact=True,
            select_on_focus=False,
        )
        yield MarkedList(always=True, id="search-found")
        yield Says(_BEGIN)
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Look anew when it comes back: something may have been changed meanwhile."""
        if self._words.strip():
            self._look()

    @property
    def _words(self) -> str:
        return self.query_one("#search-words", Input).value

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search once the keys rest for a moment; an Enter before them was about other words."""
        self._opens = False
        self._stop_waiting()
        self._timer = self.set_timer(_PAUSE_SECONDS, self._look)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @work(exclusive=True, group="searching")
    async def _look(self) -> None:
        """Search behind the screen; what is asked later takes its place."""
        self._stop_waiting()
        words = self._words
        if not words.strip():
            self._show(Found(), words, _BEGIN, whole=True)
            return
        answer, named = self._search.ask(words), self._search.ask_book(words)
        try:
            found = await asyncio.wrap_future(answer)
            self._show(found, words, _MORE if found.more else _LOOKING)
            found = replace(found, entries=await asyncio.wrap_future(named))
        except KitError as error:
            self._opens = False
            self.say(error.sentence)
            return
        says = _MORE if found.more else "" if found.groups or found.entries else _NOTHING
        self._show(found, words, says, whole=True)

    def _show(self, found: Found, words: str, says: str, *, whole: bool = False) -> None:
        """Show what was found; ``whole`` once the Book was asked as well."""
        again = words == self._asked
        self._asked = words
        rows: list[Text] = []
        self._shown = []
        for group in found.groups:
            for line in group.lines:
                rows.append(_line_words(line, "" if rows_of(self._shown, line) else group.heading))
                self._shown.append(line)
        for number, entry in enumerate(found.entries):
            rows.append(_entry_words(entry, "" if number else "In the Book"))
            self._shown.append(entry)
        self.query_one(MarkedList).show_rows([("", row) for row in rows], at=None if again else 0)
        self.query_one(TopLine).change(right=_count(len(rows)) if words.strip() else "")
        self.say(says)
        if self._opens and (whole or self._shown):
            self._opens = False
            self.action_open()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """What the arrow is at, unless it stands in the Book."""
        at = self.query_one(MarkedList).at
        chosen = self._shown[at] if at is not None else None
        return (chosen.entity, chosen.id) if isinstance(chosen, Line) else None

    def action_row(self, step: int) -> None:
        """Choose another while the typing goes on."""
        found = self.query_one(MarkedList)
        if found.at is not None:
            found.highlighted = min(max(found.at + step, 0), len(self._shown) - 1)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter opens what the arrow is at."""
        self.action_open()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """A click opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open what the arrow is at; what was typed in a hurry is looked for first."""
        if self._words != self._asked:
            self._opens = True
            self._look()
            return
        at = self.query_one(MarkedList).at
        if at is None:
            return
        chosen = self._shown[at]
        if isinstance(chosen, Line):
            self._navigator.found(chosen)
        else:
            self._navigator.card(chosen.id)

    def action_back(self) -> None:
        """Clear what was typed, then go back."""
        words = self.query_one("#search-words", Input)
        if words.value:
            words.value = ""
            words.focus()
        else:
            self.dismiss(None)


def rows_of(shown: list[Line | Entry], line: Line) -> bool:
    """Whether something of the same person stands among what is ``shown`` already."""
    return any(isinstance(one, Line) and one.person_id == line.person_id for one in shown)


def _line_words(line: Line, heading: str) -> Text:
    """Return one record: the heading of its person when it is their first, its words, what it is."""
    text = Text()
    if heading:
        text.append(f"{heading}\n", "bold")
    for piece in line.pieces:
        text.append(piece.words, "bold underline" if piece.hit else "")
    return text.append(f"\n{line.what}", "dim")


def _entry_words(entry: Entry, heading: str) -> Text:
    text = Text()
    if heading:
        text.append(f"{heading}\n", "bold")
    place = next((location.city or location.name for location in entry.locations), "")
    text.append(entry.name)
    return text.append(f"\n{place}", "dim") if place else text


def _count(rows: int) -> str:
    return f"{rows} found" if rows else ""
