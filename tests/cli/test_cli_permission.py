"""Permission and Stop from the command line: what leaves is what may, and the rest is said without being shown."""

import json

import pytest

from conversation_kit.journey.stopping import hand_on, keep_stop, pressed
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person


@pytest.fixture
def run(run_kit, kit, vault, passphrase_file):
    """Run a command on a vault with one person, two notes and a Stop."""
    vault.keep(Person("p1", "Maureen", reach="ring after ten"))
    vault.keep(Conversation("k1", "p1", "whole-person", "w", kit.now()))
    vault.keep(Note("n1", "p1", "k1", "life-story", "thirty-one years of dinners", kit.now()))
    vault.keep(Note("n2", "p1", "k1", "health", "the tablets make me dizzy", kit.now(), order=1))
    vault.keep(Asset("a1", "p1", "the tablets", Kind.PERSONAL, Leaning.BARRIER, note_id="n2"))
    stop = pressed(person_id="p1", worker_id="w", now=kit.now())
    keep_stop(vault, stop, words="a bruise on her arm", handed_to="")
    vault.close()

    def run(*arguments, expect=0):
        return run_kit(*arguments, "--passphrase-file", str(passphrase_file), expect=expect)

    return run


def test_a_note_for_the_gp_holds_what_the_gp_may_see(run, tmp_path):
    note = tmp_path / "note.json"
    export = ("person", "export", "p1", "--as", "json", "--output", str(note), "--overwrite")
    refused = run(*export, "--for", "gp", expect=5)
    assert "no permission" in refused
    assert not note.exists()

    says = run(
        "permission", "set", "--person", "p1", "--item", "n2", "--for", "gp,team", "--until", "in 3 weeks"
    )
    assert says.startswith("May be seen by the person, the team and the GP practice, until ")
    told = json.loads(run(*export, "--for", "gp", "--format", "json"))
    written = note.read_text(encoding="utf-8")
    assert "the tablets make me dizzy" in written
    assert "dinners" not in written
    assert "bruise" not in written
    assert told["left_out"] == 4
    assert "4 lines were left out" in told["says"]
    assert "left out" not in written

    assert "taken back" in run("permission", "withdraw", "--person", "p1", "--item", "n2")
    assert "no permission" in run(*export, "--for", "gp", expect=5)
    assert "tablets make" in note.read_text(encoding="utf-8"), "the old file is as it was"
    run(*export)
    assert "tablets" not in note.read_text(encoding="utf-8"), "withdrawn is for nobody else, the team neither"


def test_the_list_says_who_may_see_what(run):
    run("permission", "set", "--person", "p1", "--for", "team,huddle", "--said", "you can all know")
    run("permission", "set", "--person", "p1", "--item", "n2", "--for", "nobody")
    text = run("permission", "list", "--person", "p1")
    assert "p1  the whole story\n    the person, the team and the huddle\n" in text
    assert "n2  note  “the tablets make me dizzy”\n    the person only\n" in text
    assert "Beyond the team (the huddle): the whole story." in text
    whole, *rest = json.loads(run("permission", "list", "--person", "p1", "--format", "json"))
    assert whole["may_see"] == ["person", "team", "huddle"]
    assert whole["said"] == "you can all know"
    assert {item["item"]: item["own"] for item in rest} == {"n1": False, "n2": True, "a1": False}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--for", "everybody"), 2, "--for takes team, gp, huddle, provider"),
        (("--for", "team", "--until", "yesteryear"), 2, "Which day is that?"),
        (("--for", "team", "--until", "2020-01-01"), 2, "Which day is that?"),
        (("--for", "team", "--item", "nothing"), 3, "Nothing with that id"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(run, arguments, code, says):
    said = run("permission", "set", "--person", "p1", *arguments, expect=code)
    assert says in said
    assert "Nothing was changed" in said


def test_a_page_is_for_the_person_and_a_case_note_for_somebody_else(run, tmp_path):
    for shape, audience in (("page", "gp"), ("note", "person")):
        says = run(
            *("person", "export", "p1", "--as", shape, "--for", audience),
            *("--output", str(tmp_path / "out")),
            expect=2,
        )
        assert "Nothing was written" in says
    assert not (tmp_path / "out").exists()


def test_stops_are_listed_for_the_worker_alone(run, kit):
    text = run("stop", "list")
    assert "about Maureen" in text
    assert "“a bruise on her arm”" in text
    assert "not handed on yet" in text
    (one,) = json.loads(run("stop", "list", "--format", "json"))
    assert (one["person"], one["words"], one["handed_at"]) == ("p1", "a bruise on her arm", None)
    assert one["began"] == kit.now().isoformat()
    assert "bruise" not in run("person", "show", "p1", "--format", "json")


def test_handing_on_again_keeps_the_first_time(kit, vault):
    stop = pressed(person_id="", worker_id="w", now=kit.now())
    first = hand_on(vault, stop, words="", handed_to="", now=kit.now())
    again = hand_on(
        vault, first, words="and a neighbour saw it", handed_to="desk", now=kit.now().replace(year=2027)
    )
    assert again.handed_at == kit.now()
