"""Getting about: how far somebody can go, over what, in what weather, and whether they leave the house at all."""

import re
from typing import TypedDict

from conversation_kit.matching.heard.access_heard import steps_are_hard
from conversation_kit.matching.heard.aversions import averse_to, without
from conversation_kit.matching.heard.breaths import Breaths, but_for
from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.words import Words

_WALK = 2.5
"""Miles, as the crow flies, that count as near when somebody says that they cannot get far."""
_BODY = re.compile(
    r" not with (?:my|these|this) (?:feet|foot|knees?|hips?|back|legs?|heart|lungs|chest|ankles?|spine"
    r"|joints|bones)(?= )"
    r"| (?:my|these) (?:knees?|hips?|legs|ankles?|joints|lungs) (?:are|is|have|has|will not|cant|dont"
    r"|gives?|gone|went|are killing|shot|knackered|giving|playing up|let my|lets my|wouldnt|seize|swell"
    r"|ache|aches)(?= )"
    r"| (?:stand|standing|stood) (?:up |about |around )?(?:for )?(?:an hour|hours|minutes|long|ages"
    r"|all that time)(?= )"
)
"""What the body will not do."""
_FAR = re.compile(
    r" (?:cant|couldnt|not|never|no|will not|dont|rather not|ill not|wouldnt|isnt"
    r"|cant be) (?:be )?(?:\w+ )?(?:going|traipsing|trekking|trailing|travelling|schlepping|slogging"
    r"|hiking|getting|driving|dragging myself|go|get|travel|drive|trek|trail)"
    r" (?:all the way |right )?(?:over|across|all the way|miles|right) (?:to|into|from|town|there|for)(?= )"
    r"(?! (?:the (?:phone|bed|bath|chair|toilet|shop)|bed|of))"
)


class GettingAbout(TypedDict):
    """Limits of where and over what somebody can get, as in ``Limits``."""

    within: float | None
    access: bool
    toilet: bool
    easy: bool
    no_rough: bool
    no_outdoors: bool
    at_home: bool
    out_of_the_house: bool


def getting_about(told: Breaths, words: Words) -> GettingAbout:
    """The limits of where and over what somebody can get."""
    own = told.own
    rough = averse_to(own, "thing_rough", words)
    gets_out = words.cue_in("home_averse", told.said)
    at_home = _at_home(own, words, gets_out=gets_out)
    return GettingAbout(
        within=_WALK if _stays_near(told.said, words) else None,
        access=_no_steps(own, words),
        toilet=words.cue_in("toilet_needed", own),
        easy=rough or _takes_it_easy(own, words),
        no_rough=rough,
        no_outdoors=words.cue_in("outdoors_averse", own)
        or averse_to(own, "thing_weather", words)
        or words.forms.heard("outdoors", own),
        at_home=at_home,
        out_of_the_house=gets_out and not at_home,
    )


def _stays_near(said: str, words: Words) -> bool:
    """Whether they cannot get far."""
    said = words.forms.left_out("near_not", but_for("anywhere", said, words))
    return (
        words.cue_in("near_only", said)
        or without(said, "thing_wheels", words)
        or bool(_FAR.search(said))
        or words.forms.heard("near", in_figures(said))
    )


def _no_steps(own: str, words: Words) -> bool:
    own = words.forms.left_out("access_not", own)
    return steps_are_hard(own, words) or words.forms.heard("access", in_figures(own))


def _at_home(own: str, words: Words, *, gets_out: bool) -> bool:
    """Whether it has to come to them: who ``gets_out`` must have said so in so many words."""
    own = words.forms.left_out("indoors_not", own)
    return words.cue_in("home_only", own) or (
        not gets_out and (words.forms.heard("indoors", in_figures(own)) or averse_to(own, "thing_out", words))
    )


def _takes_it_easy(own: str, words: Words) -> bool:
    """What the body will not do."""
    return (
        words.cue_in("hard_going_averse", own)
        or averse_to(own, "thing_exertion", words)
        or bool(_BODY.search(own))
        or words.forms.heard("easy", own)
    )
