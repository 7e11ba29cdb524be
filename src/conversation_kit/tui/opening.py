"""How the app reaches its vault and desk, loading the slow parts only when they are needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING

from conversation_kit.errors import KitError
from conversation_kit.folders import Folders, find_folders
from conversation_kit.tui.looks import Look, read_look
from conversation_kit.vault.files import VaultState, vault_state

if TYPE_CHECKING:
    from textual.app import App

    from conversation_kit.desk import Desk
    from conversation_kit.kit import Kit
    from conversation_kit.model.people import Worker
    from conversation_kit.settings import StopSettings
    from conversation_kit.tui.navigation import Navigator
    from conversation_kit.tui.palette import Offer
    from conversation_kit.vault.records import Vault

_DEFAULT_IDLE_MINUTES = 5.0
CHANGES_A_PAUSE = 8  # a new note, or a few that were changed


class Opening:
    """The way in: knows where the vault is, makes or opens it, and forgets it on locking.

    Args:
        folders: Where the files stand.
        kit: The services, when they were built already (tests, the demo); else they are built on demand.
        vault: A vault that is open already (the demo), entered without a question.
        says: A sentence to show on Home.
    """

    def __init__(
        self,
        folders: Folders | None = None,
        *,
        kit: Kit | None = None,
        vault: Vault | None = None,
        says: str = "",
    ) -> None:
        self._folders = kit.folders if kit else folders or find_folders()
        self._kit = kit
        self._vault = vault
        self._desk: Desk | None = None
        self._navigator: Navigator | None = None
        self._building = Lock()
        self._loading = Lock()
        self._awaited = False
        self._put_off = False
        self._keys: Mapping[str, str] | None = None
        self._can_tidy = True
        self.says = says

    @property
    def has_vault(self) -> bool:
        """Whether a vault was made here. One whose key file went missing counts: opening it says what to do."""
        return vault_state(self._folders.vault) in (VaultState.READY, VaultState.VAULT_ONLY)

    @property
    def ready(self) -> bool:
        """Whether a vault was handed in open."""
        return self._vault is not None

    @property
    def is_open(self) -> bool:
        """Whether a desk is laid out: the vault is open."""
        return self._desk is not None

    @property
    def idle_seconds(self) -> float:
        """Seconds without a key before the app locks itself."""
        return 60 * (self._kit.settings.idle_minutes if self._kit else _DEFAULT_IDLE_MINUTES)

    @property
    def kit(self) -> Kit:
        """The services, built on first use, in whichever thread that is."""
        with self._building:
            if self._kit is None:
                from conversation_kit.kit import Kit  # noqa: PLC0415 - after the first paint

                kit = Kit(self._folders)
                _ = kit.settings  # read once, here: what is wrong with them is a complaint
                self._kit = kit
            return self._kit

    @property
    def stop(self) -> StopSettings:
        """Numbers and steps for the Stop key, there before anything is loaded."""
        from conversation_kit.settings import load_stop_settings  # noqa: PLC0415 - after the first paint

        return load_stop_settings(self._folders.settings)

    def press_stop(self, person_id: str, says: str) -> None:
        """Open the Stop screen over whatever stands inside.

        Args:
            person_id: Whom the screen beneath is about, or empty.
            says: A sentence to begin with, or empty.
        """
        if self._navigator is not None:
            self._navigator.stop(person_id, says=says)

    def settings(self, kept: Callable[[], None]) -> None:
        """Open the settings over whatever stands inside; ``kept`` is called once others are in the file."""

        def reread() -> None:
            self.kit.reread_settings()
            self._keys = None
            kept()

        if self._navigator is not None:
            self._navigator.settings(reread)

    def keep_theme(self, theme: str) -> None:
        """Write other colours into the settings. Raises KitError; the colours of the file then stand."""
        from conversation_kit.settings_file import change_settings  # noqa: PLC0415 - rarely needed

        change_settings(self._folders.settings, {("look", "theme"): theme})
        self.kit.reread_settings()
        self._keys = None

    def offers(self) -> Iterable[Offer]:
        """Return what the palette offers behind the door; nothing before it."""
        return self._navigator.offers() if self._navigator is not None else ()

    def search(self) -> None:
        """Open the search over everything kept, over whatever stands inside."""
        if self._navigator is not None:
            self._navigator.search()

    def history(self, record: tuple[str, str] | None) -> None:
        """Open the history of a record, given by its kind and id, or say that there is none."""
        if self._navigator is not None:
            self._navigator.history(*(record or ("", "")))

    def load(self) -> None:
        """Import and read what the way in needs; safe in any thread, which waits for another's turn.

        Raises:
            KitError: A file of the council's (settings, guides, places) cannot be used.
        """
        with self._loading:
            kit = self.kit
            from conversation_kit.tui import navigation  # noqa: F401, PLC0415 - after the first paint

            _ = (kit.guides, kit.lexicon, kit.gazetteer, kit.footprints, self.keys)
            # All of it stays to the end: to look through it for garbage again and again would hold up keys.
            gc.freeze()

    def load_rest(self) -> None:
        """Import and read what only suggesting needs; safe in any thread.

        Puts it off while somebody waits for the door to open: a pause behind it does it, or the first question.

        Raises:
            BadInputError: The words cannot be used.
        """
        self._put_off = self._awaited
        if self._put_off:
            return
        from conversation_kit.matching import suggesting  # noqa: F401, PLC0415 - brings in numpy

        _ = self.kit.words
        if not self._awaited and not self.is_open:  # or what was decrypted might be kept with it
            gc.freeze()

    @property
    def rest_is_put_off(self) -> bool:
        """Whether what only suggesting needs was to be loaded, and somebody was in the way."""
        return self._put_off and not self._awaited

    @property
    def look(self) -> Look:
        """How the screen is to look, there before anything is loaded."""
        return read_look(self._folders.settings)

    @property
    def keys(self) -> Mapping[str, str]:
        """Other keys for what the app does, as far as the settings can be used; the rest is a complaint on Home."""
        if self._keys is None:
            self._keys = self._read_keys(self.kit)
        return self._keys

    def _read_keys(self, kit: Kit) -> Mapping[str, str]:
        if not kit.settings.keys:
            return {}
        from conversation_kit.tui.app import KitApp  # noqa: PLC0415 - it imports this module
        from conversation_kit.tui.keymap import keymap_from  # noqa: PLC0415 - rarely needed

        keymap = keymap_from(kit.settings.keys, KitApp)
        if keymap.complaints:
            others = len(keymap.complaints) - 1
            more = f" ({others} more: conversation-kit settings check)" if others else ""
            kit.complaints.append(f"{keymap.complaints[0]}{more}")
        return keymap.keys

    def data_key(self, passphrase: str) -> bytes:
        """Return the vault's key for a passphrase, with the way in loaded; slow, safe in any thread.

        The key is derived while another thread loads. What only suggesting needs is not waited for.

        Raises:
            KitError: The passphrase is not the one, or it is too soon; or a file of the council's cannot be used.
        """
        return self._awaiting(lambda: self.kit.data_key(passphrase))

    def recover(self, recovery_key: str, new_passphrase: str) -> bytes:
        """Open with the printed recovery key and set a new passphrase; slow. Raises KitError."""
        return self._awaiting(lambda: self.kit.keys.recover(recovery_key, new_passphrase))

    def _awaiting(self, data_key: Callable[[], bytes]) -> bytes:
        self._awaited = True
        try:
            key = data_key()
            self.load()
        except KitError:
            self._awaited = False
            raise
        return key

    def make_vault(self, worker: Worker, passphrase: str) -> str:
        """Make the vault, keep it open to be entered, and return the recovery key. Raises KitError."""
        self._vault, recovery_key = self.kit.create_vault(worker, passphrase)
        return recovery_key

    def enter(self, app: App[None], data_key: bytes | None) -> Navigator:
        """Lay out the desk: with the key, or with the vault that is open already. Raises KitError."""
        from conversation_kit.tui.navigation import Navigator  # noqa: PLC0415 - after the first paint

        try:
            self._desk = self._lay_out(data_key)
        finally:
            self._awaited = False
        self._navigator = Navigator(app, self._desk, says=self.says)
        return self._navigator

    def _lay_out(self, data_key: bytes | None) -> Desk:
        from conversation_kit.desk import open_desk  # noqa: PLC0415 - after the first paint

        vault = self._vault if data_key is None else self.kit.open_vault(data_key)
        assert vault is not None
        self._vault = None
        try:
            _ = self.keys  # a mistake in them is said on Home
            desk = open_desk(self.kit, vault)
        except KitError:
            vault.close()
            raise
        self._can_tidy = True
        return desk

    def back_up_today(self, data_key: bytes) -> None:
        """Make the nightly backup, unless this day has one; safe in any thread.

        A disk that refuses is logged and nothing more: Home says so when the last good backup gets old.
        """
        try:
            self.kit.backups.make_today(data_key)
        except KitError as error:
            self.kit.events.failure(error)

    def tidy(self) -> None:
        """Make a little of what was kept findable; for a pause, some milliseconds.

        Another window that is writing is left in peace until the next pause. A disk that refuses is logged, and not
        tried again behind this door: the next search, or the next unlocking, does it.
        """
        if self._desk is None or not self._can_tidy:
            return
        from conversation_kit.vault.store import InUseError  # noqa: PLC0415 - after the first paint

        try:
            self._desk.vault.make_findable(CHANGES_A_PAUSE)
        except InUseError:
            return
        except KitError as error:
            self._can_tidy = False
            self.kit.events.failure(error)

    def lock(self) -> None:
        """Close the vault and forget everything about it."""
        if self._navigator is not None:
            self._navigator.close()
            self._navigator = None
        if self._vault is not None:  # made or handed in, and never entered
            self._vault.close()
            self._vault = None
        if self._desk is not None:
            self._desk.close()
            self._desk = None
            self.kit.events.write("locked")

    def lock_and_wipe(self) -> str:
        """Close the vault and remove it: the hub took this laptop off. Returns what to say."""
        data_key = self._desk.vault.data_key if self._desk is not None else b""
        self.lock()
        from conversation_kit.at_hub import wipe_vault  # noqa: PLC0415 - hardly ever needed

        try:
            return wipe_vault(self.kit, data_key).sentence
        except KitError as error:
            self.kit.events.failure(error)
            return error.sentence

    def failed(self, error: Exception) -> None:
        """Log that something broke, without any words."""
        if self._kit is not None:
            self._kit.events.failure(error)
