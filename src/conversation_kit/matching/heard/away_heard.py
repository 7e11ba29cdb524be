"""Away heard: how long somebody can be away, from "not more than an hour" and "two hours while the sitter's here"."""

import re

from conversation_kit.matching.vocabulary.words import Words

_NOT_LONG = re.compile(
    r" (?:cant|not|never|dont|darent|no) (?:\w+ ){0,6}(?:more than|longer than|above|over|past|beyond) "
    r"(?:about )?(\d+) (hours|minutes)"
)
_ALL_THE_TIME = re.compile(
    r" (\d+) (hours|minutes) (?:is |are |s )?(?:all i|all we|all he|all she|the most i|the longest i)"
)
_THE_HOUR = re.compile(r" (?:only|just) (?:stops?|stays?|sits?|comes?|here) (?:for )?(?:the|1) hours(?= )")
_LONG_ENOUGH = re.compile(
    r" (\d+) (hours|minutes) (?:is |are |s )?(?:about |just |quite )?(?:my limit|my lot|my max|long enough|plenty|tops"
    r"|at most|enough for my|as long as i)(?= )"
)
_FIT_FOR = re.compile(r" (?:good|fit|up) for (?:about |maybe )?(?:a )?(\d+) (hours|minutes)(?= )")
_NOT_ALL_OF_IT = re.compile(
    r" (?:cant|couldnt|not|never|will not|wouldnt) (?:\w+ )?(?:sit|sitting|sat|concentrate|concentrating|last"
    r"|lasting|cope|settle) (?:\w+ )?(?:for |through |with |above |past )*(more than |longer than |over )?"
    r"(?:a |about )?(\d+) (hours|minutes)(?= )"
)
_NOT_ALL_DAY = re.compile(
    r" (?:not if|cant|couldnt|never|dont|no good) (?:\w+ ){0,5}?(?:out |away |there |sat )?(?:all day|the whole day"
    r"|a whole day|a full day|for a day)(?= )(?! (?:every|long))"
)
_MOST_OF_A_DAY = 4.0
_A_SITTING = 10
"""Minutes; who cannot sit still for fewer says so of something else."""
_LESS = 0.01
"""What somebody cannot sit through is too long by itself."""
_SO_LONG = re.compile(
    r" (?:get|got|only|just|ive|have) (?:about |just |only |got |maybe )*(\d+) (hours|minutes) (?:\w+ )?"
    r"(?:while|when|off|to myself|sitter|respite|and not|and no|at most|tops|a week|before)"
)


def longest_away(said: str, words: Words) -> float | None:
    """How long they can be away, in hours ("two hours while the sitter's here" is 2.0); None when it was not told."""
    found = [
        int(match[2]) / (1 if match[3] == "hours" else 60) - (0.0 if match[1] else _LESS)
        for match in _NOT_ALL_OF_IT.finditer(said)
        if match[3] == "hours" or int(match[2]) >= _A_SITTING
    ]
    found += [
        int(match[1]) / (1 if match[2] == "hours" else 60)
        for pattern in (_NOT_LONG, _SO_LONG, _ALL_THE_TIME, _LONG_ENOUGH, _FIT_FOR)
        for match in pattern.finditer(said)
        if pattern is not _NOT_LONG or _leaving(match[0])
    ]
    if not found and _THE_HOUR.search(said):
        return 1.0
    if not found and _NOT_ALL_DAY.search(said):
        found.append(_MOST_OF_A_DAY)
    if (not found or found == [_MOST_OF_A_DAY]) and (
        words.cue_in("cannot_leave", said) or words.forms.heard("with_her_all_day", said)
    ):
        return 0.0
    return min(found, default=None)


def _leaving(said: str) -> bool:
    return bool(re.search(r" (?:leave|left|away|out|gone|spare|get)(?= )", said))
