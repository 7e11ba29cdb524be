"""The filter that everything passes on its way out."""

from dataclasses import replace

from sharing_stories import FULL

from conversation_kit.sharing.permission import for_case_note, for_page


def test_a_story_nobody_kept_anything_off_passes_whole():
    assert for_page(FULL) == FULL
    assert for_case_note(FULL) == FULL


def test_what_was_taken_out_passes_neither():
    for field in ("notes", "assets", "connections", "deal"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, taken_out=True), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert getattr(for_case_note(story), field) == tuple(rest)


def test_what_the_person_kept_off_their_page_passes_only_to_the_case_note():
    for field in ("notes", "assets"):
        first, *rest = getattr(FULL, field)
        story = replace(FULL, **{field: (replace(first, on_page=False), *rest)})
        assert getattr(for_page(story), field) == tuple(rest)
        assert for_case_note(story) == story
