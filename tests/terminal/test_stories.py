"""Three invented stories, each played through the installed app from unlock to the page left behind."""

import json

import pytest

from conversation_kit.assets_folder import assets_folder
from known import PASSPHRASE
from terminal import Terminal

DEMO = assets_folder() / "demo"
F = {2: "\x1bOQ", 5: "\x1b[15~", 6: "\x1b[17~", 7: "\x1b[18~", 8: "\x1b[19~", 9: "\x1b[20~"}
ESC, ENTER, KEEP, DOWN = "\x1b", "\r", "\x13", "\x1b[B"
BACK_SPACE = "\x7f"
TOPICS = [
    "My story",
    "People in my life",
    "My home",
    "Health",
    "What I enjoy",
    "What I could give",
    "A good day",
    "What I hope for",
    "Gets in the way",
]


@pytest.fixture
def place(own_home, run_kit):
    """The invented borough's Book and places, imported as a council would."""
    config = own_home / "config"
    config.mkdir(parents=True)
    for name in ("places.csv", "footprints.toml"):
        (config / name).write_text((DEMO / name).read_text(encoding="utf-8"), encoding="utf-8")
    run_kit("book", "import", str(DEMO / "book"))
    return own_home


@pytest.fixture
def unlocked(place, run_kit, passphrase_file):
    """The app, unlocked, on Home."""
    run_kit(
        "init", "--worker", "Ruth", "--role", "social care officer", "--passphrase-file", str(passphrase_file)
    )
    with Terminal([], place, columns=100, rows=34) as app:
        app.wait_for("Passphrase")
        app.type(PASSPHRASE + ENTER)
        app.wait_for("New person")
        yield Visit(app)


class Visit:
    """A worker's hands."""

    def __init__(self, app):
        self.app = app

    def meet(self, name, area, age):
        """Add a person and begin; all keys at once, as hurried hands do."""
        self.app.type("n").wait_for("Somebody new")
        self.app.type(name + ENTER + ENTER * 4 + age + ENTER + area + KEEP).wait_for("A conversation with")
        self.app.type(KEEP).wait_for("My story")

    def hear(self, *lines):
        for line in lines:
            self.app.type(line)
            self.see(line)
            self.app.type(ENTER)
            self.see(f"“{line}”")

    def keep_what_was_noticed(self):
        self.app.wait_for("F2 keep")
        self.app.type(F[2]).wait_for("✓")

    def topic(self, name):
        self.app.type(f"\x1b{1 + TOPICS.index(name)}").wait_until(
            lambda: any("›" in row and name in row for row in self.app.text.splitlines()), name
        )

    def see(self, words):
        """Wait for words that may be broken over rows, in the right part of the screen."""
        self.app.wait_until(lambda: squeezed(words) in squeezed(self.right()), repr(words))

    def right(self):
        return "\n".join(line[25:] for line in self.app.text.splitlines())

    def explore_until(self, names):
        """Explore together until one of the entries is on the screen; return its number and its name."""
        self.app.type(F[5]).wait_for("Because of what")
        for _ in range(4):
            self.app.wait_until(lambda: "because you said" in self.app.text, "suggestions").settle()
            for line in self.app.text.splitlines():
                number, _, name = line.replace("›", " ").strip().partition(" ")
                found = [wanted for wanted in names if number.isdigit() and name.startswith(wanted)]
                if found:
                    return number, found[0]
            self.app.type("m").settle()
        raise AssertionError(f"none of them was ever suggested; the screen shows:\n{self.app.text}")

    def choose(self, names, first_step):
        number, name = self.explore_until(names)
        self.app.type(DOWN * (int(number) - 1)).wait_for(f"› {number}")
        self.app.type("y").wait_for("First step")
        self.app.type(first_step)
        self.app.wait_for(first_step)
        self.app.type(KEEP).wait_for("Because of what")
        self.app.type(ESC).wait_for("My story")
        return name

    def agree(self, ours, yours):
        self.app.type(F[7]).wait_for("Your part")
        for key, words in (("o", ours), ("p", yours)):
            self.app.type(key).wait_for("By when")
            self.app.type(words)
            self.app.wait_for(words)
            self.app.type(KEEP).wait_until(lambda: "By when" not in self.app.text, "the deal again")
        self.app.type(ESC).wait_for("My story")

    def leave(self, folder, name):
        self.app.type(F[8]).wait_for("This page is yours")
        self.app.type("s").wait_for("Into which folder")
        self.app.type("\t")
        self.app.type(BACK_SPACE * 200 + str(folder) + ENTER + BACK_SPACE * 40 + name + KEEP)
        self.app.wait_for("Written to")
        return folder / f"{name}.html"


def squeezed(text):
    return "".join(text.split())


