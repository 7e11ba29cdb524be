"""``record`` and ``show``: what scripts write and read."""

import json
from dataclasses import replace

import pytest

from conversation_kit.model.clock import wall_ms
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.records import Vault
from known import PASSPHRASE


@pytest.fixture
def locked(run_kit, passphrase_file):
    option = ["--passphrase-file", str(passphrase_file)]
    run_kit("init", "--worker", "Ruth Ollerenshaw", *option)
    return option


def test_a_script_records_and_reads_back(run_kit, locked):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    note = run_kit(
        "record", "note", "--person", desmond, "--topic", "life-story", "drove the 34 bus", *locked
    )
    other = run_kit(
        "record", "note", "--person", desmond, "--topic", "life-story", "fishes", "--format", "jsonl", *locked
    )
    shown = json.loads(run_kit("show", "person", desmond, "--format", "json", *locked))
    assert shown["person"]["id"] == desmond
    assert [(one["id"], one["text"]) for one in shown["notes"]] == [
        (note, "drove the 34 bus"),
        (json.loads(other)["id"], "fishes"),
    ]
    assert shown["conflicts"] == []
    assert "drove the 34 bus" in run_kit("show", "person", desmond, *locked)


def test_nobody_of_that_id(run_kit, locked):
    assert "nobody with that id" in run_kit("show", "person", "nobody", *locked, expect=3)
    said = run_kit(
        "record", "note", "--person", "nobody", "--topic", "life-story", "words", *locked, expect=3
    )
    assert "nobody with that id" in said


def test_what_was_written_twice_is_shown_with_who_and_when(run_kit, kit, locked, tmp_path):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    key = kit.data_key(PASSPHRASE)
    with (
        kit.open_vault(key) as here,
        Vault.create(tmp_path / "there", bytes(32), wall=lambda: wall_ms() + 1000) as there,
    ):
        there.me(Worker("amina", "Amina Yusuf"))
        there.receive(here.changes_since()[0])
        person = here.find(Person, desmond)
        here.keep(replace(person, area="Leigh"))
        there.keep(replace(person, area="Lowton"))
        here.receive(there.changes_since()[0])
    shown = json.loads(run_kit("show", "person", desmond, "--format", "json", *locked))
    (conflict,) = shown["conflicts"]
    assert (conflict["entity"], conflict["id"], conflict["field"]) == ("person", desmond, "area")
    versions = [(one["worker"], one["value"]) for one in conflict["versions"]]
    assert versions == [("Amina Yusuf", "Lowton"), ("Ruth Ollerenshaw", "Leigh")]
    assert shown["person"]["area"] == "Lowton"
    assert all(one["when"] for one in conflict["versions"])
    assert "written twice" in run_kit("show", "person", desmond, *locked)
