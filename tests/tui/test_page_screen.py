"""My page: read back together, changed in the record, left off or put back, and left behind."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from maureens_page import DINNERS, NOISE, P, opened, tell
from one_screen import make_book
from shell import says, shown, until
from textual.screen import Screen

from conversation_kit.assets_folder import assets_folder
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import Connection, DealLine, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.deal_line import DealForm
from conversation_kit.tui.screens.decision import DecisionForm
from conversation_kit.tui.screens.leave import LeaveForm
from conversation_kit.tui.screens.note import NoteForm
from conversation_kit.tui.screens.page import PageScreen
from conversation_kit.tui.widgets.reading import ReadingView

SIZES = [(80, 24), (140, 45)]
NAMES = ["80x24", "140x45"]


@pytest.fixture
def app(kit, vault, tmp_path):
    make_book(kit, tmp_path)
    tell(vault, kit)
    return opened(kit, vault, lambda desk, ways: PageScreen(desk, ways, P))


def whole(app):
    """Everything on the page, however far down."""
    return "\n".join(line.plain.rstrip() for line in app.screen.query_one(ReadingView)._lines)


def at(app):
    chosen = app.screen.query_one(ReadingView).chosen
    return chosen and (chosen.entity, chosen.record_id)


async def go_to(pilot, entity, record_id):
    """Press Down until the arrow stands at a record."""
    await pilot.press("home")
    for _ in range(60):
        if at(pilot.app) == (entity, record_id):
            return
        await pilot.press("down")
    raise AssertionError(f"the arrow never came to {entity} {record_id}")


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_it_reads_like_the_page(app, size):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = whole(app)
        order = [
            "This page is yours",
            "What you told me",
            "My story",
            f"“{DINNERS}”",
            "What is strong",
            "· thirty-one years of school dinners",
            "The map",
            "╔",
            "What you chose",
            "Knit and Natter",
            "“could cook for two hundred”",
            "Our part",
            "· ring the kitchen",
            "Your part",
            "Who to ring",
            "Ruth Ollerenshaw",
            "Has something changed?",
        ]
        assert [words for words in order if words not in text] == []
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert "Left off the page" not in text
        assert "My page · Maureen" in shown(app)


async def test_reading_on_skips_nothing_and_comes_to_the_end(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = shown(app)
        for _ in range(40):
            before = app.screen.query_one(ReadingView).scroll_offset.y
            await pilot.press("down")
            assert app.screen.query_one(ReadingView).scroll_offset.y - before < 20
            seen += shown(app)
        for line in whole(app).splitlines():
            assert line.strip() in seen
        assert "Has something changed?" in shown(app)


async def test_the_arrow_stops_only_where_something_can_be_changed(app):
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        stops = []
        for _ in range(40):
            if at(app) not in stops:
                stops.append(at(app))
            await pilot.press("down")
        assert stops[:3] == [("note", "n1"), ("note", "n2"), ("note", "n3")]
        assert {kind for kind, _ in filter(None, stops)} == {"note", "asset", "connection", "deal"}
        assert stops.count(("connection", "c1")) == 1


@pytest.mark.parametrize(
    ("record", "form"),
    [
        (("note", "n2"), NoteForm),
        (("asset", "a2"), AssetForm),
        (("connection", "c1"), DecisionForm),
        (("deal", "d2"), DealForm),
    ],
)
async def test_enter_changes_the_record_itself(app, record, form):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, *record)
        await pilot.press("enter")
        assert isinstance(app.screen, form)
        await pilot.press("escape")
        assert at(app) == record


async def test_a_changed_word_is_one_truth(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, "note", "n2")
        await pilot.press("e", "end", *"X", "ctrl+s")
        await pilot.pause()
        assert vault.find(Note, "n2").text == NOISE + "X"
        assert f"{NOISE}X" in whole(app)
        assert says(app) == "Changed, here and in the record."
        assert at(app) == ("note", "n2")


async def test_space_leaves_their_words_off_and_puts_them_back(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, "note", "n2")
        await pilot.press("space")
        await pilot.pause()
        assert vault.find(Note, "n2").on_page is False
        text = whole(app)
        assert text.index(f"off · “{NOISE}”") < text.index("Left off the page") < text.rindex(NOISE)
        assert at(app) == ("note", "n2")
        await pilot.press("space")
        await pilot.pause()
        assert vault.find(Note, "n2").on_page is True
        assert "Left off the page" not in whole(app)
        await pilot.press("space", "end", "space")
        await pilot.pause()
        assert vault.find(Note, "n2").on_page is True
        assert "Left off the page" not in whole(app)
        await go_to(pilot, "asset", "a4")
        await pilot.press("space")
        assert vault.find(Asset, "a4").on_page is False


async def test_something_private_begins_off_the_page_and_is_not_named(app, vault):
    vault.keep(Connection("c-private", P, "e-private", "Safe Harbour", Stage.INTERESTED, on_page=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Safe Harbour" not in whole(app)
        assert "Something private that they chose" in whole(app)
        await pilot.press("end", "space")
        await pilot.pause()
        assert vault.find(Connection, "c-private").on_page is True
        assert "Safe Harbour" in whole(app)


async def test_space_in_a_hurry_is_taken_back(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space", "ctrl+z")
        assert vault.find(Note, "n1").on_page is True
        assert says(app).startswith("Back on the page")
        await pilot.press("ctrl+z", "ctrl+z")
        assert vault.find(Note, "n1").on_page is True


async def test_what_was_agreed_is_left_off_and_stays_agreed(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, "deal", "d1")
        await pilot.press("space")
        assert vault.find(DealLine, "d1").on_page is False
        assert vault.find(DealLine, "d1").taken_out is False


async def test_what_speaks_of_danger_begins_off_it_covered_and_with_why(app, vault, kit):
    vault.keep(Note("n8", P, "k1", "people", "He hits me.", kit.now(), order=8.0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert says(app) == "1 private thing is off the page, for others may read it: see its end."
        assert "hits" not in whole(app)
        await pilot.press("end")
        await pilot.pause()
        screen = shown(app)
        assert "Others may read this page" in screen
        assert "Something private that they said. Space puts it on the page." in screen
        assert at(app) == ("note", "n8")
        await pilot.press("enter")
        await pilot.pause()
        assert "He hits me." in shown(app)
        await pilot.press("escape", "space")
        await pilot.pause()
        assert "“He hits me.”" in whole(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "hits" not in whole(app)
        assert "Something private that they said." in whole(app)


@pytest.mark.parametrize(
    ("kind", "record_id", "words"),
    [
        (Note, "n2", "I miss the noise of the dinner hall"),
        (Asset, "a1", "· all them kiddies"),
        (Connection, "c1", "ring them together"),
        (DealLine, "d1", "ring the kitchen"),
    ],
)
async def test_what_was_said_in_an_earlier_talk_is_taken_out_and_brought_back(
    app, vault, kit, kind, record_id, words
):
    vault.keep(replace(vault.find(Conversation, "k1"), ended=kit.now()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert words in whole(app)
        await go_to(pilot, kind.entity, record_id)
        await pilot.press("x")
        await pilot.pause()
        assert vault.find(kind, record_id).taken_out is True
        assert words not in whole(app)
        assert "Taken out" in says(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert vault.find(kind, record_id).taken_out is False
        assert words in whole(app)
        assert says(app) == "Brought back."


async def test_what_was_heard_in_a_line_that_goes_is_said_to_stand_still(app, vault):
    vault.keep(replace(vault.find(Asset, "a1"), note_id="n2"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, "note", "n2")
        await pilot.press("x")
        await pilot.pause()
        assert "“all them kiddies” was heard in it and still stands; x takes it out too." in says(app)
        assert "· all them kiddies" in whole(app)
        await go_to(pilot, "asset", "a1")
        await pilot.press("x")
        await pilot.pause()
        assert says(app) == "Taken out: on no page and in no case note. Ctrl+Z brings it back."


async def test_what_was_left_off_is_taken_out_too_and_steps_go_back_in_order(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go_to(pilot, "note", "n2")
        await pilot.press("space", "end", "x")
        await pilot.pause()
        assert "Left off the page" not in whole(app)
        assert NOISE not in whole(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        note = vault.find(Note, "n2")
        assert (note.taken_out, note.on_page) == (False, False)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert vault.find(Note, "n2").on_page is True


async def test_the_case_note_takes_nothing_out(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "x")
        await pilot.pause()
        assert not any(note.taken_out for note in vault.all(Note, P))


async def test_a_line_out_of_sight_is_not_changed(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one(ReadingView).scroll_end(animate=False)
        await pilot.pause()
        await pilot.press("space")
        assert vault.find(Note, "n1").on_page is True
        assert "out of sight" in says(app)
        assert at(app) == ("note", "n1")
        app.screen.query_one(ReadingView).scroll_end(animate=False)
        await pilot.pause()
        await pilot.press("x")
        assert vault.find(Note, "n1").taken_out is False


async def test_a_page_with_nothing_on_it_yet(kit, vault):
    vault.keep(Person("p2", "Farouk"))
    app = opened(kit, vault, lambda desk, ways: PageScreen(desk, ways, "p2"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Who to ring" in shown(app)
        await pilot.press("space", "enter", "down", "pagedown", "up", "end", "home")
        assert "Nothing they said" in says(app)


@pytest.fixture
def broken(kit, tmp_path, monkeypatch):
    """A words file with a fault in its third line, the kit's other files as they are; return how to mend it."""
    shipped, own = assets_folder(), tmp_path / "assets"
    for folder in (own, own / "words"):
        folder.mkdir()
        for there in (shipped / folder.relative_to(own)).iterdir():
            if there.name not in ("words", "cues.toml"):
                (folder / there.name).symlink_to(there)
    right = (shipped / "words" / "cues.toml").read_text(encoding="utf-8")
    cues = own / "words" / "cues.toml"
    cues.write_text(f"\n\n= =\n{right}", encoding="utf-8")
    monkeypatch.setattr("conversation_kit.kit.assets_folder", lambda: own)
    del vars(kit)["_words"]
    return lambda: cues.write_text(right, encoding="utf-8")


