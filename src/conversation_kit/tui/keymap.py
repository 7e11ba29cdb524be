"""Other keys for what the app does, as the settings say: what can be used of them, and what is wrong with the rest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from conversation_kit.tui.key_lines import KeyLine, bindings_of, key_lines
from conversation_kit.tui.key_names import TYPING_KEYS, is_key, is_typed, key_called, key_shown, keys_shown

STOP_ID: Final = "stop"
STOP_KEY: Final = "f12"
_SAID_PLAINLY = re.compile(r"\b(?:Ctrl\+[A-Z]|F\d{1,2})\b")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys to use.

    Attributes:
        keys: By id, the keys to press instead, divided by commas, in Textual's naming.
        troubles: What cannot be used of the settings: the id, and a sentence why.
    """

    keys: Mapping[str, str]
    troubles: tuple[tuple[str, str], ...] = ()

    @property
    def complaints(self) -> tuple[str, ...]:
        """The troubles as sentences that name the setting."""
        return tuple(f"Settings, keys.{name}: {why}" for name, why in self.troubles)


def keymap_from(wanted: Mapping[str, str], app: type[DOMNode]) -> Keymap:
    """Return what can be used of the settings' ``[keys]``; what cannot leaves its key as it was.

    Args:
        wanted: By id, a key or several divided by commas: ``{"explore": "Ctrl+E"}``.
        app: The app's class.
    """
    if not wanted:
        return Keymap({})
    lines = key_lines(app)
    own: dict[str, set[str]] = {}
    for line in lines:
        own.setdefault(line.id, set()).update(line.keys)
    after_typing = {line.id for line in lines if line.after_typing}
    keys: dict[str, str] = {}
    troubles: list[tuple[str, str]] = []
    for name, words in wanted.items():
        asked = tuple(dict.fromkeys(key_called(word) for word in words.split(",")))
        if why := _why_not(name, asked, own, _keys_of_lines() if name in after_typing else frozenset()):
            troubles.append((name, why))
        else:
            keys[name] = ",".join([STOP_KEY, *asked] if name == STOP_ID and STOP_KEY not in asked else asked)
    troubles += _without_clashes(keys, lines, app)
    return Keymap(keys, tuple(troubles))


def _keys_of_lines() -> frozenset[str]:
    """Return the keys that a line of text keeps for itself."""
    own = (*Input.BINDINGS, *TextArea.BINDINGS)
    return frozenset(binding.key for binding in Binding.make_bindings(own))


def _why_not(
    name: str, asked: tuple[str, ...], own: Mapping[str, set[str]], taken_by_lines: frozenset[str]
) -> str:
    """Return why these keys cannot be used for ``name`` on any screen, or nothing."""
    if name not in own:
        close = get_close_matches(name, own, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        return f"nothing is called that.{hint} The command keys lists what there is."
    words_too = any(is_typed(key) for key in own[name])
    for key in asked:
        if key in own[name]:
            continue
        if not key or not is_key(key):
            return f"there is no key called {key or 'nothing'}. Write it as in f5, ctrl+e, alt+3 or x."
        if key == STOP_KEY:
            return "F12 is the Stop key and nothing else."
        if key in TYPING_KEYS or key in taken_by_lines:
            return f"{key_shown(key)} is needed for typing and moving about."
        if is_typed(key) and not words_too:
            return f"{key_shown(key)} is a letter of people's words. Choose an F-key, or Ctrl or Alt with a letter."
    return ""


def _without_clashes(
    keys: dict[str, str], lines: Iterable[KeyLine], app: type[DOMNode]
) -> list[tuple[str, str]]:
    """Take out of ``keys`` whatever would have one key do two things on a screen; say so.

    Taking one out gives its own key back to it, which may be another's new one, so it is looked at again.
    """
    troubles: list[tuple[str, str]] = []
    lines = list(lines)
    while clash := _first_clash(keys, lines, app):
        name, key, other = clash
        where = "" if other.where is app else f" on the screen “{other.screen}”"
        troubles.append((name, f"{key_shown(key)} is taken{where} by {other.id} ({other.does})."))
        del keys[name]
    return troubles


def _first_clash(
    keys: Mapping[str, str], lines: list[KeyLine], app: type[DOMNode]
) -> tuple[str, str, KeyLine] | None:
    """Return the last of ``keys`` with a key that something else has on the same screen, that key and the other."""
    by_place: dict[type[DOMNode], list[KeyLine]] = {}
    for line in lines:
        by_place.setdefault(line.where, []).append(line)
    everywhere = by_place[app]
    for name in reversed(list(keys)):
        for place, here in by_place.items():
            around = here if place is app else [*here, *everywhere]
            mine = next((line for line in around if line.id == name), None)
            new = set(keys[name].split(",")) - set(mine.keys if mine else ())
            for other in around if mine else ():
                if other.id != name and (both := new & set(_now(other, keys))):
                    return name, min(both), other
    return None


def _now(line: KeyLine, keys: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(keys[line.id].split(",")) if line.id in keys else line.keys


def with_present_keys(words: str, screen: type[DOMNode], app: type[DOMNode], keys: Mapping[str, str]) -> str:
    """Return a screen's help with the keys that are in use: ``**F5**`` becomes ``**Ctrl+E**``.

    Args:
        words: Markdown that names keys in bold, as they are without settings.
        screen: The class of the screen that it is about.
        app: The app's class.
        keys: The keymap in use.
    """
    now = _moved(screen, app, keys)
    return _BOLD.sub(lambda found: f"**{now.get(key_called(found[1]), found[1])}**", words) if now else words


def sentence_with_present_keys(
    words: str, screen: type[DOMNode], app: type[DOMNode], keys: Mapping[str, str]
) -> str:
    """Return a sentence with the keys that are in use: "F5 looks together" becomes "Ctrl+E looks together".

    Args:
        words: Names function keys, and Ctrl with a letter, as they are without settings.
        screen: The class of the screen that it stands on.
        app: The app's class.
        keys: The keymap in use.
    """
    now = _moved(screen, app, keys)
    return _SAID_PLAINLY.sub(lambda found: now.get(key_called(found[0]), found[0]), words) if now else words


def _moved(screen: type[DOMNode], app: type[DOMNode], keys: Mapping[str, str]) -> dict[str, str]:
    """Return, by its usual key, how what has another key on this screen is pressed now."""
    if not keys:
        return {}
    return {
        binding.key: keys_shown(keys[binding.id])
        for binding in (*bindings_of(app), *bindings_of(screen))
        if binding.id and binding.id in keys
    }
