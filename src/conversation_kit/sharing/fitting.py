"""Fitting words into a box: wrap what fits, shorten what does not, say how many more there are.

The terminal map measures in cells and the printed one in tenths of an em, so the measure is handed in.
"""

from collections.abc import Callable, Sequence

Wrap = Callable[[str], list[str]]
Shorten = Callable[[str], str]


def wrap_words(
    text: str, width: float, measure: Callable[[str], float], chop: Callable[[str, float], list[str]]
) -> list[str]:
    """Break ``text`` between words into lines that measure at most ``width``; ``chop`` breaks a longer word.

    Returns:
        At least one line, which may be empty.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if measure(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = [word] if measure(word) <= width else chop(word, width)
        lines.extend(full)
    return [*lines, line] if line or not lines else lines


def fit_items(items: Sequence[str], rows: int, wrap: Wrap, shorten: Shorten) -> tuple[list[list[str]], int]:
    """Return the lines of each item shown, and how many items are not shown.

    Every item gets one row before any gets a second; rows left over go to those that need them, in order.
    When there are more items than rows, the last row is left free for "and N more".

    Args:
        items: What to show, each on one line.
        rows: Rows there are.
        wrap: Breaks an item into lines that fit.
        shorten: Puts an ellipsis at the end of a line that goes on, keeping it within the width.
    """
    if rows <= 0:
        return [], len(items)
    hidden = 0 if len(items) <= rows else len(items) - (rows - 1)
    shown = [wrap(item) for item in items[: len(items) - hidden]]
    given = [1] * len(shown)
    spare = rows - len(shown) - (1 if hidden else 0)
    while spare > 0 and (short := [i for i, lines in enumerate(shown) if given[i] < len(lines)]):
        for i in short[:spare]:
            given[i] += 1
        spare -= len(short[:spare])
    return [_cut(lines, count, shorten) for lines, count in zip(shown, given, strict=True)], hidden


def fit_whole(items: Sequence[str], rows: int, wrap: Wrap, shorten: Shorten) -> tuple[list[list[str]], int]:
    """Like :func:`fit_items`, but rather fewer items whole than many cut short; only the first may be cut."""
    shown: list[list[str]] = []
    left = rows
    for number, item in enumerate(items):
        lines = wrap(item)
        room = left - (0 if number == len(items) - 1 else 1)  # keeps a row for "and N more"
        if not shown:
            lines = _cut(lines, max(1, room), shorten)
        elif len(lines) > room:
            break
        shown.append(lines)
        left -= len(lines)
    return shown, len(items) - len(shown)


def share_rows(wanted: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """Share ``available`` rows among bands: each its least, then one by one to the smallest that wants more.

    No band gets more than it wanted, or less than its least even when that is more than is available.
    """
    given = list(least)
    for _ in range(available - sum(given)):
        lacking = [band for band, rows in enumerate(wanted) if given[band] < rows]
        if not lacking:
            break
        given[min(lacking, key=lambda band: given[band])] += 1
    return given


def _cut(lines: list[str], count: int, shorten: Shorten) -> list[str]:
    return lines if len(lines) <= count else [*lines[: count - 1], shorten(lines[count - 1])]
