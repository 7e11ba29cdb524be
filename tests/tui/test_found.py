"""What was found opens where it belongs; what is in a list of records has its history one key away."""

from dataclasses import replace
from datetime import date

import pytest
from shell import kit_app, running, shown, until

from conversation_kit.journey.searching import find_everywhere
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Gap, Side, Stage, StepAlong
from conversation_kit.model.conversations import Note
from conversation_kit.model.permissions import Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.tui.found import NOBODYS, open_found
from conversation_kit.tui.screens.history import HistoryScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.risks import RisksScreen

DAY = date(2026, 11, 24)


class Ways:
    """Stands in for the navigator: notes where it was to go."""

    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *where, **at: self.went.append((name, where[0], at.get("at") or where[1:]))


@pytest.mark.parametrize(
    ("make", "went"),
    [
        (lambda k: Note("r", "p-maureen", k.id, "t", "zebra", k.started), ("talk", "p-maureen", "r")),
        (lambda k: replace(k, present="zebra"), ("talk", "p-maureen", "")),
        (lambda k: Note("r", "p-maureen", "lost", "t", "zebra", k.started), ("person", "p-maureen", ())),
        (
            lambda k: Asset("r", "p-maureen", "zebra", Kind.SOCIAL, Leaning.GIFT, conversation_id=k.id),
            ("talk", "p-maureen", "r"),
        ),
        (lambda _: Asset("r", "p-maureen", "zebra", Kind.SOCIAL, Leaning.GIFT), ("reflect", "p-maureen", ())),
        (lambda _: DealLine("r", "p-maureen", Side.OURS, "zebra"), ("deal", "p-maureen", ())),
        (
            lambda _: Connection("r", "p-maureen", "e", "Zebra club", Stage.GOING),
            ("connections", "p-maureen", ()),
        ),
        (
            lambda _: StepAlong("r", "p-maureen", "c", Stage.GOING, DAY, "zebra"),
            ("connections", "p-maureen", ()),
        ),
        (lambda _: PositiveRisk("r", "p-maureen", "zebra"), ("risks", "p-maureen", ())),
        (lambda _: Wellbeing("r", "p-maureen", DAY, words="zebra"), ("how_they_are", "p-maureen", ())),
        (lambda _: ToolScore("r", "p-maureen", "zebra", DAY), ("how_they_are", "p-maureen", ())),
        (lambda _: Permission("r", "p-maureen", said="zebra"), ("permission", "p-maureen", ("r",))),
    ],
)
def test_each_opens_where_it_belongs(vault, talk, make, went):
    vault.keep(record := make(talk))
    (group,) = find_everywhere(vault, None, "zebra").groups
    ways = Ways()
    assert open_found(ways, vault, group.lines[0]) == ""
    name, person, at = went
    assert ways.went == [(name, person, at or (() if at == () else record.id))]


def test_what_went_to_the_officers_opens_nothing(vault, kit):
    vault.keep(Gap("g", "zebra", kit.now()))
    (group,) = find_everywhere(vault, None, "zebra").groups
    ways = Ways()
    assert open_found(ways, vault, group.lines[0]) == NOBODYS
    assert ways.went == []


async def test_a_list_of_records_leads_to_the_history(kit, vault, maureen):
    vault.keep(risk := PositiveRisk("r1", maureen.id, "walk to the shop"))
    vault.keep(replace(risk, good="her own bread"))
    vault.place.save({"screen": "person", "person": maureen.id})
    app = kit_app(kit, vault)
    async with running(app) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, RisksScreen))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        assert "her own bread" in shown(app)
        assert "The good it could do" in shown(app)
