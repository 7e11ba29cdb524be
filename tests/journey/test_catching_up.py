"""Catching up: what stood last time, how it went since, what is done; what came later does not reach back."""

from dataclasses import replace
from datetime import UTC, date, datetime

from conversation_kit.journey.catching_up import GUIDE_ID, last_time
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.model.story import Story


def day(month, number):
    return datetime(2026, month, number, 10, tzinfo=UTC)


FIRST, LAST, TODAY, AFTER = (
    Conversation(f"k{n}", "p", GUIDE_ID, "w", at)
    for n, at in enumerate((day(8, 1), day(9, 24), day(11, 24), day(12, 20)))
)


def asset(name, talk="", note=""):
    return Asset(name, "p", name, Kind.PERSONAL, Leaning.STRENGTH, talk, note)


def connection(name, stage, talk):
    return Connection(name, "p", "e", name, stage, talk)


def line(name, talk, *, done=False):
    return DealLine(name, "p", Side.OURS, name, conversation_id=talk, done=done)


STORY = Story(
    Person("p", "Bob"),
    conversations=(FIRST, LAST, TODAY, AFTER),
    notes=(Note("n", "p", "k1", "hope", "busier days", day(9, 24)),),
    assets=(
        asset("a0", "k0"),
        asset("a1", "k1"),
        asset("a1n", note="n"),
        asset("a2", "k2"),
        asset("a3", "k3"),
    ),
    connections=(
        connection("moved", Stage.GOING, "k1"),
        connection("still", Stage.INTERESTED, "k0"),
        connection("unknown", Stage.TRIED_IT, "k0"),
        connection("today", Stage.INTERESTED, "k2"),
        connection("suggested", Stage.SUGGESTED, "k1"),
        connection("after", Stage.INTERESTED, "k3"),
    ),
    steps=(
        StepAlong("s1", "p", "moved", Stage.TRIED_IT, date(2026, 9, 24), "went once", "k1"),
        StepAlong("s3", "p", "moved", Stage.GOING, date(2026, 11, 24), "every week now", "k2"),
        StepAlong("s2", "p", "moved", Stage.TRIED_IT, date(2026, 10, 3), "went again"),
        StepAlong("s4", "p", "unknown", Stage.TRIED_IT, date(2026, 10, 3)),
    ),
    deal=(
        line("old-done", "k0", done=True),
        line("last-done", "k1", done=True),
        line("old-open", "k0"),
        line("last-open", "k1"),
        line("agreed-today", "k2"),
        line("agreed-after", "k3"),
    ),
)


def ids(records):
    return [one.id for one in records]


def test_last_time_stands_beside_today():
    last = last_time(STORY, TODAY)
    assert last.day == date(2026, 9, 24)
    assert ids(last.found) == ["a1", "a1n"]
    assert ids(last.found_today) == ["a2"]
    assert [(one.connection.id, one.then, one.now, one.how) for one in last.went] == [
        ("moved", Stage.TRIED_IT, Stage.GOING, ("went again", "every week now")),
        ("still", Stage.INTERESTED, Stage.INTERESTED, ()),
        ("unknown", None, Stage.TRIED_IT, ()),
    ]
    assert ids(last.chosen_today) == ["today"]
    assert ids(last.deal) == ["old-open", "last-open", "last-done"]
    assert ids(last.agreed_today) == ["agreed-today"]


def test_the_first_talk_has_no_last_time():
    assert last_time(STORY, FIRST) is None
    assert last_time(Story(Person("p", "Bob")), TODAY) is None


def test_a_second_talk_on_the_same_day_knows_what_was_told_in_which():
    again = replace(TODAY, id="k9", started=TODAY.started.replace(hour=15))
    steps = (
        StepAlong("s1", "p", "moved", Stage.TRIED_IT, date(2026, 11, 24), "this morning", "k2"),
        StepAlong("s2", "p", "moved", Stage.GOING, date(2026, 11, 24), "this afternoon", "k9"),
    )
    last = last_time(replace(STORY, conversations=(TODAY, again), steps=steps), again)
    moved = next(one for one in last.went if one.connection.id == "moved")
    assert (moved.then, moved.how) == (Stage.TRIED_IT, ("this afternoon",))
