"""Fixtures for the installed program; these tests need a pseudo-terminal, which Windows has in another form."""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conversation_kit.folders import under
from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.kit import Kit
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from known import CHEAP, PASSPHRASE

sys.path.insert(0, str(Path(__file__).parent))


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    items.sort(
        key=lambda item: here not in item.path.parents
    )  # the longest first: none is left over at the end
    for item in items:
        if sys.platform == "win32" and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="needs a Unix pseudo-terminal"))


@pytest.fixture
def place(own_home):
    """A vault whose app was left in the middle of a conversation."""
    now = datetime(2026, 11, 24, 9, 22, tzinfo=ZoneInfo("Europe/London"))
    kit = Kit(under(own_home), now=lambda: now, cost=CHEAP)
    vault, _ = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault:
        person = Person(new_id(), "Maureen")
        vault.keep(person)
        conversation = begin_conversation(
            vault, person_id=person.id, guide_id="whole-person", worker_id="", now=now
        )
        vault.place.save({"screen": "conversation", "person": person.id, "conversation": conversation.id})
    return kit, kit.data_key(PASSPHRASE), conversation


def pytest_terminal_summary(terminalreporter):
    """Say what the kill test counted, also when it ran in another process."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(
                f"{report.nodeid.rpartition('::')[2]}: {name.replace('_', ' ')} {value}"
            )
