"""Missing: what was looked for, in the word lists' own names, for telling that the Book has nothing for it."""

from collections.abc import Iterable

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.heard.hearing import listen
from conversation_kit.matching.heard.meant import Meant
from conversation_kit.matching.shortlist.giving import aimed
from conversation_kit.matching.shortlist.particular import marked, narrowest
from conversation_kit.matching.vocabulary.words import Words

_ASKS = (Meant.WANTED, Meant.OFFERED, Meant.IN_THE_WAY, Meant.UNSAID)
_MOST = 3
_TO_GIVE = "somewhere to give"


def looked_for_names(heard: Iterable[Heard], words: Words) -> tuple[str, ...]:
    """Return what was looked for, surest first, three things at most: "knitting and crochet".

    Only names of themes: never a word that somebody said. What is delicate, or tells who somebody is rather than
    what they look for, is left out: whoever wants it told writes it.
    """
    found: dict[str, float] = {}
    for clause in listen(heard, words):
        if clause.meant not in _ASKS:
            continue
        heard_in = marked(words.bank.hits(clause.stems), words)
        for hit in aimed(clause, narrowest(heard_in, heard_in, words), words):
            theme = words.themes[hit.phrase.theme]
            if not hit.whole or hit.only_near or theme.sensitive or theme.only or theme.public or theme.broad:
                continue
            name = f"{theme.name} ({_TO_GIVE})" if clause.meant is Meant.OFFERED else theme.name
            found[name] = max(found.get(name, 0.0), hit.sure)
    best = sorted(found, key=lambda name: (-found[name], name))
    return tuple(best[:_MOST])
