"""The Book and the guides from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from conversation_kit.assets_folder import assets_folder

DEMO = assets_folder() / "demo" / "book"


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """What importing the demo Book said, and the home it left, for each test a copy."""
    return {"home": tmp_path_factory.mktemp("imported") / "home"}


@pytest.fixture
def demo_book(run_kit, own_home, imported):
    if "said" in imported:
        shutil.copytree(imported["home"], own_home)
    else:
        imported["said"] = run_kit("book", "import", str(DEMO), "--format", "json")
        shutil.copytree(own_home, imported["home"])
    return json.loads(imported["said"])


def test_the_demo_book_imports_whole(demo_book):
    services = sum(len(json.loads(p.read_text(encoding="utf-8"))["contents"]) for p in DEMO.glob("*.json"))
    assert demo_book["added"] + len(demo_book["rejected"]) == services
    assert (demo_book["changed"], demo_book["unchanged"], demo_book["gone"]) == (0, 0, 0)


def test_a_second_import_changes_nothing(run_kit, demo_book):
    again = json.loads(run_kit("book", "import", str(DEMO), "--format", "json"))
    assert again["unchanged"] == demo_book["added"]
    assert (again["added"], again["changed"], again["gone"]) == (0, 0, 0)


def one_page(path, records):
    path.write_text(json.dumps(records), encoding="utf-8")
    return str(path)


def test_a_feed_that_would_empty_the_book_is_refused(run_kit, demo_book, tmp_path):
    small = one_page(tmp_path / "small.json", [{"id": "1", "name": "The only one left"}])
    said = run_kit("book", "import", small, expect=5)
    assert "--allow-removals" in said
    assert json.loads(run_kit("book", "status", "--format", "json"))["entries"] == demo_book["added"]
    gone = json.loads(run_kit("book", "import", small, "--allow-removals", "--format", "json"))
    assert (gone["added"], gone["gone"]) == (1, demo_book["added"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.json", b""),
        ("cut.json", b'[{"id": "1", "name": "Cut of'),
        ("zip.json", b"PK\x03\x04\x00"),
        ("deep.json", b"[" * 100_000),
    ],
    ids=["empty", "cut", "zip", "deep"],
)
def test_a_file_that_cannot_be_read_leaves_the_old_book(run_kit, demo_book, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    said = run_kit("book", "import", str(path), expect=6)
    assert name in said
    assert json.loads(run_kit("book", "status", "--format", "json"))["entries"] == demo_book["added"]


def test_a_bad_record_is_rejected_with_where_and_why_and_the_rest_stays(run_kit, tmp_path):
    feed = one_page(
        tmp_path / "feed.json",
        [{"id": "1", "name": "Knit and natter"}, {"description": "neither id nor name"}, 7],
    )
    report = json.loads(run_kit("book", "import", feed, "--format", "json"))
    assert report["added"] == 1
    assert len(report["rejected"]) == 2
    assert all(set(finding) == {"id", "where", "why"} for finding in report["rejected"])
    assert "record 2" in report["rejected"][0]["where"]


def test_searching_finds_a_misspelt_name(run_kit, demo_book):
    name = json.loads((DEMO / "page-1.json").read_text(encoding="utf-8"))["contents"][0]["name"]
    misspelt = name[:3] + name[4:]
    found = json.loads(run_kit("book", "search", misspelt, "--format", "json"))
    assert found[0]["name"] == name


def test_an_entry_is_shown_as_its_card(run_kit, demo_book):
    entry = json.loads((DEMO / "page-1.json").read_text(encoding="utf-8"))["contents"][0]
    card = run_kit("book", "show", entry["id"])
    assert entry["name"] in card
    assert "Last checked" in card
    assert json.loads(run_kit("book", "show", entry["id"], "--format", "json"))["id"] == entry["id"]


def test_status_says_how_old_and_how_well_checked(run_kit, tmp_path):
    feed = one_page(
        tmp_path / "feed.json",
        [{"id": "1", "name": "Choir", "last_modified": "2025-05-06"}, {"id": "2", "name": "Chess"}],
    )
    run_kit("book", "import", feed)
    told = json.loads(run_kit("book", "status", "--format", "json"))
    assert (told["days_old"], told["never_checked"], told["oldest_checked"]) == (0, 1, "2025-05-06")
    assert "(today)" in run_kit("book", "status")


@pytest.mark.parametrize("command", [["suggest"], ["book", "import"]])
def test_examples_in_help_stand_on_lines_of_their_own(run_kit, command):
    told = run_kit(*command, "--help").splitlines()
    assert any(line.startswith("    conversation-kit ") for line in told)
    assert not any("\\b" in line or "\b" in line for line in told)


def test_an_unknown_entry_and_no_book_are_plain_sentences(run_kit):
    assert "book import" in run_kit("book", "status", expect=3)
    assert "book import" in run_kit("suggest", "I used to teach", expect=3)


def test_guides_are_listed_and_checked(run_kit, tmp_path, own_home):
    guides = {guide["id"]: guide for guide in json.loads(run_kit("guide", "list", "--format", "json"))}
    assert {"whole-person", "link-worker", "catching-up"} <= set(guides)
    topics = [topic["id"] for topic in guides["whole-person"]["topics"]]
    assert topics == [
        "life-story",
        "people",
        "home",
        "health",
        "enjoy",
        "give",
        "good-day",
        "hope",
        "in-the-way",
    ]

    broken = tmp_path / "ours.toml"
    broken.write_text('id = "ours"\nname = "Ours"\nabuot = "x"\n', encoding="utf-8")
    said = run_kit("guide", "check", str(broken), expect=2)
    assert "cannot be used yet" in said

    own = own_home / "config" / "guides"
    own.mkdir(parents=True)
    shipped = (assets_folder() / "guides" / "link-worker.toml").read_text(encoding="utf-8")
    (own / "ours.toml").write_text(shipped.replace('id = "link-worker"', 'id = "ours"', 1), encoding="utf-8")
    assert "ours" in {guide["id"] for guide in json.loads(run_kit("guide", "list", "--format", "json"))}
    assert "all is well" in run_kit("guide", "check", str(own / "ours.toml"))


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_suggestions_for_words_and_for_a_batch(run_kit, tmp_path):
    feed = [str(Path(DEMO) / "page-1.json")]
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '\ufeff{"id": "a", "statement": "I used to knit and crochet", "extra": 1}\n\n'
        '{"id": 7, "age": 78, "near": "nowhere at all", "statements": [{"text": "I could teach chess", "kind": "hope", "leaning": "gift"},'
        ' {"text": "", "leaning": "unheard-of"}]}\n',
        encoding="utf-8",
    )
    answers = lines(
        run_kit("suggest", "--batch", str(batch), "--book", *feed, "--limit", "3", "--format", "jsonl")
    )
    assert [answer["id"] for answer in answers] == ["a", 7]
    for answer in answers:
        assert len(answer["suggestions"]) <= 3
        for suggestion in answer["suggestions"]:
            assert set(suggestion) == {"entry_id", "name", "score", "strength", "reasons", "cautions"}
            assert suggestion["strength"] in {"strong", "fair", "weak"}
    assert run_kit("suggest", "knitting", "--book", *feed)


def test_what_is_delicate_is_covered_in_text_and_marked_in_data(run_kit, tmp_path):
    feed = tmp_path / "feed.json"
    feed.write_text(
        json.dumps([{"id": "r", "name": "Safe Harbour", "description": "Domestic abuse refuge."}])
    )
    ask = ("suggest", "he hits me, I'm scared of him", "--book", str(feed))
    assert "Something private" in (covered := run_kit(*ask))
    assert "Harbour" not in covered
    assert "Safe Harbour" in run_kit(*ask, "--private")
    (answer,) = lines(run_kit(*ask, "--format", "jsonl"))
    assert answer["suggestions"][0]["sensitive"] == "domestic abuse"


def test_what_is_in_another_language_is_said_to_be_unread(run_kit, tmp_path):
    batch, text = tmp_path / "batch.jsonl", "Chciałabym porozmawiać z kimś o ogrodzie"
    rows = [{"id": 1, "statement": text}, {"id": 2, "statement": "I love knitting"}]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = lines(run_kit("suggest", "--batch", str(batch), "--book", str(DEMO / "page-1.json")))
    assert first == {"id": 1, "suggestions": [], "unread": [text]}
    assert "unread" not in second
    assert "could not be read" in run_kit("suggest", text, "--book", str(DEMO / "page-1.json"))


def test_how_a_statement_was_spoken_of_counts_as_it_does_within_a_person(run_kit, tmp_path):
    batch, said = tmp_path / "batch.jsonl", "dogs and me get on"
    rows = [
        {"id": "alone", "statement": said, "leaning": "gift", "kind": "community"},
        {"id": "within", "statements": [{"text": said, "leaning": "gift", "kind": "community"}]},
        {"id": "unsaid", "statement": said},
        {"id": "unknown", "statement": said, "leaning": "grudge", "kind": 7},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answers = {
        one["id"]: one["suggestions"]
        for one in lines(run_kit("suggest", "--batch", str(batch), "--book", str(DEMO)))
    }
    assert answers["alone"] == answers["within"] != answers["unsaid"] == answers["unknown"]


@pytest.mark.parametrize(
    "line", ["{", '{"id": "x"}', '{"statement": "no id"}', '{"id": "x", "statement": 4}', "[]"]
)
def test_a_bad_batch_line_is_named_and_nothing_is_answered(run_kit, tmp_path, line):
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"id": "a", "statement": "knitting"}}\n{line}\n', encoding="utf-8")
    said = run_kit("suggest", "--batch", str(batch), "--book", str(DEMO / "page-1.json"), expect=2)
    assert "line 2" in said


def test_an_unknown_place_offers_near_misses(run_kit):
    said = run_kit("suggest", "knitting", "--book", str(DEMO / "page-1.json"), "--near", "Leihgg", expect=3)
    assert "postcode district" in said
