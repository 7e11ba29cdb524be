"""An asset by hand, or changed: a few keystrokes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.text import inert
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_ASK = "For somebody they name: would they want to help, and what would it cost them? Ask; never assume."


class AssetForm(FormScreen[Asset]):
    """Writes or changes an asset; dismissed with it, kept.

    Args:
        desk: The open desk.
        asset: What it holds at first; changed when it is in the vault already, else added.
    """

    def __init__(self, desk: Desk, asset: Asset) -> None:
        self._desk = desk
        shown = desk.vault.find_shown(Asset, asset.id)
        self._asset = shown.record if shown else asset
        self._seen = shown.seen if shown else None
        a = self._asset
        super().__init__(
            "In their words",
            [
                Field("words", "Their words", a.words, long=True),
                Field("kind", "What it is", a.kind, options=tuple((k.value, k.value) for k in Kind)),
                Field(
                    "leaning",
                    "How they spoke of it",
                    a.leaning,
                    options=tuple((x.value, x.words) for x in Leaning),
                ),
                Field("who", "If somebody: who", a.who, "the name they used"),
                Field("tie", "How they belong", a.tie, "daughter, next door, from work"),
                Field(
                    "willing",
                    "Would they want to help",
                    a.willing,
                    "what they said when asked",
                    long=True,
                ),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"asset:{asset.id}" if shown else _begun(asset),
            says=_ASK,
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._asset.person_id}

    @property
    def record_in_focus(self) -> tuple[str, str]:
        """What the form is about."""
        return Asset.entity, self._asset.id

    def result(self, values: dict[str, str]) -> Asset:
        """Keep the asset and return it."""
        said = {name: inert(value).strip() for name, value in values.items()}
        if not said["words"]:
            raise BadInputError("A few of their words are needed. Esc goes back; nothing is lost.")
        asset = replace(
            self._asset,
            words=said["words"],
            kind=Kind(said["kind"]),
            leaning=Leaning(said["leaning"]),
            who=said["who"],
            tie=said["tie"],
            willing=said["willing"],
            put_on=self._asset.put_on and said["words"] == self._asset.words,
        )
        self._desk.vault.keep(asset, seen=self._seen)
        return asset


def _begun(asset: Asset) -> str:
    """Return the key of the draft of a new asset: one for each beginning, or one proposal would show another's."""
    words = hashlib.sha256(asset.words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"asset:{asset.note_id or asset.conversation_id}:{words}"
