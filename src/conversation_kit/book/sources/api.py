"""An Open Referral UK API, v3 or v1: the list first, then every full service, a few at a time."""

from collections import deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import httpx

from conversation_kit.book.doubles import Arrived
from conversation_kit.book.filling import Fetched
from conversation_kit.book.harvest import Harvest, Progress, Watcher
from conversation_kit.book.reading import Finding, read_record
from conversation_kit.book.reading.findings import Margin
from conversation_kit.book.reading.values import read_day
from conversation_kit.book.sources.listing import Listing, Page, id_of, services_address
from conversation_kit.book.sources.staging import Staging
from conversation_kit.book.sources.web import UnreachableError, Web, address_key, shown_address
from conversation_kit.errors import SourceError
from conversation_kit.model.entries import Entry

_AT_ONCE = 4
_AHEAD = 8  # requests handed out before the oldest answer is looked at
_GIVE_UP_AFTER = 10  # services in a row without a full body: the API has none
_SILENT = 4  # services in a row without any answer: the connection broke off
_OVERLAP = timedelta(days=1)  # clocks differ; what changed in the last day before is asked for again


@dataclass(frozen=True, slots=True)
class Before:
    """What the Book in use knows of an API.

    Attributes:
        entries: The entries that came from it, by id.
        fetched: What it answered, by address.
        fetched_at: When it was last fetched, or None when it never was.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    fetched: Mapping[str, Fetched] = field(default_factory=dict)
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Listed:
    """A service as the list has it; ``record`` is None when its page had not changed."""

    id: str
    where: str
    record: object


@dataclass(frozen=True, slots=True)
class _Body:
    """What asking for one full service gave: a document, or what stood in its way."""

    document: object = None
    etag: str = ""
    trouble: str = ""
    unchanged: bool = False
    unreachable: UnreachableError | None = None


def label_of(root: str) -> str:
    """Return the name an API goes by in the Book: its address without user name, password and query."""
    return shown_address(services_address(root)).removesuffix("/services")


class Api:
    """One import from one API."""

    def __init__(self, root: str, web: Web, before: Before, staging: Staging, watch: Watcher) -> None:
        self._services = services_address(root)
        self._label = label_of(root)
        self._web = web
        self._before = before
        self._staging = staging
        self._watch = watch
        self._staged = staging.bodies(self._label)
        self._harvest = Harvest()

    def harvest(self) -> Harvest:
        """Fetch the list and every service that is new or changed.

        Raises:
            SourceError: the list cannot be had, or the connection broke off; what was fetched is kept for next time.
        """
        listed = self._list()
        kept = self._unchanged_ids(listed)
        wanted = [one for one in listed if one.id and one.id not in kept]
        bodies = self._bodies(list({one.id: one for one in wanted}.values()))
        for one in listed:
            if one.id in kept:
                self._keep(one)
            else:
                self._read(one, bodies.get(one.id))
        return self._harvest

    def _list(self) -> list[_Listed]:
        listed: list[_Listed] = []
        for count, page in enumerate(
            Listing(self._web, self._services, self._before.fetched).pages(), start=1
        ):
            if page.fetched:
                self._harvest.fetched.append(replace(page.fetched, source=self._label))
            listed.extend(_listed_on(page))
            self._watch(Progress(self._label, count))
        return listed

    def _unchanged_ids(self, listed: list[_Listed]) -> set[str]:
        """Return the ids that need not be fetched again, as far as ``modified_after`` tells."""
        if not self._before.entries or self._before.fetched_at is None:
            return set()
        changed = self._changed_ids(listed, self._before.fetched_at)
        if changed is None:
            return set()
        return {
            one.id
            for one in listed
            if self._had_whole(one.id) and one.id not in changed and not self._looks_newer(one)
        }

    def _had_whole(self, service_id: str) -> bool:
        """Say whether the Book has the full record of a service, not only what the list said of it."""
        return service_id in self._before.entries and self._key(service_id) in self._before.fetched

    def _changed_ids(self, listed: list[_Listed], since: datetime) -> set[str] | None:
        """Return the ids changed after ``since``, or None when the API does not tell."""
        after = (since.astimezone(UTC) - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            pages = Listing(self._web, self._services, {}).pages(modified_after=after)
            changed = {service_id for page in pages for service_id in page.ids}
        except UnreachableError:
            raise
        except (
            SourceError
        ):  # it does not know modified_after: every service is asked for, with its entity tag
            return None
        return None if len(listed) > 1 and changed >= {one.id for one in listed} else changed

    def _looks_newer(self, one: _Listed) -> bool:
        """Say whether the list gives a service a later day than the Book has: modified_after may be wrong."""
        if not isinstance(one.record, dict):
            return False
        value = one.record.get("last_modified") or one.record.get("updated_at")
        day, had = read_day(value, "last_modified", Margin("")), self._before.entries[one.id].last_modified
        return day is not None and (had is None or day > had)

    def _keep(self, one: _Listed) -> None:
        self._harvest.arrived.append(Arrived(self._before.entries[one.id], one.where))
        known = self._before.fetched.get(self._key(one.id))
        if known:
            self._harvest.fetched.append(known)

    def _read(self, one: _Listed, body: _Body | None) -> None:
        """Read one service: its full record, else what the list has, else what the Book had."""
        address = self._address(one.id)
        known = one.id in self._before.entries
        if body is not None and body.unchanged and known:
            self._keep(one)
            return
        where = shown_address(address)
        full = _only_service(body.document) if body is not None else None
        if full is not None and id_of(full) not in ("", one.id):
            self._harvest.note(Finding(one.id, where, f"It answers with id {id_of(full)}; read as {one.id}."))
        if full is None:
            where = one.where
            if body is not None:
                why = f"Its full record cannot be had ({body.trouble}); what is known without it was kept."
                self._harvest.note(Finding(one.id, where, why))
            if one.record is None and known:
                self._keep(one)
                return
        listed = one.record if isinstance(one.record, dict) else {}
        record = {**listed, **full, "id": one.id} if full is not None else one.record
        reading = read_record(record, source=self._label, where=where)
        self._harvest.take(reading, where)
        if reading.entry is not None and full is not None and body is not None:
            self._harvest.fetched.append(
                Fetched(self._label, address_key(address), body.etag, (one.id,), last=True)
            )

    def _bodies(self, wanted: list[_Listed]) -> dict[str, _Body]:
        """Return the full services by id: those an earlier run left, and the rest fetched, a few at a time."""
        found = {one.id: _Body(*self._staged[one.id]) for one in wanted if one.id in self._staged}
        left = [one.id for one in wanted if one.id not in found]
        without = silent = 0
        done = len(found)
        with closing(self._fetch(left)) as fetching:
            for service_id, body in fetching:
                if body.document is not None:
                    self._staging.keep(self._label, service_id, body.document, body.etag)
                silent = silent + 1 if body.unreachable else 0
                if body.unreachable and silent == _SILENT:
                    raise body.unreachable
                without = 0 if body.document is not None or body.unchanged else without + 1
                found[service_id] = body
                done += 1
                self._watch(Progress(self._label, done, len(wanted)))
                if without == _GIVE_UP_AFTER and done - len(self._staged) <= _GIVE_UP_AFTER:
                    why = "The API gives no full services; the records of its list were read."
                    self._harvest.note(Finding("", self._label, why))
                    return {}
        return found

    def _fetch(self, ids: list[str]) -> Generator[tuple[str, _Body]]:
        """Yield each id with its body, in order, asking for a few at a time."""
        waiting: deque[tuple[str, Future[_Body]]] = deque()
        left = iter(ids)
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="book-import") as pool:
            try:
                for service_id in left:
                    waiting.append((service_id, pool.submit(self._ask, service_id)))
                    if len(waiting) >= _AHEAD:
                        yield _taken(waiting)
                while waiting:
                    yield _taken(waiting)
            finally:
                if waiting:
                    self._web.stop()
                for _, future in waiting:
                    future.cancel()

    def _ask(self, service_id: str) -> _Body:
        address = self._address(service_id)
        known = self._before.fetched.get(address_key(address))
        tag = known.etag if known and service_id in self._before.entries else ""
        try:
            answer = self._web.get(address, etag=tag)
        except UnreachableError as error:
            return _Body(trouble="no answer", unreachable=error)
        except SourceError:
            return _Body(trouble="it is no JSON that can be read")
        trouble = "" if answer.good or answer.unchanged else f"status {answer.status}"
        return _Body(answer.document, answer.etag, trouble, answer.unchanged)

    def _address(self, service_id: str) -> httpx.URL:
        return self._services.copy_with(raw_path=self._raw_path(service_id))

    def _key(self, service_id: str) -> str:
        return address_key(self._address(service_id))

    def _raw_path(self, service_id: str) -> bytes:
        """Return path and query of one service; what is in its id cannot leave its place in the path."""
        path, _, query = self._services.raw_path.partition(b"?")
        own = (
            quote(service_id, safe="").replace(".", "%2E")
            if set(service_id) <= {"."}
            else quote(service_id, safe="")
        )
        return path + b"/" + own.encode() + (b"?" + query if query else b"")


def _listed_on(page: Page) -> Iterator[_Listed]:
    for at, service_id in enumerate(page.ids):
        record = page.records[at] if page.records is not None else None
        yield _Listed(service_id, f"{page.where}, record {at + 1}", record)


def _taken(waiting: "deque[tuple[str, Future[_Body]]]") -> tuple[str, _Body]:
    service_id, future = waiting.popleft()
    return service_id, future.result()


def _only_service(document: object) -> dict[str, object] | None:
    """Return the service of an answer: bare, alone in a list, or wrapped under ``service``."""
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    if isinstance(document, dict) and isinstance(document.get("service"), dict) and "name" not in document:
        document = document["service"]
    return document if isinstance(document, dict) and ("name" in document or "id" in document) else None
