"""Company heard: whether somebody is a woman or a man, and whose company they want or keep away from."""

import re
from dataclasses import dataclass
from functools import lru_cache

from conversation_kit.matching.heard.aversions import averse_to
from conversation_kit.matching.vocabulary.form_lines import OTHERS, THEIRS
from conversation_kit.matching.vocabulary.words import Words

_WOMEN = r"(?:women|ladies|lasses|girls|sisters|females|womenfolk|gals)"
_MEN = r"(?:men|fellas|fellers|blokes|lads|chaps|gents|guys|menfolk)"
_KINDLY = (
    r"(?:(?:old|older|young|younger|single|divorced|widowed|retired|grown|lonely|working|disabled|big"
    r"|little|proud|shy|new|simple"
    r"|plain|poor|sick|married|stay at home|first time|full time|good|daft|silly|quiet|private|only"
    r"|separated|bereaved) )"
)
_IS = rf" (?:im|as|being) (?:a |an |the |just a |only a |their |his |her |your |still a )?{_KINDLY}{{0,2}}"
_A_WOMAN = re.compile(
    rf"{_IS}(?:woman|lady|lass|girl|mum|mother|grandma|grandmother|wife|widow|auntie|aunt|daughter"
    rf"|housewife|godmother"
    r"|great grandma|schoolgirl|spinster)(?= )(?! in law s)"
)
_A_MAN = re.compile(
    rf"{_IS}(?:man|bloke|fella|feller|lad|dad|father|grandfather|husband|widower|uncle|gent|chap"
    rf"|gentleman|son"
    r"|great grandfather|schoolboy|bachelor)(?= )"
)


_OF_AN_AGE = {
    "women": re.compile(
        r" (?:im|as|for|being) (?:a|an) (?:\w+ )?(?:woman|lass|lady|girl|mum|mother|grandma) of (?:my|\d)"
    ),
    "men": re.compile(
        r" (?:im|as|for|being) (?:a|an) (?:\w+ )?(?:man|bloke|fella|feller|lad|chap|dad"
        r"|grandfather) of (?:my|\d)"
    ),
}


def _only(whose: str) -> re.Pattern[str]:
    return re.compile(
        rf" {whose} only(?= (?:\||$|or|and|please|groups?|class|classes|sessions?|night|thank|thanks|if"
        rf"|swim|ones?|things?|for my|clubs?|time)\b| \|| $)| (?:only|nobbut) (?:for |with |among "
        rf"|round )?(?:other )?{whose}(?= )(?! (?:in|there|were|was|who)\b)"
        rf"| just (?:for|with|among|us|other) (?:the |other )?{whose}(?= )"
        rf"| {whose} or (?:its |it is |itd be |be |it will be |it would be )?nothing(?= )"
        rf"| {whose} or im (?:off|out)(?= )"
        rf"| (?:rather|sooner|prefer|better|best) (?:\w+ ){{0,4}}?(?:just|only|all|with|with other"
        rf"|among) {whose}(?= )"
    )


