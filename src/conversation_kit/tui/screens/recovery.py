"""The recovery key: shown once, and used when a passphrase is lost."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from conversation_kit.errors import KitError
from conversation_kit.tui.going_in import GoesIn
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.keys_line import KeysLine

_KEEP_IT = (
    "Write this down and keep it away from this laptop, in a sealed envelope with your manager for instance.\n"
    "If you ever forget your passphrase, it is the only other way in. It is shown this once.\n"
    "Should it get lost: Ctrl+P, then New recovery key, makes another."
)
_WRITTEN = "Press F8 when it is written down."
_NEVER_AGAIN = "This key is never shown again. F8 when it is written down; Ctrl+Q again leaves without it."


class RecoveryKeyScreen(SaysErrors, Screen[None]):
    """Shows the recovery key once. A key that nobody types by accident goes on.

    Args:
        recovery_key: The key in groups, as printed.
    """

    CSS_PATH = "recovery.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "written", "It is written down", id="written")]
    HELP = """\
# Your recovery key
The only other way in when a passphrase is forgotten. Write it down, on paper, and keep it away from this laptop.
It is never shown again. **F8** goes on once it is written down.
"""

    def __init__(self, recovery_key: str) -> None:
        super().__init__()
        self._recovery_key = recovery_key
        self._asked_to_leave = False

    def compose(self) -> ComposeResult:
        """The key, large enough to copy."""
        with Vertical(classes="recovery"):
            yield Static("Your recovery key", classes="recovery-title")
            yield Static(self._recovery_key, classes="recovery-key", markup=False)
            yield Static(_KEEP_IT, classes="quiet")
            yield Static(_WRITTEN, classes="recovery-says")
        yield KeysLine()

    def may_leave(self) -> bool:
        """Whether the app may close: only when asked a second time, for the key is never shown again."""
        first, self._asked_to_leave = not self._asked_to_leave, True
        if first:
            self.query_one(".recovery-says", Static).update(_NEVER_AGAIN)
        return not first

    def action_written(self) -> None:
        """Go on."""
        self.dismiss(None)


class RecoverScreen(SaysErrors, GoesIn):
    """Opens the vault with the recovery key and sets a new passphrase; dismissed with the vault's key.

    Args:
        opening: The way in.
    """

    CSS_PATH = "recovery.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = """\
# A lost passphrase
Type the recovery key as you wrote it down, then a new passphrase twice. **Enter** goes on from line to line and tries
it from the last. Small letters and spaces do not matter. **Esc** goes back to the passphrase.

Without both nobody can open the vault; the kit has no other way in.
"""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening

    def compose(self) -> ComposeResult:
        """The recovery key and a new passphrase, twice."""
        with Vertical(classes="recovery"):
            yield Static("A new passphrase with your recovery key", classes="recovery-title")
            yield Input(placeholder="Recovery key, as you wrote it down", id="recovery-key")
            yield Input(password=True, placeholder="A new passphrase", id="passphrase")
            yield Input(password=True, placeholder="The same again", id="again")
            yield Static("", classes="recovery-says", markup=False)
        yield KeysLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, or try."""
        if event.input.id != "again":
            self.focus_next()
            return
        key, new, again = (
            self.query_one(f"#{name}", Input).value for name in ("recovery-key", "passphrase", "again")
        )
        if new == again:
            self.say("Trying the recovery key ...")
            self._try(key, new)
        else:
            self.say("The two passphrases are not the same. Type the second one again.")

    @work(thread=True, exclusive=True, group="opening")
    def _try(self, recovery_key: str, new_passphrase: str) -> None:
        try:
            key = self._opening.recover(recovery_key, new_passphrase)
        except KitError as error:
            self.app.call_from_thread(self.say, error.sentence)
        else:
            self.app.call_from_thread(self.go_in, key)

    def action_back(self) -> None:
        """Go back to the passphrase."""
        self.dismiss(None)

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the lines."""
        self.query_one(".recovery-says", Static).update(sentence)
