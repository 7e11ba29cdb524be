"""What the palette offers from anywhere behind the door: Home, a person by name, who you are, a new recovery key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette

from conversation_kit.model.people import Person
from conversation_kit.tui.palette import Offer
from conversation_kit.tui.saying import AsksBeforeLeaving

if TYPE_CHECKING:
    from textual.screen import Screen

    from conversation_kit.tui.navigation import Navigator
    from conversation_kit.vault.records import Vault


def anywhere_offers(navigator: Navigator, vault: Vault, stack: Sequence[Screen[Any]]) -> Iterator[Offer]:
    """Return what can be gone to.

    Home and people are offered only where nothing on the way would be left half done: a form, an erasure, a key that
    is shown once.

    Args:
        navigator: Goes there.
        vault: Holds the people.
        stack: The screens that are open, the front one last.
    """
    yield Offer("Who you are", "Your name, role, team, footprint", navigator.who_you_are)
    yield Offer("New recovery key", "The old one ends; asks for your passphrase", navigator.new_recovery_key)
    screens = [screen for screen in stack if not isinstance(screen, CommandPalette)]
    if any(screen.is_modal or isinstance(screen, AsksBeforeLeaving) for screen in screens):
        return
    yield Offer("Home", "Everybody, and what was promised", navigator.home)
    if navigator.syncing.enrolled:
        yield Offer(
            "Sync with the hub", "Send what was written here, take in what others wrote", navigator.sync
        )
        yield Offer("The hub", "How it stands, and who asks for access", navigator.hub)
    if navigator.syncing.is_officer:
        yield Offer("Your desk", "Corrections, gaps, doubles: what waits for the officer", navigator.officer)
    yield Offer("What was learned", "Choices that move later suggestions", navigator.learned)
    for person in vault.all(Person):
        title = f"{person.name}, {person.area}" if person.area else person.name
        yield Offer(title, "Open the person", _opener(navigator, person.id), once_typed=True)


def _opener(navigator: Navigator, person_id: str) -> Any:
    return lambda: navigator.person_from_home(person_id)
