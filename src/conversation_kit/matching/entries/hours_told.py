"""Hours told: hours that free text plainly says, by themselves and beside a day."""

import re

Pair = tuple[float, float | None]
"""From and to, in hours since midnight; the second is None when it is not said."""
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|noon)?"
_UNTIL = r"\s*(?:-|\u2013|to|until|til|till)\s*(?:(?:about|around|approximately) )?"
_HOURS = re.compile(rf"\b{_CLOCK}{_UNTIL}{_CLOCK}", re.IGNORECASE)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_BETWEEN_DAY_AND_HOURS = (
    rf"(?:\W*\b(?:mornings?|afternoons?|evenings?|nights?|of|in|on|the|each|every|month|monthly|weekly|fortnightly"
    rf"|(?:school )?(?:term|holidays?)|term[- ]?time|time|only|during|(?:most )?weeks?|from|at|between|{_MONTHS})\b)*"
)
"""Between a day and bare hours: "of each month", "in term time, from"."""
_BARE_PAIR = (
    rf"(\d{{1,2}})(?:[:.](\d\d))?{_UNTIL}"
    r"(\d{1,2})(?:[:.](\d\d))?(?![\d/:]|\.\d|\s*(?:am|pm|noon|miles?|years?|yrs?|people|weeks?|pounds?))"
)
_BARE = re.compile(rf"{_BETWEEN_DAY_AND_HOURS}\s*(?:[:,(-]\s*)?{_BARE_PAIR}", re.IGNORECASE)
_RUNS = re.compile(rf"\b(?:from|meets?|opens?|runs?) (?:from )?{_BARE_PAIR}", re.IGNORECASE)
_BARE_AGAIN = re.compile(rf"\s*(?:,|and|&|/)\s*{_BARE_PAIR}", re.IGNORECASE)
_BARE_ONE = re.compile(
    rf"{_BETWEEN_DAY_AND_HOURS}\s*(?:[:,(-]\s*)?(1[0-2]|[1-9])(?:[:.]([0-5]\d))?"
    rf"(?=\s*(?:$|[.;)]|,(?! ?\d)|\u00a3))(?!.*\b(?:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)",
    re.IGNORECASE,
)
"""A beginning right after a day, by itself: "Mondays 7.30", "Mon 11."."""
_BEGINS = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|noon)\b|\b(\d\d):(\d\d)\b"
    r"|\b(?:at|from|mornings?|afternoons?|evenings?) (\d{1,2})(?:[:.](\d\d))\b"
    r"|\b(\d{1,2})[:.](\d\d)(?= (?:start|for \d))"
    r"|\b(\d{1,2})()(?= o['\u2019]?clock\b)",
    re.IGNORECASE,
)
_OR_AGAIN = re.compile(r"\s*(?:,|and|or|&|/)\s*$")
_PART = re.compile(r"\s*(morning|afternoon|evening|night)s?\b", re.IGNORECASE)
_OPEN_AT = re.compile(
    r"\b(?:in the|every|most|weekday|weekend|term[- ]time|school[- ]day) (morning|afternoon|evening)s\b",
    re.IGNORECASE,
)
"""The part of the day, where no day is named at all."""
_PARTS = {"morning": (9.0, 12.5), "afternoon": (13.0, None), "evening": (18.0, None), "night": (19.0, None)}
_FOUR_FIGURES = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?=\s*(?:-|\u2013|to)\s*(?:[01]\d|2[0-3])[0-5]\d)|(?<=-)([01]\d"
    r"|2[0-3])([0-5]\d)\b"
)
_DASHED = re.compile(r"\b(\d{1,2})-(00|15|30|45)(?=\s*(?:am|pm|to\b|until\b|till?\b))", re.IGNORECASE)
_BOTH_ENDS = re.compile(
    r"\bbetween (\d[\d:.]*(?: ?(?:[ap]m|noon))?) and (\d[\d:.]*)(?! years?| yrs?)", re.IGNORECASE
)
IN_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
HOUR_WORD = rf"({'|'.join(IN_WORDS)})"
_WORDED = re.compile(rf"\b(from |between ){HOUR_WORD}( (?:until|till|to|and) ){HOUR_WORD}\b", re.IGNORECASE)
_POINTS = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\d )(?<!\d)\b(?:noon|midday)\b", re.IGNORECASE)
NOON, _MIDNIGHT, EARLIEST = 12, 24, 8


