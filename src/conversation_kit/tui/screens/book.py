"""The Community Book: browse, search as you type, filter, open a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from conversation_kit.book.dates import when_words
from conversation_kit.book.filters import BookFilter
from conversation_kit.book.freshness import freshness
from conversation_kit.book.places import miles_to
from conversation_kit.tui.screens.book_filter import BookFilterForm
from conversation_kit.tui.screens.entry import card
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry
    from conversation_kit.tui.navigation import Navigator

_PAUSE_SECONDS = 0.08
_SHOWN = 200
_SEARCHED = 1000
_NO_BOOK = "No Community Book here yet. Bring one with: conversation-kit book import SOURCE"


class BookScreen(Screen[None]):
    """The Book on the screen.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        words: What to search for at first.
    """

    CSS_PATH = "book.tcss"
    AUTO_FOCUS = "#book-words"
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [(0, "-narrow"), (116, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Card", id="open-card"),
        Binding(
            "ctrl+f",
            "filter",
            "Filter",
            id="filter",
            tooltip="Activity, day, cost, distance, footprint, ways to give",
        ),
        Binding("ctrl+u", "gap", "Nothing here for this", id="gap", priority=True),
        Binding("down", "row(1)", "Down", show=False),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("pagedown", "row(10)", "Down", show=False),
        Binding("pageup", "row(-10)", "Up", show=False),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# The Community Book
Type to search: names first, misspelt ones too. **Up** and **Down** choose, **Enter** opens the card.
**Ctrl+F** filters by activity, day, cost, distance, footprint and ways to give; **Esc** clears what was typed, then the
filter, then goes back. **Ctrl+U** tells the knowledge officers that nothing here is for this.
"""

    def __init__(self, desk: Desk, navigator: Navigator, *, words: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._words = words
        self._within = BookFilter()
        self._near = desk.near()
        self._all: Sequence[Entry] = _by_name(desk.book.entries()) if desk.book else ()
        self._found: list[Entry] = []
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line to type in, the entries, a preview where there is room."""
        yield TopLine("The Community Book")
        yield Input(self._words, placeholder="Type to search the Book", id="book-words", compact=True)
        with Horizontal(id="book"):
            yield OptionList(id="entries", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static("", id="preview-card", markup=False)
        yield Says("" if self._desk.book else _NO_BOOK)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the Book."""
        self.query_one(OptionList).can_focus = False
        self._search()

    def on_screen_resume(self) -> None:
        """Go on typing."""
        self.query_one("#book-words").focus()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search once the keys rest for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE_SECONDS, self._search)

    def _search(self) -> None:
        if self._desk.book is None:
            return
        words = self.query_one("#book-words", Input).value.strip()
        found = self._desk.book.search(words, limit=_SEARCHED) if words else self._all
        gazetteer = self._desk.kit.gazetteer
        self._found = [entry for entry in found if self._within.keeps(entry, gazetteer)]
        might = sum(self._within.may_fit(entry, gazetteer) for entry in found)
        self._show(might)

    def _show(self, might: int) -> None:
        entries = self.query_one(OptionList)
        entries.clear_options()
        entries.add_options([Option(self._row(entry)) for entry in self._found[:_SHOWN]])
        if self._found:
            entries.highlighted = 0
        else:
            self.query_one("#preview-card", Static).update("")
        within = self._within.described()
        count = f"{len(self._found)} of {len(self._all)}"
        self.query_one(TopLine).change(right=" · ".join(filter(None, (within, count))))
        self.query_one(Says).say(self._sentence(might))

    def _sentence(self, might: int) -> str:
        if not self._found and not might:
            return "Nothing in the Book fits. Ctrl+U tells the knowledge officers so."
        if might:
            return f"{might} more might fit: the Book does not say."
        if len(self._found) > _SHOWN:
            return f"The first {_SHOWN} are shown. Type a word to find the others."
        return ""

    def _row(self, entry: Entry) -> Text:
        text = Text(entry.name, "bold", no_wrap=True, overflow="ellipsis")
        if not entry.status.runs:
            text.append(f"   {entry.status}", "italic not bold")
        elif freshness(entry, self._desk.today()).ring_first:
            text.append("   ring first", "italic not bold")
        text.append(f"\n  {self._details(entry)}", "dim not bold")
        return text

    def _details(self, entry: Entry) -> str:
        near = self._within.near or self._near
        miles = miles_to(entry, near, self._desk.kit.gazetteer) if near else None
        far = "" if miles is None else f"{miles:.1f} miles"
        place = next((location.city or location.name for location in entry.locations), "")
        return (
            " · ".join(filter(None, (when_words(entry), place, far))) or "the Book does not say when or where"
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the card beside the list where there is room."""
        if self.has_class("-wide") and event.option_index < len(self._found):
            entry = self._found[event.option_index]
            self.query_one("#preview-card", Static).update(
                card(entry, self._desk, self._within.near or self._near, [])
            )
            self.query_one("#preview").scroll_home(animate=False)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """A click opens the card."""
        self.action_open()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter opens the card."""
        self.action_open()

    def action_row(self, step: int) -> None:
        """Choose another entry while the typing goes on."""
        entries = self.query_one(OptionList)
        if entries.option_count:
            at = (entries.highlighted or 0) + step
            entries.highlighted = max(0, min(entries.option_count - 1, at))

    def action_open(self) -> None:
        """Open the card of the chosen entry."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self._navigator.card(self._found[at].id)

    def action_filter(self) -> None:
        """Ask what to keep of the Book."""

        def chosen(made: BookFilter | None) -> None:
            if made is not None:
                self._within = made
                self._search()

        self.app.push_screen(BookFilterForm(self._desk, self._within, self._near), chosen)

    def action_gap(self) -> None:
        """Nothing here for this."""
        self.app.push_screen(
            GapForm(self._desk),
            lambda made: self.query_one(Says).say("Kept for the knowledge officers.") if made else None,
        )

    def action_back(self) -> None:
        """Clear what was typed, then the filter, then go back."""
        words = self.query_one("#book-words", Input)
        if words.value:
            words.value = ""
        elif self._within != BookFilter():
            self._within = BookFilter()
            self._search()
        else:
            self.dismiss(None)


def _by_name(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.name.casefold())
