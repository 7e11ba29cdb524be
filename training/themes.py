"""Learn which themes words and pairs of words tell of, from the bank's sentences; README.md says how and why."""

import argparse
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from teacher import WORDS, Bank, Floats, Numbers, Teacher, bags, read_bank, shares
from torch import nn
from torch.nn import functional

from conversation_kit.matching.stored.lines import lines_in
from conversation_kit.matching.vocabulary.learned import Learned, marks_of, write_learned
from conversation_kit.matching.vocabulary.meaning import LEARNED, VECTORS
from conversation_kit.matching.vocabulary.plain import spoken
from conversation_kit.matching.vocabulary.said_files import sentence_files
from conversation_kit.matching.vocabulary.vectors import WordVectors

SEEN = 3  # sentences that must hold a mark
SHARP = 6.0  # what a vector of unit length is multiplied with
LEFT_OUT = 0.3  # of the marks of a sentence, each time it is learned from
SMALL = 1e-5  # how dear a mark's weight is
SOFT = 0.6  # how much the teacher's own judgement of the theme counts beside the theme it was written for
EPOCHS, BATCH, PACE = 12, 256, 3e-3
SLOWEST = 0.1  # the pace falls to this part of it
SURER = 1.8  # what all that speaks is multiplied with in the end: what is softly taught is too careful
FAINT = 62  # marks that tell less in all (the length of their row of whole numbers) are left out
SEED = 20261128


@dataclass(frozen=True)
class Weights:
    """What was learned, in full precision; see ``matching/vocabulary/learned.py``."""

    names: list[str]
    marks: Floats
    meant: Floats
    before: Floats


def marks_in(bank: Bank) -> list[list[str]]:
    """The marks of each sentence."""
    return [marks_of(spoken(text)) for text in bank.texts]


def learn(bank: Bank, marks: list[list[str]], vectors: Floats, shares: Floats, chosen: Numbers) -> Weights:
    """Learn from the chosen sentences: one layer, cross entropy.

    Args:
        bank: All sentences.
        marks: Of each.
        vectors: Of each, at unit length.
        shares: How likely the teacher holds each theme for each.
        chosen: The numbers of those to learn from.
    """
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    seen = Counter(mark for one in chosen for mark in marks[one])
    names = sorted(mark for mark, many in seen.items() if many >= SEEN)
    number = {mark: place for place, mark in enumerate(names)}
    rows = [[number[mark] for mark in held if mark in number] or [len(names)] for held in marks]
    of_marks = nn.EmbeddingBag(len(names) + 1, len(bank.names), mode="sum", padding_idx=len(names))
    of_meant = nn.Linear(vectors.shape[1], len(bank.names))
    for tensor in (of_marks.weight, of_meant.weight, of_meant.bias):
        nn.init.zeros_(tensor)
    meant, taught = torch.tensor(vectors) * SHARP, torch.tensor(shares)
    themes, counts = torch.tensor(bank.themes), torch.tensor(bank.counts)
    steps = torch.optim.Adam([*of_marks.parameters(), *of_meant.parameters()], lr=PACE)
    for epoch in range(EPOCHS):
        steps.param_groups[0]["lr"] = PACE * (1 - (1 - SLOWEST) * epoch / EPOCHS)
        order = shuffle.permutation(chosen)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            held, starts = bags([rows[one] for one in some])
            kept = (torch.rand(len(held)) > LEFT_OUT).float() / (1 - LEFT_OUT)
            speaks = of_meant(meant[some]) + of_marks(held, starts, per_sample_weights=kept)
            told = functional.log_softmax(speaks, 1)
            by_theme = functional.nll_loss(told, themes[some], reduction="none")
            missed = (1 - SOFT) * by_theme - SOFT * (taught[some] * told).sum(1)
            loss = (missed * counts[some]).sum() / counts[some].sum() + SMALL * (of_marks.weight**2).sum()
            steps.zero_grad()
            loss.backward()
            steps.step()
    with torch.no_grad():
        return Weights(
            names,
            of_marks.weight[:-1].numpy().astype(np.float32),
            (of_meant.weight * SHARP).numpy().astype(np.float32),
            of_meant.bias.numpy().astype(np.float32),
        )


def write(bank: Bank, weights: Weights) -> None:
    """Write what was learned as whole numbers of -127 to 127."""
    scales = [float(np.abs(part).max()) / 127.0 for part in (weights.marks, weights.meant)]
    marks, meant = (
        np.rint(part / scale).astype(np.int8)
        for part, scale in zip((weights.marks, weights.meant), scales, strict=True)
    )
    telling = np.linalg.norm(marks.astype(np.float64), axis=1) >= FAINT
    names = [name for name, tells in zip(weights.names, telling.tolist(), strict=True) if tells]
    learned = Learned(
        themes=tuple(bank.names),
        files=frozenset(sha256(path.read_bytes()).hexdigest() for path in sentence_files(WORDS)),
        names=lines_in("\n".join(names).encode()),
        marks=marks[telling],
        mark_scale=scales[0] * SURER,
        meant=meant.astype(np.float32),
        meant_scale=scales[1] / 127.0 * SURER,
        before=np.round(weights.before.astype(np.float64) * SURER, 4),
    )
    write_learned(WORDS / LEARNED, learned, names)
    print(f"{len(names)} marks, {len(bank.names)} themes, {(WORDS / LEARNED).stat().st_size:,} bytes")


def main() -> None:
    """Learn and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path, required=True, help="Folder for what the teacher said.")
    keep = asked.parse_args().keep
    bank = read_bank()
    vectors = WordVectors.load(WORDS / VECTORS)
    meant = np.array([vectors.of(spoken(text)) for text in bank.texts], np.float32) / 127.0
    every = np.arange(len(bank.texts))
    taught = shares(Teacher(keep).vectors(bank.texts), bank, every)
    write(bank, learn(bank, marks_in(bank), meant, taught, every))


if __name__ == "__main__":
    main()
