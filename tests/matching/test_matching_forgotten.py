"""What was heard goes when the app locks: nothing that remembers it outlives the vault."""

import gc
from datetime import UTC, date, datetime
from weakref import ref

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import import_sources
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.vocabulary.plain import stem
from conversation_kit.tui import suggesting
from conversation_kit.tui.suggesting import BackgroundSuggester

_WORD = "quillworted"


def _watched(kit, made):
    """Let ``kit`` note what it makes, without holding it."""
    make = kit.suggester

    def noted(book, breathe):
        one = make(book, breathe)
        made.append(ref(one))
        return one

    object.__setattr__(kit, "suggester", noted)
    return kit


def _held():
    # A tuple of texts alone is no longer listed once the collector saw it, so it is looked for in what holds it.
    return [
        part
        for one in gc.get_objects()
        for part in gc.get_referents(one)
        if type(part) is tuple and any(isinstance(word, str) and _WORD in word.split() for word in part)
    ]


def _closed(background):
    background.close()
    background._thread.shutdown(wait=True)  # of this one alone: a test of a screen may have left another


def test_what_was_heard_goes_with_the_suggester(tmp_path, monkeypatch):
    monkeypatch.setattr(
        suggesting, "gc", gc
    )  # tests of screens that ran before left another: tests/tui/once.py
    made = []
    kit = _watched(Kit(under(tmp_path)), made)
    source = str(assets_folder() / "demo" / "book" / "page-1.json")
    import_sources([source], kit.folders.book_cache, now=datetime(2026, 11, 1, tzinfo=UTC))
    background = BackgroundSuggester(kit)
    said = f"I miss knitting and {_WORD} things of an evening"
    assert background.ask(Asking(heard=(Heard(said),), today=date(2026, 11, 28))).result()
    (suggester,) = made
    assert suggester() is not None
    assert _held()
    _closed(background)
    assert suggester() is None
    assert not _held()


def test_what_a_screen_asked_the_words_goes_where_nothing_was_suggested(tmp_path):
    kit = Kit(under(tmp_path))
    background = BackgroundSuggester(kit)
    kit.private_words()(f"I miss knitting and {_WORD} things of an evening")
    assert stem.cache_info().currsize
    assert _held()
    _closed(background)
    assert not stem.cache_info().currsize
    assert not _held()


def test_the_vectors_forget_a_word_they_were_asked_for(words):
    vectors = words.meaning.vectors
    vectors.of([_WORD, "knitting"])
    assert vectors.__dict__["_row"].cache_info().currsize
    words.forget_heard()
    assert "_row" not in vectors.__dict__
    assert vectors.of(["knitting"]).any()
