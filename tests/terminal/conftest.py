"""Fixtures for the installed program; these tests need a pseudo-terminal, which Windows has in another form."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if sys.platform == "win32" and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="needs a Unix pseudo-terminal"))


def pytest_terminal_summary(terminalreporter):
    """Say what the kill test counted, also when it ran in another process."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(
                f"{report.nodeid.rpartition('::')[2]}: {name.replace('_', ' ')} {value}"
            )
