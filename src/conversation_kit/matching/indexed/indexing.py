"""Indexing: reading a whole Book once, so that nothing of it need be read again while somebody talks."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

import numpy as np

from conversation_kit.matching.entries.features import Features, read_entry
from conversation_kit.matching.entries.fits import FITS, LEAD, NAME, TAGS, code_of
from conversation_kit.matching.entries.signs import RUNNER, Signs
from conversation_kit.matching.entries.texts import LEAD_WORDS
from conversation_kit.matching.indexed.columns import column_of, columns_of
from conversation_kit.matching.indexed.name_index import letters_of, name_weight
from conversation_kit.matching.indexed.towns import Towns
from conversation_kit.matching.stored.lines import packed_lines
from conversation_kit.matching.stored.packed import Array, Packed
from conversation_kit.matching.stored.postings import Marks, Numbers, Postings, PostingsMade, Spread
from conversation_kit.matching.stored.rows import Rows
from conversation_kit.matching.vocabulary.plain import line, stem, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry

ASKED_FOR = 128
"""The mark of an entry that names something of the theme, or the word, among its ways to give."""
APART = -1
"""Stands between the parts of an entry's stems."""
_SHORTEST = 3
_AT_ONCE = 64
"""Entries whose meanings are read together."""
_LEAD = 60
"""Words of a description that say what the entry means, beside its name and tags; each word counts once."""


def straight_on() -> None:
    """Go on without a pause."""


def index_of(entries: Iterable[Entry], words: Words, breathe: Callable[[], None] = straight_on) -> Packed:
    """Return the matching index of a Book's entries; pure, some half a millisecond an entry.

    Args:
        entries: All entries, in the order of their numbers.
        words: The words to go by.
        breathe: Called between two entries; may wait.
    """
    made = _Index(words)
    for entry in entries:
        breathe()
        made.add(entry)
    return made.packed()


def spread_of(numbers: Numbers, marks: Marks) -> Spread:
    """Entries of a theme and how far each is one, by their marks."""
    return Spread(numbers, marks & (ASKED_FOR - 1), FITS)


def _as_written(features: Features) -> list[str]:
    """The parts of an entry, and who runs it: padded lines of words as written."""
    name, tags, text = (part.split() for part in features.said.split("|"))
    parts = (name, tags, text[:LEAD_WORDS], text[LEAD_WORDS:], features.organization.split())
    return [line(part) for part in parts]


