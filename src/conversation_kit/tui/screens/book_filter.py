"""What to keep of the Book: activity, days, cost, distance, footprint, ways to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.book.filters import BookFilter, activities
from conversation_kit.errors import BadInputError
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.spots import Spot

_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
_GROUPS = {
    "weekday": frozenset({"MO", "TU", "WE", "TH", "FR"}),
    "weekdays": frozenset({"MO", "TU", "WE", "TH", "FR"}),
    "weekend": frozenset({"SA", "SU"}),
    "weekends": frozenset({"SA", "SU"}),
}
_COMMON_SHOWN = 4


class BookFilterForm(FormScreen[BookFilter]):
    """Asks what to keep of the Book; dismissed with the filter.

    Args:
        desk: The open desk.
        current: The filter as it stands.
        near: Where distances are measured from.
    """

    def __init__(self, desk: Desk, current: BookFilter, near: Spot | None) -> None:
        self._desk = desk
        self._current = current
        place = current.near or near
        entries = desk.book.entries() if desk.book else ()
        self._activities = {name.casefold(): name for name, _ in activities(entries)}
        common = ", ".join(list(self._activities.values())[:_COMMON_SHOWN])
        cost = "" if current.most_cost is None else f"{current.most_cost:g}"
        miles = "" if current.within_miles is None else f"{current.within_miles:g}"
        super().__init__(
            "What to look for",
            [
                Field("activity", "Activity", current.activity, f"for instance {common}" if common else ""),
                Field("days", "On which days", day_names(current.days), "tue thu, or weekends"),
                Field("cost", "At most, in pounds", cost, "0 is free"),
                Field("miles", "Within how many miles", miles),
                Field("near", "Of where", place.name if place else "", "place, ward or postcode district"),
                Field("footprint", "Footprint", current.footprint, ", ".join(desk.kit.footprints.names[:2])),
                Field(
                    "giving",
                    "Ways to give",
                    "yes" if current.giving else "no",
                    options=(("no", "all"), ("yes", "only those")),
                ),
            ],
            drafts=desk.vault.drafts,
            draft_key="book-filter",
            says="Empty asks for nothing. Ctrl+S looks.",
        )

    def result(self, values: dict[str, str]) -> BookFilter:
        """Return the filter. Raises BadInputError with what could not be read."""
        said = {name: value.strip() for name, value in values.items()}
        near = self._desk.kit.place(said["near"]) if said["near"] else None
        return BookFilter(
            activity=self._activity(said["activity"]),
            days=days_meant(said["days"]),
            most_cost=_number(said["cost"].removeprefix("£"), "the cost"),
            within_miles=_number(said["miles"], "the miles"),
            near=near,
            footprint=self._footprint(said["footprint"]),
            giving=said["giving"] == "yes",
        )

    def _activity(self, said: str) -> str:
        if not said or said.casefold() in self._activities:
            return self._activities.get(said.casefold(), "")
        close = [name for key, name in self._activities.items() if said.casefold() in key]
        if len(close) == 1:
            return close[0]
        hint = f" Did you mean {', '.join(close[:_COMMON_SHOWN])}?" if close else ""
        raise BadInputError(f"The Book has no activity of that name.{hint}")

    def _footprint(self, said: str) -> str:
        close = [name for name in self._desk.kit.footprints.names if said.casefold() in name.casefold()]
        if said and not close:
            raise BadInputError(f"The footprints here are: {', '.join(self._desk.kit.footprints.names)}.")
        return close[0] if said else ""


def days_meant(said: str) -> frozenset[str]:
    """Return the days of the week in words such as "tue thu" or "weekends".

    Raises:
        BadInputError: A word is no day.
    """
    days: set[str] = set()
    for word in said.casefold().replace(",", " ").replace(" and ", " ").split():
        if word in _GROUPS:
            days |= _GROUPS[word]
        elif word[:3] in _DAYS:
            days.add(_DAYS[word[:3]])
        else:
            raise BadInputError("Days are written like this: mon, tue thu, weekdays, weekends.")
    return frozenset(days)


def day_names(days: frozenset[str]) -> str:
    """Return days as they would be typed: "tue thu"."""
    return " ".join(name for name, day in _DAYS.items() if day in days)


def _number(said: str, what: str) -> float | None:
    if not said:
        return None
    try:
        number = float(said)
    except ValueError as error:
        raise BadInputError(f"That is not a number for {what}. It can stay empty.") from error
    if not 0 <= number < 10_000:  # noqa: PLR2004 - more than any borough is wide, or any group costs
        raise BadInputError(f"That is not a number for {what}. It can stay empty.")
    return number
