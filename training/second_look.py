"""Learn the order of what comes up first (``matching/shortlist/second_look.py``). README.md says how and why.

Needs lightgbm, and some minutes. Asks everything that was judged (``judged/``, and the tune halves of
``tests/data/labelled``), learns small trees from what spoke for each entry, and writes them to
``assets/words/second_look.packed``. Nothing of the test halves is read.
"""

import argparse
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from asked import ASKED, FOLDS, TODAY, Item, apart_file, hands_apart, judged_files, leaning_of, read_items
from numpy.typing import NDArray
from strength import HERE

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.shortlist.second_look import (
    ANSWERED_FILE,
    NAMES,
    ORDER_FILE,
    SUMMED_UP,
    UPWARDS,
    summed_up,
)
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.pairing import Pairing
from conversation_kit.matching.vocabulary.trees import QUESTIONS, WAYS, Trees
from conversation_kit.matching.vocabulary.words import Words

Floats = NDArray[np.float64]

TREES, PACE, LEAST, PART_OF_NUMBERS = 400, 0.05, 30, 0.25
"""Of the order: how many, how far each goes, entries a leaf at least, and numbers that each may ask about."""
RULED_OUT = 8.0
GAINS = [0.0, *(RULED_OUT + 2.0**grade - 1 for grade in range(4))]
"""What it gains to show each of ``Asked.grades``: how much worse something ruled out is than what is of no use, and
then as answers are judged (nDCG)."""
TELLERS, SLOWLY, FEWER, MORE, PART_OF_SUMS = 160, 0.03, 4, 40, 0.4
"""The same of whether there is an answer, with how many leaves."""
KEPT_SMALL, PART_OF_ROWS, SEED = 5.0, 0.7, 1


@dataclass(frozen=True)
class Asked:
    """One judged question.

    Attributes:
        hand: Whose it is.
        rows: A row of numbers for each of the first that came up.
        ids: Their ids.
        judged: The grades, 1 to 3, of what is right.
        traps: What they ruled out.
        whole: Whether it is all that one person said.
    """

    hand: str
    rows: Floats
    ids: Sequence[str]
    judged: Mapping[str, int]
    traps: frozenset[str]
    whole: bool = False

    @property
    def answered(self) -> bool | None:
        """Whether anything is a good answer; None when what there is is only plausible, or somebody was asked whole."""
        if self.whole:
            return None
        best = max(self.judged.values(), default=0)
        return None if best == 1 else best > 1

    @property
    def grades(self) -> NDArray[np.int64]:
        """The grade of each row: one more than it was judged (0 to 3), or 0 for what they ruled out."""
        return np.array(
            [1 + self.judged[one] if one in self.judged else int(one not in self.traps) for one in self.ids],
            np.int64,
        )


