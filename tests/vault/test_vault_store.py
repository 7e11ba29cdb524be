import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversation_kit.errors import StorageError
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.files import VAULT_NAME, write_safely
from conversation_kit.vault.keys import create_keys
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store

PLANTED = (
    "Ollerenshaw-planted",
    "thirty-one years of planted dinners",
    "planted half-written",
    "planted-place",
)


def _in_any_encoding(folder: Path, words: str) -> list[str]:
    forms = {words.encode(), words.encode("utf-16-le"), words.upper().encode(), words.encode().hex().encode()}
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and not (sys.platform == "win32" and path.name.endswith("-shm"))  # locked there
        for content in [path.read_bytes()]
        if any(form in content for form in forms)
    ]


def test_no_word_stands_readable_in_any_file_open_or_closed(tmp_path, cheap):
    made = create_keys(tmp_path, "planted passphrase of four", device_secret=None, cost=cheap)
    name, words, half, place = PLANTED
    with Vault.create(tmp_path, made.data_key) as vault:
        vault.me(Worker(new_id(), name))
        vault.keep(person := Person(new_id(), name))
        for number in range(300):
            note = Note(new_id(), person.id, "c", "planted-topic", f"{words} {number}", datetime.now(UTC))
            vault.drafts.save("note", f"{half} {number}", {"topic": "planted-topic"})
            vault.keep_and_clear(note, "note")
        vault.drafts.save("note", half)
        vault.place.save({"screen": place})
        vault.rebuild()
        vault._store.read("SELECT value FROM changes ORDER BY value DESC, clock")  # sorts: no temporary file
        open_files = {path.name for path in tmp_path.iterdir()}
        assert {"vault.db", "vault.db-wal", "vault.db-shm", "keys.json"} == open_files
        found = [
            where for words in (*PLANTED, "planted-topic") for where in _in_any_encoding(tmp_path, words)
        ]
        assert found == []
        vault.check()
    assert {path.name for path in tmp_path.iterdir()} == {"vault.db", "keys.json"}
    secrets = (
        *PLANTED,
        "planted-topic",
        "planted passphrase of four",
        made.data_key.hex(),
        person.id,
        "SQLite format",
    )
    assert [where for words in secrets for where in _in_any_encoding(tmp_path, words)] == []


def test_the_settings_that_keep_words_safe_are_on(vault):
    def ask(name):
        return vault._store.read(f"PRAGMA {name}")[0][0]

    assert ask("journal_mode") == "wal"
    assert ask("synchronous") == 2
    assert ask("secure_delete") == 1
    assert ask("temp_store") == 2
    assert ask("foreign_keys") == 1
    assert ask("recursive_triggers") == 1
    assert ask("busy_timeout") == 5000
    assert ask("cipher_memory_security") == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_files_are_the_owners_only(tmp_path, data_key, cheap):
    create_keys(tmp_path / "new", "p", device_secret=None, cost=cheap)
    with Vault.create(tmp_path / "new", data_key):
        for path in (tmp_path / "new").iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_wrong_key_is_said_plainly_and_writes_nothing_on_the_screen(tmp_path, data_key, capfd):
    Vault.create(tmp_path, data_key).close()
    before = (tmp_path / VAULT_NAME).read_bytes()
    with pytest.raises(StorageError, match="does not open with its key"):
        Vault.open(tmp_path, bytes(32))
    assert (tmp_path / VAULT_NAME).read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_page_that_was_altered_is_found(tmp_path, data_key):
    with Vault.create(tmp_path, data_key) as vault:
        vault.keep_all(Person(new_id(), f"Person {number}") for number in range(200))
        assert vault.check() == []
    content = bytearray((tmp_path / VAULT_NAME).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / VAULT_NAME).write_bytes(content)
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.check() == [
            "The vault's file was altered or is damaged on the disk. Put back the last good copy of it."
        ]


def test_a_full_disk_keeps_what_was_saved_before(vault):
    vault.keep(first := Person(new_id(), "Maureen"))
    pages = vault._store.read("PRAGMA page_count")[0][0]
    vault._store.read(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="The disk is full"):
        vault.keep(Person(new_id(), "x" * 100_000))
    assert vault.people() == [first]
    vault._store.read(f"PRAGMA max_page_count = {pages + 1000}")
    vault.keep(second := Person(new_id(), "Desmond"))
    assert vault.people() == [first, second]
    assert vault.check() == []


def test_a_read_only_vault_says_so(vault):
    vault._store.read("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match="read-only"):
        vault.keep(Person(new_id(), "Maureen"))


def test_another_program_that_does_not_let_go_is_named(vault):
    vault._store.read("PRAGMA busy_timeout = 1")
    other = Store(vault._store.path, bytes(range(32)))
    with other.transaction(), pytest.raises(StorageError, match="Another window"):
        vault.drafts.save("note", "half")
    vault.drafts.save("note", "half")
    other.close()


def test_a_folder_that_is_no_folder(tmp_path, data_key):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Vault.create(tmp_path / "file", data_key)
    with pytest.raises(StorageError):
        write_safely(tmp_path / "nowhere" / "keys.json", b"")


def test_errors_hold_nobodys_words(vault):
    vault._store.read("PRAGMA query_only = ON")
    with pytest.raises(StorageError) as caught:
        vault.drafts.save("note", "planted words")
    error = caught.value
    while error is not None:
        assert "planted" not in str(error)
        error = error.__cause__


_WRITER = """
import sys
from pathlib import Path
from conversation_kit.model.people import Person
from conversation_kit.vault.records import Vault
with Vault.open(Path(sys.argv[1]), bytes(range(32))) as vault:
    for number in range(int(sys.argv[3])):
        vault.keep(Person(f"{sys.argv[2]}-{number}", "name"))
        vault.keep(Person("shared", f"{sys.argv[2]}-{number}"))
"""


def test_two_processes_write_at_once_and_both_are_kept(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), name, "60"], stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]
    for writer in writers:
        assert writer.communicate(timeout=60)[1] == b""
    with Vault.open(tmp_path, data_key) as vault:
        assert len(vault.people()) == 121
        history = vault.history(Person, "shared", "name")
        assert len(history) == 120
        clocks = [change.clock for change in vault.changes_since(0, 1000)[0]]
        assert clocks == sorted(set(clocks))
        assert {change.device_id for change in history} == {vault.device_id}
        # Each saw what the other had written, so there is no conflict between one's own two windows.
        assert vault.shown(Person, "shared").conflicts == {}
        assert vault.check() == []


def test_write_safely_leaves_the_old_or_the_new(tmp_path, monkeypatch):
    path = tmp_path / "keys.json"
    write_safely(path, b"old")

    def cut_short(_handle):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", cut_short)
    with pytest.raises(StorageError, match="Input/output error"):
        write_safely(path, b"new")
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["keys.json"]
