"""Groups of commands that start quickly, because each command is imported when it is used."""

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LateCommands(click.Group):
    """A group whose commands are imported when they are used.

    Args:
        places: Where each command is, by name: ``module:attribute``.
        attributes: Of ``click.Group``.
    """

    def __init__(self, *, places: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        if cmd_name not in self._places:
            return None
        module, _, name = self._places[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command
