"""Publishing: what the working copy says becomes the next version, which laptops and the API serve."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conversation_kit.book.codec import from_json
from conversation_kit.book.likely_doubles import likely_doubles
from conversation_kit.book.places import Gazetteer
from conversation_kit.book.published import Delta, as_published, digest_of, pack_delta
from conversation_kit.book.settled_doubles import Settled
from conversation_kit.hub.book import store
from conversation_kit.hub.book.shape import Served, served
from conversation_kit.hub.book.word_table import index_words
from conversation_kit.hub.database import Connection
from conversation_kit.model.entries import Entry

_AT_ONCE = 1000
# Until PostgreSQL comes to it by itself, it would plan what is asked of a new Book as if the Book were empty.
_ANALYZE = (
    "ANALYZE book_service, book_place, book_word (tenant_id, word), book_body (tenant_id, service_id, number)"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did.

    Attributes:
        version: The version that is published now.
        entries: How many it has.
        added, changed, gone: Against the version before; all 0 when there was nothing to publish.
    """

    version: int
    entries: int
    added: int
    changed: int
    gone: int

    @property
    def anything(self) -> bool:
        """Whether there is a new version."""
        return bool(self.added or self.changed or self.gone)


async def publish(
    connection: Connection, tenant_id: str, *, gazetteer: Gazetteer, now: datetime, by: str
) -> Publication:
    """Publish the working copy, in a transaction that holds the Book (``store.hold``).

    What was decided about doubles is published with it; when nothing at all is new, the version stays.
    """
    entries = await store.entries(connection, tenant_id)
    texts = await asyncio.to_thread(_texts, entries)  # in a thread, here and below: the hub serves on
    before = {
        row["entry_id"]: row["body"]
        for row in await connection.fetch(
            "SELECT entry_id, body FROM book_published WHERE tenant_id = $1 AND body IS NOT NULL", tenant_id
        )
    }
    state = await connection.fetchrow(
        "SELECT version, doubles FROM book_state WHERE tenant_id = $1", tenant_id
    )
    assert state is not None
    settled = await store.settled(connection, tenant_id)
    doubles = await asyncio.to_thread(_doubles, entries, settled)
    new = [entry for entry in entries if before.get(entry.id) != texts[entry.id]]
    gone = sorted(before.keys() - texts.keys())
    done = Publication(
        version=state["version"] + 1,
        entries=len(entries),
        added=sum(entry.id not in before for entry in new),
        changed=sum(entry.id in before for entry in new),
        gone=len(gone),
    )
    if not done.anything and doubles == state["doubles"]:
        return Publication(state["version"], len(entries), 0, 0, 0)
    last = await connection.fetchval(
        "SELECT coalesce(max(number), 0) FROM book_service WHERE tenant_id = $1", tenant_id
    )
    for start in range(0, len(new), _AT_ONCE):
        part = new[start : start + _AT_ONCE]
        shapes = await asyncio.to_thread(_served, part, gazetteer)
        await _put(connection, tenant_id, shapes, done.version, now, last + start)
    await _take_out(connection, tenant_id, gone, done.version)
    await _forget_unused(connection, tenant_id)
    await index_words(connection, tenant_id)
    await connection.execute(_ANALYZE)
    digest = digest_of(texts)
    await connection.execute(
        "INSERT INTO book_version VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *(tenant_id, done.version, now, by, digest, done.entries, done.added, done.changed, done.gone),
    )
    await connection.execute(
        "UPDATE book_state SET version = $2, digest = $3, published_at = $4, doubles = $5, "
        "services = (SELECT count(*) FROM book_service WHERE tenant_id = $1), "
        "places = (SELECT count(*) FROM book_place WHERE tenant_id = $1) WHERE tenant_id = $1",
        *(tenant_id, done.version, digest, now, doubles),
    )
    return done


async def packed_delta(connection: Connection, tenant_id: str, since: int) -> bytes:
    """Return what changed since a version, as it is sent to laptops; the whole Book when ``since`` is unknown."""
    state = await connection.fetchrow(
        "SELECT version, digest, published_at, sources, doubles FROM book_state WHERE tenant_id = $1",
        tenant_id,
    )
    if state is None or not state["version"]:
        return pack_delta(Delta(0, 0, digest_of({})))
    since = since if 0 < since <= state["version"] else 0
    rows = await connection.fetch(
        "SELECT entry_id, body FROM book_published WHERE tenant_id = $1 AND changed_in > $2 ORDER BY entry_id",
        tenant_id,
        since,
    )
    return await asyncio.to_thread(
        pack_delta,
        Delta(
            version=state["version"],
            since=since,
            digest=state["digest"],
            published_at=state["published_at"],
            sources=tuple(json.loads(state["sources"])),
            gone=tuple(row["entry_id"] for row in rows if row["body"] is None) if since else (),
            doubles=tuple((one, other) for one, other in json.loads(state["doubles"])),
        ),
        [row["body"] for row in rows if row["body"] is not None],
    )


async def published_entries(connection: Connection, tenant_id: str) -> list[Entry]:
    """Return the entries of the version that is published, by id."""
    rows = await connection.fetch(
        "SELECT body FROM book_published WHERE tenant_id = $1 AND body IS NOT NULL ORDER BY entry_id",
        tenant_id,
    )
    return [from_json(row["body"]) for row in rows]


