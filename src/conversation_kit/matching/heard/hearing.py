"""Hearing: a statement cut into clauses, each with how it was meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conversation_kit.matching.asking import Heard
from conversation_kit.matching.heard.had_heard import Turned, turned_in
from conversation_kit.matching.heard.meant import SHORT, TURNED_DOWN, Meant, meant_by
from conversation_kit.matching.heard.unread import readable
from conversation_kit.matching.vocabulary.plain import line, spoken, stem
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.assets import Leaning

_LONGEST = 6_000
"""Characters of one statement that are read; nobody says more in one breath, but a paste might hold more."""
_SENTENCE = re.compile(r"[.!?;\n\u2026]+\s*|\s[-\u2013\u2014]+\s")
_UNFINISHED = re.compile(r"[\w'\u2019-]+\Z")
_JOINT = re.compile(
    r",\s*|\s+(?=(?:but|because|cos|though|although|except|unless)\b)"
    r"|\s+(?=(?:just|only)\s+not\b)"
    r"|\s+(?=(?:till|until)\s+(?:i|me|my|he|she|they|the|we|our)\b)"
    r"|\s+(?=and\s+(?:i|i'm|i've|i'd|he|he's|she|she's|we|they|then|now|me|my|no|don't|can't)\b)",
    re.IGNORECASE,
)
_BUT = re.compile(r"but\b", re.IGNORECASE)
_BUT_FOR = re.compile(r"\b(?:(?:any|every|no|some)\w+|all|owt|nowt|none)\Z", re.IGNORECASE)
"""What a "but" right after it takes something from."""


_ADDRESSED = frozenset(
    tuple(name.split())
    for name in (
        "child", "darling", "my darling", "bro", "bruv", "man", "mate", "pet", "hen", "duck", "dear", "my dear",
        "petal", "sweetheart", "my love", "thank you", "thanks",
    )
)  # fmt: skip
"""What somebody calls whom they speak to: no word of what they say."""
_TALE = 4
"""So many clauses at most tell what it was like where they went."""
_POINTING = 8
"""Words of a clause short enough to speak of what stood before it."""


_WHOLE = 60
"""So many words of a statement are enough to tell what it is about."""
_QUOTED = 30
"""Words of a statement that is still quoted whole rather than by its telling clause."""
_TOLD = (Meant.UNSAID, Meant.OFFERED, Meant.ALREADY, Meant.FACT)
"""What a clause may be that the next one speaks of."""
_OF_TURN = {Turned.HAD: Meant.HAD, Turned.HAS: Meant.ALREADY}
_OF_LEANING = {
    Leaning.STRENGTH: Meant.OFFERED,
    Leaning.GIFT: Meant.OFFERED,
    Leaning.INTEREST: Meant.WANTED,
    Leaning.HOPE: Meant.WANTED,
    Leaning.BARRIER: Meant.IN_THE_WAY,
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        said: Their own words, trimmed.
        words: Folded words in order.
        stems: Stems of ``words`` in order.
        meant: How it was meant.
        whole: Folded words of its statement in order, without what was turned down, for what all of it is about.
        parts: The same words clause by clause, where there are several; none of those that only tell how things are.
        quoted: The statement as it was said, or the clause where that is long.
        main: Whether this clause speaks for its whole statement: the one that tells most.
    """

    said: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    meant: Meant
    whole: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    quoted: str = ""
    main: bool = False


def listen(heard: Iterable[Heard], words: Words) -> list[Clause]:
    """Cut statements into clauses, in an order that does not depend on the order of the statements."""
    clauses: dict[tuple[str, Meant, tuple[str, ...]], Clause] = {}
    for statement in heard:
        if not readable(statement.text, words):
            continue  # whatever stood there in another language would only look like English
        for clause in _together(list(_clauses(statement, words)), finished(statement), words):
            clauses.setdefault((clause.said, clause.meant, clause.whole), clause)
    return [clauses[key] for key in sorted(clauses)]


def _together(clauses: Sequence[Clause], text: str, words: Words) -> Iterable[Clause]:
    """Tell each clause what was said around it, and which of them speaks for the whole statement."""
    upheld = [clause for clause in clauses if clause.meant not in TURNED_DOWN]
    whole = tuple(word for clause in upheld for word in clause.words)
    parts = (
        tuple(clause.words for clause in upheld if clause.meant is not Meant.FACT) if len(upheld) > 1 else ()
    )
    main = max(upheld, key=lambda clause: sum(word not in words.small for word in clause.words), default=None)
    for clause in clauses:
        quoted = " ".join(text.split()) if len(whole) <= _QUOTED and len(upheld) > 1 else clause.said
        yield replace(clause, whole=whole[:_WHOLE], parts=parts, quoted=quoted, main=clause is main)


