"""Stories with a word of its own planted in every line, records that repeat one another, and permissions at random."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import Enum
from functools import partial

from hypothesis import strategies as st
from sharing_stories import NOW

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage, StepAlong
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience, Permission
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

PLANTED = (
    *("conversations", "notes", "assets", "connections", "deal"),
    *("steps", "risks", "wellbeing", "scores"),
)
TODAY = NOW.date()
_FEW = st.integers(0, 2)
_ANSWERS = st.none() | st.integers(0, 10)
_DIGITS = str.maketrans("0123456789", "abcdefghij")


def word(number):
    """A word nobody says by chance, that no page breaks, cuts or writes in another way."""
    return f"zq{number:04d}x".translate(_DIGITS)


@dataclass(frozen=True)
class Planted:
    """A story, and which record each planted word is from."""

    story: Story
    home: dict[str, str]

    @property
    def records(self):
        """Every record that may leave, by id."""
        kinds = (getattr(self.story, field.name) for field in fields(Story))
        listed = [one for kind in kinds if isinstance(kind, tuple) for one in kind]
        return {one.id: one for one in listed if not isinstance(one, Permission)}


def said_in(record):
    """Return everything in words that a record holds, what it quotes for its reason left out."""
    values = (getattr(record, field.name) for field in fields(record) if not field.name.endswith("_id"))
    return " ".join(value for value in values if isinstance(value, str) and not isinstance(value, Enum))


permissions = st.builds(
    Permission,
    id=st.just(""),
    person_id=st.just("p"),
    audiences=st.lists(st.sampled_from([a.value for a in Audience]), max_size=3).map(tuple),
    until=st.none() | st.sampled_from([TODAY + timedelta(days=n) for n in (-1, 0, 1)]),
    withdrawn=st.booleans(),
    taken_out=st.sampled_from([False, False, False, True]),
)


@st.composite
def planted_stories(draw):
    """Draw a story of all kinds of record."""
    home: dict[str, str] = {}
    made: dict[str, list] = {kind: [] for kind in (*PLANTED, "permissions")}

    def plant(record_id):
        home[word(len(home))] = record_id
        return word(len(home) - 1)

    def choose(records, of=lambda one: one):
        return draw(st.none() | st.sampled_from([of(one) for one in records])) if records else None

    def add(kind, make):
        for number in range(draw(_FEW)):
            record_id = f"{kind}{number}"
            one = make(record_id, partial(plant, record_id))
            if draw(st.integers(0, 3)) == 0 and hasattr(one, "taken_out"):
                one = replace(one, taken_out=True)
            if draw(st.integers(0, 3)) == 0 and hasattr(one, "on_page"):
                one = replace(one, on_page=False)
            made[kind].append(one)
            if draw(st.booleans()):
                made["permissions"].append(permit(record_id, one_word=plant(f"permission of {record_id}")))

    def permit(record_id, one_word):
        return replace(draw(permissions), id=record_id, said=one_word)

    talks, notes, assets = made["conversations"], made["notes"], made["assets"]
    connections = made["connections"]
    add(
        "conversations",
        lambda i, w: Conversation(i, "p", "whole-person", "w", _day(i), present=w(), permission=w()),
    )
    add("notes", lambda i, w: Note(i, "p", choose(talks, id_of) or "", "hope", f"and {w()} too", NOW))

    def asset(i, w):
        note = choose(notes)
        repeated = f" {note.text}" if note and draw(st.booleans()) else ""
        return Asset(
            i,
            "p",
            w() + repeated,
            draw(st.sampled_from(Kind)),
            draw(st.sampled_from(Leaning)),
            note_id=note.id if note else "",
            who=w(),
            tie=w(),
            willing=w(),
        )

    add("assets", asset)
    for note in draw(st.lists(st.sampled_from(notes), max_size=1)) if notes and assets else []:
        at = notes.index(note)
        notes[at] = replace(note, text=f"{note.text}, {choose(assets, lambda a: a.who) or ''}")

    def connection(i, w):
        return Connection(
            i,
            "p",
            "e1",
            w(),
            draw(st.sampled_from(Stage)),
            because=tuple(filter(None, (choose(notes, lambda n: n.text), choose(assets, lambda a: a.words)))),
            why=w(),
            first_step=w(),
            in_the_way=choose(assets, lambda a: a.words) or w(),
            would_help=w(),
            getting_there=w(),
            bridge=choose(assets, lambda a: a.who) or w(),
            conversation_id=choose(talks, id_of) or "",
        )

    add("connections", connection)

    def deal(i, w):
        linked = choose(connections)
        what = linked.first_step if linked and draw(st.booleans()) else w()
        return DealLine(
            i,
            "p",
            draw(st.sampled_from(Side)),
            what,
            who=choose(assets, lambda a: a.who) or w(),
            by_when=w(),
            connection_id=linked.id if linked else "",
            conversation_id=choose(talks, id_of) or "",
        )

    add("deal", deal)
    add(
        "steps",
        lambda i, w: StepAlong(
            i,
            "p",
            choose(connections, id_of) or "gone",
            draw(st.sampled_from(Stage)),
            _day(i).date(),
            words=w(),
        ),
    )
    add(
        "risks",
        lambda i, w: PositiveRisk(
            i,
            "p",
            w(),
            w(),
            w(),
            w(),
            w(),
            choose(assets, name_of) or w(),
            TODAY,
            draw(st.none() | st.just(TODAY)),
        ),
    )
    add("wellbeing", lambda i, w: Wellbeing(i, "p", TODAY, 3, draw(_ANSWERS), None, draw(_ANSWERS), w()))
    add("scores", lambda i, w: ToolScore(i, "p", w(), TODAY, w()))
    person = Person(
        "p",
        "Maureen",
        called=plant("p"),
        reach=choose(assets, name_of) or plant("p"),
        language=plant("p"),
        communication=plant("p"),
        birth_year=1948,
        area=plant("p"),
        reference=plant("p"),
        added=date(2026, 11, 1),
    )
    if draw(st.booleans()):
        made["permissions"].append(permit("p", one_word=plant("permission of p")))
    return Planted(Story(person, **{name: tuple(records) for name, records in made.items()}), home)


def _day(record_id):
    """A day of its own for each record, so that a timeline has several."""
    return NOW - timedelta(days=3 * int(record_id[-1]))


def id_of(record):
    """The record's id."""
    return record.id


def name_of(asset):
    """Whom an asset names."""
    return asset.who
