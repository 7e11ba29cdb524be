"""Files and folders of saved pages."""

import errno
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.book.reading import Finding
from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.sources.pages import NoServicesError, Record, decode, parse, records_in
from conversation_kit.bounded import bytes_within
from conversation_kit.errors import NotFoundError, SourceError
from conversation_kit.paths import is_there

_LARGEST = 100_000_000  # bytes; 20,000 full services take about 40,000,000
_SUB_FOLDER = "It is a folder within the folder; passed over. To have its pages too, name it as a source."
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One file as it was read.

    Attributes:
        name: Of the file, fit for a report.
        records: The service records in it, each with where it stands.
        notes: Remarks on the file, and on what was passed over before it.
        rejected: Why nothing in it could be read, if so.
    """

    name: str
    records: tuple[Record, ...]
    notes: tuple[Finding, ...] = ()
    rejected: tuple[Finding, ...] = ()


def pages_at(path: Path) -> tuple[list[Path], list[Finding]]:
    """Return the files to read at ``path``, in the order of their names, and remarks on what is passed over.

    A folder gives its ``.json`` files, numbers in names counted as numbers; its own folders are not entered.

    Raises:
        NotFoundError: nothing is there.
        SourceError: the folder holds no ``.json`` file.
    """
    if not is_there(path):
        raise NotFoundError(f"There is no file or folder “{name_of(path)}”. The Book in use is unchanged.")
    if not path.is_dir():
        return [path], []
    inside = sorted((one for one in path.iterdir() if not one.name.startswith(".")), key=_by_number)
    pages = [one for one in inside if one.is_file() and one.suffix.lower() == ".json"]
    if not pages:
        raise SourceError(
            f"The folder {name_of(path)} holds no .json file of its own. The Book in use is unchanged. "
            "Name the folder in which the pages are."
        )
    passed = [
        Finding("", name_of(one), _SUB_FOLDER if one.is_dir() else "It is no .json file; passed over.")
        for one in inside
        if one not in pages
    ]
    return pages, passed


def read_pages(paths: Sequence[Path]) -> Iterator[SavedPage]:
    """Yield each page with its records and remarks; the first file that cannot be read stops it.

    What is JSON in a folder but holds no services (a list of terms, a saved error) is rejected and the rest read; a
    file that was named itself must hold some.

    Raises:
        NotFoundError: a file or folder is not there.
        SourceError: a file cannot be read; the sentence names it and, for bad JSON, line and column.
    """
    for path in paths:
        pages, passed = pages_at(path)
        for count, page in enumerate(pages):
            yield _read(page, passed if count == 0 else [], named=page == path)


def _read(page: Path, passed: list[Finding], *, named: bool) -> SavedPage:
    name = name_of(page)
    text, remark = decode(bytes_of(page, name), name)
    notes = (*passed, *([Finding("", name, remark)] if remark else []))
    try:
        return SavedPage(name, tuple(records_in(parse(text, name), name)), notes)
    except NoServicesError:
        if named:
            raise
        return SavedPage(name, (), notes, (Finding("", name, "It is JSON but holds no services."),))


def name_of(path: Path) -> str:
    """Return the name of a file, fit for a report; never its path."""
    return clean_line(path.name) or clean_line(path.resolve().name) or "the folder"


def bytes_of(page: Path, name: str, largest: int = _LARGEST) -> bytes:
    """Return what a file holds, when that is at most ``largest`` bytes.

    Raises:
        NotFoundError: it is not there.
        SourceError: it is too large, or cannot be read.
    """
    if not is_there(page):
        raise NotFoundError(f"There is no file {name}. The Book in use is unchanged.")
    try:
        return bytes_within(page, largest)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise SourceError(
                f"{name} is larger than {largest // 1_000_000} MB. The Book in use is unchanged. "
                "Split it, and name its parts one after the other."
            ) from error
        raise SourceError(
            f"{name} cannot be read ({error.strerror}). The Book in use is unchanged."
        ) from error


def _by_number(path: Path) -> list[tuple[int, str]]:
    parts = _DIGITS.split(path.name.lower())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
