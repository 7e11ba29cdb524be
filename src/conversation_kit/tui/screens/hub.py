"""The hub: how it stands with it, what was set aside, who asks for access to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, Static

from conversation_kit.text import inert
from conversation_kit.tui.asking_hub import AsksHub
from conversation_kit.tui.drafting import text_as_fields
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import ROOMY_ROWS, MarkedList

if TYPE_CHECKING:
    from concurrent.futures import Future

    from conversation_kit.desk import Desk
    from conversation_kit.sync.access import Request
    from conversation_kit.tui.syncing import BackgroundSync
    from conversation_kit.vault.drafts import Draft

_ASKING = "Asking the hub who wants access …"
_NOBODY = "Nobody asks for access just now."
_HALF = "Half written about somebody who left this laptop, never sent (x throws it away):"
_SURE = "For ever? x again throws away what is half written about those who left."
_STATES = {
    "granted": "Granted: they come to that laptop with its next sync.",
    "denied": "Denied.",
    "asked": "Asked. Whoever works with them answers; the sync after that brings them.",
}


class HubScreen(AsksHub, Screen[None]):
    """Shows how it stands, at once; who asks for access once the hub has answered.

    Args:
        desk: The open desk.
        syncing: The thread that speaks with the hub.
    """

    CSS_PATH = "hub.tcss"
    AUTO_FOCUS = "#hub-requests"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "answer(True)", "Grant", id="access-grant", tooltip="Let them work with the person"),
        Binding("d", "answer(False)", "Deny", id="access-deny", tooltip="Do not let them"),
        Binding("a", "ask", "Ask for somebody", id="access-ask", tooltip="Ask to work with somebody"),
        Binding(
            "x",
            "throw_away",
            "Throw away",
            id="half-written-away",
            tooltip="Throw away what is half written",
            show=False,
        ),
        Binding("escape", "back", "Back", id="back"),
    ]
    HELP = """\
# The hub
When this laptop last synced, what waits to be sent, and what was set aside: it is kept here and tried again each time.
Below stand the requests for access: **g** grants the one with the arrow, **d** denies it. **a** asks for somebody a
colleague works with: they read you the person's id (*conversation-kit person list* shows it). **Esc** goes back.

What was half written about somebody who left this laptop is never sent. It stays here until they come back, and stands
in its line again then; **x** twice throws it away.
"""

    def __init__(self, desk: Desk, syncing: BackgroundSync) -> None:
        super().__init__(desk, syncing)
        self._requests: list[Request] = []
        self._asked_about: frozenset[tuple[str, str]] = frozenset()

    def compose(self) -> ComposeResult:
        """How it stands, what was set aside, the requests, a line to ask, a sentence, the keys."""
        yield TopLine("The hub")
        yield Static("", id="hub-status", markup=False)
        yield Static("", id="hub-aside", classes="quiet", markup=False)
        yield Static("", id="hub-half", markup=False)
        yield Input(placeholder="The person's id, as a colleague reads it to you", id="hub-ask", compact=True)
        yield MarkedList(roomy_from=ROOMY_ROWS, id="hub-requests")
        yield Says()
        yield KeysLine()

    def on_mount(self) -> None:
        """Show what is known here, and ask for the rest."""
        from conversation_kit.sync.status import aside_words, status_of, status_words  # noqa: PLC0415 - with a hub only

        self.query_one("#hub-ask").display = False
        status = status_of(self._desk.vault)
        if status is not None:
            self.query_one(TopLine).change(right=status.hub)
            self.query_one("#hub-status", Static).update(status_words(status, self._desk.now()))
        aside = self.query_one("#hub-aside", Static)
        aside.update("\n".join(aside_words(self._desk.vault)))
        aside.display = bool(status and status.set_aside)
        self._show_half_written()
        self._look()

    def _show_half_written(self) -> None:
        drafts = self._desk.vault.syncing.half_written()
        half = self.query_one("#hub-half", Static)
        half.update("\n".join([_HALF, *map(_half_written, drafts)]))
        half.display = bool(drafts)

    def action_throw_away(self) -> None:
        """Throw away what is half written about people who left, at the second press; never what came in between."""
        drafts = self._desk.vault.syncing.half_written()
        if not drafts:
            return
        shown = frozenset((draft.key, draft.text) for draft in drafts)
        if shown != self._asked_about:
            self._show_half_written()
            self._asked_about = shown
            self.say(_SURE)
            return
        for draft in drafts:
            self._desk.vault.drafts.clear(draft.key)
        self._asked_about = frozenset()
        self._show_half_written()
        self.say("Thrown away.")

    @work(exclusive=True, group="asking")
    async def _look(self, says: str = "") -> None:
        from conversation_kit.sync.access import request_words  # noqa: PLC0415 - with a hub only

        shown = self.query_one(MarkedList)
        shown.show_rows([], empty=_ASKING)
        requests = await self._answered(self._syncing.requests())
        self._requests = requests or []
        rows = [("", Text(request_words(request))) for request in self._requests]
        shown.show_rows(rows, empty="" if requests is None else _NOBODY)
        if says:
            self.say(says)

    def action_answer(self, grant: bool) -> None:  # noqa: FBT001 - as a binding gives it
        """Answer the request with the arrow."""
        at = self.query_one(MarkedList).at
        if at is None or at >= len(self._requests) or self._requests[at].own:
            self.say("The arrow is at no request that you could answer.")
            return
        self._say_state(self._syncing.answer(self._requests[at].id, grant=grant))

    @work(group="answering")
    async def _say_state(self, asked: Future[str]) -> None:
        state = await self._answered(asked)
        if state is not None:
            self._look(_STATES.get(state, state))

    def action_ask(self) -> None:
        """Show the line for an id."""
        line = self.query_one("#hub-ask", Input)
        line.display = True
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for the person whose id was typed."""
        self._say_state(self._syncing.ask_for(event.value))
        self._put_away_line()

    def _put_away_line(self) -> None:
        line = self.query_one("#hub-ask", Input)
        line.value = ""
        line.display = False
        self.query_one(MarkedList).focus()

    def on_key(self, event: Key) -> None:
        """Anything but a second x lets what is half written stand."""
        if event.key != "x":
            self._asked_about = frozenset()

    def action_back(self) -> None:
        """Put the line away, or go back one step."""
        if self.query_one("#hub-ask").display:
            self._put_away_line()
        else:
            self.dismiss(None)


def _half_written(draft: Draft) -> str:
    """Return a draft on one line: a line's words, or those in the fields of a form."""
    fields = text_as_fields(draft.text)
    words = " · ".join(text for text in fields.values() if text) if fields else draft.text
    return f"  {' '.join(inert(words).split())}"
