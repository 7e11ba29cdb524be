"""Shelf: one Book as matching sees it, read lazily and remembered for as long as that Book is open."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from statistics import median
from typing import Protocol

from rapidfuzz import fuzz, process

from conversation_kit.matching.features import Features, read_entry
from conversation_kit.matching.plain import stem, tokens
from conversation_kit.matching.spelling import Speller
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words import Words
from conversation_kit.model.entries import Entry, Location
from conversation_kit.model.spots import Spot

_MOST_CANDIDATES = 250
_HELD_AT_ONCE = 1_000
"""How many entries stay open: those that came up lately come up again at the next key."""
_CLAUSES = 500
"""Clauses of which it is remembered whether they named an entry; a key changes only one."""
_READ_AT_ONCE = 4_000
"""How many entries stay as they were read; 3 KB each."""
_FIT = {"name": 0.95, "tags": 0.7, "lead": 0.62, "body": 0.32}
"""How far a directory word makes an entry one of its theme, by where it stands."""
_MORE = 0.4
"""How much each further directory word of the theme adds."""
_COVERED = 0.75
"""How much of a name's telling words must be said for the name to count as said."""
_NEARLY = 86.0
"""RapidFuzz ratio (0..100) from which a short line is a misspelt name."""
_SHORT_LINE = 7
_PLACE_SEEN = 2
"""A name counts as a place when so many entries stand in it."""
_PLACE_WORDS = 3
_STREETS = frozenset(
    [
        "road",
        "street",
        "lane",
        "avenue",
        "drive",
        "close",
        "way",
        "crescent",
        "hall",
        "house",
        "centre",
        "grove",
        "rd",
        "st",
    ]
)


class BookView(Protocol):
    """What matching needs of the Book; ``conversation_kit.book.cache.Book`` is one."""

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """The entry of that id."""
        ...

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[tuple[str, float]]:
        """Ids of entries that hold any of ``terms`` (words or phrases), with relevance above 0, best first."""
        ...

    def entries(self) -> Sequence[Entry]:
        """All entries."""
        ...


def _straight_on() -> None:
    """Go on without a pause."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Of all entries: folded names by id; towns and footprints with their middles; towns and areas as written."""

    names: dict[str, str]
    places: dict[str, Spot]
    areas: frozenset[str]


