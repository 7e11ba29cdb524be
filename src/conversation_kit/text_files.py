"""Writing a text file: the Book, a map, a list for the officer, which hold nobody's words.

And, at the hub, what answers a subject access request: it is read by its owner alone. What leaves a laptop is
written by ``sharing``.
"""

import os
from pathlib import Path

from conversation_kit.errors import BadInputError, RefusedError, StorageError
from conversation_kit.paths import is_there, meant, unfit_name
from conversation_kit.whole_files import whole_file


def write_text_file(path: Path, text: str, *, overwrite: bool = False, owner_only: bool = False) -> None:
    """Write ``text`` as UTF-8, whole or not at all.

    Args:
        path: The file.
        text: What it will hold.
        overwrite: Whether to replace a file that is there.
        owner_only: Whether nobody else on this machine may read it, from the first byte on; a link is refused then.

    Raises:
        RefusedError: There is such a file and ``overwrite`` is False.
        BadInputError: ``path`` is a folder, a link that may not be followed, or its folder is not there.
        StorageError: The disk refused; what was there still stands.
    """
    path = meant(path).absolute()
    if why := unfit_name(path.name):
        raise BadInputError(f"{why} Nothing was written. Choose another.")
    if not is_there(path.parent) or path.is_dir() or not path.parent.is_dir():
        raise BadInputError(
            f"{path} is no file that can be written. Nothing was written. Name a file in a folder."
        )
    if owner_only and path.is_symlink():
        raise BadInputError(f"{path} is a link to somewhere else. Nothing was written. Name the file itself.")
    if path.exists() and not overwrite:
        raise RefusedError(f"There is a file {path} already. Nothing was written. --overwrite replaces it.")
    try:
        with whole_file(path) as part:
            made = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if owner_only else 0o666)
            with os.fdopen(made, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise StorageError(
            f"{path} could not be written ({error.strerror}). What was there still stands."
        ) from error
