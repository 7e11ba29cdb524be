"""What a sync sends: whom this laptop erased, and the changes that the hub does not have yet.

What the hub does not take is set aside and offered again by the next sync; it blocks nothing.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from conversation_kit.model.changes import Change
from conversation_kit.sync.plan import fit
from conversation_kit.sync.refusals import NoAccessError, NotTakenError, RefusedByHubError, TooMuchError
from conversation_kit.sync.synced import UnderWay
from conversation_kit.sync.wire import MOST_CHANGES, MOST_PULLED, to_row
from conversation_kit.vault.changes_aside import PUSH, SetAside

_LARGEST_PUSH = 900_000  # bytes of rows in one push, so that it is within bounds however badly it packs
_UNANSWERED = "The hub did not say what became of it. It is kept here and offered again."


class Sending:
    """Tells the hub what this laptop has and the hub has not. Every method raises HubError and StorageError.

    Args:
        way: The sync it is part of.
    """

    def __init__(self, way: UnderWay) -> None:
        self._way = way
        self._syncing = way.syncing

    def tell_erasures(self) -> None:
        """Tell the hub whom this laptop erased."""
        for person_id in self._syncing.erased_untold():
            try:
                self._way.client.ask("erase", {"person_id": person_id})
            except NoAccessError:
                pass  # the hub knows nobody of that id, or they are not this worker's to erase there
            except (RefusedByHubError, NotTakenError):
                continue  # told again at the next sync
            self._syncing.erasures_told([person_id])

    def offer_again(self) -> None:
        """Offer once more what was set aside."""
        aside = self._syncing.changes_aside()
        for first in range(0, len(aside), MOST_CHANGES):
            self._offer(aside[first : first + MOST_CHANGES], upto=0)

    def push(self, *, going_on: bool = False) -> Mapping[str, Any] | None:
        """Push what is unsent.

        Args:
            going_on: Whether to ask with the last of it what the next pull would ask.

        Returns:
            What that pull would be answered, where it was asked and told.
        """
        told = None
        while unsent := self._syncing.unsent(MOST_CHANGES):
            sizes = [len(json.dumps(to_row(change))) for _, change in unsent]
            batch = unsent[: fit(sizes, MOST_CHANGES, _LARGEST_PUSH)]
            last = going_on and len(batch) == len(unsent) < MOST_CHANGES
            told = self._offer([change for _, change in batch], upto=batch[-1][0], going_on=last)
        return told

    def _offer(
        self, batch: Sequence[Change], *, upto: int, going_on: bool = False
    ) -> Mapping[str, Any] | None:
        """Offer changes, and note what became of each; ``upto`` is the seq up to which all were offered then."""
        wanted = {**self._way.wanted(), "limit": MOST_PULLED} if going_on else {}
        query = {name: json.dumps(value) for name, value in wanted.items()}
        try:
            answer = self._way.client.ask(
                "push", {"changes": [to_row(change) for change in batch]}, query=query
            )
        except TooMuchError:
            if not going_on:
                raise
            return self._offer(batch, upto=upto)  # what lies there is large, and asked for in parts then
        except NotTakenError as error:
            if len(batch) > 1:
                half = len(batch) // 2
                self._offer(batch[:half], upto=0)
                self._offer(batch[half:], upto=upto)
                return None
            aside = SetAside(PUSH, batch[0].id, batch[0].person_id, "not-taken", error.sentence)
            self._syncing.sent(upto, refused=[aside])
            return None
        accepted = set(_texts(answer, "accepted")) & {change.id for change in batch}
        erased = set(_texts(answer, "erased"))
        refused = _refused(answer, [one for one in batch if one.id not in accepted])
        self._syncing.sent(upto, accepted=accepted, refused=refused)
        self._way.done.pushed += len(accepted)
        if here := erased & {change.person_id for change in batch}:
            self._way.erase(here, self._way.cursor)
        told = answer.get("pulled")
        return told if going_on and isinstance(told, dict) else None


def _refused(answer: Mapping[str, Any], batch: Sequence[Change]) -> list[SetAside]:
    told = answer.get("set_aside")
    told_of = {one.get("id"): one for one in told if isinstance(one, dict)} if isinstance(told, list) else {}
    refused = []
    for change in batch:
        one = told_of.get(change.id, {})
        why, sentence = str(one.get("why", "unanswered")), str(one.get("sentence", _UNANSWERED))
        refused.append(SetAside(PUSH, change.id, change.person_id, why[:40], sentence[:300]))
    return refused


def _texts(answer: Mapping[str, Any], name: str) -> list[str]:
    found = answer.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
