"""Learn which entries go with what was said (``matching/vocabulary/pairing.py``). README.md says how and why.

Needs torch, and some minutes. Asks everything that was judged (``judged/``, and the tune halves of
``tests/data/labelled``) what it is paired by, and learns two short rows, one of a statement and one of an entry, whose
nearness tells the right entries of a whole Book from all others. Writes ``assets/words/pairing.packed``. Nothing of the
test halves is read.
"""

import argparse
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from asked import ASKED, TODAY, Item, apart_file, hands_apart, judged_files, leaning_of, read_items
from numpy.typing import NDArray
from torch.nn.functional import dropout, log_softmax

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.indexed.index import Index
from conversation_kit.matching.indexed.indexing import index_of
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.pairing import FULL, HEARD, PAIRING_FILE, Pairing, Spoken, Weights
from conversation_kit.matching.vocabulary.words import Words

COLUMNS = {
    "length": 1 / 250, "children": 1.0, "faith": 1.0, "sex": 0.5, "online": 1.0, "asks": 1.0, "gives": 1.0,
    "hard_going": 1.0, "group": 1.0, "older": 1.0, "only_children": 1.0, "peopled": 1.0,
}  # fmt: skip
"""Plain facts of an entry, each with what it is multiplied by."""
SAID, OF_ENTRY = ("vector", "shares", "told", "guessed", "meant"), ("meaning", "heard", "fits", "columns")
LONG = 64
"""Numbers of a row."""
ROUNDS, AT_ONCE, PACE, KEPT_SMALL, LEFT_OUT, SEED = 6, 24, 3e-3, 0.09, 0.35, 1
"""How often everything is asked, how much at once, how far each step goes, how much is taken off, and what part of what
is known is left out each time, by chance, so that nothing rests on one thing alone."""
ALIKE = (4.0, 4.0, 1.0, 1.0)
"""How much it counts at first that both sides hold the very same; see ``Weights``."""
BEYOND = 99.9
"""What is longer than this percentile is cut when rows are made whole numbers."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Known:
    """What is known of one side, by its parts: a tensor each, a row a statement or an entry."""

    parts: Mapping[str, torch.Tensor]

    def row(self, names: Sequence[str]) -> torch.Tensor:
        """All parts beside one another."""
        return torch.cat([self.parts[name] for name in names], -1)


@dataclass(frozen=True)
class Judged:
    """One judged question.

    Attributes:
        hand: Whose it is.
        book: The name of its Book.
        said: What each of its statements is paired by.
        right: For each entry of the Book, which part of all that is right it is.
    """

    hand: str
    book: str
    said: Sequence[Known]
    right: torch.Tensor


@dataclass(frozen=True)
class Material:
    """All that is learned from.

    Attributes:
        books: What is known of the entries of each Book.
        judged: The questions.
        themes: Ids of all themes.
        taught: Ids of the themes heard by meaning.
    """

    books: Mapping[str, Known]
    judged: Sequence[Judged]
    themes: Sequence[str]
    taught: Sequence[str]

    def without(self, book: str, hands: Collection[str]) -> list[Judged]:
        """The questions of other Books by other hands."""
        return [one for one in self.judged if one.book != book and one.hand not in hands]


def main() -> None:
    """Learn from all, and write; and for what learns on, from all but each Book and each part of the hands."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--keep", type=Path, help="A folder: keep there what is learned apart.")
    options = asked_for.parse_args()
    words = Words.load(assets_folder() / "words")
    gathered = material(words)
    print(f"{len(gathered.judged)} questions with an answer, {len(gathered.books)} Books")
    learn(gathered, gathered.judged).save(assets_folder() / "words" / PAIRING_FILE)
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        for book in gathered.books:
            for fold, hands in enumerate(hands_apart()):
                learn(gathered, gathered.without(book, hands)).save(options.keep / apart_file(book, fold))


