"""The topics of a talk: which one it stands at, ways to ask about it, and going on by another guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from conversation_kit.guides.model import Guide
from conversation_kit.journey.conversations import guide_of
from conversation_kit.model.conversations import Conversation
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.begin import BeginningForm
from conversation_kit.tui.screens.conversation_words import when_words
from conversation_kit.tui.widgets.line import Growing, Line
from conversation_kit.tui.widgets.lines import TopLine
from conversation_kit.tui.widgets.topics import TopicsView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class GoesByTopics(SaysErrors, MixedIn):
    """Mixed into the conversation's screen, which sets ``_desk``, ``_guide`` and ``_conversation``."""

    _desk: Desk
    _guide: Guide
    _conversation: Conversation
    _topic = 0
    _asked = -1

    @property
    def _line(self) -> Line:
        raise NotImplementedError

    def _changed(self) -> None:
        raise NotImplementedError

    def _remember_place(self) -> None:
        raise NotImplementedError

    async def guide_changed(self) -> None:
        """The talk is held by another guide."""
        raise NotImplementedError

    def _stand_at(self, topic_id: str | None) -> None:
        """Stand at a topic, or at the first where the guide has none of that id."""
        ids = [topic.id for topic in self._guide.topics]
        self._topic = ids.index(topic_id) if topic_id in ids else 0

    @property
    def _topic_id(self) -> str:
        return self._guide.topics[self._topic].id

    def _show_topic(self) -> None:
        topic = self._guide.topics[self._topic]
        self.query_one(TopicsView).at = self._topic
        when = when_words(self._conversation, self._desk.now())
        self.query_one(TopLine).change(right=f"{topic.name} · {when}")
        self.query_one("#whisper", Static).update(self._whisper())

    def _whisper(self) -> Text:
        topic = self._guide.topics[self._topic]
        if self._asked < 0:
            return Text("Listen for: ", "dim").append(topic.listen_for, "dim italic")
        prompt = topic.prompts[self._asked // 2 % len(topic.prompts)]
        simpler = self._asked % 2 == 1
        return Text("Simpler: " if simpler else "A way to ask: ", "dim").append(
            prompt.simpler if simpler else prompt.ask, "italic"
        )

    def _topic_names(self) -> dict[str, str]:
        """Return the names of topics, also of those that an earlier guide of this talk had."""
        every = {topic.id: topic.name for guide in self._desk.kit.guides.all for topic in guide.topics}
        return every | {topic.id: topic.name for topic in self._guide.topics}

    def action_topic(self, number: int) -> None:
        """Go to a topic by its number."""
        if number <= len(self._guide.topics):
            self._topic = number - 1
            self._asked = -1
            self._show_topic()
            self._remember_place()

    def on_growing_stepped(self, event: Growing.Stepped) -> None:
        """Up or down: another topic."""
        self.action_topic((self._topic + event.step) % len(self._guide.topics) + 1)

    def on_line_prompt_wanted(self) -> None:
        """A question mark: a way to ask, then a simpler one, then the next."""
        self._asked += 1
        self._show_topic()

    def on_topics_view_chosen(self, event: TopicsView.Chosen) -> None:
        """A topic was clicked."""
        self.action_topic(event.index + 1)
        self._line.focus()

    def action_beginning(self) -> None:
        """Another guide, who else is here, what was said about recording."""
        self.app.push_screen(BeginningForm(self._desk, self._conversation), self._began_otherwise)

    async def _began_otherwise(self, made: Conversation | None) -> None:
        if made is None:
            return
        topic, self._conversation = self._topic_id, made
        self._guide = guide_of(self._desk.kit.guides, made)
        self._stand_at(topic)
        self._asked = -1
        self.query_one(TopicsView).rename([topic.name for topic in self._guide.topics])
        await self.guide_changed()
        self._show_topic()
        self._remember_place()
        self._changed()
        self.say("Changed. All that was said stays, under its own topic.")
