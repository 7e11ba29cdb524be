import subprocess
import sys

import pytest

from conversation_kit.errors import StorageError
from conversation_kit.model.people import Person
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.records import Vault
from conversation_kit.vault.schema import MIGRATIONS, TRIGGERS, migrate
from conversation_kit.vault.store import Store


def add_marks(db):
    db["mark"].create({"id": str, "note": str}, pk="id")


def break_off(db):
    db.execute("CREATE TABLE half (x)")
    raise RuntimeError("power cut")


def _refused(vault: Vault, sql: str) -> None:
    with pytest.raises(StorageError), vault._store.transaction():
        vault._store.write(sql)


def test_a_change_is_never_altered_nor_removed_nor_replaced(vault):
    vault.keep(Person("p", "Maureen"))
    before = vault.changes_since()
    _refused(vault, "UPDATE changes SET value = '\"Mavis\"'")
    _refused(vault, "DELETE FROM changes")
    _refused(
        vault,
        "INSERT OR REPLACE INTO changes SELECT seq, id, '', '', '', '', '1', '', '', '', '[]' FROM changes",
    )
    assert vault.changes_since() == before


def test_erasure_is_the_one_documented_exception(vault):
    vault.keep_all([Person("p", "Maureen"), Person("q", "Desmond")])
    with vault._store.transaction():
        vault._store.write("INSERT INTO erased VALUES ('p')")
        vault._store.write("DELETE FROM changes WHERE person_id = 'p'")
    assert [change.person_id for change in vault.changes_since()[0]] == ["q"]
    _refused(vault, "DELETE FROM changes WHERE person_id = 'q'")
    _refused(vault, "INSERT INTO erased VALUES ('')")


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_missing_guard_is_found(vault, name):
    with vault._store.transaction():
        vault._store.write(f"DROP TRIGGER {name}")
    assert vault.check() == [f"The guard '{name}' of the change log is missing or altered."]


def test_a_later_migration_runs_once_and_keeps_log_and_guards(tmp_path, data_key):
    with Vault.create(tmp_path, data_key) as vault:
        vault.keep(person := Person("p", "Maureen"))
    store = Store(tmp_path / VAULT_NAME, data_key)
    assert migrate(store, (*MIGRATIONS, add_marks)) is True
    assert migrate(store, (*MIGRATIONS, add_marks)) is False
    assert store.read("SELECT count(*) FROM mark") == [(0,)]
    triggers = {name for (name,) in store.read("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert triggers == set(TRIGGERS)
    assert store.read("SELECT value FROM changes") == [('"Maureen"',)]
    store.close()
    with pytest.raises(StorageError, match="newer version"):
        Vault.open(tmp_path, data_key)
    store = Store(tmp_path / VAULT_NAME, data_key)
    with store.transaction():
        store.write("DROP TABLE mark")
        store.write("DELETE FROM _sqlite_migrations WHERE name = 'add_marks'")
        store.write(f"PRAGMA user_version = {len(MIGRATIONS)}")
    store.close()
    with Vault.open(tmp_path, data_key) as vault:
        assert vault.people() == [person]


def test_a_migration_that_fails_changes_nothing(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    store = Store(tmp_path / VAULT_NAME, data_key)
    before = store.read("SELECT name, sql FROM sqlite_master ORDER BY name")
    with pytest.raises(RuntimeError):
        migrate(store, (*MIGRATIONS, add_marks, break_off))
    assert store.read("SELECT name, sql FROM sqlite_master ORDER BY name") == before
    assert store.read("PRAGMA user_version") == [(len(MIGRATIONS),)]
    store.close()


def test_an_up_to_date_vault_opens_without_the_migrations_library(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    code = (
        "import sys, pathlib; from conversation_kit.vault.records import Vault;"
        f"Vault.open(pathlib.Path(sys.argv[1]), bytes.fromhex('{data_key.hex()}')).close();"
        "print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
