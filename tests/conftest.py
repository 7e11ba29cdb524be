"""Shared fixtures: a home of its own, a clock that stands still, a vault and a Book that are real."""

import dataclasses
import gc
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from conversation_kit.cli import options, root
from conversation_kit.folders import Folders, under
from conversation_kit.kit import Kit
from conversation_kit.model.people import Worker
from conversation_kit.vault.records import Vault
from known import CHEAP, NIGHTLY, PASSPHRASE

# Hypothesis times each example and fails a slow one: a busy machine is no fault of the program.
settings.register_profile("any machine", deadline=None)
settings.register_profile(NIGHTLY, deadline=None, max_examples=2000)
settings.load_profile("any machine")

# Much is made and let go, beside all that pytest holds: by Python's own numbers a fifth of the time goes into looking.
gc.set_threshold(10_000, 50, 20)

NINE_TWENTY_TWO = datetime(2026, 11, 24, 9, 22, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the files of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("CONVERSATION_KIT_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit that lends others what it read of the shipped words and places; none of it changes."""
    lends = Kit(under(tmp_path_factory.mktemp("lends")))
    _ = (lends.words, lends.lexicon, lends.footprints)
    gc.freeze()  # all of it, and what pytest collected, stays to the end: it is looked through for garbage no more
    return lends


@pytest.fixture
def lent(read_once: Kit) -> Callable[..., Kit]:
    """Makes a kit like ``Kit`` that is lent what ships: reading it takes half a second. A council's own files it reads."""

    def make(folders: Folders, **more: Any) -> Kit:
        made = Kit(folders, **more)
        vars(made).update(_words=read_once.words, lexicon=read_once.lexicon)
        if not (folders.config / "places.csv").exists():
            vars(made).update(gazetteer=read_once.gazetteer)
            if not (folders.config / "footprints.toml").exists():
                vars(made).update(footprints=read_once.footprints)
        return made

    return make


@pytest.fixture
def kit(own_home: Path, lent: Callable[..., Kit]) -> Kit:
    """The services under a home of their own, at 09:22 on 24 November 2026, with a cheap passphrase."""
    return lent(under(own_home), now=lambda: NINE_TWENTY_TWO, cost=CHEAP)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which an invented worker made a vault."""
    home = tmp_path_factory.mktemp("made") / "home"
    made, _ = Kit(under(home), cost=CHEAP).create_vault(
        Worker("", "Ruth Ollerenshaw", "social care officer", "Adults east", "Saltmarsh"), PASSPHRASE
    )
    made.close()
    return home


@pytest.fixture
def vault(kit: Kit, made_once: Path, own_home: Path) -> Iterator[Vault]:
    """That vault, opened in a home of its own."""
    shutil.copytree(made_once, own_home, dirs_exist_ok=True)
    with kit.open_vault(kit.data_key(PASSPHRASE)) as opened:
        yield opened


@pytest.fixture
def worker(vault: Vault) -> Worker:
    """That worker."""
    found = vault.worker()
    assert found is not None
    return dataclasses.replace(found)


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    """A file with the passphrase on its first line."""
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run_kit(own_home: Path, monkeypatch: pytest.MonkeyPatch, lent: Callable[..., Kit]) -> Callable[..., str]:
    """Run a command in this process; return what it printed (its errors when it was to fail).

    Starting a process costs a second a time and shows nothing more; what depends on one takes ``run_installed``.
    """

    def run(*arguments: str, expect: int = 0, piped: str = "") -> str:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as given, redirect_stdout(out), redirect_stderr(err):
            given.setattr(sys, "argv", ["conversation-kit", *arguments])
            given.setattr(sys, "stdin", io.StringIO(piped))
            given.setattr(options, "Kit", partial(lent, cost=CHEAP))
            code = root.run()
        assert code == expect, f"{code}\n{out.getvalue()}\n{err.getvalue()}"
        assert "Traceback" not in err.getvalue()
        return (out if expect == 0 else err).getvalue().strip()

    return run


@pytest.fixture
def run_installed(own_home: Path) -> Callable[..., str]:
    """Run the installed program, a process of its own, without a screen; otherwise as ``run_kit``."""
    program = shutil.which("conversation-kit", path=str(Path(sys.executable).parent)) or "conversation-kit"

    def run(*arguments: str, expect: int = 0) -> str:
        done = subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env=dict(os.environ, CONVERSATION_KIT_HOME=str(own_home), PYTHONUTF8="1"),
        )
        assert done.returncode == expect, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return (done.stdout if expect == 0 else done.stderr).strip()

    return run
