"""Keeps what is being typed: on disk within a quarter of a second of each key, even when it makes no sense yet."""

import json
from collections.abc import Callable, Mapping

from textual.dom import DOMNode
from textual.timer import Timer

from conversation_kit.vault.drafts import Drafts

DEBOUNCE_SECONDS = 0.2


class Drafting:
    """Commits one draft. The first key after a commit starts the clock, so steady typing is saved as well.

    Args:
        owner: The screen or widget whose timer is used.
        drafts: The vault's local table of drafts; it never syncs.
        key: Names the draft.
        collect: Returns what is on the screen now.
        about: Returns where it belongs (ids only).
        found: The draft's text that the screen began with. What was not touched here is not written, so that it
            never replaces what another window keeps meanwhile.
    """

    def __init__(
        self,
        owner: DOMNode,
        drafts: Drafts,
        key: str,
        *,
        collect: Callable[[], str],
        about: Callable[[], Mapping[str, str]] = dict,
        found: str = "",
    ) -> None:
        self._owner = owner
        self._drafts = drafts
        self._collect = collect
        self._about = about
        self._timer: Timer | None = None
        self._saved = found
        self.key = key

    def touched(self) -> None:
        """Something was typed: commit within the debounce window."""
        if self._timer is None:
            self._timer = self._owner.set_timer(DEBOUNCE_SECONDS, self.commit)

    def commit(self) -> None:
        """Commit now; used on blur, lock and quit as well."""
        self._stop()
        text = self._collect()
        if text == self._saved:
            return
        if text:
            self._drafts.save(self.key, text, self._about())
        else:
            self._drafts.clear(self.key)
        self._saved = text

    def goes_on_as(self, key: str) -> None:
        """What is typed belongs to something that was kept just now: name the draft after that."""
        if key != self.key:
            with self._drafts.together():
                self.clear()
                self.key = key
                self.commit()

    def cleared(self) -> None:
        """The words were kept and the draft is gone from the vault: forget the clock."""
        self._stop()
        self._saved = ""

    def clear(self) -> None:
        """Remove the draft: its words were kept, or there are none."""
        self.cleared()
        self._drafts.clear(self.key)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def fields_as_text(values: Mapping[str, str]) -> str:
    """Return a form's fields as one draft text; nothing when there are none."""
    return json.dumps(dict(values), ensure_ascii=False) if values else ""


def text_as_fields(text: str) -> dict[str, str]:
    """Return a form's fields from its draft text; an unreadable one becomes no fields."""
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}
