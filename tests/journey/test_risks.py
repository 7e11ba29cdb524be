"""Something they want to try: weighed in words, looked at again, never scored."""

from dataclasses import fields, replace
from datetime import date

import pytest

from conversation_kit.errors import BadInputError
from conversation_kit.journey.keeping_promises import deal_line_of
from conversation_kit.journey.promises import promises
from conversation_kit.journey.risks import WEIGHED, new_risk, not_said_yet, to_look_at, with_values
from conversation_kit.journey.taking_out import bring_back, take_out
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk

TODAY = date(2026, 11, 24)
SAID = {
    "wants": " open the shed on my own ",
    "good": "his own door",
    "could_go_wrong": "a fall",
    "safe_enough": "the phone in his pocket",
    "they_say": "I've walked up worse stairs",
    "backed_by": "Moira",
    "look_again": "in 3 weeks",
}


def test_everything_is_in_words_and_only_what_they_want_is_needed(vault):
    vault.keep(Person("p", "Gez"))
    empty = new_risk(vault, "p", TODAY)
    weighed = with_values(empty, SAID, TODAY)
    assert weighed.unclear == ""
    assert weighed.risk.wants == "open the shed on my own"
    assert weighed.risk.look_again == date(2026, 12, 15)
    assert weighed.risk.weighed_on == TODAY
    assert with_values(empty, {"wants": "the shed"}, TODAY).risk.good == ""
    with pytest.raises(BadInputError, match="What do they want to try"):
        with_values(empty, {**SAID, "wants": " "}, TODAY)
    assert not any(field.type in ("int", int, "float", float) for field in fields(PositiveRisk))


def test_the_good_comes_before_what_could_go_wrong():
    assert [name for name, _ in WEIGHED][:2] == ["good", "could_go_wrong"]


def test_a_day_that_is_not_clear_is_asked_and_leaves_the_day_as_it_was():
    before = PositiveRisk("r", "p", "the shed", look_again=TODAY)
    told = with_values(before, {**SAID, "look_again": "when pigs fly"}, TODAY)
    assert "Which day is that?" in told.unclear
    assert told.risk.look_again == TODAY
    assert told.risk.good == "his own door"
    assert with_values(before, {**SAID, "look_again": ""}, TODAY).risk.look_again is None


def test_what_nobody_has_said_yet_is_named_for_the_worker():
    risk = PositiveRisk("r", "p", "the shed", good="his own door", could_go_wrong="a fall", safe_enough="x")
    assert not_said_yet(risk) == "Not said yet: what they say, who backs it"
    assert not_said_yet(with_values(risk, SAID, TODAY).risk) == ""


def test_the_day_to_look_again_is_due_on_home(vault):
    vault.keep(Person("p", "Gez"))
    risk = with_values(new_risk(vault, "p", TODAY), SAID, TODAY).risk
    vault.keep(risk)
    (due,) = promises(vault)
    assert due.words == "look again at what they want to try: open the shed on my own"
    assert (due.due, due.record_id, due.person.name) == (date(2026, 12, 15), risk.id, "Gez")
    assert deal_line_of(vault, due) is None
    take_out(vault, risk.entity, risk.id)
    assert promises(vault) == []
    bring_back(vault, risk.entity, risk.id)
    vault.keep(replace(risk, look_again=None))
    assert promises(vault) == []
    assert to_look_at([risk]) == [risk]
