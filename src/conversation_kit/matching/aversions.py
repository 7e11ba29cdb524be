"""Aversions: the kinds of thing somebody does not want near them, or is without, however they turn it.

"Not in water", "pools terrify me", "keep me out of pubs" and "neither God nor ale" have nothing in common but a thing
that is named and a turn of phrase that keeps away from it, before or after. So ``cues.toml`` lists the things
(``thing_...``) and the turns (``kept_...``), and any of the one goes with any of the other.
"""

from collections.abc import Iterator

from conversation_kit.matching.words import Words

_NEAR, _CLOSE, _WIDE = 2, 3, 5
"""So many words may stand between a turn of phrase and the thing, fewest after one that is without it."""
_AFTER = 3
"""And so many between a thing and what is said of it."""
_REACH = 90
"""Letters before and after a thing that are looked at."""


def averse_to(said: str, thing: str, words: Words) -> bool:
    """Whether somebody keeps away from a kind of thing.

    Args:
        said: All that was said as padded lines of folded words, a bar between two breaths.
        thing: The name of the kind's list of cues, such as ``thing_dogs``.
        words: The words to go by.
    """
    return any(
        (_kept_before(before, words) or _kept_after(after, words)) and not _starts(after, "kept_lack", words)
        for before, after in _around(said, words.cues[thing])
    )


def without(said: str, thing: str, words: Words) -> bool:
    """Whether somebody is without a thing that others take for granted: "we've not got the internet in"."""
    return any(
        any(_ends(head, "without", words) for head in _heads(before, _NEAR, words))
        and not _starts(after, "without_not", words)
        for before, after in _around(said, words.cues[thing])
    )


def _kept_before(before: str, words: Words) -> bool:
    """Whether what stands before a thing keeps away from it; "there's no choir here" only lacks it."""
    if _ends(before, "kept_at_once", words):
        return True
    for apart, head in enumerate(_heads(before, _WIDE, words)):
        if _ends(head, "kept_wide", words) and not _ends(head, "kept_wide_not", words):
            return True
        if apart <= _CLOSE and _ends(head, "kept_close", words) and not _ends(head, "kept_close_not", words):
            return True
    return False


def _kept_after(after: str, words: Words) -> bool:
    """Whether what is said of a thing keeps away from it."""
    rest = after
    for _ in range(_AFTER + 1):
        if _starts(rest, "kept_after", words):
            return not _starts(rest, "kept_after_not", words)
        word, _, more = rest.strip(" ").partition(" ")
        if not more or f" {word} " in words.cues["kept_joints"]:
            return False
        rest = f" {more} "
    return False


def _heads(before: str, most: int, words: Words) -> Iterator[str]:
    """What stands before, then with one small word after another left out, until one that turns elsewhere."""
    listed = before.split()
    for apart in range(min(most, len(listed)) + 1):
        if apart and f" {listed[-apart]} " in words.cues["kept_turns"]:
            return
        yield f" {' '.join(listed[: len(listed) - apart])} "


def _ends(said: str, cues: str, words: Words) -> bool:
    return said.endswith(words.cues[cues])


def _starts(said: str, cues: str, words: Words) -> bool:
    return said.startswith(words.cues[cues])


def _around(said: str, cues: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What stands before and after each time one of ``cues`` is said, padded, within its breath."""
    for cue in cues:
        at = said.find(cue)
        while at >= 0:
            end = at + len(cue)
            before = said[max(0, at - _REACH) : at + 1].rpartition("|")[2]
            yield before, said[end - 1 : end + _REACH].partition("|")[0]
            at = said.find(cue, at + 1)