def material(words: Words) -> Material:
    """Ask everything that was judged of its Book what it is paired by."""
    assert words.meaning is not None
    themes, taught = sorted(words.themes), words.meaning.taught
    books: dict[str, Known] = {}
    judged: list[Judged] = []
    for name, path in ASKED.items():
        entries, _, _ = read_files([path])
        packed = index_of(entries, words)
        index = Index(packed)
        books[name] = of_entries(index, packed.arrays, themes)
        with Book.in_memory(entries) as book:
            suggester = Suggester(book, words, index=packed)
            for hand, item in read_items(judged_files(name)):
                right = rightness(item, index)
                if right is not None:
                    judged += asked(suggester, words, hand, name, item, right, themes)
    return Material(books, judged, themes, taught)


def rightness(item: Item, index: Index) -> torch.Tensor | None:
    """Which part of all that is right each entry is, a better grade counting more; None when nothing is."""
    right = torch.zeros(index.size)
    for entry_id, grade in item["relevant"].items():
        number = index.number(entry_id)
        if number is not None:
            right[number] = 2**grade - 1
    return right / right.sum() if right.sum() else None


def asked(
    suggester: Suggester,
    words: Words,
    hand: str,
    book: str,
    item: Item,
    right: torch.Tensor,
    themes: Sequence[str],
) -> Iterable[Judged]:
    """One judged question, as it stands and with its leaning."""
    for leaning in dict.fromkeys((None, leaning_of(item))):
        spoken = suggester.spoken(Asking(heard=(Heard(item["statement"], leaning=leaning),), today=TODAY))
        if spoken:
            yield Judged(hand, book, [of_said(one, words, themes) for one in spoken], right)


def of_said(spoken: Spoken, words: Words, themes: Sequence[str]) -> Known:
    """What is known of a statement; see ``Pairing.of_said``."""
    assert words.meaning is not None
    shares = words.meaning.likeliest(spoken.words, HEARD)
    parts = {
        "vector": words.meaning.vectors.of(spoken.words).astype(np.float32) / FULL,
        "shares": np.array([shares.get(theme, 0.0) ** 0.5 for theme in words.meaning.taught]),
        "told": np.array([theme in spoken.told for theme in themes]),
        "guessed": np.array([dict(spoken.guessed).get(theme, 0.0) for theme in themes]),
        "meant": np.array([spoken.meant == meant.value for meant in Meant]),
    }
    return Known({name: torch.from_numpy(part.astype(np.float32)) for name, part in parts.items()})


def of_entries(index: Index, arrays: Mapping[str, NDArray[Any]], themes: Sequence[str]) -> Known:
    """What is known of the entries of a Book; see ``Pairing.of_entries``."""
    fits = np.zeros((index.size, len(themes)), np.float32)
    for place, theme in enumerate(themes):
        spread = index.of_theme(theme)
        fits[spread.numbers, place] = spread.fits
    parts = {
        "meaning": arrays["meanings"].astype(np.float32) / FULL,
        "heard": arrays["heard"].T.astype(np.float32) / np.iinfo(np.uint8).max,
        "fits": fits,
        "columns": np.stack([index.column(name) * scale for name, scale in COLUMNS.items()], axis=1),
    }
    return Known({name: torch.from_numpy(part.astype(np.float32)) for name, part in parts.items()})


