"""Asking the published Book: lists and single records, as the JSON texts of Open Referral UK v3 bodies.

Every function works within a transaction of one tenant, or is one. Services and places are found in ``finding``; their
texts are kept as they are sent, and only joined here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from conversation_kit.hub.book.conditions import Where, ask_of_name, tries
from conversation_kit.hub.book.finding import place_row, places_found, services_found
from conversation_kit.hub.book.parameters import Paging, ServiceQuery, TermQuery
from conversation_kit.hub.book.shape import as_json
from conversation_kit.hub.database import SAID, Connection

_SERVICE = f"""
WITH {SAID} SELECT b.whole FROM said CROSS JOIN LATERAL (
    SELECT whole FROM book_body WHERE tenant_id = said.tenant_id AND service_id = $2 OFFSET 0
) b
"""  # noqa: S608 - a part of ours
_VERSION = f"""
WITH {SAID} SELECT b.version, b.published_at FROM said CROSS JOIN LATERAL (
    SELECT version, published_at FROM book_state WHERE tenant_id = said.tenant_id OFFSET 0
) b
"""  # noqa: S608 - the same


@dataclass(frozen=True, slots=True)
class PageFound:
    """One page of a list: JSON texts, and how many there are in all."""

    contents: list[str]
    total: int
    paging: Paging

    def as_json(self) -> str:
        """Return the page in Open Referral UK's envelope."""
        pages = -(-self.total // self.paging.per_page)
        head = {
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.paging.page,
            "size": len(self.contents),
            "first_page": self.paging.page == 1,
            "last_page": self.paging.page >= pages,
            "empty": not self.contents,
        }
        return f'{as_json(head)[:-1]},"contents":[{",".join(self.contents)}]}}'


async def service_page(connection: Connection, tenant_id: str, query: ServiceQuery) -> PageFound:
    """Return services: by relevance when words are searched for, by distance when near a place, else as they came."""
    for begun in tries(query.words):
        bodies, total = await services_found(connection, tenant_id, query, begun=begun)
        if total:
            return PageFound(
                [_minimal(one) for one in bodies] if query.minimal else bodies, total, query.paging
            )
    return PageFound([], 0, query.paging)


async def service_body(connection: Connection, tenant_id: str, service_id: str) -> str | None:
    """Return one service, whole, or None; a transaction of its own."""
    found: str | None = await connection.fetchval(_SERVICE, tenant_id, service_id)
    return found


async def place_page(connection: Connection, tenant_id: str, query: ServiceQuery) -> PageFound:
    """Return services at locations, each location whose service fits and that is itself near enough."""
    for begun in tries(query.words):
        rows, total = await places_found(connection, tenant_id, query, begun=begun)
        if total:
            return PageFound([_at_location(row) for row in rows], total, query.paging)
    return PageFound([], 0, query.paging)


async def place_body(connection: Connection, tenant_id: str, place_id: str) -> str | None:
    """Return one service at a location, or None."""
    row = await place_row(connection, tenant_id, place_id)
    return None if row is None else _at_location(row)


async def organization_page(connection: Connection, tenant_id: str, query: TermQuery) -> PageFound:
    """Return organisations by name; with their services when they are wanted in full."""
    where = Where([tenant_id], ["tenant_id = $1"])
    ask_of_name(where, query.words)
    rows, total = await _rows(connection, "book_organization", "organization_id, name", where, query.paging)
    services: dict[str, list[str]] = {}
    if query.full:
        services = await _services_of(connection, tenant_id, [row["organization_id"] for row in rows])
    return PageFound(
        [
            _organization(row, services.get(row["organization_id"], []) if query.full else None)
            for row in rows
        ],
        total,
        query.paging,
    )


async def organization_body(connection: Connection, tenant_id: str, organization_id: str) -> str | None:
    """Return one organisation with its services, or None."""
    row = await connection.fetchrow(
        "SELECT organization_id, name FROM book_organization WHERE tenant_id = $1 AND organization_id = $2",
        tenant_id,
        organization_id,
    )
    if row is None:
        return None
    services = await _services_of(connection, tenant_id, [organization_id])
    return _organization(row, services.get(organization_id, []))


async def taxonomy_page(connection: Connection, tenant_id: str, query: TermQuery) -> PageFound:
    """Return the taxonomies whose terms stand on services, by name."""
    where = Where([tenant_id], ["tenant_id = $1", "taxonomy_id <> ''"])
    ask_of_name(where, query.words, "taxonomy")
    rows, total = await _rows(
        connection, "book_term", "DISTINCT taxonomy_id, taxonomy AS name", where, query.paging
    )
    return PageFound([as_json(_taxonomy(row)) for row in rows], total, query.paging)


async def taxonomy_body(connection: Connection, tenant_id: str, taxonomy_id: str) -> str | None:
    """Return one taxonomy with its terms, or None."""
    rows = await connection.fetch(
        "SELECT taxonomy_id, taxonomy, term_id, name, code FROM book_term "
        "WHERE tenant_id = $1 AND taxonomy_id = $2 AND taxonomy_id <> '' ORDER BY name, term_id",
        tenant_id,
        taxonomy_id,
    )
    if not rows:
        return None
    head = _taxonomy({"taxonomy_id": taxonomy_id, "name": rows[0]["taxonomy"]})
    return as_json({**head, "taxonomy_terms": [_term(row) for row in rows]})


async def term_page(connection: Connection, tenant_id: str, query: TermQuery) -> PageFound:
    """Return taxonomy terms, by name. No term of a Book has a parent."""
    where = Where([tenant_id], ["tenant_id = $1"])
    ask_of_name(where, query.words)
    if query.taxonomy_id:
        where.conditions.append(f"taxonomy_id = {where.value(query.taxonomy_id)}")
    if query.parent_id:
        where.conditions.append("false")
    columns = "term_id, taxonomy_id, taxonomy, name, code"
    rows, total = await _rows(connection, "book_term", columns, where, query.paging)
    return PageFound([as_json(_term(row)) for row in rows], total, query.paging)


async def term_body(connection: Connection, tenant_id: str, term_id: str) -> str | None:
    """Return one taxonomy term, or None."""
    row = await connection.fetchrow(
        "SELECT term_id, taxonomy_id, taxonomy, name, code FROM book_term WHERE tenant_id = $1 AND term_id = $2",
        tenant_id,
        term_id,
    )
    return None if row is None else as_json(_term(row))


async def version_of(connection: Connection, tenant_id: str) -> tuple[int, datetime | None]:
    """Return the version that is published and when it was, 0 for none; a transaction of its own."""
    row = await connection.fetchrow(_VERSION, tenant_id)
    return (row["version"], row["published_at"]) if row else (0, None)


def _minimal(listed: str) -> str:
    body = orjson.loads(listed)
    return as_json({name: body[name] for name in ("id", "name", "status", "last_modified") if name in body})


def _at_location(row: Any) -> str:
    """Return a service at a location, joined of texts that are kept ready."""
    ids = as_json(
        {
            "id": row["place_id"],
            "service_id": row["service_id"],
            "location_id": orjson.loads(row["location"])["id"],
        }
    )
    return f'{ids[:-1]},"location":{row["location"]},"service":{row["listed"]}}}'


async def _services_of(
    connection: Connection, tenant_id: str, organization_ids: Sequence[str]
) -> dict[str, list[str]]:
    rows = await connection.fetch(
        "SELECT s.organization_id, b.listed FROM book_service s "
        "JOIN book_body b ON b.tenant_id = s.tenant_id AND b.service_id = s.service_id "
        "WHERE s.tenant_id = $1 AND s.organization_id = ANY ($2::text[]) ORDER BY s.number",
        tenant_id,
        organization_ids,
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["organization_id"], []).append(row["listed"])
    return found


async def _rows(
    connection: Connection, table: str, columns: str, where: Where, paging: Paging
) -> tuple[list[Any], int]:
    """Return one page of a table of names, in their order, and how many rows there are."""
    whole = f"SELECT {columns} FROM {table} WHERE {where.text}"  # noqa: S608
    total = await connection.fetchval(f"SELECT count(*) FROM ({whole}) found", *where.values)  # noqa: S608
    limit, offset = where.value(paging.per_page), where.value(paging.offset)
    rows = await connection.fetch(
        f"SELECT * FROM ({whole}) found ORDER BY name, 1 LIMIT {limit} OFFSET {offset}",  # noqa: S608
        *where.values,
    )
    return rows, total


def _organization(row: Any, services: list[str] | None) -> str:
    body = {"id": row["organization_id"], "name": row["name"], "description": row["name"]}
    if services is not None:
        body["services"] = [orjson.loads(one) for one in services]
    return as_json(body)


def _taxonomy(row: Any) -> dict[str, Any]:
    return {"id": row["taxonomy_id"], "name": row["name"], "description": row["name"]}


def _term(row: Any) -> dict[str, Any]:
    body = {
        "id": row["term_id"],
        "name": row["name"],
        "description": row["name"],
        "code": row["code"],
        "taxonomy": row["taxonomy"],
        "taxonomy_id": row["taxonomy_id"],
    }
    return {name: value for name, value in body.items() if value}
