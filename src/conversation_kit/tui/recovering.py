"""What to say of something half written when the app comes back: what it is, when it was typed, which keys show it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from conversation_kit.vault.drafts import Draft

_KEYS = {"deal": "F7", "explore": "F5", "reflect": "F6", "page": "F8"}
_ON_THE_PERSON = "On the person's own screen, "
_NEW_ASSET_COLONS = 2  # "asset:<note>:<its beginning>"; one that was kept already is "asset:<id>"


def recovered(drafts: Iterable[Draft], place: Mapping[str, str], now: datetime) -> str:
    """Return one sentence about the newest draft that belongs where the app opens, or nothing.

    Args:
        drafts: All there are.
        place: Where the app opens: its screen, and the person and conversation shown there (no person at Home).
        now: Today has no need to be named.
    """
    belongs = [draft for draft in drafts if draft.text and _belongs(draft, place)]
    if not belongs:
        return ""
    newest = max(belongs, key=lambda draft: draft.kept_at)
    when = _when(newest.kept_at.astimezone(now.tzinfo), now)
    if newest.key == f"line:{place.get('conversation')}":
        return f"Nothing was lost: what you were typing {when} is still here."
    what, way = _what_and_way(newest.key, place)
    if place.get("screen") == "person":
        way = way.removeprefix(_ON_THE_PERSON)
    return f"Nothing was lost: {what}, typed {when}, is kept. {way}."


def _belongs(draft: Draft, place: Mapping[str, str]) -> bool:
    if "person" in place:
        return draft.about.get("person") == place["person"]
    return draft.key == "person:new" or draft.key.startswith("begin:")


def _when(kept: datetime, now: datetime) -> str:
    if kept.date() == now.date():
        return f"at {kept:%H:%M}"
    year = "" if kept.year == now.year else f" {kept.year}"
    return f"on {kept.day} {kept:%B}{year} at {kept:%H:%M}"


def _what_and_way(key: str, place: Mapping[str, str]) -> tuple[str, str]:
    """Return what is half written, and a sentence of how to see it."""
    kind = key.partition(":")[0]
    if kind == "deal":
        return "half a line of the deal", f"{_go('deal', place)}{_deal_key(key)} shows it"
    if kind == "asset":
        new = key.count(":") == _NEW_ASSET_COLONS
        again = "In the talk, the same words opened as an asset again show it"
        return "half an asset", again if new else f"{_go('reflect', place)}e on its words shows it"
    if kind == "begin" and "person" not in place:
        return "half of how a talk begins", "Enter on the person, then Enter, shows it"
    if kind in _RECORDS:
        what, screen, adds = _RECORDS[kind]
        opens = adds if f"{kind}:new:" in key else "Enter on it"
        return what, f"{_ON_THE_PERSON}{screen}, then {opens}, shows it"
    if kind == "person" and "person" not in place:
        return "half of somebody new", "n shows it"
    return _OTHERS.get(kind, _ANY)[0], _OTHERS.get(kind, _ANY)[1].format(
        deal=_go("deal", place), explore=_go("explore", place), page=_go("page", place)
    )


_RECORDS = {
    "wellbeing": ("half of how they are", "w", "n"),
    "score": ("half of a tool's score", "w", "s"),
    "risk": ("half of what they want to try", "r", "n"),
}
_ANY = ("something half written", "It stands there again when you go back to it")
_OTHERS = {
    "stop": ("half of a Stop", "F12, then F2, shows it"),
    "line": ("half a line", f"{_ON_THE_PERSON}t leads to the talk it belongs to"),
    "decision": ("half of how a connection could work", "{deal}Enter on what was chosen shows it"),
    "why": ("half of why something is not for them", "{explore}x on the same suggestion shows it"),
    "note-change": ("half of a changed note", "In the talk, Shift+Tab, then e on the note, shows it"),
    "person": ("half of what is known of them", f"{_ON_THE_PERSON}e shows it"),
    "talk": ("half of how a talk began", "In the talk, Ctrl+B shows it"),
    "begin": ("half of how a talk begins", f"{_ON_THE_PERSON}Enter shows it"),
    "step": ("half of how a connection went", f"{_ON_THE_PERSON}c, then Enter on it, shows it"),
    "leave": ("half of what to leave behind", "{page}s shows it"),
}


def _go(screen: str, place: Mapping[str, str]) -> str:
    """Return the key of a screen to go to first, when the app does not open there."""
    return "" if place.get("screen") == screen else f"{_KEYS[screen]}, then "


def _deal_key(key: str) -> str:
    """Return the key that opens a line of the deal again: ``deal:<id>``, ``deal:new:<person>:<side>:<connection>``."""
    parts = key.split(":")
    if parts[1] != "new":
        return "e on the line"
    _, _, _, side, connection = parts
    if connection:
        return "s on what was chosen"
    return "o" if side == "our part" else "p"
