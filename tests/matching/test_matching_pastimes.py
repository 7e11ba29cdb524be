"""One particular pastime: who names it finds just that, and what is merely near is never called strong or fair."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.missing import looked_for_names
from conversation_kit.matching.suggesting import Suggester, Suggestion

SAID: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pastimes_said.toml").read_text("utf-8"))[
    "said"
]

SHED = {
    "garden": ("Walled Garden Group", "Growing vegetables and flowers together, gardeners welcome."),
    "birds": ("Nature Reserve Friends", "Wildlife walks and birds in the woodland."),
    "bees": ("Elm Beekeepers", "Hives and honey, suits lent."),
    "choir": ("Elm Choir", "Singing on Tuesdays."),
    "talk": ("Befriending at Home", "Somebody to talk to for people who are lonely."),
}


def small(words, *names: str) -> Suggester:
    return Suggester(SmallBook([an_entry(name, *SHED[name], **ELM) for name in names]), words)


def asked(suggester: Suggester, said: str, **more: Any) -> list[Suggestion]:
    return suggester.suggest(Asking(heard=(Heard(said),), today=more.pop("on", TODAY), limit=10, **more))


def called(found: list[Suggestion]) -> set[str]:
    return {item.entry_id for item in found if item.strength != "weak"}


@pytest.mark.parametrize(
    "item", [one for one in SAID if one["half"] == "worked"], ids=lambda item: item["say"][:40]
)
def test_a_particular_pastime_is_found_or_a_gap(demo, item):
    found = asked(demo, item["say"], on=item.get("on", TODAY))
    if item["found"]:
        first = [one.entry_name for one in found[:5]]
        assert any(name.startswith(tuple(item["found"])) for name in first), first
    else:
        called = {one.entry_name for one in found if one.strength != "weak"}
        assert called <= set(item.get("beside", ()))  # what other words of it ask for


def test_what_is_near_comes_up_weak_and_says_so(words):
    found = asked(small(words, "garden", "birds"), "I kept bees")
    assert found
    assert not called(found)
    assert any("near, not the same: nature" in reason.because for one in found for reason in one.reasons)


def test_the_very_thing_is_first_and_more_than_weak(words):
    found = asked(small(words, "garden", "birds", "bees"), "I kept bees")
    assert found[0].entry_id == "bees"
    assert called(found) == {"bees"}


def test_other_words_of_the_clause_still_speak(words):
    assert "choir" in called(
        asked(small(words, "birds", "choir"), "I'd love to sing in a choir and keep bees")
    )


def test_a_need_is_not_near_to_a_pastime(words):
    said = "since I gave up the motorbike I've nobody to talk to and I'm that lonely"
    assert "talk" in called(asked(small(words, "talk"), said))


def test_what_is_put_aside_silences_nothing(words):
    said = "I hate bell ringing, I'd love to sing in a choir"
    assert called(asked(small(words, "choir"), said)) == {"choir"}


def test_a_gap_is_named_for_the_particular_thing(words):
    assert looked_for_names([Heard("I'd love to keep bees again")], words) == ("beekeeping",)


def test_particular_is_true_or_false(tmp_path):
    from conversation_kit.errors import BadInputError
    from conversation_kit.matching.vocabulary.words_files import read_themes

    file = tmp_path / "themes.toml"
    file.write_text('[[theme]]\nid = "a"\nname = "a"\nfind = ["kite"]\nparticular = "yes"\n', "utf-8")
    with pytest.raises(BadInputError, match="true or false"):
        read_themes([file])
