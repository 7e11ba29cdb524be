"""Frozen records of the model to and from ``{field: JSON text}``, by their type hints.

Reads str, int, float, bool, StrEnum, date, aware datetime, tuple[str, ...] and ``| None`` of these. JSON text
is plain ASCII, so that any text a keyboard can produce survives, half a surrogate pair included.

A field that still has its default is not kept in the log when a record is new: a default of the model must
therefore never change its meaning; add a new field instead.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Generic, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from conversation_kit.model.changes import encode_value

_IDENTITY = ("id", "person_id")


class Record(Protocol):
    """What every record of the model has."""

    entity: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """Made on the device."""
        ...

    @property
    def person_id(self) -> str:
        """The person it is about, or empty."""
        ...


R = TypeVar("R", bound=Record)
_from_json = (
    json.JSONDecoder().decode
)  # a person's record has thousands of values; json.loads costs twice this


@dataclass(frozen=True, slots=True)
class Decoded(Generic[R]):
    """A record read back.

    Attributes:
        record: The record, or None when a field it cannot do without is missing or unreadable.
        missing: Needed fields that are not in the log (a record received in part).
        unreadable: Fields whose value this version does not understand; read as their default if they have
            one.
    """

    record: R | None
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _FieldPlan:
    """How one field is written and read. ``default`` is JSON text, or None for a needed field."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    default: str | None


def encode(record: Record) -> dict[str, str]:
    """Return every field of ``record`` but its id and person as JSON text.

    Raises:
        TypeError: A field does not hold what its type hint says, or a datetime has no time zone.
    """
    return {
        name: encode_value(plan.encode(getattr(record, name))) for name, plan in _plans(type(record)).items()
    }


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields of ``kind`` that are kept: all but its id and person."""
    return tuple(_plans(kind))


def decode(kind: type[R], record_id: str, person_id: str, values: Mapping[str, str]) -> Decoded[R]:
    """Return the record of ``kind`` that ``values`` (JSON text by field) make; unknown fields are ignored."""
    found: dict[str, Any] = {}
    missing, unreadable, whole = [], [], True
    for name, plan in _plans(kind).items():
        if name not in values:
            if plan.default is None:
                missing.append(name)
            continue
        try:
            found[name] = plan.decode(_from_json(values[name]))
        except (ValueError, TypeError, RecursionError):
            unreadable.append(name)
            whole = whole and plan.default is not None
    if missing or not whole:
        return Decoded(None, tuple(missing), tuple(unreadable))
    found["id"] = record_id
    if "person_id" in kind.__dataclass_fields__:
        found["person_id"] = person_id
    return Decoded(kind(**found), (), tuple(unreadable))


def decode_plain(kind: type[R], record_id: str, person_id: str, values: Mapping[str, Any]) -> R | None:
    """Return the record that ``values`` (by field, JSON read already) make, or None when ``decode`` must look closer.

    This is the short way for thousands of records that are whole and well understood, as nearly all are.
    """
    decoders = _decoders(kind)
    try:
        found = {name: decoders[name](value) for name, value in values.items() if name in decoders}
        found["id"] = record_id
        if "person_id" in kind.__dataclass_fields__:
            found["person_id"] = person_id
        return kind(**found)
    except (ValueError, TypeError, RecursionError):
        return None


def decode_value(kind: type[Record], field: str, text: str) -> Any:
    """Return the value of one field as a record of ``kind`` holds it, or as plain JSON when unknown."""
    value = json.loads(text)
    plan = _plans(kind).get(field)
    if plan is None:
        return value
    try:
        return plan.decode(value)
    except (ValueError, TypeError):
        return value


def as_read(kind: type[Record], field: str, text: str | None) -> str | None:
    """Return ``text`` as a record read from it would write it again, or None when it cannot be read.

    What is not there, or cannot be understood, is read as the default: a record that is kept again unaltered
    must not look altered.
    """
    plan = _plans(kind)[field]
    if text is None:
        return plan.default
    try:
        return encode_value(plan.encode(plan.decode(json.loads(text))))
    except (ValueError, TypeError, RecursionError):
        return plan.default


@cache
def _decoders(kind: type[Record]) -> Mapping[str, Callable[[Any], Any]]:
    return {name: plan.decode for name, plan in _plans(kind).items()}


@cache
def _plans(kind: type[Record]) -> Mapping[str, _FieldPlan]:
    """Return how each field of ``kind`` but its identity is written and read, in the model's order."""
    hints = get_type_hints(kind)
    return {
        field.name: _plan(hints[field.name], field) for field in fields(kind) if field.name not in _IDENTITY
    }


def _plan(hint: Any, field: Field[Any]) -> _FieldPlan:
    encode_one, decode_one = _pair(hint)
    default = None if field.default is MISSING else encode_value(encode_one(field.default))
    return _FieldPlan(encode_one, decode_one, default)


def _pair(hint: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """Return how a value of type ``hint`` is put into JSON and read from it."""
    if get_origin(hint) in (Union, UnionType):
        (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
        return _or_none(*_pair(inner))
    if hint == tuple[str, ...]:
        return _words_out, _words_in
    if isinstance(hint, type):
        if issubclass(hint, StrEnum):
            return _exactly(hint, str), hint
        if hint in _PLAIN:
            return _PLAIN[hint]
    raise TypeError(f"the vault cannot keep a field of type {hint}")


def _or_none(
    encode_one: Callable[[Any], Any], decode_one: Callable[[Any], Any]
) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    return (
        lambda value: None if value is None else encode_one(value),
        lambda value: None if value is None else decode_one(value),
    )


def _exactly(kind: type, then: Callable[[Any], Any] = lambda value: value) -> Callable[[Any], Any]:
    """Return a function that passes a ``kind`` (and no subclass: True is no number) on to ``then``."""

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
        return then(value)

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return str(value)


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(f"number expected, not {type(value).__name__}")
    return float(value)


def _words_out(value: Any) -> list[str]:
    return [_text(word) for word in _exactly(tuple)(value)]


def _words_in(value: Any) -> tuple[str, ...]:
    return tuple(_text(word) for word in _exactly(list)(value))


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise TypeError("a moment without a time zone cannot be kept")
    return value


def _moment_in(value: Any) -> datetime:
    return _aware(datetime.fromisoformat(_text(value)))


_PLAIN: Mapping[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: (_text, _text),
    int: (_exactly(int), _exactly(int)),
    float: (_number, _number),
    bool: (_exactly(bool), _exactly(bool)),
    date: (_exactly(date, date.isoformat), lambda value: date.fromisoformat(_text(value))),
    datetime: (lambda value: _aware(value).isoformat(), _moment_in),
}
