"""Up to five suggestions at once: their own words stand out, the facts are small print."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from conversation_kit.journey.offering import Offer


class SuggestionsView(OptionList):
    """The suggestions that are looked at now, numbered from 1; an arrow stands at the chosen one.

    What is private stays covered until it is asked for.
    """

    class Looked(Message):
        """Another suggestion is chosen; None when there is none."""

        def __init__(self, offer: Offer | None) -> None:
            super().__init__()
            self.offer = offer

    class Wanted(Message):
        """A suggestion is to be opened."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self._offers: list[Offer] = []
        self._uncovered: set[str] = set()

    def show(self, offers: Sequence[Offer], *, at: int = 0) -> None:
        """Show these, the one at index ``at`` chosen."""
        self._offers = list(offers)
        self.clear_options()
        self.add_options([Option(self._words(index, chosen=index == at)) for index in range(len(offers))])
        self.highlighted = at if offers else None

    def change(self, offers: Sequence[Offer]) -> None:
        """Show the same ones with what was decided meanwhile."""
        self._offers = list(offers)
        for index in range(len(offers)):
            self._draw(index)

    @property
    def chosen(self) -> Offer | None:
        """The suggestion the arrow stands at, or None. One that is still covered is not chosen yet."""
        at = self.highlighted
        offer = self._offers[at] if at is not None and at < len(self._offers) else None
        return None if offer is not None and self._covered(offer) else offer

    def choose(self, number: int) -> None:
        """Put the arrow at the suggestion with this number, from 1, and open it."""
        if number <= len(self._offers):
            self.highlighted = number - 1
            self.action_select()

    def action_select(self) -> None:
        """Open the chosen one; what is covered is uncovered first."""
        at = self.highlighted
        if at is None or at >= len(self._offers):
            return
        offer = self._offers[at]
        if self._covered(offer):
            self._uncovered.add(offer.suggestion.entry_id)
            self._draw(at)
            self.post_message(self.Looked(offer))
        else:
            self.post_message(self.Wanted(offer))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the arrow."""
        super().watch_highlighted(highlighted)
        for index in range(min(len(self._offers), self.option_count)):
            self._draw(index)
        self.post_message(self.Looked(self.chosen))

    def _draw(self, index: int) -> None:
        self.replace_option_prompt_at_index(index, self._words(index, chosen=index == self.highlighted))

    def _covered(self, offer: Offer) -> bool:
        return offer.private and offer.suggestion.entry_id not in self._uncovered

    def _words(self, index: int, *, chosen: bool) -> Table:
        offer = self._offers[index]
        table = Table.grid(expand=True)
        table.add_column(width=5, no_wrap=True)
        table.add_column(ratio=1)
        table.add_row(Text(f"{'›' if chosen else ' '} {index + 1}", "bold" if chosen else ""), self._body(offer))
        return table

    def _body(self, offer: Offer) -> Text:
        if self._covered(offer):
            return Text("Something private. Enter shows it, when only the two of you can see.", "italic")
        return offer_words(offer)


def offer_words(offer: Offer) -> Text:
    """Return one suggestion: name and way, because of which words, then how far, when, and what to know."""
    text = Text(offer.suggestion.entry_name)
    text.append(f"   {offer.way}", "dim")
    if offer.stage is not None:
        text.append(f"   ✓ {offer.stage}", "bold")
    if offer.said:
        text.append("\nbecause you said ", "dim")
        for number, said in enumerate(offer.said):
            text.append(" and " if number else "", "dim")
            text.append(f"“{said}”", "bold")
    small = [*offer.facts, *offer.cautions]
    if small:
        text.append("\n" + " · ".join(small), "dim")
    return text