_SEPARATE = re.compile(
    rf" (?:women|ladies|girls|wives|sisters|us women) (?:dont|cant|arent|must not|mustnt|shouldnt|never"
    rf"|do not|are not|will not) (?:\w+ ){{0,5}}?"
    rf"(?:with|near|beside|around|in front of|among|next to|alongside|before) (?:other |strange "
    rf"|the )?{_MEN}(?= )"
    rf"| (?:cant|couldnt|wouldnt|not|never|mustnt|dont) (?:\w+ ){{0,4}}?(?:be seen|undress|get changed"
    rf"|exercise|swim"
    rf"|train|dance) (?:\w+ ){{0,3}}?"
    rf"(?:in front of|with|near|where theres|where there are) {_MEN}(?= )"
)
"""Women keep apart, as she says."""
_UNEASY = re.compile(
    rf" (?:flinch|freeze|shake|panic|jump|sweat|go to pieces|go stiff|cant breathe"
    rf"|look at the floor) (?:\w+ ){{0,3}}?(?:if|when|near|round|around|with) (?:\w+ ){{0,2}}?"
    rf"(?:a man|a bloke|a fella|{_MEN})(?= )"
    rf"| (?:he|my husband|my dad|my brothers?|his mum|my family|they|my in laws) (?:d |would "
    rf"|will )?(?:\w+ ){{0,2}}?(?:go mad|kill my|not have it|never have it|not allow it|not let my"
    rf"|go spare|hit the roof) (?:\w+ ){{0,3}}?(?:if|with) (?:there |theres |it "
    rf"|i )?(?:\w+ ){{0,3}}?{_MEN}(?= )"
    rf"| not (?:surrounded by|with|in with|among|stuck with) (?:a load of |lots of |all )?{_MEN}(?= )"
)
"""She is afraid of men, or somebody would be."""
_ONLY = {"women": _only(_WOMEN), "men": _only(_MEN)}
_LOOKED_AT = re.compile(
    rf" (?:not|never|dont|cant|couldnt|wouldnt|will not|nowhere|without|hate|dread|shy|ashamed|embarrassed"
    rf"|long as) (?!mind |matter |care |know |think |bother )(?:\w+ ){{0,4}}?(?:{_MEN}|a man|a bloke|a fella) "
    rf"(?:are |is |were |might be |can |could |be |will |might )?(?:looking|look|watching|watch|gawping|gawp"
    rf"|staring|stare|ogling|see|seeing|there|present|in there|in the room|in the building)(?= )"
    rf"|(?<! mind)(?<! matter)(?<! care)(?<! fine)(?<! know) (?:if|in case) (?:theres |there are "
    rf"|there is |there were |any |the |some )*(?:{_MEN}|a man|a bloke"
    rf"|a fella) (?:are |is |were |might be |might |could |can )?(?:looking|look|watching|watch|gawping|gawp"
    rf"|staring|stare|ogling)(?= )"
)
"""She will not be looked at by men."""
_BOTH = re.compile(
    r" (?:lads and lasses|lasses and lads|men and women|women and men|boys and girls|girls and boys"
    r"|ladies and gents|mums and dads|dads and mums|brothers and sisters)(?= )"
)
"""Company of both sexes is the company of neither."""
_LIKE_ME = r"(?:as \w+ as my|like my|like myself|my age|my own age|same as my|in my boat|the same as my)"
_AS_I_AM = {
    "women": re.compile(rf" {_WOMEN} {_LIKE_ME}(?= )"),
    "men": re.compile(rf" {_MEN} {_LIKE_ME}(?= )"),
}
"""Company of people as they are themselves."""
_AS_A_PARENT = {
    "women": re.compile(r" (?:us|other|the other|fellow|for|we) (?:mums|mothers|mummies)(?= )"),
    "men": re.compile(r" (?:us|other|the other|fellow|for|we) (?:dads|fathers)(?= )"),
}
"""Whoever speaks of the other mums is one, as far as not both are spoken of."""
_SANG = (
    r" (?:(?:i|ive|used to|\|) (?:\w+ ){0,2}?(?:sang|sing|sung)|(?:im|i was|as) (?:an"
    r"|a)(?: \w+)?) (?:first |second )?"
)
_VOICE = {
    "women": re.compile(rf"{_SANG}(?:alto|soprano|contralto|mezzo)(?= )"),
    "men": re.compile(rf"{_SANG}(?:tenor|baritone|bass baritone)(?= )"),
}
_SPEAKER = re.compile(r" (?:i|im|ive|id|ill|my|mine|myself|we|us|our|weve|wed|well|you|your|youre) ")
_CHILD = re.compile(
    r"(?<! for) (?:baby|bab|babies|child|children|kids?|bairns?|boy|girl|son|daughter|toddler|twins"
    r"|school|nursery|pram)(?= )"
)
_THEIRS = {
    "women": re.compile(r" (?:she|shes|shed|her|hers) "),
    "men": re.compile(r" (?:he|hes|hed|him|his) "),
}
_WHO_WANTS = re.compile(
    r" (?:he|she) (?:wants|would|loves|likes|misses|needs|used|was|says|said|fancies|wishes|could|has)(?= )"
    r"| (?:hes|hed|shes) (?:\d|like|love|mad on|keen|always|never|been|on about|good|happy|lonely|bored)"
    r"| \w+ wants (?:the|to|a|some)(?= )"
)
_LIKED = ("other ", "prefer", "rather", "sooner", "better")
"""What is liked more, rather than all that will do."""


