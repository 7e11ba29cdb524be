"""Asides: what an entry's words say beside what it is: "wheelchair access", "Wood Street", "we cannot offer"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from conversation_kit.matching.vocabulary.plain import line, stem

_GAP = " / "
"""Stands where an aside was, so that what was before and after it makes no phrase."""
_REACH = 5
"""So many words after "we do not offer" are not offered."""


class Asides:
    """Turns of phrase that tell nothing of what an entry is, by one of their stems; what gave a place its name."""

    def __init__(self, cues: Mapping[str, Sequence[str]], dull: frozenset[str]) -> None:
        """Take padded lines of words as written.

        Args:
            cues: Of these ``asides_entry`` says nothing in itself, ``not_offered_entry`` makes nothing of the words
                that follow, and ``lands_entry`` says nothing in a name before one of ``named_after_entry``.
            dull: Stems that stand in most entries.
        """
        lands, named_after = (
            "|".join(sorted({_stems(words) for words in cues[name]}))
            for name in ("lands_entry", "named_after_entry")
        )
        self._named_after = re.compile(rf"(?: (?:{lands}))+(?= (?:{named_after}) )")
        self._by_stem: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for name, reaching in (("asides_entry", False), ("not_offered_entry", True)):
            for words in cues[name]:
                stems = _stems(words).split()
                key = max(stems, key=lambda one: (one not in dull, len(one), one))
                self._by_stem[key].append((line(stems), reaching))

    def without(self, parts: Sequence[str], present: Iterable[str]) -> Sequence[str]:
        """The parts of an entry (padded lines of stems), its name first, without their asides.

        Args:
            parts: The parts.
            present: All stems in them.
        """
        found = [aside for one in present for aside in self._by_stem.get(one, ())]
        kept = [self._named_after.sub(" /", parts[0]), *parts[1:]]
        for phrase, reaching in sorted(found, key=lambda aside: (-len(aside[0]), aside[0])):
            for place, part in enumerate(kept):
                if phrase in part:
                    kept[place] = _cut(part, phrase) if reaching else part.replace(phrase, _GAP)
        return kept


def _stems(words: str) -> str:
    return " ".join(stem(word) for word in words.split())


def _cut(part: str, phrase: str) -> str:
    """Leave out each ``phrase`` of a part with the words it makes nothing of."""
    before, *after = part.split(phrase)
    return _GAP.join([before, *(f" {' '.join(rest.split()[_REACH:])} " for rest in after)])
