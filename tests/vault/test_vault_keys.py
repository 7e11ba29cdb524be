import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.errors import LockedError, RefusedError
from conversation_kit.vault.device import name_of_secret
from conversation_kit.vault.files import KEYS_NAME, TRIES_NAME, VAULT_NAME, VaultState, vault_state
from conversation_kit.vault.keys import (
    DEFAULT_COST,
    Argon2Cost,
    DeviceSecretMissingError,
    KeyFileError,
    RecoveryKeyTypoError,
    TooSoonError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
    change_passphrase,
    create_keys,
    device_secret_name,
    unlock,
    unlock_with_recovery_key,
)
from conversation_kit.vault.wrapping import read_recovery, spell_recovery

PHRASE = "tulip gravel hymn lantern"


class Clock:
    """A wall clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def test_the_passphrase_opens_and_another_does_not(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    assert len(made.data_key) == 32
    assert unlock(tmp_path, PHRASE) == made.data_key
    with pytest.raises(WrongPassphraseError, match="Nothing was lost"):
        unlock(tmp_path, PHRASE + " ")


def test_the_default_cost_is_the_measured_one_and_works(tmp_path):
    assert (DEFAULT_COST.memory_kib, DEFAULT_COST.passes, DEFAULT_COST.lanes) == (65536, 3, 4)
    made = create_keys(tmp_path, PHRASE, device_secret=None)
    assert json.loads((tmp_path / KEYS_NAME).read_bytes())["passphrase"]["memory_kib"] == 65536
    assert unlock(tmp_path, PHRASE) == made.data_key


def test_one_accent_however_it_is_typed(tmp_path, cheap):
    made = create_keys(tmp_path, "caf\u00e9 on the corner", device_secret=None, cost=cheap)
    assert unlock(tmp_path, "cafe\u0301 on the corner") == made.data_key


def test_the_delay_grows_and_outlives_a_restart(tmp_path, cheap):
    made, clock = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap), Clock()
    waits = []
    for _ in range(12):
        with pytest.raises(WrongPassphraseError) as caught:
            unlock(tmp_path, "wrong", now=clock)
        waits.append(caught.value.wait_seconds)
        clock.now += caught.value.wait_seconds  # exactly over
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert unlock(tmp_path, PHRASE, now=clock) == made.data_key
    assert not (tmp_path / TRIES_NAME).exists()
    with pytest.raises(WrongPassphraseError) as caught:
        unlock(tmp_path, "wrong", now=clock)
    assert caught.value.wait_seconds == 0


def test_too_soon_is_not_tried_and_not_counted(tmp_path, cheap):
    made, clock = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap), Clock()
    for _ in range(4):
        with pytest.raises(WrongPassphraseError):
            unlock(tmp_path, "wrong", now=clock)
        clock.now += 2
    clock.now -= 1.5
    before = (tmp_path / TRIES_NAME).read_bytes()
    with pytest.raises(TooSoonError) as caught:
        unlock(tmp_path, PHRASE, now=clock)
    assert caught.value.wait_seconds == pytest.approx(1.5)
    assert (tmp_path / TRIES_NAME).read_bytes() == before
    clock.now += 1.5
    assert unlock(tmp_path, PHRASE, now=clock) == made.data_key


def test_a_clock_put_back_a_year_waits_no_longer_than_the_delay(tmp_path, cheap):
    create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    clock = Clock()
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            unlock(tmp_path, "wrong", now=clock)
    clock.now -= 365 * 86400
    with pytest.raises(TooSoonError) as caught:
        unlock(tmp_path, PHRASE, now=clock)
    assert caught.value.wait_seconds == 1


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"wrong": "x", "last": 0}', b'{"wrong": 1e999, "last": 0}']
)
def test_a_damaged_count_of_tries_locks_nobody_out(tmp_path, cheap, broken):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    (tmp_path / TRIES_NAME).write_bytes(broken)
    assert unlock(tmp_path, PHRASE) == made.data_key


def test_a_device_secret_is_needed_and_named(tmp_path, cheap):
    secret = b"s" * 32
    made = create_keys(tmp_path, PHRASE, device_secret=secret, cost=cheap)
    assert device_secret_name(tmp_path) == name_of_secret(secret)
    kept = {name_of_secret(secret): secret}
    assert unlock(tmp_path, PHRASE, device_secret=kept.get) == made.data_key
    with pytest.raises(DeviceSecretMissingError, match="recovery key"):
        unlock(tmp_path, PHRASE)
    with pytest.raises(DeviceSecretMissingError):
        unlock(tmp_path, PHRASE, device_secret=dict.fromkeys(kept, b"t" * 32).get)
    assert not (tmp_path / TRIES_NAME).exists()
    with pytest.raises(WrongPassphraseError):
        unlock(tmp_path, "wrong", device_secret=kept.get)
    assert unlock_with_recovery_key(tmp_path, made.recovery_key) == made.data_key


def test_without_a_device_secret_the_keyring_is_not_asked(tmp_path, cheap):
    create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    asked = []
    unlock(tmp_path, PHRASE, device_secret=asked.append)
    assert asked == []


def test_changing_the_passphrase_keeps_key_and_recovery_key(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    change_passphrase(tmp_path, made.data_key, "a new one altogether", device_secret=None, cost=cheap)
    assert unlock(tmp_path, "a new one altogether") == made.data_key
    with pytest.raises(WrongPassphraseError):
        unlock(tmp_path, PHRASE)
    assert unlock_with_recovery_key(tmp_path, made.recovery_key) == made.data_key
    assert sorted(path.name for path in tmp_path.iterdir()) == [KEYS_NAME, TRIES_NAME]


def test_a_new_passphrase_forgets_the_wrong_tries(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            unlock(tmp_path, "wrong", now=lambda: 5.0)
    data_key = unlock_with_recovery_key(tmp_path, made.recovery_key)
    change_passphrase(tmp_path, data_key, "found again", device_secret=None, cost=cheap)
    assert unlock(tmp_path, "found again", now=lambda: 5.0) == data_key


def test_a_passphrase_is_never_put_around_another_vaults_key(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    with pytest.raises(RefusedError):
        change_passphrase(tmp_path, bytes(32), "new", device_secret=None, cost=cheap)
    assert unlock(tmp_path, PHRASE) == made.data_key


def test_a_disk_that_refuses_leaves_the_old_passphrase(tmp_path, cheap, monkeypatch):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Exception, match="What was saved before is kept"):
        change_passphrase(tmp_path, made.data_key, "new", device_secret=None, cost=cheap)
    monkeypatch.undo()
    assert unlock(tmp_path, PHRASE) == made.data_key
    assert [path.name for path in tmp_path.iterdir()] == [KEYS_NAME]


def test_the_recovery_key_forgives_hands_and_finds_slips(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    typed = made.recovery_key.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert unlock_with_recovery_key(tmp_path, typed) == made.data_key
    assert unlock_with_recovery_key(tmp_path, made.recovery_key.replace("1", "i")) == made.data_key
    for slip in (made.recovery_key[:-1], "", "no", "\u00e9" * 30, made.recovery_key + "0"):
        with pytest.raises(RecoveryKeyTypoError):
            unlock_with_recovery_key(tmp_path, slip)
    other = create_keys(tmp_path / "other", PHRASE, device_secret=None, cost=cheap)
    with pytest.raises(WrongRecoveryKeyError):
        unlock_with_recovery_key(tmp_path, other.recovery_key)


@given(st.binary(min_size=16, max_size=16), st.integers(0, 29), st.integers(1, 31))
@settings(max_examples=200, deadline=None)
def test_any_recovery_key_reads_back_and_one_wrong_letter_does_not(secret, place, step):
    spelt = spell_recovery(secret)
    assert len(spelt) == 35
    assert read_recovery(spelt) == secret
    letters, alphabet = list(spelt.replace("-", "")), "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters[place] = alphabet[(alphabet.index(letters[place]) + step) % 32]
    assert read_recovery("".join(letters)) != secret


def test_no_secret_stands_in_the_key_file(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=b"s" * 32, cost=cheap)
    written = (tmp_path / KEYS_NAME).read_text()
    for secret in (
        PHRASE,
        made.data_key.hex(),
        made.recovery_key,
        (b"s" * 32).hex(),
        read_recovery(made.recovery_key).hex(),
    ):
        assert secret not in written
    assert made.recovery_key not in repr(made)


def _alterations(content):
    """Every leaf of the key file with something else in its place."""
    for part in (content, content["passphrase"], content["recovery"]):
        for name, value in list(part.items()):
            if isinstance(value, dict):
                continue
            others = [None, "", "zz", -1, 1 << 60, [], {}, True]
            if isinstance(value, str):
                others.append(("0" if value[0] != "0" else "1") + value[1:])
            if isinstance(value, int):
                others.append(value + 1)
            for other in others:
                if other == value and type(other) is type(value):
                    continue
                part[name] = other
                yield name, json.dumps(content).encode()
            part[name] = value


def test_a_key_file_that_was_altered_opens_nothing(tmp_path, cheap):
    made = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    path = tmp_path / KEYS_NAME
    sound = path.read_bytes()
    for name, altered in _alterations(json.loads(sound)):
        path.write_bytes(altered)
        (tmp_path / TRIES_NAME).unlink(missing_ok=True)
        opened = []
        with suppress(LockedError):
            opened.append(unlock(tmp_path, PHRASE))
        with suppress(LockedError):
            opened.append(unlock_with_recovery_key(tmp_path, made.recovery_key))
        # What wraps the key one way does not guard the other way; no way ever gives another key.
        assert all(key == made.data_key for key in opened), name
        assert len(opened) < 2 or name == "mark", name
    path.write_bytes(sound)
    (tmp_path / TRIES_NAME).unlink(missing_ok=True)
    assert unlock(tmp_path, PHRASE) == made.data_key


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_a_key_file_that_is_no_key_file(tmp_path, junk):
    (tmp_path / KEYS_NAME).write_bytes(junk)
    with pytest.raises(KeyFileError, match="damaged or was altered"):
        unlock(tmp_path, PHRASE)


def test_a_terabyte_is_never_asked_for(tmp_path, cheap):
    create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    content = json.loads((tmp_path / KEYS_NAME).read_bytes())
    content["passphrase"]["memory_kib"] = 1 << 30
    (tmp_path / KEYS_NAME).write_text(json.dumps(content))
    with pytest.raises(KeyFileError):
        unlock(tmp_path, PHRASE)
    assert not Argon2Cost(memory_kib=1 << 30).sane


def test_a_newer_key_file_is_refused_plainly(tmp_path):
    (tmp_path / KEYS_NAME).write_text('{"format": 2}')
    with pytest.raises(KeyFileError, match="newer version"):
        unlock(tmp_path, PHRASE)


def test_a_set_up_cut_short_begins_again_and_loses_no_key(tmp_path, cheap):
    first = create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    assert vault_state(tmp_path) is VaultState.KEYS_ONLY
    second = create_keys(tmp_path, "another", device_secret=None, cost=cheap)
    assert unlock(tmp_path, "another") == second.data_key
    (aside,) = tmp_path.glob("keys-set-aside-*.json")
    aside.replace(tmp_path / KEYS_NAME)
    assert unlock(tmp_path, PHRASE) == first.data_key


def test_new_keys_never_lock_a_vault_away(tmp_path, cheap):
    (tmp_path / VAULT_NAME).write_bytes(b"somebody's life")
    with pytest.raises(RefusedError, match="key file back from a copy"):
        create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)
    assert vault_state(tmp_path) is VaultState.VAULT_ONLY
    with pytest.raises(KeyFileError, match="not beside it"):
        unlock(tmp_path, PHRASE)
    (tmp_path / KEYS_NAME).write_bytes(b"{}")
    assert vault_state(tmp_path) is VaultState.READY
    with pytest.raises(RefusedError, match="Open it with its passphrase"):
        create_keys(tmp_path, PHRASE, device_secret=None, cost=cheap)


def test_nothing_there_says_so(tmp_path):
    assert vault_state(tmp_path / "nowhere") is VaultState.NOTHING
    with pytest.raises(KeyFileError, match="set the kit up first"):
        unlock(tmp_path / "nowhere", PHRASE)
