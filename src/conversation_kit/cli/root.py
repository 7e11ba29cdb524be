"""The root of the command line: what there is, and what the exit codes mean."""

import io
import os
import sys

import click
from click.shell_completion import CompletionItem

from conversation_kit import __version__
from conversation_kit.cli.late import LateCommands
from conversation_kit.cli.opening import open_app, went_wrong
from conversation_kit.errors import KitError
from conversation_kit.text import inert

_COMMANDS = {
    "access": "conversation_kit.cli.access:access",
    "asset": "conversation_kit.cli.assets:asset",
    "backup": "conversation_kit.cli.backups:backup",
    "book": "conversation_kit.cli.book:book",
    "completion": "conversation_kit.cli.completion:completion",
    "connection": "conversation_kit.cli.journey:connection",
    "corrections": "conversation_kit.cli.officer:corrections",
    "demo": "conversation_kit.cli.demo:demo",
    "doctor": "conversation_kit.cli.doctor:doctor",
    "due": "conversation_kit.cli.due:due",
    "enrol": "conversation_kit.cli.sync:enrol",
    "gaps": "conversation_kit.cli.officer:gaps",
    "guide": "conversation_kit.cli.guides:guide",
    "history": "conversation_kit.cli.history:history_command",
    "hub": "conversation_kit.cli.hub:hub",
    "init": "conversation_kit.cli.init:init",
    "keys": "conversation_kit.cli.keys:keys",
    "learned": "conversation_kit.cli.learned:learned",
    "note": "conversation_kit.cli.notes:note",
    "passphrase": "conversation_kit.cli.passphrase:passphrase",
    "permission": "conversation_kit.cli.permission:permission",
    "person": "conversation_kit.cli.people:person",
    "record": "conversation_kit.cli.record:record",
    "recovery-key": "conversation_kit.cli.passphrase:recovery_key",
    "restore": "conversation_kit.cli.backups:restore",
    "retention": "conversation_kit.cli.erasing:retention",
    "risk": "conversation_kit.cli.journey:risk",
    "score": "conversation_kit.cli.journey:score",
    "search": "conversation_kit.cli.search:search_command",
    "settings": "conversation_kit.cli.settings:settings",
    "show": "conversation_kit.cli.record:show",
    "stop": "conversation_kit.cli.stop:stop",
    "suggest": "conversation_kit.cli.suggest:suggest_command",
    "sync": "conversation_kit.cli.sync:sync",
    "wellbeing": "conversation_kit.cli.journey:wellbeing",
    "words": "conversation_kit.cli.words:words",
}
_SUMMARIES = {
    "access": "Access to people at the hub: ask, list, grant, deny.",
    "asset": "Add an asset to somebody's record.",
    "backup": "Back the vault up into one encrypted file, verified.",
    "book": "The Community Book: import, check, search, doubles, export.",
    "completion": "The script that completes commands in your shell.",
    "connection": "Somebody's connections: list, move along with their words.",
    "corrections": "What is wrong in the Book: list, export.",
    "demo": "Open the app on an invented place, thrown away afterwards.",
    "doctor": "Look everything over, and mend what can be mended.",
    "due": "What is due: list, export as a calendar without names.",
    "enrol": "Enrol this laptop at your council's hub.",
    "gaps": "What nothing in the Book serves: list, export.",
    "guide": "The conversation guides: list, check.",
    "history": "Every change of a record: who, when, before, after.",
    "hub": "The hub that laptops sync with: serve it, look after it.",
    "init": "Make the encrypted vault on this laptop.",
    "keys": "Every key of the app, by id, to give it another.",
    "learned": "What choices taught the suggestions: list, undo, clear.",
    "note": "Add a note to somebody's record.",
    "passphrase": "Change the passphrase.",
    "permission": "Who may see what: set, withdraw, list.",
    "person": "People: add, list, show, timeline, export, erase.",
    "record": "For scripts: record a person, a note.",
    "recovery-key": "Make a new recovery key; the old one ends.",
    "restore": "Restore the vault from a backup.",
    "retention": "People not contacted for long: list, erase on a yes.",
    "risk": "Something they want to try, weighed: add, list.",
    "score": "A licensed tool's score: add its name, day and score.",
    "search": "Find whatever was kept, by its words.",
    "settings": "The settings: show, check.",
    "show": "For scripts: all of a person, with what was written twice.",
    "stop": "Stop: what was written when somebody was at risk.",
    "suggest": "What in the Book could connect, for some words or a batch.",
    "sync": "Sync with the hub.",
    "wellbeing": "The four wellbeing questions: add answers, show them over time.",
    "words": "The words matching goes by: list, check.",
}
_EPILOG = """\
\b
Files stand in your user folders; set CONVERSATION_KIT_HOME to keep them all in one folder.
Commands that open the vault ask for the passphrase, or take --passphrase-file FILE (its first line).
\b
Exit codes:
  0  done
  1  something inside went wrong        5  refused: it looked like a mistake
  2  something given cannot be used     6  a source of the Book could not be read
  3  not found                          7  the disk refused
  4  locked: wrong passphrase, no vault  8  the hub could not be reached, or refused
"""
_UNFORESEEN = 1


class RootCommands(LateCommands):
    """The first commands, told of in help and completion without importing them."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands and options that begin like this, without importing them."""
        found = [
            CompletionItem(name, help=says)
            for name, says in sorted(_SUMMARIES.items())
            if name.startswith(incomplete)
        ]
        return [*found, *super(click.Group, self).shell_complete(ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_SUMMARIES.items()))


@click.group(
    cls=RootCommands,
    places=_COMMANDS,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="conversation-kit")
@click.pass_context
def root(ctx: click.Context) -> None:
    """Have a different conversation, with no network.

    Without a command the app opens.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(open_app())


def run() -> int:
    """Run the command line and return its exit code."""
    _write_utf8()
    if "_CONVERSATION_KIT_COMPLETE" in os.environ:
        from conversation_kit.cli.completion import know_powershell

        know_powershell()
    try:
        done = root(prog_name="conversation-kit", standalone_mode=False)
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:  # noqa: BLE001 - the last door: no traceback, which could hold words
        return _refused(error)
    else:
        return done if isinstance(done, int) else 0  # click returns the code that a command left with
    return 0


def _write_utf8() -> None:
    """Write UTF-8 to files and pipes: Windows would use an old code page, which has not everybody's letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refused(error: Exception) -> int:
    """Say what went wrong in one sentence; return the exit code."""
    if isinstance(error, click.ClickException):
        told = io.StringIO()
        error.show(told)
        click.echo(inert(told.getvalue()), nl=False, err=True)  # what was typed stands in it
        return error.exit_code
    if isinstance(error, click.Abort):
        click.echo("Stopped. Nothing was half done.", err=True)
        return _UNFORESEEN
    click.echo(inert(went_wrong(error)), err=True)
    return error.exit_code if isinstance(error, KitError) else _UNFORESEEN
