"""``settings show`` and ``settings check``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import answer_in_lines, lines_option, make_kit, say
from conversation_kit.errors import BadInputError, NotFoundError
from conversation_kit.folders import find_folders
from conversation_kit.settings import Settings, SettingsProblem, read_settings


@click.group()
def settings() -> None:
    """The settings: show them, check the file."""


@settings.command()
@lines_option
def show(as_jsonl: bool) -> None:
    """Show every setting as it is in use, and whether settings.toml sets it.

    A file that cannot be used is named, and the settings as shipped are shown.
    """
    kit = make_kit()
    in_use = kit.settings
    rows = [
        {"key": key, "value": value, "set": is_set}
        for key, value, is_set in _flat("", in_use, in_use.model_dump(mode="json"))
    ]
    text = "\n".join(
        f"{row['key']} = {_words(row['value'])}{'' if row['set'] else '   (as shipped)'}" for row in rows
    )
    answer_in_lines(as_jsonl, rows, f"{kit.folders.settings}\n{text}")
    for complaint in kit.complaints:
        say(complaint, err=True)


def _flat(before: str, section: Any, values: dict[str, Any]) -> Iterator[tuple[str, Any, bool]]:
    for name, value in values.items():
        inner = getattr(section, name)
        if isinstance(value, dict) and hasattr(inner, "model_fields_set"):
            yield from _flat(f"{before}{name}.", inner, value)
        else:
            yield f"{before}{name}", value, name in section.model_fields_set


def _words(value: Any) -> str:
    import json

    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


@settings.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@lines_option
def check(file: Path | None, as_jsonl: bool) -> None:
    """Check the settings file, or FILE.

    Every mistake is named with its line and its setting, other keys in [keys] included; the exit code is 2 when there
    is one.
    """
    path = file or find_folders().settings
    if file is None and not path.exists():
        answer_in_lines(as_jsonl, [], f"There is no file {path}: the settings as shipped are in use.")
        return
    problems = _problems(path)
    rows = [{"file": str(path), "line": p.line or None, "key": p.key or None, "why": p.why} for p in problems]
    if not as_jsonl or rows:
        said = "\n".join(f"{path}: {problem.words}" for problem in problems)
        answer_in_lines(as_jsonl, rows, said or f"{path}: all is well.")
    if problems:
        raise BadInputError(
            "The settings cannot be used yet: see above. Until then those as shipped are in use."
        )


def _problems(path: Path) -> list[SettingsProblem]:
    from conversation_kit.bounded import text_within

    try:
        text = text_within(path)
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path}. Nothing was checked.") from error
    except (OSError, UnicodeDecodeError):
        return [SettingsProblem("", 0, "it cannot be read as text")]
    found, problems = read_settings(text)
    return problems if found is None else [_key_problem(text, *one) for one in _key_troubles(found)]


def _key_troubles(found: Settings) -> list[tuple[str, str]]:
    if not found.keys:
        return []
    from conversation_kit.tui.app import KitApp
    from conversation_kit.tui.keymap import keymap_from

    return list(keymap_from(found.keys, KitApp).troubles)


def _key_problem(text: str, name: str, why: str) -> SettingsProblem:
    from conversation_kit.settings_file import line_of

    return SettingsProblem(f"keys.{name}", line_of(text, ("keys", name)), why.rstrip("."))
