"""The hub's Book as an Open Referral UK v3 API: valid, complete, filtered, cached, and unmoved by hostile words."""

import json
import sys
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from book_hub import FEED, FEEDS, gazetteer, new_tenant
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation_kit.book.importing import read_files
from conversation_kit.book.places import miles_to
from conversation_kit.hub.book.api import PublicBook, book_router
from conversation_kit.hub.book.pace import Pace
from conversation_kit.hub.book.word_table import found_by
from conversation_kit.hub.book.words import wanted
from conversation_kit.hub.migrating import connect
from conversation_kit.model.entries import Status

sys.path.insert(0, str(Path(__file__).parents[2] / "data" / "oruk"))
from validate_v3 import run as faults_of


async def all_of(hub, path, per_page=7):
    found, page = [], 1
    while True:
        sign = "&" if "?" in path else "?"
        told = await hub.json(f"{path}{sign}page={page}&per_page={per_page}")
        assert told["size"] == len(told["contents"])
        found += told["contents"]
        if told["last_page"]:
            assert told["total_items"] == len(found)
            return found
        page += 1


async def test_every_list_is_paged_to_its_end_and_every_record_is_there(served):
    entries, _, _ = read_files([FEEDS / name for name in FEED])
    services = await all_of(served, "/services")
    assert len({one["id"] for one in services}) == len(services) == len(entries)
    assert faults_of("list", await served.json("/services?per_page=500")) == []
    whole = [await served.json(f"/services/{one['id']}") for one in services]
    assert [fault for body in whole for fault in faults_of("service", body)] == []
    for path in ("/organizations", "/taxonomies", "/taxonomy_terms", "/service_at_locations"):
        for one in await all_of(served, path, 200):
            told = await served.json(f"{path}/{one['id']}")
            assert {name: told[name] for name in one} == one
    at = await all_of(served, "/service_at_locations", 500)
    assert sorted(one["id"] for one in at) == sorted(
        one["id"] for body in whole for one in body.get("service_at_locations", ())
    )


async def test_a_list_says_no_more_of_a_service_than_its_record(served):
    for one in (await served.json("/services?per_page=500"))["contents"]:
        body = await served.json(f"/services/{one['id']}")
        assert {name: body[name] for name in one} == one
    full = (await served.json("/services?full=true&per_page=3"))["contents"]
    assert full == [await served.json(f"/services/{one['id']}") for one in full]
    minimal = (await served.json("/services?minimal=true"))["contents"]
    assert all(one.keys() <= {"id", "name", "status", "last_modified"} for one in minimal)


async def test_a_search_finds_words_in_any_form_names_first(served):
    found = (await served.json("/services?search=librarys"))["contents"]
    assert found
    assert all("librar" in one["name"].lower() for one in found[:5])
    unfinished = await served.json("/services?search=librar")
    assert unfinished["total_items"] >= len(found)
    assert (await served.json("/services?search=zzyzx"))["empty"]
    assert (await served.json("/services?search=%26%7C%21"))["total_items"] == 0


async def test_terms_and_organisations_narrow_the_list(served):
    everything = (await served.json("/services?full=true&per_page=500"))["contents"]
    for term in await all_of(served, "/taxonomy_terms", 100):
        told = await served.json(f"/services?taxonomy_term_id={term['id']}&per_page=500")
        having = [
            body["id"]
            for body in everything
            if any(one["taxonomy_term"]["id"] == term["id"] for one in body.get("attributes", ()))
        ]
        assert sorted(one["id"] for one in told["contents"]) == sorted(having)
        assert having
    taxonomies = await all_of(served, "/taxonomies")
    for taxonomy in taxonomies:
        told = await served.json(f"/services?taxonomy_id={taxonomy['id']}&per_page=500")
        assert told["total_items"] > 0
        terms = (await served.json(f"/taxonomies/{taxonomy['id']}"))["taxonomy_terms"]
        listed = await served.json(f"/taxonomy_terms?taxonomy_id={taxonomy['id']}&per_page=500")
        assert terms == listed["contents"]
    organization = (await served.json("/organizations?per_page=1"))["contents"][0]
    told = await served.json(f"/services?organization_id={organization['id']}")
    whole = await served.json(f"/organizations/{organization['id']}")
    assert told["contents"] == whole["services"]


