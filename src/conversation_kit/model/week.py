"""The days of the week, Monday first: in two letters as schedules have them (RFC 5545), and by name."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_span(first: str, last: str) -> tuple[str, ...]:
    """Return the days from one to another, both included, over the weekend when need be."""
    at, length = DAYS.index(first), (DAYS.index(last) - DAYS.index(first)) % len(DAYS) + 1
    return tuple(DAYS[(at + step) % len(DAYS)] for step in range(length))
