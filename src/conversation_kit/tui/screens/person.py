"""One person: who they are, where their story stands, and the way to talk on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.model.people import Person
from conversation_kit.tui.palette import Offer
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.erase import EraseScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.screens.person_words import person_words
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine


class PersonScreen(WaysOn, SaysErrors, Screen[None]):
    """One person at a glance.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whom it shows.
    """

    CSS_PATH = "person.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "converse", "Talk", id="converse", tooltip="Go on with the conversation, or begin one"
        ),
        Binding("e", "edit", "Edit", id="edit-person", show=False, tooltip="Change what is known of them"),
        Binding(
            "t",
            "timeline",
            "Story",
            id="timeline",
            show=False,
            tooltip="The story day by day; opens any talk",
        ),
        Binding(
            "c",
            "connections",
            "Connections",
            id="connections",
            show=False,
            tooltip="How what they chose goes on",
        ),
        Binding(
            "w", "how_they_are", "How they are", id="how-they-are", show=False, tooltip="Wellbeing, scores"
        ),
        Binding(
            "r", "risks", "To try", id="risks", show=False, tooltip="Something they want to try, weighed"
        ),
        Binding("p", "permission", "Who may see", id="permission", show=False, tooltip="Who may see what"),
        Binding(
            "h",
            "app.history",
            "History",
            id="history",
            show=False,
            tooltip="Every change; what was taken out",
        ),
        Binding("2", "twice", "Twice", id="written-twice", show=False, tooltip="What was written twice"),
        Binding("k", "stops", "Stop", id="stops-about", show=False, tooltip="What was written under Stop"),
        Binding("f5", "explore", "Explore", id="explore", priority=True, tooltip="Explore together"),
        Binding("f6", "reflect", "Map", id="reflect", priority=True, tooltip="The map of what is strong"),
        Binding("f7", "deal", "Deal", id="deal", priority=True, tooltip="Our part and your part"),
        Binding("f8", "page", "Page", id="page", priority=True, tooltip="The page that stays"),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    HELP = """\
# One person
**Enter** goes on with the conversation or begins a new one. **e** changes what is known of them.
**t** shows the story day by day and opens any talk, closed or not, to read, change or take out what was said in it.
**F5** explores together what could connect, **F6** shows their map, **F7** the deal, **F8** the page that stays.
**c** shows how what they chose goes on, in their words; **w** how they are, over time; **r** something they want to
try, weighed and never scored. **p** shows who may see what, and until when. **h** shows every change of what is known
of them, and what was taken out of their story; **2** what was written twice.
What was written under Stop stands last, by its day alone; **k** opens it. Cover the screen (**F9**) when others look.
To erase a person for ever: **Ctrl+P**, then *Erase this person*.
"""

    def compose(self) -> ComposeResult:
        """The story so far, in a few lines."""
        yield TopLine("")
        with VerticalScroll(id="person"):
            yield Static("", id="person-words", markup=False)
        yield Says()
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        if self._desk.vault.find(Person, self._person_id) is None:
            return  # erased just now: Home comes next
        story = self._desk.vault.story(self._person_id)
        self.query_one(TopLine).change(left=story.person.name, right=story.person.called)
        self.query_one("#person-words", Static).update(person_words(story, self._desk))
        if self.is_current:  # or another screen was opened over it at once, and is where the worker is
            self._desk.vault.place.save({"screen": "person", "person": self._person_id})

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """The person."""
        return Person.entity, self._person_id

    def action_twice(self) -> None:
        """What was written twice about them."""
        self._navigator.twice(self._person_id)

    def action_converse(self) -> None:
        """Talk."""
        self._navigator.converse(self._person_id)

    def action_timeline(self) -> None:
        """Show the story day by day, from where any talk can be opened."""
        self._navigator.timeline(self._person_id)

    def action_connections(self) -> None:
        """How what they chose goes on."""
        self._navigator.connections(self._person_id)

    def action_how_they_are(self) -> None:
        """How they are, over time."""
        self._navigator.how_they_are(self._person_id)

    def action_risks(self) -> None:
        """Something they want to try."""
        self._navigator.risks(self._person_id)

    def action_permission(self) -> None:
        """Who may see what."""
        self._navigator.permission(self._person_id)

    def action_stops(self) -> None:
        """Open what was kept under Stop about them."""
        self._navigator.stops(self._person_id)

    def action_edit(self) -> None:
        """Change what is known of them."""
        person = self._desk.vault.find(Person, self._person_id)
        self.app.push_screen(PersonForm(self._desk, person), lambda _: self.on_screen_resume())

    def commands_offered(self) -> Iterable[Offer]:
        """Offer to erase the person: in the palette only, where no hurried key finds it."""
        yield Offer("Erase this person", "Everything of theirs, for ever", self.erase)

    def erase(self) -> None:
        """Ask for their name, then erase; afterwards Home."""
        person = self._desk.vault.find(Person, self._person_id)
        if person is not None:
            self.app.push_screen(EraseScreen(self._desk, person), self._back_when_gone)

    def _back_when_gone(self, gone: bool | None) -> None:  # noqa: FBT001 - what the screen was dismissed with
        if gone:
            self.dismiss(None)

    def action_back(self) -> None:
        """Back to Home."""
        self.dismiss(None)
