"""Kept away from: kinds of place, of animal and of what one goes by (a screen, the telephone) that will not do."""

from typing import TypedDict

from conversation_kit.matching.heard.aversions import averse_to, without
from conversation_kit.matching.heard.breaths import Breaths, but_for
from conversation_kit.matching.vocabulary.words import Words


class KeptAway(TypedDict):
    """Limits of kinds of place and thing, wherever they are and whoever is there, as in ``Limits``."""

    no_faith: bool
    no_church: bool
    no_pub: bool
    no_online: bool
    no_phone: bool
    no_signing: bool
    no_pool: bool
    no_waterside: bool
    no_dogs: bool
    no_cats: bool
    no_animals: bool


def kept_away(told: Breaths, words: Words) -> KeptAway:
    """The limits of kinds of place and thing."""
    own = told.own
    return KeptAway(
        no_faith=_no_faith(own, words),
        no_church=words.cue_in("church_averse", own) or averse_to(own, "thing_church", words),
        no_pub=words.cue_in("pub_averse", own)
        or averse_to(own, "thing_drink", words)
        or words.forms.heard("drink", own),
        no_online=_no_online(own, words),
        no_phone=_no_phone(own, words),
        no_signing=averse_to(own, "thing_signing", words) or without(told.said, "thing_signing", words),
        no_pool=averse_to(own, "thing_pool", words) or words.forms.heard("water", own),
        no_waterside=averse_to(own, "thing_waterside", words),
        no_dogs=words.cue_in("dogs_averse", own)
        or averse_to(own, "thing_dogs", words)
        or words.forms.heard("dogs", own),
        no_cats=averse_to(own, "thing_cats", words),
        no_animals=averse_to(own, "thing_animals", words),
    )


def _no_faith(own: str, words: Words) -> bool:
    averse = (
        words.cue_in("faith_averse", own)
        or averse_to(own, "thing_faith", words)
        or words.forms.heard("faith", own)
    )
    return averse and not words.forms.heard("mended", own)


def _no_online(own: str, words: Words) -> bool:
    own = but_for("screens_not", own, words)
    return (
        words.cue_in("online_averse", own)
        or averse_to(own, "thing_screens", words)
        or without(own, "thing_screens", words)
        or words.forms.heard("screens", own)
    )


def _no_phone(own: str, words: Words) -> bool:
    own = but_for("phone_not", own, words)
    return (
        words.cue_in("phone_averse", own)
        or words.forms.heard("phone", own)
        or averse_to(own, "thing_phone", words)
        or without(own, "thing_phone", words)
    )
