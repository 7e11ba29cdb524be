"""Learn which themes words and pairs of words tell of, from the bank's sentences; README.md says how and why."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.learned import marks_of
from conversation_kit.matching.meaning import LEARNED, VECTORS
from conversation_kit.matching.plain import spoken
from conversation_kit.matching.said_files import sentence_files, sentences_of
from conversation_kit.matching.vectors import WordVectors

WORDS = assets_folder() / "words"
SEEN = 3  # sentences that must hold a mark
SHARP = 6.0  # what a vector of unit length is multiplied with
LEFT_OUT = 0.3  # of the marks of a sentence, each time it is learned from
SMALL = 1e-5  # how dear a mark's weight is
EPOCHS, BATCH, PACE = 12, 256, 3e-3
SAY = 0.5  # how much a short way of saying it counts, beside a sentence
ALIKE = 0.5  # sentences that share so much of their stems are held out together
HELD = 4
NEIGHBOURS, POWER = 20, 8
SEED = 20261128

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Bank:
    """The sentences: their marks, vectors (unit length), themes by number, and what each counts."""

    marks: list[list[str]]
    vectors: Floats
    themes: NDArray[np.int64]
    names: list[str]
    counts: Floats


def read_bank() -> Bank:
    """Read every sentence of the project's words."""
    vectors = WordVectors.load(WORDS / VECTORS)
    rows = [
        (spoken(text), theme, 1.0 if path.name.startswith("said") else SAY)
        for path in sentence_files(WORDS)
        for theme, text in sentences_of(path)
    ]
    names = sorted({theme for _, theme, _ in rows})
    return Bank(
        [marks_of(words) for words, _, _ in rows],
        np.array([vectors.of(words) for words, _, _ in rows], np.float32) / 127.0,
        np.array([names.index(theme) for _, theme, _ in rows]),
        names,
        np.array([count for _, _, count in rows], np.float32),
    )


def bags(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one list, and where each begins."""
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    return torch.tensor([one for row in rows for one in row], dtype=torch.long), torch.tensor(starts)


@dataclass(frozen=True)
class Weights:
    """What was learned, in full precision; see ``matching/learned.py``."""

    names: list[str]
    marks: Floats
    meant: Floats
    before: Floats


def learn(bank: Bank, chosen: NDArray[np.int64]) -> Weights:
    """Learn from the chosen sentences: one layer, cross entropy."""
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    seen = Counter(mark for one in chosen for mark in bank.marks[one])
    names = sorted(mark for mark, many in seen.items() if many >= SEEN)
    number = {mark: place for place, mark in enumerate(names)}
    rows = [[number[mark] for mark in marks if mark in number] or [len(names)] for marks in bank.marks]
    marks = nn.EmbeddingBag(len(names) + 1, len(bank.names), mode="sum", padding_idx=len(names))
    meant = nn.Linear(bank.vectors.shape[1], len(bank.names))
    for tensor in (marks.weight, meant.weight, meant.bias):
        nn.init.zeros_(tensor)
    vectors, themes = torch.tensor(bank.vectors) * SHARP, torch.tensor(bank.themes)
    counts = torch.tensor(bank.counts)
    steps = torch.optim.Adam([*marks.parameters(), *meant.parameters()], lr=PACE)
    for _ in range(EPOCHS):
        order = shuffle.permutation(chosen)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            held, starts = bags([rows[one] for one in some])
            kept = (torch.rand(len(held)) > LEFT_OUT).float() / (1 - LEFT_OUT)
            speaks = meant(vectors[some]) + marks(held, starts, per_sample_weights=kept)
            wrong = functional.cross_entropy(speaks, themes[some], reduction="none") * counts[some]
            loss = wrong.sum() / counts[some].sum() + SMALL * (marks.weight**2).sum()
            steps.zero_grad()
            loss.backward()
            steps.step()
    with torch.no_grad():
        return Weights(
            names,
            marks.weight[:-1].numpy().astype(np.float32),
            (meant.weight * SHARP).numpy().astype(np.float32),
            meant.bias.numpy().astype(np.float32),
        )


def speaks_for(bank: Bank, weights: Weights) -> Floats:
    """How likely each sentence speaks of each theme."""
    number = {mark: place for place, mark in enumerate(weights.names)}
    told = np.array(
        [
            weights.marks[[number[mark] for mark in marks if mark in number]].sum(axis=0)
            for marks in bank.marks
        ]
    )
    speaks = weights.before + told + bank.vectors @ weights.meant.T
    likely = np.exp(speaks - speaks.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), np.float32)


def votes_for(bank: Bank, held: NDArray[np.int64], known: NDArray[np.int64]) -> Floats:
    """The votes that the nearest known sentences cast for the themes of held ones."""
    votes = np.zeros((len(bank.marks), len(bank.names)), np.float32)
    for one in held:
        near = bank.vectors[known] @ bank.vectors[one]
        best = np.argpartition(-near, NEIGHBOURS)[:NEIGHBOURS]
        worth = np.maximum(near[best], 0) ** POWER * bank.counts[known[best]]
        cast = np.bincount(bank.themes[known[best]], worth, len(bank.names))
        votes[one] = cast / max(float(cast.sum()), 1e-9)
    return votes


def families(bank: Bank) -> NDArray[np.int64]:
    """The number of a family for each sentence: near-copies are of one, so that none is held out beside its copy."""
    stems = [frozenset(mark for mark in marks if " " not in mark) for marks in bank.marks]
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


def measure(bank: Bank) -> None:
    """Print how often a held-out sentence's theme is first, among three, among five, by each way of hearing."""
    family = families(bank)
    chosen = np.random.default_rng(SEED).permutation(np.unique(family))[::HELD]
    out = np.isin(family, chosen)
    held, known = np.flatnonzero(out & (bank.counts == 1.0)), np.flatnonzero(~out)
    learned = speaks_for(bank, learn(bank, known))
    votes = votes_for(bank, held, known)
    for name, shares in (("votes", votes), ("learned", learned), ("both", (votes + learned) / 2)):
        order = np.argsort(-shares[held], axis=1)
        right = order == bank.themes[held][:, None]
        print(name, " ".join(f"{right[:, :many].any(axis=1).mean():.3f}" for many in (1, 3, 5, 10)))


def write(bank: Bank, weights: Weights) -> None:
    """Write what was learned as whole numbers of -127 to 127."""
    scales = [float(np.abs(part).max()) / 127.0 for part in (weights.marks, weights.meant)]
    marks, meant = (
        np.rint(part / scale).astype(np.int8)
        for part, scale in zip((weights.marks, weights.meant), scales, strict=True)
    )
    path = WORDS / LEARNED
    np.savez_compressed(
        path,
        themes=np.frombuffer("\n".join(bank.names).encode(), np.uint8),
        mark_names=np.frombuffer("\n".join(weights.names).encode(), np.uint8),
        marks=marks,
        meant=meant,
        before=np.round(weights.before.astype(np.float64), 4),
        scales=np.array([scales[0], scales[1] / 127.0]),
    )
    print(f"{path.name}: {len(weights.names)} marks, {len(bank.names)} themes, {path.stat().st_size:,} bytes")


def main() -> None:
    """Learn, and write or measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--hold-out", action="store_true", help="Measure on sentences held out; write nothing."
    )
    bank = read_bank()
    if asked.parse_args().hold_out:
        measure(bank)
    else:
        write(bank, learn(bank, np.arange(len(bank.marks))))


if __name__ == "__main__":
    main()
