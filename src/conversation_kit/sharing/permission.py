"""The one filter that everything on its way out passes.

Every page, note and export is built from what these functions return and from nothing else, so that a rule added here
holds everywhere, and for every kind of record a Story has, also for one that is added later.

Who may see something on a day is decided by the item's own Permission alone where it has one, and otherwise by the
Permission for the whole story. Beyond that:

- An asset without a permission of its own needs that of the note it was heard in as well.
- A line of the deal or a step along always needs the permission of its connection as well.
- What repeats, word for word, what a forbidden item says (all of it, a clause of it, or a line that is cut from it) is
  held back with it, unless it has a permission of its own: a line that may stay empty is emptied, a record that would
  be nothing without it stays behind. That holds back too much rather than too little.
- What is known of the person besides their name goes by the whole story's permission. Their name goes with whatever may
  leave: whoever may see an item may know whose it is.
- Permissions, with what was said about them, stay behind. A Stop is never part of a Story, so it cannot come here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, replace
from datetime import date
from enum import Enum
from itertools import chain
from typing import Any

from conversation_kit.errors import RefusedError
from conversation_kit.model.connections import Stage
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience, Permission, by_item, may_see
from conversation_kit.model.story import Story

_WORDS = re.compile(r"\w+")
_CLAUSES = re.compile(r"[.,;:!?\n]")
_FEWEST_OF_A_CLAUSE = 3  # words: "you know" is nobody's secret
_FEWEST_CUT = 2
_APART = ("person", "permissions")
# Small words that several records share without one quoting another; they do not count as what an item says.
_SHARED = {
    ("asset", "tie"),
    ("connection", "bridge"),
    ("connection", "getting_there"),
    ("conversation", "present"),
    ("deal", "by_when"),
    ("deal", "who"),
    ("positive-risk", "backed_by"),
    ("tool-score", "score"),
    ("tool-score", "tool"),
}


class NoPermissionError(RefusedError):
    """Nothing of somebody's may be shown to whom it was asked for."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What one audience may see of a story on one day.

    Attributes:
        story: Nothing else may leave. It holds no permissions.
        audience: Who may see it.
        held_back: How many lines a permission keeps back.
        until: The first day on which a permission that it leaves by ends, or None when none of them ends.
    """

    story: Story
    audience: Audience
    held_back: int = 0
    until: date | None = None


def standing(story: Story) -> Story:
    """Return all that still stands: what the person themselves may see, on a screen beside them."""
    return _without_lost_reasons(_each(story, lambda record: not getattr(record, "taken_out", False)))


def for_page(story: Story) -> Story:
    """Return what may go on *my page*: what still stands and what person and worker left on it.

    The page is the person's own, so that no permission keeps anything of theirs from it.
    """
    chosen = _each(standing(story), lambda record: getattr(record, "on_page", True))
    return _without_lost_reasons(replace(chosen, permissions=()))


def for_case_note(story: Story, audience: Audience, today: date) -> Passed:
    """Return what may go to ``audience`` on ``today``: what still stands, as far as permissions let it.

    Raises:
        NoPermissionError: Nothing may leave for that audience. Nothing was written.
    """
    passed = _Filter(standing(story), audience, today).passed()
    if passed is None:
        raise NoPermissionError(
            f"Nothing here may be shown to {audience.words}: there is no permission for it, or it ended. "
            "Nothing was written. Ask the person, and keep what they say under “Who may see this”."
        )
    return passed


class _Filter:
    """What permissions let one audience see of a story on one day."""

    def __init__(self, story: Story, audience: Audience, today: date) -> None:
        self._story = story
        self._audience = audience
        self._today = today
        self._own = by_item(story.permissions)
        self._whole = self._own.get(story.person.id)
        self._secrets: frozenset[str] = frozenset()
        self._held_back = 0
        self._used: set[Permission] = set()

    def passed(self) -> Passed | None:
        """Return what passes, with how much did not; None when nothing of theirs may be seen."""
        self._secrets = frozenset(self._said_by_forbidden())
        person = self._person(self._story.person)
        lists: dict[str, Any] = {
            name: tuple(self._let_through(records)) for name, records in _lists(self._story)
        }
        if not self._allows(person.id) and all(map(_unanswered, chain(*lists.values()))):
            return None
        told = replace(self._story, person=person, permissions=(), **lists)
        passed = _without_lost_reasons(told)
        self._held_back += _reasons(told) - _reasons(passed)
        ends = [permission.until for permission in self._used if permission.until is not None]
        return Passed(passed, self._audience, self._held_back, min(ends, default=None))

    def _allows(self, record_id: str) -> bool:
        return may_see(self._audience, self._today, self._own.get(record_id), self._whole)

    def _may(self, record: Any) -> bool:
        connection = getattr(record, "connection_id", "")
        note = "" if record.id in self._own else getattr(record, "note_id", "")
        return all(self._allows(one) for one in (record.id, connection, note) if one)

    def _said_by_forbidden(self) -> Iterator[str]:
        for _, records in _lists(self._story):
            for record in records:
                if not self._may(record):
                    for field, words in _texts(record):
                        if (record.entity, field.name) not in _SHARED:
                            yield from _pieces(words)

    def _let_through(self, records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            passing = self._without_echoes(record) if self._may(record) else None
            if passing is not None:
                self._uses(record.id)
                yield passing
            elif not _unanswered(record):
                self._held_back += 1

    def _uses(self, record_id: str) -> None:
        permission = self._own.get(record_id) or self._whole
        if permission is not None:
            self._used.add(permission)

    def _without_echoes(self, record: Any) -> Any:
        """Return ``record`` without what a forbidden item says; None when nothing is left of it."""
        if not self._secrets or (record.id in self._own and record.id != self._story.person.id):
            return record
        emptied: dict[str, str] = {}
        for field, words in _texts(record):
            if self._repeats(words, short=(record.entity, field.name) in _SHARED):
                if field.default is MISSING and not isinstance(
                    record, Person
                ):  # their name is no secret here
                    return None
                emptied |= {} if field.default is MISSING else {field.name: ""}
        self._held_back += len(emptied)
        return replace(record, **emptied) if emptied else record

    def _repeats(self, words: str, *, short: bool) -> bool:
        spoken = _spoken(words)
        cut = len(spoken.split()) >= _FEWEST_CUT and not short
        return any(secret in spoken or (cut and spoken in secret) for secret in self._secrets)

    def _person(self, person: Person) -> Person:
        if not self._allows(person.id):
            self._held_back += _details(person)
            return Person(person.id, person.name)
        self._uses(person.id)
        kept: Person = self._without_echoes(person)
        return kept


def _lists(story: Story) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the name and the records of each kind that a story holds."""
    for field in fields(story):
        if field.name not in _APART:
            yield field.name, getattr(story, field.name)


