"""What the palette offers wherever the app is: its own keys, and its colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from conversation_kit.tui.palette import Offer
from conversation_kit.tui.theme import THEME_WORDS

if TYPE_CHECKING:
    from conversation_kit.tui.app import KitApp


def app_offers(app: KitApp, *, inside: bool) -> Iterator[Offer]:
    """Return what can be done with the app itself.

    Args:
        app: Does it.
        inside: Whether it is open: what needs the vault is offered only then.
    """
    if inside:
        yield Offer("History", "Every change of what is in focus", app.action_history)
        yield Offer("Settings", "Colours, keys, the lock", app.action_settings)
        yield Offer("Search everything", "Find again whatever was kept", app.action_search_vault)
    yield Offer("Hide the screen", "Cover it at once", app.action_hide)
    yield Offer("Stop: somebody is at risk", "Numbers and steps, at once", app.action_stop)
    if inside:
        yield Offer("Lock", "Close the vault and forget the key", app.action_lock)
    for theme, words in THEME_WORDS.items():
        if theme != app.theme:
            yield Offer(f"Colours: {words}", "Change the colours", partial(app.wear_theme, theme))
    yield Offer("Help", "Keys and help for this screen", app.action_help_panel)
    yield Offer("Leave", "Lock and leave", app.action_quit)
