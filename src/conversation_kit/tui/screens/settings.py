"""Settings on one screen: what a worker may want otherwise, written into the settings file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite, nan
from typing import TYPE_CHECKING, Any, Final, Literal

from conversation_kit.errors import BadInputError
from conversation_kit.settings import Settings, read_settings
from conversation_kit.settings_file import changed_text, write_settings
from conversation_kit.text import inert
from conversation_kit.tui.keymap import keymap_from
from conversation_kit.tui.theme import THEME_WORDS
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

DRAFT_KEY: Final = "settings"
_YES, _NO = "yes", "no"
_WHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("look", "theme"),
    "motion": ("look", "motion"),
    "idle": ("idle_minutes",),
    "ring": ("ring",),
    "near": ("near",),
    "backups": ("keep", "nightly_backups"),
    "retention": ("keep", "days_after_last_contact"),
    "learn": ("matching", "learn"),
}


class SettingsScreen(FormScreen[Settings]):
    """Changes settings; dismissed with all of them as they are now, kept, or None when nothing was changed.

    Args:
        desk: The open desk.
    """

    sets_settings: Literal[True] = True
    HELP = """\
# Settings
What is changed here is written into `settings.toml` and holds at once. Only what you change is rewritten there: the
council's comments and numbers stay. Arrows choose among words with a dot; **Enter** goes on; **Ctrl+S** keeps it
from anywhere; **Esc** goes back, and what was typed stands here next time.

*Other keys*: what it is called, and its key, divided by semicolons: `explore = ctrl+e; hide = alt+h`. The names
stand in `conversation-kit keys`. Stop keeps **F12**; it can have another key besides.

*Learn from choices*: what people chose or set aside moves later suggestions a little; *What was learned* in the palette
shows it.

Numbers and steps for Stop, and the keyring, are for whoever looks after the laptop, in the file itself.
"""

    def __init__(self, desk: Desk) -> None:
        settings = desk.kit.settings
        days = settings.keep.days_after_last_contact
        moves = (_YES, "as usual"), (_NO, "keep still")
        super().__init__(
            "Settings",
            [
                Field("theme", "Colours", settings.look.theme, options=tuple(THEME_WORDS.items())),
                Field("motion", "Movement", _yes_no(settings.look.motion), options=moves),
                Field("idle", "Minutes until it locks", f"{settings.idle_minutes:g}", "5", offered=True),
                Field("ring", "Your number on my page", settings.ring, "else a line to write it on"),
                Field("near", "Distances from", settings.near, "a place or a postcode district"),
                Field(
                    "backups",
                    "A backup each day",
                    _yes_no(settings.keep.nightly_backups),
                    options=((_YES, "yes"), (_NO, "no")),
                ),
                Field(
                    "retention", "Days without contact", f"{days or ''}", "then Home says so; nothing: never"
                ),
                Field(
                    "learn",
                    "Learn from choices",
                    _yes_no(settings.matching.learn),
                    options=((_YES, "yes"), (_NO, "no")),
                ),
                Field("keys", "Other keys", _keys_words(settings.keys), "explore = ctrl+e; hide = alt+h"),
            ],
            drafts=desk.vault.drafts,
            draft_key=DRAFT_KEY,
            says="Ctrl+S keeps it. Only what you change is written.",
        )
        self._desk = desk

    def result(self, values: dict[str, str]) -> Settings:
        """Write what was changed and return the settings as they are then.

        Raises:
            BadInputError: A value cannot be; the sentence names the setting. Nothing was written.
            NotFoundError: No such place is known.
            StorageError: The disk refused; the settings are as they were.
        """
        kit = self._desk.kit
        changes = self._changes(values)
        if changes.get(_WHERE["near"]):
            kit.place(changes[_WHERE["near"]])
        if not changes:
            return kit.settings
        text = changed_text(kit.folders.settings, changes)
        settings, problems = read_settings(text)
        if settings is None:
            raise BadInputError(
                f"{self._as_shown(problems[0].key) or 'The settings'}: {problems[0].why}. Nothing was changed."
            )
        if troubles := keymap_from(settings.keys, type(self.app)).troubles:
            name, why = troubles[0]
            raise BadInputError(f"Other keys, {name}: {why} Nothing was changed.")
        write_settings(kit.folders.settings, text)
        return settings

    def _as_shown(self, key: str) -> str:
        """Return what stands beside the setting here; its name in the file when it is not on this screen."""
        labels = {field.name: field.label for field in self._fields}
        return next((labels[name] for name, where in _WHERE.items() if ".".join(where) == key), key)

    def _changes(self, values: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
        """Return what differs from what stood here at first, as the file is to hold it; None for what is taken out."""
        before = {field.name: field.value for field in self._fields}
        changes: dict[tuple[str, ...], Any] = {
            where: _READ.get(name, inert)(values[name].strip())
            for name, where in _WHERE.items()
            if values[name].strip() != before[name]
        }
        if values["keys"].strip() != before["keys"]:
            wanted = _keys_in(values["keys"])
            gone = {("keys", name): None for name in self._desk.kit.settings.keys if name not in wanted}
            changes |= gone | {("keys", name): key for name, key in wanted.items()}
        return changes


def _yes_no(value: bool) -> str:  # noqa: FBT001 - the value is the matter
    return _YES if value else _NO


def _keys_words(keys: Mapping[str, str]) -> str:
    return "; ".join(f"{name} = {key}" for name, key in keys.items())


def _keys_in(words: str) -> dict[str, str]:
    """Return the keys that ``explore = ctrl+e; hide = alt+h`` says. Raises BadInputError."""
    keys = {}
    for part in filter(None, (part.strip() for part in inert(words).split(";"))):
        name, between, key = (piece.strip() for piece in part.partition("="))
        if not (name and between and key):
            raise BadInputError(f"Other keys: write {name or 'a name'} = a key, divided by semicolons.")
        keys[name] = key
    return keys


def _number(words: str) -> float | None:
    """Return the number that was typed; None where nothing was. Raises BadInputError."""
    if not words:
        return None
    try:
        number = float(words.replace(",", "."))
    except ValueError:
        number = nan
    if not isfinite(number):  # "inf" could not be written into the file either
        raise BadInputError(f"“{inert(words)}” is not a number. Nothing was changed.")
    return int(number) if number.is_integer() else number


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "theme": str,
    "motion": _YES.__eq__,
    "backups": _YES.__eq__,
    "learn": _YES.__eq__,
    "idle": _number,
    "retention": _number,
}
