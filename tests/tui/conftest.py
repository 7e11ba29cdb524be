"""Fixtures for the screens: a person in the vault, and a talk with her that is open."""

import pytest
from idle import look_often
from once import once_for_all
from one_screen import Ways

from conversation_kit.journey.conversations import begin_conversation
from conversation_kit.model.people import Person


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch):
    look_often(monkeypatch)


@pytest.fixture(autouse=True, scope="session")
def _once():
    with pytest.MonkeyPatch.context() as monkeypatch:  # to the end: a suggester may go after its test
        once_for_all(monkeypatch)
        yield


@pytest.fixture
def ways(kit):
    """A stand-in for the navigator, with a suggester of its own."""
    made = Ways(kit)
    yield made
    made.suggester.close()


@pytest.fixture
def maureen(vault):
    """Somebody to talk with."""
    person = Person("p-maureen", "Maureen", area="Saltmarsh")
    vault.keep(person)
    return person


@pytest.fixture
def talk(vault, kit, worker, maureen):
    """An open conversation with her, where the app was left."""
    made = begin_conversation(
        vault, person_id=maureen.id, guide_id="whole-person", worker_id=worker.id, now=kit.now()
    )
    vault.place.save({"screen": "conversation", "person": maureen.id, "conversation": made.id})
    return made
