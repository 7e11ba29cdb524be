"""Aversions: the kinds of thing somebody does not want near them, or is without, however they turn it.

"Not in water", "pools terrify my", "keep my out of pubs" and "neither God nor ale" have nothing in common but a thing
that is named and a turn of phrase that keeps away from it, before or after. So ``cues.toml`` lists the things
(``thing_...``) and the turns (``kept_...``), and any of the one goes with any of the other.
"""

import re
from collections.abc import Iterator, Sequence

from conversation_kit.matching.vocabulary.words import Words

_NEAR, _CLOSE, _WIDE = 2, 3, 5
"""So many words may stand between a turn of phrase and the thing, fewest after one that is without it."""
_AFTER = 3
"""And so many between a thing and what is said of it."""
_NEAR_TO = re.compile(
    r" (?:dont|doesnt|cant|couldnt|wouldnt|will not|ill not|not|never|no|didnt|mustnt|darent|hate|hated"
    r"|nervous|nervy|wary|edgy"
    r"|scared|panic|uneasy|uncomfortable|shy|awkward) "
    r"(?:\w+ ){0,5}?(?:in front of|around|round|near|among|amongst|next to|beside|alongside"
    r"|in the same room as|in a room with|in the one with|put in with|lumped (?:in )?with|sit with"
    r"|sat with|mix with|in with|where theres|where there is|where there are|where they have"
    r"|surrounded by|amid) "
    r"(?:a |an |the |any |other |strange |lots of |loads of |a load of |too |that |so |many |all |them "
    r"|those |big )*$"
)
_DOES_TO_ME = re.compile(
    r" (?:really |just |always |only |do |does |still )*(?:upsets?|unsettles?|frightens?|scares?|terrify"
    r"|terrifies|panics?|exhausts?|drains?"
    r"|cripples?|kills?|finish(?:es)?|bores?|irritates?|annoys?|depresses?|overwhelms?|confuses?|baffles?"
    r"|defeats?|hurts?|tires?"
    r"|triggers?|disagrees? with|disagree with) (?:my|him|her|us)(?= )"
    r"| (?:really |just |always |only |do |does )*(?:make|makes|give|gives|set|sets|send|sends|bring"
    r"|brings|put|puts|drive|drives|get|gets)"
    r" (?:right |straight )?(?:my|on my|up my|in my|at my|him|her|his|us) (?:\w+ ){0,2}?(?:ill|sick"
    r"|cry|anxious|nervous|panic|panicky"
    r"|shake|sweat|dizzy|wheeze|sneeze|itch|angry|jumpy|uneasy|uncomfortable|chest|nerves|wick|throat"
    r"|head|eyes|asthma|off|mad|round"
    r"|spare|goat|back up|hives|rash|migraine|migraines|headache|headaches|heebie|creeps|willies"
    r"|nightmares|grief|bother|down|worse)(?= )"
)
"""What a thing does to somebody who keeps away from it."""
_WOULD_DO = re.compile(
    r" would (?:\w+ )?(?:flatten|finish|kill|terrify|frighten|scare|be the death of|do for|swamp|floor"
    r"|drown|cripple|overwhelm|upset"
    r"|petrify|be beyond|be too much for|be hell for|be wasted on|put|throw|unsettle|bore) (?:my|him|her"
    r"|us)(?= )"
)
_MEANT_WELL = re.compile(
    r" (?:mind|minded|happier|better|enough|without|miss|missed|been|wait|stop|tired|problem|trouble"
    r"|bothered|fussed|but|only|just"
    r"|far|live|lives|living|because|lost|used)(?= )"
)
_IF = re.compile(
    r" (?:if it involves|if it is|if theyre|if they are|if i see|if i hear"
    r"|if it turns out to be|wherever it is"
    r"|if theres|if there is|if there are|if its|if its got|if its full of|if it has|if it means"
    r"|if they have|if they want|if they start|if they start with|if somebody starts"
    r"|if somebody starts with|if anybody starts|if anyone starts"
    r"|if thats|anywhere with|anything with|anything that needs|anything that means|where theres"
    r"|where there is|anything involving"
    r"|wherever theres) (?:a |an |any |the |all |lots of |loads of |other |got |going to be )*$"
)
_REACH = 90
"""Letters before and after a thing that are looked at."""


def averse_to(said: str, thing: str, words: Words) -> bool:
    """Whether somebody keeps away from a kind of thing.

    Args:
        said: All that was said as padded lines of folded words, a bar between two breaths.
        thing: The name of the kind's list of cues, such as ``thing_dogs``.
        words: The words to go by.
    """
    return any(
        (_kept_before(before, words) or _kept_after(after, words) or _on_condition(before, after, words))
        and not _starts(after, "kept_lack", words)
        for before, after in _around(said, words.turns_in(thing, said))
    )


def without(said: str, thing: str, words: Words) -> bool:
    """Whether somebody is without a thing that others take for granted: "we've not got the internet in"."""
    return any(
        any(_ends(head, "without", words) for head in _heads(before, _NEAR, words))
        and not _starts(after, "without_not", words)
        for before, after in _around(said, words.turns_in(thing, said))
    )


def _kept_before(before: str, words: Words) -> bool:
    """Whether what stands before a thing keeps away from it; "there's no choir here" only lacks it."""
    if _ends(before, "kept_at_once", words) or _near_to(before):
        return True
    for apart, head in enumerate(_heads(before, _WIDE, words)):
        if _ends(head, "kept_wide", words) and not _ends(head, "kept_wide_not", words):
            return True
        if apart <= _CLOSE and _ends(head, "kept_close", words) and not _ends(head, "kept_close_not", words):
            return True
    return False


def _near_to(before: str) -> bool:
    """Whether what stands before a thing will not have it near: "couldn't sit in a room with"."""
    found = _NEAR_TO.search(before)
    return found is not None and not _MEANT_WELL.search(found[0])


def _on_condition(before: str, after: str, words: Words) -> bool:
    """Whether somebody stays away where the thing is: "if there's a ... I'm off"."""
    found = _IF.search(before)
    return found is not None and bool(
        words.cue_in("kept_then", after) or words.cue_in("kept_then", before[: found.start() + 1])
    )


def _kept_after(after: str, words: Words) -> bool:
    """Whether what is said of a thing keeps away from it."""
    rest = after
    for _ in range(_AFTER + 1):
        if _starts(rest, "kept_after", words) or _DOES_TO_ME.match(rest) or _WOULD_DO.match(rest):
            return not _starts(rest, "kept_after_not", words)
        word, _, more = rest.strip(" ").partition(" ")
        if not more or f" {word} " in words.cues["kept_joints"]:
            return False
        rest = f" {more} "
    return False


def _heads(before: str, most: int, words: Words) -> Iterator[str]:
    """What stands before, then with one small word after another left out, until one that turns elsewhere."""
    listed = before.split()
    for apart in range(min(most, len(listed)) + 1):
        if apart and f" {listed[-apart]} " in words.cues["kept_turns"]:
            return
        yield f" {' '.join(listed[: len(listed) - apart])} "


def _ends(said: str, cues: str, words: Words) -> bool:
    return said.endswith(words.cues[cues])


def _starts(said: str, cues: str, words: Words) -> bool:
    return said.startswith(words.cues[cues])


def _around(said: str, cues: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands before and after each time one of ``cues`` is said, padded, within its breath."""
    for cue in cues:
        at = said.find(cue)
        while at >= 0:
            end = at + len(cue)
            before = said[max(0, at - _REACH) : at + 1].rpartition("|")[2]
            yield before, said[end - 1 : end + _REACH].partition("|")[0]
            at = said.find(cue, at + 1)
