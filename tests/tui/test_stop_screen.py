"""Stop: there over anything at once, off by nothing, kept apart, and never in the way of what was being typed."""

import asyncio
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import NAMES, SIZES, at_the_door, hidden, kit_app, paste_in, running, shown, until
from stillness import cursors_still
from textual import events
from textual.widgets import Input

from conversation_kit.journey.stopping import not_handed_on, stops_about
from conversation_kit.model.conversations import Note
from conversation_kit.model.stops import Stop
from conversation_kit.settings import Settings, StopSettings, load_stop_settings
from conversation_kit.tui import hurry
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.note import NoteForm
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.stop import StopScreen
from conversation_kit.tui.screens.stop_door import StopAtTheDoorScreen
from conversation_kit.vault.store import Store

OURS = """\
[stop]
steps = ["Ring the duty desk.", "Stay until somebody comes, if it is safe."]
[[stop.numbers]]
who = "Adult safeguarding, duty desk"
ring = "01632 960999"
when = "today, until 17:00"
[[stop.numbers]]
who = "Out of hours"
ring = "01632 960111"
when = "nights and weekends"
"""


def stopped(app):
    return isinstance(app.screen, StopScreen)


async def press_stop(pilot):
    await pilot.press("f12")
    await until(pilot, lambda: stopped(pilot.app) and pilot.app.screen.focused is not None)


def council(kit, text=OURS):
    kit.folders.settings.parent.mkdir(parents=True, exist_ok=True)
    kit.folders.settings.write_text(text, encoding="utf-8")


async def test_what_is_half_typed_beneath_stands_after_it(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await paste_in(pilot, "she had a bruise")
        await press_stop(pilot)
        assert vault.drafts.get(f"line:{talk.id}").text == "she had a bruise"
        assert "999" in shown(app)
        assert "Maureen" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await paste_in(pilot, " on her arm")
        await pilot.press("enter")
        await until(pilot, lambda: [note.text for note in vault.all(Note)] == ["she had a bruise on her arm"])
    assert vault.all(Stop) == []
    assert not [draft for draft in vault.drafts.all() if draft.key.startswith("stop:")]


async def test_words_time_and_to_whom_are_kept_apart(kit, vault, talk, maureen, worker):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await press_stop(pilot)
        await paste_in(pilot, "her son took the purse")
        await pilot.press("enter")
        await paste_in(pilot, "duty desk")
        await pilot.press("enter")
        assert stopped(app), "Enter says nothing of its having been handed on"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not stopped(app))
    (stop,) = vault.all(Stop)
    assert (stop.words, stop.handed_to, stop.person_id) == (
        "her son took the purse",
        "duty desk",
        maureen.id,
    )
    assert stop.began == stop.handed_at == kit.now()
    assert stop.worker_id == worker.id
    assert "purse" not in repr(vault.story(maureen.id))
    assert not_handed_on(vault) == []


