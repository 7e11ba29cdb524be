"""What was said, in their words, with what was noticed beneath in small print."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from conversation_kit.journey.noticing import Noticed
from conversation_kit.model.assets import Asset, Kind
from conversation_kit.model.conversations import Note
from conversation_kit.tui.widgets.marked import TWICE, MarkedList

_SMALL = "  ·"
_NEVER_ROOMY = 10_000
_ENDS = " .,;:!?…\"'"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is highlighted: a note, an asset, or something noticed in a note that nobody decided on."""

    note: Note | None = None
    asset: Asset | None = None
    noticed: Noticed | None = None


class NotesView(MarkedList):
    """The conversation so far, newest at the bottom.

    Keys here act on the line with the arrow; the line for typing stays where it is, one Tab away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "act('edit')", "Change", id="note-edit"),
        Binding("m", "act('move')", "Move", id="note-move"),
        Binding("a", "act('asset')", "Asset", id="note-asset"),
        Binding("x", "act('out')", "Take out", id="note-out"),
        Binding(
            "p",
            "act('permission')",
            "Who may see",
            id="note-permission",
            show=False,
            tooltip="Who may see this",
        ),
        Binding("h", "act('history')", "History", id="history", show=False, tooltip="Every change of this"),
    ]

    class Acted(Message):
        """A key was pressed on what is highlighted."""

        def __init__(self, action: str, chosen: Chosen) -> None:
            super().__init__()
            self.action = action
            self.chosen = chosen

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(roomy_from=_NEVER_ROOMY, id=id)
        self._chosen: list[Chosen] = []
        self._following = True

    def show(
        self,
        notes: Sequence[Note],
        assets: Sequence[Asset],
        noticed: Mapping[str, Sequence[Noticed]],
        topic_names: Mapping[str, str],
        twice: Collection[str] = (),
        at: str = "",
    ) -> None:
        """Show the notes, each with its assets and with what was noticed in it.

        Args:
            notes: In their order.
            assets: Those with a ``note_id`` stand beneath their note, the others at the end.
            noticed: By note id, what nobody decided on yet.
            topic_names: Names by topic id, shown where the topic changes.
            twice: Ids of records that were written twice; they are marked.
            at: Id of the note or asset to go to; else the arrow stays, or the newest note is in sight.
        """
        rows: list[tuple[Chosen, str, Text]] = []
        topic = ""
        for note in notes:
            name = "" if note.topic_id == topic else topic_names.get(note.topic_id, "")
            rows.append((Chosen(note=note), "", _marked(_note_words(note, name), note.id in twice)))
            topic = note.topic_id
            rows += [
                (Chosen(asset=a), _SMALL, _marked(asset_words(a, note), a.id in twice))
                for a in assets
                if a.note_id == note.id
            ]
            rows += [
                (Chosen(note=note, noticed=n), _SMALL, noticed_words(n, note))
                for n in noticed.get(note.id, ())
            ]
        shown = {note.id for note in notes}
        rows += [
            (Chosen(asset=a), _SMALL, _marked(asset_words(a), a.id in twice))
            for a in assets
            if a.note_id not in shown
        ]
        self._chosen = [chosen for chosen, _, _ in rows]
        stay = self.has_focus and self.highlighted is not None
        place = self._place_of(at)
        last = None if stay else len(rows) - 1
        self.show_rows([(mark, words) for _, mark, words in rows], at=last if place is None else place)
        if place is not None:
            self._following = False
            self.focus()
            self.call_after_refresh(self.scroll_to_highlight)  # once it has its size
        elif not stay:
            self._following = True
            self.scroll_end(animate=False)

    def stands_at(self, record_id: str) -> bool:
        """Whether the arrow is at the note or asset of this id."""
        return self.at is not None and self.at == self._place_of(record_id)

    def _place_of(self, record_id: str) -> int | None:
        ids = [record.id if (record := one.asset or one.note) else "" for one in self._chosen]
        return ids.index(record_id) if record_id and record_id in ids else None

    @property
    def chosen(self) -> Chosen:
        """What the arrow is at."""
        return Chosen() if self.at is None else self._chosen[self.at]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the newest note for as long as it is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._following = self.is_vertical_scroll_end

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the newest note in sight while the line beneath grows."""
        if self._following:
            self.scroll_end(animate=False)

    def action_act(self, action: str) -> None:
        """Tell what was asked for, and on what."""
        if self.at is not None:
            self.post_message(self.Acted(action, self._chosen[self.at]))

    def action_select(self) -> None:
        """Enter: accept what was noticed, or change a note or asset."""
        self.action_act("accept")


def _marked(words: Text, twice: bool) -> Text:  # noqa: FBT001 - whether it was written twice
    return words.append(TWICE, "dim not bold") if twice else words


def _note_words(note: Note, topic: str) -> Text:
    text = Text()
    if topic:
        text.append(f"{topic}\n", "dim")
    return text.append(f"“{note.text}”", "bold")


def asset_words(asset: Asset, note: Note | None = None) -> Text:
    """Return an asset as small print: their words, unless the note right above says just those, kind, leaning."""
    who = ", ".join(filter(None, (asset.who, asset.tie)))
    asked = ""
    if asset.kind is Kind.SOCIAL and asset.who:
        asked = f" · {asset.willing}" if asset.willing else " · not asked yet"
    text = Text(_unless_said(asset.words, note))
    return text.append(f"{f'{who} · ' if who else ''}{asset.kind} · {asset.leaning.words}{asked} ✓", "dim")


def noticed_words(noticed: Noticed, note: Note) -> Text:
    """Return something noticed as smaller print still, with a question mark."""
    said = _unless_said(noticed.words, note)
    return Text(f"{said}{noticed.kind} · {noticed.leaning.words} ?", "dim italic")


def _unless_said(words: str, note: Note | None) -> str:
    if note is not None and words.strip(_ENDS).casefold() == note.text.strip(_ENDS).casefold():
        return ""
    return f"{words}   "
