"""What a vault knows of its hub: what is unsent, what came in, whom it let go."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person
from conversation_kit.vault.changes_aside import PULL, PUSH, SetAside
from conversation_kit.vault.syncing import MovedOnError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def other(tmp_path, open_copy):
    with open_copy(tmp_path / "other") as opened:
        yield opened


def _all(vault):
    return vault.changes_since(0, 10_000)[0]


def _unsent(vault):
    return [change for _, change in vault.syncing.unsent()]


def test_what_came_in_is_not_sent_back(vault, other):
    other.keep(Person("p", "Desmond"))
    vault.keep(Person("q", "Maureen"))
    assert vault.syncing.take_in(_all(other), at=0, cursor=7) == len(_all(other))
    assert vault.syncing.cursor == 7
    assert {change.person_id for change in _unsent(vault)} == {"q"}
    last = vault.syncing.unsent()[-1][0]
    vault.syncing.sent(last)
    assert _unsent(vault) == []
    vault.keep(replace(vault.find(Person, "p"), area="Leigh"))
    assert [(one.person_id, one.field) for one in _unsent(vault)] == [("p", "area")]
    assert vault.syncing.how_many_unsent() == 1


def test_two_windows_that_sync_do_not_read_past_one_another(vault, other):
    other.keep(Person("p", "Desmond"))
    vault.syncing.take_in([], at=0, cursor=3)
    with pytest.raises(MovedOnError):
        vault.syncing.take_in(_all(other), at=0, cursor=2)
    assert vault.people() == []
    assert vault.syncing.cursor == 3


def test_letting_go_takes_all_that_was_kept_and_leaves_the_others(vault, other, tmp_path, data_key):
    other.keep_all([Person("p", "Desmond Prescott"), Person("q", "Maureen")])
    vault.syncing.take_in(_all(other), at=0, cursor=5)
    vault.drafts.save("note:p", "half a line", {"person": "p"})
    assert vault.search("prescott", limit=5)
    assert vault.syncing.let_go(["p"], at=5, cursor=6) == []
    assert [person.id for person in vault.people()] == ["q"]
    assert vault.search("prescott", limit=5) == []
    assert [one.text for one in vault.syncing.half_written()] == [
        "half a line"
    ]  # the worker's own, never sent
    assert vault.syncing.gone() == {"p"}
    assert vault.erasing_unfinished
    assert vault.check() == []
    assert vault.syncing.take_anew("p", _all(other), at=6, cursor=8) == 1
    assert vault.find(Person, "p") == Person("p", "Desmond Prescott")
    assert vault.syncing.gone() == frozenset()
    assert vault.check() == []


def test_nobody_is_let_go_with_something_unsent(vault, other):
    other.keep(Person("p", "Desmond"))
    vault.syncing.take_in(_all(other), at=0, cursor=5)
    vault.keep(replace(vault.find(Person, "p"), area="Leigh"))
    assert vault.syncing.let_go(["p"], at=5, cursor=6) == ["p"]
    assert vault.find(Person, "p").area == "Leigh"
    assert vault.syncing.to_let_go() == ["p"]
    assert vault.syncing.let_go_of_long_gone(["p"]) == []
    (seq, change), *_ = vault.syncing.unsent()
    aside = SetAside(PUSH, change.id, "p", "no-access", "The hub would not take it.")
    vault.syncing.sent(seq, refused=[aside])
    assert vault.syncing.how_many_unsent() == 0
    assert vault.syncing.set_aside() == [aside]
    assert vault.syncing.changes_aside() == [change]
    assert vault.syncing.let_go(["p"], at=6, cursor=6) == ["p"]
    vault.syncing.sent(seq, accepted=[change.id])
    assert vault.syncing.set_aside() == []
    assert vault.syncing.let_go(["p"], at=6, cursor=6) == []
    assert vault.people() == []
    assert vault.syncing.to_let_go() == []
    vault.keep(Conversation("c", "p", "guide", "me", NOON))  # from a window that was still open
    assert vault.syncing.to_let_go() == ["p"]
    assert vault.syncing.let_go(["p"], at=6, cursor=6) == ["p"]
    vault.syncing.sent(vault.syncing.unsent()[-1][0])
    assert vault.syncing.let_go(["p"], at=6, cursor=6) == []
    assert vault.all(Conversation) == []


def test_who_was_not_contacted_for_long_goes_when_all_is_sent_and_nothing_half_written(vault, other):
    other.keep_all([Person("p", "Desmond"), Person("q", "Maureen"), Person("r", "Farouk")])
    vault.syncing.take_in(_all(other), at=0, cursor=5)
    vault.drafts.save("note:q", "half a line", {"person": "q"})
    vault.keep(replace(vault.find(Person, "r"), area="Leigh"))
    assert vault.syncing.let_go_of_long_gone(["p", "q", "r"]) == ["p"]
    assert [person.id for person in vault.people()] == ["q", "r"]


def test_a_snapshot_lets_go_of_what_is_not_in_it_but_not_of_what_was_written_here(vault, other):
    other.keep(Person("p", "Desmond", area="Leigh"))
    vault.syncing.take_in(_all(other), at=0, cursor=5)
    vault.keep(replace(vault.find(Person, "p"), reach="ring after ten"))
    shown = [change for change in _all(other) if change.field != "area"]
    assert vault.syncing.take_anew("p", shown, at=5, cursor=9) == 0
    assert vault.find(Person, "p") == Person("p", "Desmond", reach="ring after ten")
    assert vault.check() == []


def test_a_number_of_the_log_is_not_given_twice_so_that_nothing_unsent_is_passed_over(vault, other):
    other.keep(Person("p", "Desmond"))
    vault.keep(Person("q", "Maureen"))
    vault.syncing.take_in(_all(other), at=0, cursor=5)
    vault.syncing.sent(vault.changes_since()[1])
    vault.syncing.let_go(["p"], at=5, cursor=6)
    vault.keep(replace(vault.find(Person, "q"), area="Leigh"))
    assert [one.field for one in _unsent(vault)] == ["area"]


def test_a_bad_one_among_many_is_set_aside_and_the_others_stand(vault, other):
    other.keep(Person("p", "Desmond", area="Leigh"))
    name, area = _all(other)
    vault.syncing.take_in([name], at=0, cursor=1)
    unread = SetAside(PULL, "x", "", "malformed", "It could not be read.", "[]")
    vault.syncing.take_in([name._replace(value="Des"), area], at=1, cursor=3, aside=[unread])
    assert vault.find(Person, "p") == Person("p", "Desmond", area="Leigh")
    assert {(one.way, one.id) for one in vault.syncing.set_aside()} == {(PULL, name.id), (PULL, "x")}


def test_erasures_are_told_once_and_those_of_the_hub_not_at_all(vault, other):
    vault.keep_all([Person("p", "Desmond"), Person("q", "Maureen")])
    vault.erase(["p"])
    assert vault.syncing.erased_untold() == ["p"]
    vault.syncing.erasures_told(["p"])
    vault.syncing.erase(["q"], at=0, cursor=4)
    assert vault.syncing.erased_untold() == []
    assert vault.people() == []
    assert vault.all(Conversation) == []
    assert vault.syncing.cursor == 4


def test_facts_are_kept_and_forgotten(vault):
    vault.syncing.know("hub", {"url": "https://hub.example"})
    assert vault.syncing.facts("hub") == {"url": "https://hub.example"}
    vault.syncing.know("hub", {})
    assert vault.syncing.facts("hub") == {}
