"""The asset map as a styled text: the same on the map's own screen and within the page."""

from collections.abc import Sequence

from rich.text import Text

from conversation_kit.sharing.boxes import MapRole, Row

_STYLES = {
    MapRole.NAME: "bold",
    MapRole.HEADING: "dim italic",
    MapRole.WORDS: "bold",
    MapRole.MORE: "italic",
    MapRole.QUIET: "dim",
    MapRole.LINE: "dim",
    MapRole.SPACE: "",
}


def picture_text(rows: Sequence[Row]) -> Text:
    """Return the rows of a map as one text: their words stand out, lines and headings are quiet."""
    return Text("\n", no_wrap=True).join(
        Text.assemble(*((words, _STYLES[MapRole(role)]) for words, role in row)) for row in rows
    )


def is_whole(rows: Sequence[Row]) -> bool:
    """Whether the picture shows everything, with nothing counted as "and 3 more"."""
    return not any(role == MapRole.MORE for row in rows for _, role in row)
