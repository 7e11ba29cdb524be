"""Quiet proposals for a note, in the person's own words.

Modest on purpose. A proposal is made only where the line itself carries a sign, and nothing is drawn from
what people say of illness, faith, where they are from or whom they love. A visit is a visit, not care. A
note about harm is left alone. Doing nothing with a proposal keeps just the note.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from conversation_kit.journey.noticing.clauses import clauses_of, words_said
from conversation_kit.journey.noticing.lexicon import Lexicon
from conversation_kit.journey.noticing.listening import Listener
from conversation_kit.journey.noticing.phrases import words_of
from conversation_kit.model.assets import Kind, Leaning

_MOST = 3
_LONGEST = 4_000  # characters: longer is a paste, not a line somebody said, and typing must never wait
_MOST_CLAUSES = 60
_LONGEST_CLAUSE = 40  # words


@dataclass(frozen=True, slots=True)
class Noticed:
    """One proposal.

    Attributes:
        words: The clause as they said it, never a paraphrase.
        kind: Which of the four kinds it could be; for a barrier, what it is about.
        leaning: How they spoke of it.
        who: For somebody in their life, the name when one was said.
        tie: How they belong together, as said ("daughter", "next door").
    """

    words: str
    kind: Kind
    leaning: Leaning
    who: str = ""
    tie: str = ""


def notice(text: str, topic_id: str, lexicon: Lexicon) -> tuple[Noticed, ...]:
    """Propose what could be an asset or a barrier in a note.

    Args:
        text: The note as typed. Nothing is proposed for one of over 4,000 characters.
        topic_id: The topic it was said under; any text.
        lexicon: The words that count as signs.

    Returns:
        At most three proposals, in the order of the text; each ``words`` stands in ``text`` as it is.
    """
    if len(text) > _LONGEST:
        return ()
    return tuple(islice(_proposals(text, topic_id, lexicon), _MOST))


def _proposals(text: str, topic_id: str, lexicon: Lexicon) -> Iterator[Noticed]:
    words = words_of(text)
    if lexicon["hush"].within(words, 0, len(words)):
        return
    listener = Listener(words, lexicon, lexicon.topics.get(topic_id, ""))
    said: set[str] = set()
    for clause in clauses_of(text, words, lexicon.joints)[:_MOST_CLAUSES]:
        if clause.end - clause.start > _LONGEST_CLAUSE:
            continue
        heard = listener.hear(clause)
        own = words_said(text, words, clause)
        if heard is None or own.casefold() in said:
            continue
        said.add(own.casefold())
        who = text[words[heard.who[0]].start : words[heard.who[1] - 1].end] if heard.who else ""
        yield Noticed(own, heard.kind, heard.leaning, who, heard.tie)
