"""The program is killed in mid-typing, two hundred times, and what was lost is counted.

Each time it is a process of its own. Every tenth is the installed program, started from nothing; the others are copies of
one that has been imported already, so that a builder's time goes into kills.
"""

import random
import time

import pytest
from at_hand import ProgramAtHand

from conversation_kit.model.conversations import Note
from known import PASSPHRASE
from terminal import Terminal, environ_for

KILLS = 50
FROM_NOTHING = 10  # one in so many is started from nothing
ROUNDS = 4  # four times fifty, so that both cores of a builder are used
WINDOW = 0.25
LATE = 0.75  # a busy builder may run a timer late, but rarely: see USUALLY
USUALLY = 0.95  # of the characters that were seen and lost, this share was typed within the window
WORDS = [
    "she",
    "misses",
    "the",
    "noise",
    "of",
    "dinner",
    "hall",
    "and",
    "them",
    "kiddies",
    "every",
    "blessed",
    "morning",
    "our",
    "Frank",
    "never",
    "said",
    "owt",
]


def squeezed(text):
    return "".join(text.split())


class Typist:
    """Types at random, and knows when each character was seen on the screen."""

    def __init__(self, terminal, dice, already):
        self.terminal = terminal
        self.dice = dice
        self.line = already
        self.seen_at = {len(squeezed(already)): 0.0}
        self.sent = []
        self.acknowledged = []

    def go_on(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if len(self.line) > 30 and self.dice.random() < 0.1:
                self.keep()
            else:
                self.word(self.dice.choice(WORDS))

    def word(self, word):
        for letter in f"{word} ":
            self.terminal.type(letter)
            self.line += letter
            self.terminal.read(self.dice.uniform(0.002, 0.03))
            self.look()

    def keep(self):
        self.terminal.type("\r")
        self.sent.append(self.line.strip())
        self.line = ""
        self.seen_at = {0: time.monotonic()}
        if self.dice.random() < 0.5:
            self.terminal.wait_until(
                lambda: squeezed(f"“{self.sent[-1]}”") in squeezed(self.right()), "the note"
            )
        self.look()

    def right(self):
        """The part of the screen that holds their words."""
        return "\n".join(line[25:] for line in self.terminal.text.splitlines())

    def look(self):
        """Note what the screen shows: notes that were kept, and how much of the line."""
        shown = squeezed(self.right())
        for note in self.sent:
            if note not in self.acknowledged and squeezed(f"“{note}”") in shown:
                self.acknowledged.append(note)
        typed = squeezed(self.line)
        foot = shown.rpartition("─")[2]
        for length in range(len(typed), max(self.seen_at, default=0), -1):
            if typed[:length] and typed[max(0, length - 40) : length] in foot:
                for unseen in range(max(self.seen_at) + 1, length + 1):
                    self.seen_at[unseen] = time.monotonic()
                break


@pytest.fixture
def at_hand(own_home):
    program = ProgramAtHand(environ_for(own_home))
    yield program
    program.close()


def open_conversation(terminal):
    terminal.wait_for("Passphrase")
    terminal.type(f"\x1b[200~{PASSPHRASE}\x1b[201~\r")  # pasted at once
    terminal.wait_for("My story")
    return terminal


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_nothing_acknowledged_is_lost(place, own_home, at_hand, round_, record_property):
    kit, key, conversation = place
    dice = random.Random(round_)
    lost_ages = []
    kept_before = []
    line = ""
    for number in range(KILLS):
        terminal = Terminal.of(at_hand) if number % FROM_NOTHING else Terminal([], own_home)
        open_conversation(terminal)
        if line:
            terminal.wait_for("Nothing was lost")
        typist = Typist(terminal, dice, line)
        typist.go_on(dice.uniform(0.05, 0.6))
        killed_at = time.monotonic()
        terminal.kill()
        with kit.open_vault(key) as vault:
            notes = [note.text for note in vault.all(Note)]
            draft = vault.drafts.get(f"line:{conversation.id}")
        for note in (*kept_before, *typist.acknowledged):
            assert note in notes, "an acknowledged note was lost"
        extra = notes[len(kept_before) :]
        assert extra == typist.sent[: len(extra)], "notes came back in another order or another form"
        on_disk = draft.text if draft else ""
        if len(extra) < len(typist.sent):  # the last Enter had not arrived: its line is still the draft
            now_typed = typist.sent[len(extra)]
            assert now_typed.startswith(on_disk.strip()), "the draft is not what was typed"
        else:
            assert typist.line.startswith(on_disk), "the draft is not what was typed"
            kept = len(squeezed(on_disk))
            lost_ages += [killed_at - at for length, at in typist.seen_at.items() if length > kept]
        kept_before = notes
        line = on_disk
    worst = max(lost_ages, default=0.0)
    within = sum(age <= WINDOW for age in lost_ages)
    record_property("characters_seen_and_lost", len(lost_ages))
    record_property("oldest_lost_milliseconds", round(1000 * worst))
    record_property("lost_within_the_window", within)
    assert worst <= WINDOW + LATE
    assert within >= USUALLY * len(lost_ages)
