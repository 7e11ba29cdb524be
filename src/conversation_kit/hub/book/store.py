"""The officer's working copy of the Book in PostgreSQL: what the sources say, and the edits over it.

Every function works within a transaction of one tenant (``database.transaction``).
"""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from conversation_kit.book.codec import from_json, to_json
from conversation_kit.book.settled_doubles import Settled
from conversation_kit.errors import NotFoundError, RefusedError
from conversation_kit.hub.book.overlay import CHECKED, Edit, edited, kept, with_edits
from conversation_kit.hub.database import Connection
from conversation_kit.model.entries import Entry

_EDIT = "entry_id, field, value, was, source_now, moved, edited_on, edited_by"


async def hold(connection: Connection, tenant_id: str) -> None:
    """Make this transaction the only one that writes the tenant's Book until it ends.

    Raises:
        NotFoundError: There is no such tenant.
    """
    there = await connection.fetchval("SELECT true FROM tenant WHERE tenant_id = $1", tenant_id)
    if not there:
        raise NotFoundError("There is no such tenant at this hub. Nothing was changed. See: hub tenant list")
    await connection.execute(
        "INSERT INTO book_state (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING", tenant_id
    )
    await connection.execute("SELECT version FROM book_state WHERE tenant_id = $1 FOR UPDATE", tenant_id)


async def entries(connection: Connection, tenant_id: str) -> list[Entry]:
    """Return the working copy with the edits over it, by id."""
    rows = await connection.fetch(
        "SELECT body FROM book_entry WHERE tenant_id = $1 ORDER BY entry_id", tenant_id
    )
    return await asyncio.to_thread(_read, [row["body"] for row in rows])


async def source_entries(connection: Connection, tenant_id: str) -> list[Entry]:
    """Return what the sources say, by id."""
    rows = await connection.fetch(
        "SELECT source FROM book_entry WHERE tenant_id = $1 ORDER BY entry_id", tenant_id
    )
    return await asyncio.to_thread(_read, [row["source"] for row in rows])


async def entry(connection: Connection, tenant_id: str, entry_id: str) -> tuple[Entry, Entry]:
    """Return an entry as its source has it, and as the Book has it.

    Raises:
        NotFoundError: The Book has none of that id.
    """
    row = await connection.fetchrow(
        "SELECT source, body FROM book_entry WHERE tenant_id = $1 AND entry_id = $2", tenant_id, entry_id
    )
    if row is None:
        raise NotFoundError(
            "There is no entry with that id in the hub's Book. Nothing was changed. See: hub book list WORDS"
        )
    return from_json(row["source"]), from_json(row["body"])


async def edits(connection: Connection, tenant_id: str, entry_id: str | None = None) -> list[Edit]:
    """Return the edits that stand, of one entry or of all."""
    rows = await connection.fetch(
        f"SELECT {_EDIT} FROM book_edit WHERE tenant_id = $1 AND ($2::text IS NULL OR entry_id = $2) "  # noqa: S608
        "ORDER BY entry_id, field",
        tenant_id,
        entry_id,
    )
    return [_edit(row) for row in rows]


async def edit_entry(
    connection: Connection, tenant_id: str, entry_id: str, values: Mapping[str, Any], *, on: date, by: str
) -> Entry:
    """Lay values over an entry's fields; return it as the Book has it now.

    Args:
        connection: In a transaction that holds the Book.
        tenant_id: Whose Book.
        entry_id: Of the entry.
        values: By field, as JSON has them; None for nothing.
        on: The day.
        by: Who, or empty.

    Raises:
        NotFoundError: The Book has none of that id.
        BadInputError: A field cannot say that.
    """
    source, _ = await entry(connection, tenant_id, entry_id)
    for field, value in values.items():
        made = edited(source, field, value, on=on, by=by)
        if made.value == made.was and field != CHECKED:
            await _drop(connection, tenant_id, entry_id, field)
        else:
            await put_edits(connection, tenant_id, [made])
    return await _laid_anew(connection, tenant_id, source)


async def settle_edit(
    connection: Connection, tenant_id: str, entry_id: str, field: str, *, take_source: bool
) -> None:
    """Answer a source that changed under an edit: keep the edit, or take what the source says.

    Raises:
        NotFoundError: There is no such edit.
    """
    found = [one for one in await edits(connection, tenant_id, entry_id) if one.field == field]
    if not found:
        raise NotFoundError(
            "There is no edit of that field of that entry. Nothing was changed. See: hub book edits"
        )
    if take_source:
        await _drop(connection, tenant_id, entry_id, field)
    else:
        await put_edits(connection, tenant_id, [kept(found[0])])
    row = await connection.fetchval(
        "SELECT source FROM book_entry WHERE tenant_id = $1 AND entry_id = $2", tenant_id, entry_id
    )
    if row is not None:
        await _laid_anew(connection, tenant_id, from_json(row))


