"""A hub at an address, within this process."""

import socket
import threading
from contextlib import contextmanager

import uvicorn

from conversation_kit.hub.app import make_app
from conversation_kit.hub.database import Databases


@contextmanager
def serving(url):
    """A hub at an address of this machine; the socket waits until it answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(make_app(Databases(url)), log_config=None, lifespan="on", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
