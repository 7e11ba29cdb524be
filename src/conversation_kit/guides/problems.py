"""What is wrong with a guide file, said so that whoever wrote it can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a guide file.

    Attributes:
        file: The guide file.
        line: Line in the file, from 1; 0 when it concerns the file as a whole.
        field: Where in the guide, in words ("topic 2, prompt 1, ask"), or empty.
        why: What is wrong and what would be right, in plain English.
    """

    file: Path
    line: int
    field: str
    why: str

    @property
    def sentence(self) -> str:
        """The whole of it in one line: file name, line, field, why."""
        where = [self.file.name]
        if self.line:
            where.append(f"line {self.line}")
        if self.field:
            where.append(self.field)
        return f"{', '.join(where)}: {self.why}"


class GuideError(BadInputError):
    """A guide file cannot be used; ``problems`` lists everything found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0].sentence
        more = len(self.problems) - 1
        also = f" And {more} more; 'conversation-kit guide check' lists them all." if more else ""
        super().__init__(f"{first}{also}")
