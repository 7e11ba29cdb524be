"""Closed told: whether an entry's own words say that it has closed, rather than a part of it or its waiting list."""

import re

from conversation_kit.matching.words import Words

_PART = re.compile(
    r" (lists?|toilets?|lift|cafe|kitchen|pool|sauna|gym|bar|shop|car park|road|entrance|applications"
    r"|register|books|creche|hall|garden|office|bookings?|referrals|reception|depot|branch|mill|pit|colliery|factory"
    r"|school|building|entry|gate|bridge|account|line|ward|hospital|surgery|consultation|enrolments?"
    r"|survey|nominations|bus|minicom|route|lenders?|shops?|banks?|pub|pubs|post office)(?: \w+){0,2} $"
)
"""Before "is currently closed": what is closed is only this."""
_OF_OTHERS = re.compile(r" (?:your|you|who|whose|people|if|once|when|after|until|before) (?:\w+ ){0,4}$")
"""Before it when it is told of whoever comes, or of a time: "when your treatment has finished"."""
_ITSELF = re.compile(
    r" (?:services?|groups?|sessions?|clubs?|class(?:es)?|courses?|events?|activit(?:y|ies)|schemes?|projects?|this"
    r"|these|programmes?|meetings?|drop in|cafe|choir|playgroup|foodbank|food bank)(?= )"
)
_SOFT = re.compile(r" no longer (?:provided?|offer(?:ed)?|available|taking|held|takes? place) ")
"""Closed only when it is said of the thing itself: "we no longer provide lunch" is not."""
_SOFTENED = re.compile(
    r"(?<= )(?:now|sadly|since|recently|regrettably|unfortunately|reluctantly|finally|alas|all|just|therefore"
    r"|very sadly|permanently|temporarily|officially) "
)
"""Said beside it that it has closed: "has now sadly closed"."""
_ENDED = r"(?:closed|folded|disbanded|dissolved|ceased|finished|ended|stopped|withdrawn|discontinued|cancelled|shut)"
_THING = (
    r"(?:groups?|clubs?|choirs?|class|classes|sessions?|services?|cafes?|schemes?|projects?|society|branch|course"
    r"|courses|drop in|playgroup|toddlers|team|band|events?|activity|activities|we|it|this|these|organisation|charity)"
)
_AT_ONCE = re.compile(
    r"(?:^|\|) (?:(?:please|note|sorry|sadly|unfortunately|regrettably|that|this|the|now|is|are|has|have|was|service"
    r"|group|club|session|listing|been|permanently|temporarily|currently|due to close|update|notice) )*"
    rf"(?:{_ENDED}|on hold|defunct|no longer running) (?!(?:groups?|clubs?|circle|meetings?|sessions?|membership"
    r"|community|on|at|to|for (?:lunch|women|men)|bank"
    r"|mon|tue|wed|thu|fri|sat|sun|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends"
    r"|during|in (?:august|july|school)|over|between|until|till|season|list|caption|captioned|questions?|work|building"
    r"|facebook|private|door|doors|loop|referrals?) )"
)
"""How a text begins that only says so: "CLOSED, funding ended"."""
_ENDED_THEN = re.compile(
    rf" {_THING} {_ENDED} (?:down |for good |its doors |our doors |permanently |operating |running |meeting "
    r"|forever )*(?:(?:in|by|at the end of|at|from|since|during) (?:the )?(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|spring|summer|autumn|winter|easter|christmas|end|19\d\d|20\d\d)"
    r"|last (?:year|month|january|february|march|april|may|june|july|august|september|october|november|december|spring"
    r"|summer|autumn|winter|week|christmas|easter)|after (?:covid|the pandemic|lockdown|\w+ years|many years)|following"
    r"|due to|because|when (?:the|our)|\||$)"
)
"""Said of the thing itself, with when or why: "the club disbanded after Covid"."""
_BROUGHT_TO_AN_END = re.compile(
    r" (?:(?:has|have|had to|will be|is|was|were|been) (?:been )?(?:disbanded|dissolved|wound up|wound down|folded"
    r"|defunct|shut down|shut(?! (?:at|down|until|till|after|every|all|over|during|between))|packed up|amalgamated)"
    r"(?! (?:by|for|from|on|their|lenders|in half|leaflets?))"
    r"|had to (?:close|fold|finish|disband|pack up|cease|stop)(?! (?:for (?:lunch|the day)|early|at|on|our"
    r"|the|to|their|work|working|using))"
    r"|(?:decided|decision) (?:not to (?:carry on|continue)|to (?:close|fold|disband|wind up|cease))"
    r"|(?:cease|ceased|stopped|stop) (?:trading|operating|to exist|meeting|running)"
    r"|(?:come|came|coming|drawn|drew|brought) to an end|call(?:ed)? it a day|hung up (?:our|their) \w+"
    r"|taking a break until further|(?:clos(?:ed|ing)|shut) (?:its|our|their) doors"
    r"|(?:our|its|their) doors (?:have )?(?:closed|shut)"
    r"|(?:closed|shut|gone|stopped|finished|ended) for good|(?:gone into|in) (?:administration|liquidation)"
    r"|no longer (?:exists?|meets?|runs?|operates?|meeting|active|registered)(?! (?:on|at|in|from|to))"
    r"|(?:held|ran|gave|met for|made) (?:its|their|our) (?:final|last) (?:session|meeting|round|concert|rehearsal"
    r"|service|event|class)"
    r"|(?:merged|amalgamated) (?:with|into)|dropped from the programme|contract was not renewed"
    r"|(?:group|club|choir|branch|unit|class|service|scheme|cafe|playgroup|team|society|hub|centre|session|activity"
    r"|library|now|is|are|currently) (?:is |are |currently |now )?on hold(?! (?:for|to))"
    r"|(?:unit|pack|branch|troop) closed|choir disbanded|group disbanded|club disbanded)(?= )"
)
"""Said of itself in so many words, whatever stands beside it."""
_BEFORE, _AFTER = 36, 24
"""Letters before and after the words, within which it stands what has closed."""


def closed_told(name: str, said: str, words: Words) -> bool:
    """Whether it has closed, or does not run for now, by a padded line of folded words; ``name`` is one too."""
    plainly = _SOFTENED.sub("", said)
    return (
        any(
            _of_itself(cue, name, told)
            for told in {said, plainly}
            for cue in words.turns_in("closed_entry", told)
        )
        or _AT_ONCE.search(said) is not None
        or any(_by_itself(form, name, plainly) for form in (_ENDED_THEN, _BROUGHT_TO_AN_END))
    )


def _by_itself(form: re.Pattern[str], name: str, said: str) -> bool:
    """Whether a form stands in what is said, and not of a part of it only."""
    return any(
        _whole(said[max(0, found.start() - _BEFORE) : found.start() + 1], name)
        for found in form.finditer(said)
    )


def _whole(before: str, name: str) -> bool:
    """Whether what stands before is neither a part of the thing only nor something of whoever comes."""
    part = _PART.search(before)
    return (part is None or f" {part[1]} " in name) and not _OF_OTHERS.search(before)


def _of_itself(cue: str, name: str, said: str) -> bool:
    start = said.find(cue)
    while start >= 0:
        before = said[max(0, start - _BEFORE) : start + 1]
        if _whole(before, name) and (
            not _SOFT.match(cue) or _ITSELF.search(before + said[start + len(cue) - 1 :][:_AFTER])
        ):
            return True
        start = said.find(cue, start + 1)
    return False
