"""``enrol`` and ``sync`` over real HTTP on this machine."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from conversation_kit.journey.erasing import question_for
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person
from conversation_kit.sync.enrolment import hub_url
from known import CHEAP, PASSPHRASE
from reference_hub import self_signed, served


@pytest.fixture
def url(hub):
    with served(hub) as address:
        yield address


@pytest.fixture
def locked(run_kit, passphrase_file):
    option = ["--passphrase-file", str(passphrase_file)]
    run_kit("init", "--worker", "Ruth Ollerenshaw", *option)
    return option


@pytest.fixture
def enrolled_at(run_kit, locked, hub, url):
    hub.codes["K7QXM2HD4T"] = "ruth"
    run_kit("enrol", url, "--code", "k7qxm-2hd4t", *locked)
    return url


def test_enrol_and_sync_without_a_screen(run_kit, locked, hub, enrolled_at):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    first = json.loads(run_kit("sync", "--format", "jsonl", *locked))
    assert first["pushed"] == len(hub.rows()) > 0
    assert {"pushed", "pulled", "set_aside", "conflicts"} <= first.keys()
    again = json.loads(run_kit("sync", "--format", "jsonl", *locked))
    assert (again["pushed"], again["pulled"], again["set_aside"], again["conflicts"]) == (0, 0, 0, 0)
    assert desmond in hub.access
    assert run_kit("sync", *locked) == "Synced: 0 changes sent, 0 changes taken in."


def test_a_vault_that_is_not_enrolled_says_what_to_do(run_kit, locked):
    assert "conversation-kit enrol URL" in run_kit("sync", *locked, expect=5)


def test_a_code_is_good_once(run_kit, locked, hub, url):
    assert run_kit("enrol", url, "--code", "WRONGCODE1", *locked, expect=8)
    assert "code is missing" in run_kit("enrol", url, *locked, expect=2)


def test_an_address_where_no_hub_answers_is_named(run_kit, locked, monkeypatch):
    monkeypatch.setattr("conversation_kit.sync.client._ATTEMPTS", 1)
    told = run_kit("enrol", "http://127.0.0.1:1", "--code", "K7QXM2HD4T", *locked, expect=8)
    assert "No hub answers at http://127.0.0.1:1." in told


def test_a_laptop_follows_its_hub_to_another_address(run_kit, locked, hub, enrolled_at):
    hub.settings = {**hub.settings, "history": "a word of its own"}
    run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("sync", *locked)
    with served(hub) as elsewhere:
        assert "--ca-file only" in run_kit("enrol", elsewhere, "--moved", "--again", *locked, expect=2)
        assert f"is at {elsewhere} from now on" in run_kit("enrol", elsewhere, "--moved", *locked)
        assert len(hub.devices) == 1
        assert run_kit("sync", *locked) == "Synced: 0 changes sent, 0 changes taken in."


def test_the_code_may_be_piped_in(run_kit, locked, hub, url):
    hub.codes["K7QXM2HD4T"] = "ruth"
    told = run_kit("enrol", url, *locked, "--format", "jsonl", piped="k7qxm-2hd4t\n")
    assert json.loads(told)["worker_id"] == "ruth"


def test_a_hub_that_is_away_loses_nothing(run_kit, locked, hub, url, enrolled_at):
    run_kit("record", "person", "--name", "Desmond", *locked)
    hub.busy = 100
    assert "kept on this laptop" in run_kit("sync", *locked, expect=8)
    hub.busy = 0
    assert json.loads(run_kit("sync", "--format", "jsonl", *locked))["pushed"] > 0


def test_a_revoked_laptop_wipes_its_vault_and_says_so(run_kit, locked, hub, kit, enrolled_at):
    run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("backup", str(kit.folders.vault.parent / "mine.ckbackup"), *locked)
    (kit.folders.vault / "backups").mkdir(exist_ok=True)
    (kit.folders.vault / "backups" / "2026-11-23.ckbackup").write_bytes(b"a nightly backup")
    next(iter(hub.devices.values())).revoked = True
    said = run_kit("sync", *locked, expect=8)
    assert "taken off the hub" in said
    assert "mine.ckbackup" in said
    assert not any(path.is_file() for path in kit.folders.vault.rglob("*"))
    assert "no vault here" in run_kit("sync", *locked, expect=4)


def test_a_revoked_laptop_that_asks_for_access_is_wiped_too(run_kit, locked, hub, kit, enrolled_at):
    run_kit("record", "person", "--name", "Desmond", *locked)
    next(iter(hub.devices.values())).revoked = True
    assert "what it kept of people is gone" in run_kit("access", "list", *locked, expect=8)
    assert not any(path.is_file() for path in kit.folders.vault.rglob("*"))


def test_a_hub_that_does_not_know_the_laptop_any_more_is_enrolled_at_again(run_kit, locked, hub, enrolled_at):
    run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("sync", *locked)
    hub.devices.clear()
    hub.log.clear()
    hub.access.clear()
    assert "unknown" in run_kit("sync", *locked, expect=8)
    hub.codes["M3QXM2HD4T"] = "ruth"
    assert "--again" in run_kit("enrol", enrolled_at, "--code", "M3QXM2HD4T", *locked, expect=5)
    run_kit("enrol", enrolled_at, "--code", "M3QXM2HD4T", "--again", *locked)
    assert json.loads(run_kit("sync", "--format", "jsonl", *locked))["pushed"] == len(hub.rows()) > 0


def test_erasing_a_person_reaches_the_hub(run_kit, kit, locked, hub, enrolled_at):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("sync", *locked)
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert "erased there, too" in question_for(vault, vault.find(Person, desmond))
    run_kit("person", "erase", desmond, "--yes", *locked)
    run_kit("sync", *locked)
    assert hub.erased == {desmond}


def test_the_councils_days_are_obeyed_when_the_vault_is_opened_without_a_network(
    run_kit, kit, locked, hub, enrolled_at
):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    hub.settings = {"keep_days": 30, "scope": "worker"}
    run_kit("sync", *locked)
    asked = len(hub.asked)
    later = datetime.now(UTC) + timedelta(days=30)
    with Kit(kit.folders, now=lambda: later, cost=CHEAP).open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert [person.id for person in vault.people()] == [desmond]
    maureen = run_kit("record", "person", "--name", "Maureen", *locked)  # not sent yet
    later += timedelta(days=2)
    with Kit(kit.folders, now=lambda: later, cost=CHEAP).open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert [person.id for person in vault.people()] == [maureen]
        assert vault.search("desmond", limit=5) == []
        assert not vault.erasing_unfinished
    assert len(hub.asked) == asked


def test_a_council_with_an_authority_of_its_own(run_kit, locked, hub, tmp_path):
    certificate, key = self_signed(tmp_path)
    with served(hub, certificate=certificate, key=key) as url:
        hub.codes["K7QXM2HD4T"] = "ruth"
        (tmp_path / "no.pem").write_text("no certificate")
        other = ["--ca-file", str(tmp_path / "no.pem")]
        assert "no certificates" in run_kit("enrol", url, "--code", "K7QXM2HD4T", *other, *locked, expect=2)
        assert "--ca-file" in run_kit("enrol", url, "--code", "K7QXM2HD4T", *locked, expect=8)
        run_kit("enrol", url, "--code", "K7QXM2HD4T", "--ca-file", str(certificate), *locked)
        assert json.loads(run_kit("sync", "--format", "jsonl", *locked))["pushed"] > 0


def test_a_colleague_asks_and_is_let_in(run_kit, locked, hub, enrolled_at):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("sync", *locked)
    hub.requests["r1"] = [desmond, "amina", "asked"]
    refused = run_kit("access", "grant", "r1", "--person", "maureen", *locked, expect=2)
    assert "Give REQUEST alone" in refused
    assert "amina" not in hub.access[desmond]
    assert "Amina asks to work with Desmond" in run_kit("access", "list", *locked)
    (asked,) = run_kit("access", "list", "--format", "jsonl", *locked).splitlines()
    assert json.loads(asked)["id"] == "r1"
    assert json.loads(run_kit("access", "grant", "r1", "--format", "json", *locked)) == {"state": "granted"}
    assert hub.access[desmond]["amina"]
    assert run_kit("access", "withdraw", "--person", desmond, "--worker", "amina", *locked)
    assert not hub.access[desmond]["amina"]
    hub.requests["r2"] = [desmond, "amina", "asked"]
    assert run_kit("access", "deny", "r2", *locked) == "Denied."
    assert run_kit("access", "list", *locked) == "Nobody asks."
    assert "Which request" in run_kit("access", "grant", *locked, expect=2)


def test_asking_for_somebody(run_kit, locked, hub, enrolled_at):
    assert "Asked." in run_kit("access", "ask", "maureen", *locked)
    assert "not answered yet" in run_kit("access", "list", *locked)
    assert "Refused" in run_kit(
        "access", "grant", "--person", "maureen", "--worker", "amina", *locked, expect=8
    )


def test_somebody_who_was_let_go_comes_back_when_asked_for(run_kit, kit, locked, hub, enrolled_at):
    desmond = run_kit("record", "person", "--name", "Desmond", *locked)
    run_kit("sync", *locked)
    with kit.open_vault(kit.data_key(PASSPHRASE)) as vault:
        assert vault.syncing.let_go_of_long_gone([desmond]) == [desmond]
    run_kit("show", "person", desmond, *locked, expect=3)
    assert "on this laptop" in run_kit("access", "ask", f" {desmond} ", *locked)
    assert "Desmond" in run_kit("show", "person", desmond, *locked)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hub.example.org", "https://hub.example.org"),
        ("https://hub.example.org:8443/", "https://hub.example.org:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_addresses_of_hubs(typed, kept):
    assert hub_url(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "http://hub.example.org",
        "ftp://localhost",
        "https://a:b@hub.example.org",
        "https://h/x?y",
        "",
        "https://h:99999",
    ],
)
def test_what_is_no_safe_address(run_kit, locked, typed):
    run_kit("enrol", "--code", "K7QXM2HD4T", *locked, "--", typed, expect=2)
