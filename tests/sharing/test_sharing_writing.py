"""Writing an export: told plainly, never over another file unasked, nothing left behind when it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conversation_kit.errors import BadInputError, KitError, RefusedError, StorageError
from conversation_kit.sharing.writing import write_export
from conversation_kit.text_files import write_text_file

posix = pytest.mark.skipif(os.name != "posix", reason="owners, links and limits as POSIX has them")
WORDS = "used to teach PE, misses it"


def test_it_is_written_and_whoever_exports_is_told_that_it_is_readable_and_where(tmp_path):
    done = write_export(tmp_path / "page.html", "Zoë\r\nsaid “yes”\n")
    assert done.path == tmp_path / "page.html"
    assert done.path.read_bytes() == "Zoë\r\nsaid “yes”\n".encode()
    assert str(done.path) in done.sentence
    assert "not locked" in done.sentence
    assert "anybody who can open it can read it" in done.sentence


def test_a_relative_path_is_told_in_full(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = write_export(Path("page.html"), WORDS)
    assert done.path.is_absolute()
    assert str(tmp_path) in done.sentence


def test_another_file_is_never_overwritten_unasked(tmp_path):
    target = tmp_path / "page.html"
    target.write_text("older")
    with pytest.raises(RefusedError, match="already a file") as refused:
        write_export(target, WORDS)
    assert target.read_text() == "older"
    assert WORDS not in refused.value.sentence
    write_export(target, WORDS, overwrite=True)
    assert target.read_text() == WORDS


def test_overwriting_with_less_leaves_nothing_of_the_older_one(tmp_path):
    target = tmp_path / "page.html"
    target.write_text("older " * 100)
    write_export(target, WORDS, overwrite=True)
    assert target.read_text() == WORDS


@posix
def test_only_its_owner_may_read_it_whatever_the_older_one_allowed(tmp_path):
    target = tmp_path / "page.html"
    assert write_export(target, WORDS).path.stat().st_mode & 0o777 == 0o600
    target.chmod(0o644)
    write_export(target, WORDS, overwrite=True)
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_or_a_missing_folder_is_said_plainly(tmp_path, overwrite):
    with pytest.raises(BadInputError, match="folder"):
        write_export(tmp_path, WORDS, overwrite=overwrite)
    with pytest.raises(BadInputError, match="does not exist"):
        write_export(tmp_path / "nowhere" / "page.html", WORDS, overwrite=overwrite)
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_is_not_followed(tmp_path, overwrite):
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "page.html").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInputError, match="link"):
        write_export(tmp_path / "page.html", WORDS, overwrite=overwrite)
    assert (tmp_path / "elsewhere").read_text() == "mine"


@posix
def test_a_device_is_refused():
    with pytest.raises(BadInputError, match="device"):
        write_export(Path(os.devnull), WORDS, overwrite=True)


@posix
def test_a_file_in_place_of_a_folder_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KitError, match="Nothing was"):
        write_export(tmp_path / "file" / "page.html", WORDS)


@posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_disk_that_gives_out_half_way_leaves_no_half_file(tmp_path, overwrite):
    """A real limit on the size of a file, in a process of its own."""
    target = tmp_path / "page.html"
    if overwrite:
        target.write_text("older")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from conversation_kit.errors import StorageError\n"
        "from conversation_kit.sharing.writing import write_export\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_export(Path(sys.argv[1]), 'used to teach PE ' * 10_000, overwrite=sys.argv[2] == 'True')\n"
        "except StorageError as error:\n"
        "    sys.exit(error.sentence)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(target), str(overwrite)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "half-written file was removed" in run.stderr
    assert "teach PE" not in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_said_plainly(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="Nothing was exported"):
            write_export(tmp_path / "page.html", WORDS)
    finally:
        tmp_path.chmod(0o700)


def test_half_of_a_character_does_not_stop_an_export(tmp_path):
    assert write_export(tmp_path / "page.txt", "a\ud800b").path.read_bytes() == b"a?b"


@pytest.mark.parametrize(
    "name",
    [
        "NUL",
        "con.html",
        "Com1.txt",
        "aux .html",
        "page.",
        "page ",
        "a:b.html",
        "a\x00b",
        "a\x1b[2J.html",
        "a\u202elmth.x",
        "x" * 200,
    ],
)
@pytest.mark.parametrize("write", [write_export, write_text_file], ids=["page", "list"])
def test_a_name_that_some_laptop_cannot_have_is_refused_on_all(tmp_path, write, name):
    with pytest.raises(BadInputError, match="Nothing was written") as refused:
        write(tmp_path / name, WORDS, overwrite=True)
    assert refused.value.sentence.isprintable()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["a\x00b", "x" * 5000, "~nobody-at-all", "page.html"])
def test_a_folder_that_no_system_has_is_refused(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text("older")
    for write in (write_export, write_text_file):
        with pytest.raises(BadInputError, match="Nothing was written"):
            write(Path(folder) / "page.html", WORDS)
