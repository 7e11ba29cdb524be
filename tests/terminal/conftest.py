"""Fixtures for the installed program; these tests need a pseudo-terminal, which Windows has in another form."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

PASSPHRASE = "seven quiet herons under the viaduct"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if sys.platform == "win32" and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="needs a Unix pseudo-terminal"))


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run_kit(own_home, passphrase_file):
    """Run the installed program without a screen; return what it printed."""
    from terminal import PROGRAM

    def run(*arguments, expect=0, vault=True):
        extra = ["--passphrase-file", str(passphrase_file)] if vault else []
        done = subprocess.run(
            [PROGRAM, *arguments, *extra],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == expect, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout.strip() if expect == 0 else done.stderr.strip()

    return run


def pytest_terminal_summary(terminalreporter):
    """Say what the kill test counted, also when it ran in another process."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {name.replace('_', ' ')} {value}")
