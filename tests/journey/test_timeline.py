"""The timeline: what happened on which day, in order, in their words, and nothing that is a number or a Stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from conversation_kit.journey.stopping import keep_stop, pressed
from conversation_kit.journey.timeline import MomentKind, done_days, timeline
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.changes import Change
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import made_at, new_id
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

FIRST = datetime(2026, 9, 1, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 10, tzinfo=UTC)
STORY = Story(
    Person("p", "Bob"),
    conversations=(
        Conversation("k1", "p", "whole-person", "w", FIRST),
        Conversation("k2", "p", "catching-up", "w", LATER),
    ),
    notes=(
        Note("n2", "p", "k1", "hope", "busier days", FIRST, order=2),
        Note("n1", "p", "k1", "hope", "I like helping", FIRST, order=1),
    ),
    assets=(
        Asset("a1", "p", "helping others", Kind.PERSONAL, Leaning.STRENGTH, "k1"),
        Asset("a2", "p", "takes me on Sundays", Kind.SOCIAL, Leaning.STRENGTH, note_id="n1", who="Our Jean"),
        Asset("a3", "p", "the bus", Kind.PHYSICAL, Leaning.BARRIER),
    ),
    connections=(
        Connection("c1", "p", "e1", "Day centre", Stage.GIVING, "k1", because=("helping others",)),
        Connection("c2", "p", "e2", "Bingo", Stage.NOT_FOR_ME, "k1", why="too loud"),
        Connection("c3", "p", "e3", "Quiz", Stage.SUGGESTED, "k1"),
    ),
    steps=(
        StepAlong("s2", "p", "c1", Stage.GIVING, date(2026, 11, 24), "they know my name"),
        StepAlong("s1", "p", "c1", Stage.TRIED_IT, date(2026, 10, 1), "nervous, then not"),
        StepAlong("s3", "p", "gone", Stage.GOING, date(2026, 10, 1), "of something that is not there"),
    ),
    deal=(
        DealLine("d1", "p", Side.OURS, "travel training", "Nisha", conversation_id="k1", done=True),
        DealLine("d2", "p", Side.YOURS, "learn the 12", conversation_id="k2"),
    ),
    risks=(PositiveRisk("r1", "p", "the bus alone", they_say="I can", weighed_on=date(2026, 10, 1)),),
    wellbeing=(Wellbeing("w1", "p", date(2026, 10, 2), satisfied=3, words="middling"),),
    scores=(ToolScore("t1", "p", "A tool", date(2026, 10, 3), "41"),),
)


def told(story=STORY, **more):
    return [
        (day.day, [(one.label, one.words, one.quote) for one in day.moments])
        for day in timeline(story, **more)
    ]


def test_it_is_told_day_by_day():
    assert told() == [
        (
            date(2026, 9, 1),
            [
                ("We talked", "", "I like helping"),
                ("Talked about", "Day centre", "helping others"),
                ("Not for me", "Bingo", "too loud"),
                ("Strength", "helping others", ""),
                ("Strength", "Our Jean: takes me on Sundays", ""),
                ("Agreed, our part (done)", "Nisha: travel training", ""),
            ],
        ),
        (
            date(2026, 10, 1),
            [
                ("Tried it", "Day centre", "nervous, then not"),
                ("Something to try", "the bus alone", "I can"),
            ],
        ),
        (
            date(2026, 11, 24),
            [
                ("We talked", "", ""),
                ("Giving", "Day centre", "they know my name"),
                ("Agreed, your part", "learn the 12", ""),
            ],
        ),
        (None, [("Gets in the way", "the bus", "")]),
    ]


def test_what_is_off_the_page_is_told_without_its_name_and_their_words():
    off = replace(STORY, connections=tuple(replace(one, on_page=False) for one in STORY.connections))
    of_them = [moment for _, moments in told(off) for moment in moments if moment[1] == "something private"]
    assert of_them == [
        ("Talked about", "something private", ""),
        ("Not for me", "something private", ""),
        ("Tried it", "something private", ""),
        ("Giving", "something private", ""),
    ]


def test_what_its_steps_say_already_is_not_said_again():
    steps = (StepAlong("s1", "p", "c1", Stage.INTERESTED, date(2026, 9, 1), "go on then"),)
    labels = [
        label
        for _, moments in told(replace(STORY, steps=steps))
        for label, words, _ in moments
        if "centre" in words
    ]
    assert labels == ["Interested in"]


def test_no_number_and_no_score_is_in_it():
    words = str(told())
    assert not [one for one in ("middling", "41", "A tool", "2026, 10, 2", "2026, 10, 3") if one in words]


def test_what_was_done_has_its_own_day_where_it_is_known():
    days = dict(told(done_on={"d1": date(2026, 10, 9)}))
    assert days[date(2026, 10, 9)] == [("Done, our part", "Nisha: travel training", "")]
    assert ("Agreed, our part", "Nisha: travel training", "") in days[date(2026, 9, 1)]


def test_the_log_knows_when_a_line_was_marked_as_done(vault, kit):
    vault.keep(Person("p", "Bob"))
    for number, done in ((1, False), (2, True)):
        vault.keep(DealLine(f"d{number}", "p", Side.OURS, "travel training", done=done))
    assert done_days(vault, vault.story("p")) == {}
    at = datetime.now(UTC) + timedelta(days=3)
    reading = f"{int(at.timestamp() * 1000):015d}.000000"
    vault.receive([Change("from-elsewhere", "p", "deal", "d1", "done", True, "w", "elsewhere", reading)])
    assert vault.find(DealLine, "d1").done
    assert done_days(vault, vault.story("p")) == {"d1": at.astimezone().date()}
    vault.keep(replace(vault.find(DealLine, "d1"), done=False))
    assert done_days(vault, vault.story("p")) == {}


def test_an_id_tells_the_day_when_nothing_else_does():
    now = datetime.now(UTC)
    assert abs(made_at(new_id()) - now) < timedelta(seconds=5)
    assert [made_at(other) for other in ("a1", "", "6ba7b810-9dad-11d1-80b4-00c04fd430c8")] == [None] * 3
    lone = Asset(new_id(), "p", "the bus", Kind.PHYSICAL, Leaning.STRENGTH)
    (day,) = timeline(Story(Person("p", "Bob"), assets=(lone,)))
    assert day.day == now.astimezone().date()


def test_a_stop_is_no_part_of_it(vault, kit):
    vault.keep(Person("p", "Bob"))
    vault.keep(Conversation("k1", "p", "whole-person", "w", FIRST))
    keep_stop(vault, pressed(person_id="p", worker_id="w", now=kit.now()), words="a bruise", handed_to="")
    days = timeline(vault.story("p"))
    assert [[moment.kind for moment in day.moments] for day in days] == [[MomentKind.TALK]]


def test_nothing_yet_is_nothing():
    assert timeline(Story(Person("p", "Bob"))) == ()
