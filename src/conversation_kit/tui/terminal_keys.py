"""Keys as terminals send them."""

import sys
from enum import Enum
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


class AltDigit(Enum):
    """Alt+1 to Alt+9, in the form in which Textual's table holds keys."""

    ONE = "alt+1"
    TWO = "alt+2"
    THREE = "alt+3"
    FOUR = "alt+4"
    FIVE = "alt+5"
    SIX = "alt+6"
    SEVEN = "alt+7"
    EIGHT = "alt+8"
    NINE = "alt+9"


def free_alt_digits(platform: str = sys.platform) -> None:
    """Let Alt+1 to Alt+9 arrive as such, also when more is typed right behind them.

    Textual reads them as the characters that one terminal on macOS sends for Option and a digit (Alt+3 as "£").
    Elsewhere those are keys of their own; on macOS the reading stays, because people type "#" and "£" that way.
    """
    if platform == "darwin":
        return
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for digit, key in enumerate(AltDigit, 1):
        sequences[f"\x1b{digit}"] = (key,)
