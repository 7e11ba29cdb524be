"""Options that several commands share, and how they answer."""

import codecs
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from conversation_kit.bounded import bytes_within
from conversation_kit.errors import LockedError, NotFoundError, RefusedError
from conversation_kit.folders import find_folders
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person
from conversation_kit.text import inert, inert_json
from conversation_kit.vault.records import Vault

_LARGEST = 65_536  # bytes of a file with a secret on its first line

_IN_LINES = "conversation_kit.in_lines"  # in what click keeps of a command

Command = TypeVar("Command", bound=Callable[..., Any])


def passphrase_option(command: Command) -> Command:
    """Add ``--passphrase-file``."""
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="CONVERSATION_KIT_PASSPHRASE_FILE",
        help="A file whose first line is the passphrase; asked for on the terminal without it.",
    )(command)


def format_option(command: Command) -> Command:
    """Add ``--format text|json|jsonl``; the command receives ``as_json``, and ``answer`` knows which of the two."""

    def chosen(ctx: click.Context, _param: click.Parameter, value: str) -> bool:
        ctx.meta[_IN_LINES] = value == "jsonl"
        return value != "text"

    return click.option(
        "--format",
        "as_json",
        type=click.Choice(["text", "json", "jsonl"]),
        default="text",
        show_default=True,
        callback=chosen,
        help="How to answer; jsonl is one JSON document a line, of a list one for each of it.",
    )(command)


def overwrite_option(command: Command) -> Command:
    """Add ``--overwrite``, for a command that writes a file."""
    return click.option("--overwrite", is_flag=True, help="Replace the file when it is there already.")(
        command
    )


def person_option(command: Command) -> Command:
    """Add ``--person``, which has to be given; the command receives it as ``person_id``."""
    return click.option("--person", "person_id", required=True, help="The person's id.")(command)


def yes_option(command: Command) -> Command:
    """Add ``--yes``, for ``ask_for_yes``."""
    return click.option("--yes", is_flag=True, help="Do not ask; for scripts.")(command)


def answer(as_json: bool, data: Any, text: str) -> None:
    """Print ``data`` as one JSON document, or in lines where that was asked for, or print ``text``."""
    context = click.get_current_context(silent=True)
    if not as_json:
        say(text)
    elif context is not None and context.meta.get(_IN_LINES):
        for row in data if isinstance(data, list) else [data]:
            say_json(row)
    else:
        say_json(data, indent=2)


def answer_in_shape(shape: str, data: Any, text: str) -> None:
    """Print ``data`` as JSON, over several lines or on one line (``shape`` json or jsonl), or ``text``."""
    if shape == "jsonl":
        say_json(data)
    else:
        answer(shape == "json", data, text)


def say(text: str, *, err: bool = False) -> None:
    """Print text on which a terminal does nothing but show it, whoever's words are in it."""
    click.echo(inert(text), err=err)


def say_json(data: Any, *, indent: int | None = None) -> None:
    """Print one JSON document on which a terminal does nothing but show it."""
    click.echo(inert_json(json.dumps(data, ensure_ascii=False, indent=indent)))


def lines_option(command: Command) -> Command:
    """Add ``--format text|jsonl``, for a list; the command receives it as ``as_jsonl``."""
    return click.option(
        "--format",
        "as_jsonl",
        type=click.Choice(["text", "jsonl"]),
        default="text",
        show_default=True,
        callback=lambda _ctx, _param, value: value == "jsonl",
        help="How to answer; jsonl is one JSON document a line.",
    )(command)


def shape_option(a_line: str) -> Callable[[Command], Command]:
    """Return what adds ``--format text|json|jsonl``; the command receives it as ``shape``.

    Args:
        a_line: What each line of jsonl is for, for the help.
    """
    return click.option(
        "--format",
        "shape",
        type=click.Choice(["text", "json", "jsonl"]),
        default="text",
        show_default=True,
        help=f"How to answer; jsonl is one line {a_line}.",
    )


def answer_in_lines(as_jsonl: bool, rows: Iterable[Any], text: str) -> None:
    """Print each of ``rows`` as JSON on a line of its own, or ``text``."""
    if not as_jsonl:
        say(text)
        return
    for row in rows:
        say_json(row)


def on_one_line(words: str) -> str:
    """Return a name or another short answer without line breaks, control characters and spaces around it."""
    return " ".join(inert(words).split())


def make_kit() -> Kit:
    """Return the services for this user's folders."""
    return Kit(find_folders())


def passphrase_from(path: Path | None, *, confirm: bool = False) -> str:
    """Return the passphrase from a file, or ask for it on the terminal.

    Raises:
        LockedError: The file cannot be read or is empty, or there is no terminal to ask on.
    """
    if path is not None:
        return first_line(path, "passphrase")
    if not sys.stdin.isatty():
        raise LockedError("The vault needs its passphrase: give --passphrase-file FILE. Nothing was opened.")
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return asked


@contextmanager
def open_vault(passphrase_file: Path | None) -> Iterator[tuple[Kit, Vault]]:
    """Open the vault for one command. Raises LockedError."""
    kit = make_kit()
    if not kit.has_vault:
        raise LockedError("There is no vault here yet. Make one with: conversation-kit init --worker NAME")
    with kit.open_vault(kit.data_key(passphrase_from(passphrase_file))) as vault:
        yield kit, vault


def find_person(vault: Vault, person_id: str) -> Person:
    """Return the person with this id.

    Raises:
        NotFoundError: There is none.
    """
    person = vault.find(Person, person_id)
    if person is None:
        raise NotFoundError("There is nobody with that id here. See: conversation-kit person list")
    return person


def first_line(path: Path, what: str) -> str:
    """Return the first line without the spaces at its end: ``echo`` on Windows leaves one, and may write UTF-16.

    Args:
        path: A file with a secret.
        what: What the secret is, for the sentence.

    Raises:
        LockedError: The file cannot be read, is no text, or has nothing on its first line.
    """
    try:
        raw = bytes_within(path, _LARGEST)
        utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        lines = raw.decode("utf-16" if utf16 else "utf-8-sig").splitlines()
    except OSError as error:
        raise LockedError(
            f"The {what} file {path} cannot be read ({error.strerror}). Nothing was opened."
        ) from error
    except UnicodeDecodeError as error:
        raise LockedError(
            f"The {what} file {path} is not plain text in UTF-8. Nothing was opened. Save it again as such."
        ) from error
    first = lines[0].rstrip() if lines else ""
    if not first:
        raise LockedError(f"The {what} file {path} has nothing on its first line. Nothing was opened.")
    return first


def ask_for_yes(question: str, *, yes: bool) -> None:
    """Ask on the terminal, or take the word from standard input.

    Raises:
        RefusedError: The answer is not yes.
    """
    if yes:
        return
    say(question, err=True)
    if sys.stdin.isatty():
        said: str = click.prompt("Type yes to erase", default="no", show_default=False, err=True)
    else:
        said = sys.stdin.readline()
    if said.strip().casefold() != "yes":
        raise RefusedError("Nobody was erased and nothing was changed. To go on all the same: --yes")
