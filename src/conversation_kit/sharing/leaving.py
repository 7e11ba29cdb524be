"""What is left behind: gathers what a page or a case note needs, makes it, and writes it where the worker says."""

import json
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from conversation_kit.book.cache import Book
from conversation_kit.errors import BadInputError
from conversation_kit.guides.loading import Guides
from conversation_kit.journey.deciding import without_old_refusal
from conversation_kit.journey.on_the_page import Private, as_on_page
from conversation_kit.journey.timeline import done_days
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Audience
from conversation_kit.model.story import Story
from conversation_kit.paths import unfit_name
from conversation_kit.sharing.casenote import case_note_json, case_note_markdown
from conversation_kit.sharing.easy import in_easy_words, with_label
from conversation_kit.sharing.huddlecard import HuddleCard, huddle_card
from conversation_kit.sharing.page import Page, page, page_html, page_text
from conversation_kit.sharing.pagehtml import card_html, easy_html
from conversation_kit.sharing.pagetext import card_text
from conversation_kit.sharing.permission import for_case_note
from conversation_kit.sharing.writing import Exported, write_export
from conversation_kit.vault.records import Vault

_FIRST_GUIDE = "whole-person"


class As(StrEnum):
    """What can be left behind."""

    PAGE = "page"
    NOTE = "note"
    JSON = "json"
    HUDDLE_CARD = "huddle-card"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Everything a page or a case note is made of.

    Attributes:
        story: The person's record as it stands, with what is private off the page until somebody puts it on.
        private: Whether words are for nobody else at home.
        entries: The Book's entries of the person's connections, by id; one that went from the Book is missing.
        worker: Who leaves it behind.
        now: The time it is made (timezone-aware).
        topics: Names of topics by id, in the order they shall stand in.
        ring: The worker's telephone number, or empty for a line to write it on.
        done_on: By id, the day a line of the deal was done, where it is known.
    """

    story: Story
    entries: Mapping[str, Entry]
    worker: Worker
    now: datetime
    topics: Mapping[str, str]
    private: Private
    ring: str = ""
    done_on: Mapping[str, date] = field(default_factory=dict)


def gather(
    vault: Vault,
    book: Book | None,
    guides: Guides,
    person_id: str,
    now: datetime,
    *,
    private: Private,
    ring: str = "",
) -> Leaving:
    """Return what is needed to leave something behind for one person.

    Args:
        vault: The open vault.
        book: The Book, or None when there is none.
        guides: For the names of topics.
        person_id: Whose page it is.
        now: The time it is made (timezone-aware).
        private: Whether words are for nobody else at home: what says them begins off the page.
        ring: The worker's telephone number.

    Raises:
        NotFoundError: There is nobody with that id.
    """
    story = vault.story(person_id)
    story = replace(story, connections=tuple(without_old_refusal(vault, c) for c in story.connections))
    found = {c.entry_id: book.entry(c.entry_id) for c in story.connections} if book is not None else {}
    return Leaving(
        story=as_on_page(story, private),
        entries={entry_id: entry for entry_id, entry in found.items() if entry is not None},
        worker=vault.worker() or Worker("", ""),
        now=now,
        topics=_topics(guides),
        private=private,
        ring=ring,
        done_on=done_days(vault, story),
    )


def page_of(leaving: Leaving) -> Page:
    """Return *my page*, to be read back before it is written."""
    return page(
        leaving.story,
        leaving.entries,
        leaving.worker,
        today=leaving.now,
        topics=leaving.topics,
        ring=leaving.ring,
        done_on=leaving.done_on,
    )


def case_note_of(leaving: Leaving, audience: Audience = Audience.TEAM) -> str:
    """Return the case note for ``audience`` as Markdown. Raises RefusedError when nothing may be shown to it."""
    return case_note_markdown(
        leaving.story, leaving.worker, made_at=leaving.now, topics=leaving.topics, audience=audience
    )


def _case_note_data(leaving: Leaving, audience: Audience) -> str:
    data = case_note_json(
        leaving.story, leaving.worker, made_at=leaving.now, topics=leaving.topics, audience=audience
    )
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _easy_page(leaving: Leaving) -> Page:
    return in_easy_words(page_of(leaving))


def _card_of(leaving: Leaving) -> HuddleCard:
    return huddle_card(leaving.story, leaving.worker, today=leaving.now)


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way in which something of a person leaves the laptop as a file.

    Attributes:
        shape: What it is called on the command line.
        make: Returns the file's content for an audience, made from what the permission filter lets through.
            Raises RefusedError when nothing may be shown to that audience.
        audiences: Who it can be made for, the usual one first.
    """

    shape: As
    make: Callable[[Leaving, Audience], str]
    audiences: tuple[Audience, ...]


