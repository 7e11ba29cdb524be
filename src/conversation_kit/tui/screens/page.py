"""My page: read back and corrected on the screen first, then left behind."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from conversation_kit.journey.conversations import guide_of
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.sharing.leaving import Leaving, case_note_of, gather, page_of
from conversation_kit.sharing.page import Line, LineKind, Page
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.leave import LeaveForm
from conversation_kit.tui.screens.note import NoteForm
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator


class PageScreen(Screen[None]):
    """The page that stays with the person, line by line.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whose page it is.
    """

    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "#page-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "change", "Change", id="change-page-line", tooltip="Change the line with the arrow"),
        Binding(
            "space",
            "leave_off",
            "On or off",
            id="leave-off",
            tooltip="Leave these words off the page, or put them back",
        ),
        Binding("s", "save", "Leave it behind", id="save-page"),
        Binding(
            "c", "case_note", "Case note", id="case-note", tooltip="Read the case note, or the page again"
        ),
        Binding("o", "open", "Open", id="open-page", tooltip="Open the saved page in the browser"),
        Binding("f5", "explore", "Explore", id="explore", show=False),
        Binding("f6", "reflect", "Map", id="reflect", show=False),
        Binding("f7", "deal", "Deal", id="deal"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# My page
Read it back together. **Enter** or **e** changes the line with the arrow, **Space** leaves their words off the page
or puts them back. **s** writes it to a file; **o** then opens it in the browser. **c** shows the case note instead.
"""

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._person_id = person_id
        self._lines: list[Line] = []
        self._saved: Exported | None = None

    def compose(self) -> ComposeResult:
        """The page's lines, and the case note behind them."""
        yield TopLine("My page", "read it back together")
        yield MarkedList(id="page-lines")
        with VerticalScroll(id="case-note"):
            yield Static("", id="case-note-text", markup=False)
        yield Says()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the page."""
        self.query_one("#case-note").display = False

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        self._desk.vault.place.save({"screen": "page", "person": self._person_id})
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open the page only once it was saved as one."""
        del parameters
        return action != "open" or (self._saved is not None and self._saved.path.suffix == ".html")

    def _gather(self) -> Leaving:
        return gather(
            self._desk.vault, self._desk.book, self._desk.kit.guides, self._person_id, self._desk.now()
        )

    def _show(self) -> None:
        leaving = self._gather()
        made = page_of(leaving)
        rows: list[tuple[str, Text]] = []
        self._lines = []
        for heading, line in _in_order(made, leaving):
            text = Text(f"\n{heading}\n", "dim underline") if heading else Text()
            rows.append((" ", text.append_text(_words(line))))
            self._lines.append(line)
        self.query_one(MarkedList).show_rows(rows)
        self.query_one(TopLine).change(left=f"{made.name}'s page", right=made.made_on)
        self.query_one("#case-note-text", Static).update(case_note_of(leaving))

    def _chosen(self) -> Line | None:
        at = self.query_one(MarkedList).at
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def on_option_list_option_selected(self) -> None:
        """Enter: change this line."""
        self.action_change()

    def action_change(self) -> None:
        """Change the record that the line says, so that there is one truth."""
        line = self._chosen()
        if line is None or not line.record_id:
            self.query_one(Says).say(
                "This line comes from the Book or from us. Their own words can be changed."
            )
            return
        vault = self._desk.vault
        if line.entity == Note.entity and (note := vault.find(Note, line.record_id)):
            conversation = vault.find(Conversation, note.conversation_id)
            guides = self._desk.kit.guides
            guide = guide_of(guides, conversation) if conversation else guides.all[0]
            self.app.push_screen(NoteForm(self._desk, note, guide), lambda _: self._show())
        elif line.entity == Asset.entity and (asset := vault.find(Asset, line.record_id)):
            self.app.push_screen(AssetForm(self._desk, asset), lambda _: self._show())
        elif line.entity == Connection.entity and (connection := vault.find(Connection, line.record_id)):
            self.app.push_screen(DecisionForm(self._desk, connection, stages=True), lambda _: self._show())
        elif line.entity == DealLine.entity and (agreed := vault.find(DealLine, line.record_id)):
            self.app.push_screen(DealForm(self._desk, agreed), lambda _: self._show())

    def action_leave_off(self) -> None:
        """Leave these words off the page, or put them back."""
        line = self._chosen()
        vault = self._desk.vault
        record: Note | Asset | None = None
        if line is not None and line.entity == Note.entity:
            record = vault.find(Note, line.record_id)
        elif line is not None and line.entity == Asset.entity:
            record = vault.find(Asset, line.record_id)
        if record is None:
            self.query_one(Says).say(
                "Only their own words can be left off here; a decision is changed with Enter."
            )
            return
        vault.keep(replace(record, on_page=not record.on_page))
        self.query_one(Says).say(
            "Left off the page; it stands at the end." if record.on_page else "Back on the page."
        )
        self._show()

    def action_case_note(self) -> None:
        """Show the case note, or the page again."""
        lines, note = self.query_one("#page-lines"), self.query_one("#case-note")
        note.display, lines.display = not note.display, note.display
        (note if note.display else lines).focus()

    def action_save(self) -> None:
        """Write it to a file."""
        self.app.push_screen(LeaveForm(self._desk, self._person_id), self._left)

    def _left(self, made: Exported | None) -> None:
        if made is not None:
            self._saved = made
            self.query_one(Says).say(made.sentence)
            self.refresh_bindings()

    def action_open(self) -> None:
        """Open the saved page in the browser, because the worker asked."""
        if self._saved is None:
            return
        if not webbrowser.open(self._saved.path.as_uri()):
            self.query_one(Says).say(f"No browser could be opened. The page is in {self._saved.path}")

    def action_explore(self) -> None:
        """Explore together."""
        self._navigator.explore(self._person_id)

    def action_reflect(self) -> None:
        """Show the map."""
        self._navigator.reflect(self._person_id)

    def action_deal(self) -> None:
        """Show the deal."""
        self._navigator.deal(self._person_id)

    def action_back(self) -> None:
        """From the case note to the page; from the page back."""
        if self.query_one("#case-note").display:
            self.action_case_note()
        else:
            self.dismiss(None)


def _in_order(made: Page, leaving: Leaving) -> list[tuple[str, Line]]:
    """Return the page's lines, the first of a section with its heading; what was left off stands at the end."""
    lines = [
        (section.heading if number == 0 else "", line)
        for section in made.sections
        for number, line in enumerate(section.lines)
    ]
    off = [
        Line(
            record.text if isinstance(record, Note) else record.words,
            LineKind.QUOTE,
            "",
            record.entity,
            record.id,
        )
        for record in (*leaving.story.notes, *leaving.story.assets)
        if not record.on_page
    ]
    lines += [("Left off the page" if number == 0 else "", line) for number, line in enumerate(off)]
    return lines


def _words(line: Line) -> Text:
    if line.kind is LineKind.QUOTE:
        return Text(f"“{line.text}”", "bold")
    if line.kind is LineKind.NAME:
        return Text(line.text, "bold underline")
    if line.kind is LineKind.DETAIL:
        return Text(f"{line.label}: ", "dim").append(line.text or "................", "not dim")
    return Text(f"· {line.text}" if line.kind is LineKind.ITEM else line.text)
