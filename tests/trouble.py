"""Real trouble with a disk: a small one that fills up, one that is read-only, one that fails in mid-write, a held file."""

import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

_HOLD = """
import sys
from pathlib import Path
from conversation_kit.vault.store import Store
store = Store(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))
with store.transaction():
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def small_disk(folder, *, megabytes=3):
    """Put a file system of its own, that small, under a folder; skips where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def full(folder):
    """Fill the disk under a folder to its last byte."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(folder):
    """Make the file system under a folder read-only; nothing on it may be open."""
    _mount("-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        _mount("-o", "remount,rw", str(folder))


@contextmanager
def failing_disk(file):
    """Let every write of this process beyond the end of a file be refused by the system, in the middle of a commit."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on a file's size")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 1500, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def held(vault_file, data_key):
    """Let another process be in the middle of writing the vault, and not let go."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(vault_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        other.stdin.write(data_key.hex() + "\n")
        other.stdin.flush()
        assert other.stdout.readline() == "held\n"
        yield
        other.stdin.write("\n")
        other.stdin.flush()
    assert other.returncode == 0


def _mount(*arguments):
    program = shutil.which("mount")
    if sys.platform != "linux" or program is None:
        pytest.skip("a small disk is mounted on Linux only")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(
            f"nobody may mount a small disk here, so no real full disk was tried: {done.stderr.strip()}"
        )
