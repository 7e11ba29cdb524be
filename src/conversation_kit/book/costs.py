"""What an entry costs: the least of it, and in words."""

import re

from conversation_kit.model.entries import CostOption, Entry

_FREE_WORDS = frozenset({"free", "free of charge", "no charge", "no cost"})
# "£4", "£4.50 each", or with pence and without the sign, "4.50 each". "2 for 1" is no amount.
_AMOUNT_AT_HEAD = re.compile(r"£\s?(\d{1,4}(?:\.\d\d)?)(?![\d.])|(\d{1,4}\.\d\d)(?![\d.])")


def least_cost(entry: Entry) -> float | None:
    """Return the least an entry costs in pounds (0 is free), or None when the Book does not say.

    The least, as what matters first is whether there is a way in; the card shows every option.
    """
    if entry.is_free:
        return 0.0
    amounts = (_amount(option) for option in entry.cost_options)
    return min((amount for amount in amounts if amount is not None), default=None)


def cost_words(entry: Entry) -> str:
    """Return every way to pay, each once ("Adults: £4; Under 16s: free"), or "" if unknown."""
    options = dict.fromkeys(words for option in entry.cost_options if (words := _option_words(option)))
    if options:
        return "; ".join(options)
    if entry.is_free is None:
        return ""
    return "Free" if entry.is_free else "There is a charge; the Book does not say how much"


def pounds(amount: float) -> str:
    """Return an amount as people say it: "free", "£4", "£2.50"."""
    if amount == 0:
        return "free"
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"


def _amount(option: CostOption) -> float | None:
    """The amount of an option: as a number, or at the head of its words ("4.00 per session", "Free")."""
    if option.amount is not None:
        return option.amount
    words = option.amount_description.strip().lower()
    if words.rstrip(".") in _FREE_WORDS:
        return 0.0
    head = _AMOUNT_AT_HEAD.match(words)
    return float(head[1] or head[2]) if head else None


def _option_words(option: CostOption) -> str:
    amount = pounds(option.amount) if option.amount is not None else ""
    words = option.amount_description.strip()
    if (head := _AMOUNT_AT_HEAD.match(words)) and head[2]:  # a bare number: say what of
        words = f"£{words}"
    said = words.lower().startswith(amount)  # "free" and "Free, donations welcome" say it once
    price = (words or amount) if said or not words else f"{amount} ({words})"
    name = option.option.strip()
    whole = f"{name}: {price}" if name and price and name.lower() != price.lower() else price or name
    return whole[:1].upper() + whole[1:]
