"""Without a screen: the same services for scripts."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from known import PASSPHRASE


@pytest.fixture
def locked(passphrase_file):
    return ["--passphrase-file", str(passphrase_file)]


@pytest.fixture
def made(run_kit, locked):
    """A vault; returns what ``init`` printed as data."""
    return json.loads(
        run_kit("init", "--worker", "Ruth Ollerenshaw", "--role", "link worker", "--format", "json", *locked)
    )


@pytest.fixture
def maureen(run_kit, locked, made):
    return run_kit("person", "add", "--name", "Maureen", "--area", "Leigh", *locked)


def test_a_whole_story_from_vault_to_page(run_kit, locked, maureen, tmp_path):
    note = run_kit(
        "note",
        "add",
        "--person",
        maureen,
        "--topic",
        "life-story",
        "thirty-one years of school dinners",
        *locked,
    )
    asset = run_kit(
        "asset",
        "add",
        "--person",
        maureen,
        "--kind",
        "personal",
        "--leaning",
        "strength",
        "school dinners, 31 years",
        *locked,
    )
    assert len({note, asset, maureen}) == 3
    story = json.loads(run_kit("person", "show", maureen, "--format", "json", *locked))
    assert story["person"]["name"] == "Maureen"
    assert [n["text"] for n in story["notes"]] == ["thirty-one years of school dinners"]
    assert [(a["kind"], a["leaning"]) for a in story["assets"]] == [("personal", "strength")]
    assert len(story["conversations"]) == 1

    page = tmp_path / "page.html"
    said = run_kit("person", "export", maureen, "--as", "page", "--output", str(page), *locked)
    assert str(page) in said
    assert "thirty-one years of school dinners" in page.read_text(encoding="utf-8")

    text = tmp_path / "page.txt"
    run_kit("person", "export", maureen, "--as", "page", "--output", str(text), *locked)
    assert "<" not in text.read_text(encoding="utf-8")

    data = tmp_path / "note.json"
    run_kit("person", "export", maureen, "--as", "json", "--output", str(data), *locked)
    case_note = json.loads(data.read_text(encoding="utf-8"))
    assert [a["words"] for a in case_note["assets"]["personal"]] == ["school dinners, 31 years"]
    assert case_note["assets"]["social"] == []

    note_file = tmp_path / "note.md"
    answer = json.loads(
        run_kit(
            "person",
            "export",
            maureen,
            "--as",
            "note",
            "--output",
            str(note_file),
            "--format",
            "json",
            *locked,
        )
    )
    assert answer["path"] == str(note_file)
    assert note_file.read_text(encoding="utf-8").startswith("# Case note: Maureen")


def test_notes_go_on_in_the_open_conversation(run_kit, locked, maureen):
    first = json.loads(
        run_kit("note", "add", "--person", maureen, "--topic", "home", "--format", "json", "one", *locked)
    )
    second = json.loads(
        run_kit("note", "add", "--person", maureen, "--topic", "hope", "--format", "json", "two", *locked)
    )
    assert first["conversation_id"] == second["conversation_id"]


def test_an_export_is_never_overwritten_silently(run_kit, locked, maureen, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("somebody else's", encoding="utf-8")
    run_kit("person", "export", maureen, "--as", "page", "--output", str(page), *locked, expect=5)
    assert page.read_text(encoding="utf-8") == "somebody else's"
    run_kit("person", "export", maureen, "--as", "page", "--output", str(page), "--overwrite", *locked)
    assert "Maureen" in page.read_text(encoding="utf-8")


def test_the_list_holds_everybody(run_kit, locked, maureen):
    desmond = run_kit("person", "add", "--name", "Desmond", "--age", "1948", *locked)
    people = json.loads(run_kit("person", "list", "--format", "json", *locked))
    assert {(p["id"], p["name"]) for p in people} == {(maureen, "Maureen"), (desmond, "Desmond")}
    assert "Desmond" in run_kit("person", "list", *locked)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["person", "show", "nobody"], 3, "nobody with that id"),
        (["note", "add", "--person", "nobody", "--topic", "home", "words"], 3, "nobody with that id"),
        (["person", "add", "--name", "  "], 2, "preferred name"),
        (["person", "add", "--name", "Kai", "--age", "old"], 2, "neither an age nor a year"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(run_kit, locked, made, arguments, code, words):
    assert words in run_kit(*arguments, *locked, expect=code)


def test_an_unknown_topic_names_the_topics_and_keeps_nothing(run_kit, locked, maureen):
    said = run_kit("note", "add", "--person", maureen, "--topic", "diagnosis", "words", *locked, expect=2)
    assert "life-story" in said
    assert json.loads(run_kit("person", "show", maureen, "--format", "json", *locked))["conversations"] == []


def test_without_a_vault_the_way_on_is_named(run_kit, locked):
    assert "conversation-kit init" in run_kit("person", "list", *locked, expect=4)


def test_a_second_vault_is_refused(run_kit, locked, made, maureen):
    run_kit("init", "--worker", "Somebody", *locked, expect=5)
    assert "Maureen" in run_kit("person", "list", *locked)


def test_a_wrong_passphrase_is_one_sentence_and_changes_nothing(run_kit, locked, maureen, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    said = run_kit("person", "list", "--passphrase-file", str(wrong), expect=4)
    assert "Maureen" not in said
    assert "Maureen" in run_kit("person", "list", *locked)


def test_a_weak_passphrase_is_refused_before_anything_is_made(run_kit, tmp_path, own_home):
    weak = tmp_path / "weak.txt"
    weak.write_text("password1\n", encoding="utf-8")
    run_kit("init", "--worker", "Ruth", "--passphrase-file", str(weak), expect=2)
    assert not (own_home / "vault").exists()


def test_the_recovery_key_is_shown_once_and_opens(run_kit, locked, made, own_home):
    from conversation_kit.vault.keys import unlock, unlock_with_recovery_key

    vault = own_home / "vault"
    assert unlock_with_recovery_key(vault, made["recovery_key"]) == unlock(vault, PASSPHRASE)


def test_words_with_escapes_are_kept_inert(run_kit, locked, maureen):
    run_kit("note", "add", "--person", maureen, "--topic", "home", "\x1b[2Jlong \x07road", *locked)
    story = json.loads(run_kit("person", "show", maureen, "--format", "json", *locked))
    assert story["notes"][0]["text"] == "[2Jlong road"


def test_nothing_of_a_person_is_readable_on_disk(run_kit, locked, maureen, own_home):
    run_kit("note", "add", "--person", maureen, "--topic", "home", "the planted pomegranate", *locked)
    run_kit(
        "asset",
        "add",
        "--person",
        maureen,
        "--kind",
        "social",
        "--leaning",
        "strength",
        "quince and medlar",
        *locked,
    )
    for path in own_home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word in (b"Maureen", b"pomegranate", b"medlar"):
                assert word not in content, path.name
                assert word.decode().encode("utf-16-le") not in content, path.name


@pytest.mark.parametrize(
    "command",
    [[], ["init"], ["person"], ["person", "export"], ["note", "add"], ["book", "import"], ["suggest"]],
)
def test_help_needs_no_vault(run_kit, command):
    assert "Usage:" in run_kit(*command, "--help")


def test_the_app_needs_a_terminal(run_installed):
    if sys.platform != "win32":
        assert "terminal" in run_installed(expect=2)


def test_exit_codes_are_documented(run_kit):
    assert "Exit codes" in run_kit("--help")


@pytest.mark.parametrize(
    "written",
    [
        f"{PASSPHRASE}  \r\nsecond line".encode(),  # cmd.exe's echo leaves a space
        f"\ufeff{PASSPHRASE}\r\n".encode(),
        f"{PASSPHRASE}\r\n".encode("utf-16"),  # PowerShell 5 redirects in UTF-16
    ],
    ids=["a space and a second line", "a byte order mark", "UTF-16"],
)
def test_a_passphrase_file_as_windows_writes_it(run_kit, made, tmp_path, written):
    assert made
    other = tmp_path / "as windows writes it"
    other.write_bytes(written)
    assert json.loads(run_kit("person", "list", "--format", "json", "--passphrase-file", str(other))) == []


def test_a_name_stays_on_one_line(run_kit, made, locked):
    assert made
    run_kit("person", "add", "--name", " Mo\nreen\x1b ", *locked)
    assert run_kit("person", "list", *locked).endswith("  Mo reen")


def test_scripts_at_once_lose_no_note_and_begin_one_conversation(run_kit, run_installed, maureen, locked):
    def add(number: int) -> str:
        told = run_installed(
            "note", "add", "--person", maureen, "--topic", "home", f"{number}", "--format", "json", *locked
        )
        return json.loads(told)["conversation_id"]

    with ThreadPoolExecutor(4) as pool:
        conversations = set(pool.map(add, range(4)))
    story = json.loads(run_kit("person", "show", maureen, "--format", "json", *locked))
    assert len(conversations) == len(story["conversations"]) == 1
    assert sorted(note["text"] for note in story["notes"]) == ["0", "1", "2", "3"]


def test_answers_are_utf8_whatever_the_code_page(run_kit, run_installed, made, locked, monkeypatch):
    assert made
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    run_kit("person", "add", "--name", "李小龍", *locked)
    assert run_installed("person", "list", *locked).endswith("  李小龍")
