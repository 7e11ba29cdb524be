"""Values of the wrong kind (a number where a list belongs, a list where words belong): said, never guessed at."""

from conversation_kit.book.reading.findings import Margin, shown

_WORDS = ("name", "description", "status", "url", "email", "fees", "alert", "application_process")
_OBJECTS = ("organization", "organisation")
_LISTS = (
    *("schedules", "regular_schedules", "service_at_locations", "locations", "contacts", "languages"),
    *("cost_options", "service_areas", "attributes", "service_taxonomys", "eligibilitys", "eligibilities"),
)
_LOOKED_AT = frozenset((*_WORDS, *_OBJECTS, *_LISTS))


def note_odd_shapes(record: dict[str, object], margin: Margin) -> None:
    """Note every field of a service whose value is of a kind that cannot be read there.

    Nulls and empty values say nothing and need no note; but a status that is there and empty does, for every service
    should have one.
    """
    if _may_be_odd(record):
        _note_odd(record, margin)


def _note_odd(record: dict[str, object], margin: Margin) -> None:
    for field in _WORDS:
        value = record.get(field)
        if isinstance(value, (dict, list)) and value:
            _note(field, value, margin)
    for field in _OBJECTS:
        if record.get(field) and not isinstance(record[field], (dict, str)):
            _note(field, record[field], margin)
    for field in _LISTS:
        value = record.get(field)
        if value is None:
            continue
        for item in value if isinstance(value, list) else [value]:
            if item is not None and not isinstance(item, (dict, str)):
                _note(field, item, margin)
    if "status" in record and record["status"] in (None, "", [], {}):
        margin.note("status", "It is empty; the status is unknown.")


def _may_be_odd(record: dict[str, object]) -> bool:
    """Whether any value is other than words, nothing, or a list of objects where one belongs: few records have one."""
    for field, value in record.items():
        if field == "status" and not value:
            return True
        if value is None or isinstance(value, str) or field not in _LOOKED_AT:
            continue
        if isinstance(value, list) and field in _LISTS:
            if not set(map(type, value)) <= {dict}:
                return True
        elif not (isinstance(value, dict) and field not in _WORDS):
            return True
    return False


def _note(field: str, value: object, margin: Margin) -> None:
    margin.note(field, f"“{shown(value)}” is not what belongs here; it is unknown.")
