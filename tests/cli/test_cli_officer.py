"""The knowledge officer's commands, as typed."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversation_kit.model.connections import Correction, Fault, Gap
from conversation_kit.model.people import Person
from conversation_kit.sharing.for_officer import (
    as_csv,
    corrections_for_officer,
    gaps_for_officer,
    names_somebody,
)

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PEOPLE = [Person("p", "Maureen Kay"), Person("q", "Jo")]


def test_map_check_import_doubles_and_export(run_kit, tmp_path):
    table = tmp_path / "groups.csv"
    table.write_text("Group,Postcode\nMere Choir,QZ1 2AB\nMere choir.,QZ1 2AB\n,\n", encoding="utf-8")
    made = tmp_path / "own.toml"
    run_kit("book", "map", str(table), "--output", str(made))
    run_kit("book", "map", str(table), "--output", str(made), expect=5)
    checked = json.loads(run_kit("book", "check", str(table), "--map", str(made), "--format", "json"))
    assert (checked["added"], checked["entries"], checked["refused"]) == (2, 2, None)
    run_kit("book", "status", expect=3)  # nothing was changed
    run_kit("book", "import", str(table), "--map", str(made))
    (pair,) = json.loads(run_kit("book", "doubles", "--format", "json"))
    assert (pair["shown_as_one"], pair["decided"]) == (True, "")
    assert len(json.loads(run_kit("book", "search", "choir", "--format", "json"))) == 1
    run_kit("book", "doubles", "apart", *pair["ids"])
    assert len(json.loads(run_kit("book", "search", "choir", "--format", "json"))) == 2
    run_kit("book", "doubles", "merge", "x", "y", expect=3)
    out = tmp_path / "out.json"
    run_kit("book", "export", str(out))
    run_kit("book", "export", "--output", str(out), expect=5)
    assert json.loads(run_kit("book", "export")) == json.loads(out.read_text(encoding="utf-8"))
    report = json.loads(run_kit("book", "import", str(out), "--format", "json"))
    assert (report["unchanged"], report["gone"]) == (2, 0)


def test_never_with_a_person_in_them():
    told = corrections_for_officer(
        [
            Correction("1", "e", "Tea", Fault.CLOSED, AT, "shut since May"),
            Correction("2", "e", "Tea", Fault.WRONG, AT, "maureen says the door sticks"),
            Correction("3", "e", "Tea", Fault.WRONG, AT, "kayaking is Thursdays"),
        ],
        PEOPLE,
    )
    assert [row[-1] for row in told.rows] == ["shut since May", "kayaking is Thursdays"]
    assert told.held_back == 1
    assert gaps_for_officer([Gap("1", "a shed for Maureen", AT)], PEOPLE).rows == ()
    assert len(gaps_for_officer([Gap("1", "a shed for Maureen", AT)], ()).rows) == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Maureen says it has closed", True),
        ("Mo says it has closed, ask Pat", True),
        ("O'Neill runs it", True),
        ("the hall told our Mrs Shaw", False),
    ],
)
def test_a_name_is_found_whatever_is_written_beside_it_and_small_words_are_none(words, named):
    people = [Person("1", "Maureen, the lady with her dog"), Person("2", "Mrs O'Neill (Pat)")]
    assert names_somebody(words, people) is named


@pytest.mark.parametrize(
    "words", ["=1+1", "+44 ring", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1+1", "＝1+1"]
)
def test_no_cell_is_a_formula(words):
    told = gaps_for_officer([Gap("1", words, AT)], ())
    (_, row) = list(csv.reader(io.StringIO(as_csv(told), newline="")))
    assert row[-1] == f"'{words}"


def test_listed_and_exported_from_the_vault(run_kit, kit, vault, passphrase_file, tmp_path, monkeypatch):
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(passphrase_file))
    vault.keep(Gap("g", "a shed with tools", AT, area="Saltmarsh"))
    vault.keep(Correction("c", "e", "Tea", Fault.CLOSED, AT, "shut"))
    assert json.loads(run_kit("gaps", "list", "--format", "json"))[0]["words"] == "a shed with tools"
    assert "shut" in run_kit("corrections", "list")
    run_kit("gaps", "export", str(tmp_path / "gaps.csv"))
    assert "a shed with tools" in (tmp_path / "gaps.csv").read_text(encoding="utf-8")
    run_kit("corrections", "export", str(tmp_path / "c.json"))
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))[0]["fault"] == "closed"
    assert "must end" in run_kit("gaps", "export", str(tmp_path / "gaps.txt"), expect=2)
