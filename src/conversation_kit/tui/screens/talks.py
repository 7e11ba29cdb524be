"""Choose one of the talks with a person, to read it or to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static

from conversation_kit.journey.conversations import guide_of
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.story import Story
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.guides.loading import Guides


class TalksScreen(ModalScreen[Conversation | None]):
    """Lists the talks, the newest first; dismissed with the one to open, or None to go back.

    Args:
        story: The person's story.
        guides: Name each talk's guide.
    """

    CSS_PATH = "talks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = """\
# Which talk
The newest stands first. **Enter** opens the one at the arrow, closed or not, to read or to change. **Esc** goes back.
"""

    def __init__(self, story: Story, guides: Guides) -> None:
        super().__init__()
        self._story = story
        self._guides = guides
        self._talks = tuple(reversed(story.conversations))

    def compose(self) -> ComposeResult:
        """One row a talk."""
        with Vertical(id="talks-part"):
            yield Static("Which talk?", id="talks-title", markup=False)
            yield MarkedList(id="talks")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the rows."""
        rows = [("·", talk_words(talk, self._story, self._guides)) for talk in self._talks]
        self.query_one(MarkedList).show_rows(rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open this one."""
        self.dismiss(self._talks[event.option_index])

    def action_back(self) -> None:
        """Open none."""
        self.dismiss(None)


def talk_heading(talk: Conversation, guides: Guides) -> str:
    """Return a talk's day and guide, and whether it is still open."""
    started = talk.started.astimezone()
    still = " · not closed yet" if talk.ended is None else ""
    return f"{started:%A} {started.day} {started:%B %Y} · {guide_of(guides, talk).name}{still}"


def talk_words(talk: Conversation, story: Story, guides: Guides) -> Text:
    """Return a talk's heading, and the first thing said in it."""
    said = next((note.text for note in story.notes if note.conversation_id == talk.id), "")
    first = said.partition("\n")[0]
    return Text(talk_heading(talk, guides)).append(f"\n“{first}”" if first else "\nnothing yet", "dim")
