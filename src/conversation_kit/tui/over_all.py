"""What one key brings over any screen: the cover, Stop, search, settings, history, help and the palette."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.command import CommandPalette

from conversation_kit.tui.looks import wear
from conversation_kit.tui.palette import PALETTE_HELP
from conversation_kit.tui.saying import (
    AboutRecord,
    AsksBeforeLeaving,
    SetsSettings,
    StopsSomething,
    about_whom,
    commit_drafts,
)
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.tight_lipped import TightLippedApp

if TYPE_CHECKING:
    from conversation_kit.tui.hurry import Hurry
    from conversation_kit.tui.opening import Opening

_PALETTE_ID = "--command-palette"
_PALETTE_HINT = "What would you like to do? Or a person's name"


class OverAllScreens(TightLippedApp):
    """The app as far as it goes over whatever is open. Whoever derives from it opens and locks the vault."""

    _opening: "Opening"
    _hurry: "Hurry"
    keys_in_use: Mapping[str, str]

    @property
    def is_inside(self) -> bool:
        """Whether the vault is open and something of it is in front."""
        raise NotImplementedError

    def _take_keys(self) -> None:
        raise NotImplementedError

    def action_hide(self) -> None:
        """Cover the screen at once; the same key, or Esc, brings it back."""
        if isinstance(self.screen, HideScreen):
            self.pop_screen()
            self.call_later(self._hurry.uncover)
        else:
            self.push_screen(HideScreen())

    def action_stop(self) -> None:
        """Somebody is at risk: numbers and steps at once, over anything. What is half typed beneath is committed."""
        if isinstance(self.screen, StopsSomething):
            return
        if self.is_inside:
            refused = commit_drafts(self.screen_stack)
            self._opening.press_stop(about_whom(self.screen_stack), refused)
        else:
            from conversation_kit.tui.screens.stop_door import (  # noqa: PLC0415 - rarely needed
                StopAtTheDoorScreen,
            )

            self.push_screen(StopAtTheDoorScreen(self._opening.stop))

    def action_search_vault(self) -> None:
        """Find again whatever was kept, over any screen; what is half typed beneath is committed."""
        commit_drafts(self.screen_stack)
        self._opening.search()

    def action_settings(self) -> None:
        """Change colours, keys, and what else may be otherwise."""
        if not isinstance(self.screen, SetsSettings):
            commit_drafts(self.screen_stack)
            self._opening.settings(self._settings_changed)

    def _settings_changed(self) -> None:
        self._take_keys()
        wear(self, self._opening.look)
        self.say("The settings are kept.")

    def action_history(self) -> None:
        """Show every change of what is in focus."""
        commit_drafts(self.screen_stack)
        self._opening.history(self.screen.record_in_focus if isinstance(self.screen, AboutRecord) else None)

    def action_help_panel(self) -> None:
        """Show or put away the help for this screen."""
        # Imported here: Markdown takes long, and the first paint needs none of it.
        from conversation_kit.tui.keymap import with_present_keys  # noqa: PLC0415
        from conversation_kit.tui.screens.help import EVERYWHERE, HelpScreen  # noqa: PLC0415

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            words = f"{self.screen.HELP or PALETTE_HELP}{EVERYWHERE}"
            self.push_screen(
                HelpScreen(with_present_keys(words, type(self.screen), type(self), self.keys_in_use))
            )

    def action_command_palette(self) -> None:
        """Offer what can be done; not over the cover, which is to show nothing."""
        if not isinstance(self.screen, HideScreen) and self.screen.id != _PALETTE_ID:
            self.push_screen(CommandPalette(placeholder=_PALETTE_HINT, id=_PALETTE_ID))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs the vault only where there is something to lock, and none of it over the cover."""
        if action in ("search_vault", "history", "settings"):
            covered = isinstance(self.screen, HideScreen | AsksBeforeLeaving) or self.screen.id == _PALETTE_ID
            return self.is_inside and not covered
        return self.is_inside if action == "lock" else super().check_action(action, parameters)
