"""A talk while it is held: their words, what was noticed in them, what is kept of it, and one step back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from conversation_kit.journey.assets import asset_from, set_aside, undecided
from conversation_kit.journey.conversations import close_conversation, new_note, notes_of
from conversation_kit.journey.noticing import Lexicon, Noticed
from conversation_kit.journey.taking_back import taken_back
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

Said = TypeVar("Said", bound=Note | Asset)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One step as it was taken back.

    Attributes:
        records: As they stand again.
        line: Words that belong into the line for typing again, or nothing.
    """

    records: Sequence[Note | Asset]
    line: str = ""


Back = Callable[[], TakenBack]


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands in a conversation now.

    Attributes:
        notes: In their order.
        assets: Those that came up in it.
        noticed: By note id, what could be an asset or a barrier and nobody decided on.
    """

    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    noticed: Mapping[str, tuple[Noticed, ...]] = field(default_factory=dict)

    @property
    def offered(self) -> tuple[Note, Noticed] | None:
        """What was noticed first in the newest note: the only thing the quick keys act on."""
        if not self.notes:
            return None
        left = self.noticed.get(self.notes[-1].id, ())
        return (self.notes[-1], left[0]) if left else None


class Listening:
    """One conversation, in the vault.

    Args:
        vault: The open vault.
        lexicon: The words that hint at an asset or a barrier.
        conversation: Kept already.
        now: The clock.
    """

    def __init__(
        self, vault: Vault, lexicon: Lexicon, conversation: Conversation, now: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._lexicon = lexicon
        self._conversation = conversation
        self._now = now
        self._steps: list[Back] = []

    def heard(self) -> Heard:
        """Return what stands now."""
        notes = notes_of(self._vault, self._conversation)
        assets = tuple(
            asset
            for asset in self._vault.all(Asset, self._conversation.person_id)
            if asset.conversation_id == self._conversation.id and not asset.taken_out
        )
        return Heard(notes, assets, undecided(notes, assets, self._lexicon))

    def keep(self, words: str, topic_id: str, draft_key: str) -> Note:
        """Keep what they said; its draft goes in the same commit. Raises BadInputError, StorageError."""
        after = notes_of(self._vault, self._conversation)
        note = new_note(self._conversation, topic_id=topic_id, text=words, now=self._now(), after=after)
        self._vault.keep_and_clear(note, draft_key)
        self._steps.append(lambda: self._said_again(note))
        return note

    def close(self, words: str, topic_id: str, draft_key: str) -> Note | None:
        """Close the conversation. What was half typed is kept as a note in the same commit, and returned.

        One that was closed before stays closed as of then. Raises StorageError: nothing was kept.
        """
        with self._vault.together():
            note = self.keep(words, topic_id, draft_key) if inert(words).strip() else None
            talk = self._vault.find(Conversation, self._conversation.id) or self._conversation
            if talk.ended is None:
                close_conversation(self._vault, talk, self._now())
        return note

    def accept(self, note: Note, noticed: Noticed) -> Asset:
        """Keep what was noticed as an asset."""
        asset = asset_from(note, noticed)
        self._vault.keep(asset)
        self._steps.append(lambda: TakenBack([replace(self._standing(asset), taken_out=True)]))
        return asset

    def set_aside(self, note: Note, noticed: Noticed) -> None:
        """Just the note: these words are no asset and are not asked about again."""
        self._not_asked_again(note, noticed)
        self._steps.append(lambda: TakenBack([self._asked_again(note, noticed)]))

    def changed(self, asset: Asset, note: Note, noticed: Noticed) -> None:
        """What was noticed became an asset in other words: it is not asked about again."""
        self._not_asked_again(note, noticed)
        self._steps.append(
            lambda: TakenBack(
                [replace(self._standing(asset), taken_out=True), self._asked_again(note, noticed)]
            )
        )

    def altered(self, before: Note | Asset | None, made: Note | Asset) -> None:
        """A form changed a note or an asset, moved a note, or wrote an asset by hand: that can be taken back.

        Args:
            before: As it stood before, or None when it was not there.
            made: As it was kept.
        """
        if before is None:
            self._steps.append(lambda: TakenBack([replace(self._standing(made), taken_out=True)]))
        else:
            self._steps.append(lambda: TakenBack([taken_back(before, made, self._standing(made))]))

    def take_out(self, record: Note | Asset) -> None:
        """Take a note or an asset out; it stays in the record's history."""
        with self._vault.together():  # what another window changed of it stays
            self._vault.keep(replace(self._standing(record), taken_out=True))
        self._steps.append(lambda: TakenBack([replace(self._standing(record), taken_out=False)]))

    def step_back(self) -> TakenBack | None:
        """Undo the last of what is above, the closing left out; None when there is none.

        What changed since then stays. The words of a note that was just kept belong into the line again; the note is
        taken out, and stays in the history.
        """
        if not self._steps:
            return None
        with self._vault.together():
            back = self._steps[-1]()
            self._vault.keep_all(back.records)
        self._steps.pop()
        return back

    def new_asset(self, words: str, note: Note | None) -> Asset:
        """Return an asset to be written by hand, from a note or from what is being typed; not kept yet."""
        return Asset(
            new_id(),
            self._conversation.person_id,
            words,
            Kind.PERSONAL,
            Leaning.STRENGTH,
            conversation_id=self._conversation.id,
            note_id=note.id if note else "",
        )

    def _standing(self, record: Said) -> Said:
        return self._vault.find(type(record), record.id) or record

    def _said_again(self, note: Note) -> TakenBack:
        now = self._standing(note)
        return TakenBack([replace(now, taken_out=True)], line=now.text)

    def _not_asked_again(self, note: Note, noticed: Noticed) -> None:
        with self._vault.together():
            self._vault.keep(set_aside(self._standing(note), noticed))

    def _asked_again(self, note: Note, noticed: Noticed) -> Note:
        now = self._standing(note)
        return replace(now, set_aside=tuple(words for words in now.set_aside if words != noticed.words))
