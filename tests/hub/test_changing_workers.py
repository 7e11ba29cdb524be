"""A worker becomes something else: their laptops hear of it, whom they lose goes, whom they gain comes. Administrators."""

import asyncpg
import pytest
from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.hub.accessing import grant
from conversation_kit.hub.administering import NewWorker, add_worker
from conversation_kit.hub.changing_workers import change_worker
from conversation_kit.hub.database import EXPORT, transaction
from conversation_kit.hub.subject_access import as_data, as_text, held
from conversation_kit.model.ids import new_id


async def change(hub: HubHere, laptop: HubLaptop, **given: object) -> None:
    await hub.admin("northmoor", change_worker, laptop.worker_id, **given)


async def test_the_next_pull_says_what_the_worker_is_now(hub: HubHere) -> None:
    await hub.tenant()
    west = await hub.team("West")
    laptop = await hub.laptop("Ben")
    assert (await laptop.pull())["worker"] == {
        "name": "Ben",
        "role": "worker",
        "team": "",
        "audience": "team",
    }
    assert (await laptop.ask("requests", {})).status_code == 200
    await change(hub, laptop, role="knowledge-officer", team_id=west, name="Benjamin")
    told = (await laptop.pull())["worker"]
    assert told == {"name": "Benjamin", "role": "knowledge-officer", "team": "West", "audience": "team"}
    assert [
        row["about"] for row in await hub.sql("SELECT about FROM audit WHERE action = 'worker changed'")
    ] == [f'{{"role": "knowledge-officer", "team_id": "{west}", "worker": "{laptop.worker_id}"}}']
    await change(hub, laptop, role="knowledge-officer")
    assert len(await hub.sql("SELECT FROM audit WHERE action = 'worker changed'")) == 1  # nothing was changed


async def test_another_team_takes_its_people_along_and_loses_no_late_work(hub: HubHere) -> None:
    await hub.tenant(scope="team")
    east, west = await hub.team("East"), await hub.team("West")
    one, other = await hub.laptop("Ruth", team_id=east), await hub.laptop("Imran", team_id=west)
    anna, bob = new_id(), new_id()
    await one.push(*one.person(anna, "Anna"))
    rows = other.person(bob, "Bob")
    await other.push(*rows)
    cursor = (await one.pull())["cursor"]

    await change(hub, one, team_id=west)

    assert set(await one.events(cursor)) == {("withdrawn", anna), ("granted", bob)}
    assert (await one.snapshot(anna)).status_code == 403
    assert [row for _, row in (await one.snapshot(bob)).json()["changes"]] == rows
    assert (await one.push(*one.note(anna, "written before it was known")))["set_aside"] == []


async def test_another_audience_or_stops_are_given_anew(hub: HubHere) -> None:
    await hub.tenant()
    one, other = await hub.laptop("Ruth"), await hub.laptop("Imran")
    anna = new_id()
    stop = one.row(anna, "stop", new_id(), "words", "bruises")
    notes = one.note(anna, "likes fish")
    await one.push(*one.person(anna, "Anna"), *notes, stop)
    await hub.admin("northmoor", grant, anna, other.worker_id, by="administrator")
    cursor = (await other.pull())["cursor"]

    await change(hub, other, receives_stops=True)
    assert await other.events(cursor) == [("reshared", anna)]
    assert stop[0] in {row[0] for _, row in (await other.snapshot(anna)).json()["changes"]}

    await change(hub, other, receives_stops=False, audience="provider")
    seen = {row[0] for _, row in (await other.snapshot(anna)).json()["changes"]}
    assert seen.isdisjoint({stop[0], *(row[0] for row in notes)})


async def test_an_administrators_laptop_reads_nobodys_words(hub: HubHere) -> None:
    await hub.tenant(scope="team")
    east = await hub.team("East")
    one = await hub.laptop("Ruth", team_id=east)
    boss = await hub.laptop("Boss", role="administrator", team_id=east)
    anna, note = new_id(), new_id()
    stop = one.row("", "stop", new_id(), "words", "shouting")
    await one.push(*one.person(anna, "Anna"), *one.note(anna, "likes fish", note), stop)
    assert await boss.pulled() == set()
    assert (await boss.snapshot(anna)).status_code == 403
    assert (
        await boss.ask("access", {"action": "grant", "person_id": anna, "worker_id": boss.worker_id})
    ).status_code == 403
    granted = await one.ask("access", {"action": "grant", "person_id": anna, "worker_id": boss.worker_id})
    assert (granted.status_code, granted.json()["error"]) == (403, "administrator")
    with pytest.raises(RefusedError):
        await hub.admin("northmoor", grant, anna, boss.worker_id, by="administrator")
    with pytest.raises(BadInputError):
        await hub.admin("northmoor", add_worker, NewWorker("Chief", "administrator", receives_stops=True))
    with pytest.raises(BadInputError):
        await change(hub, boss, receives_stops=True)


async def test_whoever_becomes_an_administrator_is_given_what_they_wrote_and_no_more(hub: HubHere) -> None:
    await hub.tenant()
    one, boss = await hub.laptop("Ruth"), await hub.laptop("Boss")
    anna = new_id()
    await one.push(*one.person(anna, "Anna"), *one.note(anna, "likes fish"))
    await hub.admin("northmoor", grant, anna, boss.worker_id, by="administrator")
    own = boss.note(anna, "rang twice")
    await boss.push(*own)
    cursor = (await boss.pull())["cursor"]
    await change(hub, boss, role="administrator")
    assert await boss.events(cursor) == [("reshared", anna)]
    assert [row for _, row in (await boss.snapshot(anna)).json()["changes"]] == own


async def test_a_stop_goes_into_no_subject_access_file(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth")
    anna, stop = new_id(), new_id()
    await one.push(
        *one.person(anna, "Anna"),
        one.row(anna, "stop", stop, "words", "bruises on both arms"),
        one.row(anna, "stop", stop, "handed_to", "Mrs Okafor"),
        one.row(anna, "stop", stop, "began", "2026-11-28T09:00:00+00:00"),
    )
    connection = await asyncpg.connect(hub.url)
    async with transaction(connection, EXPORT, "northmoor"):
        found = await held(connection, "northmoor", anna)
        rows = await connection.fetch("SELECT value FROM change WHERE entity = 'stop'")
    await connection.close()
    assert found.stops == 1
    for text in (as_text(found), str(as_data(found)), str(rows)):
        assert "bruises" not in text
        assert "Okafor" not in text
    assert "1 safeguarding record" in as_text(found)


async def test_a_name_that_was_typed_for_an_id_goes_into_no_audit(hub: HubHere) -> None:
    await hub.tenant()
    one = await hub.laptop("Ruth")
    refused = await one.ask("access", {"action": "ask", "person_id": "Desmond Hartley"})
    assert (refused.status_code, refused.json()["error"]) == (400, "malformed")
    assert await hub.sql("SELECT FROM audit WHERE about LIKE '%Desmond%'") == []


async def test_a_worker_who_is_not_there_is_a_sentence(hub: HubHere) -> None:
    await hub.tenant()
    with pytest.raises(NotFoundError, match="no such worker"):
        await hub.admin("northmoor", change_worker, "nobody", name="Somebody")
