"""Features: what is read out of one entry, once, so that judging it against a statement is cheap."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from conversation_kit.matching.entries.ages_told import ages_told
from conversation_kit.matching.entries.closed_told import closed_told
from conversation_kit.matching.entries.costs_told import least_cost
from conversation_kit.matching.entries.dated import Dated, dated
from conversation_kit.matching.entries.demands_told import (
    as_meant,
    everywhere_told,
    hard_going_told,
    kinds_told,
    stairs_told,
)
from conversation_kit.matching.entries.drink_told import pub_told
from conversation_kit.matching.entries.helpers_told import asks_told
from conversation_kit.matching.entries.homes_told import homes_told
from conversation_kit.matching.entries.publics_told import (
    children_told,
    church_in,
    faith_told,
    group_told,
    in_church_told,
    sex_told,
    sexes_with_times,
)
from conversation_kit.matching.entries.stages_told import older_told, young_told
from conversation_kit.matching.entries.texts import Texts, texts_of
from conversation_kit.matching.entries.timetable import Session, timetable
from conversation_kit.matching.vocabulary.plain import line, stem, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry, Location

_GROWN_UP, _TEENS = 19, 13
_VISITING = frozenset({"visits"})
"""What meets somewhere may visit too; it is not only to be had at home."""
_OPENING = 3
"""Words with which a description begins that say whom it is for: "older people meet for tea"."""


@dataclass(frozen=True, slots=True)
class Features:
    """One entry, read for matching. Its words are long, so that they may be left in the Book until they are asked for.

    Attributes:
        name: A padded line of stems.
        youngest, oldest: Ages it is for as far as it says so, whole years inclusive.
        ages_from: Where the ages were read: "ages", "name", "description" or empty.
        sex: "women", "men" or empty.
        faith, pub, online, children, older: What kind of place or public it is.
        gives: Whether it speaks of helpers.
        asks: Whether it plainly asks for them, or names ways to give.
        ways: What one could give there, a padded line of stems.
        closed: Whether its own text says that it has closed.
        dated: What its own words date: an end, a reopening, or a season that is past.
        least: The lowest price in pounds, 0 when free, None when unknown.
        sessions: When it runs; empty when unknown.
        told: What only its description told: any of "ages", "cost" and "times".
        in_church: Whether it meets where worship is held.
        alone: Whether it is something for one person, or two ("by post", "one to one").
        group: Whether its title calls it a group, a club or such.
        together: Whether whoever is cared for may come too.
        at_home: Whether it comes to a home, or down the line.
        dropping_in: Whether one may come and go within its hours.
        stairs, rough: Whether steps, or the ground, keep out people whose legs or wheels cannot.
        no_toilet: Whether it says that it has none that will do.
        sessions_for: "women" or "men" when one of its times is theirs alone.
        peoples: Communities named in its name, as in ``Words.peoples_in``.
        spots: Where it is: postcodes, and coordinates to about ten metres.
        hard_going: Whether it asks for strength and stamina.
        kinds: Which of the kinds of thing it is that some people keep away from: "crowded", "phone", "pool",
            "waterside", "dogs", "cats", "animals", "signing" and "rough".
        organization: Folded name of who runs it, to spread suggestions.
        paid: Whether it speaks of having to pay.
        eases: Whether it speaks of being frightened.
        open: Whether its source says that it runs.
        last_day: The last day of its last schedule, or None when one has no end.
        looked_at: The days on which it was assured and changed last, as far as they are known, in this order.
        where: Its places, those with coordinates without their names.
        texts: Its words.
    """

    id: str
    name: str
    organization: str
    youngest: int | None
    oldest: int | None
    ages_from: str
    sex: str
    faith: bool
    pub: bool
    online: bool
    children: bool
    older: bool
    gives: bool
    asks: bool
    ways: str
    closed: bool
    dated: Dated
    least: float | None
    sessions: tuple[Session, ...]
    told: frozenset[str]
    in_church: bool
    alone: bool
    group: bool
    together: bool
    at_home: bool
    dropping_in: bool
    stairs: bool
    rough: bool
    no_toilet: bool
    sessions_for: frozenset[str]
    peoples: frozenset[int]
    spots: frozenset[str]
    hard_going: bool
    paid: bool
    eases: bool
    open: bool
    last_day: date | None
    looked_at: tuple[date, ...]
    where: tuple[Location, ...]
    kinds: frozenset[str]
    texts: Callable[[], Texts] = field(compare=False, repr=False)

    @property
    def only_children(self) -> bool:
        """Whether it takes nobody who is grown up, by its fields or its name."""
        young = self.oldest is not None and self.oldest < _GROWN_UP
        return self.children and young and self.ages_from != "description"

    @property
    def tags(self) -> str:
        """Its terms, whom it is for and its ways to give: a padded line of stems."""
        return self.texts().tags

    @property
    def lead(self) -> str:
        """How its description begins: a padded line of stems."""
        return self.texts().lead

    @property
    def body(self) -> str:
        """How its description goes on: a padded line of stems."""
        return self.texts().body

    @property
    def said(self) -> str:
        """Its whole text as a padded line of folded words, for turns of phrase."""
        return self.texts().said

    def holds(self, stems: str) -> bool:
        """Whether these stems, a space between them, stand anywhere in the entry."""
        wanted = f" {stems} "
        return any(wanted in text for text in (self.name, self.tags, self.lead, self.body))


def read_entry(entry: Entry, words: Words) -> Features:
    """Read one entry. Pure; costs about a third of a millisecond."""
    texts = texts_of(entry)
    name, tags, text = texts.of_name, texts.of_tags, texts.of_text
    who = tokens(entry.organization)
    title, said = line([*name, "|", *tags]), texts.said
    youngest, oldest, ages_from = ages_told(entry)
    when = timetable(entry)
    looked_at = tuple(day for day in (entry.assured_date, entry.last_modified) if day is not None)
    meant = as_meant(said, words)
    group, kinds = group_told(title, words), kinds_told(said, words)
    if words.cue_in("digital_entry", title):
        kinds |= {"digital"}
    homes = homes_told(entry.name, meant, words, kinds=kinds, group=group, sessions=when.sessions)
    least, cost_told = least_cost(entry, words)
    venue = line(tokens(" | ".join(location.name for location in entry.locations)))
    address = line(
        [
            word
            for location in entry.locations
            for part in location.address.split(",")
            for word in (*tokens(part), "|")
        ]
    )
    access = [line(tokens(" | ".join(location.accessibility))) for location in entry.locations]
    children = (
        children_told(title, said, words)
        or words.cue_in("with_children_entry", meant)
        or (oldest is None and (youngest or 0) < _TEENS and young_told(entry.description))
        or (oldest is not None and oldest < _GROWN_UP)
    )
    return Features(
        id=entry.id,
        name=line([stem(word) for word in name]),
        organization=" ".join(who) or " ".join(name),
        youngest=youngest,
        oldest=oldest,
        ages_from=ages_from,
        sex=sex_told(title, said, words),
        faith=faith_told(name, who, tags, venue + (address if church_in(address) else ""), said, words),
        in_church=in_church_told(venue, address, said, words),
        pub=pub_told(title, line(who), venue, said, words),
        online=homes.online,
        children=children,
        older=words.cue_in("older_entry", title + line(text[:_OPENING]))
        or older_told(said)
        or (words.cue_in("older_run_entry", line(who)) and not words.cue_in("older_run_softly_entry", said)),
        gives=bool(entry.ways_to_give) or words.cue_in("volunteers_entry", said),
        asks=bool(entry.ways_to_give) or asks_told(line(name), said, words),
        ways=line([stem(word) for word in tokens(" | ".join(entry.ways_to_give))]),
        closed=closed_told(line(name), said, words),
        dated=dated(
            entry.name,
            entry.description,
            scheduled=bool(entry.schedules),
            looked_at=looked_at[-1] if looked_at else None,
        ),
        least=least,
        sessions=when.sessions,
        told=frozenset(
            what
            for what, read in (
                ("ages", ages_from == "description"),
                ("cost", cost_told),
                ("times", when.told),
            )
            if read
        ),
        alone=homes.alone,
        group=group,
        together=words.cue_in("together_entry", meant)
        or (words.cue_in("memory_entry", said) and not words.cue_in("carers_alone_entry", said)),
        at_home=homes.at_home,
        dropping_in=words.cue_in("dropping_in_entry", meant)
        or words.cue_in("dropping_in_title_entry", title),
        stairs=stairs_told(said, access, words),
        rough=everywhere_told("rough_entry", access, words),
        no_toilet=words.cue_in("no_toilet_entry", said) or everywhere_told("no_toilet_entry", access, words),
        sessions_for=sexes_with_times(entry, said, words),
        peoples=words.peoples_in(line(name)),
        spots=_spots(entry),
        hard_going=hard_going_told(meant, words),
        paid=words.cue_in("paid_entry", said),
        eases=words.cue_in("fear_entry", said),
        open=entry.status.runs,
        last_day=_last_day(entry),
        looked_at=looked_at,
        where=tuple(_placed(location) for location in entry.locations),
        kinds=homes.kinds - (_VISITING if when.sessions or group else frozenset()),
        texts=lambda: texts,
    )


def _last_day(entry: Entry) -> date | None:
    ends = [schedule.valid_to for schedule in entry.schedules]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _placed(location: Location) -> Location:
    """A place with no more than is needed to measure how far it is."""
    if location.latitude is not None and location.longitude is not None:
        return Location(latitude=location.latitude, longitude=location.longitude)
    return replace(location, accessibility=())


def _spots(entry: Entry) -> frozenset[str]:
    codes = {"".join(location.postal_code.lower().split()) for location in entry.locations}
    found = {
        f"{location.latitude:.4f} {location.longitude:.4f}"
        for location in entry.locations
        if location.latitude is not None and location.longitude is not None
    }
    return frozenset(codes | found) - {""}
