"""What is due as iCalendar: as RFC 5545 has it, and with nothing of anybody in it."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.errors import NotFoundError, RefusedError
from conversation_kit.journey.promises import Promise, promises
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.people import Person
from conversation_kit.sharing.calendar import (
    SUMMARY,
    Day,
    calendar_text,
    days_of,
    escaped,
    export_due,
    folded,
    within,
)

NOW = datetime(2026, 11, 24, 9, 22, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
MAUREEN = Person("p1", "Maureen Zoë Kay", area="Saltmarsh")
PLANTED = ("Maureen", "Zoë", "Saltmarsh", "kitchen", "Knit", "Friday", "Ruth", "tablets")


def promise(number, due):
    return Promise(MAUREEN, "ring the kitchen", due, "by Friday", f"d{number}")


def unfolded(text):
    return re.sub("\r\n[ \t]", "", text)


def events(text):
    """Read a calendar as a calendar would: lines, then names and values, then events."""
    lines = unfolded(text).split("\r\n")
    assert lines.pop() == ""
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    found = []
    for line in lines[1:-1]:
        name, value = re.fullmatch(r"([A-Z]+)(?:;VALUE=DATE)?:(.*)", line).groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found:
            found[-1][name] = value
    return found


def test_each_day_is_an_event_without_a_word():
    text = calendar_text(days_of([promise(1, TODAY), promise(2, date(2027, 1, 3))]), NOW)
    first, second = events(text)
    assert first["DTSTART"] == "20261124"
    assert second["DTSTART"] == "20270103"
    assert "DTSTART;VALUE=DATE:20261124\r\n" in text
    assert first["DTSTAMP"] == "20261124T082200Z"
    assert first["SUMMARY"] == SUMMARY
    assert first["UID"] != second["UID"]
    assert not [word for word in PLANTED if word.casefold() in text.casefold()]
    assert "d1" not in re.findall(r"\w+", text)


def test_the_same_promise_is_the_same_event_whenever_it_is_written():
    before, after = (
        events(calendar_text(days_of([promise(1, due)]), made))[0]
        for due, made in ((TODAY, NOW), (TODAY + timedelta(days=3), NOW + timedelta(days=1)))
    )
    assert before["UID"] == after["UID"]
    assert before["DTSTAMP"] < after["DTSTAMP"]
    assert before["DTSTART"] != after["DTSTART"]


days = st.builds(Day, st.text("0123456789abcdef", min_size=32, max_size=32), st.dates())


@given(
    st.lists(days, min_size=1, max_size=5),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(1000, 1, 1)),  # noqa: DTZ001 - Hypothesis wants it bare
)
def test_any_day_makes_a_calendar_that_reads_back(given_days, made_at):
    text = calendar_text(given_days, made_at)
    assert [(one["UID"], one["DTSTART"]) for one in events(text)] == [
        (day.uid, day.due.isoformat().replace("-", "")) for day in given_days
    ]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@given(st.text(max_size=400))
def test_any_text_folds_into_75_octets_and_back(text):
    line = f"SUMMARY:{escaped(text)}"
    assert "\n" not in line
    pieces = folded(line.replace("\r", "")).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(st.text())
def test_any_text_is_escaped_so_that_it_reads_back(text):
    value = escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    read = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
    assert read == text.replace("\r\n", "\n").replace("\r", "")


def test_how_far_ahead():
    due = [promise(n, TODAY + timedelta(days=n)) for n in (-3, 0, 5, 6)] + [promise(9, None)]
    assert [one.record_id for one in within(due, TODAY, 5)] == ["d-3", "d0", "d5"]
    assert len(within(due, TODAY)) == 4
    assert len(within(due, TODAY, 10**9)) == 4


def test_what_is_due_in_a_vault_leaves_without_names(vault, kit, tmp_path):
    vault.keep(MAUREEN)
    vault.keep(DealLine("d1", "p1", Side.OURS, "ring the kitchen", "Ruth", "Friday", date(2026, 11, 27)))
    vault.keep(DealLine("d2", "p1", Side.OURS, "ask about the tablets", by_when="after half term"))
    vault.keep(DealLine("d3", "p1", Side.YOURS, "find the apron", due=date(2026, 11, 28)))
    vault.keep(DealLine("d4", "p1", Side.OURS, "send it", due=date(2026, 11, 28), done=True))
    vault.keep(Connection("c1", "p1", "e1", "Knit and Natter", Stage.GOING, look_again=date(2026, 12, 1)))
    path = tmp_path / "due.ics"
    made = export_due(promises(vault), path, now=kit.now())
    text = path.read_bytes().decode()
    assert [one["DTSTART"] for one in events(text)] == ["20261127", "20261201"]
    assert not [word for word in PLANTED if word.casefold() in text.casefold()]
    assert "2 days" in made.sentence
    assert "1 without a clear day" in made.sentence
    with pytest.raises(RefusedError):
        export_due(promises(vault), path, now=kit.now(), days=4)
    assert path.read_bytes().decode() == text
    export_due(promises(vault), path, now=kit.now(), days=4, overwrite=True)
    assert len(events(path.read_bytes().decode())) == 1
    with pytest.raises(NotFoundError):
        export_due(promises(vault), tmp_path / "none.ics", now=kit.now(), days=1)
    assert not (tmp_path / "none.ics").exists()
