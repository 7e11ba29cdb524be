"""The knowledge officer's commands on the Book: ``map``, ``check``, ``export`` and ``doubles``."""

from collections.abc import Mapping
from pathlib import Path

import click

from conversation_kit.book.exporting import as_text, feed
from conversation_kit.book.importing import check_sources
from conversation_kit.book.likely_doubles import Pair, likely_doubles
from conversation_kit.book.quality import quality
from conversation_kit.book.settled_doubles import Settled, load_settled, save_settled
from conversation_kit.book.tables.mapping import starter
from conversation_kit.book.tables.table import read_table
from conversation_kit.cli.book_reports import progress_bar, report_data, report_text
from conversation_kit.cli.options import answer, format_option, make_kit, overwrite_option, say
from conversation_kit.errors import NotFoundError
from conversation_kit.model.entries import Entry
from conversation_kit.paths import meant
from conversation_kit.text import inert_json
from conversation_kit.text_files import write_text_file

map_option = click.option(
    "--map",
    "map_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Which column of a spreadsheet is what: a file that book map makes.",
)
_PAIRS_SHOWN = 30


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it; printed without."
)
@overwrite_option
@click.option("--sheet", default="", help="Which sheet of a workbook; the first without it.")
def map_command(file: Path, output: Path | None, overwrite: bool, sheet: str) -> None:
    """Make a map of a spreadsheet's columns to begin with: guessed where plain, for you to correct.

    \u0008
    For instance:
      conversation-kit book map groups.xlsx --output groups.xlsx.map.toml
      conversation-kit book check groups.xlsx      (a map of that name beside it is found)
    """
    text = starter(read_table(meant(file), sheet=sheet))
    if output is None:
        say(text.removesuffix("\n"))
        return
    write_text_file(output, text, overwrite=overwrite)
    say(f"{output}: correct it, then look with: conversation-kit book check {file} --map {output}")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@map_option
@click.option(
    "--notes", "all_notes", is_flag=True, help="List every field that was read as unknown or repaired."
)
@format_option
def check(sources: tuple[str, ...], map_path: Path | None, all_notes: bool, as_json: bool) -> None:
    """Say what an import would do, what is likely double, and what is missing. Changes nothing."""
    kit = make_kit()
    with progress_bar() as show:
        checked = check_sources(
            list(sources),
            kit.folders.book_cache,
            now=kit.now(),
            footprint_of=kit.footprints.of,
            progress=show,
            map_path=map_path,
        )
    pairs = _undecided(checked.entries, load_settled(kit.folders.book))
    by_id = {entry.id: entry for entry in checked.entries}
    wanting = quality(checked.entries, kit.now().date())
    data = {
        **report_data(checked.report),
        "entries": len(checked.entries),
        "refused": checked.refused or None,
        "doubles": [_pair_data(pair, by_id) for pair in pairs],
        "quality": {what: list(ids) for what, ids in wanting.items()},
    }
    lines = ["Nothing was changed. An import would say:", report_text(checked.report, all_notes=all_notes)]
    lines += ["", checked.refused] if checked.refused else []
    lines += [
        "",
        f"Likely doubles: {len(pairs)}",
        *(_pair_line(pair, by_id) for pair in pairs[:_PAIRS_SHOWN]),
    ]
    lines += ["", "Worth a look:", *(f"  {len(ids):>6}  {what}" for what, ids in wanting.items())]
    answer(as_json, data, "\n".join(lines))


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, as FILE.")
@overwrite_option
def export(file: Path | None, output: Path | None, overwrite: bool) -> None:
    """Write the Book as an Open Referral UK v3 feed. Without FILE it is printed.

    The kit reads it back without loss: what v3 has no field for stands with each service under "conversation_kit".
    """
    target = file or output
    with make_kit().open_book() as found:
        text = as_text(feed(found.entries()))
    if target is None:
        click.echo(inert_json(text))
        return
    write_text_file(target, text + "\n", overwrite=overwrite)
    say(f"{target}: {text.count(chr(10))} lines")


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def doubles(ctx: click.Context, as_json: bool) -> None:
    """List entries that are likely one and the same; say so with merge, or keep them apart."""
    if ctx.invoked_subcommand is not None:
        return
    kit = make_kit()
    with kit.open_book() as found:
        entries = {entry.id: entry for entry in found.entries()}
    settled = load_settled(kit.folders.book)
    pairs = likely_doubles(tuple(entries.values()))
    data = [{**_pair_data(pair, entries), "decided": _decided(settled, pair)} for pair in pairs]
    text = "\n".join(
        f"{_pair_line(pair, entries)}{f'  [{said}]' if (said := _decided(settled, pair)) else ''}"
        for pair in pairs
    )
    answer(as_json, data, text or "No likely doubles.")


@doubles.command("merge")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
def merge(one: str, other: str) -> None:
    """Show two entries as one from now on, whatever is imported later. Both sources are kept."""
    _settle(one, other, together=True)
    say("Shown as one from now on; both are kept. Taken back with: book doubles apart")


@doubles.command("apart")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
def apart(one: str, other: str) -> None:
    """Keep two entries apart from now on, however alike they are."""
    _settle(one, other, together=False)
    say("Two entries from now on. Taken back with: book doubles merge")


def _settle(one: str, other: str, *, together: bool) -> None:
    kit = make_kit()
    with kit.open_book() as found:
        for entry_id in (one, other):
            if found.entry(entry_id) is None or one == other:
                raise NotFoundError(
                    f"There are no two entries of these ids in the Book ({entry_id}). Nothing was changed."
                )
    settled = load_settled(kit.folders.book)
    save_settled(kit.folders.book, settled.merge(one, other) if together else settled.keep_apart(one, other))


def _undecided(entries: tuple[Entry, ...], settled: Settled) -> list[Pair]:
    return [pair for pair in likely_doubles(entries) if settled.on(pair.one, pair.other) is None]


def _decided(settled: Settled, pair: Pair) -> str:
    on = settled.on(pair.one, pair.other)
    return "" if on is None else "merged" if on else "apart"


def _pair_data(pair: Pair, entries: Mapping[str, Entry]) -> dict[str, object]:
    return {
        "ids": [pair.one, pair.other],
        "names": [entries[pair.one].name, entries[pair.other].name],
        "sources": [entries[pair.one].source, entries[pair.other].source],
        "sure": pair.sure,
        "why": pair.why,
        "shown_as_one": pair.plainly,
    }


def _pair_line(pair: Pair, entries: Mapping[str, Entry]) -> str:
    one, other = entries[pair.one], entries[pair.other]
    return f"  {pair.sure:>3}  {one.name} ({one.id}) ~ {other.name} ({other.id}): {pair.why}"
