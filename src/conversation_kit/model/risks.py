"""Positive risk: something the person wants to try. Weighed in words, never scored."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PositiveRisk:
    """What somebody wants to try, and what was weighed.

    Attributes:
        wants: What they want to try, in their words.
        good: What good it could do.
        could_go_wrong: What could go wrong.
        safe_enough: What makes it safe enough.
        they_say: What the person says about all that.
        backed_by: Who backs it.
        look_again: When to look at it again.
        on_page: Whether it goes on *my page*; person and worker choose when they read it back.
        put_on: Whether they put it on the page although the kit left it off, for what it speaks of.
    """

    entity: ClassVar[str] = "positive-risk"

    id: str
    person_id: str
    wants: str
    good: str = ""
    could_go_wrong: str = ""
    safe_enough: str = ""
    they_say: str = ""
    backed_by: str = ""
    weighed_on: date | None = None
    look_again: date | None = None
    conversation_id: str = ""
    on_page: bool = True
    put_on: bool = False
    taken_out: bool = False
