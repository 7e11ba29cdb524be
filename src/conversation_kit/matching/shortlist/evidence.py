"""Evidence: what everything that was heard says for the entries of a Book."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from conversation_kit.matching.heard.had_heard import had_of, is_served, said_of_itself
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import TURNED_DOWN, Meant
from conversation_kit.matching.heard.refused_heard import refused_in
from conversation_kit.matching.heard.turned_down import (
    group_put_aside,
    pastimes_of,
    puts_aside,
    things_set_aside,
)
from conversation_kit.matching.heard.whose import of_somebody_else
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.bounds import Most, Together, most_of, together
from conversation_kit.matching.shortlist.fears import eased
from conversation_kit.matching.shortlist.giving import aimed
from conversation_kit.matching.shortlist.guessing import agreed, guessed, in_despair, tells_enough
from conversation_kit.matching.shortlist.lots import MOST_WORDS, lots_of, names_in
from conversation_kit.matching.shortlist.particular import marked, narrowest
from conversation_kit.matching.shortlist.pieces import Basis, Lot, basis_of
from conversation_kit.matching.stored.postings import Numbers
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.pairing import Spoken, spoken_of
from conversation_kit.matching.vocabulary.plain import line, stem
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_COMPANY = (("women_wanted", "mens-groups"), ("men_wanted", "womens-groups"))
"""Whoever wants only the company of one sex does not want a group of the other."""
_TOLD = 16
"""Clauses of which it is remembered what they say for entries: up to a megabyte each."""
_PUT_OUT = (Meant.DISLIKED, Meant.HAD)
"""How clauses are meant whose pastimes are out."""
_CLAUSES = 64
"""Clauses of which it is remembered what they say for entries; a key changes only one."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What one clause says for the entries of a Book.

    Attributes:
        lots: One thing after the other.
        numbers: The entries it says anything for, ascending.
        bases: What each theme was heard by.
        spoken: What its statement is paired by; None when another clause speaks for that.
    """

    lots: tuple[Lot, ...]
    numbers: Numbers
    bases: Mapping[str, Basis]
    spoken: Spoken | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered for a whole asking.

    Attributes:
        told: What each clause says, by its number; nothing for those that were turned down.
        together: The most that all of it comes to, by entry.
        disliked: Themes that were disliked.
        named_out: Entries that they already go to, or named as not for them.
        plainly: Sensitive topics that were plainly said, or surely meant.
        plainly_named: Entries whose name was said.
    """

    told: Mapping[int, Told]
    together: Together
    disliked: tuple[Theme, ...]
    named_out: frozenset[int]
    plainly: frozenset[str]
    plainly_named: frozenset[int]


