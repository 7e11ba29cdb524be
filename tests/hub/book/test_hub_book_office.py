"""The officer's work on the hub's Book: edits over the sources, versions, doubles, imports by the clock."""

import asyncio
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from book_hub import FEEDS, NOW, opened

from conversation_kit.book.published import unpack_delta
from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.hub.book.importing import Wish
from conversation_kit.hub.book.publishing import packed_delta
from conversation_kit.hub.book.schedule import forget, remember, run_due
from conversation_kit.hub.database import WORKER, transaction
from conversation_kit.hub.migrating import connect
from conversation_kit.model.entries import Status

FOOTBALL = "00000001-0000-4000-8000-000000000000"


@pytest.fixture
def source(tmp_path):
    """A feed of a file, to be written anew."""

    def write(**changes):
        feed = json.loads((FEEDS / "october.json").read_text(encoding="utf-8"))
        services = feed if isinstance(feed, list) else feed.get("contents", feed.get("content"))
        for service in services:
            service.update(changes.get(service["id"], {}))
        path = tmp_path / "feed.json"
        path.write_text(json.dumps(feed), encoding="utf-8")
        return str(path)

    return write


def changes(**fields):
    return {FOOTBALL: fields}


async def body(hub, entry_id=FOOTBALL):
    return (await hub.office.entry(entry_id))[1]


async def test_an_edit_survives_the_next_import_and_a_source_that_changes_under_it_is_shown(hub, source):
    await hub.office.bring_in(Wish((source(),)), publishing=True)
    await hub.office.edit(
        FOOTBALL, {"description": "Now in the sports hall.", "email": "ball@netherbeck.example"}
    )
    brought, _ = await hub.office.bring_in(
        Wish((source(**changes(name="Netherbeck Strollers")),)), publishing=True
    )
    assert brought.moved == ()
    entry = await body(hub)
    assert (entry.name, entry.description) == ("Netherbeck Strollers", "Now in the sports hall.")
    assert entry.last_modified == NOW.date()

    moved = source(**changes(description="Slow game, now with tea and cake."))
    brought, _ = await hub.office.bring_in(Wish((moved,)), publishing=True)
    assert [edit.field for edit in brought.moved] == ["description"]
    brought, _ = await hub.office.bring_in(Wish((moved,)), publishing=True)
    assert brought.moved == ()  # it is told once, and stands until somebody looks
    (edit, name) = next((one, name) for one, name in await hub.office.edits() if one.field == "description")
    assert (edit.moved, edit.was, edit.source_now, name) == (
        True,
        "Slow game, quick tea.",
        "Slow game, now with tea and cake.",
        "Netherbeck Walking Football",
    )
    assert (await body(hub)).description == "Now in the sports hall."

    await hub.office.settle_edit(FOOTBALL, "description", take_source=False)
    assert not any(edit.moved for edit, _ in await hub.office.edits())
    await hub.office.settle_edit(FOOTBALL, "description", take_source=True)
    entry = await body(hub)
    assert (entry.description, entry.email) == (
        "Slow game, now with tea and cake.",
        "ball@netherbeck.example",
    )
    with pytest.raises(NotFoundError):
        await hub.office.settle_edit(FOOTBALL, "description", take_source=True)


async def test_a_source_that_comes_to_say_the_same_settles_an_edit(hub, source):
    await hub.office.bring_in(Wish((source(),)), publishing=True)
    await hub.office.close(FOOTBALL, Status.DEFUNCT)
    brought, _ = await hub.office.bring_in(Wish((source(**changes(status="defunct")),)), publishing=True)
    assert [edit.field for edit in brought.settled] == ["status"]
    assert await hub.office.edits() == []
    assert (await body(hub)).status is Status.DEFUNCT


async def test_checked_today_holds_until_the_source_was_checked_later(hub, source):
    await hub.office.bring_in(Wish((source(),)), publishing=True)
    assert (await hub.office.check(FOOTBALL)).assured_date == NOW.date()
    await hub.office.bring_in(Wish((source(**changes(assured_date="2026-11-01")),)), publishing=True)
    assert (await body(hub)).assured_date == NOW.date()
    await hub.office.bring_in(Wish((source(**changes(assured_date="2026-12-24")),)), publishing=True)
    assert (await body(hub)).assured_date == date(2026, 12, 24)
    assert await hub.office.edits() == []


async def test_an_edit_outlives_an_entry_that_its_source_drops_for_a_while(hub, source):
    await hub.office.bring_in(Wish((source(),)), publishing=True)
    await hub.office.close(FOOTBALL, Status.TEMPORARILY_CLOSED)
    await hub.bring_in("bucks_outpost_services_page1.json", allow_removals=True)
    assert [(edit.field, name) for edit, name in await hub.office.edits()] == [("status", "")]
    with pytest.raises(NotFoundError):
        await body(hub)
    await hub.office.bring_in(Wish((source(),), allow_removals=True), publishing=True)
    assert (await body(hub)).status is Status.TEMPORARILY_CLOSED


