"""How they are: the four wellbeing questions over time, and a licensed tool's score. Never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from conversation_kit.errors import BadInputError
from conversation_kit.journey.deciding import day_typed
from conversation_kit.journey.wellbeing import (
    INTRODUCTION,
    QUESTIONS,
    answers_words,
    keep_wellbeing,
    new_wellbeing,
    plot,
    with_answers,
    with_score,
)
from conversation_kit.model.ids import new_id
from conversation_kit.model.wellbeing import ToolScore, Wellbeing
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.widgets.records import TAKE_OUT, RecordsScreen, Row, quoted_words

if TYPE_CHECKING:
    from conversation_kit.desk import Desk
    from conversation_kit.model.story import Story

_ANSWER_HINT = "0 to 10, or nothing"


class WellbeingForm(FormScreen[Wellbeing]):
    """Asks the four questions, each optional; dismissed with the answers, kept.

    Args:
        desk: The open desk.
        record: What it holds at first; changed when it is in the vault already, else added.
    """

    CSS_PATH = "how_they_are.tcss"
    HELP = """\
# The four questions
Read them out as they stand: many people can then compare with themselves, later. Each is optional; *don't know* and an
empty line are left out. A number or a word does: 7, seven. **Enter** goes on, **Ctrl+S** keeps it from anywhere,
**Esc** goes back; what was typed stands here next time.
"""

    def __init__(self, desk: Desk, record: Wellbeing) -> None:
        self._desk = desk
        shown = desk.vault.find_shown(Wellbeing, record.id)
        self._record = shown.record if shown else record
        self._seen = shown.seen if shown else None
        self._unclear = ""
        super().__init__(
            "How they are. All of it is optional.",
            [
                *(_question(self._record, question.name, question.words) for question in QUESTIONS),
                Field(
                    "words",
                    "What they say about it",
                    self._record.words,
                    "in their words, or nothing",
                    long=True,
                ),
                Field("asked_on", "Which day", day_typed(self._record.asked_on), "today, last Friday"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"wellbeing:{record.id if shown else f'new:{record.person_id}'}",
            says="Read it out as it stands. Ctrl+S keeps it from anywhere.",
            lead=INTRODUCTION,
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._record.person_id}

    def result(self, values: dict[str, str]) -> Wellbeing:
        """Keep what was clear and return it."""
        told = with_answers(self._record, values, self._desk.today())
        try:
            made = keep_wellbeing(self._desk.vault, told.record, seen=self._seen)
        except BadInputError as error:
            raise BadInputError(told.unclear or error.sentence) from error
        self._unclear = told.unclear
        return made

    def unclear(self) -> str:
        """Ask for what was not understood."""
        return f"The rest is kept. {self._unclear}" if self._unclear else ""

    def stay(self, question: str) -> None:
        """Ask, and go on from what is kept now."""
        shown = self._desk.vault.shown(Wellbeing, self._record.id)
        self._record, self._seen = shown.record, shown.seen
        self._drafting.goes_on_as(f"wellbeing:{self._record.id}")
        super().stay(question)


class ScoreForm(FormScreen[ToolScore]):
    """The name of a licensed tool, the day and the score as it is written there; dismissed with it, kept.

    Args:
        desk: The open desk.
        record: What it holds at first; changed when it is in the vault already, else added.
    """

    def __init__(self, desk: Desk, record: ToolScore) -> None:
        self._desk = desk
        shown = desk.vault.find_shown(ToolScore, record.id)
        self._record = shown.record if shown else record
        self._seen = shown.seen if shown else None
        super().__init__(
            "A score of a tool your council is licensed for",
            [
                Field("tool", "The tool's name", self._record.tool),
                Field("score", "The score", self._record.score, "as it is written there: 4 of 10"),
                Field("scored_on", "Which day", day_typed(self._record.scored_on), "today, last Friday"),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"score:{record.id if shown else f'new:{record.person_id}'}",
            says="Only its name, the day and the score: the tool's own text is not ours to keep.",
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._record.person_id}

    def result(self, values: dict[str, str]) -> ToolScore:
        """Keep the score and return it."""
        made = with_score(self._record, values, self._desk.today())
        self._desk.vault.keep(made, seen=self._seen)
        return made


class HowTheyAreScreen(RecordsScreen):
    """Answers over time as small bars with their numbers, the days beneath; then each day, the newest first."""

    CSS_PATH = "records.tcss"
    heading = "How they are"
    empty = "Nothing was asked yet, and nothing has to be. n asks the four questions."
    first_says = "Each answer stands for itself. They are never added up, and not on my page."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "Change", id="change-record", tooltip="Change what the arrow is at"),
        Binding("n", "new", "Ask the four", id="new-record", tooltip="Add one"),
        Binding("s", "score", "A tool's score", id="new-score", tooltip="Add a licensed tool's score"),
        TAKE_OUT,
    ]
    HELP = """\
# How they are
**n** asks the four wellbeing questions of the Office for National Statistics, word for word; each is optional. The
answers are shown over time: a small bar with its number for each, the days beneath. A dot is a day without an answer.
High is good in the first three and hard in the last. They are never added up, and never on my page.

**s** keeps the score of a tool your council is licensed for: its name, the day and the score.

**Enter** changes what the arrow is at, **x** takes it out, **Ctrl+Z** takes the last step back, **h** shows
every change.
"""

    def above(self, story: Story, width: int) -> Text | None:
        """Return the answers over time."""
        rows = plot(story.wellbeing, self._desk.today(), width)
        if not rows:
            return None
        return Text("\n").join([*map(Text, rows[:-1]), Text(rows[-1], "dim")])

    def listed(self, story: Story) -> Sequence[Row]:
        """Return the days and the scores, the newest first."""
        days = [(one.asked_on, one.id, Row(one, _day_words(one))) for one in story.wellbeing]
        scores = [(one.scored_on, one.id, Row(one, _score_words(one))) for one in story.scores]
        return [row for *_, row in sorted([*days, *scores], key=lambda one: one[:2], reverse=True)]

    def form_for(self, record: Any) -> FormScreen[Any]:
        """Return the form for a day's answers or a score."""
        return (
            ScoreForm(self._desk, record)
            if isinstance(record, ToolScore)
            else WellbeingForm(self._desk, record)
        )

    def action_change(self) -> None:
        """Change the chosen one."""
        self.open_chosen()

    def action_new(self) -> None:
        """Ask the four questions."""
        record = new_wellbeing(self._desk.vault, self._person_id, self._desk.today())
        self.ask(WellbeingForm(self._desk, record), record)

    def action_score(self) -> None:
        """Add a tool's score."""
        record = ToolScore(new_id(), self._person_id, "", self._desk.today())
        self.ask(ScoreForm(self._desk, record), record)


def _question(record: Wellbeing, name: str, words: str) -> Field:
    answer = getattr(record, name)
    return Field(name, words, "" if answer is None else str(answer), _ANSWER_HINT)


def _day_words(record: Wellbeing) -> Text:
    text = Text().append(day_typed(record.asked_on), "bold")
    if answers := answers_words(record):
        text.append(f"\n{answers}")
    if record.words:
        text.append("\n").append(quoted_words(record.words))
    return text


def _score_words(record: ToolScore) -> Text:
    text = Text().append(day_typed(record.scored_on), "bold")
    return text.append(f"\n{record.tool}: {record.score}").append("   a tool's score", "dim")
