"""``completion``: the script that lets a shell complete commands and options. Nobody's names are ever completed.

Each script asks the program itself, with what was typed so far in the environment; the vault is not opened for it.
"""

import os
from typing import Any

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

from conversation_kit.cli.options import say

PROGRAM = "conversation-kit"
VARIABLE = "_CONVERSATION_KIT_COMPLETE"
_SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = $commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim('"', "'") }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $env:COMP_WORDS = $words -join "`n"
        $env:COMP_CWORD = $wordToComplete
        $env:%(complete_var)s = 'powershell_complete'
        %(prog_name)s | Where-Object { $_ } | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    }
    finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s -ErrorAction SilentlyContinue
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell, 5 and newer: finished words in COMP_WORDS, one a line; the unfinished one in COMP_CWORD.

    An answer is a line: the word, a tab, what it does. For files there is none, and PowerShell completes those itself.
    """

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the finished words after the program's name, and the unfinished one."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        return words[1:], os.environ.get("COMP_CWORD", "")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return the words that could stand there, without files and folders."""
        return [item for item in super().get_completions(args, incomplete) if item.type == "plain"]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return one line; PowerShell will not have an empty explanation."""
        return f"{item.value}\t{' '.join((item.help or item.value).split())}"


def know_powershell() -> None:
    """Tell click of PowerShell; the other shells it knows."""
    add_completion_class(PowerShellComplete)


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands and options in SHELL.

    \u0008
    Put it where the shell looks, once:
      bash        conversation-kit completion bash > ~/.local/share/bash-completion/completions/conversation-kit
      zsh         conversation-kit completion zsh > DIR/_conversation-kit     (DIR in your $fpath)
      fish        conversation-kit completion fish > ~/.config/fish/completions/conversation-kit.fish
      powershell  conversation-kit completion powershell >> $PROFILE
    Nobody's name or id is ever completed: the vault is not opened.
    """
    know_powershell()
    found = get_completion_class(shell)
    assert found is not None
    # Not bash's own source(): it starts a bash to ask for its version, which Windows may not have.
    say(ShellComplete.source(found(click.Command(PROGRAM), {}, PROGRAM, VARIABLE)).strip())
