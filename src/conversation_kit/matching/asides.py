"""Asides: what an entry's words say beside what it is: "wheelchair access", "we cannot offer debt advice"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from conversation_kit.matching.plain import line, stem

_GAP = " / "
"""Stands where an aside was, so that what was before and after it makes no phrase."""
_REACH = 5
"""So many words after "we do not offer" are not offered."""


class Asides:
    """Turns of phrase that tell nothing of what an entry is, by one of their stems."""

    def __init__(self, asides: Iterable[str], not_offered: Iterable[str], dull: frozenset[str]) -> None:
        """Take padded lines of words as written.

        Args:
            asides: What says nothing in itself.
            not_offered: What makes nothing of the words that follow.
            dull: Stems that stand in most entries.
        """
        self._by_stem: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for listed, reaching in ((asides, False), (not_offered, True)):
            for words in listed:
                stems = [stem(word) for word in words.split()]
                key = max(stems, key=lambda one: (one not in dull, len(one), one))
                self._by_stem[key].append((line(stems), reaching))

    def without(self, parts: Sequence[str], present: Iterable[str]) -> Sequence[str]:
        """The parts of an entry (padded lines of stems) without their asides; ``present`` are all stems in them."""
        found = [aside for one in present for aside in self._by_stem.get(one, ())]
        if not found:
            return parts
        kept = list(parts)
        for phrase, reaching in sorted(found, key=lambda aside: (-len(aside[0]), aside[0])):
            for place, part in enumerate(kept):
                if phrase in part:
                    kept[place] = _cut(part, phrase) if reaching else part.replace(phrase, _GAP)
        return kept


def _cut(part: str, phrase: str) -> str:
    """Leave out each ``phrase`` of a part with the words it makes nothing of."""
    before, *after = part.split(phrase)
    return _GAP.join([before, *(f" {' '.join(rest.split()[_REACH:])} " for rest in after)])
