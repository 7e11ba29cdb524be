"""What laptops push, others pull."""

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
