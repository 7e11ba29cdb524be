"""Settings: one TOML file in the configuration folder, checked when read."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from conversation_kit.bounded import text_within, toml_in, toml_within
from conversation_kit.errors import BadInputError
from conversation_kit.settings_file import line_of


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Number(_Section):
    """Somebody to ring when a person is at risk.

    Attributes:
        who: Who answers ("Emergency", "Adult safeguarding, duty desk").
        ring: The number.
        when: When to ring them, in words ("somebody is in danger now", "nights and weekends").
    """

    who: str
    ring: str
    when: str = ""


_EMERGENCY = Number(who="Emergency services", ring="999", when="somebody is in danger now")
_FIRST_STEPS = (
    "Make sure that you are safe yourself.",
    "If somebody is in danger now, ring 999.",
    "Tell the safeguarding lead of your council today, and write down whom you told.",
)


class StopSettings(_Section):
    """The council's own numbers and steps for the Stop key. The key itself cannot be switched off.

    Attributes:
        numbers: Whom to ring, in the order to show them.
        steps: What to do, one short sentence each, in order.
    """

    numbers: tuple[Number, ...] = (_EMERGENCY,)
    steps: tuple[str, ...] = _FIRST_STEPS

    @property
    def numbers_to_show(self) -> tuple[Number, ...]:
        """The council's numbers; 999 comes first when it is not among them."""
        known = any("".join(number.ring.split()) == _EMERGENCY.ring for number in self.numbers)
        return self.numbers if known else (_EMERGENCY, *self.numbers)

    @property
    def steps_to_show(self) -> tuple[str, ...]:
        """The council's steps, or the kit's own when there is none."""
        return tuple(step for step in self.steps if step.strip()) or _FIRST_STEPS


class LookSettings(_Section):
    """How the screen looks.

    Attributes:
        theme: The colours.
        motion: False keeps everything still: no animation, no blinking cursor.
    """

    theme: Literal["calm", "calm-light", "high-contrast", "high-contrast-light"] = "calm"
    motion: bool = True


class KeepSettings(_Section):
    """What is kept, and for how long.

    Attributes:
        nightly_backups: Whether a backup is made beside the vault once a day, the last seven kept.
        days_after_last_contact: People not contacted for so many days are listed for erasure; None lists nobody.
            Nobody is ever erased without a yes.
    """

    nightly_backups: bool = True
    days_after_last_contact: int | None = Field(default=None, ge=30)


class MatchingSettings(_Section):
    """How suggestions come about.

    Attributes:
        learn: Whether what is chosen and set aside changes the order of later suggestions, on this laptop only.
    """

    learn: bool = True


class Settings(_Section):
    """What a council or a worker may set. The file may leave out any of them.

    Attributes:
        idle_minutes: Minutes without a key before the app locks itself.
        use_keyring: Whether a device secret in the system's keyring is part of the vault's key.
        ring: The telephone number on *my page*; without it the page has a line to write it on.
        near: Where distances are measured from when the person's area is not known.
        look: How the screen looks.
        keys: Other keys for what the app does: the id of a key in its help, and the key or keys to press instead.
        keep: Backups and retention.
        matching: How suggestions come about.
        stop: Numbers and steps for the Stop key.
    """

    idle_minutes: float = Field(default=5, gt=0, le=120)
    use_keyring: bool = True
    ring: str = ""
    near: str = ""
    look: LookSettings = LookSettings()
    keys: dict[str, str] = Field(default_factory=dict)
    keep: KeepSettings = KeepSettings()
    matching: MatchingSettings = MatchingSettings()
    stop: StopSettings = StopSettings()


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """One thing wrong with the settings file.

    Attributes:
        key: The setting, its sections first ("look.theme"); empty when the file as a whole cannot be read.
        line: Where it stands, from 1; 0 when that cannot be told.
        why: What is wrong, in words that go on from the setting's name.
    """

    key: str
    line: int
    why: str

    @property
    def words(self) -> str:
        """Line, setting and what is wrong."""
        at = f"line {self.line}" if self.line else ""
        return ": ".join(filter(None, (", ".join(filter(None, (at, self.key))), self.why)))


def load_settings(path: Path) -> Settings:
    """Read the settings, or the defaults when there is no file.

    Raises:
        BadInputError: The file is not TOML, or a key is unknown or has a value it cannot have.
    """
    try:
        text = text_within(path)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"The settings in {path} cannot be read as text. Mend or remove the file."
        ) from error
    settings, problems = read_settings(text)
    if settings is None:
        more = f" ({len(problems) - 1} more: conversation-kit settings check)" if problems[1:] else ""
        raise BadInputError(f"The settings in {path} cannot be used: {problems[0].words}.{more}")
    return settings


def read_settings(text: str) -> tuple[Settings | None, list[SettingsProblem]]:
    """Return what the text of a settings file says, or None and all that is wrong with it."""
    try:
        return Settings.model_validate(toml_in(text)), []
    except tomllib.TOMLDecodeError as error:
        return None, [SettingsProblem("", 0, f"this is not TOML: {error}")]
    except ValidationError as error:
        return None, [_problem(text, found) for found in error.errors()]
    except (RecursionError, ValueError):  # nested without end, or a number with thousands of digits
        return None, [SettingsProblem("", 0, "no setting looks like that")]


def _problem(text: str, found: ErrorDetails) -> SettingsProblem:
    where = found["loc"]
    key = ".".join(str(part) for part in where)
    if found["type"] == "extra_forbidden":
        close = get_close_matches(str(where[-1]), _names_beside(where), n=1)
        why = "there is no such setting" + (f"; did you mean {close[0]}?" if close else "")
    else:
        why = found["msg"].replace("Input should", "it should").rstrip(".")
    return SettingsProblem(key, line_of(text, where), why)


def _names_beside(where: tuple[str | int, ...]) -> list[str]:
    """Return the settings that may stand where ``where`` stands."""
    model: type[BaseModel] = Settings
    for part in where[:-1]:
        inner = (
            model.model_fields[part].annotation
            if isinstance(part, str) and part in model.model_fields
            else None
        )
        model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return list(model.model_fields)


def load_stop_settings(path: Path) -> StopSettings:
    """Return the numbers and steps for the Stop key, whatever else is wrong with the file; never an error.

    What can be read of ``[stop]`` is used. Where nothing can, the kit's own numbers and steps stand.
    """
    try:
        table = toml_within(path).get("stop", {})
    except (OSError, ValueError, RecursionError):
        return StopSettings()
    parts = table if isinstance(table, dict) else {}
    return StopSettings(
        numbers=tuple(_readable(parts.get("numbers"))), steps=tuple(_sentences(parts.get("steps")))
    )


def _readable(values: object) -> Iterator[Number]:
    for value in values if isinstance(values, list) else []:
        with suppress(ValidationError):
            yield Number.model_validate(value)


def _sentences(values: object) -> Iterator[str]:
    yield from (value for value in (values if isinstance(values, list) else []) if isinstance(value, str))
