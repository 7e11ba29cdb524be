"""What the screens that ask the hub have in common: a refusal is said, and a laptop that was taken off is wiped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from conversation_kit.errors import KitError
from conversation_kit.tui.saying import SaysErrors, TakenOffHub, say_on

if TYPE_CHECKING:
    from concurrent.futures import Future

    from conversation_kit.desk import Desk
    from conversation_kit.tui.syncing import BackgroundSync

Made = TypeVar("Made")


class AsksHub(SaysErrors):
    """Mixed into a screen that asks the hub behind itself. Put it before ``Screen`` in the bases.

    Args:
        desk: The open desk.
        syncing: The thread that speaks with the hub.
    """

    def __init__(self, desk: Desk, syncing: BackgroundSync) -> None:
        super().__init__()
        self._desk = desk
        self._syncing = syncing

    async def _answered(self, asked: Future[Made]) -> Made | None:
        """Return what the hub answered; None once it was said why there is nothing."""
        from conversation_kit.sync.refusals import RevokedError  # noqa: PLC0415 - only with a hub

        try:
            # A grant that waits behind a sync is sent although the screen is left meanwhile.
            return await asyncio.shield(asyncio.wrap_future(asked))
        except RevokedError:
            self.app.post_message(TakenOffHub())
        except KitError as error:
            say_on(self, error.sentence)
        return None
