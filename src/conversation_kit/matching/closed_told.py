"""Closed told: whether an entry's own words say that it has closed, rather than a part of it or its waiting list."""

import re

from conversation_kit.matching.words import Words

_PART = re.compile(
    r" (lists?|toilets?|lift|cafe|kitchen|pool|sauna|gym|bar|shop|car park|road|entrance|applications"
    r"|register|books|creche|hall|garden|office|bookings?|referrals|reception)(?: \w+){0,2} $"
)
"""Before "is currently closed": what is closed is only this."""
_ITSELF = re.compile(
    r" (?:services?|groups?|sessions?|clubs?|class(?:es)?|courses?|events?|activit(?:y|ies)|schemes?|projects?|this"
    r"|these|programmes?|meetings?|drop in|cafe|choir|playgroup|foodbank|food bank)(?= )"
)
_SOFT = re.compile(r" no longer (?:provided?|offer(?:ed)?|available|taking|held|takes? place) ")
"""Closed only when it is said of the thing itself: "we no longer provide lunch" is not."""
_BEFORE, _AFTER = 36, 24
"""Letters before and after the words, within which it stands what has closed."""


def closed_told(name: str, said: str, words: Words) -> bool:
    """Whether it has closed, or does not run for now, by a padded line of folded words; ``name`` is one too."""
    return any(_of_itself(cue, name, said) for cue in words.turns_in("closed_entry", said))


def _of_itself(cue: str, name: str, said: str) -> bool:
    start = said.find(cue)
    while start >= 0:
        before = said[max(0, start - _BEFORE) : start + 1]
        part = _PART.search(before)
        whole = part is None or f" {part[1]} " in name
        if whole and (not _SOFT.match(cue) or _ITSELF.search(before + said[start + len(cue) - 1 :][:_AFTER])):
            return True
        start = said.find(cue, start + 1)
    return False
