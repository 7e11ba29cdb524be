"""Reading and checking the bank of sentences: ``said-*.toml``, and the ways of saying it in ``themes*.toml``."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from conversation_kit.matching.vocabulary.plain import tokens
from conversation_kit.matching.vocabulary.plain_files import (
    blocks_of,
    fault,
    line_of,
    phrases_of,
    text_of,
    toml_of,
)

_SHORTEST = 2
"""Words that a way of saying it must have to be read for its meaning; one word is only a word."""
_LONGEST = 60
"""Words of one sentence; whatever is longer is a story."""


def sentence_files(folder: Path) -> list[Path]:
    """Every file of ``folder`` that holds sentences, in the order of their names."""
    return sorted([*folder.glob("said-*.toml"), *folder.glob("themes*.toml")], key=lambda path: path.stem)


def sentences_of(path: Path, known: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Read the sentences of one file, each once, as (theme id, sentence); an empty id asks for nothing.

    Args:
        path: A ``said-*.toml`` or a ``themes*.toml``.
        known: Ids of all themes; None leaves unchecked whether a theme is known.

    Raises:
        BadInputError: The file is wrong; the sentence names the file, the line and what is wrong.
    """
    found = toml_of(path)
    if path.name.startswith("themes"):
        listed = ((raw["id"], words) for raw in found.get("theme", []) for words in raw.get("say", []))
        return list(
            dict.fromkeys((theme, words) for theme, words in listed if len(tokens(words)) >= _SHORTEST)
        )
    for name in found:
        if name != "said":
            raise fault(
                path, line_of(path, name), f'"{name}" does not belong here; a part begins with [[said]]'
            )
    sentences: list[tuple[str, str]] = []
    for number, part in blocks_of(path, "said", found.get("said", []), called="part"):
        sentences += _part(path, number, part, known)
    return list(dict.fromkeys(sentences))


def _part(path: Path, number: int, part: Any, known: Collection[str] | None) -> Sequence[tuple[str, str]]:
    theme = part.get("theme")
    if not isinstance(theme, str):
        raise fault(path, number, 'this part needs a "theme": the id of one, or "" for what asks for nothing')
    if theme and known is not None and theme not in known:
        raise fault(path, number, f'no file describes the theme "{theme}"')
    for key in part:
        if key not in ("theme", "lines"):
            raise fault(path, number, f'theme "{theme}": "{key}" is not something a part has')
    lines = phrases_of(path, number, f'theme "{theme}": lines', part.get("lines", []))
    if not lines:
        raise fault(path, number, f'theme "{theme}": there is not a single line')
    for words in lines:
        if len(tokens(words)) > _LONGEST:
            told = f'theme "{theme}": "{words[:40]}..." has more than {_LONGEST} words'
            raise fault(path, _where(path, words) or number, told)
    return [(theme, words) for words in lines]


def _where(path: Path, words: str) -> int | None:
    return next((n for n, text in enumerate(text_of(path).splitlines(), 1) if words in text), None)
