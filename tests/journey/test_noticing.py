"""Noticing: modest, in their words, quick, and silent where it should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noticing_lines import FIRST_BLIND, SECOND_BLIND, THIRD_BLIND, TUNED

from conversation_kit.assets_folder import assets_folder
from conversation_kit.errors import BadInputError
from conversation_kit.journey.noticing import Lexicon, LexiconError, Noticed, notice
from conversation_kit.model.assets import Kind, Leaning

WORD_LIST = assets_folder() / "words" / "noticing.toml"
LEXICON = Lexicon.load(WORD_LIST)
TOPICS = [
    "life-story",
    "people",
    "home",
    "health",
    "enjoy",
    "give",
    "good-day",
    "hope",
    "in-the-way",
    "",
    "other",
]
SAID = " ".join(text for text, _, _ in TUNED).split()


@pytest.mark.parametrize(("text", "topic", "expected"), TUNED, ids=[line[0] for line in TUNED])
def test_a_line_as_people_say_it(text, topic, expected):
    assert notice(text, topic, LEXICON) == tuple(Noticed(*proposal) for proposal in expected)


@pytest.mark.parametrize(
    ("lines", "precision", "recall"),
    [(FIRST_BLIND, 0.9, 0.8), (SECOND_BLIND, 0.9, 0.8), (THIRD_BLIND, 0.84, 0.6)],
    ids=["first", "second", "third"],
)
def test_lines_written_blind_are_noticed_rightly_rather_than_often(lines, precision, recall):
    proposed = right = wanted = 0
    for text, topic, expected in lines:
        got = [(noticed.kind, noticed.leaning) for noticed in notice(text, topic, LEXICON)]
        hoped = [(kind, leaning) for _, kind, leaning, _, _ in expected]
        assert hoped or not got, text
        proposed += len(got)
        wanted += len(hoped)
        right += sum(proposal in hoped for proposal in got)
    assert right / proposed >= precision
    assert right / wanted >= recall


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("text", ["", "hello", "   ", "...", "\u2019", "aye", "I don't know", "?!", "12 34"])
def test_small_talk_proposes_nothing(text, topic):
    assert notice(text, topic, LEXICON) == ()


@pytest.mark.parametrize(
    "text",
    [
        "my dad used to beat me up but I love boxing",
        "I love my garden, it's the only thing, otherwise I'd end it all",
        "he takes my money, our Lee",
        "I've been self-harming, I like drawing",
    ],
)
def test_a_note_about_harm_is_left_alone(text):
    assert notice(text, "enjoy", LEXICON) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'm a Muslim",
        "I'm gay and my family don't know",
        "I've got schizophrenia",
        "we're Travellers",
        "I'm on Universal Credit",
        "I take tablets for my heart",
        "I pray every morning",
    ],
)
@pytest.mark.parametrize("topic", ["life-story", "health", "home", "good-day"])
def test_nothing_is_drawn_from_health_faith_origin_or_love(text, topic):
    assert notice(text, topic, LEXICON) == ()


@pytest.mark.parametrize("topic", TOPICS)
def test_a_visit_is_never_care_or_a_gift(topic):
    (noticed,) = notice("My daughter Priya comes every day", topic, LEXICON)
    assert noticed == Noticed(
        "My daughter Priya comes every day", Kind.SOCIAL, Leaning.STRENGTH, "Priya", "daughter"
    )


@pytest.mark.parametrize(
    "text", ["Swimming comes easy to me", "Bingo rings a bell", "Nobody rings me", "Carers come twice"]
)
def test_a_capital_at_the_start_makes_nobody_of_a_thing(text):
    assert not any(noticed.who for noticed in notice(text, "people", LEXICON))


def test_curly_apostrophes_and_missing_ones_are_heard_alike():
    for text in ["I can\u2019t get up the stairs", "I can't get up the stairs", "i cant get up the stairs"]:
        assert [(n.words, n.kind, n.leaning) for n in notice(text, "", LEXICON)] == [
            (text, Kind.PHYSICAL, Leaning.BARRIER)
        ]


def test_at_most_three_in_the_order_of_the_text():
    text = "I love singing. I could teach anyone to knit. I was a nurse. I'd love to dance. I hate bingo."
    assert [noticed.leaning for noticed in notice(text, "", LEXICON)] == [
        Leaning.INTEREST,
        Leaning.GIFT,
        Leaning.STRENGTH,
    ]


def test_the_same_words_twice_are_proposed_once():
    assert len(notice("I love singing. I love singing. i love singing", "", LEXICON)) == 1


def test_a_full_stop_in_saint_or_a_price_ends_nothing():
    (noticed,) = notice("I worked at St. Mary's for \u00a34.50 a week", "", LEXICON)
    assert noticed.words == "I worked at St. Mary's for \u00a34.50 a week"


anything = st.text(max_size=300) | st.lists(st.sampled_from(SAID), max_size=60).map(" ".join)


@given(text=anything, topic=st.sampled_from(TOPICS) | st.text(max_size=10))
def test_whatever_is_typed_proposals_are_few_and_in_their_words(text, topic):
    noticed = notice(text, topic, LEXICON)
    assert noticed == notice(text, topic, LEXICON)
    assert len(noticed) <= 3
    places = [text.find(proposal.words) for proposal in noticed]
    assert all(place >= 0 for place in places)
    for proposal in noticed:
        assert proposal.words.strip() == proposal.words != ""
        assert proposal.who in proposal.words
        assert (proposal.kind is Kind.SOCIAL) or not (proposal.who or proposal.tie)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "I love " * 14_000,
        "I can't, " * 11_000,
        "our Jo and " * 9_000,
        "'" * 100_000,
        "- " * 50_000,
    ],
    ids=["one word", "loves", "stops", "names", "quotes", "dashes"],
)
def test_a_huge_paste_is_answered(text):
    """It would take minutes if the time went with the square of its length."""
    for found in notice(text, "enjoy", LEXICON):
        assert len(found.words) < len(text)


@pytest.mark.parametrize(
    "text",
    [
        "they all talk about me like im not in the room",
        "up three times a night, I go to work like a zombie",
        "it went off like a rocket",
    ],
)
def test_a_likeness_is_no_liking(text):
    assert not [found for found in notice(text, "story", LEXICON) if found.leaning is Leaning.INTEREST]


# the word list


@pytest.fixture
def changed(tmp_path):
    def change(was, becomes):
        text = WORD_LIST.read_text(encoding="utf-8")
        assert was in text
        path = tmp_path / "noticing.toml"
        path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
        return path

    return change


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("dislikes = [", "dislike = [", "dislikes: is missing"),
        ("[topics]", "[more]\nx = []\n[topics]", "more.x: is not known here"),
        ("dislikes = [", "dislikes = [ 7,", "dislikes: must be a list of phrases"),
        ("dislikes = [", 'dislikes = [ "x*",', "fewer than three letters"),
        ("dislikes = [", 'dislikes = [ "!",', "no word in it"),
        ('enjoy = "interest"', 'enjoy = "fun"', "topics.enjoy: must be one of"),
        ("dislikes = [", "dislikes = ", "cannot be read"),
    ],
)
def test_a_mistake_in_the_word_list_is_named_by_file_and_field(changed, was, becomes, says):
    with pytest.raises(LexiconError) as caught:
        Lexicon.load(changed(was, becomes))
    assert isinstance(caught.value, BadInputError)
    assert "noticing.toml" in caught.value.sentence
    assert says in caught.value.sentence


def test_a_missing_word_list_is_said(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.toml cannot be opened"):
        Lexicon.load(tmp_path / "none.toml")


def test_a_council_can_add_a_word(changed):
    line = "I like a good cramble over the tips"
    assert notice("bit of crambling", "enjoy", LEXICON) == ()
    wider = Lexicon.load(changed("activities = [", 'activities = [ "crambl*",'))
    assert notice("bit of crambling", "enjoy", wider)[0].leaning is Leaning.INTEREST
    assert notice(line, "enjoy", LEXICON)[0].words == line
