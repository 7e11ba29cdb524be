"""A step is taken back; what was changed since stays."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from conversation_kit.journey.taking_back import taken_back
from conversation_kit.model.connections import DealLine, Side

lines = st.builds(
    DealLine,
    id=st.just("d1"),
    person_id=st.just("p1"),
    side=st.sampled_from(Side),
    what=st.sampled_from(["ring", "ring Pat", "walk"]),
    who=st.sampled_from(["", "Ruth"]),
    done=st.booleans(),
    taken_out=st.booleans(),
)


@given(lines, lines)
def test_with_nothing_changed_since_it_stands_as_before(before, made):
    assert taken_back(before, made, made) == before


@given(lines, lines, lines)
def test_only_what_the_step_changed_and_nobody_since_goes_back(before, made, now):
    back = taken_back(before, made, now)
    for field in fields(DealLine):
        was, became, stands = (getattr(line, field.name) for line in (before, made, now))
        assert getattr(back, field.name) == (was if became == stands else stands)


def test_corrected_words_stay():
    line = DealLine("d1", "p1", Side.OURS, "ring")
    done = replace(line, done=True)
    assert taken_back(line, done, replace(done, what="ring Pat")) == replace(line, what="ring Pat")
