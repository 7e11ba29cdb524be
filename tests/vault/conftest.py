import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.keys import Argon2Cost
from conversation_kit.vault.making import make_vault_file
from conversation_kit.vault.records import Vault

DATA_KEY = bytes(range(32))


@pytest.fixture(scope="session")
def cheap() -> Argon2Cost:
    """The least Argon2 does; for tests only."""
    return Argon2Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture(scope="session")
def data_key() -> bytes:
    return DATA_KEY


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault nobody has opened yet: it has no device id, so each copy becomes a device of its own."""
    folder = tmp_path_factory.mktemp("empty")
    make_vault_file(folder, DATA_KEY)
    return folder / VAULT_NAME


@pytest.fixture(scope="session")
def open_copy(empty_vault: Path) -> Callable[..., Vault]:
    """Opens a new device's vault in a folder."""

    def open_one(folder: Path, **more) -> Vault:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(empty_vault, folder / VAULT_NAME)
        return Vault.open(folder, DATA_KEY, **more)

    return open_one


@pytest.fixture
def vault(tmp_path: Path, open_copy: Callable[..., Vault]):
    with open_copy(tmp_path / "vault") as opened:
        yield opened
