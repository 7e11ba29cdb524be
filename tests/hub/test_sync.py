"""What laptops push, others pull."""

import pytest
from hub_here import HubHere

from conversation_kit.model.ids import new_id


async def test_what_one_laptop_pushes_another_of_the_worker_pulls(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth Ollerenshaw")
    other = await hub.laptop_of(one.worker_id)
    person = new_id()
    rows = [*one.person(person, "Anna"), *one.note(person, "used to swim")]

    told = await one.push(*rows)
    pulled = await other.pull()

    assert told == {"accepted": [row[0] for row in rows], "set_aside": [], "erased": []}
    assert [item[2] for item in pulled["items"]] == rows
    assert (pulled["cursor"], pulled["more"]) == (len(rows), False)
    assert (await other.pull(pulled["cursor"]))["items"] == []


async def test_pushing_again_is_harmless(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth Ollerenshaw")
    rows = one.person(new_id(), "Anna")
    first = await one.push(*rows)
    assert await one.push(*rows, rows[0]) == first
    assert len((await one.pull())["items"]) == 2


async def test_a_colleague_sees_nobody_they_do_not_work_with(hub: HubHere) -> None:
    await hub.tenant()
    one, other = await hub.laptop("Ruth Ollerenshaw"), await hub.laptop("Imran Sheikh")
    person = new_id()
    await one.push(*one.person(person, "Anna"))
    assert (await other.pull())["items"] == []
    assert (await other.snapshot(person)).status_code == 403
    told = await other.push(*other.note(person, "let me in"))
    assert [row["why"] for row in told["set_aside"]] == ["no-access"] * 3


async def test_a_push_that_asks_for_it_brings_the_pull_with_it(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth Ollerenshaw")
    other = await hub.laptop_of(one.worker_id)
    person = new_id()
    await one.push(*one.person(person, "Anna"))
    cursor = (await other.pull())["cursor"]
    await one.push(*one.note(person, "used to swim"))

    mine = other.note(person, "sings")
    alone = await other.pull(cursor, own=False)
    answer = await other.ask(f"push?cursor={cursor}&limit=2000&own=false", {"changes": mine})
    told = answer.json()

    assert told["accepted"] == [row[0] for row in mine]
    pulled = told.pop("pulled")
    assert (told, pulled["items"]) == (await other.push(*mine), alone["items"])
    assert (pulled["more"], pulled["worker"], pulled["settings"]) == (
        False,
        alone["worker"],
        alone["settings"],
    )
    everything = (await other.ask("push?cursor=0", {"changes": []})).json()["pulled"]["items"]
    assert everything == (await other.pull())["items"]
    first = (await other.ask("push?cursor=0&limit=1", {"changes": []})).json()["pulled"]
    assert (len(first["items"]), first["more"]) == (1, True)
    again = await hub.client.post(
        answer.request.url, content=answer.request.content, headers=answer.request.headers
    )
    assert (again.status_code, again.json()["error"]) == (401, "replayed")


async def test_a_pull_that_comes_with_a_push_stands_in_the_audit_and_is_kept_once(hub: HubHere) -> None:
    await hub.tenant(scope="team")
    team = str(await hub.team("East"))
    one, other = await hub.laptop("Ruth", team_id=team), await hub.laptop("Imran", team_id=team)
    person = new_id()
    await one.push(*one.person(person, "Anna"))
    told = await other.ask("push?cursor=0", {"changes": other.note(person, "sings")})
    assert [item[2][5] for item in told.json()["pulled"]["items"]] == [
        '"Anna"',
        '"Saltmarsh"',
        '"c"',
        '"t"',
        '"sings"',
    ]
    read = await hub.sql("SELECT about FROM audit WHERE action = 'read'")
    assert [person in row["about"] for row in read] == [True]
    nonce = told.request.headers["x-kit-nonce"]
    assert len(await hub.sql("SELECT FROM nonce WHERE nonce = $1", nonce)) == 1


@pytest.mark.parametrize(
    "query", ["cursor=-1", "cursor=x", "cursor=", "cursor=1&limit=1e3", "cursor=" + "9" * 30]
)
async def test_a_push_that_asks_for_no_pull_there_is_changes_nothing(hub: HubHere, query: str) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    answer = await laptop.ask(f"push?{query}", {"changes": laptop.person(new_id(), "Anna")})
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")
    assert await hub.sql("SELECT FROM change") == []
