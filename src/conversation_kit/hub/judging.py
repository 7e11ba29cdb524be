"""Judging what a laptop pushes: which rows are taken, which are set aside, and why. Pure; the rows go in elsewhere."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from conversation_kit.hub.names import is_name
from conversation_kit.model.changes import Change
from conversation_kit.model.people import Worker
from conversation_kit.sync.wire import MalformedError, Row, from_row, id_of

_SENTENCES = {
    "malformed": "It is not well formed. It is kept on this laptop.",
    "erased": "The person was erased. Nothing of theirs is kept at the hub.",
    "no-access": "You do not work with this person at the hub. It is kept on this laptop; ask for access.",
    "other-person": "The hub has that record under another person. It is kept on this laptop.",
    "not-yours": "It claims to be written by somebody else. It is kept on this laptop.",
    "contradicts": "The hub has something else under the same id. It is kept on this laptop.",
}
_PARENTS = ("note_id", "connection_id")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not taken."""

    id: str
    why: str

    def told(self) -> dict[str, str]:
        """Return it as the answer to a push has it."""
        return {"id": self.id, "why": self.why, "sentence": _SENTENCES[self.why]}


@dataclass(frozen=True, slots=True)
class Known:
    """What the hub knows of the people, records and devices in a push.

    Attributes:
        erased: Ids of people who were erased.
        people: Ids of those that are here.
        mine: Ids of those whom the worker has or ever had access to.
        items: By the record's id: its person, and the worker who brought it.
        others_devices: Devices of other workers.
        others: Other workers of the hub.
    """

    erased: Collection[str]
    people: Collection[str]
    mine: Collection[str]
    items: Mapping[str, tuple[str, str]]
    others_devices: Collection[str] = ()
    others: Collection[str] = ()


@dataclass(slots=True)
class Judged:
    """What becomes of a push.

    Attributes:
        taken: In the order they came.
        set_aside: The rest.
        erased: People whose stubs the laptop should have.
        new_people: Ids of people nobody pushed before.
        new_items: Records that are new here, by id: their person.
    """

    taken: list[Change] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    new_people: set[str] = field(default_factory=set)
    new_items: dict[str, str] = field(default_factory=dict)


def read_rows(rows: Iterable[object]) -> tuple[list[Change], list[SetAside]]:
    """Return the changes in a push, and what of it cannot be read."""
    changes, unread = [], []
    for row in rows:
        try:
            changes.append(from_row(row))
        except MalformedError:
            unread.append(SetAside(id_of(row), "malformed"))
    return changes, unread


def judge(changes: Iterable[Change], known: Known, worker_id: str) -> Judged:
    """Judge changes one by one, against what is known and against the ones before them."""
    judged = Judged()
    owners: dict[str, tuple[str, str]] = dict(known.items)
    for change in changes:
        why = _against(change, known, owners, worker_id)
        if why:
            judged.set_aside.append(SetAside(change.id, why))
            if why == "erased":
                judged.erased |= {change.person_id, change.entity_id} & set(known.erased)
            continue
        judged.taken.append(change)
        if change.person_id and change.person_id not in known.people:
            judged.new_people.add(change.person_id)
        for item_id in (change.entity_id, *parents_in(change)):
            if item_id not in owners:
                owners[item_id] = change.person_id, worker_id
                judged.new_items[item_id] = change.person_id
    return judged


def items_in(change: Change) -> tuple[str, ...]:
    """Return the ids of the records whose owners decide whether a change is taken."""
    return change.entity_id, change.worker_id, *parents_in(change)


def parents_in(change: Change) -> tuple[str, ...]:
    """Return the record that this change makes another depend on, or nothing."""
    if change.field not in _PARENTS:
        return ()
    value = change.value
    return (value,) if isinstance(value, str) and is_name(value) else ()


def _against(
    change: Change, known: Known, owners: Mapping[str, tuple[str, str]], worker_id: str
) -> str | None:
    """Return why a change is set aside, or None."""
    person_id = change.person_id
    if person_id in known.erased or change.entity_id in known.erased:
        return "erased"
    if person_id and person_id in known.people and person_id not in known.mine:
        return "no-access"
    owner = owners.get(change.entity_id)
    if (owner is not None and owner[0] != person_id) or (
        change.field in _PARENTS and _stands_on_anothers(change, owners)
    ):
        return "other-person"
    writer = owners.get(change.worker_id)
    forged = change.worker_id in known.others or change.device_id in known.others_devices
    forged = forged or (writer is not None and writer[1] != worker_id)
    if change.entity == Worker.entity and change.entity_id in known.others:
        return "not-yours"
    lone = not person_id or change.entity == Worker.entity  # a record about nobody is its author's alone
    if forged or (lone and owner is not None and owner[1] != worker_id):
        return "not-yours"
    return None


def _stands_on_anothers(change: Change, owners: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a person's record would stand on another's: the walls go by it that none does."""
    person_id = change.person_id
    return bool(person_id) and any(
        parent in owners and owners[parent][0] != person_id for parent in parents_in(change)
    )


def row_of(stored: Mapping[str, object]) -> Row:
    """Return a row of the hub's log as the wire carries it."""
    return [
        stored["id"],
        stored["person_id"],
        stored["entity"],
        stored["entity_id"],
        stored["field"],
        stored["value"],
        stored["worker_id"],
        stored["device_id"],
        stored["clock"],
        stored["base"],
    ]


def same(change: Change, stored: Mapping[str, object]) -> bool:
    """Whether a change is the one that is here under its id."""
    if stored["value"] != change.text and json.loads(str(stored["value"])) != change.value:
        return False
    mine = (
        change.person_id,
        change.slot,
        change.worker_id,
        change.device_id,
        change.clock,
        list(change.base),
    )
    slot = (stored["entity"], stored["entity_id"], stored["field"])
    return mine == (
        stored["person_id"],
        slot,
        stored["worker_id"],
        stored["device_id"],
        stored["clock"],
        stored["base"],
    )