async def test_near_a_postcode_is_what_lies_there_nearest_first(served):
    spot = gazetteer().find("M1")
    entries, _, _ = read_files([FEEDS / name for name in FEED])
    near = {
        entry.name
        for entry in entries
        if (miles := miles_to(entry, spot, gazetteer())) and miles * 1609.344 <= 4000
    }
    told = await served.json("/services?postcode=M1+1AA&proximity=4000&per_page=500")
    assert {one["name"] for one in told["contents"]} == near
    assert 0 < len(near) < len(entries)
    everything = await served.json("/services?postcode=M1&per_page=500")
    assert [one["id"] for one in everything["contents"][: len(near)]] == [
        one["id"] for one in told["contents"]
    ]
    assert everything["total_items"] == len(entries)
    places = await served.json("/service_at_locations?postcode=M1&proximity=4000&per_page=500")
    assert {one["service"]["name"] for one in places["contents"]} == near
    assert (await served.json("/service_at_locations?postcode=M1&per_page=1"))["total_items"] > len(near)


async def test_ages_and_days_narrow_the_list(served):
    everything = (await served.json("/services?full=true&per_page=500"))["contents"]
    told = (await served.json("/services?minimum_age=16&per_page=500"))["contents"]
    assert {one["id"] for one in told} == {
        one["id"] for one in everything if one.get("minimum_age", -1) >= 16
    }
    told = (await served.json("/services?maximum_age=18&per_page=500"))["contents"]
    assert {one["id"] for one in told} == {
        one["id"] for one in everything if one.get("maximum_age", 999) <= 18
    }
    told = (await served.json("/services?age=17&per_page=500"))["contents"]
    assert {one["id"] for one in told} == {
        one["id"] for one in everything if one.get("minimum_age", 0) <= 17 <= one.get("maximum_age", 999)
    }
    monday = {one["id"] for one in (await served.json("/services?day=MO&per_page=500"))["contents"]}
    weekend = {
        one["id"] for one in (await served.json("/services?day=saturday,Sun&per_page=500"))["contents"]
    }
    assert monday
    for body in everything:
        days = {day[-2:] for one in body.get("schedules", ()) for day in one.get("byday", "").split(",")}
        assert ("MO" not in days) or body["id"] in monday
        assert not days & {"SA", "SU"} or body["id"] in weekend


async def test_modified_after_tells_what_changed_since(hub):
    served = hub
    await hub.bring_in(*FEED)
    first = (await served.json("/services?per_page=500"))["contents"]
    told = (await served.json("/services?modified_after=2024-01-01&per_page=500"))["contents"]
    said = {one["id"] for one in first if one.get("last_modified", "9") >= "2024-01-01"}
    assert {one["id"] for one in told} == said
    since = "2026-11-24T10:00:00Z"
    assert (await served.json(f"/services?modified_after={since}"))["empty"]
    later = served.later(hours=3)
    entry = (await later.entries())[0]
    await later.edit(entry.id, {"description": "Moved upstairs."})
    await later.publish()
    told = (await served.json(f"/services?modified_after={since}"))["contents"]
    assert [one["name"] for one in told] == [entry.name]


BAD = {
    "page": ["0", "-1", "x", "1.5", "9" * 30, "٣"],
    "per_page": ["0", "5001", "1e3"],
    "modified_after": ["yesterday", "2026-13-01", "0000"],
    "minimum_age": ["-1", "nan", "inf", "x"],
    "maximum_age": ["1e9"],
    "age": ["--"],
    "day": ["someday", "T", "MO,XX"],
    "postcode": ["ZZ99 9ZZ", "Nowhere at all"],
    "proximity": ["5", "-5&postcode=M1", "far&postcode=M1"],
    "full": ["perhaps"],
    "minimal": ["2"],
    "format": ["ndjson"],
    "search": ["a" * 501, "a%00b"],
    "taxonomy_term_id": ["%00"],
}


@pytest.mark.parametrize("name", BAD)
async def test_a_parameter_that_cannot_be_used_is_named(served, name):
    for value in BAD[name]:
        answer = await served.get(f"/services?{name}={value}")
        assert answer.status_code == 400
        assert answer.json()["parameter"] == name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "no-store"


async def test_the_same_answer_is_not_sent_twice(hub):
    served = hub
    await hub.bring_in("october.json")
    first = await served.get("/services?search=walking")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = await served.get("/services?search=walking", **{"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert (await served.get("/services?search=walks")).headers["ETag"] != tag
    entry = (await served.office.entries())[0]
    await served.office.close(entry.id, Status.DEFUNCT)
    assert (await served.get("/services?search=walking", **{"If-None-Match": tag})).status_code == 304
    await served.office.publish()
    assert (await served.get("/services?search=walking", **{"If-None-Match": tag})).status_code == 200


async def test_the_book_is_read_only_and_readable_from_any_page(served):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await served.web.request(method, f"/{served.tenant_id}/services")).status_code == 405
    preflight = await served.web.options(f"/{served.tenant_id}/services")
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    head = await served.web.head(f"/{served.tenant_id}/services")
    assert head.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/services/nothing",
        "/services/%00",
        "/organizations/x",
        "/taxonomies/",
        "/taxonomies/x",
        "/taxonomy_terms/x",
        "/service_at_locations/x",
    ],
)
async def test_what_is_not_there_is_said_to_be_not_there(served, path):
    answer = await served.get(path)
    assert answer.status_code in (404, 307)
    assert answer.status_code == 307 or "sentence" in answer.json()


