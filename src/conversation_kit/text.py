"""Small helpers for text that goes on a screen."""

import re

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def inert(words: str) -> str:
    """Return ``words`` without control characters, terminal escapes, direction overrides or broken characters.

    Newlines and tabs stay; a carriage return becomes a newline. What a person typed or pasted can then be shown
    on any terminal and kept.
    """
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def inert_json(document: str) -> str:
    """Return the text of a JSON document with what ``inert`` leaves out written as escapes; it means the same."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
