"""The deal: our part and your part, side by side, with what was chosen and its first steps."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from conversation_kit.journey.deals import (
    Deal,
    chosen,
    deal_of,
    in_the_deal,
    line_from,
    new_line,
)
from conversation_kit.journey.taking_back import taken_back
from conversation_kit.journey.two_versions import ids_written_twice
from conversation_kit.model.connections import Connection, DealLine, Side
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.deal_words import chosen_words, line_words
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.taking_back import NOTHING_TO_TAKE_BACK
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

Agreed = DealLine | Connection
_TALL = 32
_LISTS = {Side.OURS: "ours", Side.YOURS: "yours"}


class DealScreen(WaysOn, SaysErrors, Screen[None]):
    """What was agreed with one person.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whose deal it is.
    """

    CSS_PATH = "deal.tcss"
    AUTO_FOCUS = "#ours"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "add('our part')", "Our part", id="add-ours", tooltip="Write a line of our part"),
        Binding(
            "p", "add('your part')", "Your part", id="add-yours", tooltip="Write a line of the person's part"
        ),
        Binding("e", "change", "Change", id="change-line", tooltip="Change what is highlighted"),
        Binding("d", "done", "Done", id="done-line", tooltip="Done, or not done after all"),
        Binding("x", "take_out", "Take out", id="take-out-line"),
        Binding("s", "first_step", "Into the deal", id="first-step", tooltip="Make a line of the first step"),
        Binding("h", "app.history", "History", id="history", show=False, tooltip="Every change of this"),
        Binding("f8", "page", "My page", id="page"),
        Binding("f5", "explore", "Explore", id="explore", show=False),
        Binding("f6", "reflect", "Map", id="reflect", show=False),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take the last step back"),
        Binding("left", "column(-1)", "Left", show=False),
        Binding("right", "column(1)", "Right", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    HELP = """\
# The deal
**o** writes a line of our part, **p** a line of your part; **e** or **Enter** changes a line, **d** marks it
done, **x** takes it out, **Ctrl+Z** takes the last step back. **Left** and **Right**, or **Tab**, change the
column.

