"""Nothing leaves that a permission forbids: words planted in every record, looked for in everything that goes out.

What may leave is worked out here once more, from the rules as they are written in the filter's first lines and in
another way, and compared with what all ways out of the kit make for every audience.
"""

import ast
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from planted_stories import PLANTED, TODAY, Planted, planted_stories, said_in, word
from sharing_stories import ENTRIES, NOW, TOPICS, WORKER

import conversation_kit
from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.journey.promises import Promise
from conversation_kit.model.connections import Stage
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience, Permission
from conversation_kit.model.stops import Stop
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.sharing import permission
from conversation_kit.sharing.calendar import calendar_text, days_of
from conversation_kit.sharing.leaving import WAYS_OUT, As, Leaving, gather
from conversation_kit.sharing.permission import NoPermissionError

ROOT = Path(conversation_kit.__file__).parent
_SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def leave(story, way, audience):
    """Return what one way out makes of a story; nothing when it refuses."""
    try:
        return way.make(Leaving(story, ENTRIES, WORKER, NOW, TOPICS, lambda words: False), audience)
    except NoPermissionError:
        return ""


class May:
    """Whether something may be seen, worked out by looking at one record at a time."""

    def __init__(self, planted: Planted, audience: Audience) -> None:
        self.planted = planted
        self.audience = audience
        self.permissions = {one.id: one for one in planted.story.permissions if not one.taken_out}

    def item(self, item_id):
        for one in (self.permissions.get(item_id), self.permissions.get("p")):
            if one is not None:
                over = one.withdrawn or (one.until is not None and one.until < TODAY)
                return not over and self.audience in one.audiences
        return self.audience is Audience.TEAM

    def record(self, record):
        if getattr(record, "connection_id", "") and not self.item(record.connection_id):
            return False
        if record.id not in self.permissions and getattr(record, "note_id", ""):
            return self.item(record.id) and self.item(record.note_id)
        return self.item(record.id)

    def word(self, planted_word):
        home = self.planted.home[planted_word]
        if home.startswith("permission"):
            return False
        carriers = [r for r in self.planted.records.values() if planted_word in said_in(r).split()]
        standing = [r for r in carriers if not getattr(r, "taken_out", False)]
        if self.audience is Audience.PERSON:
            return home == "p" or any(getattr(r, "on_page", True) for r in standing)
        from_home = [r for r in standing if r.id == home]
        if home != "p" and any(not self.record(r) for r in from_home):
            return any(r.id in self.permissions and self.record(r) for r in standing)
        of_person = planted_word in said_in(self.planted.story.person).split()
        return (of_person and self.item("p")) or any(self.record(r) for r in standing)


def said_of(written):
    """Return the planted words in what was written."""
    return {found for number in range(400) if (found := word(number)) in written}


def leaks(planted):
    """Return what left though it must not: the way out, the audience, the word."""
    return [
        (name, audience, found)
        for name, way in WAYS_OUT.items()
        for audience in way.audiences
        for found in said_of(leave(planted.story, way, audience))
        if not May(planted, audience).word(found)
    ]


@_SLOW
@given(planted_stories())
def test_nothing_leaves_that_a_permission_forbids(planted):
    assert leaks(planted) == []


@_SLOW
@given(planted_stories())
def test_what_somebody_allowed_for_itself_does_leave(planted):
    story = planted.story
    for audience in WAYS_OUT["json"].audiences:
        may = May(planted, audience)
        written = leave(planted.story, WAYS_OUT["json"], audience)
        allowed = [
            one
            for one in (*story.notes, *story.assets, *story.risks, *story.wellbeing, *story.scores)
            if one.id in may.permissions and may.record(one) and not one.taken_out
        ]
        told = {
            one.id
            for one in story.connections
            if may.record(one) and not one.taken_out and one.stage is not Stage.SUGGESTED
        }
        if told <= may.permissions.keys():  # or a word that was said elsewhere may have taken one along
            allowed += [
                step
                for step in story.steps
                if step.id in may.permissions
                and may.record(step)
                and not step.taken_out
                and step.connection_id in told
            ]
        for one in allowed:
            own = [planted_word for planted_word, home in planted.home.items() if home == one.id]
            assert own[0] in written


