"""Evidence: what speaks for an entry, clause by clause, each piece with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conversation_kit.matching.bank import Hit
from conversation_kit.matching.giving import aimed, asked_for, by_the_ways, meant_for, publics, welcomed
from conversation_kit.matching.guessing import never_guessed, plainly_told, with_guesses
from conversation_kit.matching.hearing import Clause, Meant
from conversation_kit.matching.pieces import Basis, Evidence, Kind, Reason, basis_of
from conversation_kit.matching.plain import line, stem, tokens
from conversation_kit.matching.shelf import Shelf
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words import Words
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
_FURTHER = 0.95
"""What is left for each further theme that one leads to; the closest stands first."""
_BLOCKED = 0.35
"""Something to join, named in what gets in the way: maybe still wished for, maybe not."""
_NO_HELPERS_SAID = 0.9
"""A place to give that does not say that it takes helpers."""
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
_COMPANY = (("women_wanted", "mens-groups"), ("men_wanted", "womens-groups"))
"""Whoever wants only the company of one sex does not want a group of the other."""
_MOST_WORDS = 40
"""Words of one clause that are looked up; a clause this long is a paste."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered for a whole asking.

    Attributes:
        by_entry: Evidence by entry id.
        disliked: Themes that were disliked.
        named_out: Entries that they already go to, or named as not for them.
        plainly: Sensitive topics that were plainly said.
        plainly_named: Entries whose name was said.
    """

    by_entry: dict[str, list[Evidence]]
    disliked: tuple[Theme, ...]
    named_out: frozenset[str]
    plainly: frozenset[str]
    plainly_named: frozenset[str]


def gather(clauses: Sequence[Clause], shelf: Shelf, words: Words, *, age: int | None = None) -> Gathered:
    """Gather evidence for entries of ``shelf`` from ``clauses``, for somebody of ``age`` years when that is known."""
    by_entry: dict[str, list[Evidence]] = defaultdict(list)
    disliked: dict[str, Theme] = {}
    out: set[str] = set()
    plainly: set[str] = set()
    named: set[str] = set()
    told = [_told(clause, shelf, words, age) for clause in clauses]
    plain = any(plainly_told(hits) for _, _, hits in told)
    for number, (clause, (spelt, stems, hits)) in enumerate(zip(clauses, told, strict=True)):
        shelf.breathe()
        names = shelf.named(stems, clause.words)
        clause = _as_meant(clause, hits, words)  # noqa: PLW2901  (the same clause, better understood)
        right = dict(spelt)
        meant = replace(clause, words=tuple(right.get(word, word) for word in clause.words))
        hits = with_guesses(meant, aimed(clause, hits, words), words, elsewhere=plain)  # noqa: PLW2901
        hits = _of_age(hits, age, clause, words)  # noqa: PLW2901
        if clause.meant in (Meant.DISLIKED, Meant.ALREADY):
            out.update(names)
            for hit in hits:
                if clause.meant is Meant.DISLIKED and hit.whole:
                    disliked[hit.phrase.theme] = words.themes[hit.phrase.theme]
            continue
        for wish, theme in _COMPANY:
            if theme in words.themes and words.cue_in(wish, line(clause.words)):
                disliked[theme] = words.themes[theme]
        plainly.update(words.themes[hit.phrase.theme].sensitive for hit in hits if hit.whole)
        named.update(names)
        found = (
            *_from_themes(number, clause, hits, dict(spelt), shelf, words),
            *_from_words(number, clause, hits, shelf, words),
            *_from_names(number, clause, names, shelf),
        )
        for entry_id, evidence in found:
            by_entry[entry_id].append(evidence)
    return Gathered(
        by_entry, tuple(disliked.values()), frozenset(out), frozenset(plainly - {""}), frozenset(named)
    )


def _told(
    clause: Clause, shelf: Shelf, words: Words, age: int | None
) -> tuple[list[tuple[str, str]], list[str], list[Hit]]:
    """What was misspelt in a clause, its stems set right, and the themes that its words told."""
    shelf.breathe()
    spelt = shelf.speller.repaired(clause.words[:_MOST_WORDS])
    stems = [*clause.stems, *(stem(meant) for _, meant in spelt)]
    return spelt, stems, _of_age(words.bank.hits(stems), age, clause, words)


def _of_age(hits: Iterable[Hit], age: int | None, clause: Clause, words: Words) -> list[Hit]:
    """Leave out themes that are not for somebody of this age to join; anybody may give there."""
    if age is None or clause.meant is Meant.OFFERED:
        return list(hits)
    spans = ((hit, words.themes[hit.phrase.theme].ages) for hit in hits)
    return [hit for hit, ages in spans if not ages or ages[0] <= age <= ages[1]]


def _as_meant(clause: Clause, hits: Iterable[Hit], words: Words) -> Clause:
    """A "dislike" that is itself a way of asking for help ("I don't want to wake up") is in the way instead."""
    if clause.meant is not Meant.DISLIKED:
        return clause
    lack = clause.words[0] == "no"
    for hit in hits:
        saying = hit.whole and (lack or (not hit.phrase.directory and " " in hit.phrase.exact))
        if saying and words.themes[hit.phrase.theme].way is Way.HELP:
            return replace(clause, meant=Meant.IN_THE_WAY)
    return clause


def _from_themes(
    number: int, clause: Clause, hits: Iterable[Hit], spelt: dict[str, str], shelf: Shelf, words: Words
) -> Iterable[tuple[str, Evidence]]:
    hits = list(hits)
    whom = publics(clause, hits, words)
    sizes = sorted((len(found), name) for name in whom if (found := shelf.of_theme(words.themes[name])))
    narrowest = sizes[0][1] if sizes else ""
    for hit in hits:
        theme = words.themes[hit.phrase.theme]
        slip = _slip(hit, spelt)
        sure = hit.sure * _trust(slip)
        shown = not (hit.guess and never_guessed(theme))
        if shown:
            yield from asked_for(number, clause, hit, theme, sure, shelf)
        if theme.id in whom and shown:
            yield from meant_for(number, clause, hit, theme, sure, shelf, narrowest=theme.id == narrowest)
        elif shown and not (whom and theme.broad):
            yield from _direct(
                number,
                clause,
                hit,
                theme,
                sure,
                f'"{slip}" is spelt nearly like "{spelt[slip]}"' if slip else "",
                shelf,
            )
        for others, weight, way in (
            (theme.leads, 0.0 if theme.id in whom else _LEADS[clause.meant], None),
            (theme.gives, _GIVES[clause.meant], Way.GIVE),
        ):
            for place, other in enumerate(words.themes[name] for name in others if weight):
                if not (other.sensitive or (hit.guess and never_guessed(other))):
                    value = weight * sure * _FURTHER**place
                    yield from _linked(number, clause, hit, other, value, way or other.way, shelf)


def _direct(
    number: int, clause: Clause, hit: Hit, theme: Theme, sure: float, slip: str, shelf: Shelf
) -> Iterable[tuple[str, Evidence]]:
    """Entries of the very theme that was heard."""
    blocked = clause.meant is Meant.IN_THE_WAY and theme.way is not Way.HELP and not theme.only
    value = sure * (_BLOCKED if blocked else _DIRECT[clause.meant])
    basis = basis_of(hit)
    for entry_id, fit in shelf.of_theme(theme).items():
        entry = shelf.features(entry_id)
        shared = hit.whole and entry.holds(hit.phrase.exact)
        way = Way.GIVE if clause.meant is Meant.OFFERED and entry.gives else theme.way
        reason = Reason(clause.said, slip or _because(hit, theme, clause, shared=shared))
        wide = (
            _BROAD
            if theme.broad and clause.meant is Meant.OFFERED and theme.way is not Way.GIVE
            else _wide(theme, fit)
        )
        worth = value * wide * fit * (_NO_HELPERS_SAID if way is Way.GIVE and not entry.gives else 1.0)
        yield (
            entry_id,
            Evidence(
                number,
                worth,
                reason,
                way,
                theme.id,
                heard=theme.id,
                wide=theme.broad,
                basis=basis,
                fit=fit,
            ),
        )


def _linked(
    number: int, clause: Clause, hit: Hit, other: Theme, value: float, way: Way, shelf: Shelf
) -> Iterable[tuple[str, Evidence]]:
    """Entries of a theme that the one that was heard leads to."""
    kind = "a place to give" if way is Way.GIVE else "our word list"
    if hit.guess:
        kind = (
            "a place to give, by related meaning (a guess)"
            if way is Way.GIVE
            else "related meaning (a guess)"
        )
    reason = Reason(clause.said, f"{kind}: {other.name}")
    basis = basis_of(hit)
    for entry_id, fit in shelf.of_theme(other).items():
        entry = shelf.features(entry_id)
        helpers = way is not Way.GIVE or entry.gives
        fit = welcomed(fit, entry) if way is Way.GIVE else fit  # noqa: PLW2901  (the same fit, made good)
        worth = value * (_BROAD if other.broad else 1.0) * fit * (1.0 if helpers else _NO_HELPERS_SAID)
        yield (
            entry_id,
            Evidence(
                number,
                worth,
                reason,
                way,
                other.id,
                heard=hit.phrase.theme,
                wide=other.broad,
                basis=basis,
                fit=fit,
            ),
        )


def _wide(theme: Theme, fit: float) -> float:
    """What is left of a broad theme when the entry's title does not name it."""
    return 1.0 if not theme.broad or fit >= _TITLED else _BROAD


