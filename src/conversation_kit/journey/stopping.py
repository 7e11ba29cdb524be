"""Stop: what was seen when somebody is at risk, kept apart from their story, and handed on by the worker."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from conversation_kit.model.ids import new_id
from conversation_kit.model.stops import Stop
from conversation_kit.text import inert
from conversation_kit.vault.drafts import Draft
from conversation_kit.vault.records import Vault

_DRAFT = "stop:"


def pressed(*, person_id: str, worker_id: str, now: datetime) -> Stop:
    """Return a Stop as it begins when the key is pressed; nothing is kept until something is written."""
    return Stop(new_id(), person_id, now, worker_id=worker_id)


def draft_key(stop: Stop) -> str:
    """Return the name of the draft that holds what is being typed."""
    return f"{_DRAFT}{stop.id}"


def draft_about(stop: Stop) -> dict[str, str]:
    """Return what has to stand beside the draft so that a Stop cut short by a flat battery is found again."""
    return {"person": stop.person_id, "began": stop.began.isoformat(), "worker": stop.worker_id}


def keep_stop(vault: Vault, stop: Stop, *, words: str, handed_to: str) -> Stop:
    """Keep what was written, as far as there is something, and return the Stop."""
    made = replace(stop, words=inert(words).strip(), handed_to=inert(handed_to).strip())
    if made.words or made.handed_to or made.handed_at is not None:
        vault.keep(made)
    return made


def hand_on(vault: Vault, stop: Stop, *, words: str, handed_to: str, now: datetime) -> Stop:
    """Keep that it was handed on now. One that was handed on before keeps its time."""
    return keep_stop(vault, replace(stop, handed_at=stop.handed_at or now), words=words, handed_to=handed_to)


def stops_about(vault: Vault, person_id: str) -> list[Stop]:
    """Return what was kept about one person, the newest first."""
    return sorted(vault.all(Stop, person_id), key=lambda stop: stop.began, reverse=True)


def not_handed_on(vault: Vault) -> list[Stop]:
    """Return the Stops nobody was told of yet, those only half written too; the newest first."""
    kept = {stop.id: stop for stop in vault.all(Stop)}
    begun = _half_written(vault.drafts.all())
    waiting = {stop.id: stop for stop in begun if stop.id not in kept}
    waiting |= {stop.id: stop for stop in kept.values() if stop.handed_at is None}
    return sorted(waiting.values(), key=lambda stop: stop.began, reverse=True)


def waiting_words(stops: Iterable[Stop]) -> str:
    """Return that a Stop was not handed on, without names and words; nothing when there is none."""
    waiting = list(stops)
    if not waiting:
        return ""
    if len(waiting) > 1:
        return f"{len(waiting)} Stops were not handed on yet. F12, then F2, shows them."
    return f"The Stop of {day_words(waiting[0])} was not handed on yet. F12, then F2, shows it."


def day_words(stop: Stop) -> str:
    """Return the day of a Stop: "24 November"."""
    began = stop.began.astimezone()
    return f"{began.day} {began:%B}"


def line_about(stops: Iterable[Stop]) -> str:
    """Return the quiet line for a person's own screen: "1 Stop, 24 November"; nothing when there is none."""
    kept = list(stops)
    if not kept:
        return ""
    return f"{len(kept)} Stop{'' if len(kept) == 1 else 's'}, {day_words(kept[0])}"


def _half_written(drafts: Iterable[Draft]) -> list[Stop]:
    found = []
    for draft in drafts:
        if draft.key.startswith(_DRAFT) and "began" in draft.about:
            began = datetime.fromisoformat(draft.about["began"])
            found.append(
                Stop(
                    draft.key.removeprefix(_DRAFT),
                    draft.about.get("person", ""),
                    began,
                    worker_id=draft.about.get("worker", ""),
                )
            )
    return found
