"""A year of birth or an age, from one line of typing."""

import re
from dataclasses import replace
from datetime import date

from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.model.people import Person

_OLDEST = 125
_AROUND = re.compile(
    r"\b(?:about|nearly|almost|around|roughly|maybe|say|aged?|just turned|turned|going on|coming up"
    r"|odd|or so|ish|years?|yrs?|old)\b"
)
"""What people put around an age; it is kept as the number."""


def with_age(person: Person, said: str, today: date) -> Person:
    """Return ``person`` with the age or year of birth in ``said``; an empty text takes both away.

    Raises:
        BadInputError: It is neither an age up to 125 nor a year of birth.
    """
    if said == age_words(person):
        return person
    if not said:
        return replace(person, birth_year=None, age=None, age_given_on=None)
    if found := re.fullmatch(r"(?:\D*\b)?(1[89]\d\d|20\d\d)", said):
        year = int(found[1])
        if today.year - _OLDEST <= year <= today.year:
            return replace(person, birth_year=year, age=None, age_given_on=None)
    elif (age := _age_in(said)) is not None:
        return replace(person, birth_year=None, age=age, age_given_on=today)
    raise BadInputError("That is neither an age nor a year of birth: try 76, or 1948. It can stay empty.")


def _age_in(said: str) -> int | None:
    """The age in figures or words: "76", "sixty odd", "ninety-four or so"; None when it is something else."""
    apart = re.sub(r"(\d)(ish|odd|yrs?)\b", r"\1 \2", re.sub("[-,]", " ", said.lower()))
    plain = in_figures(f" {' '.join(_AROUND.sub(' ', apart).split())} ").strip()
    return int(plain) if re.fullmatch(r"[0-9]{1,3}", plain) and int(plain) <= _OLDEST else None


def age_words(person: Person) -> str:
    """Return what would be typed for this person's age: the year, else the age, else nothing."""
    known = person.birth_year if person.birth_year is not None else person.age
    return "" if known is None else str(known)
