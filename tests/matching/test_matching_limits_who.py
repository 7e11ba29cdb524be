"""Who is heard: whose company somebody wants, and groups that are there for people they are not."""

import pytest
from limits_told import read_limits
from shelf_of import TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.limits import Limits
from conversation_kit.matching.suggesting import Suggester


def limits(words, said) -> Limits:
    heard = (Heard(said),)
    return read_limits(Asking(heard=heard, today=TODAY), listen(heard, words), words)


@pytest.mark.parametrize(
    ("said", "only_with"),
    [
        ("I'd exercise, but not where the blokes are gawping", "women"),
        ("I can't train if there's lads staring", "women"),
        ("I couldn't dance with fellas", "women"),
        ("I'd go to the baths as long as no men are in there", "women"),
        ("a game of darts with fellas my own age", "men"),
        ("I want a laugh with women as daft as me", "women"),
        ("I don't mind if the men are watching", ""),
        ("I don't know if there are men there", ""),
        ("I want to meet other lads and lasses who've lost their dad", ""),
        ("I play darts with blokes from the yard", ""),
    ],
)
def test_whose_company_they_want(words, said, only_with):
    assert limits(words, said).only_with == only_with


@pytest.mark.parametrize(
    ("said", "sex"),
    [
        ("Frank would like to dance, he's sixty and it's all things for kids", "men"),
        ("She wants to swim, she's forty", "women"),
        ("I sang soprano for the works choir", "women"),
        ("I've always sung tenor", "men"),
        ("the other dads at the gates never speak", "men"),
        ("he never sleeps and the baby cries", ""),
        ("us mums and the other dads", ""),
        ("he's forty and I want to swim", ""),
        ("my husband sang tenor", ""),
    ],
)
def test_which_sex_they_are(words, said, sex):
    assert limits(words, said).sex == sex


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("mum cries if she's left with strangers", "sitting"),
        ("he won't stop with people he doesn't know", "sitting"),
        ("I can't stop drinking", "kin"),
        ("my gambling's got out of hand", "kin"),
        ("we buried our lad at Easter", "widowed"),
        ("since my brother died I don't go out", "widowed"),
        ("the council won't let us keep a dog", "fostering"),
        ("I'm not allowed pets", "fostering"),
        ("I'm sick of counsellors", "counselling"),
        ("no more of folk asking how I feel", "counselling"),
        ("I want to get out more of an evening", "kin"),
    ],
)
def test_what_is_there_for_others(words, said, kind):
    assert kind in limits(words, said).kinds


@pytest.mark.parametrize(
    "said",
    [
        "I left his keys with a stranger once",
        "my husband's drinking frightens me",
        "my dad's gambling lost us the house",
        "I lost my mum and then my husband",
        "she's a dog and two cats",
        "she's not seen a counsellor yet",
        "nobody ever asks how I feel about her",
        "I'd never leave him without my dog",
    ],
)
def test_what_is_not_there_for_others_only(words, said):
    assert limits(words, said).kinds.isdisjoint({"sitting", "kin", "widowed", "fostering", "counselling"})


def test_being_left_with_strangers_is_no_dislike_of_groups(words):
    assert not limits(words, "I'm not leaving him with strangers").no_groups
    assert limits(words, "I can't sit with strangers").no_groups


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("the baby is five months", {0}),
        ("she's eleven weeks and won't settle", {0}),
        ("with a fourteen month old", {1}),
        ("there's nothing on a Sunday for dads with babies", {0, 1}),
        ("my daughter is nearly twenty months", {1}),
        ("he's six months sober", set()),
        ("she's three weeks in hospital", set()),
        ("our lad is two months off retirement", set()),
    ],
)
def test_ages_in_months(words, said, ages):
    assert limits(words, said).child_ages == ages


@pytest.mark.parametrize(
    ("said", "at_least"),
    [
        ("thirty-five years on the buses", 50),
        ("forty years I sewed for other folk", 55),
        ("after the shift finishes I'm dead on my feet", 18),
        ("my mortgage is three months behind", 18),
        ("my dad did forty years on the buses", None),
        ("a film of twenty years ago", None),
    ],
)
def test_how_old_they_must_be(words, said, at_least):
    assert limits(words, said).at_least == at_least


