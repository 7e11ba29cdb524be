"""Explore together: five things that could connect, each because of something they said. They choose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from conversation_kit.book.filters import BookFilter
from conversation_kit.errors import KitError
from conversation_kit.journey.deciding import Decision
from conversation_kit.journey.exploring import (
    AT_ONCE,
    NO_BOOK,
    NOTHING_HEARD,
    Wish,
    looked_for,
    nothing_fits,
    still_there,
)
from conversation_kit.journey.remembering import Remembering
from conversation_kit.model.assets import Asset
from conversation_kit.tui.keys_in_use import with_keys_in_use
from conversation_kit.tui.looking import Looking
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.about_what import AboutWhatScreen
from conversation_kit.tui.screens.book_filter import BookFilterForm
from conversation_kit.tui.screens.explore_deciding import Decides
from conversation_kit.tui.screens.gap import GapForm
from conversation_kit.tui.ways_on import WaysOn
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.suggestions import TALL, SuggestionsView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.tui.navigation import Navigator

_LONG_SECONDS = 0.6


class ExploreScreen(WaysOn, Decides, SaysErrors, Screen[None]):
    """What could connect, for the whole person or for one asset.

    Args:
        desk: The open desk.
        navigator: Opens other screens; its suggester ranks the Book behind them.
        person_id: For whom.
        only: One asset to look for, or None for everything they said.
    """

    CSS_PATH = "explore.tcss"
    AUTO_FOCUS = "#offers"
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (TALL, "-roomy")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('interested')", "Interested", id="interested"),
        Binding("g", "decide('going')", "Goes", id="already-goes", tooltip="Already goes there"),
        Binding("l", "decide('maybe later')", "Later", id="maybe-later"),
        Binding("x", "decide('not for me')", "Not for me", id="not-for-me"),
        Binding("m", "more", "More", id="more", tooltip="The next five"),
        Binding("u", "gap", "Nothing here", id="gap", tooltip="Tell what the Book does not have"),
        Binding("f", "filter", "Filter", id="filter", tooltip="Activity, day, cost, distance, ways to give"),
        Binding("a", "about", "What for", id="about-what", tooltip="Look for everything, or for one thing"),
        Binding("e", "details", "How it could work", id="details", show=False),
        Binding("b", "before", "The five before", id="before", show=False),
        Binding("ctrl+z", "undo", "Undo", id="undo", show=False, tooltip="Take the last decision back"),
        Binding("f6", "reflect", "Map", id="reflect", show=False),
        Binding("f7", "deal", "Deal", id="deal"),
        Binding("f8", "page", "My page", id="page", show=False),
        Binding("ctrl+o", "book", "The Book", id="book", show=False),
        Binding("escape", "back", "Back", id="back", show=False),
        *(
            Binding(str(n), f"open({n})", f"Open {n}", id=f"open-{n}", show=False)
            for n in range(1, AT_ONCE + 1)
        ),
    ]
    HELP = """\
# Explore together
**1** to **5**, or **Enter**, opens one. **y** interested, **g** already goes, **l** maybe later, **x** not for
me: kept at once, and **Ctrl+Z** takes it back. **e** writes down how it could work.

**m** shows the next five, **b** the five before. **f** asks for a day, a cost, a distance, only ways to give;
**a** looks for one thing they said. **u** tells the knowledge officers what the Book does not have.

What they chose before moves later suggestions a little; *What was learned* in the palette shows it.

