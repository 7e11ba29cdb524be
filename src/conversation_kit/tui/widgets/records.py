"""A list of records about one person, over which a form opens: what connections, risks and wellbeing share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static

from conversation_kit.journey.taking_back import taken_back
from conversation_kit.journey.taking_out import bring_back, take_out
from conversation_kit.journey.two_versions import ids_written_twice
from conversation_kit.tui.taking_back import AS_BEFORE, TakesBack
from conversation_kit.tui.widgets.form import FormScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, TWICE, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.story import Story
    from conversation_kit.vault.codec import Record

_MARGIN = 8  # cells beside the list: padding, the arrow, the scroll bar


TAKE_OUT: Final = Binding("x", "take_out", "Take out", id="take-out", tooltip="Take out what the arrow is at")
"""For the end of each screen's own keys, so that it is not the first in the footer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record with the words it is shown in."""

    record: Record
    words: Text


class RecordsScreen(TakesBack, Screen[None]):
    """Shows records of one person; Enter opens one, and each step can be taken back.

    A screen made from it says what it lists and which form opens.

    Args:
        desk: The open desk.
        person_id: Whose records they are.
    """

    CSS_PATH: ClassVar[Any] = "records.tcss"
    AUTO_FOCUS = "#records"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "app.history", "History", id="history", show=False, tooltip="Every change of this"),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take the last step back"),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    heading: ClassVar[str] = ""
    empty: ClassVar[str] = ""
    first_says: ClassVar[str] = ""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._person_id = person_id
        self._rows: Sequence[Row] = ()
        self._steps = []

    @property
    def person_id(self) -> str:
        """Whom the screen is about."""
        return self._person_id

    def listed(self, story: Story) -> Sequence[Row]:
        """Return what is listed, from top to bottom."""
        raise NotImplementedError

    def above(self, story: Story, width: int) -> Text | None:
        """Return what stands above the list, in so many cells; None for nothing."""
        del story, width
        return None

    def form_for(self, record: Any) -> FormScreen[Any]:
        """Return the form that Enter opens for one of the records."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """What stands above, the list, a sentence, the keys."""
        yield TopLine(self.heading)
        yield Static("", id="above-records", markup=False)
        yield MarkedList(roomy_from=ROOMY_ROWS, id="records")
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show what stands."""
        self.show_all()
        self.say(self.first_says if self._rows else "")

    def on_resize(self) -> None:
        """Use the room there is."""
        self._show_above(self._desk.vault.story(self._person_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a record only while there is one."""
        needs_one = action in ("change", "details", "take_out")
        return bool(self._rows) if needs_one else super().check_action(action, parameters)

    def show_all(self, at: str = "") -> None:
        """Show what stands now, the arrow at the record of this id; else where it is."""
        story = self._desk.vault.story(self._person_id)
        self._rows = self.listed(story)
        place = next((index for index, row in enumerate(self._rows) if row.record.id == at), None)
        twice = ids_written_twice(self._desk.vault)
        rows = [("", _marked(row, twice)) for row in self._rows]
        self.query_one(MarkedList).show_rows(rows, empty=self.empty, at=place)
        self.refresh_bindings()
        self.query_one(TopLine).change(right=story.person.name)
        self._show_above(story)

    def show_again(self) -> None:
        """Show what stands now, the arrow where it is."""
        self.show_all()

    def _show_above(self, story: Story) -> None:
        words = self.above(story, max(1, self.size.width - _MARGIN))
        part = self.query_one("#above-records", Static)
        part.display = words is not None
        part.update(words or "")

    @property
    def chosen(self) -> Any:
        """The record with the arrow, or None when there is none."""
        at = self.query_one(MarkedList).at
        return None if at is None or at >= len(self._rows) else self._rows[at].record

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The record with the arrow."""
        return None if self.chosen is None else (self.chosen.entity, self.chosen.id)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Open this one."""
        self.open_chosen()

    def open_chosen(self) -> None:
        """Open the form of the record with the arrow, when there is one."""
        if self.chosen is not None:
            self.ask(self.form_for(self.chosen), self.chosen)

    def ask(self, form: FormScreen[Any], record: Record) -> None:
        """Open a form about a record, kept already or new, and show what it makes.

        A form that asked about one thing kept the rest: that is shown also when the worker went back then.
        """
        before = self._desk.vault.find(type(record), record.id)
        self.app.push_screen(form, lambda made: self.made(before, record if made is None else made))

    def made(self, before: Any, made: Any) -> None:
        """Show what was kept, with a way to take it back; nothing when nothing was."""
        kept = self._desk.vault.find(type(made), made.id)
        if kept is None or kept == before:
            return
        self.step(lambda: self._take_back(before, kept))
        self.show_all(at=kept.id)
        self.say("That is kept. Ctrl+Z takes it back.")

    def step(self, back: Callable[[], None]) -> None:
        """Remember how to take the last step back."""

        def taken_back() -> str:
            back()
            return AS_BEFORE

        self._steps.append(taken_back)

    def _take_back(self, before: Any, kept: Any) -> None:
        vault = self._desk.vault
        if before is None:
            take_out(vault, kept.entity, kept.id)
        else:
            vault.keep(taken_back(before, kept, vault.find(type(kept), kept.id) or kept))

    def action_take_out(self) -> None:
        """Take the chosen one out; it stays in the record's history."""
        gone = self.chosen
        if gone is None:
            self.say("There is nothing to take out.")
            return
        take_out(self._desk.vault, gone.entity, gone.id)
        self.step(lambda: bring_back(self._desk.vault, gone.entity, gone.id))
        self.show_all()
        self.say("Taken out. Ctrl+Z brings it back.")

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def _marked(row: Row, twice: Collection[str]) -> Text:
    return row.words.copy().append(TWICE, "dim not bold") if row.record.id in twice else row.words


def quoted_words(words: str) -> Text:
    """Return somebody's words in quotation marks, as they are shown in a row."""
    return Text(f"“{words}”", "italic")
