"""What the kit's own export says of a service besides Open Referral UK's fields, so that nothing is lost on the way.

A service may carry ``"conversation_kit": {"format": 1, "of": DIGEST, "fields": {...}}``: fields of the Entry that v3
has no place for, or whose v3 form would be read differently. ``of`` is a digest of the rest of the service: where
somebody changed that since, what it says counts, and the extension is left out with a note. A feed is a stranger's
words, so every value is checked as strictly as if it were typed in.
"""

import hashlib
import json
from dataclasses import fields, replace
from typing import Any

from conversation_kit.book.codec import to_json
from conversation_kit.book.reading.findings import Margin
from conversation_kit.book.reading.strictly import entry_of
from conversation_kit.model.entries import Entry

KEY = "conversation_kit"
_FORMAT = 1
_FIELDS = {field.name for field in fields(Entry)} - {"source", "footprint"}


def extension(entry: Entry, read: Entry | None, body: dict[str, Any]) -> dict[str, Any] | None:
    """Return what has to be said besides ``body``, which reads as ``read``, to get ``entry`` back, or None."""
    wanted = json.loads(to_json(replace(entry, source="", footprint="")))
    got = {} if read is None else json.loads(to_json(replace(read, source="", footprint="")))
    differs = {name: value for name, value in wanted.items() if got.get(name) != value}
    differs |= {name: _empty(name) for name in got if name not in wanted}
    return {"format": _FORMAT, "of": _digest(body), "fields": differs} if differs else None


def with_own_fields(entry: Entry, raw: dict[str, Any], margin: Margin) -> Entry:
    """Return ``entry`` with what the kit's own export said of it besides."""
    own = raw.get(KEY)
    if own is None:
        return entry
    body = {name: value for name, value in raw.items() if name != KEY}
    if not isinstance(own, dict) or own.get("format") != _FORMAT:
        margin.note(KEY, "What an export added cannot be read by this version; left out.")
    elif own.get("of") != _digest(body):
        margin.note(
            KEY, "The service was changed since it was exported; what the export had added is left out."
        )
    elif (made := _told(entry, own.get("fields"))) is None:
        margin.note(KEY, "What an export added is not what belongs there; left out.")
    else:
        return made
    return entry


def _told(entry: Entry, own: Any) -> Entry | None:
    """Return ``entry`` with its ``own`` fields, or None when one of them is not what belongs there."""
    if not isinstance(own, dict) or own.keys() - _FIELDS:
        return None
    plain = {**json.loads(to_json(replace(entry, source="", footprint=""))), **own}
    made = entry_of(plain)
    return replace(made, source=entry.source, footprint=entry.footprint) if made else None


def _empty(name: str) -> Any:
    return json.loads(json.dumps(getattr(Entry("", ""), name), default=list))


def _digest(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
