"""Looking for one person, five at a time: what was found so far, and how to find more behind the screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from conversation_kit.journey.exploring import Wish, missing_words, next_asking, not_read
from conversation_kit.journey.hearing import typed_of
from conversation_kit.journey.offering import Offer, offers, private_in, with_decisions
from conversation_kit.journey.remembering import lessons_here
from conversation_kit.matching.heard.unread import unread

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.matching.asking import Asking, Heard
    from conversation_kit.matching.suggesting import Suggestion
    from conversation_kit.tui.suggesting import BackgroundSuggester

_GUESSES = "These are guesses: little of what was said meets the Book. u tells what is missing."
_MIGHT = "These might fit: the Book does not say enough to be sure. Ring first."


@dataclass(frozen=True, slots=True)
class Page:
    """Up to five offers; ``might`` when only something that the Book does not say speaks against them."""

    offers: tuple[Offer, ...]
    might: bool = False

    @property
    def says(self) -> str:
        """What to say about all of them; mostly nothing."""
        if self.might:
            return _MIGHT
        return _GUESSES if self.is_a_guess else ""

    @property
    def is_a_guess(self) -> bool:
        """Whether nothing on it is more than a guess."""
        return all(offer.suggestion.strength == "weak" for offer in self.offers)


class Looking:
    """The pages of one look through the Book, and the wish they follow.

    Args:
        desk: The open desk.
        suggester: Ranks the Book on its own thread.
        person_id: For whom.
        wish: What is looked for.
    """

    def __init__(self, desk: Desk, suggester: BackgroundSuggester, person_id: str, wish: Wish) -> None:
        self._desk = desk
        self._suggester = suggester
        self._person_id = person_id
        self.wish = wish
        self.pages: list[Page] = []
        self.at = 0
        self._heard: tuple[Heard, ...] | None = None
        self._book = desk.book

    @property
    def page(self) -> Page | None:
        """The page that is looked at, or None when there is none."""
        return self.pages[self.at] if self.pages else None

    @property
    def asking(self) -> Asking:
        """What to ask for next."""
        story = self._desk.vault.story(self._person_id)
        return next_asking(
            story,
            self.wish,
            today=self._desk.today(),
            near=self._desk.near(story.person),
            gazetteer=self._desk.kit.gazetteer,
            lessons=lessons_here(self._desk.vault, learn=self._desk.learns),
            typed=typed_of(self._desk.vault.drafts.all(), self._person_id),
            seen=[offer.suggestion.entry_id for page in self.pages for offer in page.offers],
        )

    @property
    def not_read(self) -> str:
        """A sentence about what they said in a language that the kit does not read; mostly empty."""
        return not_read(unread(self.asking.heard, self._desk.kit.words))

    @property
    def missing(self) -> str:
        """What the Book does not have, as far as can be told without anybody's words; empty when it has something."""
        found = self.page is not None and not self.page.is_a_guess
        if found or self._desk.book is None:
            return ""
        return missing_words(self.asking.heard, self.wish, self._desk.kit.words)

    @property
    def is_stale(self) -> bool:
        """Whether more was heard, or another Book came, since it was looked for."""
        return self._heard != self.asking.heard or self._book is not self._desk.book

    def anew(self, wish: Wish | None = None) -> None:
        """Forget the pages and look for the same again, or for something else."""
        self.pages = []
        self.at = 0
        self.wish = replace(wish or self.wish, might=False)
        self._heard = self.asking.heard
        self._book = self._desk.book

    async def more(self) -> bool:
        """Find the next page and go to it; False when there is no more. What is sure comes before what might fit.

        Raises:
            StorageError: The Book could not be read.
        """
        asking = self.asking
        found = await self._answer(asking)
        if not found and self.wish.is_narrowed and not self.wish.might:
            self.wish = replace(self.wish, might=True)
            found = await self._answer(self.asking)
        if not found or self._desk.book is None:
            return False
        connections = self._desk.vault.story(self._person_id).connections
        said = (heard.text for heard in (*asking.heard, *asking.also_heard))
        private = private_in(said, self._desk.private)
        made = offers(found, self._desk.book.entry, connections, self._desk.today(), private)
        self._desk.kit.words.rest()  # what is private was read in them again
        self.pages.append(Page(tuple(made), self.wish.might))
        self.at = len(self.pages) - 1
        return True

    def refresh(self) -> None:
        """Read again what was decided."""
        connections = self._desk.vault.story(self._person_id).connections
        self.pages = [
            replace(page, offers=tuple(with_decisions(page.offers, connections))) for page in self.pages
        ]

    async def _answer(self, asking: Asking) -> list[Suggestion]:
        """Wait for the suggester; ask again when another question took its place before it began."""
        while True:
            future = self._suggester.ask(asking)
            try:
                # Shielded: whoever stops waiting must not cancel an answer that others may be given too.
                return await asyncio.shield(asyncio.wrap_future(future))
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if not future.cancelled() or (task is not None and task.cancelling()):
                    raise
