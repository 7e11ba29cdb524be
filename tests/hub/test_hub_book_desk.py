"""What the front line tells reaches the officer without anybody's name, and the answer reaches whoever told it."""

from datetime import UTC, datetime

import pytest

from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.hub.book.desk import Desk
from conversation_kit.hub.database import Databases
from conversation_kit.model.connections import Correction, Gap, Outcome
from conversation_kit.vault.codec import decode

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
    from conversation_kit.model.changes import heads
    from conversation_kit.sync.wire import from_row

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
