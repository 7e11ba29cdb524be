"""Laptops with real vaults, and a hub of plain lists."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stamina

from conversation_kit.model.ids import new_id
from laptops import NOW, Laptop, join, make_empty, open_copy
from reference_hub import ReferenceHub


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def open_laptop(empty: Path) -> Callable[..., Laptop]:
    """Makes a laptop in a folder, not enrolled yet. The caller closes its vault."""

    def make(folder: Path, hub: ReferenceHub, worker: str, ahead_ms: int = 0) -> Laptop:
        wall = [hub.now[0] + ahead_ms]
        return Laptop(open_copy(empty, folder, wall=lambda: wall[0]), worker, hub.transport, wall)

    return make


@pytest.fixture
def hub() -> ReferenceHub:
    return ReferenceHub(now=[int(NOW.timestamp() * 1000)])


@pytest.fixture
def laptops(tmp_path: Path, hub: ReferenceHub, open_laptop) -> Iterator[Callable[..., Laptop]]:
    """Makes enrolled laptops, by their worker."""
    with ExitStack() as stack:

        def make(worker: str, *, ahead_ms: int = 0) -> Laptop:
            laptop = open_laptop(tmp_path / new_id(), hub, worker, ahead_ms)
            stack.enter_context(laptop.vault)
            before = hub.now[0]
            hub.now[0] = int(datetime.now(UTC).timestamp() * 1000)  # enrolling goes by the real clock
            join(laptop, hub)
            hub.now[0] = before
            return laptop

        yield make


@pytest.fixture
def both(hub: ReferenceHub, laptops: Callable[..., Laptop]) -> tuple[Laptop, Laptop, str]:
    """Ruth's laptop, Amina's, and the id of Desmond, with whom both work."""
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond = ruth.add("Desmond")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    return ruth, amina, desmond
