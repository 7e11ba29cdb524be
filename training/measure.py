"""How often a sentence's theme is heard that nothing was learned from: README.md says how it is measured.

Vectors and themes are learned anew without the sentences that are kept back; nothing is written.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from distil import teach, vocabulary
from teacher import SEED, Bank, Floats, Numbers, Teacher, read_bank, shares
from themes import Weights, learn, marks_in

ALIKE = 0.5  # sentences that share so much of their stems are of one family
HELD = 5  # every so-manieth family is kept back
NEIGHBOURS, POWER = 20, 8
VOTES = 0.3  # how much of a share are the votes of the nearest sentences


def families(marks: list[list[str]]) -> Numbers:
    """The number of a family for each sentence: near-copies are of one, so that none is held out beside its copy."""
    stems = [frozenset(mark for mark in of_one if " " not in mark) for of_one in marks]
    holders: dict[str, list[int]] = defaultdict(list)
    seen = Counter(one for held in stems for one in held)
    family = list(range(len(stems)))

    def head(one: int) -> int:
        while family[one] != one:
            one = family[one]
        return one

    for number, held in enumerate(stems):
        rare = sorted(held, key=lambda one: (seen[one], one))[: len(held) // 2 + 1]
        for other in {other for one in rare for other in holders[one]}:
            if len(held & stems[other]) >= ALIKE * len(held | stems[other]):
                family[head(number)] = head(other)
        for one in held:
            holders[one].append(number)
    return np.array([head(one) for one in range(len(stems))])


def speaks_for(marks: list[list[str]], vectors: Floats, weights: Weights) -> Floats:
    """How likely each sentence speaks of each theme."""
    number = {mark: place for place, mark in enumerate(weights.names)}
    told = np.array(
        [weights.marks[[number[mark] for mark in held if mark in number]].sum(axis=0) for held in marks]
    )
    speaks = weights.before + told + vectors @ weights.meant.T
    likely = np.exp(speaks - speaks.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), np.float32)


def votes_for(bank: Bank, vectors: Floats, held: Numbers, known: Numbers) -> Floats:
    """The votes that the nearest known sentences cast for the themes of held ones."""
    votes = np.zeros((len(bank.texts), len(bank.names)), np.float32)
    for one in held:
        near = vectors[known] @ vectors[one]
        best = np.argpartition(-near, NEIGHBOURS)[:NEIGHBOURS]
        worth = np.maximum(near[best], 0) ** POWER * bank.counts[known[best]]
        cast = np.bincount(bank.themes[known[best]], worth, len(bank.names))
        votes[one] = cast / max(float(cast.sum()), 1e-9)
    return votes


def together(rows: list[list[int]], words: Floats) -> Floats:
    """Sentences as the sums of their words, at unit length, rounded as the kit rounds them."""
    sums = np.array([words[row].sum(axis=0) if row else np.zeros(words.shape[1]) for row in rows], np.float32)
    units = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return np.asarray(np.rint(units * 127) / 127, np.float32)


def main() -> None:
    """Learn without what is kept back, and print how often its theme is first, among three, five and ten."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path, required=True, help="Folder for what the teacher said.")
    asked.add_argument(
        "--files", nargs="*", default=[], help="Keep back these files of sentences instead of some families."
    )
    asked.add_argument("--reverse", action="store_true", help="Learn from these files, ask about the others.")
    options = asked.parse_args()
    bank, teacher = read_bank(), Teacher(options.keep)
    marks, meant = marks_in(bank), teacher.vectors(bank.texts)
    short = np.array([name.startswith("themes") for name in bank.files])
    if options.files:
        out = np.isin(bank.files, options.files) != options.reverse
        family, held, known = np.arange(len(out)), np.flatnonzero(out & ~short), np.flatnonzero(~out | short)
    else:
        family = families(marks)
        chosen = np.random.default_rng(SEED).permutation(np.unique(family))[::HELD]
        out = np.isin(family, chosen)
        held, known = np.flatnonzero(out & ~short), np.flatnonzero(~out)
    print(f"{len(known)} sentences known, {len(held)} asked about")
    taught = shares(meant, bank, known, family)
    words = vocabulary(bank, teacher)
    vectors = together(words.rows(bank.texts), teach(bank, words, meant, taught, known))
    learned = speaks_for(marks, vectors, learn(bank, marks, vectors, taught, known))
    votes = votes_for(bank, vectors, held, known)
    both = VOTES * votes + (1 - VOTES) * learned
    for name, told in (("teacher", taught), ("votes", votes), ("learned", learned), ("both", both)):
        order = np.argsort(-told[held], axis=1)
        right = order == bank.themes[held][:, None]
        print(name, " ".join(f"{right[:, :many].any(axis=1).mean():.3f}" for many in (1, 3, 5, 10)))


if __name__ == "__main__":
    main()
