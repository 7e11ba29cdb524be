"""The knowledge officer's commands, as somebody types them: what they say, and which names they take."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from conversation_kit.hub.book.field_words import meant, said, shown
from conversation_kit.hub.book.fields import TYPED

Run = Callable[..., str]
FEEDS = Path(__file__).parents[1] / "data" / "feeds"
FOOTBALL = "00000001-0000-4000-8000-000000000000"


@pytest.fixture
def book(run_kit: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of the officer on a fresh database."""
    monkeypatch.setenv("CONVERSATION_KIT_DATABASE", database)
    run_kit("hub", "tenant", "add", "North")
    return lambda *arguments, expect=0: run_kit("hub", "book", *arguments, expect=expect)


def test_an_empty_book_is_not_published_as_a_version(book: Run) -> None:
    assert book("publish") == (
        "Nothing was published: the hub's Book is empty. Bring one in with: hub book import SOURCE"
    )


def test_times_are_iso_and_one_hour_is_an_hour(book: Run) -> None:
    book("import", str(FEEDS / "october.json"), "--every", "1")
    assert "imported every hour, next " in book("status")
    told = json.loads(book("status", "--format", "jsonl"))
    for moment in (told["published_at"], told["imported_at"], told["schedule"]["next_at"]):
        assert "T" in moment
        assert datetime.fromisoformat(moment).utcoffset() is not None
    book("import", str(FEEDS / "october.json"), "--every", "24")
    assert "imported every 24 hours, next " in book("status")


def test_edits_are_shown_and_named_as_they_are_typed(book: Run) -> None:
    book("import", str(FEEDS / "october.json"))
    typed = ("--cost", "£2", "--address", "2 Mill Lane", "--schedule", "Tuesdays 10am to 12 noon")
    book("edit", FOOTBALL, *typed, "--minimum-age", "16", "--phone", "0161 496 0000")
    told = book("edits")
    for words in ("cost = £2", "2 Mill Lane", "schedule = Tuesdays 10:00 to 12:00", "minimum-age = 16"):
        assert words in told
    assert not {"{", "[", "_"} & set(told)
    raw = [json.loads(line) for line in book("edits", "--format", "jsonl").splitlines()]
    assert {row["field"] for row in raw} >= {"cost_options", "locations", "minimum_age"}
    for line in told.splitlines():
        book("edits", "keep", FOOTBALL, line.partition(": ")[2].partition(" = ")[0])
    book("edits", "drop", FOOTBALL, "cost")
    assert "cost" not in book("edits")
    assert "is_free" not in book("edits", "--format", "jsonl")
    for name in ("address", "minimum_age", "schedules", "phone"):
        book("edits", "drop", FOOTBALL, name)
    assert book("edits") == "No edits over the sources."
    assert "no edit of that field" in book("edits", "drop", FOOTBALL, "cost", expect=3)


@pytest.mark.parametrize("name", TYPED)
def test_what_may_be_typed_stands_for_what_is_shown(name: str) -> None:
    fields = meant(name)
    assert fields
    assert {meant(shown(field)) for field in fields} == {fields}
    assert all(said(field, None) == "nothing" for field in fields)