**F6** the map, **F7** the deal, **F8** the page, **Ctrl+O** the Book. **Esc** goes back; nothing is lost.
"""

    def __init__(
        self, desk: Desk, navigator: Navigator, person_id: str, *, only: Asset | None = None
    ) -> None:
        super().__init__(desk, navigator, person_id)
        self._looking = Looking(desk, navigator.suggester, person_id, Wish(only=only.id if only else ""))
        self._decisions: list[Decision] = []
        self._waits = False
        self._remembering = Remembering(desk.vault, learns=lambda: desk.learns)

    def compose(self) -> ComposeResult:
        """Five suggestions, or a sentence in their place."""
        yield TopLine("")
        with Vertical(id="explore"):
            yield SuggestionsView(id="offers")
            yield Static("", id="nothing", markup=False)
            yield Static("", id="why", classes="quiet", markup=False)
        yield Says()
        yield KeysLine()

    def on_screen_resume(self) -> None:
        """Show what stands now; look anew only when more was heard meanwhile."""
        self._show_top()
        if self._looking.is_stale:
            self._look_anew()
        else:
            self._refresh_decisions()
        self._desk.vault.place.save({"screen": "explore", "person": self._person_id})

    def _show_top(self) -> None:
        story = self._desk.vault.story(self._person_id)
        wish, person = self._looking.wish, story.person
        only = looked_for(story, wish)
        within = replace(wish.within, near=wish.within.near or self._desk.near(person))
        because = f"“{only.words}”" if only else f"what {person.name} said"
        self.query_one(TopLine).change(left=f"Because of {because}", right=within.described())

    def _look_anew(self, wish: Wish | None = None) -> None:
        story = self._desk.vault.story(self._person_id)
        self._looking.anew(still_there(story, wish or self._looking.wish))
        self._show_top()
        if self._desk.book is None:
            self._show_nothing(NO_BOOK)
        elif not self._looking.asking.heard:
            self._show_nothing(NOTHING_HEARD)
        else:
            self._look()

    @work(exclusive=True, group="suggesting")
    async def _look(self) -> None:
        """Look for the next five, behind the screen."""
        slow = self.set_timer(_LONG_SECONDS, self._say_it_takes_long)
        self._waits = True
        try:
            found = await self._looking.more()
        except KitError as error:
            self.say(error.sentence)
            return
        finally:
            slow.stop()
            self._waits = False
        if found:
            self._show_page()
        elif self._looking.pages:
            self.say("That is all that fits well enough. u tells what is missing.")
        else:
            self._show_nothing(nothing_fits(self._looking.wish))

    def _say_it_takes_long(self) -> None:
        if self._waits:  # a timer that went off just now is not stopped any more
            self.say("Looking…")

    def _show_page(self) -> None:
        page = self._looking.page
        if page is None:
            return
        self.remove_class("-nothing")
        self.refresh_bindings()
        self.query_one(SuggestionsView).show(page.offers)
        self.query_one(SuggestionsView).focus()
        self.say(" ".join(filter(None, (self._looking.not_read, page.says))))

    def _show_nothing(self, sentence: str) -> None:
        self.add_class("-nothing")
        self.refresh_bindings()
        self.query_one(SuggestionsView).show([])
        self.query_one("#nothing", Static).update(with_keys_in_use(self, sentence))
        self.say(self._looking.not_read)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Hide the keys that need a suggestion while there is none, and those that need a Book."""
        if action in ("filter", "about"):
            return self._desk.book is not None
        needs_one = action in ("decide", "open", "more", "before", "details")
        return self._looking.page is not None or not needs_one

    def on_suggestions_view_looked(self, event: SuggestionsView.Looked) -> None:
        """Show in small print which words met."""
        why = event.offer.why if event.offer else ""
        self.query_one("#why", Static).update(why)

    def on_suggestions_view_wanted(self, event: SuggestionsView.Wanted) -> None:
        """Open the card."""
        person = self._desk.vault.story(self._person_id).person
        self._navigator.card(event.offer.suggestion.entry_id, self._desk.near(person), self.action_decide)

    def cover_again(self) -> None:
        """Cover what is private, as when it came up."""
        self.query_one(SuggestionsView).cover_again()

    def action_open(self, number: int) -> None:
        """Open one by its number."""
        self.query_one(SuggestionsView).open(number)

    def action_more(self) -> None:
        """Show the next five."""
        if self._looking.at + 1 < len(self._looking.pages):
            self._looking.at += 1
            self._show_page()
        elif self._looking.pages:
            self._look()

    def action_before(self) -> None:
        """Show the five before."""
        if self._looking.at > 0:
            self._looking.at -= 1
            self._show_page()

    def action_gap(self) -> None:
        """Tell what the Book does not have."""

        def kept(made: object) -> None:
            if made is not None:
                self.say("Kept for the knowledge officers. Thank you for telling them.")

        self.app.push_screen(GapForm(self._desk, self._looking.missing), kept)

    def action_filter(self) -> None:
        """Ask for a day, a cost, a distance, only ways to give."""
        near = self._desk.near(self._desk.vault.story(self._person_id).person)

        def chosen(made: BookFilter | None) -> None:
            if made is not None:
                self._look_anew(replace(self._looking.wish, within=made))

        self.app.push_screen(BookFilterForm(self._desk, self._looking.wish.within, near), chosen)

    def action_about(self) -> None:
        """Look for everything they said, or for one thing."""
        story = self._desk.vault.story(self._person_id)

        def chosen(asset_id: str | None) -> None:
            if asset_id is not None:
                self._look_anew(replace(self._looking.wish, only=asset_id))

        self.app.push_screen(AboutWhatScreen(story), chosen)

    def action_back(self) -> None:
        """Back one step."""
        self.dismiss(None)
