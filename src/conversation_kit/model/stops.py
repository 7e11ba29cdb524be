"""Stop: somebody is at risk. What was seen, in the worker's own words, and to whom it was handed on.

The kit hands safeguarding on; it does not manage it. A Stop is never part of a Story, so no page, case note, export
or share can hold one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stop:
    """One time the worker pressed Stop.

    Attributes:
        person_id: Whom it is about, or empty when nobody was on the screen.
        began: When the key was pressed (timezone-aware).
        words: What was seen or said, in the worker's own words.
        handed_to: Who was told, in words ("duty desk, Mrs Okafor").
        handed_at: When they were told, or None while nobody was.
        worker_id: Who pressed it.
    """

    entity: ClassVar[str] = "stop"

    id: str
    person_id: str
    began: datetime
    words: str = ""
    handed_to: str = ""
    handed_at: datetime | None = None
    worker_id: str = ""
