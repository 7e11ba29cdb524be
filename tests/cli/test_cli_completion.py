"""Completion in real shells, where they are installed; by the same protocol where they are not."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from conversation_kit.cli import root
from conversation_kit.cli.completion import VARIABLE

HERE = Path(sys.executable).parent


def installed(shell):
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed here: its completion was not tried")
    return found


def answer_of(words):
    """Run a shell with the program on its path; return what it printed."""
    path = f"{HERE}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
        env=dict(os.environ, PATH=path),
    )
    assert not done.stderr.strip()
    return done.stdout.split("\n")


def test_bash(run_kit, tmp_path):
    bash = installed("bash")
    script = tmp_path / "completion"
    script.write_text(run_kit("completion", "bash"), encoding="utf-8")
    ask = (
        "source {}\ncomplete -p conversation-kit\nfor typed in 'bo' 'person e' 'person export x --as h'; do\n"
        'COMPREPLY=(); read -ra words <<< "$typed"; COMP_WORDS=(conversation-kit "${{words[@]}}"); '
        "COMP_CWORD=${{#words[@]}}\n_conversation_kit_completion conversation-kit\n"
        'echo "$typed: ${{COMPREPLY[*]}}"\ndone'
    )
    said = answer_of([bash, "--norc", "--noprofile", "-c", ask.format(script)])
    assert said[0].endswith("-F _conversation_kit_completion conversation-kit")
    assert said[1:4] == ["bo: book", "person e: erase export", "person export x --as h: huddle-card"]


def test_zsh(run_kit, tmp_path):
    zsh = installed("zsh")
    (tmp_path / "_conversation-kit").write_text(run_kit("completion", "zsh"), encoding="utf-8")
    ask = (
        f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -D; echo $_comps[conversation-kit]\n"
        "_describe() { print -l $completions_with_descriptions }  # what a menu would be made of\n"
        "words=(conversation-kit person e); CURRENT=3; _conversation-kit"
    )
    said = answer_of([zsh, "-f", "-c", ask])
    assert said[0] == "_conversation-kit"
    assert [line.partition(":")[0] for line in said[1:3]] == ["erase", "export"]


def test_fish(run_kit, tmp_path):
    fish = installed("fish")
    script = tmp_path / "completion.fish"
    script.write_text(run_kit("completion", "fish"), encoding="utf-8")
    said = answer_of([fish, "--no-config", "-c", f"source {script}; complete -C 'conversation-kit bo'"])
    assert said[0].startswith("book")


def test_powershell(run_kit, tmp_path):
    pwsh = installed("pwsh")
    script = tmp_path / "completion.ps1"
    script.write_text(run_kit("completion", "powershell"), encoding="utf-8")
    ask = (
        f". {script}; $line = 'conversation-kit person e'; "
        "(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText"
    )
    assert answer_of([pwsh, "-NoProfile", "-Command", ask])[:2] == ["erase", "export"]


@pytest.mark.parametrize(
    ("finished", "begun", "offered"),
    [
        ([], "bo", ["book"]),
        ([], "--ver", ["--version"]),
        (["person"], "e", ["erase", "export"]),
        (["person", "export", "x", "--as"], "h", ["huddle-card"]),
        (["restore"], "", []),  # a file: the shell's own business
        (["person", "show"], "", []),  # an id: the vault is not opened for it
        (["no-such-command"], "x", []),
    ],
)
def test_what_powershell_asks_is_answered(run_kit, monkeypatch, finished, begun, offered):
    monkeypatch.setenv(VARIABLE, "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(["conversation-kit", *finished]))
    monkeypatch.setenv("COMP_CWORD", begun)
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # bytes are written to it, past the text
    with redirect_stdout(out), pytest.raises(SystemExit) as ended:
        root.run()
    assert ended.value.code == 0
    rows = [line.split("\t") for line in out.buffer.getvalue().decode().splitlines() if line]
    assert [row[0] for row in rows] == offered
    assert all(row[1] for row in rows), "PowerShell takes no empty explanation"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_script_asks_the_program_itself(run_kit, shell):
    script = run_kit("completion", shell)
    assert f"{VARIABLE}={shell}_complete" in script.replace("$env:", "").replace(" = '", "=")


def test_the_program_answers_instead_of_opening_the_app(monkeypatch):
    monkeypatch.setenv(VARIABLE, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "conversation-kit due ")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert answer_of([HERE / "conversation-kit"])[:2] == ["plain,export", "plain,list"]
