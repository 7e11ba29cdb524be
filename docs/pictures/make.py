"""The pictures of the tour, made by the app itself: the demo, driven by keys, at a clock that stands still.

Run: python docs/pictures/make.py [NAME...]. Writes NAME.svg beside this file, for all of them or for those named. A
picture fetches nothing: the web font that Textual would have it load is taken out.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from conversation_kit.demo_place import set_up_demo
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 24, 9, 22, tzinfo=ZoneInfo("Europe/London"))
SIZE = (100, 30)
_TURNS = 2000
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FONT = re.compile(r"font-family: Fira Code, monospace")


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at the keys."""

    pilot: Pilot[Any]

    @property
    def shown(self) -> str:
        """What the screen shows, as text."""
        rows = self.pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to ask
        return "\n".join(row.text.rstrip() for row in rows)

    async def see(self, words: str) -> None:
        """Wait until the screen shows some words."""
        for _ in range(_TURNS):
            if words in self.shown:
                return
            await self.pilot.pause(0.005)
        raise TimeoutError(f"“{words}” never came. The screen shows:\n{self.shown}")

    async def press(self, *keys: str, then: str) -> None:
        """Press keys, and wait for what they lead to."""
        await self.pilot.press(*keys)
        await self.see(then)

    async def say(self, words: str) -> None:
        """Type some words."""
        named = {" ": "space", ",": "comma", "'": "apostrophe", ".": "full_stop"}
        await self.pilot.press(*(named.get(letter, letter) for letter in words))

    async def to(self, name: str) -> None:
        """From Home, open somebody."""
        await self.press("slash", *name.lower(), "enter", then=name)
        await self.press("enter", then="Talk")


Way = Callable[[Hands], Awaitable[None]]


async def home(hands: Hands) -> None:
    """Everybody, what was promised, how old the Book is."""
    await hands.see("I said I would")


async def conversation(hands: Hands) -> None:
    """A talk that is going on: topics on the left, her words on the right, a line to type in."""
    await hands.to("Kath")
    await hands.press("enter", then="My story")


async def noticing(hands: Hands) -> None:
    """What the kit noticed in a line that was kept, in small print."""
    await conversation(hands)
    await hands.say(" learn them the road")
    await hands.press("enter", then="learn them the road”")
    await hands.say("I'd love to teach somebody to drive")
    await hands.press("enter", then="F2")


async def the_map(hands: Hands) -> None:
    """What is strong in somebody's life."""
    await hands.to("Gez")
    await hands.press("f6", then="joiner")


async def explore(hands: Hands) -> None:
    """What in the community could connect, with reasons in her own words."""
    await hands.to("Kath")
    await hands.press("f5", then="because")


async def deal(hands: Hands) -> None:
    """Our part, and your part."""
    await hands.to("Gez")
    await hands.press("f7", then="Your part")


async def page(hands: Hands) -> None:
    """The page that stays, read back before it is left."""
    await hands.to("Gez")
    await hands.press("f8", then="This page is yours")


async def book(hands: Hands) -> None:
    """The Community Book, searched as one types, misspelt too."""
    await hands.press("b", then="The Community Book")
    await hands.say("repair cafee")
    await hands.see("Repair Caf")


PICTURES: Mapping[str, Way] = {
    "home": home,
    "conversation": conversation,
    "noticing": noticing,
    "map": the_map,
    "explore": explore,
    "deal": deal,
    "page": page,
    "book": book,
}


async def picture(way: Way) -> str:
    """Return one picture as SVG."""
    with TemporaryDirectory() as folder:
        kit, vault = set_up_demo(Path(folder), now=lambda: NOW)
        app = KitApp(Opening(kit=kit, vault=vault, says="Everybody here is made up."))
        try:
            async with app.run_test(size=SIZE) as pilot:
                hands = Hands(pilot)
                await hands.see("I said I would")
                await way(hands)
                await hands.pilot.pause()
                for line in app.screen.query("Input, TextArea"):
                    if isinstance(line, Input | TextArea):
                        line.cursor_blink = False
                await hands.pilot.pause()
                return without_fetching(app.export_screenshot(title="Conversation Kit"))
        finally:
            vault.close()


def without_fetching(svg: str) -> str:
    """Return a picture that needs nothing from anywhere."""
    svg = _FONT.sub("font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace", svg)
    return _FONT_FACE.sub("", svg)


def make(names: list[str], folder: Path) -> list[Path]:
    """Make the pictures of these names in ``folder``; all of them when none is named."""
    made = []
    for name in names or PICTURES:
        made.append(folder / f"{name}.svg")
        made[-1].write_text(asyncio.run(picture(PICTURES[name])), encoding="utf-8", newline="\n")
    return made


if __name__ == "__main__":
    for path in make(sys.argv[1:], HERE):
        print(path.name)
