"""The conversation: their words are kept as they are said; keys do what they say; nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from shell import NAMES, SIZES, kit_app, running, shown, until
from stillness import cursors_still
from textual import events

from conversation_kit.journey.conversations import new_note
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.asset import AssetForm
from conversation_kit.tui.screens.begin import BeginningForm
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.conversation_words import when_words
from conversation_kit.tui.screens.note import NoteForm
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.timeline import TimelineScreen
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.line import Line
from conversation_kit.tui.widgets.lines import Says
from conversation_kit.tui.widgets.notes import NotesView

SAID = [
    ("life-story", "I did the school dinners at St Peter's, thirty-one years."),
    ("people", "Our Janet comes Sundays. She's enough on with the twins."),
    ("in-the-way", "I don't go out of a dark night, not since Frank."),
]


@pytest.fixture
def app(kit, vault, talk):
    return kit_app(kit, vault)


def in_talk(app):
    return isinstance(app.screen, ConversationScreen) and any(one.has_focus for one in app.screen.query(Line))


async def say(pilot, words):
    pilot.app.screen.query_one(Line).insert(words)
    await pilot.press("enter")
    await pilot.pause()


def keep_notes(vault, talk, said=SAID):
    notes = ()
    for topic, text in said:
        note = new_note(talk, topic_id=topic, text=text, now=talk.started, after=notes)
        vault.keep(note)
        notes = (*notes, note)
    return notes


async def test_enter_keeps_a_note_under_the_topic_with_the_arrow(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "used to teach PE, misses it")
        await pilot.press("down")
        await say(pilot, "our Janet")
        assert [(n.topic_id, n.text) for n in vault.all(Note)] == [
            ("life-story", "used to teach PE, misses it"),
            ("people", "our Janet"),
        ]
        assert vault.drafts.all() == []
        assert "“used to teach PE, misses it”" in shown(app)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_another_guide_in_the_middle_keeps_all_that_was_said(app, vault, talk, size):
    keep_notes(vault, talk)
    young = app._opening.kit.guides.guide("young-person")
    own = [topic for topic in young.topics if topic.id not in {topic for topic, _ in SAID}]
    async with running(app, size=size) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press(*"half a line", "ctrl+b")
        await until(pilot, lambda: isinstance(app.screen, BeginningForm))
        app.screen.query_one("#field-guide", Choice).value = "young-person"
        await pilot.press(*"Janet", "ctrl+s")
        await until(pilot, lambda: in_talk(app))
        kept = vault.find(Conversation, talk.id)
        assert (kept.guide_id, kept.present) == ("young-person", "Janet")
        screen = shown(app)
        assert own[0].name[:12] in screen
        assert "All that was said stays" in screen
        assert app.screen.query_one(Line).text == "half a line"
        assert [note.text for note in app.screen._heard.notes] == [text for _, text in SAID]
        await pilot.press("enter")
        assert vault.all(Note)[-1].topic_id in {topic.id for topic in young.topics}
        assert {(note.topic_id, note.text) for note in vault.all(Note)} >= set(SAID)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: isinstance(app.screen, BeginningForm))
        assert app.screen.values()["present"] == "Janet"


async def test_a_note_of_the_guide_before_stays_under_its_topic_when_it_is_changed(app, vault, talk):
    vault.keep(replace(talk, guide_id="young-person"))
    keep_notes(vault, talk, [("in-the-way", "mm, well")])
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "e")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        await pilot.press(*" now", "ctrl+s")
        (note,) = vault.all(Note)
        assert note.topic_id == "in-the-way"
        assert "now" in note.text


async def test_an_empty_enter_keeps_nothing(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("enter", "space", "enter")
        assert vault.all(Note) == []


@pytest.mark.parametrize("number", range(1, 10))
async def test_each_topic_has_a_key(app, number):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("a", f"alt+{number}")
        assert f"›{number} " in shown(app)
        assert app.screen.query_one(Line).text == "a"


async def test_pound_signs_are_words(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        app.post_message(events.Key("pound_sign", "£"))
        await pilot.press("3")
        assert app.screen.query_one(Line).text == "£3"


async def test_up_and_down_go_round_the_topics(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("up")
        assert "›9 " in shown(app)
        await pilot.press("down", "down")
        assert "›2 " in shown(app)


async def test_a_question_mark_on_an_empty_line_is_a_way_to_ask(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("question_mark")
        assert "A way to ask:" in shown(app)
        await pilot.press("question_mark")
        assert "Simpler:" in shown(app)
        await pilot.press("w", "question_mark")
        assert app.screen.query_one(Line).text == "w?"


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_the_whisper_never_pushes_the_topics_away(app, kit, talk, size):
    async with running(app, size) as pilot:
        await until(pilot, lambda: in_talk(app))
        guide = next(guide for guide in kit.guides.all if guide.id == "whole-person")
        long = "A sentence at the bottom that is so long that it takes more than one row of the screen. "
        app.screen.query_one(Says).say(long * 3)
        for number in range(1, 10):
            await pilot.press(f"alt+{number}")
            await pilot.pause()
            assert [topic.name for topic in guide.topics if topic.name not in shown(app)] == []


async def test_what_was_noticed_is_kept_and_taken_back(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        assert "F2 keep" in shown(app)
        await pilot.press("f2")
        (asset,) = vault.all(Asset)
        assert asset.note_id == vault.all(Note)[0].id
        await pilot.press("ctrl+z")
        assert vault.all(Asset)[0].taken_out
        assert "As it was before." in shown(app)
        assert "F2 keep" in shown(app)


async def test_set_aside_is_not_asked_again_and_can_be_taken_back(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await pilot.press("f4")
        assert vault.all(Note)[0].set_aside
        assert "F2 keep" not in shown(app)
        await pilot.press("ctrl+z")
        assert not vault.all(Note)[0].set_aside
        assert "F2 keep" in shown(app)


async def test_quick_keys_act_only_on_what_the_newest_note_offers(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await say(pilot, "Tuesday")
        assert "F2 keep" not in shown(app)
        await pilot.press("f2", "f4")
        assert vault.all(Asset) == []
        assert not vault.all(Note)[0].set_aside


async def test_changed_first_then_kept_and_both_taken_back(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: in_talk(app))
        assert len(vault.all(Asset)) == 1
        await pilot.press("ctrl+z")
        assert vault.all(Asset)[0].taken_out
        assert vault.all(Note)[0].set_aside == ()


async def test_a_social_asset_asks_and_never_assumes(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("alt+2")
        await say(pilot, "my daughter Janet comes round on Sundays")
        await pilot.press("f2")
        (asset,) = vault.all(Asset)
        assert asset.kind is Kind.SOCIAL
        assert "Would Janet want to help, and what would it cost them? Only they can say." in shown(app)
        assert asset.willing == ""


async def test_ctrl_z_undoes_typing_first(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await pilot.press("f2", "a")
        await pilot.press("ctrl+z")
        assert app.screen.query_one(Line).text == ""
        assert not vault.all(Asset)[0].taken_out
        await pilot.press("ctrl+z")
        assert vault.all(Asset)[0].taken_out
        await pilot.press("ctrl+z")
        assert vault.all(Note)[0].taken_out
        assert app.screen.query_one(Line).text == "I love knitting"
        assert "It is in the line again" in shown(app)
        await pilot.press("s", "enter")
        assert [note.text for note in vault.all(Note) if not note.taken_out] == ["I love knittings"]


async def test_every_step_in_the_notes_is_taken_back_one_after_another(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "Tuesday")
        await pilot.press("shift+tab", "e")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        await pilot.press("end", *"s", "ctrl+s")
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "m")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "a")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "end", "e")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("end", *"!", "ctrl+s")
        await until(pilot, lambda: in_talk(app))

        def standing():
            (note,), (asset,) = vault.all(Note), vault.all(Asset)
            return note.text, note.topic_id, note.taken_out, asset.words, asset.taken_out

        assert standing() == ("Tuesdays", "people", False, "Tuesdays!", False)
        for expected in (
            ("Tuesdays", "people", False, "Tuesdays", False),
            ("Tuesdays", "people", False, "Tuesdays", True),
            ("Tuesdays", "life-story", False, "Tuesdays", True),
            ("Tuesday", "life-story", False, "Tuesdays", True),
            ("Tuesday", "life-story", True, "Tuesdays", True),
        ):
            await pilot.press("ctrl+z")
            assert standing() == expected
        assert app.screen.query_one(Line).text == "Tuesday"


async def test_a_line_that_is_being_typed_is_not_written_over(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "Tuesday")
        await pilot.press(*"half", "shift+tab", "ctrl+z")
        assert vault.all(Note)[0].taken_out
        assert app.screen.query_one(Line).text == "half"
        assert "history keeps it" in shown(app)


async def test_taking_out_leaves_what_another_window_changed(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "Tuesday")
        vault.keep(replace(vault.all(Note)[0], text="Wednesday"))
        await pilot.press("shift+tab", "x")
        (note,) = vault.all(Note)
        assert (note.text, note.taken_out) == ("Wednesday", True)
        await pilot.press("ctrl+z")
        (note,) = vault.all(Note)
        assert (note.text, note.taken_out) == ("Wednesday", False)


async def test_assets_of_a_note_that_goes_are_said_to_stand_still(app, vault, talk):
    (note,) = keep_notes(vault, talk, [("life-story", "Tuesday")])
    for number in (1, 2):
        vault.keep(
            Asset(
                f"a{number}",
                talk.person_id,
                "baking",
                Kind.PERSONAL,
                Leaning.HOPE,
                talk.id,
                note_id=note.id,
            )
        )
    async with running(app, (140, 45)) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "home", "x")
        await until(pilot, lambda: "2 things were heard in it and still stand; x takes each" in shown(app))
        assert not vault.find(Asset, "a1").taken_out


async def test_keys_on_the_notes(app, vault, talk):
    keep_notes(vault, talk, [("life-story", "Tuesday"), ("people", "Wednesday")])
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("shift+tab", "m")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        assert "Move it" in shown(app)
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert vault.all(Note)[1].topic_id == "home"
        await pilot.press("shift+tab", "home", "x")
        assert vault.all(Note)[0].taken_out
        assert "Tuesday" not in shown(app)
        await pilot.press("ctrl+z")
        assert not vault.all(Note)[0].taken_out
        await pilot.press("home", "a")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert [asset.words for asset in vault.all(Asset)] == ["Tuesday"]


async def test_what_was_noticed_can_be_decided_in_the_notes(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await pilot.press("shift+tab", "end", "enter")
        assert [asset.taken_out for asset in vault.all(Asset)] == [False]
        await pilot.press("ctrl+z", "end", "x")
        assert vault.all(Asset)[0].taken_out
        assert vault.all(Note)[0].set_aside


async def test_what_changed_since_stays_when_a_step_is_taken_back(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting")
        await pilot.press("f4", "shift+tab", "home", "e")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        await pilot.press("end", *" socks", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        vault.keep(replace(vault.all(Note)[0], topic_id="home"))  # as another window does
        await pilot.press("ctrl+z")
        (note,) = vault.all(Note)
        assert (note.text, note.set_aside, note.topic_id) == ("I love knitting", ("I love knitting",), "home")
        await pilot.press("ctrl+z")
        (note,) = vault.all(Note)
        assert (note.text, note.set_aside, note.topic_id) == ("I love knitting", (), "home")


async def test_leafing_through_the_notes_while_typing(app, vault, talk):
    keep_notes(vault, talk, SAID * 10)
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        notes = app.screen.query_one(NotesView)
        assert notes.scroll_offset.y == notes.max_scroll_y > 0
        await pilot.press("a", "pageup")
        await pilot.pause()
        assert notes.scroll_offset.y < notes.max_scroll_y
        assert app.screen.query_one(Line).has_focus
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        assert notes.scroll_offset.y == notes.max_scroll_y


async def test_several_rows_pasted_are_one_note(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        app.screen.query_one(Line).insert("first row\nsecond row")
        await pilot.press("ctrl+j", "x", "enter")
        assert vault.all(Note)[0].text == "first row\nsecond row\nx"


@pytest.mark.parametrize(
    "words",
    [
        "x" * 5000,
        "word " * 1000,
        "她在学校做饭三十一年" * 30,
        "مورين تحب الحياكة",
        "👩‍👩‍👧 family \x1b[31m\x07 red",
    ],
    ids=["unbroken", "long", "wide", "right to left", "escapes"],
)
async def test_odd_words_are_kept(app, vault, words):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, words)
        (note,) = vault.all(Note)
        assert note.text.startswith(words[:3])
        assert not set(note.text) & {"\x1b", "\x07"}
        await pilot.press("shift+tab", "home", "e")
        await until(pilot, lambda: isinstance(app.screen, NoteForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConversationScreen))
        assert vault.all(Note)[0].text == note.text


async def test_a_name_from_right_to_left_and_markup_stay_as_they_are(app, vault, maureen):
    vault.keep(Person(maureen.id, "[b]مورين[/b]"))
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        assert "[b]مورين[/b]" in shown(app)


async def test_the_half_line_comes_back_in_its_topic_and_it_says_so(kit, vault, talk):
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("alt+5", *"half a li")
        await until(pilot, lambda: [d.text for d in vault.drafts.all()] == ["half a li"])
    again = kit_app(kit, vault)
    async with running(again) as pilot:
        await until(pilot, lambda: in_talk(again))
        assert again.screen.query_one(Line).text == "half a li"
        assert "›5 " in shown(again)
        assert "Nothing was lost: what you were typing" in shown(again)
        await pilot.press("n", "e", "enter")
        assert vault.all(Note)[0].text == "half a line"
        assert vault.all(Note)[0].topic_id == "enjoy"


async def test_escape_goes_back_one_step_and_keeps_the_line(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press(*"half", "shift+tab", "escape")
        assert app.screen.query_one(Line).has_focus
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        assert [d.text for d in vault.drafts.all()] == ["half"]
        await pilot.press("enter")
        await until(pilot, lambda: in_talk(app))
        assert app.screen.query_one(Line).text == "half"


async def test_the_talk_is_closed_and_can_still_be_read_and_changed(app, vault, talk, maureen):
    keep_notes(vault, talk)
    vault.place.save({"screen": "person", "person": maureen.id})
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("enter")
        await until(pilot, lambda: in_talk(app))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        ended = vault.find(Conversation, talk.id).ended
        assert ended is not None
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        await pilot.press("enter")
        await until(pilot, lambda: in_talk(app))
        assert "thirty-one years" in shown(app)
        assert "09:22, closed" in shown(app).splitlines()[0]
        await pilot.press("shift+tab", "home", "x")
        assert [n.taken_out for n in vault.all(Note)] == [True, False, False]
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, TimelineScreen))
        assert vault.find(Conversation, talk.id).ended == ended
        assert vault.drafts.all() == []


async def test_closing_the_talk_keeps_the_half_line_as_a_note_and_says_so(app, vault, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("alt+5", *"half a li")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.pause()
        assert [(n.text, n.topic_id) for n in vault.all(Note)] == [("half a li", "enjoy")]
        assert vault.find(Conversation, talk.id).ended is not None
        assert "kept in it as a note" in shown(app)
        assert vault.drafts.all() == []


async def test_closing_with_an_empty_line_keeps_no_note(app, vault, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press("space", "ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert vault.all(Note) == []
        assert vault.find(Conversation, talk.id).ended is not None


async def test_a_line_left_alone_never_wipes_what_another_window_keeps(app, vault, talk):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        vault.drafts.save(f"line:{talk.id}", "typed in the other window")
        await pilot.press("f6")
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        assert [d.text for d in vault.drafts.all()] == ["typed in the other window"]


async def test_the_draft_of_one_proposal_is_not_shown_under_another(app, vault):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await say(pilot, "I love knitting, and I used to teach PE")
        first = app.screen._heard.offered[1].words
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        await pilot.press(*" socks", "escape")
        await until(pilot, lambda: in_talk(app))
        await pilot.press("f4")
        second = app.screen._heard.offered[1].words
        assert second != first
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, AssetForm))
        assert app.screen.query_one("#field-words").text == second


@pytest.mark.parametrize(
    ("started", "ended", "said"),
    [
        (datetime(2026, 11, 24, 9, 22, tzinfo=UTC), None, "since 09:22"),
        (datetime(2026, 11, 21, 14, 5, tzinfo=UTC), None, "since 21 November, 14:05"),
        (
            datetime(2025, 11, 21, 14, 5, tzinfo=UTC),
            datetime(2025, 11, 21, 15, tzinfo=UTC),
            "21 November 2025, 14:05, closed",
        ),
    ],
)
def test_the_top_line_says_when_it_began(started, ended, said):
    now = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
    assert when_words(Conversation("k1", "p1", "whole-person", "w1", started, ended), now) == said


@pytest.mark.parametrize("key", ["f5", "f6", "f7", "f8", "ctrl+o"])
async def test_a_key_opens_another_screen_and_escape_returns_to_the_same_line(app, key):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        await pilot.press(*"half", key)
        await until(pilot, lambda: not isinstance(app.screen, ConversationScreen))
        await pilot.press("escape")
        await until(pilot, lambda: in_talk(app))
        assert app.screen.query_one(Line).text == "half"


async def test_the_keys_that_matter_fit_in_order(app):
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        foot = shown(app).splitlines()[-1]
        assert foot.split() == [
            "Tab",
            "Asset",
            "F5",
            "Explore",
            "F6",
            "Map",
            "F7",
            "Deal",
            "F8",
            "Page",
            "F1",
            "Help",
            "F9",
            "Hide",
            "F12",
            "Stop",
        ]


async def test_small_print_hangs_beneath_its_note(app, vault, talk, maureen):
    (note,) = keep_notes(vault, talk, SAID[:1])
    vault.keep(
        Asset(
            "a1",
            maureen.id,
            "cooked for two hundred " * 4,
            Kind.PERSONAL,
            Leaning.STRENGTH,
            note_id=note.id,
            conversation_id=talk.id,
        )
    )
    async with running(app) as pilot:
        await until(pilot, lambda: in_talk(app))
        rows = [row[26:] for row in shown(app).splitlines()]
        at = next(n for n, row in enumerate(rows) if row.lstrip().startswith("· cooked"))
        assert rows[at + 1].startswith(" " * rows[at].index("cooked") + "cooked")


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_it_looks_calm(app, vault, talk, snap_compare, size):
    keep_notes(vault, talk)
    vault.drafts.save(
        f"line:{talk.id}", "she misses the noise of the dinner hall, all them kiddies", {"topic": "health"}
    )

    async def still(pilot):
        await until(pilot, lambda: in_talk(app))
        cursors_still(app)
        app.screen.query_one(Says).say("")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=still)


def test_many_words_in_a_small_window(app, vault, talk, snap_compare):
    keep_notes(vault, talk, SAID * 4)
    vault.drafts.save(f"line:{talk.id}", "and then " * 60, {"topic": "give"})

    async def still(pilot):
        await until(pilot, lambda: in_talk(app))
        cursors_still(app)
        app.screen.query_one(Says).say(
            "Would Janet want to help, and what would it cost them? Only they can say."
        )
        await pilot.press("question_mark")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=still)
