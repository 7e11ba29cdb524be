"""Limits heard: reading what a person ruled out from everything they said, whatever it was said about."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.access_heard import steps_are_hard
from conversation_kit.matching.heard.ages_heard import age_in, ages_written_out, children_in
from conversation_kit.matching.heard.aversions import averse_to, without
from conversation_kit.matching.heard.company_heard import company_in
from conversation_kit.matching.heard.costs_heard import most_cost
from conversation_kit.matching.heard.days_heard import when_free
from conversation_kit.matching.heard.grown_up_heard import years_lived
from conversation_kit.matching.heard.hearing import Clause, Meant, finished
from conversation_kit.matching.heard.hours_heard import hours_in
from conversation_kit.matching.heard.kinds_heard import kinds_averse
from conversation_kit.matching.heard.limits import AROUND, GROWN_UP, IN_TOWN, Limits
from conversation_kit.matching.heard.parts_heard import out_of_the_day
from conversation_kit.matching.heard.places_heard import PlacesHeard
from conversation_kit.matching.heard.said_of_times import Said, said_of_times
from conversation_kit.matching.heard.school_heard import children_at, sex_of_children
from conversation_kit.matching.heard.stages_heard import stage_in
from conversation_kit.matching.heard.who_heard import for_a_child, leaving_apart, lost_a_child, nobody_else
from conversation_kit.matching.heard.whose import company_of, for_themselves, own_of
from conversation_kit.matching.vocabulary.figures import in_figures, is_written_out, usual
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.spots import Spot, miles_between

_WALK = 2.5
"""Miles, as the crow flies, that count as near when somebody says that they cannot get far."""
_LONGEST = 6_000
_REMEMBERED, _BREATHS_REMEMBERED = 2, 256
_BREATH = re.compile(r"[.!?;\n\u2026]+\s*")
_WEEKENDS_TOO = re.compile(r" (?:weekends?|saturdays?|sundays?|every day|seven days|all week long)(?= )")
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
_OF_OTHERS = frozenset({"kin"})
"""Kinds of entry that are there for whoever worries about somebody else."""
_OF_FEELINGS = frozenset({"counselling"})
"""And that are for speaking of what one feels."""
_KIN = re.compile(
    r"\b(?:[Oo]ur|[Mm]y|[Mm]e) [A-Z][a-z]+\b"
    r"(?! (?:can sit|comes|came|rings|rang|drives|drove|takes me|took me|brings|sits|sat|does|did|died"
    r"|passed|says))"
)
_AS_A_CHILD = re.compile(
    r" (?:as|when i was|since i was) (?:a|just a|only a) (?:\w+ )?(?:lad|lass|boy|girl|child|kid)(?= )"
)
"""They were young then."""
_SIGN = re.compile(r"\u00a3\s?(\d+)(?:\.(\d\d))?|\b(\d+)(?:er|quid)\b")


class LimitsReader:
    """Reads limits. Remembers what it read last: within a word nothing new is said.

    Args:
        words: The words to go by.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        times = lru_cache(maxsize=_BREATHS_REMEMBERED)(partial(said_of_times, forms=words.forms))
        self._in = lru_cache(maxsize=_REMEMBERED)(partial(_limits_in, words, times))

    def read(self, asking: Asking, clauses: Sequence[Clause]) -> Limits:
        """Read the limits out of what was said and asked. All of it counts, in whatever order it was said."""
        told = tuple(
            Heard(finished(one).rstrip(" "), leaning=one.leaning)
            for one in (*asking.heard, *asking.also_heard)
        )
        children = any(
            self._words.cue_in(
                "children_said", _left_out(line(clause.words), "children_said_not", self._words)
            )
            for clause in clauses
            # children to give to, or to keep away from, are not children to bring along
            if clause.meant not in (Meant.OFFERED, Meant.DISLIKED, Meant.HAD)
        )
        had_counselling = _had_counselling(clauses, self._words)
        return self._in(
            told,
            age=asking.age,
            year=asking.today.year,
            children=children,
            had_counselling=had_counselling,
        )


