"""My page as passages for the screen: the page's own order and headings, what can be changed marked as such."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.text import Text

from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Stage
from conversation_kit.model.conversations import Note
from conversation_kit.sharing.leaving import Leaving
from conversation_kit.sharing.mapterminal import draw
from conversation_kit.sharing.page import Line, LineKind, Page, Section
from conversation_kit.sharing.plain import plain
from conversation_kit.sharing.timepicture import TIMELINE_HEADING, TimePicture, shortened
from conversation_kit.tui.widgets.picture import picture_text
from conversation_kit.tui.widgets.reading import Passage

_MAP_ROWS = 40
_MAP_WIDTH = 100
_TO_WRITE_ON = "." * 20
_MOST_DAYS = 8
_MOST_OF_A_DAY = 6
_OFF = "Left off the page"
_SPACE = Passage(Text(" "))
_PRIVATE = "· Something private that they chose. Space puts it on the page."
_NEVER_ON_IT = frozenset({Stage.SUGGESTED, Stage.NOT_FOR_ME})
_WHOLE = frozenset({Connection.entity, DealLine.entity})  # several lines of the page, changed as one


def passages(page: Page, leaving: Leaving, width: int) -> list[Passage]:
    """Return the page to be read back.

    Args:
        page: The page.
        leaving: What it was made of: it knows what was left off.
        width: Cells there are.
    """
    made = [Passage(Text(page.opening, "italic"))]
    for section in (*page.told, *page.shows):
        made += _section(section, width)
    if page.picture.clusters:
        rows = draw(page.picture, min(width, _MAP_WIDTH), _MAP_ROWS)
        made += [_heading("The map", width), Passage(picture_text(rows))]
    made += _timeline(page.timeline, width)
    for section in (*page.plans, *page.deal, page.ring):
        made += _section(section, width)
    made += [Passage(Text(f"\n{page.closing}", "italic"))]
    off = list(left_off(leaving))
    return [*made, *([_heading(_OFF, width), *off] if off else [])]


def left_off(leaving: Leaving) -> Iterator[Passage]:
    """Return what stands in the record but not on the page, because somebody chose so."""
    records: tuple[Note | Asset, ...] = (*leaving.story.notes, *leaving.story.assets)
    for record in records:
        words = plain(record.text if isinstance(record, Note) else record.words)
        if words and not record.on_page and not record.taken_out:
            said = f"“{words}”" if isinstance(record, Note) else f"· {words}"
            yield Passage(Text(said, "dim"), record.entity, record.id)
    for one in leaving.story.connections:
        if not (one.on_page or one.taken_out or one.stage in _NEVER_ON_IT):
            yield Passage(Text(_PRIVATE, "dim"), one.entity, one.id)


def _timeline(picture: TimePicture, width: int) -> Iterator[Passage]:
    if picture.days:
        yield _heading(TIMELINE_HEADING, width)
    for day in shortened(picture, days=_MOST_DAYS, items=_MOST_OF_A_DAY).days:
        yield Passage(
            Text("\n").join([Text(day.heading, "italic"), *(Text(f"· {item}") for item in day.items)])
        )


def _heading(words: str, width: int) -> Passage:
    rule = "─" * max(0, width - cell_len(words) - 1)
    return Passage(Text.assemble("\n", words, " ", (rule, "dim")))


def _section(section: Section, width: int) -> Iterator[Passage]:
    yield _heading(section.heading, width)
    for number, group in enumerate(_groups(section.lines)):
        if number and group[0].kind is LineKind.NAME:
            yield _SPACE
        words = Text("\n").join(_words(line) for line in group)
        yield Passage(words, group[0].entity, group[0].record_id)


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines that are changed as one together: a decision with what the Book says of it, a line of the deal."""
    groups: list[list[Line]] = []
    for line in lines:
        whole = groups[-1][0] if groups and groups[-1][0].entity in _WHOLE else None
        same = whole is not None and line.record_id in ("", whole.record_id)
        begins = line.kind is LineKind.NAME and not line.record_id
        if same and not begins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _words(line: Line) -> Text:
    match line.kind:
        case LineKind.QUOTE:
            return Text(f"“{line.text}”", "bold")
        case LineKind.NAME:
            return Text(line.text, "bold underline" if line.record_id else "italic")
        case LineKind.ITEM:
            return Text(f"· {line.text}", "bold")
        case LineKind.DETAIL:
            return Text.assemble((f"{line.label}: ", "dim"), line.text or _TO_WRITE_ON)
        case LineKind.NOTICE:
            return Text(f"! {line.text}", "italic")
        case _:
            return Text(line.text)
