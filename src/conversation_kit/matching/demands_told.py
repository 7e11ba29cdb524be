"""Demands told: what being there asks of somebody's legs and nerves, as far as an entry's own words say so."""

import re

from conversation_kit.matching.figures import in_figures
from conversation_kit.matching.words import Words

_KINDS = ("crowded", "phone", "pool", "waterside", "dogs", "cats", "animals", "signing", "rough")
_WITHOUT = ("no", "without", "not", "avoids", "avoid")
_MILES = re.compile(r" (\d{1,2}) ?miles?(?= )")
_LONG_WALK = 4


def kinds_told(said: str, words: Words) -> frozenset[str]:
    """Which of the kinds of thing it is that some people keep away from, as in ``Features.kinds``."""
    return frozenset(kind for kind in _KINDS if _of_kind(kind, said, words))


def hard_going_told(said: str, words: Words) -> bool:
    """Whether it asks for strength and stamina: it says so, or is a walk of many miles."""
    return _of_kind("hard_going", said, words) or _long_walk(said)


def stairs_told(said: str, access: list[str], words: Words) -> bool:
    """Whether there are steps and no way round them: each of its places says so, or its own words do."""
    softly = "stairs_softly_entry"
    if access and all(words.cue_in("stairs_entry", place) for place in access):
        return not any(words.cue_in(softly, place) for place in (*access, said))
    return words.cue_in("stairs_entry", said) and not words.cue_in(softly, said)


def everywhere_told(cue: str, access: list[str], words: Words) -> bool:
    """Whether each of its places says so of itself."""
    return bool(access) and all(words.cue_in(cue, place) for place in access)


def at_home_told(said: str, words: Words, *, group: bool) -> bool:
    """Whether it comes to a home, or down the line; that a group has a telephone says nothing."""
    plainly = words.cue_in("home_plainly_entry", said) or words.cue_in("online_entry", said)
    return plainly or (words.cue_in("home_entry", said) and not group)


def _of_kind(kind: str, said: str, words: Words) -> bool:
    """Whether it says that it is of a kind, other than to say that it is not ("no dogs")."""
    return any(
        cue in said and not any(f" {no}{cue}" in said for no in _WITHOUT)
        for cue in words.cues[f"{kind}_entry"]
    )


def _long_walk(said: str) -> bool:
    return " mile" in said and any(int(miles) >= _LONG_WALK for miles in _MILES.findall(in_figures(said)))
