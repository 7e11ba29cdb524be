"""Explore together: five at once because of what was said; what they decide stands in the vault at once."""

from dataclasses import replace
from datetime import date

import pytest
from one_screen import KNITTING, OneScreen, make_book
from shell import at_rest, says, shown

from conversation_kit.book.filters import BookFilter
from conversation_kit.desk import open_desk
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, Gap, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.learned import Lesson, Verdict
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.decision import DecisionForm, WhyNotForm
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.hide import HideScreen
from conversation_kit.tui.widgets.suggestions import SuggestionsView


@pytest.fixture
def told(vault, kit):
    """A person who loves knitting, in a talk that is open."""
    vault.keep(Person("p1", "Maureen", area="Saltmarsh"))
    vault.keep(Conversation("k1", "p1", "whole-person", vault.worker().id, kit.now()))
    vault.keep(
        Note("n1", "p1", "k1", "enjoy", "I'd love to go knitting with others again", kit.now(), order=1.0)
    )
    vault.keep(
        Asset(
            "a1",
            "p1",
            "our Janet comes Sundays",
            Kind.SOCIAL,
            Leaning.STRENGTH,
            "k1",
            who="Janet",
            tie="daughter",
        )
    )
    return vault


@pytest.fixture
def app(kit, told, ways, tmp_path):
    """Explore for that person, with a small Book."""
    make_book(kit, tmp_path)
    desk = open_desk(kit, told)
    yield OneScreen(lambda: ExploreScreen(desk, ways, "p1"))
    if desk.book:
        desk.book.close()


def exploring(kit, vault, ways, person_id="p1"):
    desk = open_desk(kit, vault)
    return OneScreen(lambda: ExploreScreen(desk, ways, person_id))


async def looked(pilot):
    """Wait until the suggestions stand on the screen."""
    await at_rest(pilot)
    await pilot.pause()


def names(app):
    return [offer.suggestion.entry_name for offer in app.screen.query_one(SuggestionsView)._offers]


def connections(vault):
    return {c.entry_name: c for c in vault.story("p1").connections}


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_five_at_once_because_of_what_they_said(app, size):
    async with app.run_test(size=size) as pilot:
        await looked(pilot)
        assert len(names(app)) == 5
        seen = shown(app)
        assert "Because of what Maureen said" in seen
        assert "“I'd love to go knitting with others again”" in seen
        assert "last checked 14 months ago: ring" in seen
        assert ("because you said" in seen) is (size[1] > 24)
        assert "› 1" in seen


