"""Somebody with a whole story: words, assets of every kind, a decision, a deal."""

from stillness import cursors_still

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, Way
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person

P = "p1"
DINNERS = "I did the school dinners at St Peter's, thirty-one years."
NOISE = "I miss the noise of the dinner hall, all them kiddies."


def tell(vault, kit):
    """Keep all of it in the vault."""
    vault.keep(Person(P, "Maureen", area="Saltmarsh"))
    vault.keep(Conversation("k1", P, "whole-person", vault.worker().id, kit.now()))
    vault.keep(Note("n1", P, "k1", "life-story", DINNERS, kit.now(), order=1.0))
    vault.keep(Note("n2", P, "k1", "life-story", NOISE, kit.now(), order=2.0))
    vault.keep(Note("n3", P, "k1", "people", "Our Janet comes Sundays.", kit.now(), order=3.0))
    for number, (words, kind, leaning) in enumerate(
        [
            ("thirty-one years of school dinners", Kind.PERSONAL, Leaning.STRENGTH),
            ("all them kiddies", Kind.PERSONAL, Leaning.INTEREST),
            ("could cook for two hundred", Kind.PERSONAL, Leaning.GIFT),
            ("a bit of noise round me", Kind.PERSONAL, Leaning.HOPE),
            ("evenings after dark", Kind.PERSONAL, Leaning.BARRIER),
        ]
    ):
        vault.keep(Asset(f"a{number}", P, words, kind, leaning, "k1"))
    vault.keep(
        Asset("a9", P, "comes Sundays", Kind.SOCIAL, Leaning.STRENGTH, "k1", who="Janet", tie="daughter")
    )
    vault.keep(
        Connection(
            "c1",
            P,
            "e1",
            "Knit and Natter",
            Stage.INTERESTED,
            way=Way.GIVE,
            because=("could cook for two hundred",),
            first_step="ring them together",
        )
    )
    vault.keep(DealLine("d1", P, Side.OURS, "ring the kitchen", who="Ruth", by_when="Friday"))
    vault.keep(DealLine("d2", P, Side.YOURS, "look out the apron"))


def opened(kit, vault, make):
    """Return an app around the screen that ``make`` makes of a desk and of ways to other screens."""
    from one_screen import OneScreen, Ways

    from conversation_kit.desk import open_desk

    desk = open_desk(kit, vault)
    ways = Ways(kit)
    app = OneScreen(lambda: make(desk, ways))
    app.ways = ways
    return app


def form_says(app):
    """Return the sentence beneath the form's fields."""
    return str(app.screen.query_one("#form-says").render())


async def fill(pilot, name, words):
    """Put words into one line of the form in front."""
    field = pilot.app.screen.query_one(f"#field-{name}")
    field.value = words
    await pilot.pause()


async def rest(pilot):
    """Let everything come to rest, the cursor too, so that a picture of it is always the same."""
    await pilot.pause()
    cursors_still(pilot.app)
    await pilot.pause()
