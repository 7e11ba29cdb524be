"""The demo place: a valid feed, plainly invented, with people whose story holds together."""

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.footprints import Footprints
from conversation_kit.book.importing import read_files
from conversation_kit.book.places import Gazetteer
from conversation_kit.journey.invented import tell
from conversation_kit.journey.moving_along import STEPS, steps_of
from conversation_kit.journey.risks import not_said_yet
from conversation_kit.journey.wellbeing import QUESTIONS, plot
from conversation_kit.model.assets import Kind, Leaning
from conversation_kit.model.connections import Side, Stage, Way
from conversation_kit.model.entries import Entry, Status
from conversation_kit.model.spots import miles_between

DEMO = assets_folder() / "demo"
PAGES = sorted((DEMO / "book").glob("page-*.json"))
SCHEMAS = Path(__file__).parent / "data" / "oruk" / "v3" / "compiled"
WRITTEN_ON = date(2026, 11, 23)
PHONE = re.compile(r"(?<![\w-])(?:\+44|0)[\d ]{8,}\d")
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")
HOST = re.compile(r"(?:@|https?://)([\w.-]+\w)")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) \d[A-Z]{2}\b")


@pytest.fixture(scope="module")
def pages() -> list[dict[str, Any]]:
    return [json.loads(page.read_text(encoding="utf-8")) for page in PAGES]


@pytest.fixture(scope="module")
def services(pages) -> list[dict[str, Any]]:
    return [service for page in pages for service in page["contents"]]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    read, rejected, _ = read_files(PAGES)
    assert rejected == []
    return read


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(extra=[DEMO / "places.csv"])


@pytest.fixture(scope="module")
def footprints(gazetteer) -> Footprints:
    return Footprints.load(DEMO / "footprints.toml", gazetteer)


@pytest.fixture(scope="module")
def people() -> dict[str, Any]:
    return tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON or TOML value, ids and timestamps left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"last_modified", "entry"} and not key.endswith("id"):
                yield from texts(one)


@pytest.mark.parametrize("schema", ["service.json", "service_list.json"])
def test_each_service_passes_the_open_referral_uk_schema(services, schema):
    rules = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    validator = Draft202012Validator(rules, format_checker=FormatChecker())

    faults = [(s["name"], e.message) for s in services for e in validator.iter_errors(s)]

    assert faults == []


def test_the_page_envelopes_agree_with_what_they_hold(pages):
    total = sum(len(page["contents"]) for page in pages)
    for number, page in enumerate(pages, 1):
        assert {key: value for key, value in page.items() if key != "contents"} == {
            "total_items": total,
            "total_pages": len(pages),
            "page_number": number,
            "size": len(page["contents"]),
            "first_page": number == 1,
            "last_page": number == len(pages),
            "empty": False,
        }


def test_there_are_enough_entries_and_each_has_its_own_id_and_words(services):
    described = Counter(service["description"] for service in services if "description" in service)

    assert len(services) >= 250
    assert len({service["id"] for service in services}) == len(services)
    assert described.most_common(1)[0][1] == 1


def test_an_id_always_means_the_same_organisation_place_or_term(services):
    seen: dict[str, Any] = {}
    for service in services:
        held = [
            service["organization"],
            *(at["location"] for at in service.get("service_at_locations", ())),
            *(attribute["taxonomy_term"] for attribute in service.get("attributes", ())),
        ]
        for thing in held:
            assert seen.setdefault(thing["id"], thing) == thing


def test_there_is_much_to_give_as_well_as_to_receive(entries):
    giving = sum(bool(entry.ways_to_give) for entry in entries)

    assert 90 <= giving <= len(entries) - 60


def test_ages_of_entries_are_spread_as_in_a_real_directory(entries):
    days = [(WRITTEN_ON - entry.checked).days for entry in entries if entry.checked]

    assert sum(0 <= day <= 365 for day in days) > len(entries) / 2
    assert sum(day > 365 for day in days) >= len(entries) / 6
    assert len(days) < len(entries)


def test_the_faults_of_real_directories_are_there(services, entries):
    names = [entry.name for entry in entries]
    statuses = {entry.status for entry in entries}
    raw = "\n".join(text for service in services for text in texts(service))

    assert {Status.DEFUNCT, Status.TEMPORARILY_CLOSED, Status.INACTIVE} <= statuses
    assert any(name.isupper() for name in names)
    assert "</p>" in raw
    assert "&amp;" in raw
    assert "TBC" in raw
    assert any(not entry.locations for entry in entries)
    assert any(not entry.contacts and not entry.email for entry in entries)
    assert any(s.get("minimum_age") == 0 == s.get("maximum_age") for s in services)
    assert any(
        x.get("opens_at") == "00:00" == x.get("closes_at") for s in services for x in s.get("schedules", ())
    )


