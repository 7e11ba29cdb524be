"""The app: opens and locks the vault, hides the screen, and keeps quiet when something breaks.

Only what the unlock screen needs is imported here, so that it paints at once; the rest is loaded behind it.
"""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from conversation_kit.tui.opening import Opening
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.screens.unlock import UnlockScreen
from conversation_kit.tui.theme import CALM, CALM_LIGHT

_IDLE_CHECK_SECONDS = 1.0
_BROKE = (
    "Conversation Kit had to close: something inside it went wrong. Every word that was kept is safe in the\n"
    "vault, and the line being typed is there to a quarter of a second. Open it again to go on."
)


class KitApp(App[None]):
    """Conversation Kit on a terminal.

    Args:
        opening: How to reach vault and desk; the slow parts load when first used.
        clock: Seconds that only go forward, for the idle lock.
    """

    TITLE = "Conversation Kit"
    CSS_PATH: ClassVar[list[str]] = ["app.tcss", "screens/hide.tcss"]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help_panel", "Help", id="help", show=False, tooltip="Keys and help for this screen"),
        Binding("f9", "hide", "Hide", id="hide", priority=True, tooltip="Cover the screen at once"),
        Binding("ctrl+l", "lock", "Lock", id="lock", priority=True, tooltip="Close the vault"),
        Binding("ctrl+q", "quit", "Close", id="quit", show=False, priority=True, tooltip="Lock and leave"),
    ]

    def __init__(self, opening: Opening, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._opening = opening
        self._clock = clock
        self._last_touched = clock()

    def on_mount(self) -> None:
        """Show the first screen and begin to watch for idleness."""
        self.register_theme(CALM)
        self.register_theme(CALM_LIGHT)
        self.theme = CALM.name
        self._show_first_screen()
        self.set_interval(_IDLE_CHECK_SECONDS, self.lock_when_idle)

    def _show_first_screen(self) -> None:
        if self._opening.ready:
            self.call_after_refresh(self._enter_ready)
        elif self._opening.has_vault:
            self.push_screen(UnlockScreen(self._opening), self._unlocked)
        else:
            self._load_behind()
            self._first_run()

    def _first_run(self) -> None:
        from conversation_kit.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - only on a first run

        self.push_screen(WelcomeScreen(self._opening), self._unlocked)

    @work(thread=True, group="loading")
    def _load_behind(self) -> None:
        self._opening.load()

    def on_unlock_screen_painted(self) -> None:
        """Load everything else once the unlock screen stands."""
        self._load_behind()

    def _enter_ready(self) -> None:
        self._unlocked(None)

    def _unlocked(self, data_key: bytes | None) -> None:
        self._last_touched = self._clock()
        navigator = self._opening.enter(self, data_key)
        navigator.begin()

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, for the idle lock."""
        if isinstance(
            event,
            events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp | events.Paste,
        ):
            self._last_touched = self._clock()
        await super().on_event(event)

    def lock_when_idle(self) -> None:
        """Lock once nobody touched a key for the minutes in the settings."""
        if self._opening.is_open and self._clock() - self._last_touched >= self._opening.idle_seconds:
            self.action_lock()

    def action_hide(self) -> None:
        """Cover the screen at once; the same key, or Esc, brings it back."""
        if isinstance(self.screen, HideScreen):
            self.pop_screen()
        else:
            self.push_screen(HideScreen())

    def action_lock(self) -> None:
        """Commit what is being typed, close the vault, forget the key, blank the screen."""
        if not self._opening.is_open:
            return
        self._commit_drafts()
        self._opening.lock()
        self.clear_notifications()
        self.run_worker(self._to_unlock_screen(), exclusive=True, group="locking")

    async def _to_unlock_screen(self) -> None:
        self.workers.cancel_group(self, "suggesting")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.push_screen(UnlockScreen(self._opening), self._unlocked)

    def _commit_drafts(self) -> None:
        for screen in self.screen_stack:
            commit = getattr(screen, "commit_drafts", None)
            if commit is not None:
                commit()

    async def action_quit(self) -> None:
        """Lock, then leave."""
        if self._opening.is_open:
            self._commit_drafts()
            self._opening.lock()
        self.exit()

    def action_help_panel(self) -> None:
        """Show or put away the help for this screen."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what is safe: no screenshot, which would be a readable file."""
        del screen
        yield SystemCommand("Hide the screen", "Cover it at once", self.action_hide)
        yield SystemCommand("Lock", "Close the vault and forget the key", self.action_lock)
        yield SystemCommand("Light or dark", "Change the colours", self.action_light_or_dark)
        yield SystemCommand("Help", "Keys and help for this screen", self.action_help_panel)
        yield SystemCommand("Leave", "Lock and leave", self.action_quit)

    def action_light_or_dark(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = CALM_LIGHT.name if self.theme == CALM.name else CALM.name

    def action_screenshot(self, *_: object, **__: object) -> None:
        """Refuse: a screenshot would be a readable file of a person's words."""
        self.notify("The kit takes no pictures of the screen: they could be read by anyone.")

    def save_screenshot(self, *_: object, **__: object) -> str:
        """Refuse, as ``action_screenshot`` does."""
        self.action_screenshot()
        return ""

    def deliver_screenshot(self, *_: object, **__: object) -> str | None:
        """Refuse, as ``action_screenshot`` does."""
        self.action_screenshot()
        return None

    def _handle_exception(self, error: Exception) -> None:
        """Save what can be saved, log the type and place only, and say one plain sentence."""
        self._opening.failed(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Replace Textual's report, which would print local variables: a person's words."""
        self._exit_renderables.append(Text(_BROKE))
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Replace Textual's report of errors that render themselves."""
        del renderables
        self._fatal_error()
