"""The line at the foot of a screen: the keys that do something here, as many as fit, and always the last resort.

Textual's own footer cuts a word in two where the window ends, and what belongs to the whole app comes last: on a narrow
window nobody saw that there is a Stop key. It is also a widget a key, drawn anew at every change of focus.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

_ENDS = ("help", "hide", "stop")  # the bindings that stay when there is no room for all


@dataclass(frozen=True, slots=True)
class Shown:
    """One key of the line.

    Attributes:
        key: What pressing it is called inside the app.
        name: What stands on the keyboard.
        words: What it does.
        kept: True when it stays, however narrow the window.
    """

    key: str
    name: str
    words: str
    kept: bool = False

    @property
    def width(self) -> int:
        """How many cells it takes: a cell around the key, and one after the words."""
        return Text(self.name).cell_len + Text(self.words).cell_len + 3


def fitting(keys: Iterable[Shown], width: int) -> list[Shown]:
    """Return the keys that fit into ``width`` cells, whole: those that stay, and the first ones of the others."""
    wanted = list(keys)
    room = width - sum(key.width for key in wanted if key.kept)
    fits = []
    for key in wanted:
        if not key.kept:
            room -= key.width
        if key.kept or room >= 0:
            fits.append(key)
    return fits


class KeysLine(Widget, can_focus=False):
    """The keys that apply on the screen it stands on; a click presses one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys-line--key", "keys-line--words"}
    DEFAULT_CSS = """
    KeysLine {
        dock: bottom;
        height: 1;
        background: $surface;
    }
    KeysLine .keys-line--key {
        color: $footer-key-foreground;
        text-style: bold;
    }
    KeysLine .keys-line--words {
        color: $footer-description-foreground;
    }
    """

    def on_mount(self) -> None:
        """Follow what applies."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[Any]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def render(self) -> Text:
        """Draw the keys that fit."""
        key_style = self.get_component_rich_style("keys-line--key", partial=True)
        words_style = self.get_component_rich_style("keys-line--words", partial=True)
        line = Text(no_wrap=True, overflow="crop", end="")
        for key in self._fitting():
            line.append(f" {key.name} ", key_style)
            line.append(f"{key.words} ", words_style)
        return line

    def _fitting(self) -> list[Shown]:
        return fitting(shown_keys(self.app, self.screen), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        at = event.x
        for key in self._fitting():
            if 0 <= at < key.width:
                self.app.simulate_key(key.key)
            at -= key.width


def shown_keys(app: App[Any], screen: Screen[Any]) -> Iterator[Shown]:
    """Yield the keys a screen shows, each action once, those of the whole app last."""
    said = set()
    for _node, binding, enabled, _tooltip in screen.active_bindings.values():
        if binding.show and enabled and binding.action not in said:
            said.add(binding.action)
            name = app.get_key_display(binding)
            yield Shown(binding.key, name, binding.description, kept=binding.id in _ENDS)
