"""The word for a hub's history, which changes when it was restored: it tells those who knew the word before.

It begins with what nobody can guess; after that come hashes of the words of earlier restores, the newest first.
"""

import hmac
from hashlib import sha256

from conversation_kit.model.ids import new_id

_FORMER = 8


def history_after(before: str) -> str:
    """Return the word after a restore."""
    own, *former = before.split(".")
    return ".".join([new_id(), _told(own), *former][: _FORMER + 1])


def goes_on(history: str, known: str) -> bool:
    """Whether a word is the one that is known, or of a hub that was told that one before it was restored."""
    if not known:
        return False
    if hmac.compare_digest(history.encode(), known.encode()):
        return True
    mine = _told(known.partition(".")[0])
    return any(hmac.compare_digest(mine.encode(), former.encode()) for former in history.split(".")[1:])


def _told(own: str) -> str:
    return sha256(own.encode()).hexdigest()[:32]
