"""The words that are searched: which of a record's, as they are asked for, and as what was found is shown."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from conversation_kit.text import inert

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "called", "area", "reach", "language", "communication", "reference"),
    "conversation": ("present", "permission"),
    "note": ("text",),
    "asset": ("words", "who", "tie", "willing"),
    "connection": (
        "entry_name",
        "first_step",
        "in_the_way",
        "would_help",
        "bridge",
        "getting_there",
        "why",
    ),
    "step-along": ("words",),
    "deal": ("what", "who", "by_when"),
    "positive-risk": ("wants", "good", "could_go_wrong", "safe_enough", "they_say", "backed_by"),
    "wellbeing": ("words",),
    "tool-score": ("tool", "score"),
    "permission": ("said",),
    "gap": ("words", "area", "answer"),
    "correction": ("entry_name", "words", "answer"),
}
"""Whose words are found, by entity; what stands here less or more needs a migration that fills the index anew."""
_MOST_WORDS = 12
_LONGEST = 200

HIT, END = "\x02", "\x03"  # no words hold them: ``inert`` takes them out


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a record, and whether they are what was looked for."""

    words: str
    hit: bool = False


def typed_query(words: str) -> str:
    """Return the full-text query for words being typed: all of them, the last perhaps unfinished; or empty."""
    typed = inert(words)[:_LONGEST]
    said = [word for word in typed.split() if any(letter.isalnum() for letter in word)][:_MOST_WORDS]
    quoted = ['"{}"'.format(word.replace('"', " ")) for word in said]
    if quoted and not typed[-1].isspace():
        quoted[-1] += " *"
    return " AND ".join(quoted)


def found_in(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield person, entity, id and words of each record with words, from its fields side by side."""
    for (entity_id, entity), group in groupby(rows, key=lambda row: (row[2], row[1])):
        fields = list(group)
        if entity in SEARCHED and (text := _text_of(entity, {row[3]: row[4] for row in fields})):
            yield fields[0][0], entity, entity_id, text


def _text_of(entity: str, values: Mapping[str, str]) -> str:
    """Return a record's words from ``{field: JSON text}``, one field a line; nothing when it was taken out."""
    if values.get("taken_out") == "true":
        return ""
    said = (json.loads(values[field]) for field in SEARCHED[entity] if field in values)
    lines = (" ".join(inert(words).split()) for words in said if isinstance(words, str))
    return "\n".join(filter(None, lines))


def pieces_of(marked: str) -> tuple[Piece, ...]:
    """Return a text with marks around what was found as pieces."""
    found: list[Piece] = []
    for n, part in enumerate(marked.split(HIT)):
        hit, end, after = part.partition(END)
        if n and end:
            found.append(Piece(hit, hit=True))
            found.append(Piece(after))
        else:
            found.append(Piece(part))
    return tuple(piece for piece in found if piece.words)
