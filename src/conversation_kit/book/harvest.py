"""What came of one source of an import, and how far it has come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from conversation_kit.book.doubles import Arrived
from conversation_kit.book.filling import Fetched
from conversation_kit.book.reading import Finding, Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come.

    Attributes:
        source: The address or file name being read.
        done: Pages or services read of it so far.
        total: How many there are, or None while nobody knows.
    """

    source: str
    done: int
    total: int | None = None


Watcher = Callable[[Progress], None]


@dataclass(slots=True)
class Harvest:
    """Entries and findings of one or more sources, gathered as they come."""

    arrived: list[Arrived] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    fetched: list[Fetched] = field(default_factory=list)

    def take(self, reading: Reading, where: str) -> None:
        """Put one reading where it belongs."""
        if reading.entry is None:
            self.rejected.extend(reading.findings)
        else:
            self.arrived.append(Arrived(reading.entry, where))
            self.notes.extend(reading.findings)

    def note(self, *findings: Finding) -> None:
        """Keep remarks."""
        self.notes.extend(findings)

    def add(self, other: "Harvest") -> None:
        """Put another harvest after this one."""
        self.arrived.extend(other.arrived)
        self.rejected.extend(other.rejected)
        self.notes.extend(other.notes)
        self.fetched.extend(other.fetched)


def unwatched(_: Progress) -> None:
    """Watch nothing: for imports nobody looks at."""


def only_new(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, in order."""
    return tuple(dict.fromkeys(findings))
