"""Care: what is delicate is marked, also where only the words it rests on are; nobody fills the list alone."""

import pytest
from shelf_of import ELM, TODAY, SmallBook, an_entry

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.suggesting import Suggester, suggest

DELICATE = {
    "abuse": ("he hits me, I'm scared of him", an_entry("abuse", "Safe Harbour", "Domestic abuse support and refuge.", **ELM)),
    "drink": ("I drink too much, it's the alcohol", an_entry("drink", "Sober Together", "Support to stop drinking alcohol.", **ELM)),
    "crisis": ("I don't want to be here any more, I feel suicidal", an_entry("crisis", "Night Light", "Crisis line for anybody who feels suicidal.", **ELM)),
    "lgbt": ("I'm gay and I've told nobody", an_entry("lgbt", "Pride Elmsley", "LGBT group.", **ELM)),
    "asylum": ("we're asylum seekers", an_entry("asylum", "Elmsley Sanctuary", "For refugees and asylum seekers.", **ELM)),
}  # fmt: skip


@pytest.fixture(scope="module")
def delicate(words):
    book = SmallBook(
        [
            *(entry for _, entry in DELICATE.values()),
            an_entry("homes", "Elmsley Homes", "Housing advice. We also know about domestic abuse.", **ELM),
            an_entry("knit", "Knit and Natter", "Knitting and crochet.", **ELM),
        ]
    )
    yield Suggester(book, words)
    book.close()


def asked(suggester, *said):
    return suggester.suggest(Asking(heard=tuple(map(Heard, said)), today=TODAY, limit=10))


@pytest.mark.parametrize("entry_id", DELICATE)
def test_what_is_delicate_is_marked(delicate, entry_id):
    found = {item.entry_id: item for item in asked(delicate, DELICATE[entry_id][0])}
    assert found[entry_id].sensitive


def test_an_entry_that_rests_on_delicate_words_is_marked_whatever_it_is_about(delicate):
    found = {item.entry_id: item for item in asked(delicate, DELICATE["abuse"][0], "I love to knit")}
    assert found["homes"].sensitive == "domestic abuse"
    assert found["knit"].sensitive == ""


def test_what_is_delicate_needs_plain_words(delicate):
    found = asked(
        delicate, "I'm low and lonely, we argue, we owe money, my son has never married", "I love to knit"
    )
    assert not any(item.sensitive for item in found)


def test_no_provider_crowds_out_the_rest(words):
    many = [
        an_entry(f"big{n}", f"{kind} Choir", "A choir for anybody who sings, singing together.", organization="Big Trust", **ELM)
        for n, kind in enumerate(("Morning", "Evening", "Lunchtime", "Market", "Harbour", "Hillside"))
    ]  # fmt: skip
    small = [
        an_entry(f"small{n}", name, "Community singing.", **ELM)
        for n, name in enumerate(("Canal Voices", "The Lamplighters", "Ferry Street Singers"))
    ]
    book = SmallBook([*many, *small])
    found = suggest(Asking(heard=(Heard("I love singing in a choir"),), today=TODAY, limit=5), book, words)
    book.close()
    assert sum(item.entry_id.startswith("big") for item in found) == 2
    assert sum(item.entry_id.startswith("small") for item in found) == 3
