"""Costs told: the lowest price of an entry, by its fields, or as its own words plainly name it."""

import re
from collections.abc import Iterable

from conversation_kit.matching.vocabulary.figures import in_figures
from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry

_READ = 900
_PRICE = re.compile(r"\u00a3\s?(\d{1,2}(?:\.\d\d)?)(?!\d|,\d| ?(?:million|k\b|m\b))")
_FREE = re.compile(
    r"\b(?:free of charge|free to (?:attend|join|use|enter|all|everyone|anyone|come)|free (?:entry"
    r"|admission|service)"
    r"|free (?:session|event|group)s?|free class(?:es)?|free drop[- ]?in|all free|entry free"
    r"|admission free|no (?:cost|charge)s?|no (?:\w+ or )?fees?|costs? (?:you )?nothing|without charge"
    r"|(?:entry|admission|cost|price): free|(?:fully|wholly) funded)\b"
    r"|(?:^\s*|[.!:;,]\s*)(?:it's )?free\s*(?:[.!;,]|$)"
)
_CALLED_FREE = re.compile(
    r"(?:^ ?|(?<=[.!;:(] )|\b(?:an?|our|this|these|is|are|it's|entirely|completely|totally|absolutely|provides?"
    r"|offers?|offering|also|for) )free\b(?! (?:of|from|up|play|time|hand|standing|will|kick|range|spirit\w*"
    r"|taster|trial|place|places|parking|car|wi|wifi|internet|refreshments?|teas?|coffees?|hot|drinks?|food|meals?"
    r"|snacks?|lunch|lunches|breakfasts?|books?|gifts?|transport|bus|travel|school|samples?|cr\u00e8che|creche"
    r"|childcare"
    r"|early|hours|nursery|period|day|month|week|first|swim|use|loan|hire|equipment|kit|uniform|prescriptions?"
    r"|toys|toiletries|soup|toast|cake|tea/coffee|introductory|consultation|assessments?|shuttle"
    r"|half hour|advice session|simple|if|to (?:those|people|members|under)"
    r"|for (?:those|people (?:on|with|in|who)|members|under|carers|children|anyone (?:on|under)|over|residents"
    r"|the first))\b)"
    r"(?! (?:[\w'-]+ ){0,2}(?:guides?|leaflets?|booklets?|downloads?|parking|wi-?fi)\b)"
)
"""It is called free itself ("a free course", "is free", "Free, confidential advice"), not something at it."""
_NOT_ITSELF = re.compile(
    r"\b(?:parking|car park|wi-?fi|internet|refreshments?|teas?|coffees?|drinks?|food|meals?|lunch|lunches|breakfasts?"
    r"|snacks|transport|toilets?|cr\u00e8che|creche|computers|equipment|kit|uniforms?|carers?|helpers?|children"
    r"|adults|companions?|under[ -]\d+'?s?|babies|cancellations?|spectators|accompanying \w+|tasters?|(?:first|initial)"
    r" \w+)(?: and \w+)? $"
)
"""Before "is free": what is free is beside the thing itself."""
_ON_ITS_TERMS = re.compile(
    r"^ (?:for|to|if|with|on|when|after|until) (?!all|every|any|local|famil|resid|you\b)"
)
"""After "is free": on conditions."""
_WHAT_YOU_CAN = re.compile(
    r"\b(?:pay (?:as|what) you (?:feel|can|like|want|wish|think)|give what you can|what you can (?:afford|spare)"
    r"|by donation"
    r"|(?:suggested|voluntary|optional|small) (?:\w+ )?donations?|voluntary contributions?|donation basis)\b"
)
_HYPHENED = {
    "free-of-charge": "free of charge", "free-to-": "free to ", "pay-as-you-": "pay as you ",
    "pay-what-you-": "pay what you ",
}  # fmt: skip
_FREELY = ("free", "charge", "cost", "fee", "funded")
_GIVEN = ("pay ", "what you can", "donation", "contribution")
_PRICED = ("cost", "price", "fee", "subs", "charge")
"""Without one of these words nothing of the kind is said; looking for them first is quicker."""
_FIGURE = re.compile(r"\d")
_FIRST_FREE = re.compile(r"\b(?:first|taster|trial) (?:\w+ ){0,3}(?:is |are )?free\b")
_POUNDS = re.compile(r"\bgbp ?(\d)|\b(\d{1,2}) pounds\b")
_PENCE = re.compile(r"(?<![\d.])(\d\d)p\b")
_BARE = re.compile(r"\b(?:cost|price|fee|subs|charge)s?: ?(?=\d{1,2}\.\d\d\b)")
_ASIDE_BEFORE = re.compile(
    r"\b(?:raffles?|parking|deposit|drinks?|tea|coffee|brew|refreshments|cakes?|biscuits|win|prizes?|worth"
    r"|vouchers? (?:of|for)|up to|grant of|funding of|children|child|kids|toddlers|cards|stalls?|hire|bingo"
    r"|minibus|transport|taxi|fares?|lifts?|(?:drinks?|tea|coffee|biscuits)(?: \w+){1,4}(?= (?:are|is) ))"
    r"[ :,(-]{0,3}(?:are |is |for |just |only |from |costs? )*$"
)
"""Before a price: it is for something beside the thing itself."""
_ASIDE_AFTER = re.compile(
    r"^\s*(?:raffle|deposit|parking|worth|voucher|off\b|discount|prize|grant|donation|of (?:groceries|food)"
    r"|(?:for (?:a|your) )?(?:cup|drink|brew|cuppa|raffle)"
    r"|(?:for )?(?:an? |each |every )?(?:extra|additional|further|second) |(?:will|can|could|would) (?:support|help"
    r"|pay|buy|fund|provide|feed)|each way|per mile|a mile|return\b|charged to each passenger"
    r"|(?:per|a|each) (?:child|toddler|table|stall))"
)
"""The same after one."""
_NAMED_FREE = re.compile(
    r"free (?!range|spirit|wheel|flow|form|church|style|running|runners|masons|thinkers|from|school|radicals|will"
    r"|at last)",
    re.IGNORECASE,
)
"""How a name begins that says so: "Free Legal Clinic"."""
_AN_HOUR = re.compile(r"^ ?(?:an?|per|/)? ?(?:1 )?(?:hours?|hr)\b")
"""After a price where rooms are let: it is for one of them."""
_NEAR = 34


