"""The case note as Markdown, made from its data so that both always say the same."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from conversation_kit.journey.risks import WEIGHED
from conversation_kit.journey.wellbeing import QUESTIONS
from conversation_kit.model.people import Worker
from conversation_kit.model.permissions import Audience
from conversation_kit.model.story import Story
from conversation_kit.sharing.casenotedata import case_note_json
from conversation_kit.sharing.markdown import bullet, inline
from conversation_kit.sharing.plain import by_when_words, day_words, quoted

_PERSON = {
    "called": "Likes to be called",
    "reach": "How to reach them",
    "language": "Language",
    "communication": "What helps them to follow and be followed",
    "birth_year": "Year of birth",
    "age": "Age",
    "area": "Area",
    "reference": "Case reference",
}
_KINDS = {
    "personal": "Personal: knowledge, skills, interests, hopes",
    "social": "Social: family, friends, neighbours",
    "community": "Community: groups and organisations",
    "physical": "Physical: places and buildings",
}
_LEANINGS = {"strength": "strength", "interest": "interest", "hope": "hope", "gift": "could give"}
_CONNECTION = {
    "why": "Why",
    "first_step": "First step",
    "in_the_way": "What could get in the way",
    "would_help": "What would help",
    "getting_there": "Getting there",
    "bridge": "Somebody they know",
}


def case_note_markdown(
    story: Story,
    worker: Worker,
    *,
    made_at: datetime,
    topics: Mapping[str, str],
    audience: Audience = Audience.TEAM,
) -> str:
    """Return the case note as Markdown (CommonMark); the arguments are those of ``case_note_json``."""
    note = case_note_json(story, worker, made_at=made_at, topics=topics, audience=audience)
    blocks = [
        [f"# Case note: {inline(note['person']['name'] or 'no name given')}"],
        [_made(note, made_at)],
        _details(note["person"], _PERSON),
        *_said(note["conversations"]),
        *_assets(note["assets"]),
        *_headed("## What gets in the way", [bullet(quoted(one["words"])) for one in note["in_the_way"]]),
        *_connections(note["connections"]),
        *_deal(note["deal"]),
        *_risks(note["positive_risks"]),
        *_headed("## How they say they are", [_wellbeing(one) for one in note["wellbeing"]]),
        *_headed("## Scores of licensed tools", [_score(one) for one in note["tool_scores"]]),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _made(note: Mapping[str, Any], made_at: datetime) -> str:
    by = ", ".join(inline(words) for words in note["made_by"].values() if words)
    audience, until = note["made_for"]["audience"], note["made_for"]["until"]
    ends = f", with permission until {day_words(date.fromisoformat(until))}" if until else ""
    return (
        f"Made on {day_words(made_at.date())}{f' by {by}' if by else ''} for {Audience(audience).words}{ends}. "
        "Words in “” are the person's own."
    )


def _said(conversations: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    for one in conversations:
        when = (
            day_words(datetime.fromisoformat(one["started"]).date()) if one["started"] else "date not known"
        )
        yield [f"## Conversation, {when}"]
        yield _details(one, {"present": "Also there", "permission": "Said about recording and permission"})
        topic: object = None
        lines: list[str] = []
        for said in sorted(one["notes"], key=_first_told(one["notes"])):
            if said["topic"] != topic or not lines:
                yield lines
                topic = said["topic"]
                yield [f"### {inline(said['topic_name'] or 'And also')}"]
                lines = []
            lines.append(bullet(quoted(said["words"])))
        yield lines


def _first_told(notes: Iterable[Mapping[str, Any]]) -> Any:
    """A sort key that keeps a topic's notes together, topics in the order they first came up."""
    places: dict[object, int] = {}
    for note in notes:
        places.setdefault(note["topic"], len(places))
    return lambda note: places[note["topic"]]


def _assets(assets: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[list[str]]:
    if any(assets.values()):
        yield ["## Assets"]
    for kind, heading in _KINDS.items():
        yield from _headed(f"### {heading}", [_asset(asset) for asset in assets[kind]])


def _asset(asset: Mapping[str, Any]) -> str:
    who = " ".join(part for part in (asset["who"], f"({asset['tie']})" if asset["tie"] else "") if part)
    words = quoted(asset["words"]) if asset["words"] else ""
    said = ": ".join(part for part in (who, words) if part)
    help_said = f"; asked about helping: {quoted(asset['willing'])}" if asset["willing"] else ""
    return bullet(f"{said} ({_LEANINGS[asset['leaning']]}{help_said})")


def _connections(connections: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    listed = list(connections)
    if listed:
        yield ["## Connections"]
    for one in listed:
        yield [f"### {inline(one['entry_name'] or 'No name')}: {one['stage']}"]
        lines = [f"- Way: {one['way']}"]
        lines += [bullet(f"Because they said {quoted(words)}") for words in one["because"]]
        lines += _details(one, _CONNECTION)
        if one["sure"] is not None:
            lines.append(f"- How sure they feel: {one['sure']} of 10")
        if one["look_again"]:
            lines.append(_look_again(one))
        yield [*lines, *(_step(step) for step in one["steps"])]


def _step(step: Mapping[str, Any]) -> str:
    said = f": {quoted(step['words'])}" if step["words"] else ""
    return bullet(f"{day_words(date.fromisoformat(step['on']))}, {step['stage']}{said}")


def _look_again(one: Mapping[str, Any]) -> str:
    return f"- To look at again: {day_words(date.fromisoformat(one['look_again']))}"


def _risks(risks: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    listed = list(risks)
    if listed:
        yield ["## What they want to try, weighed in words"]
    for one in listed:
        lines = [bullet(f"They want to try: {quoted(one['wants'])}"), *_details(one, dict(WEIGHED))]
        yield [*lines, *([_look_again(one)] if one["look_again"] else [])]


def _wellbeing(one: Mapping[str, Any]) -> str:
    answers = [
        f"{question.short} {one[question.name]}" for question in QUESTIONS if one[question.name] is not None
    ]
    said = [quoted(one["words"])] if one["words"] else []
    return bullet(f"{day_words(date.fromisoformat(one['asked_on']))}: {', '.join([*answers, *said])}")


def _score(one: Mapping[str, Any]) -> str:
    score = f": {one['score']}" if one["score"] else ""
    return bullet(f"{day_words(date.fromisoformat(one['scored_on']))}, {one['tool']}{score}")


def _deal(deal: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[list[str]]:
    if any(deal.values()):
        yield ["## The deal"]
    yield from _headed("### Our part", [_deal_line(line) for line in deal["our_part"]])
    yield from _headed("### Your part", [_deal_line(line) for line in deal["your_part"]])


def _deal_line(line: Mapping[str, Any]) -> str:
    due = date.fromisoformat(line["due"]) if line["due"] else None
    by_when = by_when_words(line["by_when"] or "", due)
    extras = [line["who"], f"by when: {by_when}" if by_when else "", "done" if line["done"] else ""]
    return bullet("; ".join(part for part in (line["what"], *extras) if part))


def _details(values: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    return [bullet(f"{label}: {values[key]}") for key, label in labels.items() if values[key] is not None]


def _headed(heading: str, lines: list[str]) -> list[list[str]]:
    return [[heading], lines] if lines else []
