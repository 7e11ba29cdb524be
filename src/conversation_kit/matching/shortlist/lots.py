"""Lots: what one clause says for the entries of a Book, each with its reason: by themes, by words, by names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.entries.fits import NO_HELPERS_SAID
from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist.giving import asked_for, by_the_ways, meant_for, publics
from conversation_kit.matching.shortlist.nearness import near
from conversation_kit.matching.shortlist.particular import accounted_for
from conversation_kit.matching.shortlist.pieces import Basis, Kind, Lot, Reason, in_part
from conversation_kit.matching.stored.postings import Spread
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.pairing import Spoken
from conversation_kit.matching.vocabulary.plain import stem, tokens
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_DIRECT = {
    Meant.WANTED: 1.0,
    Meant.UNSAID: 0.95,
    Meant.OFFERED: 0.75,
    Meant.IN_THE_WAY: 1.0,
    Meant.FACT: 0.3,
}
_LEADS = {
    Meant.WANTED: 0.55,
    Meant.UNSAID: 0.55,
    Meant.OFFERED: 0.45,
    Meant.IN_THE_WAY: 0.65,
    Meant.FACT: 0.15,
}
_GIVES = {Meant.WANTED: 0.4, Meant.UNSAID: 0.5, Meant.OFFERED: 0.74, Meant.IN_THE_WAY: 0.0, Meant.FACT: 0.0}
_FURTHER = 0.9
"""What is left for each further theme that one leads to; the closest stands first."""
_BLOCKED = 0.6
"""Something to join, named in what gets in the way: maybe still wished for, maybe not."""
_TITLED = 0.7
"""From this fit a theme stands in an entry's name or tags."""
_BROAD = 0.5
_SAME_WORD = 0.62
_COMMON_WORD = 0.35
"""What is left when the shared word is a common one."""
_NAME = 0.97
_LONG_WORD = 6
_LONG_SLIP = 0.9
_SHORT_SLIP = 0.7
"""What is left when a word was set right; short words have many neighbours."""
MOST_WORDS = 40
"""Words of one clause that are looked up; a clause this long is a paste."""


def lots_of(
    clause: Clause,
    hits: Sequence[Hit],
    spelt: Mapping[str, str],
    names: Mapping[int, float],
    shelf: Shelf,
    words: Words,
    *,
    age: int | None = None,
    spoken: Spoken | None = None,
) -> Iterable[Lot]:
    """What a clause says for entries.

    Args:
        clause: The clause, neither disliked nor about where they go already.
        hits: The themes that were heard in it.
        spelt: Words of it that were set right, each with what was probably meant.
        names: Entries whose name was said in it, and how sure that is.
        shelf: The Book.
        words: The words to go by.
        age: Whole years of who speaks, when that is known.
        spoken: What its statement is paired by, if it speaks for that.
    """
    guesses = {hit.phrase.theme for hit in hits if hit.guess}
    for lot in _from_themes(clause, hits, spelt, shelf, words):
        guess = lot.heard in guesses and lot.way is Way.JOIN
        yield _at_age(lot, age, shelf) if guess and age is not None else lot
    yield from _from_words(clause, hits, shelf, words)
    yield from _from_names(clause, names, shelf)
    if clause.main and clause.meant is not Meant.FACT:
        yield from near(clause, hits, shelf, age=age, spoken=spoken)


def _at_age(lot: Lot, age: int, shelf: Shelf) -> Lot:
    """What a guess says, less the entries that are about another age: nobody asked for them."""
    here = ~shelf.not_at(age)[lot.numbers]
    return replace(lot, spread=in_part(lot.spread, here), values=lot.values[here])


