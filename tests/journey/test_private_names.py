"""What is off the page is not named where it stands unasked: Home, last time, the deal, the first lines of a person."""

from datetime import date, timedelta

import pytest

from conversation_kit.journey.catching_up import last_time
from conversation_kit.journey.deals import line_from
from conversation_kit.journey.promises import promises
from conversation_kit.model.connections import Connection, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.tui.screens.deal_words import chosen_words
from conversation_kit.tui.widgets.last_time import last_time_words

TODAY = date(2026, 11, 24)


@pytest.fixture
def private(vault, kit):
    vault.keep(Person("p1", "Maureen"))
    for talk, days in (("k1", 9), ("k2", 0)):
        vault.keep(Conversation(talk, "p1", "whole-person", "w", kit.now() - timedelta(days=days)))
    made = Connection(
        "c1", "p1", "e1", "Safe Harbour", Stage.INTERESTED, "k1", look_again=TODAY, on_page=False
    )
    vault.keep(made)
    vault.keep(
        StepAlong("s1", "p1", "c1", Stage.BEING_SUPPORTED, TODAY, "rang the refuge", conversation_id="k2")
    )
    return made


def test_it_is_not_named(vault, private):
    story = vault.story("p1")
    last = last_time(story, next(talk for talk in story.conversations if talk.id == "k2"))
    told = [
        *(promise.words for promise in promises(vault)),
        line_from(vault, private, side=Side.OURS).what,
        chosen_words(private, TODAY, in_deal=False).plain,
        last_time_words(last, TODAY).plain,
    ]
    assert all("something private" in words for words in told)
    assert not any("Harbour" in words or "refuge" in words for words in told)


def test_what_is_on_the_page_has_its_name():
    assert Connection("c1", "p1", "e1", "Knit and Natter", Stage.GOING).shown_name == "Knit and Natter"
