"""The matching index: it says what reading every entry says, is kept beside the Book, and never gets in the way."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits_told import read_limits
from rapidfuzz import fuzz, process
from shelf_of import ENTRIES, TODAY

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import import_sources, read_files
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries.features import read_entry
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.indexed.index_files import index_path, ready_index
from conversation_kit.matching.indexed.indexing import index_of, straight_on
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.shortlist import ranking
from conversation_kit.matching.shortlist.limits_at_large import AtLarge
from conversation_kit.matching.shortlist.ruling_out import rules_out
from conversation_kit.matching.stored.packed import Packed, open_packed, write_packed
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.plain import tokens
from conversation_kit.model.connections import Way

CALM = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
SAID = [
    "I love to knit of an evening", "used to drive a wagon all over", "frightened of the water", "I could teach lads to cook",
    "nobody comes near now", "can't manage the rent", "the grandkids never visit", "brass band every Sunday, I miss it",
    "I'd sit with somebody who has dementia", "not bingo, I can't abide it", "I go to the Market Hall Lunch Club already",
    "happy to read with children", "summat to get me out the house", "Elmsley Knit and Natter", "Elmsly knit and nater",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo():
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    with Book.in_memory(entries) as book:
        yield book


@pytest.fixture(scope="module")
def packed(demo, words):
    return index_of(demo.entries(), words)


@pytest.fixture(scope="module")
def demo_shelf(demo, words, packed):
    return Shelf(demo, words, index=packed)


def test_what_is_kept_of_an_entry_is_what_was_read(demo, words, demo_shelf):
    for number, entry in enumerate(demo.entries()):
        read = read_entry(entry, words)
        kept = demo_shelf.features_of(number)
        assert kept == read
        assert kept.texts() == read.texts()
        assert demo_shelf.number(entry.id) == number


def test_themes_and_words_are_where_the_entry_says(demo, words, demo_shelf):
    readings = [read_entry(entry, words) for entry in demo.entries()]
    for name in ("knitting", "gardening", "walking", "lunch-clubs", "singing"):
        theme = words.themes[name]
        found = demo_shelf.of_theme(theme)
        phrases = [" ".join(tokens(words_of)) for words_of in theme.find]
        assert len(found), name
        for number, reading in enumerate(readings):
            told = any(f" {phrase} " in reading.said for phrase in phrases)
            assert not told or number in found, reading.name
    assert {
        readings[number].holds("garden") for number in demo_shelf.of_word("gardening").numbers.tolist()
    } == {True}


@given(st.data())
@CALM
def test_stems_stand_one_after_the_other(demo, words, demo_shelf, data):
    number = data.draw(st.integers(0, len(demo.entries()) - 1))
    read = demo_shelf.features_of(number)
    stems = read.body.split() or read.name.split()
    begin = data.draw(st.integers(0, len(stems) - 1))
    phrase = " ".join(stems[begin : begin + data.draw(st.integers(1, 4))])
    assert demo_shelf.holds(number, phrase)
    backwards = " ".join(reversed(phrase.split()))
    assert demo_shelf.holds(number, backwards) == read.holds(backwards)


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4, unique=True), st.integers(1, 6), st.booleans())
@CALM
def test_only_those_that_can_be_among_the_best_are_weighed_and_nothing_changes(
    demo, words, packed, said, limit, young
):
    asking = Asking(heard=tuple(map(Heard, said)), today=TODAY, limit=limit, age=16 if young else None)
    found = Suggester(demo, words, index=packed).suggest(asking)
    with pytest.MonkeyPatch.context() as everything:
        everything.setattr(ranking, "_AT_ONCE", 1_000_000)
        assert Suggester(demo, words, index=packed).suggest(asking) == found
    with pytest.MonkeyPatch.context() as hardly_any:
        hardly_any.setattr(ranking, "_AT_ONCE", 1)
        assert Suggester(demo, words, index=packed).suggest(asking) == found


@given(st.data())
@CALM
def test_a_misspelt_name_is_found_as_if_all_were_compared(demo, demo_shelf, data):
    names = [" ".join(tokens(entry.name)) for entry in demo.entries()]
    name = data.draw(st.sampled_from([one for one in names if 2 <= len(one.split()) <= 7]))
    place = data.draw(st.integers(0, len(name) - 1))
    slipped = name[:place] + data.draw(st.sampled_from(["", "x", "ee"])) + name[place + 1 :]
    near = {at for _, _, at in process.extract(slipped, names, scorer=fuzz.ratio, score_cutoff=86.0, limit=3)}
    if 2 <= len(slipped.split()) <= 7:
        assert near <= set(demo_shelf.named([], slipped.split()))


def test_a_whole_name_is_found_in_a_line(demo, demo_shelf):
    names = {" ".join(tokens(entry.name)): number for number, entry in enumerate(demo.entries())}
    name, number = next((one, at) for one, at in names.items() if len(one.split()) > 2)
    assert number in demo_shelf.named_wholly(f" i go to {name} of a tuesday ")
    assert demo_shelf.named_wholly(" i go to nothing of the kind ") == frozenset()


def test_arrays_come_back_as_they_were_written(tmp_path):
    path = tmp_path / "some.index"
    arrays = {"a": np.arange(7, dtype=np.int32), "none": np.empty((0, 2), np.int32), "b": np.ones((2, 3))}
    write_packed(path, Packed(arrays, {"told": ["caf\u00e9"]}))
    found = open_packed(path)
    assert found.about == {"told": ["caf\u00e9"]}
    assert all(np.array_equal(found.arrays[name], array) for name, array in arrays.items())
    assert found.arrays["none"].shape == (0, 2)
    assert [one.name for one in tmp_path.iterdir()] == ["some.index"]
    found.rest()  # what it held in memory is there again when asked
    assert all(np.array_equal(found.arrays[name], array) for name, array in arrays.items())


@pytest.mark.parametrize("harm", ["empty", "cut", "flipped", "header", "nothing"])
def test_a_damaged_index_is_made_anew(tmp_path, words, harm):
    path = tmp_path / "matching-1.index"
    ready_index(path, ENTRIES, words, straight_on)
    good = path.read_bytes()
    harmed = {
        "empty": b"",
        "cut": good[:-100],
        "flipped": good[:-200] + bytes([good[-200] ^ 1]) + good[-199:],
        "header": good[:40] + b"{" * 40 + good[80:],
        "nothing": bytes(len(good)),
    }[harm]
    path.write_bytes(harmed)
    assert open_packed(path) is None
    ready_index(path, ENTRIES, words, straight_on)
    assert path.read_bytes() == good


def test_it_is_kept_beside_the_book_and_made_anew_for_another(tmp_path):
    home = Kit(under(tmp_path))
    source = str(assets_folder() / "demo" / "book" / "page-1.json")
    import_sources([source], home.folders.book_cache, now=datetime(2026, 11, 1, tzinfo=UTC))
    home.index_book()
    kept = [one.name for one in home.folders.book.glob("*.index")]
    assert len(kept) == 1
    import_sources([source], home.folders.book_cache, now=datetime(2026, 11, 2, tzinfo=UTC))
    home.index_book()
    assert [one.name for one in home.folders.book.glob("*.index")] == kept  # the same entries
    other = str(assets_folder() / "demo" / "book" / "page-2.json")
    import_sources([source, other], home.folders.book_cache, now=datetime(2026, 11, 3, tzinfo=UTC))
    home.index_book()
    now = [one.name for one in home.folders.book.glob("*.index")]
    assert len(now) == 1
    assert now != kept


def test_what_a_power_cut_left_half_written_goes(tmp_path, words):
    (tmp_path / ".matching-1.index.4711.part").write_bytes(b"half")
    (tmp_path / "matching-0.index").write_bytes(b"of another Book")
    ready_index(tmp_path / "matching-1.index", ENTRIES, words, straight_on)
    assert [one.name for one in tmp_path.iterdir()] == ["matching-1.index"]


def test_other_words_make_another_index(tmp_path, words):
    first = index_path(tmp_path, "book", words)
    assert first == index_path(tmp_path, "book", words)
    assert first != index_path(tmp_path, "another", words)
    own = tmp_path / "themes-own.toml"
    own.write_text("", "utf-8")
    assert first != index_path(tmp_path, "book", replace(words, files=(*words.files, own)))


def test_a_disk_that_refuses_keeps_nobody_from_suggestions(tmp_path, words):
    folder = tmp_path / "gone"
    packed = ready_index(folder / "matching-1.index", ENTRIES, words, straight_on)
    assert packed.about["entries"] == len(ENTRIES)
    assert not folder.exists()


BEYOND = [
    "I'm at dialysis Tuesdays and Wednesdays", "two quid's my limit", "can't be doing with a room full", "I'm in a wheelchair",
    "no men", "I'll not set foot in a church", "I've not had a drink since Easter", "I'm fifty-two", "I never go out",
    "nothing strenuous", "weekends only", "I'd need a toilet handy", "no computers", "our lad is nine", "women only", "I can't leave him", "free or nothing",
]  # fmt: skip


@given(st.lists(st.sampled_from(BEYOND), min_size=1, max_size=3, unique=True), st.none() | st.integers(5, 95))
@CALM
def test_what_is_out_at_large_is_out_one_by_one(demo_shelf, words, said, age):
    heard = tuple(map(Heard, said))
    limits = read_limits(Asking(heard=heard, today=TODAY, age=age), listen(heard, words), words)
    numbers = np.arange(demo_shelf.size, dtype=np.int32)
    at_large = AtLarge(limits, demo_shelf, numbers)
    for out, ways in (
        (at_large.out_for_giving(), set(Way)),
        (at_large.out_for_help(), {Way.JOIN, Way.HELP}),
        (at_large.out_to_join(), {Way.JOIN}),
    ):
        for number in np.flatnonzero(out).tolist():
            features = demo_shelf.features_of(number)
            assert all(rules_out(limits, features, way=way) for way in ways), features.name
