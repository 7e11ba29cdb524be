"""Who may see this: the whole story first, then every item in their words; until when, and taken back at any time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from conversation_kit.journey.days import day_meant
from conversation_kit.journey.deciding import day_said_back, day_typed
from conversation_kit.journey.permitting import (
    BEYOND_THE_PERSON,
    Item,
    item_of,
    items_of,
    permit,
    put_back,
    readers_words,
    said_plainly,
    withdraw,
)
from conversation_kit.model.permissions import Audience, Permission
from conversation_kit.tui.taking_back import AS_BEFORE, TakesBack
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_YES_NO = (("yes", "may see it"), ("no", "may not"))


class PermissionForm(FormScreen[Permission]):
    """Who may see one item, until when, and how they put it; dismissed with the permission, kept.

    Args:
        desk: The open desk.
        person_id: Whose story it is.
        item: What it is about.
    """

    def __init__(self, desk: Desk, person_id: str, item: Item) -> None:
        self._desk = desk
        self._of = person_id
        self._item = item
        self._unclear = ""
        own = item.own
        readers = item.readers(desk.today())
        super().__init__(
            f"Who may see: {item.words.partition(chr(10))[0] or 'the whole story'}",
            [
                *(
                    Field(
                        who.value,
                        f"{who.words[:1].upper()}{who.words[1:]}",
                        "yes" if who in readers else "no",
                        options=_YES_NO,
                    )
                    for who in BEYOND_THE_PERSON
                ),
                Field("until", "Until", day_typed(own.until) if own else "", "in 3 months; empty for no end"),
                Field("said", "What they said", own.said if own else "", "in their words", long=True),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"permission:{item.id}",
            says="They may always see their own. Ctrl+S keeps it from anywhere.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._of}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and say back the day that is meant."""
        super().on_input_changed(event)
        if event.input.id == "field-until" and event.input.has_focus:
            day = day_said_back(event.value, self._desk.today())
            self.say(f"Until {day}, that day too." if day else "")

    def result(self, values: dict[str, str]) -> Permission:
        """Keep who may see it and return the permission. A day that is not clear changes nothing about the end."""
        today = self._desk.today()
        typed = values["until"].strip()
        until = day_meant(typed, today) if typed else None
        self._unclear = ""
        if typed and (until is None or until < today):
            self._unclear = (
                "The rest is kept. Until which day? Try “in 3 months” or “28 February”, or leave it empty."
            )
            until = self._item.own.until if self._item.own else None
        return permit(
            self._desk.vault,
            self._of,
            self._item.id,
            [who for who in BEYOND_THE_PERSON if values[who.value] == "yes"],
            today=today,
            until=until,
            said=values["said"],
        )

    def unclear(self) -> str:
        """Ask for the day that was not understood."""
        return self._unclear


