"""The last wall: SQL as each role sees one tenant, and of it only what that role may. And the rules of the schema."""

import itertools
import json
import re

import asyncpg
import pytest
from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit.hub import door, pulling, pushing
from conversation_kit.hub.accessing import grant
from conversation_kit.hub.database import ADMIN, COUNTER, EXPORT, WORKER, transaction
from conversation_kit.hub.migrating import ROLES, migrations
from conversation_kit.model.ids import new_id

EVERY_TABLE = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    AND relname <> 'kit_migration'
"""


class Place:
    """Two tenants with a person each, and a colleague with access to one of them."""

    def __init__(self, hub: HubHere) -> None:
        self.hub = hub

    async def make(self) -> None:
        hub = self.hub
        await hub.tenant("northmoor")
        await hub.tenant("southmoor")
        self.ruth, self.imran = await hub.laptop("Ruth"), await hub.laptop("Imran")
        self.other = await hub.laptop("Zoe", "southmoor")
        self.anna, self.bob, self.far = new_id(), new_id(), new_id()
        self.secret, self.stop = new_id(), new_id()
        await self.ruth.push(*self.ruth.person(self.anna, "Anna"), *self.ruth.person(self.bob, "Bob"))
        await self.ruth.push(
            *self.ruth.note(self.anna, "nobody is to know", self.secret),
            *self.ruth.permission(self.anna, self.secret, []),
            self.ruth.row(self.anna, "stop", self.stop, "words", "bruises"),
        )
        await self.other.push(*self.other.person(self.far, "Carl"))
        await hub.admin("northmoor", grant, self.anna, self.imran.worker_id, by="administrator")

    async def seen(
        self, role: str, laptop: HubLaptop | None, query: str, **settings: str
    ) -> list[asyncpg.Record]:
        """Return what a query shows as a role, with a laptop's worker named for the transaction."""
        connection = await asyncpg.connect(self.hub.url)
        try:
            async with transaction(connection, role, "northmoor"):
                named = {} if laptop is None else {"worker": laptop.worker_id, "device": laptop.device_id}
                for name, value in {**named, "audience": "team", "today": "2026-11-28", **settings}.items():
                    await connection.execute("SELECT set_config($1, $2, true)", f"kit.{name}", value)
                return await connection.fetch(query)
        finally:
            await connection.close()


@pytest.fixture
async def place(hub: HubHere) -> Place:
    made = Place(hub)
    await made.make()
    return made


async def test_a_worker_sees_of_the_log_what_they_may_whatever_the_query(place: Place) -> None:
    query = "SELECT person_id, entity, entity_id FROM change"
    ruth = await place.seen(WORKER, place.ruth, query)
    imran = await place.seen(WORKER, place.imran, query)
    duty = await place.seen(WORKER, place.imran, query, stops="yes")
    provider = await place.seen(WORKER, place.imran, query, audience="provider")
    nobody = await place.seen(WORKER, None, query)
    assert {row["person_id"] for row in ruth} == {place.anna, place.bob}
    assert {(row["person_id"], row["entity"]) for row in imran} == {
        (place.anna, "person"),
        (place.anna, "permission"),  # who may see what, not what
    }
    assert {row["entity"] for row in duty} == {"person", "permission", "stop"}
    assert [(row["entity"]) for row in provider] == ["person"]
    assert nobody == []


