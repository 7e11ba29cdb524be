"""The timeline as a picture for the page: a line down the left, a dot for each day, what happened beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.sharing.ems import mark_cut, wrap_ems
from conversation_kit.sharing.fitting import fit_whole
from conversation_kit.sharing.svgtext import (
    BASE,
    BOLD,
    BULLET,
    ROW,
    SIZE,
    TALLEST,
    WIDTH,
    bullet,
    item_line,
    picture_document,
    text,
)
from conversation_kit.sharing.timepicture import DayPicture, TimePicture, days_between

_LINE = 16.0  # where the line of time runs
_LEFT = 44.0
_RIGHT = WIDTH - 2
_BETWEEN = 16.0
_ROWS_OF_A_DAY = (9, 6, 4, 3)  # rather little of each day than some days not at all
_EMS = (_RIGHT - _LEFT) / SIZE - BULLET


@dataclass(frozen=True, slots=True)
class _Block:
    """A day, broken into the rows that are shown."""

    heading: list[str]
    items: list[list[str]]
    hidden: int

    @property
    def height(self) -> float:
        rows = len(self.heading) + sum(map(len, self.items)) + (1 if self.hidden else 0)
        return rows * ROW + _BETWEEN


def draw_timeline(picture: TimePicture) -> str:
    """Return the picture as one ``svg`` element with a title and a description in words; "" without days.

    It is never taller than a sheet of A4 with its heading: the first day and the last ones are shown, and those between
    counted. The description holds all of them.
    """
    if not picture.days:
        return ""
    blocks = _that_fit(picture.days)
    parts: list[str] = []
    y = 2.0
    dots: list[float] = []
    for block in blocks:
        if block.items:
            dots.append(y + BASE - SIZE * 0.35)
        parts += _draw(block, y)
        y += block.height
    title = f"{picture.name}: the story so far"
    drawn = [_line(dots[0], dots[-1]), *map(_dot, dots), *parts]
    return picture_document("time", title, picture.in_words, drawn, y - _BETWEEN + 8)


def _block(day: DayPicture, rows: int) -> _Block:
    heading = wrap_ems(day.heading, (_RIGHT - _LEFT) / SIZE / BOLD)
    shown, hidden = fit_whole(
        day.items, rows, lambda item: wrap_ems(item, _EMS), lambda words: mark_cut(words, _EMS)
    )
    return _Block(heading, shown, hidden)


def _that_fit(days: Sequence[DayPicture]) -> list[_Block]:
    """Return the blocks that one sheet holds: all, or the first and as many of the last as there is room for."""
    blocks: list[_Block] = []
    for rows in _ROWS_OF_A_DAY:
        blocks = [_block(day, rows) for day in days]
        if sum(block.height for block in blocks) <= TALLEST:
            return blocks
    between = _Block([days_between(len(blocks))], [], 0)
    room = TALLEST - blocks[0].height - between.height
    last: list[_Block] = []
    for block in reversed(blocks[1:]):
        if block.height > room:
            break
        last.insert(0, block)
        room -= block.height
    left_out = len(blocks) - 1 - len(last)
    return [blocks[0], _Block([days_between(left_out)], [], 0), *last]


def _draw(block: _Block, top: float) -> list[str]:
    y = top + BASE
    parts = []
    for words in block.heading:
        parts.append(text(words, _LEFT, y, bold=bool(block.items)))
        y += ROW
    for lines in block.items:
        parts.append(bullet(lines[0], _LEFT, _RIGHT, y))
        for words in lines:
            parts.append(item_line(words, _LEFT, _RIGHT, y))
            y += ROW
    if block.hidden:
        parts.append(text(f"and {block.hidden} more", _LEFT, y))
    return parts


def _line(top: float, bottom: float) -> str:
    return (
        f'<line x1="{_LINE}" y1="{top:.1f}" x2="{_LINE}" y2="{bottom:.1f}" stroke="#000" stroke-width="3"/>'
    )


def _dot(y: float) -> str:
    return f'<circle cx="{_LINE}" cy="{y:.1f}" r="9" fill="#fff" stroke="#000" stroke-width="4"/>'