def test_somebody_who_likes_to_help(unlocked, tmp_path, run_kit, passphrase_file, place):
    """A man of 31 who wants busier days: he ends up giving, at a place for people with dementia."""
    visit = unlocked
    visit.meet("Callum", "Wendlebeck", "31")
    visit.hear("I did a placement at an old folks home and I loved it")
    visit.topic("What I could give")
    visit.hear("I'd like to help people who are living with dementia")
    visit.keep_what_was_noticed()
    visit.topic("Gets in the way")
    visit.hear("buses have been hard since me dad died, he drove me")
    entry = visit.choose(dementia_places_that_take_volunteers(), "we go along together the first time")
    visit.agree("Ruth rings the day centre", "Callum walks past the door")
    page = visit.leave(tmp_path, "callum")
    text = page.read_text(encoding="utf-8")
    for words in (
        "I loved it",
        entry.replace("&", "&amp;").replace("'", "&#39;"),
        "walks past the door",
        "go along together",
    ):
        assert words in text
    people = json.loads(
        run_kit("person", "list", "--format", "json", "--passphrase-file", str(passphrase_file))
    )
    story = json.loads(
        run_kit(
            "person", "show", people[0]["id"], "--format", "json", "--passphrase-file", str(passphrase_file)
        )
    )
    assert [c["stage"] for c in story["connections"]] == ["interested"]
    assert story["connections"][0]["because"]


def test_a_teacher_at_ninety(unlocked, tmp_path):
    """A woman of 90 who taught; what mattered comes back by reading to others."""
    visit = unlocked
    visit.meet("Winifred", "Wendlebeck", "90")
    visit.hear("I taught infants for thirty years, I read to them every afternoon")
    visit.keep_what_was_noticed()
    visit.topic("What I hope for")
    visit.hear("I'd love to read stories to little ones again")
    visit.keep_what_was_noticed()
    app = visit.app
    app.type(F[6]).wait_for("Winifred")
    visit.app.wait_until(lambda: "readstories" in squeezed(app.text), "her hope on the map")
    app.type(ESC).wait_for("My story")
    app.type(F[5]).wait_for("because you said")
    assert any(word in app.text.lower() for word in ("read", "stor", "school", "nursery"))
    app.type(ESC).wait_for("My story")
    page = visit.leave(tmp_path, "winifred")
    assert "read to them every afternoon" in page.read_text(encoding="utf-8")


def test_a_young_person_who_wants_to_be_heard(unlocked, tmp_path):
    """A boy of 15 whose placement is shaky: what he is good at leads to others of his age."""
    visit = unlocked
    visit.meet("Jaydn", "Wendlebeck", "15")
    visit.hear(
        "nobody listens, they all decide for me", "I'm good at arguing, me carer says I should be a lawyer"
    )
    visit.topic("What I hope for")
    visit.hear("I'd like to have a say with other young people my age")
    visit.keep_what_was_noticed()
    entry = visit.choose(
        ["Wendlebeck Youth Voice", "Stannerwick Young Voices"], "a link worker meets him there"
    )
    visit.agree("Ruth asks the group who leads it", "Jaydn goes once")
    page = visit.leave(tmp_path, "jaydn")
    assert entry in page.read_text(encoding="utf-8")


def test_the_demo_opens_and_leaves_nothing_behind(own_home, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Terminal(["demo"], own_home, columns=80, rows=24, env={"TMPDIR": str(temporary)}) as demo:
        demo.wait_for("New person")
        demo.wait_for("Everybody here is made up")
        assert any(temporary.iterdir())
        demo.type("\x11")
        assert demo.wait_for_end() == 0
    assert not any(temporary.iterdir())
    assert not own_home.exists()
    last = demo.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"Kath" not in last, "nothing of anybody stays on the terminal"


def test_nothing_stays_on_the_terminal_after_leaving(unlocked):
    visit = unlocked
    visit.meet("Callum", "Wendlebeck", "31")
    visit.hear("the planted pomegranate")
    app = visit.app
    app.type("\x11")
    assert app.wait_for_end() == 0
    before, _, after = app.raw.rpartition(b"\x1b[?1049l")
    assert b"\x1b[?1049h" in before
    assert b"pomegranate" not in after
    assert b"Callum" not in after


def dementia_places_that_take_volunteers():
    """Return the names of such entries of the demo's Book."""
    names = []
    for page in sorted((DEMO / "book").glob("*.json")):
        for service in json.loads(page.read_text(encoding="utf-8"))["contents"]:
            terms = {a["taxonomy_term"]["name"].lower() for a in service.get("attributes", [])}
            about = f"{service['name']} {service['description']}".lower()
            if ("dementia" in about or "memory" in about) and any(
                "volunteer" in t or "helper" in t for t in terms
            ):
                names.append(service["name"])
    assert len(names) > 2
    return names
