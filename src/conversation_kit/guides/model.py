"""Guide, Topic and Prompt: a conversation's gentle map. Never a form: any order, nothing required."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """One way to ask.

    Attributes:
        ask: An open question, as a worker might say it.
        simpler: The same in fewer and plainer words.
    """

    ask: str
    simpler: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of somebody's life that a conversation may come to.

    Attributes:
        id: Lower-case words joined by hyphens. Notes keep it, so a topic has the same id in every guide.
        name: Short enough for a narrow column (24 characters).
        listen_for: What something strong sounds like here, for the worker's eyes.
        prompts: Ways to ask, when the talk dries up.
    """

    id: str
    name: str
    listen_for: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A set of topics for one sort of conversation.

    Attributes:
        id: Lower-case words joined by hyphens; conversations keep it.
        name: As the list of guides shows it.
        about: When to use it, in a sentence or two.
        topics: In the order they are listed; a conversation may take any order.
    """

    id: str
    name: str
    about: str
    topics: tuple[Topic, ...]

    def topic(self, topic_id: str) -> Topic | None:
        """Return the topic with this id, or None when the guide has none (an older guide may have had it)."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)