In *Chosen together*, **Enter** opens what was said about it, **s** makes its first step a line of our part.
**h** shows every change of what is highlighted; ≠ marks what was written twice. **F8** goes on to the page that stays.
"""

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__(desk, navigator, person_id)
        self._deal = Deal((), ())
        self._chosen: tuple[Connection, ...] = ()
        self._steps: list[tuple[Agreed, Agreed]] = []  # before and after each

    def compose(self) -> ComposeResult:
        """Two columns, and what was chosen beneath or beside them."""
        yield TopLine("", "the deal")
        with Vertical(id="deal"):
            with Horizontal(id="columns"):
                for side, name in _LISTS.items():
                    with Vertical(classes="column"):
                        yield Static(side.capitalize(), classes="quiet")
                        yield MarkedList(roomy_from=_TALL, id=name)
            with Vertical(id="chosen-part"):
                yield Static("Chosen together", classes="quiet")
                yield MarkedList(roomy_from=_TALL, id="chosen")
        yield Says()
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        self._show()
        self._desk.vault.place.save({"screen": "deal", "person": self._person_id})

    def _show(self) -> None:
        story = self._desk.vault.story(self._person_id)
        today = self._desk.today()
        self.query_one(TopLine).change(left=story.person.name)
        self._deal = deal_of(story.deal)
        self._chosen = chosen(story.connections)
        twice = ids_written_twice(self._desk.vault)
        for side, name in _LISTS.items():
            rows = [
                (_mark(line, twice, "✓" if line.done else "·"), line_words(line, today))
                for line in self._deal.of(side)
            ]
            key = "o" if side is Side.OURS else "p"
            self.query_one(f"#{name}", MarkedList).show_rows(rows, empty=f"Nothing yet. {key} writes a line.")
        steps = [
            (_mark(c, twice, "·"), chosen_words(c, today, in_deal=in_the_deal(c, story.deal)))
            for c in self._chosen
        ]
        self.query_one("#chosen", MarkedList).show_rows(steps, empty="Nothing chosen yet. F5 looks together.")
        self.refresh_bindings()

    @property
    def _line(self) -> DealLine | None:
        """The highlighted line of the column where the focus is."""
        for side, name in _LISTS.items():
            options = self.query_one(f"#{name}", MarkedList)
            if options.has_focus and options.at is not None:
                return self._deal.of(side)[options.at]
        return None

    @property
    def _connection(self) -> Connection | None:
        """The highlighted connection, when the focus is on what was chosen."""
        options = self.query_one("#chosen", MarkedList)
        if options.has_focus and options.at is not None:
            return self._chosen[options.at]
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Hide the keys that need something highlighted while nothing is."""
        if action in ("done", "take_out"):
            return self._line is not None
        if action == "change":
            return self._line is not None or self._connection is not None
        return action != "first_step" or bool(self._chosen)

    def on_descendant_focus(self) -> None:
        """Show the keys of the column where the focus is."""
        self.refresh_bindings()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The highlighted line, or what was chosen."""
        record = self._line or self._connection
        return (record.entity, record.id) if record else None

    def action_add(self, side: str) -> None:
        """Write a line of one part."""
        part = Side(side)
        who = (
            self._desk.worker.name
            if part is Side.OURS
            else self._desk.vault.story(self._person_id).person.name
        )
        self._open(new_line(self._desk.vault, person_id=self._person_id, side=part, who=who), new=True)

    def action_first_step(self) -> None:
        """Make the first step of what is highlighted a line of our part; whose part it is can be changed."""
        if self._connection is None:
            if self._chosen:
                self.query_one("#chosen").focus()
                self.say("Choose one with the arrows; s makes its first step a line.")
            else:
                self.say("Nothing is chosen yet. F5 looks together at what could connect.")
            return
        who = self._desk.worker.name
        self._open(line_from(self._desk.vault, self._connection, side=Side.OURS, who=who), new=True)

    def _open(self, line: DealLine, *, new: bool = False) -> None:
        def kept(made: DealLine | None) -> None:
            if made is None:
                return
            self._steps.append((replace(made, taken_out=True) if new else line, made))
            self._show()
            self._stand_at(made)
            self.say(
                "Kept. Ctrl+Z takes it back." if new else "Changed. Ctrl+Z brings back what stood there."
            )

        self.app.push_screen(DealForm(self._desk, line), kept)

    def _stand_at(self, line: DealLine) -> None:
        options = self.query_one(f"#{_LISTS[line.side]}", MarkedList)
        ids = [other.id for other in self._deal.of(line.side)]
        if line.id in ids:
            options.focus()
            options.highlighted = ids.index(line.id)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter or a click: change what is highlighted."""
        self.action_change()

    def action_change(self) -> None:
        """Change the highlighted line, or what was said about the highlighted connection."""
        if self._line is not None:
            self._open(self._line)
        elif self._connection is not None:
            self.app.push_screen(
                DecisionForm(self._desk, self._connection, stages=True), self._decided(self._connection)
            )

    def _decided(self, before: Connection) -> Callable[[Connection | None], None]:
        def kept(made: Connection | None) -> None:
            self._show()
            if made is not None:
                self._steps.append((before, made))
                self.say("Changed. Ctrl+Z brings back what stood there.")

        return kept

    def action_done(self) -> None:
        """Mark the highlighted line as done, or as not done after all."""
        if self._line is not None:
            done = not self._line.done
            self._change(self._line, replace(self._line, done=done), "Done." if done else "Still to do.")

    def action_take_out(self) -> None:
        """Take the highlighted line out; it stays in the record's history."""
        if self._line is not None:
            self._change(self._line, replace(self._line, taken_out=True), "Taken out. Ctrl+Z brings it back.")

    def _change(self, line: DealLine, made: DealLine, says: str) -> None:
        self._keep(self._now(line, made), says)
        self._steps.append((line, made))

    def _now(self, line: Agreed, made: Agreed) -> Agreed:
        """Return the line as it stands, with what ``made`` changed of ``line`` changed."""
        now = self._desk.vault.find(type(line), line.id)
        return made if now is None else taken_back(made, line, now)

    def _keep(self, line: Agreed, says: str) -> None:
        self._desk.vault.keep(line)
        self._show()
        if isinstance(line, DealLine):
            self._stand_at(line)
        self.say(says)

    def action_undo(self) -> None:
        """Take the last step back."""
        if not self._steps:
            self.say(NOTHING_TO_TAKE_BACK)
            return
        before, made = self._steps[-1]
        self._keep(self._now(made, before), "Taken back.")
        self._steps.pop()

    def action_column(self, step: int) -> None:
        """Go to the next column, or the one before."""
        self.screen.focus_next(OptionList) if step > 0 else self.screen.focus_previous(OptionList)

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def _mark(record: DealLine | Connection, twice: Collection[str], otherwise: str) -> str:
    """Return the mark of a row: ≠ where something of it was written twice."""
    return "≠" if record.id in twice else otherwise
