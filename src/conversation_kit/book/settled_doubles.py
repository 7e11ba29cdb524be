"""What the knowledge officer decided about likely doubles: kept beside the Book, and so remembered at every import."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from conversation_kit.bounded import text_within
from conversation_kit.errors import StorageError
from conversation_kit.whole_files import whole_file

FILE = "doubles.json"
_FORMAT = 1
_LARGEST = 20_000_000  # bytes; a decision takes about a hundred

IdPair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Pairs of ids that are one, and pairs that are not; ids only."""

    merged: frozenset[IdPair] = frozenset()
    apart: frozenset[IdPair] = frozenset()

    def merge(self, one: str, other: str) -> "Settled":
        """Return the decisions with these two as one."""
        pair = _pair(one, other)
        return replace(self, merged=self.merged | {pair}, apart=self.apart - {pair})

    def keep_apart(self, one: str, other: str) -> "Settled":
        """Return the decisions with these two as two."""
        pair = _pair(one, other)
        return replace(self, merged=self.merged - {pair}, apart=self.apart | {pair})

    def forget(self, one: str, other: str) -> "Settled":
        """Return the decisions without any about these two."""
        pair = _pair(one, other)
        return replace(self, merged=self.merged - {pair}, apart=self.apart - {pair})

    def on(self, one: str, other: str) -> bool | None:
        """Return whether the two are one, or None when nothing was decided."""
        pair = _pair(one, other)
        return True if pair in self.merged else False if pair in self.apart else None

    def groups(self, plain: Iterable[IdPair]) -> dict[str, tuple[str, ...]]:
        """Return, by id, the ids it is shown together with: merged by hand, or plain and not kept apart."""
        together: dict[str, set[str]] = {}
        for one, other in (*self.merged, *(pair for pair in plain if self.on(*pair) is None)):
            group = together.get(one, {one}) | together.get(other, {other})
            for member in group:
                together[member] = group
        return {member: tuple(sorted(group - {member})) for member, group in together.items()}


def load_settled(book_folder: Path) -> Settled:
    """Return what was decided; nothing when there is no file.

    Raises:
        StorageError: The file cannot be read or is damaged; it is left as it is.
    """
    path = book_folder / FILE
    try:
        held = json.loads(text_within(path, _LARGEST))
        return Settled(
            *(frozenset(_pair(*map(str, pair)) for pair in held[name]) for name in ("merged", "apart"))
        )
    except FileNotFoundError:
        return Settled()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise StorageError(
            f"What was decided about doubles ({path}) cannot be read. It was left as it is: mend or remove the file."
        ) from error


def save_settled(book_folder: Path, settled: Settled) -> None:
    """Keep what was decided, whole or not at all.

    Raises:
        StorageError: The disk refused; the last decisions stand.
    """
    path = book_folder / FILE
    held = {"format": _FORMAT, "merged": sorted(settled.merged), "apart": sorted(settled.apart)}
    try:
        with whole_file(path) as part:
            part.write_text(json.dumps(held, indent=1), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"The decision could not be kept ({error.strerror}). The last ones stand."
        ) from error


def _pair(one: str, other: str) -> IdPair:
    return (one, other) if one <= other else (other, one)
