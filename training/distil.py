"""Distil a sentence transformer into static word vectors, taught by the bank; README.md says how and why."""

import argparse
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from teacher import WORDS, Bank, Floats, Numbers, Teacher, bags, read_bank, shares
from torch import Tensor, nn
from torch.nn import functional
from wordfreq import top_n_list, word_frequency

from conversation_kit.matching.vocabulary.meaning import VECTORS, write_sentences
from conversation_kit.matching.vocabulary.plain import spoken, stem, tokens
from conversation_kit.matching.vocabulary.vectors import write_vectors

SIZE = 128
COMMON = 45_000
SIF = 1e-4  # words of this frequency count half
EPOCHS, BATCH, PACE = 15, 1_024, 2e-3
SLOWEST = 0.1  # the pace falls to this part of it
KEPT = 0.7  # of the words of a sentence, each time it is learned from
SOFT = 0.5  # how much the teacher's own judgement of the theme counts beside the theme it was written for
SEED = 20261128


@dataclass(frozen=True)
class Vocabulary:
    """The words, sorted and folded; where the teacher puts each, and how common it is."""

    names: list[str]
    meant: Floats
    frequency: Floats

    def rows(self, texts: list[str]) -> list[list[int]]:
        """The numbers of the known words of each text."""
        number = {word: place for place, word in enumerate(self.names)}
        found = ([number.get(word, number.get(stem(word))) for word in spoken(text)] for text in texts)
        return [[place for place in row if place is not None] for row in found]


def vocabulary(bank: Bank, teacher: Teacher) -> Vocabulary:
    """Common English, the words of the bank and those of directories."""
    written: dict[str, str] = {}
    texts = [*bank.texts, (WORDS / "activities.json").read_text("utf-8")]
    for path in sorted(WORDS.glob("themes*.toml")):
        for theme in tomllib.loads(path.read_text("utf-8"))["theme"]:
            texts += [theme.get("name", ""), *theme.get("find", [])]
    directory = Path(__file__).with_name("directory_words.txt").read_text("utf-8").split()
    spelt = (word for text in texts for word in re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)?", text))
    for word in (*top_n_list("en", COMMON), *directory, *(word.lower() for word in spelt)):
        folded = tokens(word)
        if len(folded) == 1 and (folded[0].isalpha() or len(folded[0]) <= 2):  # noqa: PLR2004
            written.setdefault(folded[0], word)
    written = dict(sorted(written.items()))
    return Vocabulary(
        list(written),
        teacher.vectors(list(written.values())),
        np.array([max(word_frequency(word, "en"), 1e-8) for word in written.values()], np.float32),
    )


class Pupil(nn.Module):
    """One linear map for every word, and how much a word tells; see the README, 3."""

    def __init__(self, words: Tensor, frequency: Tensor, axes: Tensor, themes: int) -> None:
        super().__init__()
        self.register_buffer("words", words)
        self.register_buffer("base", SIF / (SIF + frequency)[:, None])
        self.map = nn.Linear(words.shape[1], SIZE, bias=False)
        self.map.weight.data = axes.clone()
        self.back = nn.Linear(SIZE, words.shape[1], bias=False)
        self.back.weight.data = axes.T.clone()
        self.tells = nn.Linear(words.shape[1], 1)
        nn.init.zeros_(self.tells.weight)
        nn.init.zeros_(self.tells.bias)
        self.theme = nn.Linear(SIZE, themes)
        self.sharp = nn.Parameter(torch.tensor(2.5))

    def rows(self) -> Tensor:
        """The vectors of all words."""
        return self.base * torch.exp(self.tells(self.words)) * self.map(self.words)

    def forward(self, index: Tensor, starts: Tensor) -> Tensor:
        """The vectors of some sentences, of which some words are left out."""
        kept = (torch.rand(len(index)) < KEPT).float()
        total = functional.embedding_bag(index, self.rows(), starts, mode="sum", per_sample_weights=kept)
        return functional.normalize(total + 1e-6, dim=1)


