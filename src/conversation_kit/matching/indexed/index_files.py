"""Index files: the matching index of a Book, kept beside it until Book, words or kit are others."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from conversation_kit import __version__
from conversation_kit.matching.indexed.indexing import index_of
from conversation_kit.matching.stored.packed import PART, Packed, open_packed, write_packed
from conversation_kit.matching.vocabulary.meaning import VECTORS
from conversation_kit.matching.vocabulary.pairing import PAIRING_FILE
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry

_BEFORE, _AFTER = "matching-", ".index"


def index_path(folder: Path, book: str, words: Words) -> Path:
    """Where the index of a Book stands: every Book, words and kit has its own, so that none is replaced while open.

    Args:
        folder: Where the Book stands.
        book: The Book's digest.
        words: The words to go by.
    """
    told = sha256(f"{__version__} {book}".encode())
    code = sorted(Path(__file__).parents[1].rglob("*.py"), key=lambda path: path.parts[-2:])
    learned = [words.folder / name for name in (VECTORS, PAIRING_FILE)] if words.folder is not None else []
    for path in (*code, *words.files, *(path for path in learned if path.is_file())):
        held = path.read_bytes()
        told.update(f"{path.name} {len(held)} ".encode() + held)
    return folder / f"{_BEFORE}{told.hexdigest()[:24]}{_AFTER}"


def ready_index(path: Path, entries: Sequence[Entry], words: Words, breathe: Callable[[], None]) -> Packed:
    """Return the index at ``path``; when it is missing or damaged it is made, and takes the place of all others.

    What a power cut left half written goes too. Should another process be writing just then, that one goes without a
    file and answers from memory.

    One that the disk has no room for serves as well from memory, and is made again the next time.
    """
    found = open_packed(path)
    if found is not None:
        return found
    made = index_of(entries, words, breathe)
    for older in (*path.parent.glob(f"{_BEFORE}*{_AFTER}"), *path.parent.glob(f".{_BEFORE}*{PART}")):
        # On Windows another of this kit's windows may have it open: gone the next time.
        with suppress(OSError):
            older.unlink()
    with suppress(OSError):
        write_packed(path, made)
    return open_packed(path) or made
