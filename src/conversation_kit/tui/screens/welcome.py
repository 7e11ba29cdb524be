"""The first run: who works here, and a passphrase."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from conversation_kit.errors import KitError
from conversation_kit.model.people import Worker
from conversation_kit.text import inert
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.recovery import RecoveryKeyScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.worker_lines import NAME_NEEDED, WORKER_LINES

_ABOUT = (
    "Good to have you. Four things about you, then a passphrase that locks everything you write here.\n"
    "Nobody can open it without the passphrase or the recovery key: not the council, not us."
)


class WelcomeScreen(SaysErrors, Screen[None]):
    """Makes the vault; dismissed when it is open and the recovery key was shown.

    Args:
        opening: The way in.
    """

    CSS_PATH = "welcome.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-roomy")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "Leave", id="quit", priority=True)]
    HELP = """\
# The first time
Who you are stands beside what you write; only your name is needed. The passphrase opens the vault and cannot be looked
up: four or five words that only you would put together are good. **Enter** goes on, and from the last line
makes the vault. A recovery key is shown once, afterwards.
"""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening

    def compose(self) -> ComposeResult:
        """The lines, one beneath the other."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("Conversation Kit", id="welcome-title")
            yield Static(_ABOUT, classes="quiet", id="welcome-about")
            for name, label, hint in WORKER_LINES:
                with Horizontal(classes="line"):
                    yield Label(label)
                    yield Input(placeholder=hint, id=name, compact=True)
            with Horizontal(classes="line"):
                yield Label("A passphrase")
                yield Input(
                    password=True, id="passphrase", compact=True, placeholder="four unrelated words are good"
                )
            with Horizontal(classes="line"):
                yield Label("The same again")
                yield Input(password=True, id="again", compact=True)
            yield Static("", id="welcome-says", markup=False)
        yield KeysLine()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the passphrase is worth while it is typed."""
        if event.input.id == "passphrase":
            self.say("" if not event.value else "Enter on the last line makes your vault.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line; from the last one, go on."""
        if event.input.id == "again":
            self._go_on()
        else:
            self.focus_next()

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _go_on(self) -> None:
        if not inert(self._value("name")).strip():
            self.say(NAME_NEEDED)
            self.query_one("#name").focus()
        elif self._value("passphrase") != self._value("again"):
            self.say("The two passphrases are not the same. Type the second one again.")
            again = self.query_one("#again", Input)
            again.value = ""
            again.focus()
        else:
            self.say("Looking at the passphrase ...")
            self._judge(self._value("passphrase"), [self._value(name) for name, _, _ in WORKER_LINES])

    @work(thread=True, exclusive=True, group="opening")
    def _judge(self, passphrase: str, known: list[str]) -> None:
        from conversation_kit.vault.passphrase import judge  # noqa: PLC0415 - slow to import, only on a first run

        judgement = judge(passphrase, known=known)
        if judgement.good_enough:
            self.app.call_from_thread(self._make_vault, passphrase)
        else:
            self.app.call_from_thread(self._too_weak, judgement.sentence)

    def _too_weak(self, sentence: str) -> None:
        self.say(sentence)
        self.query_one("#passphrase").focus()

    def _make_vault(self, passphrase: str) -> None:
        name, role, team, footprint = (inert(self._value(line)).strip() for line, _, _ in WORKER_LINES)
        try:
            recovery_key = self._opening.make_vault(Worker("", name, role, team, footprint), passphrase)
        except KitError as error:
            self.say(error.sentence)
            return
        self.app.push_screen(RecoveryKeyScreen(recovery_key), lambda _: self.dismiss(None))

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the lines, in sight also where not everything is."""
        says = self.query_one("#welcome-says", Static)
        says.update(sentence)
        if sentence:
            self.call_after_refresh(says.scroll_visible, animate=False)
