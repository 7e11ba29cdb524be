"""The log: events and ids as JSON lines, never a person's words.

An event has a name from the code and fields that are ids, counts or names of code places. Exceptions are
written as their type and the file and line they came from; their message is left out because it could quote
what somebody typed.
"""

import json
import logging
import re
from contextlib import closing, suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_BYTES_A_FILE = 500_000
_FILES_KEPT = 5
_SAFE = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")


class Events:
    """Writes events to rotating files in one folder.

    The file is opened for each event and closed again: events are few, and the app and the command line may both
    write.

    Args:
        folder: Where the log files go; made on the first event.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, event: str, **fields: str | float | bool) -> None:
        """Write one event. A text field that is not an id-like token is replaced by its length.

        A log that cannot be written (full disk, read-only folder) is given up for this event: work goes on.
        """
        line: dict[str, str | float | bool] = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": event,
        }
        line |= {name: _safe(value) for name, value in fields.items()}
        # Logging must never stand between a worker and a saved word.
        with suppress(OSError), closing(self._open()) as handler:
            handler.emit(logging.makeLogRecord({"msg": json.dumps(line)}))

    def failure(self, error: BaseException) -> None:
        """Write that something failed: the type of the error and the code place it came from, no message."""
        self.write("failure", error=type(error).__name__, at_code=code_place(error.__traceback__))

    def _open(self) -> RotatingFileHandler:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            self._folder / "events.jsonl", maxBytes=_BYTES_A_FILE, backupCount=_FILES_KEPT, encoding="utf-8"
        )
        handler.handleError = _raise_again  # type: ignore[method-assign,assignment,unused-ignore]
        return handler


def code_place(traceback: TracebackType | None) -> str:
    """Return ``file.py:line`` of the innermost frame, or an empty text."""
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"


def _safe(value: str | float | bool) -> str | int | float | bool:  # noqa: FBT001
    if not isinstance(value, str):
        return value
    return value if _SAFE.fullmatch(value) else f"({len(value)} characters left out)"


def _raise_again(_record: logging.LogRecord) -> None:
    """Replace logging's own handling, which prints the record's text on standard error."""
    raise  # noqa: PLE0704 - called by logging from inside its except block
