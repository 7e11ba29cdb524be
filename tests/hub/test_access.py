"""Who may see what: access, permissions, Stops; and that it ends."""

import asyncio
from datetime import timedelta

from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit.hub import audit
from conversation_kit.hub.accessing import grant, withdraw
from conversation_kit.hub.audit import verify
from conversation_kit.hub.request import now_utc, today_at
from conversation_kit.model.ids import new_id


async def two_with(hub: HubHere, person: str, **colleague: object) -> tuple[HubLaptop, HubLaptop]:
    """Return the laptops of a worker who brought a person, and of a colleague who was given access."""
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh", **colleague)
    await one.push(*one.person(person, "Anna"))
    await hub.admin("northmoor", grant, person, other.worker_id, by="administrator")
    return one, other


async def test_a_grant_is_told_and_its_snapshot_holds_what_lies_below(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    rows = one.person(person, "Anna")
    await one.push(*rows)
    cursor = (await other.pull())["cursor"]

    told = await other.ask("access", {"person_id": person, "action": "ask"})
    asked = (await one.ask("requests", {})).json()["requests"]
    assert told.json()["state"] == "asked"
    assert [(row["worker_id"], row["name"]) for row in asked] == [(other.worker_id, "Imran Sheikh")]
    granted = await one.ask("access", {"action": "grant", "request_id": asked[0]["request_id"]})

    assert granted.json()["state"] == "granted"
    items = (await other.pull(cursor))["items"]
    assert [item[1:] for item in items] == [["event", "granted", person]]
    snapshot = (await other.snapshot(person, upto=items[0][0])).json()
    assert [row for _, row in snapshot["changes"]] == rows
    actions = [row["action"] for row in await hub.sql("SELECT action FROM audit ORDER BY number")]
    assert actions[-4:] == ["began", "asked", "granted", "read"]


async def test_an_administrator_asks_for_nobody(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Ada", role="administrator")
    await one.push(*one.person(person, "Anna"))
    refused = await other.ask("access", {"person_id": person, "action": "ask"})
    assert (refused.status_code, refused.json()["error"]) == (403, "administrator")
    assert (await one.ask("requests", {})).json()["requests"] == []


async def test_whoever_asked_and_was_let_in_reads_when_that_has_ended(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Imran")
    await one.push(*one.person(person, "Anna"))
    await other.ask("access", {"person_id": person, "action": "ask"})
    whom = {"person_id": person, "worker_id": other.worker_id}

    async def states() -> list[str]:
        return [row["state"] for row in (await other.ask("requests", {})).json()["requests"]]

    await one.ask("access", {"action": "grant", **whom})
    assert await states() == ["granted"]
    await one.ask("access", {"action": "withdraw", **whom})
    assert await states() == ["ended"]
    await other.ask("access", {"person_id": person, "action": "ask"})
    assert await states() == ["ended", "asked"]


async def test_a_colleague_is_let_in_by_a_name_that_only_one_bears(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Siân Sheikh")
    await one.push(*one.person(person, "Anna"))
    by_name = {"action": "grant", "person_id": person, "worker_id": "siân sheikh"}
    assert (await other.ask("access", by_name)).json()["error"] == "no-access"
    assert (await one.ask("access", by_name)).json()["state"] == "granted"
    assert len(await other.pulled()) == 2
    refused = await one.ask("access", {**by_name, "worker_id": "nobody"})
    assert (refused.status_code, refused.json()["error"]) == (404, "unknown-worker")
    assert (await one.ask("access", {**by_name, "worker_id": "Ruth"})).json()["error"] == "own-request"
    others = [await hub.laptop("Siân Sheikh") for _ in range(4)]
    refused = await one.ask("access", {**by_name, "action": "withdraw"})
    assert (refused.status_code, refused.json()["error"]) == (409, "several-workers")
    said = refused.json()["sentence"]
    assert f"Give one's id: {other.worker_id} (worker); {others[0].worker_id} (worker)" in said
    assert said.endswith("and 2 more")
    assert len(said) <= 300
    assert len(await other.pulled()) == 2


async def test_nobody_lets_themselves_in(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    await one.push(*one.person(person, "Anna"))
    asked = (await other.ask("access", {"person_id": person, "action": "ask"})).json()
    for message in (
        {"action": "grant", "request_id": asked["request_id"]},
        {"action": "grant", "person_id": person, "worker_id": other.worker_id},
        {"action": "withdraw", "person_id": person, "worker_id": one.worker_id},
    ):
        assert (await other.ask("access", message)).status_code == 403
    assert await other.pulled() == set()


async def test_a_denial_after_a_grant_says_so_and_changes_nothing(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other, third = [await hub.laptop(name) for name in ("Ruth", "Imran", "Zoe")]
    await one.push(*one.person(person, "Anna"))
    asked = [
        (await laptop.ask("access", {"person_id": person, "action": "ask"})).json()["request_id"]
        for laptop in (other, third)
    ]
    await one.ask("access", {"action": "grant", "request_id": asked[0]})

    late = await one.ask("access", {"action": "deny", "request_id": asked[0]})
    denied = [(await one.ask("access", {"action": "deny", "request_id": asked[1]})).json() for _ in range(2)]

    assert (late.status_code, late.json()["error"]) == (409, "granted")
    assert (await other.snapshot(person)).status_code == 200
    assert [said["state"] for said in denied] == ["denied", "denied"]  # a repeated request finds it done
    told = await hub.sql("SELECT action FROM audit WHERE action IN ('granted', 'denied') ORDER BY number")
    assert [row["action"] for row in told] == ["granted", "denied"]


async def test_what_was_done_before_a_withdrawal_is_not_lost(hub: HubHere) -> None:
    person = new_id()
    one, other = await two_with(hub, person)
    cursor = (await other.pull())["cursor"]
    await hub.admin("northmoor", withdraw, person, other.worker_id, by="administrator")

    late = other.note(person, "written on the bus")
    assert (await other.push(*late))["set_aside"] == []
    assert await other.events(cursor) == [("withdrawn", person)]
    assert (await other.snapshot(person)).status_code == 403
    assert {row[0] for row in late} <= await one.pulled()
    assert await other.pulled() == set()


async def test_a_note_for_the_person_only_stays_with_whoever_wrote_it(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    one, other = await two_with(hub, person)
    rows = one.note(person, "nobody is to know", note)
    open_rows = one.note(person, "likes fish")
    await one.push(*rows, *open_rows, *one.permission(person, note, []))
    seen = await other.pulled()
    assert seen.isdisjoint(row[0] for row in rows)
    assert {row[0] for row in open_rows} <= seen
    assert {row[0] for row in rows} <= await one.pulled()


async def test_permissions_hold_whichever_comes_first(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    one, other = await two_with(hub, person)
    await one.push(*one.permission(person, note, ["person"]))
    rows = one.note(person, "nobody is to know", note)
    await one.push(*rows)
    assert (await other.pulled()).isdisjoint(row[0] for row in rows)


async def test_a_permission_taken_back_is_told_and_given_again_is_seen(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    one, other = await two_with(hub, person)
    rows = one.note(person, "used to swim", note)
    await one.push(*rows, *one.permission(person, note, ["team"]))
    ids = {row[0] for row in rows}
    assert ids <= await other.pulled()

    cursor = (await other.pull())["cursor"]
    await one.push(one.row(person, "permission", note, "withdrawn", value=True))
    assert await other.events(cursor) == [("reshared", person)]
    assert (await other.pulled()).isdisjoint(ids)

    await one.push(one.row(person, "permission", note, "withdrawn", value=False))
    assert ids <= await other.pulled()


async def test_a_permission_ends_with_its_last_day(hub: HubHere) -> None:
    person, today = new_id(), today_at(now_utc())
    one, other = await two_with(hub, person)
    over, running = new_id(), new_id()
    gone, here = one.note(person, "last spring", over), one.note(person, "until today", running)
    await one.push(
        *gone,
        *here,
        *one.permission(person, over, ["team"], until=str(today - timedelta(days=2))),
        *one.permission(person, running, ["team"], until=str(today + timedelta(days=1))),
    )
    seen = await other.pulled()
    assert seen.isdisjoint(row[0] for row in gone)
    assert {row[0] for row in here} <= seen


async def test_the_whole_story_counts_where_an_item_has_none_of_its_own(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    one, other = await two_with(hub, person, audience="gp")
    told, open_note = one.note(person, "used to swim"), one.note(person, "for the GP", note)
    await one.push(*told, *open_note, *one.permission(person, note, ["gp"]))
    seen = await other.pulled()
    assert seen.isdisjoint(row[0] for row in told)  # nobody was asked: the team only
    assert {row[0] for row in open_note} <= seen
    await one.push(*one.permission(person, person, ["gp"]))
    assert {row[0] for row in told} <= await other.pulled()


async def test_an_asset_goes_with_its_note_and_a_deal_line_with_its_connection(hub: HubHere) -> None:
    person, note, connection = new_id(), new_id(), new_id()
    one, other = await two_with(hub, person)
    asset, line = new_id(), new_id()
    rows = [
        one.row(person, "asset", asset, "note_id", note),
        one.row(person, "asset", asset, "words", "swims"),
        one.row(person, "deal", line, "connection_id", connection),
        one.row(person, "deal", line, "what", "go on Tuesday"),
    ]
    await one.push(*rows, *one.permission(person, note, []), *one.permission(person, connection, []))
    assert (await other.pulled()).isdisjoint(row[0] for row in rows)
    await one.push(*one.permission(person, asset, ["team"]), *one.permission(person, line, ["team"]))
    seen = await other.pulled()
    assert {rows[0][0], rows[1][0]} <= seen
    assert seen.isdisjoint({rows[2][0], rows[3][0]})


async def test_whoever_has_access_knows_the_name_and_not_more_than_the_story_allows(hub: HubHere) -> None:
    person = new_id()
    one, other = await two_with(hub, person, audience="provider")
    items = [item[2] for item in (await other.pull())["items"] if item[1] == "change"]
    assert [row[4] for row in items] == ["name"]
    assert len(await one.pulled()) == 2


async def test_a_stop_goes_to_its_author_and_to_those_named(hub: HubHere) -> None:
    person = new_id()
    one, other = await two_with(hub, person)
    receiver = await hub.laptop("Duty desk", receives_stops=True)
    await hub.admin("northmoor", grant, person, receiver.worker_id, by="administrator")
    stop = [
        one.row(person, "stop", new_id(), "words", "bruises"),
        one.row("", "stop", new_id(), "words", "shouting"),
    ]
    await one.push(*stop)
    ids = {row[0] for row in stop}
    assert (await other.pulled()).isdisjoint(ids)
    assert ids <= await receiver.pulled()
    assert ids <= await one.pulled()


async def test_gaps_and_corrections_go_to_knowledge_officers(hub: HubHere) -> None:
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    officer = await hub.laptop("Pat Lund", role="knowledge-officer")
    gap, known = (
        one.row("", "gap", new_id(), "words", "a choir"),
        one.row("", "worker", new_id(), "name", "Ruth"),
    )
    await one.push(gap, known)
    assert await other.pulled() == {known[0]}
    assert await officer.pulled() == {gap[0], known[0]}


async def test_a_team_shares_its_people_where_the_tenant_says_so(hub: HubHere) -> None:
    await hub.tenant(scope="team")
    east, west = await hub.team("East"), await hub.team("West")
    one, other = await hub.laptop("Ruth", team_id=east), await hub.laptop("Imran", team_id=east)
    far = await hub.laptop("Zoe", team_id=west)
    rows = one.person(new_id(), "Anna")
    await one.push(*rows)
    assert await other.pulled() == {row[0] for row in rows}
    assert await far.pulled() == set()


async def test_erased_people_go_everywhere_and_do_not_come_back(hub: HubHere) -> None:
    person, note = new_id(), new_id()
    one, other = await two_with(hub, person)
    await other.push(*other.note(person, "for me", note), *other.permission(person, note, []))
    cursor = (await other.pull())["cursor"]

    assert (await one.ask("erase", {"person_id": person})).json() == {"erased": [person]}

    assert await other.events(cursor) == [("erased", person)]
    late = await other.push(*other.note(person, "too late"))
    assert (late["erased"], {row["why"] for row in late["set_aside"]}) == ([person], {"erased"})
    for table in ("change", "item", "access", "person"):
        assert await hub.sql(f"SELECT FROM {table} WHERE person_id = $1", person) == []
    assert (await one.snapshot(person)).status_code == 403
    stranger = await hub.laptop("Zoe")
    assert [row["why"] for row in (await stranger.push(*stranger.note(person, "x")))["set_aside"]] == [
        "erased"
    ] * 3


async def test_whose_access_ended_erases_nobody(hub: HubHere) -> None:
    person = new_id()
    one, other = await two_with(hub, person)
    await hub.admin("northmoor", withdraw, person, other.worker_id, by="administrator")

    refused = await other.ask("erase", {"person_id": person})

    assert (refused.status_code, refused.json()["error"]) == (403, "no-access")
    assert (await one.snapshot(person)).status_code == 200
    assert await hub.sql("SELECT FROM erased WHERE person_id = $1", person) == []


async def test_one_record_belongs_to_one_person_and_one_worker_to_themselves(hub: HubHere) -> None:
    person, mine, note, me = new_id(), new_id(), new_id(), new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    await one.push(
        *one.person(person, "Anna"),
        *one.note(person, "hers", note),
        one.row("", "worker", me, "name", "Ruth"),
    )
    await other.push(*other.person(mine, "Bob"))
    for why, row in (
        ("other-person", other.row(mine, "note", note, "text", "altered")),
        ("other-person", other.row(mine, "permission", note, "audiences", ["gp"])),
        ("other-person", other.row(mine, "asset", new_id(), "note_id", note)),
        ("not-yours", other.row("", "worker", me, "name", "Mallory")),
        ("not-yours", other.row("", "worker", one.worker_id, "name", "Mallory")),
        ("not-yours", other.row(mine, "note", new_id(), "text", "x", worker_id=one.worker_id)),
        ("not-yours", other.row(mine, "note", new_id(), "text", "x", device_id=one.device_id)),
        ("not-yours", other.row(mine, "note", new_id(), "text", "x", worker_id=me)),
    ):
        assert [told["why"] for told in (await other.push(row))["set_aside"]] == [why], row


async def test_the_same_id_with_something_else_is_set_aside(hub: HubHere) -> None:
    person = new_id()
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    row = one.row(person, "person", person, "name", "Anna")
    await one.push(row)
    altered = [*row[:5], '"Eve"', *row[6:]]
    stolen = other.row("", "gap", new_id(), "words", "x", id=row[0])
    good = one.row(person, "person", person, "area", "Sands")
    told = await one.push(altered, good, "nonsense", [1, 2])
    assert [(each["id"], each["why"]) for each in told["set_aside"]] == [
        ("", "malformed"),
        ("", "malformed"),
        (row[0], "contradicts"),
    ]
    assert told["accepted"] == [good[0]]
    assert [each["why"] for each in (await other.push(stolen))["set_aside"]] == ["contradicts"]


async def test_whoever_reads_at_the_same_moment_stands_in_one_unbroken_audit(hub: HubHere) -> None:
    people = [new_id() for _ in range(3)]
    await hub.tenant()
    one = await hub.laptop("Ruth Ollerenshaw")
    for person in people:
        await one.push(*one.person(person, "Anna"))
    others = [await hub.laptop(f"Colleague {n}") for n in range(6)]
    for other in others:
        for person in people:
            await hub.admin("northmoor", grant, person, other.worker_id, by="administrator")
    pulled = await asyncio.gather(*(other.pulled() for other in others for _ in range(2)))
    assert all(len(ids) == 2 * len(people) for ids in pulled)
    lines = await hub.admin("northmoor", audit.lines)
    assert verify(lines) == (len(lines), lines[-1]["hash"])
    read = {(line["actor"], line["about"]["person"]) for line in lines if line["action"] == "read"}
    assert read == {(other.worker_id, person) for other in others for person in people}
    assert len(await hub.sql("SELECT FROM reading")) == len(read)
