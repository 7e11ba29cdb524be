"""Browsing the Book: what words and a filter leave of it, quick enough to ask at every key."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.book.cache import Book
from conversation_kit.book.filters import BookFilter
from conversation_kit.book.places import Gazetteer
from conversation_kit.model.entries import Entry

_SEARCHED = 1000
_EVERYTHING = BookFilter()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        entries: Those that fit, best first, then those that might.
        might: How many at the end only might fit: the Book does not say.
    """

    entries: Sequence[Entry] = ()
    might: int = 0


class Browsing:
    """The Book, by name, with a filter worked out once.

    Args:
        book: The Book, or None when there is none.
        gazetteer: Knows where places are.
    """

    def __init__(self, book: Book | None, gazetteer: Gazetteer) -> None:
        self._book = book
        self._gazetteer = gazetteer
        self._all = book.by_name() if book else None
        self._fits: frozenset[int] = frozenset()
        self._might: frozenset[int] = frozenset()
        self._might_ids: frozenset[str] = frozenset()
        self.within = _EVERYTHING

    def __len__(self) -> int:
        return len(self._all or ())

    @property
    def is_filtered(self) -> bool:
        """Whether a filter asks for anything."""
        return self.within != _EVERYTHING

    def keep(self, within: BookFilter = _EVERYTHING) -> None:
        """Keep only what a filter asks for; everything without one."""
        self.within = within
        self._fits = self._might = frozenset()
        self._might_ids = frozenset()
        if self._all is None or not self.is_filtered:
            return
        fits, might = [], {}
        for number, entry in zip(self._all.numbers, self._all, strict=True):
            if within.keeps(entry, self._gazetteer):
                fits.append(number)
            elif within.may_fit(entry, self._gazetteer):
                might[number] = entry.id
        self._fits, self._might, self._might_ids = (
            frozenset(fits),
            frozenset(might),
            frozenset(might.values()),
        )

    def might_fit(self, entry: Entry) -> bool:
        """Whether only something that the Book does not say keeps an entry from fitting."""
        return entry.id in self._might_ids

    def find(self, words: str) -> Found:
        """Return what fits words that are being typed; everything for none."""
        if self._book is None or self._all is None:
            return Found()
        found = self._book.search_lazily(words, limit=_SEARCHED) if words.strip() else self._all
        if not self.is_filtered:
            return Found(found)
        might = found.only(self._might)
        return Found(found.only(self._fits).and_then(might), len(might))
