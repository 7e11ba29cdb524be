"""Assets: what was noticed, accepted, set aside or written by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversation_kit.errors import BadInputError
from conversation_kit.journey.noticing import Lexicon, Noticed, notice
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault


def undecided(
    notes: Sequence[Note], assets: Sequence[Asset], lexicon: Lexicon
) -> Mapping[str, tuple[Noticed, ...]]:
    """Return, by note id, what could be an asset or a barrier and nobody has decided on.

    A note that an asset was already taken from by other words keeps its remaining proposals; one whose words
    were set aside is not asked about again.
    """
    found: dict[str, tuple[Noticed, ...]] = {}
    for note in notes:
        settled = {asset.words.casefold() for asset in assets if asset.note_id == note.id}
        settled |= {words.casefold() for words in note.set_aside}
        left = tuple(
            n for n in notice(note.text, note.topic_id, lexicon) if n.words.casefold() not in settled
        )
        if left:
            found[note.id] = left
    return found


def asset_from(note: Note, noticed: Noticed) -> Asset:
    """Return the asset that ``noticed`` becomes when it is accepted; not kept yet."""
    return Asset(
        id=new_id(),
        person_id=note.person_id,
        words=noticed.words,
        kind=noticed.kind,
        leaning=noticed.leaning,
        conversation_id=note.conversation_id,
        note_id=note.id,
        who=noticed.who,
        tie=noticed.tie,
    )


def set_aside(note: Note, noticed: Noticed) -> Note:
    """Return the note remembering that these words are no asset; not kept yet."""
    return replace(note, set_aside=(*note.set_aside, noticed.words))


def add_asset(
    vault: Vault, *, person_id: str, words: str, kind: Kind, leaning: Leaning, conversation_id: str = ""
) -> Asset:
    """Keep an asset written by hand.

    Raises:
        BadInputError: There are no words.
    """
    said = inert(words).strip()
    if not said:
        raise BadInputError("An asset needs a few of their words.")
    asset = Asset(new_id(), person_id, said, kind, leaning, conversation_id=conversation_id)
    vault.keep(asset)
    return asset
