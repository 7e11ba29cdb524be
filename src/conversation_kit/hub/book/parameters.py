"""The parameters of the Book's API, read strictly: a bad one is named, an unknown one passed over. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from conversation_kit.book.places import Gazetteer
from conversation_kit.hub.book.words import wanted
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.model.spots import Spot
from conversation_kit.model.week import DAY_NAMES, DAYS

_PER_PAGE = 50
_MOST_PER_PAGE = 5_000
_MOST_PAGES = 1_000_000
_OLDEST = 150
_FURTHEST_METRES = 2_000_000.0
_LONGEST = 500
_SHORTEST_DAY = 2
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no", ""})

Pairs = Sequence[tuple[str, str]]
"""Parameters as they came, in order."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list; pages begin at 1."""

    page: int = 1
    per_page: int = _PER_PAGE

    @property
    def offset(self) -> int:
        """How many stand before it."""
        return (self.page - 1) * self.per_page


@dataclass(frozen=True, slots=True)
class ServiceQuery:
    """What services somebody asks for; what is empty asks for nothing.

    Attributes:
        words: Of a search; None when nothing is searched for.
        modified_after: On or after that moment.
        term_ids: Any of these taxonomy terms.
        taxonomy_ids: Any term of these taxonomies.
        minimum_age, maximum_age: Services that say at least, at most that (as Open Referral UK 1 has it).
        age: Services that somebody of that age may use; those that say nothing count.
        days: Any of these days of the week ("MO").
        near: Whence ``metres`` are measured, as the crow flies; nearest first.
        minimal, full: How much of each is wanted.
    """

    paging: Paging = Paging()
    words: tuple[str, ...] | None = None
    modified_after: datetime | None = None
    term_ids: tuple[str, ...] = ()
    taxonomy_ids: tuple[str, ...] = ()
    organization_id: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    age: float | None = None
    days: tuple[str, ...] = ()
    near: Spot | None = None
    metres: float | None = None
    minimal: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class TermQuery:
    """What taxonomy terms (or taxonomies, or organisations) somebody asks for."""

    paging: Paging = Paging()
    words: tuple[str, ...] | None = None
    taxonomy_id: str = ""
    parent_id: str = ""
    full: bool = False


def service_query(pairs: Pairs, gazetteer: Gazetteer) -> ServiceQuery:
    """Return what is asked of ``/services`` and ``/service_at_locations``.

    Raises:
        RequestRefusedError: 400, with the parameter that is not what it should be.
    """
    asked = _Asked(pairs)
    near = asked.spot("postcode", gazetteer)
    metres = asked.number("proximity", _FURTHEST_METRES)
    if metres is not None and near is None:
        raise bad("proximity", "it is measured from a postcode: give postcode as well")
    return ServiceQuery(
        paging=asked.paging(),
        words=asked.words("search", "text"),
        modified_after=asked.moment("modified_after"),
        term_ids=asked.several("taxonomy_term_id"),
        taxonomy_ids=asked.several("taxonomy_id"),
        organization_id=asked.one("organization_id"),
        minimum_age=asked.number("minimum_age", _OLDEST),
        maximum_age=asked.number("maximum_age", _OLDEST),
        age=asked.number("age", _OLDEST),
        days=tuple(dict.fromkeys(_day(words) for words in asked.several("day"))),
        near=near,
        metres=metres,
        minimal=asked.flag("minimal"),
        full=asked.flag("full"),
    )


def term_query(pairs: Pairs) -> TermQuery:
    """Return what is asked of ``/taxonomies``, ``/taxonomy_terms`` and ``/organizations``. Raises as services do."""
    asked = _Asked(pairs)
    return TermQuery(
        paging=asked.paging(),
        words=asked.words("search", "text"),
        taxonomy_id=asked.one("taxonomy_id"),
        parent_id=asked.one("parent_id"),
        full=asked.flag("full") or asked.flag("full_service"),
    )


def version_asked(pairs: Pairs) -> int:
    """Return the version that a laptop has, by ``from``. Raises as services do."""
    return _Asked(pairs).whole("from", 0, 0, 2**62)


def bad(name: str, why: str) -> RequestRefusedError:
    """Return the refusal of a parameter."""
    return RequestRefusedError(
        400, "parameter", f"The parameter {name} cannot be used: {why}.", {"parameter": name}
    )


class _Asked:
    """Parameters by name; of one that stands there twice the last counts, where only one can."""

    def __init__(self, pairs: Pairs) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)
        if self.one("format").lower() not in ("", "json"):
            raise bad("format", "only json is served")

    def one(self, name: str) -> str:
        value = self._values.get(name, [""])[-1].strip()
        if len(value) > _LONGEST:
            raise bad(name, f"it is longer than {_LONGEST} characters")
        if "\0" in value:
            raise bad(name, "it holds a character that is none")
        return value

    def several(self, name: str) -> tuple[str, ...]:
        values = [one.strip() for value in self._values.get(name, ()) for one in value.split(",")]
        if len(values) > _LONGEST or any(len(value) > _LONGEST for value in values):
            raise bad(name, "it is too long")
        if any("\0" in value for value in values):
            raise bad(name, "it holds a character that is none")
        return tuple(value for value in values if value)

    def words(self, *names: str) -> tuple[str, ...] | None:
        for name in names:
            if value := self.one(name):
                return tuple(wanted(value))
        return None

    def paging(self) -> Paging:
        return Paging(
            self.whole("page", 1, 1, _MOST_PAGES), self.whole("per_page", _PER_PAGE, 1, _MOST_PER_PAGE)
        )

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        value = self.one(name)
        if not value:
            return default
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            raise bad(name, f"it is a whole number from {least} to {most}")
        return int(value)

    def number(self, name: str, most: float) -> float | None:
        value = self.one(name)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not 0 <= number <= most:
            raise bad(name, f"it is a number from 0 to {most:.0f}")
        return number

    def flag(self, name: str) -> bool:
        value = self.one(name).lower()
        if value not in _YES | _NO:
            raise bad(name, "it is true or false")
        return value in _YES

    def moment(self, name: str) -> datetime | None:
        value = self.one(name)
        if not value:
            return None
        # A plus sign that nobody encoded arrives as a blank.
        text = value.replace(" ", "+") if "T" in value else value.replace(" ", "T", 1)
        try:
            found = datetime.fromisoformat(text)  # a day alone is its midnight
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError):
            raise bad(name, "it is a day or a moment: 2026-03-01 or 2026-03-01T09:00:00Z") from None

    def spot(self, name: str, gazetteer: Gazetteer) -> Spot | None:
        value = self.one(name)
        if not value:
            return None
        spot = gazetteer.find(value)
        if spot is None:
            raise bad(name, "no such postcode or place is known")
        return spot


def _day(words: str) -> str:
    """Return a day of the week as RFC 5545 has it, from ``MO``, ``Mon`` or ``Monday``."""
    begun = words.lower()
    found = [day for name, day in zip(DAY_NAMES, DAYS, strict=True) if name.startswith(begun)]
    if len(begun) < _SHORTEST_DAY or len(found) != 1:
        raise bad("day", "it is a day of the week: MO, TU, WE, TH, FR, SA or SU")
    return found[0]
