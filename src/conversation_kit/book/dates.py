"""When an entry happens: its next dates, its days, and both in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from conversation_kit.book.day_words import (
    byday_in,
    days_in,
    days_not_weekly,
    days_not_weekly_in_prose,
    schedules_in,
)
from conversation_kit.book.rule_words import day_in_words, hours_in_words, rules_in_words
from conversation_kit.book.rules import Rule, rule_of
from conversation_kit.model.entries import Entry
from conversation_kit.model.week import DAYS

HORIZON = timedelta(days=2 * 366)

_SAYS_NOTHING = frozenset(
    {
        *("na", "n/a", "none", "unknown", "tbc", "tba", "not known", "not relevant", "not applicable"),
        *("see above", "see below", "see website"),
    }
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something happens, in naive local UK time.

    Attributes:
        start: When it begins; midnight when the hours are unknown.
        end: When it ends, perhaps after midnight; None when unknown.
        hours_known: False when only the day is known.
    """

    start: datetime
    end: datetime | None = None
    hours_known: bool = True

    @property
    def words(self) -> str:
        """The occurrence as a card says it: "Tuesday 24 November, 10:00 to 12:00"."""
        day = day_in_words(self.start)
        if not self.hours_known:
            return f"{day}, time not known"
        return f"{day}, {hours_in_words(self.start.time(), self.end.time() if self.end else None)}"


def next_dates(entry: Entry, after: datetime, count: int = 3) -> list[Occurrence]:
    """Return the next times an entry happens, soonest first, each once.

    What has begun by ``after`` is past, but for a day whose hours are unknown: it may still come. An entry
    that is closed has none. Nor has a rhythm that leaves open which week it is (fortnightly without a start,
    monthly without saying which Tuesday, or weekly in its fields but "monthly" in its words): a wrong date
    sends somebody to a locked door. Nothing past two years is looked for, so hostile schedules end.

    Args:
        entry: Its fields count; its words only where it has no fields and every word is understood.
        after: Now, in local UK time; a time zone is ignored.
        count: How many at most.
    """
    if not entry.status.runs:
        return []
    after = after.replace(tzinfo=None)
    found: dict[tuple[datetime, datetime | None], Occurrence] = {}
    for rule in _dated_rules(entry):
        for one in islice(_occurrences(rule, after), max(0, count)):
            found.setdefault((one.start, one.end), one)
    best = _said_best(list(found.values()))
    return sorted(best, key=lambda one: (one.start, one.end or one.start))[: max(0, count)]


def days_of(entry: Entry) -> frozenset[str]:
    """Return the days of the week ("MO") an entry happens on; empty when unknown.

    Days in its fields count, with those of its schedules' words where every word is understood; without
    fields, every day named in the words counts ("Mon-Wed 9am-2pm, Thur-Fri, ring first").
    """
    fields = frozenset(day for rule in _field_rules(entry) for day in rule.weekdays)
    words = (said for said in _described(entry) if not fields or byday_in(said) is not None)
    return fields.union(*(days_in(said) for said in words))


def when_words(entry: Entry) -> str:
    """Return when an entry happens, or "" if unknown.

    "Mondays and Wednesdays 10:00 to 12:00; second Tuesday of the month 14:00" is what it says from fields.
    The source's own words where there are no fields; where there are, its words follow if they say more.
    """
    rules = _field_rules(entry)
    described = _described(entry)
    if rules:
        told = frozenset(_byday(rule, day) for rule in rules for day in rule.days)
        described = [words for words in described if byday_in(words) not in (told, frozenset())]
    phrases = rules_in_words(rules)
    doubtful = days_not_weekly_in_prose(entry.description) if rules else frozenset()
    if any(_is_doubtful(rule, doubtful) for rule in rules):
        phrases.append("not every week, by its description")
    if rules and described:
        phrases.append("in the source's words: " + "; ".join(described))
    else:
        phrases += described
    whole = "; ".join(phrases)
    return whole[:1].upper() + whole[1:]


def _described(entry: Entry) -> list[str]:
    """What the source says of its times in words, each once; placeholders left out."""
    words = [" ".join(schedule.description.split()) for schedule in entry.schedules]
    return list(
        dict.fromkeys(said for said in words if said and said.lower().strip(" .") not in _SAYS_NOTHING)
    )


def _field_rules(entry: Entry) -> list[Rule]:
    rules = (rule_of(schedule) for schedule in entry.schedules)
    return list(dict.fromkeys(rule for rule in rules if rule))


def _dated_rules(entry: Entry) -> list[Rule]:
    """The rules whose dates can be told: from fields, else from words that are wholly understood."""
    rules = [(rule_of(schedule), schedule.description) for schedule in entry.schedules]
    loose = [words for rule, words in rules if rule is None and words]
    if not any(rule for rule, _ in rules):
        read = [rule_of(schedule) for words in loose for schedule in schedules_in(words)]
        return [rule for rule in read if rule and rule.dates_are_known]
    # Words beside a rule speak of that rule; words that stand alone, of all.
    doubts = days_not_weekly_in_prose(entry.description).union(*map(days_not_weekly, loose))
    return [
        rule
        for rule, words in rules
        if rule and rule.dates_are_known and not _is_doubtful(rule, doubts | days_not_weekly(words))
    ]


def _is_doubtful(rule: Rule, doubts: frozenset[str]) -> bool:
    """Whether a rule says "every week" where words say otherwise."""
    return _is_every_week(rule) and bool(rule.weekdays & doubts)


def _is_every_week(rule: Rule) -> bool:
    return not rule.monthly and not rule.once and rule.interval == 1


def _byday(rule: Rule, day: tuple[int, int]) -> str:
    which, number = day
    return f"{which or ''}{DAYS[number]}" if rule.monthly else DAYS[number]


def _occurrences(rule: Rule, after: datetime) -> Iterator[Occurrence]:
    for day in _days_from(rule, after.date()):
        if rule.opens is None:
            yield Occurrence(datetime.combine(day, time()), hours_known=False)
        elif (start := datetime.combine(day, rule.opens)) > after:
            yield Occurrence(start, _end(start, rule.closes))


def _end(start: datetime, closes: time | None) -> datetime | None:
    if closes is None:
        return None
    end = datetime.combine(start.date(), closes)
    return end if end > start else end + timedelta(days=1)


def _days_from(rule: Rule, today: date) -> Iterator[date]:
    """The rule's days from today to the horizon, within its validity.

    Every day is asked: two years are 732 quick questions, whatever the rule. (dateutil's rrule looks on to
    the year 9999 for what never comes true, such as 30 February: half a second each.)
    """
    day = max(today, rule.first or today)
    last = min(today + HORIZON, rule.last or date.max)
    while day <= last:
        if rule.falls_on(day):
            yield day
        day += timedelta(days=1)


def _said_best(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Without those that another on the same day, or of the same start, says better."""
    days = {one.start.date() for one in occurrences if one.hours_known}
    ends = {one.start for one in occurrences if one.end}
    return [
        one
        for one in occurrences
        if one.end or (one.start not in ends if one.hours_known else one.start.date() not in days)
    ]
