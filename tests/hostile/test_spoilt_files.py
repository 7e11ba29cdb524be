"""Every file the kit reads, spoilt in every way: an answer or a plain sentence, never a traceback, nothing half done."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from spoilt_files import WAYS

from conversation_kit.assets_folder import assets_folder
from conversation_kit.cli.root import run
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person, Worker
from known import CHEAP, PASSPHRASE

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
FEED = (FEEDS / "october.json").read_bytes()
UNFORESEEN = 1
BATCH = b'{"id": 1, "statement": "misses the noise of the school canteen"}\n' * 3
SETTINGS = b'idle_minutes = 5\nnear = "Leigh"\n[stop]\nsteps = ["Ring the duty desk."]\n'

# What is typed, and a good file; FILE stands for the spoilt one.
GIVEN = {
    "feed": (["book", "import", "FILE", "--allow-removals"], FEED),
    "feed to look in": (["suggest", "tea and a natter", "--book", "FILE"], FEED),
    "batch": (["suggest", "--batch", "FILE"], BATCH),
    "guide": (["guide", "check", "FILE"], (assets_folder() / "guides" / "catching-up.toml").read_bytes()),
    "passphrase": (["person", "list", "--passphrase-file", "FILE"], PASSPHRASE.encode()),
}
# Where a file of the council's or of the kit's own stands, and what is done with it.
STANDING = {
    "settings": ("config/settings.toml", SETTINGS, ["person", "list"]),
    "own guide": ("config/guides/own.toml", GIVEN["guide"][1], ["guide", "list"]),
    "own places": ("config/places.csv", (assets_folder() / "demo" / "places.csv").read_bytes(), ["book", "search", "tea"]),
    "own footprints": ("config/footprints.toml", (assets_folder() / "demo" / "footprints.toml").read_bytes(), ["book", "status"]),
    "book": ("book/book.sqlite", None, ["book", "search", "tea"]),
    "keys": ("vault/keys.json", None, ["person", "list"]),
    "tries": ("vault/tries.json", b'{"wrong": 2, "last": 5.0}', ["person", "list"]),
    "vault": ("vault/vault.db", None, ["person", "list"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A home in which all is well."""
    home = tmp_path_factory.mktemp("whole")
    vault, _ = Kit(under(home), cost=CHEAP).create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault:
        vault.keep(Person("p-maureen", "Maureen"))
    from conversation_kit.book.importing import import_sources
    from conversation_kit.kit import local_now

    import_sources([str(FEEDS / "october.json")], under(home).book_cache, now=local_now())
    return home


@pytest.fixture
def answer(whole, own_home, tmp_path, monkeypatch, capsys):
    """Run a command in a copy of that home; return its exit code and what it said."""
    shutil.copytree(whole, own_home)
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("CONVERSATION_KIT_PASSPHRASE_FILE", str(secret))
    monkeypatch.setattr(sys, "stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115, PTH123 - closed with the test

    def type_in(*words):
        monkeypatch.setattr(sys, "argv", ["conversation-kit", *words])
        code = run()
        said = capsys.readouterr()
        return code, said.out + said.err

    yield type_in
    sys.stdin.close()


def fair(code, said):
    """Whether an answer is one a person can be given: foreseen, without a traceback, without escapes."""
    return (
        code in range(8)
        and code != UNFORESEEN
        and "Traceback" not in said
        and "\x1b" not in said
        and len(said) < 200_000
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", GIVEN)
def test_a_spoilt_file_that_is_given(answer, tmp_path, own_home, what, way):
    words, good = GIVEN[what]
    path = tmp_path / "spoilt file.txt"
    path.write_bytes(WAYS[way](good))
    before = {p: p.read_bytes() for p in own_home.rglob("*") if p.is_file() and p.name != "events.jsonl"}
    code, said = answer(*[str(path) if word == "FILE" else word for word in words])
    assert fair(code, said), (code, said[-800:])
    if code:
        for file, content in before.items():
            assert file.name == "tries.json" or file.read_bytes() == content, f"{file.name} was changed"
    else:
        assert answer("book", "status")[0] == 0
        assert "Maureen" in answer("person", "list")[1]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", STANDING)
def test_a_spoilt_file_that_stands(answer, own_home, what, way):
    place, good, words = STANDING[what]
    path = own_home / place
    path.parent.mkdir(parents=True, exist_ok=True)
    spoilt = WAYS[way](path.read_bytes() if good is None else good)
    path.write_bytes(spoilt)
    code, said = answer(*words)
    assert fair(code, said), (code, said[-800:])
    if place.startswith("config"):
        assert code == 0, "a council's broken file keeps nobody out"
    if what in ("keys", "vault", "book"):
        assert path.read_bytes() == spoilt or code == 0, "a file that cannot be read is left as it is"
