"""The measures of a ranking against hand-made labels, with bootstrap intervals. Only numpy.

A label is {"id", "relevant": {entry id: grade 1 to 3}, "traps"?: [entry id]}; an answer is a list of (entry id,
strength).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_SAMPLES = 2_000
_GOOD = 2  # from this grade an entry is a good answer
Answer = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One item judged; None where a measure does not apply.

    Attributes:
        ndcg5: Over items with a relevant entry; gain 2**grade - 1.
        recall10: Of entries graded 2 or 3.
        mrr: Of the first entry graded 2 or 3.
        trap5: Whether a trap is among the first five.
        quiet: Of items without a relevant entry: whether nothing is called strong or fair.
        false_quiet: The same of items with a good entry.
    """

    ndcg5: float | None
    recall10: float | None
    mrr: float | None
    trap5: float | None
    quiet: float | None
    false_quiet: float | None


MEASURES = ("ndcg5", "recall10", "mrr", "trap5", "quiet", "false_quiet")


def judge(label: dict[str, Any], answer: Answer) -> Row:
    """Judge one answer, best first."""
    ranked = list(dict.fromkeys(entry for entry, _ in answer))
    grades: dict[str, int] = label["relevant"]
    good = {entry for entry, grade in grades.items() if grade >= _GOOD}
    first = next((place for place, entry in enumerate(ranked, 1) if entry in good), None)
    silent = float(not any(strength in ("strong", "fair") for _, strength in answer))
    traps = set(label.get("traps", []))
    return Row(
        ndcg5=_ndcg(ranked, grades) if grades else None,
        recall10=len(good & set(ranked[:10])) / len(good) if good else None,
        mrr=(1 / first if first else 0.0) if good else None,
        trap5=float(bool(traps & set(ranked[:5]))) if traps else None,
        quiet=None if grades else silent,
        false_quiet=silent if good else None,
    )


def _ndcg(ranked: Sequence[str], grades: dict[str, int], first: int = 5) -> float:
    def gained(found: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(found))

    ideal = gained(sorted(grades.values(), reverse=True)[:first])
    return gained([grades.get(entry, 0) for entry in ranked[:first]]) / ideal


def interval(rows: Sequence[Row], measure: str) -> tuple[float, float, float]:
    """Return mean, and the ends of its 95% bootstrap interval over items; all NaN when it applies to none."""
    values = np.array([value for row in rows if (value := getattr(row, measure)) is not None])
    if not len(values):
        return math.nan, math.nan, math.nan
    draws = np.random.default_rng(0).integers(0, len(values), (_SAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def better(ours: Sequence[Row], theirs: Sequence[Row], measure: str = "ndcg5") -> float:
    """Return how often, over bootstrap samples of the same items, ours is better than theirs."""
    both = [(getattr(a, measure), getattr(b, measure)) for a, b in zip(ours, theirs, strict=True)]
    gaps = np.array([a - b for a, b in both if a is not None and b is not None])
    draws = np.random.default_rng(0).integers(0, len(gaps), (_SAMPLES, len(gaps)))
    return float((gaps[draws].mean(axis=1) > 0).mean())


Ranker = Callable[[str], Answer]
