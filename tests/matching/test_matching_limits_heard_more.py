"""Limits heard of when, how dear, how far and with whom, and of kinds put aside by name: caught, and not mistaken."""

import pytest
from limits_told import read_limits
from shelf_of import TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.entries.hours_told import hours_after
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.model.assets import Leaning

WORKING_DAYS = {(day, 8.0, 17.0) for day in ("MO", "TU", "WE", "TH", "FR")}


def limits(words, said, leaning=None) -> Limits:
    heard = (Heard(said, leaning=leaning),)
    return read_limits(Asking(heard=heard, today=TODAY), listen(heard, words), words)


def meant(words, said, leaning=None) -> list[Meant]:
    found = {clause.said: clause.meant for clause in listen((Heard(said, leaning=leaning),), words)}
    return [found[said_so] for said_so in sorted(found, key=said.find)]


@pytest.mark.parametrize(
    ("said", "busy"),
    [
        ("I'm on nights Thursday to Saturday at the bakery", {(day, 18.0, 24.0) for day in ("TH", "FR", "SA")}),
        ("I work nights Saturday and Sunday", {("SA", 18.0, 24.0), ("SU", 18.0, 24.0)}),
        ("Monday to Wednesday I'm on nights", {(day, 18.0, 24.0) for day in ("MO", "TU", "WE")}),
        ("weekdays I am on the bins", WORKING_DAYS),
        ("through the week I'm in the warehouse", WORKING_DAYS),
        ("I'm at work all week", WORKING_DAYS),
        ("it's afternoons only for me", {("", 0.0, 12.0), ("", 17.0, 24.0)}),
        ("it has to be a morning", {("", 12.5, 24.0)}),
        ("but who'd mind the twins of an evening?", {("", 17.0, 24.0)}),
        ("there's nobody to sit with Dad in the morning", {("", 0.0, 12.0)}),
        ("weekdays I'm on my own", set()),
        ("in the week I'm on my tod", set()),
        ("I only work mornings", set()),
        ("she only rang this morning", set()),
        ("I'm not a night person, Monday to Sunday", set()),
        ("who will I see of an evening?", set()),
        ("my nights are sat in front of the telly", set()),
    ],
)  # fmt: skip
def test_parts_of_the_day_that_are_taken(words, said, busy):
    assert limits(words, said).busy == busy


@pytest.mark.parametrize(
    ("said", "what", "hour"),
    [
        ("something after seven when the shop shuts", "earliest", 19.0),
        ("it has to be after six", "earliest", 18.0),
        ("it has to be while the kids are at school", "back_by", 15.0),
        ("somewhere to go in school hours", "back_by", 15.0),
        ("he's been bullied when he's at school", "back_by", None),
        ("she was born after six when the midwife finished", "latest", None),
    ],
)
def test_hours(words, said, what, hour):
    assert getattr(limits(words, said), what) == hour


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("an hour is my limit", 1.0),
        ("I can't concentrate for more than forty minutes", pytest.approx(40 / 60)),
        ("I couldn't sit through two hours", pytest.approx(1.99)),
        ("not if it's all day", 4.0),
        ("there's nobody to mind the kids", 0.0),
        ("I'd have to bring the baby along, I have to bring the baby with me", 0.0),
        ("unless there's a crèche I'm stuck", 0.0),
        ("I'm fit for two hours", 2.0),
        ("Dad goes everywhere with me", 0.0),
        ("it has to be the two of us", 0.0),
        ("the dog goes everywhere with me", None),
        ("I can't sit still for two minutes", None),
        ("it's quiet all day here", None),
        ("my mum ran a crèche", None),
        ("we need childcare", None),
    ],
)
def test_how_long_they_can_be_away(words, said, away):
    assert limits(words, said).away == away


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("I knock off at seven in the morning", 13.0),
        ("I finish at seven", None),
        ("I work seven to six", None),
    ],
)
def test_whoever_finishes_in_the_morning_sleeps_then(words, said, hour):
    assert limits(words, said).not_before == hour


