"""Features: what is read out of one entry, once, so that judging it against a statement is cheap."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from conversation_kit.matching.ages_told import ages_told
from conversation_kit.matching.costs_told import cost_told
from conversation_kit.matching.dated import Dated, dated
from conversation_kit.matching.figures import in_figures
from conversation_kit.matching.plain import line, stem, tokens
from conversation_kit.matching.timetable import Session, timetable
from conversation_kit.matching.words import Words
from conversation_kit.model.entries import Entry, Location

_OPENING = 3
"""Words with which a description begins that say what kind of thing it is: "a ladies' choir"."""
_LEAD = 45
"""Words of a description that say what the entry is about."""
_MOST = 1_200
"""Words of a description that are read; longer ones repeat themselves."""
_OWN_TIME = ("only", "only session", "only sessions", "s session", "s sessions")
_FOR = ("for", "other", "local")
_WITHOUT = ("no", "without", "not", "avoids", "avoid")
_MILES = re.compile(r" (\d{1,2}) ?miles?(?= )")
_LONG_WALK = 4
_GROWN_UP = 19
_KINDS = ("crowded", "phone", "pool", "waterside", "dogs", "cats", "animals", "signing", "rough")


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one entry. ``tags``, ``lead`` and ``body`` are padded lines of stems.

    Attributes:
        said: The whole text as a padded line of folded words, for turns of phrase.
    """

    tags: str
    lead: str
    body: str
    said: str


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


def texts_of(entry: Entry) -> Texts:
    """The words of one entry."""
    return _texts(*_tokens(entry))


def _texts(name: list[str], tags: list[str], text: list[str]) -> Texts:
    return Texts(
        tags=line([stem(word) for word in tags]),
        lead=line([stem(word) for word in text[:_LEAD]]),
        body=line([stem(word) for word in text[_LEAD:]]),
        said=line([*name, "|", *tags, "|", *text]),
    )


