"""``suggest``: what in the Book could connect. No passphrase, nothing stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from conversation_kit.book.cache import Book
from conversation_kit.book.importing import read_files
from conversation_kit.bounded import text_within
from conversation_kit.cli.options import make_kit, say, say_json
from conversation_kit.errors import BadInputError
from conversation_kit.kit import Kit
from conversation_kit.matching.asking import Asking, Heard
from conversation_kit.matching.heard.unread import unread
from conversation_kit.matching.suggesting import Suggester, Suggestion
from conversation_kit.model.assets import Kind, Leaning
from conversation_kit.model.spots import Spot

_LARGEST = 50_000_000  # bytes; a thousand people with fifty statements each take about 5,000,000

_COVERED = "Something private. With --private it is shown, when nobody else can see."


class HowSpoken(BaseModel):
    """How something was spoken of; a kind or leaning the kit does not know counts as not given."""

    model_config = ConfigDict(extra="ignore")

    kind: Kind | None = None
    leaning: Leaning | None = None

    @field_validator("kind", mode="before")
    @classmethod
    def _known_kind(cls, value: Any) -> Any:
        return value if isinstance(value, str) and value in {kind.value for kind in Kind} else None

    @field_validator("leaning", mode="before")
    @classmethod
    def _known_leaning(cls, value: Any) -> Any:
        return value if isinstance(value, str) and value in {leaning.value for leaning in Leaning} else None


class BatchStatement(HowSpoken):
    """One thing a person said."""

    text: str


class BatchLine(HowSpoken):
    """One line of a batch: a statement, or a person with several. Other keys are ignored."""

    id: str | int
    statement: str | None = None
    age: int | None = Field(default=None, ge=0, le=130)
    near: str | None = None
    statements: list[BatchStatement] | None = None

    def heard(self) -> tuple[Heard, ...]:
        """Return what was said."""
        if self.statements is not None:
            return tuple(Heard(s.text, s.kind, s.leaning) for s in self.statements)
        return (Heard(self.statement or "", self.kind, self.leaning),)


@click.command("suggest")
@click.argument("words", required=False)
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False), help="A file of JSON lines to answer."
)
@click.option(
    "--book",
    "feed",
    type=click.Path(path_type=Path),
    help="A feed file to look in. Without it: the Book that was imported.",
)
@click.option("--near", default="", help="A place, ward or postcode district.")
@click.option("--age", type=click.IntRange(0, 130), help="The person's age in years.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many at most.")
@click.option(
    "--private",
    is_flag=True,
    help="Show in text what is delicate, too: abuse, addiction, crisis, sexuality, immigration.",
)
@click.option(
    "--format", "shape", type=click.Choice(["text", "jsonl"]), help="Text for words, jsonl for a batch."
)
def suggest_command(
    words: str | None,
    batch: Path | None,
    feed: Path | None,
    near: str,
    age: int | None,
    limit: int,
    private: bool,
    shape: str | None,
) -> None:
    """Suggest entries of the Book for WORDS, or for each line of a batch. Needs no passphrase and keeps nothing.

    \u0008
    A batch line is
      {"id", "statement", "kind"?, "leaning"?}, or
      {"id", "age"?, "near"?, "statements": [{"text", "kind"?, "leaning"?}]}
    An answer line is
      {"id", "suggestions": [{"entry_id", "name", "score", "strength",
                              "reasons": [...], "cautions": [...], "sensitive"?}],
       "unread"?: [...]}
    "sensitive" names the topic of what should not be shown while others look; "unread" are
    the statements in a language the kit does not read, for which nothing was looked for.
    For instance:
      conversation-kit suggest "I used to teach maths" --near WN7
    """
    if (words is None) == (batch is None):
        raise BadInputError("Give either WORDS or --batch FILE.")
    kit = make_kit()
    lines = read_batch(batch) if batch else [BatchLine(id="", statement=words, age=age)]
    spot = kit.place(near) if near else None
    shelf = _book(kit, feed)
    suggester = kit.suggester(shelf) if feed is None else Suggester(shelf, kit.words)
    answers = _answers(kit, suggester, lines, spot, limit)
    if (shape or ("jsonl" if batch else "text")) == "jsonl":
        for line, found in answers:
            say_json(_answer_data(line, found, unread(line.heard(), kit.words)))
    else:
        for line, found in answers:
            for text in unread(line.heard(), kit.words):
                say(
                    f'This could not be read, so nothing was looked for (the kit reads English): "{text[:80]}"'
                )
            say((f"{line.id}\n" if batch else "") + _answer_text(found, private=private))
    shelf.close()


def read_batch(path: Path) -> list[BatchLine]:
    """Read and check a whole batch before anything is answered.

    Raises:
        BadInputError: The file cannot be read, or a line is not what it should be; names the line.
    """
    try:
        text = text_within(path, _LARGEST)
    except OSError as error:
        raise BadInputError(f"{path} cannot be read ({error.strerror}). Nothing was answered.") from error
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path} cannot be read as UTF-8 text. Nothing was answered.") from error
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            read = BatchLine.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise BadInputError(
                f"{path.name}, line {number}{', ' + where if where else ''}: {first['msg']}. Nothing was answered."
            ) from error
        if read.statement is None and read.statements is None:
            raise BadInputError(
                f"{path.name}, line {number}: neither statement nor statements. Nothing was answered."
            )
        lines.append(read)
    return lines


def _book(kit: Kit, feed: Path | None) -> Book:
    if feed is None:
        return kit.open_book()
    entries, rejected, _ = read_files([feed])
    if rejected:
        say(f"{len(rejected)} records of {feed.name} could not be read and are left out.", err=True)
    return Book.in_memory(entries)


def _answers(
    kit: Kit, suggester: Suggester, lines: list[BatchLine], near: Spot | None, limit: int
) -> Iterator[tuple[BatchLine, list[Suggestion]]]:
    for line in lines:
        asking = Asking(
            heard=line.heard(),
            age=line.age,
            near=(kit.gazetteer.find(line.near) if line.near else None) or near,
            limit=limit,
            today=kit.now().date(),
            spot_of=kit.gazetteer.spot_of,
        )
        yield line, suggester.suggest(asking)


def _answer_data(line: BatchLine, found: list[Suggestion], not_read: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": line.id,
        "suggestions": [_suggestion_data(suggestion) for suggestion in found],
    }
    return data | ({"unread": list(not_read)} if not_read else {})


def _suggestion_data(suggestion: Suggestion) -> dict[str, Any]:
    data: dict[str, Any] = {
        "entry_id": suggestion.entry_id,
        "name": suggestion.entry_name,
        "score": round(suggestion.score, 4),
        "strength": suggestion.strength,
        "reasons": [reason.sentence for reason in suggestion.reasons],
        "cautions": list(suggestion.cautions),
    }
    return data | ({"sensitive": suggestion.sensitive} if suggestion.sensitive else {})


def _answer_text(found: list[Suggestion], *, private: bool) -> str:
    if not found:
        return "Nothing in the Book fits well enough."
    blocks = []
    for number, s in enumerate(found, 1):
        if s.sensitive and not private:
            blocks.append(f"{number}  {_COVERED}")
            continue
        lines = [f"{number}  {s.entry_name}   ({s.strength}, {s.way})  {s.entry_id}"]
        lines += [f"   {reason.sentence}" for reason in s.reasons]
        lines += [f"   ! {caution}" for caution in s.cautions]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)