async def test_the_place_is_remembered(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        assert told.place.load() == {"screen": "explore", "person": "p1"}


@pytest.mark.parametrize("key", ["y", "x"])
async def test_a_key_pressed_twice_is_no_word_of_theirs(app, told, key):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press(key, key)
        await pilot.pause(0.3)
        assert told.drafts.all() == []
        await pilot.press("ctrl+s")
        await pilot.pause()
        (made,) = told.all(Connection)
        assert (made.first_step, made.why) == ("", "")


async def test_interested_is_kept_before_anything_is_asked(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        first = names(app)[0]
        await pilot.press("y")
        assert isinstance(app.screen, DecisionForm)
        kept = connections(told)[first]
        assert kept.stage is Stage.INTERESTED
        assert kept.because == ("I'd love to go knitting with others again",)
        assert kept.conversation_id == "k1"
        assert "Janet (daughter)?" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "✓ interested" in shown(app)


async def test_how_it_could_work_is_written_down(app, told):
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        first = names(app)[0]
        await pilot.press(
            "y", *"ring them", "enter", *"the bus", "enter", "enter", "enter", "enter", "7", "enter"
        )
        await pilot.press(*"in 3 weeks")
        await pilot.pause()
        assert "Look again on Tuesday 15 December." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        kept = connections(told)[first]
        assert (kept.first_step, kept.in_the_way, kept.sure) == ("ring them", "the bus", 7)
        assert str(kept.look_again) == "2026-12-15"
        assert "F7" in says(app)
        assert told.drafts.all() == []


async def test_an_unclear_day_is_asked_about_and_the_rest_is_kept(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        first = names(app)[0]
        await pilot.press("y", *"ring", *["enter"] * 6, *"after half term", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, DecisionForm)
        assert "The rest is kept. Which day is that?" in shown(app)
        assert connections(told)[first].first_step == "ring"
        await pilot.press("escape")
        (draft,) = told.drafts.all()
        assert "after half term" in draft.text
        await pilot.press("e")
        await pilot.pause()
        assert "after half term" in shown(app)


@pytest.mark.parametrize(("key", "stage"), [("g", Stage.GOING), ("l", Stage.MAYBE_LATER)])
async def test_one_key_is_enough(app, told, key, stage):
    async with app.run_test() as pilot:
        await looked(pilot)
        first = names(app)[0]
        await pilot.press(key)
        await pilot.pause()
        assert connections(told)[first].stage is stage
        assert "Ctrl+Z" in says(app)


async def test_not_for_me_asks_why_in_one_line_that_may_stay_empty(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        first, second = names(app)[:2]
        await pilot.press("x", *"too far", "enter")
        await pilot.pause()
        assert (connections(told)[first].stage, connections(told)[first].why) == (Stage.NOT_FOR_ME, "too far")
        await pilot.press("down", "x")
        assert isinstance(app.screen, WhyNotForm)
        await pilot.press("enter")
        await pilot.pause()
        assert connections(told)[second].stage is Stage.NOT_FOR_ME


async def test_the_last_decisions_are_taken_back_one_by_one(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        first = names(app)[0]
        await pilot.press("l", "g", "ctrl+z")
        await pilot.pause()
        assert connections(told)[first].stage is Stage.MAYBE_LATER
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert connections(told) == {}
        assert "✓" not in shown(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "nothing to take back" in says(app)


async def test_more_shows_others_and_before_comes_back(app):
    async with app.run_test() as pilot:
        await looked(pilot)
        first = names(app)
        await pilot.press("m")
        await looked(pilot)
        second = names(app)
        assert second
        assert not set(first) & set(second)
        await pilot.press("b")
        await pilot.pause()
        assert names(app) == first
        await pilot.press("m", "m")
        await looked(pilot)
        assert names(app) == second
        assert says(app).startswith("That is all that fits well enough")


async def test_a_number_or_enter_opens_the_card(app, ways):
    async with app.run_test() as pilot:
        await looked(pilot)
        ids = [offer.suggestion.entry_id for offer in app.screen.query_one(SuggestionsView)._offers]
        await pilot.press("3", "enter")
        await pilot.pause()
        assert [went[:2] for went in ways.went] == [("card", ids[2]), ("card", ids[2])]


async def test_nothing_fits_is_said_and_becomes_a_gap_without_the_person(kit, told, ways, tmp_path):
    make_book(kit, tmp_path, services=[{"id": "b", "name": "Boxing", "description": "Boxing training."}])
    app = exploring(kit, told, ways)
    async with app.run_test() as pilot:
        await looked(pilot)
        assert "Nothing in the Book fits well enough" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert "do not know whom you visit" in shown(app)
        await pilot.press(*" of an evening", "enter")
        await pilot.pause()
        (gap,) = told.all(Gap)
        assert gap.words.startswith("knitting and crochet")
        assert gap.words.endswith(" of an evening")
        assert (gap.area, gap.person_id) == ("Saltmarsh", "")
        assert not any(theirs in gap.words for theirs in ("Maureen", "Janet", "love to", "again"))
        assert "Kept for the knowledge officers" in says(app)


async def test_an_empty_gap_is_not_kept(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("u", "enter")
        await pilot.pause()
        assert "What is missing?" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert told.all(Gap) == []


async def test_without_a_book_it_says_how_to_get_one(kit, told, ways):
    app = exploring(kit, told, ways)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        seen = shown(app)
        assert "Ctrl+O, then Ctrl+R, brings one in" in seen
        assert "Nothing here" in seen  # the Gap can be told
        assert "Filter" not in seen
        await pilot.press("y", "1", "m", "b", "e", "ctrl+z")
        await pilot.pause()
        assert connections(told) == {}


async def test_nothing_heard_yet_sends_back_to_listening(kit, told, ways, tmp_path):
    make_book(kit, tmp_path)
    told.keep(Person("p2", "Kai"))
    app = exploring(kit, told, ways, "p2")
    async with app.run_test() as pilot:
        await looked(pilot)
        assert "Nothing has been heard yet" in shown(app)


async def test_one_thing_they_said(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("a", "down", "enter")
        await looked(pilot)
        assert "Because of “our Janet comes Sundays”" in shown(app)
        await pilot.press("a", "enter")
        await looked(pilot)
        assert "Because of what Maureen said" in shown(app)
        assert len(names(app)) == 5


async def test_one_thing_follows_its_words_and_gives_way_to_everything_when_it_is_gone(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("a", "down", "enter")
        await looked(pilot)
        told.keep(replace(told.find(Asset, "a1"), words="our Janet plays dominoes"))
        app.screen.on_screen_resume()
        await looked(pilot)
        assert "Because of “our Janet plays dominoes”" in shown(app)
        assert names(app) == ["Quay Street Dominoes"]
        told.keep(replace(told.find(Asset, "a1"), taken_out=True))
        app.screen.on_screen_resume()
        await looked(pilot)
        assert "Because of what Maureen said" in shown(app)
        assert len(names(app)) == 5


async def test_a_filter_is_kept_to_and_said_in_the_top_line(app):
    async with app.run_test(size=(140, 45)) as pilot:
        await looked(pilot)
        app.screen._look_anew(replace(app.screen._looking.wish, within=BookFilter(days=frozenset({"FR"}))))
        await looked(pilot)
        assert names(app) == ["Yarn Bombers"]
        assert "Fridays" in shown(app)


async def test_what_the_book_leaves_open_comes_after_what_is_sure(app):
    async with app.run_test() as pilot:
        await looked(pilot)
        app.screen._look_anew(replace(app.screen._looking.wish, within=BookFilter(most_cost=0.0)))
        await looked(pilot)
        assert set(names(app)) == {"Knit and Natter", "Yarn Bombers", "Purls of Wisdom"}
        await pilot.press("m")
        await looked(pilot)
        assert set(names(app)) == {"Stitch in Time", "The Tangled Skein"}
        assert "does not say enough" in says(app)


async def test_it_looks_anew_when_more_was_heard_meanwhile(app, told, kit):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("g")
        app.screen.on_screen_resume()
        await looked(pilot)
        assert len(names(app)) == 5
        told.keep(Note("n2", "p1", "k1", "enjoy", "I'd like to try dominoes", kit.now(), order=2.0))
        app.screen.on_screen_resume()
        await looked(pilot)
        assert "Quay Street Dominoes" in names(app)


async def test_what_is_not_in_english_is_said_to_be_unread(app, told, kit):
    told.keep(Note("n2", "p1", "k1", "enjoy", "Chciałabym porozmawiać o ogrodzie", kit.now(), order=2.0))
    async with app.run_test() as pilot:
        await looked(pilot)
        assert "“Chciałabym porozmawiać o ogrodzi…” is not in English" in says(app)
        assert len(names(app)) == 5


async def test_nothing_read_at_all_is_said_too(kit, vault, ways, tmp_path):
    make_book(kit, tmp_path)
    vault.keep(Person("p1", "Nasima"))
    vault.keep(Conversation("k1", "p1", "whole-person", vault.worker().id, kit.now()))
    for number, text in enumerate(("مجھے باغبانی پسند ہے", "আমি বাগান করতে ভালোবাসি"), 1):
        vault.keep(Note(f"n{number}", "p1", "k1", "enjoy", text, kit.now(), order=float(number)))
    app = exploring(kit, vault, ways)
    async with app.run_test() as pilot:
        await looked(pilot)
        assert "2 things they said are not in English" in says(app)
        assert names(app) == []


async def test_what_stands_in_the_line_is_looked_for_before_it_is_kept(app, told, kit):
    about = {"person": "p1", "conversation": "k1", "topic": "enjoy"}
    told.drafts.save("line:k1", "and I play dominoes with Jan", about)
    async with app.run_test() as pilot:
        await looked(pilot)
        assert "Quay Street Dominoes" in names(app)


async def test_the_last_word_of_the_line_counts_and_is_quoted(app, told):
    about = {"person": "p1", "conversation": "k1", "topic": "enjoy"}
    told.drafts.save("line:k1", "of a night I play dominoes", about)
    async with app.run_test(size=(100, 60)) as pilot:
        await looked(pilot)
        assert "Quay Street Dominoes" in names(app)
        assert "“of a night I play dominoes”" in shown(app)


async def test_what_stands_in_the_line_of_somebody_else_is_not(app, told, kit):
    about = {"person": "p2", "conversation": "k2", "topic": "enjoy"}
    told.drafts.save("line:k2", "I play dominoes", about)
    async with app.run_test() as pilot:
        await looked(pilot)
        assert not any("dominoes" in heard.text for heard in app.screen._looking.asking.heard)


async def test_the_small_print_says_which_words_met(app):
    async with app.run_test(size=(140, 45)) as pilot:
        await looked(pilot)
        offer = app.screen.query_one(SuggestionsView).chosen
        assert offer.why in shown(app)


async def test_the_small_print_is_whole_where_there_is_room_and_else_says_that_it_goes_on(app):
    async with app.run_test(size=(32, 45)) as pilot:
        await looked(pilot)
        why = app.screen.query_one(SuggestionsView).chosen.why
        beneath = app.screen.query_one("#why")
        assert len(why) > beneath.content_size.width
        assert why in " ".join(shown(app).split())
        await pilot.resize_terminal(32, 24)
        await pilot.pause()
        assert beneath.size.height == 1
        assert any(row.rstrip().endswith("…") and row.strip()[:-1] in why for row in shown(app).splitlines())


async def test_what_is_not_for_them_has_no_tick(app):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "× not for me" in shown(app)
        await pilot.press("down", "g")
        await pilot.pause()
        assert "✓ going" in shown(app)


async def test_the_other_screens_are_one_key_away(app, ways):
    async with app.run_test() as pilot:
        await looked(pilot)
        await pilot.press("f6", "f7", "f8", "ctrl+o")
        assert [went[0] for went in ways.went] == ["reflect", "deal", "page", "book"]


async def test_every_entry_comes_up_once_over_all_pages(app):
    async with app.run_test() as pilot:
        await looked(pilot)
        everything = names(app)
        await pilot.press("m")
        await looked(pilot)
        everything += names(app)
        assert sorted(everything) == sorted(service["name"] for service in KNITTING)


async def test_a_disk_that_refuses_is_one_sentence_and_no_crash(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        told._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("l")
        await pilot.pause()
        assert "kept" in says(app)
        assert "✓" not in shown(app)
        told._store._connection.execute("PRAGMA query_only = OFF")
        await pilot.press("l")
        await pilot.pause()
        assert "✓ maybe later" in shown(app)


async def test_what_is_private_stays_covered_until_it_is_asked_for(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        page = app.screen._looking.pages[0]
        offer = page.offers[0]
        app.screen._looking.pages[0] = replace(page, offers=(replace(offer, private=True), *page.offers[1:]))
        app.screen._show_page()
        await pilot.pause()
        assert offer.suggestion.entry_name not in shown(app)
        assert offer.why not in shown(app)
        await pilot.press("y")
        assert connections(told) == {}
        await pilot.press("enter")
        await pilot.pause()
        assert offer.suggestion.entry_name in shown(app)
        await pilot.press("l")
        assert list(connections(told)) == [offer.suggestion.entry_name]


async def test_what_they_made_of_it_is_learned_without_them_and_unlearned(app, told):
    async with app.run_test() as pilot:
        await looked(pilot)
        offers = app.screen.query_one(SuggestionsView)._offers
        await pilot.press("g")
        await pilot.pause()
        lessons = told.learned.all()
        assert {lesson.entry_id for lesson in lessons} == {offers[0].suggestion.entry_id}
        assert {lesson.verdict for lesson in lessons} == {Verdict.CHOSEN}
        await pilot.press("down", "x", *"they only sew", "enter")
        await pilot.pause()
        assert Verdict.SET_ASIDE in {lesson.verdict for lesson in told.learned.all()}
        await pilot.press("x", *"too far", "enter")
        await pilot.pause()
        assert told.learned.all() == lessons
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert told.learned.all() == ()


async def test_what_was_learned_is_a_reason_in_small_print_for_the_next_one(app, told):
    async with app.run_test(size=(140, 45)) as pilot:
        await looked(pilot)
        suggestion = app.screen.query_one(SuggestionsView)._offers[0].suggestion
        month = date(2026, 11, 1)
        told.learned.change(
            added=[Lesson(t, suggestion.entry_id, Verdict.CHOSEN, month, 4) for t in suggestion.themes]
        )
        app.screen._look_anew()
        await looked(pilot)
        assert "chosen here before for knitting" in shown(app)
        await pilot.press("l")
        await pilot.pause()
        assert connections(told)[suggestion.entry_name].because == (
            "I'd love to go knitting with others again",
        )


REFUGE = {
    "id": "r",
    "name": "Safe Harbour",
    "description": "Domestic abuse support and refuge. Domestic violence.",
}


async def test_what_nobody_else_should_see_waits_behind_one_key(kit, told, ways, tmp_path):
    make_book(kit, tmp_path, services=[*KNITTING, REFUGE])
    told.keep(Note("n2", "p1", "k1", "enjoy", "he hits me, I'm scared of him", kit.now(), order=2.0))
    app = exploring(kit, told, ways)
    async with app.run_test(size=(140, 45)) as pilot:
        await looked(pilot)
        at = names(app).index("Safe Harbour")
        seen = shown(app)
        assert "Something private" in seen
        assert not any(word in seen.lower() for word in ("harbour", "hits", "abuse"))
        await pilot.press(*["down"] * at)
        assert not any(word in shown(app).lower() for word in ("harbour", "abuse"))
        await pilot.press("enter")
        await pilot.pause()
        assert "Safe Harbour" in shown(app)
        app.push_screen(HideScreen())
        await pilot.pause()
        await app.pop_screen()
        await pilot.pause()
        assert not any(word in shown(app).lower() for word in ("harbour", "hits", "abuse"))
        await pilot.press("enter", "m")
        await looked(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert "Safe Harbour" not in shown(app)
        assert connections(told) == {}


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_looks_calm(app, snap_compare, size):
    assert snap_compare(app, terminal_size=size, run_before=looked)


def test_it_looks_calm_when_they_decided(app, snap_compare):
    async def decided(pilot):
        await looked(pilot)
        await pilot.press("g", "down", "down", "l")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=decided)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_it_looks_calm_without_a_book(kit, told, ways, snap_compare, size):
    assert snap_compare(exploring(kit, told, ways), terminal_size=size, run_before=looked)


def test_it_looks_calm_when_nothing_fits(kit, told, ways, tmp_path, snap_compare):
    make_book(kit, tmp_path, services=[{"id": "b", "name": "Boxing", "description": "Boxing training."}])
    assert snap_compare(exploring(kit, told, ways), terminal_size=(80, 24), run_before=looked)


async def test_what_would_quote_something_private_waits_behind_the_key_too(kit, told, ways, tmp_path):
    make_book(kit, tmp_path)
    said = "he hits me when I go out. I do love my dominoes"
    told.keep(Note("n2", "p1", "k1", "enjoy", said, kit.now(), order=2.0))
    app = exploring(kit, told, ways)
    async with app.run_test(size=(140, 45)) as pilot:
        await looked(pilot)
        at = names(app).index("Quay Street Dominoes")
        assert "dominoes" not in shown(app).lower()
        assert "Something private" in shown(app)
        await pilot.press(*["down"] * at, "enter")
        await pilot.pause()
        assert "Quay Street Dominoes" in shown(app)
