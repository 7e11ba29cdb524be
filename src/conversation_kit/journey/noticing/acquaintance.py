"""Somebody in the person's life, as a clause names them: "our Janet", "me daughter", "Imran next door"."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.journey.noticing.clauses import Clause
from conversation_kit.journey.noticing.lexicon import Lexicon
from conversation_kit.journey.noticing.phrases import Span, Word

_POSSESSIVES = frozenset({"my", "me", "our"})
_BETWEEN = frozenset({"old", "little", "big", "dear", "lovely", "other"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "auntie", "uncle"})
_CLERGY = frozenset({"Father", "Sister", "Brother", "Mother"})  # "Father Michael" is nobody's father
_THINGS = ("social.not_names", "interest.activities", "community.groups", "physical.places")
_STRANGERS = frozenset({"her", "his", "their", "your", "'s", "some", "no", "any", "somebody's", "other"})


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody named in a clause.

    Attributes:
        who: Where the name stands among the words, or None when only the tie was said.
        tie: As said, without "my"; empty when only a name was.
        possessed: "my", "me" or "our" was said with it.
        theirs: Something of theirs is spoken of rather than themselves ("my nan's cooking").
        certain: Clear enough to stand without a sign of contact.
    """

    who: Span | None
    tie: str
    possessed: bool
    certain: bool
    theirs: bool = False

    @classmethod
    def in_clause(
        cls, words: Sequence[Word], clause: Clause, start: int, lexicon: Lexicon
    ) -> "Acquaintance | None":
        """Return the first person a clause names from ``start`` on, or None."""
        for index in range(start, clause.end):
            found = (
                _by_tie(words, clause, index, lexicon)
                or _ours(words, clause, index, lexicon)
                or _by_place(words, clause, index, lexicon)
            )
            if found:
                return found
        return _name_first(words, clause, lexicon) if start == clause.start else None


def people_in(words: Sequence[Word], lexicon: Lexicon) -> tuple[Span, ...]:
    """Return where other people are named in a line: ties, and "our Janet"."""
    ties = list(lexicon["social.ties"].spans(words, 0, len(words)))
    ours = [
        (index, index + 2)
        for index in range(len(words) - 1)
        if words[index].norm in _POSSESSIVES and _is_name(words, index + 1, lexicon)
    ]
    first = [(0, 1)] if _names(words, 0, len(words), lexicon) and len(words) > 1 else []
    return tuple(ties + ours + first)


def _by_tie(words: Sequence[Word], clause: Clause, index: int, lexicon: Lexicon) -> Acquaintance | None:
    stop = lexicon["social.ties"].at(words, index, clause.end)
    if stop is None:
        return None
    own_words = [word.norm for word in words[index:stop]]
    inside = own_words[0] in _POSSESSIVES and own_words != ["our", "kid"]
    before = _before(words, clause.start, index)
    possessed = inside or own_words[0] == "our" or before in _POSSESSIVES
    at_start = index == clause.start
    counted = index > clause.start and words[index - 1].is_number
    if before in _STRANGERS or not (possessed or at_start or counted or before in {"a", "one"}):
        return None
    who = _names(words, stop, clause.end, lexicon) or _name_before(words, clause.start, index, lexicon)
    if who and not possessed and words[index].text in _CLERGY:
        return None
    general = lexicon["social.general"].at(words, index, stop) == stop
    return Acquaintance(
        who,
        tie=" ".join(word.text for word in words[index + inside : stop]).lower(),
        possessed=possessed,
        certain=not general and not _was(words, stop, clause.end),
        theirs=stop + 1 < clause.end and words[stop].norm == "'s",
    )


def _before(words: Sequence[Word], start: int, index: int) -> str:
    """Return the word that says whose the tie is, looking past "old", "little", "two"."""
    while index > start:
        index -= 1
        word = words[index]
        if word.norm in _BETWEEN or word.is_number:
            continue
        return word.norm
    return ""


def _was(words: Sequence[Word], stop: int, end: int) -> bool:
    """Return whether they are spoken of in the past: they may be gone."""
    return any(word.norm in {"was", "were", "had", "used"} for word in words[stop : min(stop + 2, end)])


def _ours(words: Sequence[Word], clause: Clause, index: int, lexicon: Lexicon) -> Acquaintance | None:
    """Return "our Janet", or the Joan of "me and Joan"."""
    norms = [word.norm for word in words[index : min(index + 2, clause.end)]]
    named_at = index + 2 if norms == ["me", "and"] else index + 1
    if norms[0] != "our" and named_at == index + 1:
        return None
    who = _names(words, named_at, clause.end, lexicon)
    return Acquaintance(who, "", possessed=True, certain=not _was(words, who[1], clause.end)) if who else None


def _by_place(words: Sequence[Word], clause: Clause, index: int, lexicon: Lexicon) -> Acquaintance | None:
    """Return "Imran next door" or "the lady next door"."""
    stop = lexicon["social.near_ties"].at(words, index, clause.end)
    if stop is None or index == clause.start:
        return None
    tie = " ".join(word.text for word in words[index:stop]).lower()
    if _is_name(words, index - 1, lexicon):
        first = _names_start(words, clause.start, index - 1, lexicon)
        return Acquaintance((first, index), tie, possessed=False, certain=True)
    if lexicon["social.people"].at(words, index - 1, index):
        return Acquaintance(None, tie, possessed=False, certain=False)
    return None


def _names_start(words: Sequence[Word], start: int, last: int, lexicon: Lexicon) -> int:
    """Return where the names that end with the one at ``last`` begin: "Wendy and Carol", "Mrs Patel"."""
    first = last
    while first - 2 >= start and words[first - 1].norm == "and" and _is_name(words, first - 2, lexicon):
        first -= 2
    return first - 1 if first > start and words[first - 1].norm in _TITLES else first


def _name_first(words: Sequence[Word], clause: Clause, lexicon: Lexicon) -> Acquaintance | None:
    """Return "Sheila" of "Sheila pops in": a name it opens the clause, and a sign of contact follows."""
    who = _names(words, clause.start, clause.end, lexicon)
    if who is None:
        return None
    does = any(
        lexicon["social.contact"].at(words, index, clause.end)
        for index in range(who[1], min(who[1] + 2, clause.end))
    )
    return Acquaintance(who, "", possessed=False, certain=False) if does else None


def _names(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> Span | None:
    """Return the names that stand from ``start`` on: "Janet", "Josh and Kieran", "Mary Ellen"."""
    stop = start
    index = start
    while index < end:
        if words[index].norm in _TITLES and index + 1 < end and _is_name(words, index + 1, lexicon):
            index += 1
        elif _is_name(words, index, lexicon):
            index += 1
            stop = index
        elif words[index].norm in {"and", "our"} and stop > start and stop == index:
            index += 1
        else:
            break
    return (start, stop) if stop > start else None


def _name_before(words: Sequence[Word], start: int, index: int, lexicon: Lexicon) -> Span | None:
    """Return the "Janet" of "Janet, my daughter"."""
    at = index - 2
    if at == start and words[index - 1].norm in _POSSESSIVES and _is_name(words, at, lexicon):
        return (at, at + 1)
    return None


def _is_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    capital = len(word.text) > 1 and word.text[0].isupper() and word.text[1:2].islower()
    return capital and not any(lexicon[name].at(words, index, index + 1) for name in _THINGS)