class Rows(torch.nn.Module):
    """The rows of numbers while they are learned: one for each thing that may be known of either side."""

    def __init__(self, said: Known, entries: Known) -> None:
        super().__init__()
        chance = torch.Generator().manual_seed(SEED)

        def at_first(known: Known, names: Sequence[str]) -> torch.nn.Parameter:
            wide = {name: known.parts[name].shape[-1] for name in names}
            sizes = {
                name: 0.3 * many**-0.5 if name in ("vector", "meaning") else 0.05
                for name, many in wide.items()
            }
            rows = [torch.randn(many, LONG, generator=chance) * sizes[name] for name, many in wide.items()]
            return torch.nn.Parameter(torch.cat(rows))

        self.said, self.entry = at_first(said, SAID), at_first(entries, OF_ENTRY)
        self.alike = torch.nn.Parameter(torch.tensor(ALIKE))

    def forward(self, said: Sequence[Known], entries: Known) -> torch.Tensor:
        """How far each entry goes with each statement, a row a statement."""
        spoken = {name: torch.stack([one.parts[name] for one in said]) for name in SAID}
        known = entries.parts
        same = (
            (spoken["vector"], known["meaning"]),
            (spoken["shares"], known["heard"]),
            (spoken["told"], known["fits"]),
            (spoken["guessed"], known["fits"]),
        )
        found = sum(much * (left @ right.T) for much, (left, right) in zip(self.alike, same, strict=True))
        rows_said = dropout(Known(spoken).row(SAID), LEFT_OUT, self.training) @ self.said
        rows_of = dropout(entries.row(OF_ENTRY), LEFT_OUT, self.training) @ self.entry
        return found + rows_said @ rows_of.T


def learn(gathered: Material, judged: Sequence[Judged]) -> Pairing:
    """Learn from some questions: of all entries of a Book the right ones are to go best with what was said."""
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    rows = Rows(judged[0].said[0], gathered.books[judged[0].book])
    steps = torch.optim.AdamW(rows.parameters(), lr=PACE, weight_decay=KEPT_SMALL)
    by_book = {name: [one for one in judged if one.book == name] for name in gathered.books}
    for turn in range(ROUNDS):
        for group in steps.param_groups:
            group["lr"] = PACE * (1 - turn / ROUNDS)
        for name, some in lots_of(by_book, chance):
            said = [one.said[chance.integers(len(one.said))] for one in some]
            told = log_softmax(rows(said, gathered.books[name]), 1)
            wrong = -(torch.stack([one.right for one in some]) * told).sum(1).mean()
            steps.zero_grad()
            wrong.backward()
            steps.step()
    rows.eval()
    return pairing_of(rows, gathered, judged)


def lots_of(
    by_book: Mapping[str, Sequence[Judged]], chance: np.random.Generator
) -> Iterable[tuple[str, Sequence[Judged]]]:
    """All questions in small lots, each of one Book, in an order by chance."""
    lots = [
        (name, [listed[place] for place in part])
        for name, listed in by_book.items()
        if listed
        for part in np.array_split(chance.permutation(len(listed)), max(1, len(listed) // AT_ONCE))
    ]
    for place in chance.permutation(len(lots)):
        yield lots[place]


@torch.no_grad()
def pairing_of(rows: Rows, gathered: Material, judged: Sequence[Judged]) -> Pairing:
    """What was learned, as the kit asks it."""
    said, entries = judged[0].said[0], gathered.books[judged[0].book]
    parts: dict[str, Floats] = {}
    for known, names, learned in ((said, SAID, rows.said), (entries, OF_ENTRY, rows.entry)):
        wide = [known.parts[name].shape[-1] for name in names]
        parts |= {name: part.numpy() for name, part in zip(names, torch.split(learned, wide), strict=True)}
    of_said = torch.stack([one.row(SAID) for question in judged for one in question.said]) @ rows.said
    of_all = torch.cat([known.row(OF_ENTRY) for known in gathered.books.values()]) @ rows.entry
    return Pairing(
        parts,
        {theme: row for row, theme in enumerate(gathered.themes)},
        tuple(gathered.taught),
        tuple(meant.value for meant in Meant),
        COLUMNS,
        Weights(*rows.alike.tolist()),
        step_of(of_said),
        step_of(of_all),
    )


def step_of(told: torch.Tensor) -> float:
    """What one is worth in rows of whole numbers, when these are to be told in them."""
    return float(np.percentile(np.abs(told.numpy()), BEYOND)) / FULL


if __name__ == "__main__":
    main()
