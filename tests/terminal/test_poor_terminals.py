"""A terminal with sixteen colours and names of every kind: typed, seen and read back."""

import json
import unicodedata

from known import PASSPHRASE
from terminal import Terminal

# Wide, combining, right to left, outside the basic plane.
NAME = "孫さん Zoe\u0308 שרה 😀"
WORDS = "I had a café on Łódź street, نعم, 祖母と一緒に"
SIXTEEN = {"TERM": "xterm", "COLORTERM": "", "TEXTUAL_COLOR_SYSTEM": "standard"}
KEEP, ENTER, ESC = "\x13", "\r", "\x1b"


def squeezed(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def test_sixteen_colours_and_every_kind_of_name(vault, own_home, run_kit, passphrase_file):
    vault.close()
    with Terminal([], own_home, env=SIXTEEN) as app:

        def see(words):
            app.wait_until(lambda: squeezed(words) in squeezed(app.text), repr(words))

        app.wait_for("Passphrase").type(PASSPHRASE + ENTER)
        app.wait_for("first person").type("n").wait_for("Keep")
        app.type(NAME)
        see(NAME)
        app.type(KEEP).wait_for("Which guide").type(KEEP).wait_for("My story")
        see(NAME)
        app.type(WORDS)
        app.settle()
        app.type(ENTER).wait_until(lambda: "“I" in app.text, "the note")
        shown = [cell for row in app.screen.buffer.values() for cell in row.values() if cell.data.strip()]
        assert len({(cell.fg, cell.bg) for cell in shown}) > 1
        for cell in shown:
            assert cell.fg != cell.bg, f"{cell.data!r} cannot be seen: {cell.fg} on {cell.bg}"
        for rich in (b"38;2;", b"48;2;", b"38;5;", b"48;5;"):
            assert rich not in app.raw
        app.type("\x11").wait_for_end()
    secret = ("--format", "json", "--passphrase-file", str(passphrase_file))
    people = json.loads(run_kit("person", "list", *secret))
    assert [person["name"] for person in people] == [NAME]
    story = json.loads(run_kit("person", "show", people[0]["id"], *secret))
    assert WORDS in json.dumps(story, ensure_ascii=False)
