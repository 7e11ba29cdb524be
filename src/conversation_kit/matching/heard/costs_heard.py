"""Costs heard: the most that something may cost somebody, from "three pound is my top whack" to "nowt in me purse"."""

import re
from collections.abc import Iterator

from conversation_kit.matching.heard.aversions import averse_to, without
from conversation_kit.matching.vocabulary.words import Words

_HAS_SO_MUCH = re.compile(
    r" (?:got|have|theres|there is|left with|down to|only) (?:only |about |just )*(?:a "
    r"|1 )?(?:(\d+)(?:p\d\d)? )?pounds (?:\d\d )?(?:\w+ )?(?:till|until|left|to last|to my name|for the week"
    r"|to live on|a week after|after (?:the |my |our )?bills|left over|to play with)(?= )"
    r"| (?:got|have|theres|there is|left with|down to|only) (?:only |about |just )*(?:a )?(?P<kept>\d+) pounds "
    r"(?:\d\d )?(?:left )?in (?:the|my|our) (?:\w+ )?(?:tin|jar|purse|bank|account|pot|pocket|drawer|wallet"
    r"|kitty)(?= )"
)
_NO_TO_A_PRICE = re.compile(
    r" (?:forget|stuff|never mind|not) (?:the |your |any )?(\d+)(?:p\d\d)? pounds(?= )"
    r"| (\d+)(?:p\d\d| \d\d)? (?:pounds )?(?:\| )?(?:you must be joking|are you joking"
    r"|are you having a laugh|youre having a laugh|you are having a laugh|no chance|get away"
    r"|daylight robbery|i ask you|just to)(?= )"
)
_TOO_DEAR = re.compile(
    r" (\d+)(?:p\d\d)? pounds (?:is |s |thats |a week |a go |a time |a dinner |each |a session )*"
    r"(?:a lot|too much|too dear|daylight robbery|a fortune|steep|beyond my|out of reach"
    r"|out of the question|a (?:weeks|days) |two days )"
)
_NO_SUCH = re.compile(
    r" (?:cant|couldnt|cannot|never|not|dont|wouldnt|will not) (?:\w+ ){0,3}?"
    r"(?:afford|run to|stretch to|manage|find|spare|pay|spend|rise to|go to|justify|lay out) (?:a |the "
    r"|another )?"
    r"(\d+)(?:p\d\d)? pounds(?= )"
)
_HAS_NOT = re.compile(
    r" (\d+)(?:p\d\d)? pounds (?:\w+ ){0,7}?(?:i|we|she|he) (?:just |simply )?(?:dont have|havent|havent got"
    r"|aint got|cant find|cant spare|cant afford|doesnt have|hasnt got|never have|cant get)"
    r"(?= (?:\||$|spare|to spare|every|each|a week|\d+ pence|a penny))"
)
_ASKED_FOR = re.compile(
    r"(?<! i) (?:want|wants|wanted|charge|charges|charged|charging|asking|ask) (?:my |us |you |him |her |about "
    r"|nearly |over |another )*(\d+)(?:p\d\d)? pounds(?= )(?![^|]*(?:fine|cheap|bargain|okay|all right"
    r"|alright|not bad|reasonable|fair|worth|dont mind|no trouble))"
    r"|(?<! if)(?<! as)(?<! when)(?<! provided)(?<! unless) "
    r"(?:class|classes|lessons?|clubs?|gym|gyms|sessions?|studio|swimming|play|nursery|subs|tickets?|fees|membership"
    r"|courses?|dinners?|its|theyre) (?:is |are |costs? |cost |now |all )*"
    r"(?:about |nearly |over )?(\d+)(?:p\d\d)? pounds"
    r"(?= )(?! (?:only|cheap))(?![^|]*(?:fine|cheap|bargain|okay|all right|alright|not bad|reasonable|fair|worth"
    r"|dont mind|no trouble|thats all|manage|afford|i charge|pay it|lovely|good))"
    r"| but (?:(?!(?:only|just|about|more|most|over|under|up|afford|pay|spend|have|got|spare|save|earn|find|is"
    r"|worth|cheap)\b)\w+ ){1,5}(\d+)(?:p\d\d)? pounds (?:a |each |per )*"
    r"(?:go|time|session|class|head|week|lesson|visit|pop|throw|day|hours)?(?: so| now| these days| each)* "
    r"(?:\||$)"
)
"""A price that stands in the way, by how it is told: "they want nine pound for it"."""
_LIVES_ON = re.compile(
    r" (?:live|lives|living|exist|existing|survive|surviving|get by|getting by|manage|managing|support is"
    r"|allowance is"
    r"|benefit is) (?:\w+ )?(?:on )?(?:about |just |only )?(\d+) pounds(?= )"
)
_SO_LITTLE = 100
"""Pounds; who says that they live on less has nothing over."""
_A_PENNY = 0.01
_POUNDS = re.compile(r" (\d+)(?:p(\d\d))? pounds")
_EMPTY = re.compile(
    r" (?:purse|wallet|pocket|pockets|handbag|bank|account|jar|tin|piggy bank) (?:\w+ ){0,6}?"
    r"(?:nothing in|nothing left|empty|bare|fluff|moths|cobwebs|got a hole)(?= )"
    r"| (?:nothing|fluff|moths|cobwebs) (?:left )?in (?:my|the|our|his|her) (?:purse|wallet|pocket"
    r"|pockets|bank|account|jar|tin)(?= )"
)
_NO_MONEY = re.compile(
    r"(?<! its) (?:havent|havent got|hasnt|hasnt got|aint got|not got|dont have|doesnt have|never have"
    r"|never had"
    r"|never got|will not give"
    r"|cant give|doesnt give|will not lend|will not let my have|short of|never any|not enough|isnt the"
    r"|isnt any|not the) "
    r"(?:(?:the|any|enough|much|spare|my|us|him|her|that|of|sort|a lot) ){0,3}(?:money|cash|funds"
    r"|savings)(?= )"
)
_DEAR_AND_CANNOT = re.compile(
    r" (?:costs?|paying|pay|dear|expensive|pricey|money|charged?|charges|charging|fees"
    r"|fee) (?:\w+ ){0,3}?(?:and|so|but|which) "
    r"(?:i|we) (?:cant|couldnt|havent|dont have|havent got|have nothing|have none|aint)(?= )"
    r"| by the time (?:ive|i have|we have|weve|ive done|the) (?:\w+ ){1,9}?(?:thats my|theres nothing"
    r"|nothing|its gone|its all gone"
    r"|im done|thats it|none left|thats that)(?= )"
)
_NOT_TO_COST = re.compile(
    r" (?:not|nothing|never|cant|mustnt|shouldnt|without it) (?:to |be |that |which )?(?:cost|costs"
    r"|costing)(?= )"
    r"(?! (?:much|a lot|too|more|enough|of|an arm|the earth|a fortune))"
)
_NOT_IF_IT_COSTS = re.compile(
    r" (?:not|not go|not be going|no good|no use|out|forget it) if (?:it|they|theres|there is|its|you|youre"
    r"|i) (?:\w+ ){0,3}?(?:costs?|charges?|pay|paying|fees?|money)(?= )"
    r"(?! (?:too much|a lot|more|over|the earth|a fortune|an arm|loads|much|attention))"
)
_OR_EAT = re.compile(
    r" (?:id|i would|would|ill) (?:sooner|rather) eat(?= (?:\||$|thank|ta|than pay))"
    r"| (?:that|it|that or|its that or|thats|its) (?:is )?(?:my|our|the) (?:gas|electric|shopping|bread|meter"
    r"|bus fare) (?:money|gone|for the week)(?= )"
    r"| (?:only |just )?if (?:its|it is|it was|it were) (?:for )?nothing (?:\||$)"
)
_NOTHING_FREE = re.compile(
    r"(?<! have)(?<! got)(?<! im) (?:nothing|nowhere|not much|not a thing|not anything|hardly anything|never "
    r"anything|isnt anything|isnt anywhere|isnt much)(?: round here| here| thats| there| to do| is| on){0,3} "
    r"(?:free|for free)(?= )(?! (?:on|till|until|from|of|before|after|this|next|in|to|time|today|tomorrow))"
)
"""What there is costs too much for them."""
_LITTLE = 3.0
"""Pounds that somebody may yet find who only says that nothing is free."""
_CHEAP = 5.0
"""Pounds that are cheap, for somebody who only says that it has to be."""


