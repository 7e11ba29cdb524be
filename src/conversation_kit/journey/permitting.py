"""Who may see what: for the whole story and for one item, until when, and taken back at any time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.deciding import day_typed
from conversation_kit.model.permissions import UNASKED, Audience, Permission, by_item
from conversation_kit.model.story import Story
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

BEYOND_THE_PERSON = tuple(audience for audience in Audience if audience is not Audience.PERSON)
_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a permission can be about.

    Attributes:
        id: Its id; the person's own for the whole story.
        what: What kind of thing it is, in small print ("note", "asset").
        words: Their words, or what it is called.
        own: Its own permission, or None when it goes by the whole story's.
        whole: The permission for the whole story, or None when nobody was asked.
    """

    id: str
    what: str
    words: str
    own: Permission | None
    whole: Permission | None

    @property
    def deciding(self) -> Permission | None:
        """The permission that decides, or None when nobody was asked."""
        return self.own or self.whole

    def readers(self, today: date) -> tuple[Audience, ...]:
        """Return who may see it on ``today`` besides the person."""
        if self.deciding is None:
            return UNASKED
        return tuple(one for one in BEYOND_THE_PERSON if self.deciding.allows(one, today))


def items_of(story: Story) -> list[Item]:
    """Return the whole story, then everything in it that a permission can be about, in the order it was kept."""
    permissions = by_item(story.permissions)
    whole = permissions.get(story.person.id)
    first = Item(story.person.id, "the whole story", "", whole, None)
    return [
        first,
        *(
            Item(item_id, what, words, permissions.get(item_id), whole)
            for item_id, what, words in _named(story)
        ),
    ]


def item_of(story: Story, item_id: str) -> Item:
    """Return one item of a story, the whole of it for the person's own id.

    Raises:
        NotFoundError: There is no such item.
    """
    found = next((item for item in items_of(story) if item.id == item_id), None)
    if found is None:
        raise NotFoundError("Nothing with that id is kept about this person. Nothing was changed.")
    return found


def permit(
    vault: Vault,
    person_id: str,
    item_id: str,
    audiences: Collection[Audience],
    *,
    today: date,
    until: date | None = None,
    said: str | None = None,
) -> Permission:
    """Keep who may see an item, or the whole story, as the person says today.

    Args:
        vault: The open vault.
        person_id: Whose story it is.
        item_id: The item's id, or the person's for the whole story.
        audiences: Who may see it besides the person; nobody when empty.
        today: The day they were asked.
        until: The last day it holds, or None without an end.
        said: How they put it; what was written before stands when None.
    """
    before = vault.find(Permission, item_id) or Permission(item_id, person_id)
    made = replace(
        before,
        audiences=tuple(one.value for one in BEYOND_THE_PERSON if one in audiences),
        until=until,
        withdrawn=False,
        taken_out=False,
        said=before.said if said is None else inert(said).strip(),
        asked_on=today,
    )
    vault.keep(made)
    return made


def withdraw(vault: Vault, person_id: str, item_id: str) -> Permission:
    """Keep that the person took their permission back: from now on it is for them only."""
    before = vault.find(Permission, item_id) or Permission(item_id, person_id)
    made = replace(before, withdrawn=True, taken_out=False)
    vault.keep(made)
    return made


def put_back(vault: Vault, person_id: str, item_id: str, before: Permission | None) -> None:
    """Take a step back: the permission stands as ``before``, or the item has none of its own."""
    vault.keep(before or Permission(item_id, person_id, taken_out=True))


def readers_words(item: Item, today: date) -> str:
    """Return who may see an item and until when, in a few plain words."""
    decides = item.deciding
    by_whole = "" if item.own or not item.what or item.what == "the whole story" else ", as the whole story"
    if decides is None:
        return "the person and the team: nobody was asked"
    if decides.withdrawn:
        return f"the person only: taken back{by_whole}"
    if decides.until is not None and today > decides.until:
        return f"the person only: ended on {day_typed(decides.until)}{by_whole}"
    readers = item.readers(today)
    if not readers:
        return f"the person only{by_whole}"
    until = f", until {day_typed(decides.until)}" if decides.until else ""
    soon = " (soon)" if decides.until and decides.until - today <= _SOON else ""
    return f"{_listed(['the person', *(reader.words for reader in readers)])}{until}{soon}{by_whole}"


def said_plainly(story: Story, today: date) -> list[str]:
    """Return a sentence each for what is shown beyond the team, what ends soon and what ended; those that hold."""
    own = [item for item in items_of(story) if item.own]
    beyond = [item for item in own if set(item.readers(today)) - set(UNASKED)]
    readers = dict.fromkeys(
        reader.words for item in beyond for reader in item.readers(today) if reader not in UNASKED
    )
    ending = [item for item in own if item.readers(today) and _ends_within(item.own, today)]
    ended = [item for item in own if item.own and item.own.until and item.own.until < today]
    sentences = [
        f"Beyond the team ({_listed(list(readers))}): {_counted(beyond)}." if beyond else "",
        f"Ends within 14 days: {_counted(ending)}." if ending else "",
        f"Ended, and for {story.person.name} only now: {_counted(ended)}." if ended else "",
    ]
    return [sentence for sentence in sentences if sentence]


def _ends_within(permission: Permission | None, today: date) -> bool:
    return (
        permission is not None
        and permission.until is not None
        and timedelta(0) <= permission.until - today <= _SOON
    )


def _counted(items: list[Item]) -> str:
    whole = ["the whole story"] if any(item.what == "the whole story" for item in items) else []
    rest = len(items) - len(whole)
    return " and ".join([*whole, *([f"{rest} item{'' if rest == 1 else 's'}"] if rest else [])])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _named(story: Story) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and words of everything in a story that can have a permission of its own.

    A connection that is off the page is not named: the person looks on, and perhaps others.
    """
    off = {one.id: one.shown_name for one in story.connections if not one.on_page}
    for talk in story.conversations:
        if talk.present or talk.permission:
            yield talk.id, "how a talk began", " · ".join(filter(None, (talk.present, talk.permission)))
    yield from ((note.id, "note", note.text) for note in story.notes)
    for asset in story.assets:
        yield asset.id, asset.leaning.words, ": ".join(filter(None, (asset.who, asset.words)))
    yield from ((one.id, "connection", one.shown_name) for one in story.connections)
    yield from ((line.id, line.side, line.what) for line in story.deal)
    for step in story.steps:
        yield step.id, "how it went", off.get(step.connection_id) or step.words or step.stage
    yield from ((risk.id, "positive risk", risk.wants) for risk in story.risks)
    yield from ((one.id, "how they are", one.words or day_typed(one.asked_on)) for one in story.wellbeing)
    yield from ((one.id, "a tool's score", f"{one.tool}, {day_typed(one.scored_on)}") for one in story.scores)
