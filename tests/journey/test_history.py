"""History: who, when, before and after; two windows that wrote unseen by one another, and how that is settled."""

from dataclasses import replace
from datetime import date

import pytest

from conversation_kit.errors import BadInputError, NotFoundError, RefusedError
from conversation_kit.journey.field_words import HIDDEN, LABELS, in_words, label_of
from conversation_kit.journey.history import bring_back_version, history_of, records_called, who_and_when
from conversation_kit.journey.permitting import permit
from conversation_kit.journey.two_versions import (
    all_written_twice,
    can_write_third,
    how_many_twice,
    ids_written_twice,
    take_version,
    twice_words,
    write_third,
)
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.conversations import Note
from conversation_kit.model.people import Person
from conversation_kit.model.permissions import Audience
from conversation_kit.tui.screens.history import told_words
from conversation_kit.vault.codec import field_names
from conversation_kit.vault.reading import KINDS
from conversation_kit.vault.records import Vault
from known import PASSPHRASE


@pytest.fixture
def note(kit, vault):
    vault.keep(Person("p1", "Maureen"))
    made = Note("n1", "p1", "k1", "life-story", "thirty years of dinners", kit.now())
    vault.keep(made)
    return made


@pytest.fixture
def other(kit, vault):
    """The same vault in another window."""
    with kit.open_vault(kit.data_key(PASSPHRASE)) as opened:
        yield opened


def by_field(vault, entity="note", record_id="n1", **more):
    return {field.field: field for field in history_of(vault, entity, record_id, **more)}


def outline(field):
    return [(one.before, one.after, one.stands) for one in field.told]


def test_every_change_oldest_first_with_what_stood_before(vault, note, worker):
    vault.keep(replace(note, text="thirty-one years of dinners"))
    vault.keep(replace(note, text="thirty-one years of dinners", topic_id="health", taken_out=True))
    found = by_field(vault, topics={"life-story": "My story", "health": "How I am"})
    assert outline(found["text"]) == [
        ("nothing", "thirty years of dinners", False),
        ("thirty years of dinners", "thirty-one years of dinners", True),
    ]
    assert outline(found["topic_id"]) == [("nothing", "My story", False), ("My story", "How I am", True)]
    assert outline(found["taken_out"]) == [("nothing", "yes", True)]
    assert not HIDDEN & set(found)
    assert who_and_when(found["text"].told[0]).startswith(f"{worker.name}, ")
    assert "another device" not in who_and_when(found["text"].told[0])
    assert not any(field.twice for field in found.values())


def test_who_may_see_it_belongs_to_its_history(vault, note, kit):
    permit(vault, "p1", "n1", set(), today=kit.now().date(), said="that stays with us")
    fields = history_of(vault, "note", "n1")
    assert ("permission", "said", "What they said") in [(f.entity, f.field, f.label) for f in fields]
    assert [record.entity for record in records_called(vault, "n1")] == ["note", "permission"]
    for nothing in (lambda: records_called(vault, "n9"), lambda: history_of(vault, "note", "n9")):
        with pytest.raises(NotFoundError):
            nothing()


def test_an_earlier_version_is_brought_back(vault, note):
    vault.keep(replace(note, text="no dinners at all"))
    first, last = by_field(vault)["text"].told
    assert not bring_back_version(vault, "note", "n1", "text", last.change_id)
    assert bring_back_version(vault, "note", "n1", "text", first.change_id)
    assert vault.find(Note, "n1").text == "thirty years of dinners"
    assert len(by_field(vault)["text"].told) == 3
    with pytest.raises(NotFoundError):
        bring_back_version(vault, "note", "n1", "text", "no such change")


@pytest.fixture
def twice(vault, other, note):
    """Both windows show the note; both change it."""
    here, there = vault.shown(Note, "n1"), other.shown(Note, "n1")
    vault.keep(replace(note, text="dinners for thirty years"), seen=here.seen)
    other.keep(replace(note, text="school dinners"), seen=there.seen)
    return vault


