"""Writing an export: the one place where a person's words become readable on disk, and says so."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError, RefusedError, StorageError
from conversation_kit.paths import is_there, meant, unfit_name

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        path: Where it is, absolute.
        sentence: What to tell whoever exported it.
        held_back: How many lines stayed behind because there is no permission to show them.
    """

    path: Path
    sentence: str
    held_back: int = 0


def write_export(path: Path, content: str, *, overwrite: bool = False) -> Exported:
    """Write ``content`` to ``path`` as UTF-8, for its owner alone where the system knows owners.

    It is written straight into place, so no readable temporary copy can be left behind. When writing fails
    half way, the half-written file is removed. Overwriting therefore gives up the old export first: it can be
    made again.

    Args:
        path: The file to write. Its folder must exist.
        content: The page or note.
        overwrite: Whether a file already there may be replaced.

    Raises:
        RefusedError: There is a file already and ``overwrite`` is False.
        BadInputError: ``path`` is a folder, a link or a device, or its folder does not exist.
        StorageError: The disk refused.
    """
    path = meant(path).absolute()
    _check_target(path, overwrite=overwrite)
    try:
        handle = os.open(path, _flags(overwrite=overwrite), _OWNER_ONLY)
    except FileExistsError as error:
        raise RefusedError(_EXISTS) from error
    except OSError as error:
        raise StorageError(
            f"The file could not be written: {_reason(error)}. Nothing was exported."
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), _OWNER_ONLY)
            file.write(content.encode("utf-8", errors="replace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise StorageError(
            f"The file could not be written whole: {_reason(error)}. The half-written file was removed; "
            "the record itself is safe in the vault."
        ) from error
    return Exported(path, _sentence(path))


_NO_FOLDER = (
    "The folder for that file does not exist. Nothing was written. Make the folder first, or choose another."
)
_EXISTS = (
    "There is already a file of that name. Nothing was written and the old file is as it was. "
    "Choose another name, or say that it may be overwritten."
)


def _check_target(path: Path, *, overwrite: bool) -> None:
    if why := unfit_name(path.name):
        raise BadInputError(f"{why} Nothing was written. Choose another.")
    if not is_there(path.parent) or not path.parent.is_dir():
        raise BadInputError(_NO_FOLDER)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(
            f"The place could not be reached: {_reason(error)}. Nothing was exported."
        ) from error
    if not stat.S_ISREG(mode):
        raise BadInputError(
            "That name belongs to a folder, a link or a device. Nothing was written. Choose another."
        )
    if not overwrite:
        raise RefusedError(_EXISTS)


def _flags(*, overwrite: bool) -> int:
    # O_BINARY exists on Windows only, O_NOFOLLOW elsewhere only.
    common = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return common | (os.O_TRUNC if overwrite else os.O_EXCL)


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gave no reason").rstrip(".").lower()


def _sentence(path: Path) -> str:
    return (
        f"Written to {path}. This file is not locked: anybody who can open it can read it. "
        "Delete it when it is no longer needed."
    )