def _slip(hit: Hit, spelt: dict[str, str]) -> str:
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
    if theme.listed:
        return f"the activity list: {theme.name}"
    return f"our word list: {theme.name}" if hit.whole else f"our word list, a guess: {theme.name}"


def _from_words(
    number: int, clause: Clause, hits: Iterable[Hit], shelf: Shelf, words: Words
) -> Iterable[tuple[str, Evidence]]:
    """The same word in statement and entry: only words that tell something, and say what rather than where or whom."""
    value = _SAME_WORD * (_BLOCKED if clause.meant is Meant.IN_THE_WAY else _DIRECT[clause.meant])
    whom = publics(clause, hits, words)
    of_whom = {key for hit in hits if hit.phrase.theme in whom for key in hit.phrase.telling}
    where = shelf.place_words | {stem(name) for name in _names_in(clause.said, words)}
    telling = [
        word
        for word in dict.fromkeys(clause.words[:_MOST_WORDS])
        if not (_tells_nothing(word, words) or stem(word) in where or stem(word) in of_whom)
    ]
    for word in telling:
        worth = value * (_COMMON_WORD if word in words.common or stem(word) in words.common else 1.0)
        reason = Reason(clause.said, f'the same word, "{word}"')
        basis = Basis(Kind.WORD, worth, telling=frozenset([stem(word)]))
        for entry_id, fit in shelf.of_word(word).items():
            yield (
                entry_id,
                Evidence(number, worth * fit, reason, Way.JOIN, f"word:{stem(word)}", basis=basis, fit=fit),
            )
    yield from by_the_ways(number, clause, [word for word in telling if word not in words.common], shelf)


def _names_in(said: str, words: Words) -> frozenset[str]:
    """Words written with a capital in the middle of a clause that no theme knows: names of people and places."""
    written = said.split()[1:_MOST_WORDS]
    named = (token for word in written if word[:1].isupper() for token in tokens(word))
    return frozenset(named) - words.bank.vocabulary


def _tells_nothing(word: str, words: Words) -> bool:
    return len(word) <= 2 or word.isdigit() or not {word, stem(word)}.isdisjoint(words.small | words.generic)  # noqa: PLR2004


def _from_names(
    number: int, clause: Clause, names: dict[str, float], shelf: Shelf
) -> Iterable[tuple[str, Evidence]]:
    for entry_id, sure in names.items():
        name = shelf.entry(entry_id).name
        yield (
            entry_id,
            Evidence(
                number,
                _NAME * sure,
                Reason(clause.said, f'the name, "{name}"'),
                Way.JOIN,
                f"name:{entry_id}",
                basis=Basis(Kind.NAME, sure, telling=frozenset(map(stem, tokens(name)))),
            ),
        )
