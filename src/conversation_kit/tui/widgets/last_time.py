"""Last time beside today: what was found, how connections went, what was done. Quiet, and nothing is scored."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from conversation_kit.journey.catching_up import LastTime, Went
from conversation_kit.journey.deals import by_when_words
from conversation_kit.model.assets import Asset
from conversation_kit.model.connections import DealLine


class LastTimeView(VerticalScroll):
    """Shows what stood last time and what has come of it. It never takes the focus from the line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, can_focus=False)

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", id="last-time-words", markup=False)

    def show(self, last: LastTime, today: date) -> None:
        """Show it.

        Args:
            last: Last time and today.
            today: Its year has no need to be named.
        """
        self.query_one("#last-time-words", Static).update(last_time_words(last, today))


def last_time_words(last: LastTime, today: date) -> Text:
    """Return last time and today as one text: headings small, their words large."""
    year = "" if last.day.year == today.year else f" {last.day.year}"
    text = Text().append(f"Last time · {last.day:%A} {last.day.day} {last.day:%B}{year}", "italic")
    then = (
        ("What you found", map(_asset, last.found)),
        ("How it went", map(_went, last.went)),
        ("What was agreed", (_agreed(line, today) for line in last.deal)),
    )
    now = (
        ("Found", map(_asset, last.found_today)),
        ("Chosen", (_line(one.shown_name, str(one.stage)) for one in last.chosen_today)),
        ("Agreed", (_agreed(line, today) for line in last.agreed_today)),
    )
    said = list(_parts(then))
    text.append_text(
        Text("").join(said) if said else Text("\n\nNothing was written down but their words.", "dim")
    )
    if so_far := list(_parts(now)):
        text.append("\n\nToday", "italic").append_text(Text("").join(so_far))
    return text


def _parts(parts: Iterable[tuple[str, Iterable[Text]]]) -> Iterator[Text]:
    for heading, lines in parts:
        shown = list(lines)
        if shown:
            yield Text().append(f"\n\n{heading}", "dim")
            yield from (Text("\n· ").append_text(line) for line in shown)


def _asset(asset: Asset) -> Text:
    who = f"{asset.who}: " if asset.who and asset.who.casefold() not in asset.words.casefold() else ""
    return _line(f"{who}{asset.words}", str(asset.leaning.words))


def _went(went: Went) -> Text:
    moved = went.then is not None and went.then is not went.now
    text = _line(went.connection.shown_name, f"was: {went.then}, now: {went.now}" if moved else str(went.now))
    for words in went.how if went.connection.on_page else ():
        text.append(f"\n  “{' '.join(words.split())}”", "bold")
    return text


def _agreed(line: DealLine, today: date) -> Text:
    who = f"{line.who}: " if line.who else ""
    by_when = by_when_words(line, today)
    done = "done" if line.done else ", ".join(filter(None, ("not done yet", by_when)))
    return _line(f"{who}{line.what}", f"{line.side}, {done}")


def _line(words: str, quietly: str) -> Text:
    return Text().append(words, "bold").append(f"   {quietly}", "dim")
