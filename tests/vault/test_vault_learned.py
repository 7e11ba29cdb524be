"""What was learned: counted, taken back, cleared, on this laptop only."""

from datetime import date

from conversation_kit.model.learned import Lesson, Verdict
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.records import Vault
from conversation_kit.vault.schema import MIGRATIONS, migrate
from conversation_kit.vault.store import Store

KNIT = Lesson("knitting", "e1", Verdict.CHOSEN, date(2026, 11, 1))
ASIDE = Lesson("knitting", "e1", Verdict.SET_ASIDE, date(2026, 11, 1))
OLD = Lesson("choir", "e2", Verdict.CHOSEN, date(2026, 3, 1))


def test_lessons_are_counted_and_come_newest_first(vault):
    vault.learned.change(added=[OLD, KNIT, KNIT, ASIDE])
    assert [(lesson.entry_id, lesson.verdict, lesson.times) for lesson in vault.learned.all()] == [
        ("e1", Verdict.CHOSEN, 2),
        ("e1", Verdict.SET_ASIDE, 1),
        ("e2", Verdict.CHOSEN, 1),
    ]


def test_what_is_taken_back_is_gone_and_no_more_than_that(vault):
    vault.learned.change(added=[KNIT, KNIT, ASIDE])
    vault.learned.change(took_back=[KNIT, OLD])
    assert [(lesson.verdict, lesson.times) for lesson in vault.learned.all()] == [
        (Verdict.CHOSEN, 1),
        (Verdict.SET_ASIDE, 1),
    ]
    vault.learned.change(took_back=[KNIT, KNIT, ASIDE])
    assert vault.learned.all() == ()


def test_all_of_it_is_forgotten_at_once(vault):
    vault.learned.change(added=[KNIT, OLD])
    assert vault.learned.clear() == 2
    assert vault.learned.all() == ()


def test_it_is_no_part_of_the_log_so_that_no_sync_takes_it_along(vault):
    before = vault.changes_since()
    vault.learned.change(added=[KNIT])
    vault.learned.clear()
    assert vault.changes_since() == before


def test_there_is_an_end_to_it_and_the_oldest_go_first(vault):
    many = [Lesson("choir", f"m{n}", Verdict.CHOSEN, date(2026, 10, 1)) for n in range(2_000)]
    vault.learned.change(added=[OLD, *many])
    vault.learned.change(added=[KNIT])
    held = vault.learned.all()
    assert len(held) == 2_000
    assert held[0] == KNIT
    assert OLD not in held


def test_a_vault_of_an_earlier_version_learns_too(tmp_path, data_key):
    Vault.create(tmp_path, data_key).close()
    store = Store(tmp_path / VAULT_NAME, data_key)
    with store.transaction():
        store.write("DROP TABLE learned")
        store.write("DELETE FROM _sqlite_migrations WHERE name = '_learned'")
        store.write("PRAGMA user_version = 2")
    store.close()
    with Vault.open(tmp_path, data_key) as vault:
        vault.learned.change(added=[KNIT])
        assert vault.learned.all() == (KNIT,)
        assert not migrate(vault._store, MIGRATIONS)
