"""Who was not contacted for so long; and the words before and after an erasure."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from conversation_kit.journey.conversations import begin_conversation, new_note
from conversation_kit.journey.erasing import answer_of, question_for
from conversation_kit.journey.retention import overdue, overdue_sentence, overdue_words
from conversation_kit.model.connections import DealLine, Side
from conversation_kit.model.people import Person
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.stops import Stop
from conversation_kit.model.wellbeing import Wellbeing
from conversation_kit.vault.erasing import Erased, Holding


def days_ago(kit, days):
    return kit.now() - timedelta(days=days)


def add(vault, kit, name, days):
    person = Person(f"p-{name}", name, added=days_ago(kit, days).date())
    vault.keep(person)
    return person


def talk(vault, kit, person, days):
    return begin_conversation(
        vault, person_id=person.id, guide_id="whole-person", worker_id="", now=days_ago(kit, days)
    )


def test_the_last_talk_or_note_or_the_day_they_were_added(vault, kit):
    long_ago, lately, written, never = (add(vault, kit, name, 900) for name in ("Ada", "Bea", "Cy", "Di"))
    add(vault, kit, "Eve", 10)
    talk(vault, kit, long_ago, 800)
    talk(vault, kit, lately, 800)
    talk(vault, kit, lately, 20)
    old = talk(vault, kit, written, 800)
    vault.keep(new_note(old, topic_id="life-story", text="came by the desk", now=days_ago(kit, 400)))
    vault.keep(DealLine("d", long_ago.id, Side.OURS, "ring Pat"))
    vault.keep(Stop("s", never.id, days_ago(kit, 880)))
    today = kit.now().date()
    found = overdue(vault, today, 400)
    assert [(one.person.name, one.days) for one in found] == [("Di", 900), ("Ada", 800), ("Cy", 400)]
    assert [overdue_words(one) for one in found] == [
        "added 900 days ago, never met, Stop was pressed",
        "not contacted for 800 days, 1 promised and not done",
        "not contacted for 400 days",
    ]
    assert [one.person.name for one in overdue(vault, today, 401)] == ["Di", "Ada"]
    assert overdue_sentence(vault, today, None) == ""
    assert overdue_sentence(vault, today, 901) == ""
    assert overdue_sentence(vault, today, 850).startswith("One person was not contacted for 850 days")


def test_answers_and_what_was_weighed_are_contact_as_well(vault, kit):
    for name, days in (("Ada", 30), ("Bea", 50)):
        talk(vault, kit, add(vault, kit, name, 900), 800)
        vault.keep(Wellbeing(f"w-{name}", f"p-{name}", days_ago(kit, days).date(), satisfied=5))
        vault.keep(PositiveRisk(f"r-{name}", f"p-{name}", "the shop", weighed_on=days_ago(kit, 60).date()))
    found = overdue(vault, kit.now().date(), 40)
    assert [(one.person.name, one.days) for one in found] == [("Bea", 50)]


def test_somebody_without_a_day_counts_from_the_first_change(vault, kit):
    vault.keep(Person("p", "Maureen"))
    added = vault.history(Person, "p", "name")[0].when.date()
    assert [one.days for one in overdue(vault, added + timedelta(days=40), 40)] == [40]


def test_the_question_names_what_goes_and_a_stop(vault, kit):
    person = add(vault, kit, "Maureen", 3)
    begun = talk(vault, kit, person, 2)
    for words in ("one", "two"):
        vault.keep(new_note(begun, topic_id="life-story", text=words, now=kit.now()))
    vault.drafts.save("line:x", "half", {"person": person.id})
    said = question_for(vault, person)
    assert "their details, 1 conversation, 2 notes, 1 half-written" in said
    assert "cannot be undone" in said
    assert "Stop" not in said
    vault.keep(Stop("s", person.id, kit.now()))
    assert "safeguarding lead before you erase" in question_for(vault, person)


def test_the_answer_names_what_still_holds_them(kit):
    erased = Erased(
        Holding({}, 0, 0), "", ((Path("stick/a.ckbackup"), kit.now()),), (Path("vault-set-aside-1"),)
    )
    said = "\n".join(answer_of(erased))
    assert f"{Path('stick/a.ckbackup')}, made on 24 November 2026" in said
    assert "vault-set-aside-1" in said
    assert "printed, are not reached" in said
    assert answer_of(replace(erased, unfinished="Not yet."))[0] == "Not yet."
