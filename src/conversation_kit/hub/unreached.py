"""A database that cannot be reached, in a sentence for whoever looks after it."""

import socket

import asyncpg

from conversation_kit.errors import StorageError

COULD_NOT_BE = (OSError, ValueError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What connecting raises."""
_WHY: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "no machine of its name is known here"),
    (ConnectionRefusedError, "nobody answers there"),
    (FileNotFoundError, "there is no socket in that folder"),
    (TimeoutError, "it does not answer in time"),
    (asyncpg.InvalidAuthorizationSpecificationError, "it does not let that user in"),
    (asyncpg.InvalidCatalogNameError, "it has no database of that name"),
    (asyncpg.TooManyConnectionsError, "it takes no more connections"),
    (asyncpg.CannotConnectNowError, "it is starting or stopping"),
    (ValueError, "its URL cannot be read"),
)


def unreached(error: BaseException) -> StorageError:
    """Return what to raise where a database could not be connected to."""
    why = next((words for kind, words in _WHY if isinstance(error, kind)), type(error).__name__)
    return StorageError(
        f"The database cannot be reached: {why}. Nothing was changed. See whether it runs, and whether the URL after "
        "--database is right."
    )