_BEYOND_THE_PERSON = (Audience.TEAM, Audience.GP, Audience.HUDDLE, Audience.PROVIDER)
WAYS_OUT: Mapping[str, WayOut] = {
    "page-html": WayOut(As.PAGE, lambda leaving, _: page_html(page_of(leaving)), (Audience.PERSON,)),
    "page-text": WayOut(As.PAGE, lambda leaving, _: page_text(page_of(leaving)), (Audience.PERSON,)),
    "easy-html": WayOut(As.EASY, lambda leaving, _: easy_html(_easy_page(leaving)), (Audience.PERSON,)),
    "easy-text": WayOut(
        As.EASY, lambda leaving, _: page_text(with_label(_easy_page(leaving))), (Audience.PERSON,)
    ),
    "note": WayOut(As.NOTE, case_note_of, _BEYOND_THE_PERSON),
    "json": WayOut(As.JSON, _case_note_data, _BEYOND_THE_PERSON),
    "huddle-card-html": WayOut(
        As.HUDDLE_CARD, lambda leaving, _: card_html(_card_of(leaving)), (Audience.HUDDLE,)
    ),
    "huddle-card-text": WayOut(
        As.HUDDLE_CARD, lambda leaving, _: card_text(_card_of(leaving)), (Audience.HUDDLE,)
    ),
}
"""Every way out there is. A test plants words in a story and looks for them in whatever these make, for every
audience; another one checks that nothing is written but through :func:`export`."""


def export(
    leaving: Leaving, shape: As, path: Path, *, audience: Audience | None = None, overwrite: bool = False
) -> Exported:
    """Write a page, a case note or a huddle card; pages and card are plain text in a ``.txt`` file, else HTML.

    Args:
        leaving: What it is made of.
        shape: What to write.
        path: The file.
        audience: Who it is for; the usual one of that shape without it.
        overwrite: Whether a file already there may be replaced.

    Raises:
        BadInputError: That shape is not made for that audience.
        RefusedError: Nothing may be shown to that audience, or the file is there already and ``overwrite`` was not
            asked for.
        StorageError: The disk refused; nothing half-written is left.
    """
    way = _way_out(shape, path)
    audience = audience or way.audiences[0]
    if audience not in way.audiences:
        usual = ", ".join(possible.words for possible in way.audiences)
        raise BadInputError(f"That is not made for {audience.words}, but for: {usual}. Nothing was written.")
    made = write_export(path, way.make(leaving, audience), overwrite=overwrite)
    held_back = 0 if audience is Audience.PERSON else _held_back(leaving, audience)
    return replace(
        made,
        held_back=held_back,
        sentence=" ".join(filter(None, (made.sentence, held_back_words(held_back, audience)))),
    )


def held_back_words(lines: int, audience: Audience) -> str:
    """Return how many lines were left out because of permission, in a sentence for the worker; nothing for none."""
    if not lines:
        return ""
    count, them = ("1 line was", "it") if lines == 1 else (f"{lines} lines were", "them")
    return f"{count} left out: there is no permission to show {them} to {audience.words}."


def _held_back(leaving: Leaving, audience: Audience) -> int:
    return for_case_note(leaving.story, audience, leaving.now.date()).held_back


def _way_out(shape: As, path: Path) -> WayOut:
    ways = [way for way in WAYS_OUT.values() if way.shape is shape]
    return ways[-1] if path.suffix.lower() == ".txt" else ways[0]


def file_name(said: str, ending: str) -> str:
    """Return the name of a file, with its ending, from what was typed; a name that holds everywhere.

    Raises:
        BadInputError: There is no name, or it cannot be one on every system.
    """
    name = said.strip().removesuffix(ending).rstrip(" .")
    if why := unfit_name(name):
        where = "The folder goes in the line above." if "cannot hold" in why else "Choose another."
        raise BadInputError(f"{why} Nothing was written. {where}")
    return name + ending


def free_name(folder: Path, name: str, ending: str) -> str:
    """Return ``name``, or ``name-2`` and so on, so that no file in ``folder`` has it yet."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(free for free in names if not (folder / (free + ending)).exists())


def open_in_browser(path: Path) -> bool:
    """Open a page in the browser; False when there is none but one that would take over this terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # The plain class, not those derived from it, stands for browsers of the terminal.
    return type(browser) is not webbrowser.GenericBrowser and browser.open(path.as_uri())


def _topics(guides: Guides) -> dict[str, str]:
    """Return topic names by id: those of the whole-person guide first, each id once."""
    names: dict[str, str] = {}
    for guide in sorted(guides.all, key=lambda guide: guide.id != _FIRST_GUIDE):
        for topic in guide.topics:
            names.setdefault(topic.id, topic.name)
    return names
