"""The knowledge officer's desk at the hub: what the front line tells, doubles, what nobody has checked for longest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList

from conversation_kit.tui.asking_hub import AsksHub
from conversation_kit.tui.screens.officer_forms import AnswerForm, EditForm
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversation_kit.desk import Desk
    from conversation_kit.sync.at_desk import HubDesk, Item, Waiting
    from conversation_kit.tui.syncing import BackgroundSync

_ASKING = "Asking the hub what waits …"
_NOTHING = "Nothing waits for you."
_KINDS = {
    "correction": "Correction",
    "gap": "Gap",
    "moved": "Its source changed",
    "double": "One or two?",
    "unchecked": "Not checked for longest",
    "connected": "What people connect with most",
}
_ON = {
    "answer": ("correction", "gap"),
    "edit": ("correction", "unchecked", "moved", "connected"),
    "check": ("correction", "unchecked", "connected"),
    "close": ("correction", "unchecked", "connected"),
    "decide": ("double", "moved"),
}


class OfficerScreen(AsksHub, Screen[None]):
    """Shows what waits once the hub has answered; each key does one thing about the one with the arrow.

    Args:
        desk: The open desk.
        syncing: The thread that speaks with the hub.
    """

    CSS_PATH = "officer.tcss"
    AUTO_FOCUS = "#officer-waiting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer", "Answer", id="officer-answer", tooltip="Say what became of it"),
        Binding("e", "edit", "Edit", id="officer-edit", tooltip="Say something else of the entry"),
        Binding("c", "check", "Checked", id="officer-check", tooltip="You looked, and it is right"),
        Binding("x", "close", "Closed", id="officer-close", tooltip="The group has closed"),
        Binding(
            "m",
            "decide(True)",
            "One / mine stands",
            id="officer-one",
            tooltip="They are one; your edit stands",
        ),
        Binding(
            "t",
            "decide(False)",
            "Two / take theirs",
            id="officer-two",
            tooltip="They are two; take the source",
        ),
        Binding("p", "publish", "Publish", id="officer-publish", tooltip="Everybody gets it from now on"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# Your desk
What colleagues found wrong in the Book, and what they searched for in vain: never who it was for. Then edits whose
source changed since, entries that may be one, those nobody has checked for longest, and what people connect with most.

**a** answers a correction or a gap: whoever sent it reads your words. **e** says something else of the entry, **c**
that you checked it today, **x** that it has closed. **m**: two entries are one, or your edit stands; **t**: they are
two, or the source is right. Nobody sees what you changed before **p** publishes it. **Esc** goes back.
"""

    def __init__(self, desk: Desk, syncing: BackgroundSync) -> None:
        super().__init__(desk, syncing)
        self._items: tuple[Item, ...] = ()

    def compose(self) -> ComposeResult:
        """What waits, a sentence, the keys."""
        yield TopLine("Your desk")
        yield MarkedList(roomy_from=ROOMY_ROWS, id="officer-waiting")
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Ask the hub."""
        self.query_one(MarkedList).show_rows([], empty=_ASKING)
        self._do(lambda _desk: None, "")

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Offer what can be done about another one."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done about the one with the arrow."""
        del parameters
        if action not in _ON:
            return True
        item = self._item
        return item is not None and item.what in _ON[action]

    def action_answer(self) -> None:
        """Ask what became of it, and tell whoever sent it."""
        if (item := self._item) is not None:
            form = AnswerForm(self._desk, item)
            self._ask(
                form, lambda values: lambda desk: desk.answer(item, form.outcome(values), values["words"])
            )

    def action_edit(self) -> None:
        """Ask what the entry is to say."""
        if (item := self._item) is not None:
            form = EditForm(self._desk, item)
            self._ask(form, lambda values: lambda desk: desk.edit(item.entry_id, values))

    def action_check(self) -> None:
        """Say that it was checked today."""
        if (item := self._item) is not None:
            self._do(lambda desk: desk.check(item.entry_id), f"Checked today: {item.title}. p publishes it.")

    def action_close(self) -> None:
        """Say that it has closed."""
        if (item := self._item) is not None:
            self._do(lambda desk: desk.close(item.entry_id), f"Closed: {item.title}. p publishes it.")

    def action_decide(self, first: bool) -> None:  # noqa: FBT001 - as a binding gives it
        """Decide between the two."""
        if (item := self._item) is not None:
            self._do(lambda desk: desk.decide(item, first=first), "Decided. p publishes it.")

    def action_publish(self) -> None:
        """Publish the Book as it stands."""
        self._do(lambda desk: desk.publish(), "Published: laptops get it with their next sync.")

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)

    @property
    def _item(self) -> Item | None:
        at = self.query_one(MarkedList).at
        return self._items[at] if at is not None and at < len(self._items) else None

    def _ask(
        self, form: AnswerForm | EditForm, work_of: Callable[[dict[str, str]], Callable[[HubDesk], object]]
    ) -> None:
        """Show a form, and do what it asks for; its words stand in it again until the hub has them."""

        def filled(values: dict[str, str] | None) -> None:
            if values is not None:
                self._do(work_of(values), form.done_words, form.forget)
                form.put_back(values)  # before the hub is asked: the screen may be left, or locked, meanwhile

        self.app.push_screen(form, filled)

    @work(group="desk")
    async def _do(
        self, does: Callable[[HubDesk], object], says: str, when_it_is_done: Callable[[], None] = lambda: None
    ) -> None:
        """Do something at the desk, and look again."""

        def at_desk(desk: HubDesk) -> Waiting:
            does(desk)
            return desk.look()

        waiting = await self._answered(self._syncing.at_desk(at_desk))
        if waiting is None:
            if not self._items:
                self.query_one(MarkedList).show_rows([], empty="")
            return
        when_it_is_done()
        self._show(waiting)
        self.say(says)

    def _show(self, waiting: Waiting) -> None:
        self._items = waiting.items
        rows, before = [], ""
        for item in waiting.items:
            text = Text(no_wrap=True, overflow="ellipsis")
            if item.what != before:
                text.append(f"{_KINDS[item.what]}\n", "dim")
            text.append(item.title, "bold")
            rows.append(("", text.append(f"\n{item.says}", "dim") if item.says else text))
            before = item.what
        self.query_one(MarkedList).show_rows(rows, empty=_NOTHING)
        unpublished = f", {waiting.unpublished} not published" if waiting.unpublished else ""
        self.query_one(TopLine).change(right=f"Book version {waiting.version}{unpublished}")
        self.refresh_bindings()
