"""Noticing: what in a note could be something strong, or something in the way.

``proposals`` answers for a whole note; ``listening`` hears one clause; ``acquaintance`` finds people and
their ties; ``clauses`` and ``phrases`` handle the words; ``lexicon`` reads ``assets/words/noticing.toml``.
"""

from conversation_kit.journey.noticing.lexicon import Lexicon, LexiconError
from conversation_kit.journey.noticing.proposals import Noticed, notice

__all__ = ["Lexicon", "LexiconError", "Noticed", "notice"]
