"""What the hub keeps so that searching and counting its Book stay cheap: words, numbers, totals."""

import asyncpg
from book_hub import FEED, new_tenant, opened

from conversation_kit.hub.book.words import wanted
from conversation_kit.hub.migrating import connect, make_roles, migrate, migrations
from conversation_kit.model.entries import Status

_BEFORE_WORDS = """
ALTER TABLE book_service ADD COLUMN words tsvector;
UPDATE book_service s SET words = b.words FROM book_body b
    WHERE b.tenant_id = s.tenant_id AND b.service_id = s.service_id;
ALTER TABLE book_service ALTER COLUMN words SET NOT NULL, DROP COLUMN number;
ALTER TABLE book_body DROP COLUMN words, DROP COLUMN number;
ALTER TABLE book_place DROP COLUMN number;
ALTER TABLE book_state DROP COLUMN services, DROP COLUMN places;
DROP TABLE book_word;
ALTER TABLE counter DROP COLUMN records;
ALTER TABLE item DROP COLUMN apart;
DELETE FROM kit_migration WHERE version >= 9;
"""
"""Takes a database back to what it was before there was a table of words."""
_OWNER = "register"


async def names_of(hub, path):
    return {one["name"] for one in (await hub.json(f"{path}&per_page=500"))["contents"]}


async def test_a_search_follows_what_is_published(hub):
    await hub.bring_in("october.json")
    entry, other = (await hub.office.entries())[:2]
    await hub.office.edit(entry.id, {"description": "Zithers on Fridays."})
    assert await names_of(hub, "/services?search=zither") == set()
    await hub.office.publish()
    assert await names_of(hub, "/services?search=zither") == {entry.name}
    await hub.office.edit(entry.id, {"description": "Dulcimers on Fridays."})
    await hub.office.edit(other.id, {"name": "Dulcimers for all"})
    await hub.office.publish()
    assert await names_of(hub, "/services?search=zither") == set()
    found = (await hub.json("/services?search=dulcimers"))["contents"]
    assert [one["name"] for one in found] == ["Dulcimers for all", entry.name]
    assert await names_of(hub, "/services?search=dulcim+frid") == {entry.name}
    assert await names_of(hub, "/service_at_locations?search=zither") == set()


async def test_each_word_of_a_search_has_to_be_found_whatever_else_is_asked(served):
    libraries = await names_of(served, "/services?search=library")
    for name in sorted(libraries)[:5]:
        whole = await names_of(served, f"/services?search={name}")
        assert name in whole
        for word in wanted(name):
            assert whole <= await names_of(served, f"/services?search={word}") or word in ("and", "the", "of")
    people = await names_of(served, "/services?search=people")
    for asked in ("postcode=M1&proximity=20000", "age=30"):
        both = await names_of(served, f"/services?search=people&{asked}")
        assert both == people & await names_of(served, f"/services?{asked}")
        assert 0 < len(both) < len(people)
    at = (await served.json("/service_at_locations?search=library&per_page=500"))["contents"]
    assert {one["service"]["name"] for one in at} <= libraries
    assert at
    assert (await served.json("/services?search=in+the"))["empty"]


async def test_totals_and_pages_stand_through_publications(hub):
    await hub.bring_in(*FEED)
    before = [one["id"] for one in (await hub.json("/services?per_page=500"))["contents"]]
    changed, gone = (await hub.office.entries())[3:5]
    await hub.office.edit(changed.id, {"description": "Now upstairs."})
    await hub.office.close(gone.id, Status.DEFUNCT)
    await hub.office.publish()
    after = await hub.json("/services?per_page=500")
    assert [one["id"] for one in after["contents"]] == [one for one in before if one in _ids(after)]
    counted = "modified_after=1990-01-01"
    for path in ("services", "service_at_locations"):
        told = await hub.json(f"/{path}?per_page=500")
        assert (
            told["total_items"]
            == len(told["contents"])
            == (await hub.json(f"/{path}?{counted}"))["total_items"]
        )
        beyond = await hub.json(f"/{path}?page=5000&search=library")
        assert (beyond["empty"], beyond["total_items"] > 0) == (True, True)


def _ids(page):
    return {one["id"] for one in page["contents"]}


async def test_an_upgrade_makes_the_words_of_what_was_published_before(postgres):
    """By an owner who is no superuser: the walls stand before them too."""
    url = await _owned(postgres)
    await migrate(url)
    tenants = [await new_tenant(url), await new_tenant(url)]
    kept = []
    for tenant_id in tenants:
        async with opened(url, tenant_id) as hub:
            await hub.bring_in(*FEED)
            kept.append(await _asked(hub))
    above = await connect(postgres.replace("/postgres?", f"/{_OWNER}?"))
    await above.execute(dict(migrations())["0008_looked_up_once"])  # the wall that stood then
    await above.execute(_BEFORE_WORDS)
    records = (("note", "anna", None), ("own", "anna", "note"), ("other", "bob", "note"))
    for item_id, person_id, note_id in records:
        about = (tenants[0], item_id, person_id, note_id)
        await above.execute(
            "INSERT INTO item (tenant_id, item_id, person_id, note_id, owner_id) VALUES ($1, $2, $3, $4, 'ruth')",
            *about,
        )
    assert await migrate(url) == ["0009_words_of_the_book", "0010_older_records", "0011_by_the_story"]
    apart = await above.fetch("SELECT item_id FROM item WHERE apart")
    await above.close()
    assert [row["item_id"] for row in apart] == ["other"]
    for tenant_id, before in zip(tenants, kept, strict=True):
        async with opened(url, tenant_id) as hub:
            assert await _asked(hub) == before


async def _asked(hub):
    library = await hub.json("/services?search=library")
    everything = await hub.json("/service_at_locations?per_page=500")
    near = await hub.json("/services?postcode=M1&proximity=4000")
    return (
        library["total_items"],
        _ids(library),
        everything["total_items"],
        _ids(everything),
        _ids(near),
        (await hub.json("/services"))["total_items"],
    )


async def _owned(postgres):
    """Return the URL of a database whose owner is nobody above the walls."""
    above = await asyncpg.connect(postgres)
    await make_roles(above)
    await above.execute(f"CREATE ROLE {_OWNER} LOGIN CREATEROLE PASSWORD 'register'")
    await above.execute(f"GRANT kit_worker, kit_admin, kit_export, kit_counter, kit_tally TO {_OWNER}")
    await above.execute(f"CREATE DATABASE {_OWNER} OWNER {_OWNER}")
    await above.close()
    return postgres.replace("/postgres?", f"/{_OWNER}?").replace("postgres:@", f"{_OWNER}:register@", 1)
