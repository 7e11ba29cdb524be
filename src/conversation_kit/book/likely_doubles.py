"""Entries under different ids that are likely one and the same group. Pure.

Two entries are compared only when they share a postcode, a spot of about a hundred metres, or a telling word of the
name within a postcode district, so that 20,000 entries take seconds. ``plainly`` is strict: a false merge hides a group
from people, a double only shows it twice.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, utils

from conversation_kit.model.entries import Entry, Location

_LIKELY = 82.0  # of 100
_LEAST = _LIKELY - 10
_PLAIN_NAME = 96.0
_ONE_WORD = 70.0
_PLAIN_ORGANIZATION = 85.0
_CROWDED = 60  # entries at one place: a hub's address; compared by name only
_EVERYWHERE = frozenset(
    ["the", "and", "of", "for", "group", "club", "community", "centre", "center", "hall", "church", "library"]
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that are likely one.

    Attributes:
        one, other: Ids, in the order of the Book.
        sure: 0 to 100.
        why: In a few words.
        plainly: Whether they may be shown as one without asking.
    """

    one: str
    other: str
    sure: int
    why: str
    plainly: bool


def likely_doubles(entries: Sequence[Entry]) -> list[Pair]:
    """Return pairs that are likely one group, the surest first."""
    names = [utils.default_process(entry.name) for entry in entries]
    pairs: dict[tuple[int, int], Pair] = {}
    for block in _blocks(entries, names):
        for a, b in combinations(block, 2):
            if (a, b) not in pairs and (pair := _compare(entries[a], entries[b], names[a], names[b])):
                pairs[a, b] = pair
    return sorted(pairs.values(), key=lambda pair: (-pair.sure, pair.one, pair.other))


def _blocks(entries: Sequence[Entry], names: Sequence[str]) -> Iterator[list[int]]:
    """Yield positions of entries worth comparing with one another, each block in the order of the Book."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        telling = [word for word in dict.fromkeys(names[at].split()) if word not in _EVERYWHERE]
        keys: set[object] = {("name", names[at])}
        for place in entry.locations or (Location(),):
            if place.postal_code:
                keys.add(("postcode", place.postal_code))
            if place.latitude is not None and place.longitude is not None:
                keys.add(("spot", round(place.latitude, 3), round(place.longitude, 3)))
            district = place.postal_code.partition(" ")[0]
            keys.update([("word", word, district) for word in telling[:3]])
        for key in keys:
            blocks[key].append(at)
    for block in blocks.values():
        if 1 < len(block) <= _CROWDED:
            yield block
        elif len(block) > _CROWDED:
            yield from _same_names(block, names)


def _same_names(block: list[int], names: Sequence[str]) -> Iterator[list[int]]:
    """Yield those of a crowded block that begin alike."""
    by_start: dict[str, list[int]] = defaultdict(list)
    for at in block:
        by_start[names[at][:6]].append(at)
    yield from (some for some in by_start.values() if 1 < len(some) <= _CROWDED)


def _compare(a: Entry, b: Entry, name_a: str, name_b: str) -> Pair | None:
    alike = max(
        fuzz.ratio(name_a, name_b, score_cutoff=_LEAST),  # less than that counts as nothing, and is soon told
        0.96 * fuzz.token_sort_ratio(name_a, name_b, score_cutoff=_LEAST),
    )
    if alike < _LEAST or _numbers(name_a) != _numbers(name_b) or _another_thing(name_a, name_b):
        return None
    spots_a, spots_b = _spots(a.locations), _spots(b.locations)
    same_place = not spots_a.isdisjoint(spots_b)
    if spots_a and spots_b and not same_place:
        return None  # branches of one organisation in two places
    organizations = _organizations(a, b)
    sure = alike + (6 if same_place else 0)
    sure += 4 if organizations is not None and organizations >= _PLAIN_ORGANIZATION else 0
    sure -= 10 if organizations is not None and organizations < 60 else 0  # noqa: PLR2004 - of 100
    if sure < _LIKELY:
        return None
    plainly = (
        alike >= _PLAIN_NAME
        and same_place
        and (organizations is None or organizations >= _PLAIN_ORGANIZATION)
    )
    return Pair(a.id, b.id, min(100, round(sure)), _why(alike, organizations, same_place=same_place), plainly)


def _another_thing(a: str, b: str) -> bool:
    """Whether each name has a word of its own, and the two are not alike: a hall's choir and its chess club."""
    only_a = " ".join(word for word in a.split() if word not in b.split())
    only_b = " ".join(word for word in b.split() if word not in a.split())
    return bool(only_a and only_b) and fuzz.ratio(only_a, only_b) < _ONE_WORD


def _why(alike: float, organizations: float | None, *, same_place: bool) -> str:
    said = ["the same name" if alike >= _PLAIN_NAME else "much the same name"]
    said += ["the same place"] if same_place else []
    said += (
        ["the same organisation"]
        if organizations is not None and organizations >= _PLAIN_ORGANIZATION
        else []
    )
    return ", ".join(said)


def _organizations(a: Entry, b: Entry) -> float | None:
    """Return how alike the organisations are, of 100, or None when one of them is not known."""
    if not a.organization or not b.organization:
        return None
    return fuzz.token_set_ratio(a.organization, b.organization, processor=utils.default_process)


def _spots(locations: Iterable[Location]) -> set[object]:
    """Return where they are to about a hundred metres: full postcodes and rounded coordinates."""
    postcodes = {place.postal_code for place in locations if " " in place.postal_code}
    return postcodes | {
        (round(place.latitude, 3), round(place.longitude, 3))
        for place in locations
        if place.latitude is not None and place.longitude is not None
    }


def _numbers(name: str) -> list[str]:
    """Return the numbers in a name: the 1st and the 2nd scout group are two."""
    return re.findall(r"\d+", name)
