"""The conversation: listening. Most of the screen is their words; one quiet line is always ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from conversation_kit.guides.model import Guide
from conversation_kit.journey.conversations import guide_of
from conversation_kit.journey.hearing import LINE, asking_for
from conversation_kit.journey.listening import Heard, Listening
from conversation_kit.journey.remembering import lessons_here
from conversation_kit.journey.two_versions import ids_written_twice
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.tui.drafting import Drafting
from conversation_kit.tui.keys_in_use import with_keys_in_use
from conversation_kit.tui.saying import SaysErrors, say_on
from conversation_kit.tui.screens.conversation_acting import ActsOnWords
from conversation_kit.tui.screens.conversation_keys import LISTENING_HELP, LISTENING_KEYS
from conversation_kit.tui.screens.conversation_last_time import CatchesUp
from conversation_kit.tui.screens.conversation_topics import GoesByTopics
from conversation_kit.tui.screens.conversation_words import (
    KEEP_CHANGE_NO,
    KEPT_ON_CLOSING,
    offer_words,
)
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.line import Growing, Line
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.notes import Chosen, NotesView
from conversation_kit.tui.widgets.topics import TopicsView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_QUIET_SECONDS = 1.5
_TAKEN_BACK = "That note is taken out. The person's history keeps it."
_SAID_AGAIN = "It is in the line again. Enter keeps it."


class ConversationScreen(WaysOn, CatchesUp, GoesByTopics, ActsOnWords, SaysErrors, Screen[None]):
    """One conversation, while it is held.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person: Whom the worker talks with.
        conversation: Kept in the vault already.
        topic_id: The topic to begin at, or None for the first.
        at: The note or asset to stand at, or empty for the line.
    """

    CSS_PATH = "conversation.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = list(LISTENING_KEYS)
    HELP = LISTENING_HELP

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        person: Person,
        conversation: Conversation,
        *,
        topic_id: str | None = None,
        at: str = "",
    ) -> None:
        super().__init__(desk, navigator, person.id)
        self._look_at = at
        self._person = person
        self._conversation = conversation
        self._guide: Guide = guide_of(desk.kit.guides, conversation)
        self._stand_at(topic_id)
        self._thinking: Timer | None = None
        self._listening = Listening(desk.vault, desk.kit.lexicon, conversation, desk.now)
        self._heard = Heard()
        draft = desk.vault.drafts.get(self._draft_key)
        self._first_words = draft.text if draft else ""
        if draft and draft.about.get("topic") in {topic.id for topic in self._guide.topics}:
            self._stand_at(draft.about["topic"])
        self._drafting = Drafting(
            self,
            desk.vault.drafts,
            self._draft_key,
            collect=lambda: self._line.text,
            about=self._about,
            found=self._first_words,
        )

    @property
    def conversation_id(self) -> str:
        """Which conversation it is."""
        return self._conversation.id

    @property
    def _draft_key(self) -> str:
        return f"{LINE}{self._conversation.id}"

    def _about(self) -> dict[str, str]:
        return {"person": self._person.id, "conversation": self._conversation.id, "topic": self._topic_id}

    @property
    def _line(self) -> Line:
        return self.query_one("#line", Line)

    def compose(self) -> ComposeResult:
        """Topics on the left, their words, one quiet line."""
        yield TopLine(self._person.name)
        with Horizontal(id="talk"):
            with Vertical(id="left"):
                yield TopicsView([topic.name for topic in self._guide.topics], id="topics")
                with VerticalScroll(id="whisper-room", can_focus=False):
                    yield Static("", id="whisper", markup=False)
            with Vertical(id="words"):
                yield from self.compose_said()
                yield Static("", id="noticed", markup=False)
                yield Line(self._first_words, id="line")
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show where the talk stands."""
        self._show_topic()

    def on_screen_resume(self) -> None:
        """Show what stands now, whenever the conversation comes back."""
        at, self._look_at = self._look_at, ""
        self._show_notes(at)
        if not self.query_one(NotesView).stands_at(at):
            self._line.focus()
        if self.is_current:  # or another screen was opened over it at once, and is where the worker is
            self._remember_place()

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The note or asset with the arrow; from the line, what was kept last."""
        notes = self.query_one(NotesView)
        chosen = (
            notes.chosen
            if notes.has_focus
            else Chosen(note=self._heard.notes[-1] if self._heard.notes else None)
        )
        record = chosen.asset or chosen.note
        return (record.entity, record.id) if record else None

    def look_at(self, record_id: str) -> None:
        """Put the arrow at a note or an asset, if it stands here, as soon as this screen is in front again."""
        self._look_at = record_id
        self.notes_in_front()

    def _remember_place(self) -> None:
        self._desk.vault.place.save({"screen": "conversation", **self._about()})

    def _show_notes(self, at: str = "") -> None:
        self._heard = heard = self._listening.heard()
        self.query_one(NotesView).show(
            heard.notes,
            heard.assets,
            heard.noticed,
            self._topic_names(),
            ids_written_twice(self._desk.vault),
            at,
        )
        said = {note.topic_id for note in heard.notes}
        self.query_one(TopicsView).said = frozenset(
            n for n, topic in enumerate(self._guide.topics) if topic.id in said
        )
        self.query_one("#noticed", Static).update(
            offer_words(heard.offered, with_keys_in_use(self, KEEP_CHANGE_NO))
        )
        self.show_last_time()

    def on_text_area_changed(self) -> None:
        """Keep what is typed, and be quiet about the rest."""
        self._drafting.touched()
        self._navigator.suggester.make_way()
        self._think_soon()

    def on_growing_said(self, event: Growing.Said) -> None:
        """Enter: the words become a note, and the draft is gone in the same commit."""
        if not event.text.strip():
            return
        self._listening.keep(event.text, self._topic_id, self._draft_key)
        self._line.text = ""
        self._drafting.cleared()
        self.say("")
        self._asked = -1
        self._show_topic()
        self._changed()

    def _changed(self) -> None:
        self._show_notes()
        self._think_soon()

    def _think_soon(self) -> None:
        if self._thinking is not None:
            self._thinking.stop()
        self._thinking = self.set_timer(_QUIET_SECONDS, self._think)

    def _think(self) -> None:
        """Rank the Book behind the screen, so that it is there when they turn to it."""
        story = self._desk.vault.story(self._person.id)
        self._navigator.suggester.ask(
            asking_for(
                story,
                today=self._desk.today(),
                near=self._desk.near(self._person),
                typed=self._line.text,
                spot_of=self._desk.kit.gazetteer.spot_of,
                lessons=lessons_here(self._desk.vault, learn=self._desk.learns),
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to decide on what was noticed only where something was."""
        decides = action in ("keep_noticed", "change_noticed", "set_aside")
        return bool(self._heard.offered) if decides else super().check_action(action, parameters)

    def take_words(self, words: str) -> None:
        """Put what was typed while the door opened into the line, as a draft like any other, apart from what stood."""
        if self._line.has_focus:
            apart = self._line.text[-1:].strip() and words[:1].isalnum()
            self._line.insert(f" {words}" if apart else words)

    def commit_drafts(self) -> None:
        """Commit what is being typed now."""
        self._drafting.commit()

    def on_screen_suspend(self) -> None:
        """Another screen covers this one: commit."""
        self._drafting.commit()

    def action_asset(self) -> None:
        """Write an asset by hand, beginning with what is being typed or was said last."""
        if self.query_one(NotesView).has_focus:
            self._line.focus()
            return
        typed = self._line.text.strip()
        note = self._heard.notes[-1] if self._heard.notes and not typed else None
        self._open_asset(self._listening.new_asset(typed or (note.text if note else ""), note))

    def action_step_back(self) -> None:
        """Undo typing; with nothing typed, the last thing kept, set aside or taken out."""
        if self._line.has_focus and self._line.text:
            self._line.undo()
        elif back := self._listening.step_back():
            self._changed()
            self.say(self._again(back.line) if back.line else "As it was before.")

    def _again(self, words: str) -> str:
        """Put the words of a note that is taken back into the line, if that is free; return what to say."""
        if self._line.text:
            return _TAKEN_BACK
        self._line.text = words
        self._line.move_cursor(self._line.document.end)
        self._line.focus()
        self._drafting.commit()
        return _SAID_AGAIN

    def action_leaf(self, step: int) -> None:
        """Leaf through the notes while the line has the focus."""
        view = self.in_front
        view.scroll_relative(y=step * max(1, view.size.height - 1), animate=False)

    def action_notes(self) -> None:
        """Go to the notes."""
        self.notes_in_front()
        self.query_one(NotesView).focus()

    def action_close(self) -> None:
        """Close the conversation and go back; what was half typed is kept. It can still be read and changed."""
        self._drafting.commit()
        note = self._listening.close(self._line.text, self._topic_id, self._draft_key)
        if note is not None:
            self._line.text = ""
            self._drafting.cleared()
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        if note is not None:  # once that screen stands again, or it would say something else over it
            below.call_after_refresh(say_on, below, KEPT_ON_CLOSING)

    def action_back(self) -> None:
        """From the notes to the line; from the line back to the person. The conversation stays open."""
        if not self._line.has_focus:
            self._line.focus()
            return
        self._drafting.commit()
        self.dismiss(None)