def _from_themes(
    clause: Clause, hits: Sequence[Hit], spelt: Mapping[str, str], shelf: Shelf, words: Words
) -> Iterable[Lot]:
    whom = publics(clause, hits, words)
    sizes = sorted((many, name) for name in whom if (many := len(shelf.of_theme(words.themes[name]))))
    narrowest = sizes[0][1] if sizes else ""
    for hit in hits:
        if hit.guess and whom:
            continue  # they said whom it is for: that need not be guessed
        theme = words.themes[hit.phrase.theme]
        slip = _slip(hit, spelt)
        sure = hit.sure * _trust(slip)
        shown = not (hit.guess and theme.plainly)
        if shown:
            yield from asked_for(clause, theme, sure, shelf)
        if theme.id in whom and shown:
            yield from meant_for(clause, theme, sure, shelf, narrowest=theme.id == narrowest)
        elif shown and not (whom and theme.broad):
            slipped = f'"{slip}" is spelt nearly like "{spelt[slip]}"' if slip else ""
            yield from _direct(clause, hit, theme, sure, slipped, shelf)
        for others, weight, way in (
            (theme.leads, 0.0 if theme.id in whom else _LEADS[clause.meant], None),
            (theme.gives, _gives(clause, hit, theme), Way.GIVE),
        ):
            for place, other in enumerate(words.themes[name] for name in others if weight):
                if not (other.sensitive or (hit.guess and other.unguessed)):
                    value = weight * sure * _FURTHER**place
                    yield _linked(clause, hit, other, value, way or other.way, shelf)


def _gives(clause: Clause, hit: Hit, theme: Theme) -> float:
    """How much a theme says for the places to give that it leads to.

    A guess that somebody needs help leads to none unless something was offered, nor does a wish for what one may join.
    """
    needs = hit.guess and theme.way is Way.HELP and clause.meant is not Meant.OFFERED
    wished = clause.meant is Meant.WANTED and theme.way is Way.JOIN and bool(theme.written)
    return 0.0 if needs or wished else _GIVES[clause.meant]


def _direct(clause: Clause, hit: Hit, theme: Theme, sure: float, slip: str, shelf: Shelf) -> Iterable[Lot]:
    """Entries of the very theme that was heard; those that speak of helpers may be places to give."""
    spread = shelf.of_theme(theme)
    blocked = clause.meant is Meant.IN_THE_WAY and theme.way is not Way.HELP and not theme.only
    value = sure * (_BLOCKED if blocked else _DIRECT[clause.meant])
    scale, plainly = spread.scale, not theme.broad
    if theme.broad and clause.meant is Meant.OFFERED and theme.way is not Way.GIVE:
        worth = value * _BROAD * scale
    else:
        worth = value * np.where(plainly | (scale >= _TITLED), 1.0, _BROAD) * scale
    worths = spread.worths(worth)
    if theme.way is Way.GIVE:
        parts = [
            (
                spread,
                Way.GIVE,
                np.where(_gives_at(spread, shelf), worths, spread.worths(worth * NO_HELPERS_SAID)),
            )
        ]
    elif clause.meant is not Meant.OFFERED:
        parts = [(spread, theme.way, worths)]
    else:
        gives = _gives_at(spread, shelf)
        parts = [
            (in_part(spread, gives), Way.GIVE, worths[gives]),
            (in_part(spread, ~gives), theme.way, worths[~gives]),
        ]
    for part, way, values in parts:
        yield Lot(
            part,
            values,
            Reason(
                clause.quoted if hit.guess else clause.said,
                slip or _because(hit, theme, clause, shared=False),
            ),
            way,
            theme.id,
            heard=theme.id,
            wide=theme.broad,
            shares=hit.phrase.exact if hit.whole else "",
            sharing=Reason(clause.said, slip or _because(hit, theme, clause, shared=True)),
        )


def _linked(clause: Clause, hit: Hit, other: Theme, value: float, way: Way, shelf: Shelf) -> Lot:
    """Entries of a theme that the one that was heard leads to."""
    giving = way is Way.GIVE
    kind = "a place to give" if giving else "our word list"
    if hit.guess:
        kind = "a place to give, by related meaning (a guess)" if giving else "related meaning (a guess)"
    spread = shelf.of_theme(other)
    value *= _BROAD if other.broad else 1.0
    told = shelf.to_give(other) if giving else spread
    worths = told.worths(value * told.scale)
    return Lot(
        spread,
        worths,
        Reason(clause.quoted if hit.guess else clause.said, f"{kind}: {other.name}"),
        way,
        other.id,
        heard=hit.phrase.theme,
        wide=other.broad,
        supposed=giving and clause.meant is not Meant.OFFERED,
    )


