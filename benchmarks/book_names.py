"""Names of a Book misspelt as people misspell them: how often ``book search`` has the right entry first.

Each name is misspelt in each way it gives occasion for (``slips.py``), always the same ones, and asked as
``conversation-kit book search`` asks. Right is the entry itself or another with the very same name ("&" is read as
"and"). What is typed never tells another entry wholly: it is not another's name, nor, where words were left out, what
another's name has too.

Run: python benchmarks/book_names.py [--failed] [BOOK ...]. Without a BOOK it takes those of this repository.
"""

import argparse
import random
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import import_sources
from conversation_kit.book.search import fold
from measuring import Result, report
from slips import (
    KINDS,
    Slip,
    another_word,
    begun,
    first_two_words,
    two_thirds,
    word_missing,
    word_missing_and_slip,
)

BAR = 93.0
_SEED = 20_261_130
_ROOT = Path(__file__).parent.parent
_BOOKS = (
    *sorted((_ROOT / "training" / "books").glob("*.json")),
    *sorted((_ROOT / "tests" / "data" / "labelled").rglob("book.json")),
    _ROOT / "assets" / "demo" / "book",
)
# What is left of a name before the slip, where words are left out.
_LEFT: dict[Slip, Slip] = {
    word_missing: word_missing,
    word_missing_and_slip: word_missing,
    another_word: word_missing,
    begun: two_thirds,
    first_two_words: lambda name, _chance: " ".join(name.split()[:2]),
}


@dataclass(frozen=True, slots=True)
class Misspelt:
    """One name, misspelt, and what came first.

    Attributes:
        kind: The kind of slip.
        name: The name.
        typed: What was typed.
        first: The name that came first, or empty.
    """

    kind: str
    name: str
    typed: str
    first: str = ""

    @property
    def right(self) -> bool:
        """Whether an entry of this name came first."""
        return _read(self.first) == _read(self.name)


def _read(name: str) -> str:
    """Return a name as it is read aloud."""
    return " ".join(fold(name.replace("&", " and ")))


def misspellings(names: Sequence[str]) -> Iterator[Misspelt]:
    """Yield the names of one Book in all kinds of misspelling."""
    whole = {_read(name) for name in names}
    for name in sorted(set(names)):
        others = whole - {_read(name)}
        for kind, slip in KINDS.items():
            seed = f"{_SEED} {kind} {name}"
            typed = slip(name, random.Random(seed))  # noqa: S311 - the same slips every time
            if not typed or _read(typed) in others:
                continue
            left = _LEFT[slip](name, random.Random(seed)) if slip in _LEFT else ""  # noqa: S311
            if not left or not _tells_another(left, others):
                yield Misspelt(kind, name, typed)


def _tells_another(typed: str, others: Collection[str]) -> bool:
    """Whether all that was typed, the last word perhaps unfinished, stands in another name too."""
    *words, last = fold(typed) or [""]
    return any(
        set(words) <= set(other.split()) and any(word.startswith(last) for word in other.split())
        for other in others
    )


def asked(book: Book) -> list[Misspelt]:
    """Ask a Book for each of its names, misspelt."""
    found = []
    for one in misspellings([entry.name for entry in book.entries()]):
        first = book.search(one.typed, limit=20)
        found.append(Misspelt(one.kind, one.name, one.typed, first[0].name if first else ""))
    return found


def asked_of(paths: Sequence[Path], *, together: bool = False) -> list[Misspelt]:
    """Bring in these Books, each by itself or all together, and ask them."""
    found = []
    for one in [paths] if together else [[path] for path in paths]:
        with tempfile.TemporaryDirectory() as folder:
            cache = Path(folder) / "book.sqlite"
            import_sources([str(path) for path in one], cache, now=datetime.now(UTC))
            with Book.open(cache) as book:
                found += asked(book)
    return found


def by_kind(found: Sequence[Misspelt]) -> str:
    """Return a line for each kind of slip: how many, and how many of them came first."""
    lines = []
    for kind in KINDS:
        right = [one.right for one in found if one.kind == kind]
        if right:
            lines.append(f"{100 * sum(right) / len(right):5.1f} % of {len(right):5,}  {kind}")
    return "\n".join(lines)


def main() -> None:
    """Ask and print."""
    asking = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asking.add_argument(
        "books", nargs="*", type=Path, metavar="BOOK", help="files or folders that can be imported"
    )
    asking.add_argument("--together", action="store_true", help="make one Book of all")
    asking.add_argument("--failed", action="store_true", help="print what did not come first")
    asking.add_argument("--json", action="store_true", help="print results for all.py")
    given = asking.parse_args()
    found = asked_of(given.books or _BOOKS, together=given.together)
    right = sum(one.right for one in found)
    what = f"misspelt names of groups, {len(found):,} misspellings in {len(KINDS)} kinds: first place"
    result = Result(what, 100 * right / len(found), BAR, unit="%", least=True)
    if not given.json:
        print(by_kind(found))
    if given.failed:
        for one in found:
            if not one.right:
                print(f"{one.kind}: {one.name!r} typed {one.typed!r}, first {one.first!r}")
    report([result], as_json=given.json)


if __name__ == "__main__":
    main()
