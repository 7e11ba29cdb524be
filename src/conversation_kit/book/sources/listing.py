"""The paged list of an Open Referral UK API, v3 or v1, followed to its end."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from conversation_kit.book.filling import Fetched
from conversation_kit.book.reading.values import as_dict
from conversation_kit.book.sources.pages import page_items
from conversation_kit.book.sources.web import Answer, Web, address_key, shown_address
from conversation_kit.errors import SourceError

_PAGE_SIZE = 100
_MOST_PAGES = 5_000  # a list that goes on longer is going in circles
_PAST_THE_END = frozenset({400, 404, 410, 416, 422})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list.

    Attributes:
        where: Address and page, for the report.
        ids: Ids in order, empty text where a record has none.
        records: The records, or None when the server said that nothing on the page has changed.
        last: Whether the server calls it the last.
        first: Whether nothing says that pages come before page 1.
        fetched: What to remember of it, or None when it cannot be told apart next time.
    """

    where: str
    ids: tuple[str, ...]
    records: tuple[object, ...] | None
    last: bool
    first: bool
    fetched: Fetched | None


def services_address(root: str) -> httpx.URL:
    """Return the address of the list for an API root given with or without ``/services`` and a trailing slash.

    Raises:
        SourceError: it is no web address.
    """
    try:
        url = httpx.URL(root.strip())
    except httpx.InvalidURL as error:
        raise SourceError("That is no web address. The Book in use is unchanged.") from error
    if not url.host:
        raise SourceError("That web address names no server. The Book in use is unchanged.")
    path = url.path.rstrip("/")
    return url.copy_with(path=path if path.endswith("/services") else f"{path}/services", fragment=None)


def id_of(record: object) -> str:
    """Return a record's id as text, or empty."""
    value = record.get("id") if isinstance(record, dict) else None
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


class Listing:
    """Follows the list of one API. It believes empty, repeated and last pages, never a count of pages."""

    def __init__(self, web: Web, services: httpx.URL, known: Mapping[str, Fetched]) -> None:
        self._web = web
        self._services = services
        self._known = known
        self._sized = True

    def pages(self, **only: str) -> Iterator[Page]:
        """Yield every page once; ``only`` narrows the list (``modified_after``).

        Raises:
            SourceError: the first page is not there, or the list has no end.
        """
        seen: set[str] = set()
        first = self._first(only)
        number = 1
        page: Page | None = first
        if not first.first:
            yield from self._new(self._page(0, only), seen)
        while page is not None:
            new = list(self._new(page, seen))
            if not new:
                return
            yield from new
            if page.last:
                return
            number += 1
            if number > _MOST_PAGES:
                raise SourceError(
                    f"{shown_address(self._services)} lists pages without end. The Book is unchanged."
                )
            page = self._page(number, only)

    def _first(self, only: dict[str, str]) -> Page:
        """Return page 1, asked for with a page size, or without when the server will not have it."""
        page = self._page(1, only)
        if page is None and self._sized:
            self._sized = False
            page = self._page(1, only)
        if page is None:
            raise SourceError(
                f"{shown_address(self._services)} gives no list of services. The Book in use is unchanged. "
                "Check the address: it should be the root of an Open Referral UK API."
            )
        return page

    def _new(self, page: Page | None, seen: set[str]) -> Iterator[Page]:
        """Yield the page unless it is empty or was seen before."""
        if page is None or not page.ids:
            return
        mark = json.dumps(page.ids) if any(page.ids) else json.dumps(page.records, default=str)
        if mark not in seen:
            seen.add(mark)
            yield page

    def _page(self, number: int, only: dict[str, str]) -> Page | None:
        """Return one page, or None when the server says there is none."""
        sized = {"per_page": str(_PAGE_SIZE), "size": str(_PAGE_SIZE)} if self._sized else {}
        url = self._services.copy_merge_params({"page": str(number), **sized, **only})
        known = self._known.get(address_key(url))
        answer = self._web.get(url, etag=known.etag if known else "")
        where = f"{shown_address(self._services)}, page {number}"
        if answer.unchanged and known is not None:
            first = not any(" page=0 " in address for address in self._known)
            return Page(where, known.ids, None, known.last, first, known)
        if answer.status in _PAST_THE_END:
            return None
        if not answer.good:
            raise SourceError(
                f"{shown_address(self._services)} answers page {number} with status {answer.status} "
                f"({_phrase(answer.status)}). The Book in use is unchanged. Try again later."
            )
        return self._read(answer, where, url)

    def _read(self, answer: Answer, where: str, url: httpx.URL) -> Page:
        envelope = as_dict(answer.document)
        items = answer.document if isinstance(answer.document, list) else page_items(envelope)
        if items is None:
            raise SourceError(f"{where} holds no list of services. The Book in use is unchanged.")
        ids = tuple(id_of(item) for item in items)
        last = True in (envelope.get("last_page"), envelope.get("last"))
        # Some v1 servers count pages from nought: their page 1 says that it is not the first.
        first = False not in (envelope.get("first_page"), envelope.get("first"))
        # A page with records that have no id cannot be put together again from ids alone.
        worth_keeping = bool(answer.etag) and all(ids)
        fetched = Fetched("", address_key(url), answer.etag, ids, last) if worth_keeping else None
        return Page(where, ids, tuple(items), last, first, fetched)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return "not a status we know"
