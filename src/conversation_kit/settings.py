"""Settings: one TOML file in the configuration folder, checked when read."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from conversation_kit.errors import BadInputError


class Settings(BaseModel):
    """What a council or a worker may set. The file may leave out any of them.

    Attributes:
        idle_minutes: Minutes without a key before the app locks itself.
        use_keyring: Whether a device secret in the system's keyring is part of the vault's key.
        ring: The telephone number on *my page*; without it the page has a line to write it on.
        near: Where distances are measured from when the person's area is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    idle_minutes: float = Field(default=5, gt=0, le=120)
    use_keyring: bool = True
    ring: str = ""
    near: str = ""


def load_settings(path: Path) -> Settings:
    """Read the settings, or the defaults when there is no file.

    Raises:
        BadInputError: The file is not TOML, or a key is unknown or has a value it cannot have.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"The settings in {path} cannot be read as text. Mend or remove the file."
        ) from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"The settings in {path} are not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadInputError(f"The settings in {path} cannot be used: {key}: {first['msg']}.") from error
