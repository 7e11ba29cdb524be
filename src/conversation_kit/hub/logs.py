"""What the hub logs: one JSON object a line, ids and names of errors only. Nobody's words, no bodies, no addresses."""

import json
import logging
from datetime import UTC, datetime

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


def _line(**told: str) -> str:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return inert_json(json.dumps({"at": at, **{name: value[:_LONGEST] for name, value in told.items()}}))