class _Index:
    """The index while it is gathered."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._dull = words.small | words.generic
        self._themes = [theme for theme in words.themes.values() if theme.written]
        self._signs = Signs(self._themes, words)
        self._topics = list(
            dict.fromkeys(theme.sensitive for theme in words.themes.values() if theme.sensitive)
        )
        self._delicate = [
            (number, self._topics.index(theme.sensitive) + 1)
            for number, theme in enumerate(self._themes)
            if theme.sensitive
        ]
        self._rows_of = Rows(Features)
        self._rows: list[bytes] = []
        self._ids: list[bytes] = []
        self._names: list[bytes] = []
        self._stems: defaultdict[str, int] = defaultdict(count().__next__)
        self._said = array("i")
        self._said_starts = [0]
        self._held, self._themed, self._named = PostingsMade(), PostingsMade(), PostingsMade()
        self._telling: list[frozenset[str]] = []
        self._only: list[tuple[int, int]] = []
        self._columns: dict[str, list[float]] = defaultdict(list)
        self._towns = Towns(words)
        self._telling_words: list[tuple[str, ...]] = []
        self._meanings: list[Array] = []

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        number = len(self._rows)
        features = read_entry(entry, self._words)
        texts = features.texts()
        parts = (features.name, texts.tags, texts.lead, texts.body)
        split = [part.split() for part in parts]
        where: dict[str, int] = {}
        for place in reversed(range(len(split))):
            where.update(dict.fromkeys(split[place], place))
        for one in split:
            self._said.extend([self._stems[word] for word in one])
            self._said.append(APART)
        self._said_starts.append(len(self._said))
        self._add_stems(number, where, features.ways)
        topic = self._add_themes(number, parts, where, features)
        self._add_name(number, " ".join(tokens(entry.name)))
        self._add_columns(features, topic)
        self._towns.add(entry)
        self._add_meaning(texts.said)
        self._ids.append(entry.id.encode())
        self._rows.append(self._rows_of.write(features))

    def _add_stems(self, number: int, where: Mapping[str, int], ways: str) -> None:
        told = [one for one in where if len(one) >= _SHORTEST and one not in self._dull]
        marks = bytearray([where[one] for one in told])
        if ways.strip():
            offered = set(ways.split())
            for place, one in enumerate(told):
                if one in offered:
                    marks[place] |= ASKED_FOR
        self._held.add_all([self._stems[one] for one in told], number, marks)

    def _add_themes(
        self, number: int, parts: Sequence[str], where: Mapping[str, int], features: Features
    ) -> int:
        """Note the themes of an entry; its sensitive topic, from 1, or 0."""
        runner = line([stem(word) for word in features.organization.split()])
        if runner == features.name:
            runner = ""
        present = {**dict.fromkeys(runner.split(), RUNNER), **where}
        found = self._signs.places((*parts, runner), present, features.ways, lambda: _as_written(features))
        for theme, signs in found.items():
            asked = any(phrase in features.ways for _, phrase in signs)
            places = [LEAD if place == RUNNER else place for place, _ in signs]
            self._themed.add(theme, number, code_of(places) | (ASKED_FOR if asked else 0))
            if self._themes[theme].only and min(places) == NAME:
                self._only.append((number, theme))
        return self._topic({theme: [place for place, _ in signs] for theme, signs in found.items()})

    def _topic(self, found: Mapping[int, Sequence[int]]) -> int:
        """The sensitive topic it is about: named in its title or by who runs it, or twice in how its text begins."""
        for theme, topic in self._delicate:
            places = found.get(theme, ())
            if any(place in (NAME, TAGS, RUNNER) for place in places) or places.count(LEAD) > 1:
                return topic
        return 0

    def _add_name(self, number: int, name: str) -> None:
        telling = {stem(word) for word in name.split() if word not in self._words.small} - self._words.generic
        for one in sorted(telling):
            self._named.add(self._stems[one], number, 0)
        self._telling.append(frozenset(telling))
        self._names.append(name.encode())

    def _add_columns(self, features: Features, topic: int) -> None:
        for name, value in columns_of(features).items():
            self._columns[name].append(value)
        self._columns["topic"].append(topic)

    def _add_meaning(self, said: str) -> None:
        """Note what an entry means; ``said`` is its name, its tags and its text, with a bar between them."""
        if self._words.meaning is not None:
            name, tags, text = (part.split() for part in said.split("|"))
            self._telling_words.append(tuple(dict.fromkeys((*name, *tags, *text[:_LEAD]))))
            if len(self._telling_words) == _AT_ONCE:
                self._read_meanings()

    def _read_meanings(self) -> None:
        if self._words.meaning is not None:
            self._meanings.append(self._words.meaning.vectors.of_each(self._telling_words))
            self._telling_words.clear()

    def _meant(self) -> dict[str, Array]:
        """What each entry means, and which themes are heard in that, a row a theme."""
        meaning = self._words.meaning
        self._read_meanings()
        meanings = np.concatenate(self._meanings) if self._meanings else np.empty((0, 0), np.int8)
        heard = meaning.heard_in(meanings) if meaning is not None else np.empty((0, len(meanings)), np.uint8)
        return {"meanings": meanings, "heard": heard}

    def _paired(self, arrays: Mapping[str, Array]) -> dict[str, Array]:
        """The row of each entry by which it is paired with what was said; none where nothing was learned of that."""
        pairing = self._words.pairing
        if pairing is None or not self._rows:
            return {}
        themed = Postings("themed", arrays)
        themes = ((theme.id, spread_of(*themed.run(number))) for number, theme in enumerate(self._themes))
        columns = {name: arrays[f"column.{name}"] for name in pairing.columns}
        return {"pairs": pairing.of_entries(arrays["meanings"], arrays["heard"], themes, columns)}

    def packed(self) -> Packed:
        """Return what was gathered."""
        stems = sorted(self._stems, key=str.encode)
        keys = [self._stems[one] for one in stems]
        rank = np.empty(len(keys) + 1, np.int32)
        rank[keys] = np.arange(len(keys), dtype=np.int32)
        rank[APART] = APART
        named = self._named.packed("named", keys)
        arrays: dict[str, Array] = {
            **packed_lines("stems", [one.encode() for one in stems]),
            **packed_lines("ids", self._ids, ordered=True),
            **packed_lines("rows", self._rows),
            **packed_lines("names", self._names, ordered=True),
            "said.stems": rank[np.array(self._said, np.int32)],
            "said.starts": np.array(self._said_starts, np.int64),
            **self._held.packed("held", keys),
            **self._themed.packed("themed", range(len(self._themes))),
            **named,
            "only": np.array(self._only, np.int32).reshape(-1, 2),
            **self._meant(),
            **letters_of(self._names),
            **{f"column.{name}": column_of(name, values) for name, values in self._columns.items()},
        }
        arrays["column.rank"] = np.argsort(arrays["ids.order"]).astype(np.int32)
        many = sum(bool(telling) for telling in self._telling)
        holders = dict(zip(stems, np.diff(named["named.starts"]).tolist(), strict=True))
        arrays["names.weights"] = np.array(
            [sum(name_weight(many, holders[one]) for one in telling) for telling in self._telling], np.int32
        )
        arrays |= self._paired(arrays)
        about = {
            "entries": len(self._rows),
            "named": many,
            "themes": [theme.id for theme in self._themes],
            "taught": self._words.meaning.taught if self._words.meaning is not None else (),
            "topics": self._topics,
            "places": self._towns.places(),
            "postcodes": self._towns.postcodes(),
            "place_words": self._towns.words(),
        }
        return Packed(arrays, about)
