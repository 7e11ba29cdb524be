"""The open desk: which Book it works with once another one was put in its place, and who the worker is."""

import gc
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import import_sources
from conversation_kit.desk import open_desk

DEMO = assets_folder() / "demo" / "book"


def bring_in(kit, *pages):
    sources = [str(DEMO / page) for page in pages]
    import_sources(sources, kit.folders.book_cache, now=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def desk(kit, vault):
    bring_in(kit, "page-1.json")
    opened = open_desk(kit, vault)
    yield opened
    opened.close()


def test_the_same_book_is_no_other_however_often_it_is_asked(desk):
    known = desk.book
    for _ in range(3):
        assert not desk.reopen_book()
        gc.collect()  # what was opened to look goes
    assert desk.book is known


def test_another_book_is_taken_up_once(kit, desk):
    known = desk.book
    bring_in(kit, "page-1.json", "page-2.json")
    assert desk.reopen_book()
    assert desk.book is not known
    assert not desk.reopen_book()


def test_a_book_that_cannot_be_read_takes_the_place_of_none(kit, desk):
    size = desk.book.size
    damaged = kit.folders.book_cache.with_suffix(".new")
    damaged.write_bytes(b"no Book")
    damaged.replace(kit.folders.book_cache)
    assert not desk.reopen_book()
    assert not desk.reopen_book()
    assert desk.book.size == size
    assert len([said for said in kit.complaints if "damaged" in said]) == 1


def test_the_worker_is_who_the_vault_says_now(desk, vault, worker):
    vault.me(replace(worker, team="Adults west"))
    desk.read_worker_again()
    assert desk.worker.team == "Adults west"
