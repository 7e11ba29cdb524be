"""The processes of one hub: each with a listening socket of its own where Linux shares connections out among them.

On one socket that several processes listen at, whichever is awake first takes what comes: in a quiet minute one of them
is handed nearly every laptop, and does all the work when they are busy. Linux shares connections out evenly among
sockets of the same address (``SO_REUSEPORT``); elsewhere one socket has to do.
"""

import socket
import sys
from collections.abc import Callable, Sequence

from uvicorn import Config
from uvicorn.supervisors import Multiprocess

SHARED_OUT = sys.platform == "linux"
"""Whether connections are shared out among sockets of one address."""


def listening(bind: Callable[[int | None], socket.socket], workers: int) -> list[socket.socket]:
    """Return the sockets that so many processes listen at.

    Args:
        bind: Binds a socket: to the port asked for, where nobody else is, or to a port that the sockets of this hub
            share.
        workers: Processes.

    Raises:
        BadInputError: From ``bind``: the address is taken, or not ours.
    """
    first = bind(None)
    if workers == 1 or not SHARED_OUT:
        return [first]
    port = first.getsockname()[1]
    first.close()
    return [bind(port) for _ in range(workers)]


class Workers(Multiprocess):
    """Keeps as many processes as were asked for; one that takes another's place has its socket, and what waits there.

    Args:
        config: What they serve.
        sockets: One for each process, or one for all of them.
    """

    def __init__(self, config: Config, sockets: Sequence[socket.socket]) -> None:
        self._each = [[one] for one in sockets]
        self._begun = 0
        super().__init__(config, self._each[0])

    @property
    def sockets(self) -> list[socket.socket]:
        """The socket of the process that begins now: a dead one's, or else the next in turn."""
        for at, process in enumerate(self.processes):
            if process.exitcode is not None:
                return self._each[at % len(self._each)]
        self._begun += 1
        return self._each[(self._begun - 1) % len(self._each)]

    @sockets.setter
    def sockets(self, every: list[socket.socket]) -> None:
        del every  # the supervisor's own; ``_each`` has them

    def handle_ttin(self) -> None:
        """Their number stays."""

    def handle_ttou(self) -> None:
        """Their number stays: at a socket that lost its process, laptops would wait for nobody."""
