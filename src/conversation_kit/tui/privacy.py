"""What the screens must never do: print a person's words, or write them to a file unasked.

Textual can print local variables on an unhandled error, save screenshots and mirror everything to a log or a
console in another window when certain variables are set. None of that may happen while a record is open.
"""

import os
from collections.abc import MutableMapping

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
