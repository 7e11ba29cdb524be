"""The installed program in a real pseudo-terminal, with a screen that can be read."""

import os
import shutil
import signal
import sys
import time
from functools import lru_cache
from pathlib import Path

import pexpect
import pyte
from pyte.screens import wcwidth

PROGRAM = shutil.which("conversation-kit", path=str(Path(sys.executable).parent)) or "conversation-kit"


def environ_for(home):
    """Return the environment of whoever runs the program with this home."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "CONVERSATION_KIT"))}
    environ |= {"CONVERSATION_KIT_HOME": str(home), "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
    del environ["COLUMNS"], environ["LINES"]
    return environ


@lru_cache(4096)
def row_text(cells):
    """Put a row into words as pyte's ``display`` does, which measures each character of every row each time."""
    shown, rest_of_wide = [], False
    for cell in cells:
        if not rest_of_wide:
            shown.append(cell)
        rest_of_wide = not rest_of_wide and wcwidth(cell[:1]) == 2
    return "".join(shown).rstrip()


class Terminal:
    """Runs a command in a pseudo-terminal and keeps what its screen shows."""

    def __init__(self, arguments, home, *, columns=80, rows=24, env=None):
        process = pexpect.spawn(
            PROGRAM, arguments, env=environ_for(home) | (env or {}), dimensions=(rows, columns), timeout=30
        )
        process.ptyproc.delayafterclose = 0  # who closes has waited for the end already
        self._show(process, columns, rows)

    @classmethod
    def of(cls, program, *, columns=80, rows=24):
        """Start a copy of a program that is at hand."""
        terminal = cls.__new__(cls)
        terminal._show(program.start(columns=columns, rows=rows), columns, rows)
        return terminal

    def _show(self, process, columns, rows):
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._text = None  # put into words once for each screen that is printed
        self.process = process
        self.process.delaybeforesend = None

    @property
    def text(self):
        if self._text is None:
            across = range(self.screen.columns)
            rows = (self.screen.buffer[line] for line in range(self.screen.lines))
            self._text = "\n".join(row_text(tuple(row[at].data for at in across)) for row in rows)
        return self._text

    def read(self, seconds=0.02):
        """Take in what the program printed within ``seconds``; False once it has ended."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        # pyte does not know the kitty keyboard and synchronised-output sequences; it prints parts of them
        self._stream.feed(data)
        self._text = None
        return True

    def wait_for(self, words, seconds=30.0):
        """Read until the screen shows ``words``."""
        return self.wait_until(lambda: words in self.text, f"{words!r}", seconds)

    def wait_until(self, holds, what, seconds=30.0):
        end = time.monotonic() + seconds
        while not holds():
            alive = self.read()
            if holds():
                break
            if not alive or time.monotonic() > end:
                raise AssertionError(f"never saw {what}; the screen shows:\n{self.text}")
        return self

    def settle(self, seconds=0.3):
        """Read until the program has been quiet for ``seconds``."""
        while True:
            before = len(self.raw)
            alive = self.read(seconds)
            if len(self.raw) == before or not alive:
                return self

    def type(self, words):
        self.process.send(words)
        return self

    def kill(self):
        """Kill the program as a power cut would; nothing of it runs any more when this returns."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.close()

    def wait_for_end(self, seconds=30.0):
        end = time.monotonic() + seconds
        while self.read() and time.monotonic() < end:
            pass
        self.process.wait()
        self.process.close()
        return self.process.exitstatus

    def close(self):
        if self.process.isalive():
            self.kill()
        else:
            self.process.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
