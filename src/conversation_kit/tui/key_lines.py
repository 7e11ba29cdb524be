"""What every key of the app is called, where it works and what it does: read from the screens themselves."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import isclass
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from conversation_kit.tui import screens

EVERYWHERE = "Everywhere"
_OURS = "conversation_kit.tui."


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One thing that a key does on one screen.

    Attributes:
        id: What the settings call it; the same on every screen that has it.
        keys: The keys it has by itself, in Textual's naming.
        screen: The heading of the screen's help, or "Everywhere".
        does: What it does, in a few words.
        where: The screen's class; the app's for what works everywhere.
        after_typing: A line of text on this screen gets the key before this does.
    """

    id: str
    keys: tuple[str, ...]
    screen: str
    does: str
    where: type[DOMNode]
    after_typing: bool


def screen_classes() -> list[type[Screen[Any]]]:
    """Return every screen of the app, by the name of its module. Imports them all."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}.")
    ]
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if isclass(thing) and issubclass(thing, Screen) and thing.__module__ == module.__name__
    ]


def screen_name(screen: type[DOMNode]) -> str:
    """Return what a screen is called: the heading of its help."""
    if issubclass(screen, App):
        return EVERYWHERE
    words = str(getattr(screen, "HELP", None) or screen.__name__)
    return words.lstrip("# ").partition("\n")[0]


@cache
def bindings_of(screen: type[DOMNode]) -> tuple[Binding, ...]:
    """Return what can be pressed on a screen, its parts' keys included; one Binding for each key.

    Its parts are the widgets that its module, or the module of a class it is made from, works with.
    """
    parts = [screen, *_parts(screen)] if issubclass(screen, Screen) else [screen]
    return tuple(binding for part in parts for binding in _own(part))


def _own(part: type[DOMNode]) -> Iterator[Binding]:
    """Return the bindings that this class and the kit's own classes above it declare, the nearer one counting."""
    by_key: dict[str, list[Binding]] = {}
    for base in reversed([base for base in part.__mro__ if base.__module__.startswith(_OURS)]):
        declared: dict[str, list[Binding]] = {}
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", [])):
            declared.setdefault(binding.key, []).append(binding)
        by_key |= declared
    for bindings in by_key.values():
        yield from bindings


def _parts(screen: type[DOMNode]) -> list[type[Widget]]:
    return [part for part in _works_with(screen) if part.__module__.startswith(f"{_OURS}widgets.")]


@cache
def _works_with(screen: type[DOMNode]) -> tuple[type[Widget], ...]:
    """Return the widgets, Textual's own too, that the modules of this class and of those above it name."""
    found: dict[type[Widget], None] = {}
    for base in screen.__mro__:
        if base.__module__.startswith(_OURS):
            for thing in vars(sys.modules[base.__module__]).values():
                if isclass(thing) and issubclass(thing, Widget) and not issubclass(thing, Screen):
                    found[thing] = None
    return tuple(found)


def key_lines(app: type[DOMNode]) -> list[KeyLine]:
    """Return what each key with an id does, screen by screen; what works everywhere comes first.

    Args:
        app: The app's class.
    """
    return [line for place in (app, *screen_classes()) for line in _lines_of(place)]


def _lines_of(place: type[DOMNode]) -> Iterator[KeyLine]:
    by_id: dict[str, list[Binding]] = {}
    for binding in bindings_of(place):
        if binding.id:
            by_id.setdefault(binding.id, []).append(binding)
    typed_in = any(issubclass(part, Input | TextArea) for part in _works_with(place))
    for name, bindings in by_id.items():
        keys = tuple(dict.fromkeys(binding.key for binding in bindings))
        does = bindings[0].tooltip or bindings[0].description
        after_typing = typed_in and not all(binding.priority for binding in bindings)
        yield KeyLine(name, keys, screen_name(place), does, place, after_typing)
