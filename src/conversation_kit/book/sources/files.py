"""Files and folders of saved pages."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from conversation_kit.book.reading import Finding
from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.sources.pages import Record, decode, parse, records_in
from conversation_kit.errors import NotFoundError, SourceError

_LARGEST = 100_000_000  # bytes; 20,000 full services take about 40,000,000
_DIGITS = re.compile(r"(\d+)")


def pages_at(path: Path) -> tuple[list[Path], list[Finding]]:
    """Return the files to read at ``path``, in the order of their names, and remarks on what is passed over.

    A folder gives its ``.json`` files, numbers in names counted as numbers; its own folders are not entered.

    Raises:
        NotFoundError: nothing is there.
        SourceError: the folder holds no ``.json`` file.
    """
    if not path.exists():
        raise NotFoundError(f"There is no file or folder {name_of(path)}. The Book in use is unchanged.")
    if not path.is_dir():
        return [path], []
    inside = sorted((one for one in path.iterdir() if not one.name.startswith(".")), key=_by_number)
    pages = [one for one in inside if one.is_file() and one.suffix.lower() == ".json"]
    if not pages:
        raise SourceError(f"The folder {name_of(path)} holds no .json file. The Book in use is unchanged.")
    passed = [
        Finding("", name_of(one), "It is no .json file; passed over.") for one in inside if one not in pages
    ]
    return pages, passed


def records_of(page: Path) -> tuple[list[Record], list[Finding]]:
    """Return the records of one saved page and remarks on the file.

    Raises:
        SourceError: it cannot be read; the sentence names the file and, for bad JSON, line and column.
    """
    name = name_of(page)
    text, remark = decode(_bytes_of(page, name), name)
    notes = [Finding("", name, remark)] if remark else []
    return records_in(parse(text, name), name), notes


def read_pages(paths: Sequence[Path]) -> Iterator[tuple[Path, list[Record], list[Finding]]]:
    """Yield each page with its records and remarks; the first file that cannot be read stops it.

    Raises:
        SourceError, NotFoundError: as above.
    """
    for path in paths:
        pages, passed = pages_at(path)
        for count, page in enumerate(pages):
            records, notes = records_of(page)
            yield page, records, [*(passed if count == 0 else []), *notes]


def name_of(path: Path) -> str:
    """Return the name of a file, fit for a report; never its path."""
    return clean_line(path.name) or clean_line(path.resolve().name) or "the folder"


def _bytes_of(page: Path, name: str) -> bytes:
    try:
        if page.stat().st_size > _LARGEST:
            raise SourceError(
                f"{name} is larger than {_LARGEST // 1_000_000} MB. The Book in use is unchanged. "
                "Split it into pages and give their folder."
            )
        return page.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name} cannot be read ({error.strerror}). The Book in use is unchanged."
        ) from error


def _by_number(path: Path) -> list[tuple[int, str]]:
    parts = _DIGITS.split(path.name.lower())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
