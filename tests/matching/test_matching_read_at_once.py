"""Reading entries quickly tells what reading them slowly would: what is looked for first is always there."""

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.entries import turns_of_ages
from conversation_kit.matching.entries.signs import RUNNER, Signs, padded
from conversation_kit.matching.heard import limits_heard
from conversation_kit.matching.stored.postings import Postings, PostingsMade
from conversation_kit.matching.vocabulary import figures
from conversation_kit.matching.vocabulary.plain import line
from conversation_kit.matching.vocabulary.turns import Turns
from conversation_kit.matching.vocabulary.words import Words

_TURNS = ("visits_entry", "phone_entry", "closed_entry", "stairs_entry")


@pytest.mark.parametrize(("pattern", "kind", "needs"), turns_of_ages.AGES)
@settings(max_examples=5)
@given(data=st.data())
def test_an_age_never_stands_without_what_is_looked_for_first(
    pattern: re.Pattern[str], kind: str, needs: Sequence[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern).filter(pattern.search))
    assert any(part in text for part in needs), kind


@pytest.mark.parametrize("pattern", [figures._TEN, figures._WORD, *(form for form, _ in figures._MONEY)])
@settings(max_examples=10)
@given(data=st.data())
def test_a_figure_never_stands_without_one_of_its_words(
    pattern: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern).filter(pattern.search))
    known = figures._NUMBERS if pattern in (figures._TEN, figures._WORD) else figures._MONEYS
    assert not known.isdisjoint(text.split(" "))


def test_turns_of_phrase_are_those_that_stand_in_a_line(words: Words) -> None:
    cues = {name: words.cues[name] for name in _TURNS}
    every = [cue for listed in cues.values() for cue in listed]
    turns, rng = Turns(cues, words.small), random.Random(7)
    for _ in range(300):
        said = line(" ".join(rng.choices(every, k=3)).split()[rng.randrange(3) :])
        slowly = {name: [cue for cue in listed if cue in said] for name, listed in cues.items()}
        found = turns.in_line(said)
        assert {name: sorted(found.get(name, ())) for name in cues} == {
            name: sorted(held) for name, held in slowly.items()
        }


def test_signs_are_those_that_stand_in_an_entry(words: Words) -> None:
    """The first place of each phrase, so long as nothing is said beside it."""
    themes = [replace(theme, exact=(), named=()) for theme in words.themes.values() if theme.find][:60]
    bare = Signs(themes, words)
    bare._asides.without = lambda parts, present: parts  # type: ignore[method-assign]
    told = {
        number: list(dict.fromkeys(filter(str.strip, padded(theme.find))))
        for number, theme in enumerate(themes)
    }
    every, rng = [one for listed in told.values() for one in listed], random.Random(8)
    for _ in range(200):
        parts = [line(" ".join(rng.choices(every, k=rng.randrange(4))).split()) for _ in range(RUNNER)]
        present = dict.fromkeys(" ".join(parts).split(), 0)
        found = bare.places([*parts, ""], present, "", lambda: ())
        for number, listed in told.items():
            slowly = [
                (next(at for at, part in enumerate(parts) if one in part), one)
                for one in listed
                if any(one in part for part in parts)
            ]
            assert sorted(slowly) == sorted(found.get(number, ()))


def test_a_space_at_the_end_rules_nothing_out(words: Words) -> None:
    times = tomllib.loads(Path(__file__).with_name("times_heard.toml").read_text("utf-8"))
    others = tomllib.loads(Path(__file__).with_name("limits_said.toml").read_text("utf-8"))
    said = [one["say"] for half in ("tune", "kept") for one in times[half]]
    today = date(2026, 11, 28)
    for text in (*said, *(text for one in others["said"] for text in one["say"])):
        plain, spaced = (
            limits_heard.LimitsReader(words).read(Asking(heard=(Heard(text + end),), today=today), [])
            for end in ("", "\n  ")
        )
        assert plain == spaced, text


def test_limits_are_not_read_again_for_a_space(words: Words) -> None:
    reader = limits_heard.LimitsReader(words)
    plain, spaced, on = (
        reader.read(Asking(heard=(Heard(text),), today=date(2026, 11, 28)), [])
        for text in ("not of a Friday", "not of a Friday ", "not of a Friday night")
    )
    assert plain is spaced
    assert on != plain


def test_limits_are_not_read_again_within_a_word(words: Words) -> None:
    reader = limits_heard.LimitsReader(words)
    begun, on, ended = (
        reader.read(Asking(heard=(Heard(text, typing=True),), today=date(2026, 11, 28)), [])
        for text in (
            "not of a Friday, nor a S",
            "not of a Friday, nor a Satur",
            "not of a Friday, nor a Saturday ",
        )
    )
    assert begun is on
    assert ended.days < begun.days


def test_meanings_are_the_same_one_by_one(words: Words) -> None:
    assert words.meaning is not None
    vectors, rng = words.meaning.vectors, random.Random(9)
    known = ["tea", "choirs", "walking", "qqq", "the", "bread", "wheelchair", "mend"]
    many = [rng.sample(known, k=rng.randrange(len(known))) for _ in range(300)] + [["qqq"]]
    assert np.array_equal(vectors.of_each(many), np.array([vectors.of(one) for one in many], np.int8))
    assert len(vectors.of_each([])) == 0


@given(held=st.lists(st.sets(st.integers(0, 5)), max_size=9))
def test_postings_are_runs_of_ascending_numbers(held: list[set[int]]) -> None:
    made = PostingsMade()
    for number, keys in enumerate(held):
        made.add_all(sorted(keys), number, bytes(number + key for key in sorted(keys)))
    order = [3, 1, 5, 0, 2, 4]
    packed = Postings("those", made.packed("those", order))
    for place, key in enumerate(order):
        numbers, marks = packed.run(place)
        assert numbers.tolist() == [number for number, keys in enumerate(held) if key in keys]
        assert marks.tolist() == [number + key for number in numbers.tolist()]
