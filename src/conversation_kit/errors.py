"""Every error a user can meet, each carrying one plain sentence.

The message says what happened, what was kept and what to do. It never holds a person's words, so it may be
shown and logged anywhere. ``exit_code`` is what the command line answers with (documented in ``--help``).
"""


class KitError(Exception):
    """Base of all errors with a sentence for the user.

    Attributes:
        sentence: What to show, in plain English.
        exit_code: Process exit status for the command line.
    """

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInputError(KitError):
    """Something given to the kit (a file, an option, a value) cannot be used as it is."""

    exit_code = 2


class NotFoundError(KitError):
    """What was asked for by id or name is not there."""

    exit_code = 3


class LockedError(KitError):
    """The vault could not be opened: a wrong passphrase or recovery key, or no vault yet."""

    exit_code = 4


class RefusedError(KitError):
    """The kit refused a step that looks like a mistake; the sentence says how to go on all the same."""

    exit_code = 5


class SourceError(KitError):
    """A source of the Book could not be read; the Book in use is unchanged."""

    exit_code = 6


class StorageError(KitError):
    """The disk refused: full, read-only, damaged, or written by a newer version."""

    exit_code = 7


class HubError(KitError):
    """The hub could not be reached, or would not do what it was asked; nothing here is lost.

    Attributes:
        short: The same in a few words, for a status line.
    """

    exit_code = 8
    short = "the hub refused"
