"""``wellbeing``, ``score``, ``risk`` and ``connection``: how they are, what they want to try, how it goes on."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from conversation_kit.cli.options import (
    answer,
    find_person,
    format_option,
    on_one_line,
    open_vault,
    passphrase_option,
    person_option,
)
from conversation_kit.errors import BadInputError
from conversation_kit.journey.days import day_gone
from conversation_kit.journey.deciding import day_typed
from conversation_kit.journey.moving_along import STEPS, move, steps_of
from conversation_kit.journey.risks import WEIGHED, new_risk, with_values
from conversation_kit.journey.wellbeing import (
    NO_DAY,
    QUESTIONS,
    answers_words,
    in_time,
    keep_wellbeing,
    new_wellbeing,
    plot,
    with_answers,
    with_score,
)
from conversation_kit.model.connections import Connection, Stage, StepAlong
from conversation_kit.model.ids import new_id
from conversation_kit.model.risks import PositiveRisk
from conversation_kit.model.story import Story
from conversation_kit.model.wellbeing import ToolScore, Wellbeing

_PLOT_WIDTH = 80
_on = click.option("--on", "on", default="", help="The day: today, yesterday, 2026-11-24. Today without it.")


@click.group()
def wellbeing() -> None:
    """The four personal wellbeing questions, 0 to 10, each optional; never added up."""


@wellbeing.command("add")
@person_option
@click.option("--satisfied", metavar="N", help=QUESTIONS[0].words)
@click.option("--worthwhile", metavar="N", help=QUESTIONS[1].words)
@click.option("--happy", metavar="N", help=QUESTIONS[2].words)
@click.option("--anxious", metavar="N", help=QUESTIONS[3].words)
@click.option("--words", help="What they said about it.")
@_on
@passphrase_option
@format_option
def add_wellbeing(
    person_id: str, on: str, passphrase_file: Path | None, as_json: bool, **said: str | None
) -> None:
    """Keep what somebody answered. Prints its id. What they would rather not say is left out.

    Example: conversation-kit wellbeing add --person ID --satisfied 7 --anxious 3
    """
    with open_vault(passphrase_file) as (kit, vault):
        person, today = find_person(vault, person_id), kit.now().date()
        values = {name: words for name, words in said.items() if words is not None}
        told = with_answers(new_wellbeing(vault, person.id, today), {**values, "asked_on": on}, today)
        if told.unclear:
            raise BadInputError(f"{told.unclear} Nothing was kept.")
        made = keep_wellbeing(vault, told.record)
    answer(as_json, _wellbeing_data(made), made.id)


@wellbeing.command("show")
@person_option
@passphrase_option
@format_option
def show_wellbeing(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """Show the answers over time, and the scores of tools."""
    with open_vault(passphrase_file) as (kit, vault):
        story, today = vault.story(find_person(vault, person_id).id), kit.now().date()
    data = {
        "wellbeing": [_wellbeing_data(one) for one in in_time(story.wellbeing)],
        "scores": [_score_data(one) for one in story.scores],
    }
    answer(as_json, data, _how_they_are(story, today))


@click.group()
def score() -> None:
    """A score of a tool your council is licensed for: its name, the day, the score. Never its text."""


@score.command("add")
@person_option
@click.option("--tool", required=True, metavar="NAME", help="The tool's name.")
@click.option("--score", "score_words", required=True, metavar="S", help="The score, as it is written there.")
@_on
@passphrase_option
@format_option
def add_score(
    person_id: str, tool: str, score_words: str, on: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """Keep a score. Prints its id.

    Example: conversation-kit score add --person ID --tool "The council's star" --score "4 of 10" --on 2026-11-24
    """
    with open_vault(passphrase_file) as (kit, vault):
        person, today = find_person(vault, person_id), kit.now().date()
        values = {"tool": tool, "score": score_words, "scored_on": on}
        made = with_score(ToolScore(new_id(), person.id, "", today), values, today)
        vault.keep(made)
    answer(as_json, _score_data(made), made.id)


@click.group()
def risk() -> None:
    """Something they want to try: weighed in words, never scored."""


@risk.command("add")
@person_option
@click.option("--want", "wants", required=True, help="What they want to try, in their words.")
@click.option("--good", default="", help="The good it could do.")
@click.option("--wrong", "could_go_wrong", default="", help="What could go wrong.")
@click.option("--safe", "safe_enough", default="", help="What makes it safe enough.")
@click.option("--says", "they_say", default="", help="What they say about all that.")
@click.option("--backs", "backed_by", default="", help="Who backs it.")
@click.option("--look-again", default="", help="When to look at it again: 2027-01-12, “in 3 weeks”.")
@passphrase_option
@format_option
def add_risk(person_id: str, passphrase_file: Path | None, as_json: bool, **said: str) -> None:
    """Keep a note of what somebody wants to try. Prints its id.

    Example: conversation-kit risk add --person ID --want "walk to the shop on my own" --backs Winston
    """
    with open_vault(passphrase_file) as (kit, vault):
        person, today = find_person(vault, person_id), kit.now().date()
        weighed = with_values(new_risk(vault, person.id, today), said, today)
        if weighed.unclear:
            raise BadInputError(f"{weighed.unclear} Nothing was kept.")
        vault.keep(weighed.risk)
    answer(as_json, _risk_data(weighed.risk), weighed.risk.id)


@risk.command("list")
@person_option
@passphrase_option
@format_option
def list_risks(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """List what somebody wants to try, with what was weighed."""
    with open_vault(passphrase_file) as (_, vault):
        risks = vault.story(find_person(vault, person_id).id).risks
    answer(
        as_json,
        [_risk_data(one) for one in risks],
        "\n\n".join(map(_risk_text, risks)) or "Nothing was weighed yet.",
    )


@click.group()
def connection() -> None:
    """What somebody chose, and how it goes on: list, move."""


@connection.command("list")
@person_option
@passphrase_option
@format_option
def list_connections(person_id: str, passphrase_file: Path | None, as_json: bool) -> None:
    """List somebody's connections with every step, its day and their words."""
    with open_vault(passphrase_file) as (_, vault):
        story = vault.story(find_person(vault, person_id).id)
    listed = [one for one in story.connections if one.stage is not Stage.SUGGESTED]
    answer(
        as_json,
        [_connection_data(one, story) for one in listed],
        "\n".join(_connection_text(one, story) for one in listed) or "No connections yet.",
    )