@pytest.mark.parametrize(
    ("said", "at_most"),
    [
        ("I'm breastfeeding and I'm bored", 49),
        ("our baby won't settle", 49),
        ("my flatmates go out every night", 35),
        ("my mum won't let me go on my own", 35),
        ("my form tutor says I should sing", 35),
        ("my baby sister is retiring", None),
        ("my mum lets the flat below", None),
    ],
)
def test_how_young_they_must_be(words, said, at_most):
    assert limits(words, said).at_most == at_most


def test_a_child_that_died_is_nobody_to_bring_along(words):
    assert limits(words, "we buried our lad at Easter").at_least == 18
    assert not limits(words, "we buried our lad at Easter").children
    assert limits(words, "we buried our lad and the kids are lost").children


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("six weeks sober on Friday", "no_pub"),
        ("somewhere that doesn't end up down the pub", "no_pub"),
        ("that club was all boozing", "no_pub"),
        ("I've had enough church for one week", "no_faith"),
        ("out there folk stare at me", "no_outdoors"),
        ("somewhere that's not full of ten year olds", "no_children"),
        ("I'd come if it's not all little kids", "no_children"),
    ],
)
def test_what_they_keep_away_from(words, said, what):
    assert getattr(limits(words, said), what)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("we had three weeks dry weather", "no_pub"),
        ("we were all drinking tea", "no_pub"),
        ("the church is full enough at Christmas", "no_faith"),
        ("the house was full of kids", "no_children"),
        ("somewhere that's not full of eighty year olds", "no_children"),
    ],
)
def test_what_only_sounds_like_it(words, said, what):
    assert not getattr(limits(words, said), what)


@pytest.fixture(scope="module")
def suggester(words):
    book = SmallBook(
        [
            an_entry("open", "Open Swim", "Swimming for men and women. Mondays 2-3pm."),
            an_entry("women", "Women's Swim", "Swimming for women. Tuesdays 2-3pm."),
            an_entry("old", "Swim Steady", "Swimming for people aged 50 and over. Mondays 2-3pm."),
            an_entry("dad", "Swim Squad", "Swimming for everybody. Ages 8 and over. Fridays 5-6pm."),
            an_entry("parents", "Splash", "Swimming for parents with young children. Fridays 10-11am."),
            an_entry("pupils", "Swim School", "Swimming for children.", minimum_age=4, maximum_age=11),
            an_entry("students", "Swim Set", "Swimming for students.", minimum_age=16, maximum_age=25),
        ]
    )
    yield Suggester(book, words)
    book.close()


@pytest.mark.parametrize(
    ("said", "out", "kept"),
    [
        ("I'd swim, but not where the blokes are gawping", {"open", "old", "dad"}, {"women"}),
        ("I'd be easier swimming with other women", {"open"}, {"women", "old"}),
        ("my lad is nine, he wants to swim", {"old"}, {"dad"}),
        ("I want to swim while my lad is nine", set(), {"old"}),
        ("I'd swim, but not if it's all little kids", {"dad", "parents"}, {"open"}),
        ("I'm sixty and I'd love to swim", {"parents", "pupils", "students"}, {"open", "dad"}),
        ("I'd love to swim again", {"pupils"}, {"open", "students"}),
        ("my lad is nine, he'd love to swim", {"students"}, {"pupils"}),
        ("she has nobody to swim with at school", set(), {"pupils"}),
        ("our Jack would swim all day", set(), {"pupils"}),
        ("I could teach swimming to anybody", set(), {"pupils"}),
        ("I'm 33, I'd swim, but I'm not going in the one with the babies", {"pupils"}, {"open"}),
    ],
)
def test_what_comes_up(suggester, said, out, kept):
    asking = Asking(heard=(Heard(said),), today=TODAY, limit=10)
    shown = {item.entry_id for item in suggester.suggest(asking)}
    assert not shown & out
    assert kept <= shown


@pytest.mark.parametrize(
    ("name", "description", "said"),
    [
        (
            "Bethan House",
            "Sitting service: a volunteer sits with your relative.",
            "she won't be left with a stranger",
        ),
        ("Families Together", "For anybody affected by someone else's drinking.", "I can't stop drinking"),
        (
            "New Shoots",
            "Company for those who lost a husband or a partner, widowed or not.",
            "we buried our daughter",
        ),
        ("Paws", "Dog fosterers wanted: a dog to live with you.", "the landlord won't have dogs"),
    ],
)
def test_what_an_entry_says_of_whom_it_is_for(words, name, description, said):
    assert limits(words, said).kinds & read_entry(an_entry("one", name, description), words).kinds
