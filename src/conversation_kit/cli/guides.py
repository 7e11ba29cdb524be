"""``guide list`` and ``guide check``."""

from pathlib import Path

import click

from conversation_kit.cli.options import answer, format_option, make_kit, say
from conversation_kit.errors import BadInputError
from conversation_kit.guides.loading import check_guide


@click.group()
def guide() -> None:
    """The conversation guides."""


@guide.command("list")
@format_option
def list_guides(as_json: bool) -> None:
    """List the guides, shipped ones and the council's own."""
    guides = make_kit().guides
    data = [
        {
            "id": g.id,
            "name": g.name,
            "about": g.about,
            "topics": [{"id": t.id, "name": t.name} for t in g.topics],
        }
        for g in guides.all
    ]
    text = "\n".join(f"{g.id:<14} {g.name}\n{'':<14} {', '.join(t.id for t in g.topics)}" for g in guides.all)
    answer(as_json, data, text)
    for problem in guides.problems:
        say(f"Left out: {problem.sentence}", err=True)


@guide.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
def check(file: Path, as_json: bool) -> None:
    """Check one guide.

    Every problem in FILE is named with its line and field; the exit code is 2 when there is one.
    """
    problems = check_guide(file)
    data = [{"file": str(p.file), "line": p.line, "field": p.field, "why": p.why} for p in problems]
    answer(
        as_json,
        {"file": str(file), "problems": data},
        "\n".join(p.sentence for p in problems) or f"{file}: all is well.",
    )
    if problems:
        raise BadInputError("The guide cannot be used yet: see above.")
