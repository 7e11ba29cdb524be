"""Helpers told: whether an entry's own words ask for people who give a hand, rather than only speak of them.

"We are run entirely by volunteers" asks for nobody; "we are short of drivers" does.
"""

import re

from conversation_kit.matching.vocabulary.words import Words

_TITLES = (" volunteers ", " volunteering ")
"""In a name these say that it is a place to give."""
_PLAINLY = (
    r"(?:volunteers?|helpers?|helping hands|hands|trustees?|treasurers?|secretary|committee members|fundraisers"
    r"|befrienders|mentors)"
)
_ROLE = (
    rf"(?:{_PLAINLY}|leaders?|drivers?|escorts|cooks?|coaches|instructors?|tutors?|stewards|marshals|hosts|crew"
    r"|skippers?|readers|listeners|sorters|gardeners|organisers?|umpires|pianists?|accompanists?|teachers?"
    r"|first aiders?|technicians?|officers)"
)
_SOMEBODY = (
    r"(?:someone|somebody|anyone|anybody|people|person|adults)(?: \w+){0,2} (?:to|who can|who could) (?:help|take|run"
    r"|lead|drive|cook|do|sell|sit|teach|play|organise|become|coordinate|look after|join the|serve|volunteer|give"
    r"|keep|come forward)"
)
_HOW = r"(?:(?:is|are|also|always|still|more|urgently|badly|desperately|very|much|often|now|currently|being|both) )"
_OURS = r"(?: we| we are| we re| were| always| urgently| currently| constantly| is| also| and)"
_ASKS = tuple(
    (re.compile(pattern), needs)
    for pattern, needs in (
        (
            rf" {_ROLE} {_HOW}{{0,4}}(?:needed|wanted|required|sought)(?= )",
            (" needed ", " wanted ", " required ", " sought "),
        ),
        (
            r" (?:volunteers|helpers) (?:(?:is|are|always|very|most|warmly|also|all) ){0,3}welcomed?(?= )",
            (" volunteers ", " helpers "),
        ),
        (
            (
                r" (?:short of|on the lookout for|recruiting|to recruit|appealing for|could use|could do with"
                rf"|crying out for) (?:\w+ ){{0,3}}{_ROLE}(?= )"
            ),
            (
                " short of ",
                " lookout ",
                " recruit",
                " appealing ",
                " could use ",
                " could do ",
                " crying ",
            ),
        ),
        (
            (
                rf"(?:{_OURS}|(?<! you)(?<! re)(?<! who)(?<! are)) looking for (?:\w+ ){{0,3}}"
                rf"(?:{_ROLE}|{_SOMEBODY})(?= )"
            ),
            (" looking for ",),
        ),
        (
            (
                rf" we (?:re |are )?(?:{_HOW}|would |really |do ){{0,3}}(?:in need of|need|want|seek|seeking|welcome"
                rf"|be glad of|love|like) (?:\w+ ){{0,3}}(?:{_ROLE}|{_SOMEBODY})(?= )"
            ),
            (" need ", " want ", " seek", " welcome ", " glad ", " love ", " like "),
        ),
        (
            (
                r" (?:glad|love|like|pleased|happy) to hear from (?:\w+ ){0,12}?(?:help|volunteer(?:s|ing)?"
                r"|drive|lend a hand|join (?:the|one of the|our) (?:team|teams|committee|rota))(?= )"
            ),
            (" to hear from ",),
        ),
        (
            (
                rf"{_OURS} (?:looking for|in need of) (?:some |more |extra |your )?help"
                r" (?:with|in|at|to|from|on|behind)(?= )"
            ),
            (" help ",),
        ),
        (rf" not (?:have )?(?:got )?enough (?:\w+ )?{_ROLE}(?= )", (" enough ",)),
        (r" you (?:can|could) volunteer(?= )", (" volunteer ",)),
        (r" would be glad of (?:\w+ ){0,2}(?:help|hands?|somebody|someone)(?= )", (" glad of ",)),
        (rf" (?:could|would|can) you (?:be|become) (?:an? )?(?:\w+ )?{_ROLE}(?= )", (" you be",)),
        (
            (
                r" spare (?:us )?(?:an?|one|two|three|some|\d) (?:\w+ ){0,2}"
                r"(?:hours?|time|mornings?|afternoons?|evenings?|day)(?= )"
            ),
            (" spare ",),
        ),
        (r" (?:hours?|time|afternoon|morning) to spare(?= )", (" to spare ",)),
    )
)
"""Each with parts of words of which it needs one: looking for these first is quicker."""
_NOBODY = re.compile(
    r" (?:no|not|dont|arent|isnt|t) (?:(?:currently|actively|need|needing|require|requiring|taking|take|on"
    r"|recruiting|looking|seeking|for|any|more|new|able|to|further) ){0,5}(?:volunteers|helpers|drivers|trustees)(?= )"
)
_THEY = re.compile(r" (?:you|who|people|those|they|anyone|if) (?:(?:are|re|may|might|also) )?$")
"""Before the words that ask: it is somebody else who does."""
_BEFORE = 30
"""Letters before the words that ask in which it may stand that somebody else asks."""


def asks_told(name: str, said: str, words: Words) -> bool:
    """Whether helpers are asked for, in a padded line of folded words, or by a padded name ("Park Volunteers")."""
    return any(title in name for title in _TITLES) or asks_in(said, words)


def asks_in(said: str, words: Words) -> bool:
    """Whether a padded line of folded words asks for helpers."""
    asked = words.cue_in("helpers_asked_entry", said) or any(
        any(part in said for part in needs) and _asks(said, form) for form, needs in _ASKS
    )
    return asked and not _NOBODY.search(said)


def _asks(said: str, form: re.Pattern[str]) -> bool:
    return any(
        not _THEY.search(said, max(0, found.start() - _BEFORE), found.start() + 1)
        for found in form.finditer(said)
    )
