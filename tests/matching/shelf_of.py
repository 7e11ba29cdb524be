"""A small Book written by hand for the tests of matching."""

from collections.abc import Sequence
from datetime import date, time

from conversation_kit.model.entries import Attribute, CostOption, Entry, Location, Schedule, Status

TODAY = date(2026, 11, 23)
CHECKED = date(2026, 9, 1)


class SmallBook:
    """What matching needs of a Book, over entries held in memory."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        return self._entries.get(id)

    def entries(self) -> Sequence[Entry]:
        return list(self._entries.values())

    def close(self) -> None:
        """Nothing is open: only so that it can stand where a Book does."""


def an_entry(id: str, name: str, description: str = "", **more: object) -> Entry:  # noqa: A002
    more.setdefault("assured_date", CHECKED)
    more.setdefault("organization", f"The people of {id}")
    return Entry(id=id, name=name, description=description, **more)  # type: ignore[arg-type]


def _at(latitude: float, longitude: float, city: str) -> tuple[Location, ...]:
    return (Location(address="1 High Street", city=city, latitude=latitude, longitude=longitude),)


ELM = {"locations": _at(53.50, -2.60, "Elmsley")}
FAR = {"locations": _at(53.90, -2.10, "Farholm")}


def weekly(day: str, opens: int, closes: int) -> tuple[Schedule, ...]:
    return (Schedule(freq="WEEKLY", byday=(day,), opens_at=time(opens), closes_at=time(closes)),)


ENTRIES = [
    an_entry("knit", "Elmsley Knit and Natter", "Bring your knitting or crochet.", schedules=weekly("TU", 10, 12), **ELM),
    an_entry("bingo", "Bingo Afternoon", "Eyes down for bingo and a raffle.", schedules=weekly("WE", 14, 16), **ELM),
    an_entry(
        "dementia-day", "Lilac Day Centre", "Day centre for people living with dementia. Volunteers welcome.",
        ways_to_give=("sit and chat with people",), **ELM,
    ),
    an_entry("charity-shop", "Open Door Charity Shop", "Sorting donations and serving customers. Volunteers wanted.", ways_to_give=("volunteer in the shop",), **FAR),
    an_entry("travel", "Travel Training", "Learn to travel alone on the bus, with road safety.", **ELM),
    an_entry("ring-and-ride", "Elmsley Ring and Ride", "Door to door community transport with a minibus.", **ELM),
    an_entry(
        "readers", "School Readers", "Reading volunteers listen to children read in primary schools. DBS check needed.",
        ways_to_give=("hear children read",), minimum_age=18, **ELM,
    ),
    an_entry("storytime", "Storytime at the Library", "Storytelling for the under fives. Helpers welcome to read aloud.", maximum_age=5, **ELM),
    an_entry("youth-voice", "Elmsley Youth Voice", "Youth council where young people have their say.", minimum_age=11, maximum_age=18, schedules=weekly("TH", 17, 19), **ELM),
    an_entry("youth-club", "The Den Youth Club", "Youth club with pool, music and mates.", minimum_age=11, maximum_age=17, **ELM),
    an_entry("walking", "Sunday Ramblers", "Walking group, 8 miles over the moor.", schedules=weekly("SU", 9, 13), **FAR),
    an_entry("easy-walk", "Easy Walk", "A short health walk round the park, free to attend.", schedules=weekly("MO", 10, 11), **ELM),
    an_entry("church-lunch", "St Anne's Church Lunch Club", "Lunch club in the church hall.", cost_options=(CostOption(amount=4.0),), **ELM),
    an_entry("lunch", "Market Hall Lunch Club", "Two course lunch in company.", cost_options=(CostOption(amount=6.0),), **ELM),
    an_entry("free-lunch", "Community Lunch", "A shared meal for anybody.", is_free=True, **ELM),
    an_entry("womens", "Women's Circle", "A women's group for a chat and crafts.", **ELM),
    an_entry("shed", "Men's Shed", "Woodwork and mending for men in a shared workshop.", **ELM),
    an_entry("debt", "Money Advice Elmsley", "Debt advice and budgeting.", **ELM),
    an_entry("gamblers", "Gamblers Together", "Support for people who gamble.", attributes=(Attribute("Gambling"),), **ELM),
    an_entry("refuge", "Safe Harbour", "Domestic abuse support and refuge.", **ELM),
    an_entry("befriend", "Ring Round Befriending", "A befriender rings every week.", minimum_age=50, **ELM),
    an_entry("closed-choir", "Elmsley Choir", "A choir for anybody who sings.", status=Status.DEFUNCT, **ELM),
    an_entry("gone-choir", "Harmony Choir", "A community choir. This group is no longer running.", **ELM),
    an_entry("choir", "Canal Voices", "A community choir for anybody who likes to sing.", schedules=weekly("TH", 19, 21), assured_date=date(2025, 9, 1), **ELM),
    an_entry("harriers", "Brackenthwaite Harriers", "Running club.", **ELM),
]  # fmt: skip