def _doubles(entries: Sequence[Entry], settled: Settled) -> str:
    """Return the pairs that are shown as one, as JSON text: plain ones and decided ones."""
    plain = {(pair.one, pair.other) for pair in likely_doubles(entries) if pair.plainly}
    together = {pair for pair in plain if settled.on(*pair) is None} | settled.merged
    held = {entry.id for entry in entries}
    return json.dumps(sorted(pair for pair in together if held.issuperset(pair)))


async def _put(
    connection: Connection,
    tenant_id: str,
    shapes: Sequence[Served],
    version: int,
    now: datetime,
    last_number: int,
) -> None:
    """Put services in, in place of those of their ids; who had a number keeps it, the rest go on from the last."""
    await connection.executemany(
        "INSERT INTO book_published (tenant_id, entry_id, changed_in, body) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (tenant_id, entry_id) DO UPDATE SET changed_in = excluded.changed_in, body = excluded.body",
        [(tenant_id, one.entry_id, version, one.published) for one in shapes],
    )
    shapes = list({one.service_id: one for one in shapes}.values())  # a hostile feed makes one of two
    had = await connection.fetch(
        "DELETE FROM book_service WHERE tenant_id = $1 "
        "AND (entry_id = ANY ($2::text[]) OR service_id = ANY ($3::text[])) RETURNING service_id, number",
        *(tenant_id, [one.entry_id for one in shapes], [one.service_id for one in shapes]),
    )
    numbers = {row["service_id"]: row["number"] for row in had}
    for number, one in enumerate(shapes, last_number + 1):
        numbers.setdefault(one.service_id, number)
    await connection.executemany(
        "INSERT INTO book_service (tenant_id, service_id, entry_id, modified_at, organization_id, minimum_age, "
        "maximum_age, days, terms, taxonomies, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            (
                *(tenant_id, one.service_id, one.entry_id, _modified(one, version, now), one.organization_id),
                *(one.minimum_age, one.maximum_age, one.days, [term.term_id for term in one.terms]),
                list(dict.fromkeys(term.taxonomy_id for term in one.terms if term.taxonomy_id)),
                numbers[one.service_id],
            )
            for one in shapes
        ],
    )
    await connection.executemany(
        "INSERT INTO book_body (tenant_id, service_id, number, listed, whole, words) VALUES ($1, $2, $3, $4, $5, "
        "setweight(to_tsvector('english', $6), 'A') || setweight(to_tsvector('english', $7), 'D'))",
        [
            (
                *(tenant_id, one.service_id, numbers[one.service_id], one.listed, one.full),
                *one.words.split("\n", 1),
            )
            for one in shapes
        ],
    )
    await connection.executemany(
        "INSERT INTO book_place (tenant_id, place_id, service_id, number, latitude, longitude, location) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            (
                *(tenant_id, place.place_id, one.service_id, numbers[one.service_id]),
                *(place.latitude, place.longitude, place.location),
            )
            for one in shapes
            for place in one.places
        ],
    )
    await connection.executemany(
        "INSERT INTO book_term (tenant_id, term_id, taxonomy_id, taxonomy, name, code) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        [
            (tenant_id, term.term_id, term.taxonomy_id, term.taxonomy, term.name, term.code)
            for term in dict.fromkeys(term for one in shapes for term in one.terms)
        ],
    )
    await connection.executemany(
        "INSERT INTO book_organization (tenant_id, organization_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [
            (tenant_id, organization_id, name)
            for organization_id, name in dict.fromkeys(
                (one.organization_id, one.organization) for one in shapes if one.organization_id
            )
        ],
    )


def _texts(entries: Sequence[Entry]) -> dict[str, str]:
    return {entry.id: as_published(entry) for entry in entries}


def _served(entries: Sequence[Entry], gazetteer: Gazetteer) -> list[Served]:
    return [served(entry, gazetteer) for entry in entries]


def _modified(one: Served, version: int, now: datetime) -> datetime:
    """Return when a service last changed, as far as a reader of this hub can tell.

    In the first version nothing changed yet: each says itself. Later, what is new or changed is so now.
    """
    return one.modified_at if version == 1 and one.modified_at and one.modified_at < now else now


async def _take_out(connection: Connection, tenant_id: str, gone: Sequence[str], version: int) -> None:
    await connection.execute(
        "UPDATE book_published SET body = NULL, changed_in = $3 WHERE tenant_id = $1 AND entry_id = ANY ($2::text[])",
        *(tenant_id, gone, version),
    )
    await connection.execute(
        "DELETE FROM book_service WHERE tenant_id = $1 AND entry_id = ANY ($2::text[])", tenant_id, gone
    )


async def _forget_unused(connection: Connection, tenant_id: str) -> None:
    """Let go of terms and organisations that no service has any more."""
    await connection.execute(
        "DELETE FROM book_term WHERE tenant_id = $1 AND term_id NOT IN "
        "(SELECT unnest(terms) FROM book_service WHERE tenant_id = $1)",
        tenant_id,
    )
    await connection.execute(
        "DELETE FROM book_organization WHERE tenant_id = $1 AND organization_id NOT IN "
        "(SELECT organization_id FROM book_service WHERE tenant_id = $1)",
        tenant_id,
    )
