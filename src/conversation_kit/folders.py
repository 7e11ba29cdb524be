"""Where the kit's files stand on this machine."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.paths import meant

HOME_VARIABLE = "CONVERSATION_KIT_HOME"
_NAME = "conversation-kit"


@dataclass(frozen=True, slots=True)
class Folders:
    """The kit's folders; nothing is made until something is written.

    Attributes:
        vault: The encrypted vault and its key file.
        book: The local cache of the Community Book (public, not encrypted).
        config: The council's configuration: settings, guides, places, footprints.
        logs: Rotating logs of events and ids.
        portable: True when ``CONVERSATION_KIT_HOME`` moved everything into one folder; the system's keyring is
            left alone then, so that the folder can be carried to another machine.
    """

    vault: Path
    book: Path
    config: Path
    logs: Path
    portable: bool = False

    @property
    def book_cache(self) -> Path:
        """The file of the Book's cache."""
        return self.book / "book.sqlite"

    @property
    def hub(self) -> Path:
        """The folder of a hub that brings its own PostgreSQL."""
        return self.vault.parent / "hub"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"


def under(home: Path) -> Folders:
    """Return the folders with every file under ``home``."""
    return Folders(
        vault=home / "vault", book=home / "book", config=home / "config", logs=home / "logs", portable=True
    )


def find_folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """Return the folders for this user, or under ``CONVERSATION_KIT_HOME`` when that is set."""
    home = environ.get(HOME_VARIABLE)
    if home:
        return under(meant(Path(home)).resolve())
    import platformdirs  # noqa: PLC0415 - not needed where the variable is set, and the first paint waits

    dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
    return Folders(
        vault=dirs.user_data_path / "vault",
        book=dirs.user_data_path / "book",
        config=dirs.user_config_path,
        logs=dirs.user_log_path,
    )
