"""Likely doubles of the Book, two cards side by side: the knowledge officer says whether they are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static

from conversation_kit.book.settled_doubles import Settled, load_settled, save_settled
from conversation_kit.book.side_by_side import decided_words, side_by_side, to_decide
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.lines import Says, TopLine
from conversation_kit.tui.widgets.marked import MarkedList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversation_kit.book.cache import Book
    from conversation_kit.book.likely_doubles import Pair
    from conversation_kit.desk import Desk
    from conversation_kit.model.entries import Entry

_MOST = 300  # rows; the next ones come when these are decided and the screen is opened again
_LABELS = 15
_LOOKING = "Looking for likely doubles…"
_NONE = "No likely doubles in this Book."
_SAYS = "m shows them as one, a keeps them apart. Both are kept in either case."
_NO_STEP = "There is nothing to take back on this screen."


class DoublesScreen(SaysErrors, Screen[bool]):
    """Pairs of entries that are likely one; dismissed with whether anything was decided.

    Args:
        desk: The open desk, with a Book.
        book: That Book.
    """

    CSS_PATH = "doubles.tcss"
    AUTO_FOCUS = "#pairs"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "decide(True)", "One and the same", id="doubles-merge", tooltip="Show the two as one"),
        Binding("a", "decide(False)", "Keep apart", id="doubles-apart", tooltip="They are two"),
        Binding("ctrl+z", "undo", "Undo", id="doubles-undo", tooltip="Take the last decision back"),
        Binding("pagedown", "scroll(1)", "Down", priority=True, show=False),
        Binding("pageup", "scroll(-1)", "Up", priority=True, show=False),
        Binding("escape", "back", "Back", id="doubles-back"),
    ]
    HELP = """\
# Likely doubles
Two entries that are likely one group, from two sources or twice from one. **Up** and **Down** choose a pair; beneath
or beside it stands what each of the two says: where they differ first, marked with **≠**. **PgUp** and **PgDn** scroll
that.

**m**: they are one and the same, and are shown as one. **a**: they are two. **Ctrl+Z** takes the last answer back. What
you say is remembered at every later import; both entries and their sources are kept in either case.

A pair with the same name, place and organisation is shown as one by itself, and stands here too: **a** parts it.
"""

    def __init__(self, desk: Desk, book: Book) -> None:
        super().__init__()
        self._desk = desk
        self._book = book
        self._pairs: list[Pair] = []
        self._settled = Settled()
        self._steps: list[tuple[int, bool | None]] = []
        self._changed = False

    def compose(self) -> ComposeResult:
        """The pairs, and the two entries of the chosen one."""
        yield TopLine("Likely doubles")
        with Container(id="doubles"):
            yield MarkedList(id="pairs")
            with VerticalScroll(id="beside", can_focus=False):
                yield Static("", id="beside-cards", markup=False)
        yield Says(_LOOKING)
        yield KeysLine()

    def on_mount(self) -> None:
        """Look for doubles, in a thread: a large Book takes seconds."""
        self._settled = load_settled(self._desk.kit.folders.book)
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        pairs = to_decide(self._book.entries(), self._settled)
        if not self._desk.closed:
            self.app.call_from_thread(self._found, pairs)

    def _found(self, pairs: Sequence[Pair]) -> None:
        if not self.is_attached:
            return
        self._pairs = list(pairs[:_MOST])
        rows = [("", self._row(pair)) for pair in self._pairs]
        self.query_one("#pairs", MarkedList).show_rows(rows, empty=_NONE, at=0)
        self._count()
        self._compare()
        self.say(_SAYS if pairs else _NONE)

    def _answered(self, at: int, *, then: int) -> None:
        """Show how a pair stands now, and go to one of the pairs."""
        pairs = self.query_one("#pairs", MarkedList)
        pairs.change_row(at, self._row(self._pairs[at]))
        pairs.highlighted = then
        self._count()

    def _count(self) -> None:
        waiting = sum(self._settled.on(p.one, p.other) is None and not p.plainly for p in self._pairs)
        self.query_one(TopLine).change(right=f"{waiting} of {len(self._pairs)} not decided")

    def _row(self, pair: Pair) -> Text:
        one, other = self._both(pair)
        names = one.name if one.name == other.name else f"{one.name}  ~  {other.name}"
        told = f"\n{decided_words(pair, self._settled)} · {pair.why}"
        text = Text(no_wrap=True, overflow="ellipsis")
        return text.append(names, "bold").append(told, "dim")

    def _both(self, pair: Pair) -> tuple[Entry, Entry]:
        one, other = self._book.entry(pair.one), self._book.entry(pair.other)
        assert one is not None
        assert other is not None
        return one, other

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show the two entries of another pair."""
        self._compare()
        self.query_one("#beside").scroll_home(animate=False)

    def _compare(self) -> None:
        at = self.query_one("#pairs", MarkedList).at
        shown = "" if at is None or at >= len(self._pairs) else self._cards(self._pairs[at])
        self.query_one("#beside-cards", Static).update(shown)

    def _cards(self, pair: Pair) -> Table:
        one, other = self._both(pair)
        kit = self._desk.kit
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=_LABELS, no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row("", *(Text(entry.name, "bold") for entry in (one, other)))
        table.add_row(
            Text("  from", "dim"), *(Text(entry.source or "not said", "dim") for entry in (one, other))
        )
        for line in side_by_side(one, other, today=kit.now(), gazetteer=kit.gazetteer):
            mark, style = ("  ", "dim") if line.same else ("≠ ", "")
            told = Text("the same", style) if line.same else Text(line.other)
            table.add_row(Text(f"{mark}{line.label}", style or "bold"), Text(line.one, style), told)
        return table

    def action_decide(self, together: bool) -> None:  # noqa: FBT001 - from the key's action
        """Keep what was said about the chosen pair, and go on to the next."""
        at = self.query_one("#pairs", MarkedList).at
        if at is None:
            return
        pair = self._pairs[at]
        before = load_settled(self._desk.kit.folders.book)
        was = before.on(pair.one, pair.other)
        self._keep(before, pair, together=together)
        self._steps.append((at, was))
        self._answered(at, then=min(at + 1, len(self._pairs) - 1))
        says = "Shown as one from now on" if together else "Two entries from now on"
        self.say(f"{says}, at every import. Ctrl+Z takes that back.")

    def _keep(self, settled: Settled, pair: Pair, *, together: bool | None) -> None:
        change = settled.forget if together is None else settled.merge if together else settled.keep_apart
        after = change(pair.one, pair.other)
        save_settled(self._desk.kit.folders.book, after)
        self._settled = after
        self._changed = True
        self._book.settle(after)

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self._steps:
            self.say(_NO_STEP)
            return
        at, was = self._steps[-1]
        self._keep(load_settled(self._desk.kit.folders.book), self._pairs[at], together=was)
        self._steps.pop()
        self._answered(at, then=at)
        self.say("As it was before.")

    def action_scroll(self, step: int) -> None:
        """Scroll the two cards by a screen."""
        beside = self.query_one("#beside")
        beside.scroll_relative(y=step * max(1, beside.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Back to the Book."""
        self.dismiss(self._changed)