def most_cost(said: str, figures: str, words: Words) -> float | None:
    """The most it may cost, in pounds; 0 when it has to be free, None when nothing was said.

    Args:
        said: All that was said as padded lines of folded words, a bar between two breaths.
        figures: The same with numbers in figures.
        words: The words to go by.
    """
    refused = [
        float(found[1]) - _A_PENNY
        for form in (_TOO_DEAR, _NO_SUCH, _HAS_NOT)
        for found in form.finditer(figures)
    ]
    refused += [float(found[1] or found[2]) - _A_PENNY for found in _NO_TO_A_PRICE.finditer(figures)]
    refused += [float(found[1] or found[2] or found[3]) - _A_PENNY for found in _ASKED_FOR.finditer(figures)]
    rest = _NO_SUCH.sub(" ", figures)
    named = list(_amounts("most_cost", rest, words))
    refused += [amount - _A_PENNY for amount in _amounts("refused_cost", rest, words)]
    if _NOTHING_FREE.search(said):
        refused.append(_LITTLE)
    if refused or named:
        return max(0.0, min(refused + named))
    if _has_nothing(words.forms.left_out("no_money_not", said), figures, words):
        return 0.0
    return _CHEAP if words.forms.heard("cheap", figures) else None


def _amounts(form: str, figures: str, words: Words) -> Iterator[float]:
    """The amounts that stand in what a form finds, in pounds."""
    for found in words.forms.found(form, figures):
        for amount in _POUNDS.finditer(found[0]):
            yield int(amount[1]) + int(amount[2] or 0) / 100


def _has_nothing(said: str, figures: str, words: Words) -> bool:
    return (
        words.cue_in("free_only", said)
        or words.forms.heard("no_money", said)
        or without(said, "thing_money", words)
        or averse_to(said, "thing_paying", words)
        or bool(
            _EMPTY.search(said)
            or _NO_MONEY.search(said)
            or _DEAR_AND_CANNOT.search(said)
            or _NOT_TO_COST.search(said)
            or _NOT_IF_IT_COSTS.search(said)
            or _OR_EAT.search(said)
        )
        or any(int(found[1] or found["kept"] or 1) <= _SO_LITTLE for found in _HAS_SO_MUCH.finditer(figures))
        or any(int(found[1]) <= _SO_LITTLE for found in _LIVES_ON.finditer(figures))
    )
