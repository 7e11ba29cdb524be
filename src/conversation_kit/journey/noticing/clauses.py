"""A note cut into clauses: stretches of the person's own words, each saying one thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conversation_kit.journey.noticing.phrases import Phrases, Word

_STOP = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d)]*\s|[;\n\r\t|()\u2013\u2014]|\s-+\s|:\s|\.\.\.?")
_ABBREVIATIONS = frozenset({"st", "mr", "mrs", "ms", "dr"})
_SPLITTERS = frozenset({"and", "so", "then"})
_NOT_A_TURN = frozenset({"nothing", "nowt", "all", "anything", "everything", "owt"})  # "nothing but trouble"


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``start`` to ``end`` (exclusive) of a line; ``first`` when a sentence begins with it."""

    start: int
    end: int
    first: bool


@dataclass(frozen=True, slots=True)
class Joints:
    """The words clauses are cut at and trimmed of; ``assets/words/noticing.toml`` explains each."""

    openers: Phrases
    speakers: Phrases
    joins: Phrases


def clauses_of(text: str, words: Sequence[Word], joints: Joints) -> list[Clause]:
    """Cut a line where a new thing is said; joining words at either end are left out of the clauses."""
    found: list[Clause] = []
    start, first = 0, True
    for index in range(1, len(words) + 1):
        stop = index == len(words) or _sentence_ends(text, words[index - 1], words[index])
        if stop or _turns(text, words, start, index, joints):
            clause = _trimmed(words, Clause(start, index, first), joints.joins)
            if clause.start < clause.end:
                found.append(clause)
            start, first = index, stop
    return found


def words_said(text: str, words: Sequence[Word], clause: Clause) -> str:
    """Return the clause as it was typed."""
    return text[words[clause.start].start : words[clause.end - 1].end]


def _sentence_ends(text: str, before: Word, after: Word) -> bool:
    gap = text[before.end : after.start]
    if before.norm in _ABBREVIATIONS and gap.startswith("."):
        return False
    return _STOP.search(gap) is not None


def _turns(text: str, words: Sequence[Word], start: int, index: int, joints: Joints) -> bool:
    """Return whether a new clause begins at ``index``, inside a sentence."""
    word, before = words[index], words[index - 1]
    if word.norm == "but":
        return before.norm not in _NOT_A_TURN
    if word.norm in _SPLITTERS:
        after = index
        while after < len(words) and words[after].norm in _SPLITTERS:
            after += 1
        return after < len(words) and joints.speakers.at(words, after, len(words)) is not None
    comma = "," in text[before.end : word.start]
    # One word and a comma is a name or a way of starting ("Janet, my daughter"), not a clause.
    return comma and index - start > 1 and joints.openers.at(words, index, len(words)) is not None


def _trimmed(words: Sequence[Word], clause: Clause, joins: Phrases) -> Clause:
    start, end = clause.start, clause.end
    while start < end and joins.at(words, start, start + 1):
        start += 1
    while start < end and joins.at(words, end - 1, end):
        end -= 1
    return Clause(start, end, clause.first)
