"""My page as passages for the screen: the page's own order and headings, what can be changed marked as such."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from rich.cells import cell_len
from rich.text import Text

from conversation_kit.errors import BadInputError
from conversation_kit.journey.on_the_page import Chosen, begins_off
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Stage, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.sharing.leaving import Leaving, page_of
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
_LEFT_OFF = "off · "
_HOW_ON = "Space puts it on the page."
_WHY_OFF = "Others may read this page: what is private, or speaks of danger, begins off it. Enter shows it."
_COVERED: Mapping[type[Chosen], str] = {
    Note: "· Something private that they said.",
    Asset: "· Something private that was heard.",
    Connection: "· Something private that they chose.",
    DealLine: "· Something private that was agreed.",
    StepAlong: "· Something private of how it went.",
    PositiveRisk: "· Something private that they want to try.",
}
_NO_PAGE = "No page is put together: others may read it, and what is private cannot be told just now."
_MEND = (
    "Everything they said is kept. Mend that file, or have it mended; then Esc and F8 show the page. Until then "
    "no case note and no huddle card is written either."
)
_One = TypeVar("_One", Note, Asset, Connection, DealLine)
_NEVER_ON_IT = frozenset({Stage.SUGGESTED, Stage.NOT_FOR_ME})
_WHOLE = frozenset({Connection.entity, DealLine.entity})  # several lines of the page, changed as one


def passages(page: Page, leaving: Leaving, width: int, still: Collection[str] = frozenset()) -> list[Passage]:
    """Return the page to be read back.

    Args:
        page: The page.
        leaving: What it was made of: it knows what was left off.
        width: Cells there are.
        still: Ids of what was left off just now: it stays in sight where it stood, marked as off.
    """
    still = {one.id for one in _off(leaving.story) if one.id in still and not _is_covered(one, leaving)}
    places = _places(page, leaving, still)
    made = [Passage(Text(page.opening, "italic"))]
    for section in (*places.told, *places.shows):
        made += _section(section, width, still)
    if page.picture.clusters:
        rows = draw(page.picture, min(width, _MAP_WIDTH), _MAP_ROWS)
        made += [_heading("The map", width), Passage(picture_text(rows))]
    made += _timeline(page.timeline, width)
    for section in (*places.plans, *places.deal, page.ring):
        made += _section(section, width, still)
    made += [Passage(Text(f"\n{page.closing}", "italic"))]
    off = list(left_off(leaving))
    return [*made, *([_heading(_OFF, width), *off] if off else [])]


def left_off(leaving: Leaving) -> Iterator[Passage]:
    """Return what stands in the record but not on the page; what is private is covered, with why it is off."""
    off = list(_off(leaving.story))
    if any(_is_covered(one, leaving) for one in off):
        yield Passage(Text(_WHY_OFF, "italic"))
    for one in off:
        words = f"{_COVERED[type(one)]} {_HOW_ON}" if _is_covered(one, leaving) else _clear(one)
        yield Passage(Text(words, "dim"), one.entity, one.id)


def covered_words(leaving: Leaving) -> str:
    """Return what to say of private things that are off the page; nothing when there are none."""
    count = sum(_is_covered(one, leaving) for one in _off(leaving.story))
    if not count:
        return ""
    them = "1 private thing is" if count == 1 else f"{count} private things are"
    return f"{them} off the page, for others may read it: see its end."


def no_page_words(wrong: BadInputError) -> str:
    """Return what stands in the page's place while nobody can tell what is private.

    Args:
        wrong: What is wrong with the words files.
    """
    return f"{_NO_PAGE}\n\n{wrong.sentence}\n\n{_MEND}"


def _off(story: Story) -> Iterator[Chosen]:
    records: Iterable[Chosen] = (
        *story.notes, *story.assets, *story.connections, *story.deal, *story.steps, *story.risks
    )  # fmt: skip
    for one in records:
        never = isinstance(one, Connection) and one.stage in _NEVER_ON_IT
        if not (one.on_page or one.taken_out or never) and (isinstance(one, Connection) or plain(_said(one))):
            yield one


def _is_covered(one: Chosen, leaving: Leaving) -> bool:
    off = (c.id for c in leaving.story.connections if not c.on_page)
    of_private = isinstance(one, DealLine | StepAlong) and one.connection_id in off
    return of_private or isinstance(one, Connection) or begins_off(one, leaving.private)


def _said(one: Chosen) -> str:
    match one:
        case Note():
            return one.text
        case DealLine():
            return one.what
        case PositiveRisk():
            return one.wants
        case Connection():
            return one.entry_name
        case _:
            return one.words


def _clear(one: Chosen) -> str:
    words = plain(_said(one))
    return f"“{words}”" if isinstance(one, Note) else f"· {words}"


def _places(page: Page, leaving: Leaving, still: Collection[str]) -> Page:
    """Return the page with what was left off just now where it stood."""
    if not still:
        return page

    def back(records: tuple[_One, ...]) -> tuple[_One, ...]:
        return tuple(replace(one, on_page=True) if one.id in still else one for one in records)

    story = leaving.story
    story = replace(
        story,
        notes=back(story.notes),
        assets=back(story.assets),
        connections=back(story.connections),
        deal=back(story.deal),
    )
    return page_of(replace(leaving, story=story))


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


def _section(section: Section, width: int, still: Collection[str]) -> Iterator[Passage]:
    yield _heading(section.heading, width)
    for number, group in enumerate(_groups(section.lines)):
        if number and group[0].kind is LineKind.NAME:
            yield _SPACE
        words = Text("\n").join(_words(line) for line in group)
        if group[0].record_id in still:
            words = Text.assemble((_LEFT_OFF, "italic"), (words.plain, "dim"))
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