class Shelf:
    """A Book with what was read out of it. Answers depend on the Book and the words only; they are cached."""

    def __init__(self, book: BookView, words: Words, breathe: Callable[[], None] = _straight_on) -> None:
        self._book = book
        self._breathe = breathe
        self._words = words
        self._read = lru_cache(maxsize=_READ_AT_ONCE)(
            lambda entry_id: read_entry(self.entry(entry_id), words)
        )
        self._entry = lru_cache(maxsize=_HELD_AT_ONCE)(book.entry)
        self._named = lru_cache(maxsize=_CLAUSES)(self._named_anew)
        self._of_theme: dict[str, dict[str, float]] = {}
        self._of_word: dict[str, dict[str, float]] = {}
        self._asking_for: dict[str, frozenset[str]] = {}
        self._sensitive: dict[str, str] = {}
        self._of_way: dict[str, dict[str, float]] = {}

    def warm(self) -> None:
        """Read names, places, spelling and whom groups are for now rather than at the first question."""
        self.named(["warm"], ["warm", "up"])
        self.speller.repaired(["warmm"])
        self.only_for("")

    def breathe(self) -> None:
        """Leave the processor to somebody else for a moment, when that was asked for."""
        self._breathe()

    def entry(self, entry_id: str) -> Entry:
        """The entry; ``entry_id`` must have come from this shelf."""
        found = self._entry(entry_id)
        assert found is not None
        return found

    def features(self, entry_id: str) -> Features:
        """What was read out of the entry."""
        self._breathe()
        return self._read(entry_id)

    @cached_property
    def size(self) -> int:
        """How many entries the Book has."""
        return len(self._book.entries())

    def of_theme(self, theme: Theme) -> dict[str, float]:
        """Entries of a theme and how far each is one (0..1)."""
        if theme.id not in self._of_theme:
            phrases = _padded(theme.find)
            fits = ((entry_id, _fit(phrases, self.features(entry_id))) for entry_id in self._ids(theme.find))
            self._of_theme[theme.id] = {entry_id: fit for entry_id, fit in fits if fit > 0}
        return self._of_theme[theme.id]

    def only_for(self, entry_id: str) -> frozenset[str]:
        """Themes in the entry's very name that make it a group for those who spoke of them."""
        return self._only_for.get(entry_id, frozenset())

    @cached_property
    def _only_for(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for theme in self._words.themes.values():
            if theme.only:
                for entry_id, fit in self.of_theme(theme).items():
                    if fit >= _FIT["name"]:
                        found[entry_id].add(theme.id)
        return {entry_id: frozenset(themes) for entry_id, themes in found.items()}

    def asking_for(self, theme: Theme) -> frozenset[str]:
        """Entries that name something of a theme among their ways to give ("play music")."""
        if theme.id not in self._asking_for:
            phrases = _padded(theme.find)
            self._asking_for[theme.id] = frozenset(
                entry_id
                for entry_id in self.of_theme(theme)
                if any(phrase in self.features(entry_id).ways for phrase in phrases)
            )
        return self._asking_for[theme.id]

    def sensitive(self, entry: Features) -> str:
        """The sensitive topic an entry is about, or empty: said in its name or tags, or twice in its text."""
        if entry.id not in self._sensitive:
            self._sensitive[entry.id] = self._delicate(entry)
        return self._sensitive[entry.id]

    def _delicate(self, entry: Features) -> str:
        for topic, phrases in self._sensitive_phrases:
            title = entry.name + entry.tags
            if any(phrase in title for phrase in phrases):
                return topic
            if sum(phrase in entry.lead for phrase in phrases) >= 2:  # noqa: PLR2004
                return topic
        return ""

    @cached_property
    def _sensitive_phrases(self) -> list[tuple[str, list[str]]]:
        return [
            (theme.sensitive, _padded(theme.find)) for theme in self._words.themes.values() if theme.sensitive
        ]

    def of_word(self, word: str) -> dict[str, float]:
        """Entries that hold a word and how much that says (0..1): more in the name, less when many hold it."""
        if word not in self._of_word:
            wanted = f" {stem(word)} "
            fits = ((entry_id, _fit([wanted], self.features(entry_id))) for entry_id in self._ids([word]))
            found = {entry_id: fit for entry_id, fit in fits if fit > 0}
            rare = 1.0 - log(1 + len(found)) / log(2 + self.size)
            self._of_word[word] = {entry_id: fit * rare for entry_id, fit in found.items()}
        return self._of_word[word]

    def of_way(self, word: str) -> dict[str, float]:
        """Entries that hold a word among their ways to give, and how much that says (0..1), less when many do."""
        if word not in self._of_way:
            wanted = f" {stem(word)} "
            found = [entry_id for entry_id in self.of_word(word) if wanted in self.features(entry_id).ways]
            rare = 1.0 - log(1 + len(found)) / log(2 + self.size)
            self._of_way[word] = dict.fromkeys(found, rare)
        return self._of_way[word]

    def named(self, stems_said: Sequence[str], words_said: Sequence[str]) -> dict[str, float]:
        """Entries whose name was said in these words, or nearly, and how sure that is (0..1)."""
        return dict(self._named(tuple(stems_said), tuple(words_said)))

    def _named_anew(self, stems_said: Sequence[str], words_said: Sequence[str]) -> dict[str, float]:
        present = frozenset(stems_said)
        found: dict[str, float] = {}
        placed = self.place_words
        for number in {number for word in present for number in self._name_index.get(word, ())}:
            entry_id, telling = self._names[number][0], frozenset(self._names[number][1])
            whole = sum(self._name_weight(word) for word in telling)
            covered = sum(self._name_weight(word) for word in telling & present) / whole
            if covered >= _COVERED and self._tells((telling & present) - placed):
                found[entry_id] = covered
        if 2 <= len(words_said) <= _SHORT_LINE:  # noqa: PLR2004
            line = " ".join(words_said)
            for _, ratio, entry_id in process.extract(
                line, self._folded_names, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=3
            ):
                found[entry_id] = max(found.get(entry_id, 0.0), ratio / 100)
        return found

    def named_wholly(self, words_said: str) -> frozenset[str]:
        """Entries whose whole name, of two words or more, stands in a padded line of folded words."""
        return frozenset(
            entry_id
            for entry_id, name in self._folded_names.items()
            if " " in name and f" {name} " in words_said
        )

    @cached_property
    def speller(self) -> Speller:
        """Sets misspelt words right, towards the bank and the Book's names."""
        names = (word for words in self._folded_names.values() for word in words.split())
        return Speller([*self._words.bank.vocabulary, *names], self._words.ordinary)

    @cached_property
    def places(self) -> dict[str, Spot]:
        """Towns and footprints of the Book, folded, each with the middle of its entries."""
        return self._seen.places

    @cached_property
    def _seen(self) -> "_Seen":
        """What is needed of every entry, read in one go through the Book."""
        names: dict[str, str] = {}
        areas: set[str] = set()
        spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for entry in self._book.entries():
            self._breathe()
            names[entry.id] = " ".join(tokens(entry.name))
            areas.update((entry.footprint, *entry.service_areas, *(one.city for one in entry.locations)))
            for location in entry.locations:
                if location.latitude is not None and location.longitude is not None:
                    for name in self._place_names(location) | {" ".join(tokens(entry.footprint))}:
                        spots[name].append((location.latitude, location.longitude))
        places = {
            name: Spot(name, median(lat for lat, _ in at), median(lon for _, lon in at))
            for name, at in sorted(spots.items())
            if name and len(at) >= _PLACE_SEEN
        }
        return _Seen(names, places, frozenset(areas))

    def _place_names(self, location: Location) -> set[str]:
        """Town, and the parts of the address that look like a village or suburb rather than a street."""
        parts = (tokens(part) for part in (location.city, *location.address.split(",")))
        dull = self._words.generic | self._words.small
        return {
            " ".join(part)
            for part in parts
            if 1 <= len(part) <= _PLACE_WORDS
            and all(word.isalpha() for word in part)
            and part[-1] not in _STREETS
            and not all(word in dull or stem(word) in dull for word in part)
        }

    def _ids(self, terms: Sequence[str]) -> list[str]:
        return (
            [entry_id for entry_id, _ in self._book.candidates(terms, limit=_MOST_CANDIDATES)]
            if terms
            else []
        )

    @cached_property
    def _folded_names(self) -> dict[str, str]:
        return self._seen.names

    @cached_property
    def _names(self) -> list[tuple[str, tuple[str, ...]]]:
        dull = self._words.small
        generic = self._words.generic
        found = (
            (entry_id, tuple({stem(word) for word in name.split() if word not in dull} - generic))
            for entry_id, name in self._folded_names.items()
        )
        return [(entry_id, telling) for entry_id, telling in found if telling]

    @cached_property
    def _name_index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, (_, telling) in enumerate(self._names):
            for word in telling:
                index[word].append(number)
        return dict(index)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Stems of the words in the Book's place names, which say where and not what."""
        named = {word for name in self.places for word in name.split()}
        for name in self._seen.areas:
            named.update(tokens(name))
        what = self._words.bank.vocabulary
        return frozenset(stem(word) for word in named if word not in what)

    def _name_weight(self, word: str) -> float:
        return log(1 + len(self._names) / len(self._name_index[word]))

    def _tells(self, said: frozenset[str]) -> bool:
        """Whether these words of a name can only be the name: two of them, or one that is no English word."""
        rare = [word for word in said if len(self._name_index[word]) <= 3]  # noqa: PLR2004
        if len(said) >= 2:  # noqa: PLR2004
            return bool(rare)
        return bool(rare) and not said & self._words.ordinary and not said & self._words.bank.index.keys()


def _padded(phrases: Sequence[str]) -> list[str]:
    return [f" {' '.join(stem(token) for token in tokens(words))} " for words in phrases]


def _fit(phrases: Sequence[str], entry: Features) -> float:
    """How far an entry is one of those that ``phrases`` (padded stems) describe."""
    places = []
    for phrase in phrases:
        if phrase in entry.name:
            places.append(_FIT["name"])
        elif phrase in entry.tags:
            places.append(_FIT["tags"])
        elif phrase in entry.lead:
            places.append(_FIT["lead"])
        elif phrase in entry.body:
            places.append(_FIT["body"])
    if not places:
        return 0.0
    places.sort(reverse=True)
    fit = places[0]
    for more in places[1:4]:
        fit += (1 - fit) * _MORE * more
    return fit
