"""The Person a worker talks with, and the Worker."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the worker talks with. A preferred name is enough; everything else may stay empty.

    Attributes:
        id: Made on the device.
        name: The name they like to be known by.
        called: How they like to be called or greeted, pronunciation, pronouns: their choice of words.
        reach: How they like to be reached, in words ("ring after ten, let it ring").
        language: Language they are at home in.
        communication: What helps them to follow and be followed ("hearing loop", "sit on her right").
        birth_year: Four digits, when it was given.
        age: Whole years, when an age was given instead of a year.
        age_given_on: The day ``age`` was true.
        area: Place, ward or postcode district, as typed.
        reference: The worker's own case reference.
        added: The day the person was added.
    """

    entity: ClassVar[str] = "person"

    id: str
    name: str
    called: str = ""
    reach: str = ""
    language: str = ""
    communication: str = ""
    birth_year: int | None = None
    age: int | None = None
    age_given_on: date | None = None
    area: str = ""
    reference: str = ""
    added: date | None = None

    @property
    def person_id(self) -> str:
        """The id of the person this record is about: its own."""
        return self.id

    def age_on(self, day: date) -> int | None:
        """Age in whole years on ``day`` as far as it is known (to a year), or None."""
        if self.birth_year is not None:
            return day.year - self.birth_year
        if self.age is not None and self.age_given_on is not None:
            return self.age + max(0, (day - self.age_given_on).days // 365)
        return self.age


@dataclass(frozen=True, slots=True)
class Worker:
    """Who records. ``person_id`` is empty: a worker's own details belong to no Person."""

    entity: ClassVar[str] = "worker"

    id: str
    name: str
    role: str = ""
    team: str = ""
    footprint: str = ""
    person_id: str = ""