def _tokens(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    """The folded words of its name, of what it is tagged with, and of its description."""
    tags = " | ".join((*(a.name for a in entry.attributes), entry.eligibility, *entry.ways_to_give))
    return tokens(entry.name), tokens(tags), tokens(entry.description)[:_MOST]


def read_entry(entry: Entry, words: Words) -> Features:
    """Read one entry. Pure; costs about a third of a millisecond."""
    name, tags, text = _tokens(entry)
    texts = _texts(name, tags, text)
    who = tokens(entry.organization)
    title, said = line([*name, "|", *tags]), texts.said
    youngest, oldest, ages_from = ages_told(entry)
    when = timetable(entry)
    group = words.cue_in("group_entry", title)
    least, cost_told = _least(entry, words)
    venue = line(tokens(" | ".join(location.name for location in entry.locations)))
    access = [line(tokens(" | ".join(location.accessibility))) for location in entry.locations]
    children = (
        words.cue_in("children_entry", title)
        or words.cue_in("with_children_entry", said)
        or (oldest is not None and oldest < _GROWN_UP)
    )
    return Features(
        id=entry.id,
        name=line([stem(word) for word in name]),
        organization=" ".join(who) or " ".join(name),
        youngest=youngest,
        oldest=oldest,
        ages_from=ages_from,
        sex=_sex(title, said, words),
        faith=_faith(name, who, tags, venue, words),
        in_church=words.cue_in("faith_entry", venue),
        pub=words.cue_in("pub_entry", title) or words.cue_in("drink_place_entry", said),
        online=words.cue_in("online_entry", said),
        children=children,
        older=words.cue_in("older_entry", title),
        gives=bool(entry.ways_to_give) or words.cue_in("volunteers_entry", said),
        asks=bool(entry.ways_to_give) or words.cue_in("helpers_asked_entry", said),
        ways=line([stem(word) for word in tokens(" | ".join(entry.ways_to_give))]),
        closed=words.cue_in("closed_entry", said),
        dated=dated(entry.name, entry.description, scheduled=bool(entry.schedules)),
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
        alone=(words.cue_in("alone_entry", said) or words.cue_in("alone_title_entry", title)) and not group,
        group=group,
        together=words.cue_in("together_entry", said)
        or (words.cue_in("memory_entry", said) and not words.cue_in("carers_alone_entry", said)),
        at_home=_at_home(said, words, group=group),
        dropping_in=words.cue_in("dropping_in_entry", said),
        stairs=_stairs(said, access, words),
        rough=_everywhere("rough_entry", access, words),
        no_toilet=words.cue_in("no_toilet_entry", said) or _everywhere("no_toilet_entry", access, words),
        sessions_for=_sessions_for(entry, said, words),
        peoples=words.peoples_in(line(name)),
        spots=_spots(entry),
        hard_going=_of_kind("hard_going", said, words) or _long_walk(said),
        paid=words.cue_in("paid_entry", said),
        eases=words.cue_in("fear_entry", said),
        open=entry.status.runs,
        last_day=_last_day(entry),
        looked_at=tuple(day for day in (entry.assured_date, entry.last_modified) if day is not None),
        where=tuple(_placed(location) for location in entry.locations),
        kinds=frozenset(kind for kind in _KINDS if _of_kind(kind, said, words)),
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


def _faith(name: list[str], who: list[str], tags: list[str], venue: str, words: Words) -> bool:
    """Whether it is a church's or another faith's own: by its names and tags, or a saint's name at such a place."""
    if words.cue_in("faith_entry", line([*name, "|", *who, "|", *tags])):
        return True
    saint = "st" in (*name[:1], *who[:1])
    return saint and words.cue_in("faith_entry", venue)


def _everywhere(cue: str, access: list[str], words: Words) -> bool:
    """Whether each of its places says so of itself."""
    return bool(access) and all(words.cue_in(cue, place) for place in access)


def _stairs(said: str, access: list[str], words: Words) -> bool:
    """Whether there are steps and no way round them: each of its places says so, or its own words do."""
    softly = "stairs_softly_entry"
    if access and all(words.cue_in("stairs_entry", place) for place in access):
        return not any(words.cue_in(softly, place) for place in (*access, said))
    return words.cue_in("stairs_entry", said) and not words.cue_in(softly, said)


def _sessions_for(entry: Entry, said: str, words: Words) -> frozenset[str]:
    """The sexes that have a time of their own, by what a schedule is called or the words say."""
    called = [line(tokens(schedule.description)) for schedule in entry.schedules]
    found = set()
    for sex in ("women", "men"):
        apart = any(f" {sex} {own} " in said for own in _OWN_TIME)
        if apart or any(words.cue_in(f"{sex}_entry", one) for one in called):
            found.add(sex)
    return frozenset(found)


def _spots(entry: Entry) -> frozenset[str]:
    codes = {"".join(location.postal_code.lower().split()) for location in entry.locations}
    found = {
        f"{location.latitude:.4f} {location.longitude:.4f}"
        for location in entry.locations
        if location.latitude is not None and location.longitude is not None
    }
    return frozenset(codes | found) - {""}


def _sex(title: str, said: str, words: Words) -> str:
    """Whether the entry is for "women" or "men": by its name and tags, else by what it says ("a ladies' choir ...")."""
    women, men = words.cue_in("women_entry", title), words.cue_in("men_entry", title)
    if women == men:
        opening = line(said.rpartition("|")[2].split()[:_OPENING])
        women, men = words.cue_in("women_entry", opening), words.cue_in("men_entry", opening)
    if women == men:
        women, men = (any(f" {joint} {sex} " in said for joint in _FOR) for sex in ("women", "men"))
        if " men and women " in said or " women and men " in said:
            return ""
    if women == men:
        return ""
    return "women" if women else "men"


def _least(entry: Entry, words: Words) -> tuple[float | None, bool]:
    """The lowest price, and whether the description told it: from the fields, else plainly named there."""
    if entry.is_free:
        return 0.0, False
    priced_so = line(
        tokens(" | ".join(f"{one.option} {one.amount_description}" for one in entry.cost_options))
    )
    if words.cue_in("what_you_can_entry", priced_so):
        return 0.0, False
    priced = [option for option in entry.cost_options if option.amount is not None]
    theirs = [
        option
        for option in priced
        if not words.cue_in(
            "price_for_others_entry", line(tokens(f"{option.option} {option.amount_description}"))
        )
    ]
    amounts = [option.amount for option in theirs or priced if option.amount is not None]
    if amounts:
        return min(amounts), False
    told = cost_told(entry.description)
    return told, told is not None


def _at_home(said: str, words: Words, *, group: bool) -> bool:
    """Whether it comes to a home, or down the line; that a group has a telephone says nothing."""
    plainly = words.cue_in("home_plainly_entry", said) or words.cue_in("online_entry", said)
    return plainly or (words.cue_in("home_entry", said) and not group)


def _of_kind(kind: str, said: str, words: Words) -> bool:
    """Whether it says that it is of a kind, other than to say that it is not ("no dogs")."""
    return any(
        cue in said and not any(f" {no}{cue}" in said for no in _WITHOUT)
        for cue in words.cues[f"{kind}_entry"]
    )


def _long_walk(said: str) -> bool:
    return " mile" in said and any(int(miles) >= _LONG_WALK for miles in _MILES.findall(in_figures(said)))
