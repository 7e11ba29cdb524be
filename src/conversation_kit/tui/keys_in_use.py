"""Sentences on a screen that name a key name the one in use."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.screen import Screen


@runtime_checkable
class GoesByKeys(Protocol):
    """An app whose keys may be others than the usual ones."""

    keys_in_use: Mapping[str, str]


def with_keys_in_use(node: DOMNode, words: str) -> str:
    """Return a sentence with the keys that are in use where ``node`` stands: "F5" becomes "Ctrl+E" where it was moved.

    Only function keys and Ctrl with a letter are looked for: nobody says those of anything else.
    """
    app = node.app
    if not isinstance(app, GoesByKeys) or not app.keys_in_use:
        return words
    from conversation_kit.tui.keymap import sentence_with_present_keys  # noqa: PLC0415 - rarely needed

    screen = node if isinstance(node, Screen) else node.screen
    return sentence_with_present_keys(words, type(screen), type(app), app.keys_in_use)
