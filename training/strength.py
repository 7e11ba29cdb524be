"""Fit the numbers of ``matching/shortlist/strength.py``: how likely a suggestion is right. README.md says how and why.

Needs numpy only, and a minute. Prints the numbers, to be written into the module by hand, and how well they do on the
book that was left out. Nothing of the test halves is read.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.strength import NAMED, PLAIN, Signs
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.assets import Leaning

Floats = NDArray[np.float64]

HERE = Path(__file__).parent
LABELLED = HERE.parent / "tests" / "data" / "labelled"
BOOKS = {
    "demo": assets_folder() / "demo" / "book",
    "real": LABELLED / "real" / "book.json",
    "written": LABELLED / "third" / "written" / "book.json",
}
SETS = {
    "demo": [LABELLED / "demo", LABELLED / "second" / "demo"],
    "real": [LABELLED / "real", LABELLED / "second" / "real", LABELLED / "third" / "real"],
    "written": [LABELLED / "third" / "written"],
}
TODAY = date(2026, 11, 28)
COUNTS = {"labelled": 1.0, "hopeless": 0.2}
"""How much a suggestion of each source counts."""
ONLY_A_RULE = "plainly"  # a sign that is not weighed: without it nothing is strong
RIDGE, STEPS, PACE = 1.0, 4_000, 0.5


@dataclass(frozen=True)
class Asked:
    """One question and what came up: the signs and the grade (0 to 3) of each suggestion, best first.

    Attributes:
        source: Which of :data:`COUNTS` it is.
        book: The Book it was asked of.
        kept: Whether it is kept to judge by rather than fitted on.
        good: Whether the Book has a good answer (grade 2 or 3); None when what it has is only plausible.
    """

    source: str
    book: str
    kept: bool
    good: bool | None
    signs: Floats
    grades: NDArray[np.int64]


def main() -> None:
    """Gather, fit, and print."""
    asked = gather()
    names = [field.name for field in fields(Signs)]
    left_out: dict[int, Floats] = {}
    for book in BOOKS:
        weights, against = fit([one for one in asked if one.book != book and not one.kept])
        left_out |= {
            number: likely(one.signs, weights, against)
            for number, one in enumerate(asked)
            if one.book == book
        }
    weights, against = fit([one for one in asked if not one.kept])
    print({name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    print("against:", round(against, 2))
    table([(one, left_out[number]) for number, one in enumerate(asked)])


def gather() -> list[Asked]:
    """Ask everything of every Book."""
    words = Words.load(assets_folder() / "words")
    hopeless = [
        line for line in (HERE / "hopeless.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    found: list[Asked] = []
    for name, path in BOOKS.items():
        entries, _, _ = read_files([path])
        with Book.in_memory(entries) as book:
            ask = asker(name, Suggester(book, words))
            found += labelled(name, ask)
            found += [
                ask("hopeless", [(text, None)], {}, kept=number % 2 == 1)
                for number, text in enumerate(hopeless)
            ]
    return found


Ask = Callable[..., Asked]


def asker(book: str, suggester: Suggester) -> Ask:
    """Return what asks one question of one Book."""

    def ask(
        source: str,
        said: Iterable[tuple[str, Leaning | None]],
        grades: dict[str, int],
        *,
        age: int | None = None,
        kept: bool = False,
    ) -> Asked:
        heard = tuple(Heard(text, leaning=leaning) for text, leaning in said)
        shown = suggester.suggest(Asking(heard=heard, age=age, limit=10, today=TODAY))
        signs = np.array([astuple(one.signs) for one in shown]).reshape(len(shown), len(fields(Signs)))
        best = max(grades.values(), default=0)
        return Asked(
            source,
            book,
            kept,
            None if best == 1 else best > 1,
            signs,
            np.array([grades.get(one.entry_id, 0) for one in shown], np.int64),
        )

    return ask


def labelled(book: str, ask: Ask) -> list[Asked]:
    """Ask the tune halves of all labelled sets over one Book, and what was judged for training."""
    known = {leaning.value for leaning in Leaning}
    tuned = [folder / "tune" / f"{name}.jsonl" for folder in SETS[book] for name in ("labels", "people")]
    found = []
    for path in (*tuned, *sorted((HERE / "judged").glob(f"*-{book}.jsonl"))):
        for line in path.read_text("utf-8").splitlines():
            item: dict[str, Any] = json.loads(line)
            said = [
                (one["text"], Leaning(one["leaning"]) if one.get("leaning") in known else None)
                for one in item.get("statements", [{"text": item.get("statement")}])
            ]
            found.append(ask("labelled", said, item["relevant"], age=item.get("age")))
    return found


def fit(asked: Sequence[Asked]) -> tuple[Floats, float]:
    """A logistic regression, ridged, without weights below nought; by gradient, the same on every run."""
    signs = np.concatenate([one.signs for one in asked])
    signs = signs * [field.name != ONLY_A_RULE for field in fields(Signs)]
    right = np.concatenate([one.grades > 0 for one in asked]).astype(np.float64)
    counts = np.concatenate([np.full(len(one.grades), COUNTS[one.source]) for one in asked])
    counts /= counts.sum()
    weights, against = np.zeros(signs.shape[1]), 0.0
    ridge = RIDGE / len(signs)
    for _ in range(STEPS):
        wrong = (likely(signs, weights, against) - right) * counts
        weights = np.maximum(weights - PACE * (signs.T @ wrong + ridge * weights), 0.0)
        against -= PACE * float(wrong.sum())
    return weights, against


def likely(signs: Floats, weights: Floats, against: float) -> Floats:
    """How likely each is right."""
    found: Floats = 1 / (1 + np.exp(-(signs @ weights + against)))
    return found


def table(judged: Sequence[tuple[Asked, Floats]]) -> None:
    """Print, for each likelihood from which something is called fair or strong, how that does on the book left out."""
    good = np.array([best(one) for asked, one in judged if asked.source == "labelled" and asked.good])
    none = np.array(
        [best(one) for asked, one in judged if asked.source == "labelled" and asked.good is False]
    )
    odd = np.array([best(one) for asked, one in judged if asked.source == "hopeless" and asked.kept])
    first = [
        (asked.grades[:5], one[:5], asked.signs[:5]) for asked, one in judged if asked.source == "labelled"
    ]
    grades, likelihoods, signs = (np.concatenate(column) for column in zip(*first, strict=True))
    names = [field.name for field in fields(Signs)]
    plain = (signs[:, names.index("plainly")] >= PLAIN) & (signs[:, names.index("alike_name")] >= NAMED)
    print(
        "from | false quiet | quiet, labelled | quiet, hopeless | called | right | grade 2 | plain | right | grade 2"
    )
    for at in np.arange(0.08, 0.7, 0.02):
        row = [(good < at).mean(), (none < at).mean(), (odd < at).mean()]
        for called in (grades[likelihoods >= at], grades[(likelihoods >= at) & plain]):
            row += [
                len(called),
                (called > 0).sum() / max(1, len(called)),
                (called > 1).sum() / max(1, len(called)),
            ]
        print(f"{at:.2f}", *(round(float(cell), 2) for cell in row), sep=" | ")


def best(likelihoods: Floats) -> float:
    """The likelihood of the likeliest, 0 when nothing came up."""
    return float(likelihoods.max(initial=0.0))


if __name__ == "__main__":
    main()
