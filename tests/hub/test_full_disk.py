"""A hub whose disk is full: pushes are refused for now, nothing is lost, and it goes on by itself when there is room."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import httpx
import pytest
import stamina
from served_hub import Served

from conversation_kit.hub.administering import NewTenant, NewWorker, add_tenant, add_worker, invite
from conversation_kit.hub.database import ADMIN, transaction
from conversation_kit.hub.embedded import start_embedded
from conversation_kit.sync.enrolling import enrol
from conversation_kit.sync.refusals import FullError
from conversation_kit.sync.running import sync_now
from conversation_kit.sync.status import status_of, status_words
from laptops import NOW, Laptop, make_empty, open_copy

_SIZE = "150m"  # a new database takes 40 MB
_CHUNK = bytes(65_536)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder on a disk of its own that is soon full."""
    with tempfile.TemporaryDirectory(prefix="kit") as folder:
        mounted = sys.platform == "linux" and os.geteuid() == 0
        mounted = (
            mounted
            and not subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=0755", "tmpfs", folder],
                capture_output=True,
                check=False,
            ).returncode
        )
        if not mounted:
            pytest.skip("needs a disk of its own: root on Linux, and leave to mount")
        yield Path(folder)
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; returns the file that takes it."""
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(_CHUNK):
            pass
    return disk / "filler"


async def _in(url: str) -> str:
    connection = await asyncpg.connect(url)
    await add_tenant(connection, NewTenant("North", "north"))
    async with transaction(connection, ADMIN, "north"):
        code, _ = await invite(connection, "north", await add_worker(connection, "north", NewWorker("Ruth")))
    await connection.close()
    return code


def _health(served: Served) -> tuple[int, str, bool]:
    answer = httpx.get(f"{served.url}/health", timeout=30)
    return answer.status_code, answer.json()["status"], answer.json()["writing"]


async def _begin_another_segment(url: str) -> None:
    """Let PostgreSQL need room for its own log, which it cannot do without."""
    connection = await asyncpg.connect(url)
    with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        for _ in range(4):
            await connection.execute("SELECT pg_switch_wal(); CREATE TABLE room (a int); DROP TABLE room")
    connection.terminate()  # there is nobody left to say goodbye to


def test_a_full_disk_loses_nothing_and_the_hub_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    served = Served(CONVERSATION_KIT_HOME=str(small_disk))
    url = start_embedded(small_disk / "hub")
    code = asyncio.run(_in(url))
    with (
        open_copy(make_empty(tmp_path / "empty"), tmp_path / "one") as vault,
        stamina.set_testing(True, attempts=3),
    ):
        place = enrol(vault, served.url, code, label="laptop", transport=httpx.HTTPTransport())
        ruth = Laptop(vault, place.worker_id, httpx.HTTPTransport)
        ruth.sync()
        person = ruth.add("Anna")
        notes = [ruth.note(person, os.urandom(40_000).hex()) for _ in range(8)]
        filler = fill(small_disk)
        with pytest.raises(FullError, match="no room"):
            sync_now(vault, NOW)
        assert "the hub has no room" in status_words(status_of(vault), NOW)
        assert vault.syncing.how_many_unsent() > len(notes)
        while _health(served) != (200, "full", False):
            pass  # what it knows of its room is five seconds old at most
        asyncio.run(_begin_another_segment(url))
        health = httpx.get(f"{served.url}/health", timeout=30).status_code
        filler.unlink()
        while httpx.get(f"{served.url}/health", timeout=30).status_code == 503:
            pass  # PostgreSQL is started again by itself
        while _health(served) != (200, "ok", True):
            pass
        assert health == 503
        done = ruth.sync()
        assert (done.set_aside, vault.syncing.how_many_unsent()) == (0, 0)
        assert done.pushed > len(notes)
    said = served.close()
    assert "DiskFullError" in said
    log = (small_disk / "hub" / "postgres" / "log").read_text(encoding="utf-8")
    assert "No space left" in log
    assert "INSERT INTO" not in log
