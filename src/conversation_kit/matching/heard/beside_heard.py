"""Beside them: whose company somebody wants or will not have, how many others at most, and whether in their house."""

import re
from typing import TypedDict

from conversation_kit.matching.heard.aversions import averse_to
from conversation_kit.matching.heard.breaths import Breaths, but_for
from conversation_kit.matching.heard.company_heard import company_in
from conversation_kit.matching.heard.who_heard import leaving_apart
from conversation_kit.matching.heard.whose import company_of
from conversation_kit.matching.vocabulary.words import Words

_FEW = re.compile(
    r" (?:more than|over|above|not more than|no more than|at most) (?:about )?(?:half a dozen|a handful"
    r"|a few|[2-9]|1\d|a dozen|2 or 3|1 or 2)"
    r"(?: people| folk| of us| others| faces)? (?:and|or|is|in a|at once|at a time|frightens?|makes?"
    r"|scares?|id|i|im)(?= )"
    r"| (?:want|has|have|got|need|needs|like it|rather it) (?:to be |was |were )(?:\w+ )?(?:little"
    r"|small|tiny|quiet|calm)(?= )"
    r"| (?:somewhere|something|anywhere|a bit|nice and) (?:quiet|calm|peaceful|small)(?= )"
    r"| (?:small|little|quiet|tiny) (?:group|groups|room|place|circle|lot)(?= )| (?:nothing"
    r"|nowhere) (?:too )?(?:big|loud|busy|noisy)(?= )"
)
"""A handful is enough for them."""
_NO_VISITS = re.compile(
    r" (?:not|never|dont|cant|couldnt|will not|wouldnt|rather not|no way|hate|hates|ashamed"
    r"|embarrassed) (?:\w+ ){0,3}?"
    r"(?:folk|people|anybody|anyone|strangers?|somebody|someone|visitors|volunteers?|carers?) (?:\w+ )?"
    r"(?:coming|come|comes|sit|sits|sitting|knocking|stay|staying|traipsing|poking) "
    r"(?:\w+ ){0,2}?(?:round|in|here|house|home|flat|door|doorstep|threshold|him|her|them|mine)(?= )"
    r"| (?:will not|wouldnt|cant|dont|not|never) (?:\w+ ){0,2}?(?:have|having|let|letting|want) (?:folk"
    r"|people|anybody|anyone|somebody|someone|strangers?|visitors)"
    r" (?:\w+ )?(?:round|in the|in my|coming)(?= )"
)
"""Nobody is to come to their house."""


class Beside(TypedDict):
    """Limits of who else may be there, as in ``Limits``."""

    sex: str
    only_with: str
    strictly: bool
    no_groups: bool
    no_crowds: bool
    no_children: bool
    no_old: bool
    no_young: bool
    no_visits: bool


def beside_them(told: Breaths, words: Words) -> Beside:
    """The limits of who else may be there."""
    asked = words.forms.left_out("company_told", company_of(told.said))
    company = company_in(told.said, told.figures, words, asked=asked)
    return Beside(
        sex=company.sex,
        only_with=company.only_with,
        strictly=company.strictly,
        no_groups=_no_groups(asked, words),
        no_crowds=averse_to(asked, "thing_crowds", words)
        or averse_to(asked, "thing_noise", words)
        or bool(_FEW.search(told.figures))
        or words.forms.heard("company", asked),
        no_children=averse_to(asked, "thing_children", words) or words.forms.heard("grown_ups", asked),
        no_old=averse_to(asked, "thing_old", words) or words.forms.heard("no_old", asked),
        no_young=averse_to(asked, "thing_young", words) or words.forms.heard("no_young", asked),
        no_visits=words.cue_in("visits_averse", told.own)
        or bool(_NO_VISITS.search(told.own))
        or words.forms.heard("visits", told.own),
    )


def _no_groups(asked: str, words: Words) -> bool:
    if words.cue_in("groups_averse", asked):
        return True
    apart = leaving_apart(asked)
    untold = but_for("feelings", apart, words)  # "not telling strangers" is said of the telling
    return averse_to(untold, "thing_groups", words) or words.forms.heard("groups", apart)
