"""*My page*: what the person keeps. Their words, what they chose, what was agreed, and who to ring."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from conversation_kit.book.dates import when_words
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Note
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Worker
from conversation_kit.model.story import Story
from conversation_kit.sharing.around import asset_map, asset_words
from conversation_kit.sharing.chosen import CHOSEN, chosen_lines, entry_of, later_lines
from conversation_kit.sharing.finding import detail, reach
from conversation_kit.sharing.pagehtml import page_html
from conversation_kit.sharing.pagemodel import Line, LineKind, Page, Section, SectionId
from conversation_kit.sharing.pagetext import page_text
from conversation_kit.sharing.permission import for_page
from conversation_kit.sharing.plain import by_when_words, day_words, one_line, plain
from conversation_kit.sharing.timepicture import time_picture

__all__ = ["Line", "LineKind", "Page", "Section", "SectionId", "page", "page_html", "page_text"]


def page(
    story: Story,
    entries: Mapping[str, Entry],
    worker: Worker,
    *,
    today: datetime,
    topics: Mapping[str, str],
    when: Callable[[Entry], str] = when_words,
    ring: str = "",
    done_on: Mapping[str, date] | None = None,
) -> Page:
    """Return the page of ``story``, as far as the permission filter lets it through.

    Args:
        story: The person's record.
        entries: The Book's entries by id; those of the connections are enough. A missing one is said.
        worker: Who made the page with the person.
        today: Now, local. A time zone is ignored: the Book's times are local UK times.
        topics: Names of the topics by their ids, in the order they shall stand in.
        when: Says when an entry happens.
        ring: The worker's telephone number; without it there is a line to write it on.
        done_on: By id, the day a line of the deal was done, for the timeline.
    """
    story = for_page(story)
    told = _kept(Section(SectionId.TOLD, "What you told me", tuple(_told(story.notes, topics))))
    shows = _shows(story)
    chosen = [connection for connection in story.connections if connection.stage in CHOSEN]
    now = today.replace(tzinfo=None)
    return Page(
        name=one_line(story.person.name) or "You",
        made_on=day_words(now.date()),
        opening=_OPENING if told or shows else _BEGINNING,
        told=told,
        shows=shows,
        picture=asset_map(story),
        timeline=time_picture(story, done_on),
        plans=_kept(
            Section(
                SectionId.CHOSEN,
                "What you chose",
                tuple(
                    line
                    for connection in chosen
                    for line in chosen_lines(connection, entry_of(connection, entries), today=now, when=when)
                ),
            ),
            Section(SectionId.LATER, "Maybe later", tuple(_later(story.connections, entries))),
        ),
        deal=_kept(
            Section(SectionId.OUR_PART, "Our part", tuple(_deal(story.deal, Side.OURS))),
            Section(SectionId.YOUR_PART, "Your part", tuple(_deal(story.deal, Side.YOURS))),
        ),
        ring=Section(SectionId.RING, "Who to ring", tuple(_ring(worker, ring, chosen, entries))),
        closing=_CLOSING,
    )


_OPENING = "This page is yours. These are your words."
_BEGINNING = "This page is yours. What you tell us can go here, in your words."
_CLOSING = "Is something wrong? Has something changed? Tell us and we will put it right."


def _shows(story: Story) -> tuple[Section, ...]:
    def said(*, leaning: Leaning, social: bool | None = None) -> tuple[Line, ...]:
        return _assets(
            asset
            for asset in story.assets
            if asset.leaning == leaning and (social is None or (asset.kind == Kind.SOCIAL) == social)
        )

    people = said(leaning=Leaning.STRENGTH, social=True) + said(leaning=Leaning.INTEREST, social=True)
    return _kept(
        Section(SectionId.STRONG, "What is strong", said(leaning=Leaning.STRENGTH, social=False)),
        Section(SectionId.ENJOY, "What you enjoy", said(leaning=Leaning.INTEREST, social=False)),
        Section(SectionId.PEOPLE, "Your people", people),
        Section(SectionId.GIVE, "What you could give", said(leaning=Leaning.GIFT)),
        Section(SectionId.HOPE, "What you hope for", said(leaning=Leaning.HOPE)),
        Section(SectionId.IN_THE_WAY, "What gets in the way", said(leaning=Leaning.BARRIER)),
    )


def _told(notes: Iterable[Note], topics: Mapping[str, str]) -> list[Line]:
    """Notes by topic: known topics in their order, then the rest, each in the order things were said."""
    by_topic: dict[str, list[Note]] = {topic: [] for topic in topics}
    for note in notes:
        if plain(note.text):
            by_topic.setdefault(note.topic_id if note.topic_id in topics else "", []).append(note)
    lines: list[Line] = []
    for topic, kept in by_topic.items():
        if kept:
            lines.append(Line(one_line(topics.get(topic, "")) or "And also", LineKind.NAME))
            ordered = sorted(kept, key=lambda note: (note.conversation_id, note.order, note.said_at, note.id))
            lines += (Line(plain(n.text), LineKind.QUOTE, entity=n.entity, record_id=n.id) for n in ordered)
    return lines


def _assets(assets: Iterable[Asset]) -> tuple[Line, ...]:
    once = {words.casefold(): (asset, words) for asset in assets if (words := asset_words(asset))}
    return tuple(
        Line(words, LineKind.ITEM, entity=asset.entity, record_id=asset.id) for asset, words in once.values()
    )


def _later(connections: Iterable[Connection], entries: Mapping[str, Entry]) -> list[Line]:
    later = (connection for connection in connections if connection.stage is Stage.MAYBE_LATER)
    return [line for connection in later for line in later_lines(connection, entry_of(connection, entries))]


def _deal(deal: Iterable[DealLine], side: Side) -> list[Line]:
    """Return one side of the deal: what is still to do first, then what is done."""
    lines: list[Line] = []
    for agreed in sorted((line for line in deal if line.side is side), key=lambda line: line.done):
        what = f"Done: {one_line(agreed.what)}" if agreed.done else one_line(agreed.what)
        by_when = by_when_words(one_line(agreed.by_when), agreed.due)
        said = [Line(what, LineKind.ITEM), *detail("Who", agreed.who), *detail("By when", by_when)]
        lines += (replace(line, entity=agreed.entity, record_id=agreed.id) for line in said)
    return lines


def _ring(
    worker: Worker, number: str, chosen: Iterable[Connection], entries: Mapping[str, Entry]
) -> list[Line]:
    who = ", ".join(part for part in map(one_line, (worker.role, worker.team)) if part)
    lines = [
        Line(one_line(worker.name) or "Your worker", LineKind.NAME),
        *([Line(who)] if who else []),
        Line(one_line(number), LineKind.DETAIL, "Phone"),
    ]
    for connection in chosen:
        entry = entry_of(connection, entries)
        contact = reach(entry) if entry else []
        if contact:
            lines += [Line(one_line(connection.entry_name), LineKind.NAME), *contact]
    return lines


def _kept(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.lines)
