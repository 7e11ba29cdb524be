"""Erase a person: what goes, that it is for ever, and their name typed out so that no hurried key does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from conversation_kit.errors import KitError
from conversation_kit.journey.erasing import answer_of, question_for
from conversation_kit.model.people import Person
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.form import FieldInput
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.vault.erasing import Erased

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class EraseScreen(SaysErrors, ModalScreen[bool]):
    """Asks for the name, erases, and says what was done; dismissed with whether the person is gone.

    Nothing typed here is kept as a draft.

    Args:
        desk: The open desk.
        person: Who would be erased.
    """

    CSS_PATH = "erase.tcss"
    AUTO_FOCUS = "#erase-name"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# Erase a person
Everything of theirs goes, for ever: what they said, what was agreed, what is half written, and all it ever was before.
The nightly backups are made anew without them. Type their name and press **Enter**; **Esc** goes back.

Backups you made yourself are named afterwards, because the kit cannot reach them; nor can it reach pages and case notes
that were saved or printed.
"""

    @dataclass
    class Done(Message):
        """The vault is without them."""

        erased: Erased

    @dataclass
    class Failed(Message):
        """The disk refused; they are still there."""

        sentence: str

    def __init__(self, desk: Desk, person: Person) -> None:
        super().__init__()
        self._desk = desk
        self._person = person
        self._question = question_for(desk.vault, person)
        self._working = False
        self._gone = False

    def compose(self) -> ComposeResult:
        """The question, a line for the name, a sentence."""
        with Vertical(id="erase"):
            yield Static(self._question, id="erase-question", markup=False)
            yield FieldInput(hint=f"type {self._person.name} to erase them", id="erase-name")
            yield Static("", id="erase-says", markup=False)
        yield KeysLine()

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the line."""
        self.query_one("#erase-says", Static).update(sentence)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Erase when the name is theirs."""
        if self._working:
            return
        if _as_said(event.value) != _as_said(self._person.name):
            self.say("That is not their name. Nothing was erased.")
            return
        self._working = True
        self.query_one("#erase-name").disabled = True
        self.say("Erasing…")
        self._erase(self._desk.vault.data_key)

    @work(thread=True, group="erasing")
    def _erase(self, data_key: bytes) -> None:
        try:
            self.post_message(self.Done(self._desk.kit.erase(data_key, [self._person.id])))
        except KitError as error:
            self.post_message(self.Failed(error.sentence))

    def on_erase_screen_done(self, message: Done) -> None:
        """Say what was done and what still holds them."""
        self._working, self._gone = False, True
        self.query_one("#erase-name").display = False
        self.query_one("#erase-question", Static).update("\n".join(answer_of(message.erased)))
        self.say("Esc goes to Home.")
        self.set_focus(None)

    def on_erase_screen_failed(self, message: Failed) -> None:
        """Say why, and let them try again."""
        self._working = False
        self.query_one("#erase-name").disabled = False
        self.say(message.sentence)

    def action_back(self) -> None:
        """Back; not in the middle of it."""
        if not self._working:
            self.dismiss(self._gone)


def _as_said(name: str) -> str:
    return " ".join(name.split()).casefold()
