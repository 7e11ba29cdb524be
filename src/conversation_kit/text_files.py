"""Writing a text file that holds nobody's words: the Book, a map, a list for the officer."""

import os
from pathlib import Path

from conversation_kit.errors import BadInputError, RefusedError, StorageError
from conversation_kit.paths import is_there, meant, unfit_name


def write_text_file(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write ``text`` as UTF-8, whole or not at all.

    Raises:
        RefusedError: There is such a file and ``overwrite`` is False.
        BadInputError: ``path`` is a folder, or its folder is not there.
        StorageError: The disk refused; what was there still stands.
    """
    path = meant(path).absolute()
    if why := unfit_name(path.name):
        raise BadInputError(f"{why} Nothing was written. Choose another.")
    if not is_there(path.parent) or path.is_dir() or not path.parent.is_dir():
        raise BadInputError(
            f"{path} is no file that can be written. Nothing was written. Name a file in a folder."
        )
    if path.exists() and not overwrite:
        raise RefusedError(f"There is a file {path} already. Nothing was written. --overwrite replaces it.")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            f"{path} could not be written ({error.strerror}). What was there still stands."
        ) from error
