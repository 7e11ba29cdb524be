"""The asset map as a picture for the page: SVG in large print, complete in itself, black on white."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.sharing.around import IN_THE_WAY, AssetMap, Cluster
from conversation_kit.sharing.ems import em_width, mark_cut, wrap_ems
from conversation_kit.sharing.fitting import fit_whole, share_rows
from conversation_kit.sharing.mapterminal import Slots, arrange
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

_PAD = 14.0
_GAP = 20.0
_BETWEEN = 32.0  # between the bands, where the lines to the person show
_PERSON, _WIDEST_PERSON = 150.0, 260.0
_FOOT_ROWS = 3
_MOST_NAME_ROWS = 4
_HALF = (WIDTH - _GAP) / 2 - 1
_ALONE = WIDTH * 0.75


@dataclass(frozen=True, slots=True)
class _Frame:
    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class _Cloud:
    cluster: Cluster
    frame: _Frame


def draw_svg(picture: AssetMap) -> str:
    """Return the picture as one ``svg`` element with a title and a description in words."""
    slots = arrange(picture.clusters)
    across = _across(picture.name)
    side = (WIDTH - across) / 2 - _GAP - 1
    name = wrap_ems(picture.name, (across - _PAD) / SIZE / BOLD)[:_MOST_NAME_ROWS]
    above, middle, below = (
        _height(rows) if rows else 0.0 for rows in _share(picture, slots, len(name), side)
    )
    second = 2.0 + (above + _BETWEEN if above else 0.0)
    third = second + middle + (_BETWEEN if below else 0.0)
    clouds = [
        *_in_a_row(slots.above, 2.0, above),
        *_beside(slots.beside, second, middle, side),
        *_in_a_row(slots.below, third, below),
    ]
    own = _height(len(name))
    person = _Frame((WIDTH - across) / 2, second + (middle - own) / 2, across, own)
    foot, end = _foot(picture.in_the_way, third + below)
    parts = [
        *(_tie(cloud.frame, person) for cloud in clouds),
        *(_draw_cloud(cloud) for cloud in clouds),
        _draw_person(name, person),
        *foot,
    ]
    return picture_document("map", f"{picture.name}: the map", picture.in_words, parts, end + 2)


def _across(name: str) -> float:
    """The width of the person's own frame: a name is not broken within a word, unless it is a very long one."""
    longest = max((em_width(word) for word in name.split()), default=0.0)
    return min(max(_PERSON, longest * SIZE * BOLD + 2 * _PAD), _WIDEST_PERSON)


def _share(picture: AssetMap, slots: Slots, name_rows: int, side: float) -> list[int]:
    """Rows of text above, beside and below: as few as are needed, never more than a page holds."""
    foot = _BETWEEN + (_FOOT_ROWS + 1) * ROW if picture.in_the_way else 0.0
    most = int((TALLEST - foot - 2 * _BETWEEN - 3 * 2 * _PAD) / ROW)
    row = [_ALONE if len(clusters) == 1 else _HALF for clusters in (slots.above, slots.below)]
    wanted = [
        _wanted(slots.above, row[0]),
        max(_wanted(slots.beside, side), name_rows),
        _wanted(slots.below, row[1]),
    ]
    least = [4 if slots.above else 0, max(name_rows, 4 if slots.beside else 1), 4 if slots.below else 0]
    return share_rows(wanted, [min(pair) for pair in zip(wanted, least, strict=True)], most)


def _wanted(clusters: Sequence[Cluster], width: float) -> int:
    return max(
        (len(_heading(c, width)) + sum(len(_wrap(i, width)) for i in c.items) for c in clusters), default=0
    )


def _height(rows: int) -> float:
    return rows * ROW + 2 * _PAD


def _heading(cluster: Cluster, width: float) -> list[str]:
    return wrap_ems(cluster.heading, (width - 2 * _PAD) / SIZE / BOLD)


def _wrap(item: str, width: float) -> list[str]:
    return wrap_ems(item, _ems(width))


