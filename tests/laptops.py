"""Laptops with real vaults, enrolled at a hub of plain lists or at a real one."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from conversation_kit.model.clock import wall_ms
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.running import sync
from conversation_kit.sync.synced import Synced
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.making import make_vault_file
from conversation_kit.vault.records import Vault
from reference_hub import ReferenceHub

DATA_KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 9, 22, tzinfo=UTC)


@dataclass
class Laptop:
    """A vault, its worker and its line to the hub."""

    vault: Vault
    worker: str
    line: Callable[[], httpx.BaseTransport]
    wall: list[int] = field(default_factory=list)  # empty: the real clock

    def sync(self, now: datetime = NOW) -> Synced:
        with self.client() as client:
            return sync(self.vault, client, now)

    def client(self) -> HubClient:
        clock = (lambda: self.wall[0]) if self.wall else wall_ms
        return HubClient(enrolled(self.vault), transport=self.line(), wall=clock)

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


def join(laptop: Laptop, hub: ReferenceHub) -> None:
    """Enrol a laptop at a hub of plain lists."""
    code = f"CODE{len(hub.devices)}ABCDE"
    hub.codes[code] = laptop.worker
    enrol(laptop.vault, "http://127.0.0.1:8080", code, label="laptop", transport=laptop.line())


def make_empty(folder: Path) -> Path:
    """Make a vault that nobody has opened yet; each copy of it becomes a device of its own."""
    make_vault_file(folder, DATA_KEY)
    return folder / VAULT_NAME


def open_copy(empty: Path, folder: Path, **more: Any) -> Vault:
    """Open a copy of an empty vault in a folder, with a worker of its own."""
    folder.mkdir(parents=True)
    shutil.copy(empty, folder / VAULT_NAME)
    vault = Vault.open(folder, DATA_KEY, **more)
    vault.me(Worker(new_id(), "before enrolment"))
    return vault