def _limits_in(
    words: Words,
    times: Callable[[str], Said],
    heard: Sequence[Heard],
    *,
    age: int | None,
    year: int,
    children: bool,
    had_counselling: bool,
) -> Limits:
    """The limits in what was heard from somebody of that age, if it is known.

    Whether they spoke of children, and of counselling that is behind them, is told by the clauses.
    """
    everything = usual(_breaths(statement.text for statement in heard))
    said = own_of(everything)
    own = for_themselves(said)
    figures = in_figures(said)
    averse = partial(_averse, own, words)
    asked = words.forms.left_out("company_told", company_of(said))
    no_children = _averse(asked, words, "children") or words.forms.heard("grown_ups", asked)
    feelings = words.forms.heard("feelings", _but_for("feelings_not", own, words))
    untold = _but_for(
        "feelings", leaving_apart(asked), words
    )  # "not telling strangers" is said of the telling
    no_box, no_wish = (_but_for(name, own, words) for name in ("phone_not", "screens_not"))
    company, stage = company_in(said, figures, words, asked=asked), stage_in(figures, words.forms)
    days, busy, told = when_free(heard, words, times)
    hours = hours_in(figures, in_figures(own), words, told=told)
    lost = lost_a_child(said)
    child_ages = children_in(figures) | children_at(figures)
    children = children and not (no_children or lost)
    climbing = words.forms.left_out("access_not", own)
    going = words.forms.left_out("near_not", _but_for("anywhere", said, words))
    indoors, gets_out = words.forms.left_out("indoors_not", own), words.cue_in("home_averse", said)
    at_home = words.cue_in("home_only", indoors) or (
        not gets_out and (words.forms.heard("indoors", in_figures(indoors)) or _averse(indoors, words, "out"))
    )
    return Limits(
        age=age if age is not None else age_in(figures, words, year=year),
        children=children,
        young=children
        or bool(child_ages)
        or words.cue_in("young_hinted", _AS_A_CHILD.sub(" ", everything))
        or _names_kin(heard),
        child_ages=child_ages,
        for_child=bool(child_ages) and for_a_child(said),
        at_least=max(
            filter(None, (stage.at_least, years_lived(figures), GROWN_UP if lost else None)), default=None
        ),
        at_most=stage.at_most,
        sex=company.sex,
        only_with=company.only_with,
        strictly=company.strictly,
        most=most_cost(said, figures, words),
        no_faith=(words.cue_in("faith_averse", own) or averse("faith") or words.forms.heard("faith", own))
        and not words.forms.heard("mended", own),
        no_church=words.cue_in("church_averse", own) or averse("church"),
        no_pub=words.cue_in("pub_averse", own) or averse("drink") or words.forms.heard("drink", own),
        no_online=words.cue_in("online_averse", no_wish)
        or _averse(no_wish, words, "screens")
        or without(no_wish, "thing_screens", words)
        or words.forms.heard("screens", no_wish),
        no_groups=words.cue_in("groups_averse", asked)
        or _averse(untold, words, "groups")
        or words.forms.heard("groups", leaving_apart(asked)),
        no_crowds=_averse(asked, words, "crowds")
        or _averse(asked, words, "noise")
        or bool(_FEW.search(figures))
        or words.forms.heard("company", asked),
        no_phone=words.cue_in("phone_averse", no_box)
        or words.forms.heard("phone", no_box)
        or _averse(no_box, words, "phone")
        or without(no_box, "thing_phone", words),
        no_pool=averse("pool") or words.forms.heard("water", own),
        no_waterside=averse("waterside"),
        no_dogs=words.cue_in("dogs_averse", own) or averse("dogs") or words.forms.heard("dogs", own),
        no_cats=averse("cats"),
        no_animals=averse("animals"),
        no_signing=averse("signing") or without(said, "thing_signing", words),
        no_rough=averse("rough"),
        no_children=no_children,
        no_old=_averse(asked, words, "old") or words.forms.heard("no_old", asked),
        no_young=_averse(asked, words, "young") or words.forms.heard("no_young", asked),
        no_outdoors=words.cue_in("outdoors_averse", own)
        or averse("weather")
        or words.forms.heard("outdoors", own),
        no_talking=averse("talking") or words.forms.heard("talking", own) or feelings,
        no_visits=words.cue_in("visits_averse", own)
        or bool(_NO_VISITS.search(own))
        or words.forms.heard("visits", own),
        out_of_the_house=gets_out and not at_home,
        days=days,
        busy=busy | out_of_the_day(said),
        working_week=words.cue_in("working_week", said)
        or (hours.earliest is not None and not _WEEKENDS_TOO.search(said)),
        earliest=hours.earliest,
        latest=hours.latest,
        back_by=hours.back_by,
        not_before=hours.not_before,
        away=hours.away,
        within=_WALK
        if words.cue_in("near_only", going)
        or without(going, "thing_wheels", words)
        or _FAR.search(going)
        or words.forms.heard("near", in_figures(going))
        else None,
        access=steps_are_hard(climbing, words) or words.forms.heard("access", in_figures(climbing)),
        toilet=words.cue_in("toilet_needed", own),
        easy=words.cue_in("hard_going_averse", own)
        or averse("rough")
        or averse("exertion")
        or bool(_BODY.search(own))
        or words.forms.heard("easy", own),
        peoples=words.peoples_in(said.replace("|", " ")),
        kinds=kinds_averse(own, words)
        | (_OF_OTHERS if nobody_else(everything) else frozenset())
        | (_OF_FEELINGS if feelings or had_counselling else frozenset()),
        child_sex=sex_of_children(own),
        at_home=at_home,
    )


