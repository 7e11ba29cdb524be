"""Had heard: what somebody tried and will not have again, and where they go already, whatever it is.

"Day centre? Did that." names a thing in one breath and tells what became of it in the same, or in the next. The turns
of phrase are data (``had_it``, ``has_it``, the tales of having been somewhere and what makes nothing of them, in
``forms.toml``); here is only how far they reach. Where no thing is named that may be had, nothing was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from conversation_kit.matching.heard.whose import of_somebody_else
from conversation_kit.matching.vocabulary.bank import Hit
from conversation_kit.matching.vocabulary.figures import usual
from conversation_kit.matching.vocabulary.plain import line, stem
from conversation_kit.matching.vocabulary.words import Words
from conversation_kit.model.connections import Way

_BACK = 2
"""So many sentences further back may stand what was had."""
_TALE = 2
"""So many sentences after it may tell how it went."""
_TELLING = 2
"""So many telling words beside a turn of phrase name something, even if it is of no theme."""

_Place = tuple[int, int]
"""A clause: the number of its sentence, and its own within that."""


class Turned(Enum):
    """What became of a thing, each by the name of its form."""

    HAD = "had_it"
    HAS = "has_it"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its clauses as padded lines, where in the whole of it each begins, and the whole."""

    clauses: tuple[str, ...]
    begins: tuple[int, ...]
    said: str

    @classmethod
    def of(cls, clauses: Iterable[str]) -> "_Sentence":
        lines = tuple(map(usual, clauses))
        begins = accumulate((len(one) - 1 for one in lines[:-1]), initial=0)
        return cls(lines, tuple(begins), f" {' '.join(one.strip() for one in lines)} ")

    def inside(self, begin: int, end: int) -> range:
        """The numbers of the clauses that a stretch of it stands in."""
        first = max(place for place, begins in enumerate(self.begins) if begins <= begin)
        return range(first, sum(begins < end - 1 for begins in self.begins))


def turned_in(sentences: Sequence[Sequence[str]], words: Words) -> Mapping[_Place, Turned]:
    """Which clauses speak of what somebody had, or has already; each by the numbers of its sentence and its own.

    Args:
        sentences: A statement: padded lines of folded words, clause by clause and sentence by sentence.
        words: The words to go by.
    """
    return _Statement(sentences, words).turned()


def said_of_itself(clause: str, words: Words) -> bool:
    """Whether a clause, a padded line of folded words, says that what it names was had, or is theirs already."""
    return _Statement([[clause]], words).told_at_all()