def main() -> None:
    """Gather, say how well an order does that never saw the hand it is judged by, learn from all, and write."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--measure", action="store_true", help="Write nothing.")
    asked_for.add_argument(
        "--other",
        nargs=2,
        action="append",
        default=[],
        metavar=("BOOK", "LABELS"),
        help="Judge also by these labels on this Book, which nothing is learned from.",
    )
    asked_for.add_argument(
        "--keep", type=Path, required=True, help="The folder in which pairing.py kept what it learned apart."
    )
    options = asked_for.parse_args()
    words = Words.load(assets_folder() / "words")
    asked = gather(words, options.keep)
    print(f"{len(asked)} questions by {len({one.hand for one in asked})} hands")
    held_out(asked)
    others = {
        labels: questions(words, Path(book), read_items({"other": [Path(labels)]}))
        for book, labels in options.other
    }
    answered_held_out(asked, [one for listed in others.values() for one in listed])
    trees, answered = learn(asked), learn_answered(asked)
    for labels, listed in others.items():
        print(labels, "as it was", told(listed, as_it_was), "| now", told(listed, by(trees)))
    if not options.measure:
        trees.save(assets_folder() / "words" / ORDER_FILE)
        answered.save(assets_folder() / "words" / ANSWERED_FILE)


def gather(words: Words, keep: Path) -> list[Asked]:
    """Ask everything that was judged of its Book, and of every Book what no directory has (the odd lines).

    Each hand is asked by a pairing that was learned from other hands and other Books: by one that knows the answers
    already, more would be expected of it than it can do for a Book it never saw.
    """
    hopeless = [one for one in (HERE / "hopeless.txt").read_text("utf-8").splitlines() if one[:1] != "#"][::2]
    found = []
    for book, path in ASKED.items():
        for fold, hands in enumerate(hands_apart()):
            files = {hand: paths for hand, paths in judged_files(book).items() if hand in hands}
            apart = with_pairing(words, Pairing.load(keep / apart_file(book, fold)))
            found += questions(apart, path, read_items(files), hopeless[fold::FOLDS])
    return found


def with_pairing(words: Words, pairing: Pairing) -> Words:
    """The same words with another pairing."""
    _ = words.meaning
    other = copy(words)
    other.__dict__["pairing"] = pairing
    return other


def questions(
    words: Words, book_path: Path, items: Sequence[tuple[str, Item]], hopeless: Iterable[str] = ()
) -> list[Asked]:
    """Ask some statements of one Book, each with its hand, and some that it has no answer to."""
    entries, _, _ = read_files([book_path])
    with Book.in_memory(entries) as book:
        suggester = Suggester(book, words)
        hardly = [("hopeless", {"statement": text, "relevant": {}, "traps": []}) for text in hopeless]
        found = [asked for hand, item in (*items, *hardly) for asked in ask(suggester, hand, item)]
        return found + [ask_whole(suggester, hand, said) for hand, said in people(items)]


def people(items: Iterable[tuple[str, Item]]) -> Iterable[tuple[str, Sequence[Item]]]:
    """All that each person said who said more than one thing, by hand; of some it was not told who said them."""
    said: dict[tuple[str, str], list[Item]] = {}
    for hand, item in items:
        if "person" in item:
            said.setdefault((hand, item["person"]), []).append(item)
    return [(hand, listed) for (hand, _), listed in said.items() if len(listed) > 1]


def ask_whole(suggester: Suggester, hand: str, said: Sequence[Item]) -> Asked:
    """What comes up first for a whole person: right is what is for any of it and nothing of it rules out."""
    heard = tuple(Heard(one["statement"], leaning=leaning_of(one)) for one in said)
    first, rows = suggester.seen(Asking(heard=heard, today=TODAY))
    traps = frozenset(entry for one in said for entry in one["traps"])
    judged: dict[str, int] = {}
    for one in said:
        for entry, grade in one["relevant"].items():
            if entry not in traps:
                judged[entry] = max(grade, judged.get(entry, 0))
    return Asked(hand, rows, [one.entry_id for one in first], judged, traps, whole=True)


def ask(suggester: Suggester, hand: str, item: Item) -> Iterable[Asked]:
    """What comes up first for one statement, and what there is to see of it: as it stands, and with its leaning."""
    for leaning in dict.fromkeys((None, leaning_of(item))):
        said = Heard(item["statement"], leaning=leaning)
        first, rows = suggester.seen(Asking(heard=(said,), today=TODAY))
        yield Asked(hand, rows, [one.entry_id for one in first], item["relevant"], frozenset(item["traps"]))


def learn(asked: Iterable[Asked]) -> Trees:
    """Learn the order: LambdaMART, with numbers of which more never counts against an entry (Burges 2010).

    What somebody ruled out belongs below what is merely of no use.
    """
    taught = [one for one in asked if len(set(one.grades.tolist())) > 1]
    ranker = lightgbm.LGBMRanker(
        n_estimators=TREES,
        learning_rate=PACE,
        num_leaves=QUESTIONS + 1,
        min_child_samples=LEAST,
        reg_lambda=KEPT_SMALL,
        colsample_bytree=PART_OF_NUMBERS,
        subsample=PART_OF_ROWS,
        subsample_freq=1,
        monotone_constraints=[int(name in UPWARDS) for name in NAMES],
        label_gain=GAINS,
        random_state=SEED,
        n_jobs=1,
        deterministic=True,
        force_col_wise=True,
        verbose=-1,
    )
    ranker.fit(
        np.concatenate([one.rows for one in taught]),
        np.concatenate([one.grades for one in taught]),
        group=[len(one.ids) for one in taught],
    )
    return trees_of(ranker.booster_.dump_model()["tree_info"], NAMES)


def learn_answered(asked: Iterable[Asked]) -> Trees:
    """Learn whether a Book has an answer at all: one graded 2 or 3, or none; as many of the one as of the other."""
    clear = [one for one in asked if one.answered is not None]
    teller = lightgbm.LGBMClassifier(
        n_estimators=TELLERS,
        learning_rate=SLOWLY,
        num_leaves=FEWER,
        min_child_samples=MORE,
        reg_lambda=2 * KEPT_SMALL,
        colsample_bytree=PART_OF_SUMS,
        subsample=PART_OF_ROWS,
        subsample_freq=1,
        monotone_constraints=[
            int(name.partition(" ")[2] in UPWARDS or name == "found") for name in SUMMED_UP
        ],
        class_weight="balanced",
        random_state=SEED,
        n_jobs=1,
        deterministic=True,
        force_col_wise=True,
        verbose=-1,
    )
    teller.fit(np.concatenate([summed_up(one.rows) for one in clear]), [one.answered for one in clear])
    return trees_of(teller.booster_.dump_model()["tree_info"], SUMMED_UP)


def trees_of(dumped: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Trees:
    """Trees as the kit asks them: a byte of answers each, whatever way one comes to a leaf."""
    asks = np.zeros((len(dumped), QUESTIONS), np.int32)
    above = np.full((len(dumped), QUESTIONS), np.inf)
    worth = np.zeros((len(dumped), WAYS), np.float32)
    for number, tree in enumerate(dumped):
        root = tree["tree_structure"]
        for node in inner(root):
            place = node["split_index"]
            asks[number, place], above[number, place] = node["split_feature"], node["threshold"]
        for answers in range(WAYS):
            node = root
            while "split_index" in node:
                node = node["right_child" if answers >> node["split_index"] & 1 else "left_child"]
            worth[number, answers] = node["leaf_value"]
    return Trees(tuple(names), asks, above, worth)


def inner(node: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The nodes of a tree that ask something."""
    if "split_index" in node:
        yield node
        yield from inner(node["left_child"])
        yield from inner(node["right_child"])


