"""Entries of every kind that the Book can hold, for Hypothesis."""

from datetime import date, time

from hypothesis import strategies as st

from conversation_kit.book.reading.text import clean_line, clean_text
from conversation_kit.model.entries import Attribute, Contact, CostOption, Entry, Location, Schedule, Status

words = st.text(max_size=40).map(clean_line)
lines = st.text(max_size=80).map(clean_text)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
names = st.text(min_size=1, max_size=30).map(clean_line).filter(bool)
schedules = st.builds(
    Schedule,
    freq=st.sampled_from(["", "WEEKLY", "MONTHLY"]),
    byday=st.lists(st.sampled_from(["MO", "TU", "SU", "2TU", "-1FR"]), max_size=3, unique=True).map(tuple),
    bymonthday=st.lists(st.integers(1, 28), max_size=2, unique=True).map(tuple),
    interval=st.integers(1, 4),
    opens_at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    closes_at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    valid_from=st.none() | days,
    dtstart=st.none() | days,
    description=lines,
)
places = st.builds(
    Location,
    name=words,
    address=words,
    city=words,
    postal_code=st.sampled_from(["", "QZ1", "QZ1 2AB"]),
    latitude=st.none() | st.floats(50, 60),
    longitude=st.none() | st.floats(-8, 2),
    accessibility=st.lists(words, max_size=2).map(tuple),
)
any_entries = st.builds(
    Entry,
    id=names,
    name=names,
    status=st.sampled_from(list(Status)),
    description=lines,
    organization=words,
    url=st.sampled_from(["", "https://example.org/a", "http://example.org/ü"]),
    email=st.sampled_from(["", "tea@example.org"]),
    contacts=st.lists(st.builds(Contact, name=words, title=words, phones=st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple),
    locations=st.lists(places, max_size=2).map(tuple),
    schedules=st.lists(schedules, max_size=3).map(tuple),
    cost_options=st.lists(st.builds(CostOption, option=words, amount=st.none() | st.floats(0, 500), amount_description=words), max_size=2).map(tuple),
    is_free=st.none() | st.booleans(),
    minimum_age=st.none() | st.integers(0, 120),
    maximum_age=st.none() | st.integers(0, 120),
    eligibility=lines,
    languages=st.lists(words, max_size=2).map(tuple),
    attributes=st.lists(st.builds(Attribute, name=words, taxonomy=words, code=words), max_size=3).map(tuple),
    service_areas=st.lists(words, max_size=2).map(tuple),
    ways_to_give=st.lists(words, max_size=2).map(tuple),
    assured_date=st.none() | days,
    last_modified=st.none() | days,
)  # fmt: skip
