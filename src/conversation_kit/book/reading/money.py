"""What it costs."""

import re

from conversation_kit.book.reading.findings import Margin, shown
from conversation_kit.book.reading.text import clean_line
from conversation_kit.book.reading.values import all_under, as_dict, first, number
from conversation_kit.model.entries import CostOption

_DEAREST = 100_000  # pounds; above this an amount is a slip
_POUNDS = re.compile(r"^(?:£|GBP)?\s*(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:GBP|pounds?)?\s*(.*)$", re.IGNORECASE)
_PENCE = re.compile(r"^(\d{1,4})\s*(?:p|pence)\b\s*(.*)$", re.IGNORECASE)
_FREE = re.compile(
    r"^(?:it'?s |completely |totally |entirely |this is )?free\b(?! from| up)"
    r"|^(?:no|without) (?:charge|cost|fee)|^nil$",
    re.IGNORECASE,
)
_FREE_WHOLE = re.compile(
    r"\bfree (?:to attend|to join|to all|to everyone|for all|for everyone|of charge|entry|admission|event|service|"
    r"group|session|sessions|support)\b|\b(?:entry|admission|attendance|it) is free\b|"
    r"\bthere is no (?:charge|cost|fee)\b|\bno charge\b",
    re.IGNORECASE,
)
_MAYBE_FREE = ("free", " no ", "no charge")  # one of them stands in whatever the long pattern finds
_BUT = re.compile(
    r"£|\b\d+p\b|\bparking\b|\bdonation|\bmembers only\b|\bnot free\b|\btrial\b|\btaster\b|\bfirst\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|when|unless|for (?:under|over|children|members)|first)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_TIED = re.compile(r"^(?:per|each|a|an|for|/|every|p/?h|pp|-)\b|^\(|^/", re.IGNORECASE)


def read_costs(record: dict[str, object], margin: Margin) -> tuple[CostOption, ...]:
    """Return what it costs: every cost option, then the fees in words, each once."""
    found: list[CostOption] = []
    found.extend(_read_one(raw, margin) for raw in all_under(record, "cost_options", "cost_option", "costs"))
    fees = clean_line(record.get("fees"))
    if fees:
        amount, words = _amount_in(fees)
        found.append(CostOption(amount=amount, amount_description=words))
    return tuple(dict.fromkeys(cost for cost in found if cost != CostOption()))


def read_is_free(record: dict[str, object], costs: tuple[CostOption, ...], description: str) -> bool | None:
    """Say whether it is free: by its own flag, its amounts, or plain words; None when nobody says."""
    flag = first(record, "free", "is_free")
    if isinstance(flag, bool):
        return flag
    amounts = [cost.amount for cost in costs if cost.amount is not None]
    if amounts:
        if len(amounts) == len(costs) and not any(amounts):
            return True
        return False if any(amounts) else None
    if costs:
        return None
    plain = description.lower()
    if not any(map(plain.__contains__, _MAYBE_FREE)):
        return None
    plainly = any(_FREE_WHOLE.search(one) and not _IF.search(one) for one in _SENTENCE.split(description))
    return True if plainly and not _BUT.search(description) else None


def _read_one(raw: object, margin: Margin) -> CostOption:
    held = as_dict(raw)
    option = clean_line(first(held, "option", "name"))
    described = ", ".join(
        dict.fromkeys(
            words
            for name in ("amount_description", "cost_description", "cost_type", "description")
            if (words := clean_line(held.get(name)))
        )
    )
    given = first(held, "amount", "cost", "price")
    if given is None:
        amount, words = _amount_in(described)
        return CostOption(option=option, amount=amount, amount_description=words)
    amount = number(given)
    if amount is None:
        amount, words = _amount_in(clean_line(given))
        described = ", ".join(part for part in (words, described) if part)
    if amount == 0 and _amount_in(described) == (0.0, ""):
        described = ""
    if amount is not None and not 0 <= amount <= _DEAREST:
        margin.note("cost_options", f"“{shown(given)}” is no amount; the amount is unknown.")
        amount = None
    return CostOption(option=option, amount=amount, amount_description=described)


def _amount_in(words: str) -> tuple[float | None, str]:
    """Return pounds and the words that are left: ``5.50 per hour``, ``50p``, ``£3``, ``Free``."""
    if _FREE.match(words):
        return (0.0, "") if len(words.split()) <= 3 else (None, words)  # noqa: PLR2004  ("Free for under 5s" is not all)
    for shape, share in ((_PENCE, 0.01), (_POUNDS, 1.0)):
        found = shape.match(words)
        if found and (not found[2] or _TIED.match(found[2])):
            amount = round(float(found[1].replace(",", "")) * share, 2)
            return (amount, found[2].strip()) if amount <= _DEAREST else (None, words)
    return None, words
