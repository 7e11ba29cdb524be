"""Figures: numbers, money and clock times that people say in words, so that limits can be read from them."""

import re
from functools import lru_cache

_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER = {word: number for number, word in enumerate(_SMALL, 2)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
_TEN = re.compile(rf" ({'|'.join(_TENS)}) (one|{'|'.join(_SMALL[:8])})(?= )")
_WORD = re.compile(rf" ({'|'.join((*_SMALL, *_TENS))})(?= )")
_MONEY = (
    (re.compile(r" (?:a )?fivers?(?= )"), " 5 pounds"),
    (re.compile(r" (?:a )?tenners?(?= )"), " 10 pounds"),
    (re.compile(r" (?:quids?|pound)(?= )"), " pounds"),
    (re.compile(r" (?:a )?couple (?:of )?(?=pounds |hours |minutes )"), " 2 "),
    (re.compile(r" (?:a|one) pounds(?= )"), " 1 pounds"),
    (re.compile(r" half (?:an |a )?hour(?= )"), " 30 minutes"),
    (re.compile(r" (?:an|one) hours?(?= )"), " 1 hours"),
    (re.compile(r" hour(?= )"), " hours"),
)
_DECADES = {word[:-1] + "ies": f"{number * 10}s" for number, word in enumerate(_TENS, 2)}
_NUMBERS = frozenset(_NUMBER)
_MONEYS = frozenset(
    {
        "fiver", "fivers", "tenner", "tenners", "quid", "quids", "pound", "pounds", "couple", "half", "hour", "hours",
    }
)  # fmt: skip
"""Without one of these words no money is spoken of, and no hours; looking for them first is quicker."""
_USUAL = (
    (re.compile(r" (?:wont|winnae|willnae|willna|shant|shall not|shanna)(?= )"), " will not"),
    (re.compile(r" (could|would|did|does|has|had|have|is|was|are|should|must|need)n(?:ae|a)(?= )"), r" \1nt"),
    (re.compile(r" w[iu]dn(?:ae|a)(?= )"), " wouldnt"),
    (re.compile(r" canny (?=(?:be|dae|do|go|sit|stand|have|get|thole|talk|see|hear|cope) )"), " cant "),
    (
        re.compile(
            r" (will|shall|would|could) no (?=(?:be|go|come|sit|do|dae|have|get|talk|say|join|mix|bare|stand|put|"
            r"set|see|share|sing|swim|dance|speak|tell|let|stay|stop|find|work|wear|eat|pay) )"
        ),
        r" \1 not ",
    ),
    (re.compile(r" im no (?=\w+ing )"), " im not "),
    (re.compile(r" w (?=[a-z]{2})"), " with "),
    (re.compile(r" (?:cannot|can not)(?= )"), " cant"),
    (re.compile(r" (do|does|did) not(?= )"), r" \1nt"),
    (re.compile(r" (i|we|you|they)ve(?= )"), r" \1 have"),
    (re.compile(r" (?:i am|i m)(?= )"), " im"),
    (re.compile(r" (he|she|it|that|there) is(?= )"), r" \1s"),
    (re.compile(r" i would(?= )"), " id"),
)
_TALK = {
    "nae": "no", "naw": "no", "nuh": "not", "afore": "before", "doon": "down", "oot": "out", "aboot": "about",
    "efter": "after", "gaun": "going", "gan": "going", "gang": "going", "ahm": "im", "dae": "do", "mornin": "morning",
    "mornins": "mornings", "evenin": "evening", "evenins": "evenings", "hame": "home", "nicht": "night",
    "nichts": "nights", "aff": "off", "tae": "to", "fae": "from", "frae": "from", "hae": "have", "noo": "now",
    "hoose": "house", "auld": "old", "yin": "one", "yins": "ones", "didnae": "didnt", "doesnae": "doesnt",
    "wouldnae": "wouldnt", "couldnae": "couldnt", "isnae": "isnt", "wasnae": "wasnt", "havenae": "havent",
    "hasnae": "hasnt", "willnae": "will not", "winnae": "will not", "shouldnae": "shouldnt", "cyaan": "cant",
    "cyan": "cant", "kyaan": "cant", "dem": "them", "dat": "that", "fi": "for", "thon": "that", "whilst": "while",
    "eves": "evenings", "evng": "evening", "evngs": "evenings", "aft": "afternoon", "afts": "afternoons",
    "morns": "mornings", "hrs": "hours", "hr": "hours", "b4": "before", "til": "till", "untill": "until",
    "avail": "available", "unavail": "unavailable", "nd": "and", "wks": "weeks", "yrs": "years", "cuz": "because",
    "coz": "because", "sch": "school", "appt": "appointment", "hosp": "hospital", "declined": "declines",
}  # fmt: skip
"""More dialect, and what is written in haste, where limits are listened for."""
_TALKED = re.compile(rf" ({'|'.join(_TALK)})(?= )")
_ONE = re.compile(
    r" one(?= o ?clock | pm )|(?:(?<= for)|(?<= at)) one(?= (?:so|because|cos|tomorrow) )"
    r"|(?:(?<= by)|(?<= till)|(?<= while)|(?<= until)|(?<= after)|(?<= past)|(?<= before)|(?<= than)|(?<= about)) one"
    r"(?= \|| $| (?:and|or|so|the|then|because|cos|when|im|please|though|mind|but|most|every) )"
)
"""One, where it is the hour."""
_ISH = re.compile(r"( \d{1,2}) ?ish(?= )")
TIME = (
    r"(?:about |around |gone )?(?:(?P<noon>noon|midday|dinner time|dinnertime|dinner|lunchtime|lunch)"
    r"|(?P<tea>tea time|teatime|tea)"
    r"|(?P<part>half past |half |quarter past |quarter to )?(?P<hour>\d{1,2})(?: (?P<minute>[0-5]\d))?"
    r"(?: ?(?P<side>am|pm))?"
    r"(?! (?:weeks?|days?|years?|months?|hours?|minutes?|pounds|people|of|miles?|stone|times)\b))(?![a-z0-9])"
)
"""A time of day in a line of figures; read it with :func:`hour_of`."""
_PARTS = {"half past ": 0.5, "half ": 0.5, "quarter past ": 0.25, "quarter to ": -0.25, None: 0.0}
_NOON, _TEA = 12.0, 17.0


_ITS = re.compile(
    r"['\u2019]s (?<=\w['\u2019]s )(?<!\b(?:it|he)['\u2019]s )(?<!\b(?:she|who|let|one|how)['\u2019]s )"
    r"(?<!\b(?:that|what|here|when)['\u2019]s )(?<!\b(?:there|where)['\u2019]s )"
    r"(?=(?:out|no|not|beyond|too|off|murder|torture|never|my|our|a|an|the|for|when|where|what|why|always"
    r"|taken|busy|only|spoken|spoke|gone|empty|tight|shot|knackered|packed|finished)\b)",
    re.IGNORECASE,
)


_LETTERS = {
    "M": "Mon",
    "Tu": "Tues",
    "T": "Tues",
    "W": "Wed",
    "Th": "Thurs",
    "F": "Fri",
    "Sa": "Sat",
    "Su": "Sun",
}
_DAYS_IN_LETTERS = re.compile(r"\b(?:(?:M|Tu?|W|Th|F|Sa|Su)/){2,}(?:Tu|W|Th|F|Sa|Su)\b|\bTu?/Th\b")


def is_written_out(text: str) -> str:
    """What was said with "swimming's out" as "swimming is out", so that the word itself can be found."""
    return _ITS.sub(" is ", _DAYS_IN_LETTERS.sub(_day_names, text))


def _day_names(found: re.Match[str]) -> str:
    return " ".join(_LETTERS[letter] for letter in found[0].split("/"))


@lru_cache(maxsize=256)
def usual(words: str) -> str:
    """A padded line with spoken forms made one ("cannot" and "can not" are "cant"), so that a cue is written once."""
    for form, one in _USUAL:
        words = form.sub(one, words)
    return _TALKED.sub(lambda found: f" {_TALK[found[1]]}", words)


def in_figures(words: str) -> str:
    """A padded line with its numbers in figures: " home by half past four ", " 52 ", " 5 pounds ", " 80s "."""
    said = frozenset(words.split(" "))
    if not said.isdisjoint(_NUMBERS):
        words = _TEN.sub(lambda found: f" {_NUMBER[found[1]] + _NUMBER.get(found[2], 1)}", words)
        words = _WORD.sub(lambda found: f" {_NUMBER[found[1]]}", words)
    if "one" in said:
        words = _ONE.sub(" 1", words)
    if "ish" in words:
        words = _ISH.sub(r"\1", words)
    if not said.isdisjoint(_MONEYS):
        for form, one in _MONEY:
            words = form.sub(one, words)
    for decade in said.intersection(_DECADES):
        words = words.replace(f" {decade} ", f" {_DECADES[decade]} ")
    return words


def hour_of(found: re.Match[str], *, morning_from: int) -> float | None:
    """The time that :data:`TIME` found, as hours since midnight; bare hours below ``morning_from`` are afternoon."""
    if found["noon"]:
        return _NOON
    if found["tea"]:
        return _TEA
    hour = int(found["hour"])
    if not 1 <= hour <= 23:  # noqa: PLR2004
        return None
    if found["side"] == "pm" or (not found["side"] and hour < morning_from):
        hour = hour % 12 + 12
    return hour + int(found["minute"] or 0) / 60 + _PARTS[found["part"]]
