"""``hub serve`` as a process."""

import os
import subprocess
import sys

import psutil


class Served:
    """``hub serve`` as a process."""

    def __init__(self, *arguments: str, **environ: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "conversation_kit", "hub", "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1", **environ},
        )
        self.line = self.process.stdout.readline()
        assert self.line.startswith("Hub ready at "), self.process.stderr.read()
        self.url = self.line.removeprefix("Hub ready at ").strip()
        self.port = int(self.url.rpartition(":")[2])

    def workers(self) -> list[psutil.Process]:
        """Return its worker processes."""
        alive = [
            one for one in psutil.Process(self.process.pid).children() if one.status() != psutil.STATUS_ZOMBIE
        ]
        return [one for one in alive if "spawn_main" in " ".join(one.cmdline())]

    def close(self) -> str:
        """Stop it; return what it wrote besides."""
        self.process.terminate()
        _, err = self.process.communicate(timeout=30)
        return err
