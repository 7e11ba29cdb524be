"""The doctor: looks an installation over, file by file, and says what it found in plain sentences.

It reads; only ``--rebuild`` mends, and only what can be worked out anew from the change log. No sentence holds
anybody's words.
"""

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from conversation_kit import __version__
from conversation_kit.book.freshness import ago
from conversation_kit.errors import KitError, NotFoundError
from conversation_kit.kit import Kit
from conversation_kit.vault.backups import BACKUP_DAYS, automatic_backups
from conversation_kit.vault.files import RESTORED_ENDING, STAGING_ENDING, set_aside_vaults
from conversation_kit.vault.keyfile import read_key_file
from conversation_kit.vault.records import Vault
from conversation_kit.vault.schema import MIGRATIONS

_TIGHT_BYTES = 200_000_000
_LOW_BYTES = 1_000_000_000
_BOOK_DAYS = 60


class State(StrEnum):
    """How it is: as it should be, worth a look, or wrong."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: What was looked at, a word or two.
        state: How it is.
        says: One sentence.
    """

    about: str
    state: State
    says: str


def look_over(kit: Kit, data_key: bytes | None, *, rebuild: bool = False) -> list[Finding]:
    """Look everything over and return what was found, in the order of what matters most.

    Args:
        kit: The installation.
        data_key: The vault's key, or None to look at what needs none.
        rebuild: Work out anew from the change log what stands, when it does not agree with it.
    """
    now = kit.now()
    return [
        *_keys(kit),
        *_vault(kit, data_key, now, rebuild=rebuild),
        *_backups(kit, now),
        *_leftovers(kit.folders.vault),
        *_book(kit, now),
        *_council_files(kit),
        _disk(kit),
        _log(kit),
        _versions(),
    ]


def _keys(kit: Kit) -> Iterator[Finding]:
    if not kit.has_vault:
        yield Finding(
            "vault",
            State.LOOK,
            "There is no vault here yet. Make one with: conversation-kit init --worker NAME",
        )
        return
    try:
        device = read_key_file(kit.folders.vault).passphrase.device
    except KitError as error:
        yield Finding("keys", State.WRONG, error.sentence)
        return
    besides = "with a secret in this laptop's keyring" if device else "by passphrase alone, without a keyring"
    yield Finding(
        "keys", State.OK, f"The key file is whole; the vault opens {besides}, or by its recovery key."
    )


def _vault(kit: Kit, data_key: bytes | None, now: datetime, *, rebuild: bool) -> Iterator[Finding]:
    if not kit.has_vault:
        return
    if data_key is None:
        yield Finding("vault", State.LOOK, "The vault was not looked at: that needs the passphrase.")
        return
    try:
        with kit.open_vault(data_key) as vault:
            yield from _inside(vault, now, rebuild=rebuild)
    except KitError as error:
        yield Finding("vault", State.WRONG, error.sentence)


def _inside(vault: Vault, now: datetime, *, rebuild: bool) -> Iterator[Finding]:
    looked = vault.look_over()
    if not (looked.as_log and looked.findable) and rebuild and not looked.damage:
        vault.rebuild()
        looked = vault.look_over()
        yield Finding("rebuild", State.OK, "What stands was worked out anew from the change log.")
    yield from _each("vault", looked.damage, State.WRONG, "The vault's file is whole, every page of it.")
    if looked.damage:
        return
    yield from _each(
        "guards", looked.guards, State.WRONG, "The triggers that keep the change log whole are there."
    )
    yield Finding(
        "records",
        State.OK if looked.as_log else State.WRONG,
        f"Every field stands as its {looked.changes} changes have it."
        if looked.as_log
        else "Some fields do not stand as the change log has them. Nothing is lost. "
        "Mend it: conversation-kit doctor --rebuild",
    )
    yield Finding(
        "search",
        State.OK if looked.findable else State.WRONG,
        "Search finds every word that stands, and no other."
        if looked.findable
        else "Search does not find all that stands, or more than that. Nothing is lost. "
        "Mend it: conversation-kit doctor --rebuild",
    )
    yield from _each("unread", looked.unread, State.LOOK, "")
    yield Finding("schema", State.OK, f"The vault is at version {len(MIGRATIONS)}, this kit's own.")
    yield from _other_backups(vault, now)