class _Statement:
    """One statement, sentence by sentence."""

    def __init__(self, sentences: Iterable[Iterable[str]], words: Words) -> None:
        self._sentences = [_Sentence.of(clauses) for clauses in sentences]
        self._words = words

    def turned(self) -> dict[_Place, Turned]:
        found: dict[_Place, Turned] = {}
        for number in range(len(self._sentences)):
            told: list[tuple[Turned, Iterable[_Place]]] = [
                (turned, self._told(number, turned)) for turned in Turned
            ]
            tales = (Turned.HAD, self._went_badly(number)), (Turned.HAS, self._tried(number))
            for turned, places in (*told, *tales):
                for place in places:
                    found.setdefault(place, turned)
        return found

    def told_at_all(self) -> bool:
        """Whether a turn of phrase stands in the first sentence, whatever it names."""
        return any(True for turned in Turned for _ in self._spans(0, turned))

    def _told(self, number: int, turned: Turned) -> Iterator[_Place]:
        """The clauses that the turns of phrase in a sentence speak of, where those name a thing."""
        for begin, end in self._spans(number, turned):
            reached = self._reached(number, begin, end)
            if any(self._thing(place) for place in reached):
                yield from reached

    def _spans(self, number: int, turned: Turned) -> Iterator[tuple[int, int]]:
        """Where in a sentence turns of phrase stand, unless something makes nothing of them."""
        sentence = self._sentences[number]
        found = [one.span() for one in self._words.forms.found(turned.value, sentence.said)]
        if not found or self._of_others(sentence) or self._heard("asks_again", sentence.said):
            return
        after = self._sentences[number + 1 : number + 2]
        if any(self._heard("asks_again_at_once", one.said) for one in after):
            return
        for begin, end in found:
            begun = sentence.begins[sentence.inside(begin, end)[0]]
            if turned is Turned.HAD or not self._heard("no_longer", sentence.said[begun : end + 1]):
                yield begin, end

    def _reached(self, number: int, begin: int, end: int) -> list[_Place]:
        """The clauses a turn of phrase stands in, those before it, and where they name nothing the sentence before."""
        sentence = self._sentences[number]
        inside = sentence.inside(begin, end)
        first = inside[0]
        while first and not self._wished(sentence.clauses[first - 1]):
            first -= 1
        reached = [(number, place) for place in range(first, inside.stop)]
        ends = sentence.begins[inside.stop] if inside.stop < len(sentence.begins) else len(sentence.said)
        beside = sentence.said[sentence.begins[first] : begin] + sentence.said[end:ends]
        telling = sum(word not in self._words.small for word in beside.split())
        if telling < _TELLING and not self._names_a_thing(beside):
            reached += self._before(number)
        return reached

    def _before(self, number: int) -> list[_Place]:
        """The clauses of the sentence before in which anything but a wish stands."""
        for earlier in range(number - 1, max(number - 1 - _BACK, -1), -1):
            clauses = enumerate(self._sentences[earlier].clauses)
            told = [(earlier, at) for at, clause in clauses if not self._wished(clause)]
            if told:
                return told
        return []

    def _went_badly(self, number: int) -> list[_Place]:
        """What is named in a sentence that tells of having been there, when it or the next say that it went badly."""
        tale = self._sentences[number : number + 1 + _TALE]
        if not self._heard("been_there", tale[0].said) or self._of_others(tale[0]):
            return []
        things = [
            (number, at)
            for at, clause in enumerate(tale[0].clauses)
            if not self._wished(clause) and self._thing((number, at))
        ]
        if not things or any(self._heard("asks_again", one.said) for one in tale):
            return []
        told: list[_Place] = []
        for after, sentence in enumerate(tale, number):
            if after > number and any(map(self._wished, sentence.clauses)):
                break
            clauses = enumerate(sentence.clauses)
            told += [(after, at) for at, clause in clauses if self._heard("went_badly", clause)]
        return [*things, *told] if told else []

    def _tried(self, number: int) -> list[_Place]:
        """What somebody tells of having tried, where people meet or are served, without a word of liking it."""
        told = self._sentences[number : number + 2]
        tried = [
            (number, at)
            for at, clause in enumerate(told[0].clauses)
            if any(self._words.cue_in(name, clause) for name in ("thing_served", "thing_gathered"))
            and (self._heard("tried_it", clause) or self._heard("been_among", clause))
            and self._thing((number, at))
        ]
        if not tried or self._of_others(told[0]) or any(self._heard("not_tried", one.said) for one in told):
            return []
        return tried

    def _heard(self, name: str, said: str) -> bool:
        return self._words.forms.heard(name, said)

    def _of_others(self, sentence: _Sentence) -> bool:
        return of_somebody_else(sentence.said)

    def _thing(self, place: _Place) -> bool:
        """Whether a clause names anything that may be had."""
        return self._names_a_thing(self._sentences[place[0]].clauses[place[1]])

    def _names_a_thing(self, said: str) -> bool:
        hits = self._words.bank.hits([stem(word) for word in said.split()])
        return self._words.cue_in("thing_served", line(said.split())) or any(
            True for _ in had_of(hits, self._words)
        )

    def _wished(self, clause: str) -> bool:
        words = self._words
        wish = words.cue_in("want", clause) or words.cue_in("offer_plainly", clause)
        return wish or self._heard("wished", clause)


def had_of(hits: Iterable[Hit], words: Words) -> Iterator[str]:
    """The ids of the themes of what somebody had: pastimes, and what is named that others do for people.

    What was the matter ("six weeks of counselling after he died") is not turned down with it.
    """
    told = [hit for hit in hits if hit.whole and not hit.guess]
    meant = {hit.phrase.exact for hit in told if not hit.phrase.directory}
    for hit in told:
        theme = words.themes[hit.phrase.theme]
        itself = not hit.phrase.directory or hit.phrase.exact not in meant
        joined = theme.way is Way.JOIN and not theme.public
        if not theme.broad and (joined or (itself and is_served(hit, words))):
            yield theme.id


def is_served(hit: Hit, words: Words) -> bool:
    """Whether a phrase names what others do for people ("food bank"), rather than what is the matter."""
    return words.cue_in("thing_served", line(hit.phrase.words.split()))
