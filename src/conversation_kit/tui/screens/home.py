"""Home: everybody, what I promised, how old the Book is. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from conversation_kit.journey.keeping_promises import deal_line_of
from conversation_kit.journey.people import PersonLine, find_people, people_lines
from conversation_kit.journey.stopping import not_handed_on, waiting_words
from conversation_kit.journey.two_versions import twice_words
from conversation_kit.model.people import Person
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.key_names import keys_shown
from conversation_kit.tui.keys_in_use import GoesByKeys
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.due import DueForm
from conversation_kit.tui.screens.home_promises import KeepsPromises
from conversation_kit.tui.screens.home_words import (
    NAME_CELLS,
    book_age,
    in_cells,
    person_line_words,
)
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator


class HomeScreen(KeepsPromises, SaysErrors, Screen[None]):
    """The first screen after unlocking.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        says: A sentence to show while there is nothing else to say.
    """

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done", "Done", id="promise-done", tooltip="Mark the promise with the arrow as done"),
        Binding("n", "new_person", "New person", id="new-person", tooltip="Add a person and begin to talk"),
        Binding("slash", "find", "Find", id="find", key_display="/", tooltip="Find a person by name or area"),
        Binding("b", "book", "The Book", id="home-book", tooltip="Browse the Community Book"),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding(
            "tab", "other_side", "Promises", id="other-side", tooltip="Go to what I said I would do, and back"
        ),
        Binding(
            "i", "calendar", "Calendar", id="calendar", show=False, tooltip="What is due, as a calendar file"
        ),
        Binding(
            "s", "sync", "Sync", id="sync", tooltip="Send what was written here, take in what others wrote"
        ),
        Binding(
            "h", "hub", "The hub", id="hub", show=False, tooltip="How it stands, and who asks for access"
        ),
        Binding("o", "officer", "Your desk", id="officer", show=False, tooltip="What waits for the officer"),
        Binding("2", "twice", "Twice", id="written-twice", show=False, tooltip="What was written twice"),
        Binding("ctrl+z", "not_done", "Not done", id="undo", show=False),
        Binding("escape", "unfind", "Everybody", id="unfind", show=False),
    ]
    HELP = """\
