"""Writing a file whole or not at all: under another name beside it first, then into its place in one step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give the name of a file to write, which then takes the place of ``target``.

    When it cannot be finished it is taken away again, and what was there still stands.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
