"""What an entry costs: the least of it, and in words."""

from conversation_kit.model.entries import CostOption, Entry


def least_cost(entry: Entry) -> float | None:
    """Return the least an entry costs in pounds (0 is free), or None when the Book does not say.

    The least, as what matters first is whether there is a way in; the card shows every option.
    """
    if entry.is_free:
        return 0.0
    amounts = [option.amount for option in entry.cost_options if option.amount is not None]
    return min(amounts, default=None)


def cost_words(entry: Entry) -> str:
    """Return every way to pay, each once ("Free", "Adults: £4 per session; Under 16s: free"), or "" if unknown."""
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


def _option_words(option: CostOption) -> str:
    amount = pounds(option.amount) if option.amount is not None else ""
    words = option.amount_description.strip()
    price = f"{amount} ({words})" if amount and words else amount or words
    name = option.option.strip()
    whole = f"{name}: {price}" if name and price and name.lower() != price.lower() else price or name
    return whole[:1].upper() + whole[1:]