@pytest.mark.parametrize(
    "broken",
    [
        lambda audience, today, own, whole: True,
        lambda audience, today, own, whole: own is None or own.allows(audience, today),
        lambda audience, today, own, whole: any(
            audience.value in one.audiences for one in (own, whole) if one
        ),
    ],
    ids=["lets all through", "forgets the whole story", "forgets the day and the withdrawal"],
)
def test_it_would_be_found_out(monkeypatch, broken):
    monkeypatch.setattr(permission, "may_see", broken)
    found_out = find(
        planted_stories(),
        leaks,
        settings=settings(max_examples=2000, phases=[Phase.generate], deadline=None),
    )
    assert leaks(found_out)


def test_a_filter_that_forgets_what_repeats_would_be_found_out(monkeypatch):
    monkeypatch.setattr(permission._Filter, "_without_echoes", lambda self, record: record)
    assert find(
        planted_stories(), leaks, settings=settings(max_examples=2000, phases=[Phase.generate], deadline=None)
    )


@settings(_SLOW, max_examples=20)
@given(planted_stories())
def test_how_they_are_and_scores_are_never_on_my_page_nor_on_a_card(planted):
    without = replace(planted.story, wellbeing=(), scores=())
    theirs = {planted_word for planted_word, home in planted.home.items() if home[:5] in ("wellb", "score")}
    for way in WAYS_OUT.values():
        if way.shape not in (As.NOTE, As.JSON):
            for audience in way.audiences:
                assert not theirs & said_of(leave(planted.story, way, audience))
        if way.audiences == (Audience.PERSON,):
            written = leave(planted.story, way, Audience.PERSON)
            assert written == leave(without, way, Audience.PERSON)


def test_a_forbidden_number_does_not_leave_either():
    told = Story(
        Person("p", "Maureen"),
        notes=(Note("n", "p", "", "hope", "to sleep", NOW),),
        wellbeing=(
            Wellbeing("w1", "p", TODAY, satisfied=4),
            Wellbeing("w2", "p", TODAY, satisfied=9),
        ),
        scores=(ToolScore("t1", "p", "star", TODAY, "4"),),
        permissions=(Permission("w1", "p", ()), Permission("t1", "p", ("gp",))),
    )
    team, gp = (
        json.loads(
            WAYS_OUT["json"].make(Leaving(told, ENTRIES, WORKER, NOW, TOPICS, lambda words: False), audience)
        )
        for audience in (Audience.TEAM, Audience.GP)
    )
    assert [one["satisfied"] for one in team["wellbeing"]] == [9]
    assert team["tool_scores"] == []
    assert gp["wellbeing"] == []
    assert [one["score"] for one in gp["tool_scores"]] == ["4"]


def test_every_kind_of_record_is_planted():
    assert {field.name for field in fields(Story)} == {"person", "permissions", *PLANTED}


def test_what_was_pressed_under_stop_is_in_nothing_that_leaves(kit, vault):
    vault.keep(Person("p", "Maureen", area="Leigh"))
    talk = begin_conversation(vault, person_id="p", guide_id="whole-person", worker_id="w", now=kit.now())
    vault.keep(Note("n", "p", talk.id, "hope", "to sleep", kit.now()))
    vault.keep(Stop("s", "p", kit.now(), word(1), word(2), kit.now(), "w"))
    vault.keep(Permission("p", "p", tuple(audience.value for audience in Audience)))
    vault.keep(Permission("s", "p", tuple(audience.value for audience in Audience)))
    leaving = gather(vault, None, kit.guides, "p", kit.now(), private=kit.private_words())
    for way in WAYS_OUT.values():
        for audience in way.audiences:
            written = way.make(leaving, audience)
            assert "Maureen" in written
            assert not said_of(written)


def test_there_is_a_way_for_every_shape_and_a_test_for_every_audience():
    assert {way.shape for way in WAYS_OUT.values()} == set(As)
    assert {audience for way in WAYS_OUT.values() for audience in way.audiences} == set(Audience)


def test_nothing_is_written_but_through_the_one_register():
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(name.name == "write_export" for name in node.names)
    }
    assert callers == {"sharing/leaving.py", "sharing/calendar.py"}


@_SLOW
@given(planted_stories())
def test_the_calendar_holds_days_and_nothing_of_anybody(planted):
    story = planted.story
    due = [
        *(Promise(story.person, line.what, TODAY, line.by_when, line.id) for line in story.deal),
        *(Promise(story.person, one.entry_name, TODAY, one.why, one.id) for one in story.connections),
    ]
    written = calendar_text(days_of(due), NOW)
    assert not said_of(written)
    assert written.count("BEGIN:VEVENT") == len(due)
    assert "Maureen" not in written
