"""The Community Book: browse, search as you type, filter, open a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from conversation_kit.book.dates import when_words
from conversation_kit.book.places import miles_to
from conversation_kit.journey.browsing import Browsing
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.book_bringing_in import BringsIn
from conversation_kit.tui.screens.book_filter import BookFilterForm
from conversation_kit.tui.screens.doubles import DoublesScreen
from conversation_kit.tui.screens.entry import EntryScreen, card, warning
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.widgets.entries import EntriesView, EntryRow
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.book.filters import BookFilter
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry
    from conversation_kit.model.spots import Spot
    from conversation_kit.tui.navigation import Navigator

_PAUSE_SECONDS = 0.08
_NO_BOOK = "No Community Book here yet. Ctrl+R brings one in."
_NOTHING = "Nothing in the Book fits well enough. Ctrl+U tells the knowledge officers so."


class BookScreen(BringsIn, SaysErrors, Screen[None]):
    """The Book on the screen.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        words: What to search for at first.
        near: Where distances are measured from; the worker's own place without it.
    """

    CSS_PATH = "book.tcss"
    AUTO_FOCUS = "#book-words"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Card", id="open-card", tooltip="Open the card"),
        Binding(
            "f2",
            "filter",
            "Filter",
            id="book-filter",
            tooltip="Activity, day, cost, distance, footprint, ways to give",
        ),
        Binding(
            "ctrl+u", "gap", "Nothing here", id="book-gap", priority=True, tooltip="Nothing here for this"
        ),
        Binding(
            "f3", "doubles", "Doubles", id="book-doubles", tooltip="Entries that are likely one and the same"
        ),
        Binding("ctrl+r", "bring_in", "Bring in", id="bring-in", tooltip="Bring in the Book, or a newer one"),
        Binding("down", "row(1)", "Down", show=False),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("pagedown", "screenful(1)", "Down", show=False),
        Binding("pageup", "screenful(-1)", "Up", show=False),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# The Community Book
Type to search: names first, misspelt ones too. **Up**, **Down**, **PgUp** and **PgDn** choose, **Enter** opens the
card. **F2** filters by activity, day, cost, distance, footprint and ways to give; what only might fit stands at the
end and says so. **Esc** clears what was typed, then the filter, then goes back. **Ctrl+U** tells the knowledge officers
that nothing here is for this.

For the knowledge officer: **Ctrl+R** brings in the Book from a web address, a file (a spreadsheet too) or a folder;
**F3** shows entries that are likely one and the same, to say whether they are.
"""

    def __init__(
        self, desk: Desk, navigator: Navigator, *, words: str = "", near: Spot | None = None
    ) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._words = words
        self._near = near or desk.near()
        self._book = desk.book
        self._browsing = Browsing(desk.book, desk.kit.gazetteer)
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line to type in, the entries, a preview where there is room."""
        yield TopLine("The Community Book")
        yield Input(
            self._words,
            placeholder="Type to search the Book",
            id="book-words",
            compact=True,
            select_on_focus=False,
        )
        with Horizontal(id="book"):
            yield EntriesView(self._row, id="entries")
            with VerticalScroll(id="preview", can_focus=False):
                yield Static("", id="preview-card", markup=False)
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show the Book."""
        self._search()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search once the keys rest for a moment."""
        self._stop_waiting()
        self._timer = self.set_timer(_PAUSE_SECONDS, self._search)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _search(self) -> None:
        self._stop_waiting()
        if self._desk.book is None:
            self.say(_NO_BOOK)
            return
        if self._desk.book is not self._book:  # brought in from another screen meanwhile
            self._book = self._desk.book
            self._browsing = Browsing(self._book, self._desk.kit.gazetteer)
        found = self._browsing.find(self.query_one("#book-words", Input).value)
        self.query_one(EntriesView).show(found.entries)
        count = f"{len(found.entries) - found.might} of {len(self._browsing)}"
        self.query_one(TopLine).change(
            left=self._browsing.within.described() or "The Community Book",
            right=" · ".join(filter(None, (count, f"{found.might} might fit" if found.might else ""))),
        )
        self.say("" if found.entries else _NOTHING)

    @property
    def _whence(self) -> Spot | None:
        """Where distances are measured from."""
        return self._browsing.within.near or self._near

    def _keep(self, within: BookFilter | None) -> None:
        if within is not None:
            self._browsing.keep(within)
            self._search()

    def _row(self, entry: Entry) -> EntryRow:
        near = self._whence
        miles = miles_to(entry, near, self._desk.kit.gazetteer) if near else None
        far = "" if miles is None else f"{miles:.1f} miles"
        place = next((location.city or location.name for location in entry.locations), "")
        details = " · ".join(filter(None, (far, place, when_words(entry))))
        return EntryRow(entry.name, self._mark(entry), details or "the Book does not say when or where")

    def _mark(self, entry: Entry) -> str:
        might = "might fit: ask" if self._browsing.might_fit(entry) and entry.status.runs else ""
        return might or warning(entry, self._desk.today())

    def on_entries_view_looked(self, event: EntriesView.Looked) -> None:
        """Show the card beside the list where there is room."""
        if not self.has_class("-wide"):
            return
        beside = card(event.entry, self._desk, self._whence, roomy=True) if event.entry else ""
        self.query_one("#preview-card", Static).update(beside)
        self.query_one("#preview").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fill the preview when the screen becomes wide enough for it."""
        self.call_after_refresh(
            lambda: self.on_entries_view_looked(EntriesView.Looked(self.query_one(EntriesView).chosen))
        )

    def on_entries_view_wanted(self) -> None:
        """A second click opens the card."""
        self.action_open()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter opens the card."""
        self.action_open()

    def action_row(self, step: int) -> None:
        """Choose another entry while the typing goes on."""
        self._catch_up()
        self.query_one(EntriesView).move(step)

    def action_screenful(self, step: int) -> None:
        """Choose the entry a screen further on."""
        self._catch_up()
        entries = self.query_one(EntriesView)
        entries.move(step * entries.a_screenful)

    def _catch_up(self) -> None:
        """Search at once for what was typed in a hurry, so that a key acts on what it was meant for."""
        if self._timer is not None:
            self._search()

    def action_open(self) -> None:
        """Open the card of the chosen entry."""
        self._catch_up()
        chosen = self.query_one(EntriesView).chosen
        if chosen is not None:
            self.app.push_screen(EntryScreen(self._desk, self._navigator, chosen.id, near=self._whence))

    def action_filter(self) -> None:
        """Ask what to keep of the Book."""
        self.app.push_screen(BookFilterForm(self._desk, self._browsing.within, self._near), self._keep)

    def action_doubles(self) -> None:
        """Decide about entries that are likely one and the same."""
        if self._desk.book is not None:
            self.app.push_screen(DoublesScreen(self._desk, self._desk.book), self._settled)

    def _settled(self, changed: bool | None) -> None:  # noqa: FBT001 - what the screen was dismissed with
        """Show as one what is one now, with the filter as it stood."""
        if changed and self._desk.book is not None:
            within = self._browsing.within
            self._browsing = Browsing(self._desk.book, self._desk.kit.gazetteer)
            self._browsing.keep(within)
            self._navigator.suggester.forget_book()
            self._search()

    def action_gap(self) -> None:
        """Nothing here for this."""

        def kept(made: object) -> None:
            if made is not None:
                self.say("Kept for the knowledge officers. Thank you for telling them.")

        self.app.push_screen(GapForm(self._desk), kept)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a Book there is nothing to filter or open."""
        del parameters
        return self._desk.book is not None or action not in ("filter", "open", "doubles")

    def action_back(self) -> None:
        """Clear what was typed, then the filter, then go back."""
        words = self.query_one("#book-words", Input)
        if words.value:
            words.value = ""
        elif self._browsing.is_filtered:
            self._browsing.keep()
            self._search()
        else:
            self.dismiss(None)
