"""``stop list``."""

from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import answer, format_option, open_vault, passphrase_option
from conversation_kit.journey.stopping import not_handed_on
from conversation_kit.model.people import Person
from conversation_kit.model.stops import Stop


@click.group()
def stop() -> None:
    """Stop: what was written when somebody was at risk."""


@stop.command("list")
@passphrase_option
@format_option
def list_stops(passphrase_file: Path | None, as_json: bool) -> None:
    """List every Stop, the newest first, for the worker alone: it is in no page and no export.

    One that was only half written when a battery went flat is in the list too; F12, then F2, shows its words.
    """
    with open_vault(passphrase_file) as (_, vault):
        kept = vault.all(Stop)
        known = {one.id for one in kept}
        begun = [one for one in not_handed_on(vault) if one.id not in known]
        stops = sorted([*kept, *begun], key=lambda one: one.began, reverse=True)
        names = {one.id: one.name for one in vault.all(Person)}
    answer(
        as_json,
        [_data(one) for one in stops],
        "\n\n".join(_text(one, names.get(one.person_id, "")) for one in stops) or "No Stop was kept here.",
    )


def _text(one: Stop, name: str) -> str:
    began = one.began.astimezone()
    handed = one.handed_at.astimezone() if one.handed_at else None
    to = f" to {one.handed_to}" if one.handed_to else ""
    lines = [
        f"{began:%A} {began.day} {began:%B %Y}, {began:%H:%M}, about {name or 'nobody in particular'}",
        f"  “{one.words}”" if one.words else "",
        f"  handed on{to}, {handed.day} {handed:%B %Y} {handed:%H:%M}"
        if handed
        else f"  not handed on yet{to}",
    ]
    return "\n".join(line for line in lines if line)


def _data(one: Stop) -> dict[str, Any]:
    return {
        "id": one.id,
        "person": one.person_id or None,
        "began": one.began.isoformat(),
        "words": one.words or None,
        "handed_to": one.handed_to or None,
        "handed_at": one.handed_at.isoformat() if one.handed_at else None,
        "worker": one.worker_id or None,
    }