async def test_what_is_typed_is_read_as_a_spreadsheet_s_row_is(hub):
    await hub.bring_in("october.json")
    typed = {
        "postal_code": "M1 1AA",
        "address": "2 Mill Lane",
        "phone": "0161 496 0000",
        "contact_name": "Ask at the desk",
        "schedule": "Tuesdays 10am to 12 noon",
        "cost": "£2",
        "minimum_age": "16",
        "attributes": "Football; Walking",
        "status": "temporarily closed",
    }
    entry = await hub.office.edit(FOOTBALL, typed)
    assert entry == await body(hub)
    assert (entry.locations[0].postal_code, entry.locations[0].address) == ("M1 1AA", "2 Mill Lane")
    assert (entry.contacts[0].name, entry.contacts[0].phones) == ("Ask at the desk", ("0161 496 0000",))
    assert entry.schedules[0].byday == ("TU",)
    assert entry.cost_options[0].amount == 2
    assert (entry.minimum_age, entry.status) == (16, Status.TEMPORARILY_CLOSED)
    assert [one.name for one in entry.attributes] == ["Football", "Walking"]
    emptied = await hub.office.edit(FOOTBALL, dict.fromkeys(typed, ""))
    before = (await hub.office.entry(FOOTBALL))[0]
    assert emptied.contacts == ()
    assert emptied.minimum_age is None
    assert emptied.status in (Status.ACTIVE, before.status)


@pytest.mark.parametrize(
    "typed",
    [
        {"status": "sideways"},
        {"minimum_age": "old"},
        {"latitude": "north"},
        {"email": "nobody"},
        {"assured_date": "last week"},
        {"name": ""},
        {"no_such_field": "x"},
        {},
    ],
)
async def test_what_cannot_be_read_changes_nothing(hub, typed):
    await hub.bring_in("october.json")
    before = await body(hub)
    with pytest.raises(BadInputError):
        await hub.office.edit(FOOTBALL, typed)
    assert await body(hub) == before
    assert await hub.office.edits() == []


async def test_nothing_is_published_before_somebody_says_so(hub):
    await hub.bring_in("october.json", publishing=False)
    assert (await hub.json("/services"))["empty"]
    assert (await hub.office.status()).unpublished == 6
    first = await hub.office.publish()
    assert (first.version, first.added) == (1, 6)
    await hub.office.close(FOOTBALL, Status.DEFUNCT)
    assert (await hub.json(f"/services/{FOOTBALL}"))["status"] == "active"
    second = await hub.office.publish()
    assert (second.version, second.changed) == (2, 1)
    assert (await hub.json(f"/services/{FOOTBALL}"))["status"] == "defunct"
    again = await hub.office.publish()
    assert (again.version, again.anything) == (2, False)


async def test_an_import_that_would_empty_the_book_is_refused_and_changes_nothing(hub):
    await hub.bring_in("greater_manchester_ogl_v3.json")
    before = await hub.office.status()
    with pytest.raises(RefusedError):
        await hub.bring_in("october.json")
    assert await hub.office.status() == before


async def test_doubles_that_are_merged_are_published_as_one(hub):
    await hub.bring_in("october.json")
    ids = [entry.id for entry in await hub.office.entries()][:2]
    await hub.office.settle(*ids, together=True)
    assert (await hub.office.publish()).version == 2
    told = unpack_delta((await hub.get("/book/v1/delta?from=1")).content)
    assert (told.version, told.entries, told.doubles) == (2, (), (tuple(sorted(ids)),))
    await hub.office.settle(*reversed(ids), together=False)
    await hub.office.publish()
    assert unpack_delta((await hub.get("/book/v1/delta?from=2")).content).doubles == ()
    with pytest.raises(RefusedError):
        await hub.office.settle(ids[0], ids[0], together=True)
    with pytest.raises(NotFoundError):
        await hub.office.settle(ids[0], "none", together=True)


async def test_the_longest_unchecked_come_first(hub):
    await hub.bring_in("bristol_v3_services_page1.json", "october.json")
    days = [entry.checked for entry in await hub.office.entries() if entry.checked]
    assert days == sorted(days)
    assert (await hub.office.entries())[0].checked is None
    assert [entry.id for entry in await hub.office.entries("walking FOOTBALL")] == [FOOTBALL]


