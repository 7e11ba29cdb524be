"""What is left behind: gathers what a page or a case note needs, makes it, and writes it where the worker says."""

import json
import re
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from conversation_kit.book.cache import Book
from conversation_kit.errors import BadInputError
from conversation_kit.guides.loading import Guides
from conversation_kit.journey.deciding import without_old_refusal
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Worker
from conversation_kit.model.story import Story
from conversation_kit.sharing.casenote import case_note_json, case_note_markdown
from conversation_kit.sharing.page import Page, page, page_html, page_text
from conversation_kit.sharing.writing import Exported, write_export
from conversation_kit.vault.records import Vault

_FIRST_GUIDE = "whole-person"
# What Windows cannot have in a name, refused everywhere: the file may travel on a stick.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 120


class As(StrEnum):
    """What can be left behind."""

    PAGE = "page"
    NOTE = "note"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Everything a page or a case note is made of.

    Attributes:
        story: The person's record as it stands.
        entries: The Book's entries of the person's connections, by id; one that went from the Book is missing.
        worker: Who leaves it behind.
        now: The time it is made (timezone-aware).
        topics: Names of topics by id, in the order they shall stand in.
        ring: The worker's telephone number, or empty for a line to write it on.
    """

    story: Story
    entries: Mapping[str, Entry]
    worker: Worker
    now: datetime
    topics: Mapping[str, str]
    ring: str = ""


def gather(
    vault: Vault, book: Book | None, guides: Guides, person_id: str, now: datetime, *, ring: str = ""
) -> Leaving:
    """Return what is needed to leave something behind for one person.

    Args:
        vault: The open vault.
        book: The Book, or None when there is none.
        guides: For the names of topics.
        person_id: Whose page it is.
        now: The time it is made (timezone-aware).
        ring: The worker's telephone number.

    Raises:
        NotFoundError: There is nobody with that id.
    """
    story = vault.story(person_id)
    story = replace(story, connections=tuple(without_old_refusal(vault, c) for c in story.connections))
    found = {c.entry_id: book.entry(c.entry_id) for c in story.connections} if book is not None else {}
    return Leaving(
        story=story,
        entries={entry_id: entry for entry_id, entry in found.items() if entry is not None},
        worker=vault.worker() or Worker("", ""),
        now=now,
        topics=_topics(guides),
        ring=ring,
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
    )


def case_note_of(leaving: Leaving) -> str:
    """Return the case note as Markdown."""
    return case_note_markdown(leaving.story, leaving.worker, made_at=leaving.now, topics=leaving.topics)


def export(leaving: Leaving, shape: As, path: Path, *, overwrite: bool = False) -> Exported:
    """Write a page or a case note; a page is plain text when the file's name ends in ``.txt``, else HTML.

    Raises:
        RefusedError: The file is there already and ``overwrite`` was not asked for.
        StorageError: The disk refused; nothing half-written is left.
    """
    if shape is As.PAGE:
        made = page_of(leaving)
        content = page_text(made) if path.suffix.lower() == ".txt" else page_html(made)
    elif shape is As.NOTE:
        content = case_note_of(leaving)
    else:
        data = case_note_json(leaving.story, leaving.worker, made_at=leaving.now, topics=leaving.topics)
        content = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return write_export(path, content, overwrite=overwrite)


def file_name(said: str, ending: str) -> str:
    """Return the name of a file, with its ending, from what was typed; a name that holds everywhere.

    Raises:
        BadInputError: There is no name, or it cannot be one on every system.
    """
    name = said.strip().removesuffix(ending).rstrip(" .")
    if not name:
        raise BadInputError("The file needs a name. Nothing was written.")
    if wrong := _NOT_IN_NAMES.search(name):
        sign = wrong[0] if wrong[0].isprintable() else "that sign"
        raise BadInputError(
            f"A file's name cannot hold {sign} on every laptop. Nothing was written. "
            "The folder goes in the line above."
        )
    if _DEVICES.match(name) or len(name) > _LONGEST_NAME:
        raise BadInputError("Windows cannot have a file of that name. Nothing was written. Choose another.")
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
