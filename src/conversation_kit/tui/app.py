"""The app: opens and locks the vault, hands keys on, and keeps quiet when something breaks.

Only what the unlock screen needs is imported here, so that it paints at once; the rest is loaded behind it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import Any, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.worker import WorkerFailed

from conversation_kit.errors import KitError
from conversation_kit.tui.app_keys import APP_KEYS, HIDE_KEY, STOP_KEY
from conversation_kit.tui.app_offers import app_offers
from conversation_kit.tui.asleep import seconds_asleep
from conversation_kit.tui.hurry import Hurry
from conversation_kit.tui.looks import hold_still, wear
from conversation_kit.tui.meanwhile import Meanwhile
from conversation_kit.tui.opening import Opening
from conversation_kit.tui.over_all import OverAllScreens
from conversation_kit.tui.palette import KitCommands, Offer, screen_offers
from conversation_kit.tui.presence import Presence
from conversation_kit.tui.saying import (
    AsksBeforeLeaving,
    OffersCommands,
    StopsSomething,
    commit_drafts,
    say_on,
)
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.screens.unlock import UnlockScreen
from conversation_kit.tui.sheet import SheetReadOnce
from conversation_kit.tui.terminal_keys import free_alt_digits

_IDLE_CHECK_SECONDS = 1.0
_PAUSE_SECONDS = 1.0
_HOME_FIRST_SECONDS = 1.5  # the day's backup takes the processor for a while; Home stands before it begins
_TOUCHES = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp, events.Paste)
_LOCKED_ITSELF = (
    "It locked itself. What you were writing before is kept, and stands there again. What is typed here is "
    "taken for the passphrase and kept nowhere."
)
# Everything behind the door stands in a mode of its own, so that locking takes all of it away at once and no screen
# beneath another wakes up to a closed vault.
_DOOR = "door"
_INSIDE = "inside"


class KitApp(OverAllScreens):
    """Conversation Kit on a terminal.

    Args:
        opening: How to reach vault and desk; the slow parts load when first used.
        clock: Seconds that only go forward, for the idle lock.
        asleep: Seconds the machine has slept.
    """

    TITLE = "Conversation Kit"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "app.tcss",
        "screens/hide.tcss",
        "screens/help.tcss",
        "screens/unlock.tcss",  # shown first: read later, all of them would be read again before anything is painted
    ]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {KitCommands}
    MODES: ClassVar[dict[str, str | Callable[[], Screen[object]]]] = {_DOOR: Screen}
    DEFAULT_MODE = _DOOR
    BINDINGS: ClassVar[list[BindingType]] = list(APP_KEYS)

    def __init__(
        self,
        opening: Opening,
        *,
        clock: Callable[[], float] = monotonic,
        asleep: Callable[[], float] = seconds_asleep,
    ) -> None:
        super().__init__()
        self.stylesheet = SheetReadOnce(variables=self.get_css_variables())
        self._opening = opening
        self._presence = Presence(clock, asleep)
        self._warned = False
        self._hurry = Hurry(self, self._hand_on)
        self._meanwhile = Meanwhile(self, self._hurry)
        self.keys_in_use: Mapping[str, str] = {}
        self._hide_keys = frozenset({HIDE_KEY})
        self._stop_keys = frozenset({STOP_KEY})
        free_alt_digits()

    @property
    def is_inside(self) -> bool:
        """Whether the vault is open and something of it is in front."""
        return self.current_mode == _INSIDE

    def on_mount(self) -> None:
        """Show the first screen and begin to watch for idleness."""
        wear(self, self._opening.look)
        self._show_first_screen()
        self.set_interval(_IDLE_CHECK_SECONDS, self.lock_when_idle)
        self.set_interval(_IDLE_CHECK_SECONDS, self.tidy_in_a_pause)

    def _show_first_screen(self) -> None:
        if self._opening.ready:
            self.call_after_refresh(self._enter_ready)
        elif self._opening.has_vault:
            self._show_door()
        else:
            self._first_run()

    def _show_door(self, says: str = "") -> None:
        self.push_screen(
            UnlockScreen(self._opening, self._meanwhile, says=says or self._opening.says), self._unlocked
        )

    def _first_run(self) -> None:
        from conversation_kit.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - only on a first run

        self.push_screen(WelcomeScreen(self._opening), self._unlocked)
        self._load_behind()

    @work(thread=True, group="loading")
    def _load_behind(self) -> None:
        self._opening.load()
        self.call_later(self._take_keys)  # waits for nothing: the app may be closing already
        self._opening.load_rest()

    @work(thread=True, group="loading")
    def _load_rest_behind(self) -> None:
        self._opening.load_rest()

    def _take_keys(self) -> None:
        """Use the keys that the settings ask for."""
        keys = self._opening.keys
        self._hide_keys = frozenset(keys.get("hide", HIDE_KEY).split(","))
        self._stop_keys = frozenset({STOP_KEY, *keys.get("stop", STOP_KEY).split(",")})
        self.keys_in_use = keys
        self.set_keymap(keys)

    def on_unlock_screen_painted(self) -> None:
        """Load everything else once the unlock screen stands."""
        self._load_behind()

    def _enter_ready(self) -> None:
        self._unlocked(None)

    def _unlocked(self, data_key: bytes | None) -> None:
        self._presence.touched()
        try:
            navigator = self._opening.enter(self, data_key)
        except KitError as error:
            self._meanwhile.end()
            self._show_door(error.sentence)
            return
        self._take_keys()
        self.add_mode(_INSIDE, Screen)
        self.switch_mode(_INSIDE)
        navigator.begin()
        self._meanwhile.hand_over()
        if data_key is not None:
            self.set_timer(_HOME_FIRST_SECONDS, lambda: self._back_up_now(data_key))

    def _back_up_now(self, data_key: bytes) -> None:
        if self._opening.is_open:
            self._back_up_today(data_key)

    @work(thread=True, group="backing-up")
    def _back_up_today(self, data_key: bytes) -> None:
        self._opening.back_up_today(data_key)

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, for the idle lock, and hand keys on one at a time."""
        if isinstance(event, _TOUCHES):
            self._presence.touched()
        if isinstance(event, events.Key) and event.key in self._hide_keys:
            if not isinstance(self.screen, HideScreen):
                await self._hurry.cover()
            await super().on_event(event)  # covers at once, whatever a slow key before it still does
        elif isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._hurry.take(event, soon=self._is_stop(event))
        else:
            await super().on_event(event)

    def _is_stop(self, event: events.Event) -> bool:
        return isinstance(event, events.Key) and event.key in self._stop_keys

    async def _hand_on(self, event: events.Event) -> None:
        if self._is_stop(event):
            self.action_stop()
        elif not (self._at_the_threshold and self._meanwhile.hears(event)):
            await super().on_event(event)

    @property
    def _at_the_threshold(self) -> bool:
        """Whether nothing stands in front that was opened on the way in: a cover, a Stop, the recovery key."""
        if isinstance(self.screen, HideScreen | StopsSomething):
            return False
        return self.is_inside or isinstance(self.screen, UnlockScreen) or type(self.screen) is Screen

    def lock_when_idle(self) -> None:
        """Lock once nobody touched a key for the minutes in the settings, or the lid was closed for a moment.

        Locks whatever the disk says.
        """
        closed = self._presence.lid_was_closed()
        idle = self._presence.seconds_still >= self._opening.idle_seconds
        if self._opening.is_open and (idle or closed):
            self._lock(commit_drafts(self.screen_stack) or _LOCKED_ITSELF)

    def tidy_in_a_pause(self) -> None:
        """Do a little of what need not be done while somebody types, once no key was touched for a moment."""
        if self._presence.seconds_still >= _PAUSE_SECONDS:
            self._opening.tidy()
            if self._opening.rest_is_put_off:
                self._load_rest_behind()

    def action_lock(self) -> None:
        """Commit what is being typed, close the vault, forget the key, blank the screen."""
        refused = commit_drafts(self.screen_stack)
        if self._may_leave(refused, "Ctrl+L again locks all the same, without those last words."):
            self._lock(refused)

    def _lock(self, says: str) -> None:
        self._leave_inside(partial(self._close_inside, says))

    def on_taken_off_hub(self) -> None:
        """Lock, wipe the vault, and say so: whatever is typed goes with it."""
        self._leave_inside(self._wipe_inside)

    def _leave_inside(self, close: Callable[[], None]) -> None:
        """Blank the screen at once; ``close`` the vault when nothing inside stands any more."""
        if self.is_inside:
            self.clear_notifications()
            self._hurry.forget()
            self._clipboard = ""
            self.switch_mode(_DOOR)
            self.run_worker(self._take_inside_away(close), group="locking")

    async def _take_inside_away(self, close: Callable[[], None]) -> None:
        await self.remove_mode(_INSIDE)
        close()

    def _close_inside(self, says: str) -> None:
        self._opening.lock()
        self._show_door(says)

    def _wipe_inside(self) -> None:
        says = self._opening.lock_and_wipe()
        self._show_first_screen()
        self.screen.call_after_refresh(say_on, self.screen, says)

    def _may_leave(self, refused: str, again: str) -> bool:
        """Whether nothing would be lost, or the worker was told so and asks a second time."""
        if refused and not self._warned:
            self._warned = True
            self.say(f"{refused} {again}")
            return False
        self._warned = False
        return True

    async def action_quit(self) -> None:
        """Lock, then leave."""
        if isinstance(self.screen, AsksBeforeLeaving) and not self.screen.may_leave():
            return
        if self._may_leave(
            commit_drafts(self.screen_stack), "Ctrl+Q again closes all the same, without those last words."
        ):
            self._opening.lock()
            self.exit()

    def offers(self, screen: Screen[Any]) -> Iterable[Offer]:
        """Return what the palette offers over a screen: no screenshot, which would be a readable file."""
        yield from screen_offers(screen, self)
        if isinstance(screen, OffersCommands):
            yield from screen.commands_offered()
        yield from self._opening.offers()
        yield from app_offers(self, inside=self.is_inside)

    def wear_theme(self, theme: str) -> None:
        """Change the colours, and keep them. Raises KitError when the settings cannot be written."""
        wear(self, replace(self._opening.look, theme=theme))
        self._opening.keep_theme(theme)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the cursor still where the settings ask for no movement."""
        if self.animation_level == "none":
            hold_still(event.widget)

    def _handle_exception(self, error: Exception) -> None:
        """Say a KitError in its sentence and go on; log anything else by type and place, and close.

        What reaches this place comes from timers, callbacks and workers; screens catch their own.
        """
        self._opening.failed(error)
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, KitError):
            self.say(cause.sentence)
        else:
            super()._handle_exception(error)
