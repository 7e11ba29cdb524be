"""A laptop and the hub's Book, over real HTTP: renewed by a sync, a correction told and answered, a group closed."""

import json

import pytest
from book_hub import FEEDS
from serving import serving

from conversation_kit.folders import under
from conversation_kit.journey.telling import correction_words, corrections_of, keep_correction
from conversation_kit.kit import Kit
from conversation_kit.model.connections import Fault
from conversation_kit.model.entries import Status

FOOTBALL = "00000001-0000-4000-8000-000000000000"


@pytest.fixture
def council(run_kit, database_url):
    """Run a command of one council at the hub, as its script would."""
    made = json.loads(
        run_kit(
            "hub",
            "tenant",
            "add",
            "Saltmarsh",
            "--id",
            _name(),
            "--database",
            database_url,
            "--format",
            "jsonl",
        )
    )

    def run(*words):
        told = run_kit("hub", *words, "--tenant", made["id"], "--database", database_url, "--format", "jsonl")
        return [json.loads(line) for line in told.splitlines()]

    run.database = database_url
    return run


def _name():
    from uuid import uuid4

    return f"saltmarsh-{uuid4().hex[:10]}"


def test_a_group_the_officer_closes_is_closed_on_every_laptop_after_its_sync(
    council, run_kit, vault, kit, passphrase_file
):
    vault.close()
    locked = ("--passphrase-file", str(passphrase_file))
    (first,) = council("book", "import", str(FEEDS / "october.json"))
    assert (first["added"], first["version"]) == (6, 1)
    (worker,) = council("worker", "add", "Ruth Ollerenshaw")
    (invited,) = council("invite", worker["id"])
    with serving(council.database) as address:
        run_kit("enrol", address, "--code", invited["code"], *locked)
        done = json.loads(run_kit("sync", "--format", "jsonl", *locked))
        assert (done["book"]["whole"], done["book"]["added"]) == (True, 6)
        assert json.loads(run_kit("book", "status", "--format", "json"))["entries"] == 6

        council("book", "close", FOOTBALL, "--for-now")
        assert json.loads(run_kit("sync", "--format", "jsonl", *locked))["book"]["changed"] == 0
        council("book", "publish")
        done = json.loads(run_kit("sync", "--format", "jsonl", *locked))
        assert not done["book"]["whole"]
        assert (done["book"]["changed"], done["book_trouble"]) == (1, "")
        assert "closed for the time being" in run_kit("book", "show", FOOTBALL)
        assert "Community Book" not in run_kit("sync", *locked)


def test_a_correction_is_told_and_what_became_of_it_comes_back(
    council, run_kit, own_home, vault, passphrase_file, kit
):
    data_key = kit.data_key(passphrase_file.read_text().strip())
    locked = ("--passphrase-file", str(passphrase_file))
    council("book", "import", str(FEEDS / "october.json"))
    (worker,) = council("worker", "add", "Ruth Ollerenshaw")
    (invited,) = council("invite", worker["id"])
    with serving(council.database) as address:
        run_kit("enrol", address, "--code", invited["code"], *locked)
        run_kit("sync", *locked)
        with kit.open_book() as book:
            keep_correction(vault, book.entry(FOOTBALL), Fault.CLOSED, "The hall is a gym now.", kit.now())
        vault.close()
        run_kit("sync", *locked)
        (told,) = council("book", "corrections")
        assert (told["entry_id"], told["fault"], told["words"]) == (
            FOOTBALL,
            "closed",
            "The hall is a gym now.",
        )
        council("book", "close", FOOTBALL, "--publish")
        (made,) = council("book", "answer", told["id"], "Thank you, it is closed.")
        assert made["outcome"] == "put right"
        assert council("book", "corrections") == []
        run_kit("sync", *locked)
    with Kit(under(own_home)).open_vault(data_key) as opened:
        (mine,) = corrections_of(opened, FOOTBALL)
    assert "put right. Thank you, it is closed." in correction_words(mine)
    with Kit(under(own_home)).open_book() as book:
        assert book.entry(FOOTBALL).status is Status.DEFUNCT
