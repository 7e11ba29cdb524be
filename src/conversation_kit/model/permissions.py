"""Permission: who may see what the person said, until when; it can be withdrawn at any time.

Permission to share is not the lawful basis for holding the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar


class Audience(StrEnum):
    """Whom something may be shown to. The person may always see their own words."""

    PERSON = "person"
    TEAM = "team"
    GP = "gp"
    HUDDLE = "huddle"
    PROVIDER = "provider"

    @property
    def words(self) -> str:
        """The audience as screens and pages say it."""
        return _AUDIENCE_WORDS[self]


_AUDIENCE_WORDS = {
    Audience.PERSON: "the person only",
    Audience.TEAM: "the team",
    Audience.GP: "the GP practice",
    Audience.HUDDLE: "the huddle",
    Audience.PROVIDER: "a provider",
}
UNASKED = (Audience.TEAM,)
"""Who may see an item nobody was asked about: the team that holds the record, and nobody beyond it."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What the person said about showing one item, or their whole story.

    There is one Permission an item: its ``id`` is the id of the item (a note, an asset, a connection ...), or the
    person's own id for everything that has none of its own. So that two laptops that change it at the same time
    meet in one record, and the conflict shows.

    Attributes:
        audiences: Values of ``Audience`` who may see it; empty means the person only.
        until: The last day it holds, or None without an end. Afterwards the item is for the person only.
        withdrawn: True once the person took it back: the item is for the person only.
        said: How they put it, in their words.
        asked_on: The day they were asked.
        taken_out: True once the item goes by the whole story's permission again, as if it never had its own.
    """

    entity: ClassVar[str] = "permission"

    id: str
    person_id: str
    audiences: tuple[str, ...] = ()
    until: date | None = None
    withdrawn: bool = False
    said: str = ""
    asked_on: date | None = None
    taken_out: bool = False

    def allows(self, audience: Audience, today: date) -> bool:
        """Whether ``audience`` may see the item on ``today``."""
        if audience is Audience.PERSON:
            return True
        if self.withdrawn or (self.until is not None and today > self.until):
            return False
        return audience.value in self.audiences


def may_see(audience: Audience, today: date, own: Permission | None, whole: Permission | None) -> bool:
    """Whether ``audience`` may see an item on ``today``.

    Args:
        audience: Who would see it.
        today: The day it is shown.
        own: The item's own permission, which alone decides when there is one.
        whole: The permission for the person's whole story, asked when the item has none of its own.
    """
    for permission in (own, whole):
        if permission is not None:
            return permission.allows(audience, today)
    return audience is Audience.PERSON or audience in UNASKED


def by_item(permissions: Iterable[Permission]) -> dict[str, Permission]:
    """Return permissions that stand by the id of the item they are about."""
    return {permission.id: permission for permission in permissions if not permission.taken_out}
