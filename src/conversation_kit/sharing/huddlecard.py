"""The huddle card: one page about one person for the people around the table. No scores, no ranking, their words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Audience
from conversation_kit.model.story import Story
from conversation_kit.sharing.around import asset_words
from conversation_kit.sharing.chosen import CHOSEN
from conversation_kit.sharing.pagemodel import Line, LineKind, Section, SectionId
from conversation_kit.sharing.permission import for_case_note
from conversation_kit.sharing.plain import by_when_words, day_words, one_line, quoted

_MOST = 4  # lines under a heading: it is one page, and there are others on the table
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class HuddleCard:
    """What lies on the table.

    Attributes:
        name: The name the person likes.
        made: When, by whom, and until when it may be shown, in one sentence.
        sections: Only those that hold something.
        closing: The last sentence.
    """

    name: str
    made: str
    sections: tuple[Section, ...]
    closing: str


def huddle_card(story: Story, worker: Worker, *, today: datetime) -> HuddleCard:
    """Return the card of ``story``, as far as there is permission for the huddle.

    Args:
        story: The person's record.
        worker: Who brings it.
        today: Now, local.

    Raises:
        NoPermissionError: Nothing may be shown to the huddle.
    """
    passed = for_case_note(story, Audience.HUDDLE, today.date())
    story, name = passed.story, one_line(passed.story.person.name) or "Somebody"
    who = ", ".join(part for part in map(one_line, (worker.name, worker.role, worker.team)) if part)
    until = f", with permission until {day_words(passed.until)}" if passed.until else ""
    told = [] if story.assets else [quoted(one_line(note.text)) for note in story.notes]
    sections = (
        _section(SectionId.TOLD, "In their words", told),
        _section(SectionId.ENJOY, "What matters to them", _said(story.assets, _matters)),
        _section(SectionId.STRONG, "What is strong", _said(story.assets, _strong)),
        _section(SectionId.HOPE, "What they hope for", _said(story.assets, _hopes)),
        _section(SectionId.IN_THE_WAY, "What gets in the way", _said(story.assets, _in_the_way)),
        _section(SectionId.CHOSEN, "What they chose", _chosen(story)),
        _section(SectionId.OUR_PART, "What was agreed", _agreed(story)),
        _section(SectionId.BACKED, "What they want to try, and who backs it", _backed(story)),
    )
    return HuddleCard(
        name=name,
        made=f"For the huddle, {day_words(today.date())}{f', from {who}' if who else ''}{until}.",
        sections=tuple(section for section in sections if section.lines),
        closing=f"These are {name}'s words, shown with permission. They may take it back: leave the card here.",
    )


def _section(section: SectionId, heading: str, words: Iterable[str]) -> Section:
    said = [_short(one) for one in dict.fromkeys(words) if one]
    more = [f"and {len(said) - _MOST} more"] if len(said) > _MOST else []
    lines = (Line(one, LineKind.ITEM) for one in [*said[:_MOST], *more])
    return Section(section, heading, tuple(lines))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _said(assets: Iterable[Asset], belongs: Callable[[Asset], bool]) -> list[str]:
    return [asset_words(asset) for asset in assets if belongs(asset)]


def _matters(asset: Asset) -> bool:
    social = asset.kind is Kind.SOCIAL and asset.leaning is Leaning.STRENGTH
    return asset.leaning is Leaning.INTEREST or social


def _strong(asset: Asset) -> bool:
    return not _matters(asset) and asset.leaning in (Leaning.STRENGTH, Leaning.GIFT)


def _hopes(asset: Asset) -> bool:
    return asset.leaning is Leaning.HOPE


def _in_the_way(asset: Asset) -> bool:
    return asset.leaning is Leaning.BARRIER


def _chosen(story: Story) -> list[str]:
    return [f"{one_line(one.entry_name)}: {one.stage}" for one in story.connections if one.stage in CHOSEN]


def _agreed(story: Story) -> list[str]:
    found = []
    for line in story.deal:
        if not line.done:
            by_when = by_when_words(one_line(line.by_when), line.due)
            parts = (one_line(line.who), one_line(line.what), by_when)
            found.append(f"{line.side.capitalize()}: {', '.join(part for part in parts if part)}")
    return found


def _backed(story: Story) -> list[str]:
    return [
        f"{one_line(risk.wants)}{f' (backed by {one_line(risk.backed_by)})' if risk.backed_by else ''}"
        for risk in story.risks
    ]
