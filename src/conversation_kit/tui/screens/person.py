"""One person: who they are, where their story stands, and the way to talk on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.errors import BadInputError
from conversation_kit.journey.ages import age_words, with_age
from conversation_kit.journey.conversations import with_name
from conversation_kit.journey.deals import by_when_words
from conversation_kit.journey.permitting import said_plainly
from conversation_kit.journey.stopping import line_about, stops_about
from conversation_kit.journey.two_versions import how_many_twice, twice_here_words
from conversation_kit.model.connections import Side, Stage
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.model.story import Story
from conversation_kit.text import inert
from conversation_kit.tui.palette import Offer
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.erase import EraseScreen
from conversation_kit.tui.screens.timeline import talk_heading
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_WAYS = "c how it goes on · w how they are · r something they want to try"


class PersonForm(FormScreen[Person]):
    """Adds a person, or changes what is known of one. A preferred name is enough.

    Args:
        desk: The open desk.
        person: The person to change, or None to add one.
    """

    def __init__(self, desk: Desk, person: Person | None) -> None:
        self._desk = desk
        shown = desk.vault.shown(Person, person.id) if person else None
        self._person = shown.record if shown else Person(new_id(), "", added=desk.today())
        self._seen = shown.seen if shown else None
        p = self._person
        super().__init__(
            f"About {p.name}" if p.name else "Somebody new",
            [
                Field("name", "The name they like", p.name, "enough on its own"),
                Field("called", "How to say or use it", p.called, "how they like to be called"),
                Field("reach", "How to reach them", p.reach, "ring after ten, let it ring"),
                Field("language", "Language", p.language, "English, Urdu, sign language"),
                Field(
                    "communication", "What helps to talk", p.communication, "sit on her right, large print"
                ),
                Field("age", "Year of birth, or age", age_words(p), "1950, or 76"),
                Field("area", "Where they live", p.area, "place, ward or first half of the postcode"),
                Field("reference", "Your own reference", p.reference, "a number in another system"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"person:{p.id if shown else 'new'}",
            says="A name is enough. Ctrl+S keeps it from anywhere.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person.id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Person.entity, self._person.id

    def result(self, values: dict[str, str]) -> Person:
        """Keep the person and return them. Without a name, changed or new, the cursor goes where it belongs."""
        said = {name: inert(value).strip() for name, value in values.items()}
        person = replace(
            self._person,
            name=said["name"],
            called=said["called"],
            reach=said["reach"],
            language=said["language"],
            communication=said["communication"],
            area=said["area"],
            reference=said["reference"],
        )
        if not person.name:
            self.query_one("#field-name").focus()
        person, unclear = with_name(person), ""
        try:
            person = with_age(person, said["age"], self._desk.today())
        except BadInputError as error:  # no age stands between a worker and a person
            unclear = f"{error.sentence} The rest is kept."
        self._desk.vault.keep(person, seen=self._seen)
        if unclear:
            self.app.notify(unclear, markup=False)
        return person


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

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._person_id = person_id

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


def person_words(story: Story, desk: Desk) -> Text:
    """Return the person's story in a few lines: facts small, their words large."""
    person = story.person
    age = person.age_on(desk.today())
    facts = [
        person.area,
        f"about {age}" if age is not None else "",
        person.language,
        person.communication,
        person.reach,
        person.reference,
    ]
    text = Text().append(" · ".join(fact for fact in (*facts, "e changes this") if fact), "dim")
    text.append(f"\n{_WAYS}", "dim")
    for conversation in story.conversations:
        text.append(f"\n\n{talk_heading(conversation, desk.kit.guides)}\n", "dim")
        notes = [n for n in story.notes if n.conversation_id == conversation.id]
        text.append("\n".join(f"“{note.text}”" for note in notes[:6]), "bold")
        if len(notes) > 6:  # noqa: PLR2004 - as many as fit beside the rest
            text.append(f"\nand {len(notes) - 6} more", "dim")
    if story.conversations:
        text.append("\n\nt shows it day by day and opens a talk, to read it all or to change it", "dim")
    chosen = [c for c in story.connections if c.stage not in (Stage.SUGGESTED, Stage.NOT_FOR_ME)]
    if chosen:
        text.append("\n\nConnections\n", "dim")
        text.append("\n".join(f"· {c.shown_name}   {c.stage}" for c in chosen))
    for side in Side:
        lines = [line for line in story.deal if line.side is side and not line.done]
        if lines:
            text.append(f"\n\n{side.capitalize()}", "dim")
            for line in lines:
                text.append(f"\n· {f'{line.who}: ' if line.who else ''}{line.what}")
                text.append(f"   {by_when_words(line, desk.today())}", "dim")
    if story.risks:
        text.append("\n\nWants to try\n", "dim")
        text.append("\n".join(f"· “{risk.wants}”" for risk in story.risks))
    if not story.conversations:
        text.append("\n\nNot met yet. Press Enter to begin.", "not dim")
    return text.append(_at_the_end(story, desk))


def _twice_words(story: Story, desk: Desk) -> str:
    words = twice_here_words(how_many_twice(desk.vault, story.person.id))
    return f"≠ {words} · 2" if words else ""


def _at_the_end(story: Story, desk: Desk) -> Text:
    """Return what is worth saying of who may see their words, and by its day alone what was written under Stop."""
    text = Text()
    if twice := _twice_words(story, desk):
        text.append(f"\n\n{twice}", "dim")
    if shared := said_plainly(story, desk.today()):
        text.append("\n\nWho may see this\n", "dim").append("\n".join(shared)).append("   p", "dim")
    if apart := line_about(stops_about(desk.vault, story.person.id)):
        text.append(f"\n\n{apart} · k", "dim")
    return text
