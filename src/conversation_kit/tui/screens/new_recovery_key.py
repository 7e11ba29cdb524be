"""A new recovery key: the passphrase first, so that nobody who passes an open laptop makes one."""

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
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.keys_line import KeysLine

if TYPE_CHECKING:
    from conversation_kit.kit import Kit

_ABOUT = (
    "The old recovery key opens neither the vault nor its nightly backups any more. Backups you made yourself still "
    "open with it. The new one is shown once, next."
)


class NewRecoveryKeyScreen(SaysErrors, ModalScreen[str | None]):
    """Asks for the passphrase and makes a new recovery key; dismissed with it, or None when nothing was made.

    The passphrase is kept nowhere, not as a draft either.

    Args:
        kit: The services.
    """

    CSS_PATH = "recovery.tcss"
    AUTO_FOCUS = "#passphrase"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = """\
# A new recovery key
Type your passphrase and press **Enter**. The new key is shown once: write it down. The old one ends at once, for the
vault and for its nightly backups. **Esc** goes back; then nothing was changed.
"""

    @dataclass
    class Made(Message):
        """There is a new recovery key, and the old one has ended."""

        recovery_key: str

    @dataclass
    class Failed(Message):
        """The old one still holds."""

        sentence: str
        wait_seconds: float

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._working = False
        self._made: str | None = None

    def compose(self) -> ComposeResult:
        """What comes of it, a line for the passphrase, a sentence."""
        with Vertical(classes="recovery"):
            yield Static("A new recovery key", classes="recovery-title")
            yield Static(_ABOUT, classes="quiet")
            yield Input(password=True, placeholder="Your passphrase", id="passphrase")
            yield Static("", classes="recovery-says", markup=False)
        yield KeysLine()

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the line."""
        self.query_one(".recovery-says", Static).update(sentence)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Make it when the passphrase is the one."""
        if event.value and not self._working:
            self._working = True
            event.input.disabled = True
            self.say("Trying the passphrase ...")
            self._make(event.value)

    @work(thread=True, group="recovery-key")
    def _make(self, passphrase: str) -> None:
        try:
            self.post_message(self.Made(self._kit.keys.new_recovery_key(self._kit.data_key(passphrase))))
        except KitError as error:
            self.post_message(self.Failed(error.sentence, float(getattr(error, "wait_seconds", 0.0))))

    def on_new_recovery_key_screen_made(self, message: Made) -> None:
        """Show it; under a cover, only once the cover is taken away."""
        if self.app.screen is self:
            self.dismiss(message.recovery_key)
        else:
            self._made = message.recovery_key

    def on_screen_resume(self) -> None:
        """The cover was taken away: show the key when it was made meanwhile."""
        if self._made is not None:
            self.dismiss(self._made)

    def on_new_recovery_key_screen_failed(self, message: Failed) -> None:
        """Say why, and let them try again, after the wait that a wrong passphrase costs."""
        self.say(message.sentence)
        line = self.query_one("#passphrase", Input)
        line.value = ""
        if message.wait_seconds > 0:
            self.set_timer(message.wait_seconds, self._ready_again)
        else:
            self._ready_again()

    def _ready_again(self) -> None:
        self._working = False
        line = self.query_one("#passphrase", Input)
        line.disabled = False
        line.focus()

    def action_back(self) -> None:
        """Back; not in the middle of it."""
        if not self._working or self.query_one("#passphrase", Input).value == "":
            self.dismiss(None)
