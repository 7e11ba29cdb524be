"""Who the worker is at the hub: the name, role and team that its administrator gave them, followed by the laptop."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversation_kit.model.people import Worker
from conversation_kit.sync.enrolment import Enrolment

_PARTS = ("name", "role", "team")
_LONGEST = 200


def place_in(answer: Mapping[str, Any], known: Enrolment) -> dict[str, str]:
    """Return what an answer says of the worker that this laptop did not know; an older hub says nothing."""
    told = answer.get("worker")
    if not isinstance(told, dict):
        return {}
    texts = {part: told.get(part) for part in _PARTS}
    return {
        part: text
        for part, text in texts.items()
        if isinstance(text, str)
        and len(text) <= _LONGEST
        and text != getattr(known, part)
        and (text or part != "name")
    }


def worker_after(worker: Worker, before: Enrolment, now: Enrolment) -> Worker:
    """Return the worker's own details after another place at the hub; what they wrote there themselves stays."""
    followed = {part: getattr(now, part) for part in _PARTS if getattr(worker, part) == getattr(before, part)}
    return replace(worker, **followed)
