"""Reflect: the asset map, fit to turn the laptop round. Almost nothing else on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static

from conversation_kit.model.assets import Asset
from conversation_kit.sharing.assetmap import map_lines
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.widgets.marked import MarkedList
from conversation_kit.tui.widgets.notes import asset_words
from conversation_kit.tui.widgets.picture import is_whole, picture_text

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_EASY_WIDTH = 104  # eyes lose their way in wider boxes


class ReflectScreen(SaysErrors, Screen[None]):
    """One person's map.

    Args:
        desk: The open desk.
        navigator: Opens other screens.
        person_id: Whose map it is.
    """

    CSS_PATH = "reflect.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "change", "Change a word", id="change-word"),
        Binding("enter", "explore", "Explore together", id="on-to-explore"),
        Binding("f5", "explore", "Explore together", id="explore", show=False),
        Binding("f7", "deal", "Deal", id="deal", show=False),
        Binding("f8", "page", "Page", id="page"),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# The map
Made to be looked at together. **e** changes a word, because it has to be as they would say it.
**Enter** goes on to explore together what could connect. **Esc** goes back.
"""

    def __init__(self, desk: Desk, navigator: Navigator, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._person_id = person_id

    def compose(self) -> ComposeResult:
        """The picture."""
        yield Static("", id="map", markup=False)
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Draw what stands now."""
        if self.is_current:
            self._desk.vault.place.save({"screen": "reflect", "person": self._person_id})
        self.call_after_refresh(self._draw)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw it anew for the new size."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        canvas = self.query_one("#map", Static)
        width, height = canvas.content_size
        story = self._desk.vault.story(self._person_id)
        rows = map_lines(story, min(width, _EASY_WIDTH), height)
        if width > _EASY_WIDTH and not is_whole(rows):
            rows = map_lines(story, width, height)
        canvas.update(picture_text(rows))

    def action_change(self) -> None:
        """Choose a word to change."""
        self.app.push_screen(WordsChooser(self._desk, self._person_id), self._chosen)

    def _chosen(self, asset: Asset | None) -> None:
        if asset is not None:
            self.app.push_screen(AssetForm(self._desk, asset), lambda _: self._draw())

    def action_explore(self) -> None:
        """Go on to explore together."""
        self._navigator.explore(self._person_id)

    def action_deal(self) -> None:
        """Show the deal."""
        self._navigator.deal(self._person_id)

    def action_book(self) -> None:
        """Open the Book."""
        self._navigator.book()

    def action_page(self) -> None:
        """Show the page."""
        self._navigator.page(self._person_id)

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


class WordsChooser(ModalScreen[Asset | None]):
    """Lists what stands on the map; dismissed with the one to change.

    Args:
        desk: The open desk.
        person_id: Whose map it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self._assets = desk.vault.story(person_id).assets

    def compose(self) -> ComposeResult:
        """One row an asset."""
        yield MarkedList(always=True, id="words-to-change")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the words."""
        rows = [("", asset_words(asset)) for asset in self._assets]
        self.query_one(MarkedList).show_rows(rows, empty="Nothing on the map yet. Esc goes back.")

    def on_option_list_option_selected(self, event: MarkedList.OptionSelected) -> None:
        """Change this one."""
        self.dismiss(self._assets[event.option_index])

    def action_back(self) -> None:
        """Back to the map."""
        self.dismiss(None)
