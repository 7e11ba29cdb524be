"""Checking words files before they are used: every file is looked at, and each tells its first fault."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.forms_files import form_files, read_forms
from conversation_kit.matching.vocabulary.plain import tokens
from conversation_kit.matching.vocabulary.plain_files import fault, toml_of
from conversation_kit.matching.vocabulary.said_files import sentence_files, sentences_of
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.words_files import read_activities, read_cues, read_themes


@dataclass(frozen=True, slots=True)
class Listed:
    """A theme as a list shows it: how many ways of saying it, directory words and whole sentences it has."""

    theme: Theme
    sentences: int


def check_words(folder: Path, files: Sequence[Path] = ()) -> list[BadInputError]:
    """Check words files.

    Args:
        folder: The words in use, which the files are read beside.
        files: What to check; all of ``folder`` when empty.

    Returns:
        The first fault of each file that has one, with file, line and what is wrong.
    """
    themes = sorted(folder.glob("themes*.toml"), key=lambda path: path.stem)
    found = []
    forms = form_files(folder)
    for path in files or [*themes, *sorted(folder.glob("said-*.toml")), folder / "cues.toml", *forms]:
        try:
            _check(path, themes, forms)
        except BadInputError as error:
            found.append(error)
    return found


def list_themes(folder: Path) -> list[Listed]:
    """Every theme of ``folder`` but those of the activity list, by id.

    Raises:
        BadInputError: A file is wrong.
    """
    themes = read_themes(sorted(folder.glob("themes*.toml"), key=lambda path: path.stem))
    count = Counter(
        theme
        for path in sentence_files(folder)
        if path.name.startswith("said")
        for theme, _ in sentences_of(path, themes)
    )
    return [Listed(theme, count[theme.id]) for theme in sorted(themes.values(), key=lambda one: one.id)]


def said_twice(folder: Path) -> list[str]:
    """Sentences that stand under more than one theme, folded; no fault, but one of them is mostly a slip.

    Raises:
        BadInputError: A file is wrong.
    """
    under: dict[str, set[str]] = {}
    for path in sorted(folder.glob("said-*.toml")):
        for theme, words in sentences_of(path):
            under.setdefault(" ".join(tokens(words)), set()).add(theme)
    return sorted(words for words, themes in under.items() if len(themes) > 1)


def _check(path: Path, themes: Sequence[Path], forms: Sequence[Path]) -> None:
    """Check one file by what it holds. Raises BadInputError."""
    if path.name == "cues.toml":
        read_cues(path)
    elif path.name.startswith("forms"):
        others = [other for other in forms if other.resolve() != path.resolve()]
        read_forms(sorted([*others, path], key=lambda one: one.stem))
    elif path.suffix == ".json":
        read_activities(path, left_out=frozenset())
    elif "said" in (held := toml_of(path)):
        sentences_of(path, read_themes(themes))
    elif "theme" in held:
        others = [other for other in themes if other.resolve() != path.resolve()]
        read_themes(sorted([*others, path], key=lambda one: one.stem))
    else:
        raise fault(path, None, "nothing in it begins with [[said]] or [[theme]]")
