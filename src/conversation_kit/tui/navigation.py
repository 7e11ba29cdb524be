"""What opens what: the one place that knows every screen, so that screens need not know one another."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.app import App
from textual.screen import Screen

from conversation_kit.desk import Desk
from conversation_kit.errors import NotFoundError
from conversation_kit.journey.conversations import conversation_going_on
from conversation_kit.journey.searching import Line
from conversation_kit.journey.stopping import pressed, stops_about
from conversation_kit.model.assets import Asset
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.people import Person, Worker
from conversation_kit.model.spots import Spot
from conversation_kit.model.stops import Stop
from conversation_kit.tui.anywhere import anywhere_offers
from conversation_kit.tui.coming_in import come_in
from conversation_kit.tui.found import open_found
from conversation_kit.tui.palette import Offer
from conversation_kit.tui.saying import KeepsDrafts, about_whom, say_on
from conversation_kit.tui.screens.begin import BeginScreen
from conversation_kit.tui.screens.book import BookScreen
from conversation_kit.tui.screens.connections import ConnectionsScreen
from conversation_kit.tui.screens.conversation import ConversationScreen
from conversation_kit.tui.screens.deal import DealScreen
from conversation_kit.tui.screens.entry import EntryScreen
from conversation_kit.tui.screens.explore import ExploreScreen
from conversation_kit.tui.screens.history import HistoryScreen
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.screens.how_they_are import HowTheyAreScreen
from conversation_kit.tui.screens.hub import HubScreen
from conversation_kit.tui.screens.learned import LearnedScreen
from conversation_kit.tui.screens.new_recovery_key import NewRecoveryKeyScreen
from conversation_kit.tui.screens.officer import OfficerScreen
from conversation_kit.tui.screens.page import PageScreen
from conversation_kit.tui.screens.permission import PermissionScreen
from conversation_kit.tui.screens.person import PersonScreen
from conversation_kit.tui.screens.person_form import PersonForm
from conversation_kit.tui.screens.recovery import RecoveryKeyScreen
from conversation_kit.tui.screens.reflect import ReflectScreen
from conversation_kit.tui.screens.risks import RisksScreen
from conversation_kit.tui.screens.search import SearchScreen
from conversation_kit.tui.screens.settings import SettingsScreen
from conversation_kit.tui.screens.stop import StopScreen, StopsScreen
from conversation_kit.tui.screens.timeline import TimelineScreen
from conversation_kit.tui.screens.twice import TwiceScreen
from conversation_kit.tui.screens.who_you_are import WhoYouAreForm
from conversation_kit.tui.searching import BackgroundSearch
from conversation_kit.tui.suggesting import BackgroundSuggester
from conversation_kit.tui.synced import sync_behind
from conversation_kit.tui.syncing import BackgroundSync

_NO_HISTORY = "Nothing that is kept is in focus here, so there is no history to show."


class Navigator:
    """Opens screens over one another and remembers, in the vault, where the worker was.

    Args:
        app: The app whose stack of screens this is.
        desk: The open desk, handed to every screen.
        says: A sentence for Home.
    """

    def __init__(self, app: App[None], desk: Desk, *, says: str = "") -> None:
        self._app = app
        self._desk = desk
        self._says = says
        self.suggester = BackgroundSuggester(desk.kit)
        self._searching = BackgroundSearch(desk)
        self.syncing = BackgroundSync(desk)

    def begin(self) -> None:
        """Open Home, and on top of it the screen that was open when the app last stopped."""
        come_in(self._app, self._desk, self, says=self._says)

    def offers(self) -> Iterator[Offer]:
        """Return what the palette offers wherever the worker is."""
        return anywhere_offers(self, self._desk.vault, self._app.screen_stack)

    def home(self) -> None:
        """Go back to Home. Raises StorageError, and stays, when the disk refuses what is half typed."""
        for screen in self._app.screen_stack:
            if isinstance(screen, KeepsDrafts):
                screen.commit_drafts()
        while not isinstance(self._app.screen, HomeScreen):
            self._app.pop_screen()

    def person_from_home(self, person_id: str) -> None:
        """Open one person over Home, whatever was open before."""
        self.home()
        self.person(person_id)

    def settings(self, kept: Callable[[], None]) -> None:
        """Open the settings; ``kept`` is called once others are in the file."""
        self._app.push_screen(SettingsScreen(self._desk), lambda made: kept() if made is not None else None)

    def learned(self) -> None:
        """Show what was learned from choices."""
        if not isinstance(self._app.screen, LearnedScreen):
            self._app.push_screen(LearnedScreen(self._desk))

    def who_you_are(self) -> None:
        """Change the worker's own details."""
        if not isinstance(self._app.screen, WhoYouAreForm):
            self._app.push_screen(WhoYouAreForm(self._desk), self._said_who)

    def _said_who(self, worker: Worker | None) -> None:
        if worker is not None:
            say_on(self._app.screen, "That is kept.")

    def new_recovery_key(self) -> None:
        """Make a new recovery key, and show it once."""
        self._app.push_screen(NewRecoveryKeyScreen(self._desk.kit), self._show_recovery_key)

    def _show_recovery_key(self, recovery_key: str | None) -> None:
        if recovery_key is not None:
            self._app.push_screen(RecoveryKeyScreen(recovery_key))

    def person(self, person_id: str) -> None:
        """Open one person."""
        self._app.push_screen(PersonScreen(self._desk, self, person_id))

    def new_person(self) -> None:
        """Add a person; then begin to talk with them."""
        self._app.push_screen(PersonForm(self._desk, None), lambda p: self.converse(p.id) if p else None)

    def converse(self, person_id: str) -> None:
        """Go on with the open conversation, or begin one."""
        person = self._desk.vault.find(Person, person_id)
        if person is None:
            return
        conversation = conversation_going_on(self._desk.vault, person_id, self._desk.now())
        if conversation is not None:
            self._app.push_screen(ConversationScreen(self._desk, self, person, conversation))
            return
        self._app.push_screen(BeginScreen(self._desk, person), lambda made: self._begun(person, made))

    def _begun(self, person: Person, conversation: Conversation | None) -> None:
        if conversation is not None:
            self._app.push_screen(ConversationScreen(self._desk, self, person, conversation))

    def talk(self, person_id: str, conversation: Conversation, *, at: str = "") -> None:
        """Open one talk, closed or not, to read it or to change it; go back to it when it is open already.

        Args:
            person_id: Whose it is.
            conversation: The talk.
            at: The note or asset to stand at, or empty for the line.
        """
        for screen in self._app.screen_stack:
            if isinstance(screen, ConversationScreen) and screen.conversation_id == conversation.id:
                self._back_to(screen)
                screen.look_at(at)
                return
        person = self._desk.vault.find(Person, person_id)
        if person is not None:
            self._app.push_screen(ConversationScreen(self._desk, self, person, conversation, at=at))

    def _back_to(self, screen: Screen[Any]) -> None:
        """Put away what stands over a screen; what is half typed there is a draft, as after Esc."""
        while self._app.screen is not screen:
            if isinstance(self._app.screen, KeepsDrafts):
                self._app.screen.commit_drafts()
            self._app.pop_screen()

    def _went_back_to(self, kind: type[Screen[Any]], person_id: str) -> bool:
        """Go back to the person's map, deal ... that is open beneath: going to and fro piles nothing up."""
        beneath = reversed(self._app.screen_stack)
        found = next((s for s in beneath if type(s) is kind and about_whom((s,)) == person_id), None)
        if found is not None:
            self._back_to(found)
        return found is not None

    def search(self) -> None:
        """Find again whatever was kept."""
        if not isinstance(self._app.screen, SearchScreen):
            self._app.push_screen(SearchScreen(self._desk, self, self._searching))

    def found(self, line: Line) -> None:
        """Open what was found where it belongs."""
        if why_not := open_found(self, self._desk.vault, line):
            say_on(self._app.screen, why_not)

    def reflect(self, person_id: str) -> None:
        """Show the person's map."""
        if not self._went_back_to(ReflectScreen, person_id):
            self._app.push_screen(ReflectScreen(self._desk, self, person_id))

    def explore(self, person_id: str, only: Asset | None = None) -> None:
        """Explore together what could connect, for the whole person or for one asset."""
        if only is not None or not self._went_back_to(ExploreScreen, person_id):
            self._app.push_screen(ExploreScreen(self._desk, self, person_id, only=only))

    def deal(self, person_id: str) -> None:
        """Agree our part and your part."""
        if not self._went_back_to(DealScreen, person_id):
            self._app.push_screen(DealScreen(self._desk, self, person_id))

    def timeline(self, person_id: str) -> None:
        """Show the story day by day."""
        self._app.push_screen(TimelineScreen(self._desk, self, person_id))

    def page(self, person_id: str) -> None:
        """Read back and leave the page."""
        if not self._went_back_to(PageScreen, person_id):
            self._app.push_screen(PageScreen(self._desk, self, person_id))

    def book(self, words: str = "") -> None:
        """Browse the Community Book."""
        self._app.push_screen(BookScreen(self._desk, self, words=words))

    def card(
        self, entry_id: str, near: Spot | None = None, decided: Callable[[str], None] | None = None
    ) -> None:
        """Open the card of one entry of the Book.

        Args:
            entry_id: Which entry.
            near: Where the distance is measured from; the worker's own place without it.
            decided: Told what the person makes of it, a stage; without it nothing is decided over the card.
        """

        def closed(stage: str | None) -> None:
            if stage is not None and decided is not None:
                decided(stage)

        card = EntryScreen(self._desk, self, entry_id, near=near, for_somebody=decided is not None)
        self._app.push_screen(card, closed)

    def connections(self, person_id: str) -> None:
        """Show what the person chose, and how it goes on."""
        self._app.push_screen(ConnectionsScreen(self._desk, person_id))

    def how_they_are(self, person_id: str) -> None:
        """Show the wellbeing questions over time, and the scores of tools."""
        self._app.push_screen(HowTheyAreScreen(self._desk, person_id))

    def risks(self, person_id: str) -> None:
        """Show what the person wants to try."""
        self._app.push_screen(RisksScreen(self._desk, person_id))

    def permission(self, person_id: str, item_id: str = "") -> None:
        """Show who may see what, the arrow at one item or at the whole story."""
        self._app.push_screen(PermissionScreen(self._desk, person_id, item_id))

    def stop(self, person_id: str, *, says: str = "") -> None:
        """Somebody is at risk: open a Stop that begins now, about whoever the screen beneath is about."""
        known = self._desk.vault.find(Person, person_id) if person_id else None
        begun = pressed(
            person_id=known.id if known else "", worker_id=self._desk.worker.id, now=self._desk.now()
        )
        self._app.push_screen(StopScreen(self._desk, begun, says=says))

    def stops(self, person_id: str) -> None:
        """Open what was kept under Stop about one person; choose which when there is more than one."""
        kept = stops_about(self._desk.vault, person_id)
        if len(kept) == 1:
            self._app.push_screen(StopScreen(self._desk, kept[0]))
        elif kept:
            self._app.push_screen(StopsScreen(kept), self._open_stop)

    def _open_stop(self, stop: Stop | None) -> None:
        if stop is not None:
            self._app.push_screen(StopScreen(self._desk, stop))

    def history(self, entity: str, record_id: str) -> None:
        """Show every change of a record, if it is kept already."""
        if isinstance(self._app.screen, HistoryScreen | TwiceScreen):
            return
        try:
            screen = HistoryScreen(self._desk, entity, record_id)
        except NotFoundError:
            say_on(self._app.screen, _NO_HISTORY)
            return
        self._app.push_screen(screen)

    def twice(self, person_id: str = "") -> None:
        """Show what was written twice, of everybody or of one person."""
        self._app.push_screen(TwiceScreen(self._desk, person_id))

    def sync(self) -> None:
        """Sync with the hub behind whatever is open."""
        sync_behind(self._app, self._desk, self.syncing, self.suggester)

    def hub(self) -> None:
        """Show how it stands with the hub, and who asks for access."""
        if not isinstance(self._app.screen, HubScreen):
            self._app.push_screen(HubScreen(self._desk, self.syncing))

    def officer(self) -> None:
        """Show what waits for the knowledge officer."""
        if not isinstance(self._app.screen, OfficerScreen):
            self._app.push_screen(OfficerScreen(self._desk, self.syncing))

    def close(self) -> None:
        """Forget what was heard and found; a sync breaks off."""
        self.suggester.close()
        self._searching.close()
        self.syncing.close()
