"""The log holds events and ids, never words."""

import json

import pytest

from conversation_kit.events import Events


def lines(folder):
    return [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_event_is_one_json_line_with_its_ids(tmp_path):
    events = Events(tmp_path / "logs")
    events.write("exported", person="0192f", count=3)
    (line,) = lines(tmp_path / "logs")
    assert line["event"] == "exported"
    assert line["person"] == "0192f"
    assert line["count"] == 3


def test_words_passed_by_mistake_are_left_out(tmp_path):
    events = Events(tmp_path)
    events.write("noted", text="she misses the noise of the dinner hall")
    assert "dinner" not in (tmp_path / "events.jsonl").read_text(encoding="utf-8")


def test_a_failure_is_logged_without_its_message(tmp_path):
    events = Events(tmp_path)
    try:
        int("she misses the noise")
    except ValueError as error:
        events.failure(error)
    (line,) = lines(tmp_path)
    assert line["error"] == "ValueError"
    assert line["at_code"].startswith("test_events.py:")
    assert "misses" not in json.dumps(line)


def test_a_log_that_cannot_be_written_never_stops_the_work(tmp_path):
    blocked = tmp_path / "logs"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    Events(blocked).write("unlocked")
    assert blocked.read_text(encoding="utf-8") == "a file where the folder should be"


def test_files_rotate(tmp_path, monkeypatch):
    monkeypatch.setattr("conversation_kit.events._BYTES_A_FILE", 2_000)
    events = Events(tmp_path)
    for number in range(200):
        events.write("tick", number=number)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert "events.jsonl.1" in names
    assert len(names) <= 6


@pytest.mark.parametrize("value", ["a b", "x" * 81, "“quoted”", "naïve"])
def test_only_id_like_text_is_written(tmp_path, value):
    events = Events(tmp_path)
    events.write("odd", value=value)
    assert lines(tmp_path)[0]["value"] == f"({len(value)} characters left out)"
