"""The program at hand: it has imported itself once, and each start is a copy of it on a terminal of its own.

Python and its imports take more than half of every start. A copy is a process like any other: it reads the same files,
runs the same ``main``, and a kill takes all of it.
"""

import importlib
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import termios
from contextlib import suppress

from pexpect.fdpexpect import fdspawn

from conversation_kit import tui
from conversation_kit.cli import main


class ProgramAtHand:
    """Starts copies of the program, one after the other."""

    def __init__(self, environ):
        self._line, its_end = socket.socketpair()
        with its_end:
            self._program = subprocess.Popen(
                [sys.executable, __file__, str(its_end.fileno())], env=environ, pass_fds=[its_end.fileno()]
            )
        self._told = self._line.makefile()
        self._copy = None

    def start(self, *, columns, rows):
        ours, its_own = os.openpty()
        termios.tcsetwinsize(ours, (rows, columns))
        socket.send_fds(self._line, [b"start"], [its_own])
        os.close(its_own)
        self._copy = Copy(ours, int(self._told.readline()), self)
        return self._copy

    def wait_for_end(self):
        """Wait until the copy that runs has ended."""
        assert self._told.readline() == "ended\n"

    def close(self):
        if self._copy is not None and self._copy.isalive():  # a test failed in the middle
            with suppress(ProcessLookupError):
                os.kill(self._copy.pid, signal.SIGKILL)
            self._copy.wait()
        self._told.close()
        self._line.close()
        assert self._program.wait() == 0


class Copy(fdspawn):
    """A copy of the program, with what ``Terminal`` needs of a process."""

    def __init__(self, terminal, pid, program):
        super().__init__(terminal)
        self.pid = pid
        self._program = program
        self._ended = False

    def isalive(self):
        return not self._ended

    def wait(self):
        self._program.wait_for_end()
        self._ended = True


def start_copies(line):
    """Import the program, and start a copy on each terminal that is handed in, until the line is closed."""
    for found in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        importlib.import_module(found.name)
    while terminal := socket.recv_fds(line, 64, 1)[1]:
        pid = os.fork()
        if not pid:
            line.close()
            os.login_tty(terminal[0])
            sys.argv[1:] = []
            main()
        os.close(terminal[0])
        line.sendall(f"{pid}\n".encode())
        os.waitpid(pid, 0)
        line.sendall(b"ended\n")


if __name__ == "__main__":
    start_copies(socket.socket(fileno=int(sys.argv[1])))
