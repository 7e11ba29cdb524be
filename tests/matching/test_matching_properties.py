"""What holds for whatever people say."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits_told import read_limits
from shelf_of import TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.shortlist.reach import out_of_reach
from conversation_kit.matching.shortlist.ruling_out import rules_out
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.plain import fold, spoken, stem, tokens
from conversation_kit.model.assets import Leaning
from conversation_kit.model.entries import Schedule, Status
from conversation_kit.model.spots import Spot
from known import tries

SAID = [
    "I love to knit", "used to teach PE", "can't afford the bus", "he hits me", "no more bingo", "I'd like a walk",
    "a hot dinner with people", "I don't go out after dark", "nothing churchy", "my mates are all gone", "I could mend owt",
    "not Tuesdays", "Harmony Choir", "in debt up to here", "frightened of falling", "I'm a bloke of 70", "weekends only",
    "daughter visits every day", "our kid's out of work",
]  # fmt: skip
LIMITS = [
    "nothing churchy", "weekends only", "women only", "I don't go out after dark", "it has to be free", "not Tuesdays",
    "can't get far, has to be in Elmsley", "nothing strenuous", "no more bingo", "I'm a man",
]  # fmt: skip
heard = st.builds(
    Heard, st.sampled_from(SAID) | st.text(max_size=60), leaning=st.none() | st.sampled_from(Leaning)
)
askings = st.builds(
    lambda said, age, limit: Asking(heard=tuple(said), today=TODAY, age=age, limit=limit),
    st.lists(heard, max_size=6), st.none() | st.integers(0, 110), st.integers(0, 12),
)  # fmt: skip
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
COSTLY = settings(
    CALM, max_examples=tries(usual=25, nightly=60)
)  # each reads the Book and the words' signs anew


@CALM
@given(askings, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(suggester, asking, shuffler: random.Random):
    shuffled = list(asking.heard)
    shuffler.shuffle(shuffled)
    assert suggester.suggest(replace(asking, heard=tuple(shuffled))) == suggester.suggest(asking)


@CALM
@given(askings)
def test_suggestions_are_well_formed(suggester, book, asking):
    found = suggester.suggest(asking)
    assert len(found) <= asking.limit
    assert len({item.entry_id for item in found}) == len(found)
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    for item in found:
        assert 0 < item.score <= 1
        assert item.reasons
        told = [text for one in asking.heard for text in (one.text, " ".join(one.text.split()))]
        assert all(any(reason.said in text for text in told) for reason in item.reasons)
        assert item.entry_id not in {"closed-choir", "gone-choir"}
        entry = book.entry(item.entry_id)
        if asking.age is not None and item.way != "give" and entry.minimum_age is not None:
            assert asking.age >= entry.minimum_age


@pytest.mark.parametrize(
    "fact", ["daughter visits every day", "my lad rings every night", "our Janet comes Sundays"]
)
@pytest.mark.parametrize("leaning", [None, Leaning.STRENGTH])
def test_a_plain_fact_asks_for_nothing(suggester, fact, leaning):
    assert suggester.suggest(Asking(heard=(Heard(fact, leaning=leaning),), today=TODAY)) == []


@CALM
@given(askings, st.sampled_from(LIMITS))
def test_what_a_limit_excludes_no_other_statement_brings_back(suggester, asking, limit):
    """Whatever the limit alone rules out stays out: nothing is shown that the limit's own filter refuses."""
    wide = replace(asking, heard=(*asking.heard, Heard(limit)), limit=12)
    shown = {item.entry_id for item in suggester.suggest(wide)}
    excluded = {
        "nothing churchy": {"church-lunch"},
        "weekends only": {"knit", "bingo", "easy-walk", "youth-voice", "choir"},
        "women only": {"shed"},
        "I'm a man": {"womens"},
        "I don't go out after dark": {"choir", "youth-voice"},
        "not Tuesdays": {"knit"},
        "can't get far, has to be in Elmsley": {"walking", "charity-shop"},
        "no more bingo": {"bingo"},
    }.get(limit, set())
    assert not shown & excluded


HELD = [
    "I'm at dialysis Tuesdays and Wednesdays", "I've to be home by four", "I won't get on a bus", "two quid's my limit",
    "can't be doing with a room full", "I can't leave him more than an hour", "I'm in a wheelchair", "no men",
    "I'll not set foot in a church", "I've not had a drink since Easter", "I'm not a morning person", "I'm fifty-two",
    "went to the Market Hall Lunch Club once, never again", "I cannot be paying out", "keep me away from dogs", "crowds terrify me",
    "I'll not get in a pool", "we have no telephone", "I can't get out", "screens make my eyes stream", "not with kids running about",
    "I have to be at the school gate for three", "bingo bored the legs off me", *LIMITS,
]  # fmt: skip
ELMSLEY = Spot("Elmsley", 53.50, -2.60)


