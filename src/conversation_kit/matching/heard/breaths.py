"""Breaths: everything that was said as padded lines of folded words, each breath apart, as limits are read from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conversation_kit.matching.heard.ages_heard import ages_written_out
from conversation_kit.matching.heard.whose import for_themselves, own_of
from conversation_kit.matching.vocabulary.figures import in_figures, is_written_out, usual
from conversation_kit.matching.vocabulary.plain import line, spoken
from conversation_kit.matching.vocabulary.words import Words

_LONGEST = 6_000
_BREATH = re.compile(r"[.!?;\n\u2026]+\s*")
_SIGN = re.compile(r"\u00a3\s?(\d+)(?:\.(\d\d))?|\b(\d+)(?:er|quid)\b")


@dataclass(frozen=True, slots=True)
class Breaths:
    """What was said, in spoken forms made one; a bar stands between two breaths.

    Attributes:
        everything: All of it.
        said: The same without what is told of others.
        own: What holds for themselves.
        figures: ``said`` with its numbers in figures.
    """

    everything: str
    said: str
    own: str
    figures: str


def breaths_of(texts: Iterable[str]) -> Breaths:
    """Everything that was said; the order of the statements makes no difference."""
    everything = usual(_breaths(texts))
    said = own_of(everything)
    return Breaths(everything, said, for_themselves(said), in_figures(said))


def but_for(name: str, said: str, words: Words) -> str:
    """What was said without the breaths in which a form stands."""
    return "|".join(breath for breath in said.split("|") if not words.forms.heard(name, breath))


def _breaths(texts: Iterable[str]) -> str:
    """What was said as one padded line, each breath apart."""
    found = []
    for text in sorted(set(texts)):
        plain = ages_written_out(is_written_out(_SIGN.sub(_in_pounds, text[:_LONGEST])))
        found += [line(words) for breath in _BREATH.split(plain) if (words := spoken(breath))]
    return "|".join(found)


def _in_pounds(found: re.Match[str]) -> str:
    """A price as one word with its pence, which survive folding: "3p50 pounds"."""
    return f"{found[1] or found[3]}{f'p{found[2]}' if found[2] else ''} pounds"
