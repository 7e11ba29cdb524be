"""The card: everything a worker reads out, and what they tell the knowledge officers."""

import pytest
from maureens_page import fill, opened
from one_screen import KNITTING, make_book
from shell import says, shown, squeezed

from conversation_kit.model.connections import Correction, Fault, Gap, Outcome
from conversation_kit.tui.screens.correction import CorrectionForm
from conversation_kit.tui.screens.entry import EntryScreen
from conversation_kit.tui.screens.gap import GapForm

SIZES = [(80, 24), (140, 45)]
NAMES = ["80x24", "140x45"]
FAULTY = {
    "id": "f",
    "name": "Walk &amp; Talk [b]",
    "status": "who knows",
    "description": "<p>First.</p>" + "<p>A long wander round the mere.</p>" * 60 + "<p>\x1b[31mThe end.</p>",
    "minimum_age": "banana",
    "schedules": [{"freq": "SOMETIMES", "opens_at": "25:99"}],
    "assured_date": "2099-01-01",
}


def card_of(kit, vault, tmp_path, entry_id, **more):
    make_book(kit, tmp_path, [*KNITTING, FAULTY])
    return opened(kit, vault, lambda desk, ways: EntryScreen(desk, ways, entry_id, **more))


@pytest.fixture
def app(kit, vault, tmp_path):
    return card_of(kit, vault, tmp_path, "e2")


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_it_answers_what_people_ask(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = shown(app)
        for words in (
            "Wool Wednesdays",
            "Knitting for beginners.",
            "Wednesdays 10:00 to 12:00",
            "Wednesday 25 November",
            "£4",
            "The Book does not say who it is for: ask.",
            "14 months ago: ring first",
        ):
            assert words in seen
        assert seen.splitlines()[0].rstrip().endswith("ring first")


async def test_a_faulty_entry_is_a_card_all_the_same_and_scrolls(kit, vault, tmp_path):
    app = card_of(kit, vault, tmp_path, "f")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "First." in shown(app)
        assert "Walk & Talk [b]" in shown(app)
        assert "\x1b" not in shown(app)
        await pilot.press("down", "pagedown", "end")
        await pilot.pause()
        assert "ring first" in shown(app)
        assert "nobody is known" in shown(app).lower()


@pytest.mark.parametrize(("key", "fault"), [("w", Fault.WRONG), ("c", Fault.CLOSED), ("v", Fault.MOVED)])
async def test_what_is_wrong_is_kept_for_the_knowledge_officers(app, vault, key, fault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key, *"gym", "enter")
        await pilot.pause()
        assert vault.all(Correction) == []
        assert "Theknowledgeofficerswillread:" in squeezed(shown(app))
        await pilot.press("enter")
        await pilot.pause()
        (made,) = vault.all(Correction)
        assert (made.entry_id, made.fault, made.words, made.person_id) == ("e2", fault, "gym", "")
        assert "Told on 24 November:" in shown(app)
        assert "Kept for the knowledge officers" in says(app)


async def test_a_hurried_key_tells_nobody_that_it_has_closed(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "enter")
        await pilot.pause()
        assert vault.all(Correction) == []
        assert "closed.”Enteragaintellsthem" in squeezed(shown(app))
        await pilot.press("escape", "w", "enter", "enter")
        await pilot.pause()
        assert vault.all(Correction) == []
        assert "Whatiswrong?" in squeezed(shown(app))


async def test_what_was_told_is_taken_back(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "enter", "enter", "ctrl+z")
        await pilot.pause()
        (made,) = vault.all(Correction)
        assert (made.outcome, made.answer) == (Outcome.NOT_SO, "taken back by who told it")
        assert "closed. Taken back." in shown(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Nothing was taken back" in says(app)


async def test_half_a_correction_is_still_there_next_time(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", *"thehallis", "escape")
        assert vault.all(Correction) == []
        await pilot.press("c")
        assert app.screen.values()["words"] == "thehallis"
        assert isinstance(app.screen, CorrectionForm)
        await fill(pilot, "words", "the hall is a gym")
        await pilot.press("ctrl+s", "ctrl+s")
        assert [made.words for made in vault.all(Correction)] == ["the hall is a gym"]
        await pilot.press("c")
        assert app.screen.values()["words"] == ""


async def test_nothing_here_for_this(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("u")
        assert isinstance(app.screen, GapForm)
        await pilot.press(*"choir", "enter")
        await pilot.pause()
        assert [gap.words for gap in vault.all(Gap)] == ["choir"]
        assert "Kept for the knowledge officers" in says(app)


async def test_somebody_s_name_is_asked_about_before_it_goes_to_the_officers(app, vault, maureen):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await fill(pilot, "words", "maureen saw it")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert vault.all(Correction) == []
        assert "Thenameofsomebodyinyourvault" in squeezed(shown(app))
        await fill(pilot, "words", "shut since May")
        await pilot.press("ctrl+s", "ctrl+s")
        assert [made.words for made in vault.all(Correction)] == ["shut since May"]
        await pilot.press("u", *"Maureen", "ctrl+s")
        assert vault.all(Gap) == []
        await pilot.press("space", *"choir", "ctrl+s")
        assert vault.all(Gap) == []
        await pilot.press("ctrl+s")
        assert [made.words for made in vault.all(Gap)] == ["Maureen choir"]


async def test_a_name_that_is_not_theirs_may_go_when_the_worker_says_so(app, vault, maureen):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await fill(pilot, "words", "ask for Maureen at the desk")
        await pilot.press("ctrl+s")
        await pilot.press("ctrl+s")
        assert [made.words for made in vault.all(Correction)] == ["ask for Maureen at the desk"]


async def test_an_entry_that_went_from_the_book(kit, vault, tmp_path):
    app = card_of(kit, vault, tmp_path, "gone")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "no longer in the Book" in says(app)
        await pilot.press("w", "c", "v")
        assert isinstance(app.screen, EntryScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, EntryScreen)


async def test_a_disk_that_refuses_is_one_sentence_and_the_words_stay(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", *"gym")
        await pilot.pause(0.3)
        vault._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, CorrectionForm)
        assert app.screen.values()["words"] == "gym"
        vault._store._connection.execute("PRAGMA query_only = OFF")
        await pilot.press("ctrl+s", "ctrl+s")
        assert [made.words for made in vault.all(Correction)] == ["gym"]


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(app, snap_compare, size):
    async def told(pilot):
        await pilot.pause()
        await pilot.press("c", *"gym", "enter", "enter")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=told)


def test_a_faulty_one_looks_calm(kit, vault, tmp_path, snap_compare):
    async def looked(pilot):
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()

    app = card_of(kit, vault, tmp_path, "f")
    assert snap_compare(app, terminal_size=(80, 24), run_before=looked)
