"""Composition root: finds the files, opens vault and Book, builds the services and hands them in.

Nothing here runs at import; whoever needs a part calls for it. Screens and commands receive what this module
builds and never build it themselves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from weakref import ref

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.footprints import Footprints
from conversation_kit.book.places import Gazetteer
from conversation_kit.errors import BadInputError, LockedError, NotFoundError, StorageError
from conversation_kit.events import Events
from conversation_kit.folders import Folders, find_folders
from conversation_kit.guides.loading import Guides
from conversation_kit.journey.noticing import Lexicon
from conversation_kit.kit_backups import Backups
from conversation_kit.kit_keys import Keys
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Worker
from conversation_kit.model.spots import Spot
from conversation_kit.settings import Settings, StopSettings, load_settings, load_stop_settings
from conversation_kit.vault.device import DeviceSecret
from conversation_kit.vault.erasing import Erased, finish_erasing
from conversation_kit.vault.files import VaultState, set_aside_vaults, vault_state
from conversation_kit.vault.records import Vault
from conversation_kit.vault.syncing import HUB
from conversation_kit.vault.wrapping import DEFAULT_COST, Argon2Cost

if TYPE_CHECKING:
    from conversation_kit.book.renewing import FetchDelta, Renewed
    from conversation_kit.journey.private_words import PrivateWords
    from conversation_kit.matching.suggesting import Suggester
    from conversation_kit.matching.vocabulary.words import Words

Part = TypeVar("Part")


def local_now() -> datetime:
    """Return the time now with this machine's time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Kit:
    """The services of one installation, built when first asked for.

    Args:
        folders: Where its files stand.
        now: The clock; tests and the demo may hold it still.
        cost: What a try at a passphrase costs; less in tests only.
        complaints: What is wrong with the council's own files, one sentence each. A file that cannot be used never
            keeps anybody out of a vault: the shipped one stands in for it.
    """

    folders: Folders = field(default_factory=find_folders)
    now: Callable[[], datetime] = local_now
    cost: Argon2Cost = DEFAULT_COST
    complaints: list[str] = field(default_factory=list)
    _reading_words: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)
    _books: list["ref[Book]"] = field(default_factory=list, init=False, repr=False, compare=False)

    @cached_property
    def events(self) -> Events:
        """The log of events and ids."""
        return Events(self.folders.logs)

    @cached_property
    def settings(self) -> Settings:
        """The settings file, or the defaults when it cannot be used."""
        return self._or_else(lambda: load_settings(self.folders.settings), Settings)

    def reread_settings(self) -> None:
        """Read the settings again, now that the app changed them. What was wrong with the old ones is said no more."""
        self.__dict__.pop("settings", None)
        self.__dict__.pop("stop", None)
        about = (f"The settings in {self.folders.settings}", "Settings, keys.")
        self.complaints[:] = [said for said in self.complaints if not said.startswith(about)]

    @cached_property
    def stop(self) -> StopSettings:
        """Numbers and steps for the Stop key: they stand however broken the settings file is."""
        return load_stop_settings(self.folders.settings)

    @cached_property
    def guides(self) -> Guides:
        """The shipped guides, with the council's own in front."""
        guides = Guides.load([assets_folder() / "guides", self.folders.config / "guides"])
        self.complaints.extend(problem.sentence for problem in guides.problems)
        return guides

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The shipped places and the council's own."""
        own = self.folders.config / "places.csv"
        if not own.exists():
            return Gazetteer.load()
        return self._or_else(lambda: Gazetteer.load(extra=[own]), Gazetteer.load)

    @cached_property
    def footprints(self) -> Footprints:
        """The council's footprints, or Wigan's seven."""
        own = self.folders.config / "footprints.toml"
        shipped = assets_folder() / "places" / "footprints.toml"
        if not own.exists():
            return Footprints.load(shipped, self.gazetteer)
        return self._or_else(
            lambda: Footprints.load(own, self.gazetteer), lambda: Footprints.load(shipped, self.gazetteer)
        )

    def _or_else(self, own: Callable[[], Part], shipped: Callable[[], Part]) -> Part:
        try:
            return own()
        except BadInputError as error:
            self.complaints.append(error.sentence)
            return shipped()

    @property
    def words(self) -> "Words":
        """The word lists for matching, read once, by whichever thread asks first."""
        with self._reading_words:
            return self._words

    @cached_property
    def _words(self) -> "Words":
        from conversation_kit.matching.vocabulary.words import Words  # noqa: PLC0415 - only suggesting needs it

        return Words.load(assets_folder() / "words")

    def forget_heard(self) -> None:
        """Let go of what the word lists remember of people's own words, whoever asked them."""
        words: Words | None = self.__dict__.get("_words")  # not read now only to be told to forget
        if words is not None:
            words.forget_heard()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that hint at an asset or a barrier."""
        return Lexicon.load(assets_folder() / "words" / "noticing.toml")

    def private_words(self) -> "PrivateWords":
        """Return what hears words that nobody else at home should read; it remembers them, so let it go at the lock."""
        from conversation_kit.journey.private_words import PrivateWords  # noqa: PLC0415 - brings in numpy

        return PrivateWords(self.words, self.lexicon)

    def place(self, words: str) -> Spot:
        """Return the place that ``words`` name.

        Raises:
            NotFoundError: No such place is known; near misses are named.
        """
        spot = self.gazetteer.find(words)
        if spot is None:
            close = self.gazetteer.near_misses(words)
            hint = f" Did you mean {', '.join(close)}?" if close else ""
            raise NotFoundError(
                f"No place of that name is known here.{hint} A postcode district works too: WN7."
            )
        return spot

    @property
    def has_vault(self) -> bool:
        """Whether a vault was made here. One whose key file went missing counts: opening it says what to do."""
        return vault_state(self.folders.vault) in (VaultState.READY, VaultState.VAULT_ONLY)

    def open_book(self) -> Book:
        """Open the Book's cache for reading. Raises NotFoundError when nothing was imported yet."""
        held = [book for known in self._books if (book := known()) is not None]
        book = Book.open(self.folders.book_cache, like=held[-1] if held else None)
        self._books[:] = [*map(ref, held), ref(book)]
        return book

    def book_if_any(self) -> Book | None:
        """Open the Book's cache, or return None when nothing was imported yet or it cannot be read.

        A damaged or newer Book never keeps anybody out of the vault: it becomes a complaint.
        """
        try:
            return self.open_book()
        except NotFoundError:
            return None
        except StorageError as error:
            if error.sentence not in self.complaints:  # it is asked for again and again while the app is open
                self.complaints.append(error.sentence)
            return None

    def suggester(self, book: Book, breathe: Callable[[], None] | None = None) -> "Suggester":
        """Return what suggests from ``book``, the Book's cache, by its index; that is made now unless it is there.

        Args:
            book: The Book; it must stay open meanwhile.
            breathe: Called between two steps; may wait.
        """
        from conversation_kit.matching.indexed.index_files import index_path, ready_index  # noqa: PLC0415 - brings in numpy
        from conversation_kit.matching.indexed.indexing import straight_on  # noqa: PLC0415
        from conversation_kit.matching.suggesting import Suggester  # noqa: PLC0415

        path = index_path(self.folders.book, book.content_digest, self.words)
        wait = breathe or straight_on
        return Suggester(book, self.words, wait, ready_index(path, book.entries(), self.words, wait))

    def renew_book(self, origin: str, fetch: "FetchDelta") -> "Renewed":
        """Bring the Book to what a hub has published last, with its matching index. Open it anew when it was touched.

        Args:
            origin: The hub and its tenant, as an address.
            fetch: Asks it for what changed since a version; whatever it raises is passed on.

        Raises:
            SourceError: The hub sent what cannot be used.
            StorageError: The disk refused.
        """
        from conversation_kit.book.renewing import renew_book  # noqa: PLC0415 - brings in zstandard

        path = self.folders.book_cache
        done = renew_book(path, origin, fetch, now=self.now(), footprint_of=self.footprints.of)
        if done.touched:
            self.index_book()
            self.events.write("book-renewed", version=done.version, changed=done.changed, gone=done.gone)
        return done

    def index_book(self) -> None:
        """Make the matching index of the Book that was just imported; half a millisecond an entry."""
        with self.open_book() as book:
            self.suggester(book)

    @cached_property
    def keys(self) -> Keys:
        """What opens the vault, and changes that."""
        device = DeviceSecret(enabled=self.settings.use_keyring and not self.folders.portable)
        return Keys(self.folders.vault, device, self.cost, self.events, self.backups.rewrap)

    @cached_property
    def backups(self) -> Backups:
        """The vault's backups."""
        return Backups(self.folders.vault, self.now, self.events, lambda: self.settings.keep.nightly_backups)

    def create_vault(self, worker: Worker, passphrase: str) -> tuple[Vault, str]:
        """Make the vault with its worker; return it open, with the recovery key to be shown once.

        Raises:
            BadInputError: The passphrase is too easy to guess.
            RefusedError: There is a vault already.
            StorageError: The disk refused.
        """
        keys = self.keys.make(passphrase, known=[worker.name, worker.role, worker.team, worker.footprint])
        if not worker.id:
            worker = replace(worker, id=new_id())
        vault = Vault.create(self.folders.vault, keys.data_key, worker=worker)
        self.events.write("vault-made")
        return vault, keys.recovery_key

    def data_key(self, passphrase: str) -> bytes:
        """Return the vault's key for ``passphrase``; slow (about 0.1 s), safe in any thread.

        Raises:
            LockedError: There is no vault, the passphrase is not the one, or it is too soon to try again.
        """
        if not self.has_vault:
            raise LockedError("There is no vault here yet. Begin with: conversation-kit init --worker NAME")
        return self.keys.data_key_in(self.folders.vault, passphrase)

    def open_vault(self, data_key: bytes) -> Vault:
        """Open the vault with its key.

        An erasure whose cleaning another window held up is finished first, and on a laptop that is enrolled whoever
        the council does not want there any more is let go, with or without a network.
        """
        vault = Vault.open(self.folders.vault, data_key)
        self.events.write("vault-opened")
        if vault.syncing.facts(HUB):
            from conversation_kit.sync.keeping_time import keep_time  # noqa: PLC0415 - not for others' first paint

            try:
                keep_time(vault, self.now())
            except StorageError as error:  # again at the next opening; it keeps nobody out of the vault
                self.events.failure(error)
        if vault.erasing_unfinished:
            self.finish_erasing(data_key)
        return vault

    def erase(self, data_key: bytes, person_ids: Sequence[str]) -> Erased:
        """Erase everything of these people, for ever; safe in any thread, seconds on a very large vault.

        Raises:
            StorageError: The disk refused; nothing was erased.
        """
        with Vault.open(self.folders.vault, data_key) as vault:
            went = vault.erase(person_ids)
            backups = vault.backups_made()
        for person_id in person_ids:
            self.events.write("erased", person=person_id)
        return Erased(
            went, self.finish_erasing(data_key), tuple(backups), tuple(set_aside_vaults(self.folders.vault))
        )

    def finish_erasing(self, data_key: bytes) -> str:
        """Clean the files of what was deleted; return why not yet, or nothing. Safe in any thread."""
        unfinished = finish_erasing(
            self.folders.vault, data_key, now=self.now(), nightly=self.settings.keep.nightly_backups
        )
        self.events.write("erasing-finished" if not unfinished else "erasing-unfinished")
        return unfinished
