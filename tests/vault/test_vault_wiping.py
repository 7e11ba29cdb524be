"""Wiping: what the disk refuses keeps nothing else."""

from pathlib import Path

import pytest

from conversation_kit.errors import StorageError
from conversation_kit.vault.backups import AUTOMATIC
from conversation_kit.vault.files import KEYS_NAME, VAULT_NAME
from conversation_kit.vault.wiping import wipe


def test_a_file_that_another_program_holds_keeps_no_backup(tmp_path, monkeypatch):
    folder = tmp_path / "vault"
    (folder / AUTOMATIC).mkdir(parents=True)
    for name in (KEYS_NAME, VAULT_NAME, f"{VAULT_NAME}-wal", f"{AUTOMATIC}/2026-11-23.ckbackup"):
        (folder / name).write_bytes(b"somebody's")
    remove = Path.unlink

    def held(path: Path, *, missing_ok: bool = False) -> None:  # as Windows answers
        if path.name == VAULT_NAME:
            raise PermissionError(13, "it is used by another process")
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(StorageError, match="used by another process"):
        wipe(folder)
    assert [path.name for path in folder.iterdir()] == [VAULT_NAME]
