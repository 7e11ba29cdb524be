"""The guides that come with the kit keep their promises."""

import re

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.guides.loading import Guides

SHIPPED = Guides.load([assets_folder() / "guides"])
WHOLE_PERSON = ["life-story", "people", "home", "health", "enjoy", "give", "good-day", "hope", "in-the-way"]
TOPICS = [(guide.id, topic) for guide in SHIPPED.all for topic in guide.topics]
PROMPTS = [prompt for _, topic in TOPICS for prompt in topic.prompts]
CLOSED = re.compile(r"^(do|does|did|are|is|can|could|will|would|have|has|should) ", re.IGNORECASE)


def test_the_three_guides_are_whole_and_sound():
    assert SHIPPED.problems == ()
    assert {guide.id for guide in SHIPPED.all} == {"whole-person", "link-worker", "catching-up"}


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
