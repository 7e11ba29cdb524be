"""Leaving it behind: every way a name or a folder can be wrong ends in a sentence, and nothing is overwritten unasked."""

import json
from pathlib import Path

import pytest
from maureens_page import P, fill, form_says, opened, rest, tell

from conversation_kit.tui.screens.leave import LeaveForm, folder_meant

TODAY = "2026-11-24"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of the worker's own, without a Documents folder."""
    folder = tmp_path / "ruth"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.fixture
def app(kit, vault, home):
    tell(vault, kit)
    return opened(kit, vault, lambda desk, _: LeaveForm(desk, P))


def still_asks(app):
    return isinstance(app.screen, LeaveForm)


async def test_two_keys_leave_the_page_in_the_usual_folder(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert not still_asks(app)
        page = (home / f"my-page-{TODAY}.html").read_text(encoding="utf-8")
        assert "Maureen" in page


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        ("page-text", f"my-page-{TODAY}.txt"),
        ("easy", f"easy-words-{TODAY}.html"),
        ("note", f"case-note-{TODAY}.md"),
        ("json", f"case-note-{TODAY}.json"),
    ],
)
async def test_another_shape_has_another_name(app, home, shape, name):
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#field-shape").value = shape
        await pilot.pause()
        await pilot.press("ctrl+s")
        words = (home / name).read_text(encoding="utf-8")
        assert "Maureen" in words
        if shape == "json":
            assert json.loads(words)


async def test_a_typed_name_stays_when_the_shape_changes(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "name", "hers")
        app.screen.query_one("#field-shape").value = "note"
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert (home / "hers.md").is_file()


async def test_a_name_already_taken_is_not_offered(kit, vault, home):
    tell(vault, kit)
    (home / f"my-page-{TODAY}.html").write_text("somebody else's")
    app = opened(kit, vault, lambda desk, _: LeaveForm(desk, P))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert (home / f"my-page-{TODAY}-2.html").is_file()
    assert (home / f"my-page-{TODAY}.html").read_text() == "somebody else's"


async def test_a_file_that_is_there_is_refused_then_replaced_on_request(app, home):
    there = home / "hers.html"
    there.write_text("the old one")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "name", "hers.html")
        await pilot.press("ctrl+s")
        assert still_asks(app)
        assert "as it was" in form_says(app)
        assert there.read_text() == "the old one"
        app.screen.query_one("#field-overwrite").value = "yes"
        await pilot.press("ctrl+s")
        assert not still_asks(app)
        assert "Maureen" in there.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ("   ", "needs a name"),
        ("../hers", "cannot hold /"),
        ("Tuesday: hers", "cannot hold :"),
        ("what?", "cannot hold ?"),
        ("a\\b", "cannot hold \\"),
        ("nul", "Windows cannot have"),
        ("x" * 200, "Windows cannot have"),
    ],
)
async def test_a_name_that_cannot_be_is_said(app, home, name, said):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "name", name)
        await pilot.press("ctrl+s")
        assert still_asks(app)
        assert said in form_says(app)
        assert list(home.iterdir()) == []


async def test_a_folder_that_is_not_there_is_said(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "folder", str(home / "nowhere"))
        await pilot.press("ctrl+s")
        assert "does not exist" in form_says(app)
        assert not (home / "nowhere").exists()


async def test_a_folder_that_is_a_file_is_said(app, home):
    (home / "stick").write_text("")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "folder", str(home / "stick"))
        await pilot.press("ctrl+s")
        assert still_asks(app)
        assert "Nothing was" in form_says(app)


async def test_the_folder_may_be_written_with_a_tilde(app, home):
    (home / "for them").mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "folder", "~/for them")
        await pilot.press("ctrl+s")
        assert (home / "for them" / f"my-page-{TODAY}.html").is_file()


def test_folders_as_people_paste_them(home):
    assert folder_meant("") == home
    assert folder_meant(f'"{home}"') == home
    assert folder_meant("pages") == home / "pages"
    assert folder_meant("~nobody-of-that-name").name == "~nobody-of-that-name"
    (home / "Documents").mkdir()
    assert folder_meant(" ") == home / "Documents"


async def test_going_back_loses_nothing_today(app, vault):
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "name", "half a na")
        await pilot.press("escape")
    assert "half a na" in vault.drafts.get(f"leave:{P}:{TODAY}").text


async def test_what_was_half_typed_yesterday_does_not_come_back(kit, vault, home):
    tell(vault, kit)
    vault.drafts.save(f"leave:{P}:2026-11-23", json.dumps({"name": "yesterday's", "folder": "E:\\"}))
    vault.drafts.save("leave:somebody-else:2026-11-23", "kept")
    app = opened(kit, vault, lambda desk, _: LeaveForm(desk, P))
    async with app.run_test(size=(80, 24)):
        assert app.screen.values()["name"] == f"my-page-{TODAY}"
    assert vault.drafts.get(f"leave:{P}:2026-11-23") is None
    assert vault.drafts.get("leave:somebody-else:2026-11-23") is not None


async def test_what_was_written_is_logged_without_words(app, kit, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
    logged = "".join(file.read_text(encoding="utf-8") for file in kit.folders.logs.iterdir())
    assert '"exported"' in logged
    assert "Maureen" not in logged


def test_it_asks_calmly(app, snap_compare):
    async def asked(pilot):
        await fill(pilot, "folder", "E:\\for them")
        await fill(pilot, "name", "what?")
        await pilot.press("ctrl+s")
        await rest(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=asked)
