"""The words of the published Book, and which services each stands in: filled at publication, asked by a search.

A service stands in a word's row as its number times sixteen, plus what the word says of it: ten when it is in the name,
and how often it is there, five at most.
"""

from conversation_kit.hub.database import Connection

_LAST = "chr(1114111)"  # sorts after whatever a word goes on with


async def index_words(connection: Connection, tenant_id: str) -> None:
    """Write a tenant's table of words anew, from what is published; belongs into the transaction that publishes."""
    await connection.execute("DELETE FROM book_word WHERE tenant_id = $1", tenant_id)
    await connection.execute(
        "INSERT INTO book_word (tenant_id, word, services) SELECT $1, w.lexeme, array_agg(b.number * 16 "
        "+ CASE WHEN 'A' = ANY (w.weights) THEN 10 ELSE 0 END + least(5, cardinality(w.weights))) "
        "FROM book_body b CROSS JOIN unnest(b.words) w WHERE b.tenant_id = $1 GROUP BY w.lexeme",
        tenant_id,
    )


def found_by(words: str, *, begun: bool) -> str:
    """Return SQL for the services in which all of these words stand: ``number``, and ``weight``, the more the better.

    Args:
        words: The SQL parameter that holds them, with blanks between; ``$1`` is the tenant.
        begun: Whether each may be unfinished; else it is found in any form, and only so.
    """
    fits = f"w.word >= a.lexeme AND w.word < a.lexeme || {_LAST}" if begun else "w.word = a.lexeme"
    asked = f"SELECT lexeme FROM unnest(to_tsvector('english', {words}))"  # noqa: S608 - a parameter's number
    return (
        f"SELECT number, sum(weight) AS weight FROM (SELECT a.lexeme, p >> 4 AS number, max(p & 15) AS weight "  # noqa: S608
        f"FROM ({asked}) a JOIN book_word w ON w.tenant_id = $1 AND {fits} CROSS JOIN unnest(w.services) p "
        f"GROUP BY a.lexeme, p >> 4) each GROUP BY number HAVING count(*) = (SELECT count(*) FROM ({asked}) b)"
    )
