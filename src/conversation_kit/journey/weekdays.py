"""Days of the week as people type them: "tue thu", "Tuesdays", "mon-fri", "weekends"."""

import re

from conversation_kit.model.week import DAY_NAMES, DAYS, day_span

_GROUPS = {
    "weekday": DAYS[:5],
    "weekend": DAYS[5:],
}
# "Any day" asks for no day in particular.
_SMALL = frozenset(
    (
        "a",
        "all",
        "and",
        "any",
        "anyday",
        "at",
        "daily",
        "day",
        "days",
        "every",
        "everyday",
        "in",
        "on",
        "or",
        "the",
    )
)
_LEAST = 2  # letters that tell a day: "th"


def weekdays_meant(said: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the days that words mean, in two letters each ("TU"), and the words that were not understood."""
    text = re.sub(r"\s*(?:-|–|\bto\b|\btill\b|\buntil\b)\s*", " to ", said.casefold())
    days: list[str] = []
    unknown: list[str] = []
    through = False
    for word in re.findall(r"[^\s,;/&+.]+", text):
        found = _days_of(word)
        if word == "to":
            through = bool(days)
        elif found is None:
            unknown.append(word)
        else:
            days += day_span(days[-1], found[0]) if through and len(found) == 1 else found
            through = False
    return frozenset(days), tuple(unknown)


def weekdays_said(days: frozenset[str]) -> str:
    """Return days as they would be typed: "tue thu"."""
    return " ".join(name[:3] for name, day in zip(DAY_NAMES, DAYS, strict=True) if day in days)


def _days_of(word: str) -> tuple[str, ...] | None:
    """Return the days of one word, none for a small word, or None when it is not understood."""
    bare = word.removesuffix("s") if len(word) > _LEAST + 1 else word
    for form in (word, bare):
        if form in _SMALL:
            return ()
        if form in _GROUPS:
            return _GROUPS[form]
        named = [day for name, day in zip(DAY_NAMES, DAYS, strict=True) if _abbreviates(form, name)]
        if len(named) == 1:
            return (named[0],)
    return None


def _abbreviates(word: str, name: str) -> bool:
    return len(word) >= _LEAST and name.startswith(word)
