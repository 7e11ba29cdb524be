"""Ages told: whom an entry is for, from its fields, else from what its name and words plainly say."""

import re
from collections.abc import Sequence

from conversation_kit.matching.entries.ages_beside import (
    CHILDREN,
    is_a_rule,
    of_a_part,
    open_to_others,
    takes_years,
)
from conversation_kit.matching.entries.turns_of_ages import AGES
from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.model.entries import Entry

Range = tuple[int | None, int | None]
"""Youngest and oldest, whole years inclusive."""
_ASIDE = re.compile(
    r"separate|discount|concession|reduced|half price|free for|session for|class for|\bday\b|cr[e\u00e8]che"
    r"|childcare for"
    r"|most of (?:us|our|the)|\u00a3[\d.]+[ ,(]+(?:a \w+ |per \w+ )?(?:for )?(?:the )?over\b"
)
"""Near an age: it is what one part of the entry is for, or who pays less."""
_HELPERS = re.compile(
    r"\b(?:helpers?|volunteers?|leaders?|staff|instructors?|drivers?|befrienders|mentors"
    r"|carers|needs? \d+ \w+|accompanied by an? \w+)\b"
    r"[^.;!?]{0,28}$"
)
"""Before an age: it is how old whoever helps must be."""
_NEAR = 20
_ENDS = re.compile(r" ?[.!?](?= |$)")
_TIMED = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|daily|open|hours|times?|am|pm)\b")
"""Beside two bare numbers at the end of a text: they may be hours."""
_OF_AGES = re.compile(r"\b(?:young|youth|teen\w*|adults?|aged?)\b")
_YEARS = re.compile(r"\b(?:years?|yrs?|aged?|ages)\b")
_FEWEST_YEARS = 3
_LETTERS_READ = 60
"""Letters at its end in which that is looked for."""
_OTHER = re.compile(r"\b(?:months?|weeks?|miles?|minutes?|members?|people|families|years of|pm|am)\b")
_FIGURE = re.compile(r"\d")
_TELLING = re.compile(
    r"\d|adults|school[ -]age|primary[ -]age|secondary[ -]age"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:twent|thirt"
    r"|fort|fift|sixt|sevent|eight"
    r"|ninet)(?:y|ies)|fives|birth)|(?<=\w)teen",
    re.IGNORECASE,
)
"""Without one of these no age is told; most names have none."""
_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z])")
_HYPHEN_TO = re.compile(r"(\d)-(?= (?:to|and) \d)")
_HALF = re.compile(r"(?<=\d)(?:\.5| ?1[/\u2044]2)(?= ?(?:-|\u2013|to\b|and\b|years?\b|yrs?\b|[,;)]|$))")
"""Half a year of an age: "10.5-14 yrs"."""
_LETTERS_END = re.compile(r"(?<=[a-z])(?=[.,;:!?)])")
"""A number in words is one before a full stop too."""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DECADES = {f"{ten[:-1]}ies": f"{10 * number}s" for number, ten in enumerate(_TENS, 2)}
_DECADE = re.compile(rf"\b(?:{'|'.join(_DECADES)})\b")
"""Also before a full stop: "the over-fifties."."""
_UNDER_FIVES = re.compile(r"\bunder[- ]fives\b")
_BIRTH = re.compile(r"\b(?:birth|bump|newborn)(?= (?:to|-) ?\d)")
_YEARS_PLUS = re.compile(r"\b(\d{1,2}) ?(?:yrs?|years?) ?\+")
_RECEPTION = 4
"""The age at which children in England begin school."""
_CLASSES = re.compile(
    r"\b(?:(?:school )?years?(?: groups?)? (\d{1,2})s?|reception(?: class)?)\s*(?:-|\u2013|to|up to|and)\s*"
    r"(?:(?:school )?year )?(1[0-3]|[1-9])s?\b(?! ?(?:years? old|weeks|months|\d))"
)
_SINGLE_CLASSES = re.compile(
    r"\bin (?:school )?years? ([1-9])(?:, (?:1[0-3]|\d))*,? (?:and|or) (1[0-3]|[1-9])\b(?! of\b)"
)
_OF_SCHOOL = r"(?<!with )(?<!of )(?<!have )(?<!primary )(?<!secondary )"
"""Parents of school age children are not of school age."""
_SCHOOLS = (
    (re.compile(rf"{_OF_SCHOOL}\bprimary(?: school)?[- ]aged?\b"), (4, 11)),
    (re.compile(rf"{_OF_SCHOOL}\bsecondary(?: school)?[- ]aged?\b"), (11, 16)),
    (re.compile(r"\b(?:birth|babies|0|bump|newborns?) (?:up )?to (?:pre )?school age\b"), (None, 4)),
    (re.compile(rf"{_OF_SCHOOL}\bschool[- ]aged? (?:children|kids|young people|boys|girls)"), (4, 16)),
)
_FOR_ADULTS = re.compile(
    r"(?:^ *|[.:;,!(]\s*)adults (?:with|living|of|in|experiencing|affected)\b"
    r"|\b(?:for|to|supports?|supporting|helps?|helping) (?:all |any |local |isolated |disabled |autistic |deaf )*"
    r"adults\b(?! (?:who can|and|or|as well)\b| ?(?:free|half|only|\u00a3|\d|/|&))"
)
_READ = 600
_GROWN_UP = 18
_NO_LIMIT = 99
_MONTHS = 12
_FEWEST_MONTHS, _MOST_MONTHS = 3, 60
"""Fewer or more months are a while, and no age."""


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


