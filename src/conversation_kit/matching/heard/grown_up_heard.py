"""Grown-up heard: that somebody is no child any more, where nothing but their life tells ("forty year a joiner")."""

import re

from conversation_kit.matching.heard.limits import GROWN_UP

_YEARS = re.compile(
    r"(?<! in)(?<! next)(?<! another)(?<! a)(?<! every)(?<! than)"
    r" ([2-9]\d) (?:odd |long |good |happy |whole )?(?:year|years|yr|yrs)(?= )"
    r"(?! (?:old|younger|older|time|from now|my senior|my junior|sentence|ago|off|to go|until|till|away)\b)"
)
"""Years of work, of marriage, or in one house."""
_THEIRS = re.compile(
    r" (?:my|our|his|her|their) (?:late |poor )?(?:mum|dad|mother|father|grandma|grandfather|uncle|auntie|parents|mums"
    r"|dads|family)(?= )"
)
_LIFE = re.compile(
    r" (?:my (?:husband|wife|partner|ex|wages|overdraft)|the wife|the missus|the husband"
    r"|(?:im|been|got|was) (?:a )?(?:widow|widowed|widower|divorced|laid off)"
    r"|universal credit|on the dole|job centre|jobcentre|my pip|nights at|the night shift)(?= )"
)
"""What only grown people speak of as theirs, beside what ``ages_heard`` reads as a stage of life."""


def years_lived(said: str) -> int | None:
    """How old somebody is at least by what they tell of their life, whole years, or None.

    Args:
        said: Padded lines of folded words with figures, a bar between two breaths.
    """
    least = []
    for breath in said.split("|"):
        theirs = _THEIRS.search(breath)
        own = breath[: theirs.start() + 1] if theirs else breath
        least += [int(found[1]) for found in _YEARS.finditer(own)]
        if _LIFE.search(breath):
            least.append(GROWN_UP)
    return max(least, default=None)
