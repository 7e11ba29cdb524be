"""A small Book of an invented place, a stand-in for the navigator, and an app around one screen."""

import json
from pathlib import Path

from textual.app import App

from conversation_kit import tui
from conversation_kit.book.importing import import_sources
from conversation_kit.kit import Kit
from conversation_kit.tui.saying import SaysErrors, say_on
from conversation_kit.tui.suggesting import BackgroundSuggester
from conversation_kit.tui.theme import CALM

APP_STYLES = Path(tui.__file__).parent / "app.tcss"


def _service(number, name, description, *, checked="2026-11-01", weekday="WE", amount=None, **more):
    return {
        "id": f"e{number}",
        "name": name,
        "status": "active",
        "description": description,
        "assured_date": checked,
        "schedules": [{"freq": "WEEKLY", "byday": weekday, "opens_at": "10:00", "closes_at": "12:00"}],
        "cost_options": [] if amount is None else [{"amount": amount, "option": "each time"}],
    } | more


KNITTING = [
    _service(1, "Knit and Natter", "Knitting and crochet together, all welcome.", amount=0),
    _service(2, "Wool Wednesdays", "Knitting for beginners.", amount=4, checked="2025-09-01"),
    _service(3, "Yarn Bombers", "Knitting for the town square.", weekday="FR", amount=0),
    _service(4, "Stitch in Time", "Knitting for charity.", weekday="MO"),
    _service(5, "Purls of Wisdom", "Knitting circle in the library.", weekday="TU", amount=0),
    _service(6, "Casting On", "Knitting in the pub.", weekday="TH", amount=2),
    _service(7, "The Tangled Skein", "Knitting and tea for men and women.", weekday="SA"),
]
OTHERS = [
    _service(20, "Saltmarsh Boxing Gym", "Boxing training.", amount=5),
    _service(21, "Quay Street Dominoes", "Dominoes and a brew.", amount=0),
]


def make_book(kit: Kit, folder: Path, services=(*KNITTING, *OTHERS)) -> None:
    """Import a feed of these services through the ordinary importer."""
    feed = folder / "feed.json"
    feed.write_text(json.dumps(list(services)), encoding="utf-8")
    kit.folders.book_cache.parent.mkdir(parents=True, exist_ok=True)
    import_sources([str(feed)], kit.folders.book_cache, now=kit.now())


class Ways:
    """Stands in for the navigator: notes where a screen wanted to go."""

    def __init__(self, kit: Kit) -> None:
        self.suggester = BackgroundSuggester(kit)
        self.went: list[tuple[str, ...]] = []

    def __getattr__(self, name):
        return lambda *where: self.went.append((name, *where))


class OneScreen(SaysErrors, App[None]):
    """The app's colours around one screen."""

    CSS_PATH = APP_STYLES

    def __init__(self, make) -> None:
        super().__init__()
        self._make = make

    def say(self, sentence):
        """Say it on the screen in front, as the app does."""
        say_on(self.screen, sentence)

    def on_mount(self):
        self.register_theme(CALM)
        self.theme = CALM.name
        self.push_screen(self._make())
