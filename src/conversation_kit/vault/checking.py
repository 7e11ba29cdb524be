"""Looking a vault over: the file, the log's guards, what stands against the log, and what cannot be read."""

from dataclasses import dataclass
from itertools import groupby, zip_longest

from conversation_kit.vault.codec import Record, decode
from conversation_kit.vault.log import Log
from conversation_kit.vault.projection import Projection, Standing, standing_of
from conversation_kit.vault.schema import guards_of
from conversation_kit.vault.store import Store


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What was found in a vault, in plain sentences without anybody's words.

    Attributes:
        changes: How many changes its log holds.
        damage: What is wrong with the file; the rest was then not looked at.
        guards: Which guards of the log are missing.
        as_log: Whether every field stands as the log has it.
        findable: Whether search knows the words that stand, all of them and no others.
        unread: Which records cannot be shown, or not wholly.
    """

    changes: int = 0
    damage: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    as_log: bool = True
    findable: bool = True
    unread: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Everything that was found."""
        standing = [*([] if self.as_log else [_NOT_AS_LOG]), *([] if self.findable else [_NOT_FINDABLE])]
        return [*self.damage, *self.guards, *standing, *self.unread]


_NOT_AS_LOG = (
    "Some fields do not stand as the change log has them. Nothing is lost: rebuild them from the log."
)

_NOT_FINDABLE = (
    "Search does not find all that stands, or more than that. Nothing is lost: rebuild it from the log."
)


def look_over(store: Store, log: Log, projection: Projection, kinds: tuple[type[Record], ...]) -> LookedOver:
    """Look a whole vault over."""
    projection.index.look_afresh()
    if damage := check_file(store):
        return LookedOver(damage=tuple(damage))
    as_log = stands_as_log(log, projection)
    return LookedOver(
        changes=int(store.read("SELECT count(*) FROM changes")[0][0]),
        guards=tuple(check_guards(store)),
        as_log=as_log,
        findable=not as_log or projection.index.agrees(),  # it goes by what stands
        unread=tuple(check_records(projection, kinds)),
    )


def check_file(store: Store) -> list[str]:
    """Return what is wrong with the file itself.

    The write-ahead log is folded in first: after a power cut the cipher's own check raises a false alarm
    otherwise.
    """
    busy = store.read("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
    if busy:
        return [
            "Another window or program is using the vault, so its file could not be checked. Try again later."
        ]
    if store.read("PRAGMA cipher_integrity_check"):
        return ["The vault's file was altered or is damaged on the disk. Put back the last good copy of it."]
    if store.read("PRAGMA integrity_check") != [("ok",)]:
        return ["The vault's file is damaged inside. Put back the last good copy of it."]
    return []


def check_guards(store: Store) -> list[str]:
    """Return which of the triggers that keep the log whole are not there or not as made."""
    found = dict(store.read("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return [
        f"The guard '{name}' of the change log is missing or altered."
        for name, sql in guards_of(store).items()
        if found.get(name) != sql
    ]


def stands_as_log(log: Log, projection: Projection) -> bool:
    """Whether every field stands as the log has it."""
    standing = (standing_of(changes) for _slot, changes in log.slots())
    return all(a == b for a, b in zip_longest(standing, projection.every()))


def check_records(projection: Projection, kinds: tuple[type[Record], ...]) -> list[str]:
    """Return which records cannot be shown, or not wholly, with the field that keeps them from it."""
    by_entity = {kind.entity: kind for kind in kinds}
    findings = []
    for (entity, entity_id), rows in groupby(projection.every(), key=lambda row: (row.entity, row.entity_id)):
        kind = by_entity.get(entity)
        if kind is None:
            findings.append(f"The {entity} {entity_id} is of a kind this version does not know. It is kept.")
        else:
            findings += _check_record(kind, entity_id, list(rows))
    return findings


def _check_record(kind: type[Record], entity_id: str, rows: list[Standing]) -> list[str]:
    found = decode(kind, entity_id, rows[0].person_id, {row.field: row.value for row in rows})
    name = f"The {kind.entity} {entity_id}"
    findings = [f"{name} is not shown yet: its {field} has not arrived." for field in found.missing]
    findings += [
        f"{name} has a {field} that this version cannot read. It is kept." for field in found.unreadable
    ]
    if len({row.person_id for row in rows}) > 1:
        findings.append(f"{name} is claimed for more than one person.")
    return findings
