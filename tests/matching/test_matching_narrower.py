"""Themes that were cut too wide are told apart by what was said: a toothache is no matter for a chiropodist."""

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester

KIN = {
    "feet": ("Footcare Clinic", "Toenail cutting by a chiropodist."),
    "teeth": ("Park Dental Practice", "A dentist taking new patients."),
    "glasses": ("Home Eye Tests", "An optician visits you at home for sight tests."),
    "tablets": ("Larder Lane Pharmacy", "Prescriptions delivered, medicine reviews."),
    "ms": ("MS Society Branch", "For people with multiple sclerosis."),
    "parkinsons": ("Parkinson's Cafe", "For people with Parkinson's and their partners."),
    "head": ("Headway House", "For people after a brain injury."),
    "epilepsy": ("Epilepsy Group", "Monthly meeting for people with epilepsy."),
    "mandir": ("Hindu Temple Satsang", "Weekly prayers and bhajans at the mandir."),
    "gurdwara": ("Gurdwara Langar", "A Sikh kitchen, everyone welcome."),
    "buddhist": ("Buddhist Meditation Centre", "Dharma talks."),
    "sign": ("Deaf Club", "British Sign Language users meet monthly."),
    "aids": ("Hearing Aid Drop-in", "Batteries and re-tubing of hearing aids."),
    "lip": ("Lip Reading Class", "For people losing their hearing."),
}


@pytest.fixture(scope="module")
def suggester(words):
    book = SmallBook([an_entry(name, *told, **ELM) for name, told in KIN.items()])
    yield Suggester(book, words)
    book.close()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I've had toothache for a week and no dentist will take me", "teeth"),
        ("I can't reach my toenails anymore", "feet"),
        ("I need new glasses, can't read the paper", "glasses"),
        ("I keep mixing up my tablets", "tablets"),
        ("my MS is getting worse", "ms"),
        ("I've got Parkinson's", "parkinsons"),
        ("he's not been the same since his head injury", "head"),
        ("my fits are back, epilepsy", "epilepsy"),
        ("I'd like to go to the mandir again", "mandir"),
        ("I miss the gurdwara", "gurdwara"),
        ("I used to meditate with the Buddhists", "buddhist"),
        ("I'm Deaf and I sign", "sign"),
        ("my hearing aids whistle", "aids"),
        ("I'd like to learn to lip read", "lip"),
    ],
)
def test_the_narrow_theme_is_found_and_its_kin_are_not_sure(suggester, said, found):
    first, *rest = suggester.suggest(Asking(heard=(Heard(said),), today=TODAY, limit=5))
    assert first.entry_id == found
    assert all(one.strength == "weak" for one in rest)


def test_what_was_only_said_widely_finds_them_all(suggester):
    found = {one.entry_id for one in suggester.suggest(Asking(heard=(Heard("I'm going deaf"),), today=TODAY))}
    assert found >= {"sign", "aids", "lip"}


def test_what_a_theme_stands_within_must_be_known(tmp_path, words):
    from conversation_kit.errors import BadInputError
    from conversation_kit.matching.vocabulary.words_files import read_themes

    file = tmp_path / "themes.toml"
    file.write_text(
        '[[theme]]\nid = "teeth"\nname = "teeth"\nfind = ["dentist"]\nwithin = "body"\n', encoding="utf-8"
    )
    with pytest.raises(BadInputError, match="body"):
        read_themes([file])