def within_places(limits: Limits, places: PlacesHeard, home: Spot | None) -> Limits:
    """The same limits, and those of the places that were named.

    Args:
        limits: The others.
        places: What was named.
        home: Where they live, when that is known better than by what a sentence names. How far they can go is
            counted from there; where it is not known, only what is in the furthest place is sure to be within it.
    """
    only, within = places.only, limits.within
    if home is None:
        only += places.until
        if places.near and not only:
            within = min(within or AROUND, AROUND)
    elif places.until and not only:
        within = max(miles_between(home, place) for place in places.until) + IN_TOWN
    return replace(limits, within=within, only_in=only, not_in=places.never)


def _breaths(texts: Iterable[str]) -> str:
    """What was said as one padded line, each breath apart; the order of the statements makes no difference."""
    found = []
    for text in sorted(set(texts)):
        plain = ages_written_out(is_written_out(_SIGN.sub(_in_pounds, text[:_LONGEST])))
        found += [line(words) for breath in _BREATH.split(plain) if (words := spoken(breath))]
    return "|".join(found)


def _in_pounds(found: re.Match[str]) -> str:
    """A price as one word with its pence, which survive folding: "3p50 pounds"."""
    return f"{found[1] or found[3]}{f'p{found[2]}' if found[2] else ''} pounds"


def _names_kin(heard: Iterable[Heard]) -> bool:
    """Whether they spoke of one of theirs by name, who may be a child: "our Jack"."""
    return any(_KIN.search(statement.text) for statement in heard)


def _left_out(said: str, name: str, words: Words) -> str:
    """A padded line of folded words without some turns of phrase."""
    for cue in words.turns_in(name, said):
        said = said.replace(cue, " | ")
    return said


def _averse(said: str, words: Words, kind: str) -> bool:
    return averse_to(said, f"thing_{kind}", words)


def _but_for(name: str, said: str, words: Words) -> str:
    """What was said without the breaths in which a form stands."""
    return "|".join(breath for breath in said.split("|") if not words.forms.heard(name, breath))


def _had_counselling(clauses: Iterable[Clause], words: Words) -> bool:
    return any(
        clause.meant in (Meant.HAD, Meant.ALREADY) and words.cue_in("thing_counselling", line(clause.words))
        for clause in clauses
    )
