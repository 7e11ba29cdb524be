"""The administrator's commands, as somebody types them."""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx
import pytest
from hub_here import HubHere, in_database
from served_hub import Served

from conversation_kit.errors import StorageError
from conversation_kit.hub import codes
from conversation_kit.hub.app import make_app
from conversation_kit.hub.database import Databases
from conversation_kit.hub.embedded import start_embedded
from conversation_kit.model.ids import new_id

Run = Callable[..., str]


@pytest.fixture
def run(run_kit: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of the hub on a fresh database."""
    monkeypatch.setenv("CONVERSATION_KIT_DATABASE", database)
    return lambda *arguments, expect=0: run_kit("hub", *arguments, expect=expect)


def rows(told: str) -> list[dict]:
    return [json.loads(line) for line in told.splitlines()]


def test_the_whole_work_of_setting_up(run: Run) -> None:
    assert run("tenant", "add", "Northmoor Council", "--keep-days", "30") == "northmoor-council"
    team = rows(run("team", "add", "East", "--format", "jsonl"))[0]["id"]
    worker = rows(
        run("worker", "add", "Ruth", "--team", "East", "--role", "Knowledge officer", "--format", "jsonl")
    )[0]["id"]
    invited = rows(run("invite", "Ruth", "--format", "jsonl"))[0]
    assert len(invited["code"]) == codes.LENGTH
    assert set(invited["code"]) <= set(codes.ALPHABET)
    assert invited["worker_id"] == worker
    assert rows(run("team", "list", "--format", "jsonl")) == [{"id": team, "name": "East"}]
    assert [
        (row["id"], row["team"], row["disabled"]) for row in rows(run("worker", "list", "--format", "jsonl"))
    ] == [(worker, "East", False)]
    run("worker", "disable", worker)
    assert "switched off" in run("invite", worker, expect=5)
    run("worker", "enable", worker)
    changed = rows(
        run(
            "worker",
            "change",
            "Ruth",
            "--role",
            "worker",
            "--no-team",
            "--receives-stops",
            "--format",
            "jsonl",
        )
    )
    assert [(row["role"], row["team_id"], row["receives_stops"]) for row in changed] == [("worker", "", True)]
    assert "no such team" in run("worker", "change", "Ruth", "--team", "West", expect=3)
    assert run("device", "list", "--format", "jsonl") == ""
    assert "no such device" in run("device", "revoke", "nobody", expect=3)


def test_two_workers_of_one_name_are_told_apart(run: Run) -> None:
    run("tenant", "add", "North")
    run("team", "add", "East")
    one = run("worker", "add", "Ruth Ollerenshaw", "--team", "East")
    refused = run("worker", "add", "ruth  ollerenshaw", expect=5)
    assert f"already: {one} (worker, team East). Nothing was added" in refused
    other = run("worker", "add", "Ruth Ollerenshaw", "--namesake")
    assert f"{one}  Ruth Ollerenshaw, worker, team East\n" in run("worker", "list")
    run("worker", "disable", other)
    refused = run("invite", "Ruth Ollerenshaw", expect=2)
    assert f"Give the id of one: {one} (worker, team East); {other} (worker, switched off)" in refused
    run("invite", one)


def test_with_several_tenants_one_has_to_be_named(run: Run) -> None:
    assert "no tenant yet" in run("worker", "list", expect=3)
    run("tenant", "add", "North", "--id", "north")
    run("tenant", "add", "South", "--scope", "team")
    assert "already" in run("tenant", "add", "North", expect=5)
    assert "Say which" in run("worker", "add", "Ruth", expect=2)
    run("worker", "add", "Ruth", "--tenant", "south")
    assert run("worker", "list", "--tenant", "north") == "No worker yet."
    assert run("worker", "list", "--tenant", "south").endswith("  Ruth, worker")
    assert "no tenant x" in run("worker", "list", "--tenant", "x", expect=3)
    assert "small letters" in run("tenant", "add", "X", "--id", "X'; DROP TABLE tenant; --", expect=2)


def test_the_audit_is_verified_here_and_offline(run: Run, tmp_path: Path) -> None:
    run("tenant", "add", "North")
    run("worker", "add", "Ruth")
    run("invite", "Ruth")
    listed = run("audit", "list", "--format", "jsonl")
    assert [row["action"] for row in rows(listed)] == ["tenant added", "worker added", "invited"]
    file = tmp_path / "audit.jsonl"
    file.write_text(listed, encoding="utf-8")
    told = rows(run("audit", "verify", str(file), "--format", "jsonl"))[0]
    assert told == rows(run("audit", "verify", "--format", "jsonl"))[0]
    assert told["lines"] == 3
    file.write_text(listed.replace("worker added", "worker moved"), encoding="utf-8")
    assert "line 2" in run("audit", "verify", str(file), expect=2)
    file.write_text("\n".join(listed.splitlines()[::2]), encoding="utf-8")
    assert "line 2" in run("audit", "verify", str(file), expect=2)
    file.write_text("", encoding="utf-8")
    assert f"{file} is empty: there is nothing to verify" in run("audit", "verify", str(file), expect=2)
    file.write_text("[1]\n", encoding="utf-8")
    assert "not what" in run("audit", "verify", str(file), expect=2)


def test_nobody_is_due_without_a_rule(run: Run) -> None:
    run("tenant", "add", "North")
    assert "no rule" in run("person", "due", expect=5)
    run("tenant", "retention", "--days", "400")
    assert rows(run("tenant", "retention", "--format", "jsonl")) == [{"retention_days": 400}]
    assert run("person", "due") == "Nobody is due."
    run("tenant", "retention", "--off")
    assert "no rule" in run("person", "due", expect=5)


def test_how_long_laptops_keep_what_they_hold(run: Run) -> None:
    run("tenant", "add", "North", "--keep-days", "30")
    assert run("tenant", "keep") == "30 days after the last contact with the person."
    assert rows(run("tenant", "keep", "--days", "14", "--format", "jsonl")) == [{"keep_days": 14}]
    assert run("tenant", "keep", "--off") == "Without an end."
    run("tenant", "keep", "--off", "--days", "3", expect=2)


def test_a_person_who_is_not_there(run: Run, tmp_path: Path) -> None:
    run("tenant", "add", "North")
    run("worker", "add", "Ruth")
    for what in (
        ("export", "nobody"),
        ("grant", "nobody", "--worker", "Ruth"),
        ("withdraw", "nobody", "--worker", "Ruth"),
        ("erase", "nobody", "--yes"),
    ):
        assert "no such person" in run("person", *what, expect=3)
    assert run("person", "erased") == "Nobody was erased."


def test_what_serve_is_given_is_named_when_it_cannot_be_used(run: Run, tmp_path: Path) -> None:
    missing, words = tmp_path / "missing.pem", tmp_path / "words.pem"
    words.write_text("no certificate", encoding="utf-8")
    for cert, key, said in (
        (words, missing, f"{missing} cannot be read (No such file or directory)"),
        (missing, words, f"{missing} cannot be read"),
        (words, words, "not in PEM"),
    ):
        given = ("--port", "0", "--tls-cert", str(cert), "--tls-key", str(key))
        assert said in run("serve", *given, expect=2)
    assert f"{missing} cannot be read" in run("serve", "--databases", str(missing), expect=2)
    assert "no list of databases" in run("serve", "--databases", str(words), expect=2)
    with pytest.raises(StorageError, match=r"The folder .* cannot be made"):
        start_embedded(words / "hub")


def test_a_server_is_never_prepared_in_passing(run_kit: Run, postgres: str) -> None:
    told = run_kit("hub", "tenant", "add", "North", "--database", postgres, expect=5)
    assert "hub migrate" in told
    for url, why in (
        ("postgresql://nobody@127.0.0.1:1/x", "nobody answers there"),
        ("postgresql://nobody@hub.invalid/x", "no machine of its name is known here"),
        (in_database(postgres, "no_such"), "it has no database of that name"),
    ):
        told = run_kit("hub", "tenant", "list", "--database", url, expect=7)
        assert f"cannot be reached: {why}. Nothing was changed" in told
    assert "postgresql://" in run_kit("hub", "tenant", "list", "--database", "sqlite:x", expect=2)


async def _two_people(database: str) -> tuple[str, str]:
    databases = Databases(database)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(make_app(databases)), base_url="http://hub"
    ) as client:
        hub = HubHere(client, database)
        await hub.tenant("north")
        laptop = await hub.laptop("Ruth", "north")
        anna, bob = new_id(), new_id()
        await laptop.push(*laptop.person(anna, "Anna"), *laptop.person(bob, "Bob"))
    await databases.close()
    return anna, bob


def test_a_login_behind_the_walls_backs_nothing_up_and_is_told_what_it_wants(
    run: Run, database: str, tmp_path: Path
) -> None:
    async def add_login() -> None:
        connection = await asyncpg.connect(database)
        await connection.execute("DROP ROLE IF EXISTS behind")
        await connection.execute("CREATE ROLE behind LOGIN IN ROLE pg_read_all_data")
        await connection.close()

    asyncio.run(add_login())
    file = tmp_path / "hub.backup"
    theirs = database.replace("//postgres:@", "//behind@")
    assert "BYPASSRLS" in run("backup", str(file), "--database", theirs, expect=7)
    assert not file.exists()


def test_a_backup_restored_brings_back_all_but_the_erased(run: Run, database: str, tmp_path: Path) -> None:
    anna, bob = asyncio.run(_two_people(database))
    assert f", last heard of {datetime.now(UTC):%Y-%m-%d}" in run("device", "list")
    file, listed = tmp_path / "hub.backup", tmp_path / "erased.jsonl"
    run("backup", str(file))
    assert "already" in run("backup", str(file), expect=5)
    assert "--yes" in run("person", "erase", anna, expect=5)
    run("person", "erase", anna, "--yes")
    assert not rows(run("person", "erase", anna, "--yes", "--format", "jsonl"))[0]["new"]
    listed.write_text(run("person", "erased", "--format", "jsonl"), encoding="utf-8")
    assert "--replace" in run("restore", str(file), expect=5)
    assert rows(run("restore", str(file), "--replace", "--format", "jsonl")) == [
        {"restored": True, "erased_again": 1}
    ]
    assert "no such person" in run("person", "export", anna, expect=3)
    assert "Bob" in run("person", "export", bob)
    # Where the database itself is lost, the list beside the backup says whom.
    asyncio.run(_sql(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    told = rows(run("restore", str(file), "--erased", str(listed), "--format", "jsonl"))
    assert told == [{"restored": True, "erased_again": 1}]
    assert "no such person" in run("person", "export", anna, expect=3)
    run("audit", "verify")
    listed.write_text("nonsense", encoding="utf-8")
    assert "not what" in run("restore", str(file), "--replace", "--erased", str(listed), expect=2)
    (tmp_path / "no.backup").write_text("nonsense")
    assert "nothing was changed" in run("restore", str(tmp_path / "no.backup"), "--replace", expect=7)
    assert "Bob" in run("person", "export", bob)


def test_nothing_is_restored_under_a_hub_that_serves(run: Run, database: str, tmp_path: Path) -> None:
    file = tmp_path / "hub.backup"
    run("tenant", "add", "North")
    run("backup", str(file))
    run("tenant", "add", "South")
    served = Served("--database", database)
    refused = run("restore", str(file), "--replace", expect=5)
    assert "open to it. Nothing was changed. Whoever runs the hub stops hub serve first" in refused
    assert [row["id"] for row in rows(run("tenant", "list", "--format", "jsonl"))] == ["north", "south"]
    served.close()
    run("restore", str(file), "--replace")
    assert [row["id"] for row in rows(run("tenant", "list", "--format", "jsonl"))] == ["north"]


def test_what_is_held_of_somebody_is_written_for_its_owner_alone(
    run: Run, database: str, tmp_path: Path
) -> None:
    anna, bob = asyncio.run(_two_people(database))
    file, link = tmp_path / "bob.txt", tmp_path / "link.txt"
    run("person", "export", bob, "--output", str(file))
    assert "Bob" in file.read_text(encoding="utf-8")
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
    assert "already" in run("person", "export", anna, "--output", str(file), expect=5)
    assert "Bob" in file.read_text(encoding="utf-8")
    if os.name != "nt":
        link.symlink_to(file)
        run("person", "export", anna, "--output", str(link), "--overwrite", expect=2)
        assert "Bob" in file.read_text(encoding="utf-8")
    assert sorted(one.name for one in tmp_path.glob("*.part")) == []


async def _sql(database: str, query: str) -> None:
    connection = await asyncpg.connect(database)
    await connection.execute(query)
    await connection.close()