Order = Callable[[Asked], Floats]


def as_it_was(one: Asked) -> Floats:
    """The order in which they came up."""
    return -np.arange(len(one.ids), dtype=np.float64)


def by(trees: Trees) -> Order:
    """The order that trees see."""
    return lambda one: trees.values(one.rows) if len(one.ids) else np.zeros(0)


def held_out(asked: Sequence[Asked]) -> None:
    """Print how well the order of hands does that nothing was learned from."""
    hands = sorted({one.hand for one in asked})
    print("as it was", told(asked, as_it_was))
    values: dict[int, Floats] = {}
    for fold in range(FOLDS):
        kept = set(hands[fold::FOLDS])
        order = by(learn(one for one in asked if one.hand not in kept))
        values |= {id(one): order(one) for one in asked if one.hand in kept}
    print("held out", told(asked, lambda one: values[id(one)]))


def answered_held_out(asked: Sequence[Asked], others: Sequence[Asked]) -> None:
    """Print how many with an answer stay quiet, and how many without, by hands that nothing was learned from."""
    hands = sorted({one.hand for one in asked})
    odds: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        kept = set(hands[fold::FOLDS])
        trees = learn_answered(one for one in asked if one.hand not in kept)
        odds += [
            (bool(one.answered), seen(trees, one))
            for one in asked
            if one.hand in kept and one.answered is not None
        ]
    every = [("held out", odds)]
    if others:
        trees = learn_answered(asked)
        every.append(
            ("others", [(bool(one.answered), seen(trees, one)) for one in others if one.answered is not None])
        )
    for name, told_of in every:
        for at in np.arange(-1.0, 1.01, 0.25):
            quiet = [[value < at for good, value in told_of if good is which] for which in (True, False)]
            print(name, f"from {at:.2f}: false quiet {np.mean(quiet[0]):.2f}, quiet {np.mean(quiet[1]):.2f}")


def seen(trees: Trees, one: Asked) -> float:
    """The log odds that trees see for one question."""
    return float(trees.values(summed_up(one.rows))[0])


def told(asked: Iterable[Asked], order: Order) -> str:
    """nDCG@5 over what has an answer, recall of good answers among ten, and how often one of five was ruled out."""
    gains, recalls, trapped = [], [], []
    for one in asked:
        ordered = [one.ids[place] for place in np.argsort(-order(one), kind="stable")]
        best = sorted(one.judged.values(), reverse=True)[:5]
        if best:
            shown = [one.judged.get(entry, 0) for entry in ordered[:5]]
            gains.append(gain(shown) / gain(best))
        good = {entry for entry, grade in one.judged.items() if grade > 1}
        if good:
            recalls.append(len(good & set(ordered[:10])) / len(good))
        if one.traps:
            trapped.append(not one.traps.isdisjoint(ordered[:5]))
    told = {"nDCG@5": gains, "recall@10": recalls, "trap@5": trapped}
    return ", ".join(f"{name} {np.mean(values):.4f}" for name, values in told.items())


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


if __name__ == "__main__":
    main()
