"""Suggesting: what could connect, best first, with reasons and cautions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from conversation_kit.matching.asking import Asking
from conversation_kit.matching.bridges import bridges
from conversation_kit.matching.cautions import cautions_for
from conversation_kit.matching.choosing import Found, choose, same_thing
from conversation_kit.matching.evidence import Gathered, gather
from conversation_kit.matching.fears import eased
from conversation_kit.matching.features import Features
from conversation_kit.matching.hearing import Clause, Meant, listen
from conversation_kit.matching.learning import CLOSED, learn, told_closed
from conversation_kit.matching.limits import Limits, rules_out
from conversation_kit.matching.limits_heard import around_place, read_limits
from conversation_kit.matching.pieces import Evidence, Reason
from conversation_kit.matching.plain import line
from conversation_kit.matching.shelf import BookView, Shelf
from conversation_kit.matching.standing import kept_up, miles_to, runs
from conversation_kit.matching.strength import NO_SIGNS, Judge, Signs, Strength
from conversation_kit.matching.words import Words
from conversation_kit.model.connections import Way
from conversation_kit.model.spots import Spot

__all__ = ["BookView", "Reason", "Strength", "Suggester", "Suggestion", "suggest"]

_FLOOR = 0.12
"""Below this nothing is worth a look."""
_FAIR = 0.54
_SECOND = 0.35
"""How much a second piece of evidence from the same clause adds."""
_BOTH = 0.5
"""The same for a second thing to give: the cook for older people belongs where both are wanted."""
_OTHER_ROLE = 0.4
"""How much counts what speaks for being helped at a place to give, and the other way about."""
_MOST_REASONS = 3
_DISLIKED_FIT = 0.5
"""From this fit an entry is one of a theme that was disliked."""
_UNASKED = 0.6
"""What is left for an entry for children when neither children nor an age were spoken of."""
_NOWHERE = 0.8
_NOWHERE_NEAR = 0.5
"""What is left of an entry that nobody can place on the map, the second when they cannot get far."""
_FAR_OFF = 15.0
"""Miles over which distance takes off half of what speaks for an entry."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry offered for this person.

    Attributes:
        score: 0..1.
        strength: ``strong`` when at least four in five such should be right; ``weak`` says so on screen.
        way: Whether they would join, give or be helped there.
        reasons: Strongest first.
        cautions: Most pressing first.
        miles: From where they are, as the crow flies, or None.
        learned: What earlier choices added to the score, or took from it; one of the reasons says why.
        themes: What was heard that may be learned from: ids of themes, nothing delicate and nothing of who they are.
        bridges: People they know who could come along, each a plain sentence.
        signs: What the strength was read off.
        sensitive: Topic of the entry, or of what was heard that it rests on, that a screen should not show unasked
            while others look; or empty.
    """

    entry_id: str
    entry_name: str
    score: float
    strength: Strength
    way: Way
    reasons: tuple[Reason, ...]
    cautions: tuple[str, ...]
    miles: float | None = None
    sensitive: str = ""
    bridges: tuple[str, ...] = ()
    learned: float = 0.0
    themes: tuple[str, ...] = ()
    signs: Signs = NO_SIGNS


def suggest(asking: Asking, book: BookView, words: Words) -> list[Suggestion]:
    """Suggest entries of ``book`` for one asking, best first; empty when nothing is good enough to show.

    Whoever asks the same Book again should keep a :class:`Suggester`, which remembers what it read.
    """
    return Suggester(book, words).suggest(asking)


class Suggester:
    """Suggests from one Book. Its only state is what it read out of Book and words; answers never depend on it.

    Args:
        book: The Book.
        words: The words to go by.
        breathe: Called between two entries; may wait, to leave the processor to somebody else for a moment.
    """

    def __init__(self, book: BookView, words: Words, breathe: Callable[[], None] | None = None) -> None:
        self._shelf = Shelf(book, words, breathe) if breathe else Shelf(book, words)
        self._words = words
        self._judge = Judge(words)
        self._publics = frozenset(theme.id for theme in words.themes.values() if theme.public)

    def warm(self) -> None:
        """Read what every question needs (names, places, spelling, meaning): the first is as quick as the next."""
        self._shelf.warm()
        _ = self._words.meaning

    def suggest(self, asking: Asking) -> list[Suggestion]:
        """Suggest for one asking; see :func:`suggest`."""
        clauses = listen(asking.heard, self._words)
        if not clauses or asking.limit <= 0:
            return []
        place = self._place_named(clauses)
        limits = read_limits(asking, clauses, self._words)
        near = asking.near
        if place is not None and near is None:  # where they live is known better than what a sentence names
            limits, near = around_place(limits), place
        gathered = gather(clauses, self._shelf, self._words, age=limits.age)
        turned_down = [line(one.words) for one in clauses if one.meant in (Meant.ALREADY, Meant.DISLIKED)]
        wholly = frozenset[str]().union(*(self._shelf.named_wholly(said) for said in turned_down))
        gathered = replace(gathered, named_out=gathered.named_out | wholly)
        for entry_id, piece in eased(clauses, self._shelf, self._words):
            gathered.by_entry.setdefault(entry_id, []).append(piece)
        found = list(self._within(replace(asking, near=near), gathered, limits))
        found = learn(found, asking.lessons, self._words, today=asking.today, limit=asking.limit)
        chosen = choose(found, self._shelf, limit=asking.limit)
        return [
            self._suggestion(
                item, self._judge.signs(item, clauses, self._shelf.features(item.entry_id)), limits, asking
            )
            for item in chosen
        ]

    def _within(self, asking: Asking, gathered: Gathered, limits: Limits) -> Iterable[Found]:
        """Entries with enough evidence that keep within every limit."""
        out = self._with_doubles(gathered.named_out, gathered.by_entry)
        for entry_id, pieces in sorted(gathered.by_entry.items()):
            if sum(piece.value for piece in pieces) < _FLOOR:
                continue  # all of it together is never more than its sum
            entry = self._shelf.entry(entry_id)
            features = self._shelf.features(entry_id)
            if entry_id in asking.already or entry_id in out or not runs(entry, features, asking.today):
                continue
            if self._hidden(features, gathered) or self._disliked(entry_id, gathered):
                continue
            if asking.keep is not None and not asking.keep(entry):
                continue
            miles = miles_to(entry, asking)
            ways = {
                way
                for way in {piece.way for piece in pieces}
                if not rules_out(limits, features, way=way, miles=miles, words=self._words)
            }
            kept = [
                piece for piece in pieces if piece.way in ways and self._for_them(entry_id, piece, pieces)
            ]
            worth = _worth(features, limits, nowhere=asking.near is not None and miles is None)
            found = _weighed(entry_id, kept, miles, worth=worth)
            if found is not None:
                yield replace(found, score=found.score * kept_up(entry, features, asking.today))

    def _with_doubles(self, named_out: frozenset[str], entry_ids: Iterable[str]) -> frozenset[str]:
        """Entries that they go to or went to, with those that tell of the same thing again."""
        named = [self._shelf.features(entry_id) for entry_id in sorted(named_out)]
        again = (
            entry_id
            for entry_id in (entry_ids if named else ())
            if any(same_thing(self._shelf.features(entry_id), one) for one in named)
        )
        return named_out | frozenset(again)

    def _for_them(self, entry_id: str, piece: Evidence, pieces: Iterable[Evidence]) -> bool:
        """Whether a group named for some people is one to join for this person, who spoke of it or of its name."""
        whom = self._shelf.only_for(entry_id)
        if not whom or piece.way is Way.GIVE:
            return True
        spoken_of = whom | self._publics
        return any(other.theme in spoken_of or other.theme.startswith("name:") for other in pieces)

    def _hidden(self, features: Features, gathered: Gathered) -> bool:
        topic = self._shelf.sensitive(features)
        return bool(topic) and topic not in gathered.plainly and features.id not in gathered.plainly_named

    def _disliked(self, entry_id: str, gathered: Gathered) -> bool:
        return any(
            self._shelf.of_theme(theme).get(entry_id, 0.0) >= _DISLIKED_FIT for theme in gathered.disliked
        )

    def _place_named(self, clauses: Iterable[Clause]) -> Spot | None:
        """A town of the Book that they said things should be in, near or around; the longest such name."""
        found: list[Spot] = []
        joints = self._words.cues["place_joint"]
        for clause in clauses:
            if clause.meant not in (Meant.OFFERED, Meant.FACT, Meant.ALREADY, Meant.DISLIKED):
                said = line(clause.words)
                named = (name for name in self._shelf.places if f" {name} " in said)
                found += [
                    self._shelf.places[name]
                    for name in named
                    if any(f"{joint}{name} " in said for joint in joints)
                ]
        return max(found, key=lambda spot: (len(spot.name), spot.name), default=None)

    def _suggestion(self, found: Found, signs: Signs, limits: Limits, asking: Asking) -> Suggestion:
        entry, features = self._shelf.entry(found.entry_id), self._shelf.features(found.entry_id)
        sensitive = self._shelf.sensitive(features) or self._touched(found)
        told = (f"{CLOSED}: ring first",) if told_closed(found) else ()
        cautions = cautions_for(
            entry,
            features,
            way=found.way,
            miles=found.miles,
            limits=limits,
            words=self._words,
            today=asking.today,
        )
        return Suggestion(
            entry_id=entry.id,
            entry_name=entry.name,
            score=round(found.score, 4),
            strength=self._judge.strength(found, signs),
            signs=signs,
            way=found.way,
            reasons=(*found.reasons[:_MOST_REASONS], *filter(None, (found.lesson,))),
            cautions=(*told, *cautions),
            miles=found.miles,
            sensitive=sensitive,
            bridges=bridges(asking.heard, found.reasons, found.way),
            learned=found.learned,
            themes=() if sensitive else self._learnable(found),
        )

    def _learnable(self, found: Found) -> tuple[str, ...]:
        """Themes of the word lists that tell what was looked for, not who somebody is."""
        themes = (self._words.themes.get(name) for name in found.themes)
        return tuple(theme.id for theme in themes if theme and not (theme.sensitive or theme.only))

    def _touched(self, found: Found) -> str:
        """The sensitive topic that a reason rests on, or empty: "he hits me" stands on no screen for housing either."""
        topics = (self._words.themes[name].sensitive for name in found.themes if name in self._words.themes)
        return next(filter(None, topics), "")


def _worth(features: Features, limits: Limits, *, nowhere: bool) -> float:
    """What is left of an entry of which something that matters is not known."""
    unasked = features.children and limits.age is None and not limits.children
    somewhere = (_NOWHERE_NEAR if limits.within is not None else _NOWHERE) if nowhere else 1.0
    return somewhere * (_UNASKED if unasked else 1.0)


def _weighed(entry_id: str, pieces: list[Evidence], miles: float | None, *, worth: float) -> Found | None:
    """Put the evidence for one entry together: the best of each clause, a little for a second, then all clauses."""
    by_clause: dict[int, list[Evidence]] = {}
    for piece in sorted(pieces, key=lambda piece: (-piece.value, piece.clause, piece.reason.because)):
        by_clause.setdefault(piece.clause, []).append(piece)
    if not by_clause:
        return None
    best = max((heard[0] for heard in by_clause.values()), key=lambda piece: piece.value)
    missing = 1.0
    for heard in by_clause.values():
        value = heard[0].value
        second = next((piece for piece in heard[1:] if _apart(piece, heard[0])), None)
        if second is not None:
            value += (1 - value) * (_BOTH if second.way is Way.GIVE else _SECOND) * second.value
        role = 1.0 if (heard[0].way is Way.GIVE) == (best.way is Way.GIVE) else _OTHER_ROLE
        missing *= 1 - role * min(value, 0.99)
    score = worth * (1 - missing) * (1.0 if miles is None else _FAR_OFF / (_FAR_OFF + miles))
    weak = worth * best.value < _FAIR
    if score < _FLOOR or (weak and best.wide and best.way is not Way.GIVE):
        return None
    reasons = sorted(
        (heard[0] for heard in by_clause.values()), key=lambda piece: (-piece.value, piece.clause)
    )
    spoken = [piece for piece in reasons if piece.value >= _FLOOR / 2]
    return Found(
        entry_id=entry_id,
        score=score,
        weak=weak,
        way=best.way,
        theme=best.theme,
        clauses=frozenset(piece.clause for piece in reasons if piece.value >= _FLOOR),
        reasons=_once(piece.reason for piece in spoken),
        miles=miles,
        themes=tuple(dict.fromkeys(piece.heard or piece.theme for piece in spoken)),
        pieces=tuple(pieces),
        worth=worth,
    )


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out a reason that says again what one before it said."""
    told: dict[str, Reason] = {}
    for reason in reasons:
        told.setdefault(reason.because, reason)
    return tuple(told.values())


def _apart(piece: Evidence, other: Evidence) -> bool:
    """Whether two pieces rest on different things that were said."""
    again = piece.way is Way.GIVE and bool(piece.heard) and piece.heard == other.heard
    return piece.theme != other.theme and not again