def _each(story: Story, keep: Callable[[Any], bool]) -> Story:
    """Return ``story`` with those records of each kind that ``keep`` keeps."""
    kept: dict[str, Any] = {name: tuple(filter(keep, records)) for name, records in _lists(story)}
    return replace(story, **kept)


def _texts(record: Any) -> Iterator[tuple[Field[Any], str]]:
    """Yield the fields of ``record`` that hold words, with the words; ids and words of ours left out."""
    for field in fields(record):
        value = getattr(record, field.name)
        id_of_another = field.name == "id" or field.name.endswith("_id")
        if isinstance(value, str) and not isinstance(value, Enum) and not id_of_another:
            yield field, value


def _details(person: Person) -> int:
    """Return how many things are known of a person besides their name."""
    known = fields(person)
    return sum(
        1 for field in known if field.name not in ("id", "name", "added") and getattr(person, field.name)
    )


def _unanswered(record: Any) -> bool:
    """Whether ``record`` is a suggestion nobody answered, which leaves for nobody."""
    return getattr(record, "stage", None) is Stage.SUGGESTED


def _reasons(story: Story) -> int:
    return sum(len(one.because) for one in story.connections if not _unanswered(one))


def _without_lost_reasons(story: Story) -> Story:
    """Leave out what connections quote, unless a note or an asset of ``story`` says just that.

    A connection keeps copies of what was said. Whoever takes the words out, corrects them, leaves them off the
    page or lets nobody see them means the copies too.
    """
    told = [_spoken(words) for words in (*(n.text for n in story.notes), *(a.words for a in story.assets))]

    def said(quoted: str) -> bool:
        words = _spoken(quoted)
        return bool(words.strip()) and any(words in one for one in told)

    return replace(
        story,
        connections=tuple(
            replace(connection, because=tuple(filter(said, connection.because)))
            for connection in story.connections
        ),
    )


def _spoken(words: str) -> str:
    """Return the bare words between spaces; quotes are cut from lines, and their commas need not be theirs."""
    return f" {' '.join(_WORDS.findall(words.casefold()))} "


def _pieces(words: str) -> Iterator[str]:
    """Yield what was said, whole and in its clauses, as bare words."""
    if (whole := _spoken(words)).strip():
        yield whole
    yield from (one for one in map(_spoken, _CLAUSES.split(words)) if len(one.split()) >= _FEWEST_OF_A_CLAUSE)
