"""What the hub logs: one JSON object a line, ids and names of errors only. Nobody's words, no bodies, no addresses."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from conversation_kit.text import inert_json

NAME = "conversation_kit.hub"
_LONGEST = 200


def failed(path: str, device: str, error: BaseException) -> None:
    """Log that a request could not be served."""
    logging.getLogger(NAME).warning(
        _line(
            event="failed",
            path=path,
            device=device,
            error=type(error).__name__,
            sqlstate=getattr(error, "sqlstate", None) or "",
        )
    )


def failed_by_itself(what: str, error: BaseException) -> None:
    """Log that something the hub does by itself did not work; it is tried again."""
    logging.getLogger(NAME).warning(
        _line(
            event="failed",
            what=what,
            error=type(error).__name__,
            sqlstate=getattr(error, "sqlstate", None) or "",
        )
    )


class Wordless(logging.Handler):
    """Writes what any part of a process logs to standard error, without its words.

    This module's lines stay as they are. Of everything else it says who said it, the error's name and where it was
    raised, or without an error where it was said: a message may quote what somebody wrote.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        told = record.getMessage() if record.name == NAME else _without_words(record)
        sys.stderr.write(f"{told}\n")
        sys.stderr.flush()


def keep_words_out() -> None:
    """Let this process log nothing but what ``Wordless`` writes; again it changes nothing."""
    root = logging.getLogger()
    if not any(isinstance(handler, Wordless) for handler in root.handlers):
        root.addHandler(Wordless(logging.WARNING))


def _without_words(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    places = traceback.extract_tb(error.__traceback__) if error is not None else []
    file, line = (places[-1].filename, places[-1].lineno) if places else (record.pathname, record.lineno)
    place = f"{Path(file).name}:{line}"
    said_by = f"{record.name} {record.levelname.lower()}"
    return _line(event=said_by, error=type(error).__name__ if error is not None else "", place=place)


def _line(**told: str) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return inert_json(json.dumps({"at": at, **{name: value[:_LONGEST] for name, value in told.items()}}))
