"""The history of one record: every change of every field; what was written twice; what was taken out of a story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static

from conversation_kit.journey.history import (
    FieldHistory,
    Told,
    bring_back_version,
    history_of,
    record_of,
    who_and_when,
)
from conversation_kit.journey.naming import what_it_is, words_of
from conversation_kit.journey.taking_out import bring_back, taken_out_of
from conversation_kit.journey.two_versions import can_write_third, take_version, write_third
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Permission
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.vault.codec import Record

_TWICE = "Written twice, unseen by one another; both are kept. b takes this one, w writes a third."
_STANDS = "That is what stands. b on another one lets that stand instead."
_BEFORE_CELLS = 90


class ThirdForm(FormScreen[str]):
    """Writes words that stand for several versions; dismissed with them, kept.

    Args:
        desk: The open desk.
        person_id: Whose record it is, or empty.
        twice: The field with its versions.
    """

    HELP = """\
# A third version
Both versions stand above one another: change them into what is to stand. **Ctrl+S** keeps it from anywhere. Both stay
in the history. **Esc** goes back; what was typed stands here next time.
"""

    def __init__(self, desk: Desk, person_id: str, twice: FieldHistory) -> None:
        self._desk = desk
        self._of = person_id
        self._twice = twice
        both = "\n".join(dict.fromkeys(one.after for one in twice.standing))
        super().__init__(
            f"{twice.label}: a third version",
            [Field("words", twice.label, both, long=True)],
            drafts=desk.vault.drafts,
            draft_key=f"third:{twice.record_id}:{twice.field}",
            says="Both versions, one above the other. Both stay in the history.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._of}

    def result(self, values: dict[str, str]) -> str:
        """Keep the words and return them."""
        write_third(self._desk.vault, self._twice, values["words"])
        return values["words"]


class HistoryScreen(SaysErrors, Screen[None]):
    """Every change of one record, oldest first, field by field; of a person also what was taken out.

    Args:
        desk: The open desk.
        entity: Which kind of record.
        record_id: Its id.
        field: The field to stand at, or empty.
    """

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#history"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b", "take", "Let it stand", id="history-take", tooltip="Let the version with the arrow stand"
        ),
        Binding(
            "w", "write", "Write another", id="history-write", tooltip="Write what stands for both versions"
        ),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# History
Every change of what you came from: what it became, who wrote it and when, and what stood there before. The oldest
stands first; ✓ is what stands now. **b** lets the version with the arrow stand, and nothing of this list goes.

≠ marks what was written twice: on two devices or in two windows, unseen by one another. Both are kept. **b** takes the
one with the arrow, **w** writes a third.

Of a person, what was taken out of their story stands last, marked x: **b** brings it back, **Enter** shows its own
history. **Esc** goes back.
"""

    def __init__(self, desk: Desk, entity: str, record_id: str, *, field: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._entity = entity
        self._record_id = record_id
        self._first = field
        self._rows: list[tuple[FieldHistory, Told] | Record] = []
        self._record = record_of(desk.vault, entity, record_id)

    @property
    def person_id(self) -> str:
        """Whom the screen is about, or empty."""
        return self._record.person_id

    def compose(self) -> ComposeResult:
        """The changes, one a row."""
        yield TopLine("History")
        yield MarkedList(roomy_from=ROOMY_ROWS, id="history")
        yield Static("", id="history-hint", classes="quiet", markup=False)
        yield Says()
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what there is now."""
        self._show()

    def _show(self) -> None:
        vault = self._desk.vault
        self._record = record_of(vault, self._entity, self._record_id)
        topics = {topic.id: topic.name for guide in self._desk.kit.guides.all for topic in guide.topics}
        fields = history_of(vault, self._entity, self._record_id, topics)
        self._rows = [(field, told) for field in fields for told in field.told]
        rows = [(_mark(field, told), told_words(field, told)) for field in fields for told in field.told]
        gone = taken_out_of(vault, self._record_id) if self._entity == Person.entity else []
        self._rows += gone
        rows += [("x", _gone_words(one)) for one in gone]
        self.query_one(MarkedList).show_rows(rows, at=self._place())
        person = vault.find(Person, self._record.person_id)
        about = [person.name if person else "", what_it_is(self._record)]
        self.query_one(TopLine).change(right=" · ".join(filter(None, about)))
        self.refresh_bindings()

    def _place(self) -> int | None:
        """Return where to stand at first: what was written twice, or the field that was asked for."""
        wanted, self._first = self._first, ""
        for at, row in enumerate(self._rows):
            if (
                wanted
                and isinstance(row, tuple)
                and row[0].field == wanted
                and (row[1].stands or not row[0].twice)
            ):
                return at
        return None

    def _chosen(self) -> tuple[FieldHistory, Told] | Record | None:
        at = self.query_one(MarkedList).at
        return None if at is None else self._rows[at]

    def on_option_list_option_highlighted(self) -> None:
        """Other keys may apply; say which, where something was written twice."""
        self.refresh_bindings()
        row = self._chosen()
        twice = isinstance(row, tuple) and row[0].twice and row[1].stands
        self.query_one("#history-hint", Static).update(_TWICE if twice else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write only where there are two versions of words."""
        del parameters
        if action != "write" or not self.query(MarkedList):
            return True
        row = self._chosen()
        return isinstance(row, tuple) and row[0].twice and can_write_third(row[0])

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter: the history of what was taken out; of a version, say what can be done with it."""
        row = self._chosen()
        if isinstance(row, tuple):
            self.say("b lets this version stand; nothing of this list goes.")
        elif row is not None:
            self.app.push_screen(HistoryScreen(self._desk, row.entity, row.id))

    def action_take(self) -> None:
        """Let the version with the arrow stand, or bring back what was taken out."""
        row = self._chosen()
        if row is None:
            return
        vault = self._desk.vault
        if not isinstance(row, tuple):
            bring_back(vault, row.entity, row.id)
            says = "Brought back to where it was."
        else:
            field, told = row
            if field.twice and told.stands:
                take_version(vault, field, told.change_id)
                says = "That one stands now. The other stays in this list."
            else:
                done = bring_back_version(vault, field.entity, field.record_id, field.field, told.change_id)
                says = "It stands again. What stood before stays in this list." if done else _STANDS
        self._show()
        self.say(says)

    def action_write(self) -> None:
        """Write what is to stand for both versions."""
        row = self._chosen()
        if not isinstance(row, tuple):
            return

        def kept(words: str | None) -> None:
            if words is not None:
                self._show()
                self.say("That stands now. Both versions stay in this list.")

        self.app.push_screen(ThirdForm(self._desk, self._record.person_id, row[0]), kept)

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def _mark(field: FieldHistory, told: Told) -> str:
    return ("≠" if field.twice else "✓") if told.stands else "·"


def told_words(field: FieldHistory, told: Told) -> Text:
    """Return one change: what it became, then which field, who, when and what stood before in small print."""
    text = Text(told.after, "bold" if told.stands else "")
    apart = field.entity == Permission.entity and not field.says_what
    label = f"{field.label}, {field.what}" if apart else field.label
    twice = "written twice" if field.twice and told.stands else ""
    before = "" if told.first else f"before: {_short(told.before)}"
    small = " · ".join(filter(None, (label, twice, who_and_when(told), before)))
    return text.append(f"\n{small}", "dim not bold")


def _gone_words(record: Record) -> Text:
    return Text(words_of(record)).append(f"\n{what_it_is(record)} · taken out, b brings it back", "dim")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:_BEFORE_CELLS]}…" if len(line) > _BEFORE_CELLS else line