def test_shabbat_takes_a_day_and_the_evening_before(words):
    kept = limits(words, "we keep Shabbat")
    assert "SA" not in kept.days
    assert kept.busy == {("FR", 16.0, 24.0)}
    assert not limits(words, "we keep hens").days


def test_how_often_is_no_hour(words):
    assert limits(words, "the carers come four times a day").back_by is None
    assert limits(words, "the carers come at four").back_by == 16.0


def test_minutes_to_the_hour(words):
    assert limits(words, "the carers come at twenty to five").back_by == pytest.approx(16 + 40 / 60)
    assert limits(words, "I have to be home by ten to two").back_by == pytest.approx(13 + 50 / 60)


def test_who_has_only_the_morning_after_a_night_is_not_asleep_then(words):
    assert limits(words, "I'm on nights, mornings only").not_before is None


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("they want seven pounds for it", 6.99),
        ("I'd dance but the studio's eight quid a class", 7.99),
        ("twelve pounds a week I haven't got", 11.99),
        ("there's six pounds in the jar", 0.0),
        ("not if they charge", 0.0),
        ("I'd go, not if it costs though", 0.0),
        ("there's nothing round here free", 3.0),
        ("eight pounds and I'd sooner eat", 0.0),
        ("everything wants paying for", 0.0),
        ("nine pounds a month and I haven't ninepence, nine pounds I haven't a penny of", 8.99),
        ("the classes are nine pounds", 8.99),
        ("it's a fiver and they want money for tea on top", 4.99),
        ("I've six pounds a week after bills", 0.0),
        ("I'd come if it was free", 0.0),
        ("the classes are nine pounds and worth it", None),
        ("it's a fiver and lovely", None),
        ("I'd go, as long as it's three pounds", 3.0),
        ("it's time that's free I lack", None),
        ("I'd sooner eat out", None),
        ("they want four pounds, which is fine", None),
        ("I charge ten pounds a cut", None),
        ("I've nothing free till Thursday", None),
        ("not if it costs the earth", None),
        ("there's five hundred pounds in the bank", None),
        ("but it's only two pounds a go", None),
        ("he gave me eight pounds and I don't have a bag for it", None),
    ],
)
def test_what_it_may_cost(words, said, most):
    assert limits(words, said).most == most


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("if somebody would bring the mending to my house", "at_home"),
        ("I could do it from my bed", "at_home"),
        ("they could leave it at the gate", "at_home"),
        ("folk needn't come in, they never come in", "no_visits"),
        ("when it's raining there's nowhere to take them", "no_outdoors"),
        ("I want something for wet days", "no_outdoors"),
        ("people shout at me in the street", "no_outdoors"),
        ("the cold goes right through me", "no_outdoors"),
        ("I'm churched out", "no_faith"),
        ("I am never going back to chapel", "no_faith"),
        ("he goes berserk if anybody knocked", "no_visits"),
        ("my heart's not up to it", "easy"),
        ("I can't get up off the floor", "easy"),
        ("I've no grip left", "easy"),
    ],
)
def test_where_it_may_be(words, said, what):
    assert getattr(limits(words, said), what)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("our Jean brings the shopping to my house", "at_home"),
        ("I can't get up from my chair", "at_home"),
        ("I fell from my bed", "at_home"),
        ("I love it when it rains", "no_outdoors"),
        ("the money did not come in", "no_visits"),
        ("I can't get it off the ground", "easy"),
        ("I'd like to meet people from my church", "no_faith"),
    ],
)
def test_where_nothing_is_ruled_out(words, said, what):
    assert not getattr(limits(words, said), what)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("he can't be left with strangers", "sitting"),
        ("I'd never leave Mum with somebody she doesn't know", "sitting"),
        ("she will not have a stranger near her", "sitting"),
        ("new faces upset him", "sitting"),
        ("she'll only settle with me", "sitting"),
        ("nothing where I'm on my feet", "walks"),
        ("I can hardly stand", "walks"),
        ("I need to be sat down", "walks"),
        ("five minutes stood at the cooker and my back is screaming", "walks"),
        ("if I have a bath I'm in bed the rest of the day", "walks"),
        ("she'd never stay with anybody but me", "sitting"),
        ("he refuses to go to day care", "sitting"),
        ("I go giddy when I stand", "walks"),
        ("I'm out of breath walking to the corner", "walks"),
        ("I'm not asking the doctor", "referral"),
        ("I'd rather not be referred", "referral"),
        ("I've no social worker", "referral"),
        ("they wanted a letter and nobody will write it", "referral"),
        ("I can't wait another three months", "waiting"),
        ("not another waiting list", "waiting"),
        ("I'd never want to become a member", "members"),
        ("I can't get a voucher", "vouchers"),
    ],
)
def test_kinds_that_will_not_do(words, said, kind):
    assert kind in limits(words, said).kinds


