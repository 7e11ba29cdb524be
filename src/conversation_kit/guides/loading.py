"""Guides from their files: one, a check of one, or all that a worker can choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import NotFoundError
from conversation_kit.guides.format import place_in_words, read_guide
from conversation_kit.guides.lines import line_index, line_of
from conversation_kit.guides.model import Guide
from conversation_kit.guides.problems import GuideError, Problem
from conversation_kit.guides.reading import UnreadableError, parse_toml, read_text


def load_guide(path: Path) -> Guide:
    """Read one guide file.

    Raises:
        GuideError: It cannot be used; its ``problems`` name file, line and field, all of them at once.
    """
    try:
        text = read_text(path)
        data = parse_toml(text)
    except UnreadableError as error:
        raise GuideError([Problem(path, error.line, "", error.why)]) from error
    result = read_guide(data)
    if isinstance(result, Guide):
        return result
    index = line_index(text)
    problems = [Problem(path, line_of(place, index), place_in_words(place), why) for place, why in result]
    raise GuideError(sorted(problems, key=lambda problem: problem.line))


def check_guide(path: Path) -> list[Problem]:
    """Return everything that is wrong with a guide file; an empty list when it can be used."""
    try:
        load_guide(path)
    except GuideError as error:
        return list(error.problems)
    return []


@dataclass(frozen=True, slots=True)
class Guides:
    """The shelf of guides a worker can choose from.

    Attributes:
        all: Sorted by name.
        problems: What was wrong with the files that were left out.
    """

    all: tuple[Guide, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, folders: Sequence[Path]) -> "Guides":
        """Read every ``*.toml`` of ``folders``.

        A guide in a later folder replaces one with the same id in an earlier folder, so that a council can
        word a shipped guide its own way. A file that cannot be used replaces nothing and is reported in
        ``problems``. A folder that does not exist is an empty one: most councils have none.

        Args:
            folders: The shipped folder first, then the council's.
        """
        chosen: dict[str, Guide] = {}
        problems: list[Problem] = []
        for folder in folders:
            chosen |= _folder(folder, problems)
        in_order = sorted(chosen.values(), key=lambda guide: (guide.name.casefold(), guide.id))
        return cls(tuple(in_order), tuple(problems))

    def guide(self, guide_id: str) -> Guide:
        """Return the guide with this id.

        Raises:
            NotFoundError: There is none; the sentence lists those there are.
        """
        for guide in self.all:
            if guide.id == guide_id:
                return guide
        known = ", ".join(sorted(guide.id for guide in self.all)) or "none"
        raise NotFoundError(f"There is no guide with that id. The guides here are: {known}.")


def _folder(folder: Path, problems: list[Problem]) -> dict[str, Guide]:
    """Return the usable guides of one folder by id, adding what is wrong to ``problems``."""
    found: dict[str, Guide] = {}
    for path in _files(folder, problems):
        try:
            guide = load_guide(path)
        except GuideError as error:
            problems.extend(error.problems)
            continue
        if guide.id in found:
            why = "another file in the same folder already has this id; this one was left out"
            problems.append(Problem(path, 0, "id", why))
        else:
            found[guide.id] = guide
    return found


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".toml")
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(Problem(folder, 0, "", f"the folder of guides cannot be opened ({error.strerror})"))
        return
    yield from (path for path in names if not path.name.startswith("."))