def least_cost(entry: Entry, words: Words) -> tuple[float | None, bool]:
    """The lowest price in pounds, and whether the description told it: from the fields, else plainly named there."""
    if entry.is_free:
        return 0.0, False
    priced_so = line(
        tokens(" | ".join(f"{one.option} {one.amount_description}" for one in entry.cost_options))
    )
    if words.cue_in("what_you_can_entry", priced_so):
        return 0.0, False
    priced = [option for option in entry.cost_options if option.amount is not None]
    theirs = [
        option
        for option in priced
        if not words.cue_in(
            "price_for_others_entry", line(tokens(f"{option.option} {option.amount_description}"))
        )
    ]
    amounts = [option.amount for option in theirs or priced if option.amount is not None]
    if amounts:
        return min(amounts), False
    described = " | ".join(one.amount_description for one in entry.cost_options).lower()
    if not priced and described and _FREE.search(_unhyphened(described)):
        return 0.0, False
    told = cost_told(entry.description)
    if told is None and _NAMED_FREE.match(entry.name):
        return 0.0, True
    return told, told is not None


def cost_told(description: str) -> float | None:
    """The lowest price in pounds that a description names for whoever comes, 0 when it is free, else None."""
    text = _in_pounds(description[:_READ])
    if "free" in text:
        text = _FIRST_FREE.sub(" ", text)
    if (_any_in(_FREELY, text) and _FREE.search(text)) or (
        _any_in(_GIVEN, text) and _WHAT_YOU_CAN.search(text)
    ):
        return 0.0
    hire = " hire" in text
    prices = [
        float(found[1])
        for found in _PRICE.finditer(text)
        if not _ASIDE_BEFORE.search(text[max(0, found.start() - _NEAR) : found.start()])
        and not _ASIDE_AFTER.match(text[found.end() : found.end() + _NEAR])
        and not (hire and _AN_HOUR.match(text[found.end() : found.end() + _NEAR]))
    ]
    if not prices and "free" in text and _is_free(text):
        return 0.0
    return min(prices, default=None)


def _is_free(text: str) -> bool:
    """Whether the thing itself is called free, rather than the parking there or somebody's companion."""
    for found in _CALLED_FREE.finditer(text):
        verb = found[0].split()[0] in ("is", "are", "also")
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if not (
            verb
            and (_NOT_ITSELF.search(before) or _ON_ITS_TERMS.match(text[found.end() : found.end() + _NEAR]))
        ):
            return True
    return False


def _in_pounds(text: str) -> str:
    """Prices with a pound sign, however they were written, in small letters."""
    text = in_figures(f" {_unhyphened(text.lower())} ")
    if not _FIGURE.search(text):
        return text
    if _any_in(("gbp", "pounds"), text):
        text = _POUNDS.sub(lambda found: f"\u00a3{found[1] or found[2]}", text)
    text = _PENCE.sub(lambda found: f"\u00a30.{found[1]}", text)
    return _BARE.sub("\u00a3", text) if _any_in(_PRICED, text) else text


def _unhyphened(text: str) -> str:
    """A text in small letters with "free-to-attend" and such as single words."""
    for hyphened, apart in _HYPHENED.items():
        text = text.replace(hyphened, apart)
    return text


def _any_in(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)
