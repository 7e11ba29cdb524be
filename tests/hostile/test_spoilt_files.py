"""Every file the kit reads, spoilt in every way: an answer or a plain sentence, never a traceback, nothing half done."""

import io
import json
import os
import shutil
import sys
import tracemalloc
from pathlib import Path

import openpyxl
import pytest
from spoilt_files import WAYS

from conversation_kit import cli
from conversation_kit.assets_folder import assets_folder
from conversation_kit.cli import options
from conversation_kit.cli.root import run
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person, Worker
from known import CHEAP, PASSPHRASE, tries

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
FEED = (FEEDS / "october.json").read_bytes()
UNFORESEEN = 1
BATCH = b'{"id": 1, "statement": "misses the noise of the school canteen"}\n' * 3
SETTINGS = b'idle_minutes = 5\nnear = "Leigh"\n[stop]\nsteps = ["Ring the duty desk."]\n'

CSV = b"Group,When,Contact number,Postcode\nMere Choir,Tuesdays 7pm,01632 960001,QZ1 2AB\nTea,Fridays,,QZ1 2AC\n"
MAP = b'header_row = 1\nseparator = ";"\n[columns]\n"Group" = "name"\n"When" = "schedule"\n'


def workbook(*rows):
    """Return the bytes of a workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


EXCEL = workbook(*(line.decode().split(",") for line in CSV.splitlines()))

# What is typed, a good file (None: the one that stands in the whole home), and its name; FILE stands for the spoilt
# one, TABLE for a good spreadsheet beside it.
GIVEN = {
    "feed": (["book", "import", "FILE", "--allow-removals"], FEED, "feed.json"),
    "feed to look in": (["suggest", "tea and a natter", "--book", "FILE"], FEED, "feed.json"),
    "CSV": (["book", "import", "FILE", "--allow-removals"], CSV, "groups.csv"),
    "CSV to make a map of": (["book", "map", "FILE"], CSV, "groups.csv"),
    "CSV with a map": (["book", "import", "FILE", "--map", "MAP", "--allow-removals"], CSV, "groups.csv"),
    "workbook": (["book", "import", "FILE", "--allow-removals"], EXCEL, "groups.xlsx"),
    "workbook to check": (["book", "check", "FILE"], EXCEL, "groups.xlsx"),
    "map": (["book", "import", "TABLE", "--map", "FILE", "--allow-removals"], MAP, "own.toml"),
    "map beside": (["book", "check", "TABLE"], MAP, "table.csv.map.toml"),
    "batch": (["suggest", "--batch", "FILE"], BATCH, "batch.jsonl"),
    "guide": (
        ["guide", "check", "FILE"],
        (assets_folder() / "guides" / "catching-up.toml").read_bytes(),
        "own.toml",
    ),
    "passphrase": (["person", "list", "--passphrase-file", "FILE"], PASSPHRASE.encode(), "secret.txt"),
    "backup": (["restore", "FILE", "--overwrite"], None, "monday.ckbackup"),
    "recovery key": (
        ["restore", "BACKUP", "--overwrite", "--recovery-key-file", "FILE"],
        b"ABCDE-FGHJK",
        "key.txt",
    ),
}
# Where a file of the council's or of the kit's own stands, and what is done with it.
STANDING = {
    "settings": ("config/settings.toml", SETTINGS, ["person", "list"]),
    "settings looked over": ("config/settings.toml", SETTINGS, ["doctor"]),
    "own guide": ("config/guides/own.toml", GIVEN["guide"][1], ["guide", "list"]),
    "own places": ("config/places.csv", (assets_folder() / "demo" / "places.csv").read_bytes(), ["book", "search", "tea"]),
    "own footprints": ("config/footprints.toml", (assets_folder() / "demo" / "footprints.toml").read_bytes(), ["book", "status"]),
    "book": ("book/book.sqlite", None, ["book", "search", "tea"]),
    "book, settled doubles": ("book/doubles.json", b'{"format": 1, "merged": [["a", "b"]], "apart": []}', ["book", "doubles"]),
    "book, settled doubles when it comes in": ("book/doubles.json", b'{"format": 1, "merged": [], "apart": [["a", "b"]]}', ["book", "import", "TABLE", "--allow-removals"]),
    "keys": ("vault/keys.json", None, ["person", "list"]),
    "tries": ("vault/tries.json", b'{"wrong": 2, "last": 5.0}', ["person", "list"]),
    "vault": ("vault/vault.db", None, ["person", "list"]),
    "nightly backup": ("vault/backups/2026-11-23.ckbackup", None, ["doctor"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A home in which all is well."""
    home = tmp_path_factory.mktemp("whole")
    vault, _ = Kit(under(home), cost=CHEAP).create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault:
        vault.keep(Person("p-maureen", "Maureen"))
    made = Kit(under(home), cost=CHEAP)
    backups = under(home).vault / "backups"
    backups.mkdir()
    made.backups.make(made.data_key(PASSPHRASE), backups / "2026-11-23.ckbackup")
    from conversation_kit.book.importing import import_sources
    from conversation_kit.kit import local_now

    import_sources([str(FEEDS / "october.json")], under(home).book_cache, now=local_now())
    return home


