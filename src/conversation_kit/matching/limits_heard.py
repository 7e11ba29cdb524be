"""Limits heard: reading what a person ruled out from everything they said, whatever it was said about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from conversation_kit.matching.ages_heard import age_in, children_in
from conversation_kit.matching.asking import Asking
from conversation_kit.matching.aversions import averse_to, without
from conversation_kit.matching.days_heard import days_meant
from conversation_kit.matching.figures import in_figures, usual
from conversation_kit.matching.hearing import Clause, Meant
from conversation_kit.matching.hours_heard import hours_in
from conversation_kit.matching.limits import Limits
from conversation_kit.matching.plain import line, spoken
from conversation_kit.matching.words import Words

_WALK = 2.5
"""Miles, as the crow flies, that count as near when somebody says that they cannot get far."""
_THERE = 5.0
"""Miles around a place that was named."""
_LONGEST = 6_000
_BREATH = re.compile(r"[.!?;\n\u2026]+\s*")
_TOO_DEAR = re.compile(
    r" (\d+)(?:p\d\d)? pounds (?:is |s |thats |a week |a go |a time )*"
    r"(?:a lot|too much|too dear|daylight robbery|a fortune|steep|beyond me|out of reach|a (?:weeks|days) |two days )"
)
_A_PENNY = 0.01
_KEPT_IN = re.compile(
    r"(?<! who)(?<! people)(?<! they)(?<! folk)(?<! that) "
    r"(?:cant|darent|not able to|unable to|will not) (?:ever |even |really |just |always )?"
    r"(?:get|go|set foot|step|venture) (?:out|outside)(?= |\|)"
    r"(?! (?:much|enough|more|like|as|unless|without|by myself|alone|on my own|at night|after|of a night|in the"
    r"|when its|and about as|there|with|to (?:work|find)|of (?:it|debt|here|my head|the way|going|that|this)|dancing"
    r"|walking|running|late)\b)"
)
"""They cannot go out at all; "I can't get out much" is another thing."""
_SIGN = re.compile(r"\u00a3\s?(\d+)(?:\.(\d\d))?")
_POUNDS = r"(\d+)(?:p(\d\d))? pounds"
_MOST_COST = (
    re.compile(
        r" (?:up to|more than|most|max|maximum|limit|afford|under|over|than|stretch to|run to|manage|spare) "
        rf"(?:is |about |only |maybe |to )*{_POUNDS}"
    ),
    re.compile(
        rf" {_POUNDS} (?:is |s |thats |a week is |at |be |would |will |id say |about )*(?:about )?(?:the |my |our )?"
        r"(?:most|limit|top|tops|max|all|a push|what i)"
    ),
)


def read_limits(asking: Asking, clauses: Sequence[Clause], words: Words) -> Limits:
    """Read the limits out of what was said and asked. All of it counts, in whatever order it was said."""
    heard = (*asking.heard, *asking.also_heard)
    said = usual(_breaths(statement.text for statement in heard))
    figures = in_figures(said)
    hours = hours_in(figures, words)
    averse = partial(_averse, said, words)
    no_children = averse("children")
    age = asking.age if asking.age is not None else age_in(figures, year=asking.today.year)
    return Limits(
        age=age,
        children=not no_children
        and any(
            words.cue_in("children_said", line(clause.words))
            for clause in clauses
            if clause.meant is not Meant.OFFERED  # children to give to are not children to bring along
        ),
        child_ages=children_in(figures),
        sex=_one_of(words, said, "said_by_woman", "said_by_man"),
        only_with=_only_with(words, said),
        strictly=words.cue_in("sex_strictly", said) or averse("men"),
        most=_most_cost(words, said, figures),
        no_faith=words.cue_in("faith_averse", said) or averse("faith"),
        no_church=words.cue_in("church_averse", said) or averse("church"),
        no_pub=words.cue_in("pub_averse", said) or averse("drink"),
        no_online=words.cue_in("online_averse", said)
        or averse("screens")
        or without(said, "thing_screens", words),
        no_groups=words.cue_in("groups_averse", said) or averse("groups"),
        no_crowds=averse("crowds") or averse("noise"),
        no_phone=averse("phone") or without(said, "thing_phone", words),
        no_pool=averse("pool"),
        no_waterside=averse("waterside"),
        no_dogs=averse("dogs"),
        no_cats=averse("cats"),
        no_animals=averse("animals"),
        no_signing=averse("signing") or without(said, "thing_signing", words),
        no_rough=averse("rough"),
        no_children=no_children,
        days=days_meant(heard, words),
        working_week=words.cue_in("working_week", said),
        earliest=hours.earliest,
        latest=hours.latest,
        back_by=hours.back_by,
        not_before=hours.not_before,
        away=hours.away,
        within=_WALK if words.cue_in("near_only", said) or without(said, "thing_wheels", words) else None,
        access=words.cue_in("access", said) or averse("stairs"),
        toilet=words.cue_in("toilet_needed", said),
        easy=words.cue_in("hard_going_averse", said) or averse("rough"),
        peoples=words.peoples_in(said.replace("|", " ")),
        at_home=words.cue_in("home_only", said) or bool(_KEPT_IN.search(said)),
    )


def around_place(limits: Limits) -> Limits:
    """The same limits, around a place that was named."""
    return replace(limits, within=min(limits.within or _THERE, _THERE))


def _breaths(texts: Iterable[str]) -> str:
    """What was said as one padded line, each breath apart, in an order that does not depend on theirs."""
    found = set()
    for text in texts:
        for breath in _BREATH.split(_SIGN.sub(_in_pounds, text[:_LONGEST])):
            found.add(line(spoken(breath)))
    return "|".join(sorted(found))


def _in_pounds(found: re.Match[str]) -> str:
    """A price as one word with its pence, which survive folding: "3p50 pounds"."""
    return f"{found[1]}{f'p{found[2]}' if found[2] else ''} pounds"


def _averse(said: str, words: Words, kind: str) -> bool:
    return averse_to(said, f"thing_{kind}", words)


def _only_with(words: Words, said: str) -> str:
    """The company they want, or what is left when they keep away from the other."""
    wanted = _one_of(words, said, "women_wanted", "men_wanted")
    kept_from = _averse(said, words, "men"), _averse(said, words, "women")
    return wanted or {(True, False): "women", (False, True): "men"}.get(kept_from, "")


def _one_of(words: Words, said: str, women: str, men: str) -> str:
    found = words.cue_in(women, said), words.cue_in(men, said)
    return {(True, False): "women", (False, True): "men"}.get(found, "")


def _most_cost(words: Words, said: str, figures: str) -> float | None:
    named = [
        int(found[1]) + int(found[2] or 0) / 100 for form in _MOST_COST for found in form.finditer(figures)
    ]
    named += [float(found[1]) - _A_PENNY for found in _TOO_DEAR.finditer(figures)]
    if named:
        return min(named)
    return 0.0 if words.cue_in("free_only", said) or without(said, "thing_money", words) else None
