"""What several processes use together until the last of them ends, however each of them ends.

Each holds a lock on a file of its own. The system lets go of it when the process ends, also when it was killed; no
process goes by its number, which another program may be given later.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar

from conversation_kit.model.ids import new_id

_GATE = "gate"
_LOOK_SECONDS = 0.05
_T = TypeVar("_T")


class InUse:
    """This process among those that use something together; one a process.

    Args:
        folder: Where each has its file; of nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = folder / new_id()
        self._mine: IO[bytes] | None = None

    def begin(self, take_up: Callable[[], _T]) -> _T:
        """Use it from now on, and take it up while nobody leaves. Raises OSError, and what ``take_up`` raises."""
        self._folder.mkdir(exist_ok=True)
        with self._gate():
            mine = self._own.open("ab")
            _lock(mine)
            try:
                taken = take_up()
            except BaseException:
                mine.close()
                raise
            self._mine = mine
            return taken

    def end(self, give_up: Callable[[], object]) -> None:
        """Use it no longer, and give it up when nobody else does. Raises OSError, and what ``give_up`` raises."""
        with self._gate():
            if self._mine is not None:
                self._mine.close()
                self._mine = None
            self._own.unlink(missing_ok=True)
            others = [_is_held(file) for file in self._folder.iterdir() if file.name != _GATE]
            if not any(others):
                give_up()

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """Let one at a time come or leave."""
        with (self._folder / _GATE).open("ab") as gate:
            while not _lock(gate):
                time.sleep(_LOOK_SECONDS)
            yield


def _is_held(file: Path) -> bool:
    """Whether the process is alive whose file this is; a dead one's is taken away. In doubt it is."""
    try:
        with file.open("ab") as opened:
            if not _lock(opened):
                return True
    except OSError:
        return True
    with suppress(OSError):
        file.unlink()
    return False


def _lock(file: IO[bytes]) -> bool:
    """Take the lock on an open file, which goes when the file is closed; whether nobody has it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there on Windows

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
