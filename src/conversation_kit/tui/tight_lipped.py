"""An app that gives nothing away: no picture of the screen, no report of an error, no passphrase on the clipboard."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from conversation_kit.errors import KitError
from conversation_kit.tui.saying import SaysErrors, say_on

_BROKE = (
    "Conversation Kit had to close: something inside it went wrong. Every word that was kept is safe in the "
    "vault, and the line being typed is there to a quarter of a second. Open it again to go on."
)


class TightLippedApp(SaysErrors, App[None]):
    """Takes Textual's own ways of printing, saving and copying what is on the screen away, and says sentences."""

    NOTIFICATION_TIMEOUT: ClassVar[float] = 20
    """Seconds that a sentence stands in a corner: long enough for who reads slowly."""

    def say(self, sentence: str) -> None:
        """Show one sentence on the screen that is in front."""
        say_on(self.screen, sentence)

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: object = None,
        namespaces: object = None,
    ) -> bool:
        """Run an action; when the disk or an answer refuses, say so and stay."""
        try:
            return await super().run_action(action, default_namespace, namespaces)  # type: ignore[arg-type]
        except KitError as error:
            self.say(error.sentence)
            return True

    def get_key_display(self, binding: Binding) -> str:
        """Write keys as they stand on the keyboard: F9, Esc, ^L."""
        shown = super().get_key_display(binding)
        return shown if len(shown) == 1 else shown.title()

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing marked: people press it to leave, or to copy. Say both ways, over nobody's words."""
        self.say("Nothing is marked to copy. Ctrl+Q leaves; everything is kept.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal what was marked; never a passphrase, which others could then paste."""
        if isinstance(self.focused, Input) and self.focused.password:
            self.say("A passphrase is not copied.")
            return
        super().copy_to_clipboard(text)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own: they make pictures of the screen and take it apart."""
        del screen
        return ()

    def action_screenshot(self, *_: object, **__: object) -> None:
        """Refuse: a screenshot would be a readable file of a person's words."""
        self.say("The kit takes no pictures of the screen: they could be read by anyone.")

    def save_screenshot(self, *_: object, **__: object) -> str:
        """Refuse, as ``action_screenshot`` does."""
        self.action_screenshot()
        return ""

    def deliver_screenshot(self, *_: object, **__: object) -> str | None:
        """Refuse, as ``action_screenshot`` does."""
        self.action_screenshot()
        return None

    def _fatal_error(self) -> None:
        """Replace Textual's report, which would print local variables: a person's words."""
        self._exit_renderables.append(Text(_BROKE))
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Replace Textual's report of errors that render themselves."""
        del renderables
        self._fatal_error()
