"""A hub that has another address, and others that answer where it is said to be."""

import httpx
import pytest

from conversation_kit.errors import BadInputError, HubError, RefusedError
from conversation_kit.model.clock import wall_ms
from conversation_kit.sync.enrolment import enrolled
from conversation_kit.sync.history import goes_on, history_after
from conversation_kit.sync.moving import follow
from conversation_kit.sync.refusals import UnreachableError
from conversation_kit.vault.records import Vault
from reference_hub import Device, ReferenceHub, self_signed

THERE = "https://new.example.org"


@pytest.fixture
def ruth(laptops, hub):
    hub.settings = {**hub.settings, "history": "a word of its own"}
    laptop = laptops("ruth")
    laptop.add("Desmond")
    laptop.sync()
    hub.now[0] = wall_ms()  # as following goes by
    return laptop


def moved(vault: Vault, line: httpx.BaseTransport, url: str = THERE) -> str:
    return follow(vault, url, transport=line).url


def place(vault: Vault) -> tuple[str, str]:
    return enrolled(vault).url, enrolled(vault).device_id


def test_the_same_hub_elsewhere_is_followed_and_nobody_needs_a_code(hub, ruth):
    before = enrolled(ruth.vault)
    hub.asked.clear()
    assert moved(ruth.vault, hub.transport()) == THERE
    assert hub.asked == ["pull"]
    after = enrolled(ruth.vault)
    assert (after.url, after.device_id, after.key) == (THERE, before.device_id, before.key)
    hub.now[0] = ruth.wall[0]
    assert ruth.sync().pushed == 0
    with pytest.raises(BadInputError, match="already"):
        moved(ruth.vault, hub.transport())


def test_other_certificates_at_the_same_address_need_no_code(hub, ruth, tmp_path):
    certificate, _key = self_signed(tmp_path)
    pem, url = certificate.read_text(encoding="ascii"), enrolled(ruth.vault).url
    follow(ruth.vault, url, ca=pem, transport=hub.transport())
    assert enrolled(ruth.vault).ca == pem
    with pytest.raises(BadInputError, match="already"):
        follow(ruth.vault, url, ca=pem, transport=hub.transport())


def test_a_hub_that_was_restored_is_followed_when_it_was_the_same_before(hub, ruth):
    for _ in range(3):
        hub.settings = {**hub.settings, "history": history_after(hub.settings["history"])}
    assert moved(ruth.vault, hub.transport()) == THERE


def test_the_word_for_a_history_tells_of_those_before_it_and_of_no_other():
    words = ["a word"]
    for _ in range(12):
        words.append(history_after(words[-1]))
    assert len(set(words)) == 13
    assert [goes_on(words[-1], word) for word in words] == [False] * 4 + [True] * 9
    assert not any(goes_on(words[0], word) for word in words[1:])
    assert not any(goes_on(word, "") or goes_on(word, "another") for word in ("", *words))
    assert max(map(len, words)) < 320


def test_whoever_lets_the_laptop_in_without_knowing_anything_is_not_its_hub(hub, ruth):
    """A stranger that answers as a hub does, and lets everybody in."""
    before, known = place(ruth.vault), enrolled(ruth.vault)
    stranger = ReferenceHub(now=[wall_ms()], settings={"history": "a guess"})
    raw = known.private_key.public_key().public_bytes_raw()
    stranger.devices[known.device_id] = Device("ruth", raw)
    ruth.note(ruth.add("Maureen"), "not for strangers")
    with pytest.raises(RefusedError, match="does not show that it is the hub"):
        moved(ruth.vault, stranger.transport())
    assert stranger.asked == ["pull"]
    assert place(ruth.vault) == before


def test_one_that_does_not_know_the_laptop_or_says_it_was_taken_off_changes_nothing(hub, ruth):
    before = place(ruth.vault)
    known = enrolled(ruth.vault)
    raw = known.private_key.public_key().public_bytes_raw()
    for devices in ({}, {known.device_id: Device("ruth", raw, revoked=True)}):
        stranger = ReferenceHub(now=[wall_ms()], devices=devices)
        with pytest.raises(RefusedError, match="--again"):
            moved(ruth.vault, stranger.transport())
    assert place(ruth.vault) == before
    assert ruth.names() == ["Desmond"]


def test_plain_http_elsewhere_and_nobody_there_are_said(hub, ruth):
    before = place(ruth.vault)
    hub.asked.clear()
    with pytest.raises(BadInputError, match="Use https"):
        moved(ruth.vault, hub.transport(), "http://new.example.org")
    assert hub.asked == []
    hub.lose = lambda _what: True
    with pytest.raises(HubError, match=r"No hub answers at https://new\.example\.org"):
        moved(ruth.vault, hub.transport())
    assert place(ruth.vault) == before


def test_a_sync_that_reaches_nobody_names_the_address_and_the_way_out(hub, ruth):
    hub.now[0] = ruth.wall[0]
    hub.lose = lambda _what: True
    with pytest.raises(UnreachableError, match=r"at http://127\.0\.0\.1:8080 cannot.*enrol URL --moved"):
        ruth.sync()
