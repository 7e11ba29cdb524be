"""What the screens must never do: print a person's words, or write them to a file unasked.

Textual can print local variables on an unhandled error, save screenshots and mirror everything to a log or a
console in another window when certain variables are set. None of that may happen while a record is open.
"""

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress

_LEAKY_VARIABLES = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_PRESS",
)


def drop_leaky_variables(environ: MutableMapping[str, str] = os.environ) -> None:
    """Remove the variables that make Textual log, mirror or save what is on the screen.

    Call before Textual is first imported: it reads them then.
    """
    for name in _LEAKY_VARIABLES:
        environ.pop(name, None)


def write_no_core() -> None:
    """Keep a crash from writing this program's memory, with what is on the screen in it, to a file.

    Windows writes none unless it was set up to. A system that pipes crashes to a collector may keep one all the same.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
