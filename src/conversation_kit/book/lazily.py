"""Entries of an open Book that are read when they are looked at: twenty thousand of them take no room."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import overload

from conversation_kit.model.entries import Entry

_AT_ONCE = 200


class Entries(Sequence[Entry]):
    """Some entries of a Book in some order. Good for as long as the Book is open.

    Args:
        numbers: Which, by their number in the Book (from 1).
        one: Returns one of them; may remember it for a while.
        some: Returns several of them, in the order asked for; for going through many.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        one: Callable[[int], Entry],
        some: Callable[[Sequence[int]], list[Entry]],
    ) -> None:
        self.numbers = numbers
        self._one = one
        self._some = some

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> "Entries": ...
    def __getitem__(self, at: int | slice) -> "Entry | Entries":
        if isinstance(at, slice):
            return Entries(self.numbers[at], self._one, self._some)
        return self._one(self.numbers[at])

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self.numbers), _AT_ONCE):
            yield from self._some(self.numbers[start : start + _AT_ONCE])

    def only(self, numbers: Collection[int]) -> "Entries":
        """Return those of them that are among ``numbers``, in their order."""
        return Entries([number for number in self.numbers if number in numbers], self._one, self._some)

    def and_then(self, others: "Entries") -> "Entries":
        """Return these, then ``others``."""
        return Entries([*self.numbers, *others.numbers], self._one, self._some)
