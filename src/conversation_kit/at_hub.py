"""This installation at its hub: a sync on a connection of its own, and wiping the vault when the hub says so."""

from collections.abc import Callable
from contextlib import suppress

from conversation_kit.book.renewing import Renewed
from conversation_kit.errors import KitError, StorageError
from conversation_kit.kit import Kit
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import Enrolment, enrolled
from conversation_kit.sync.refusals import RevokedError
from conversation_kit.sync.running import sync_now
from conversation_kit.sync.synced import Synced
from conversation_kit.vault.records import Vault
from conversation_kit.vault.wiping import wipe

_WIPED = (
    "This laptop was taken off the hub: what it kept of people is gone, with the nightly backups. Ask whoever looks "
    "after the hub."
)
_BACKUPS = "Backups you made yourself are not reached, destroy them: {where}."


class WipedError(RevokedError):
    """The laptop was taken off the hub, and its vault was wiped."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


def sync_with_hub(kit: Kit, data_key: bytes, stopped: Callable[[], bool] = lambda: False) -> Synced:
    """Sync with the hub; safe in any thread.

    Args:
        kit: The services.
        data_key: The vault's.
        stopped: Whether to break off before the next request.

    Raises:
        RefusedError: This laptop is not enrolled.
        RevokedError: It was taken off the hub: close the vault wherever it is open, then ``wipe_vault``.
        HubError: The hub could not be reached, or refused; nothing is lost.
        StorageError: The disk refused.
    """
    vault = Vault.open(kit.folders.vault, data_key)
    try:
        done = sync_now(vault, kit.now(), stopped=stopped)
        enrolment = enrolled(vault)
    except KitError as error:
        kit.events.failure(error)
        raise
    finally:
        unclean = vault.erasing_unfinished
        vault.close()
        if unclean:
            kit.finish_erasing(data_key)
    try:
        done.book = _renew_book(kit, enrolment, stopped)
    except KitError as error:  # people's records are in step, whatever becomes of the Book
        kit.events.failure(error)
        done.book_trouble = error.sentence
    kit.events.write(
        "synced",
        pushed=done.pushed,
        pulled=done.pulled,
        set_aside=done.set_aside,
        let_go=len(done.let_go),
        erased=len(done.erased),
    )
    return done


def _renew_book(kit: Kit, enrolment: Enrolment, stopped: Callable[[], bool]) -> Renewed:
    """Bring the Book of this laptop to what its hub has published last."""
    with HubClient(enrolment, stopped=stopped) as client:
        return kit.renew_book(f"{enrolment.url}/{enrolment.tenant_id}", client.book_since)


def wipe_vault(kit: Kit, data_key: bytes) -> WipedError:
    """Wipe the vault, which nobody has open, and return what to tell the worker.

    Raises:
        StorageError: The disk refused something; all else went, and the keys were tried first.
    """
    backups: list[str] = []
    with suppress(StorageError), Vault.open(kit.folders.vault, data_key) as vault:
        backups = [str(path) for path, _made_at in vault.backups_made()]
    wipe(kit.folders.vault)
    kit.events.write("vault-wiped")
    named = [_BACKUPS.format(where=", ".join(backups))] if backups else []
    return WipedError(" ".join([_WIPED, *named]))