class PermissionScreen(TakesBack, Screen[None]):
    """Everything of one person's, with who may see it.

    Args:
        desk: The open desk.
        person_id: Whose story it is.
        item_id: Where the arrow begins; at the whole story without it.
    """

    CSS_PATH = "permission.tcss"
    AUTO_FOCUS = "#permissions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "change", "Change", id="permission-change", tooltip="Who, until when, and what they said"
        ),
        Binding("t", "reader('team')", "Team", id="permission-team", tooltip="The team may, or may not"),
        Binding("g", "reader('gp')", "GP", id="permission-gp", tooltip="The GP practice may, or may not"),
        Binding(
            "u", "reader('huddle')", "Huddle", id="permission-huddle", tooltip="The huddle may, or may not"
        ),
        Binding(
            "v",
            "reader('provider')",
            "Provider",
            id="permission-provider",
            tooltip="A provider may, or may not",
        ),
        Binding("space", "only_them", "Only them", id="permission-only-them", show=False),
        Binding(
            "w", "withdraw", "Take back", id="permission-withdraw", tooltip="They took their permission back"
        ),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    HELP = """\
# Who may see this
The whole story first, then every item in their words. What has no permission of its own goes by the whole story's; when
nobody was asked, the person and the team.

**t**, **g**, **u** and **v** let the team, the GP practice, the huddle or a provider see it, and take that away again;
**Space** keeps it for the person only. **Enter** opens all of it: until when, and what they said, in their words. **w**
is for *"I do not want that any more"*: it is then for the person only. **Ctrl+Z** takes the last step back.

What is held back here is in no note for those readers, and neither is what quotes it. What was handed out before
cannot be called back by the kit. Permission to share is not the lawful basis for keeping the record.
"""

    def __init__(self, desk: Desk, person_id: str, item_id: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._person_id = person_id
        self._first = item_id or person_id
        self._items: list[Item] = []
        self._steps = []

    @property
    def person_id(self) -> str:
        """Whom the screen is about."""
        return self._person_id

    def compose(self) -> ComposeResult:
        """The items, and what is worth saying about them."""
        yield TopLine("Who may see this")
        yield MarkedList(roomy_from=ROOMY_ROWS, id="permissions")
        yield Static("", id="permission-plainly", classes="quiet", markup=False)
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show what stands, the arrow where it was asked for."""
        self.show_again()
        at = next((at for at, item in enumerate(self._items) if item.id == self._first), 0)
        self.query_one(MarkedList).highlighted = at
        self.say("Enter opens one: until when, and what they said.")

    def show_again(self) -> None:
        """Show what stands now."""
        story = self._desk.vault.story(self._person_id)
        today = self._desk.today()
        self._items = items_of(story)
        rows = [("", _row(item, readers_words(item, today))) for item in self._items]
        self.query_one(MarkedList).show_rows(rows)
        self.query_one("#permission-plainly", Static).update("\n".join(said_plainly(story, today)))
        self.query_one(TopLine).change(right=story.person.name)

    def _chosen(self) -> Item:
        return self._items[self.query_one(MarkedList).at or 0]

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Open all of it."""
        self.action_change()

    def action_change(self) -> None:
        """Who, until when, and what they said."""
        item = self._chosen()
        self.app.push_screen(
            PermissionForm(self._desk, self._person_id, item), lambda made: self._made(made, item)
        )

    def action_reader(self, who: str) -> None:
        """Let somebody see what the arrow is at, or no more. Of whom nobody was asked, the first press says yes."""
        item = self._chosen()
        readers, reader = set(item.readers(self._desk.today())), Audience(who)
        says_yes = item.deciding is None and reader in readers
        self._permit(item, readers if says_yes else readers ^ {reader})

    def action_only_them(self) -> None:
        """Keep it for the person only."""
        self._permit(self._chosen(), set())

    def _permit(self, item: Item, readers: set[Audience]) -> None:
        today = self._desk.today()
        over = item.own is not None and item.own.until is not None and item.own.until < today
        until = item.own.until if item.own and not over else None
        self._made(
            permit(self._desk.vault, self._person_id, item.id, readers, today=today, until=until), item
        )

    def action_withdraw(self) -> None:
        """They took it back."""
        item = self._chosen()
        self._made(withdraw(self._desk.vault, self._person_id, item.id), item)

    def _made(self, made: Permission | None, before: Item) -> None:
        """Show what stands now, and how to take it back."""
        if made is None:
            return
        self._steps.append(lambda: self._put_back(before))
        self.show_again()
        now = item_of(self._desk.vault.story(self._person_id), before.id)
        words = readers_words(now, self._desk.today())
        self.say(f"Now for {words}. Ctrl+Z takes that back.")

    def _put_back(self, before: Item) -> str:
        put_back(self._desk.vault, self._person_id, before.id, before.own)
        return AS_BEFORE

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


def _row(item: Item, words: str) -> Text:
    """Return an item with who may see it; what they said about it in their own words."""
    text = Text(no_wrap=True, overflow="ellipsis")
    if item.words:
        text.append(f"“{item.words.partition(chr(10))[0]}”", "bold").append(f"\n{item.what} · ", "dim")
    else:
        text.append(f"{item.what.capitalize()}\n", "bold")
    text.append(words, "" if item.own else "dim")
    if item.own and item.own.said:
        text.append(f"\n“{item.own.said.partition(chr(10))[0]}”", "italic")
    return text
