"""Offers: what stands beside a suggestion, each thing once, only what is known."""

from datetime import date, time

import pytest

from conversation_kit.journey.offering import offers, private_in, with_decisions
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.matching.suggesting import Suggestion
from conversation_kit.model.connections import Connection, Stage, Way
from conversation_kit.model.entries import CostOption, Entry, Schedule

TODAY = date(2026, 11, 24)
WEEKLY = Schedule(freq="WEEKLY", byday=("MO",), opens_at=time(10), closes_at=time(12))


def suggestion(**changes):
    values = {
        "entry_id": "e1",
        "entry_name": "Knit and Natter",
        "score": 0.8,
        "strength": "strong",
        "way": Way.JOIN,
        "reasons": (),
        "cautions": (),
    }
    return Suggestion(**(values | changes))


def nothing_private(words):
    return False


def offer(entry=None, **changes):
    (made,) = offers([suggestion(**changes)], {"e1": entry}.get, [], TODAY, nothing_private)
    return made


def test_facts_say_how_far_when_free_and_how_fresh():
    entry = Entry("e1", "Knit", schedules=(WEEKLY,), is_free=True, assured_date=date(2026, 11, 12))
    made = offer(entry, miles=0.42)
    assert made.facts == ("0.4 miles", "Mondays 10:00 to 12:00", "free")
    assert made.fresh == "last checked 12 days ago"
    assert offer(Entry("e1", "Knit", assured_date=date(2025, 9, 1))).fresh == ""


def test_what_is_unknown_is_left_out():
    assert offer(Entry("e1", "Knit")).facts == ()
    assert offer(None).facts == ()


def test_a_cost_is_no_fact_beside_a_caution_about_it():
    entry = Entry("e1", "Knit", cost_options=(CostOption(amount=4.0),))
    assert offer(entry, cautions=("costs £4",)).facts == ()


def test_what_is_free_for_its_volunteers_is_not_free_beside_what_it_costs():
    prices = (CostOption(amount=42.0), CostOption(option="volunteers", amount=0.0))
    entry = Entry("e1", "Day centre", cost_options=prices)
    assert offer(entry, cost=42.0, cautions=("costs £42",)).facts == ()
    assert offer(entry, cost=0.0).facts == ("free",)


def test_distance_is_said_once():
    made = offer(miles=6.2, cautions=("6 miles away as the crow flies", "for ages 50 and over"))
    assert made.facts == ("6.2 miles",)
    assert made.cautions == ("for ages 50 and over",)
    assert offer(miles=0.04).facts == ("less than 0.1 miles",)


def test_a_long_rhythm_is_cut_at_a_word():
    entry = Entry(
        "e1",
        "Knit",
        schedules=(Schedule(description="every now and then when the weather is kind enough to sit out"),),
    )
    (when,) = offer(entry).facts
    assert when.endswith("…")
    assert len(when) < 48


@pytest.mark.parametrize(
    ("way", "strength", "words"),
    [
        (Way.GIVE, "strong", "could give"),
        (Way.JOIN, "fair", "could join"),
        (Way.HELP, "fair", "could be of help"),
        (Way.GIVE, "weak", "a guess: could give"),
    ],
)
def test_a_weak_one_says_that_it_is_a_guess(way, strength, words):
    assert offer(way=way, strength=strength).way == words


def test_their_words_are_quoted_once_each():
    reasons = (
        Reason("knitting", 'the same word, "knit"'),
        Reason("knitting", "word list"),
        Reason("wool", "word list"),
    )
    made = offer(reasons=reasons)
    assert made.said == ("knitting", "wool")
    assert made.why == "the Book says “knit” too; word list"


def test_of_very_many_words_those_around_what_met_the_book_are_shown():
    said = " ".join(["she were reet enough"] * 60 + ["but I do like to crochet"] + ["and that is that"] * 60)
    reasons = (Reason(said, 'the same word, "crochet"'), Reason(said, "our word list: crafts"))
    (shown,) = offer(reasons=reasons).said
    assert "but I do like to crochet" in shown
    assert len(shown) < 250
    assert (shown[0], shown[-1]) == ("…", "…")
    assert shown[1:-1] in said


def test_words_without_a_gap_are_cut_and_say_so():
    (shown,) = offer(reasons=(Reason("x" * 20_000, "related meaning (a guess): crafts"),)).said
    assert shown.endswith("x…")
    assert len(shown) < 250


def test_only_a_decision_is_shown_as_one():
    connection = Connection("c1", "p1", "e1", "Knit", Stage.SUGGESTED)
    assert with_decisions([offer()], [connection])[0].stage is None
    decided = Connection("c2", "p1", "e1", "Knit", Stage.NOT_FOR_ME)
    assert with_decisions([offer()], [connection, decided])[0].stage is Stage.NOT_FOR_ME
    assert with_decisions([offer()], [])[0].stage is None


def test_what_quotes_something_private_is_private():
    hers = suggestion(entry_name="Read Aloud", reasons=(Reason("he reads me texts", "meaning"),))
    other = suggestion(reasons=(Reason("used to knit", "meaning"),))
    private = private_in(
        ["he reads me texts. every\n one.", "used to knit"],
        lambda text: text.startswith("he") and "one" in text,
    )
    made = offers([hers, other], {}.get, [], TODAY, private)
    assert [offer.private for offer in made] == [True, False]


def test_what_is_sensitive_is_private():
    assert offer(sensitive="domestic abuse").private
    assert not offer().private