# Home
Choose a person with the arrow keys and **Enter**. **n** adds somebody, **/** finds, **b** opens the Book.
**Tab** goes to what you said you would do: **d** marks it done, **Ctrl+Z** takes that back.
**i** writes what is due into a calendar file: the days alone, no names and no words.
**s** syncs with your council's hub, if this laptop is enrolled; **h** shows how it stands and who asks for access.
**2** shows what was written twice, on two devices or in two windows; ≠ marks whose it is.
**F9** covers the screen at once; **F12** is there when somebody is at risk; **Ctrl+L** closes the vault.
"""

    def __init__(self, desk: Desk, navigator: Navigator, *, says: str = "") -> None:
        super().__init__()
        self._says = says
        self._desk = desk
        self._navigator = navigator
        self._people: list[PersonLine] = []
        self._promises = []
        self._done = []
        self._enrolled = False

    def compose(self) -> ComposeResult:
        """People on the left, promises on the right."""
        yield TopLine("Conversation Kit", self._when_and_where())
        with Horizontal(id="home"):
            with Vertical(id="home-people"):
                yield Input(placeholder="Find a person", id="find", compact=True)
                yield MarkedList(roomy_from=ROOMY_ROWS, id="people")
            with Vertical(id="home-promises"):
                yield Static("I said I would", classes="quiet")
                yield MarkedList(roomy_from=ROOMY_ROWS, id="promises")
                yield Static("", id="more-promises", classes="quiet", markup=False)
                yield Static("", id="book-age", classes="quiet", markup=False)
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Hide the find line until it is asked for."""
        self.query_one("#find").display = False

    def on_screen_resume(self) -> None:
        """Show what stands now, whenever Home comes back: the arrow at whom the worker comes from."""
        came_from = self._desk.vault.place.load().get("person")
        self.look_again(at=came_from)
        if self.is_current:  # or another screen was opened over it at once, and is where the worker is
            self._desk.vault.place.save({"screen": "home"})

    def _when_and_where(self) -> str:
        today = self._desk.today()
        where = f" · {self._desk.worker.footprint}" if self._desk.worker.footprint else ""
        return f"{today:%A} {today.day} {today:%B}{where}"

    def look_again(self, at: str | None = None) -> None:
        """Show what stands now, here and with the hub; the arrow at this person, else where it was."""
        self._enrolled = self._navigator.syncing.enrolled
        self.query_one(TopLine).change(right=self._when_and_where())
        self._show_people(chosen=at)
        self._show_promises()
        self._show_hub_and_book()
        self.refresh_bindings()

    def _show_hub_and_book(self) -> None:
        lines = filter(None, (self._hub_line(), book_age(self._desk)))
        self.query_one("#book-age", Static).update("\n".join(lines))

    def _hub_line(self) -> str:
        line = self._navigator.syncing.line
        if not line or self._navigator.syncing.is_running:
            return line
        keys = self.app.keys_in_use if isinstance(self.app, GoesByKeys) else {}
        return f"{line} · {keys_shown(keys.get('sync', 's'))}\u00a0syncs"

    def _show_people(self, *, chosen: str | None = None, first: bool = False) -> None:
        """Show who is found, the arrow at one of them or where it was: it stays at a person who moves in the list."""
        words = self.query_one("#find", Input).value
        chosen = chosen or self.chosen_person
        self._people = find_people(people_lines(self._desk.vault, self._desk.now()), words)
        names = min(NAME_CELLS, max((cell_len(line.person.name) for line in self._people), default=0))
        written_twice = self._desk.vault.written_twice()
        theirs = {slot.person_id for slot in written_twice}
        rows = [
            (
                in_cells(line.person.name, names),
                f"{line.doing} ≠" if line.person.id in theirs else line.doing,
            )
            for line in self._people
        ]
        moved = (n for n, line in enumerate(self._people) if line.person.id == chosen)
        at = 0 if first else next(moved, None)
        self.query_one("#people", MarkedList).show_rows(
            [("", person_line_words(*row)) for row in rows], at=at
        )
        nobody = "Nobody by that name yet." if words else "Nobody here yet. Press n to add the first person."
        stop = waiting_words(not_handed_on(self._desk.vault))
        twice = twice_words(len(written_twice))
        says = " ".join(filter(None, (stop, *self._desk.kit.backups.behind()[:1], twice))) or self._says
        self.say(says if self._people else (not words and says) or nobody)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the person."""
        lines = self._people if event.option_list.id == "people" else self._promises
        if event.option_index < len(lines):
            self._navigator.person(lines[event.option_index].person.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer *done* only where the arrow stands at a promise, and the hub only where there is one."""
        del parameters
        if action in ("sync", "hub"):
            return self._enrolled
        if action == "officer":
            return self._navigator.syncing.is_officer
        return action != "done" or self.query_one("#promises").has_focus

    def on_descendant_focus(self) -> None:
        """Other keys apply now."""
        self.refresh_bindings()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The person, or the line of the deal, that the arrow is at."""
        promised = self.query_one("#promises", MarkedList)
        if promised.has_focus and promised.at is not None:
            line = deal_line_of(self._desk.vault, self._promises[promised.at])
            return (line.entity, line.id) if line else None
        return None if self.chosen_person is None else (Person.entity, self.chosen_person)

    @property
    def chosen_person(self) -> str | None:
        """The id of the person with the arrow, or None when nobody is listed."""
        at = self.query_one("#people", MarkedList).at
        return None if at is None else self._people[at].person.id

    def action_sync(self) -> None:
        """Sync with the hub, behind the screen."""
        self._navigator.sync()
        self._show_hub_and_book()

    def action_hub(self) -> None:
        """Show how it stands with the hub."""
        self._navigator.hub()

    def action_officer(self) -> None:
        """Show what waits for the knowledge officer."""
        self._navigator.officer()

    def action_twice(self) -> None:
        """Look at what was written twice."""
        self._navigator.twice()

    def action_calendar(self) -> None:
        """Write what is due into a calendar file."""
        self.app.push_screen(DueForm(self._desk), self._written)

    def _written(self, made: Exported | None) -> None:
        if made is not None:  # once Home stands again, or it would say its own sentence over it
            self.call_after_refresh(self.say, made.sentence)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as it is typed; what is found first is chosen."""
        self._show_people(first=bool(event.value))

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the people found."""
        self.query_one("#people").focus()

    def action_new_person(self) -> None:
        """Add a person."""
        self._navigator.new_person()

    def action_find(self) -> None:
        """Show the find line."""
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    def action_unfind(self) -> None:
        """Show everybody again."""
        find = self.query_one("#find", Input)
        find.value = ""
        find.display = False
        self.query_one("#people").focus()

    def action_book(self) -> None:
        """Open the Book."""
        self._navigator.book()
