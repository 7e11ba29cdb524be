"""One person's story in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from conversation_kit.journey.deals import by_when_words
from conversation_kit.journey.permitting import said_plainly
from conversation_kit.journey.stopping import line_about, stops_about
from conversation_kit.journey.two_versions import how_many_twice, twice_here_words
from conversation_kit.model.connections import Side, Stage
from conversation_kit.model.story import Story
from conversation_kit.tui.screens.timeline import talk_heading

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_WAYS = "c how it goes on · w how they are · r something they want to try"


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
