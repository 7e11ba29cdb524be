"""What in a note could be something strong, or something in the way: quiet proposals in the person's own words.

Modest on purpose. A proposal is made only where the line itself carries a sign, and nothing is drawn from what
people say of illness, faith, where they are from or whom they love. A visit is a visit, not care. A note about
harm is left alone. Doing nothing with a proposal keeps just the note.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from conversation_kit.journey.clauses import clauses_of, words_said
from conversation_kit.journey.lexicon import Lexicon, LexiconError
from conversation_kit.journey.listening import Listener
from conversation_kit.journey.phrases import words_of
from conversation_kit.model.assets import Kind, Leaning

__all__ = ["Lexicon", "LexiconError", "Noticed", "notice"]

_MOST = 3
_LONGEST = 2_000  # characters looked at; a note is a line or two, and typing must never wait
_LONGEST_CLAUSE = 40  # words; longer than this is a paste, not a thing somebody said


@dataclass(frozen=True, slots=True)
class Noticed:
    """One proposal.

    Attributes:
        words: The clause as they said it, never a paraphrase.
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
        text: The note as typed; only its beginning is looked at when it is very long.
        topic_id: The topic it was said under; any text.
        lexicon: The words that count as signs.

    Returns:
        At most three proposals, in the order of the text; each ``words`` stands in ``text`` as it is.
    """
    return tuple(
        proposal for proposal, _ in zip(_proposals(text[:_LONGEST], topic_id, lexicon), range(_MOST))
    )


def _proposals(text: str, topic_id: str, lexicon: Lexicon) -> Iterator[Noticed]:
    words = words_of(text)
    if lexicon["hush"].within(words, 0, len(words)):
        return
    listener = Listener(words, lexicon, lexicon.topics.get(topic_id, ""))
    said: set[str] = set()
    for clause in clauses_of(text, words, lexicon.joints):
        if clause.end - clause.start > _LONGEST_CLAUSE:
            continue
        heard = listener.hear(clause)
        own = words_said(text, words, clause)
        if heard is None or own.casefold() in said:
            continue
        said.add(own.casefold())
        who = text[words[heard.who[0]].start : words[heard.who[1] - 1].end] if heard.who else ""
        yield Noticed(own, heard.kind, heard.leaning, who, heard.tie)
