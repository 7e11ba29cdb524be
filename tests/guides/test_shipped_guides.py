"""The guides that come with the kit keep their promises."""

import re
from pathlib import Path

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.guides.loading import Guides

SHIPPED = Guides.load([assets_folder() / "guides"])
WHOLE_PERSON = ["life-story", "people", "home", "health", "enjoy", "give", "good-day", "hope", "in-the-way"]
TOPICS = [(guide.id, topic) for guide in SHIPPED.all for topic in guide.topics]
PROMPTS = [prompt for _, topic in TOPICS for prompt in topic.prompts]
CLOSED = re.compile(r"^(do|does|did|are|is|can|could|will|would|have|has|should) ", re.IGNORECASE)


FOR_EACH = {
    "whole-person": "first conversation",
    "link-worker": "surgery",
    "catching-up": "met before",
    "family": "each voice",
    "young-person": "stays between you",
    "carer": "own life first",
    "my-time": "member of staff",
}


def test_the_seven_guides_are_whole_and_sound():
    assert SHIPPED.problems == ()
    assert {guide.id for guide in SHIPPED.all} == set(FOR_EACH)


@pytest.mark.parametrize(("guide_id", "words"), FOR_EACH.items())
def test_each_guide_says_when_to_use_it(guide_id, words):
    assert words in SHIPPED.guide(guide_id).about


def test_the_documentation_names_every_guide():
    documentation = (Path(__file__).parents[2] / "docs" / "guides.md").read_text(encoding="utf-8")
    for guide in SHIPPED.all:
        assert f"*{guide.name}*" in documentation
        assert f"`{guide.id}`" in documentation


def test_hope_and_what_is_in_the_way_come_up_in_every_guide():
    for guide in SHIPPED.all:
        ids = {topic.id for topic in guide.topics}
        assert "hope" in ids
        assert ids & {"in-the-way", "what-got-in-the-way"}


def test_what_somebody_could_give_comes_up_in_every_first_conversation():
    for guide in SHIPPED.all:
        assert guide.id == "catching-up" or guide.topic("give")


def test_whoever_cares_is_asked_about_their_own_life_before_the_caring():
    topics = [topic.id for topic in SHIPPED.guide("carer").topics]
    assert topics[0] == "myself"
    assert topics.index("enjoy") < topics.index("caring")
    assert topics.index("people") < topics.index("caring")


def test_the_whole_person_has_its_nine_topics_in_order():
    assert [topic.id for topic in SHIPPED.guide("whole-person").topics] == WHOLE_PERSON


@pytest.mark.parametrize(
    ("guide_id", "topic"), TOPICS, ids=[f"{guide}-{topic.id}" for guide, topic in TOPICS]
)
def test_each_topic_has_two_or_three_prompts_and_fits_the_screen(guide_id, topic):
    assert 2 <= len(topic.prompts) <= 3
    assert len(topic.name) <= 20
    assert len(topic.listen_for) <= 140


@pytest.mark.parametrize("prompt", PROMPTS, ids=[prompt.ask for prompt in PROMPTS])
def test_each_prompt_is_open_short_and_has_a_shorter_twin(prompt):
    assert not CLOSED.match(prompt.ask)
    assert not CLOSED.match(prompt.simpler)
    assert len(prompt.ask) <= 90
    assert len(prompt.simpler.split()) <= len(prompt.ask.split())
    assert len(prompt.simpler.split()) <= 10


def test_no_prompt_is_asked_twice():
    asked = [prompt.ask for prompt in PROMPTS]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    "word",
    [
        "service user",
        "client",
        "patient",
        "needs",
        "assess",
        "eligib",
        "cope",
        "manage",
        "independen",
        "issue",
    ],
)
def test_no_words_of_assessment(word):
    for _, topic in TOPICS:
        for text in [topic.name, topic.listen_for, *(p.ask + p.simpler for p in topic.prompts)]:
            assert word not in text.casefold()
