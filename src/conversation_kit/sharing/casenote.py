"""The case note for the council's own system: as data with a published schema, and as Markdown."""

from conversation_kit.sharing.casenotedata import SCHEMA, case_note_json
from conversation_kit.sharing.casenotemarkdown import case_note_markdown

__all__ = ["SCHEMA", "case_note_json", "case_note_markdown"]
