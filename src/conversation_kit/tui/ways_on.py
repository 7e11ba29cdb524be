"""The keys that lead from one screen about a person to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator


class WaysOn:
    """Mixed into a screen about one person: F5 to F8 and the Book lead on from it.

    The screen says which of the keys it offers.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whom the screen is about.
    """

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._person_id = person_id

    @property
    def person_id(self) -> str:
        """Whom the screen is about."""
        return self._person_id

    def action_explore(self) -> None:
        """Explore together."""
        self._navigator.explore(self._person_id)

    def action_reflect(self) -> None:
        """Show the map."""
        self._navigator.reflect(self._person_id)

    def action_deal(self) -> None:
        """Show the deal."""
        self._navigator.deal(self._person_id)

    def action_page(self) -> None:
        """Show the page."""
        self._navigator.page(self._person_id)

    def action_book(self) -> None:
        """Open the Book."""
        self._navigator.book()
