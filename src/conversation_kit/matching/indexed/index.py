"""Index: what ``indexing`` packed of a Book, asked by theme, by word and by entry number."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.entries.fits import PLACES
from conversation_kit.matching.indexed.indexing import ASKED_FOR, spread_of
from conversation_kit.matching.stored.lines import lines_of
from conversation_kit.matching.stored.packed import Array, Packed
from conversation_kit.matching.stored.postings import NOWHERE, Numbers, Postings, Spread
from conversation_kit.matching.vocabulary.learned import HEARD_WHOLLY
from conversation_kit.matching.vocabulary.vectors import likeness_to
from conversation_kit.model.spots import Spot

_EXACT = 127.0 * 127.0
_ROOT = 128
"""The root of all that is sought, as a whole number."""
_REMEMBERED = 2_000
"""Stems and ids whose numbers are remembered."""
_PLACE = 3
"""The bits of a mark that say where a word stands."""


class Index:
    """The index of one Book, read where it stands.

    Args:
        packed: Its arrays.
    """

    def __init__(self, packed: Packed) -> None:
        about, arrays = packed.about, packed.arrays
        self.size = int(about["entries"])
        self.topics: tuple[str, ...] = ("", *about["topics"])
        self.place_words = frozenset[str](about["place_words"])
        self._about, self._arrays = about, arrays
        self.rest = packed.rest
        self._rows, self._stems = lines_of("rows", arrays), lines_of("stems", arrays)
        self._ids = lines_of("ids", arrays)
        self._held, self._themed = Postings("held", arrays), Postings("themed", arrays)
        self._theme_numbers = {theme: number for number, theme in enumerate(about["themes"])}
        self._taught = {theme: row for row, theme in enumerate(about["taught"])}
        self.stem_number = lru_cache(maxsize=_REMEMBERED)(self._stems.find)
        self.number = lru_cache(maxsize=_REMEMBERED)(self._ids.find)

    def row(self, number: int) -> bytes:
        """The features of an entry as a row."""
        return self._rows.raw(number)

    def column(self, name: str) -> Array:
        """One thing of every entry, by number: see ``indexing``."""
        return self._arrays[f"column.{name}"]

    @cached_property
    def places(self) -> dict[str, Spot]:
        """Towns and footprints of the Book, folded, each with the middle of its entries."""
        return {name: Spot(name, *at) for name, at in self._about["places"].items()}

    @cached_property
    def postcodes(self) -> dict[str, str]:
        """Other towns of the Book, folded, each with the postcode of one of its entries."""
        postcodes: dict[str, str] = self._about["postcodes"]
        return postcodes

    @cached_property
    def longest_place(self) -> int:
        """How many words the longest of their names has."""
        return max((name.count(" ") + 1 for name in (*self.places, *self.postcodes)), default=0)

    @cached_property
    def only(self) -> dict[int, frozenset[str]]:
        """Themes in an entry's very name that make it a group for those who spoke of them."""
        themes, found = self._about["themes"], dict[int, frozenset[str]]()
        for number, theme in self._arrays["only"].tolist():
            found[number] = found.get(number, frozenset()) | {themes[theme]}
        return found

    def likeness(self, vector: NDArray[np.float32], numbers: Numbers | None = None) -> NDArray[np.float32]:
        """How near (-1..1) each entry, or each of ``numbers``, is in meaning to a vector; see ``WordVectors.of``."""
        meanings = self._arrays["meanings"]
        if not len(meanings):
            return np.zeros(self.size if numbers is None else len(numbers), np.float32)
        if numbers is not None:
            meanings = meanings[numbers]
        return likeness_to(vector, meanings) / np.float32(_EXACT)

    def pairs(self, said: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """How far each entry's row goes with the row of a statement; None where entries have none."""
        rows = self._arrays.get("pairs")
        return likeness_to(said, rows) if rows is not None and rows.shape[1] == len(said) else None

    def hears(self, sought: Mapping[str, float], numbers: Numbers | None = None) -> NDArray[np.float32]:
        """How far each entry's own words speak of the themes sought: 1 when of the very same in the same parts.

        Args:
            sought: How much of each theme, together at most 1.
            numbers: Of the entries that are asked about; all when it is None.
        """
        heard: NDArray[np.uint8] = self._arrays["heard"]
        # Roots of parts of 1: no sum of their products is above 1, and whole numbers so small are exact in any order.
        parts = {row: much for theme, much in sought.items() if (row := self._taught.get(theme)) is not None}
        much = np.array([int(part**0.5 * _ROOT) for part in parts.values()], np.float32)
        rows = np.array(list(parts), np.intp)
        told: Array
        if numbers is not None:
            told = much @ heard[rows[:, None], numbers].astype(np.float32)
        else:
            told = np.zeros(self.size, np.uint16)
            for row, part in zip(parts, much.tolist(), strict=True):
                told += heard[row] * np.uint16(part)
        return told.astype(np.float32) / np.float32(_ROOT * HEARD_WHOLLY)

    def of_theme(self, theme: str) -> Spread:
        """Entries of a theme and how far each is one."""
        key = self._theme_numbers.get(theme)
        if key is None:
            return NOWHERE
        numbers, marks = self._themed.run(key)
        return spread_of(numbers, marks)

    def asking_for(self, theme: str) -> Spread:
        """Entries that name something of a theme among their ways to give ("play music"), each wholly."""
        key = self._theme_numbers.get(theme)
        if key is None:
            return NOWHERE
        numbers, marks = self._themed.run(key)
        return Spread.wholly(numbers[marks >= ASKED_FOR])

    def of_stem(self, stem: str) -> Spread:
        """Entries that hold a word and how much that says (0..1): more in the name, less when many hold it."""
        key = self.stem_number(stem)
        if key is None:
            return NOWHERE
        numbers, marks = self._held.run(key)
        return Spread(numbers, marks & _PLACE, np.array(PLACES) * self._rare(len(numbers)))

    def of_way(self, stem: str) -> Spread:
        """Entries that hold a word among their ways to give, and how much that says (0..1), less when many do."""
        key = self.stem_number(stem)
        if key is None:
            return NOWHERE
        numbers, marks = self._held.run(key)
        numbers = numbers[marks >= ASKED_FOR]
        return Spread.wholly(numbers, self._rare(len(numbers)))

    def _rare(self, many: int) -> float:
        # Rounded, so that it is the same number on every machine.
        return round(1.0 - log(1 + many) / log(2 + self.size), 6)

    def holds(self, number: int, stems: str) -> bool:
        """Whether these stems, a space between them, stand one after the other in an entry."""
        wanted = [self.stem_number(stem) for stem in stems.split()]
        if None in wanted:
            return False
        starts = self._arrays["said.starts"]
        said: NDArray[np.int32] = self._arrays["said.stems"][starts.item(number) : starts.item(number + 1)]
        pattern = np.array(wanted, np.int32).tobytes()
        held, place = said.tobytes(), -1
        while (place := held.find(pattern, place + 1)) >= 0:
            if place % said.itemsize == 0:
                return True
        return False
