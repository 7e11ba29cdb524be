"""Home: everybody, what I promised, how old the Book is. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from conversation_kit.journey.people import PersonLine, find_people, people_lines
from conversation_kit.journey.promises import Promise, due_words, promises
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_PROMISES_SHOWN = 12


class HomeScreen(Screen[None]):
    """The first screen after unlocking.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        says: A sentence to show while there is nothing else to say.
    """

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_person", "New person", id="new-person", tooltip="Add a person and begin to talk"),
        Binding("slash", "find", "Find", id="find", key_display="/", tooltip="Find a person by name or area"),
        Binding("b", "book", "The Book", id="book", tooltip="Browse the Community Book"),
        Binding("escape", "unfind", "Everybody", id="unfind", show=False),
    ]
    HELP = """\
# Home
Choose a person with the arrow keys and **Enter**. **n** adds somebody, **/** finds, **b** opens the Book.
**F9** covers the screen at once; **Ctrl+L** closes the vault.
"""

    def __init__(self, desk: Desk, navigator: Navigator, *, says: str = "") -> None:
        super().__init__()
        self._says = says
        self._desk = desk
        self._navigator = navigator

    def compose(self) -> ComposeResult:
        """People on the left, promises on the right."""
        today = self._desk.today()
        where = f" · {self._desk.worker.footprint}" if self._desk.worker.footprint else ""
        yield TopLine("Conversation Kit", f"{today:%A} {today.day} {today:%B}{where}")
        with Horizontal(id="home"):
            with Vertical(id="home-people"):
                yield Input(placeholder="Find a person", id="find", compact=True)
                yield OptionList(id="people", markup=False)
            with Vertical(id="home-promises"):
                yield Static("I said I would", classes="quiet")
                yield Static("", id="promises", markup=False)
                yield Static("", id="book-age", classes="quiet", markup=False)
        yield Says()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Hide the find line until it is asked for."""
        self.query_one("#find").display = False

    def on_screen_resume(self) -> None:
        """Show what stands now, whenever Home comes back."""
        self._desk.vault.place.save({"screen": "home"})
        self._show_people()
        self._show_promises()
        self.query_one("#book-age", Static).update(book_age(self._desk))

    def _show_people(self) -> None:
        words = self.query_one("#find", Input).value
        lines = find_people(people_lines(self._desk.vault, self._desk.today()), words)
        people = self.query_one("#people", OptionList)
        at = people.highlighted or 0
        people.clear_options()
        people.add_options([Option(_person_words(line), id=line.person.id) for line in lines])
        if lines:
            people.highlighted = min(at, len(lines) - 1)
        nobody = "Nobody by that name yet." if words else "Nobody here yet. Press n to add the first person."
        self.query_one(Says).say(self._says if lines else nobody)

    def _show_promises(self) -> None:
        found = promises(self._desk.vault)
        shown = found[:_PROMISES_SHOWN]
        text = Text("\n").join(_promise_words(promise, self._desk) for promise in shown)
        if len(found) > len(shown):
            text.append(f"\nand {len(found) - len(shown)} more", "dim")
        self.query_one("#promises", Static).update(text if found else Text("Nothing promised just now.", "dim"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the person."""
        if event.option.id:
            self._navigator.person(event.option.id)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Find as it is typed."""
        self._show_people()

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


def book_age(desk: Desk) -> str:
    """Return how large and how old the Book is, in plain words."""
    if desk.book is None:
        return "No Community Book yet.\nconversation-kit book import SOURCE brings one."
    facts = desk.book.facts()
    days = (desk.today() - facts.fetched_at.astimezone().date()).days
    age = {0: "fetched today", 1: "fetched yesterday"}.get(days, f"fetched {days} days ago")
    return f"The Book: {facts.entries:,} entries, {age}".replace(",", " ", 1)


def _person_words(line: PersonLine) -> Text:
    text = Text(line.person.name, "bold")
    text.append(f"   {line.doing}", "dim not bold")
    return text


def _promise_words(promise: Promise, desk: Desk) -> Text:
    text = Text("· ")
    text.append(f"{promise.person.name}: {promise.words}")
    due = due_words(promise, desk.today())
    if due:
        text.append(f"   {due}", "dim")
    return text
