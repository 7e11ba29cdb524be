"""Texts: the words of one entry, folded, as matching looks for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from conversation_kit.matching.vocabulary.plain import line, stem, tokens
from conversation_kit.model.entries import Entry

LEAD_WORDS = 45
"""Words of a description that say what the entry is about."""
_MOST = 1_200
"""Words of a description that are read; longer ones repeat themselves."""
_LINK = re.compile(r"\S*(?:https?://|www\.|@)\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Texts:
    """The words of one entry: folded words of its name, of what it is tagged with, and of its description.

    What is asked for is put together then: mostly only ``said`` is.
    """

    of_name: Sequence[str]
    of_tags: Sequence[str]
    of_text: Sequence[str]

    @cached_property
    def tags(self) -> str:
        """What it is tagged with, a padded line of stems."""
        return line([stem(word) for word in self.of_tags])

    @cached_property
    def lead(self) -> str:
        """How its description begins, a padded line of stems."""
        return line([stem(word) for word in self.of_text[:LEAD_WORDS]])

    @cached_property
    def body(self) -> str:
        """How its description goes on, a padded line of stems."""
        return line([stem(word) for word in self.of_text[LEAD_WORDS:]])

    @cached_property
    def said(self) -> str:
        """The whole text as a padded line of folded words, for turns of phrase."""
        return line([*self.of_name, "|", *self.of_tags, "|", *self.of_text])


def texts_of(entry: Entry) -> Texts:
    """The words of one entry."""
    return Texts(*_tokens(entry))


def _tokens(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    """The folded words of its name, of what it is tagged with, and of its description."""
    tags = " | ".join((*(a.name for a in entry.attributes), entry.eligibility, *entry.ways_to_give))
    return tokens(entry.name), tokens(tags), tokens(_unlinked(entry.description))[:_MOST]


def _unlinked(text: str) -> str:
    """A text without web and mail addresses, whose parts are no words of it."""
    return _LINK.sub(" ", text) if "@" in text or "www" in text or "http" in text else text
