"""Keys as terminals send them."""

import sys
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


def free_alt_digits(platform: str = sys.platform) -> None:
    """Let Alt+1 to Alt+9 arrive as such.

    Textual reads them as the characters that one terminal on macOS sends for Option and a digit (Alt+3 as "£").
    Elsewhere those are keys of their own; on macOS the reading stays, because people type "#" and "£" that way.
    """
    if platform == "darwin":
        return
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for digit in "123456789":
        sequences.pop(f"\x1b{digit}", None)
