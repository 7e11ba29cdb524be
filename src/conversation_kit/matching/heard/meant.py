"""Meant: how one clause is meant, by its turns of phrase and by the leaning that was given."""

import re
from enum import StrEnum

from conversation_kit.matching.vocabulary.words import Words

SHORT = 3
"""A piece of a list this short ("bowls", "or quizzes") is meant as the piece before it was."""
_REGULAR = re.compile(
    r" (?:im at|i am at|we are at|i go to|we go to|i sing with|i sing in|i play for|i play with|i help at"
    r"|i swim with) "
    r"(?:\w+ ){1,7}(?:every|each|on a|of a|(?:mon|tues|wednes|thurs|fri|satur|sun)days)(?= )"
    r"| (?:i have|i have got|ive got) my (?:own )?"
    r"(?:church|chapel|mosque|temple|gurdwara|synagogue|choir|club|allotment) "
    r"(?:on |every |of a |twice |each |already|for that|and thats|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
)
_WITH_THEM = re.compile(
    r" (?:every|each) (?:day|night|morning|afternoon|evening|week) with "
    r"(?:the|my|our) (?:old |other |same )*"
    r"(?:boys|lads|girls|ladies|women|men|gang|crowd|mates|pals|friends|sisters|brothers|neighbours)(?= )"
)
_NO_MORE = re.compile(r" (?:was|were|used to|miss|missed|loved|would|id|wish|want|like) ")
"""What was, or might be."""
_SET_ASIDE = re.compile(
    r" (?:but |just |only |mind )?not (?:(?:that|them|those|these|any of (?:that|them|those)|one of (?:them|those)"
    r"|another|some|sat|stuck|stood|chair|seated|in front of) (?!(?:i|im|ive|id|he|hes|she|shes|we|you|they|it"
    r"|its|theres|there|bad|good|far|much|many|long|old|fond|keen|big|way|day|sort)\b)\w+"
    r"|(?!having|being|knowing|feeling|sleeping|eating|going|getting|seeing|hearing|working|coping|managing|thing"
    r"|anything|everything|something|nothing|speaking|talking|living|earning|looking|asking|saying|complaining"
    r"|moaning|evening|morning|wanting|needing|leaving|driving|walking|able)\w+ing )"
)
"""How a clause begins that sets aside a kind of what was wished for: "not that chair business", "not shuffling"."""


class Meant(StrEnum):
    """How a clause was meant."""

    WANTED = "wanted"
    OFFERED = "offered"
    DISLIKED = "disliked"
    IN_THE_WAY = "in the way"
    HAD = "had enough of"
    ALREADY = "already goes"
    FACT = "plain fact"
    UNSAID = "unsaid"


TURNED_DOWN = (Meant.DISLIKED, Meant.HAD, Meant.ALREADY)
"""How what brings nothing up is meant: it only keeps away."""


def meant_by(padded: str, words: Words, default: Meant) -> Meant:
    """What the turns of phrase in a clause say; the leaning that was given decides when they say nothing."""
    disliked = (
        any(padded.startswith(cue) for cue in words.cues["dislike_first"])
        or _short_no(padded, words)
        or _SET_ASIDE.match(padded) is not None
    )
    if disliked or (words.cue_in("dislike", padded) and not words.cue_in("dislike_not", padded)):
        return Meant.DISLIKED
    there = _REGULAR.search(padded) or (_WITH_THEM.search(padded) and not _NO_MORE.search(padded))
    if there and not words.cue_in("day_taken", padded):
        return Meant.ALREADY
    for cue, meant in (("already", Meant.ALREADY), ("in_the_way", Meant.IN_THE_WAY)):
        if words.cue_in(cue, padded):
            return meant
    if default is Meant.WANTED and words.cue_in("offer_plainly", padded):
        return Meant.OFFERED
    if default is Meant.OFFERED and _told_plainly(padded, words):
        return Meant.FACT  # "our Janet comes Sundays" is a strength, and offers nothing to anybody
    return _meant_gently(padded, words) if default is Meant.UNSAID else default


def _short_no(padded: str, words: Words) -> bool:
    """Whether a clause is no more than "not church" or "no stairs"; "no car" and "not well" are in the way."""
    said = padded.split()
    if said[:1] in (["just"], ["only"], ["so"]) and said[1:2] == ["not"]:
        said = said[1:]
    return (
        said[:1] in (["no"], ["not"])
        and 2 <= len(said) <= SHORT + 1  # noqa: PLR2004  (one word more than the "no")
        and not words.cue_in("no_of_lack", padded)
        and not words.cue_in("in_the_way", padded)
    )


def _meant_gently(padded: str, words: Words) -> Meant:
    """What the weaker turns of phrase say, when nobody chose a leaning."""
    for cue, meant in (("offer_plainly", Meant.OFFERED), ("offer", Meant.OFFERED), ("want", Meant.WANTED)):
        if words.cue_in(cue, padded):
            return meant
    return Meant.FACT if _told_plainly(padded, words) else Meant.UNSAID


def _told_plainly(padded: str, words: Words) -> bool:
    """Whether it only says how things are."""
    return words.cue_in("fact", padded) and not words.cue_in("fact_not", padded)
