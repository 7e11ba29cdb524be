"""Ages told: whom an entry is for, from its fields, else from what its name and words plainly say."""

import re

from conversation_kit.matching.figures import in_figures
from conversation_kit.model.entries import Entry

_WHO = r"(?:adults?|people|those|women|men|ladies|anyone|anybody|residents|aged|age|the|for|to|our)"
_THE_AGE = r"(?:the[- ]age[- ]of[- ])?"
_NO_AGE = (
    r"(?! ?(?:%|years?(?! (?:old|of age|and (?:over|above|up)))|months|weeks|miles|minutes|members"
    r"|families|stalls"
    r"|different|interest))"
)
_UNDER = r"(?:^ *|\b(?:for|aged|the|our) (?:(?:children|those|people|young people|kids|boys|girls|and) )?|u)"
"""Before "under 11s": what makes it the ones it is for, rather than a rule for those who come along."""
_A_RULE = r"(?! (?:with|must|free|need|bring|are not|permitted))"
_TO = r"\s*(?:-|\u2013|to|and)\s*"
_AGES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"\b(?:aged?|ages)\s+(?:from |between )?(\d{{1,2}}){_TO}(\d{{1,3}})\b", "both"),
        (rf"\bfor (\d{{1,2}}){_TO}(\d{{1,3}})(?:'?s\b| ?years?\b| ?yrs?\b)", "both"),
        (r"\b(\d{1,2})\s*(?:-|\u2013|to)\s*(\d{1,2})\s*(?:years?|yrs?|year olds?)\b", "both"),
        (r"\bbetween(?: the ages of)? (\d{1,2}) and (\d{1,3})\b(?= ?years)", "both"),
        (
            rf"\b(?:over|aged|age)\s*(\d{{2}})\s*(?:'?s\b|\+|and over|and above|plus|or over){_NO_AGE}",
            "least",
        ),
        (rf"\b{_WHO}\s+over[- ]{_THE_AGE}(\d{{2}})(?:'?s)?\b{_NO_AGE}", "least"),
        (rf"\bover[- ]{_THE_AGE}(\d{{2}})(?:'?s\b| only\b| years (?:old|of age)\b)", "least"),
        (rf"\b(\d{{2}})\s*(?:\+|plus\b|and over\b|or over\b|years and over\b){_NO_AGE}", "least"),
        (r"\b(\d{2})[ -]year[ -]olds? and (?:over|up|above|upwards)\b", "least"),
        (r"\b(\d{2}) years(?: of age)? and (?:over|above)\b", "least"),
        (r"\b(?:aged?|ages) (\d{1,2}) (?:and|or) (?:over|above|up|upwards|older)\b", "from"),
        (r"\b(\d{1,2}) ?(?:yrs?|years?) and (?:up|over|above|upwards)\b", "from"),
        (r"\bminimum age(?: is|:)? ?(\d{1,2})\b", "from"),
        (r"\bmust be (?:aged )?(\d{2}) or (?:over|older)\b", "least"),
        (
            (
                rf"\b(?:must be|to be|if you are|if you're|you are|you're|who are|those of us|everyone"
                rf"|everybody) "
                rf"over (\d{{2}})\b{_NO_AGE}"
            ),
            "least",
        ),
        (rf"\b(?:from|age|aged) (\d{{2}}) (?:upwards|onwards|plus)\b{_NO_AGE}", "least"),
        (
            (
                r"\b(?:young people|children|kids|girls|boys|teenagers|teens|youngsters|students|pupils)"
                r"(?: aged| of| ages| from)?\s*[(,]?\s*(\d{1,2}) ?(?:-|\u2013|to) ?(\d{1,2})\b(?!\s*(?:am|pm"
                r"|[.:]\d))"
            ),
            "both",
        ),
        (r"\bno under[- ](\d{2})'?s?\b", "least"),
        (r"\b\d{1,2} months? ?(?:-|\u2013|to) ?(\d) ?(?:years?|yrs?)\b", "most"),
        (r"\bages? up to (\d{1,2})\b", "most"),
        (r"^ *(adults) only\b", "adults"),
        (r"\b(?:for|open to) (adults) only\b", "adults"),
        (r"\bu(?:nder[- ]?)?\d{1,2}'?s? ?(?:-|to|up to|through to) ?u(?:nder[- ]?)?(\d{1,2})'?s?\b", "under"),
        (rf"{_UNDER}under[- ]{_THE_AGE}(\d{{1,2}})'?s?\b{_A_RULE}", "under"),
        (r"\bup to (?:the age of |age )?(\d{1,2}) ?years(?: old| of age)\b", "most"),
    )
)
_ASIDE = re.compile(r"separate|discount|concession|reduced|half price|free for|session for|class for|\bday\b")
"""Near an age: it is what one part of the entry is for, or who pays less."""
_NEAR = 20
_OTHER = re.compile(r"\b(?:months?|weeks?|miles?|minutes?|members?|people|families|years of|pm|am)\b")
_OLDER = re.compile(
    r" (?:for|of) (?:the |our |local |all )?(?:older people|older adults|older residents|older folk"
    r"|retired people"
    r"|retired men|retired women|retired folk|pensioners|the retired|elderly|elderly people|seniors"
    r"|senior citizens"
    r"|over 50s|over 55s|over 60s)(?= )(?! (?:and|or|as well|families|children|disabled|carers|people with)\b)"
)
_TELLING = re.compile(
    r"\d|adults|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twent|thirt"
    r"|fort|fift|sixt|sevent|eight"
    r"|ninet)(?:y|ies)|fives|birth)",
    re.IGNORECASE,
)
"""Without one of these no age is told; most names have none."""
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DECADES = {f"{ten[:-1]}ies": f"{10 * number}s" for number, ten in enumerate(_TENS, 2)}
_DECADE = re.compile(rf"\b(?:{'|'.join(_DECADES)})\b")
"""Also before a full stop: "the over-fifties."."""
_READ = 600
_GROWN_UP = 18
_NO_LIMIT = 99


