"""The words matching goes by, read from plain files that a council can correct and add to.

``themes*.toml`` holds life themes: what people say, what directories write, and how themes lead to one another.
``cues.toml`` holds the turns of phrase that tell a wish from a dislike or a limit, ``forms*.toml`` those with gaps.
``activities.json`` is OpenActive's activity list. Nothing here ranks anything.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.matching.stored.sorted_words import SortedWords
from conversation_kit.matching.vocabulary.bank import Bank
from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.form_lines import OF_ENTRIES
from conversation_kit.matching.vocabulary.forms import Forms
from conversation_kit.matching.vocabulary.forms_files import form_files, read_forms
from conversation_kit.matching.vocabulary.plain import line, spoken, stem, tokens
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.matching.vocabulary.turns import Turns
from conversation_kit.matching.vocabulary.words_files import read_activities, read_cues, read_themes

if TYPE_CHECKING:
    from conversation_kit.matching.vocabulary.meaning import Meaning
    from conversation_kit.matching.vocabulary.pairing import Pairing
    from conversation_kit.matching.vocabulary.trees import Trees

_NO_TURNS = frozenset({"small", "generic"})
"""Lists of words, which are never looked for in a line."""
_COMMON = 2_500
"""So many words at the head of each list of English words are common."""


@dataclass(frozen=True)
class Words:
    """Everything matching knows about words.

    Attributes:
        themes: All themes by id; those from the activity list have ids that begin with ``activity:``.
        cues: Turns of phrase by name, each a padded line of folded words.
        forms: Turns of phrase with gaps, by name.
        small: Words too small to mean anything by themselves ("the", "got").
        generic: Stems that most entries of any directory hold ("support", "group").
        bank: The themes' phrases, indexed.
        ordinary: Ordinary English words, which spelling repair leaves alone.
        common: The commonest of them; sharing one of these with an entry says little.
        folder: Where the words were read, and where the sentences and their vectors stand.
        files: The files that were read.
    """

    themes: Mapping[str, Theme]
    cues: Mapping[str, tuple[str, ...]]
    forms: Forms = field(repr=False)
    small: frozenset[str]
    generic: frozenset[str]
    bank: Bank
    ordinary: SortedWords = field(repr=False)
    common: frozenset[str] = field(repr=False)
    folder: Path | None = None
    files: tuple[Path, ...] = ()

    @classmethod
    def load(cls, folder: Path, *, english: Sequence[Sequence[str]] | None = None) -> "Words":
        """Read the words of ``folder``.

        Args:
            folder: Holds ``cues.toml``, ``forms*.toml`` and ``themes*.toml`` (any number of both) and, if wanted,
                ``activities.json``.
            english: Lists of English words, the commonest first; by default those of the passphrase judge.

        Raises:
            BadInputError: A file is missing or wrong; the sentence names the file, the line and what is wrong.
        """
        files = sorted(folder.glob("themes*.toml"), key=lambda path: path.stem)
        if not files:
            raise BadInputError(f"There is no words file named themes.toml in {folder.name}. Put one there.")
        cues, forms = read_cues(folder / "cues.toml"), form_files(folder)
        themes = read_themes(files)
        activities = folder / "activities.json"
        if activities.is_file():
            too_ordinary = frozenset(" ".join(tokens(label)) for label in cues["activities_left_out"])
            for theme in read_activities(activities, left_out=too_ordinary):
                themes.setdefault(theme.id, theme)
        lists = _english() if english is None else english
        common = frozenset(word for listed in lists for word in listed[:_COMMON])
        small = frozenset(token for words in cues["small"] for token in spoken(words))
        generic = frozenset(stem(token) for words in cues["generic"] for token in tokens(words))
        return cls(
            themes=themes,
            cues={name: _padded(name, listed) for name, listed in cues.items()},
            forms=read_forms(forms),
            small=small,
            generic=generic,
            bank=Bank.of(themes.values(), small=small, generic=generic, common=common),
            ordinary=SortedWords(word for listed in lists for word in listed),
            common=common,
            folder=folder,
            files=(*files, folder / "cues.toml", *forms, *([activities] if activities.is_file() else [])),
        )

    @cached_property
    def meaning(self) -> "Meaning | None":
        """What the bank's sentences mean; None where no word vectors stand beside the words.

        Read at the first use, in about a tenth of a second.

        Raises:
            BadInputError: A file of sentences is wrong.
        """
        from conversation_kit.matching.vocabulary.meaning import VECTORS, Meaning  # noqa: PLC0415  (numpy, wanted only here)

        if self.folder is None or not (self.folder / VECTORS).is_file():
            return None
        own = [theme.id for theme in self.themes.values() if not theme.listed]
        return Meaning.load(self.folder, own)

    @cached_property
    def pairing(self) -> "Pairing | None":
        """What was learned of which entries go with what was said; None where no such file stands beside the words.

        Raises:
            BadInputError: The file is damaged.
        """
        from conversation_kit.matching.vocabulary.pairing import PAIRING_FILE, Pairing  # noqa: PLC0415  (numpy, wanted only here)

        if self.meaning is None or self.folder is None or not (self.folder / PAIRING_FILE).is_file():
            return None
        return Pairing.load(self.folder / PAIRING_FILE)

    def trees(self, name: str, asked: Sequence[str]) -> "Trees | None":
        """The trees of a file beside the words, read at the first use; None where no such file stands there.

        Args:
            name: The name of the file.
            asked: What the numbers are that they ask about.

        Raises:
            BadInputError: The file is damaged, or asks about something else.
        """
        from conversation_kit.matching.vocabulary.trees import Trees  # noqa: PLC0415  (numpy, wanted only here)

        if name not in self._trees:
            path = self.folder / name if self.folder is not None else None
            self._trees[name] = Trees.load(path, asked) if path is not None and path.is_file() else None
        return self._trees[name]

    @cached_property
    def _trees(self) -> "dict[str, Trees | None]":
        return {}

    def rest(self) -> None:
        """Hold no more in memory than needed until the next question."""
        meaning: Meaning | None = self.__dict__.get("meaning")
        if meaning is not None:
            meaning.rest()

    def forget_heard(self) -> None:
        """Let go of what was remembered of people's own words; answers stay the same."""
        meaning: Meaning | None = self.__dict__.get("meaning")  # not read now only to be told to forget
        if meaning is not None:
            meaning.forget_heard()
        of_people: Turns | None = self.__dict__.get("_of_people")
        if of_people is not None:
            of_people.in_line.cache_clear()
        usual.cache_clear()
        stem.cache_clear()

    def peoples_in(self, words: str) -> frozenset[int]:
        """The communities named in ``words``, a padded line of folded words, each by the number of its line."""
        by_word = self._peoples
        return frozenset(number for word in words.split() for number in by_word.get(word, ()))

    @cached_property
    def _peoples(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, cue in enumerate(self.cues["peoples"]):
            for word in cue.split():
                found[word].append(number)
        return found

    @cached_property
    def _of_entries(self) -> Turns:
        return Turns(
            {name: cues for name, cues in self.cues.items() if name.endswith(OF_ENTRIES)}, self.small
        )

    @cached_property
    def _of_people(self) -> Turns:
        names = [name for name in self.cues if not name.endswith(OF_ENTRIES) and name not in _NO_TURNS]
        return Turns({name: self.cues[name] for name in names}, self.small)

    def turns_in(self, name: str, words: str) -> Sequence[str]:
        """The turns of phrase called ``name`` that stand in a padded line of folded words, as it is."""
        turns = self._of_entries if name.endswith(OF_ENTRIES) else self._of_people
        return turns.in_line(words).get(name, ())

    def turns_of_entries(self, words: str) -> Mapping[str, Sequence[str]]:
        """All turns of phrase of entries that stand in a padded line of folded words, by name."""
        return self._of_entries.in_line(words)

    def cue_in(self, name: str, words: str) -> bool:
        """Whether any turn of phrase called ``name`` stands in ``words``, a padded line of folded words."""
        if name.endswith(OF_ENTRIES):
            return name in self._of_entries.in_line(words)
        return name in self._of_people.in_line(usual(words))


def _padded(name: str, listed: Sequence[str]) -> tuple[str, ...]:
    """A list of cues as padded lines; those for entries are read as written, the others as spoken."""
    if name.endswith(OF_ENTRIES):
        return tuple(line(tokens(words)) for words in listed)
    return tuple(usual(line(spoken(words))) for words in listed)


def _english() -> Sequence[Sequence[str]]:
    """English words by how common they are, from the passphrase judge's lists, which the kit needs anyway."""
    # The judge itself, which ranks every word it knows, would take fifteen megabytes more.
    judge = find_spec("zxcvbn")
    assert judge is not None
    assert judge.origin is not None
    spec = spec_from_file_location("english_words", Path(judge.origin).with_name("frequency_lists.py"))
    assert spec is not None
    assert spec.loader is not None
    lists = module_from_spec(spec)
    spec.loader.exec_module(lists)
    return [lists.FREQUENCY_LISTS["english_wikipedia"], lists.FREQUENCY_LISTS["us_tv_and_film"]]