async def test_an_import_by_the_clock_is_run_once_by_whoever_comes_first(hub, source, database_url):
    wish = Wish((source(),))
    await remember(hub.databases, hub.tenant_id, wish, every_hours=24, now=NOW)
    assert not await run_due(hub.databases, hub.tenant_id, now=NOW + timedelta(hours=23))
    due = NOW + timedelta(hours=24)
    async with opened(database_url, hub.tenant_id) as other:
        ran = await asyncio.gather(
            *(run_due(one.databases, hub.tenant_id, now=due) for one in (hub, other, hub, other))
        )
    assert sorted(ran) == [False, False, False, True]
    status = await hub.office.status()
    assert (status.version, status.published) == (1, 6)
    assert status.schedule["outcome"].startswith("6 added")
    assert status.schedule["next_at"] == due + timedelta(hours=24)


async def test_an_import_by_the_clock_that_fails_says_why_and_is_tried_again_sooner(hub, tmp_path):
    wish = Wish((str(tmp_path / "gone.json"),))
    await remember(hub.databases, hub.tenant_id, wish, every_hours=24, now=NOW - timedelta(hours=24))
    assert await run_due(hub.databases, hub.tenant_id, now=NOW)
    schedule = (await hub.office.status()).schedule
    assert "gone.json" in schedule["outcome"]
    assert schedule["next_at"] == NOW + timedelta(hours=1)
    await forget(hub.databases, hub.tenant_id)
    assert (await hub.office.status()).schedule is None


async def test_an_import_by_the_clock_that_the_database_refuses_is_told_and_tried_again(
    hub, source, database_url
):
    await remember(hub.databases, hub.tenant_id, Wish((source(),)), every_hours=24, now=NOW)
    due, above = NOW + timedelta(hours=24), await connect(database_url)
    try:
        await above.execute("REVOKE INSERT ON book_version FROM kit_admin")
        assert await run_due(hub.databases, hub.tenant_id, now=due)
    finally:
        await above.execute("GRANT INSERT ON book_version TO kit_admin")
        await above.close()
    status = await hub.office.status()
    assert (status.version, status.schedule["next_at"]) == (0, due + timedelta(hours=1))
    assert "InsufficientPrivilegeError" in status.schedule["outcome"]
    assert await run_due(hub.databases, hub.tenant_id, now=due + timedelta(hours=1))
    assert (await hub.office.status()).published == 6


async def test_the_service_can_read_what_is_published_and_write_nothing(hub):
    await hub.bring_in("october.json")
    pool = await hub.databases.pool(hub.tenant_id)
    for query in (
        "DELETE FROM book_published",
        "UPDATE book_state SET version = 9",
        "SELECT * FROM book_schedule",
        "SELECT * FROM book_edit",
    ):
        async with pool.acquire() as connection:
            with pytest.raises(Exception, match="permission denied"):
                async with transaction(connection, WORKER, hub.tenant_id):
                    await connection.fetch(query)


async def test_one_changed_entry_in_a_hundred_costs_a_laptop_a_twentieth_of_the_book(hub, tmp_path):
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices("abcdefghilmnoprstuvw", k=chance.randint(3, 9))) for _ in range(800)]
    many = [
        {
            "id": str(UUID(int=chance.getrandbits(128), version=4)),
            "name": " ".join(chance.choices(vocabulary, k=3)),
            "description": " ".join(chance.choices(vocabulary, k=40)),
            "status": "active",
        }
        for _ in range(1000)
    ]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"contents": many}), encoding="utf-8")
    await hub.office.bring_in(Wish((str(path),)), publishing=True)
    ids = [entry.id for entry in await hub.office.entries()]
    for entry_id in ids[::100]:
        await hub.office.close(entry_id, Status.DEFUNCT)
    await hub.office.publish()
    whole, part = (
        await hub.get("/book/v1/delta"),
        await hub.get("/book/v1/delta?from=1"),
    )
    assert len(unpack_delta(part.content).entries) == len(ids[::100])
    assert len(part.content) < len(whole.content) / 20


async def test_a_delta_leads_from_every_version_to_the_last(hub):
    books = [{}]
    for name in ("october.json", "february.json", "bucks_outpost_services_page1.json", "october.json"):
        await hub.bring_in(name, allow_removals=True)
        books.append({entry.id: entry for entry in await hub.office.published()})
    pool = await hub.databases.pool(hub.tenant_id)
    async with pool.acquire() as connection, transaction(connection, WORKER, hub.tenant_id):
        for since, book in enumerate(books):
            delta = unpack_delta(await packed_delta(connection, hub.tenant_id, since))
            assert (delta.version, delta.since) == (4, since)
            assert {one.id: one for one in delta.applied_to(book.values())} == {
                key: replace(entry, footprint="") for key, entry in books[-1].items()
            }
        assert unpack_delta(await packed_delta(connection, hub.tenant_id, 99)).since == 0
