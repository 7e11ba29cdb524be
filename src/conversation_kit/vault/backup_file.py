"""The file of a backup: one line of magic, one line of JSON, then the encrypted vault as it was.

```
conversation-kit backup 1
{"made_at": "...", "kit": "0.2.0", "people": 12, "changes": 3456, "bytes": 499712, "sha256": "...", "keys": {...}}
<the SQLCipher file>
```
``keys`` is the vault's key file: the key wrapped by passphrase and by recovery key. Nothing in it is readable, and
either of the two opens it on any machine.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from conversation_kit.errors import BadInputError
from conversation_kit.paths import is_there
from conversation_kit.vault.files import KEYS_NAME, VAULT_NAME, plain_disk_errors, sync_folder, write_safely
from conversation_kit.whole_files import whole_file

_MAGIC = b"conversation-kit backup "
_FORMAT = 1
_LONGEST_LINE = 65_536  # bytes; the second line takes about a thousand
_CHUNK = 1 << 20
_UNTOUCHED = "Nothing was changed."


class BackupFileError(BadInputError):
    """A file that is no backup, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, without anybody's words.

    Attributes:
        path: The file.
        made_at: When it was made, with its time zone.
        people: How many people.
        changes: How many changes are in its log.
        size: Bytes of the whole file.
    """

    path: Path
    made_at: datetime
    people: int
    changes: int
    size: int


@dataclass(frozen=True, slots=True)
class _Head:
    made_at: datetime
    people: int
    changes: int
    body_bytes: int
    sha256: str
    keys: bytes
    length: int  # bytes before the encrypted vault


def write_backup_file(
    target: Path, vault_copy: Path, keys: bytes, *, made_at: datetime, kit: str, people: int, changes: int
) -> Backup:
    """Write a backup beside ``target`` and rename it over; on disk when this returns.

    Args:
        target: The file to make; one that is there is replaced by a whole new one.
        vault_copy: An encrypted copy of the vault, closed.
        keys: The key file's bytes.
        made_at: Now, with its time zone.
        kit: The version that makes it.
        people: How many people the copy holds.
        changes: How many changes the copy holds.

    Raises:
        StorageError: The disk refused; what stood at ``target`` still stands.
    """
    with plain_disk_errors():
        with whole_file(target) as part, vault_copy.open("rb") as body:
            head = {
                "made_at": made_at.isoformat(),
                "kit": kit,
                "people": people,
                "changes": changes,
                "bytes": vault_copy.stat().st_size,
                "sha256": _digest(_chunks(body)),
                "keys": json.loads(keys),
            }
            body.seek(0)
            _write(part, head, body)
        sync_folder(target.parent)
    return read_backup_file(target)


def rewrap_backup_file(path: Path, keys: bytes) -> None:
    """Put other wrappings of the same vault's key into a backup; the encrypted vault in it is copied as it is.

    Args:
        path: The backup.
        keys: The key file's bytes.

    Raises:
        BackupFileError: It is no backup, was cut short or altered, or comes from a newer version.
        StorageError: The disk refused; the backup stands as it was.
    """
    read_backup_file(path)
    with plain_disk_errors():
        with whole_file(path) as part, path.open("rb") as file:
            file.readline()
            _write(part, json.loads(file.readline(_LONGEST_LINE)) | {"keys": json.loads(keys)}, file)
        sync_folder(path.parent)


def _write(part: Path, head: Mapping[str, object], body: BinaryIO) -> None:
    with os.fdopen(_private(part), "wb") as file:
        file.write(_MAGIC + str(_FORMAT).encode() + b"\n" + json.dumps(head).encode() + b"\n")
        for chunk in _chunks(body):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def read_backup_file(path: Path) -> Backup:
    """Read a backup from its first byte to its last, and return what it holds.

    Raises:
        BackupFileError: It is no backup, was cut short or altered, or comes from a newer version.
        StorageError: The disk refused.
    """
    with plain_disk_errors(), _opened(path) as file:
        head = _head(file, path)
        size = os.fstat(file.fileno()).st_size
        if size != head.length + head.body_bytes or _digest(_chunks(file)) != head.sha256:
            raise _not_whole(path)
    return Backup(path, head.made_at, head.people, head.changes, size)


def unpack_backup_file(path: Path, folder: Path) -> Backup:
    """Write the vault and the key file of a backup into ``folder``, which is made; return what it holds.

    Raises:
        BackupFileError: It is no backup, was cut short or altered, or comes from a newer version.
        StorageError: The disk refused.
    """
    found = read_backup_file(path)
    with plain_disk_errors(), _opened(path) as file:
        head = _head(file, path)
        folder.mkdir(parents=True, mode=0o700)
        write_safely(folder / KEYS_NAME, head.keys)
        with os.fdopen(_private(folder / VAULT_NAME), "wb") as vault:
            for chunk in _chunks(file):
                vault.write(chunk)
            vault.flush()
            os.fsync(vault.fileno())
        sync_folder(folder)
    return found


def _opened(path: Path) -> BinaryIO:
    if not is_there(path) or not path.is_file():
        raise BackupFileError(f"There is no file {path}. {_UNTOUCHED}")
    return path.open("rb")


def _head(file: BinaryIO, path: Path) -> _Head:
    """Read the first two lines of a backup and leave the file at the first byte of the vault."""
    first = file.readline(len(_MAGIC) + 12)
    if not first.startswith(_MAGIC):
        raise BackupFileError(f"{path.name} is not a backup of Conversation Kit. {_UNTOUCHED}")
    if first != _MAGIC + b"%d\n" % _FORMAT:
        number = first.removeprefix(_MAGIC).strip()
        if number.isdigit() and int(number) > _FORMAT:
            raise BackupFileError(
                f"{path.name} was made by a newer version of the kit. {_UNTOUCHED} Restore it with that version."
            )
        raise _not_whole(path)
    try:
        return _read(json.loads(file.readline(_LONGEST_LINE)), file.tell())
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _not_whole(path) from error


def _read(content: Any, length: int) -> _Head:
    made_at = datetime.fromisoformat(content["made_at"])
    if made_at.tzinfo is None or not isinstance(content["keys"], dict):
        raise ValueError("head")
    return _Head(
        made_at,
        people=_number(content["people"]),
        changes=_number(content["changes"]),
        body_bytes=_number(content["bytes"]),
        sha256=str(content["sha256"]),
        keys=json.dumps(content["keys"], indent=1).encode(),
        length=length,
    )


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("number")
    return value


def _not_whole(path: Path) -> BackupFileError:
    return BackupFileError(
        f"{path.name} is not whole: it was cut short or altered. {_UNTOUCHED} Take another backup."
    )


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _digest(chunks: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
