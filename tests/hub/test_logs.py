"""What the hub logs: whatever goes wrong wherever, nobody's words."""

import json
import logging

import pytest

from conversation_kit.hub.logs import NAME, Wordless, failed, keep_words_out


@pytest.fixture
def wordless():
    root = logging.getLogger()
    before = list(root.handlers)
    keep_words_out()
    keep_words_out()
    assert sum(isinstance(handler, Wordless) for handler in root.handlers) == 1
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)


def test_an_error_nobody_foresaw_is_named_without_its_message(wordless, capsys):
    try:
        int("her sister hid the key")
    except ValueError as error:
        told = logging.getLogger("uvicorn.error")
        told.error("Exception in ASGI application\n", exc_info=error)
        logging.getLogger("asyncio").warning("Task exception was never retrieved: %r", error)
    one, other = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (one["event"], one["error"]) == ("uvicorn.error error", "ValueError")
    assert one["place"].startswith("test_logs.py:")
    assert (other["event"], other["error"]) == ("asyncio warning", "")
    assert other["place"].startswith("test_logs.py:")
    assert "sister" not in str((one, other))


def test_the_hubs_own_lines_stay_as_they_are(wordless, capsys):
    failed("/sync/v1/push", "north/device", ValueError("her sister hid the key"))
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line) | {"at": ""} == {
        "at": "",
        "event": "failed",
        "path": "/sync/v1/push",
        "device": "north/device",
        "error": "ValueError",
        "sqlstate": "",
    }
    assert logging.getLogger(NAME).propagate
