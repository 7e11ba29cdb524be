"""Packed: named arrays in one file that is mapped rather than read, so that opening it takes next to no time or room.

The file holds numbers and plain bytes only, nothing that could be run. It is a copy of what can be worked out anew at
any time: whatever is missing, cut short or damaged counts as not there.
"""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

PART = ".part"
"""How the hidden file ends that is being written; a power cut may leave one."""
_MAGIC = b"CKMATCH1"
_NUMBERS = 8
"""Bytes of the checksum, and of the header's length, which follow the magic word."""
_ALIGNED = 64
_AT_ONCE = 1 << 20
_KINDS = frozenset({"|u1", "|i1", "|b1", "<u2", "<i4", "<i8", "<f4", "<f8"})

Array = NDArray[Any]


@dataclass(frozen=True)
class Packed:
    """Arrays by name, and what is told about them as JSON values.

    ``file`` is what they are mapped from, when they are.
    """

    arrays: Mapping[str, Array]
    about: Mapping[str, Any]
    file: mmap.mmap | None = None

    def rest(self) -> None:
        """Let the system have back the pages that were read; they are mapped again when they are wanted."""
        if self.file is not None and hasattr(mmap, "MADV_DONTNEED"):  # Windows has none
            self.file.madvise(mmap.MADV_DONTNEED)


def write_packed(path: Path, packed: Packed) -> None:
    """Write ``packed`` beside ``path``, then put it in its place in one step.

    Raises:
        OSError: The disk refuses; nothing is left behind.
    """
    listed, offset = [], 0
    for name, array in packed.arrays.items():
        listed.append([name, array.dtype.str, list(array.shape), offset])
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"about": packed.about, "arrays": listed, "size": offset}).encode()
    header += b" " * (-(len(_MAGIC) + 2 * _NUMBERS + len(header)) % _ALIGNED)
    part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        with part.open("wb") as file:
            _write(file, header, packed)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(file: BinaryIO, header: bytes, packed: Packed) -> None:
    start = len(header).to_bytes(_NUMBERS, "little") + header
    file.write(_MAGIC + bytes(_NUMBERS) + start)
    checked = zlib.crc32(start)
    for array in packed.arrays.values():
        held: Any = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        rest = bytes(-array.nbytes % _ALIGNED)
        checked = zlib.crc32(rest, zlib.crc32(held, checked))
        file.write(held)
        file.write(rest)
    file.seek(len(_MAGIC))
    file.write(checked.to_bytes(_NUMBERS, "little"))


def open_packed(path: Path) -> Packed | None:
    """Return what ``path`` holds, mapped from the file; None when it is missing or not as it was written."""
    try:
        with path.open("rb") as file:
            return _mapped(file) if _whole(file) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # only a copy: it is worked out anew


def _whole(file: BinaryIO) -> bool:
    """Whether the checksum holds. Read, not mapped: so it takes no room."""
    if file.read(len(_MAGIC)) != _MAGIC:
        return False
    told, found = int.from_bytes(file.read(_NUMBERS), "little"), 0
    while part := file.read(_AT_ONCE):
        found = zlib.crc32(part, found)
    return told == found


def _mapped(file: BinaryIO) -> Packed:
    held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    begin = len(_MAGIC) + 2 * _NUMBERS
    length = int.from_bytes(held[begin - _NUMBERS : begin], "little")
    header = json.loads(held[begin : begin + length])
    arrays = {}
    for name, kind, shape, offset in header["arrays"]:
        if kind not in _KINDS:
            raise ValueError(kind)
        many = int(np.prod(shape, dtype=np.int64))
        array = (
            np.frombuffer(held, np.dtype(kind), many, begin + length + offset) if many else np.empty(0, kind)
        )
        arrays[name] = array.reshape(shape)
    return Packed(arrays, header["about"], held)