def _gives_at(spread: Spread, shelf: Shelf) -> NDArray[np.bool_]:
    """Which entries speak of helpers."""
    gives: NDArray[np.bool_] = shelf.column("gives").take(spread.numbers) > 0
    return gives


def _slip(hit: Hit, spelt: Mapping[str, str]) -> str:
    """The misspelt word that a hit rests on, or empty."""
    return next((said for said, right in spelt.items() if stem(right) in hit.phrase.exact.split()), "")


def _trust(slip: str) -> float:
    if not slip:
        return 1.0
    return _LONG_SLIP if len(slip) >= _LONG_WORD else _SHORT_SLIP


def _because(hit: Hit, theme: Theme, clause: Clause, *, shared: bool) -> str:
    """Say which kind of match it is; "the same word" only when the entry really holds it."""
    same = [word for word in clause.words if stem(word) in hit.phrase.telling]
    if shared and same:
        return f'the same word{"s" if len(same) > 1 else ""}, "{" ".join(dict.fromkeys(same))}"'
    if hit.guess:
        return f"related meaning (a guess): {theme.name}"
    if hit.only_near:
        return f"near, not the same: {theme.name}"
    if theme.listed:
        return f"the activity list: {theme.name}"
    return f"our word list: {theme.name}" if hit.whole else f"our word list, a guess: {theme.name}"


def _from_words(clause: Clause, hits: Iterable[Hit], shelf: Shelf, words: Words) -> Iterable[Lot]:
    """The same word in statement and entry: only words that tell something, and say what rather than where or whom."""
    value = _SAME_WORD * (_BLOCKED if clause.meant is Meant.IN_THE_WAY else _DIRECT[clause.meant])
    whom = publics(clause, hits, words)
    of_whom = {key for hit in hits if hit.phrase.theme in whom for key in hit.phrase.telling}
    named = accounted_for(hits)
    where = {stem(name) for name in names_in(clause.said, words)}
    telling = [
        word
        for word in dict.fromkeys(clause.words[:MOST_WORDS])
        if not (
            _tells_nothing(word, words)
            or stem(word) in shelf.place_words
            or stem(word) in where
            or stem(word) in of_whom
        )
    ]
    for word in telling:
        spread = shelf.of_word(word)
        common = word in words.common or stem(word) in words.common
        worths = spread.worths(value * (_COMMON_WORD if common else 1.0) * spread.scale)
        reason = Reason(clause.said, f'the same word, "{word}"')
        basis = Basis(
            Kind.WORD,
            value * (_COMMON_WORD if common else 1.0),
            telling=frozenset([stem(word)]),
            only_near=stem(word) in named,
        )
        yield Lot(spread, worths, reason, Way.JOIN, f"word:{stem(word)}", basis=basis)
    yield from by_the_ways(clause, [word for word in telling if word not in words.common], shelf)


def names_in(said: str, words: Words) -> frozenset[str]:
    """Words written with a capital in the middle of a clause that no theme knows: names of people and places."""
    written = said.split()[1:MOST_WORDS]
    named = (token for word in written if word[:1].isupper() for token in tokens(word))
    return frozenset(named) - words.bank.vocabulary


def _tells_nothing(word: str, words: Words) -> bool:
    if len(word) <= 2 or word.isdigit():  # noqa: PLR2004
        return True
    root = stem(word)
    return word in words.small or word in words.generic or root in words.small or root in words.generic


def _from_names(clause: Clause, names: Mapping[int, float], shelf: Shelf) -> Iterable[Lot]:
    for number, sure in sorted(names.items()):
        entry = shelf.entry(number)
        yield Lot(
            Spread.wholly(np.array([number], np.int32)),
            np.array([_NAME * sure], np.float32),
            Reason(clause.said, f'the name, "{entry.name}"'),
            Way.JOIN,
            f"name:{entry.id}",
            basis=Basis(Kind.NAME, sure, telling=frozenset(map(stem, tokens(entry.name)))),
        )