class Gatherer:
    """Gathers evidence for the entries of one Book, and remembers what a clause said.

    Args:
        shelf: The Book.
        words: The words to go by.
    """

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self._shelf = shelf
        self._words = words
        self._hits = lru_cache(maxsize=_CLAUSES)(self._heard_in)
        self._told = lru_cache(maxsize=_TOLD)(self._tell)
        self._aside = lru_cache(maxsize=_CLAUSES)(puts_aside)
        self._group_aside = lru_cache(maxsize=_CLAUSES)(self._puts_group_aside)
        self._wholly = lru_cache(maxsize=_CLAUSES)(shelf.named_wholly)

    def gather(
        self, clauses: Sequence[Clause], elsewhere: Sequence[Clause] = (), *, age: int | None = None
    ) -> Gathered:
        """Gather evidence from ``clauses``, for somebody of ``age`` years when that is known.

        Args:
            clauses: What was said of what is asked for.
            elsewhere: What was turned down in whatever else was said: it brings nothing up and keeps away as much.
            age: Whole years.
        """
        shelf, words = self._shelf, self._words
        asked = len(clauses)
        clauses = [*clauses, *elsewhere]
        told: dict[int, Told] = {}
        mosts: list[Most] = []
        disliked: dict[str, Theme] = {}
        out: set[int] = set()
        plainly: set[str] = set()
        named: set[int] = set()
        heard = [self._heard(clause, age) for clause in clauses]
        speaks = any("i" in clause.words or "id" in clause.words for clause in clauses)
        clauses = _set_right(clauses, heard)
        by_words = _themes_told(clauses, heard)
        for number, (clause, (spelt, hits)) in enumerate(zip(clauses, heard, strict=True)):
            shelf.breathe()
            names = shelf.named([*clause.stems, *(stem(meant) for _, meant in spelt)], clause.words)
            clause = _as_meant(clause, hits, words)  # noqa: PLW2901  (the same clause, better understood)
            themes = self._themes(clause, hits, by_words[clause.whole], age)
            if words.cue_in("named_turned_down", line(clause.words)) or self._group_aside(clause):
                out.update(names, self._wholly(line(clause.words)))
            theirs = speaks and of_somebody_else(line(clause.words))
            aside = clause.meant is not Meant.ALREADY and self._aside(clause) and not theirs
            if not names and (aside or (clause.meant in _PUT_OUT and not theirs)):
                for theme in pastimes_of(clause, hits, words):
                    disliked[theme] = words.themes[theme]
            refused = () if names or theirs else tuple(refused_in(clause, hits, words))
            disliked |= {theme: words.themes[theme] for theme in refused}
            out.update(self._turned_down_in(clause, names, theirs=theirs))
            if clause.meant is Meant.HAD and (themes := _needs(hits, words)):
                clause, names = replace(clause, meant=Meant.IN_THE_WAY), {}  # noqa: PLW2901  (what is left of it)
            if clause.meant in TURNED_DOWN or number >= asked:
                continue
            if aside or refused:
                themes = [hit for hit in themes if hit.phrase.theme not in disliked]
            for wish, theme in _COMPANY:
                if theme in words.themes and words.cue_in(wish, line(clause.words)):
                    disliked[theme] = words.themes[theme]
            plainly.update(
                words.themes[hit.phrase.theme].sensitive for hit in themes if hit.whole or hit.guess
            )
            named.update(names)
            alone = (
                clause if clause.main else replace(clause, whole=(), parts=(), quoted="")
            )  # it is in the hits by now
            heard_so = tuple(replace(hit, share=0.0, near=1.0) for hit in themes)
            spoken = _spoken(clause, themes, by_words[clause.whole])
            lots, most = self._told(
                alone,
                heard_so,
                tuple(spelt),
                tuple(sorted(names.items())),
                age,
                self._bringing(clause, spoken),
            )
            mosts.append(most)
            bases = {hit.phrase.theme: basis_of(hit) for hit in themes}
            told[number] = Told(lots, most.numbers, bases, spoken)
        turned_down = (one for one in clauses if one.meant in TURNED_DOWN)
        out.update(*(self._wholly(line(one.words)) for one in turned_down))
        return Gathered(
            told,
            together(mosts, shelf.size),
            tuple(disliked.values()),
            frozenset(out),
            frozenset(plainly - {""}),
            frozenset(named),
        )

    def _bringing(self, clause: Clause, spoken: Spoken | None) -> Spoken | None:
        """What a statement is paired by where what goes with it may come up for that alone.

        Not beside despair: what goes with that are groups for others.
        """
        if spoken is None or not tells_enough(clause, self._words):
            return None
        themes = {*spoken.told, *(theme for theme, _ in spoken.guessed)}
        return None if in_despair(themes, self._words) else spoken

    def _puts_group_aside(self, clause: Clause) -> bool:
        return group_put_aside(clause) or said_of_itself(line(clause.words), self._words)

    def _turned_down_in(self, clause: Clause, names: Iterable[int], *, theirs: bool) -> Iterable[int]:
        """The entries that a clause which turns something down names, or that are called what it sets aside."""
        if clause.meant not in TURNED_DOWN:
            return
        yield from names
        called = {stem(word) for word in names_in(clause.said, self._words)}
        if clause.meant in _PUT_OUT and not theirs:
            called |= things_set_aside(clause, self._words)
        for word in called:
            yield from self._shelf.with_in_name(word)

    def _themes(self, clause: Clause, hits: list[Hit], told: Collection[Hit], age: int | None) -> list[Hit]:
        """The themes of a clause: those its words told, as sure as meaning makes them, and those only guessed.

        Args:
            clause: The clause.
            hits: What its words told.
            told: What words of its whole statement told.
            age: Of who speaks, when that is known.
        """
        words = self._words
        hits = agreed(clause, aimed(clause, narrowest(hits, told, words), words), words)
        if clause.main:
            hits = [*hits, *guessed(clause, told, words)]
        return _of_age(hits, age, clause, words)

    def _heard(self, clause: Clause, age: int | None) -> tuple[list[tuple[str, str]], list[Hit]]:
        """What was misspelt in a clause, and the themes that its words, set right, told."""
        self._shelf.breathe()
        spelt, hits = self._hits(clause.words, clause.stems)
        return spelt, _of_age(hits, age, clause, self._words)

    def _heard_in(
        self, words: tuple[str, ...], stems: tuple[str, ...]
    ) -> tuple[list[tuple[str, str]], list[Hit]]:
        spelt = self._shelf.speller.repaired(words[:MOST_WORDS])
        said = [*stems, *(stem(meant) for _, meant in spelt)]
        return spelt, marked(self._words.bank.hits(said), self._words)

    def _tell(
        self,
        clause: Clause,
        hits: tuple[Hit, ...],
        spelt: tuple[tuple[str, str], ...],
        names: tuple[tuple[int, float], ...],
        age: int | None,
        spoken: Spoken | None,
    ) -> tuple[tuple[Lot, ...], Most]:
        lots = (
            *lots_of(
                clause, hits, dict(spelt), dict(names), self._shelf, self._words, age=age, spoken=spoken
            ),
            *eased(clause, self._shelf, self._words),
        )
        lots = tuple(lot for lot in lots if len(lot.numbers))
        return lots, most_of(lots, self._shelf.size)


