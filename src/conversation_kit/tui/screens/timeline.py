"""The story day by day: talks, what was found, what became of what they chose, what was agreed and done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.screen import Screen

from conversation_kit.guides.loading import Guides
from conversation_kit.journey.conversations import guide_of
from conversation_kit.journey.timeline import DayOfStory, Moment, MomentKind, done_days, timeline
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.story import Story
from conversation_kit.tui.changing import form_for
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.reading import OUT_OF_SIGHT, Passage, ReadingView

_OPENED_HERE = frozenset({Conversation.entity, Asset.entity, Connection.entity, DealLine.entity})
_NO_DAY = "The day is not known"
_NOTHING_YET = "Nothing has happened yet. Esc, then Enter, begins a talk."


class TimelineScreen(WaysOn, SaysErrors, Screen[None]):
    """One person's story, day by day.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whose story it is.
    """

    CSS_PATH = "timeline.tcss"
    AUTO_FOCUS = "#timeline"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,e",
            "open",
            "Open",
            id="open-moment",
            tooltip="Open the talk, or change what the arrow is at",
        ),
        Binding("h", "app.history", "History", id="history", show=False, tooltip="Every change of this"),
        Binding("f5", "explore", "Explore", id="explore", tooltip="Explore together"),
        Binding("f6", "reflect", "Map", id="reflect", tooltip="The map of what is strong"),
        Binding("f7", "deal", "Deal", id="deal", tooltip="Our part and your part"),
        Binding("f8", "page", "Page", id="page", tooltip="The page that stays"),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
    ]
    HELP = """\
# The story so far
What happened, day by day, the first day first; the arrow begins at the last talk. **Up** and **Down** read on.
**Enter** or **e** opens the talk with the arrow, closed or not: all that was said in it can be read, changed and taken
out. On an asset, a connection or a line of the deal it changes just that. **h** shows every change of it.

**F5** explores together, **F6** shows the map, **F7** the deal, **F8** the page. **Esc** goes back.
"""

    def compose(self) -> ComposeResult:
        """The days, one under another."""
        yield TopLine("The story so far")
        with Center(id="timeline-page"):
            yield ReadingView(id="timeline")
        yield Says()
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what stands now."""
        story = self._desk.vault.story(self._person_id)
        days = timeline(story, done_days(self._desk.vault, story))
        self.query_one(TopLine).change(left=f"The story so far · {story.person.name}", right=_since(days))
        last = max(story.conversations, key=lambda talk: talk.started, default=None)
        self.query_one(ReadingView).show(
            lambda width: list(passages(days, story, self._desk.kit.guides, width)),
            begin=(last.entity, last.id) if last else None,
        )
        if not days:
            self.say(_NOTHING_YET)
        if self.is_current:
            self._desk.vault.place.save({"screen": "timeline", "person": self._person_id})

    def on_reading_view_wanted(self) -> None:
        """A second click: open it."""
        self.action_open()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """What the arrow is at."""
        chosen = self.query_one(ReadingView).chosen
        return (chosen.entity, chosen.record_id) if chosen else None

    def action_open(self) -> None:
        """Open the talk, or the form of what the arrow is at."""
        view = self.query_one(ReadingView)
        if view.chosen is None:
            view.bring_into_sight()
            self.say(OUT_OF_SIGHT if view.chosen else "")
            return
        entity, record_id = view.chosen.entity, view.chosen.record_id
        if entity == Conversation.entity and (talk := self._desk.vault.find(Conversation, record_id)):
            self._navigator.talk(self._person_id, talk)
        elif form := form_for(self._desk, entity, record_id):
            self.app.push_screen(form, self._changed)

    def _changed(self, made: object) -> None:
        self.say("" if made is None else "Changed, here and in the record.")

    def action_back(self) -> None:
        """Back to the person."""
        self.dismiss(None)


def talk_heading(talk: Conversation, guides: Guides) -> str:
    """Return a talk's day and guide, and whether it is still open."""
    started = talk.started.astimezone()
    return f"{started:%A} {started.day} {started:%B %Y} · {_guide_words(talk, guides)}"


def passages(days: Sequence[DayOfStory], story: Story, guides: Guides, width: int) -> Iterator[Passage]:
    """Return the days as passages: months as headings, days in words, what can be opened here with its record.

    Args:
        days: From ``timeline``.
        story: What they were made of.
        guides: Name each talk's guide.
        width: Cells there are.
    """
    talks = {talk.id: _guide_words(talk, guides) for talk in story.conversations}
    month, first_of_month = "", True
    for day in days:
        heading = _NO_DAY if day.day is None else f"{day.day:%B %Y}"
        if heading != month:
            month, first_of_month = heading, True
            rule = "─" * max(0, width - cell_len(heading) - 1)
            yield Passage(Text.assemble("\n", (heading, "italic"), " ", (rule, "dim")))
        if day.day is not None:
            above = "" if first_of_month else "\n"
            yield Passage(Text(f"{above}{day.day:%A} {day.day.day} {day.day:%B}", "dim"))
            first_of_month = False
        for moment in day.moments:
            words = _moment_words(moment, talks.get(moment.record_id, ""))
            here = moment.entity in _OPENED_HERE
            yield Passage(words, moment.entity if here else "", moment.record_id if here else "")


def _moment_words(moment: Moment, guide: str) -> Text:
    text = Text(f"{moment.label}{'' if moment.kind is MomentKind.TALK else ': '}")
    text.append(f" · {guide}" if guide else moment.words, "" if guide else "bold")
    said = " ".join(moment.quote.split())
    return text.append(f"\n  “{said}”" if said else "")


def _guide_words(talk: Conversation, guides: Guides) -> str:
    return f"{guide_of(guides, talk).name}{' · not closed yet' if talk.ended is None else ''}"


def _since(days: Sequence[DayOfStory]) -> str:
    first = next((day.day for day in days if day.day is not None), None)
    return f"since {first.day} {first:%B %Y}" if first else ""
