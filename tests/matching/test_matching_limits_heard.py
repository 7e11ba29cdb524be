"""Reading limits: what each way of saying it rules out."""

import pytest
from limits_told import read_limits
from shelf_of import TODAY

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.model.assets import Leaning

ALL_DAYS = frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"})


def limits(words, *said, leaning=None) -> Limits:
    heard = tuple(Heard(text, leaning=leaning) for text in said)
    return read_limits(Asking(heard=heard, today=TODAY), listen(heard, words), words)


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("I'm fifty-two", 52),
        ("I am 61 now", 61),
        ("born in 1949 I was", 77),
        ("I were forty-eight in March", 48),
        ("pushing ninety and still here", 90),
        ("I'm in my eighties", 80),
        ("our Ellie's mad on dancing, she's nine", 9),
        ("I'm 20 minutes off the bus stop", None),
        ("I'm six months sober", None),
        ("I was fifteen when I went down the pit", None),
        ("I've had it 30 years", None),
    ],
)
def test_ages(words, said, age):
    assert limits(words, said).age == age


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("I'm at dialysis Tuesdays, Thursdays and Saturdays", ALL_DAYS - {"TU", "TH", "SA"}),
        ("only Mondays", {"MO"}),
        ("he's only at day centre Thursdays", {"TH"}),
        ("not Fridays, but Wednesdays I could do", {"WE"}),
        ("Saturdays and Sundays or nothing", {"SA", "SU"}),
        ("I'm at work all day Monday to Friday", set()),
        ("I used to dance on a Saturday", set()),
    ],
)
def test_days(words, said, days):
    assert limits(words, said).days == days


def test_a_barrier_that_is_only_a_day_takes_that_day(words):
    assert limits(words, "Tuesdays, the nurse", leaning=Leaning.BARRIER).days == ALL_DAYS - {"TU"}


@pytest.mark.parametrize(
    ("said", "what", "hour"),
    [
        ("I've to be home by four for the school bus", "back_by", 16.0),
        ("have to be back by half past two", "back_by", 14.5),
        ("the carers come at five", "back_by", 17.0),
        ("I don't go out after four", "back_by", 16.0),
        ("I sleep till two, I'm on nights", "not_before", 14.0),
        ("I'm no good before dinner time", "not_before", 12.0),
        ("I'm not a morning person", "not_before", 12.0),
        ("I'm on nights at the bakery", "not_before", 13.0),
        ("in work while half five", "earliest", 17.5),
        ("I don't finish till six", "earliest", 18.0),
        ("can't leave him more than an hour", "away", 1.0),
        ("I get two hours while the sitter's here", "away", 2.0),
        ("I cannot leave her, not even for the dentist", "away", 0.0),
    ],
)
def test_hours(words, said, what, hour):
    assert getattr(limits(words, said), what) == hour


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("I'm on the bones of me backside", 0.0),
        ("I can't be paying out", 0.0),
        ("two quid's about my limit", 2.0),
        ("a fiver is the most I can do", 5.0),
        ("I've not 5 pounds to spare", 4.99),
        ("I've not 0 pounds to spare", 0.0),
        ("I can't go over £3.50", 3.5),
        ("I sold it for ten pounds", None),
        ("I'd come if it's a couple of quid", 2.0),
        ("there's a fiver left by the weekend", 0.0),
    ],
)
def test_costs(words, said, most):
    assert limits(words, said).most == most


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("I won't get on a bus", "within"), ("anywhere I can walk to", "within"),
        ("I'll not set foot anywhere with a cross over the door", "no_church"), ("as long as nobody says grace", "no_faith"),
        ("I've not had a drink since Easter", "no_pub"), ("I cannot work a computer", "no_online"),
        ("can't be doing with a room full", "no_groups"), ("I'm in a wheelchair", "access"), ("I've a frame", "access"),
        ("I need a toilet handy", "toilet"), ("I cannot stand above five minutes", "easy"),
    ],
)  # fmt: skip
def test_kinds_of_place(words, said, what):
    assert getattr(limits(words, said), what)
    assert not getattr(limits(words, "I like a brew and a natter"), what)


def test_never_again_is_said_of_what_stood_before_it(words):
    heard = (Heard("went to the bowls once, never again"),)
    assert {clause.meant for clause in listen(heard, words)} <= {Meant.DISLIKED, Meant.HAD}


def test_frightened_of_is_not_dislikes(words):
    assert {c.meant for c in listen((Heard("I'm frightened to death of water"),), words)} == {
        Meant.IN_THE_WAY
    }


def test_limits_of_the_whole_person_hold_when_one_thing_is_looked_for(words):
    asking = Asking(heard=(Heard("I like knitting"),), also_heard=(Heard("not Fridays"),), today=TODAY)
    assert read_limits(asking, listen(asking.heard, words), words).days == ALL_DAYS - {"FR"}