async def test_while_it_is_unknown_what_is_private_there_is_no_page_and_it_says_why(app, broken):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = " ".join(shown(app).split())
        assert "My page · Maureen" in text
        for words in ("No page is put together", "cues.toml, line 3", "Everything they said is kept", "F8"):
            assert words in text
        assert "dinners" not in text
        for key in ("Change", "Off/on", "Leave behind", "Case note"):
            assert key not in text
        await pilot.press("enter", "space", "x", "s", "c", "w", "o", "ctrl+z", "down")
        assert " ".join(shown(app).split()) == text
        await pilot.press("f7")
        assert app.ways.went == [("deal", P)]


async def test_the_page_is_there_once_the_words_file_is_mended(app, broken):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        broken()
        app.push_screen(Screen())
        await pilot.pause()
        app.pop_screen()
        view = app.screen.query_one(ReadingView)
        await until(pilot, lambda: view.has_focus and at(app) == ("note", "n1"))
        assert "No page" not in shown(app)
        await pilot.press("space")
        assert "Left off" in says(app)


async def test_the_case_note_scrolls_and_goes_back_to_the_page(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        assert "The case note · Maureen" in shown(app)
        assert "# Case note: Maureen" in shown(app)
        await pilot.press("space", "e")
        assert isinstance(app.screen, PageScreen)
        await pilot.press("end")
        await pilot.pause()
        assert "# Case note: Maureen" not in shown(app)
        await pilot.press("escape")
        assert "My page · Maureen" in shown(app)
        assert app.screen.query_one(ReadingView).has_focus
        await pilot.press("escape")
        assert not isinstance(app.screen, PageScreen)


async def test_it_is_left_behind_and_says_so(app, tmp_path):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.check_action("open", ()) is False
        await pilot.press("s")
        assert isinstance(app.screen, LeaveForm)
        app.screen.query_one("#field-folder").value = str(tmp_path)
        app.screen.query_one("#field-name").value = "for Maureen"
        await pilot.press("ctrl+s")
        await pilot.pause()
        written = (tmp_path / "for Maureen.html").read_text(encoding="utf-8")
        assert "thirty-one years" in written
        assert "Written to" in says(app)
        assert "can read it" in says(app)
        assert app.screen.check_action("open", ()) is True
        await pilot.press("down", "down")
        assert "Written to" in says(app)


async def test_from_the_case_note_it_is_the_case_note_that_is_left(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "s")
        assert app.screen.values()["shape"] == "note"
        assert app.screen.values()["name"].startswith("case-note")


async def test_it_follows_the_width(app):
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        view = app.screen.query_one(ReadingView)
        assert all(line.cell_len <= 76 for line in view._lines)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "My page" in shown(app)


async def test_a_disk_that_refuses_is_one_sentence(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        vault._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("space")
        await pilot.pause()
        assert says(app)
        assert DINNERS in whole(app)
        vault._store._connection.execute("PRAGMA query_only = OFF")
        assert vault.find(Note, "n1").on_page is True


async def test_other_screens_are_one_key_away_and_the_place_is_kept(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert vault.place.load() == {"screen": "page", "person": P}
        await pilot.press("f5", "f6", "f7", "ctrl+o")
        assert app.ways.went == [("explore", P), ("reflect", P), ("deal", P), ("book",)]


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_like_a_page(app, snap_compare, size):
    async def read(pilot):
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=read)


def test_its_end_looks_like_one_too(app, snap_compare):
    async def read(pilot):
        await pilot.pause()
        await pilot.press("space", "end")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=read)


def test_the_case_note_looks_calm(app, snap_compare):
    async def read(pilot):
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=read)


async def test_easy_words_are_one_key_away(app, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "ctrl+s")
        (written,) = tmp_path.glob("easy-words-*.html")
        assert "We have not tried it out with anyone." in written.read_text(encoding="utf-8")
        assert str(written.name) in says(app).replace("\n", "")


async def test_the_story_so_far_is_read_back_as_it_stands_on_paper(kit, vault, app):
    vault.keep(Conversation("k0", P, "whole-person", "w", kit.now() - timedelta(days=40)))
    vault.keep(replace(vault.find(Asset, "a0"), conversation_id="k0"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        story = whole(app).partition("Your story so far ─")[2].partition("What you chose ─")[0]
        assert "15 October 2026\n· We talked\n· Strength: thirty-one years of school dinners\n" in story
        assert "24 November 2026\n· We talked\n" in story
