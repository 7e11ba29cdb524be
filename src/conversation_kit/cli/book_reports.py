"""What an import shows while it works and says afterwards."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from conversation_kit.book.importing import Finding, ImportReport, Progress

_NOTES_SHOWN = 20


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar with the time left on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(event: Progress) -> None:
            if event.source not in tasks:
                tasks[event.source] = bars.add_task(event.source, total=event.total)
            bars.update(tasks[event.source], completed=event.done, total=event.total)

        yield show


def report_data(report: ImportReport) -> dict[str, object]:
    """Return an import's report as JSON has it."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "gone": report.gone,
        "rejected": [asdict(finding) for finding in report.rejected],
        "notes": [asdict(finding) for finding in report.notes],
    }


def report_text(report: ImportReport, *, all_notes: bool) -> str:
    """Return an import's report as lines of text."""
    counts = ("added", "changed", "unchanged", "gone")
    lines = [f"{name:<10}{getattr(report, name):>7}" for name in counts]
    lines.append(f"{'rejected':<10}{len(report.rejected):>7}")
    lines += [f"  {_finding_words(finding)}" for finding in report.rejected]
    if report.notes:
        shown = report.notes if all_notes else report.notes[:_NOTES_SHOWN]
        lines.append(f"{'notes':<10}{len(report.notes):>7}  (kept; what could not be read is unknown)")
        lines += [f"  {_finding_words(finding)}" for finding in shown]
        if len(shown) < len(report.notes):
            lines.append(f"  and {len(report.notes) - len(shown)} more: --notes lists them all")
    return "\n".join(lines)


def _finding_words(finding: Finding) -> str:
    return f"{finding.where}: {finding.why}" + (f" [{finding.id}]" if finding.id else "")
