"""Renewing the Book of a laptop from its hub: only what changed since, put in its place in one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from conversation_kit.book.cache import Book
from conversation_kit.book.filling import Making
from conversation_kit.book.opened import DamagedBookError
from conversation_kit.book.plan import plan_import
from conversation_kit.book.published import Delta, as_published, digest_of, unpack_delta
from conversation_kit.book.writing import write_book
from conversation_kit.errors import NotFoundError, SourceError
from conversation_kit.model.entries import Entry

FetchDelta = Callable[[int], bytes]
"""Fetches what changed since a version (0: the whole Book): the body as the hub sent it, empty when it has no Book."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the Book.

    Attributes:
        version: The hub's version it is now; 0 when the hub has published none, and nothing was changed.
        whole: Whether the whole Book had to be fetched.
        added, changed, gone: How many entries, against the Book that was here.
        received: Bytes that came over the network.
    """

    version: int
    whole: bool = False
    added: int = 0
    changed: int = 0
    gone: int = 0
    received: int = 0

    @property
    def touched(self) -> bool:
        """Whether there is another Book than before."""
        return bool(self.whole or self.added or self.changed or self.gone)


def renew_book(
    cache_path: Path,
    origin: str,
    fetch: FetchDelta,
    *,
    now: datetime,
    footprint_of: Callable[[Entry], str] | None = None,
) -> Renewed:
    """Bring the Book at ``cache_path`` to what the hub has published last.

    A Book that is not this hub's, or that is not what it should be, gives way to the whole one. The old Book serves
    until the new one is whole; when anything fails it stays as it is.

    Args:
        cache_path: Where the Book stands.
        origin: Which hub and tenant: its address with the tenant's name.
        fetch: Asks the hub; whatever it raises is passed on.
        now: When it was fetched (timezone-aware).
        footprint_of: Names the neighbourhood an entry stands in.

    Raises:
        SourceError: the hub sent what cannot be used.
        StorageError: the disk refuses, or the Book was written by a newer version.
    """
    old, making = _held(cache_path)
    known = making if making is not None and making.origin == origin else None
    since = known.published if known else 0
    delta, received = _asked(fetch, since)
    if not delta.version:
        return Renewed(0, received=received)
    if known and delta.version == since == delta.since and delta.digest == known.digest:
        return Renewed(delta.version, received=received)
    entries = delta.applied_to(old)
    if not _is_right(entries, delta) and delta.since:
        delta, more = _asked(fetch, 0)
        received += more
        entries = delta.applied_to(())
    if not _is_right(entries, delta):
        raise SourceError(
            "What the hub sent as its Community Book does not fit together. The Book on this laptop is unchanged. "
            "Try again later; if it stays so, tell whoever looks after the hub."
        )
    plan = plan_import({entry.id: entry for entry in old}, entries)
    if footprint_of is not None:
        entries = [replace(entry, footprint=footprint_of(entry)) for entry in entries]
    write_book(cache_path, entries, _made(delta, origin, making, now))
    return Renewed(
        delta.version, not delta.since, len(plan.added), len(plan.changed), len(plan.gone), received
    )


def _held(path: Path) -> tuple[Sequence[Entry], Making | None]:
    try:
        with Book.open(path) as book:
            return tuple(book.entries()), book.making()
    except (NotFoundError, DamagedBookError):
        return (), None


def _asked(fetch: FetchDelta, since: int) -> tuple[Delta, int]:
    body = fetch(since)
    if not body:
        return Delta(0, 0, ""), 0
    delta = unpack_delta(body)
    if delta.since not in (0, since):
        raise SourceError(
            "The hub answered for another version of its Community Book than was asked. The Book on this laptop is "
            "unchanged. Try again later."
        )
    return delta, len(body)


def _is_right(entries: Sequence[Entry], delta: Delta) -> bool:
    return digest_of({entry.id: as_published(entry) for entry in entries}) == delta.digest


def _made(delta: Delta, origin: str, before: Making | None, now: datetime) -> Making:
    return Making(
        sources=delta.sources or (origin,),
        fetched_at=now,
        version=(before.version if before else 0) + 1,
        doubles=delta.doubles,
        origin=origin,
        published=delta.version,
        digest=delta.digest,
    )
