"""Local edits over what a source says: they survive the next import, and a source that changes under one is told."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversation_kit.book.codec import to_json
from conversation_kit.book.reading.strictly import entry_of
from conversation_kit.errors import BadInputError
from conversation_kit.model.entries import Entry

CHECKED = "assured_date"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one entry, as the officer has it.

    Attributes:
        field: An Entry's field, in Open Referral UK's name.
        value: What it says here, as JSON has it; None for nothing.
        was: What the source said when it was edited.
        source_now: What the source says by now, where that is something else than ``was``.
        moved: Whether the source changed under the edit, and nobody has looked at it since.
        on: The day of the edit.
        by: Who edited it, or empty.
    """

    entry_id: str
    field: str
    value: Any
    was: Any
    on: date
    by: str = ""
    source_now: Any = None
    moved: bool = False


def plain_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON values, without what is empty."""
    held: dict[str, Any] = json.loads(to_json(entry))
    return held


def with_edits(source: Entry, edits: Sequence[Edit]) -> Entry:
    """Return what the Book says: the source's entry with the edits over it. Edited entries say when."""
    if not edits:
        return source
    held = plain_of(source)
    for edit in edits:
        held[edit.field] = edit.value
    plain = {name: value for name, value in held.items() if value is not None}
    made = entry_of(plain)
    if made is None:
        raise BadInputError(
            "That is not something such a field can say. Nothing was changed. See: hub book edit --help"
        )
    changes = [edit.on for edit in edits if edit.field != CHECKED]
    days = [day for day in (source.last_modified, *changes) if day is not None]
    return replace(made, last_modified=max(days) if days else None)


def edited(source: Entry, field: str, value: Any, *, on: date, by: str = "") -> Edit:
    """Return the edit of a field, over what the source says now.

    Raises:
        BadInputError: the field cannot say that.
    """
    plain = plain_of(source)
    asked = Edit(source.id, field, value, plain.get(field), on, by)
    return replace(asked, value=plain_of(with_edits(source, (asked,))).get(field))


def after_import(edit: Edit, source: Entry) -> Edit | None:
    """Return an edit as it stands over what the source says now, or None when it has nothing left to say.

    It has not when the source came to say the same, or was checked later than the officer did.
    """
    now = plain_of(source).get(edit.field)
    if now == edit.value:
        return None
    if edit.field == CHECKED:
        return edit if now is None or now < edit.value else None
    if now == edit.was:
        return replace(edit, source_now=None, moved=False)
    return edit if edit.moved and now == edit.source_now else replace(edit, source_now=now, moved=True)


def kept(edit: Edit) -> Edit:
    """Return an edit that the officer stands by, although the source changed."""
    return replace(edit, was=edit.source_now, source_now=None, moved=False) if edit.moved else edit


def by_entry(edits: Iterable[Edit]) -> Mapping[str, list[Edit]]:
    """Return edits by the id of their entry."""
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.entry_id, []).append(edit)
    return found
