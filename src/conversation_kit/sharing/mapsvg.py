"""The asset map as a picture for the page: SVG in large print, complete in itself, black on white."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from conversation_kit.sharing.around import IN_THE_WAY, AssetMap, Cluster
from conversation_kit.sharing.ems import mark_cut, reads_from_right, wrap_ems
from conversation_kit.sharing.fitting import fit_whole, share_rows
from conversation_kit.sharing.mapterminal import Slots, arrange

# One unit is one CSS pixel when the picture fills the 180 mm between the margins of an A4 page.
_WIDTH = 680.0
_SIZE = 21.4  # 16 point
_ROW = 27.0
_PAD = 14.0
_GAP = 20.0
_BETWEEN = 32.0  # between the bands, where the lines to the person show
_PERSON = 150.0
_TALLEST = 940.0  # so that the picture and its heading stay on one page
_FOOT_ROWS = 3
_MOST_NAME_ROWS = 4
_BASE = _SIZE * 0.97  # from the top of a row to the line its letters stand on
_BULLET = 0.8  # ems from the bullet to the words
_BOLD = 1.08  # bold letters are this much wider
_HALF = (_WIDTH - _GAP) / 2 - 1
_SIDE = (_WIDTH - _PERSON) / 2 - _GAP - 1
_ALONE = _WIDTH * 0.75
_FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


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
    name = wrap_ems(picture.name, (_PERSON - _PAD) / _SIZE / _BOLD)[:_MOST_NAME_ROWS]
    above, middle, below = (_height(rows) if rows else 0.0 for rows in _share(picture, slots, len(name)))
    second = 2.0 + (above + _BETWEEN if above else 0.0)
    third = second + middle + (_BETWEEN if below else 0.0)
    clouds = [
        *_in_a_row(slots.above, 2.0, above),
        *_beside(slots.beside, second, middle),
        *_in_a_row(slots.below, third, below),
    ]
    own = _height(len(name))
    person = _Frame((_WIDTH - _PERSON) / 2, second + (middle - own) / 2, _PERSON, own)
    foot, end = _foot(picture.in_the_way, third + below)
    parts = [
        *(_tie(cloud.frame, person) for cloud in clouds),
        *(_draw_cloud(cloud) for cloud in clouds),
        _draw_person(name, person),
        *foot,
    ]
    return _document(picture, parts, end + 2)


def _share(picture: AssetMap, slots: Slots, name_rows: int) -> list[int]:
    """Rows of text above, beside and below: as few as are needed, never more than a page holds."""
    foot = _BETWEEN + (_FOOT_ROWS + 1) * _ROW if picture.in_the_way else 0.0
    most = int((_TALLEST - foot - 2 * _BETWEEN - 3 * 2 * _PAD) / _ROW)
    row = [_ALONE if len(clusters) == 1 else _HALF for clusters in (slots.above, slots.below)]
    wanted = [
        _wanted(slots.above, row[0]),
        max(_wanted(slots.beside, _SIDE), name_rows),
        _wanted(slots.below, row[1]),
    ]
    least = [4 if slots.above else 0, max(name_rows, 4 if slots.beside else 1), 4 if slots.below else 0]
    return share_rows(wanted, [min(pair) for pair in zip(wanted, least, strict=True)], most)


def _wanted(clusters: Sequence[Cluster], width: float) -> int:
    return max(
        (len(_heading(c, width)) + sum(len(_wrap(i, width)) for i in c.items) for c in clusters), default=0
    )


def _height(rows: int) -> float:
    return rows * _ROW + 2 * _PAD


def _heading(cluster: Cluster, width: float) -> list[str]:
    return wrap_ems(cluster.heading, (width - 2 * _PAD) / _SIZE / _BOLD)


def _wrap(item: str, width: float) -> list[str]:
    return wrap_ems(item, _ems(width))


def _ems(width: float) -> float:
    return (width - 2 * _PAD) / _SIZE - _BULLET


def _in_a_row(clusters: Sequence[Cluster], y: float, height: float) -> list[_Cloud]:
    if len(clusters) == 1:
        return [_Cloud(clusters[0], _Frame((_WIDTH - _ALONE) / 2, y, _ALONE, height))]
    frames = (_Frame(1, y, _HALF, height), _Frame(_WIDTH - 1 - _HALF, y, _HALF, height))
    return [_Cloud(cluster, frame) for cluster, frame in zip(clusters, frames, strict=False)]


def _beside(clusters: Sequence[Cluster], y: float, height: float) -> list[_Cloud]:
    frames = (_Frame(1, y, _SIDE, height), _Frame(_WIDTH - 1 - _SIDE, y, _SIDE, height))
    return [_Cloud(cluster, frame) for cluster, frame in zip(clusters, frames, strict=False)]


def _tie(cloud: _Frame, person: _Frame) -> str:
    (x1, y1), (x2, y2) = cloud.centre, person.centre
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#000" stroke-width="2"/>'


def _draw_cloud(cloud: _Cloud) -> str:
    frame, cluster = cloud.frame, cloud.cluster
    heading = _heading(cluster, frame.width)
    room = round((frame.height - 2 * _PAD) / _ROW) - len(heading)
    shown, hidden = fit_whole(
        cluster.items,
        room,
        lambda item: _wrap(item, frame.width),
        lambda text: mark_cut(text, _ems(frame.width)),
    )
    parts = [_rectangle(frame, radius=14, stroke=2)]
    y = frame.y + _PAD + _BASE
    for text in heading:
        parts.append(_text(text, frame.x + _PAD, y, bold=True))
        y += _ROW
    for lines in shown:
        parts.append(_bullet(lines[0], frame, y))
        for text in lines:
            parts.append(_words(text, frame, y))
            y += _ROW
    if hidden:
        parts.append(_text(f"and {hidden} more", frame.x + _PAD, y))
    return "".join(parts)


def _draw_person(name: Sequence[str], frame: _Frame) -> str:
    x, _ = frame.centre
    y = frame.y + _PAD + _BASE
    texts = [
        _text(text, x, y + number * _ROW, bold=True, anchor="middle") for number, text in enumerate(name)
    ]
    inner = _Frame(frame.x + 5, frame.y + 5, frame.width - 10, frame.height - 10)
    return _rectangle(frame, radius=16, stroke=3) + _rectangle(inner, radius=12, stroke=1.5) + "".join(texts)


def _foot(in_the_way: Sequence[str], y: float) -> tuple[list[str], float]:
    """What gets in the way: below and apart, without a box and without a line to the person."""
    if not in_the_way:
        return [], y
    y += _BETWEEN
    parts = [_text(f"{IN_THE_WAY}:", 1 + _PAD, y, bold=True)]
    frame = _Frame(1, y, _WIDTH - 2, 0)
    shown, hidden = fit_whole(
        in_the_way, _FOOT_ROWS, lambda item: _wrap(item, _WIDTH), lambda text: mark_cut(text, _ems(_WIDTH))
    )
    for lines in shown:
        parts.append(_bullet(lines[0], frame, y + _ROW))
        for text in lines:
            y += _ROW
            parts.append(_words(text, frame, y))
    if hidden:
        y += _ROW
        parts.append(_text(f"and {hidden} more", 1 + _PAD, y))
    return parts, y + _ROW - _SIZE


def _bullet(words: str, frame: _Frame, y: float) -> str:
    """The dot before an item: on the side where its words begin."""
    x = frame.x + frame.width - _PAD - 5 if reads_from_right(words) else frame.x + _PAD + 5
    return f'<circle cx="{x:.1f}" cy="{y - _SIZE * 0.32:.1f}" r="3.5" fill="#000"/>'


def _words(text: str, frame: _Frame, y: float) -> str:
    """A line of the person's words, set from the right where their language is."""
    if reads_from_right(text):
        return _text(text, frame.x + frame.width - _PAD - _BULLET * _SIZE, y, right=True)
    return _text(text, frame.x + _PAD + _BULLET * _SIZE, y)


def _text(
    words: str, x: float, y: float, *, bold: bool = False, anchor: str = "start", right: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    direction = ' direction="rtl"' if right else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}{direction}>{escape(words)}</text>'


def _rectangle(frame: _Frame, *, radius: float, stroke: float) -> str:
    return (
        f'<rect x="{frame.x:.1f}" y="{frame.y:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}" '
        f'rx="{radius}" fill="#fff" stroke="#000" stroke-width="{stroke}"/>'
    )


def _document(picture: AssetMap, parts: Sequence[str], height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-words" '
        f'viewBox="0 0 {_WIDTH:.0f} {height:.0f}" width="100%" '
        f'font-family="{_FONT}" font-size="{_SIZE}" fill="#000">'
        f'<title id="map-title">{escape(picture.name)}: the map</title>'
        f'<desc id="map-words">{escape(picture.in_words)}</desc>'
        f"{''.join(parts)}</svg>"
    )
