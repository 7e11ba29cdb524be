"""Reflect: the asset map, fit to turn the laptop round. Almost nothing else on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static

from conversation_kit.model.assets import Asset
from conversation_kit.sharing.assetmap import map_lines
from conversation_kit.sharing.boxes import MapRole
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.widgets.marked import MarkedList
from conversation_kit.tui.widgets.notes import asset_words

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_STYLES = {
    MapRole.NAME: "bold",
    MapRole.HEADING: "bold dim",
    MapRole.WORDS: "",
    MapRole.MORE: "dim italic",
    MapRole.QUIET: "dim",
    MapRole.LINE: "dim",
    MapRole.SPACE: "",
}


class ReflectScreen(Screen[None]):
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
        Binding("f8", "page", "My page", id="page"),
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
        self._desk.vault.place.save({"screen": "reflect", "person": self._person_id})
        self.call_after_refresh(self._draw)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw it anew for the new size."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        canvas = self.query_one("#map", Static)
        rows = map_lines(
            self._desk.vault.story(self._person_id), canvas.content_size.width, canvas.content_size.height
        )
        picture = Text("\n", no_wrap=True).join(
            Text.assemble(*((words, _STYLES[role]) for words, role in row)) for row in rows
        )
        canvas.update(picture)

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
