"""What a worker of this tenant or another tries with everybody else's ids: nothing is read, nothing of theirs changes."""

import itertools
import json
import random
from dataclasses import dataclass

import pytest
from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit.hub.accessing import grant
from conversation_kit.model.ids import new_id

SECRETS = (
    "Anna Hartley",
    "bruises on both arms",
    "her sister hid the key",
    "wants a quiet choir",
    "Mrs Okafor",
)


@dataclass
class Victim:
    """Somebody's laptop at the hub, with everything on it that has an id."""

    laptop: HubLaptop
    ids: dict[str, str]
    rows: list[list]

    @property
    def every_id(self) -> list[str]:
        return [*self.ids.values(), self.laptop.worker_id, self.laptop.device_id]


async def victim_at(hub: HubHere, tenant: str = "northmoor") -> Victim:
    """Return Ruth's laptop after it pushed one of each kind of record."""
    laptop = await hub.laptop("Ruth Ollerenshaw", tenant)
    ids = {name: new_id() for name in ("person", "note", "stop", "lone_stop", "gap", "connection", "deal")}
    rows = [
        *laptop.person(ids["person"], "Anna Hartley"),
        *laptop.note(ids["person"], "her sister hid the key", ids["note"]),
        laptop.row(ids["person"], "stop", ids["stop"], "words", "bruises on both arms"),
        laptop.row("", "stop", ids["lone_stop"], "handed_to", "Mrs Okafor"),
        laptop.row("", "gap", ids["gap"], "words", "wants a quiet choir"),
        laptop.row(ids["person"], "connection", ids["connection"], "entry_id", "e1"),
        laptop.row(ids["person"], "deal", ids["deal"], "connection_id", ids["connection"]),
    ]
    told = await laptop.push(*rows)
    assert told["set_aside"] == []
    return Victim(laptop, ids, rows)


async def log_of(hub: HubHere, tenant: str) -> list[tuple]:
    """Return what the log and the judgments of a tenant hold but for who read whom."""
    changes = await hub.sql("SELECT * FROM change WHERE tenant_id = $1 ORDER BY seq", tenant)
    items = await hub.sql("SELECT * FROM item WHERE tenant_id = $1 ORDER BY item_id", tenant)
    access = await hub.sql("SELECT * FROM access WHERE tenant_id = $1 ORDER BY grantee, person_id", tenant)
    devices = await hub.sql(
        "SELECT device_id, worker_id, public_key, revoked_at FROM device WHERE tenant_id = $1", tenant
    )
    return [tuple(row) for row in itertools.chain(changes, items, access, devices)]


@pytest.mark.parametrize(
    "attacker", ["colleague", "other tenant", "officer", "manager of another team", "administrator"]
)
async def test_nobodys_ids_open_or_change_anything(hub: HubHere, attacker: str) -> None:
    await hub.tenant("northmoor")
    await hub.tenant("southmoor")
    west = await hub.team("West")
    victim = await victim_at(hub)
    if attacker == "other tenant":
        evil = await hub.laptop("Eve", "southmoor", role="footprint-manager", receives_stops=True)
    else:
        roles = {"officer": "knowledge-officer", "manager of another team": "footprint-manager"}
        role = roles.get(attacker, attacker if attacker == "administrator" else "worker")
        evil = await hub.laptop("Eve", role=role, team_id=west)
    before = await log_of(hub, "northmoor")
    said = []
    for one, other in itertools.product(victim.every_id, ["", evil.worker_id, victim.laptop.worker_id]):
        said.append(await evil.snapshot(one))
        for action in ("grant", "deny", "withdraw", "ask"):
            message = {"action": action, "person_id": one, "worker_id": other}
            said.append(await evil.ask("access", message))
            said.append(await evil.ask("access", {"action": action, "request_id": one, "worker_id": other}))
    said.append(await evil.ask("erase", {"person_id": victim.ids["person"]}))
    for row, what in itertools.product(victim.rows, ("value", "id", "base")):
        forged = [*row]
        forged[0] = row[0] if what == "id" else new_id()
        forged[5] = json.dumps("overwritten")
        forged[6:9] = evil.worker_id, evil.device_id, "9" * 15 + ".000000"
        forged[9] = [row[0]] if what == "base" else []
        said.append(await evil.ask("push", {"changes": [forged]}))
        said.append(await evil.ask("push", {"changes": [[*forged[:6], *row[6:8], *forged[8:]]]}))
    said += [await evil.ask("pull", {"cursor": 0}), await evil.ask("requests", {})]
    text = "\n".join(answer.text for answer in said)
    seen = SECRETS if attacker != "officer" else [one for one in SECRETS if one != "wants a quiet choir"]
    assert [one for one in seen if one in text] == []
    assert await log_of(hub, "northmoor") == before
    assert {row[0] for row in victim.rows} <= await victim.laptop.pulled()


async def test_whoever_works_with_a_person_still_reads_no_stop_by_any_way(hub: HubHere) -> None:
    await hub.tenant()
    victim = await victim_at(hub)
    evil = await hub.laptop("Eve")
    person, stop = victim.ids["person"], victim.ids["stop"]
    await hub.admin("northmoor", grant, person, evil.worker_id, by="administrator")
    tries = [
        evil.row(person, "permission", stop, "audiences", ["team"]),
        evil.row(person, "permission", victim.ids["lone_stop"], "audiences", ["team"]),
        evil.row(person, "note", stop, "text", "a note of the same id"),
        evil.row(person, "asset", new_id(), "note_id", stop),
        evil.row(person, "deal", new_id(), "connection_id", stop),
        evil.row(person, "stop", stop, "began", "2026-11-28T09:00:00+00:00", base=[victim.rows[5][0]]),
    ]
    answers = [await evil.ask("push", {"changes": [one]}) for one in tries]
    answers += [
        await evil.snapshot(person),
        await evil.ask("pull", {"cursor": 0}),
        await evil.ask("pull", {"own": True}),
    ]
    text = "\n".join(answer.text for answer in answers)
    assert "her sister hid the key" in text  # which is theirs to read
    assert "bruises" not in text
    assert "Okafor" not in text


async def test_one_row_that_cannot_be_kept_blocks_no_other(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    person = new_id()
    noise = "".join(random.Random(5).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9_000))
    rows = [
        *laptop.person(person, "Anna"),
        laptop.row(person, "connection", new_id(), "entry_id", noise),
        laptop.row(person, "note", new_id(), "text", "\u0000 and \ud800"),
        *laptop.note(person, "likes fish"),
    ]
    told = await laptop.push(*rows)
    assert {row[0] for row in rows} == {*told["accepted"], *(one["id"] for one in told["set_aside"])}
    assert {row[0] for row in laptop.note(person, "x")}.isdisjoint(told["accepted"])
    assert {rows[0][0], rows[-1][0]} <= set(told["accepted"])


async def test_a_record_about_nobody_is_its_authors_to_change(hub: HubHere) -> None:
    await hub.tenant()
    victim = await victim_at(hub)
    officer = await hub.laptop("Ben", role="knowledge-officer")
    for name in ("gap", "lone_stop"):
        entity = {"gap": "gap", "lone_stop": "stop"}[name]
        row = officer.row("", entity, victim.ids[name], "words", "something else")
        assert [one["why"] for one in (await officer.push(row))["set_aside"]] == ["not-yours"]
    mine = victim.laptop.row("", "gap", victim.ids["gap"], "words", "a choir")
    assert (await victim.laptop.push(mine))["set_aside"] == []
