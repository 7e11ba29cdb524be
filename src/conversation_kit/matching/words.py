"""The words matching goes by, read from plain files that a council can correct and add to.

``themes*.toml`` holds life themes: what people say, what directories write, and how themes lead to one another.
``cues.toml`` holds the turns of phrase that tell a wish from a dislike or a limit. ``activities.json`` is
OpenActive's activity list. Nothing here ranks anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from conversation_kit.errors import BadInputError
from conversation_kit.matching.bank import Bank
from conversation_kit.matching.plain import line, stem, tokens
from conversation_kit.matching.themes import Theme
from conversation_kit.matching.words_files import read_activities, read_cues, read_themes


@dataclass(frozen=True)
class Words:
    """Everything matching knows about words.

    Attributes:
        themes: All themes by id; those from the activity list have ids that begin with ``activity:``.
        cues: Turns of phrase by name, each a padded line of folded words.
        small: Words too small to mean anything by themselves ("the", "got").
        generic: Stems that most entries of any directory hold ("support", "group").
        bank: The themes' phrases, indexed.
        ordinary: Ordinary English words, which spelling repair leaves alone.
    """

    themes: Mapping[str, Theme]
    cues: Mapping[str, tuple[str, ...]]
    small: frozenset[str]
    generic: frozenset[str]
    bank: Bank
    ordinary: frozenset[str] = field(repr=False)

    @classmethod
    def load(cls, folder: Path, *, ordinary: Iterable[str] | None = None) -> "Words":
        """Read the words of ``folder``.

        Args:
            folder: Holds ``cues.toml``, ``themes*.toml`` (any number) and, if wanted, ``activities.json``.
            ordinary: Ordinary English words; by default the lists that come with the passphrase judge.

        Raises:
            BadInputError: A file is missing or wrong; the sentence names the file, the line and what is wrong.
        """
        files = sorted(folder.glob("themes*.toml"))
        if not files:
            raise BadInputError(f"There is no words file named themes.toml in {folder.name}. Put one there.")
        cues = read_cues(folder / "cues.toml")
        themes = read_themes(files)
        activities = folder / "activities.json"
        if activities.is_file():
            too_ordinary = frozenset(" ".join(tokens(label)) for label in cues["activities_left_out"])
            for theme in read_activities(activities, left_out=too_ordinary):
                themes.setdefault(theme.id, theme)
        small = frozenset(token for words in cues["small"] for token in tokens(words))
        generic = frozenset(stem(token) for words in cues["generic"] for token in tokens(words))
        return cls(
            themes=themes,
            cues={name: tuple(line(tokens(words)) for words in listed) for name, listed in cues.items()},
            small=small,
            generic=generic,
            bank=Bank.of(themes.values(), small=small, generic=generic),
            ordinary=frozenset(_ordinary_english() if ordinary is None else ordinary),
        )

    def cue_in(self, name: str, words: str) -> bool:
        """Whether any turn of phrase called ``name`` stands in ``words``, a padded line of folded words."""
        return any(cue in words for cue in self.cues[name])


def _ordinary_english() -> Iterator[str]:
    """Ordinary English words from the passphrase judge's lists, which the kit needs anyway."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415  (half a megabyte, wanted only here)

    for name in ("english_wikipedia", "us_tv_and_film"):
        yield from FREQUENCY_LISTS[name]