@CALM
@given(askings, st.sampled_from(HELD))
def test_adding_a_limit_never_adds_what_it_excludes(suggester, book, words, asking, limit):
    """Whatever the limit alone rules out for every way of being there is not shown once it has been said."""
    said = replace(asking, heard=(*asking.heard, Heard(limit)), limit=12, near=ELMSLEY, age=None)
    limits = read_limits(said, listen(said.heard, words), words)
    alone = Asking(heard=(Heard(limit),), today=TODAY, near=ELMSLEY)
    only = read_limits(alone, listen(alone.heard, words), words)
    for item in suggester.suggest(said):
        features = read_entry(book.entry(item.entry_id), words)
        for one in (
            limits,
            replace(
                only, children=limits.children, young=limits.young, peoples=limits.peoples, age=limits.age
            ),
        ):
            assert not rules_out(one, features, way=item.way), item.entry_name
            assert not out_of_reach(features, said, one, item.miles), item.entry_name


@CALM
@given(askings, st.sampled_from(HELD))
def test_a_limit_holds_when_it_was_said_about_something_else(suggester, words, asking, limit):
    """A limit counts the same whether it stands among what is looked for or only in the rest of the story."""
    beside = replace(asking, also_heard=(Heard(limit),))
    among = replace(asking, heard=(*asking.heard, Heard(limit)))
    assert read_limits(beside, listen(among.heard, words), words) == read_limits(
        among, listen(among.heard, words), words
    )


@COSTLY
@given(askings)
def test_the_same_question_has_the_same_answer(suggester, book, words, asking):
    assert Suggester(book, words).suggest(asking) == suggester.suggest(asking)


CLOSED = [
    an_entry("c1", "Knitting Club", "Knitting.", status=Status.INACTIVE), an_entry("c2", "Knit Two", "Knitting. Ended December 2023."),
    an_entry("c3", "Knit Three", "Knitting. Closed for repairs until May 2027."),
    an_entry("c4", "Knit Four", "Knitting.", schedules=(Schedule(byday=("MO",), valid_to=date(2026, 3, 1)),)),
    an_entry("c5", "Knit Five", "Knitting. This group has ended."), an_entry("c6", "Knit Fair", "Knitting. Saturday 14 June 2025."),
    an_entry("open", "Knit Open", "Knitting."),
]  # fmt: skip


@pytest.fixture(scope="module")
def closed(words):
    book = SmallBook(CLOSED)
    yield Suggester(book, words)
    book.close()


@CALM
@given(askings)
def test_a_closed_entry_never_appears(closed, asking):
    asked = replace(asking, heard=(*asking.heard, Heard("I love knitting"), Heard("Knit Two")), limit=12)
    assert {item.entry_id for item in closed.suggest(asked)} <= {"open"}


HOSTILE = [
    "a" * 100_000, "I love to knit. " * 6_000, "," * 100_000, "!?" * 50_000, "\U0001f9f6" * 1_000, "\u0000\u202e\u200b",
    "Chcia\u0142abym porozmawia\u0107 z kim\u015b o ogrodzie", "\u0645\u062c\u06be\u06d2 \u0628\u0627\u063a\u0628\u0627\u0646\u06cc \u067e\u0633\u0646\u062f \u06c1\u06d2",
    '" OR name:* NEAR(knit)', "NOT AND OR (", "1234567890 " * 5_000, "don't " * 10_000, "and I " * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered(suggester, said):
    found = suggester.suggest(Asking(heard=(Heard(said),), today=TODAY))
    assert all(item.strength != "strong" for item in found) or "knit" in said


def test_other_scripts_and_no_letters_find_nothing(suggester):
    for said in (HOSTILE[3], HOSTILE[4], HOSTILE[5], HOSTILE[7]):
        assert suggester.suggest(Asking(heard=(Heard(said),), today=TODAY)) == []


@given(st.text(max_size=200))
def test_stems_are_steady(text):
    assert len(spoken(text)) == len(tokens(text))
    assert all(stem(word) == stem(word.upper().lower()) for word in tokens(text))
    assert fold(text) == fold(text)


@pytest.mark.parametrize(
    "alike",
    [
        ("knit", "knitting", "knits"), ("bake", "baking", "baked"), ("dance", "dancing", "dances"), ("care", "caring"),
        ("story", "stories"), ("church", "churches"), ("walk", "walking", "walked", "walks"), ("write", "writing"),
        ("child", "children"), ("bus", "buses"), ("hike", "hiking"), ("swim", "swimming", "swam"), ("teach", "taught"),
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(alike):
    assert len({stem(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("car", "caring"), ("sing", "single"), ("even", "evening"), ("bus", "busy")]
)
def test_different_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_between_two_clauses_it_makes_way(book, words):
    """Whoever types waits no longer than one clause takes."""
    breaths = []
    suggester = Suggester(book, words, lambda: breaths.append(1))
    suggester.warm()
    said = tuple(
        Heard(f"I never was one for {thing}") for thing in ("stamps", "the pictures", "barges", "bees")
    )
    suggester.suggest(Asking(heard=said[:-1], today=TODAY))  # what was read stays read
    breaths.clear()
    suggester.suggest(Asking(heard=said, today=TODAY))
    assert len(breaths) >= len(said)
