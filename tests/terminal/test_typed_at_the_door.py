"""Somebody begins to write before the door has opened: every letter is in the line, in order, and nothing else happens."""

from conversation_kit.model.conversations import Note
from known import PASSPHRASE
from terminal import Terminal

LETTERS = "she misses the noise of the dinner hall and every one of them kiddies "


def test_every_letter_from_the_passphrase_on_is_kept(place, own_home):
    kit, key, conversation = place
    with Terminal([], own_home) as app:
        app.wait_for("Passphrase").type(PASSPHRASE + "\r" + LETTERS)
        typed = LETTERS
        after = 0
        while after < len(LETTERS):  # all the time until the talk stands, and a little longer
            app.type(LETTERS[len(typed) % len(LETTERS)])
            typed += LETTERS[len(typed) % len(LETTERS)]
            assert app.read(0.005)
            after += "My story" in app.text
        app.type("\x11").wait_for_end()
    with kit.open_vault(key) as vault:
        draft = vault.drafts.get(f"line:{conversation.id}")
        assert draft is not None
        assert draft.text == typed
        assert vault.all(Note) == []