@pytest.mark.parametrize(
    "said",
    [
        "I like meeting strangers",
        "he settles with anybody",
        "I want to get back on my feet",
        "I can't get back on my feet since the debts",
        "I'd love to walk again, I can hardly walk",
        "I can't stand people",
        "I can't stand for the council",
        "I can't walk away from her",
        "my doctor is lovely",
        "I can't wait till Sunday",
        "I'm on the list for a knee since May",
        "I was a member of the union",
        "somebody gave me a voucher",
    ],
)
def test_no_such_kind_is_ruled_out(words, said):
    kinds = {"sitting", "walks", "referral", "waiting", "members", "vouchers"}
    assert limits(words, said).kinds.isdisjoint(kinds)


@pytest.mark.parametrize(
    ("description", "kind", "of_it"),
    [
        ("Respite for carers, an afternoon a week.", "sitting", True),
        ("A sitting service: the same sitter each week.", "sitting", False),
        ("Seating for forty.", "sitting", False),
        ("Led walks of a mile or two.", "walks", True),
        ("A walk-in clinic.", "walks", False),
        ("By referral from your GP.", "referral", True),
        ("Referred by your GP, or self refer.", "referral", False),
        ("There is a waiting list.", "waiting", True),
        ("Members only.", "members", True),
        ("You will need a food voucher from an agency.", "vouchers", True),
    ],
)
def test_kinds_told(words, description, kind, of_it):
    assert (kind in read_entry(an_entry("one", "Thornhill", description), words).kinds) is of_it


@pytest.mark.parametrize(
    ("said", "leaning", "how"),
    [
        ("Don't talk to me about art classes", None, Meant.DISLIKED),
        ("they keep sending me to coffee mornings", Leaning.HOPE, Meant.DISLIKED),
        ("you'll never get me near a choir", None, Meant.HAD),
        ("but not some quiz", Leaning.HOPE, Meant.DISLIKED),
        ("I'm never going back to bingo", Leaning.HOPE, Meant.DISLIKED),
        ("I'd like to go back to bingo", Leaning.HOPE, Meant.WANTED),
        ("dominoes every week with the lads", None, Meant.ALREADY),
        ("I have my chapel on Sundays", None, Meant.ALREADY),
        ("it was dominoes every week with the lads", Leaning.INTEREST, Meant.WANTED),
        ("I miss every night with the girls", Leaning.INTEREST, Meant.WANTED),
        ("I have my garden on Sundays", Leaning.INTEREST, Meant.WANTED),
    ],
)
def test_how_it_is_meant(words, said, leaning, how):
    assert meant(words, said, leaning) == [how]


def test_what_was_dull_is_put_aside_also_when_something_is_hoped_for(words):
    told = meant(words, "They sent me to bowls. I fell asleep.", Leaning.HOPE)
    assert told[0] in (Meant.DISLIKED, Meant.HAD)


