"""Reflect: the asset map, fit to turn the laptop round. Almost nothing else on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from conversation_kit.journey.taking_out import bring_back, take_out
from conversation_kit.model.assets import Asset
from conversation_kit.sharing.assetmap import map_lines
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says
from conversation_kit.tui.widgets.marked import MarkedList
from conversation_kit.tui.widgets.notes import asset_words
from conversation_kit.tui.widgets.picture import is_whole, picture_text

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_EASY_WIDTH = 104  # eyes lose their way in wider boxes


class ReflectScreen(WaysOn, SaysErrors, Screen[None]):
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
Made to be looked at together. **e** changes a word, because it has to be as they would say it,
or takes one out.
**Enter** goes on to explore together what could connect, **F8** to the page that stays. **Esc** goes back.
"""

    def compose(self) -> ComposeResult:
        """The picture."""
        yield Static("", id="map", markup=False)
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Draw what stands now."""
        self.call_after_refresh(self._draw)
        if self.is_current:
            self._desk.vault.place.save({"screen": "reflect", "person": self._person_id})

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

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)


class WordsChooser(SaysErrors, ModalScreen[Asset | None]):
    """Lists what stands on the map, to take out what should not; dismissed with the one to change.

    Args:
        desk: The open desk.
        person_id: Whose map it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "take_out",
            "Take out",
            id="take-out",
            tooltip="Take it out: of the map, the page and the case note",
        ),
        Binding(
            "ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Bring back what was taken out last"
        ),
        Binding("h", "app.history", "History", id="history", show=False, tooltip="Every change of this"),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# The words on the map
**Enter** changes the words at the arrow, so that they stand as the person would say them. **x** takes them out: of the
map, the page and the case note; **Ctrl+Z** brings back what was taken out last. **h** shows
every change. **Esc** goes back to the map.
"""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._person_id = person_id
        self._assets: tuple[Asset, ...] = ()
        self._taken_out: list[str] = []

    def compose(self) -> ComposeResult:
        """One row an asset."""
        yield MarkedList(always=True, id="words-to-change")
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show the words."""
        self._show()

    def _show(self, at: str = "") -> None:
        """Show what stands now, with the arrow at the asset of this id; else where it is."""
        self._assets = self._desk.vault.story(self._person_id).assets
        place = next((index for index, asset in enumerate(self._assets) if asset.id == at), None)
        rows = [("", asset_words(asset)) for asset in self._assets]
        self.query_one(MarkedList).show_rows(rows, empty="Nothing on the map yet. Esc goes back.", at=place)

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """The words with the arrow."""
        at = self.query_one(MarkedList).at
        return None if at is None else (Asset.entity, self._assets[at].id)

    def action_take_out(self) -> None:
        """Take the chosen one out, whichever talk it came from; it stays in the record's history."""
        at = self.query_one(MarkedList).at
        if at is None:
            self.say("There is nothing to take out.")
            return
        gone = self._assets[at]
        take_out(self._desk.vault, gone.entity, gone.id)
        self._taken_out.append(gone.id)
        self._show()
        self.say("Taken out. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Bring back what was taken out last."""
        if not self._taken_out:
            self.say("There is nothing to bring back.")
            return
        bring_back(self._desk.vault, Asset.entity, self._taken_out[-1])
        self._show(at=self._taken_out.pop())
        self.say("Brought back.")

    def on_option_list_option_selected(self, event: MarkedList.OptionSelected) -> None:
        """Change this one."""
        self.dismiss(self._assets[event.option_index])

    def action_back(self) -> None:
        """Back to the map."""
        self.dismiss(None)
