"""Words in a picture for the page: large print, escaped, set from the right where their language is."""

from collections.abc import Sequence
from html import escape

from conversation_kit.sharing.ems import reads_from_right

# One unit is one CSS pixel when the picture fills the 180 mm between the margins of an A4 page.
WIDTH = 680.0
SIZE = 21.4  # 16 point
ROW = 27.0
TALLEST = 940.0  # so that a picture and its heading stay on one page
BASE = SIZE * 0.97  # from the top of a row to the line its letters stand on
BULLET = 0.8  # ems from the bullet to the words
BOLD = 1.08  # bold letters are this much wider
_FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def text(
    words: str, x: float, y: float, *, bold: bool = False, anchor: str = "start", right: bool = False
) -> str:
    """Return one line of text."""
    weight = ' font-weight="bold"' if bold else ""
    direction = ' direction="rtl"' if right else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}{direction}>{escape(words)}</text>'


def item_line(words: str, left: float, right: float, y: float) -> str:
    """Return a line of an item between ``left`` and ``right``, with room for a bullet."""
    if reads_from_right(words):
        return text(words, right - BULLET * SIZE, y, right=True)
    return text(words, left + BULLET * SIZE, y)


def bullet(words: str, left: float, right: float, y: float) -> str:
    """Return the dot before an item: on the side where its words begin."""
    x = right - 5 if reads_from_right(words) else left + 5
    return f'<circle cx="{x:.1f}" cy="{y - SIZE * 0.32:.1f}" r="3.5" fill="#000"/>'


def picture_document(name: str, title: str, description: str, parts: Sequence[str], height: float) -> str:
    """Return one ``svg`` element, complete in itself, with a title and a description in words.

    Args:
        name: Begins the ids in it, which must be the only ones of that name on the page.
        title: What it is.
        description: All of it in words.
        parts: What is drawn.
        height: In units; it is as wide as the page.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-words" '
        f'viewBox="0 0 {WIDTH:.0f} {height:.0f}" width="100%" '
        f'font-family="{_FONT}" font-size="{SIZE}" fill="#000">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-words">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )
