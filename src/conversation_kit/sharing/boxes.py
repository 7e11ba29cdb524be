"""The boxes of the terminal map: blocks of rows of one width, with joints where lines meet them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len

from conversation_kit.sharing.cells import centre, mark_cut, pad, shorten, wrap_cells
from conversation_kit.sharing.fitting import fit_items

Run = tuple[str, str]
Row = list[Run]

_BULLET = "· "
_SIDES = 4  # a border and a space on either side


class MapRole(StrEnum):
    """What a run of the map is, for a screen to style. Meaning never hangs on the style alone."""

    NAME = "name"
    HEADING = "heading"
    WORDS = "words"
    MORE = "more"
    QUIET = "quiet"
    LINE = "line"
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class Joints:
    """Where lines to the person leave a box: columns of its top and bottom border, rows of its sides."""

    top: tuple[int, ...] = ()
    bottom: tuple[int, ...] = ()
    left: int | None = None
    right: int | None = None


def space(width: int) -> Run:
    """Return ``width`` empty cells."""
    return (" " * width, MapRole.SPACE)


def line(text: str) -> Run:
    """Return a piece of line."""
    return (text, MapRole.LINE)


def wanted_rows(heading: str, items: Sequence[str], width: int, joints: Joints) -> int:
    """Return the rows a box of ``width`` cells needs to show its heading and all of ``items``, borders included."""
    _, (_, *more) = _heading(heading, width, joints.top)
    return 2 + len(more) + sum(len(_wrap_item(item, width - _SIDES)) for item in items)


def box(heading: str, items: Sequence[str], width: int, height: int, joints: Joints) -> list[Row]:
    """Return a box of exactly ``width`` by ``height`` cells (at least 12 by 3) with as much as it holds.

    A heading too long for the border goes on below it, where there is room for that beside all of ``items``.
    """
    inner = width - _SIDES
    start, (first, *more) = _heading(heading, width, joints.top)
    if more and height < wanted_rows(heading, items, width, joints):
        first, more = mark_cut(first, cell_len(first) + 1), []
    runs = [(text, MapRole.HEADING) for text in more] + item_lines(items, inner, height - 2 - len(more))
    body = [(pad(text, inner), role) for text, role in runs]
    body += [(" " * inner, MapRole.SPACE)] * (height - 2 - len(body))
    rows = [_top(first, start, width, joints.top)]
    for number, run in enumerate(body, start=1):
        left = "┤" if number == joints.left else "│"
        right = "├" if number == joints.right else "│"
        rows.append([line(f"{left} "), run, line(f" {right}")])
    return [*rows, [line(_edge("╰─╯┬", width, joints.bottom))]]


def item_lines(items: Sequence[str], width: int, rows: int) -> list[Run]:
    """Return ``items`` as at most ``rows`` bulleted lines of ``width`` cells; what is left out is counted."""
    shown, hidden = fit_items(
        items, rows, lambda item: _wrap_item(item, width), lambda text: mark_cut(text, width)
    )
    runs: list[Run] = [(text, MapRole.WORDS) for lines in shown for text in lines]
    return [*runs, (shorten(f"and {hidden} more", width), MapRole.MORE)] if hidden else runs


def person_box(name: str, width: int, joints: Joints) -> list[Row]:
    """Return the person's box: their name in a double frame, on two lines at most."""
    inner = width - _SIDES
    names = wrap_cells(name, inner)
    if len(names) > 2:  # noqa: PLR2004 (two lines at most)
        names = [names[0], mark_cut(names[1], inner)]
    rows: list[Row] = [[line(_edge("╔═╗╧", width, joints.top))]]
    for number, text in enumerate(names, start=1):
        left = "╢" if number == joints.left else "║"
        right = "╟" if number == joints.right else "║"
        rows.append([line(f"{left} "), (centre(text, inner), MapRole.NAME), line(f" {right}")])
    return [*rows, [line(_edge("╚═╝╤", width, joints.bottom))]]


def _wrap_item(item: str, width: int) -> list[str]:
    first, *rest = wrap_cells(item, width - len(_BULLET))
    return [_BULLET + first, *(" " * len(_BULLET) + text for text in rest)]


def _heading(heading: str, width: int, joints: Sequence[int]) -> tuple[int, list[str]]:
    """Return the column where the heading stands in the border, and its lines; the first stands in the border.

    No joint falls into the heading: it stands before them or after, where it fits or else where there is more room.
    """
    spots = [(2, min(joints, default=width - 2) - 4)]
    spots += [(joint + 2, width - joint - 6) for joint in joints[-1:]]
    fits = next((spot for spot in spots if cell_len(heading) <= spot[1]), None)
    start, room = fits or max(spots, key=lambda spot: spot[1])
    first, *_ = wrap_cells(heading, room)
    rest = heading.removeprefix(first).strip()
    return start, [first, *(wrap_cells(rest, width - _SIDES) if rest else ())]


def _top(heading: str, start: int, width: int, joints: Sequence[int]) -> Row:
    """Return the top border with the heading in it."""
    edge = _edge("╭─╮┴", width, joints)
    text = f" {heading} "
    return [line(edge[:start]), (text, MapRole.HEADING), line(edge[start + cell_len(text) :])]


def _edge(style: str, width: int, joints: Sequence[int]) -> str:
    """A border; ``style`` is its first cell, its middle, its last, and what stands where a line meets it."""
    inside = "".join(style[3] if column in joints else style[1] for column in range(1, width - 1))
    return f"{style[0]}{inside}{style[2]}"
