"""Findings: what a knowledge officer should know about a record, and the list they gather in."""

from collections.abc import Iterable
from dataclasses import dataclass

_SHORT = 60  # characters of a value that a report line shows


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the import report.

    Attributes:
        id: Id of the service, or empty when it has none.
        where: File or address, record and field: ``page1.json, record 12, minimum_age``.
        why: One plain sentence.
    """

    id: str
    where: str
    why: str


class Margin:
    """Gathers the notes made while one record is read, as one writes in the margin of a page.

    Attributes:
        id: Id of the service, set as soon as it is known.
        where: File or address and record.
    """

    def __init__(self, where: str) -> None:
        self.id = ""
        self.where = where
        self._notes: list[tuple[str, str]] = []

    def note(self, field: str, why: str) -> None:
        """Keep one remark about ``field``; the same remark is kept once."""
        if (field, why) not in self._notes:
            self._notes.append((field, why))

    def note_all(self, remarks: Iterable[tuple[str, str]]) -> None:
        """Keep remarks that another margin gathered."""
        for field, why in remarks:
            self.note(field, why)

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """Return the remarks as field and sentence, in the order they were made."""
        return tuple(self._notes)

    def findings(self) -> tuple[Finding, ...]:
        """Return the remarks, in the order they were made."""
        return tuple(Finding(self.id, f"{self.where}, {field}", why) for field, why in self._notes)


def shown(value: object) -> str:
    """Return ``value`` short and inert enough for a report line."""
    words = "".join(c if c.isprintable() else " " for c in str(value)[: _SHORT + 1])
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
