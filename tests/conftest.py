"""Shared fixtures: a home of its own, a clock that stands still, a vault and a Book that are real."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.people import Worker
from conversation_kit.vault.records import Vault
from conversation_kit.vault.wrapping import Argon2Cost

PASSPHRASE = "seven quiet herons under the viaduct"
CHEAP = Argon2Cost(memory_kib=32, passes=1, lanes=1)
NINE_TWENTY_TWO = datetime(2026, 11, 24, 9, 22, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the files of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("CONVERSATION_KIT_HOME", str(home))
    return home


@pytest.fixture
def kit(own_home: Path) -> Kit:
    """The services under a home of their own, at 09:22 on 24 November 2026, with a cheap passphrase."""
    return Kit(under(own_home), now=lambda: NINE_TWENTY_TWO, cost=CHEAP)


@pytest.fixture
def vault(kit: Kit) -> Iterator[Vault]:
    """An open vault of an invented worker."""
    made, _ = kit.create_vault(
        Worker("", "Ruth Ollerenshaw", "social care officer", "Adults east", "Saltmarsh"), PASSPHRASE
    )
    with made:
        yield made


@pytest.fixture
def worker(vault: Vault) -> Worker:
    """That worker."""
    found = vault.worker()
    assert found is not None
    return dataclasses.replace(found)
