"""Laptops with real vaults, enrolled at a hub of plain lists."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reference_hub import ReferenceHub

from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.running import Synced, sync
from conversation_kit.vault.records import Vault

DATA_KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)


@dataclass
class Laptop:
    """A vault, its worker and its line to the hub."""

    vault: Vault
    hub: ReferenceHub
    worker: str
    wall: list[int]

    def sync(self, now: datetime = NOW) -> Synced:
        with HubClient(
            enrolled(self.vault), transport=self.hub.transport(), wall=lambda: self.wall[0]
        ) as client:
            return sync(self.vault, client, now)

    def add(self, name: str, **more: str) -> str:
        person = Person(new_id(), name, **more)
        self.vault.keep(person)
        return person.id

    def note(self, person: str, words: str) -> str:
        made = Note(new_id(), person, new_id(), "life-story", words, NOW)
        self.vault.keep(made)
        return made.id

    def change(self, person: str, **fields: str) -> tuple[str, ...]:
        found = self.vault.find(Person, person)
        assert found is not None
        return self.vault.keep(replace(found, **fields))

    def names(self) -> list[str]:
        return sorted(person.name for person in self.vault.people())

    def words(self, person: str) -> list[str]:
        return [note.text for note in self.vault.all(Note, person)]


def join(laptop: Laptop) -> None:
    """Enrol a laptop."""
    code = f"CODE{len(laptop.hub.devices)}ABCDE"
    laptop.hub.codes[code] = laptop.worker
    enrol(laptop.vault, "http://127.0.0.1:8080", code, label="laptop", transport=laptop.hub.transport())
