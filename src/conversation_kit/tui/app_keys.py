"""The keys that work everywhere."""

from typing import Final

from textual.binding import Binding, BindingType

HIDE_KEY: Final = "f9"
# Not through the bindings: no setting may take it away, and nothing beneath may keep it.
STOP_KEY: Final = "f12"
APP_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("f1", "help_panel", "Help", id="help", priority=True, tooltip="Help for this screen"),
    Binding(HIDE_KEY, "hide", "Hide", id="hide", priority=True, tooltip="Cover the screen at once"),
    Binding(
        STOP_KEY,
        "stop",
        "Stop",
        id="stop",
        priority=True,
        tooltip="Somebody is at risk: numbers and steps",
    ),
    Binding(
        "ctrl+p",
        "command_palette",
        "Commands",
        id="palette",
        show=False,
        priority=True,
        tooltip="Every command",
    ),
    Binding(
        "ctrl+k",
        "settings",
        "Settings",
        id="settings",
        show=False,
        priority=True,
        tooltip="Colours, keys, the lock",
    ),
    Binding(
        "ctrl+f",
        "search_vault",
        "Search",
        id="search-vault",
        show=False,
        priority=True,
        tooltip="Find again whatever was kept, and what is in the Book",
    ),
    Binding(
        "ctrl+g",
        "history",
        "History",
        id="record-history",
        show=False,
        priority=True,
        tooltip="Every change of what is in focus",
    ),
    Binding("ctrl+l", "lock", "Lock", id="lock", show=False, priority=True, tooltip="Close the vault"),
    Binding("ctrl+q", "quit", "Close", id="quit", show=False, priority=True, tooltip="Lock and leave"),
)
