"""What to keep of the Book: activity, days, cost, distance, footprint, ways to give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conversation_kit.book.filters import BookFilter, activities
from conversation_kit.errors import BadInputError
from conversation_kit.journey.weekdays import weekdays_meant, weekdays_said
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversation_kit.desk import Desk
    from conversation_kit.model.spots import Spot

_COMMON_SHOWN = 3
_MOST = 10_000  # more than any borough is wide, or any group costs
_NUMBER = re.compile(r"(?:£\s*)?(\d+(?:[.,]\d+)?)\s*(?:£|pounds?|quid|miles?|mi)?")
_FREE = frozenset({"free", "nothing", "none"})
_EMPTY = " The line can stay empty."


class BookFilterForm(FormScreen[BookFilter]):
    """Asks what to keep of the Book; dismissed with the filter.

    Args:
        desk: The open desk.
        current: The filter as it stands.
        near: Where distances are measured from.
    """

    def __init__(self, desk: Desk, current: BookFilter, near: Spot | None) -> None:
        self._desk = desk
        place = current.near or near
        entries = desk.book.entries() if desk.book else ()
        self._activities = {name.casefold(): name for name, _ in activities(entries)}
        common = ", ".join(list(self._activities.values())[:_COMMON_SHOWN])
        cost = "" if current.most_cost is None else f"{current.most_cost:g}"
        miles = "" if current.within_miles is None else f"{current.within_miles:g}"
        super().__init__(
            "What to look for",
            [
                Field("activity", "Activity", current.activity, common),
                Field("days", "On which days", weekdays_said(current.days), "tue thu, mon to fri, weekends"),
                Field("cost", "At most, in pounds", cost, "0 is free"),
                Field("miles", "Within how many miles", miles, "2"),
                Field("near", "Of where", place.name if place else "", "place, ward or postcode district"),
                Field("footprint", "Footprint", current.footprint, ", ".join(desk.kit.footprints.names[:2])),
                Field(
                    "giving",
                    "Ways to give",
                    "yes" if current.giving else "no",
                    options=(("no", "all"), ("yes", "those that name some")),
                ),
            ],
            drafts=desk.vault.drafts,
            draft_key="book-filter",
            says="An empty line asks for nothing. Ctrl+S looks.",
        )

    def result(self, values: dict[str, str]) -> BookFilter:
        """Return the filter. Raises KitError with what was not understood."""
        said = {name: value.strip() for name, value in values.items()}
        days, unknown = weekdays_meant(said["days"])
        if unknown:
            raise BadInputError(_not_days(unknown))
        near = self._desk.kit.place(said["near"]) if said["near"] else None
        miles = number_meant(said["miles"])
        if miles is not None and near is None:
            raise BadInputError(f"{miles:g} miles of where? Name a place, a ward or a postcode district.")
        return BookFilter(
            activity=self._activity(said["activity"]),
            days=days,
            most_cost=number_meant(said["cost"]),
            within_miles=miles,
            near=near,
            footprint=self._footprint(said["footprint"]),
            giving=said["giving"] == "yes",
        )

    def _activity(self, said: str) -> str:
        return _named(said, list(self._activities.values()), "The Book has no activity called")

    def _footprint(self, said: str) -> str:
        return _named(said, self._desk.kit.footprints.names, "No footprint here is called")


def number_meant(said: str) -> float | None:
    """Return the number in words such as "£3.50", "2 miles" or "free"; None when nothing was said.

    Raises:
        BadInputError: It is no number, or none that makes sense.
    """
    if not said.strip():
        return None
    if said.strip().casefold() in _FREE:
        return 0.0
    found = _NUMBER.fullmatch(said.strip().casefold())
    number = float(found[1].replace(",", ".")) if found else None
    if number is None or number >= _MOST:
        raise BadInputError(f"“{said.strip()}” was not understood as a number.{_EMPTY}")
    return number


def _named(said: str, names: Sequence[str], none: str) -> str:
    """Return the one name that is meant: the whole of it, or a part that only one has."""
    if not said:
        return ""
    whole = [name for name in names if name.casefold() == said.casefold()]
    close = [name for name in names if said.casefold() in name.casefold()]
    if whole or len(close) == 1:
        return (whole or close)[0]
    if close:
        raise BadInputError(f"“{said}” could be {', '.join(close[:_COMMON_SHOWN])}. Which one?")
    some = f" There is, for instance: {', '.join(names[:_COMMON_SHOWN])}." if names else ""
    raise BadInputError(f"{none} “{said}”.{some}{_EMPTY}")


def _not_days(unknown: Sequence[str]) -> str:
    words = ", ".join(f"“{word}”" for word in unknown)
    return f"Not understood as days: {words}. Days are written like this: mon, tue thu, mon to fri, weekends."
