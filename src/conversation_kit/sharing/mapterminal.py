"""The asset map as a picture for the terminal: the person in a double frame, everything else around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from conversation_kit.sharing.around import IN_THE_WAY, AssetMap, Cluster
from conversation_kit.sharing.boxes import Joints, MapRole, Row, box, line, person_box, space, wanted_rows
from conversation_kit.sharing.cells import centre, mark_cut, shorten, wrap_cells
from conversation_kit.sharing.fitting import fit_items, share_rows

_LEAST_WIDTH, _LEAST_HEIGHT = 56, 15
_LEAST_BAND = 3
_GAP = 2
_TALL = 32
_MOST_AIR = 2


@dataclass(frozen=True, slots=True)
class Slots:
    """Which clusters stand above the person, beside (none or two) and below."""

    above: tuple[Cluster, ...]
    beside: tuple[Cluster, ...]
    below: tuple[Cluster, ...]


def arrange(clusters: Sequence[Cluster]) -> Slots:
    """Place up to six clusters around the person, as evenly as their number allows."""
    above, beside = {0: (0, 0), 1: (1, 0), 2: (0, 2), 3: (1, 2), 4: (1, 2)}.get(len(clusters), (2, 2))
    whole = tuple(clusters)
    return Slots(whole[:above], whole[above : above + beside], whole[above + beside :])


def draw(picture: AssetMap, width: int, height: int) -> list[Row]:
    """Return the rows of the picture, at most ``height``, each at most ``width`` cells.

    A window too small for boxes gets the same as a plain list.
    """
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        return _as_list(picture, width, height)
    foot = _in_the_way(picture, width, 2 if height < _TALL else 4)
    if not picture.clusters:
        foot = [[(centre("Nothing on the map yet.", width), MapRole.QUIET)], *foot]
    return [*_Layout(picture, width, height - len(foot)).rows(), *foot]


class _Layout:
    """The measures of one picture; every row it gives is exactly as wide as the picture."""

    def __init__(self, picture: AssetMap, width: int, height: int) -> None:
        self._slots = arrange(picture.clusters)
        self._name = picture.name
        self._width = width
        longest = min(max(map(cell_len, picture.name.split()), default=0), width // 4)
        self._person = max(min(max(cell_len(picture.name), 8), width // 6), longest) + 4
        self._person += (width - self._person) % 2  # even halves left and right
        self._half = (width - _GAP) // 2
        self._side = (width - self._person) // 2 - _GAP
        self._heights = self._share(height)
        self._spare = height - sum(self._heights)

    def rows(self) -> list[Row]:
        above, middle, below = self._heights
        return [
            *self._band(self._slots.above, above, is_above=True),
            *self._air(self._slots.above),
            *self._middle(middle),
            *self._air(self._slots.below),
            *self._band(self._slots.below, below, is_above=False),
        ]

    def _air(self, clusters: Sequence[Cluster]) -> list[Row]:
        """Rows with nothing but the lines to a band, when the window has rows to spare."""
        if not clusters:
            return []
        left = (self._width - self._person) // 2
        row = [
            space(left),
            *self._posts(self._columns(clusters), left),
            space(self._width - left - self._person),
        ]
        return [row] * min(_MOST_AIR, max(0, self._spare // 2))

    def _share(self, height: int) -> list[int]:
        slots = self._slots
        beside = (wanted_rows(c.heading, c.items, self._side, Joints()) for c in slots.beside)
        least = [
            _LEAST_BAND if slots.above else 0,
            self._person_rows() + (1 if slots.above else 0) + (1 if slots.below else 0),
            _LEAST_BAND if slots.below else 0,
        ]
        wanted = [
            self._band_rows(slots.above, is_above=True),
            max(beside, default=0),
            self._band_rows(slots.below, is_above=False),
        ]
        return share_rows(wanted, least, height)

    def _band_rows(self, clusters: Sequence[Cluster], *, is_above: bool) -> int:
        """The rows that a band above or below wants."""
        room, joints = self._room(clusters), self._joints(clusters, is_above=is_above)
        each = zip(clusters, joints, strict=True)
        return max((wanted_rows(c.heading, c.items, room, at) for c, at in each), default=0)

    def _joints(self, clusters: Sequence[Cluster], *, is_above: bool) -> list[Joints]:
        """Where the lines to the person leave each box of a band."""
        each = zip(self._columns(clusters), self._starts(clusters), strict=True)
        at = [(column - start,) for column, start in each] if clusters else []
        return [Joints(bottom=one) if is_above else Joints(top=one) for one in at]

    def _person_rows(self) -> int:
        return 2 + min(2, len(wrap_cells(self._name, self._person - 4)))

    def _room(self, clusters: Sequence[Cluster]) -> int:
        """The width of each box in a band above or below; one alone is set in the middle, not stretched."""
        return self._half if len(clusters) > 1 else min(self._width, max(self._half, self._width * 2 // 3))

    def _starts(self, clusters: Sequence[Cluster]) -> list[int]:
        room = self._room(clusters)
        return [0, self._width - room] if len(clusters) > 1 else [(self._width - room) // 2]

    def _columns(self, clusters: Sequence[Cluster]) -> list[int]:
        """Columns of the lines between a band and the person's box."""
        left = (self._width - self._person) // 2
        if len(clusters) > 1:
            return [left + 2, left + self._person - 3]
        return [left + self._person // 2] if clusters else []

    def _band(self, clusters: Sequence[Cluster], height: int, *, is_above: bool) -> list[Row]:
        if not clusters:
            return []
        room, starts = self._room(clusters), self._starts(clusters)
        joints = self._joints(clusters, is_above=is_above)
        blocks = [
            box(cluster.heading, cluster.items, room, height, at)
            for cluster, at in zip(clusters, joints, strict=True)
        ]
        before, between = starts[0], self._width - 2 * room
        rows: list[Row] = []
        for parts in zip(*blocks, strict=True):
            row = [space(before), *parts[0]]
            row += [space(between), *parts[1]] if len(parts) > 1 else [space(self._width - before - room)]
            rows.append([run for run in row if run[0]])
        return rows

    def _middle(self, height: int) -> list[Row]:
        """The person with the lines up and down, and the two boxes beside them when there are any."""
        above, below = self._columns(self._slots.above), self._columns(self._slots.below)
        left = (self._width - self._person) // 2
        beside = self._slots.beside
        frame = Joints(
            top=tuple(column - left for column in above),
            bottom=tuple(column - left for column in below),
            left=1 if beside else None,
            right=1 if beside else None,
        )
        core = person_box(self._name, self._person, frame)
        over = max(1 if above else 0, (height - len(core)) // 2)
        under = height - len(core) - over
        centre_rows = [
            *([self._posts(above, left)] * over),
            *core,
            *([self._posts(below, left)] * under),
        ]
        if not beside:
            return [[space(left), *row, space(self._width - left - self._person)] for row in centre_rows]
        name_row = over + 1
        blocks = [
            box(beside[0].heading, beside[0].items, self._side, height, Joints(right=name_row)),
            box(beside[1].heading, beside[1].items, self._side, height, Joints(left=name_row)),
        ]
        rows = []
        for number, (west, row, east) in enumerate(zip(blocks[0], centre_rows, blocks[1], strict=True)):
            tie = line("─" * _GAP) if number == name_row else space(_GAP)
            rows.append([*west, tie, *row, tie, *east])
        return rows

    def _posts(self, columns: Sequence[int], left: int) -> Row:
        row = "".join("│" if left + offset in columns else " " for offset in range(self._person))
        return [line(row)]


def _in_the_way(picture: AssetMap, width: int, rows: int) -> list[Row]:
    """What gets in the way: below, apart, in few words."""
    if not picture.in_the_way:
        return []
    label = f"{IN_THE_WAY}: "
    inner = width - len(label)
    texts = wrap_cells(" · ".join(picture.in_the_way), inner)
    if len(texts) > rows:
        shown, hidden = fit_items(
            picture.in_the_way, rows, lambda item: wrap_cells(item, inner), lambda text: mark_cut(text, inner)
        )
        texts = [text for lines in shown for text in lines] + ([f"and {hidden} more"] if hidden else [])
    leads = [label, *([" " * len(label)] * (len(texts) - 1))]
    rows_below: list[Row] = [[(lead + text, MapRole.QUIET)] for lead, text in zip(leads, texts, strict=True)]
    return [[], *rows_below]


def _as_list(picture: AssetMap, width: int, height: int) -> list[Row]:
    """The map as a list for a small window: headings and what stands under them, as far as the rows go."""
    if width <= 0 or height <= 0:
        return []
    rows: list[Row] = [[(shorten(picture.name, width), MapRole.NAME)]]
    for cluster in picture.clusters:
        rows.append([(shorten(cluster.heading, width), MapRole.HEADING)])
        rows += [[(shorten(f"· {item}", width), MapRole.WORDS)] for item in cluster.items]
    if picture.in_the_way:
        rows.append([(shorten(IN_THE_WAY, width), MapRole.QUIET)])
        rows += [[(shorten(f"· {item}", width), MapRole.QUIET)] for item in picture.in_the_way]
    if len(rows) <= height:
        return rows
    hidden = len(rows) - (height - 1)
    return [*rows[: height - 1], [(shorten(f"and {hidden} more lines", width), MapRole.MORE)]]
