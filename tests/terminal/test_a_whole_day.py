"""A whole day's work through the installed program; then every file, open file and terminal line is searched for words."""

import base64
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from test_stories import ENTER, ESC, KEEP, F, Visit

from conversation_kit.book.importing import import_sources
from conversation_kit.folders import find_folders
from conversation_kit.kit import Kit
from conversation_kit.model.people import Person, Worker
from known import CHEAP, PASSPHRASE
from terminal import Terminal

MARK = "quokkadöodle"  # every planted word begins with it
LOCK, QUIT, STOP, BOOK, GAP = "\x0c", "\x11", "\x1b[24~", "\x0f", "\x15"
SEARCH, HISTORY = "\x06", "\x07"
GROUP = {
    "id": "e1",
    "name": "Knit and Natter",
    "status": "active",
    "description": "Knitting and crochet together, all welcome.",
    "assured_date": "2026-11-01",
}
# Runs in the program before anything else: t on a person's screen breaks it, with words in the error and around it.
BREAKS = """
from conversation_kit.tui.screens.person import PersonScreen
def broken(self):
    story = self._desk.vault.story(self._person_id)
    raise RuntimeError(f"nobody foresaw {story}")
PersonScreen.action_timeline = broken
"""


def planted(kind):
    return f"{MARK}{kind}"


def ways(words):
    """Return the ways in which words could stand in a file."""
    found = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    found.append(json.dumps(words)[1:-1].encode())
    for before in range(3):  # base64 of a text that holds the words, wherever they begin in it
        whole = base64.b64encode(
            b"\0" * before + words.encode() + b"\0" * (-(before + len(words.encode())) % 3)
        )
        found.append(whole[4 if before else 0 : -4])
    return found


def holds(raw, words=MARK):
    return any(way in raw for way in ways(words))


def found_under(folder, words=MARK):
    """Return every file under a folder in whose bytes or name the words stand."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if holds(os.fsencode(path.name), words) or (path.is_file() and holds(path.read_bytes(), words))
    ]


@pytest.fixture
def laptop(tmp_path, monkeypatch):
    """Somebody's own folders, as the system gives them, with a vault and a Book; nothing is under one home of the kit's."""
    folder = tmp_path / "laptop"
    for variable, name in {
        "HOME": "home",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_CONFIG_HOME": "home/.config",
        "TMPDIR": "temporary",
    }.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.delenv("CONVERSATION_KIT_HOME")
    monkeypatch.setenv("HISTFILE", str(folder / "home" / ".bash_history"))
    (folder / "home" / ".bash_history").write_text("conversation-kit\n", encoding="utf-8")
    (folder / "papers").mkdir()
    folders = find_folders({})
    folders.config.mkdir(parents=True)
    folders.settings.write_text("use_keyring = false\n", encoding="utf-8")
    kit = Kit(folders, cost=CHEAP)
    kit.create_vault(Worker("", "Ruth"), PASSPHRASE)[0].close()
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([GROUP]), encoding="utf-8")
    folders.book.mkdir(parents=True, exist_ok=True)
    import_sources([str(feed)], folders.book_cache, now=kit.now())
    return folder, kit


def opened(env=None):
    return Terminal([], "", columns=100, rows=34, env=env).wait_for("Passphrase")


def unlock(app):
    app.type(PASSPHRASE + ENTER)


def open_files(pid):
    """Return the regular files a process has open, with their bytes."""
    found = {}
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            path = link.readlink()
            if link.is_file():
                found[str(path)] = link.read_bytes()
        except OSError:  # closed just now, or no file
            continue
    return found


def in_memory(pid):
    """Count the planted words in a process's memory: for information, nothing is claimed of it."""
    count = 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in maps:
            span = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if span and "[v" not in line:
                begin, end = (int(number, 16) for number in span.groups())
                try:
                    memory.seek(begin)
                    count += memory.read(end - begin).count(MARK.encode())
                except (OSError, ValueError, OverflowError):
                    continue
    return count