def _each(about: str, found: tuple[str, ...], state: State, otherwise: str) -> Iterator[Finding]:
    yield from (Finding(about, state, sentence) for sentence in found)
    if not found and otherwise:
        yield Finding(about, State.OK, otherwise)


def _other_backups(vault: Vault, now: datetime) -> Iterator[Finding]:
    for path, made_at in vault.backups_made():
        there = "" if path.exists() else ", not there now"
        yield Finding("backup", State.OK, f"A backup was made {_days(made_at, now)}: {path}{there}.")


def _backups(kit: Kit, now: datetime) -> Iterator[Finding]:
    if not kit.has_vault:
        return
    if not kit.settings.keep.nightly_backups:
        yield Finding("backups", State.LOOK, "Nightly backups are switched off in the settings.")
        return
    made = automatic_backups(kit.folders.vault)
    if not made:
        yield Finding(
            "backups", State.LOOK, "There is no nightly backup yet: the app makes one after it is opened."
        )
        return
    last = made[-1]
    noun = "backup" if len(made) == 1 else "backups"
    old = (now.date() - last.made_at.astimezone(now.tzinfo).date()).days > BACKUP_DAYS
    yield Finding(
        "backups",
        State.LOOK if old else State.OK,
        f"{len(made)} nightly {noun}, the last made {_days(last.made_at, now)}, read back and whole.",
    )


def _leftovers(folder: Path) -> Iterator[Finding]:
    for path in set_aside_vaults(folder):
        yield Finding(
            "set aside",
            State.LOOK,
            f"An earlier vault is set aside in {path}. Remove it when it is not needed.",
        )
    for ending in (STAGING_ENDING, RESTORED_ENDING):
        if (path := folder.with_name(folder.name + ending)).exists():
            yield Finding(
                "left over",
                State.LOOK,
                f"A restore that was cut short left {path}. The next restore takes it away, or remove it.",
            )


def _book(kit: Kit, now: datetime) -> Iterator[Finding]:
    try:
        with kit.open_book() as book:
            facts = book.facts()
    except NotFoundError:
        yield Finding(
            "book",
            State.LOOK,
            "There is no Community Book yet. Bring one in: conversation-kit book import SOURCE",
        )
        return
    except KitError as error:
        yield Finding("book", State.WRONG, error.sentence)
        return
    old = (now - facts.fetched_at).days > _BOOK_DAYS
    yield Finding(
        "book",
        State.LOOK if old else State.OK,
        f"The Book has {facts.entries} entries, fetched {_days(facts.fetched_at, now)}"
        + (": fetch it again." if old else "."),
    )


def _council_files(kit: Kit) -> Iterator[Finding]:
    _ = (kit.settings, kit.guides, kit.gazetteer, kit.footprints)
    yield from _each(
        "files",
        tuple(kit.complaints),
        State.WRONG,
        "Settings, guides, places and footprints can all be used.",
    )


def _disk(kit: Kit) -> Finding:
    folder = next(path for path in (kit.folders.vault, *kit.folders.vault.parents) if path.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", State.WRONG, f"The disk could not be asked how full it is ({error.strerror}).")
    state = State.WRONG if free < _TIGHT_BYTES else State.LOOK if free < _LOW_BYTES else State.OK
    return Finding("disk", state, f"{free // 1_000_000} MB are free on the vault's disk.")


def _log(kit: Kit) -> Finding:
    folder = kit.folders.logs
    if not folder.exists():
        return Finding("log", State.OK, "Nothing was logged yet.")
    writable = os.access(folder, os.W_OK)
    says = f"The log, of events and ids without words, is in {folder}."
    return Finding(
        "log", State.OK if writable else State.LOOK, says if writable else f"{says} It cannot be written."
    )


def _versions() -> Finding:
    import textual  # noqa: PLC0415 - looked at by the doctor only
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    connection = dbapi2.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return Finding(
        "versions",
        State.OK,
        f"Conversation Kit {__version__}, Python {platform.python_version()}, SQLCipher {cipher}, SQLite "
        f"{dbapi2.sqlite_version}, Textual {textual.__version__}, {platform.system()} {platform.release()}.",
    )


def _days(moment: datetime, now: datetime) -> str:
    return ago(moment.astimezone(now.tzinfo).date(), now.date())
