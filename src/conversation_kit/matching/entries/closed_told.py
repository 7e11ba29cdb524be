"""Closed told: whether an entry's own words say that it has closed, rather than a part of it or its waiting list.

The words are data: ``closed_entry`` in ``cues.toml`` and the forms called ``closed_..._entry`` in ``forms.toml``.
Here is only how far around them is looked, and what cancels what.
"""

from conversation_kit.matching.vocabulary.words import Words

_BEFORE, _AFTER = 36, 24
"""Letters before and after the words, within which it stands what has closed."""
_BETWEEN = 2
"""So many words may stand between a part of it and what says that this is closed."""


def closed_told(name: str, said: str, words: Words) -> bool:
    """Whether it has closed, or does not run for now, by a padded line of folded words; ``name`` is one too."""
    plainly = words.forms.pattern("closed_besides_entry").sub("", said)
    return (
        any(
            _of_itself(cue, name, told, words)
            for told in {said, plainly}
            for cue in words.turns_in("closed_entry", told)
        )
        or words.forms.heard("closed_at_once_entry", said)
        or any(_in_form(form, name, plainly, words) for form in ("closed_then_entry", "closed_plainly_entry"))
    )


def _in_form(form: str, name: str, said: str, words: Words) -> bool:
    """Whether a form stands in what is said, and not of a part of it only."""
    return any(
        _whole(said[max(0, found.start() - _BEFORE) : found.start() + 1], name, words)
        for found in words.forms.found(form, said)
    )


def _whole(before: str, name: str, words: Words) -> bool:
    """Whether what stands before is neither a part of the thing only nor something of whoever comes."""
    breath = before.rpartition("|")[2]
    part = _part(breath, words)
    return f"{part} " in name and not words.forms.heard("closed_of_others_entry", breath)


def _part(breath: str, words: Words) -> str:
    """The first part of a thing that is named near the end of what stands before, or nothing."""
    for found in words.forms.found("closed_part_entry", breath):
        if len(breath[found.end() :].split()) <= _BETWEEN:
            return found[0]
    return ""


def _of_itself(cue: str, name: str, said: str, words: Words) -> bool:
    start = said.find(cue)
    while start >= 0:
        before = said[max(0, start - _BEFORE) : start + 1]
        if _whole(before, name, words) and (
            not words.forms.heard("closed_softly_entry", cue)
            or words.forms.heard("closed_itself_entry", before + said[start + len(cue) - 1 :][:_AFTER])
        ):
            return True
        start = said.find(cue, start + 1)
    return False
