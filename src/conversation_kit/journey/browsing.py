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
        every = sorted(book.entries(), key=lambda entry: entry.name.casefold()) if book else []
        self._all = book.shown_once(every) if book else []
        self._fits: frozenset[str] = frozenset()
        self._might: frozenset[str] = frozenset()
        self.within = _EVERYTHING

    def __len__(self) -> int:
        return len(self._all)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter asks for anything."""
        return self.within != _EVERYTHING

    def keep(self, within: BookFilter = _EVERYTHING) -> None:
        """Keep only what a filter asks for; everything without one."""
        self.within = within
        self._fits = self._might = frozenset()
        if self.is_filtered:
            self._fits = frozenset(e.id for e in self._all if within.keeps(e, self._gazetteer))
            self._might = frozenset(e.id for e in self._all if within.may_fit(e, self._gazetteer))

    def might_fit(self, entry: Entry) -> bool:
        """Whether only something that the Book does not say keeps an entry from fitting."""
        return entry.id in self._might

    def find(self, words: str) -> Found:
        """Return what fits words that are being typed; everything for none."""
        if self._book is None:
            return Found()
        found = self._book.search(words, limit=_SEARCHED) if words.strip() else self._all
        if not self.is_filtered:
            return Found(found)
        fits = [entry for entry in found if entry.id in self._fits]
        might = [entry for entry in found if entry.id in self._might]
        return Found([*fits, *might], len(might))
