"""``words check`` and ``words list``: the plain files that matching goes by."""

from pathlib import Path

import click

from conversation_kit.assets_folder import assets_folder
from conversation_kit.cli.options import answer, format_option, say
from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.words_check import check_words, list_themes, said_twice


@click.group()
def words() -> None:
    """The words that matching goes by."""


@words.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@format_option
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check words files: FILES, or all that are in use.

    The first fault of each file is told with its line; the exit code is 2 when there is one.
    """
    folder = assets_folder() / "words"
    faults = check_words(folder, files)
    told = [fault.sentence for fault in faults]
    answer(as_json, {"faults": told}, "\n".join(told) or "All is well.")
    if faults:
        raise BadInputError("The words cannot be used yet: see above.")
    if not files and not as_json:
        twice = said_twice(folder)
        if twice:
            say(f"{len(twice)} sentences stand under more than one theme, which may be meant: {twice[0]}.")


@words.command("list")
@format_option
def list_words(as_json: bool) -> None:
    """List the themes, with how many ways of saying each, directory words and whole sentences there are."""
    found = list_themes(assets_folder() / "words")
    data = [
        {
            "id": one.theme.id,
            "name": one.theme.name,
            "way": one.theme.way.value,
            "say": len(one.theme.say),
            "find": len(one.theme.written),
            "sentences": one.sentences,
            "plainly": one.theme.plainly or bool(one.theme.sensitive),
        }
        for one in found
    ]
    width = max((len(one.theme.id) for one in found), default=0)
    lines = [
        f"{one.theme.id:<{width}}  {one.theme.way.value:<4}  {len(one.theme.say):>3} say  "
        f"{len(one.theme.written):>3} find  {one.sentences:>3} sentences  {one.theme.name}"
        for one in found
    ]
    answer(as_json, data, "\n".join(lines))
