"""Listening to one clause: is there a sign, whose is it, what does it lean to, what kind is it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from conversation_kit.journey.noticing.acquaintance import Acquaintance, people_in
from conversation_kit.journey.noticing.clauses import Clause
from conversation_kit.journey.noticing.lexicon import Lexicon
from conversation_kit.journey.noticing.phrases import Span, Word
from conversation_kit.model.assets import Kind, Leaning

_SELF = frozenset(
    {"i", "im", "ive", "id", "i'll", "we", "we've", "we're", "we'd", "we'll", "myself", "meself"}
)
_THEY = frozenset({"he", "she", "they", "he's", "she's", "they're", "they've", "he'll", "she'll", "they'll"})
_REACH = 3  # words between a negation and the sign it undoes, and between a verb and what it is about
_POINTING = frozenset(
    {"a", "an", "the", "to", "big", "little", "nice"}
)  # "there's a" must be followed by its place
_BARRIER_KINDS = (Kind.SOCIAL, Kind.COMMUNITY, Kind.PHYSICAL, Kind.PERSONAL)


class _Speaker(Enum):
    """Whose doing a sign is: the person's, somebody else's, or nobody's that was said."""

    OWN = auto()
    OTHER = auto()
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """What a clause was taken for; ``who`` is where the name stands among the words."""

    kind: Kind
    leaning: Leaning
    who: Span | None = None
    tie: str = ""


