"""Refused: a pastime that a word or two beside its name put out, whatever else the clause says.

"Owt sat down, and I'm not singing" wishes for one thing and will not have another in one breath. Only the words next to
the name are looked at, so that what else is said there is heard as ever (``refused_...`` in ``cues.toml``). The turns
of ``aversions`` would not do: they also hold what somebody fears or cannot do, and a pastime that one is frightened of,
or never learnt, is looked for.
"""

from collections.abc import Iterable, Iterator, Sequence

from conversation_kit.matching.heard.hearing import Clause
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.plain import line, stem
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_BETWEEN = 3
"""So many small words may stand between what refuses and the name."""
_NEAR = 4
"""From so many words before the name on it may be said that it is only missing or given up."""


def refused_in(clause: Clause, hits: Iterable[Hit], words: Words) -> Iterator[str]:
    """The ids of the themes to join that a clause names and will not have.

    What was only given up or is only missing ("I don't dance any more", "no choir round here") is not refused, nor one
    kind of what is wished for ("street dance, not ballet").

    Args:
        clause: What was said.
        hits: The themes that its words told.
        words: The words to go by.
    """
    for hit in hits:
        if words.themes[hit.phrase.theme].way is Way.JOIN and hit.whole and not hit.guess:
            name = tuple(hit.phrase.exact.split())
            if _is_refused(clause, name, words) and not _told_without(name, hit.phrase.theme, clause, words):
                yield hit.phrase.theme


def _is_refused(clause: Clause, name: Sequence[str], words: Words) -> bool:
    """Whether what stands next to a name, wherever it is said in a clause, will not have it."""
    places = _places(clause.stems, name)
    return bool(places) and all(
        _put_out(clause.words[:place], clause.words[place + len(name) :], words)
        and not words.cue_in("refused_not", usual(line(clause.words[max(0, place - _NEAR) :])))
        for place in places
    )


def _put_out(before: Sequence[str], said_after: Sequence[str], words: Words) -> bool:
    """Whether what stands before or after a name refuses it, and not only on some condition."""
    after = usual(line(said_after))
    if after.startswith(words.cues["refused_after_not"]):
        return False
    at_last = after in words.cues["refused_at_end"] or after.startswith(words.cues["refused_after"])
    return at_last or _before(before, words)


def _told_without(name: Sequence[str], theme: str, clause: Clause, words: Words) -> bool:
    """Whether a statement tells a theme by other words than these."""
    said = tuple(stem(word) for word in clause.whole)
    rest: list[str] = []
    begin = 0
    for place in _places(said, name):
        rest += said[begin:place]
        begin = place + len(name)
    return any(hit.phrase.theme == theme for hit in words.bank.hits([*rest, *said[begin:]]))


def _places(said: Sequence[str], name: Sequence[str]) -> list[int]:
    """Where the stems of a name stand among others, in order."""
    return [place for place in range(len(said)) if tuple(said[place : place + len(name)]) == tuple(name)]


def _before(said: Sequence[str], words: Words) -> bool:
    """Whether what stands before a name refuses it, a few small words apart; the longest turn of phrase decides."""
    listed = usual(line(said)).split()
    for apart in range(min(_BETWEEN, len(listed)) + 1):
        if apart and f" {listed[-apart]} " not in words.cues["refused_between"]:
            return False
        head = f" {' '.join(listed[: len(listed) - apart])} "
        turns, others = (
            max((len(cue) for cue in words.cues[name] if head.endswith(cue)), default=0)
            for name in ("refused_before", "refused_before_not")
        )
        if turns or others:
            return turns > others
    return False
