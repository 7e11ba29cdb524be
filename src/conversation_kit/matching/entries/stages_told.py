"""Stages told: whether an entry is for the young, or for older people, as its words say without naming ages."""

import re

_OLDER = re.compile(
    r" (?:for|of) (?:the |our |local |all )?(?:older people|older adults|older residents|older folk"
    r"|retired people"
    r"|retired men|retired women|retired folk|pensioners|the retired|elderly|elderly people|seniors"
    r"|senior citizens"
    r"|over 50s|over 55s|over 60s)(?= )(?! (?:and|or|as well|families|children|disabled|carers"
    r"|people with)\b)"
)
_OLD = (
    r"(?:(?:older|retired|semi retired)(?: and (?:retired|semi retired))? (?:people|adults|residents|folk|individuals"
    r"|citizens|persons|gentlemen|ladies|men|women)|senior citizens|seniors|pensioners|(?:the )?elderly(?: people"
    r"| residents| folk|(?: \w+)? (?:community|population))?|(?:the )?older (?:\w+ )?(?:community|population"
    r"|generations?))"
)
_OLDER_FIRST = re.compile(
    r" (?:for|to|helps?|helping|serves?|serving|supports?|supporting|benefits?|brings?|bringing|enables?|among)"
    rf" (?:(?:the|our|all|any|local|isolated|lonely|vulnerable|frail|housebound) )*{_OLD}(?= )"
    r"(?! (?:and (?!their)|or|as well|families|children|disabled|vulnerable|young\w*|carers|people with|too)\b)"
)
"""The same where a description begins."""
_OPEN_TO_OLD = re.compile(
    rf" open to (?:(?:all|any|local|our) )*{_OLD}(?= )"
    r"(?! (?:and (?!their)|or|as well|families|children|disabled|carers|too)\b)"
)
_OF_OLD = (" older ", " elderly ", " seniors ", " senior citizens ", " pensioners ", " retired ")
"""Without one of these it says nothing of older people; looking for them first is quicker."""
_OTHERS = re.compile(
    r" (?:child\w*|families|young\w*|toddlers|teenagers|(?:all|any|every) ages?|intergenerational|generations"
    r"|disabled|schools?|working age)(?= )"
)
"""Beside older people, these say that it is not for them alone."""
_FIRST_WORDS = 220
"""Letters of a description, about two sentences, in which it says what it is."""
_FIRST = 240
"""Letters of a description in which its first sentence is looked for."""
_YOUNG = (
    r"(?:children|teenagers|teens|young people|kids|toddlers|babies|pre-?schoolers|boys|girls|youngsters)"
)
_FOR_THE_YOUNG = re.compile(
    r"[^.;:!?\n]{0,160}?\b(?:for|dedicated to|aimed at) (?:(?:\w+ly|bereaved|local|all|our|disabled|autistic|deaf"
    r"|primary|secondary|school|older|younger"
    rf"|school[- ]aged?|vulnerable|looked[- ]after) )*{_YOUNG}(?:(?: and|,| &|/) (?:{_YOUNG}|young adults))*"
    r"(?: (?:who|with|in|from|aged|between) [^.;!?\n]{0,60})?\s*(?:[.;:\n(]|\Z)",
    re.IGNORECASE,
)


def older_told(said: str) -> bool:
    """Whether a padded line of folded words says that it is there for older people, and nobody else beside them."""
    if not any(word in said for word in _OF_OLD):
        return "over " in said and bool(_OLDER.search(said))
    if _OLDER.search(said) or _OPEN_TO_OLD.search(said):
        return True
    begins = said.rfind(" | ") + 2
    first = said[begins : begins + _FIRST_WORDS]
    return bool(_OLDER_FIRST.search(first)) and not _OTHERS.search(said[begins:])


def young_told(description: str) -> bool:
    """Whether the first sentence ends with whom it is for, and these are young: "a club for children and teenagers"."""
    first = f" {description[:_FIRST].lower()}"
    return any(one in first for one in (" for ", " dedicated to ", " aimed at ")) and bool(
        _FOR_THE_YOUNG.match(first)
    )
