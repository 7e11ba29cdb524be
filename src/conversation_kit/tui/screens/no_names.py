"""Asks once when a name stands in what goes to the knowledge officers, who must not learn whom a worker visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.errors import RefusedError
from conversation_kit.sharing.for_officer import names_somebody

if TYPE_CHECKING:
    from conversation_kit.vault.records import Vault

_ASKS = (
    "The name of somebody in your vault stands in it, and it goes to the knowledge officers. Change the words; or keep "
    "it again as it is, when it is not them."
)


class NoNames:
    """Lets words pass that name nobody, and those that were asked about already.

    Args:
        vault: Whose people are meant.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._asked = ""

    def look_at(self, words: str) -> None:
        """Ask about words, the first time.

        Raises:
            RefusedError: Somebody is named in them; nothing was kept yet.
        """
        if words != self._asked and names_somebody(words, self._vault.people()):
            self._asked = words
            raise RefusedError(_ASKS)
