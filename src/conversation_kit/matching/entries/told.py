"""Told: what an entry's own words ask of whoever comes, quoted as they stand, with where they were read."""

import re
from collections.abc import Callable, Iterable, Iterator

from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.entries import Entry

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LONGEST = 90
"""Letters of a quotation; a caution is one short line."""
_MOST_READ = 4_000


def quoted(entry: Entry, cues: Iterable[str], words: Words) -> Iterator[str]:
    """For each cue the first sentence that says so, each once: 'its description says "Members only."'.

    Args:
        entry: Whose words.
        cues: Names of turns of phrase, the most pressing first.
        words: The words matching goes by.
    """
    said: set[str] = set()
    sentences = [(where, sentence, line(tokens(sentence))) for where, sentence in _sentences(entry)]
    for cue in cues:
        for where, sentence, folded in sentences:
            if words.cue_in(cue, folded) and not words.cue_in("no_need_entry", folded):
                if sentence not in said:
                    said.add(sentence)
                    yield f'{where} "{shortened(sentence)}"'
                break


def quoted_where(entry: Entry, says_so: Callable[[str], bool]) -> str:
    """The first sentence of an entry of which ``says_so`` holds, quoted with where it stands; empty when none does."""
    return next(
        (
            f'{where} "{shortened(sentence)}"'
            for where, sentence in _sentences(entry)
            if says_so(line(tokens(sentence)))
        ),
        "",
    )


def shortened(sentence: str) -> str:
    """A sentence that fits a caution, cut between words when it is long."""
    plain = " ".join(sentence.split()).rstrip(". ")
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[:_LONGEST].rsplit(' ', 1)[0]}\u2026"


def _sentences(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.eligibility:
        yield "it is said to be for", entry.eligibility[:_MOST_READ]
    for sentence in _SENTENCE.split(entry.description[:_MOST_READ]):
        if sentence.strip():
            yield "its description says", sentence