@dataclass(frozen=True, slots=True)
class Company:
    """The company of one sex.

    Attributes:
        sex: "women" or "men" when the person said that they are one.
        only_with: "women" or "men" when they want only that company.
        strictly: Whether mixed company will not do at all.
    """

    sex: str
    only_with: str
    strictly: bool


def company_in(said: str, figures: str, words: Words, *, asked: str) -> Company:
    """Read it out of all that was said.

    Args:
        said: Padded lines of folded words, a bar between two breaths.
        asked: The same with only what holds for whoever speaks, and is not merely told.
        figures: The same with numbers in figures.
        words: The words to go by.
    """
    said, asked = _BOTH.sub(" people", said), _BOTH.sub(" people", asked)
    alike = _seen_from_both(asked, words)
    women, men = averse_to(asked, "thing_women", words), averse_to(asked, "thing_men", words)
    kept_from = {(True, False): "men", (False, True): "women"}.get((women, men), "")
    only = {sex: list(form.finditer(asked)) for sex, form in _ONLY.items()}
    sex = _sex_in(said, figures, words)
    apart = sex != "men" and any(form.search(asked) for form in (_SEPARATE, _UNEASY, _LOOKED_AT))
    alone = _one_of(*(words.forms.heard("one_sex", seen) for seen in alike)) or (
        sex if words.cue_in("single_sex", asked) else ""
    )
    wanted = (
        alone
        or _one_of(
            words.cue_in("women_wanted", asked) or bool(only["women"]) or apart,
            words.cue_in("men_wanted", asked) or bool(only["men"]),
        )
        or _one_of(*(words.forms.heard("one_sex_rather", seen) for seen in alike))
        or _one_of(*(bool(form.search(asked)) for form in _AS_I_AM.values()))
    )
    only_with = wanted or kept_from
    plainly = any(not any(liked in found[0] for liked in _LIKED) for found in only.get(only_with, ()))
    return Company(
        sex=sex,
        only_with=only_with,
        strictly=bool(alone) or words.cue_in("sex_strictly", asked) or men or plainly or apart,
    )


def _seen_from_both(said: str, words: Words) -> tuple[str, ...]:
    """What was said as forms of company have it: with women called theirs and men others, and the other way round.

    Empty when neither were spoken of.
    """
    men, women = (_any_of(words.cues[name]) for name in ("men_said", "women_said"))
    if not men.search(said) and not women.search(said):
        return ()
    return tuple(
        others.sub(f" {OTHERS}", theirs.sub(f" {THEIRS}", said))
        for theirs, others in ((women, men), (men, women))
    )


@lru_cache(maxsize=4)
def _any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((cue.strip() for cue in cues), key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(longest_first)})(?= )")


def _sex_in(said: str, figures: str, words: Words) -> str:
    """Which sex whoever it is for is of, as they say themselves or as it is said of the one who is spoken of."""
    own = _one_of(*(bool(form.search(said)) for form in _AS_A_PARENT.values())) or _one_of(
        words.cue_in("said_by_woman", said)
        or any(form.search(said) for form in (_A_WOMAN, _VOICE["women"]))
        or bool(_OF_AN_AGE["women"].search(figures)),
        words.cue_in("said_by_man", said)
        or any(form.search(said) for form in (_A_MAN, _VOICE["men"]))
        or bool(_OF_AN_AGE["men"].search(figures)),
    )
    if (
        own
        or _SPEAKER.search(said.replace("|", " "))
        or _CHILD.search(said)
        or not _WHO_WANTS.search(figures)
    ):
        return own
    return _one_of(*(bool(form.search(said)) for form in _THEIRS.values()))


def _one_of(*found: bool) -> str:
    """Which of women and men, in this order, was found; empty when both or neither was."""
    return (
        next((sex for sex, yes in zip(("women", "men"), found, strict=True) if yes), "")
        if sum(found) == 1
        else ""
    )
