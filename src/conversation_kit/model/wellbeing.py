"""How somebody says they are: the four personal wellbeing questions, and a slot for a licensed tool's score.

The four questions are the Office for National Statistics' personal wellbeing measures (ONS4), asked on a scale of 0 to
10 and published under the Open Government Licence. They are always optional and never added up.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """Answers to the four questions on one day; each may stay unasked.

    Attributes:
        asked_on: The day they were asked.
        satisfied, worthwhile, happy, anxious: 0 (not at all) to 10 (completely), as they say it, or None. A high
            ``anxious`` is the one that is hard.
        words: What they said about it.
    """

    entity: ClassVar[str] = "wellbeing"

    id: str
    person_id: str
    asked_on: date
    satisfied: int | None = None
    worthwhile: int | None = None
    happy: int | None = None
    anxious: int | None = None
    words: str = ""
    conversation_id: str = ""
    taken_out: bool = False


@dataclass(frozen=True, slots=True)
class ToolScore:
    """A score of a tool the council is licensed for: its name, the day, the score as written. Never its text."""

    entity: ClassVar[str] = "tool-score"

    id: str
    person_id: str
    tool: str
    scored_on: date
    score: str = ""
    taken_out: bool = False
