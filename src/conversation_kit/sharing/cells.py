"""Widths on a terminal: wide, combining and joined characters measured in cells and never cut through."""

from rich.cells import cell_len, chop_cells, set_cell_size

from conversation_kit.sharing.fitting import wrap_words

ELLIPSIS = "…"


def wrap_cells(text: str, width: int) -> list[str]:
    """Break ``text`` between words into lines of at most ``width`` cells (2 or more)."""
    return wrap_words(text, width, cell_len, _chop)


def shorten(text: str, width: int) -> str:
    """Return ``text`` when it fits in ``width`` cells, else its beginning with an ellipsis."""
    return text if cell_len(text) <= width else mark_cut(text, width)


def mark_cut(text: str, width: int) -> str:
    """Return ``text`` with an ellipsis at its end, without its last characters if ``width`` asks it."""
    if width <= 0:
        return ""
    if cell_len(text) >= width:
        text = set_cell_size(text, width - 1).rstrip()
    return text + ELLIPSIS


def pad(text: str, width: int) -> str:
    """Return ``text`` with spaces to ``width`` cells."""
    return text + " " * (width - cell_len(text))


def centre(text: str, width: int) -> str:
    """Return ``text`` in the middle of ``width`` cells."""
    return pad(" " * ((width - cell_len(text)) // 2) + text, width)


def _chop(word: str, width: float) -> list[str]:
    return [piece for piece in chop_cells(word, int(width)) if piece]
