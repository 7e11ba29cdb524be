"""Deciding on what came up: what the person makes of it is kept at once, then what goes with it, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.journey.deciding import Decision, connection_to, decide, undo
from conversation_kit.journey.remembering import Remembering
from conversation_kit.model.connections import Connection, Stage
from conversation_kit.tui.looking import Looking
from conversation_kit.tui.mixed_in import MixedIn
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.screens.decision import DecisionForm, WhyNotForm
from conversation_kit.tui.taking_back import NOTHING_TO_TAKE_BACK
from conversation_kit.tui.widgets.suggestions import SuggestionsView

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class Decides(SaysErrors, MixedIn):
    """Mixed into the screen that explores, which sets what it knows."""

    _desk: Desk
    _person_id: str
    _looking: Looking
    _decisions: list[Decision]
    _remembering: Remembering

    def action_decide(self, stage: str) -> None:
        """Keep what the person made of the chosen one, at once; then ask what goes with it."""
        offer = self.query_one(SuggestionsView).chosen
        if offer is None:
            return
        made = Stage(stage)
        decision = decide(
            self._desk.vault,
            person_id=self._person_id,
            suggestion=offer.suggestion,
            stage=made,
            on=self._desk.today(),
        )
        self._decisions.append(decision)
        self._remembering.decided(offer.suggestion, made, self._desk.today())
        self._refresh_decisions()
        off = ", off the page" if offer.private and not decision.kept.on_page else ""
        self.say(f"{made.capitalize()}: kept{off}. Ctrl+Z takes it back.")
        if made is Stage.INTERESTED:
            self._open_details(decision.kept)
        elif made is Stage.NOT_FOR_ME:
            self._ask_why_not(decision.kept)

    def _ask_why_not(self, connection: Connection) -> None:
        def kept(made: Connection | None) -> None:
            if made is not None:
                self._remembering.refused_because(made.entry_id, made.why)

        self.app.push_screen(WhyNotForm(self._desk, connection), kept)

    def action_details(self) -> None:
        """Write down how the chosen one could work, once it was decided on."""
        connection = self._decided()
        if connection is None:
            self.say("First what they make of it: y interested, g already goes, l maybe later, x not for me.")
        else:
            self._open_details(connection)

    def _open_details(self, connection: Connection) -> None:
        def kept(made: Connection | None) -> None:
            if made is not None:
                self.say("Kept. F7 goes on to the deal; Ctrl+Z takes the decision back.")

        self.app.push_screen(DecisionForm(self._desk, connection), kept)

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """What was decided about the chosen one, if something was."""
        connection = self._decided()
        return (connection.entity, connection.id) if connection else None

    def _decided(self) -> Connection | None:
        offer = self.query_one(SuggestionsView).chosen
        connections = self._desk.vault.story(self._person_id).connections
        return connection_to(connections, offer.suggestion.entry_id) if offer else None

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self._decisions:
            self.say(NOTHING_TO_TAKE_BACK)
            return
        decision = self._decisions[-1]
        undo(self._desk.vault, decision)
        self._decisions.pop()
        self._remembering.taken_back(decision.kept.entry_id)
        self._refresh_decisions()
        self.say(f"Taken back: {decision.kept.shown_name}.")

    def _refresh_decisions(self) -> None:
        self._looking.refresh()
        if self._looking.page is not None:
            self.query_one(SuggestionsView).change(self._looking.page.offers)
