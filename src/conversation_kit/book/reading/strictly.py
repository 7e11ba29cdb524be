"""An Entry as the kit itself writes it, from a stranger: every value is checked as strictly as if it were typed in."""

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from conversation_kit.book.codec import to_json
from conversation_kit.book.reading.text import is_inert
from conversation_kit.model.entries import Entry

_LONGEST = 60_000
_OLDEST = 130


def entry_of(plain: Mapping[str, Any]) -> Entry | None:
    """Return the entry of its JSON values (as ``codec.to_json`` writes them), or None when one is not as it should."""
    try:
        made = _shape().validate_json(json.dumps(plain, allow_nan=False))
    except (ValueError, TypeError, RecursionError):  # pydantic's own is a ValueError
        return None
    return made if _harmless(made) else None


@cache
def _shape() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


def _harmless(entry: Entry) -> bool:
    ages = [age for age in (entry.minimum_age, entry.maximum_age) if age is not None]
    degrees = [d for place in entry.locations for d in (place.latitude, place.longitude) if d is not None]
    return (
        bool(entry.id and entry.name)
        and all(0 <= age <= _OLDEST for age in ages)
        and all(math.isfinite(degree) and abs(degree) <= 180 for degree in degrees)  # noqa: PLR2004
        and all(len(text) <= _LONGEST and is_inert(text) for text in _texts(json.loads(to_json(entry))))
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
