"""Pieces: what one clause says for one entry, and the reason that is given for it."""

from dataclasses import dataclass

from conversation_kit.model.connections import Way


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is suggested.

    Attributes:
        said: The person's own words, the clause; empty for what was learned from others.
        because: The kind of match, plainly: 'the same word, "crochet"'.
    """

    said: str
    because: str

    @property
    def sentence(self) -> str:
        """The reason as one sentence."""
        if not self.said:
            return self.because
        return f'because you said "{self.said}": {self.because}'


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for an entry.

    Attributes:
        clause: The number of the clause.
        value: 0..1.
        theme: What it is about; a second piece about the same adds nothing.
        certain: Whether entry and statement share the words themselves, not only a theme.
        heard: The theme that was heard, from which ``theme`` may follow; one thing said is not counted twice.
        wide: Whether it rests on a theme so broad that it says little.
    """

    clause: int
    value: float
    reason: Reason
    way: Way
    theme: str
    certain: bool = False
    heard: str = ""
    wide: bool = False
