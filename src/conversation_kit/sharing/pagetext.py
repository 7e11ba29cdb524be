"""*My page* as plain text, for an e-mail, a text reader or a small printer."""

from conversation_kit.sharing.cells import wrap_cells
from conversation_kit.sharing.huddlecard import HuddleCard
from conversation_kit.sharing.pagemodel import Line, LineKind, Page, Section
from conversation_kit.sharing.plain import quoted
from conversation_kit.sharing.timepicture import TIMELINE_HEADING, TimePicture, shortened

_WIDTH = 72
_TO_WRITE_ON = "." * 30
_MOST_DAYS = 8
_MOST_OF_A_DAY = 4


def page_text(page: Page) -> str:
    """Return ``page`` as text, wrapped at 72 cells; what the map shows stands in the sections."""
    parts = [*_wrapped(page.name), "=" * _WIDTH, "My page", page.made_on, "", *_wrapped(page.opening), ""]
    for section in (*page.told, *page.shows):
        parts += _section(section)
    parts += _timeline(page.timeline)
    for section in (*page.plans, *page.deal, page.ring):
        parts += _section(section)
    return "\n".join([*parts, *_wrapped(page.closing), ""])


def card_text(card: HuddleCard) -> str:
    """Return the huddle card as text, wrapped at 72 cells."""
    parts = [*_wrapped(card.name), "=" * _WIDTH, *_wrapped(card.made), ""]
    for section in card.sections:
        parts += _section(section)
    return "\n".join([*parts, *_wrapped(card.closing), ""])


def _timeline(picture: TimePicture) -> list[str]:
    """Return the timeline in short; what the days hold stands in the sections as well."""
    if not picture.days:
        return []
    lines = [TIMELINE_HEADING.upper(), "-" * _WIDTH]
    for day in shortened(picture, days=_MOST_DAYS, items=_MOST_OF_A_DAY).days:
        lines += _wrapped(day.heading)
        lines += [line for item in day.items for line in _wrapped(item, "- ", "  ")]
    return [*lines, ""]


def _section(section: Section) -> list[str]:
    lines = [section.heading.upper(), "-" * _WIDTH]
    for number, line in enumerate(section.lines):
        if line.kind is LineKind.NAME and number:
            lines.append("")
        lines += _line(line)
    return [*lines, ""]


def _line(line: Line) -> list[str]:
    match line.kind:
        case LineKind.QUOTE:
            return _wrapped(quoted(line.text), "  ")
        case LineKind.ITEM:
            return _wrapped(line.text, "- ", "  ")
        case LineKind.DETAIL:
            return _wrapped(f"{line.label}: {line.text or _TO_WRITE_ON}", "  ")
        case LineKind.NOTICE:
            return _wrapped(line.text, "! ", "  ")
        case _:
            return _wrapped(line.text)


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Wrap ``text``, keeping the line ends in it."""
    rest = first if rest is None else rest
    lines = [piece for part in text.split("\n") for piece in wrap_cells(part, _WIDTH - len(first))]
    return [(rest if number else first) + piece for number, piece in enumerate(lines)]