class Listener:
    """Hears the clauses of one note.

    The order of the questions matters: what is in the way comes first, so that a hope that is stopped is not
    taken for a plain hope; what a person gives, hopes, can do and likes come before where and with whom.
    """

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, leaning_of_topic: str) -> None:
        self._words = words
        self._lexicon = lexicon
        self._topic = leaning_of_topic
        self._apart = lexicon["social.apart"].within(words, 0, len(words))
        self._people = people_in(words, lexicon)

    def hear(self, clause: Clause) -> Heard | None:
        """Return what the clause could be, or None when it carries no sign."""
        barrier = self._barrier(clause)
        if barrier or self._has("dislikes", clause):
            return barrier
        return (
            self._gift(clause)
            or self._hope(clause)
            or self._strength(clause)
            or self._interest(clause)
            or self._group(clause)
            or self._doing(clause)
            or self._place(clause)
            or self._somebody(clause)
            or self._by_topic(clause)
        )

    # what gets in the way

    def _barrier(self, clause: Clause) -> Heard | None:
        if self._has("barrier.unless", clause):
            return None
        for kind in _BARRIER_KINDS:
            for start, _ in self._signs(f"barrier.{kind}", clause):
                if self._speaker(clause, start) is not _Speaker.OTHER:
                    return Heard(kind, Leaning.BARRIER)
        for start, stop in self._signs("barrier.stops", clause):
            if stop < clause.end and self._speaker(clause, start, stop) is _Speaker.OWN:
                return Heard(self._about(clause) or Kind.PERSONAL, Leaning.BARRIER)
        kind_of_topic = self._about(clause) if self._topic == Leaning.BARRIER else None
        if kind_of_topic and not self._has("negations", clause):
            return Heard(kind_of_topic, Leaning.BARRIER)
        return None

    def _about(self, clause: Clause) -> Kind | None:
        kinds = (kind for kind in _BARRIER_KINDS if self._has(f"barrier.about.{kind}", clause))
        return next(kinds, None)

    # what they give, hope for, can do and like

    def _gift(self, clause: Clause) -> Heard | None:
        if self._own("gift", clause) is None and not self._asked_for(Leaning.GIFT, clause):
            return None
        return Heard(self._kind_by_group(clause), Leaning.GIFT)

    def _asked_for(self, leaning: Leaning, clause: Clause) -> bool:
        """Return whether the talk is about this leaning and the clause has one of the signs that then count."""
        if self._topic != leaning or self._has(f"{leaning}.unless", clause):
            return False
        signs = self._signs(f"{leaning}.in_topic", clause)
        return any(self._speaker(clause, *span) is not _Speaker.OTHER for span in signs)

    def _hope(self, clause: Clause) -> Heard | None:
        sign = self._own("hope", clause)
        if sign is None:
            asked = self._asked_for(Leaning.HOPE, clause)
            return Heard(Kind.PERSONAL, Leaning.HOPE) if asked else None
        if sign[1] >= clause.end:  # "I'd love to", and no more: of what?
            return None
        somebody = self._acquaintance(clause, sign[1])
        if somebody and somebody.possessed and not somebody.theirs:
            return Heard(Kind.SOCIAL, Leaning.HOPE, somebody.who, somebody.tie)
        return Heard(Kind.PERSONAL, Leaning.HOPE)

    def _strength(self, clause: Clause) -> Heard | None:
        if self._has("strength.unless", clause):
            return None
        told = (
            self._own("strength", clause) or self._years(clause) or self._used_to(clause) or self._job(clause)
        )
        return Heard(Kind.PERSONAL, Leaning.STRENGTH) if told else None

    def _years(self, clause: Clause) -> bool:
        starts = [start for start, _ in self._signs("strength.years_of", clause)]
        if any(self._speaker(clause, start) is not _Speaker.OTHER for start in starts):
            return True
        if not self._has("strength.years", clause):
            return False
        return any(
            self._speaker(clause, *span) is _Speaker.OWN
            for span in self._signs("strength.with_years", clause)
        )

    def _used_to(self, clause: Clause) -> bool:
        for start, stop in self._signs("strength.used_to", clause):
            before = [word.norm for word in self._words[max(clause.start, start - 2) : start]]
            if before == ["used", "to"] and self._speaker(clause, start - 2, stop) is _Speaker.OWN:
                return True
        return False

    def _job(self, clause: Clause) -> bool:
        jobs = [start for start, _ in self._signs("strength.jobs", clause)]
        for start, stop in self._signs("strength.job_leads", clause):
            named = any(abs(job - stop) <= _REACH for job in jobs)
            if named and self._speaker(clause, start, stop) is _Speaker.OWN:
                return True
        return False

    def _interest(self, clause: Clause) -> Heard | None:
        sign = self._own("interest", clause)
        if sign is None or sign[1] >= clause.end:
            lifts = any(
                clause.start < start and self._speaker(clause, start) is not _Speaker.OTHER
                for start, _ in self._signs("interest.lifts", clause)
            )
            return Heard(Kind.PERSONAL, Leaning.INTEREST) if lifts else None
        return Heard(self._kind_of_what(clause, sign[1]), Leaning.INTEREST)

    def _doing(self, clause: Clause) -> Heard | None:
        if self._has("interest.unless", clause):
            return None
        things = [start for start, _ in self._signs("interest.activities", clause)]
        for start, stop in self._signs("interest.does", clause):
            near = any(stop <= thing <= stop + _REACH for thing in things)
            if near and self._speaker(clause, start, stop) is _Speaker.OWN:
                return Heard(Kind.PERSONAL, Leaning.INTEREST)
        return None

    # where they go and whom they know

    def _group(self, clause: Clause) -> Heard | None:
        if self._has("community.unless", clause) or not self._has("community.groups", clause):
            return None
        for start, stop in self._signs("community.attend", clause):
            if self._speaker(clause, start, stop) is _Speaker.OWN:
                leaning = Leaning.INTEREST if self._topic == Leaning.INTEREST else Leaning.STRENGTH
                return Heard(Kind.COMMUNITY, leaning)
        return None

    def _place(self, clause: Clause) -> Heard | None:
        if self._topic in {Leaning.HOPE, Leaning.BARRIER} or self._has("physical.unless", clause):
            return None
        places = [start for start, _ in self._signs("physical.places", clause)]
        for start, stop in self._signs("physical.near", clause):
            pointing = self._words[stop - 1].norm in _POINTING
            at_hand = any(not pointing or stop <= place < stop + _REACH for place in places)
            if at_hand and self._speaker(clause, start) is not _Speaker.OTHER:
                return Heard(Kind.PHYSICAL, Leaning.STRENGTH)
        return None

    def _somebody(self, clause: Clause) -> Heard | None:
        somebody = self._acquaintance(clause, clause.start)
        if somebody is None or self._has("social.apart", clause):
            return None
        together = next(self._signs("social.contact", clause), None) is not None
        named = self._topic == Kind.SOCIAL and somebody.certain and not self._apart
        if together or (named and not self._has("negations", clause)):
            return Heard(Kind.SOCIAL, Leaning.STRENGTH, somebody.who, somebody.tie)
        return None

    def _by_topic(self, clause: Clause) -> Heard | None:
        """Take a bare word (an activity, a trade) for what the talk is about."""
        if self._has("negations", clause) or self._has("social.apart", clause):
            return None
        lists: tuple[str, ...]
        match self._topic:
            case Leaning.STRENGTH:
                lists = ("interest.activities", "strength.jobs")
            case Leaning.INTEREST | Leaning.HOPE | Leaning.GIFT:
                lists = ("interest.activities",)
            case _:
                return None
        for name in lists:
            for start, stop in self._signs(name, clause):
                if self._speaker(clause, start, stop) is not _Speaker.OTHER:
                    return Heard(Kind.PERSONAL, Leaning(self._topic))
        return None

    # helpers

    def _has(self, name: str, clause: Clause) -> bool:
        return self._lexicon[name].within(self._words, clause.start, clause.end)

    def _signs(self, name: str, clause: Clause) -> Iterator[Span]:
        """Yield where phrases of a list stand in the clause, leaving out those a negation undoes."""
        negations = self._lexicon["negations"]
        for start, stop in self._lexicon[name].spans(self._words, clause.start, clause.end):
            if not negations.within(self._words, max(clause.start, start - _REACH), start):
                yield start, stop

    def _own(self, section: str, clause: Clause) -> Span | None:
        """Return the first sign of a section that the person gives of themselves."""
        if self._has(f"{section}.unless", clause):
            return None
        signs = self._signs(f"{section}.signs", clause)
        return next((span for span in signs if self._speaker(clause, *span) is _Speaker.OWN), None)

    def _speaker(self, clause: Clause, start: int, stop: int | None = None) -> _Speaker:
        """Return whose doing a sign at ``start`` is, by the nearest subject before it in its clause."""
        if stop is not None and self._words[start].norm in _SELF:
            return _Speaker.OWN
        plain = True
        for index in range(start - 1, clause.start - 1, -1):
            norm = self._words[index].norm
            if norm in _SELF:
                return _Speaker.OWN
            if norm in _THEY:
                return _Speaker.OTHER if self._people else _Speaker.OWN
            if any(begin <= index < end for begin, end in self._people):
                return _Speaker.OTHER
            plain = plain and self._lexicon["leads"].at(self._words, index, index + 1) is not None
        return _Speaker.OWN if plain else _Speaker.NOBODY

    def _acquaintance(self, clause: Clause, start: int) -> Acquaintance | None:
        return Acquaintance.in_clause(self._words, clause, start, self._lexicon)

    def _kind_by_group(self, clause: Clause) -> Kind:
        return Kind.COMMUNITY if self._has("community.groups", clause) else Kind.PERSONAL

    def _kind_of_what(self, clause: Clause, after: int) -> Kind:
        """Return the kind of what is liked: a group or a place when it is named at once."""
        for index in range(after, min(after + 2, clause.end)):
            if self._lexicon["community.groups"].at(self._words, index, clause.end):
                return Kind.COMMUNITY
            if self._lexicon["physical.places"].at(self._words, index, clause.end):
                return Kind.PHYSICAL
        return Kind.PERSONAL
