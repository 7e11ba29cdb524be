"""How the screen looks: colours and movement, as the settings say, read without whatever else may be wrong there.

The first paint needs it, so only the standard library reads the file here; ``settings.py`` checks it later.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.constants import TEXTUAL_ANIMATIONS

from conversation_kit.bounded import toml_within
from conversation_kit.tui.theme import CALM, THEMES


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks.

    Attributes:
        theme: The name of one of the kit's themes.
        motion: False keeps everything still: no animation, no blinking cursor.
    """

    theme: str = CALM.name
    motion: bool = True


@runtime_checkable
class _Blinks(Protocol):
    """A line of text; its class is not imported for this, because the first paint waits."""

    cursor_blink: bool


def read_look(path: Path) -> Look:
    """Return ``[look]`` of the settings file; what is missing or cannot be used there is as usual. Never an error."""
    try:
        table = toml_within(path).get("look", {})
    except (OSError, ValueError):
        return Look()
    parts = table if isinstance(table, dict) else {}
    theme = parts.get("theme")
    known = [theme.name for theme in THEMES]
    return Look(str(theme) if theme in known else CALM.name, motion=parts.get("motion") is not False)


def wear(app: App[Any], look: Look) -> None:
    """Give the app these colours, and movement or none. ``TEXTUAL_ANIMATIONS=none`` keeps it still in any case."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = look.theme
    app.animation_level = TEXTUAL_ANIMATIONS if look.motion else "none"


def hold_still(widget: object) -> None:
    """Let the cursor of a line of text stand without blinking."""
    if isinstance(widget, _Blinks):
        widget.cursor_blink = False
