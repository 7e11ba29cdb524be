"""Finding again whatever was kept: everybody's words, by person, and the Book's entries by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conversation_kit.book.cache import Book
from conversation_kit.book.search import fold
from conversation_kit.journey.naming import day_in_words, day_of, what_it_is
from conversation_kit.model.connections import Connection, StepAlong
from conversation_kit.model.conversations import Conversation
from conversation_kit.model.entries import Entry
from conversation_kit.model.people import Person
from conversation_kit.vault.codec import Record
from conversation_kit.vault.records import KIND_OF, Vault
from conversation_kit.vault.searched_words import Piece
from conversation_kit.vault.searching import Hit

AT_MOST = 40
_ENTRIES = 6
_COVERED = (Piece("something private", hit=False),)
_OF_NOBODY = "For the knowledge officers"


@dataclass(frozen=True, slots=True)
class Line:
    """One record that was found.

    Attributes:
        person_id: Whose it is, or empty.
        what: What it is and when it was said, in a few words.
        pieces: Its words around the hit, what was found among them.
        conversation_id: The talk it came up in, or empty.
    """

    entity: str
    id: str
    person_id: str
    what: str
    pieces: tuple[Piece, ...]
    conversation_id: str = ""

    @property
    def words(self) -> str:
        """The words around the hit, plain."""
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one person, or under a heading of its own."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found.

    Attributes:
        groups: By person: those who bear the name first, then whoever said it last.
        entries: Of the Book, by name.
        more: Whether there is more than could be shown.
    """

    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    more: bool = False


def find_everywhere(vault: Vault, book: Book | None, words: str, *, limit: int = AT_MOST) -> Found:
    """Return everything that holds every word typed; a person's name among them looks within that person.

    Capitals and accents make no difference, and the last word may be unfinished. What was taken out is not found,
    and neither is what was written under Stop.

    Args:
        vault: The open vault.
        book: The Book, or None when there is none.
        words: As typed, whatever that is.
        limit: How many records at most.
    """
    people = {person.id: person for person in vault.people()}
    hits = {(hit.entity, hit.entity_id): hit for hit in vault.search(words, limit=limit + 1)}
    for hit in _within_somebody(vault, words, people.values(), limit + 1):
        hits.setdefault((hit.entity, hit.entity_id), hit)
    shown = list(hits.values())[:limit]
    lines = [line for hit in shown if (line := _line(vault, hit)) is not None]
    named = {line.person_id for line in lines if line.entity == Person.entity}
    order = sorted(
        dict.fromkeys(line.person_id for line in lines), key=lambda one: (one == "", one not in named)
    )
    return Found(
        groups=tuple(
            Group(
                _heading(people.get(person_id)),
                tuple(
                    sorted(
                        (line for line in lines if line.person_id == person_id),
                        key=lambda line: line.entity != Person.entity,
                    )
                ),
            )
            for person_id in order
        ),
        entries=entries_named(book, words),
        more=len(hits) > limit,
    )


def entries_named(book: Book | None, words: str) -> tuple[Entry, ...]:
    """Return the entries of the Book whose names hold every word typed, a few of them."""
    return tuple(book.named(words, limit=_ENTRIES)) if book and words.strip() else ()


def _within_somebody(vault: Vault, words: str, people: Iterable[Person], limit: int) -> list[Hit]:
    """Return what holds the rest of the words, of the people whose names the first or the last of them are."""
    typed = words.split()
    known = [(person.id, fold(f"{person.name} {person.called}")) for person in people]
    bearing: list[set[str]] = []
    rest: list[str] = []
    for word in typed:
        folded = fold(word)
        bear = {one for one, names in known if folded and all(part in names for part in folded)}
        if bear:
            bearing.append(bear)
        else:
            rest.append(word)
    among = set.intersection(*bearing) if bearing else set()
    if not rest or not among:
        return []
    return vault.search(" ".join(rest) + words[len(words.rstrip()) :], limit=limit, of=among)


def _heading(person: Person | None) -> str:
    return _OF_NOBODY if person is None else " · ".join(filter(None, (person.name, person.area)))


def _line(vault: Vault, hit: Hit) -> Line | None:
    """Return a hit with what it is; None for a record that has not arrived wholly."""
    record = vault.find(KIND_OF[hit.entity], hit.entity_id)
    if record is None:
        return None
    talk_id = record.id if isinstance(record, Conversation) else str(getattr(record, "conversation_id", ""))
    talk = vault.find(Conversation, talk_id) if talk_id else None
    return Line(
        hit.entity,
        hit.entity_id,
        hit.person_id,
        _what(record, talk),
        _COVERED if _is_private(vault, record) else _on_one_line(hit.pieces),
        talk_id if talk else "",
    )


def _is_private(vault: Vault, record: Record) -> bool:
    """Whether it is a connection that is off the page, or a step of one: it is named where it is opened, not here."""
    if isinstance(record, StepAlong):
        connection = vault.find(Connection, record.connection_id)
        return connection is not None and not connection.on_page
    return isinstance(record, Connection) and not record.on_page


def _what(record: Record, talk: Conversation | None) -> str:
    """Return what a record is and when it was said: "note · 24 November 2026"."""
    day = day_of(record) or (day_of(talk) if talk else None)
    return " · ".join(filter(None, (what_it_is(record), day_in_words(day) if day else "")))


def _on_one_line(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(piece.words.replace("\n", " · "), piece.hit) for piece in pieces)
