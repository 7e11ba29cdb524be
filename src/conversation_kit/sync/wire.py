"""The wire format of laptop and hub, version 1: JSON, packed with Zstandard, bounded on both sides.

See ``docs/decisions/0017-hub.md`` for the requests and what they answer.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

import zstandard

from conversation_kit.errors import BadInputError
from conversation_kit.model.changes import Change, is_shallow
from conversation_kit.model.clock import is_reading

WIRE_VERSION = "1"
WIRE_HEADER = "X-Kit-Wire"
ENCODING = "zstd"
MOST_PACKED = 1_048_576
"""Bytes of a body as sent."""
MOST_UNPACKED = 8_388_608
"""Bytes of a body unpacked."""
MOST_CHANGES = 500
"""Changes in one push."""
MOST_PULLED = 2_000
"""Items in one answer to a pull or a snapshot."""
MOST_IN_ROW = 700_000
"""Characters of a row's value and bases: one that was pushed has to fit into an answer to a pull as well."""
_LEVEL = 1  # what of 50 or 2,000 changes is no smaller at 3, which takes twice the time
_PARTS = 10
_NESTING = {list, dict}  # JSON makes no others
_LONGEST_NAME = 200
_DEEPEST = 12
# What ``is_whole`` asks of the names in a row, and that they are short, in one look: id, person, entity, its id, field,
# worker, device, clock, bases.
_NAME, _OR_NONE = f"[ -~]{{1,{_LONGEST_NAME}}}", f"[ -~]{{0,{_LONGEST_NAME}}}"
_NAMES = re.compile(f"{_NAME}\n{_OR_NONE}(?:\n{_NAME}){{3}}\n{_OR_NONE}(?:\n{_NAME})+")
_PLAIN_TEXT = re.compile(r'"[ !#-\[\]-~]*"')  # as most values are: no letter of it stands for another

Row = list[Any]
"""``[id, person_id, entity, entity_id, field, value (JSON text), worker_id, device_id, clock, [base, ...]]``"""


class MalformedError(BadInputError):
    """What came over the wire is not what the wire carries; nothing of it was taken."""


class TooLargeError(MalformedError):
    """It is larger, packed or unpacked, than a message can be."""


class Packing:
    """Packs and unpacks one body after another; not for several threads at once. What it works with is made once."""

    def __init__(self) -> None:
        self._press = zstandard.ZstdCompressor(level=_LEVEL)
        self._release = zstandard.ZstdDecompressor(max_window_size=MOST_UNPACKED)

    def pack(self, text: bytes) -> bytes:
        """Return JSON packed as it is sent."""
        return self._press.compress(text)

    def unpack(self, body: bytes) -> bytes:
        """Return the JSON in a body, never more than a message can hold.

        Raises:
            TooLargeError: It unpacks to more.
            MalformedError: It is not packed with Zstandard.
        """
        try:
            said = zstandard.frame_content_size(body)
            if 0 <= said <= MOST_UNPACKED:
                return self._release.decompress(body)
            with self._release.stream_reader(
                body
            ) as reader:  # its size is not said, or too large to be trusted
                text = reader.read(MOST_UNPACKED + 1)
        except zstandard.ZstdError as error:
            raise _malformed("is not packed as it should be") from error
        if len(text) > MOST_UNPACKED:
            raise _malformed("unpacks to more than a message can hold", TooLargeError)
        return text


def pack(message: Mapping[str, Any]) -> bytes:
    """Return a message as it is sent."""
    return Packing().pack(json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii"))


def unpack(
    body: bytes,
    *,
    packed: bool = True,
    packing: Packing | None = None,
    read: Callable[[bytes], Any] = json.loads,
) -> dict[str, Any]:
    """Return the message in a body.

    Args:
        body: As it came.
        packed: Whether it is packed with Zstandard; plain JSON otherwise.
        packing: What unpacks it, where one is kept.
        read: Reads JSON; raises ValueError or RecursionError.

    Raises:
        TooLargeError: It is too large, or unpacks to too much.
        MalformedError: It is no JSON object.
    """
    if len(body) > MOST_PACKED:
        raise _malformed("is larger than a message can be", TooLargeError)
    text = (packing or Packing()).unpack(body) if packed else body
    try:
        message = read(text)
    except RecursionError as error:
        raise _malformed("is nested too deeply") from error
    except ValueError as error:
        raise _malformed("is not JSON") from error
    if not isinstance(message, dict):
        raise _malformed("is not a JSON object")
    if _is_deeper(message, _DEEPEST):
        raise _malformed("is nested too deeply")
    return message


def to_row(change: Change) -> Row:
    """Return a change as the wire carries it."""
    return [
        change.id,
        change.person_id,
        change.entity,
        change.entity_id,
        change.field,
        change.text,
        change.worker_id,
        change.device_id,
        change.clock,
        list(change.base),
    ]


def from_row(row: object) -> Change:
    """Return the change that a row carries.

    Raises:
        MalformedError: It is not well formed.
    """
    if not (isinstance(row, list) and len(row) == _PARTS):
        raise _malformed("holds something that is no change")
    change_id, person_id, entity, entity_id, field, text, worker_id, device_id, clock, base = row
    try:
        names = "\n".join(
            (change_id, person_id, entity, entity_id, field, worker_id, device_id, clock, *base)
        )
        well_formed = _NAMES.fullmatch(names) and isinstance(text, str) and isinstance(base, list)
    except TypeError:
        well_formed = False
    if not (well_formed and is_reading(clock)):
        raise _malformed("holds a change that is not well formed")
    if len(text) + _LONGEST_NAME * len(base) > MOST_IN_ROW:
        raise _malformed("holds a change that is larger than one can be")
    try:
        value = _value_in(text)
    except (ValueError, RecursionError) as error:
        raise _malformed("holds a change that cannot be read") from error
    if not is_shallow(value):
        raise _malformed("holds a change that is not well formed")
    return Change(
        change_id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, tuple(base)
    )


def id_of(row: object) -> str:
    """Return the id that a row claims to have, or empty: to name one that cannot be read."""
    first = row[0] if isinstance(row, Sequence) and not isinstance(row, str) and row else ""
    return first[:_LONGEST_NAME] if isinstance(first, str) and first.isascii() and first.isprintable() else ""


def _is_deeper(value: Any, levels: int) -> bool:
    """Tell whether lists and objects in a list or object are nested deeper than so many levels."""
    here = [value]
    for _ in range(levels):
        inner = chain.from_iterable(one.values() if type(one) is dict else one for one in here)
        here = [one for one in inner if type(one) in _NESTING]
        if not here:
            return False
    return True


def _value_in(text: str) -> Any:
    """Return the value in JSON text.

    Raises:
        ValueError: It is not JSON.
    """
    if _PLAIN_TEXT.fullmatch(text):
        return text[1:-1]
    try:
        value, end = _DECODER.raw_decode(text)
    except ValueError:
        end = -1
    return value if end == len(text) else _DECODER.decode(text)  # which allows for space around it


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _malformed(what: str, kind: type[MalformedError] = MalformedError) -> MalformedError:
    return kind(
        f"What came over the network {what}, so nothing of it was taken. What was here before is kept. "
        "Tell whoever looks after the hub."
    )