@connection.command("move")
@click.argument("connection_id", metavar="ID")
@click.option(
    "--to",
    type=click.Choice([stage.value for stage in STEPS]),
    required=True,
    help="Where it stands now; a person may go back. The same again keeps how it went.",
)
@click.option("--words", default="", help="How it went, in their words.")
@_on
@passphrase_option
@format_option
def move_connection(
    connection_id: str, to: str, words: str, on: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """Keep a step along. Prints the step's id.

    Example: conversation-kit connection move ID --to "tried it" --words "stayed for the whole two hours"
    """
    with open_vault(passphrase_file) as (kit, vault):
        day = day_gone(on, kit.now().date())
        if day is None:
            raise BadInputError(f"{NO_DAY} Nothing was kept.")
        moved = move(vault, connection_id, to=Stage(to), on=day, words=words)
    answer(
        as_json, {"id": moved.step.id, "connection": moved.kept.id, **_step_data(moved.step)}, moved.step.id
    )


def _how_they_are(story: Story, today: date) -> str:
    lines = plot(story.wellbeing, today, _PLOT_WIDTH)
    for one in in_time(story.wellbeing):
        said = f"  “{on_one_line(one.words)}”" if one.words else ""
        lines.append(f"\n{one.id}  {day_typed(one.asked_on)}  {answers_words(one)}{said}")
    lines += [f"\n{one.id}  {day_typed(one.scored_on)}  {one.tool}: {one.score}" for one in story.scores]
    return "\n".join(lines) or "Nothing was asked yet. Nothing has to be."


def _wellbeing_data(record: Wellbeing) -> dict[str, Any]:
    answers = {question.name: getattr(record, question.name) for question in QUESTIONS}
    return {
        "id": record.id,
        "asked_on": record.asked_on.isoformat(),
        **answers,
        "words": record.words or None,
    }


def _score_data(record: ToolScore) -> dict[str, Any]:
    return {
        "id": record.id,
        "tool": record.tool,
        "score": record.score,
        "scored_on": record.scored_on.isoformat(),
    }


def _risk_data(record: PositiveRisk) -> dict[str, Any]:
    values = {name: value or None for name, value in asdict(record).items()}
    days = {name: day.isoformat() if (day := values[name]) else None for name in ("weighed_on", "look_again")}
    return {"id": record.id, "wants": record.wants} | {name: values[name] for name, _ in WEIGHED} | days


def _risk_text(record: PositiveRisk) -> str:
    lines = [f"{record.id}  “{on_one_line(record.wants)}”"]
    lines += [
        f"  {label}: {on_one_line(words)}" for name, label in WEIGHED if (words := getattr(record, name))
    ]
    lines += [f"  Look again: {day_typed(record.look_again)}"] if record.look_again else []
    return "\n".join(lines)


def _connection_data(one: Connection, story: Story) -> dict[str, Any]:
    return {
        "id": one.id,
        "entry_id": one.entry_id,
        "entry_name": one.entry_name,
        "stage": str(one.stage),
        "steps": [_step_data(step) for step in steps_of(story.steps, one.id)],
    }


def _step_data(step: StepAlong) -> dict[str, Any]:
    return {"to": str(step.stage), "on": step.on.isoformat(), "words": step.words or None}


def _connection_text(one: Connection, story: Story) -> str:
    lines = [f"{one.id}  {on_one_line(one.entry_name)}: {one.stage}"]
    for step in steps_of(story.steps, one.id):
        said = f"  “{on_one_line(step.words)}”" if step.words else ""
        lines.append(f"    {day_typed(step.on)}: {step.stage}{said}")
    return "\n".join(lines)
