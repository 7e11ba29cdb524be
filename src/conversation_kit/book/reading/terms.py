"""Terms a source puts on a service, whom it is for, its languages and areas, and what a person could give."""

import re
from collections.abc import Iterator
from functools import lru_cache

from conversation_kit.book.reading.findings import Margin
from conversation_kit.book.reading.text import OFTEN, clean_line, clean_text
from conversation_kit.book.reading.values import all_under, as_dict, first, read_ages
from conversation_kit.model.entries import Attribute

_MOST_WAYS = 6
_LONGEST_WAY = 100  # characters
_GIVING_TERM = re.compile(r"\b(?:volunt|donat|fundrais|mentor(?:s|ing)? wanted|helpers?\b)", re.IGNORECASE)
_GIVING_TAXONOMY = re.compile(
    r"\b(?:ways?[ _-]to[ _-]give|giving|volunteering|what[ _-]you[ _-]can[ _-]give)\b", re.IGNORECASE
)
_HELPERS = (
    r"(?:volunteers?|helpers?|befrienders?|mentors?|tutors?|trustees?|drivers?|leaders?|readers?|coaches|cooks|"
    r"gardeners?)"
)
_ASKING = re.compile(
    rf"\b{_HELPERS}\b[^.!?]{{0,30}}\b(?:welcome|needed|wanted|required|sought)\b"
    r"|\b(?:looking for|need|needs|seeking|recruiting|welcomes?(?! (?:from|by)\b)|want|always after|short of)\s"
    rf"(?:[\w'-]+\s){{0,4}}{_HELPERS}\b"
    r"|\blooking for (?:\w+ ){0,2}people (?:to|who (?:can|could|would))\b"
    r"|\bvolunteer(?:ing)? (?:opportunit|role|placement|with us|at)"
    r"|\b(?:become|be) an? volunteer\b|\b(?:want|like|interested|wish|love) (?:to|in) volunteer"
    r"|\b(?:if you (?:can|could|would like to)|would you like to|come and|able to) "
    r"(?:help out|lend a hand|lead|teach)\b"
    r"|\bdonations?\b[^.!?]{0,40}\b(?:welcome|needed|accepted|appreciated|wanted)\b|\b(?:please|to|you can) donate\b"
    r"|\bget involved\b[^.!?]{0,40}\b(?:volunt|help|giv|donat|lead|run)",
    re.IGNORECASE,
)
_NOT_ASKING = re.compile(
    r"\b(?:not|no longer|don'?t|cannot|can'?t|unable|full)\b[^.!?]{0,40}\b(?:volunt|donat|help)"
    # what a visitor may pay for a cup of tea is no gift to the place
    r"|\b(?:free|cost|charge|drinks?|snacks?|tea|coffee|refreshments?|entry|admission|suggested|per session|lunch)\b"
    r"[^.!?]{0,60}\bdonations?\b",
    re.IGNORECASE,
)
# Every way of asking holds one of these, and one of the cues; to look for them first spares most sentences the long
# pattern.
_ASKING_STEMS = (
    *(
        "volunt",
        "help",
        "befriend",
        "mentor",
        "tutor",
        "trustee",
        "driver",
        "leader",
        "reader",
        "coach",
        "cook",
    ),
    *("gardener", "donat", "teach", "lead", "looking for", "lend a hand", "get involved"),
)
_ASKING_CUES = (
    *(
        "welcome",
        "need",
        "want",
        "requ",
        "sought",
        "looking for",
        "seek",
        "recru",
        "always after",
        "short of",
    ),
    *("volunt", "if you", "would you", "come and", "able to", "donat", "get involved"),
)
_SELDOM = frozenset(("code", "term_code"))
# Where terms stand, and the taxonomy they are of when they do not say.
_TERMS = {
    "attributes": "",
    "service_taxonomys": "",
    "taxonomies": "",
    "suitabilities": "suitability",
    "send_needs": "special educational needs",
    "categories": "",
    "keywords": "",
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def read_attributes(record: dict[str, object]) -> tuple[Attribute, ...]:
    """Return the terms of a service, from v3 attributes, v1 taxonomies, suitabilities and the like, each once."""
    found: list[Attribute] = []
    for name, taxonomy in _TERMS.items():
        if name in record:
            found += [_attribute(raw, taxonomy) for raw in all_under(record, name)]
    return tuple(dict.fromkeys([term for term in found if term.name]))


def _attribute(raw: object, taxonomy: str) -> Attribute:
    if isinstance(raw, dict) and isinstance(term := raw.get("taxonomy_term"), dict):
        name, of = term.get("name"), term.get("taxonomy")
        plain = isinstance(name, str) and isinstance(of, str) and not _SELDOM.intersection(term)
        if plain and name and of and len(name) <= OFTEN and len(of) <= OFTEN:
            return _plain_term(name, of, taxonomy)
    return _odd_term(raw, taxonomy)


@lru_cache(maxsize=2048)
def _plain_term(name: str, of: str, taxonomy: str) -> Attribute:
    """Return the term of a name and a taxonomy; the same ones come again and again."""
    return Attribute(name=clean_line(name), taxonomy=clean_line(of) or taxonomy)


def _odd_term(raw: object, taxonomy: str) -> Attribute:
    held = as_dict(raw)
    term = as_dict(first(held, "taxonomy_term", "taxonomy")) if isinstance(raw, dict) else held
    if not first(term, "name", "term", "label") or (term.keys() <= {"name"} and held.get("name")):
        term = held
    of = clean_line(first(term, "taxonomy", "vocabulary"))
    if not of:
        of = clean_line(as_dict(first(term, "taxonomy", "taxonomy_detail")).get("name"))
    code = clean_line(first(term, "code", "term_code"))
    return Attribute(
        name=clean_line(first(term, "name", "term", "label", "value")),
        taxonomy=of or taxonomy,
        code=code,
    )


def read_who_for(record: dict[str, object], margin: Margin) -> tuple[int | None, int | None, str]:
    """Return lowest age, highest age and whom it is for, in the source's words."""
    words: list[str] = []
    low, high = first(record, "minimum_age", "min_age"), first(record, "maximum_age", "max_age")
    for name in ("eligibilitys", "eligibilities", "eligibility", "eligibility_description"):
        for raw in all_under(record, name):
            held = as_dict(raw)
            low = first(held, "minimum_age", "min_age") if low is None else low
            high = first(held, "maximum_age", "max_age") if high is None else high
            words.append(clean_text(first(held, "eligibility", "name", "description")))
    audience = [
        clean_line(first(as_dict(raw), "audienceType", "name"))
        for raw in all_under(record, "pc_targetAudience")
    ]
    words.append(", ".join(dict.fromkeys(one for one in audience if one)))
    if record.get("needs_referral") is True:
        words.append("Needs a referral.")
    least, most = read_ages(low, high, margin)
    return least, most, "\n".join(dict.fromkeys(one for one in words if one))


def read_languages(record: dict[str, object]) -> tuple[str, ...]:
    """Return the languages spoken."""
    return _names(record, "languages", "name", "language", "note")


def read_areas(record: dict[str, object]) -> tuple[str, ...]:
    """Return the areas served."""
    return _names(record, "service_areas", "name", "service_area", "description")


def _names(record: dict[str, object], under: str, *names: str) -> tuple[str, ...]:
    found = [clean_line(first(as_dict(raw), *names)) for raw in all_under(record, under)]
    return tuple(dict.fromkeys([name for name in found if name]))


def read_ways_to_give(attributes: tuple[Attribute, ...], description: str) -> tuple[str, ...]:
    """Return what a person could give here, short phrases: from terms that say so and sentences that ask for it.

    Only a sentence that plainly asks counts: "run by volunteers" does not say that more are wanted.
    """
    found = [
        term.name
        for term in attributes
        if _GIVING_TAXONOMY.search(term.taxonomy) or _GIVING_TERM.search(term.name)
    ]
    found.extend(_asking(description))
    by_words = {phrase.lower(): phrase for phrase in reversed(found)}
    return tuple(phrase for phrase in dict.fromkeys(found) if by_words[phrase.lower()] == phrase)[:_MOST_WAYS]


def _asking(description: str) -> Iterator[str]:
    if not _may_ask(description):
        return
    for sentence in _SENTENCE.split(description):
        if not _may_ask(sentence):
            continue
        asked = _ASKING.search(sentence)
        if asked and not _NOT_ASKING.search(sentence):
            yield _short(sentence.strip(" •*-\t"), asked.start())


def _may_ask(words: str) -> bool:
    plain = words.casefold()
    return any(map(plain.__contains__, _ASKING_STEMS)) and any(map(plain.__contains__, _ASKING_CUES))


def _short(sentence: str, at: int) -> str:
    """Cut a sentence to one short phrase around ``at``, at whole words."""
    if len(sentence) <= _LONGEST_WAY:
        return sentence.rstrip(".!")
    aside = sentence.find(" (")
    if at < aside < _LONGEST_WAY:
        return sentence[:aside]
    begin = 0 if at < _LONGEST_WAY // 2 else sentence.rfind(" ", 0, at - 20) + 1
    piece = sentence[begin : begin + _LONGEST_WAY]
    if begin + _LONGEST_WAY < len(sentence):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return ("… " if begin else "") + piece.rstrip(".!)")
