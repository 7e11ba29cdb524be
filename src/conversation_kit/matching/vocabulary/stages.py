"""Stages of life: how old somebody at least and at most is by what they say ("revising for my GCSEs", "my bus pass").

They are data: the blocks ``[[stage]]`` of the files of forms. How a block is written is told at the head of
``forms-stages.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversation_kit.matching.vocabulary.plain_files import blocks_of, fault, phrases_of

STAGE = "stage"
"""What a block begins with."""
_AT_LEAST, _AT_MOST, _SAY = "at_least", "at_most", "say"
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Stage:
    """Whole years between which somebody's age is, None where nothing was said."""

    at_least: int | None = None
    at_most: int | None = None


def stages_of(path: Path, raw: Any) -> list[tuple[Stage, Sequence[str]]]:
    """Check the blocks ``[[stage]]`` of one file; each stage with the lines that tell it, as they are written.

    Raises:
        BadInputError: A block is wrong; the sentence names the file, the line where it begins and what is wrong.
    """
    found: list[tuple[Stage, Sequence[str]]] = []
    for number, block in blocks_of(path, STAGE, raw, called="stage"):
        for key in block:
            if key not in (_AT_LEAST, _AT_MOST, _SAY):
                raise fault(
                    path,
                    number,
                    f'"{key}" is not something a stage has; what is none of it stands before the first [[stage]]',
                )
        lines = phrases_of(path, number, f"this stage: {_SAY}", block.get(_SAY, []))
        if not lines:
            raise fault(path, number, f'this stage needs "{_SAY}": what somebody says who is at it')
        found.append((_ages(path, number, block), lines))
    return found


def _ages(path: Path, number: int, block: dict[str, Any]) -> Stage:
    stage = Stage(*(_age(path, number, key, block.get(key)) for key in (_AT_LEAST, _AT_MOST)))
    if stage == Stage():
        raise fault(path, number, f'this stage needs "{_AT_LEAST}", "{_AT_MOST}", or both: {_AT_LEAST} = 18')
    if stage.at_least is not None and stage.at_most is not None and stage.at_least > stage.at_most:
        raise fault(path, number, f'this stage is "{_AT_LEAST}" older than it is "{_AT_MOST}"')
    return stage


def _age(path: Path, number: int, key: str, raw: Any) -> int | None:
    if raw is None:
        return None
    if type(raw) is not int or not 0 <= raw <= _OLDEST:
        raise fault(path, number, f'this stage: "{key}" is an age in whole years: {key} = 18')
    return raw