@pytest.fixture
def answer(whole, own_home, tmp_path, monkeypatch, capsys, lent):
    """Run a command in a copy of that home; return its exit code and what it said."""
    shutil.copytree(whole, own_home)
    monkeypatch.setattr(options, "Kit", lent)
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


def fair(code, said, most=200_000):
    """Whether an answer is one a person can be given: foreseen, without a traceback, without escapes."""
    return (
        code in range(8)
        and code != UNFORESEEN
        and "Traceback" not in said
        and "\x1b" not in said
        and len(said) < most
    )


def typed(words, path, folder, home):
    """Return what is typed, with good files in their places."""
    (folder / "table.csv").write_bytes(CSV)
    (folder / "good.toml").write_bytes(MAP)
    known = {
        "FILE": path,
        "TABLE": folder / "table.csv",
        "MAP": folder / "good.toml",
        "BACKUP": home / "vault" / "backups" / "2026-11-23.ckbackup",
    }
    return [str(known.get(word, word)) for word in words]


# Kinds of file that another row tries in every way already: here in a few, but for the nightly run.
AGAIN = {
    "CSV to make a map of", "CSV with a map", "workbook to check", "map beside", "recovery key", "settings looked over",
    "book, settled doubles when it comes in", "nightly backup",
}  # fmt: skip
FEW = ("empty", "half of it", "utf-16", "a zip", "deep both ways", "terminal escapes", "bytes changed 0")


def cases(kinds):
    """Return which kind of file is tried in which way."""
    few = tries(usual=True, nightly=False)
    return [(kind, way) for kind in kinds for way in WAYS if not few or kind not in AGAIN or way in FEW]


@pytest.mark.parametrize(("what", "way"), cases(GIVEN))
def test_a_spoilt_file_that_is_given(answer, tmp_path, own_home, what, way):
    words, good, name = GIVEN[what]
    path = tmp_path / name
    good = (own_home / "vault/backups/2026-11-23.ckbackup").read_bytes() if good is None else good
    path.write_bytes(WAYS[way](good))
    before = files_of(own_home)
    code, said = answer(*typed(words, path, tmp_path, own_home))
    assert fair(code, said), (code, said[-800:])
    if code:
        unchanged(before, own_home)
    else:
        assert answer("book", "status")[0] == 0
        assert "Maureen" in answer("person", "list")[1]


def files_of(home):
    return {p: p.read_bytes() for p in home.rglob("*") if p.is_file() and p.name != "events.jsonl"}


def unchanged(before, home):
    after = files_of(home)
    for file, content in before.items():
        assert file.name == "tries.json" or after.get(file) == content, f"{file.name} was changed"
    new = {file.name for file in after.keys() - before.keys()}
    assert new <= {"tries.json", "vault.db-wal", "vault.db-shm"}, "something half done was left"


