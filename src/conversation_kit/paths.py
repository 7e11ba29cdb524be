"""Paths that somebody typed: what they mean, and which names hold on every laptop."""

import os
import re
from pathlib import Path

# What Windows cannot have in a name, refused everywhere: the file may travel on a stick.
_SIGNS = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 120  # characters


def meant(path: Path) -> Path:
    """Return ``path`` with ``~`` as somebody's home; "~nobody" is a folder of that very name."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def is_there(path: Path) -> bool:
    """Whether something is at ``path``; at a name that no system can have there is nothing."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises where a name is too long or holds a zero


def unfit_name(name: str) -> str:
    """Return why a file of this name cannot be written on every laptop, in a sentence, or nothing."""
    if not name.rstrip(" ."):
        return "The file needs a name."
    if wrong := _SIGNS.search(name):
        sign = wrong[0] if wrong[0].isprintable() else "that sign"
        return f"A file's name cannot hold {sign} on every laptop."
    if _DEVICES.match(name) or len(name) > _LONGEST_NAME or name != name.rstrip(" ."):
        return "Windows cannot have a file of that name."
    return ""
