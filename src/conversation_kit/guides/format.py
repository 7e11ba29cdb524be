"""The shape of a guide file, as pydantic models, and the sentences for whatever does not fit it."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from conversation_kit.guides.lines import Place
from conversation_kit.guides.model import Guide, Prompt, Topic

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_TOPICS = 20
_MAX_PROMPTS = 6
_SINGULAR = {"topics": "topic", "prompts": "prompt"}


def _plain_line(text: str) -> str:
    """Refuse what could not be shown safely, or shown at all, on one line of a terminal."""
    if not text.strip():
        raise PydanticCustomError("kit", "is empty; write a few words between the quotation marks")
    for character in text:
        if character in "\n\r":
            raise PydanticCustomError("kit", "runs over several lines; keep it to one line")
        # Cc: escapes and bells. Cf: direction marks that disguise text (soft joiners of scripts are kept).
        # Co, Cs, Zl, Zp: private characters, broken halves and hidden line ends.
        category = unicodedata.category(character)
        if category in {"Cc", "Co", "Cs", "Zl", "Zp"} or (
            category == "Cf" and character not in "\u200c\u200d"
        ):
            raise PydanticCustomError(
                "kit",
                "holds a hidden character (U+{code}) that a screen would act on; type the words again",
                {"code": f"{ord(character):04X}"},
            )
    return " ".join(text.split())


def _kebab(text: str) -> str:
    if not _KEBAB.fullmatch(text):
        raise PydanticCustomError(
            "kit",
            "must be small letters, figures and single hyphens, such as life-story (no spaces, no accents)",
        )
    return text


_Id = Annotated[str, Field(max_length=40), AfterValidator(_kebab)]
_Name = Annotated[str, Field(max_length=60), AfterValidator(_plain_line)]
_TopicName = Annotated[str, Field(max_length=24), AfterValidator(_plain_line)]
_Line = Annotated[str, Field(max_length=200), AfterValidator(_plain_line)]
_About = Annotated[str, Field(max_length=300), AfterValidator(_plain_line)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _PromptFile(_Strict):
    ask: _Line
    simpler: _Line


class _TopicFile(_Strict):
    id: _Id
    name: _TopicName
    listen_for: _Line
    prompts: Annotated[list[_PromptFile], Field(min_length=1, max_length=_MAX_PROMPTS)]


class _GuideFile(_Strict):
    id: _Id
    name: _Name
    about: _About
    topics: Annotated[list[_TopicFile], Field(min_length=1, max_length=_MAX_TOPICS)]


_LEVELS: dict[str, type[_Strict]] = {"the guide": _GuideFile, "a topic": _TopicFile, "a prompt": _PromptFile}


def read_guide(data: Mapping[str, Any]) -> Guide | list[tuple[Place, str]]:
    """Make a Guide of a TOML document.

    Args:
        data: What ``tomllib`` read.

    Returns:
        The guide, or everything that is wrong with it as (place, plain-English reason).
    """
    wrong = list(_repeated_topics(data))
    try:
        checked = _GuideFile.model_validate(dict(data))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return [*((detail["loc"], _reason(detail)) for detail in details), *wrong]
    return wrong or _guide(checked)


def place_in_words(place: Place) -> str:
    """Say a place as a person would: ``("topics", 1, "prompts", 0, "ask")`` is "topic 2, prompt 1, ask"."""
    words: list[str] = []
    for part in place:
        if isinstance(part, int) and words:
            words[-1] = f"{_SINGULAR.get(words[-1], words[-1])} {part + 1}"
        else:
            words.append(_printable(str(part)))
    return ", ".join(words)


def _guide(checked: _GuideFile) -> Guide:
    topics = (
        Topic(
            id=topic.id,
            name=topic.name,
            listen_for=topic.listen_for,
            prompts=tuple(Prompt(ask=prompt.ask, simpler=prompt.simpler) for prompt in topic.prompts),
        )
        for topic in checked.topics
    )
    return Guide(id=checked.id, name=checked.name, about=checked.about, topics=tuple(topics))


def _repeated_topics(data: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield every topic whose id an earlier topic already has: notes could not tell the two apart."""
    topics = data.get("topics")
    seen: dict[str, int] = {}
    for position, topic in enumerate(topics if isinstance(topics, list) else []):
        topic_id = topic.get("id") if isinstance(topic, dict) else None
        if not isinstance(topic_id, str):
            continue
        if topic_id in seen:
            why = f"is the same as in topic {seen[topic_id] + 1}; every topic needs an id of its own"
            yield ("topics", position, "id"), why
        else:
            seen[topic_id] = position


def _reason(detail: ErrorDetails) -> str:
    """Say what pydantic found, for somebody who does not program."""
    place, limits = detail["loc"], detail.get("ctx", {})
    field = str(place[-1]) if place else ""
    match detail["type"]:
        case "missing":
            why = _missing(field)
        case "extra_forbidden":
            why = _unknown(place)
        case "string_type":
            why = 'must be words in straight quotation marks, such as "My story"'
        case "string_too_long":
            why = f"is too long; keep it to {limits['max_length']} characters"
        case "too_short":
            why = "is empty; write at least one"
        case "too_long":
            why = f"has too many; {limits['max_length']} is the most a conversation can hold"
        case "list_type" | "model_type":
            why = _not_a_section(field)
        case _:  # our own validators' sentences
            why = detail["msg"]
    return why


def _missing(field: str) -> str:
    if field in _SINGULAR:
        return f"is missing; begin each one with a line [[{'topics.' * (field == 'prompts')}{field}]]"
    return f'is missing; add a line {field} = "..."'


def _not_a_section(field: str) -> str:
    if field in _SINGULAR:
        section = "topics.prompts" if field == "prompts" else field
        return f"must be sections; begin each one with a line [[{section}]], in two square brackets"
    return "must be a section of its own, begun by a line in two square brackets"


def _unknown(place: Place) -> str:
    """Say that a key is not known here, and which one was probably meant."""
    key = str(place[-1])
    depth = sum(isinstance(part, int) for part in place)
    here, model = list(_LEVELS.items())[min(depth, 2)]
    elsewhere = [name for name, other in _LEVELS.items() if key in other.model_fields and name != here]
    if elsewhere:
        return (
            f"belongs to {elsewhere[0]}, not to {here}; move the line up, above the line in square brackets"
        )
    near = difflib.get_close_matches(key.casefold(), list(model.model_fields), n=1, cutoff=0.6)
    if near:
        return f"is not known here; did you mean {near[0]}?"
    return f"is not known here; {here} has {', '.join(model.model_fields)}"


def _printable(text: str) -> str:
    """Keep a stranger's key from acting on the terminal, and short."""
    clean = "".join(character if character.isprintable() else "?" for character in text)
    return clean if len(clean) <= 40 else f"{clean[:39]}\u2026"  # noqa: PLR2004 (the longest id)
