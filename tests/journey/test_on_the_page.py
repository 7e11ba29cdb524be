"""What may stand on a person's page: what they choose, and what begins off it."""

from dataclasses import replace

import pytest

from conversation_kit.errors import NotFoundError
from conversation_kit.journey.on_the_page import as_on_page, put_on_page
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk

DANGER = "he hits me"


def private(words):
    return "hits" in words


def keep_all(vault, kit, words):
    """Keep ``words`` as everything that a page says."""
    vault.keep(Person("p1", "Maureen"))
    records = [
        Note("n1", "p1", "k1", "people", words, kit.now()),
        Asset("a1", "p1", words, Kind.SOCIAL, Leaning.BARRIER),
        Connection("c1", "p1", "e1", "Knit and Natter", Stage.INTERESTED, first_step=words),
        DealLine("d1", "p1", Side.OURS, words),
        StepAlong("s1", "p1", "c1", Stage.GOING, kit.now().date(), words),
        PositiveRisk("r1", "p1", words),
    ]
    vault.keep_all(records)
    return records


def off(vault):
    story = as_on_page(vault.story("p1"), private)
    every = (
        *story.notes,
        *story.assets,
        *story.connections,
        *story.deal,
        *story.steps,
        *story.risks,
    )
    return {one.id for one in every if not one.on_page}


def test_what_is_private_begins_off_and_one_step_puts_it_on(vault, kit):
    records = keep_all(vault, kit, DANGER)
    assert off(vault) == {one.id for one in records}
    for one in records:
        put_on_page(vault, one.entity, one.id, on_page=True)
    assert off(vault) == set()
    put_on_page(vault, "note", "n1", on_page=False)
    assert off(vault) == {"n1"}
    assert vault.find(Note, "n1").text == DANGER


def test_all_else_is_on_until_it_is_left_off(vault, kit):
    records = keep_all(vault, kit, "our Janet comes Sundays")
    assert off(vault) == set()
    for one in records:
        put_on_page(vault, one.entity, one.id, on_page=False)
    assert off(vault) == {one.id for one in records}


def test_what_was_agreed_of_a_connection_off_the_page_is_off_it_too(vault, kit):
    vault.keep(Person("p1", "Maureen"))
    vault.keep(Connection("c1", "p1", "e1", "Safe Harbour", Stage.INTERESTED, on_page=False))
    line = DealLine("d1", "p1", Side.OURS, "ring them together", connection_id="c1")
    vault.keep_all([line, replace(line, id="d2", connection_id="")])
    assert off(vault) == {"c1", "d1"}
    put_on_page(vault, "deal", "d1", on_page=True)
    assert off(vault) == {"c1"}


@pytest.mark.parametrize("entity", ["note", "asset", "deal", "person", ""])
def test_what_is_not_there_is_said(vault, entity):
    with pytest.raises(NotFoundError):
        put_on_page(vault, entity, "nothing", on_page=True)
