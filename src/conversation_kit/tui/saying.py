"""What went wrong with the disk or an answer is one sentence on the screen, never the end of the app."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal, Protocol, runtime_checkable

from textual._callback import invoke
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from conversation_kit.errors import KitError
from conversation_kit.tui.palette import Offer
from conversation_kit.tui.widgets.lines import Says


@runtime_checkable
class Speaker(Protocol):
    """A screen with a place of its own for one sentence."""

    def say(self, sentence: str) -> None:
        """Show one sentence."""


@runtime_checkable
class KeepsDrafts(Protocol):
    """A screen on which something may be half typed."""

    def commit_drafts(self) -> None:
        """Commit it now. Raises StorageError when the disk refuses."""


@runtime_checkable
class TakesWords(Protocol):
    """A screen with a writing field that is always ready."""

    def take_words(self, words: str) -> None:
        """Put words typed before it stood where the cursor is."""


@runtime_checkable
class CoversAgain(Protocol):
    """A screen on which something private may have been uncovered."""

    def cover_again(self) -> None:
        """Cover it: somebody came in."""


@runtime_checkable
class AsksBeforeLeaving(Protocol):
    """A screen with something that cannot be shown again."""

    def may_leave(self) -> bool:
        """Whether the app may close now; says why not the first time."""


@runtime_checkable
class AboutSomebody(Protocol):
    """A screen about one person."""

    @property
    def person_id(self) -> str:
        """Their id, or empty."""


@runtime_checkable
class AboutRecord(Protocol):
    """A screen on which one record is in focus: highlighted in a list, or open in a form."""

    @property
    def record_in_focus(self) -> tuple[str, str] | None:
        """Its kind and its id, or None when there is none just now."""


@runtime_checkable
class StopsSomething(Protocol):
    """A screen that the Stop key opened."""

    stops: Literal[True]


@runtime_checkable
class SetsSettings(Protocol):
    """The screen on which settings are changed."""

    sets_settings: Literal[True]


@runtime_checkable
class OffersCommands(Protocol):
    """A screen with something of its own in the command palette."""

    def commands_offered(self) -> Iterable[Offer]:
        """Return what it offers."""


class TakenOffHub(Message):
    """The hub says that this laptop must keep nothing: its vault has to go."""


class SaysErrors(MessagePump):
    """Mixed into a screen: a KitError raised while it handles a message becomes its sentence.

    Textual ends a screen's message loop at the first exception, so the app cannot mend it from outside. Put it
    before ``Screen`` in the bases. What Textual itself does for the message is done all the same: a screen that cannot
    show all of itself still comes to the front, with the sentence, instead of taking the keys unseen.
    """

    def say(self, sentence: str) -> None:
        """Show a sentence where this screen shows them; in a corner when it has no place for one."""
        _say_in_its_place(self, sentence)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except KitError as error:
            say_on(self, error.sentence)

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        for cls, method in super()._get_dispatch_methods(method_name, message):
            yield cls, partial(self._handled, method)

    async def _handled(self, method: Callable[[Message], Awaitable[Any]], message: Message) -> None:
        try:
            await invoke(method, message)
        except KitError as error:
            message.stop()
            say_on(self, error.sentence)


def say_on(pump: MessagePump, sentence: str) -> None:
    """Show a sentence where this screen shows them; in a corner when it has no place for one."""
    if isinstance(pump, Speaker):
        pump.say(sentence)
    else:
        _say_in_its_place(pump, sentence)


def _say_in_its_place(pump: MessagePump, sentence: str) -> None:
    if isinstance(pump, Screen) and (places := pump.query(Says)):
        places.first().say(sentence)
    else:
        pump.app.notify(sentence, markup=False)


def commit_drafts(screens: Iterable[Screen[Any]]) -> str:
    """Commit what is half typed on every one of ``screens``; return why the disk refused, or nothing."""
    refused = ""
    for screen in screens:
        if isinstance(screen, KeepsDrafts):
            try:
                screen.commit_drafts()
            except KitError as error:
                refused = error.sentence
    return refused


def about_whom(screens: Sequence[Screen[Any]]) -> str:
    """Return the id of the person whom the topmost of ``screens`` that is about somebody is about, or nothing."""
    about = (screen.person_id for screen in reversed(screens) if isinstance(screen, AboutSomebody))
    return next(filter(None, about), "")
