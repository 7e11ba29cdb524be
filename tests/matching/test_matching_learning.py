"""Learning: earlier choices move what was found a little, with a reason, and nothing more."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shelf_of import ELM, ENTRIES, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.learning import CLOSED
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.learned import Lesson, Verdict

MONTH = date(2026, 11, 1)
CHOIRS = ("Canal Voices", "The Lamplighters", "Ferry Singers", "Hill Chorus", "Gate Choir", "Moor Singers")
SAYINGS = [
    "I love to crochet", "I'd like to sing in a choir", "no car, can't get out", "I was a teacher",
    "lonely of an evening", "red letters from the bank", "not church", "I'm eighty", "he hits me",
]  # fmt: skip


@pytest.fixture(scope="module")
def choirs(words):
    book = SmallBook(
        [an_entry(f"c{n}", name, "A choir, singing together.", **ELM) for n, name in enumerate(CHOIRS)]
    )
    yield Suggester(book, words)
    book.close()


def asked(suggester, *said, lessons=(), limit=5, today=TODAY):
    heard = tuple(map(Heard, said))
    return suggester.suggest(Asking(heard=heard, today=today, limit=limit, lessons=tuple(lessons)))


def theme_of(suggester, said):
    return asked(suggester, said)[0].themes[0]


def lesson(suggester, entry_id, verdict=Verdict.CHOSEN, times=1, month=MONTH):
    return Lesson(theme_of(suggester, "I want to sing in a choir"), entry_id, verdict, month, times)


def by_id(found):
    return {item.entry_id: item for item in found}


SING = "I want to sing in a choir"


def test_what_was_chosen_before_rises_and_says_so(choirs):
    plain = asked(choirs, SING)
    last = plain[-1].entry_id
    found = asked(choirs, SING, lessons=[lesson(choirs, last, times=9)])
    at = [item.entry_id for item in found].index(last)
    assert at < len(plain) - 1
    assert found[at].reasons[-1].sentence.startswith("chosen here before for ")
    assert not found[at].reasons[-1].said
    assert found[at].strength == by_id(plain)[last].strength


def test_what_was_set_aside_sinks_and_is_not_hidden(choirs):
    first = asked(choirs, SING)[0].entry_id
    found = asked(choirs, SING, lessons=[lesson(choirs, first, Verdict.SET_ASIDE, 40)], limit=6)
    assert found[-1].entry_id == first
    assert found[-1].reasons[-1].because.startswith("set aside here before for ")


def test_a_choice_and_a_refusal_cancel_out(choirs):
    lessons = [lesson(choirs, "c2"), lesson(choirs, "c2", Verdict.SET_ASIDE)]
    assert asked(choirs, SING, lessons=lessons) == asked(choirs, SING)


def test_what_was_noted_to_have_closed_sinks_whatever_is_heard_and_warns(choirs):
    found = by_id(asked(choirs, SING, lessons=[Lesson("", "c0", Verdict.CLOSED, MONTH)], limit=6))
    assert found["c0"].cautions[0] == "you noted that it has closed: ring first"
    assert found["c0"].learned < 0
    assert all(item.learned == 0 for entry_id, item in found.items() if entry_id != "c0")


def test_another_theme_teaches_nothing(choirs):
    other = Lesson("knitting-and-no-such-theme", "c3", Verdict.CHOSEN, MONTH, 9)
    assert asked(choirs, SING, lessons=[other]) == asked(choirs, SING)


def test_it_fades(choirs):
    fresh = by_id(asked(choirs, SING, lessons=[lesson(choirs, "c1", times=3)], limit=6))["c1"]
    old = by_id(
        asked(choirs, SING, lessons=[lesson(choirs, "c1", times=3, month=date(2025, 11, 1))], limit=6)
    )["c1"]
    assert 0 < old.learned < fresh.learned
    ages_ago = [lesson(choirs, "c1", month=date(2019, 1, 1))]
    assert asked(choirs, SING, lessons=ages_ago) == asked(choirs, SING)


def test_habits_lift_two_in_five_at_most(choirs):
    lessons = [lesson(choirs, f"c{n}", times=9) for n in range(6)]
    found = asked(choirs, SING, lessons=lessons)
    assert sum(item.learned > 0 for item in found) == 2


def test_scores_split_exactly(choirs):
    plain = by_id(asked(choirs, SING, limit=6))
    lessons = [lesson(choirs, "c1", times=2), lesson(choirs, "c4", Verdict.SET_ASIDE)]
    for item in asked(choirs, SING, lessons=lessons, limit=6):
        assert round(item.score - item.learned, 4) == plain[item.entry_id].score
        assert (item.learned != 0) == (not item.reasons[-1].said)


def test_nothing_can_be_learned_from_what_is_delicate_or_tells_who_somebody_is(suggester, words):
    for said in ("he hits me, I'm scared of him", "he's lost the rent money gambling", "I've got dementia"):
        for item in asked(suggester, said, limit=10):
            assert not (item.sensitive and item.themes)
            assert not any(words.themes[theme].sensitive or words.themes[theme].only for theme in item.themes)


@settings(max_examples=40)
@given(
    said=st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4, unique=True),
    taught=st.lists(
        st.tuples(
            st.sampled_from([entry.id for entry in ENTRIES]),
            st.sampled_from(list(Verdict)),
            st.integers(1, 10**6),
            st.sampled_from([MONTH, date(2025, 1, 1), date(2030, 1, 1)]),
        ),
        max_size=12,
    ),
)
@example(said=["he hits me", "lonely of an evening"], taught=[("dementia-day", Verdict.CHOSEN, 5, MONTH)])
def test_whatever_was_learned_nothing_new_comes_up_nothing_goes_and_nothing_becomes_strong(
    suggester, words, said, taught
):
    plain = by_id(asked(suggester, *said, limit=100))
    themes = {theme for item in plain.values() for theme in item.themes} or set(list(words.themes)[:1])
    lessons = [
        Lesson(theme, entry_id, verdict, month, times)
        for entry_id, verdict, times, month in taught
        for theme in sorted(themes)
    ]
    found = asked(suggester, *said, lessons=lessons, limit=100)
    assert {item.entry_id for item in found} == set(plain)
    for item in found:
        strength = plain[item.entry_id].strength
        closed = any(reason.because == CLOSED for reason in item.reasons)
        assert item.strength == ("fair" if closed and strength == "strong" else strength)
        assert -0.3 <= item.learned <= 0.12
        assert 0 < item.score <= 1
    assert found == asked(suggester, *said, lessons=reversed(lessons), limit=100)
