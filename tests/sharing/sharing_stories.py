"""Invented people for the tests of sharing: one with a whole story, one just met, one with hostile words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong, Way
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.entries import Contact, CostOption, Entry, Location, Schedule
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

NOW = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
TOPICS = {
    "life-story": "My story",
    "people": "People in my life",
    "health": "Health and wellbeing",
    "hope": "What I hope for",
}
WORKER = Worker("w", "Nisha Rao", "Community link worker", "Harbour team")
HOSTILE = (
    "</title><script>alert(1)</script><img src=x onerror=alert(1)> <!-- </style> & \"q\" 'a' {{ 7*7 }} {% x %} "
    "\x1b[31mred\x1b]0;title\x07 \u202ebackwards\u2066 \x00 [link](http://example.org) **bold** # `code`"
)


def asset(number, words, kind, leaning, **more):
    return Asset(f"a{number}", "p", words, Kind(kind), Leaning(leaning), **more)


def note(number, topic, words, **more):
    return Note(f"n{number}", "p", "c", topic, words, NOW, float(number), **more)


HELPERS = Entry(
    "e1",
    "Breakfast club helpers",
    assured_date=date(2026, 11, 12),
    schedules=(Schedule("WEEKLY", ("MO", "WE"), opens_at=time(8), closes_at=time(9)),),
    locations=(Location("Twelve Apostles School", "14 Chapel Lane", "Marram", "QZ4 2AB"),),
    is_free=True,
    contacts=(Contact("Sue", "Cook", phones=("01632 960123",)),),
    email="breakfast@example.org",
)
DINNER = Entry(
    "e2",
    "Thursday dinner club",
    assured_date=date(2025, 9, 12),
    schedules=(Schedule("WEEKLY", ("TH",), opens_at=time(12), closes_at=time(14)),),
    locations=(Location("Hope hall", "High Street", "Marram", "QZ4 2AA"),),
    cost_options=(CostOption("", 4.0, "a meal"),),
    contacts=(Contact("", phones=("01632 960777",)),),
)
ENTRIES = {"e1": HELPERS, "e2": DINNER}

MET = Story(Person("p", "Maureen"))
FULL = Story(
    Person("p", "Maureen", called="Mo", birth_year=1948, area="Marram"),
    conversations=(Conversation("c", "p", "whole-person", "w", NOW, None, "Janet", "Yes, not to the GP"),),
    notes=(
        note(1, "life-story", "I did the school dinners, thirty-one years. You'd not believe the noise."),
        note(2, "people", "Our Janet comes Sundays. She's enough on with the twins."),
        note(3, "health", "My knees. And I don't go out of a dark night,\nnot since Frank."),
        note(4, "a-topic-nobody-knows", "the library van"),
        note(5, "hope", "hear kiddies again"),
    ),
    assets=(
        asset(1, "thirty-one years of school dinners", "personal", "strength"),
        asset(
            2,
            "our Janet comes Sundays",
            "social",
            "strength",
            who="Janet",
            tie="daughter",
            willing="too busy",
        ),
        asset(3, "puts my bins out", "social", "strength", who="Mr Patel", tie="next door"),
        asset(4, "a good murder", "personal", "interest"),
        asset(5, "show them how to do pastry", "personal", "gift"),
        asset(6, "the dinner club at Hope hall", "community", "strength"),
        asset(7, "the library on the corner", "physical", "interest"),
        asset(8, "hear kiddies again", "personal", "hope"),
        asset(9, "I don't go out of a dark night", "personal", "barrier"),
        asset(10, "the bus stop has moved", "physical", "barrier"),
    ),
    connections=(
        Connection(
            "c1",
            "p",
            "e1",
            "Breakfast club helpers",
            Stage.BEING_SUPPORTED,
            way=Way.GIVE,
            because=("thirty-one years of school dinners", "hear kiddies again"),
            first_step="Fill in the check form on Friday",
            would_help="Nisha comes along the first morning",
            getting_there="The 12 from the end of the road",
            bridge="Mrs Ali in the kitchen",
            sure=6,
            look_again=date(2026, 12, 15),
        ),
        Connection("c2", "p", "e2", "Thursday dinner club", Stage.INTERESTED),
        Connection("c3", "p", "e3", "Chair yoga", Stage.MAYBE_LATER, why="when my knees are done"),
        Connection("c4", "p", "e4", "Bingo night", Stage.NOT_FOR_ME, why="I can't abide it"),
        Connection("c5", "p", "e5", "Quiz league", Stage.SUGGESTED),
        Connection("c6", "p", "gone", "The old singers", Stage.GOING),
    ),
    deal=(
        DealLine("d1", "p", Side.OURS, "Ring the school kitchen", "Nisha", "this week", date(2026, 11, 27)),
        DealLine("d2", "p", Side.OURS, "Send the form", "Nisha", done=True),
        DealLine("d3", "p", Side.YOURS, "Find the birth certificate", "Maureen and Janet", "before Friday"),
    ),
)
NASTY = replace(
    FULL,
    person=Person("p", HOSTILE, called=HOSTILE),
    notes=tuple(replace(one, text=f"{HOSTILE}\n{'W' * 300}") for one in FULL.notes),
    assets=tuple(replace(one, words=f"{HOSTILE} {'ÿ' * 90}", who=HOSTILE) for one in FULL.assets),
    connections=tuple(
        replace(one, entry_name=HOSTILE, because=(HOSTILE,), first_step=HOSTILE) for one in FULL.connections
    ),
    deal=tuple(replace(one, what=HOSTILE, who=HOSTILE, by_when=HOSTILE) for one in FULL.deal),
)
CROWDED = replace(
    FULL,
    assets=tuple(
        asset(100 + number, f"{words} number {number}, with a good deal more to say about it", kind, leaning)
        for number, (words, kind, leaning) in enumerate(
            [
                ("a person", "social", "strength"),
                ("a thing I do", "personal", "interest"),
                ("a group on the corner", "community", "strength"),
                ("a place", "physical", "strength"),
                ("something I could give", "personal", "gift"),
                ("a hope", "personal", "hope"),
                ("a trouble", "personal", "barrier"),
            ]
            * 6
        )
    ),
)
URDU = Story(
    Person("p", "فاطمہ"),
    notes=(note(1, "hope", "مجھے کھانا پکانا پسند ہے۔ (60 سال!)"),),
    assets=(
        asset(1, "کھانا پکانا، سب کے لیے۔", "personal", "gift"),
        asset(2, "میری بہن زینب", "social", "strength"),
    ),
)
LONG = replace(
    FULL,
    conversations=tuple(
        Conversation(f"k{n}", "p", "catching-up", "w", NOW - timedelta(days=30 * n)) for n in range(14)
    ),
    assets=tuple(
        replace(one, id=f"{one.id}-{n}", words=f"{one.words}, {n} months on", conversation_id=f"k{n}")
        for n in range(14)
        for one in FULL.assets
    ),
    connections=tuple(replace(one, conversation_id="k13") for one in FULL.connections),
    steps=(
        StepAlong("s1", "p", "c1", Stage.BEING_SUPPORTED, date(2026, 3, 2), "she came along, it was grand"),
        StepAlong("s2", "p", "c1", Stage.TRIED_IT, date(2026, 11, 20), "noisy. lovely"),
        StepAlong("s3", "p", "c4", Stage.TRIED_IT, date(2026, 11, 20), "never again"),
    ),
    deal=tuple(replace(one, conversation_id="k13") for one in FULL.deal),
    risks=(PositiveRisk("r1", "p", "the night bus", they_say="I'm not daft", weighed_on=date(2026, 5, 1)),),
)
LIVED = replace(
    FULL,
    steps=(
        StepAlong("s2", "p", "c1", Stage.TRIED_IT, date(2026, 11, 20), "noisy. lovely"),
        StepAlong("s1", "p", "c1", Stage.BEING_SUPPORTED, date(2026, 11, 2)),
        StepAlong("s3", "p", "c5", Stage.SUGGESTED, date(2026, 11, 3), "of nothing answered"),
    ),
    risks=(
        PositiveRisk(
            "r1",
            "p",
            "light the stove again",
            "her own kitchen back",
            "leaving it on",
            "the timer",
            "I cooked for four hundred",
            "Janet",
            date(2026, 11, 24),
            date(2026, 12, 15),
        ),
        PositiveRisk("r2", "p", "the night bus"),
    ),
    wellbeing=(
        Wellbeing("w2", "p", date(2026, 11, 20), 7, 8, None, 3, "better since the hall"),
        Wellbeing("w1", "p", date(2026, 9, 3), satisfied=0, anxious=10),
    ),
    scores=(ToolScore("t1", "p", "The council's star", date(2026, 11, 1), "4 of 10"),),
)
ALL = {"full": FULL, "met": MET, "nasty": NASTY, "crowded": CROWDED, "urdu": URDU, "long": LONG}
