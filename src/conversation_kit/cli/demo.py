"""``demo``: the whole app on an invented place."""

import sys

import click

from conversation_kit.cli.opening import run_app
from conversation_kit.errors import BadInputError


@click.command()
def demo() -> None:
    """Open the app on an invented place, with its own Community Book and a handful of invented people.

    Everything is thrown away when the app closes. No account, no network, no question.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInputError("The demo needs a terminal to show itself on.")
    from conversation_kit.demo_place import DEMO_PASSPHRASE, demo_place
    from conversation_kit.tui.app import KitApp
    from conversation_kit.tui.opening import Opening

    with demo_place() as (kit, vault):
        opening = Opening(
            kit=kit, vault=vault, says=f"Everybody here is made up. Should it lock: {DEMO_PASSPHRASE}"
        )
        sys.exit(run_app(KitApp(opening)))
