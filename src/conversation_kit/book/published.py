"""What a hub publishes of its Book: versions, and what changed since one of them. The same code on both sides. Pure.

A hub's Book stands in the order of the ids, so that whoever takes one difference after another has the same Book as who
takes the whole; a digest over all entries tells.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import zstandard

from conversation_kit.book.codec import to_json
from conversation_kit.errors import SourceError
from conversation_kit.model.entries import Entry

ENCODING = "zstd"
MOST_PACKED = 32_000_000
"""Bytes of a Book as sent: some 200,000 entries."""
MOST_UNPACKED = 400_000_000
"""Bytes of a Book unpacked."""
_FORMAT = 1
_LEVEL = 9
_LONGEST_ID = 200
_DAMAGED = (
    "What the hub sent as its Community Book cannot be used. The Book on this laptop is unchanged. "
    "Try again later; if it stays so, tell whoever looks after the hub."
)


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed in a published Book since an older version of it.

    Attributes:
        version: The version it leads to; 0 when nothing was ever published.
        since: The version it starts from; 0 when it is the whole Book.
        digest: Of the Book it leads to, see :func:`digest_of`.
        published_at: When that version was published (timezone-aware), or None with version 0.
        sources: Where the Book's entries came from.
        entries: Those that are new or changed.
        gone: Ids of those that are gone.
        doubles: Pairs of ids that are one group in that version, all of them.
    """

    version: int
    since: int
    digest: str
    published_at: datetime | None = None
    sources: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    gone: tuple[str, ...] = ()
    doubles: tuple[tuple[str, str], ...] = ()

    def applied_to(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the Book it leads to, from the entries of the version it starts from."""
        held = {entry.id: entry for entry in entries} if self.since else {}
        for entry_id in self.gone:
            held.pop(entry_id, None)
        held |= {entry.id: entry for entry in self.entries}
        return [held[entry_id] for entry_id in sorted(held)]


def as_published(entry: Entry) -> str:
    """Return an entry as the JSON text a hub publishes; the footprint is each laptop's own remark."""
    return to_json(replace(entry, footprint=""))


def digest_of(published: Mapping[str, str]) -> str:
    """Return what tells one Book from another, from the :func:`as_published` texts by id."""
    whole = hashlib.sha256()
    for entry_id in sorted(published):
        whole.update(hashlib.sha256(published[entry_id].encode()).digest())
    return whole.hexdigest()


def pack_delta(delta: Delta, published: Sequence[str] | None = None) -> bytes:
    """Return a delta as it is sent: JSON, packed with Zstandard.

    Args:
        delta: What to send.
        published: The texts of its entries where they are at hand already.
    """
    texts = published if published is not None else [as_published(entry) for entry in delta.entries]
    head = {
        "format": _FORMAT,
        "version": delta.version,
        "since": delta.since,
        "digest": delta.digest,
        "published_at": delta.published_at.isoformat() if delta.published_at else None,
        "sources": delta.sources,
        "gone": delta.gone,
        "doubles": delta.doubles,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    whole = f'{text[:-1]},"entries":[{",".join(texts)}]}}'
    return zstandard.ZstdCompressor(level=_LEVEL).compress(whole.encode())


def unpack_delta(body: bytes) -> Delta:
    """Return the delta in an answer of a hub, every value checked.

    Raises:
        SourceError: It is damaged, too large, or not for this version of the kit.
    """
    if len(body) > MOST_PACKED:
        raise SourceError(_DAMAGED)
    try:
        with zstandard.ZstdDecompressor(max_window_size=MOST_PACKED).stream_reader(body) as reader:
            text = reader.read(MOST_UNPACKED + 1)
        if len(text) > MOST_UNPACKED:
            raise SourceError(_DAMAGED)
        return _delta(json.loads(text))
    except (zstandard.ZstdError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise SourceError(_DAMAGED) from error


def _delta(held: Any) -> Delta:
    if held["format"] != _FORMAT:
        raise SourceError(
            "The hub's Community Book is of a newer kind than this kit can read. The Book on this laptop is unchanged. "
            "Please update the kit."
        )
    when = held["published_at"]
    published_at = datetime.fromisoformat(when) if when is not None else None
    if published_at is not None and published_at.tzinfo is None:
        raise ValueError(when)
    return Delta(
        version=_count(held["version"]),
        since=_count(held["since"]),
        digest=_text(held["digest"]),
        published_at=published_at,
        sources=tuple(_text(one) for one in held["sources"]),
        entries=tuple(_entry(one) for one in held["entries"]),
        gone=tuple(_text(one) for one in held["gone"]),
        doubles=tuple((_text(one), _text(other)) for one, other in held["doubles"]),
    )


def _entry(plain: Any) -> Entry:
    from conversation_kit.book.reading.strictly import entry_of  # noqa: PLC0415 - brings in pydantic

    entry = entry_of(plain)
    if entry is None or len(entry.id) > _LONGEST_ID:
        raise ValueError
    return replace(entry, footprint="")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
