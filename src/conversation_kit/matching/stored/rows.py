"""Rows: a frozen record as one short line of JSON without names, and back, by the declared types of its fields."""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

_R = TypeVar("_R")
_AS_THEY_ARE = frozenset({str, int, float, bool, NoneType})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode
_Reader = Callable[[Any], Any]


class Rows(Generic[_R]):
    """Writes and reads records of one dataclass.

    Fields may be texts, numbers, True or False, days, other such records, and tuples and frozen sets of these. Fields
    that take no part in comparing are left out.
    """

    def __init__(self, kind: type[_R]) -> None:
        record: Any = kind
        self._kind = record
        self._names = _named(record)
        self._readers = _readers(record)

    def write(self, record: _R) -> bytes:
        """Return ``record`` as UTF-8 text; the same record always gives the same bytes."""
        values = [getattr(record, name) for name in self._names]
        return _encode([one if one.__class__ in _AS_THEY_ARE else _plain(one) for one in values]).encode()

    def read(self, row: bytes, **left_out: object) -> _R:
        """Return the record that :meth:`write` wrote, with the fields it left out."""
        made: _R = self._kind(*_made(self._readers, _decode(row.decode())), **left_out)
        return made


def _plain(value: Any) -> object:
    if value.__class__ in _AS_THEY_ARE:
        return value
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)  # type: ignore[type-var]  # texts or numbers, never both
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.toordinal()
    if is_dataclass(value):
        kind: Any = type(value)
        return [_plain(getattr(value, name)) for name in _named(kind)]
    return value


def _made(readers: Sequence[tuple[int, _Reader]], held: list[Any]) -> list[Any]:
    for place, reader in readers:
        held[place] = reader(held[place])
    return held


@cache
def _named(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)


@cache
def _readers(kind: Any) -> tuple[tuple[int, _Reader], ...]:
    """How the fields are read that JSON does not give as they are, each with its place."""
    told = get_type_hints(kind)
    readers = ((place, _reader(told[name])) for place, name in enumerate(_named(kind)))
    return tuple((place, reader) for place, reader in readers if reader is not None)


def _reader(told: Any) -> _Reader | None:
    """How a value of a declared type is read; None when JSON gives it as it is."""
    if isinstance(told, UnionType):
        (told,) = (one for one in get_args(told) if one is not NoneType)
        inner = _reader(told)
        return None if inner is None else lambda value: None if value is None else inner(value)
    if told is date:
        return date.fromordinal
    if is_dataclass(told):
        kind: Any = told
        readers = _readers(kind)
        return lambda value: kind(*_made(readers, value))
    if get_origin(told) in (tuple, frozenset):
        whole: Any = get_origin(told)
        one = _reader(get_args(told)[0])
        return whole if one is None else lambda value: whole([one(part) for part in value])
    return None
