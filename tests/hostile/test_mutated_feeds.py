"""Feeds spoilt at random: never a traceback, never a silent drop, and the old Book stays whole.

500 feeds in the ordinary run, 10,000 with ``--hypothesis-profile=nightly``. Further feeds (captures whose licence does
not let them into the repository) join in when CONVERSATION_KIT_FEEDS names their folder.
"""

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from feed_mutations import mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation_kit.book.cache import Book
from conversation_kit.book.card import card_lines
from conversation_kit.book.codec import from_json, to_json
from conversation_kit.book.importing import import_sources
from conversation_kit.book.sources.pages import decode, parse, records_in
from conversation_kit.errors import KitError
from known import tries

SHIPPED = Path(__file__).parents[1] / "data" / "feeds"
FEEDS = sorted(
    [
        *(p for p in SHIPPED.glob("*.json") if p.stat().st_size > 2000),
        *Path(os.environ.get("CONVERSATION_KIT_FEEDS", SHIPPED / "none")).glob("*.json"),
    ]
)
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EACH = -(-tries(usual=500, nightly=10_000) // len(FEEDS))


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A Book that stands, before each spoilt feed is tried on it."""
    path = tmp_path_factory.mktemp("book") / "book.sqlite"
    import_sources([str(SHIPPED / "october.json")], path, now=NOW)
    return path


@pytest.mark.parametrize("feed", FEEDS, ids=lambda path: path.stem)
def test_a_spoilt_feed_is_read_or_refused_and_nothing_is_lost(cache, tmp_path_factory, feed):
    raw = feed.read_bytes()
    spoilt = tmp_path_factory.mktemp("spoilt") / "spoilt.json"

    @settings(max_examples=EACH, database=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**64 - 1))
    def each(seed):
        spoilt.write_bytes(mutated(raw, Random(seed)))
        bring(cache, spoilt)

    each()


def bring(cache, spoilt):
    before = cache.read_bytes()
    refused = None
    try:
        report = import_sources([str(spoilt)], cache, now=NOW, allow_removals=True)
    except KitError as error:
        refused = error.sentence
    if refused is not None:
        assert cache.read_bytes() == before
        assert harmless(refused)
        assert str(spoilt.parent) not in refused
        return
    with Book.open(cache) as book:
        entries = list(book.entries())
        facts = book.facts()
    text, _ = decode(spoilt.read_bytes(), spoilt.name)
    came = len(records_in(parse(text, spoilt.name), spoilt.name))
    assert came == len(entries) + len(report.rejected)
    assert facts.entries == len(entries) == report.added + report.changed + report.unchanged
    for finding in (*report.rejected, *report.notes):
        assert finding.why
        assert harmless(finding.where + finding.why + finding.id)
    for entry in entries:
        assert from_json(to_json(entry)) == entry
        lines = card_lines(entry, today=NOW, near=None, gazetteer=None)
        assert harmless(entry.name)
        assert all(harmless(line.text) for line in lines)


def harmless(text):
    """Whether a terminal would only print it: no escapes, no control characters, nothing that turns reading about."""
    return all(
        letter == "\n" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in TURNING)
        for letter in text
    )


def test_the_check_can_fail():
    assert not harmless("\x1b[2J")
    assert not harmless("\x9b31m")
    assert not harmless("\u202eclub")
    assert harmless("Tea, toast & a natter\nThursdays")