async def test_the_story_is_gone_by_only_where_every_record_would_show_the_same(hub: HubHere) -> None:
    """The wall as it is, beside the rule in full: that of migration 8, asked past every wall."""
    await hub.tenant("northmoor")
    ruth, imran = await hub.laptop("Ruth"), await hub.laptop("Imran")
    story, record = (None, ["team"], ["gp", "provider"], []), (None, ["team", "gp"], [])
    for of_story, of_note, of_connection in itertools.product(story, record, record):
        person, note, connection = new_id(), new_id(), new_id()
        await ruth.push(
            *ruth.person(person, "Anna"),
            *ruth.note(person, "a note", note),
            ruth.row(person, "asset", new_id(), "note_id", note),
            ruth.row(person, "connection", connection, "entry_id", "a choir"),
            ruth.row(person, "deal", new_id(), "connection_id", connection),
            ruth.row(person, "stop", new_id(), "words", "bruises"),
            *(ruth.permission(person, person, of_story) if of_story is not None else ()),
            *(ruth.permission(person, note, of_note) if of_note is not None else ()),
            *(ruth.permission(person, connection, of_connection) if of_connection is not None else ()),
        )
        await hub.admin("northmoor", grant, person, imran.worker_id, by="administrator")
    unasked = await hub.sql("SELECT item_id FROM item i WHERE note_id IS NOT NULL AND NOT EXISTS "
        "(SELECT FROM item n WHERE n.person_id = i.person_id AND n.asked) LIMIT 1")  # fmt: skip
    hidden = await hub.sql(
        "SELECT item_id FROM item WHERE asked AND audiences = '{}' AND item_id <> person_id LIMIT 1"
    )
    await hub.sql(  # as one could before migration 11
        "UPDATE item SET note_id = $2 WHERE item_id = $1", unasked[0]["item_id"], hidden[0]["item_id"]
    )
    (sets_apart,) = re.findall(
        r"UPDATE item SET apart = true.*?;", dict(migrations())["0011_by_the_story"], re.DOTALL
    )
    await hub.sql(sets_apart)
    assert [dict(row) for row in await hub.sql("SELECT item_id FROM item WHERE apart")] == [dict(unasked[0])]
    (in_full,) = re.findall(
        r"FOR SELECT TO kit_worker USING \((.*)\);", dict(migrations())["0008_looked_up_once"], re.DOTALL
    )
    place = Place(hub)
    for worker in (ruth, imran):
        for audience in ("team", "gp", "huddle", "provider"):
            for stops in ("", "yes"):
                settings = {"audience": audience, "stops": stops}
                shown = await place.seen(WORKER, worker, "SELECT id FROM change ORDER BY id", **settings)
                ruled = await place.seen(
                    "postgres", worker, f"SELECT id FROM change WHERE {in_full} ORDER BY id", **settings
                )
                assert shown == ruled, (audience, stops)
                assert worker is ruth or 0 < len(shown) < 36 * 11


@pytest.mark.parametrize("role", [WORKER, ADMIN, EXPORT])
async def test_nobody_sees_another_tenant(place: Place, role: str) -> None:
    for table in await place.hub.sql(EVERY_TABLE):
        name = table["relname"]
        column = "tenant_id"
        try:
            rows = await place.seen(
                role, place.ruth, f"SELECT {column} FROM {name}", officer="yes", stops="yes"
            )
        except asyncpg.InsufficientPrivilegeError:
            continue
        if name != "tenant":
            assert {row[column] for row in rows} <= {"northmoor"}, name


