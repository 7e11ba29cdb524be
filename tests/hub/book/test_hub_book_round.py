"""Round and round: what the hub serves is read back by the kit's own importer without loss, over real HTTP."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

from book_hub import FEED, FEEDS, NOW, new_tenant, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import serving

from any_entries import any_entries
from conversation_kit.book.cache import Book
from conversation_kit.book.exporting import as_text, feed
from conversation_kit.book.importing import import_sources, read_files
from conversation_kit.hub.book.importing import Wish
from conversation_kit.model.entries import Status
from known import tries


def bare(entries):
    return sorted((replace(entry, source="", footprint="") for entry in entries), key=lambda entry: entry.id)


def book_at(path):
    with Book.open(path) as book:
        return bare(book.entries())


async def put(url, tenant_id, source):
    async with opened(url, tenant_id) as hub:
        await hub.office.bring_in(Wish((str(source),), allow_removals=True), publishing=True)
        return bare(await hub.office.published())


async def test_real_feeds_come_back_as_they_went_in(database_url, milldale, tmp_path):
    entries, _, _ = read_files([FEEDS / name for name in FEED])
    path = tmp_path / "book.sqlite"

    def laptop():
        with serving(database_url) as address:
            root = f"{address}/{milldale}"
            first = import_sources([root], path, now=NOW)
            again = import_sources([root], path, now=NOW + timedelta(days=2))
            return first, again

    first, again = await asyncio.to_thread(laptop)
    assert first.rejected == ()
    assert book_at(path) == bare(entries)
    assert (again.added, again.changed, again.gone) == (0, 0, 0)


async def test_a_group_that_the_officer_closes_is_closed_for_who_reads_the_api(database_url, tmp_path):
    tenant_id = await new_tenant(database_url)
    await put(database_url, tenant_id, FEEDS / "october.json")
    path = tmp_path / "book.sqlite"
    with serving(database_url) as address:
        root = f"{address}/{tenant_id}"
        await asyncio.to_thread(import_sources, [root], path, now=NOW)
        async with opened(database_url, tenant_id) as hub:
            entry = (await hub.office.entries("walking football"))[0]
            later = hub.later(days=3)
            await later.close(entry.id, Status.DEFUNCT)
            await later.publish()
        report = await asyncio.to_thread(import_sources, [root], path, now=NOW + timedelta(days=4))
    assert (report.added, report.changed, report.gone) == (0, 1, 0)
    assert next(one for one in book_at(path) if one.id == entry.id).status is Status.DEFUNCT


def test_whatever_a_book_holds_comes_back_as_it_went_in(database_url, tmp_path):
    tenant_id = asyncio.run(new_tenant(database_url))
    path, source = tmp_path / "book.sqlite", tmp_path / "feed.json"
    with serving(database_url) as address:

        @settings(
            max_examples=tries(usual=6, nightly=100),
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        @given(some=st.lists(any_entries, min_size=1, max_size=12, unique_by=lambda entry: entry.id))
        def check(some):
            source.write_text(as_text(feed(some)), encoding="utf-8")
            went_in = bare(read_files([source])[0])
            assert asyncio.run(put(database_url, tenant_id, source)) == went_in
            import_sources([f"{address}/{tenant_id}"], path, now=NOW, allow_removals=True)
            assert book_at(path) == went_in

        check()


def test_the_exported_book_is_the_served_one(database_url, milldale, tmp_path):
    async def both():
        async with opened(database_url, milldale) as hub:
            exported = feed(await hub.office.published())["contents"]
            served = (await hub.json("/services?full=true&per_page=500"))["contents"]
            return exported, served

    exported, served = asyncio.run(both())
    assert sorted(exported, key=lambda one: one["id"]) == sorted(
        json.loads(json.dumps(served)), key=lambda one: one["id"]
    )
