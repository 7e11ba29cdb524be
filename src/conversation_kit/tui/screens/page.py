"""My page: read back and corrected on the screen first, then left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.errors import BadInputError
from conversation_kit.journey.two_versions import how_many_twice, twice_here_words
from conversation_kit.model.people import Person
from conversation_kit.sharing.leaving import Leaving, case_note_of, open_in_browser, page_of
from conversation_kit.sharing.permission import NoPermissionError
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.keys_in_use import with_keys_in_use
from conversation_kit.tui.reading_back import covered_words, no_page_words, passages
from conversation_kit.tui.screens.leave import LeaveForm, leaving_of
from conversation_kit.tui.screens.page_changing import ChangesPage
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.reading import ReadingView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_OF_THE_PAGE = frozenset({"change", "leave_off", "take_out", "undo"})
_OF_WHAT_IS_MADE = _OF_THE_PAGE | {"save", "easy", "case_note", "open"}


class PageScreen(WaysOn, ChangesPage, Screen[None]):
    """The page that stays with the person, read together.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whose page it is.
    """

    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "#page-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,e", "change", "Change", id="change-page-line", tooltip="Change the line with the arrow"
        ),
        Binding(
            "space",
            "leave_off",
            "Off/on",
            id="leave-off",
            tooltip="Leave these words off the page, or put them back",
        ),
        Binding(
            "x",
            "take_out",
            "Take out",
            id="take-out",
            tooltip="Take it out: of the page and of the case note",
        ),
        Binding(
            "s", "save", "Leave behind", id="save-page", tooltip="Write it to a file and leave it behind"
        ),
        Binding("c", "case_note", "Case note", id="case-note", tooltip="The case note, or the page again"),
        Binding(
            "w", "easy", "Easy words", id="easy-words", show=False, tooltip="The page in easy words, to print"
        ),
        Binding("o", "open", "Open", id="open-page", tooltip="Open the saved page in the browser"),
        Binding(
            "ctrl+z",
            "undo",
            "Undo",
            id="undo",
            show=False,
            tooltip="Put back what was left off or taken out last",
        ),
        Binding("f5", "explore", "Explore", id="explore", show=False),
        Binding("f6", "reflect", "Map", id="reflect", show=False),
        Binding("f7", "deal", "Deal", id="deal", show=False),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    HELP = """\
# My page
Read it back together. **Down** reads on; the arrow stops where something can be changed. **Enter** or **e** changes it
in the record itself, **Space** leaves it off the page or puts it back. What is private or speaks of danger begins off
it, covered, at its end: **Space** there puts it on, if the person wants that. **x** takes out what should stand
nowhere, not in the case note either. **Ctrl+Z** takes back what Space or x did.

**s** writes it to a file and says where; **o** then opens it in the browser. **c** shows the case note instead.
**w** writes a second page in easy words with room for pictures: a draft that nobody has tried out.
**F5** explores together, **F6** shows the map, **F7** the deal. **Esc** goes back; nothing is lost.
"""

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__(desk, navigator, person_id)
        self._saved: Exported | None = None
        self._steps = []
        self._still: set[str] = set()

    def compose(self) -> ComposeResult:
        """The page's lines, and the case note behind them."""
        yield TopLine("My page")
        with Center(id="page"):
            yield ReadingView(id="page-lines")
            yield Static("", id="no-page", markup=False)
        with VerticalScroll(id="case-note"):
            yield Static("", id="case-note-text", markup=False)
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Begin with the page; say when something is off it, or stands on it in two versions."""
        self.query_one("#case-note").display = False
        leaving = self._gathered()
        if leaving is None:
            return
        self.say(covered_words(leaving))
        if words := twice_here_words(how_many_twice(self._desk.vault, self._person_id)):
            self.say(f"{words}; the page has the later one. Ctrl+G on a line shows both.")

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        self.show_again()
        if self.is_current:
            self._desk.vault.place.save({"screen": "page", "person": self._person_id})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open the page only once it was saved as one, to change it while it is shown, nothing without one."""
        del parameters
        if action in _OF_WHAT_IS_MADE and self.has_class("-no-page"):
            return False
        if action == "open":
            return self._saved is not None and self._saved.path.suffix == ".html"
        return action not in _OF_THE_PAGE or not self._shows_case_note

    @property
    def _shows_case_note(self) -> bool:
        return self.is_mounted and bool(self.query_one("#case-note").display)

    def _gather(self) -> Leaving:
        return leaving_of(self._desk, self._person_id)

    def _gathered(self) -> Leaving | None:
        """Return what the page is made of; None, with the reason in its place, while it is unknown what is private."""
        try:
            leaving = self._gather()
        except BadInputError as wrong:
            self._show_no_page(with_keys_in_use(self, no_page_words(wrong)))
            return None
        self._show_no_page("")
        return leaving

    def _show_no_page(self, words: str) -> None:
        if self.has_class("-no-page") and not words:
            self.call_after_refresh(self.query_one(ReadingView).focus)
        self.set_class(bool(words), "-no-page")
        self.query_one("#no-page", Static).update(words)
        self.refresh_bindings()
        if words:
            person = self._desk.vault.find(Person, self._person_id)
            self.query_one(TopLine).change(left=f"My page · {person.name if person else ''}")

    def show_again(self, *, follow: bool = True) -> None:
        """Show what stands now; the arrow goes where its record went, else it stays at its place on the page."""
        leaving = self._gathered()
        if leaving is None:
            return
        made = page_of(leaving)
        self.query_one(ReadingView).show(
            lambda width: passages(made, leaving, width, self._still), follow=follow
        )
        self.query_one("#case-note-text", Static).update(_case_note(leaving))
        what = "The case note" if self._shows_case_note else "My page"
        self.query_one(TopLine).change(left=f"{what} · {made.name}", right=made.made_on)

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The line with the arrow."""
        chosen = self.query_one(ReadingView).chosen
        return (chosen.entity, chosen.record_id) if chosen else None

    def action_case_note(self) -> None:
        """Show the case note, or the page again."""
        page, note = self.query_one("#page"), self.query_one("#case-note")
        note.display, page.display = not note.display, note.display
        (note if note.display else self.query_one("#page-lines")).focus()
        self.say("For the council's own system: s writes it to a file." if note.display else "")
        self.show_again()
        self.refresh_bindings()

    def action_save(self) -> None:
        """Write it to a file."""
        shown = "note" if self._shows_case_note else "page-html"
        self.app.push_screen(LeaveForm(self._desk, self._person_id, shape=shown), self._left)

    def action_easy(self) -> None:
        """Write the page in easy words to a file."""
        self.app.push_screen(LeaveForm(self._desk, self._person_id, shape="easy"), self._left)

    def _left(self, made: Exported | None) -> None:
        if made is not None:
            self._saved = made
            self.say(made.sentence)
            self.refresh_bindings()

    def action_open(self) -> None:
        """Open the saved page in the browser, because the worker asked."""
        if self._saved is not None:
            opened = open_in_browser(self._saved.path)
            path = self._saved.path
            self.say(f"Opened: {path}" if opened else f"No browser could be opened. The page is in {path}")

    def action_back(self) -> None:
        """From the case note to the page; from the page back."""
        if self._shows_case_note:
            self.action_case_note()
        else:
            self.dismiss(None)


def _case_note(leaving: Leaving) -> str:
    """Return the case note for the team, or why there is none."""
    try:
        return case_note_of(leaving)
    except NoPermissionError as refused:
        return refused.sentence
