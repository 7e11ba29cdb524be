"""The demo: an invented place set up in a folder that is thrown away afterwards."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import import_sources
from conversation_kit.folders import under
from conversation_kit.journey.invented import invented_worker, read_invented, tell
from conversation_kit.kit import Kit, local_now
from conversation_kit.vault.records import Vault

DEMO_PASSPHRASE = "four paper boats on the mere"  # noqa: S105 - told to everybody who opens the demo


def set_up_demo(home: Path, now: Callable[[], datetime] = local_now) -> tuple[Kit, Vault]:
    """Set up the invented place under ``home``: its Book through the ordinary importer, its people in a vault.

    Returns:
        The services and the open vault; whoever called closes it.
    """
    demo = assets_folder() / "demo"
    kit = Kit(under(home), now=now)
    kit.folders.config.mkdir(parents=True)
    for name in ("places.csv", "footprints.toml"):
        shutil.copyfile(demo / name, kit.folders.config / name)
    import_sources([str(demo / "book")], kit.folders.book_cache, now=now(), footprint_of=kit.footprints.of)
    told = read_invented(demo / "people.toml")
    vault, _ = kit.create_vault(invented_worker(told), DEMO_PASSPHRASE)
    book = kit.open_book()
    tell(vault, told, {entry.id: entry.name for entry in book.entries()}, now())
    book.close()
    return kit, vault


@contextmanager
def demo_place() -> Iterator[tuple[Kit, Vault]]:
    """Set up the demo in a temporary folder, removed afterwards. What stands in it is encrypted but for the Book."""
    with TemporaryDirectory(prefix="conversation-kit-demo-", ignore_cleanup_errors=True) as folder:
        kit, vault = set_up_demo(Path(folder))
        try:
            yield kit, vault
        finally:
            vault.close()
