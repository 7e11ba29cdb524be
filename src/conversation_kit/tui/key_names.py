"""Keys by name: as a settings file writes them, as Textual knows them, as they stand on the keyboard."""

import unicodedata
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key, key_to_character

# Lines of text need these; what has one of them already may keep it, nothing else may have it.
TYPING_KEYS: Final = frozenset(
    {
        *("enter", "tab", "shift+tab", "backspace", "delete", "escape", "up", "down", "left", "right"),
        *("home", "end", "pageup", "pagedown", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+a", "ctrl+w", "ctrl+u"),
        *("ctrl+left", "ctrl+right", "shift+left", "shift+right"),
    }
)
# What these send is what another key sends: a program cannot tell them apart.
_SAME_AS: Final = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
_SHOWN: Final = {
    "escape": "Esc",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "enter": "Enter",
    "minus": "-",
    "space": "Space",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
}
_SAID: Final = {
    "esc": "escape",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "return": "enter",
    "del": "delete",
    "/": "slash",
}
_NAMED: Final = frozenset(key.value for key in Keys if not key.value.startswith("<"))
_MODIFIERS: Final = ("ctrl", "alt", "shift")


def key_called(name: str) -> str:
    """Return Textual's name of a key: "Ctrl+E" is ``ctrl+e``, "Esc" ``escape``, "/" ``slash``.

    A capital letter alone stays one: it is typed with Shift. Nothing is checked; see ``is_key``.
    """
    *modifiers, base = name.strip().split("+") if name.strip() not in ("", "+") else [name.strip()]
    if len(base) > 1 or modifiers:
        base = base.lower()
    base = _SAID.get(base, base)
    if len(base) == 1 and not base.isalnum():
        try:
            spelt = unicodedata.name(base).lower().replace("-", "_").replace(" ", "_")
        except ValueError:  # a control character has no name, and is no key
            spelt = base
        base = KEY_NAME_REPLACEMENTS.get(spelt, spelt)
    key = "+".join([*sorted((modifier.lower() for modifier in modifiers), key=_order), base])
    return _SAME_AS.get(key, key)


def _order(modifier: str) -> int:
    return _MODIFIERS.index(modifier) if modifier in _MODIFIERS else len(_MODIFIERS)


def is_key(key: str) -> bool:
    """Whether a terminal can send ``key``, in Textual's naming."""
    *modifiers, base = key.split("+")
    known = base in _NAMED or is_typed(base)
    return known and all(modifier in _MODIFIERS for modifier in modifiers)


def is_typed(key: str) -> bool:
    """Whether ``key`` puts a character into a line of text."""
    character = key_to_character(key)
    return character is not None and character.isprintable()


def key_shown(key: str) -> str:
    """Return a key as help names it: ``ctrl+e`` is "Ctrl+E", ``slash`` "/", ``e`` stays "e"."""
    *modifiers, base = key.split("+")
    shown = _SHOWN.get(base) or format_key(base)
    if len(shown) > 1 or modifiers:
        shown = shown[:1].upper() + shown[1:]
    return "+".join([*(modifier.title() for modifier in modifiers), shown])


def keys_shown(keys: str) -> str:
    """Return a list of keys, divided by commas, as help names it: "F5 or Ctrl+E"."""
    return " or ".join(key_shown(key) for key in keys.split(","))