async def test_what_is_not_handed_on_is_said_at_home_without_words_and_found_again(kit, vault, maureen):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press_stop(pilot)
        await paste_in(pilot, "shouting next door")
        await pilot.press("escape")
        await until(pilot, lambda: "The Stop of 24 November was not handed on yet." in shown(app))
        assert "shouting" not in shown(app)
        await press_stop(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: "shouting next door" in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "Stop of" not in shown(app)
    (stop,) = vault.all(Stop)
    assert stop.handed_at == kit.now()
    assert stop.person_id == ""


async def test_it_is_about_nobody_when_that_is_chosen(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await press_stop(pilot)
        await paste_in(pilot, "a child alone in the street")
        await pilot.press("shift+tab", "right", "ctrl+s")
        await until(pilot, lambda: not stopped(app))
    assert [stop.person_id for stop in vault.all(Stop)] == [""]


async def test_a_flat_battery_loses_none_of_it(kit, vault, talk, maureen):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await press_stop(pilot)
        await paste_in(pilot, "not safe to say more")
        await until(pilot, lambda: any("say more" in d.text for d in vault.drafts.all()))
    assert vault.all(Stop) == []
    (waiting,) = not_handed_on(vault)
    assert (waiting.person_id, waiting.began) == (maureen.id, kit.now())
    again = kit_app(kit, vault)
    async with running(again) as pilot:
        await until(pilot, lambda: isinstance(again.screen, ConversationScreen))
        await press_stop(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: "not safe to say more" in shown(again))
        await pilot.press("escape")
        await until(pilot, lambda: not stopped(again))
    assert [stop.words for stop in vault.all(Stop)] == ["not safe to say more"]


async def test_a_person_shows_it_by_its_day_alone(kit, vault, maureen):
    vault.keep(Stop("s1", maureen.id, kit.now(), "bruises", "duty desk", kit.now()))
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert "1 Stop, 24 November" in shown(app)
        assert "bruises" not in shown(app)
        await pilot.press("k")
        await until(pilot, lambda: stopped(app) and "bruises" in shown(app))
        assert "handed on at 09:22" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
    assert stops_about(vault, maureen.id) == [
        Stop("s1", maureen.id, kit.now(), "bruises", "duty desk", kit.now())
    ]


async def test_several_are_chosen_by_their_day(kit, vault, maureen):
    for number in (1, 2):
        vault.keep(Stop(f"s{number}", maureen.id, kit.now(), f"words {number}"))
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("k")
        await until(pilot, lambda: "Which one?" in shown(app))
        assert "words" not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("k", "down", "enter")
        await until(pilot, lambda: stopped(app))


@pytest.mark.parametrize("opener", [("shift+tab", "e"), ("f9",)])
async def test_it_comes_over_any_form_and_cover_and_goes_back_to_it(kit, vault, talk, opener):
    app = kit_app(kit, vault)
    vault.keep(Note("n1", talk.person_id, talk.id, "life-story", "thirty years", kit.now()))
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await pilot.press(*opener)
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        beneath = app.screen
        if isinstance(beneath, NoteForm):
            await paste_in(pilot, " at St Peter")
        await press_stop(pilot)
        assert "Maureen" in shown(app)
        await pilot.press("f12")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is beneath)
        if isinstance(beneath, NoteForm):
            assert "thirty years at St Peter" in shown(app)


async def test_the_cover_goes_over_it(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await press_stop(pilot)
        await paste_in(pilot, "bruises")
        await pilot.press("f9")
        await until(pilot, lambda: hidden(app))
        assert "bruises" not in shown(app)
        await pilot.press("f9")
        await until(pilot, lambda: stopped(app) and "bruises" in shown(app))


async def test_at_the_door_it_shows_whom_to_ring_and_says_that_nothing_can_be_written(kit, vault):
    vault.close()
    council(kit)
    app = kit_app(kit)
    async with running(app) as pilot:
        await until(pilot, lambda: at_the_door(app))
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, StopAtTheDoorScreen))
        text = shown(app)
        for words in ("01632 960999", "duty desk", "999", "Stay until somebody comes", "vault is locked"):
            assert words in text
        assert not app.screen.query(Input)
        await pilot.press("escape")
        await until(pilot, lambda: at_the_door(app))


async def test_a_first_run_has_it_too(kit):
    app = kit_app(kit)
    async with running(app) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, StopAtTheDoorScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, StopAtTheDoorScreen))


async def test_a_full_disk_does_not_keep_it_away(kit, vault, talk, monkeypatch):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await paste_in(pilot, "half a line")

        def refuse(*_args, **_more):
            from conversation_kit.errors import StorageError

            raise StorageError("The disk is full.")

        monkeypatch.setattr(Store, "write", refuse)
        await pilot.press("f12")
        await until(pilot, lambda: stopped(app))
        assert "999" in shown(app)
        monkeypatch.undo()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))


