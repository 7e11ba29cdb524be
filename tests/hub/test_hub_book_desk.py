"""What the front line tells reaches the officer without anybody's name, and the answer reaches whoever told it."""

from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.hub.book.desk import Desk
from conversation_kit.hub.book.importing import Wish
from conversation_kit.hub.book.office import Office
from conversation_kit.hub.database import COUNTER, Databases, transaction
from conversation_kit.model.changes import heads
from conversation_kit.model.clock import wall_ms
from conversation_kit.model.connections import Correction, Gap, Outcome
from conversation_kit.sync.signing import sign
from conversation_kit.sync.wire import ENCODING, WIRE_HEADER, WIRE_VERSION, from_row, pack
from conversation_kit.vault.codec import decode

FEEDS = Path(__file__).parents[1] / "data" / "feeds"

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
KEPT = "2026-11-24T10:00:00+00:00"


def correction(laptop, **values):
    fields = {
        "entry_id": "e1",
        "entry_name": "Tea at Three",
        "fault": "closed",
        "kept_at": KEPT,
        "words": "shut",
    }
    return [laptop.row("", "correction", "c1", name, value) for name, value in (fields | values).items()]


def gap(laptop):
    fields = {"words": "somewhere to fix clocks", "area": "Leigh", "kept_at": KEPT}
    return [laptop.row("", "gap", "g1", name, value) for name, value in fields.items()]


async def pulled(laptop):
    return (await laptop.ask("pull", {"cursor": 0})).json()["items"]


def told(items, kind, record_id):
    values = {row[4]: row[5] for _, what, row in items if what == "change" and row[3] == record_id}
    return decode(kind, record_id, "", values).record


@pytest.fixture
async def desk(hub):
    await hub.tenant()
    databases = Databases(hub.url)
    yield Desk(databases, "northmoor", NOW, "officer-1")
    await databases.close()


async def test_a_correction_is_listed_answered_and_the_answer_goes_to_whoever_sent_it(hub, desk):
    sender, other = await hub.laptop("Ann"), await hub.laptop("Bo")
    officer = await hub.laptop("Cy", role="knowledge-officer")
    assert (await sender.ask("push", {"changes": correction(sender) + gap(sender)})).status_code == 200
    (found,) = await desk.reports("correction")
    assert (found.entry_id, found.fault, found.words, found.outcome) == ("e1", "closed", "shut", "")
    assert [one.words for one in await desk.reports("gap")] == ["somewhere to fix clocks"]
    assert not {sender.worker_id, sender.device_id, "Ann"} & {str(value) for value in vars_of(found)}

    await desk.answer("c1", Outcome.NOT_SO, "They meet in the annexe.\x1b[2J")
    assert await desk.reports("correction") == []
    (found,) = await desk.reports("correction", answered=True)
    assert (found.outcome, found.answer) == ("not so", "They meet in the annexe.[2J")
    for laptop in (sender, officer):
        made = told(await pulled(laptop), Correction, "c1")
        assert (made.outcome, made.answer, made.answered_at) == (Outcome.NOT_SO, found.answer, NOW)
    assert not [row for _, what, row in await pulled(other) if what == "change" and row[2] == "correction"]


async def test_a_second_answer_stands_in_the_place_of_the_first(hub, desk):
    sender = await hub.laptop("Ann")
    await sender.ask("push", {"changes": gap(sender)})
    await desk.answer("g1", Outcome.NOTED)
    await desk.answer("g1", Outcome.LISTED, "The repair café takes clocks.")
    made = told(await pulled(sender), Gap, "g1")
    assert (made.outcome, made.answer) == (Outcome.LISTED, "The repair café takes clocks.")
    changes = [from_row(row) for _, what, row in await pulled(sender) if what == "change"]
    for field in ("outcome", "answer", "answered_at"):
        assert len(heads([change for change in changes if change.field == field])) == 1


async def test_what_cannot_be_answered_is_said(hub, desk):
    with pytest.raises(NotFoundError):
        await desk.answer("nothing", Outcome.NOTED)
    sender = await hub.laptop("Ann")
    await sender.ask("push", {"changes": gap(sender)})
    with pytest.raises(BadInputError):
        await desk.answer("g1", Outcome.NOTED, "x" * 3000)
    assert (await desk.reports("gap"))[0].outcome == ""


async def test_what_came_in_part_waits_until_the_rest_is_there(hub, desk):
    sender = await hub.laptop("Ann")
    rows = correction(sender)
    await sender.ask("push", {"changes": rows[:1]})
    assert await desk.reports("correction") == []
    await sender.ask("push", {"changes": rows[1:]})
    assert [one.id for one in await desk.reports("correction")] == ["c1"]


async def test_words_about_a_person_are_never_on_the_desk(hub, desk):
    sender = await hub.laptop("Ann")
    rows = [sender.row("p1", "person", "p1", "name", "Maureen"), *correction(sender)]
    rows += [
        sender.row("p1", "correction", "c2", name, value)
        for name, value in (
            ("entry_id", "e1"),
            ("fault", "closed"),
            ("kept_at", KEPT),
            ("words", "Maureen says so"),
        )
    ]
    await sender.ask("push", {"changes": rows})
    assert [one.id for one in await desk.reports("correction", answered=True)] == ["c1"]


def vars_of(report):
    return [getattr(report, name) for name in report.__dataclass_fields__]


