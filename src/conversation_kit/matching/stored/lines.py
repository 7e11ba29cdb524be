"""Lines: many short texts in one array of bytes, read one at a time, found by what they say or how they begin."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.stored.packed import Array


class Lines:
    """Texts by their number from 0.

    Args:
        data: All of them as UTF-8, one after the other.
        starts: Where each begins, and where the last one ends.
        order: Their numbers sorted by their bytes; without it they stand sorted as they are.
    """

    def __init__(
        self, data: NDArray[np.uint8], starts: NDArray[np.int64], order: Array | None = None
    ) -> None:
        self._data = data
        self._starts = starts
        self._order = order

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode()

    def raw(self, number: int) -> bytes:
        """The text of that number as UTF-8."""
        return self._data[self._starts.item(number) : self._starts.item(number + 1)].tobytes()

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def find(self, text: str) -> int | None:
        """The number of the first line that says exactly ``text``, or None."""
        wanted = text.encode()
        place = self._from(wanted)
        number = self._at(place)
        return number if number is not None and self.raw(number) == wanted else None

    def all_of(self, text: str) -> list[int]:
        """The numbers of all lines that say exactly ``text``."""
        wanted, found = text.encode(), []
        place = self._from(wanted)
        while (number := self._at(place)) is not None and self.raw(number) == wanted:
            found.append(number)
            place += 1
        return found

    def any_begins(self, text: str) -> bool:
        """Whether any line begins with ``text``."""
        wanted = text.encode()
        number = self._at(self._from(wanted))
        return number is not None and self.raw(number).startswith(wanted)

    def _at(self, place: int) -> int | None:
        if place >= len(self):
            return None
        return place if self._order is None else int(self._order.item(place))

    def _from(self, wanted: bytes) -> int:
        """The place of the first line that is not before ``wanted``."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            number = middle if self._order is None else self._order.item(middle)
            if self.raw(number) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def lines_of(name: str, arrays: dict[str, Any] | Any) -> Lines:
    """The lines that :func:`packed_lines` packed under ``name``."""
    return Lines(arrays[f"{name}.data"], arrays[f"{name}.starts"], arrays.get(f"{name}.order"))


def lines_in(text: bytes) -> Lines:
    """The lines of a text, a line break between two, so that each can be found by what it says."""
    return lines_of("lines", packed_lines("lines", text.split(b"\n"), ordered=True))


def packed_lines(name: str, texts: Sequence[bytes], *, ordered: bool = False) -> dict[str, Array]:
    """Texts as arrays by name; ``ordered`` also keeps their order, so that one can be found by what it says."""
    arrays: dict[str, Array] = {
        f"{name}.data": np.frombuffer(b"".join(texts), np.uint8),
        f"{name}.starts": starts_of(len(text) for text in texts),
    }
    if ordered:
        arrays[f"{name}.order"] = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32)
    return arrays


def starts_of(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Where parts of these lengths begin, and where the last one ends."""
    ends = np.cumsum(np.fromiter(lengths, np.int64))
    return np.concatenate([np.zeros(1, np.int64), ends])