@pytest.mark.parametrize("tenant", ["nobody", "No Body", "x';--", "a" * 100])
async def test_a_tenant_that_is_none_has_no_book(served, tenant):
    for path in ("", "services", "taxonomies", "book/v1/delta"):
        answer = await served.web.get(f"/{tenant}/{path}")
        assert (answer.status_code, answer.json()["error"]) == (404, "not-found")


async def test_another_tenants_book_is_not_seen(served, database_url):
    other = await new_tenant(database_url)
    services = (await served.json("/services?per_page=1"))["contents"]
    assert (await served.web.get(f"/{other}/services")).json()["empty"]
    assert (await served.web.get(f"/{other}/services/{services[0]['id']}")).status_code == 404


async def test_the_furthest_is_told_in_metres_as_anybody_writes_them(served):
    answer = await served.get("/services?postcode=M1&proximity=-5")
    assert "from 0 to 2000000." in answer.json()["sentence"]


def test_an_address_that_asks_too_often_is_told_when_to_come_again():
    pace = Pace(at_once=3, a_second=2)
    assert [pace.wait_for("a", 0.0) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
    assert pace.wait_for("b", 0.0) == 0.0
    assert pace.wait_for("a", 0.5) == 0.0
    assert pace.wait_for("a", 0.5) > 0


async def test_too_many_requests_are_answered_with_429(hub):
    app = FastAPI()
    app.include_router(
        book_router(PublicBook(hub.databases, clock=lambda: 0.0, pace=Pace(at_once=1, a_second=0.5)))
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub.example") as web:
        assert (await web.get(f"/{hub.tenant_id}/services")).status_code == 200
        refused = await web.get(f"/{hub.tenant_id}/services")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "2"


async def test_whatever_somebody_searches_for_is_only_words(served):
    hostile = [
        "'; DROP TABLE book_service; --",
        "a & b | c:* !",
        "\\",
        "''",
        "<->",
        "():*&|!",
        "%",
        "ﷺ",
        "́",
        "é' OR 1=1",
    ]
    for words in hostile:
        answer = await served.web.get(
            f"/{served.tenant_id}/services",
            params={"search": words, "taxonomy_term_id": words, "organization_id": words},
        )
        assert answer.status_code == 200
        assert (
            await served.web.get(f"/{served.tenant_id}/organizations", params={"search": words})
        ).status_code == 200
    assert (await served.json("/services"))["total_items"] > 0


@settings(max_examples=20, deadline=None)
@given(data=st.data())
async def test_no_search_is_ever_syntax(database_url, data):
    connection = await connect(database_url)
    try:
        for words in data.draw(st.lists(st.text(max_size=30), min_size=20, max_size=40)):
            asked = wanted(words)
            if asked:
                for begun in (False, True):
                    await connection.fetch(found_by("$2", begun=begun), "milldale", " ".join(asked))
    finally:
        await connection.close()


async def test_the_api_says_what_it_is(served):
    told = await served.json("/")
    assert told["version"] == "HSDS-UK-3.0"
    assert told["publisher"] == {"name": "Milldale Council"}
    assert json.loads((await served.web.get("/openapi.json")).text)["paths"]["/services"]["get"]["parameters"]


PATHS = (
    "services",
    "service_at_locations",
    "organizations",
    "taxonomies",
    "taxonomy_terms",
    "book/v1/delta",
    "",
)
NAMES = sorted(
    {*BAD, "taxonomy_id", "organization_id", "parent_id", "from", "text", "full_service", "nothing"}
)
ODD = (
    "1",
    "0",
    "-1",
    "true",
    "2026-01-01",
    "M1",
    "MO",
    "1e308",
    "nan",
    "9" * 19,
    "'",
    '"',
    "%",
    "\0",
    "a,b,,",
)
values = st.text(max_size=20) | st.sampled_from(ODD)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), asked=st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=5))
async def test_whatever_is_asked_is_answered_or_refused(served, path, asked):
    answer = await served.web.get(f"/{served.tenant_id}/{path}", params=asked)
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or answer.json()["parameter"]
    name = quote(asked[0][1] if asked else "x", safe="")
    one = await served.web.get(f"/{served.tenant_id}/{path or 'services'}/{name}")
    assert one.status_code in (200, 307, 404, 405)
