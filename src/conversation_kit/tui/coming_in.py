"""Coming in: Home, and on it the screen that was open when the app last stopped, with what is worth saying there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.journey.retention import overdue_sentence
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.tui.recovering import recovered
from conversation_kit.tui.saying import say_on
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.person import PersonScreen

if TYPE_CHECKING:
    from textual.app import App

    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator


def come_in(app: App[None], desk: Desk, navigator: Navigator, *, says: str = "") -> None:
    """Open Home, and on top of it the screen that was open when the app last stopped.

    What is wrong with the settings is said on Home first; then what was half written, where it is.

    Args:
        app: The app whose stack of screens it is.
        desk: The open desk.
        navigator: Handed to every screen.
        says: A sentence for Home.
    """
    place, drafts = desk.vault.place.load(), desk.vault.drafts.all()
    complaint = " ".join(desk.kit.complaints[:1])
    person = desk.vault.find(Person, place.get("person", ""))
    if person is None or place.get("screen") in (None, "home"):
        complaint = complaint or recovered(drafts, {}, desk.now())
        app.push_screen(HomeScreen(desk, navigator, says=complaint or says or _overdue(desk)))
        return
    app.push_screen(HomeScreen(desk, navigator, says=complaint or says or _overdue(desk)))
    app.push_screen(PersonScreen(desk, navigator, person.id))
    conversation = desk.vault.find(Conversation, place.get("conversation", ""))
    if conversation is not None:
        app.push_screen(
            ConversationScreen(desk, navigator, person, conversation, topic_id=place.get("topic"))
        )
    openers = {
        "explore": navigator.explore,
        "deal": navigator.deal,
        "page": navigator.page,
        "reflect": navigator.reflect,
        "timeline": navigator.timeline,
    }
    if place["screen"] in openers:
        openers[place["screen"]](person.id)
    _say_recovered(app, recovered(drafts, place, desk.now()))


def _overdue(desk: Desk) -> str:
    return overdue_sentence(desk.vault, desk.today(), desk.kit.settings.keep.days_after_last_contact)


def _say_recovered(app: App[None], sentence: str) -> None:
    """Say it on the screen in front, once that stands."""
    top = app.screen
    if isinstance(top, ExploreScreen) and sentence:  # its own line is taken: it is looking
        app.notify(sentence, markup=False)
    elif sentence:
        top.call_after_refresh(say_on, top, sentence)
