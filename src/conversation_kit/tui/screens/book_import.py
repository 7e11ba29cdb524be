"""Bringing in the Book: whence, and what it says of how it went."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from conversation_kit.errors import BadInputError, RefusedError
from conversation_kit.paths import meant
from conversation_kit.tui.drafting import fields_as_text
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversation_kit.book.importing import ImportReport, Progress
    from conversation_kit.desk import Desk
    from conversation_kit.kit import Kit

_DRAFT_KEY: Final = "book-import"


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a Book is to come from.

    Attributes:
        source: A web address, a file or a folder of saved pages.
        allow_removals: Let it come in although much of the old Book would go.
        map_path: The map of a spreadsheet that lies somewhere else than beside it; None for the one beside it, if any.
    """

    source: str
    allow_removals: bool = False
    map_path: Path | None = None


class BookImportForm(FormScreen[Whence]):
    """Asks where the Book is; dismissed with that. Nothing is fetched yet.

    Args:
        desk: The open desk.
    """

    def __init__(self, desk: Desk) -> None:
        source = Field("source", "From where", hint="web address, file or folder")
        its_map = Field("map", "A spreadsheet's map", hint="NAME.map.toml beside it is found")
        removals = Field(
            "removals",
            "If much would go",
            "no",
            options=(("no", "keep the old Book"), ("yes", "let it go")),
        )
        super().__init__(
            "Bring in the Book",
            [source, its_map] if desk.book is None else [source, its_map, removals],
            drafts=desk.vault.drafts,
            draft_key=_DRAFT_KEY,
            says="What you name becomes the whole Book. The old one serves until the new one is whole.",
        )

    def result(self, values: dict[str, str]) -> Whence:
        """Return where the Book is."""
        source, its_map = (values[name].strip().strip("\"'").strip() for name in ("source", "map"))
        if not source:
            raise BadInputError("Where is the Book? A web address, a file or a folder. Esc goes back.")
        return Whence(
            source,
            allow_removals=values.get("removals") == "yes",
            map_path=meant(Path(its_map)) if its_map else None,
        )


def keep_for_next_time(desk: Desk, whence: Whence) -> None:
    """Let what was typed stand in the form again."""
    typed = {"source": whence.source, "map": str(whence.map_path or "")}
    desk.vault.drafts.save(
        _DRAFT_KEY, fields_as_text({name: words for name, words in typed.items() if words})
    )


def bring_in(kit: Kit, whence: Whence, watch: Callable[[Progress], None]) -> ImportReport:
    """Import the Book; slow, for a thread of its own. Raises KitError, and then the old Book is as it was."""
    from conversation_kit.book.importing import import_sources  # noqa: PLC0415 - its readers load slowly
    from conversation_kit.book.plan import RemovalsError  # noqa: PLC0415

    try:
        report = import_sources(
            [whence.source],
            kit.folders.book_cache,
            allow_removals=whence.allow_removals,
            now=kit.now(),
            footprint_of=kit.footprints.of,
            progress=watch,
            map_path=whence.map_path,
        )
    except RemovalsError as error:
        by_key = error.sentence.replace("run it again with --allow-removals", "Ctrl+R again, and “let it go”")
        raise RefusedError(by_key) from error
    kit.index_book()
    kit.events.write("book-imported", added=report.added, changed=report.changed, gone=report.gone)
    return report


def progress_words(progress: Progress) -> str:
    """Return how far it has come: "Bringing in the Book: 120 of 317 read from page-3.json"."""
    of = "" if progress.total is None else f" of {progress.total}"
    return f"Bringing in the Book: {progress.done}{of} read from {progress.source}. You can go on meanwhile."


def report_words(report: ImportReport) -> str:
    """Return what came of it in a sentence or two."""
    counts = (
        (report.added, "new"),
        (report.changed, "changed"),
        (report.unchanged, "as they were"),
        (report.gone, "gone"),
    )
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    unread = len(report.rejected)
    left_out = f" {unread} could not be read: “conversation-kit book import” says why." if unread else ""
    return f"The Book is here: {said}.{left_out}"