async def test_an_administrator_reads_nobodys_words(place: Place) -> None:
    for column in ("value", "field", "entity", "entity_id", "base", "*"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await place.seen(ADMIN, None, f"SELECT {column} FROM change")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await place.seen(ADMIN, None, "COPY change TO STDOUT")
    assert len(await place.seen(ADMIN, None, "SELECT person_id FROM change")) == 9
    await place.seen(ADMIN, None, f"DELETE FROM change WHERE person_id = '{place.bob}'")
    assert len(await place.seen(ADMIN, None, "SELECT person_id FROM change")) == 9  # nobody erased Bob


@pytest.mark.parametrize("role", [COUNTER, "kit_tally"])
async def test_who_counts_entries_sees_no_words_and_no_author(place: Place, role: str) -> None:
    await place.ruth.push(place.ruth.row(place.anna, "connection", new_id(), "entry_id", "e1"))
    rows = await place.seen(role, None, "SELECT value FROM change")
    assert {json.loads(row["value"]) for row in rows} == {"e1"}
    hidden = ["author_id", "worker_id", "pushed_by", "entity_id", "*"]
    for column in hidden if role == "kit_tally" else [*hidden, "person_id"]:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await place.seen(role, None, f"SELECT {column} FROM change")
    for table in ("audit", "access", "person", "item", "worker", "erased"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await place.seen(role, None, f"SELECT * FROM {table}")


async def test_a_subject_access_request_reads_one_person(place: Place) -> None:
    assert await place.seen(EXPORT, None, "SELECT * FROM change") == []
    rows = await place.seen(EXPORT, None, "SELECT * FROM change", person=place.anna)
    assert {row["person_id"] for row in rows} == {place.anna}
    assert "nobody is to know" in {json.loads(row["value"]) for row in rows if row["field"] == "text"}


@pytest.mark.parametrize("role", [WORKER, ADMIN, EXPORT])
@pytest.mark.parametrize(
    "query",
    [
        "UPDATE change SET value = '1'",
        "TRUNCATE change",
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "DELETE FROM erased",
        "ALTER TABLE change DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE x (y int)",
        "SET row_security = off; SELECT value FROM change",
        "UPDATE device SET public_key = ''",
    ],
)
async def test_nobody_alters_the_log_the_audit_or_the_walls(place: Place, role: str, query: str) -> None:
    before = await place.hub.sql("SELECT count(*), max(seq) FROM change")
    with pytest.raises(
        (asyncpg.InsufficientPrivilegeError, asyncpg.CheckViolationError, asyncpg.PostgresSyntaxError)
    ):
        await place.seen(role, place.ruth, query)
    assert await place.hub.sql("SELECT count(*), max(seq) FROM change") == before


@pytest.mark.parametrize(
    ("tenant", "author", "device", "person"),
    [
        ("southmoor", "me", "mine", "anna"),
        ("northmoor", "another", "mine", "anna"),
        ("northmoor", "me", "another", "anna"),
        ("northmoor", "me", "mine", "erased"),
    ],
)
async def test_nobody_writes_as_somebody_else(
    place: Place, tenant: str, author: str, device: str, person: str
) -> None:
    await place.ruth.ask("erase", {"person_id": place.bob})
    author_id = {"me": place.ruth.worker_id, "another": place.imran.worker_id}[author]
    pushed_by = {"mine": place.ruth.device_id, "another": place.imran.device_id}[device]
    person_id = {"anna": place.anna, "erased": place.bob}[person]
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await place.seen(
            WORKER,
            place.ruth,
            "INSERT INTO change (tenant_id, id, seq, person_id, entity, entity_id, field, value, worker_id, device_id, clock, "
            f"base, author_id, pushed_by) VALUES ('{tenant}', 'i', 1, '{person_id}', 'note', 'n', 'text', '1', 'w', 'd', 'c', "
            f"'{{}}', '{author_id}', '{pushed_by}')",
        )


async def test_every_table_has_its_wall(hub: HubHere) -> None:
    open_tables = await hub.sql(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace "
        "AND relname <> 'kit_migration' AND relname NOT LIKE 'book_%' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert open_tables == []
    strong = await hub.sql(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls OR rolcanlogin)",
        list(ROLES),
    )
    assert strong == []


async def test_the_tenant_comes_first_in_every_key_and_index(hub: HubHere) -> None:
    keys = await hub.sql(
        """
        SELECT i.indexrelid::regclass::text AS name, a.attname AS first
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE c.relnamespace = 'public'::regnamespace
        """
    )
    assert len(keys) > 20
    assert {row["name"] for row in keys if row["first"] != "tenant_id"} == set()
    without = await hub.sql(
        "SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> "
        "'kit_migration' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)"
    )
    assert without == []


async def test_foreign_keys_stay_within_a_tenant(hub: HubHere) -> None:
    keys = await hub.sql(
        """
        SELECT conname,
            (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS here,
            (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) AS there
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        """
    )
    assert len(keys) > 5
    assert {
        row["conname"] for row in keys if (row["here"], row["there"]) != ("tenant_id", "tenant_id")
    } == set()


async def test_nothing_that_other_servers_lack(hub: HubHere) -> None:
    found = await hub.sql(
        """
        SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
        UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT attrelid::regclass || '.' || attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND attnum > 0 AND atttypid IN ('xid'::regtype, 'xid8'::regtype)
        UNION ALL SELECT attrelid::regclass || '.' || attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND attidentity <> ''
        """
    )
    assert found == []


def test_migrations_are_numbered_in_their_order() -> None:
    names = [name for name, _ in migrations()]
    assert [name.partition("_")[0] for name in names] == [f"{at:04}" for at in range(1, len(names) + 1)]


def test_the_code_asks_for_nothing_that_other_servers_lack() -> None:
    from importlib import resources

    folder = resources.files("conversation_kit.hub")
    files = [
        one
        for one in (*folder.iterdir(), *(folder / "schema").iterdir())
        if one.name.endswith((".py", ".sql"))
    ]
    assert len(files) > 20
    lacking = re.compile(
        r"pg_(try_)?advisory|\bLISTEN\b(?!\")|\bNOTIFY\b|pg_notify|nextval|\bSERIAL\b|txid_current|\bxmin\b"
    )
    found = {
        one.name
        for one in files
        if lacking.search(re.sub(r"(?m)^\s*(--|#).*$", "", one.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_a_pull_says_all_that_the_walls_go_by() -> None:
    schema = "".join(sql for _, sql in migrations())
    asked = set(re.findall(r"current_setting\('(kit\.\w+)'", schema)) - {"kit.person"}  # of an export alone
    assert {"kit.worker", "kit.role", "kit.stops"} <= asked
    for statement, besides in (
        (pulling._PULL, set()),
        (pushing._KNOWN, set()),
        (door._ENTER, {"kit.tenant"}),
    ):
        assert set(re.findall(r"set_config\('(kit\.\w+)'", statement)) | besides == asked
