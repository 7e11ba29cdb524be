"""Taking a step back without taking back what was changed since."""

from dataclasses import fields, replace
from typing import Any

from conversation_kit.vault.codec import R


def taken_back(before: R, made: R, now: R) -> R:
    """Return ``now`` without one step: what the step changed, and nobody changed since, is as before it.

    Args:
        before: As it stood before the step.
        made: As the step left it.
        now: As it stands.
    """
    back: dict[str, Any] = {}
    for field in fields(made):
        was, became = getattr(before, field.name), getattr(made, field.name)
        if was != became and getattr(now, field.name) == became:
            back[field.name] = was
    return replace(now, **back)
