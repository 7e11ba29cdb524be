"""What is typed while the door opens: words for the line that comes, and nothing else."""

from __future__ import annotations

from textual import events


class Meanwhile:
    """Keeps words typed from the passphrase until the writing field stands.

    Only letters, a paste, and Backspace over these: a key that does something, Enter included, would do it unseen. They
    are forgotten when the door stays shut, or where there is no writing field.
    """

    def __init__(self) -> None:
        self._words = ""
        self._listens = False

    def begin(self) -> None:
        """The passphrase was entered: listen."""
        self._words = ""
        self._listens = True

    def end(self) -> str:
        """Stop listening; return the words, and forget them."""
        words, self._words, self._listens = self._words, "", False
        return words

    def hears(self, event: events.Event) -> bool:
        """Whether ``event`` was taken: words, or Backspace, while the door opens."""
        if not self._listens:
            return False
        if isinstance(event, events.Paste):
            self._words += event.text
            return True
        if not isinstance(event, events.Key):
            return False
        if event.key == "backspace":
            self._words = self._words[:-1]
            return True
        # Alt and a letter also carry the letter.
        typed = event.character if event.is_printable and "+" not in event.key else None
        self._words += typed or ""
        return typed is not None
