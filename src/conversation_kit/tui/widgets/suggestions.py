"""Up to five suggestions at once: their own words stand out, the facts are small print."""

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.message import Message

from conversation_kit.journey.offering import Offer
from conversation_kit.model.connections import Stage
from conversation_kit.tui.widgets.marked import MarkedList

TALL = 32
"""Rows of the screen from which there is room for more of their words."""
_FEW = 2
_COVERED = Text("Something private. Enter shows it, when only the two of you can see.", "italic")


class SuggestionsView(MarkedList):
    """The suggestions that are looked at now, numbered from 1; an arrow stands at the chosen one.

    What is private stays covered until it is asked for.
    """

    class Looked(Message):
        """Another suggestion is chosen; None when there is none, or it is still covered."""

        def __init__(self, offer: Offer | None) -> None:
            super().__init__()
            self.offer = offer

    class Wanted(Message):
        """A suggestion is to be opened."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(always=True, roomy_from=TALL, id=id)
        self._offers: list[Offer] = []
        self._uncovered: set[str] = set()

    def show(self, offers: Sequence[Offer], *, at: int = 0) -> None:
        """Show these, the one at index ``at`` chosen. What was uncovered before is covered again."""
        self._offers = list(offers)
        self._uncovered.clear()
        self.show_rows([(str(n), self._words(offer)) for n, offer in enumerate(offers, 1)], at=at)
        self.post_message(self.Looked(self.chosen))

    def change(self, offers: Sequence[Offer]) -> None:
        """Show the same ones with what was decided meanwhile."""
        self._offers = list(offers)
        for index, offer in enumerate(offers):
            self.change_row(index, self._words(offer))

    def cover_again(self) -> None:
        """Cover what was uncovered."""
        self._uncovered.clear()
        self.change(self._offers)
        self.post_message(self.Looked(self.chosen))

    @property
    def chosen(self) -> Offer | None:
        """The suggestion the arrow stands at, or None. One that is still covered is not chosen yet."""
        offer = None if self.at is None else self._offers[self.at]
        return None if offer is not None and self._covered(offer) else offer

    def open(self, number: int) -> None:
        """Put the arrow at the suggestion with this number, from 1, and open it."""
        if number <= len(self._offers):
            self.highlighted = number - 1
            self.action_select()

    def action_select(self) -> None:
        """Open the chosen one; what is covered is uncovered first."""
        if self.at is None:
            return
        offer = self._offers[self.at]
        if self._covered(offer):
            self._uncovered.add(offer.suggestion.entry_id)
            self.change_row(self.at, self._words(offer))
            self.post_message(self.Looked(offer))
        else:
            self.post_message(self.Wanted(offer))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Tell which one is chosen."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted < len(self._offers):
            self.post_message(self.Looked(self.chosen))

    def on_resize(self, event: events.Resize) -> None:
        """Show more of their words where there is room."""
        super().on_resize(event)
        self.change(self._offers)

    def _covered(self, offer: Offer) -> bool:
        return offer.private and offer.suggestion.entry_id not in self._uncovered

    def _words(self, offer: Offer) -> Text:
        return _COVERED if self._covered(offer) else offer_words(offer, short=not self.roomy)


def offer_words(offer: Offer, *, short: bool) -> Text:
    """Return one suggestion: name and way, because of which words, then how far, when, and what to know.

    Args:
        offer: The suggestion with its facts.
        short: Fewer words, so that five fit on a small screen.
    """
    text = Text(offer.suggestion.entry_name)
    text.append(f"   {offer.way}", "dim")
    if offer.stage is not None:
        text.append(f"   {'×' if offer.stage is Stage.NOT_FOR_ME else '✓'} {offer.stage}", "bold")
    if offer.said:
        text.append("\nbecause " if short else "\nbecause you said ", "dim")
        for number, said in enumerate(offer.said[:_FEW] if short else offer.said):
            text.append(" and " if number else "", "dim")
            text.append(f"“{said}”", "bold")
    small = [*offer.facts, *offer.cautions, "" if short else offer.fresh]
    if any(small):
        text.append("\n" + " · ".join(filter(None, small)), "dim")
    return text
