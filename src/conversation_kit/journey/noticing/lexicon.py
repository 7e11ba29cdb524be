"""The words that hint at an asset or a barrier: ``assets/words/noticing.toml``, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversation_kit.errors import BadInputError
from conversation_kit.journey.noticing.clauses import Joints
from conversation_kit.journey.noticing.phrases import Phrases
from conversation_kit.model.assets import Kind, Leaning

_SECTIONS = {
    "": ("hush", "dislikes", "negations", "leads"),
    "clauses.": ("openers", "speakers", "joins"),
    "barrier.": ("personal", "social", "community", "physical", "stops", "unless"),
    "barrier.about.": ("personal", "social", "community", "physical"),
    "hope.": ("signs", "in_topic", "unless"),
    "gift.": ("signs", "in_topic", "unless"),
    "strength.": ("signs", "with_years", "years", "years_of", "used_to", "job_leads", "jobs", "unless"),
    "interest.": ("signs", "lifts", "does", "unless", "activities"),
    "social.": ("ties", "general", "people", "near_ties", "contact", "apart", "not_names"),
    "community.": ("groups", "attend", "unless"),
    "physical.": ("places", "near", "unless"),
}
_LISTS = frozenset(section + name for section, names in _SECTIONS.items() for name in names)
_DEFAULTS = frozenset({*Leaning, Kind.SOCIAL})
_MAX_BYTES = 1_000_000


class LexiconError(BadInputError):
    """The word list cannot be used; the sentence names file and field."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of phrases by their place in the file ("hope.signs"), and what each topic leans to."""

    lists: Mapping[str, Phrases]
    topics: Mapping[str, str]
    joints: Joints

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Read the word list at ``path``.

        Raises:
            LexiconError: It cannot be read, or a list in it is absent, unknown or not a list of phrases.
        """
        fields = _flat(_read(path))
        topics = {
            name.partition(".")[2]: value for name, value in fields.items() if name.startswith("topics.")
        }
        given = {name: value for name, value in fields.items() if not name.startswith("topics.")}
        for name in sorted(_LISTS - given.keys()):
            raise _error(path, name, "is missing")
        for name in sorted(given.keys() - _LISTS):
            raise _error(path, name, "is not known here")
        for topic, leaning in topics.items():
            if leaning not in _DEFAULTS:
                known = ", ".join(sorted(_DEFAULTS))
                raise _error(path, f"topics.{topic}", f"must be one of {known}")
        lists = {name: _phrases(path, name, value) for name, value in given.items()}
        joints = Joints(lists["clauses.openers"], lists["clauses.speakers"], lists["clauses.joins"])
        return cls(lists, topics, joints)

    def __getitem__(self, name: str) -> Phrases:
        return self.lists[name]


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise LexiconError(f"The word list {path.name} cannot be opened ({error.strerror}).") from error
    if len(raw) > _MAX_BYTES:
        raise LexiconError(f"The word list {path.name} is over 1 MB; it was not read.")
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, or not TOML
        raise LexiconError(f"The word list {path.name} cannot be read: {error}.") from error


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            fields |= _flat(value, f"{prefix}{key}.")
        else:
            fields[f"{prefix}{key}"] = value
    return fields


def _phrases(path: Path, name: str, value: object) -> Phrases:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _error(path, name, 'must be a list of phrases in quotation marks, such as ["a", "b"]')
    try:
        return Phrases(value)
    except ValueError as error:
        raise _error(path, name, str(error)) from error


def _error(path: Path, field: str, why: str) -> LexiconError:
    return LexiconError(f"The word list {path.name}, {field}: {why}. Nothing was changed.")