def ages_told(entry: Entry) -> tuple[int | None, int | None, str]:
    """Youngest and oldest, whole years inclusive, and where that was read: "ages", "name", "description" or empty."""
    if entry.minimum_age is not None or entry.maximum_age is not None:
        oldest = (
            entry.maximum_age if entry.maximum_age is not None and entry.maximum_age < _NO_LIMIT else None
        )
        youngest = entry.minimum_age or None
        muddled = youngest is not None and oldest is not None and youngest > oldest
        return (None, None, "") if muddled else (youngest, oldest, "ages")
    for text, place in (
        (entry.name, "name"),
        (entry.eligibility, "name"),
        (entry.description[:_READ], "description"),
    ):
        found = ages_in(text)
        if found is not None:
            return (*found, place)
    return None, None, ""


def older_told(said: str) -> bool:
    """Whether a padded line of folded words says that it is there for older people, and nobody else beside them."""
    return bool(_OLDER.search(said))


def ages_in(text: str) -> tuple[int | None, int | None] | None:
    """The first plain age range in a text; a number that counts years, miles or members is no age."""
    if not _TELLING.search(text):
        return None
    plain = _in_one_way(text)
    for pattern, kind in _AGES:
        for match in pattern.finditer(plain):
            around = plain[max(0, match.start() - _NEAR) : match.end() + _NEAR // 2]
            if _OTHER.match(plain[match.end() : match.end() + 10].strip()) or _ASIDE.search(around):
                continue
            found = _range(match, kind)
            if found is not None:
                return found
    return None


def _in_one_way(text: str) -> str:
    """A text in small letters and figures, "&" as "and", "birth" as 0 and "14yrs+" as "14+"."""
    apart = _HYPHEN.sub(" ", text.lower().replace("&", " and ").replace("\u2019", "'"))
    plain = in_figures(_DECADE.sub(lambda found: _DECADES[found[0]], f" {apart} ")).replace("  ", " ")
    plain = re.sub(r"\bunder[- ]fives\b", "under 5s", plain)
    plain = re.sub(r"\bbirth(?= (?:to|-) ?\d)", "0", plain)
    return re.sub(r"\b(\d{1,2}) ?(?:yrs?|years?) ?\+", r"\1+", plain)


def _range(match: re.Match[str], kind: str) -> tuple[int | None, int | None] | None:
    if kind == "adults":
        return _GROWN_UP, None
    first = int(match[1])
    if kind == "both" and first < int(match[2]) <= 120:  # noqa: PLR2004
        return first or None, int(match[2]) if int(match[2]) < _NO_LIMIT else None
    if kind == "least" and 13 <= first <= 90:  # noqa: PLR2004
        return first, None
    if kind == "from" and 2 <= first <= 90:  # noqa: PLR2004
        return first, None
    if kind in ("under", "most") and 2 <= first <= 30:  # noqa: PLR2004
        return None, first - (kind == "under")
    return None