@pytest.mark.parametrize(("what", "way"), cases(STANDING))
def test_a_spoilt_file_that_stands(answer, tmp_path, own_home, what, way):
    place, good, words = STANDING[what]
    path = own_home / place
    path.parent.mkdir(parents=True, exist_ok=True)
    spoilt = WAYS[way](path.read_bytes() if good is None else good)
    path.write_bytes(spoilt)
    code, said = answer(*typed(words, path, tmp_path, own_home))
    assert fair(code, said), (code, said[-800:])
    if place.startswith("config") and words != ["doctor"]:
        assert code == 0, "a council's broken file keeps nobody out"
    if not place.startswith("config"):
        assert what == "tries" or path.read_bytes() == spoilt or code == 0, (
            "what cannot be read is left as it is"
        )


HUGE = 1_000_000_000  # bytes, none of them on the disk


def hole(path):
    """Make a file of a gigabyte that takes no room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(HUGE)


def bounded(act):
    """Run something, which must hold less than 150 MB at any time."""
    tracemalloc.start()
    try:
        return act()
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 150_000_000


@pytest.mark.parametrize("what", GIVEN)
def test_a_huge_file_that_is_given_is_refused_before_it_is_read(answer, tmp_path, own_home, what):
    words, _, name = GIVEN[what]
    hole(tmp_path / name)
    before = files_of(own_home)
    code, said = bounded(lambda: answer(*typed(words, tmp_path / name, tmp_path, own_home)))
    assert fair(code, said), (code, said[-800:])
    assert code
    unchanged(before, own_home)


@pytest.mark.parametrize("what", STANDING)
def test_a_huge_file_that_stands_is_not_read(answer, tmp_path, own_home, what):
    place, _, words = STANDING[what]
    hole(own_home / place)
    code, said = bounded(lambda: answer(*typed(words, own_home / place, tmp_path, own_home)))
    assert fair(code, said), (code, said[-800:])
    assert place.startswith("config") or what in ("tries", "nightly backup") or code


TYPED = [
    ["person", "show", "EVIL"],
    ["person", "add", "--name", "EVIL"],
    ["person", "export", "p-maureen", "--as", "page", "--output", "EVIL/x.html"],
    ["person", "erase", "EVIL", "--yes"],
    ["permission", "set", "--person", "EVIL", "--for", "team"],
    ["permission", "set", "--person", "p-maureen", "--for", "EVIL"],
    ["permission", "set", "--person", "p-maureen", "--item", "EVIL", "--for", "gp"],
    ["permission", "set", "--person", "p-maureen", "--for", "gp", "--until", "EVIL", "--said", "EVIL"],
    ["permission", "set", "--person", "p-maureen", "--for", "gp", "--said", "EVIL"],
    ["permission", "withdraw", "--person", "p-maureen", "--item", "EVIL"],
    ["permission", "list", "--person", "p-maureen"],
    ["note", "add", "EVIL", "--person", "p-maureen", "--topic", "EVIL"],
    ["note", "add", "EVIL", "--person", "p-maureen", "--topic", "life-story"],
    ["asset", "add", "EVIL", "--person", "p-maureen", "--kind", "EVIL", "--leaning", "gift"],
    ["retention", "list", "--days", "EVIL"],
    ["stop", "list", "--format", "EVIL"],
    ["book", "show", "EVIL"],
    ["book", "search", "EVIL"],
    ["book", "doubles", "merge", "EVIL", "EVIL"],
    ["book", "import", "EVIL"],
    ["book", "map", "EVIL"],
    ["suggest", "EVIL", "--near", "EVIL"],
    ["suggest", "EVIL"],
    ["backup", "EVIL/x"],
    ["restore", "EVIL"],
    ["book", "export", "EVIL"],
    ["gaps", "export", "EVIL.csv"],
    ["backup", "EVIL"],
    ["guide", "check", "EVIL"],
    ["search", "EVIL"],
    ["history", "EVIL"],
    ["history", "p-maureen", "--field", "EVIL"],
    ["connection", "move", "EVIL", "--to", "going", "--words", "EVIL", "--on", "EVIL"],
    ["connection", "list", "--person", "EVIL"],
    ["risk", "add", "--person", "p-maureen", "--want", "EVIL", "--backs", "EVIL", "--look-again", "EVIL"],
    ["risk", "add", "--person", "p-maureen", "--want", "EVIL", "--safe", "EVIL"],
    ["wellbeing", "add", "--person", "p-maureen", "--happy", "EVIL"],
    ["wellbeing", "add", "--person", "p-maureen", "--happy", "3", "--words", "EVIL"],
    ["score", "add", "--person", "p-maureen", "--tool", "EVIL", "--score", "EVIL"],
    ["due", "export", "--output", "EVIL"],
    ["due", "list"],
    ["completion", "EVIL"],
    ["EVIL"],
    ["--EVIL"],
]
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eteg"
OBEYED = {"\x1b", "\x9b", "\x07", "\u202e"}


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_what_is_typed_is_never_obeyed_by_the_terminal(answer, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    bare = words[0] in ("EVIL", "--EVIL", "suggest")
    for shape in ([],) if bare else ([], ["--format", "json"]):
        code, said = answer(*[word.replace("EVIL", ESCAPES) for word in words], *shape)
        assert code in range(8)
        assert code != UNFORESEEN
        assert "Traceback" not in said
        assert not OBEYED & set(said)


@pytest.mark.parametrize(
    "evil",
    ["../" * 40 + "etc", "", "a" * 100_000, "~nobody/x", "/dev/null/x", "NUL", "CON.", "=1+1", "-"],
    ids=["climbing", "nothing", "long", "nobody's home", "below a device", "NUL", "CON.", "formula", "dash"],
)
def test_what_is_typed_is_answered_in_a_sentence(answer, tmp_path, monkeypatch, evil):
    monkeypatch.chdir(tmp_path)
    for words in TYPED:
        if words[0] != "suggest":
            code, said = answer(*[word.replace("EVIL", evil) for word in words if word or evil])
            assert fair(code, said, most=5_000_000) or "Usage:" in said, (words, code, said[-500:])


def test_what_was_kept_is_never_obeyed_by_the_terminal(answer, own_home):
    with Kit(under(own_home), cost=CHEAP).open_vault(Kit(under(own_home)).data_key(PASSPHRASE)) as vault:
        vault.keep(Person("p-evil", "Ann\x1b[2J\x9b31m\u202e", area="Leigh\x07"))
    for shape in ("text", "json"):
        for words in (
            ["person", "list"],
            ["person", "show", "p-evil"],
            ["person", "show", "p-evil"],
        ):
            code, said = answer(*words, "--format", shape)
            assert code == 0
            assert "Ann" in said
            assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(said)
    assert json.loads(answer("person", "list", "--format", "json")[1])[0]["name"] == "Ann\x1b[2J\x9b31m\u202e"


@pytest.mark.parametrize("home", ["~nobody-at-all", "/dev/null/kit", "a file", "\x1b[2J"])
def test_a_home_that_cannot_be(monkeypatch, tmp_path, capsys, lent, home):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "Kit", lent)
    (tmp_path / "a file").write_text("x")
    (tmp_path / "secret.txt").write_text(PASSPHRASE)
    (tmp_path / "feed.json").write_bytes(FEED)
    monkeypatch.setenv("CONVERSATION_KIT_HOME", home)
    for words in (
        ["person", "list", "--passphrase-file", "secret.txt"],
        ["init", "--worker", "Ruth", "--passphrase-file", "secret.txt"],
        ["book", "import", "feed.json"],
        ["book", "search", "tea"],
        ["book", "doubles"],
        ["doctor"],
        ["guide", "list"],
        ["suggest", "tea", "--book", "feed.json"],
    ):
        monkeypatch.setattr(sys, "argv", ["conversation-kit", *words])
        code = run()
        said = "".join(capsys.readouterr())
        assert fair(code, said), (words, code, said[-500:])


def test_every_command_prints_through_what_makes_words_harmless():
    made = {"options.py", "root.py"}  # say and say_json; errors, made harmless there; a script of ours
    for module in Path(cli.__file__).parent.glob("*.py"):
        text = module.read_text(encoding="utf-8").replace("click.echo(inert_json(", "")
        assert module.name in made or "click.echo" not in text, module.name