def test_two_windows_both_versions_are_told(twice):
    assert how_many_twice(twice) == 1
    assert ids_written_twice(twice) == {"n1"}
    (found,) = all_written_twice(twice)
    assert found.person.name == "Maureen"
    assert (found.history.what, found.history.label) == ("note", "Their words")
    assert [(one.before, one.after) for one in found.history.standing] == [
        ("thirty years of dinners", "dinners for thirty years"),
        ("thirty years of dinners", "school dinners"),
    ]
    assert can_write_third(found.history)
    assert twice_words(1).startswith("1 thing was written twice")
    assert twice_words(2).startswith("2 things were")
    assert twice_words(0) == ""


@pytest.mark.parametrize("which", [0, 1])
def test_either_is_taken_and_the_other_stays_in_the_history(twice, other, which):
    (found,) = all_written_twice(other)
    chosen = found.history.standing[which]
    take_version(other, found.history, chosen.change_id)
    assert twice.find(Note, "n1").text == chosen.after
    assert how_many_twice(twice) == 0
    assert {one.after for one in by_field(twice)["text"].told} >= {
        "dinners for thirty years",
        "school dinners",
    }
    with pytest.raises(RefusedError, match="settled meanwhile"):
        take_version(twice, found.history, found.history.standing[0].change_id)
    with pytest.raises(RefusedError, match="settled meanwhile"):
        write_third(twice, found.history, "a third")
    assert twice.find(Note, "n1").text == chosen.after


def test_or_a_third_is_written(twice):
    (found,) = all_written_twice(twice)
    with pytest.raises(BadInputError):
        write_third(twice, found.history, " \x00 ")
    assert how_many_twice(twice) == 1
    write_third(twice, found.history, "school dinners for thirty years")
    assert twice.find(Note, "n1").text == "school dinners for thirty years"
    assert how_many_twice(twice) == 0
    assert twice.check() == []


def test_another_device_is_named_and_a_choice_has_no_third(vault, note, tmp_path, kit, open_laptop):
    asset = Asset("a1", "p1", "dinners", Kind.PERSONAL, Leaning.GIFT)
    vault.keep(asset)
    with open_laptop() as laptop:
        laptop.receive(vault.changes_since(0, 1000)[0])
        laptop.keep(replace(asset, leaning=Leaning.STRENGTH))
        vault.keep(replace(asset, leaning=Leaning.HOPE))
        vault.receive(laptop.changes_since(0, 1000)[0])
    (found,) = all_written_twice(vault)
    versions = {one.after: one for one in found.history.standing}
    assert {after: one.elsewhere for after, one in versions.items()} == {"strength": True, "hope": False}
    assert not can_write_third(found.history)
    take_version(vault, found.history, versions["strength"].change_id)
    assert vault.find(Asset, "a1").leaning is Leaning.STRENGTH


@pytest.fixture
def open_laptop(tmp_path):
    def open_one():
        key = bytes(range(32))
        (tmp_path / "laptop").mkdir()
        return Vault.create(tmp_path / "laptop", key)

    return open_one


def test_every_field_has_a_name_or_is_the_kits_own():
    for kind in KINDS:
        for field in field_names(kind):
            assert field in HIDDEN or label_of(field)[0].isupper(), field
    known = {field for kind in KINDS for field in field_names(kind)}
    assert set(LABELS) <= known
    assert known >= HIDDEN


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "nothing"),
        ("", "nothing"),
        ((), "nothing"),
        (7, "7"),
        (date(2026, 12, 15), "15 December 2026"),
        (("gp", "team"), "gp, team"),
        (Leaning.GIFT, "could give"),
        ("[b]words[/b]", "[b]words[/b]"),
    ],
)
def test_values_in_words(value, words):
    assert in_words(value) == words


def test_who_may_see_it_is_said_once(vault, note, kit):
    permit(vault, "p1", "n1", {Audience.GP}, today=kit.now().date(), said="that stays with us")
    fields = [field for field in history_of(vault, "note", "n1") if field.entity == "permission"]
    small = [told_words(field, told).plain.casefold() for field in fields for told in field.told]
    assert {"audiences", "said"} <= {field.field for field in fields}
    assert [words.count("who may see it") for words in small] == [1] * len(small)
