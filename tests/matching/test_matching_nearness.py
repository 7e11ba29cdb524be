"""What is near in meaning to the whole of what was said, by the themes that are heard in both."""

import numpy as np
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.indexed.seeking import sought
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.plain import spoken

_GARDEN = an_entry(
    "plot", "The Old Orchard", "Dig, sow, weed and pick together; spades and soil for all.", **ELM
)
_SONG = an_entry("voices", "Canal Voices", "Tenors, altos and anybody who hums in the bath.", **ELM)
_TILL = an_entry("till", "Corner Post Office", "Stamps, parcels, pensions and passports.", **ELM)


def test_an_entry_that_names_no_theme_is_heard_to_be_of_the_one_that_was_meant(words):
    shelf = Shelf(SmallBook([_SONG, _TILL, _GARDEN]), words)
    heard = shelf.hears(sought(spoken("my hands are itching for a spade"), words))
    assert int(np.argmax(heard)) == 2
    assert heard[2] > 2 * heard[1]


def test_it_comes_up_for_that_alone_and_its_reason_says_so(words):
    soil = "Muddy knees and bare hands in the soil every Saturday, whatever the rain."
    entries = [an_entry("field", "Back Field", soil, **ELM), _TILL]
    heard = (Heard("nothing like a bit of muck under your nails"),)
    found = Suggester(SmallBook(entries), words).suggest(Asking(heard=heard, today=TODAY))
    assert [one.entry_id for one in found] == ["field"]
    reasons = [reason.because for reason in found[0].reasons]
    assert reasons == ["related meaning (a guess): what it says of itself"]


def test_what_is_never_guessed_is_not_looked_for(words):
    for said in ("I cry in the bath so they don't hear", "he lost it all on the horses", "we pray at home"):
        looked_for = sought(spoken(said), words)
        assert looked_for
        assert not any(words.themes[theme].unguessed for theme in looked_for)
        assert sum(looked_for.values()) <= 1 + 1e-9


def test_the_very_same_themes_are_heard_wholly_and_no_sum_runs_over(words):
    shelf = Shelf(SmallBook([_SONG, _TILL, _GARDEN]), words)
    taught = [theme for theme in words.meaning.taught if theme]
    for many in (1, 4, 16):
        heard = shelf.hears(dict.fromkeys(taught[:many], 1 / many))
        assert heard.min() >= 0
        assert heard.max() <= 1
    assert not shelf.hears({"no such theme": 1.0}).any()


def test_a_longer_list_goes_on_with_what_is_weak(words):
    entries = [
        an_entry(f"plot{number}", f"{name} Orchard", "Dig, sow, weed and pick together.", **ELM)
        for number, name in enumerate(("Old", "New", "High", "Low", "Far", "Near", "Long"))
    ]
    suggester = Suggester(SmallBook(entries), words)
    heard = (Heard("my hands are itching for a spade"),)
    short = suggester.suggest(Asking(heard=heard, today=TODAY, limit=5))
    long = suggester.suggest(Asking(heard=heard, today=TODAY, limit=7))
    assert len(long) == 7
    assert len(short) <= 5
    assert [one.score for one in long] == sorted((one.score for one in long), reverse=True)