def _clauses(heard: Heard, words: Words) -> Iterable[Clause]:
    sentences = [list(sentence) for sentence in _cut(heard, words)]
    turned = turned_in([[line(clause.words) for clause in clauses] for clauses in sentences], words)
    places = ((number, at) for number, clauses in enumerate(sentences) for at in range(len(clauses)))
    told = _pointed_back([clause for clauses in sentences for clause in clauses], words)
    for place, clause in zip(places, told, strict=True):
        became = turned.get(place)
        if became is None or (became is Turned.HAS and clause.meant in TURNED_DOWN):
            yield clause
        else:
            yield replace(clause, meant=_OF_TURN[became])


def _pointed_back(clauses: list[Clause], words: Words) -> Iterable[Clause]:
    """What "never again" or "wouldn't miss it" says is said of the clause before it.

    Where that only tells what it was like there, it is said of all since "they took me to".
    """
    out = _since_there(clauses, words)
    for place, clause in enumerate(clauses):
        after = clauses[place + 1] if place + 1 < len(clauses) else None
        pointed = _pointing(after, words) if after is not None else None
        told = clause.meant in _TOLD or (
            clause.meant is Meant.WANTED and not words.cue_in("want", line(clause.words))
        )
        if place in out:
            yield replace(clause, meant=Meant.DISLIKED)
        elif pointed is not None and told:
            yield replace(clause, meant=pointed)
        else:
            yield clause


def _since_there(clauses: Sequence[Clause], words: Words) -> frozenset[int]:
    """The places of the clauses from one that tells where they went to one that will not have it again."""
    out: set[int] = set()
    for place, clause in enumerate(clauses):
        if _pointing(clause, words) is not Meant.DISLIKED:
            continue
        for began in range(place - 1, max(place - _TALE, 0) - 1, -1):
            said = line(clauses[began].words)
            if words.cue_in("want", said) or words.cue_in("offer_plainly", said):
                break
            if words.cue_in("went_there", said):
                out.update(range(began, place))
                break
    return frozenset(out)


def _pointing(after: Clause, words: Words) -> Meant | None:
    """How a short clause means the one before it, or None."""
    if len(after.words) <= _POINTING and words.cue_in("dislike_back", line(after.words)):
        return Meant.DISLIKED
    return Meant.ALREADY if after.meant is Meant.ALREADY and len(after.words) <= SHORT + 1 else None


def finished(heard: Heard) -> str:
    """What was said, as far as it is read, without a last word that is still being typed."""
    text = heard.text[:_LONGEST]
    return _UNFINISHED.sub("", text) if heard.typing else text


def _cut(heard: Heard, words: Words) -> Iterable[Iterable[Clause]]:
    """Clauses, sentence by sentence."""
    default = _OF_LEANING[heard.leaning] if heard.leaning is not None else Meant.UNSAID
    text = finished(heard)
    for sentence in _SENTENCE.split(text):
        yield _clauses_of(sentence, default, words)


def _clauses_of(sentence: str, default: Meant, words: Words) -> Iterable[Clause]:
    before = default
    for piece in _pieces(sentence, words):
        said = piece.strip(" \t,.;:'\"()")
        found = spoken(said)
        if not found or (piece != sentence and tuple(found) in _ADDRESSED):
            continue
        meant = meant_by(line(found), words, default)
        if meant is default and len(found) <= SHORT:
            meant = before
        before = meant
        yield Clause(said, tuple(found), tuple(stem(word) for word in found), meant)


def _pieces(sentence: str, words: Words) -> Iterable[str]:
    """Cut a sentence where it turns, each piece as it stands there.

    A piece without a single telling word ("well", "you know") stays together with what follows. Not with a "but", which
    says something else of it ("did that, never again, but I want company"), unless it belongs to what stands before it
    ("anything but bingo").
    """
    joints = [found.span() for found in _JOINT.finditer(sentence)]
    begins, ends = [0, *(end for _, end in joints)], [*(begin for begin, _ in joints), len(sentence)]
    waiting, before = -1, 0
    for begin, end in zip(begins, ends, strict=True):
        if waiting >= 0 and _BUT.match(sentence, begin) and not _BUT_FOR.search(sentence[waiting:before]):
            yield sentence[waiting:before]
            waiting = -1
        waiting, before = begin if waiting < 0 else waiting, end
        if any(token not in words.small for token in spoken(sentence[begin:end])):
            yield sentence[waiting:end]
            waiting = -1
    if waiting >= 0:
        yield sentence[waiting:]