@pytest.mark.parametrize(
    ("said", "out"),
    [
        (
            "I've been to the Men's Shed. All they do is moan. Not going back.",
            ["I've been to the Men's Shed"],
        ),
        (
            "They took me to a lunch club, I sat there like a lemon. Never again.",
            ["They took me to a lunch club"],
        ),
        (
            "Went to that playgroup once, all in their cliques, never again. I'd like a walk.",
            ["Went to that playgroup once"],
        ),
        (
            "I want a dance. Not that chair business with the elastic.",
            ["Not that chair business with the elastic"],
        ),
        ("I fancy a walk, but fast, not shuffling round a pond", ["not shuffling round a pond"]),
        ("I've no intention of doing chair exercises", ["I've no intention of doing chair exercises"]),
    ],
)
def test_what_was_tried_and_hated_and_what_is_set_aside(words, said, out):
    clauses = listen((Heard(said),), words)
    assert {clause.said for clause in clauses if clause.meant in (Meant.DISLIKED, Meant.HAD)} >= set(out)


@pytest.mark.parametrize(
    "said",
    [
        "only Mass'll do, and I've not been since me hip",
        "I can see the edges of you but not your face",
        "not sleeping, not eating",
        "not that I'd have minded him being there",
    ],
)
def test_what_only_sounds_like_setting_aside(words, said):
    assert all(clause.meant is not Meant.DISLIKED for clause in listen((Heard(said),), words))


def test_no_entry_called_what_was_set_aside_comes_up(words):
    book = SmallBook(
        [an_entry("chair", "Chair-based dance with Lou", "Dance."), an_entry("tea", "Tea Dance", "Dance.")]
    )
    found = Suggester(book, words).suggest(
        Asking(heard=(Heard("I want a dance, a proper one. Not that chair business."),), today=TODAY)
    )
    book.close()
    assert [item.entry_id for item in found] == ["tea"]
    assert meant(words, "I'd like to try bowls. I was bored.", Leaning.HOPE)[0] is Meant.WANTED


def test_whom_they_speak_to_is_no_word_of_theirs(words):
    assert not limits(words, "I'd love to sew, child").children
    assert limits(words, "I'd love to sew with a child").children
    assert [clause.said for clause in listen((Heard("Duck"),), words)] == ["Duck"]


@pytest.mark.parametrize(
    ("where", "shown"), [("Saturdays 10-12 at the hall.", False), ("From home, by telephone.", True)]
)
def test_a_gift_is_given_where_the_giver_is(words, where, shown):
    book = SmallBook([an_entry("mend", "Radio menders", f"Volunteers wanted to mend radios. {where}")])
    said = "I could mend radios from my bed"
    found = Suggester(book, words).suggest(Asking(heard=(Heard(said, leaning=Leaning.GIFT),), today=TODAY))
    assert bool(found) is shown
    book.close()


@pytest.mark.parametrize(
    ("after", "opens"),
    [
        (" 7.30. All welcome", 19.5),
        (" 11", 11.0),
        (", 2 (£1)", None),
        (": 2. £1.", 14.0),
        (" 3 March", None),
        (" 3 and Tuesday 4 June", None),
        (" 30 people", None),
    ],
)
def test_an_hour_that_stands_by_itself_after_a_day(after, opens):
    assert hours_after(after) == (set() if opens is None else {(opens, None)})


def test_a_kind_of_help_that_is_put_aside_is_not_looked_for(words):
    book = SmallBook([an_entry("day", "Willow Day Centre", "A day centre for older people. Mondays 10-3.")])
    suggester = Suggester(book, words)
    asked = [
        Asking(heard=(Heard(said),), today=TODAY)
        for said in ("Is there a day centre?", "Don't suggest a day centre")
    ]
    assert [bool(suggester.suggest(asking)) for asking in asked] == [True, False]
    book.close()


@pytest.mark.parametrize(
    "said",
    [
        "not of an evening, mind",
        "it's that quiet here of an evening",
        "we'd sing of an evening when I was a lad",
    ],
)
def test_an_evening_that_is_only_spoken_of_does_not_ask_for_evenings(words, said):
    assert limits(words, said).earliest is None
