"""Shelf: one Book as matching sees it, by its index. Entries go by their number in the Book, from 0."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.entries.fits import FITS, TO_GIVE
from conversation_kit.matching.entries.standing import NEVER, OLD
from conversation_kit.matching.entries.texts import Texts, texts_of
from conversation_kit.matching.indexed.index import Index
from conversation_kit.matching.indexed.indexing import index_of, straight_on
from conversation_kit.matching.indexed.name_index import NameIndex
from conversation_kit.matching.indexed.pairs import Pairs
from conversation_kit.matching.indexed.seeking import sought
from conversation_kit.matching.stored.packed import Array, Packed
from conversation_kit.matching.stored.postings import Numbers, Places, Spread
from conversation_kit.matching.stored.rows import Rows
from conversation_kit.matching.vocabulary.plain import stem
from conversation_kit.matching.vocabulary.spelling import Speller
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.spots import Spot

_ROWS = 2_000
"""How many entries stay as they were read: those that came up lately come up again at the next key."""
_TEXTS = 64
"""Entries whose words stay at hand; they are only wanted of the few that are chosen."""
_ABOUT, _TITLED = 0.6, 0.7
"""From these fits an entry is plainly one of a theme, and named for it."""
_MASKS = 8
_DAYS = 365
_SPREADS = 250
"""Themes and words whose entries stay worked out."""
_STATEMENTS = 64
"""Statements of which it is remembered what they mean and look for: it is asked more than once at each key."""
_AT_LARGE = 2
"""The same, how near all entries are to it: a number an entry each."""

Which = NDArray[np.bool_]
Singly = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """A value for each entry, kept as its place in a short scale."""

    marks: NDArray[np.uint8]
    scale: NDArray[np.float64]

    def fits_of(self, numbers: Places) -> NDArray[np.float64]:
        """The values of some entries."""
        return self.scale.take(self.marks.take(numbers))


class BookView(Protocol):
    """What matching needs of the Book; ``conversation_kit.book.cache.Book`` is one."""

    def entries(self) -> Sequence[Entry]:
        """All entries, always in the same order."""
        ...


class Shelf:
    """A Book with its index. Answers depend on the Book and the words only; they are remembered for a while.

    Args:
        book: The Book.
        words: The words to go by.
        breathe: Called between two steps; may wait.
        index: What was read out of the Book with these words before; without it, the Book is read now.
    """

    def __init__(
        self,
        book: BookView,
        words: Words,
        breathe: Callable[[], None] = straight_on,
        index: Packed | None = None,
    ) -> None:
        packed = index if index is not None else index_of(book.entries(), words, breathe)
        self._entries = book.entries()
        self._words = words
        self.breathe = breathe
        self._index = Index(packed)
        self._names = NameIndex(packed, words, self._index.stem_number, self._index.place_words)
        self._rows = Rows(Features)
        self._features = lru_cache(maxsize=_ROWS)(self._read)
        self._texts = lru_cache(maxsize=_TEXTS)(self._read_texts)
        self._of_theme = lru_cache(maxsize=_SPREADS)(self._index.of_theme)
        self._to_give = lru_cache(maxsize=_SPREADS)(self._to_give_anew)
        self._named_but = lru_cache(maxsize=_MASKS)(self._all_named_but)
        self._not_for = lru_cache(maxsize=_MASKS)(self._all_not_at)
        self._kept_up = lru_cache(maxsize=1)(self._kept_up_anew)
        self._of_word = lru_cache(maxsize=_SPREADS)(self._index.of_stem)
        self._meant = lru_cache(maxsize=_STATEMENTS)(self._meant_anew)
        self._sought = lru_cache(maxsize=_STATEMENTS)(self._sought_anew)
        self._alike = lru_cache(maxsize=_AT_LARGE)(self._alike_anew)
        self.pairs = Pairs(self._index, words, self.likeness).of

    def kept_up_at_most(self, today: date) -> Scaled:
        """What is left of each entry, by its number, for being looked at long before ``today``: see ``standing``."""
        return self._kept_up(today)

    def _kept_up_anew(self, today: date) -> Scaled:
        looked_at = self.column("looked_at")
        years = np.where(looked_at == 0, NEVER, (today.toordinal() - looked_at) / _DAYS)
        scale, marks = [1.0], np.zeros(self.size, np.uint8)
        for since, left in sorted(OLD):
            marks[years >= since] = len(scale)
            scale.append(left)
        return Scaled(marks, np.array(scale))

    def warm(self) -> None:
        """Read whom groups are for, and what spelling goes by, now rather than at the first question."""
        self.only_for(0)
        self.speller.repaired(["warmm"])

    def rest(self) -> None:
        """Hold no more of the index than needed until the next question."""
        self._index.rest()

    @property
    def size(self) -> int:
        """How many entries the Book has."""
        return self._index.size

    def number(self, entry_id: str) -> int | None:
        """The number of the entry of that id, or None when the Book has none."""
        return self._index.number(entry_id)

    def entry(self, number: int) -> Entry:
        """The entry of a number."""
        return self._entries[number]

    def features(self, entry_id: str) -> Features:
        """What was read out of an entry; its id must have come from this shelf."""
        number = self.number(entry_id)
        assert number is not None
        return self.features_of(number)

    def features_of(self, number: int) -> Features:
        """What was read out of the entry of a number."""
        return self._features(number)

    def _read(self, number: int) -> Features:
        return self._rows.read(self._index.row(number), texts=lambda: self._texts(number))

    def _read_texts(self, number: int) -> Texts:
        return texts_of(self.entry(number))

    def column(self, name: str) -> Array:
        """One thing of every entry, by number: see ``indexing``."""
        return self._index.column(name)

    def holds(self, number: int, stems: str) -> bool:
        """Whether these stems, a space between them, stand one after the other in an entry."""
        return self._index.holds(number, stems)

    def of_theme(self, theme: Theme) -> Spread:
        """Entries of a theme and how far each is one."""
        return self._of_theme(theme.id)

    def to_give(self, theme: Theme) -> Spread:
        """Entries of a theme and how far each is a place to give of it: see ``fits.TO_GIVE``."""
        return self._to_give(theme.id)

    def _to_give_anew(self, theme: str) -> Spread:
        spread = self._of_theme(theme)
        asks, gives = (self.column(name).take(spread.numbers) for name in ("asks", "gives"))  # 0 or 1
        kinds = (asks + 2 * gives).astype(np.uint16)
        return Spread(spread.numbers, spread.marks + kinds * np.uint16(len(FITS)), TO_GIVE)

    def asking_for(self, theme: Theme) -> Spread:
        """Entries that name something of a theme among their ways to give ("play music")."""
        return self._index.asking_for(theme.id)

    def of_word(self, word: str) -> Spread:
        """Entries that hold a word and how much that says: more in the name, less when many hold it."""
        return self._of_word(stem(word))

    def of_way(self, word: str) -> Spread:
        """Entries that hold a word among their ways to give, and how much that says, less when many do."""
        return self._index.of_way(stem(word))

    def likeness(self, words: Sequence[str], numbers: Numbers | None = None) -> Singly:
        """By number, how near (-1..1) each entry is in meaning to folded words; or for ``numbers``, in their order."""
        if numbers is None:
            return self._alike(tuple(words))
        meant = self._meant(tuple(words))
        return np.zeros(len(numbers), np.float32) if meant is None else self._index.likeness(meant, numbers)

    def _alike_anew(self, words: tuple[str, ...]) -> Singly:
        meant = self._meant(words)
        return np.zeros(self.size, np.float32) if meant is None else self._index.likeness(meant)

    def _meant_anew(self, words: tuple[str, ...]) -> Singly | None:
        meaning = self._words.meaning
        return meaning.vectors.of(words) if meaning is not None else None

    def sought(self, words: Sequence[str]) -> Mapping[str, float]:
        """The themes that folded words look for: see ``seeking``."""
        return self._sought(tuple(words))

    def _sought_anew(self, words: tuple[str, ...]) -> Mapping[str, float]:
        return sought(words, self._words)

    def hears(self, sought: Mapping[str, float], numbers: Numbers | None = None) -> Singly:
        """By number, how far (0..1) each entry's own words speak of the themes sought; see ``Index.hears``."""
        return self._index.hears(sought, numbers)

    def named_plainly(self, but: Collection[str]) -> Which:
        """By number, which entries are named for a theme never guessed (a faith, an illness), other than ``but``."""
        return self._named_but(frozenset(self._named_plainly.keys() & set(but)))

    def _all_named_but(self, but: frozenset[str]) -> Which:
        return self._which(numbers for theme, numbers in self._named_plainly.items() if theme not in but)

    def not_at(self, age: int) -> Which:
        """By number, which entries are named for a theme that is nothing to join for somebody of ``age`` years."""
        return self._not_for(age)

    def _all_not_at(self, age: int) -> Which:
        return self._which(numbers for (least, most), numbers in self._of_ages if not least <= age <= most)

    def _which(self, runs: Iterable[Numbers]) -> Which:
        found = np.zeros(self.size, np.bool_)
        for numbers in runs:
            found[numbers] = True
        return found

    @cached_property
    def _of_ages(self) -> list[tuple[tuple[int, int], Numbers]]:
        themes = [theme for theme in self._words.themes.values() if theme.ages]
        return [((theme.ages[0], theme.ages[1]), self._from(_ABOUT, theme)) for theme in themes]

    def _from(self, fit: float, theme: Theme) -> Numbers:
        spread = self.of_theme(theme)
        return spread.numbers[spread.fits >= fit]

    @cached_property
    def _named_plainly(self) -> dict[str, Numbers]:
        return {
            theme.id: self._from(_TITLED, theme) for theme in self._words.themes.values() if theme.unguessed
        }

    def only_for(self, number: int) -> frozenset[str]:
        """Themes in the entry's very name that make it a group for those who spoke of them."""
        return self._index.only.get(number, frozenset())

    @cached_property
    def for_some(self) -> Which:
        """By number, which entries are by their very name groups for those who spoke of it."""
        return self._which([np.fromiter(self._index.only, np.int32)])

    @property
    def topics(self) -> Sequence[str]:
        """Sensitive topics, by the numbers of the column "topic"; the first is none."""
        return self._index.topics

    def sensitive(self, number: int) -> str:
        """The sensitive topic an entry is about, or empty: said in its name or tags, or twice in its text."""
        return self._index.topics[int(self._index.column("topic").item(number))]

    def named(self, stems: Sequence[str], words: Sequence[str]) -> Mapping[int, float]:
        """Entries whose name was said in these words, or nearly, and how sure that is (0..1)."""
        return self._names.said(stems, words)

    def with_in_name(self, word: str) -> frozenset[int]:
        """Entries with a stem in their name that so few have that it may stand for the name."""
        return self._names.with_word(word)

    def named_wholly(self, words: str) -> frozenset[int]:
        """Entries whose whole name, of two words or more, stands in a padded line of folded words."""
        return self._names.wholly_in(words)

    @cached_property
    def speller(self) -> Speller:
        """Sets misspelt words right, towards the bank and the Book's names."""
        meaning = self._words.meaning
        rare = meaning.vectors.words if meaning is not None else frozenset[str]()
        return Speller([*self._words.bank.vocabulary, *self._names.vocabulary()], self._words.ordinary, rare)

    def places_in(
        self, words: Sequence[str], spot_of: Callable[[Location], Spot | None] | None = None
    ) -> Iterator[tuple[int, Spot]]:
        """Towns and footprints of the Book that folded words name, each with the place of its first word.

        Args:
            words: What was said.
            spot_of: Finds the spot of a postcode, for towns none of whose entries has coordinates.
        """
        for begin in range(len(words)):
            for end in range(begin + 1, min(begin + self._index.longest_place, len(words)) + 1):
                name = " ".join(words[begin:end])
                spot = self._index.places.get(name)
                if spot is None and spot_of is not None and name in self._index.postcodes:
                    spot = spot_of(Location(postal_code=self._index.postcodes[name]))
                    spot = replace(spot, name=name) if spot is not None else None
                if spot is not None:
                    yield begin, spot

    @property
    def place_words(self) -> frozenset[str]:
        """Stems of the words in the Book's place names, which say where and not what."""
        return self._index.place_words
