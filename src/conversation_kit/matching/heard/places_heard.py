"""Places heard: where things must be, where somebody is, and where they will not go, by the towns of the Book.

"It'd have to be Leigh" leaves nothing else; "no further than Atherton" nothing beyond it; "I'm in a flat in Wigan"
only says what is near; "I'll not go as far as Wycombe" keeps away from one place. "Tyldesley band" and "born in
Bolton" say nothing of the kind.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from conversation_kit.matching.heard.whose import for_themselves, own_of
from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.form_lines import PLACE
from conversation_kit.matching.vocabulary.forms import Forms
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.model.spots import Spot

_BREATH = re.compile(r"[.!?;\n\u2026]+\s*")
_COMMA = re.compile(r"[,:()\u2013\u2014]|\s-+\s")
_OF_A_NAME = re.compile(r"\b([A-Z][a-z]+)['\u2019]s\b")
"""A name with an ending that is mostly "is": "Leigh's as far as I go"."""
_NOT = (
    r"(?:not|never|cant|couldnt|dont|wouldnt|will not|wont|no|nobody|isnt|darent|rather not|shant|havent"
    r"|didnt)"
)
_GOES = (
    r"(?:go|goes|going|get|getting|gets|traips\w*|trek\w*|travel\w*|driv\w*|trail\w*|schlep\w*|hik\w*|drag\w*"
    r"|trams?|bus|buses|train|taxi|fetch\w*|come|coming)"
)
_ON = r"(?:(?!so|and|but|then|because|cos|unless|mind|bothered|,)\w+ )"
"""A word that goes on with what is said."""
_NEVER_BEFORE = re.compile(
    rf" {_NOT} (?!mind|bothered|bother|wait){_ON}{{0,6}}?{_GOES} {_ON}{{0,3}}?"
    r"(?:to|into|over to|across to|down to|up to|as far as|round|in) (?:the )?$"
    r"| no (?:use|good)(?: to me)? (?:(?!,)\w+ ){0,7}?(?:in|at|over in|to|into) $"
)
_NEVER_AFTER = re.compile(
    r" (?:is|was|would be|be) (?:just |much |a bit |way )?(?:too far|a trek|a trail|miles|miles off|miles away"
    r"|beyond me|no good to me|no use to me|out of reach|out of the question)(?= )"
)
_HOME_BEFORE = re.compile(
    r" (?:im|i am|i live|we are|we live|live|lives|living|lived|moved|been|here|flat|house|room"
    r"|bedsit|hostel|home|stuck|based|settled|stay|staying)"
    r" (?:\w+ ){0,2}?(?:in|at|to|near|by|out at|out by|up in|down in|over in) (?:a village (?:by|near) )?$"
    r"| (?:walk|walk it|come|fetched|collected|lift|picked up) from $"
    r"| here in $| in the middle of $"
)
_NEAR_BEFORE = re.compile(
    r" (?:in|near|round|around|by|at|local to|over in|here in|outside|its|that is|be) (?:the )?$"
    r"| (?:can|could|want to|able to|like to|get) (?:\w+ ){0,2}?(?:to|into|in) $"
)
_PAST = re.compile(
    r" (?:was|worked|had|used to|grew up|born|bred|came from|come from|from|ran|taught|drove|played|went|met"
    r"|courted|married|danced|retired|fished|fish|sang|served|years? (?:in|at|on)"
    r"|as a (?:lad|lass|girl|boy|child|kid)|back in|then|nothing|none|every street) "
)
_OF_ITS_NAME = re.compile(
    r" (?:band|warriors|athletic|latics|wanderers|rovers|united|town fc|city fc|rugby|road|street|lane|end"
    r"|accent|man|lad|lass|girl)(?= )"
)
"""What follows a place that only is part of a name: "Tyldesley band"."""
_LIVED_BEFORE = re.compile(r" (?:lived|stayed|settled) (?:\w+ ){0,3}$")
_ONCE_AFTER = re.compile(r" (?:till|until|before|when|as a|for a bit|for a while|once)(?= )")
"""Where somebody lived once: "I lived in Bolton till I was nine"."""
_AND_ALSO = re.compile(
    r"^ (?:(?:on foot|on the bus|by bus) )?(?:, )?(?:or|and|or even|or to|and to|or in|or round)?(?: (?:to|in))? $"
)


@dataclass(frozen=True, slots=True)
class PlacesHeard:
    """The towns of the Book that somebody named.

    Attributes:
        only: Where things must be, any of them.
        until: How far they can go, any of them.
        near: Where somebody is, or would like things to be.
        never: Where they will not go.
    """

    only: tuple[Spot, ...] = ()
    until: tuple[Spot, ...] = ()
    near: tuple[Spot, ...] = ()
    never: tuple[Spot, ...] = ()


Named = Callable[[Sequence[str]], Iterable[tuple[int, Spot]]]
"""The places that folded words name, each with the place of its first word (``Shelf.places_in``)."""


def places_heard(texts: Iterable[str], named: Named, ordinary: Container[str], forms: Forms) -> PlacesHeard:
    """Read the places out of what was said; the order of statements makes no difference.

    Args:
        texts: What was said.
        named: Finds places in words.
        ordinary: Words that are no mere names: "good at reading" tells of no town, "we're in Reading" does.
        forms: The turns of phrase to go by: ``places_only``, ``places_until`` and ``anywhere``.
    """
    heard: dict[str, set[Spot]] = {kind: set() for kind in ("only", "until", "near", "never")}
    for text in sorted(set(texts)):
        breaths = _BREATH.split(_OF_A_NAME.sub(r"\1 is", text))
        split = [_words(breath) for breath in breaths]
        for number, breath in enumerate(breaths):
            spots = list(_longest(named(split[number])))
            if spots and _may_be_anywhere(split, forms):
                break
            around = tuple(map(_line, (split[:number], split[number + 1 :])))
            for kind, spot in _in_breath(split[number], spots, around, forms):
                if kind != "near" or spot.name not in ordinary or f" {spot.name.title()}" in f" {breath}":
                    heard[kind].add(spot)
    only, until = heard["only"], heard["until"]
    never = heard["never"] - only - until
    return PlacesHeard(*(_in_order(spots) for spots in (only, until, heard["near"] - never, never)))


def _in_order(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """The longest name first, for that is the surest."""
    return tuple(sorted(spots, key=lambda spot: (-len(spot.name), spot.name)))


def _words(breath: str) -> list[str]:
    """The folded words of one breath, its commas among them."""
    words: list[str] = []
    for part in _COMMA.split(breath):
        words += [*([","] if words else []), *spoken(part)]
    return words


def _line(breaths: Iterable[Sequence[str]]) -> str:
    """Breaths as padded lines of folded words without their commas, a bar between two."""
    return "|".join(usual(line([word for word in breath if word != ","])) for breath in breaths)


def _may_be_anywhere(breaths: Sequence[Sequence[str]], forms: Forms) -> bool:
    """Whether somebody says that they would go anywhere, so that no place they name keeps them."""
    return forms.heard("anywhere", _line(breaths))


def _in_breath(
    words: Sequence[str], spots: Sequence[tuple[int, Spot]], around: Sequence[str], forms: Forms
) -> Iterator[tuple[str, Spot]]:
    """The places of one breath, each with how it was spoken of.

    Args:
        words: Its words.
        spots: Its places, each with the place of its first word.
        around: What was said before and after it in the same statement, as padded lines.
        forms: The turns of phrase to go by.
    """
    kinds: list[str] = []
    for number, (begin, spot) in enumerate(spots):
        end = begin + len(spot.name.split())
        before, after = f" {' '.join(words[:begin])} ", f" {' '.join(words[end:])} "
        marked = "|".join(
            filter(None, (around[0], _line([[*words[:begin], PLACE, *words[end:]]]), around[1]))
        )
        kind = _how(before, after, marked, forms)
        if number and kind in ("", "near"):
            previous = spots[number - 1]
            between = f" {' '.join(words[previous[0] + len(previous[1].name.split()) : begin])} "
            if _AND_ALSO.match(between):
                kind = kinds[-1]
        kinds.append(kind)
    for number in range(len(spots) - 1, 0, -1):  # "Tyldesley or Atherton on foot": said after both of them
        begin, spot = spots[number - 1]
        between = f" {' '.join(words[begin + len(spot.name.split()) : spots[number][0]])} "
        if (
            kinds[number] in ("only", "until")
            and kinds[number - 1] in ("", "near")
            and _AND_ALSO.match(between)
        ):
            kinds[number - 1] = kinds[number]
    return ((kind, spot) for kind, (_, spot) in zip(kinds, spots, strict=True) if kind)


def _longest(found: Iterable[tuple[int, Spot]]) -> Iterator[tuple[int, Spot]]:
    """Those that are no part of a longer name: "High Wycombe", not "Wycombe"."""
    free = 0
    for begin, spot in sorted(found, key=lambda one: (one[0], -len(one[1].name))):
        if begin >= free:
            yield begin, spot
            free = begin + len(spot.name.split())


def _how(before: str, after: str, marked: str, forms: Forms) -> str:
    """How a place was spoken of: only, until, near, never, or empty.

    Args:
        before: What stands before it in its breath.
        after: What stands after it.
        marked: The whole statement with a mark in its place.
        forms: The turns of phrase to go by.
    """
    if PLACE not in for_themselves(own_of(marked)):
        return ""
    turns = (
        ("", _OF_ITS_NAME.match(after)),
        ("", _LIVED_BEFORE.search(before) and _ONCE_AFTER.match(after)),
        ("only", _stands_in("places_only", marked, forms)),
        ("until", _stands_in("places_until", marked, forms)),
        ("never", _NEVER_AFTER.match(after) or _NEVER_BEFORE.search(before)),
        ("near", _HOME_BEFORE.search(before)),
        ("near", _NEAR_BEFORE.search(before) and not _PAST.search(f" {before.rpartition(' , ')[2]}")),
    )
    return next((kind for kind, said in turns if said), "")


def _stands_in(name: str, marked: str, forms: Forms) -> bool:
    """Whether the mark stands in what a form finds."""
    return any(PLACE in found[0] for found in forms.found(name, marked))