async def put_edits(connection: Connection, tenant_id: str, new: Iterable[Edit]) -> None:
    """Keep edits, each in the place of an earlier one of the same field."""
    await connection.executemany(
        f"INSERT INTO book_edit (tenant_id, {_EDIT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "  # noqa: S608
        "ON CONFLICT (tenant_id, entry_id, field) DO UPDATE SET value = excluded.value, was = excluded.was, "
        "source_now = excluded.source_now, moved = excluded.moved, edited_on = excluded.edited_on, "
        "edited_by = excluded.edited_by",
        [
            (
                *(tenant_id, one.entry_id, one.field, json.dumps(one.value), json.dumps(one.was)),
                *(json.dumps(one.source_now), one.moved, one.on, one.by),
            )
            for one in new
        ],
    )


async def drop_edits(connection: Connection, tenant_id: str, old: Sequence[Edit]) -> None:
    """Let go of edits that have nothing left to say."""
    for one in old:
        await _drop(connection, tenant_id, one.entry_id, one.field)


async def put_entries(connection: Connection, tenant_id: str, pairs: Sequence[tuple[Entry, Entry]]) -> None:
    """Make the working copy these entries and no others: each as its source has it, and with the edits over it."""
    await connection.execute(
        "DELETE FROM book_entry WHERE tenant_id = $1 AND NOT entry_id = ANY ($2::text[])",
        tenant_id,
        [source.id for source, _ in pairs],
    )
    sources, bodies = await asyncio.to_thread(_write, pairs)
    await connection.execute(
        "INSERT INTO book_entry (tenant_id, entry_id, source, body) "
        "SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[]) "
        "ON CONFLICT (tenant_id, entry_id) DO UPDATE SET source = excluded.source, body = excluded.body",
        tenant_id,
        [source.id for source, _ in pairs],
        sources,
        bodies,
    )


async def settled(connection: Connection, tenant_id: str) -> Settled:
    """Return what was decided about doubles."""
    rows = await connection.fetch(
        "SELECT one, other, together FROM book_settled WHERE tenant_id = $1", tenant_id
    )
    return Settled(
        frozenset((row["one"], row["other"]) for row in rows if row["together"]),
        frozenset((row["one"], row["other"]) for row in rows if not row["together"]),
    )


async def settle(connection: Connection, tenant_id: str, one: str, other: str, *, together: bool) -> None:
    """Decide that two entries are one, or that they are two.

    Raises:
        NotFoundError: They are not two entries of the Book.
        RefusedError: They are the same entry.
    """
    if one == other:
        raise RefusedError("That is one entry, not two. Nothing was changed.")
    for entry_id in (one, other):
        await entry(connection, tenant_id, entry_id)
    first, second = sorted((one, other))
    await connection.execute(
        "INSERT INTO book_settled (tenant_id, one, other, together) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (tenant_id, one, other) DO UPDATE SET together = excluded.together",
        tenant_id,
        first,
        second,
        together,
    )


def _read(texts: Sequence[str]) -> list[Entry]:
    return [from_json(text) for text in texts]


def _write(pairs: Sequence[tuple[Entry, Entry]]) -> tuple[list[str], list[str]]:
    return [to_json(source) for source, _ in pairs], [to_json(body) for _, body in pairs]


async def _laid_anew(connection: Connection, tenant_id: str, source: Entry) -> Entry:
    body = with_edits(source, await edits(connection, tenant_id, source.id))
    await connection.execute(
        "UPDATE book_entry SET body = $3 WHERE tenant_id = $1 AND entry_id = $2",
        tenant_id,
        source.id,
        to_json(body),
    )
    return body


async def _drop(connection: Connection, tenant_id: str, entry_id: str, field: str) -> None:
    await connection.execute(
        "DELETE FROM book_edit WHERE tenant_id = $1 AND entry_id = $2 AND field = $3",
        tenant_id,
        entry_id,
        field,
    )


def _edit(row: Any) -> Edit:
    return Edit(
        entry_id=row["entry_id"],
        field=row["field"],
        value=json.loads(row["value"]),
        was=json.loads(row["was"]),
        on=row["edited_on"],
        by=row["edited_by"],
        source_now=json.loads(row["source_now"]),
        moved=row["moved"],
    )