def test_nothing_of_it_could_be_a_real_number_or_address(services, people):
    held = [text for thing in [*services, people] for text in texts(thing)]
    phones = [phone for text in held for phone in PHONE.findall(text)]
    hosts = [host for text in held for host in HOST.findall(text)]

    assert len(phones) > 100
    assert [phone for phone in phones if not DRAMA.fullmatch(phone)] == []
    assert [host for host in hosts if not re.search(r"(^|\.)example\.(org|net)$", host)] == []


def test_its_postcodes_and_places_exist_nowhere_in_the_shipped_places(services):
    codes = {code for service in services for text in texts(service) for code in POSTCODE.findall(text)}
    ours = {row["name"] for row in rows(DEMO / "places.csv")}
    shipped = {row["name"] for file in (assets_folder() / "places").glob("*.csv") for row in rows(file)}

    assert codes
    assert codes <= ours
    assert all(code.startswith("QZ") for code in codes)
    assert not ours & shipped


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_it_lies_in_the_sea_and_is_the_size_of_a_borough(entries, gazetteer):
    spots = [gazetteer.find(row["name"]) for row in rows(DEMO / "places.csv")]
    located = [spot for entry in entries for at in entry.locations if (spot := gazetteer.spot_of(at))]

    assert all(54.4 < spot.latitude < 54.7 and 1.0 < spot.longitude < 1.4 for spot in [*spots, *located])
    assert max(miles_between(a, b) for a, b in combinations(spots, 2)) <= 12


def test_each_of_the_seven_footprints_has_a_book_of_its_own(entries, footprints):
    held = Counter(footprints.of(entry) for entry in entries)

    assert len(footprints.names) == 7
    assert all(held[name] >= 20 for name in footprints.names)
    assert all(footprints.of(entry) for entry in entries if entry.locations)


def test_everything_the_people_refer_to_is_there(people, services, footprints, gazetteer):
    ids = {service["id"] for service in services}
    assert people["worker"]["footprint"] in footprints.names
    assert len(people["person"]) == 6
    for person in people["person"]:
        assert gazetteer.find(person["area"])
        said = {asset["words"] for asset in assets_of(person)}
        for connection in person.get("connection", ()):
            assert connection["entry"] in ids
            assert set(connection["because"]) <= said
            Stage(connection["stage"])
            for step in connection.get("step", ()):
                assert Stage(step["stage"]) in STEPS
            Way(connection["way"])
        for line in person.get("deal", ()):
            Side(line["side"])


def assets_of(person: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for conversation in person.get("conversation", ()):
        for note in conversation.get("note", ()):
            yield from note.get("asset", ())


def test_the_people_speak_within_the_topics_of_their_guide(people):
    guides = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in (assets_folder() / "guides").glob("*.toml")
    ]
    topics = {guide["id"]: {topic["id"] for topic in guide["topics"]} for guide in guides}
    for person in people["person"]:
        for conversation in person.get("conversation", ()):
            lines = [
                *conversation.get("note", ()),
                *([conversation["draft"]] if "draft" in conversation else []),
            ]
            assert {line["topic"] for line in lines} <= topics[conversation["guide"]]
        for asset in assets_of(person):
            Kind(asset["kind"])
            Leaning(asset["leaning"])


def test_the_people_stand_at_different_points_of_their_story(people):
    told = people["person"]
    conversations = [one for person in told for one in person.get("conversation", ())]
    stages = {connection["stage"] for person in told for connection in person.get("connection", ())}

    assert any("conversation" not in person for person in told)
    assert [one["draft"]["text"] for one in conversations if one["open"]]
    assert {one["guide"] for one in conversations} == {"whole-person", "catching-up"}
    assert {"interested", "being supported", "giving", "not for me"} <= stages
    ways = [one["step"] for person in told for one in person.get("connection", ()) if "step" in one]
    assert [[step["stage"] for step in way] for way in ways] == [
        ["interested", "being supported", "tried it", "giving"]
    ]
    assert [len(person["wellbeing"]) for person in told if "wellbeing" in person] == [3]
    assert all(risk["good"] and risk["backed_by"] for person in told for risk in person.get("risk", ()))
    assert sum(len(person.get("risk", ())) for person in told) == 1


def test_what_they_said_of_it_stands_in_the_vault(people, kit, vault):
    tell(vault, people, {}, kit.now())
    dominic, gez = (next(one for one in vault.people() if one.name == name) for name in ("Dominic", "Gez"))
    story = vault.story(dominic.id)
    helping = next(one for one in story.connections if one.stage is Stage.GIVING)
    assert [step.words for step in steps_of(story.steps, helping.id)][-1] == "I'm on the rota. In pen."
    assert len(plot(story.wellbeing, kit.now().date(), 80)) == len(QUESTIONS) + 1
    (risk,) = vault.story(gez.id).risks
    assert not_said_yet(risk) == ""
    assert risk.look_again is not None
