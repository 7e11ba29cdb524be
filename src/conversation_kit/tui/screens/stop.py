"""Stop: somebody is at risk. Whom to ring, what to do, and room for what was seen. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from conversation_kit.journey.stopping import (
    draft_about,
    draft_key,
    hand_on,
    keep_stop,
    not_handed_on,
)
from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop
from conversation_kit.tui.screens.stop_door import numbers_and_steps
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_NOBODY = ("", "nobody in particular")
_SAYS = "It is in no page, no case note and no export. Nothing has to be filled in."


class StopScreen(FormScreen[Stop]):
    """One Stop; dismissed with it as it stands, or None when nothing was written.

    Args:
        desk: The open desk.
        stop: Begun just now, or kept before.
        says: A sentence to begin with.
    """

    CSS_PATH = "stop.tcss"
    stops: Literal[True] = True
    AUTO_FOCUS = "#field-words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Handed on now", id="stop-handed-on", tooltip="Puts the time"),
        Binding(
            "f2", "waiting", "Not handed on", id="stop-waiting", tooltip="A Stop that nobody was told of"
        ),
        Binding("escape", "back", "Back, it is kept", id="back"),
    ]
    HELP = """\
# Stop
Somebody is at risk. Above stands whom to ring and what to do, as your council set it. Beneath is room for what you saw
or heard, in your own words, and for whom you told. **Ctrl+S** puts the time it was handed on; **F2** opens a Stop
that nobody was told of yet, when there is one. **Esc** goes back to
where you were; what is written is kept, and Home reminds you until it is handed on.

The kit decides nothing and sends nothing: ring. What stands here is in no page, no case note, no export. It is seen
again from the person's own screen with **k**, and with `conversation-kit stop list`.
"""

    def __init__(self, desk: Desk, stop: Stop, *, says: str = "") -> None:
        self._desk = desk
        self._kept = desk.vault.find(Stop, stop.id) is not None
        self._stop = stop
        person = desk.vault.find(Person, stop.person_id)
        self._name = person.name if person else ""
        whom = ((stop.person_id, self._name), _NOBODY)
        about = [Field("about", "About", stop.person_id, options=whom)] if person and not self._kept else []
        super().__init__(
            "",
            [
                *about,
                Field("words", "What you saw or heard", stop.words, "your own words", long=True),
                Field("handed_to", "Handed on to", stop.handed_to, "who, and where"),
            ],
            drafts=desk.vault.drafts,
            draft_key=draft_key(stop),
            says=says or _SAYS,
        )

    def compose(self) -> ComposeResult:
        """Numbers and steps above, the lines beneath."""
        yield TopLine("Stop: somebody is at risk", self._times())
        with VerticalScroll(id="stop-help", can_focus=False):
            yield Static(numbers_and_steps(self._desk.kit.stop), markup=False)
        yield from self.compose_form()
        yield KeysLine()

    def _times(self) -> str:
        began = self._stop.began.astimezone()
        day = "" if began.date() == self._desk.today() else f" on {began.day} {began:%B %Y}"
        about = f"about {self._name} · " if self._kept and self._name else ""
        handed = self._stop.handed_at
        told = f" · handed on at {handed.astimezone():%H:%M}" if handed else ""
        return f"{about}pressed at {began:%H:%M}{day}{told}"

    def about(self) -> Mapping[str, str]:
        """Enough beside the draft to find it again after a flat battery."""
        return draft_about(self._now())

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """This Stop."""
        return Stop.entity, self._stop.id

    def _now(self) -> Stop:
        """Return the Stop about whom it is chosen to be about."""
        about = self.values().get("about", self._stop.person_id)
        return replace(self._stop, person_id=about)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what was not handed on where there is such a thing."""
        del parameters
        return action != "waiting" or bool(self._others())

    def _others(self) -> list[Stop]:
        return [stop for stop in not_handed_on(self._desk.vault) if stop.id != self._stop.id]

    def result(self, values: dict[str, str]) -> Stop:
        """Keep it with the time it was handed on: now."""
        return hand_on(
            self._desk.vault,
            self._now(),
            words=values["words"],
            handed_to=values["handed_to"],
            now=self._desk.now(),
        )

    def _go_on(self, widget: Widget) -> None:
        """Enter goes on, and from the last line nowhere: that somebody was told is said with a key of its own."""
        if widget.id == "field-handed_to":
            self.say("Kept. Ctrl+S puts the time when it is handed on; Esc goes back.")
            self.commit_drafts()
        else:
            self.focus_next()

    def _put_away(self) -> Stop:
        """Keep what was written, and the draft's end, in one commit."""
        values = self.values()
        with self._drafts.together():
            made = keep_stop(
                self._desk.vault, self._now(), words=values["words"], handed_to=values["handed_to"]
            )
            self._drafting.clear()
        return made

    def action_back(self) -> None:
        """Back to where the worker was; what is written is kept."""
        self.dismiss(self._put_away())

    def action_waiting(self) -> None:
        """Open a Stop that nobody was told of yet."""
        others = self._others()
        if len(others) > 1:
            self.app.push_screen(StopsScreen(others), self._open)
        elif others:
            self._open(others[0])

    def _open(self, stop: Stop | None) -> None:
        if stop is not None:
            self._put_away()
            self.app.switch_screen(StopScreen(self._desk, stop))


class StopsScreen(ModalScreen[Stop | None]):
    """Chooses one of several Stops by their day; no words, no names. Dismissed with it, or None.

    Args:
        stops: The newest first.
    """

    CSS_PATH = "stop.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="back")]
    HELP = """\
# Which Stop
By their days only, the newest first: no words, no names. **Enter** opens the one at the arrow. **Esc** goes back.
"""

    def __init__(self, stops: list[Stop]) -> None:
        super().__init__()
        self._stops = stops

    def compose(self) -> ComposeResult:
        """One row a Stop."""
        with Vertical(id="stops-part"):
            yield Static("Which one?", id="stops-title", markup=False)
            yield MarkedList(id="stops")
        yield KeysLine()

    def on_mount(self) -> None:
        """Fill the rows."""
        self.query_one(MarkedList).show_rows([("·", _row(stop)) for stop in self._stops])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open this one."""
        self.dismiss(self._stops[event.option_index])

    def action_back(self) -> None:
        """Open none."""
        self.dismiss(None)


def _row(stop: Stop) -> Text:
    began = stop.began.astimezone()
    handed = "handed on" if stop.handed_at else "not handed on yet"
    return Text(f"{began:%A} {began.day} {began:%B %Y}, {began:%H:%M}").append(f"   {handed}", "dim")