def ages_in(text: str) -> Range | None:
    """The first plain age range in a text; a number that counts years, miles or members is no age."""
    if not (_FIGURE.search(text) or _TELLING.search(text)):
        return None
    plain = _in_one_way(text)
    for pattern, kind, needs in AGES:
        if not any(part in plain for part in needs):
            continue
        ranges = [
            found for match in pattern.finditer(plain) if (found := _told(plain, match, kind)) is not None
        ]
        if ranges:
            ages = _widest(ranges) if kind in ("both", "sections") else ranges[0]
            return None if open_to_others(plain, ages[1]) else ages
    return _by_school(plain) or (_grown_up(plain) if "adults" in plain else None)


def _told(plain: str, match: re.Match[str], kind: str) -> Range | None:
    """The ages that a pattern found, or None when it stands beside what is for a part of it, or counts no years."""
    around = (
        _sentence(plain[max(0, match.start() - _NEAR) : match.end()])
        + _ENDS.split(plain[match.end() :][: _NEAR // 2], maxsplit=1)[0]
    )
    if _OTHER.match(plain[match.end() : match.end() + 10].strip()) or _ASIDE.search(around):
        return None
    if _HELPERS.search(plain[max(0, match.start() - 2 * _NEAR) : match.start()]):
        return None
    if ("year" in match[0] and takes_years(plain, match)) or is_a_rule(plain, match):
        return None
    if (kind == "last" and not _are_years(plain, match)) or (kind == "sections" and not _YEARS.search(plain)):
        return None
    if kind in ("both", "under") and of_a_part(plain, match):
        return None
    return _in_months(int(match[1])) if kind == "months" else _range(match, kind)


def _sentence(before: str) -> str:
    """The last sentence of what stands before an age, as far as it goes."""
    return _ENDS.split(before)[-1]


def _are_years(plain: str, match: re.Match[str]) -> bool:
    """Whether two bare numbers that end a text are ages of the people it speaks of, rather than hours of a day."""
    near = plain[max(0, match.start() - _LETTERS_READ) : match.start()]
    spans = int(match[2]) - int(match[1]) >= _FEWEST_YEARS
    return spans and not _TIMED.search(near) and bool(_OF_AGES.search(plain))


def _widest(ranges: Sequence[Range]) -> Range:
    """From the youngest to the oldest of several groups ("juniors 8 to 11, seniors 11 to 16")."""
    return (
        min((youngest or 0 for youngest, _ in ranges), default=0) or None,
        None if any(oldest is None for _, oldest in ranges) else max(oldest or 0 for _, oldest in ranges),
    )


def _by_school(plain: str) -> Range | None:
    """Ages by classes of a school: "Reception to Year 6", "years 7-11", "primary school age"."""
    if not any(part in plain for part in ("recep", "year", "school")):
        return None
    if match := _CLASSES.search(plain):
        first = _RECEPTION if match[1] is None else int(match[1]) + _RECEPTION
        return first, int(match[2]) + _RECEPTION + 1
    if CHILDREN.search(plain) and (
        classes := [
            (int(found[1]) + _RECEPTION, int(found[2]) + _RECEPTION + 1)
            for found in _SINGLE_CLASSES.finditer(plain)
        ]
    ):
        return _widest(classes)
    return next((ages for words, ages in _SCHOOLS if words.search(plain)), None)


def _grown_up(plain: str) -> Range | None:
    """From eighteen when it is for adults and speaks of no children."""
    return (_GROWN_UP, None) if _FOR_ADULTS.search(plain) and not CHILDREN.search(plain) else None


def _in_one_way(text: str) -> str:
    """A text in small letters and figures, "&" as "and", "birth" as 0 and "14yrs+" as "14+"."""
    apart = text.lower().replace("&", " and ").replace("\u2019", "'")
    if "-" in apart:
        apart = _HYPHEN.sub(" ", apart)
        if "- to " in apart or "- and " in apart:
            apart = _HYPHEN_TO.sub(r"\1", apart)
    if "ties" in apart:
        apart = _DECADE.sub(lambda found: _DECADES[found[0]], apart)
    plain = in_figures(_LETTERS_END.sub(" ", f" {apart} ")).replace("  ", " ")
    plain = plain.replace(" and a half", "").replace("\u00bd", "")
    if ".5" in plain or "1/2" in plain or "\u2044" in plain:
        plain = _HALF.sub("", plain)
    if "fives" in plain:
        plain = _UNDER_FIVES.sub("under 5s", plain)
    if "birth" in plain or "bump" in plain or "newborn" in plain:
        plain = _BIRTH.sub("0", plain)
    return _YEARS_PLUS.sub(r"\1+", plain) if "+" in plain else plain


def _in_months(months: int) -> Range | None:
    """For the youngest children, in whole years; the year after birth counts as the first."""
    return (None, max(months // _MONTHS, 1)) if _FEWEST_MONTHS <= months <= _MOST_MONTHS else None


def _range(match: re.Match[str], kind: str) -> Range | None:
    if kind == "adults":
        return _GROWN_UP, None
    first = int(match[1])
    if kind in ("both", "sections", "last") and first < int(match[2]) <= 120:  # noqa: PLR2004
        return first or None, int(match[2]) if int(match[2]) < _NO_LIMIT else None
    if kind == "least" and 13 <= first <= 90:  # noqa: PLR2004
        return first, None
    if kind == "from" and 2 <= first <= 90:  # noqa: PLR2004
        return first, None
    if kind in ("under", "most") and 2 <= first <= 30:  # noqa: PLR2004
        return None, first - (kind == "under")
    return None
