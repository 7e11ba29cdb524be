"""Seeking: the themes that a statement looks for in what entries say of themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from conversation_kit.matching.vocabulary.words import Words

_LEADS, _GIVES = 0.4, 0.5
"""How much a theme that was heard looks for one that it leads to, and for one where somebody could give."""
_SOUGHT = 16
"""So many themes of a statement are looked for in entries; the others are hardly heard."""


def sought(said: Sequence[str], words: Words) -> Mapping[str, float]:
    """The themes that a statement may speak of, and those that they lead to; together 1 at most.

    What is never guessed is not looked for; what it leads to may be.
    """
    found: dict[str, float] = defaultdict(float)
    for guess in words.meaning.guesses(said) if words.meaning is not None else ():
        theme = words.themes.get(guess.theme)
        if theme is not None:
            found[theme.id] += guess.share
            for others, much in ((theme.leads, _LEADS), (theme.gives, _GIVES)):
                for other in others:
                    found[other] += guess.share * much
    for theme_id in [name for name in found if words.themes[name].unguessed]:
        del found[theme_id]
    whole = max(1.0, sum(found.values()))
    most = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_SOUGHT]
    return {name: much / whole for name, much in most}
