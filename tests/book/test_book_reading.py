"""Reading one record: every oddity is read sensibly, and nothing a stranger writes can break it."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.book.reading import read_record
from conversation_kit.book.reading.text import clean_line, clean_text
from conversation_kit.model.entries import Entry, Schedule, Status


def read(**record) -> Entry:
    reading = read_record(
        {"id": "1", "name": "Club", **record}, source="feed.json", where="feed.json, record 1"
    )
    assert reading.entry is not None
    return reading.entry


def notes(**record) -> list[str]:
    reading = read_record(
        {"id": "1", "name": "Club", **record}, source="feed.json", where="feed.json, record 1"
    )
    return [finding.where.removeprefix("feed.json, record 1, ") for finding in reading.findings]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("<p>Tea &amp; toast</p><p>Sundays</p>", "Tea & toast\n\nSundays"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("&lt;p&gt;twice&lt;/p&gt;", "twice"),
        ("toast &amp;amp; jam", "toast & jam"),
        ("under <5s and >60s", "under <5s and >60s"),
        ("<b>under <5s</b>", "under <5s"),
        ("<script>alert(1)</script>safe<style>p{}</style>", "safe"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07end", "red end"),
        ("a\u202eb\u200bc\ufeff\x9bd\x00", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("  many   spaces\xa0here ", "many spaces here"),
        ("N/A", ""),
        ("Not known.", ""),
        ("TBC", ""),
        ("null", ""),
        ("---", ""),
        ("Data Club", "Data Club"),
        (7, "7"),
        (True, ""),
        ({"a": 1}, ""),
    ],
)
def test_text_is_clean(given_text, expected):
    assert clean_text(given_text) == expected


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_inert_and_cleaning_again_changes_nothing(words):
    cleaned = clean_text(words)
    assert all(c == "\n" or c.isprintable() or not _is_control(c) for c in cleaned)
    assert clean_text(cleaned) == cleaned
    assert "\n" not in clean_line(words)


_PIECES = [
    "<p>",
    "</p>",
    "<",
    ">",
    "&lt;",
    "&amp;",
    "&#27;",
    "amp;",
    "b",
    "\x1b[1m",
    "<br/>",
    "5s",
    " ",
    "\n",
    "<script>",
    "<x:y>",
    "&#x202e;",
    "/",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_cleaning_markup_twice_changes_nothing(words):
    cleaned = clean_text(words)
    assert clean_text(cleaned) == cleaned
    assert "\x1b" not in cleaned
    assert "\u202e" not in cleaned


def _is_control(c: str) -> bool:
    return (
        ord(c) < 32
        or 127 <= ord(c) < 160
        or c in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    )


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_KEYS = [
    "id", "name", "status", "description", "url", "email", "organization", "organisation", "schedules", "byday", "opens_at", "closes_at",
    "regular_schedules", "weekday", "service_at_locations", "location", "locations", "addresses", "latitude", "longitude", "geometry",
    "coordinates", "cost_options", "amount", "fees", "free", "minimum_age", "max_age", "eligibilitys", "attributes", "taxonomy_term",
    "taxonomies", "contacts", "phones", "number", "languages", "service_areas", "assured_date", "last_modified", "pc_targetAudience",
    "freq", "interval", "bymonthday", "valid_from", "accessibility", "mask_exact_address", "pc_metadata", "alert",
]  # fmt: skip
_shaped = st.recursive(
    _json,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=8),
    max_leaves=20,
)


@settings(deadline=None, max_examples=300)
@given(_shaped)
def test_no_record_raises(raw):
    reading = read_record(raw, source="f", where="f, record 1")
    if reading.entry is None:
        assert len(reading.findings) == 1
    else:
        assert reading.entry.id
        assert reading.entry.name


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-1, -1, (None, None)),
        ("18+", None, (18, None)),
        ("18 to 25", None, (18, 25)),
        ("8", "11.0", (8, 11)),
        (65, 18, (None, None)),
        (0, 999, (0, None)),
        ("adults", None, (None, None)),
        ("6 months", 5, (0, 5)),
        (True, None, (None, None)),
        ("under 5", None, (None, 5)),
    ],
)
def test_ages(low, high, expected):
    entry = read(minimum_age=low, maximum_age=high)
    assert (entry.minimum_age, entry.maximum_age) == expected


def test_a_bad_age_is_a_line_in_the_report():
    assert notes(minimum_age=-1) == ["minimum_age"]
    assert notes(minimum_age=None, maximum_age=99) == []


def test_older_spellings_are_read():
    entry = read(
        organisation={"name": "Beck Trust", "email": "beck@example.org"},
        min_age=18,
        updated_at="2024-05-06T23:59:00Z",
        taxonomies=[{"name": "Sport", "slug": "sport"}],
        suitabilities=[{"name": "Older people"}],
        eligibilitys=[{"eligibility": "Adults", "maximum_age": 60}],
        service_taxonomys=[{"taxonomy": {"id": "x", "name": "Health", "vocabulary": "esd"}}],
    )
    assert entry.organization == "Beck Trust"
    assert entry.email == "beck@example.org"
    assert (entry.minimum_age, entry.maximum_age) == (18, 60)
    assert entry.eligibility == "Adults"
    assert entry.last_modified == date(2024, 5, 6)
    assert [(a.name, a.taxonomy) for a in entry.attributes] == [
        ("Health", "esd"),
        ("Sport", ""),
        ("Older people", "suitability"),
    ]


@pytest.mark.parametrize(
    ("byday", "expected"),
    [
        ("MO,TU", ("MO", "TU")),
        (["WE", "MO"], ("MO", "WE")),
        ("Monday", ("MO",)),
        ("Monday to Friday", ("MO", "TU", "WE", "TH", "FR")),
        ("https://schema.org/Sunday", ("SU",)),
        (3, ("WE",)),
        ("2TU", ("2TU",)),
        ("-1FR", ("-1FR",)),
        ("weekdays", ("MO", "TU", "WE", "TH", "FR")),
        ("Blursday", ()),
    ],
)
def test_days(byday, expected):
    entry = read(schedules=[{"byday": byday, "opens_at": "10:00", "closes_at": "11:00"}])
    assert entry.schedules[0].byday == expected


def test_numbered_days_make_a_monthly_schedule():
    assert read(schedules=[{"byday": "2TU"}]).schedules[0].freq == "MONTHLY"
    assert read(schedules=[{"freq": "weekly", "byday": "2TU"}]).schedules[0].freq == "MONTHLY"
    assert read(schedules=[{"freq": "FORTNIGHTLY", "byday": "TU"}]).schedules[0].interval == 2


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10:00", time(10)),
        ("10:00:00", time(10)),
        ("10.30am", time(10, 30)),
        ("9am", time(9)),
        ("9 PM", time(21)),
        ("12 noon", time(12)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("0930", time(9, 30)),
        ("2023-01-01T14:15:00Z", time(14, 15)),
        ("24:00", time(0)),
        ("25:00", None),
        ("soon", None),
    ],
)
def test_times(written, expected):
    schedules = read(schedules=[{"byday": "MO", "opens_at": written}]).schedules
    assert schedules[0].opens_at == expected


def test_midnight_to_midnight_says_nothing():
    record = {"schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "00:00", "closes_at": "00:00"}]}
    assert read(**record).schedules[0].opens_at is None
    assert notes(**record) == ["schedules"]


def test_hours_said_in_fields_and_in_words_are_kept_once():
    fields = {"freq": "WEEKLY", "byday": "TH", "opens_at": "13:00", "closes_at": "15:00"}
    entry = read(schedules=[fields, {"description": "Thursday 1pm-3pm"}])
    assert [s.description for s in entry.schedules] == [""]
    entry = read(schedules=[fields, {"description": "Thursdays and Fridays 1pm-3pm"}])
    assert [s.description for s in entry.schedules] == ["", "Thursdays and Fridays 1pm-3pm"]


def test_plain_hours_in_words_are_read_and_others_stay_words():
    entry = read(schedules=[{"description": "Mon & Fri 10am - 12noon, Wed 1-3pm"}])
    assert [(s.byday, s.opens_at, s.closes_at) for s in entry.schedules] == [
        (("MO", "FR"), time(10), time(12)),
        (("WE",), time(13), time(15)),
    ]
    for words in (
        "Thursday 4 - 6pm term time only",
        "9am to 5pm Monday to Thursday. Friday 10am to 5pm.",
        "Sunday 12am-3.30pm",
        "Wednesday 10 - 12",
    ):
        (schedule,) = read(schedules=[{"description": words}]).schedules
        assert (schedule.byday, schedule.description) == ((), words)


def test_a_noon_slip_is_noted_and_kept():
    assert "schedules" in notes(schedules=[{"description": "Sunday 12am-3.30pm"}])
    assert "schedules" in notes(schedules=[{"byday": "SU", "opens_at": "00:00", "closes_at": "15:30"}])


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"latitude": 53.5, "longitude": -2.6}, (53.5, -2.6)),
        ({"latitude": "53.5", "longitude": "-2.6"}, (53.5, -2.6)),
        ({"latitude": -2.6, "longitude": 53.5}, (53.5, -2.6)),
        ({"geometry": {"type": "Point", "coordinates": [-2.6, 53.5]}}, (53.5, -2.6)),
        ({"latitude": 0, "longitude": 0}, (None, None)),
        ({"latitude": 100, "longitude": 101}, (None, None)),
        ({"latitude": "north", "longitude": None}, (None, None)),
        ({"latitude": 53.5}, (None, None)),
    ],
)
def test_spots(place, expected):
    (location,) = read(service_at_locations=[{"location": {"name": "Hall", **place}}]).locations
    assert (location.latitude, location.longitude) == expected


def test_an_address_is_not_said_twice():
    place = {
        "addresses": [
            {"address_1": "The Hall, Mill Lane, Wigan wn68ha", "city": "Wigan", "postal_code": "WN6 8HA"}
        ]
    }
    (location,) = read(service_at_locations=[{"location": place}]).locations
    assert (location.address, location.city, location.postal_code) == (
        "The Hall, Mill Lane",
        "Wigan",
        "WN6 8HA",
    )


def test_a_masked_place_is_blurred():
    (location,) = read(
        locations=[
            {
                "name": "Refuge",
                "address_1": "1 Secret Street",
                "postal_code": "WN1 1AA",
                "latitude": 53.54321,
                "longitude": -2.65432,
                "mask_exact_address": True,
            }
        ]
    ).locations
    assert (location.name, location.address, location.postal_code, location.latitude) == (
        "",
        "",
        "WN1",
        53.54,
    )


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ({"amount": 4}, (4.0, "")),
        ({"amount": "4.00", "cost_type": "per session"}, (4.0, "per session")),
        ({"amount_description": "5.50 per hour"}, (5.5, "per hour")),
        ({"amount_description": "50p"}, (0.5, "")),
        ({"amount": "Free"}, (0.0, "")),
        ({"amount": 0, "amount_description": "free"}, (0.0, "")),
        ({"amount_description": "free for under 5s, others pay"}, (None, "free for under 5s, others pay")),
        ({"amount": -3, "amount_description": "ask"}, (None, "ask")),
    ],
)
def test_costs(option, expected):
    (cost,) = read(cost_options=[option]).cost_options
    assert (cost.amount, cost.amount_description) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"free": True}, True),
        ({"fees": "Free"}, True),
        ({"cost_options": [{"amount": 0}]}, True),
        ({"cost_options": [{"amount": 0}, {"amount": 3}]}, False),
        ({"description": "Free to attend, all welcome."}, True),
        ({"description": "There is free parking."}, None),
        ({"description": "If you cannot pay it is free."}, None),
        ({"description": "Free entry, £2 for lunch."}, None),
        ({}, None),
    ],
)
def test_free_only_when_plainly_so(record, expected):
    assert read(**record).is_free is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[bad", ""),
        ("N/A", ""),
    ],
)
def test_only_web_addresses_are_kept(url, expected):
    assert read(url=url).url == expected


@pytest.mark.parametrize("email", ["no@email", "n/a", "none", "Unknown-177@nowhere.org", "two words@x.org"])
def test_stand_in_addresses_are_left_out(email):
    assert read(email=email).email == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-04-03", date(2024, 4, 3)),
        ("2025-09-02T12:06:15.654", date(2025, 9, 2)),
        ("03/04/2024", date(2024, 4, 3)),
        ("3 April 2024", date(2024, 4, 3)),
        ("3rd April 2024", date(2024, 4, 3)),
        (1712102400000, date(2024, 4, 3)),
        ("31/02/2024", None),
        ("0001-01-01T00:00:00", None),
        ("lately", None),
    ],
)
def test_dates(written, expected):
    assert read(assured_date=written).assured_date == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("active", Status.ACTIVE),
        ("ACTIVE", Status.ACTIVE),
        ("closed", Status.DEFUNCT),
        ("Temporarily_Closed", Status.TEMPORARILY_CLOSED),
        ("blooming", Status.UNKNOWN),
        (None, Status.UNKNOWN),
    ],
)
def test_statuses(status, expected):
    assert read(status=status).status is expected


def test_objects_where_lists_belong_and_the_other_way_round():
    entry = read(
        attributes={"taxonomy_term": {"name": "One"}},
        languages="Polish",
        contacts={"name": "Ann", "phones": "01632 960000"},
        organization="Beck Trust",
    )
    assert entry.attributes[0].name == "One"
    assert entry.languages == ("Polish",)
    assert entry.contacts[0].phones == ("01632 960000",)
    assert entry.organization == "Beck Trust"


def test_ids_and_names_that_are_missing():
    made = [
        read_record({"name": "Club", "organization": {"name": "Beck"}}, source=s, where="x").entry
        for s in ("a", "b")
    ]
    assert made[0] is not None
    assert made[1] is not None
    assert made[0].id == made[1].id
    assert read_record({"id": 7, "name": "x1"}, source="", where="").entry.id == "7"
    stand_in = read_record({"id": "1", "organization": {"name": "Beck"}}, source="", where="")
    assert stand_in.entry is not None
    assert stand_in.entry.name == "Beck"
    for raw in ({"id": "1"}, {}, None, [], "x", 3):
        reading = read_record(raw, source="", where="page, record 1")
        assert reading.entry is None
        assert reading.findings[0].where == "page, record 1"


def test_ways_to_give_only_when_asked_for():
    assert read(description="Run by volunteers. Tea at three.").ways_to_give == ()
    assert read(description="Tea at three. Volunteers always welcome!").ways_to_give == (
        "Volunteers always welcome",
    )
    assert read(description="We are looking for people to read aloud.").ways_to_give == (
        "We are looking for people to read aloud",
    )
    assert (
        read(
            description="We do not need volunteers or donations at present; donations not needed."
        ).ways_to_give
        == ()
    )
    assert read(attributes=[{"taxonomy_term": {"name": "Volunteering", "taxonomy": "x"}}]).ways_to_give == (
        "Volunteering",
    )


def test_a_form_in_disguise_is_unfolded():
    words = "Address: 1 Mill Lane, Leigh WN7 1AA Opening Hours: Monday 1pm Website: Refreshments: Tea Latitude: 53.5 Longitude: -2.5"
    entry = read(
        description=words, service_at_locations=[{"location": {"latitude": 53.5, "longitude": -2.5}}]
    )
    assert entry.description == "Opening Hours: Monday 1pm\nRefreshments: Tea"
    assert (entry.locations[0].address, entry.locations[0].postal_code) == ("1 Mill Lane, Leigh", "WN7 1AA")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"schedules": 5}, "schedules"),
        ({"schedules": [[{"byday": "MO"}], None]}, "schedules"),
        ({"schedules": [{"byday": "MO", "opens_at": ["10:00"]}]}, "schedules"),
        ({"contacts": True}, "contacts"),
        ({"organization": ["Church"]}, "organization"),
        ({"description": {"en": "Tea"}}, "description"),
        ({"status": ["active"]}, "status"),
        ({"status": None}, "status"),
        ({"status": ""}, "status"),
        ({"minimum_age": float("nan")}, "minimum_age"),
    ],
)
def test_a_value_of_the_wrong_kind_is_unknown_and_said(record, field):
    assert notes(**record) == [field]
    assert read(**record).schedules in ((), (Schedule(freq="WEEKLY", byday=("MO",)),))


def test_nulls_and_what_is_left_out_need_no_word():
    assert notes(description=None, schedules=[None], contacts=[], organization=None, url="") == []
    assert read(status="Cancelled").status is Status.DEFUNCT
