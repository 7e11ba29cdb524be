"""Words set safely into Markdown (CommonMark): they read as they were said and do nothing."""

import re

from conversation_kit.sharing.plain import plain

_MARKS = re.compile(r"[\\`*_{}\[\]<>|~&$]")
# What means something only at the beginning of a line: headings, lists, rules, quotations, numbers.
_OPENERS = re.compile(r"^(?:[#+=-]|(?P<number>\d+)(?=[.)]))")


def escape_markdown(words: str) -> str:
    """Return ``words``, made plain, with everything escaped that Markdown would act on; line ends stay."""
    return "\n".join(_line(line.strip()) for line in plain(words).split("\n"))


def inline(words: str) -> str:
    """Return ``words`` escaped, on one line."""
    return _line(" ".join(plain(words).split()))


def bullet(words: str) -> str:
    """Return ``words`` escaped, as an item of a list; a line end in them stays a line end."""
    return "- " + "\\\n  ".join(line for line in escape_markdown(words).split("\n") if line)


def _line(line: str) -> str:
    line = _MARKS.sub(r"\\\g<0>", line)
    return _OPENERS.sub(lambda found: f"{found['number']}\\" if found["number"] else f"\\{found[0]}", line)
