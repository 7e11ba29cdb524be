"""What a part of a screen is made from that is kept in a module of its own and mixed into it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode as MixedIn
else:
    # Textual looks for a screen's own styles behind its first base that is a DOMNode: a mixin must not be one.
    from textual.message_pump import MessagePump as MixedIn

__all__ = ["MixedIn"]
