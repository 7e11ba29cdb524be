"""What a push writes about who may see its records, and when other laptops are told to look again."""

import asyncio
from typing import Any

import pytest
from hub_here import HubHere

from conversation_kit.hub import pushing
from conversation_kit.model.ids import new_id


async def _two(hub: HubHere):
    """A worker, a colleague who counts as a GP, and a person both work with."""
    await hub.tenant()
    ruth, gp = await hub.laptop("Ruth"), await hub.laptop("Dr Shah", audience="gp")
    person = new_id()
    note = new_id()
    await ruth.push(
        *ruth.note(person, "used to teach swimming", note)
    )  # nothing of the person themselves yet
    answer = await ruth.ask("access", {"person_id": person, "action": "grant", "worker_id": gp.worker_id})
    assert answer.status_code == 200, answer.text
    return ruth, gp, person, note


async def test_a_record_in_two_pushes_makes_nobody_look_again(hub: HubHere) -> None:
    ruth, gp, person, note = await _two(hub)
    await ruth.push(*ruth.permission(person, person, ["team", "gp"]))
    before = await gp.events()
    asset = new_id()
    await ruth.push(ruth.row(person, "asset", asset, "words", "swims"))
    await ruth.push(ruth.row(person, "asset", asset, "note_id", note))  # a note that hides nothing
    assert await gp.events() == before


async def test_what_a_record_came_to_stand_on_later_counts_when_that_is_hidden(hub: HubHere) -> None:
    ruth, gp, person, note = await _two(hub)
    asset = new_id()
    words = ruth.row(person, "asset", asset, "words", "swims")
    await ruth.push(words)
    await ruth.push(ruth.row(person, "asset", asset, "note_id", note))
    assert [row[0] for row in await hub.sql("SELECT note_id FROM item WHERE item_id = $1", asset)] == [note]
    await ruth.push(*ruth.permission(person, person, ["team", "gp"]))
    assert words[0] in await gp.pulled()
    await ruth.push(*ruth.permission(person, note, ["team"]))
    assert words[0] not in await gp.pulled()


async def test_an_older_record_is_looked_at_again_when_another_push_altered_it_meanwhile(
    hub: HubHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is judged; the second, which wins, is judged and written; then the first is written."""
    ruth, _, person, note = await _two(hub)
    asset, other = new_id(), new_id()
    await ruth.push(ruth.row(person, "asset", asset, "words", "swims"), *ruth.note(person, "sings", other))
    first = ruth.row(person, "asset", asset, "note_id", note)
    second = ruth.row(person, "asset", asset, "note_id", other)
    assert first[8] < second[8]
    known, judged = pushing._known, []

    async def and_another_comes_between(*given: Any) -> Any:
        found = await known(*given)
        judged.append(found)
        if len(judged) == 1:
            await ruth.push(second)
        return found

    monkeypatch.setattr(pushing, "_known", and_another_comes_between)
    await ruth.push(first)
    assert len(judged) == 3, "the first was judged twice"
    stands = await hub.sql("SELECT note_id FROM item WHERE item_id = $1", asset)
    assert [row[0] for row in stands] == [other]


async def test_a_record_that_comes_to_stand_on_a_hidden_note_is_taken_back(hub: HubHere) -> None:
    ruth, gp, person, note = await _two(hub)
    await ruth.push(
        *ruth.permission(person, person, ["team", "gp"]), *ruth.permission(person, note, ["team"])
    )
    asset = new_id()
    words = ruth.row(person, "asset", asset, "words", "swims")
    await ruth.push(words)
    assert words[0] in await gp.pulled()
    before = await gp.events()
    await ruth.push(ruth.row(person, "asset", asset, "note_id", note))
    assert words[0] not in await gp.pulled()
    assert len(await gp.events()) == len(before) + 1


async def test_a_permission_that_is_the_first_of_a_persons_own_record_makes_laptops_look_again(
    hub: HubHere,
) -> None:
    ruth, gp, person, _ = await _two(hub)
    assert not await gp.pulled()
    before = await gp.events()
    await ruth.push(*ruth.permission(person, person, ["gp"]))
    assert len(await gp.events()) == len(before) + 1
    assert await gp.pulled()


async def test_a_contradicted_change_decides_nothing_about_a_new_record(hub: HubHere) -> None:
    ruth, gp, person, note = await _two(hub)
    taken = ruth.row(person, "note", note, "order", 1)
    await ruth.push(*ruth.permission(person, person, ["team"]), taken)
    other = new_id()
    false = ruth.row(person, "permission", other, "audiences", ["gp"], id=taken[0])
    text = ruth.row(person, "note", other, "text", "misses the noise")
    told = await ruth.push(false, text)
    assert [one["why"] for one in told["set_aside"]] == ["contradicts"]
    assert text[0] not in await gp.pulled()


async def test_one_person_pushed_by_two_at_once_is_one_workers(hub: HubHere) -> None:
    await hub.tenant()
    laptops = [await hub.laptop(name) for name in ("Ruth", "Imran", "Zoe", "Ada")]
    person = new_id()
    told = await asyncio.gather(
        *(one.push(one.row(person, "note", new_id(), "text", "swims")) for one in laptops)
    )
    assert sum(len(one["accepted"]) for one in told) == 1
    assert [one["why"] for part in told for one in part["set_aside"]] == ["no-access"] * 3
