"""Bridges: people somebody knows who could come along, or be gone to together with. Help is never assumed."""

from collections.abc import Iterable

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.shortlist.pieces import Reason
from conversation_kit.model.assets import Leaning
from conversation_kit.model.connections import Way


def bridges(heard: Iterable[Heard], reasons: Iterable[Reason], way: Way) -> tuple[str, ...]:
    """Who could come along to something that was found by what was said about them, each a plain sentence.

    Args:
        heard: Everything heard, with the names of whom it is about.
        reasons: Why the entry is suggested.
        way: How they would be there; where somebody is only helped, nobody is named.
    """
    if way is Way.HELP:
        return ()
    said = [reason.said for reason in reasons]
    found = {
        one.who.strip()
        for one in heard
        if one.who.strip() and one.leaning is not Leaning.BARRIER and any(words in one.text for words in said)
    }
    return tuple(f"{name} could come along: nobody has asked yet" for name in sorted(found))
