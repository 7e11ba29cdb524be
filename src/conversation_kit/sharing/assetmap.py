"""The asset map of a story, as a picture for the terminal."""

from conversation_kit.model.story import Story
from conversation_kit.sharing.around import asset_map
from conversation_kit.sharing.boxes import Row
from conversation_kit.sharing.mapterminal import draw
from conversation_kit.sharing.permission import standing


def map_lines(story: Story, width: int, height: int) -> list[Row]:
    """Return the map as rows of runs ``(text, role)``; roles are those of :class:`boxes.MapRole`.

    Args:
        story: The person's record; what was taken out is left out.
        width: Cells there are; no row is wider.
        height: Rows there are; what does not fit is counted ("and 3 more").
    """
    return draw(asset_map(standing(story)), width, height)
