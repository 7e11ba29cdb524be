"""Finding a page of services, or of services at locations, in one statement that also tells how many there are.

How many there are in the whole Book is kept, and counted only where something is asked for. In SQL, ``rank`` is what
comes first, the least before the rest.
"""

from typing import Any

from conversation_kit.hub.book.conditions import Where, ask_near, ask_of_service, distance_of
from conversation_kit.hub.book.parameters import Paging, ServiceQuery
from conversation_kit.hub.book.word_table import found_by
from conversation_kit.hub.database import Connection

_COUNTED = "(SELECT count(*) FROM found)"
_KEPT = "coalesce((SELECT {} FROM book_state WHERE tenant_id = $1), 0)"
_BODY = "JOIN book_body b ON b.tenant_id = $1 AND b.service_id = p.service_id"


async def services_found(
    connection: Connection, tenant_id: str, query: ServiceQuery, *, begun: bool
) -> tuple[list[str], int]:
    """Return the bodies of one page of services, as JSON texts, and how many services fit."""
    where = Where([tenant_id])
    column = "whole" if query.full else "listed"
    rows, total = await _page(
        connection,
        where,
        _services(where, query, begun=begun),
        total=_COUNTED if _asks(query) else _KEPT.format("services"),
        ranked=_ranks(query),
        key="number",
        columns=f"b.{column} AS body",
        join="JOIN book_body b ON b.tenant_id = $1 AND b.number = page.number",
        paging=query.paging,
    )
    return [row["body"] for row in rows], total


async def places_found(
    connection: Connection, tenant_id: str, query: ServiceQuery, *, begun: bool
) -> tuple[list[Any], int]:
    """Return the rows of one page of services at locations (``place_row`` says what of), and how many fit."""
    where = Where([tenant_id])
    return await _page(
        connection,
        where,
        _places(where, query, begun=begun),
        total=_COUNTED if _asks(query) else _KEPT.format("places"),
        ranked=_ranks(query),
        key="place_id",
        columns="p.service_id, p.location, b.listed",
        join=f"JOIN book_place p ON p.tenant_id = $1 AND p.place_id = page.place_id {_BODY}",
        paging=query.paging,
    )


async def place_row(connection: Connection, tenant_id: str, place_id: str) -> Any:
    """Return one service at a location: its id, its service's id and body, its location; or None."""
    return await connection.fetchrow(
        "SELECT p.place_id, p.service_id, p.location, b.listed FROM book_place p "  # noqa: S608
        f"{_BODY} WHERE p.tenant_id = $1 AND p.place_id = $2",
        tenant_id,
        place_id,
    )


def _asks(query: ServiceQuery) -> bool:
    """Whether something is asked for that not everything fits."""
    fitting = Where([""])
    ask_of_service(fitting, query)
    return bool(fitting.conditions) or query.words is not None or query.metres is not None


def _ranks(query: ServiceQuery) -> bool:
    """Whether what fits comes in another order than that in which it came."""
    return query.words is not None or query.near is not None


def _services(where: Where, query: ServiceQuery, *, begun: bool) -> str:
    """Return SQL for the services that fit: ``number`` and ``rank``."""
    fitting = Where(where.values)
    ask_of_service(fitting, query)
    if query.words is not None:
        if query.metres is not None:
            near = f"SELECT p.number FROM book_place p WHERE {_near(where, query)}"  # noqa: S608
            fitting.conditions.append(f"s.number IN ({near})")
        return (
            f"SELECT f.number, -f.weight AS rank FROM ({_heard(where, query, begun=begun)}) f{_only(fitting)}"  # noqa: S608
        )
    if query.near is not None:
        metres, near = distance_of(where, query), _near(where, query)
        nearest = f"SELECT p.number, {metres} AS metres FROM book_place p WHERE {near}"  # noqa: S608
        if query.metres is None:  # whoever is at no known place comes last
            nearest += " UNION ALL SELECT number, NULL FROM book_service WHERE tenant_id = $1"
        return f"SELECT f.number, min(f.metres) AS rank FROM ({nearest}) f{_only(fitting)} GROUP BY f.number"  # noqa: S608
    return f"SELECT s.number, 0 AS rank FROM book_service s WHERE {_all(fitting)}"  # noqa: S608


def _places(where: Where, query: ServiceQuery, *, begun: bool) -> str:
    """Return SQL for the places that are near enough and whose service fits: ``place_id`` and ``rank``."""
    fitting = Where(where.values)
    ask_of_service(fitting, query)
    rank = "0" if query.near is None else distance_of(where, query)
    found = f"SELECT p.place_id, p.number, {rank} AS rank FROM book_place p WHERE {_near(where, query)}"  # noqa: S608
    if query.words is not None:
        found = f"{found} AND p.number IN (SELECT h.number FROM ({_heard(where, query, begun=begun)}) h)"  # noqa: S608
    return f"SELECT f.place_id, f.rank FROM ({found}) f{_only(fitting)}"  # noqa: S608


def _heard(where: Where, query: ServiceQuery, *, begun: bool) -> str:
    return found_by(where.value(" ".join(query.words or ())), begun=begun)


def _near(where: Where, query: ServiceQuery) -> str:
    """Return the condition that a place is near enough."""
    near = Where(where.values, ["p.tenant_id = $1"])
    if query.metres is not None:
        ask_near(near, query)
    return near.text


def _all(fitting: Where) -> str:
    return " AND ".join(("s.tenant_id = $1", *fitting.conditions))


def _only(fitting: Where) -> str:
    """Return what leaves of ``f`` those whose service fits, where something is asked of it."""
    if not fitting.conditions:
        return ""
    return f" WHERE EXISTS (SELECT FROM book_service s WHERE s.number = f.number AND {_all(fitting)})"


async def _page(
    connection: Connection,
    where: Where,
    found: str,
    *,
    total: str,
    ranked: bool,
    key: str,
    columns: str,
    join: str,
    paging: Paging,
) -> tuple[list[Any], int]:
    """Return the rows of one page of what was found, and how much was.

    ``found`` is SQL for what fits (its key and its rank), with the values of ``where``; ``total`` for how much that
    is; ``columns`` and ``join`` for what is wanted of each, and where it stands beside ``page``.
    """
    limit, offset = where.value(paging.per_page), where.value(paging.offset)
    # What is ranked is worked out once; else it is cheaper to count, and to go along the key to the page's end.
    once = "" if ranked else "NOT "
    rows = await connection.fetch(
        f"WITH found AS {once}MATERIALIZED ({found}), page AS (SELECT * FROM found ORDER BY rank NULLS LAST, {key} "  # noqa: S608
        f"LIMIT {limit} OFFSET {offset}) SELECT t.total, r.* FROM (SELECT {total} AS total) t LEFT JOIN "
        f"(SELECT page.{key}, page.rank, {columns} FROM page {join}) r ON true ORDER BY r.rank NULLS LAST, r.{key}",
        *where.values,
    )
    return [row for row in rows if row[key] is not None], rows[0]["total"]