def _spoken(clause: Clause, hits: Iterable[Hit], told: Iterable[Hit]) -> Spoken | None:
    """What the statement of a clause is paired by; None where another clause speaks for it, or for bare figures."""
    if not clause.main or not any(word.isalpha() for word in clause.whole):
        return None
    guessed = {hit.phrase.theme: hit.share for hit in hits if hit.guess}
    return spoken_of(clause.whole, (hit.phrase.theme for hit in told), guessed, clause.meant.value)


def _set_right(
    clauses: Sequence[Clause], heard: Iterable[tuple[Iterable[tuple[str, str]], object]]
) -> list[Clause]:
    """Set the words of each whole statement right, as those of its clauses were."""
    right = {said: meant for spelt, _ in heard for said, meant in spelt}
    return [
        replace(
            clause,
            whole=tuple(right.get(word, word) for word in clause.whole),
            parts=tuple(tuple(right.get(word, word) for word in part) for part in clause.parts),
        )
        for clause in clauses
    ]


def _themes_told(
    clauses: Iterable[Clause], heard: Iterable[tuple[object, Iterable[Hit]]]
) -> Mapping[tuple[str, ...], list[Hit]]:
    """What words told, by the words of the whole statement; nothing particular of what nobody asks for."""
    told: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
    for clause, (_, hits) in zip(clauses, heard, strict=True):
        asked = clause.meant not in (*TURNED_DOWN, Meant.FACT)
        told[clause.whole] += hits if asked else (replace(hit, particular=False) for hit in hits)
    return told


def _of_age(hits: Iterable[Hit], age: int | None, clause: Clause, words: Words) -> list[Hit]:
    """Leave out themes that are not for somebody of this age to join; anybody may give there."""
    if age is None or clause.meant is Meant.OFFERED:
        return list(hits)
    spans = ((hit, words.themes[hit.phrase.theme].ages) for hit in hits)
    return [hit for hit, ages in spans if not ages or ages[0] <= age <= ages[1]]


def _needs(hits: Iterable[Hit], words: Words) -> list[Hit]:
    """What was the matter, in a clause about what they had for it."""
    told = [hit for hit in hits if hit.whole and not hit.phrase.directory]
    had = set(had_of(told, words))
    return [
        hit
        for hit in told
        if words.themes[hit.phrase.theme].way is Way.HELP
        and hit.phrase.theme not in had
        and not is_served(hit, words)
    ]


def _as_meant(clause: Clause, hits: Iterable[Hit], words: Words) -> Clause:
    """A "dislike" that is itself a way of asking for help ("I don't want to wake up") is in the way instead."""
    if clause.meant is not Meant.DISLIKED or words.cue_in("in_order", line(clause.words)):
        return clause
    lack = clause.words[0] == "no"
    for hit in hits:
        saying = hit.whole and (lack or (not hit.phrase.directory and " " in hit.phrase.exact))
        if saying and words.themes[hit.phrase.theme].way is Way.HELP:
            return replace(clause, meant=Meant.IN_THE_WAY)
    return clause
