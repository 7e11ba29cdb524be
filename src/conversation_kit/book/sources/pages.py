"""Saved answers: what JSON text holds, and the service records in it. Pure."""

import codecs
import json
from collections.abc import Iterator
from itertools import islice

from conversation_kit.errors import SourceError

_RECORDS_MOST = 200_000
_HOLDERS = ("contents", "content", "services", "results", "items", "data")
_PACKED = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"SQLite f": "a database",
}

Record = tuple[str, object]  # where it stands ("page1.json, record 12") and what it holds


class NoServicesError(SourceError):
    """It is JSON, but nothing in it looks like services."""


def decode(raw: bytes, name: str, *, wanted: str = "JSON") -> tuple[str, str]:
    """Return the text of a file and a remark about its encoding, empty when it was as it should be.

    Args:
        raw: What the file holds.
        name: Of the file, for sentences.
        wanted: What it should be, for sentences.

    Raises:
        SourceError: it is empty or no text.
    """
    for magic, kind in _PACKED.items():
        if raw.startswith(magic):
            raise SourceError(
                f"{name} is {kind}, not {wanted}. The Book in use is unchanged. Unpack it or fetch {wanted}."
            )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), "It was written as UTF-16 and read as such."
        except UnicodeDecodeError as error:
            raise _not_text(name, wanted) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in raw:
            raise _not_text(name, wanted) from None
        return raw.decode(
            "cp1252", errors="replace"
        ), "It is not UTF-8; it was read as Windows text (cp1252)."
    if not text.strip():
        raise SourceError(f"{name} is empty. The Book in use is unchanged. Fetch it again.")
    return text, ""


def parse(text: str, name: str) -> object:
    """Return what JSON ``text`` holds.

    ``NaN`` and the infinities, which JSON does not know but some publishers write, are let in as such numbers: each
    field that holds one is read as unknown, with a note, and its service stays.

    Raises:
        SourceError: it is no JSON; the sentence names line and column.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        kind = "a web page, not JSON" if text.lstrip()[:1] == "<" else f"no whole JSON: {place}: {error.msg}"
        raise SourceError(f"{name} is {kind}. The Book in use is unchanged. Fetch it again.") from error
    except RecursionError as error:
        raise SourceError(
            f"{name} is nested too deeply to be a directory. The Book in use is unchanged."
        ) from error
    except ValueError as error:  # a whole number with thousands of digits
        raise SourceError(f"{name} holds a number too long to read. The Book in use is unchanged.") from error


def _not_text(name: str, wanted: str) -> SourceError:
    return SourceError(f"{name} is no text. The Book in use is unchanged. Fetch it as {wanted}.")


def records_in(document: object, name: str) -> list[Record]:
    """Return the service records of a page: v3 or v1 envelope, bare list, list of pages, or one service.

    Raises:
        NoServicesError: it is JSON, but nothing in it looks like services.
        SourceError: it holds more records than any directory.
    """
    if isinstance(document, dict) and page_items(document) is None and not _one_service(document):
        raise _no_services(name)
    if not isinstance(document, (dict, list)):
        raise _no_services(name)
    records = list(islice(_unfold(document), _RECORDS_MOST + 1))
    if len(records) > _RECORDS_MOST:
        raise SourceError(
            f"{name} holds more than {_RECORDS_MOST} records, more than a directory has. The Book in use is unchanged."
        )
    return [(f"{name}, record {count}", record) for count, record in enumerate(records, start=1)]


def page_items(document: dict[str, object]) -> list[object] | None:
    """Return the records of a page envelope, or None when ``document`` is no envelope."""
    for holder in _HOLDERS:
        if holder in document and "name" not in document:
            held = document[holder]
            if isinstance(held, dict):
                return [held] if _one_service(held) else list(held.values())
            return list(held) if isinstance(held, list) else []
    return None


def _unfold(document: object) -> Iterator[object]:
    if isinstance(document, list):
        for item in document:
            items = page_items(item) if isinstance(item, dict) else None
            yield from [item] if items is None else items
    elif isinstance(document, dict):
        items = page_items(document)
        yield from [document] if items is None else items


def _one_service(document: dict[str, object]) -> bool:
    return "id" in document or "name" in document


def _no_services(name: str) -> NoServicesError:
    return NoServicesError(
        f"{name} is JSON but holds no services. The Book in use is unchanged. "
        "It should be a page of services, a list of services or one service."
    )