def hours_in(text: str) -> set[Pair]:
    """Hours such as "2-4pm", "10.30am to 12 noon" or "19:00 - 21:00"; bare numbers ("4-6 miles") are none."""
    found: set[Pair] = set()
    for hour, minute, half, until, until_minute, until_half in _HOURS.findall(plainly(text)):
        said = half or until_half or (minute and until_minute)
        if not said or int(hour) > _MIDNIGHT or int(until) > _MIDNIGHT:
            continue
        closes = _clock(until, until_minute, until_half)
        opens = _clock(hour, minute, half)
        if not half and until_half.lower() == "pm" and opens + NOON < closes:
            opens += NOON
        if not half and not until_half and until[0] != "0" and 0 < closes <= opens < closes + NOON:
            closes += NOON
        found.add((opens, closes))
    return found


def hours_after(text: str) -> set[Pair]:
    """The hours that stand after a day: from and to, bare numbers, or a beginning."""
    if found := hours_in(text):
        return found
    if bare := _BARE.match(text):
        pairs = {_bare(bare)}
        while bare := _BARE_AGAIN.match(text, bare.end()):
            pairs.add(_bare(bare))
        return pairs
    if runs := _RUNS.search(text):
        return {_bare(runs)}
    if beginnings := _beginnings(text):
        return beginnings
    if begins := _BARE_ONE.match(text):
        value = _clock(begins[1], begins[2] or "", "")
        return {(value + NOON if value < EARLIEST else value, None)}
    return set()


def part_after(text: str) -> set[Pair]:
    """The part of the day that stands right after one ("Tuesday mornings")."""
    part = _PART.match(text)
    return {_PARTS[part[1].lower()]} if part else set()


def hours_before(text: str) -> set[Pair]:
    """The hours that stand before a day: from and to, or a beginning."""
    return hours_in(text) or _beginnings(text)


def _beginnings(text: str) -> set[Pair]:
    """The first time of day by which something begins, and those joined to it ("5.30pm or 7.30pm")."""
    found = set[Pair]()
    until = 0
    for begins in _BEGINS.finditer(text):
        if found and not _OR_AGAIN.match(text[until : begins.start()]):
            break
        hour, minute, half = next(
            (begins[at], begins[at + 1], begins[3] if at == 1 else None)
            for at in (1, 4, 6, 8, 10)
            if begins[at]
        )
        value = _clock(hour, minute or "", half or "")
        if int(hour) <= _MIDNIGHT:
            found.add((value + NOON if not half and begins[4] is None and value < EARLIEST else value, None))
        until = begins.end()
    return found


def _bare(found: re.Match[str]) -> Pair:
    """Hours without am or pm: what begins before eight is in the afternoon."""
    opens, closes = (int(found[at]) + int(found[at + 1] or 0) / 60 for at in (1, 3))
    if opens < EARLIEST:
        opens += NOON
    while closes <= opens and closes < _MIDNIGHT:
        closes += NOON
    return opens, closes


def plainly(text: str) -> str:
    """Times of day in one way of writing: "a.m." and "11-30" and "1930-2100"."""
    text = _NAMED.sub("12 noon", _POINTS.sub(r"\1m", text))
    text = _DASHED.sub(r"\1.\2", text)
    if "etween" in text or " from " in text:
        text = _BOTH_ENDS.sub(r"\1 to \2", _WORDED.sub(_worded, text))
    return _FOUR_FIGURES.sub(lambda found: f"{found[1] or found[3]}:{found[2] or found[4]}", text)


def _clock(hour: str, minute: str, half: str) -> float:
    value = int(hour) + int(minute or 0) / 60
    if half.lower() == "pm" and value < NOON:
        return value + NOON
    return value


def _worded(found: re.Match[str]) -> str:
    opens, closes = (IN_WORDS.index(found[at].lower()) + 1 for at in (2, 4))
    return f"{opens} to {closes}"


def parts_in(text: str) -> frozenset[Pair]:
    """Parts of the day that are said of no day ("in the evenings", "term-time mornings")."""
    return frozenset(_PARTS[part.lower()] for part in _OPEN_AT.findall(text))
