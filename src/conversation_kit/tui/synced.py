"""What a sync behind the screen means for the screens that are open: what to say, what to show anew, whom to leave."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from conversation_kit.errors import KitError
from conversation_kit.tui.saying import AboutSomebody, KeepsDrafts, TakenOffHub, say_on
from conversation_kit.tui.screens.home import HomeScreen
from conversation_kit.tui.syncing import NO_HUB

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.app import App

    from conversation_kit.desk import Desk
    from conversation_kit.sync.synced import Synced
    from conversation_kit.tui.suggesting import BackgroundSuggester
    from conversation_kit.tui.syncing import BackgroundSync

_GOING_ON = "A sync is going on already. Everything else works meanwhile."


def sync_behind(app: App[None], desk: Desk, syncing: BackgroundSync, suggester: BackgroundSuggester) -> None:
    """Begin a sync, and say what became of it wherever the worker is then.

    Args:
        app: The app whose screens are open.
        desk: The open desk.
        syncing: The thread that syncs.
        suggester: What suggests from the Book, which a sync may renew.
    """
    if not syncing.enrolled:
        say_on(app.screen, NO_HUB)
    elif syncing.is_running:
        say_on(app.screen, _GOING_ON)
    else:
        app.run_worker(_synced(app, desk, suggester, syncing.begin()), group="syncing")


async def _synced(
    app: App[None], desk: Desk, suggester: BackgroundSuggester, running: Future[Synced]
) -> None:
    from conversation_kit.sync.refusals import RevokedError  # noqa: PLC0415 - only with a hub
    from conversation_kit.sync.status import synced_words  # noqa: PLC0415 - only with a hub

    try:
        done = await asyncio.wrap_future(running)
    except RevokedError:
        app.post_message(TakenOffHub())
        return
    except KitError as error:
        says, gone = error.sentence, set[str]()
    else:
        says, gone = synced_words(done), done.let_go | done.erased
        if not desk.closed:
            desk.read_worker_again()
            if desk.reopen_book():
                suggester.forget_book()
    if desk.closed:
        return
    _leave(app, gone)
    for screen in app.screen_stack:
        if isinstance(screen, HomeScreen):
            screen.look_again()
    app.screen.call_after_refresh(say_on, app.screen, says)


def _leave(app: App[None], person_ids: Collection[str]) -> None:
    """Go back to Home from a screen about somebody who is gone; what is half typed is kept where it may be."""
    about = (screen.person_id for screen in app.screen_stack if isinstance(screen, AboutSomebody))
    if not set(about) & set(person_ids):
        return
    for screen in app.screen_stack:
        if isinstance(screen, KeepsDrafts):
            with suppress(KitError):  # of somebody who was erased nothing is kept
                screen.commit_drafts()
    while not isinstance(app.screen, HomeScreen):
        app.pop_screen()
