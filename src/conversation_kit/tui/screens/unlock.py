"""The unlock screen: a passphrase, and a way back in when it is lost."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from conversation_kit.errors import KitError
from conversation_kit.tui.going_in import GoesIn
from conversation_kit.tui.meanwhile import Meanwhile
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.keys_line import KeysLine


class UnlockScreen(SaysErrors, GoesIn):
    """Asks for the passphrase; dismissed with the vault's key.

    Args:
        opening: The way in.
        meanwhile: Told when the door begins to open, and when it stays shut.
        says: A sentence to begin with.
    """

    CSS_PATH = "unlock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "recover", "I have lost my passphrase", id="recover"),
        Binding("ctrl+q", "app.quit", "Leave", id="quit", priority=True),
    ]
    HELP = """\
# The door
Type your passphrase and press **Enter**. A wrong one costs a wait that grows; nothing is ever wiped by it. **F2** opens
the vault with your recovery key and sets a new passphrase.

**F12** shows whom to ring when somebody is at risk, also while the vault is locked.
"""

    class Painted(Message):
        """The screen has been shown for the first time."""

    def __init__(self, opening: Opening, meanwhile: Meanwhile, *, says: str = "") -> None:
        super().__init__()
        self._opening = opening
        self._meanwhile = meanwhile
        self._first_says = says

    def compose(self) -> ComposeResult:
        """One quiet line in the middle."""
        with Vertical(id="door"):
            yield Static("Conversation Kit", id="door-title")
            yield Input(password=True, placeholder="Passphrase", id="passphrase")
            yield Static(self._first_says, id="door-says", markup=False)
        yield KeysLine()

    def on_mount(self) -> None:
        """Say when it stands, so that the rest can load behind it."""
        self.call_after_refresh(self.post_message, self.Painted())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the passphrase."""
        if event.value:
            event.input.disabled = True
            self.say("Opening ...")
            self._meanwhile.begin()
            self._try(event.value)

    @work(thread=True, exclusive=True, group="opening")
    def _try(self, passphrase: str) -> None:
        try:
            key = self._opening.data_key(passphrase)
        except KitError as error:
            self.app.call_from_thread(self._refused, error)
        else:
            self.app.call_from_thread(self.go_in, key)

    def _refused(self, error: KitError) -> None:
        self._meanwhile.end()
        self.say(" ".join(filter(None, (error.sentence, self._first_says))))
        passphrase = self.query_one("#passphrase", Input)
        passphrase.value = ""
        wait = float(getattr(error, "wait_seconds", 0.0))
        if wait > 0:
            self.set_timer(wait, self._ready_again)
        else:
            self._ready_again()

    def _ready_again(self) -> None:
        passphrase = self.query_one("#passphrase", Input)
        passphrase.disabled = False
        passphrase.focus()

    def action_recover(self) -> None:
        """Open the vault with the printed recovery key and choose a new passphrase."""
        from conversation_kit.tui.screens.recovery import RecoverScreen  # noqa: PLC0415 - rarely needed

        self.app.push_screen(RecoverScreen(self._opening), self._recovered)

    def _recovered(self, key: bytes | None) -> None:
        if key is not None:
            self.go_in(key)

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the line."""
        self.query_one("#door-says", Static).update(sentence)
