"""What is suggested from a small Book, and what never is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shelf_of import ELM, ENTRIES, TODAY, SmallBook, an_entry

from conversation_kit.book.freshness import freshness
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester, suggest
from conversation_kit.model.assets import Leaning
from conversation_kit.model.connections import Way
from conversation_kit.model.spots import Spot
from known import tries

ELMSLEY = Spot("Elmsley", 53.50, -2.60)


def ask(suggester, *said, **more):
    heard = tuple(item if isinstance(item, Heard) else Heard(item) for item in said)
    return suggester.suggest(Asking(heard=heard, today=TODAY, **{"limit": 10, **more}))


def ids(found):
    return [item.entry_id for item in found]


def by_id(found, entry_id):
    return next(item for item in found if item.entry_id == entry_id)


def test_the_same_word_is_found_and_said(suggester):
    found = ask(suggester, "I do love to crochet")
    assert found[0].entry_id == "knit"
    assert found[0].reasons[0].said == "I do love to crochet"
    assert found[0].reasons[0].sentence.startswith('because you said "I do love to crochet": ')
    assert "knitting and crochet" in found[0].reasons[0].because or "crochet" in found[0].reasons[0].because


def test_everyday_words_find_what_directories_write(suggester):
    assert "debt" in ids(ask(suggester, "there's red letters behind the clock and I don't open the post"))
    assert ids(ask(suggester, "cooking for one is no fun, it's soup for one every night"))[0] in {
        "lunch",
        "free-lunch",
        "church-lunch",
    }
    assert ids(ask(suggester, "no car since my husband went, he did all the driving"))[0] in {
        "ring-and-ride",
        "befriend",
    }


def test_a_name_finds_its_group_also_misspelt(suggester):
    assert ids(ask(suggester, "Brackenthwaite Harriers"))[0] == "harriers"
    assert ids(ask(suggester, "Brackenthwait Hariers"))[0] == "harriers"


def test_a_misspelt_word_is_set_right_and_said_so(suggester):
    found = ask(suggester, "always got my chrochet with me")
    assert found[0].entry_id == "knit"
    assert found[0].reasons[0].because == '"chrochet" is spelt nearly like "crochet"'


@pytest.mark.parametrize(
    "said",
    [
        "my bowels are bad",
        "a bargain of a single",
        "knight of the realm",
        "the singer sewed",
        "wishing and washing",
    ],
)
def test_ordinary_words_are_never_respelt(suggester, said):
    assert not any("spelt" in reason.because for item in ask(suggester, said) for reason in item.reasons)


def test_a_short_word_set_right_is_never_strong(suggester):
    assert by_id(ask(suggester, "a game of bigno"), "bingo").strength != "strong"


def test_bob_gives_and_gets_there(suggester):
    found = ask(
        suggester,
        Heard("I like helping people, I did work experience in a care home", leaning=Leaning.GIFT),
        Heard("I'd be frightened of getting the wrong bus", leaning=Leaning.BARRIER),
        Heard("bored, telly all day", leaning=Leaning.BARRIER),
        age=33,
        near=ELMSLEY,
    )
    assert {"dementia-day", "travel"} <= set(ids(found))
    assert by_id(found, "dementia-day").way is Way.GIVE
    assert by_id(found, "travel").way is Way.HELP


def test_georgina_reads_to_children_though_it_is_for_under_fives(suggester):
    found = ask(
        suggester,
        Heard("I was a PE teacher all my working life", leaning=Leaning.STRENGTH),
        "I could read to little ones",
        age=94,
    )
    assert {"readers", "storytime"} <= set(ids(found))
    assert by_id(found, "storytime").way is Way.GIVE
    assert any("DBS" in caution for caution in by_id(found, "readers").cautions)


def test_tom_finds_the_youth_voice_group(suggester):
    found = ask(
        suggester, "nobody listens to kids like me", Heard("I'm in care, been in six placements"), age=14
    )
    assert ids(found)[0] == "youth-voice"
    assert "befriend" not in ids(found)


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("I'd like dinner with people, but nothing churchy", "church-lunch"),
        ("I'd like a hot dinner with people, can't afford to pay though", "lunch"),
        ("I love to knit but I can't do Tuesdays", "knit"),
        ("I love singing but I don't go out after dark", "choir"),
        ("I love walking, weekdays only", "walking"),
        ("I love walking but my knees are shot", "walking"),
        ("I'd like a walk but I can't get far, it has to be in Elmsley", "walking"),
        ("love a sing and a natter. No more bingo", "bingo"),
        ("I already go to the Knit and Natter, love my knitting", "knit"),
        ("I'm a bloke, want some company and a chat and crafts", "womens"),
        ("women only please, I like mending and woodwork", "shed"),
        ("I'm 82, want some lads to have pool and music with at a youth club", "youth-club"),
    ],
)
def test_what_was_ruled_out_is_not_shown(suggester, said, gone):
    assert gone not in ids(ask(suggester, said))


def test_a_dislike_covers_a_list(suggester):
    assert not {"bingo", "knit"} & set(
        ids(ask(suggester, "I can't stand bingo, knitting or quizzes. I love lunch clubs"))
    )


def test_closed_groups_never_appear(suggester):
    found = ids(ask(suggester, "I love to sing in a choir", "Harmony Choir", "Elmsley Choir"))
    assert "choir" in found
    assert not {"closed-choir", "gone-choir"} & set(found)


def test_sensitive_entries_need_plain_words(suggester):
    assert "refuge" not in ids(ask(suggester, "we argue all the time and I'm low"))
    assert "gamblers" not in ids(ask(suggester, "we are in debt, behind with the rent"))
    plainly = by_id(ask(suggester, "I'm scared of him, he hits me"), "refuge")
    assert plainly.sensitive == "domestic abuse"
    assert "gamblers" in ids(ask(suggester, "he's lost the rent money gambling"))


def test_hopeless_statements_get_nothing_fair_or_strong(suggester):
    for said in (
        "I want to fly helicopters over Peru",
        "",
        "hello",
        "well, you know",
        "we want a ski slope and a casino boat",
        "the cathedral at Milan",
    ):
        assert all(item.strength == "weak" for item in ask(suggester, said)), said


def test_cautions_say_what_to_mind(suggester):
    assert (
        "last checked 14 months ago: ring first"
        in by_id(ask(suggester, "I want to sing in a choir"), "choir").cautions
    )
    found = ask(
        suggester, "frightened of falling, I want a natter and a hot dinner with people", near=ELMSLEY
    )
    assert "costs £6" in by_id(found, "lunch").cautions
    assert "for ages 11 to 18" in by_id(ask(suggester, "youth council"), "youth-voice").cautions


def test_distance_counts(suggester):
    found = ask(suggester, "I'd like to volunteer", near=ELMSLEY)
    shop = by_id(found, "charity-shop")
    assert shop.miles is not None
    assert 25 < shop.miles < 40
    assert any("miles away" in caution for caution in shop.cautions)


def test_no_more_than_two_of_one_organization_and_no_doubles(words):
    same = [
        an_entry(f"w{n}", f"Walking Group {place}", "Walking together.", organization="Walkers", **ELM)
        for n, place in enumerate(("North", "East", "South"))
    ]
    doubles = [
        an_entry(f"d{n}", "Amblers", "Walking slowly.", organization="Amblers", **ELM) for n in range(2)
    ]
    book = SmallBook(same + doubles)
    found = ids(suggest(Asking(heard=(Heard("I want a walking group"),), today=TODAY), book, words))
    book.close()
    assert len([entry_id for entry_id in found if entry_id.startswith("w")]) == 2
    assert len([entry_id for entry_id in found if entry_id.startswith("d")]) == 1


def test_both_giving_and_receiving_come_up(suggester):
    found = ask(
        suggester,
        Heard("I was a teacher for thirty years", leaning=Leaning.STRENGTH),
        Heard("I love to knit", leaning=Leaning.INTEREST),
        limit=3,
    )
    assert {Way.GIVE, Way.JOIN} <= {item.way for item in found}


def test_decided_ones_and_filtered_ones_are_left_out(suggester):
    assert "knit" not in ids(ask(suggester, "I knit", already=frozenset({"knit"})))
    assert ids(ask(suggester, "I knit and want a lunch club", keep=lambda entry: entry.is_free is True)) in (
        [],
        ["free-lunch"],
    )
    assert ask(suggester, "I knit", limit=0) == []


def test_the_function_and_the_object_agree(book, words, suggester):
    asking = Asking(heard=(Heard("I love to knit"),), today=TODAY)
    assert (
        suggest(asking, book, words)
        == suggester.suggest(asking)
        == Suggester(SmallBookOf(book), words).suggest(replace(asking))
    )


def SmallBookOf(book):  # noqa: N802
    assert len(book.entries()) == len(ENTRIES)
    return book


def test_dialect_is_heard_as_usual_english(suggester):
    plain, broad = (
        ask(suggester, "I like to sit with my knitting"),
        ask(suggester, "I like to sit wi me knitting"),
    )
    assert ids(plain) == ids(broad)
    assert broad[0].reasons[0].said == "I like to sit wi me knitting"


def test_a_womens_institute_is_not_the_word_with(words):
    book = SmallBook([an_entry("wi", "Elmsley WI", "Meets for talks and crafts.", **ELM)])
    assert suggest(Asking(heard=(Heard("sat wi me own thoughts"),), today=TODAY), book, words) == []
    found = suggest(Asking(heard=(Heard("I was in the WI, I'd like that again"),), today=TODAY), book, words)
    book.close()
    assert ids(found) == ["wi"]


# Each reads a Book and the words' signs anew; what else there is of freshness is tried where that is told.
@given(st.none() | st.dates(date(2015, 1, 1), date(2028, 1, 1)))
@example(TODAY.replace(year=TODAY.year - 1))
@example(TODAY.replace(year=TODAY.year - 1) - timedelta(days=1))
@example(TODAY)
@example(TODAY + timedelta(days=1))
@settings(deadline=None, max_examples=tries(usual=25, nightly=100))
def test_old_records_are_told_as_the_card_tells_them(words, checked):
    entry = an_entry("kites", "Kite Flyers", "Kites.", assured_date=checked, last_modified=None)
    asking = Asking(heard=(Heard("Kite Flyers"),), today=TODAY)
    book = SmallBook([entry])
    found = suggest(asking, book, words)
    book.close()
    told = freshness(entry, TODAY)
    assert found[0].cautions == ((f"{told.words}: ring first",) if told.ring_first else ())


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("I can't drive no more, no way of getting there", "ring-and-ride"),
        ("nobody visits me and the house is too quiet", "befriend"),
        ("I'm at the end of my rope, behind with the rent", "debt"),
        ("I don't want to get the bus by myself", "travel"),
    ],
)
def test_words_like_no_and_dont_are_not_always_a_dislike(suggester, said, wanted):
    assert wanted in ids(ask(suggester, said))


def test_it_may_be_held_up_between_entries_and_says_the_same(suggester, book, words):
    breaths = []
    held_up = Suggester(book, words, lambda: breaths.append(1))
    assert ask(held_up, "I used to knit") == ask(suggester, "I used to knit")
    assert len(breaths) > len(ENTRIES)


@pytest.mark.parametrize("said", ["well,you know,I used to knit", "aye ,right , I used to knit", "Knit,but"])
def test_what_is_quoted_is_theirs_letter_for_letter(suggester, said):
    found = suggester.suggest(Asking(heard=(Heard(said),), today=TODAY))
    assert found
    assert all(reason.said in said for item in found for reason in item.reasons)


def test_bare_figures_ask_for_nothing(suggester):
    assert suggester.suggest(Asking(heard=(Heard("0\n0"),), today=TODAY)) == []


def test_what_is_in_order_asks_for_no_help_with_it(suggester):
    assert "knit" not in ids(ask(suggester, "there's nowt wrong wi my crochet"))
    assert "knit" in ids(ask(suggester, "there's nothing I like like my crochet"))


def test_one_more_of_it_and_they_will_scream(suggester):
    assert "knit" not in ids(ask(suggester, "if one more person offers me crochet I'll scream"))
    assert "knit" in ids(ask(suggester, "one more row of crochet, I always think"))