async def at_desk(laptop, name, message=None, status=200):
    path, body = f"/desk/v1/{name}", pack(message or {})
    signed = sign(
        laptop.key,
        method="POST",
        path=path,
        body=body,
        device=f"{laptop.tenant_id}/{laptop.device_id}",
        time_ms=wall_ms(),
    )
    headers = {WIRE_HEADER: WIRE_VERSION, "Content-Encoding": ENCODING, **signed.headers()}
    answer = await laptop.client.post(path, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


async def brought_in(desk):
    office = Office(desk.databases, desk.tenant_id, NOW, "Cy")
    await office.bring_in(Wish((str(FEEDS / "october.json"),)), publishing=True)
    return office


async def test_the_officer_works_at_the_desk_from_their_own_laptop(hub, desk):
    office = await brought_in(desk)
    sender = await hub.laptop("Ann")
    officer = await hub.laptop("Cy", role="knowledge-officer")
    await sender.ask("push", {"changes": correction(sender) + gap(sender)})
    look = await at_desk(officer, "look")
    assert [one["id"] for one in look["corrections"]] == ["c1"]
    assert [one["words"] for one in look["gaps"]] == ["somewhere to fix clocks"]
    assert (look["version"], look["unpublished"], look["entries"]) == (1, 0, 6)
    first = look["unchecked"][0]["id"]

    told = await at_desk(officer, "edit", {"entry_id": first, "fields": {"cost": "£2"}})
    assert told["entry"]["cost_options"]
    await at_desk(officer, "check", {"entry_id": first})
    await at_desk(officer, "close", {"entry_id": first, "status": "defunct"})
    both = await at_desk(officer, "entry", {"entry_id": first})
    assert (both["entry"]["status"], both["source"].get("status", "active")) == ("defunct", "active")
    assert (await at_desk(officer, "publish"))["version"] == 2
    edits = [edit for edit, _ in await office.edits()]
    assert {edit.by for edit in edits} == {"Cy"}
    await at_desk(officer, "settle-edit", {"entry_id": first, "field": "status", "take_source": True})
    await at_desk(officer, "answer", {"report_id": "c1", "outcome": "not so", "words": "They meet again."})
    assert told_of(await pulled(sender), "c1").worker_id == officer.worker_id
    await at_desk(officer, "settle", {"one": first, "other": look["unchecked"][1]["id"], "together": False})


def told_of(items, record_id):
    rows = [from_row(row) for _, what, row in items if what == "change" and row[3] == record_id]
    return next(change for change in rows if change.field == "outcome")


@pytest.mark.parametrize("role", ["worker", "footprint-manager", "administrator"])
async def test_the_desk_is_the_officer_s(hub, desk, role):
    laptop = await hub.laptop("Di", role=role)
    told = await at_desk(laptop, "look", status=403)
    assert told["error"] == "not-officer"


@pytest.mark.parametrize(
    ("name", "message", "status"),
    [
        ("entry", {"entry_id": "none"}, 404),
        ("entry", {}, 400),
        ("entry", {"entry_id": "\0"}, 400),
        ("entry", {"entry_id": "\ud800"}, 400),
        ("edit", {"entry_id": "x", "fields": ["name"]}, 400),
        ("edit", {"entry_id": "x", "fields": {"name": "\ud800"}}, 400),
        ("close", {"entry_id": "x", "status": "asleep"}, 400),
        ("answer", {"report_id": "none", "outcome": "noted"}, 404),
        ("answer", {"report_id": "none", "outcome": "shrug"}, 400),
        ("settle", {"one": "x", "other": "x"}, 409),
        ("settle-edit", {"entry_id": "x", "field": "name"}, 404),
    ],
)
async def test_what_the_desk_cannot_do_is_said(hub, desk, name, message, status):
    officer = await hub.laptop("Cy", role="knowledge-officer")
    assert "sentence" in await at_desk(officer, name, message, status)


async def test_what_people_connect_with_most_is_counted_and_tells_of_nobody(hub, desk):
    office = await brought_in(desk)
    ids = [entry.id for entry in await office.entries()]
    laptop = await hub.laptop("Ann")
    rows = []
    for number, entry_id in enumerate([ids[0]] * 4 + [ids[1]] * 2 + [ids[2]] * 3):
        rows += laptop.person(f"p{number}", f"Person {number}")
        rows.append(laptop.row(f"p{number}", "connection", f"k{number}", "entry_id", entry_id))
        rows.append(laptop.row(f"p{number}", "connection", f"k{number}", "why", "a secret"))
    for again in range(5):  # one person, however often, is one person
        rows.append(laptop.row("p4", "connection", f"again{again}", "entry_id", ids[1]))
    await laptop.push(*rows)
    assert await desk.connected() == {ids[0]: 4, ids[2]: 3}
    officer = await hub.laptop("Cy", role="knowledge-officer")
    told = (await at_desk(officer, "look"))["connected"]
    assert [(one["id"], one["often"]) for one in told] == [(ids[0], 4), (ids[2], 3)]
    pool = await desk.databases.pool("northmoor")
    for query in ("SELECT person_id FROM change", "SELECT author_id FROM change", "SELECT * FROM person"):
        async with pool.acquire() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with transaction(connection, COUNTER, "northmoor"):
                    await connection.fetch(query)
    async with pool.acquire() as connection, transaction(connection, COUNTER, "northmoor"):
        seen = {row["value"] for row in await connection.fetch("SELECT value FROM change")}
    assert seen == {f'"{entry_id}"' for entry_id in ids[:3]}
