"""The command palette: what can be done on the screen it was opened over, and what can be done anywhere.

Textual's own provider reads titles as markup; a person's name is never markup, so this one draws them itself.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.fuzzy import Matcher
from textual.screen import Screen

from conversation_kit.tui.key_names import keys_shown

if TYPE_CHECKING:
    from textual.app import App
    from textual.binding import ActiveBinding

PALETTE_HELP: Final = """\
# Every command
What can be done on this screen stands first, with its key; then what can be done anywhere. Type a few letters of it, or
of a person's name; **Up** and **Down** choose, **Enter** does it, **Esc** goes back.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do.

    Attributes:
        title: What it is, in a few words; never markup.
        does: What comes of it, or its key, in small print; the kit's own words.
        run: Does it.
        once_typed: Shown only when something typed matches it: names do not stand there for everybody to see.
    """

    title: str
    does: str
    run: Callable[[], Awaitable[Any] | Any]
    once_typed: bool = False


@runtime_checkable
class Offering(Protocol):
    """An app that says what it offers over a screen."""

    def offers(self, screen: Screen[Any]) -> Iterable[Offer]:
        """Return it, in the order to show it."""


class KitCommands(Provider):
    """Offers what the app says it offers over the present screen."""

    def _offers(self) -> Iterator[Offer]:
        if isinstance(self.app, Offering):
            yield from self.app.offers(self.screen)

    async def discover(self) -> Hits:
        """Return what is shown before anything is typed."""
        for offer in self._offers():
            if not offer.once_typed:
                yield DiscoveryHit(_row(Text(offer.title), offer), offer.run, text=offer.title)

    async def search(self, query: str) -> Hits:
        """Return what matches ``query``, the letters that matched underlined."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = matcher.match(offer.title)
            if score > 0:
                found = _row(_underlined(offer.title, matcher), offer)
                yield Hit(score, found, offer.run, text=offer.title)


def _row(title: Text, offer: Offer) -> Text:
    return title.append(f"   {offer.does}", "not bold")


def _underlined(title: str, matcher: Matcher) -> Text:
    text = Text(title)
    for at in matcher.fuzzy_search.match(matcher.query, title)[1]:
        text.stylize("underline", at, at + 1)
    return text


def screen_offers(screen: Screen[Any], app: "App[Any]") -> Iterator[Offer]:
    """Return what the keys of this screen do now, its parts' keys included; no key that only moves about.

    Those of the footer come first.
    """
    by_id: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        name = active.binding.id
        if name and active.enabled and active.node is not app and not name[-1].isdigit():
            by_id.setdefault(name, []).append(active)
    for same in sorted(by_id.values(), key=lambda same: not same[0].binding.show):
        binding = same[0].binding
        keys = keys_shown(",".join(active.binding.key for active in same))
        yield Offer(binding.tooltip or binding.description, keys, _runner(app, same[0]))


def _runner(app: "App[Any]", active: "ActiveBinding") -> Callable[[], Awaitable[bool]]:
    async def run() -> bool:
        return await app.run_action(active.binding.action, active.node)

    return run
