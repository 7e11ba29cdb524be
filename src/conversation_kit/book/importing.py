"""Importing: sources in, a new Book and a report out."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from conversation_kit.book.cache import Book
from conversation_kit.book.doubles import settle_doubles
from conversation_kit.book.filling import Making
from conversation_kit.book.harvest import Harvest, Progress, Watcher, only_new, unwatched
from conversation_kit.book.likely_doubles import likely_doubles
from conversation_kit.book.opened import DamagedBookError
from conversation_kit.book.plan import Plan, guard_removals, plan_import
from conversation_kit.book.reading import Finding, read_record
from conversation_kit.book.schema import READING_VERSION
from conversation_kit.book.sources.api import Api, Before, label_of
from conversation_kit.book.sources.files import SavedPage, name_of, read_pages
from conversation_kit.book.sources.staging import Staging, clear_staging, open_staging
from conversation_kit.book.sources.web import open_web
from conversation_kit.book.tables.mapping import fitting, map_for
from conversation_kit.book.tables.rows import records
from conversation_kit.book.tables.table import ENDINGS as TABLE_ENDINGS
from conversation_kit.book.tables.table import read_table
from conversation_kit.book.writing import write_book
from conversation_kit.errors import BadInputError, NotFoundError, RefusedError, SourceError
from conversation_kit.model.entries import Entry
from conversation_kit.paths import meant

__all__ = ["Checked", "Finding", "ImportReport", "Progress", "check_sources", "import_sources", "read_files"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What an import would do.

    Attributes:
        report: What it would say.
        entries: What the Book would hold.
        refused: Why it would be refused, or empty.
    """

    report: "ImportReport"
    entries: tuple[Entry, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        added: Entries that were not in the Book before.
        changed: Entries that say something else than before.
        unchanged: Entries that say the same.
        gone: Entries of the old Book that the sources no longer have.
        rejected: Records that did not become an entry of their own, each with where and why.
        notes: What could not be read as it stood, while the service stayed.
    """

    added: int
    changed: int
    unchanged: int
    gone: int
    rejected: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def import_sources(
    sources: Sequence[str],
    cache_path: Path,
    *,
    allow_removals: bool = False,
    now: datetime,
    footprint_of: Callable[[Entry], str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    map_path: Path | None = None,
) -> ImportReport:
    """Make the Book of ``sources``: what is not in them is gone from it (decision 0003).

    The old Book serves until the new one is whole; when anything fails it stays as it is.

    Args:
        sources: API roots (``http(s)://``), files (JSON, CSV, Excel), and folders of saved pages; of one id in two, the
            last counts.
        cache_path: Where the Book stands.
        allow_removals: Let more than a third of the old Book go.
        now: The time of the import (timezone-aware).
        footprint_of: Names the neighbourhood an entry stands in.
        progress: Is told how far the import has come.
        map_path: Which column is what, for the spreadsheets among the sources.

    Raises:
        BadInputError: no source was given, one of a kind we do not know, or a map does not fit.
        NotFoundError: a file or folder is not there.
        SourceError: a source cannot be read, or holds no service at all.
        RefusedError: more than a third of the Book would go.
        StorageError: the disk refuses, or the Book was written by a newer version.
    """
    with _without_collector():
        gathered = _gather_all(sources, cache_path, now, footprint_of, progress, map_path)
        if not allow_removals:
            guard_removals(gathered.plan, len(gathered.old))
        write_book(cache_path, gathered.kept, gathered.making)
    clear_staging(cache_path)
    return gathered.report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for garbage: an import makes a million objects and no circles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_sources(
    sources: Sequence[str],
    cache_path: Path,
    *,
    now: datetime,
    footprint_of: Callable[[Entry], str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    map_path: Path | None = None,
) -> Checked:
    """Return what ``import_sources`` would do with the same arguments, and change nothing. Raises as it does."""
    gathered = _gather_all(sources, cache_path, now, footprint_of, progress, map_path)
    refused = ""
    try:
        guard_removals(gathered.plan, len(gathered.old))
    except RefusedError as error:
        refused = error.sentence
    clear_staging(cache_path)
    return Checked(gathered.report, tuple(gathered.kept), refused)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything an import needs, before anything is written."""

    old: Sequence[Entry]
    kept: list[Entry]
    plan: Plan
    making: Making
    report: ImportReport


def _gather_all(
    sources: Sequence[str],
    cache_path: Path,
    now: datetime,
    footprint_of: Callable[[Entry], str] | None,
    progress: Callable[[Progress], None] | None,
    map_path: Path | None,
) -> _Gathered:
    old, making = _old_book(cache_path)
    harvest = _gather(
        sources, _befores(old, making), lambda: open_staging(cache_path, now), progress or unwatched, map_path
    )
    kept, doubled = settle_doubles(harvest.arrived)
    if not kept:
        raise SourceError(_nothing_in(harvest.rejected))
    if footprint_of is not None:
        kept = [replace(entry, footprint=footprint_of(entry)) for entry in kept]
    plan = plan_import({entry.id: entry for entry in old}, kept)
    made = Making(
        sources=tuple(dict.fromkeys(_label(source) for source in sources)),
        fetched_at=now,
        version=(making.version if making else 0) + 1,
        fetched=tuple(harvest.fetched),
        doubles=tuple((pair.one, pair.other) for pair in likely_doubles(kept) if pair.plainly),
    )
    report = ImportReport(
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        gone=len(plan.gone),
        rejected=(*harvest.rejected, *doubled),
        notes=only_new(harvest.notes),
    )
    return _Gathered(old, kept, plan, made, report)


def read_files(paths: Sequence[Path]) -> tuple[list[Entry], list[Finding], list[Finding]]:
    """Return the entries of files and folders, the rejected records and the notes, as an import would have them.

    Raises:
        NotFoundError: a file or folder is not there.
        SourceError: one of them cannot be read.
    """
    harvest = Harvest()
    _gather_files(paths, harvest, unwatched, None)
    kept, doubled = settle_doubles(harvest.arrived)
    return kept, [*harvest.rejected, *doubled], list(only_new(harvest.notes))


def _gather(
    sources: Sequence[str],
    before: Callable[[str], Before],
    staging: Callable[[], AbstractContextManager[Staging]],
    watch: Watcher,
    map_path: Path | None,
) -> Harvest:
    """Return what all the sources have, in their order."""
    if not sources:
        raise BadInputError("Name at least one source: a web address, a file or a folder of saved pages.")
    harvest = Harvest()
    for source in sources:
        if _is_web(source):
            with open_web() as web, staging() as kept:
                harvest.add(Api(source, web, before(label_of(source)), kept, watch).harvest())
        else:
            _gather_files([_path(source)], harvest, watch, map_path)
    return harvest


def _gather_files(paths: Sequence[Path], harvest: Harvest, watch: Watcher, map_path: Path | None) -> None:
    for path in paths:
        pages = [_table_page(path, map_path)] if path.suffix.lower() in TABLE_ENDINGS else read_pages([path])
        for page in pages:
            harvest.note(*page.notes)
            harvest.rejected.extend(page.rejected)
            for where, record in page.records:
                harvest.take(read_record(record, source=page.name, where=where), where)
            watch(Progress(page.name, len(page.records), len(page.records)))


def _table_page(path: Path, map_path: Path | None) -> SavedPage:
    """Return a spreadsheet as a page of records."""
    given = map_for(path, map_path)
    table = read_table(
        path, sheet=given.sheet if given else "", header_row=given.header_row if given else None
    )
    rows = tuple(records(table, fitting(table, given)))
    return SavedPage(table.name, rows, tuple(Finding("", table.name, remark) for remark in table.remarks))


def _old_book(path: Path) -> tuple[Sequence[Entry], Making | None]:
    """Return the entries of the Book in use and what is known of its making; nothing when none can be opened."""
    try:
        with Book.open(path) as book:
            return tuple(book.entries()), book.making()
    except (NotFoundError, DamagedBookError):  # either way this import makes a new Book
        return (), None


def _befores(old: Sequence[Entry], making: Making | None) -> Callable[[str], Before]:
    """Return what tells for an API, by its label, what the Book in use knows of it."""

    def before(label: str) -> Before:
        if making is None or making.reading != READING_VERSION:
            return Before()
        fetched = {one.address: one for one in making.fetched if one.source == label}
        entries = {entry.id: entry for entry in old if entry.source == label}
        return Before(entries, fetched, making.fetched_at)

    return before


def _is_web(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _path(source: str) -> Path:
    if "://" in source:
        raise BadInputError(
            "A source is an http(s) address, a file or a folder. The Book in use is unchanged."
        )
    return meant(Path(source))


def _label(source: str) -> str:
    return label_of(source) if _is_web(source) else name_of(_path(source))


def _nothing_in(rejected: Sequence[Finding]) -> str:
    first = f" The first one, {rejected[0].where}: {rejected[0].why}" if rejected else ""
    return f"The sources hold no service that can be read. The Book in use is unchanged.{first}"