async def test_no_key_setting_takes_it_away(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.set_keymap({"stop": "ctrl+b", "help": "f12", "hide": "f12", "note-edit": "f12", "quit": "f12"})
        await press_stop(pilot)


# Every setting there is, at its edges and in nonsense: by the fields of the model, so that a new one is tried too.
VALUES = st.one_of(
    st.sampled_from(["", "f12", "none", "off", "high-contrast"]),
    st.booleans(),
    st.integers(-1, 200),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["", " ", "Ring."]), max_size=2),
    st.lists(
        st.fixed_dictionaries({"who": st.just("Duty"), "ring": st.sampled_from(["999", "1"])}), max_size=2
    ),
)


def settings_text(drawn):
    """Write TOML; JSON's lists and texts are TOML's, its tables are written inline."""
    return "\n".join(f"{name} = {_toml(value)}" for name, value in drawn.items())


def _toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


SECTIONS = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(
            VALUES,
            st.dictionaries(
                st.sampled_from(
                    [*getattr(field.annotation, "model_fields", {"stop": 0, "help": 0, "off": 0})]
                ),
                VALUES,
                max_size=3,
            ),
        )
        for name, field in Settings.model_fields.items()
    },
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SECTIONS)
def test_whatever_the_settings_say_there_is_999_and_something_to_do(tmp_path, drawn):
    path = tmp_path / "settings.toml"
    path.write_text(settings_text(drawn), encoding="utf-8")
    stop = load_stop_settings(path)
    assert "999" in [number.ring for number in stop.numbers_to_show]
    assert all(step.strip() for step in stop.steps_to_show)
    assert stop.steps_to_show


@pytest.mark.parametrize(
    "text", ["idle_minutes = 'x'\n" + OURS, OURS + "\n[look]\ntheme = 'loud'\n", OURS + "\n[stop.off]\n"]
)
def test_what_is_wrong_elsewhere_leaves_the_councils_own(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    stop = load_stop_settings(path)
    assert [number.ring for number in stop.numbers_to_show] == ["999", "01632 960999", "01632 960111"]
    assert stop.steps_to_show[0] == "Ring the duty desk."


@pytest.mark.parametrize(
    "content", [b"", b"[stop", b"\xff\xfe\x00", b"stop = 3", b"[stop]\nnumbers = 4\nsteps = ['']"]
)
def test_a_broken_file_leaves_the_kits_own(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    stop = load_stop_settings(path)
    assert stop.numbers_to_show == StopSettings().numbers
    assert stop.steps_to_show == StopSettings().steps


async def test_it_opens_whatever_the_settings_file_is_like(kit, vault, talk):
    council(kit, "= =")
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await press_stop(pilot)
        assert "999" in shown(app)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm_at_risk(kit, vault, talk, snap_compare, size):
    council(kit)
    app = kit_app(kit, vault)

    async def there(pilot):
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        await press_stop(pilot)
        await paste_in(pilot, "her son took the purse while I was in the kitchen")
        await pilot.press("enter")
        cursors_still(app)

    assert snap_compare(app, terminal_size=size, run_before=there)


def burst(pilot):
    """Type words, the Stop key and more words, faster than they are dealt with."""
    for key in (*"beneath", "f12", *"above"):
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def each_in_its_own_line(pilot, vault):
    app = pilot.app
    await until(pilot, lambda: stopped(app) and "above" in shown(app))
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
    assert app.screen.query_one("#line").text == "beneath"
    assert [stop.words for stop in vault.all(Stop)] == ["above"]


async def test_words_typed_in_one_burst_with_it_land_in_their_own_lines(kit, vault, talk, monkeypatch):
    monkeypatch.setattr(hurry, "_SOON_SECONDS", 3600)  # it waits for its turn
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        burst(pilot)
        await each_in_its_own_line(pilot, vault)


async def test_it_overtakes_what_is_not_dealt_with_and_the_words_still_land_in_their_own_lines(
    kit, vault, talk
):
    app = kit_app(kit, vault)
    overtaken = []

    async def busy_until_stopped():
        for _ in range(2000):
            if stopped(app):
                overtaken.append("beneath")
                return
            await asyncio.sleep(0.005)

    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        app.screen.query_one("#line").call_later(busy_until_stopped)
        burst(pilot)
        await each_in_its_own_line(pilot, vault)
    assert overtaken == ["beneath"]
