import subprocess
import sys

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from conversation_kit.vault.device import DeviceSecret, name_of_secret


class InMemory(KeyringBackend):
    """A keyring that works."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Forgetful(InMemory):
    """A keyring that takes and does not keep."""

    def set_password(self, service, username, password):
        pass


class Broken(InMemory):
    """A keyring whose service is down."""

    def get_password(self, service, username):
        raise OSError("the bus is gone")

    set_password = get_password


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_made_kept_and_found_again(use):
    backend = InMemory()
    use(backend)
    made = DeviceSecret().make()
    assert len(made.secret) == 32
    name = name_of_secret(made.secret)
    assert list(backend.kept) == [("conversation-kit", name)]
    assert DeviceSecret().fetch(name) == made.secret
    assert DeviceSecret().fetch("vault-other") is None
    assert str(made.secret) not in repr(made)


@pytest.mark.parametrize("backend", [fail.Keyring, Forgetful, Broken])
def test_absence_is_normal_and_said(use, backend):
    use(backend())
    made = DeviceSecret().make()
    assert made.secret is None
    assert made.reason.endswith(".")
    found = DeviceSecret().look("vault-x")
    assert found.secret is None
    assert found.reason


def test_something_else_in_its_place(use):
    backend = InMemory()
    backend.kept["conversation-kit", "vault-x"] = "not base64!"
    use(backend)
    assert "something else" in DeviceSecret().look("vault-x").reason


def test_left_alone_when_told_so(use):
    backend = InMemory()
    use(backend)
    assert DeviceSecret(enabled=False).make().secret is None
    assert DeviceSecret(enabled=False).fetch("vault-x") is None
    assert backend.kept == {}


def test_unlocking_loads_neither_keyring_nor_word_lists_nor_the_database():
    code = "import sys, conversation_kit.vault.keys; print([m for m in ('keyring', 'zxcvbn', 'sqlcipher3', 'sqlite_utils') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