@dataclass(frozen=True)
class Lessons:
    """What a pupil is taught of each sentence: its words, theme, how much it counts, and what the teacher says."""

    rows: list[list[int]]
    themes: Tensor
    counts: Tensor
    meant: Tensor
    shares: Tensor

    def wrong(self, pupil: Pupil, some: Numbers) -> Tensor:
        """What is still wrong: theme not told, sentences of one theme apart, far from where the teacher puts them."""
        found = pupil(*bags([self.rows[one] for one in some]))
        themes, counts = self.themes[some], self.counts[some]
        sharp = torch.exp(pupil.sharp)
        told = functional.log_softmax(pupil.theme(found) * sharp, 1)
        by_theme = functional.nll_loss(told, themes, reduction="none")
        missed = (1 - SOFT) * by_theme - SOFT * (self.shares[some] * told).sum(1)
        itself = torch.eye(len(themes), dtype=torch.bool)
        near = (found @ found.T * sharp).masked_fill(itself, -1e9)
        same = (themes[:, None] == themes[None]) & ~itself
        paired = same.any(1)
        apart = torch.logsumexp(near, 1) - torch.logsumexp(near.masked_fill(~same, -1e9), 1)
        far = 1 - functional.cosine_similarity(pupil.back(found), self.meant[some])
        together = (apart * counts)[paired].sum() / counts[paired].sum()
        return (missed * counts).sum() / counts.sum() + together + far.mean()


def teach(bank: Bank, words: Vocabulary, meant: Floats, shares: Floats, chosen: Numbers) -> Floats:
    """Teach a pupil on the chosen sentences.

    Args:
        bank: All sentences.
        words: The vocabulary.
        meant: Where the teacher puts each sentence.
        shares: How likely the teacher holds each theme for each sentence.
        chosen: The numbers of the sentences to teach with.

    Returns:
        The vectors of all words.
    """
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    centred = words.meant - words.meant.mean(axis=0)
    common = np.argsort(-words.frequency)[:15_000]
    axes = np.linalg.svd(centred[common], full_matrices=False)[2][:SIZE]
    rows = words.rows(bank.texts)
    used = sorted({word for row in rows for word in row})
    place = {word: at for at, word in enumerate(used)}
    lessons = Lessons(
        [[place[word] for word in row] for row in rows],
        torch.tensor(bank.themes),
        torch.tensor(bank.counts),
        torch.tensor(meant),
        torch.tensor(shares),
    )
    pupil, whole = (
        Pupil(
            torch.tensor(centred[some]),
            torch.tensor(words.frequency[some]),
            torch.tensor(axes),
            len(bank.names),
        )
        for some in (used, np.arange(len(centred)))
    )
    steps = torch.optim.Adam(pupil.parameters(), lr=PACE)
    for epoch in range(EPOCHS):
        steps.param_groups[0]["lr"] = PACE * (1 - (1 - SLOWEST) * epoch / EPOCHS)
        order, wrong = shuffle.permutation(chosen), 0.0
        for start in range(0, len(order), BATCH):
            loss = lessons.wrong(pupil, order[start : start + BATCH])
            steps.zero_grad()
            loss.backward()
            steps.step()
            wrong += float(loss.detach())
        print(f"round {epoch + 1} of {EPOCHS}: {wrong:.1f}", flush=True)
    learned = {name: one for name, one in pupil.state_dict().items() if name not in ("words", "base")}
    whole.load_state_dict(learned, strict=False)
    with torch.no_grad():
        return np.asarray(whole.rows().numpy(), np.float32)


def main() -> None:
    """Teach and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path, required=True, help="Folder for what the teacher said.")
    teacher = Teacher(asked.parse_args().keep)
    bank = read_bank()
    meant = teacher.vectors(bank.texts)
    words = vocabulary(bank, teacher)
    every = np.arange(len(bank.texts))
    vectors = teach(bank, words, meant, shares(meant, bank, every), every)
    write_vectors(WORDS / VECTORS, words.names, vectors)
    print(f"{len(words.names)} words written, {write_sentences(WORDS)} sentences packed.")


if __name__ == "__main__":
    main()
