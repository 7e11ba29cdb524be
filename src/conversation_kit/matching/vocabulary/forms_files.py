"""Reading and checking the forms: ``forms*.toml``, turns of phrase with gaps, and the lists of words that they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conversation_kit.errors import BadInputError
from conversation_kit.matching.vocabulary.form_lines import BUILT_IN, Lists, form_line
from conversation_kit.matching.vocabulary.forms import FormLine, Forms
from conversation_kit.matching.vocabulary.plain_files import fault, line_of, phrases_under, text_of, toml_of
from conversation_kit.matching.vocabulary.stages import STAGE, Stage, stages_of

FORMS = (
    "faith", "drink", "screens", "screens_not", "phone", "phone_not", "company", "talking", "feelings", "feelings_not",
    "had_it", "has_it", "been_there", "tried_it", "been_among", "not_tried", "went_badly", "asks_again",
    "asks_again_at_once", "no_longer", "wished", "dogs", "access", "easy", "no_money", "with_her_all_day", "water",
    "outdoors", "indoors", "near", "visits", "grown_ups",
    "one_sex", "one_sex_rather", "company_told", "groups", "no_old", "no_young", "age",
    "mended", "evenings", "daytimes", "mornings", "afternoons", "school_hours",
    "most_cost", "refused_cost", "cheap", "access_not", "indoors_not", "near_not", "no_money_not",
    "places_only", "places_until", "anywhere",
    "closed_at_once_entry", "closed_then_entry", "closed_plainly_entry", "closed_part_entry", "closed_of_others_entry",
    "closed_softly_entry", "closed_itself_entry", "closed_besides_entry",
    "only_then", "not_then", "busy_till", "not_before", "from_then", "over_by", "due_at",
)  # fmt: skip
TOLD_IN = {
    "only_then": "time", "not_then": "time",
    "busy_till": "hour", "not_before": "hour", "from_then": "hour", "over_by": "hour", "due_at": "hour",
    "places_only": "place", "places_until": "place",
    "most_cost": "pounds", "refused_cost": "pounds",
}  # fmt: skip
"""What must stand in each line of those forms that are there to find it."""
_LISTS = "lists"
_Told = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Written:
    """What one file holds, its lines as they are written there."""

    path: Path
    forms: _Told
    stages: Sequence[tuple[Stage, Sequence[str]]]
    lists: _Told


def form_files(folder: Path) -> list[Path]:
    """The files of ``folder`` that hold forms, in the order of their names."""
    return sorted(folder.glob("forms*.toml"), key=lambda path: path.stem)


def read_forms(paths: Sequence[Path]) -> Forms:
    """Read files of forms in order; a later one adds to a form or list already known.

    Raises:
        BadInputError: A file is wrong; the sentence names the file, the line and what is wrong.
    """
    if not paths:
        raise fault(Path("forms.toml"), None, "it is missing")
    written = [_read(path) for path in paths]
    lists: dict[str, tuple[str, ...]] = {}
    for one in written:
        for name, listed in one.lists.items():
            lists[name] = (*lists.get(name, ()), *listed)
    meant = Lists(lists)
    told_in: dict[str, list[FormLine]] = {name: [] for name in FORMS}
    stages: dict[FormLine, Stage] = {}
    for one in written:
        for name, listed in one.forms.items():
            told_in[name] += [_line(one.path, name, told, meant) for told in listed]
        for stage, listed in one.stages:
            stages |= {_line(one.path, STAGE, told, meant): stage for told in listed}
    for name, found in told_in.items():
        if not found:
            raise fault(paths[0], None, f'the form "{name}" is missing')
    if not stages:
        raise fault(paths[0], None, f"there is no [[{STAGE}]], neither here nor in another file of forms")
    return Forms(told_in, stages)


def _line(path: Path, name: str, told: str, lists: Lists) -> FormLine:
    found = TOLD_IN.get(name)
    if found is not None and f"<{found}>" not in told:
        raise _wrong(path, name, told, f'"{told}" of "{name}" says nothing without <{found}>')
    try:
        return form_line(name, told, lists)
    except ValueError as error:
        raise _wrong(path, name, told, f'"{told}" of "{name}" cannot be read: {error}') from error


def _read(path: Path) -> _Written:
    found = toml_of(path)
    lists, stages = found.pop(_LISTS, {}), stages_of(path, found.pop(STAGE, []))
    if not isinstance(lists, dict):
        raise fault(path, line_of(path, _LISTS), "the lists stand under [lists], one bracket on either side")
    for name in found:
        if name not in FORMS:
            raise fault(path, line_of(path, name), f'"{name}" is not a form the kit knows')
    for name in lists:
        if name in BUILT_IN:
            raise fault(path, line_of(path, name), f'"{name}" is a list that the kit has of its own')
    forms, own = (
        {name: phrases_under(path, name, listed) for name, listed in held.items()} for held in (found, lists)
    )
    for name, listed in own.items():
        for told in listed:
            if not all(one.isalnum() or one in " ?'-" for one in told):
                raise _wrong(path, name, told, f'"{told}" of the list "{name}" is more than plain words')
    return _Written(path, forms, stages, own)


def _wrong(path: Path, name: str, told: str, what: str) -> BadInputError:
    """The fault of one line, where it stands."""
    lines = enumerate(text_of(path).splitlines(), 1)
    return fault(path, next((number for number, text in lines if told in text), line_of(path, name)), what)
