"""What is due, as a calendar file (iCalendar, RFC 5545): days, and nothing that anybody is called or ever said.

A calendar syncs to telephones and is looked at over shoulders, so no permission could let a name into it. What a file
is made of is a :class:`Day`, which has no room for words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.promises import Promise
from conversation_kit.sharing.writing import Exported, write_export

SUMMARY = "Something agreed is due (open the kit)"
_OCTETS = 75  # RFC 5545 section 3.1, without the line break
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something is due.

    Attributes:
        uid: The same for the same promise at every export, so that a calendar moves it instead of showing it twice.
            Nobody can get back from it to the record's id without the vault.
        due: The day.
    """

    uid: str
    due: date


def within(promises: Iterable[Promise], today: date, days: int | None = None) -> list[Promise]:
    """Return the promises that have a day: what was due before today, and what is within ``days`` (None: all)."""
    last = date.max if days is None else _so_many_days_on(today, days)
    return [promise for promise in promises if promise.due is not None and promise.due <= last]


def days_of(promises: Iterable[Promise]) -> list[Day]:
    """Return the day of each promise that has one."""
    return [Day(_uid(promise.record_id), promise.due) for promise in promises if promise.due is not None]


def calendar_text(days: Sequence[Day], made_at: datetime) -> str:
    """Return the calendar file's text, an all-day event for each of ``days`` (at least one, or it is not a calendar).

    Args:
        days: What to put in.
        made_at: Now, with its time zone.
    """
    stamp = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Conversation Kit//What is due//EN",
        "CALSCALE:GREGORIAN",
    ]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.due.isoformat().replace('-', '')}",
            f"SUMMARY:{escaped(SUMMARY)}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def export_due(
    promises: Sequence[Promise],
    path: Path,
    *,
    now: datetime,
    days: int | None = None,
    overwrite: bool = False,
) -> Exported:
    """Write what is due into a calendar file.

    Args:
        promises: All there are.
        path: The file.
        now: The time it is made, with its time zone.
        days: Only what is due within so many days; None for everything that has a day.
        overwrite: Whether a file already there may be replaced.

    Raises:
        NotFoundError: Nothing with a clear day is due; nothing was written.
        RefusedError: The file is there already and ``overwrite`` is False.
        BadInputError: The file cannot be there.
        StorageError: The disk refused.
    """
    found = days_of(within(promises, now.date(), days))
    if not found:
        raise NotFoundError("Nothing that has a clear day is due then, so no file was written.")
    made = write_export(path, calendar_text(found, now), overwrite=overwrite)
    return replace(made, sentence=_sentence(made.path, len(found), sum(one.due is None for one in promises)))


def escaped(text: str) -> str:
    """Return ``text`` as a TEXT value (RFC 5545 section 3.3.11)."""
    return text.replace("\r\n", "\n").translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a content line in pieces of at most 75 octets of UTF-8, no character broken (RFC 5545 section 3.1)."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)


def _uid(record_id: str) -> str:
    return sha256(f"conversation-kit/due/{record_id}".encode()).hexdigest()[:32]


def _so_many_days_on(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max


def _sentence(path: Path, count: int, without: int) -> str:
    days = "1 day" if count == 1 else f"{count} days"
    left = f" {without} without a clear day left out." if without else ""
    return f"Written to {path}: {days}, with no name and no word of anybody.{left}"