def _ems(width: float) -> float:
    return (width - 2 * _PAD) / SIZE - BULLET


def _in_a_row(clusters: Sequence[Cluster], y: float, height: float) -> list[_Cloud]:
    if len(clusters) == 1:
        return [_Cloud(clusters[0], _Frame((WIDTH - _ALONE) / 2, y, _ALONE, height))]
    frames = (_Frame(1, y, _HALF, height), _Frame(WIDTH - 1 - _HALF, y, _HALF, height))
    return [_Cloud(cluster, frame) for cluster, frame in zip(clusters, frames, strict=False)]


def _beside(clusters: Sequence[Cluster], y: float, height: float, side: float) -> list[_Cloud]:
    frames = (_Frame(1, y, side, height), _Frame(WIDTH - 1 - side, y, side, height))
    return [_Cloud(cluster, frame) for cluster, frame in zip(clusters, frames, strict=False)]


def _tie(cloud: _Frame, person: _Frame) -> str:
    (x1, y1), (x2, y2) = cloud.centre, person.centre
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#000" stroke-width="2"/>'


def _draw_cloud(cloud: _Cloud) -> str:
    frame, cluster = cloud.frame, cloud.cluster
    heading = _heading(cluster, frame.width)
    room = round((frame.height - 2 * _PAD) / ROW) - len(heading)
    shown, hidden = fit_whole(
        cluster.items,
        room,
        lambda item: _wrap(item, frame.width),
        lambda words: mark_cut(words, _ems(frame.width)),
    )
    parts = [_rectangle(frame, radius=14, stroke=2)]
    y = frame.y + _PAD + BASE
    for words in heading:
        parts.append(text(words, frame.x + _PAD, y, bold=True))
        y += ROW
    for lines in shown:
        parts.append(bullet(lines[0], *_inner(frame), y))
        for words in lines:
            parts.append(item_line(words, *_inner(frame), y))
            y += ROW
    if hidden:
        parts.append(text(f"and {hidden} more", frame.x + _PAD, y))
    return "".join(parts)


def _draw_person(name: Sequence[str], frame: _Frame) -> str:
    x, _ = frame.centre
    y = frame.y + _PAD + BASE
    texts = [
        text(words, x, y + number * ROW, bold=True, anchor="middle") for number, words in enumerate(name)
    ]
    inner = _Frame(frame.x + 5, frame.y + 5, frame.width - 10, frame.height - 10)
    return _rectangle(frame, radius=16, stroke=3) + _rectangle(inner, radius=12, stroke=1.5) + "".join(texts)


def _foot(in_the_way: Sequence[str], y: float) -> tuple[list[str], float]:
    """What gets in the way: below and apart, without a box and without a line to the person."""
    if not in_the_way:
        return [], y
    y += _BETWEEN
    parts = [text(f"{IN_THE_WAY}:", 1 + _PAD, y, bold=True)]
    frame = _Frame(1, y, WIDTH - 2, 0)
    shown, hidden = fit_whole(
        in_the_way, _FOOT_ROWS, lambda item: _wrap(item, WIDTH), lambda words: mark_cut(words, _ems(WIDTH))
    )
    for lines in shown:
        parts.append(bullet(lines[0], *_inner(frame), y + ROW))
        for words in lines:
            y += ROW
            parts.append(item_line(words, *_inner(frame), y))
    if hidden:
        y += ROW
        parts.append(text(f"and {hidden} more", 1 + _PAD, y))
    return parts, y + ROW - SIZE


def _inner(frame: _Frame) -> tuple[float, float]:
    """Return where words begin and end within a frame."""
    return frame.x + _PAD, frame.x + frame.width - _PAD


def _rectangle(frame: _Frame, *, radius: float, stroke: float) -> str:
    return (
        f'<rect x="{frame.x:.1f}" y="{frame.y:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}" '
        f'rx="{radius}" fill="#fff" stroke="#000" stroke-width="{stroke}"/>'
    )