def test_the_search_finds_what_is_planted(tmp_path):
    words = f"she said {planted('x')} and left"
    for number, raw in enumerate(
        [*ways(words), base64.b64encode(words.encode()), json.dumps(words).encode()]
    ):
        (tmp_path / "deep").mkdir(exist_ok=True)
        spoilt = tmp_path / "deep" / f"file{number}"
        spoilt.write_bytes(os.urandom(50) + raw + os.urandom(50))
        assert found_under(tmp_path) == [spoilt]
        spoilt.unlink()
    (tmp_path / f"{planted('name')}.txt").touch()
    assert found_under(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at open files as Linux shows them")
def test_a_whole_day_leaves_no_word_anywhere_but_on_the_page(laptop, tmp_path, record_property):
    folder, kit = laptop
    papers = folder / "papers"

    with opened() as app:
        app.type(planted("wrong") + ENTER).wait_for("does not fit")
        unlock(app)
        app.wait_for("New person")
        visit = Visit(app)
        app.type("n").wait_for("Somebody new")
        app.type(planted("name") + ENTER + planted("called") + ENTER + planted("reach") + KEEP)
        app.wait_for("A conversation with")
        app.type(planted("present") + ENTER + planted("permission") + KEEP).wait_for("My story")
        visit.hear(f"I used to teach {planted('note')}", f"I love {planted('asset')} and my sister")
        visit.keep_what_was_noticed()
        app.type(F[7]).wait_for("Your part")
        app.type("o").wait_for("By when")
        app.type(planted("deal") + KEEP).wait_until(lambda: "By when" not in app.text, "the deal again")
        app.type(ESC).wait_for("My story")
        app.type(STOP).wait_for("somebody is at risk")
        app.type(planted("stop")).wait_for(planted("stop"))
        app.type(KEEP).wait_for("My story")
        page = visit.leave(papers, "page")
        app.type(ESC).wait_until(lambda: "My page" not in app.text, "the talk again")
        app.type(BOOK).wait_for("Knit and Natter")
        app.type(planted("search")).wait_for(planted("search"))
        app.type(GAP).wait_for("no names, please")
        app.type(planted("gap") + ENTER).settle()
        app.type(KEEP).settle()
        app.type(ESC).wait_for("Type to search")  # the search is cleared first
        app.type(ESC).wait_until(lambda: "The Community Book" not in app.text, "the talk again")
        app.type(planted("half")).wait_for(planted("half")).settle()

        app.type(SEARCH).wait_for("Search everything")
        app.type(planted("note")).wait_for("1 found")
        app.type(" " + planted("sought")).wait_for("Nothing kept here")
        app.type(ESC).wait_for("Names, notes, assets")  # what was typed is cleared first
        app.type(ESC).wait_for(planted("half"))
        app.type(HISTORY).wait_for("Their words")
        app.type(ESC).wait_for(planted("half")).settle()

        app.type(LOCK).wait_for("Passphrase").settle()  # painted to the end
        assert MARK not in app.text
        limits = Path(f"/proc/{app.process.pid}/limits").read_text(encoding="utf-8")
        assert re.search(r"Max core file size +0 +0 ", limits), "no core is written"
        files = open_files(app.process.pid)
        assert not [name for name in files if "vault" in name]
        assert not [name for name, raw in files.items() if holds(raw) or holds(raw, PASSPHRASE)]
        record_property("words_in_memory_once_locked", in_memory(app.process.pid))
        assert found_under(folder) == [page]

        unlock(app)
        app.wait_for(planted("half"))
        app.type(" " + planted("killed")).wait_for(planted("killed"))
        app.kill()  # the line is a draft, or was not committed yet; no core, nothing else
    assert found_under(folder) == [page]

    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(BREAKS, encoding="utf-8")
    with opened({"PYTHONPATH": str(hook), "PYTHONFAULTHANDLER": "1"}) as app:
        unlock(app)
        app.wait_for(planted("half"))
        app.type(ESC).wait_for("opens a talk")
        app.type("t")
        assert app.wait_for_end() != 0
        after = app.raw.rpartition(b"\x1b[?1049l")[2]
        assert b"had to close" in after
        assert not holds(after)
    with opened() as app:
        unlock(app)
        app.wait_for("opens a talk")
        app.type("r").wait_for("Nothing was weighed")
        app.type("n").wait_for("What they want to try")
        app.type(planted("risk") + KEEP).wait_for(f"“{planted('risk')}”")
        app.type(ESC).wait_for("opens a talk")
        app.type("w").wait_for("Nothing was asked")
        app.type("n").wait_for("All of it is optional")
        app.type("7" + ENTER * 4 + planted("wellbeing") + KEEP).wait_for("satisfied with life 7")
        app.type(ESC).wait_for("opens a talk")
        app.type(QUIT)
        assert app.wait_for_end() == 0
        assert not holds(app.raw.rpartition(b"\x1b[?1049l")[2])

    assert found_under(folder) == [page]
    assert found_under(folder, PASSPHRASE) == []
    assert MARK in page.read_text(encoding="utf-8")
    assert list(papers.iterdir()) == [page]
    assert list((folder / "temporary").iterdir()) == []
    assert (folder / "home" / ".bash_history").read_text(encoding="utf-8") == "conversation-kit\n"
    log = "".join(path.read_text(encoding="utf-8") for path in kit.folders.logs.iterdir())
    assert '"failure"' in log
    assert "RuntimeError" in log
    with kit.open_vault(
        kit.data_key(PASSPHRASE)
    ) as vault:  # what was typed is all there, and readable with the key
        (person,) = vault.people()
        kept = json.dumps([change.value for change in vault.changes_since(0, 10_000)[0]], ensure_ascii=False)
        drafts = "".join(draft.text for draft in vault.drafts.all())
        assert vault.find(Person, person.id).called == planted("called")
        kinds = ("name", "reach", "present", "permission", "note", "asset", "deal", "stop", "gap")
        for kind in (*kinds, "risk", "wellbeing"):
            assert planted(kind) in kept, kind
        assert planted("half") in drafts
    shutil.rmtree(folder)
