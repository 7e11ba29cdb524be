"""Reading and checking the words files. Every fault is told with file, line and what is wrong."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from conversation_kit.matching.vocabulary.plain import tokens
from conversation_kit.matching.vocabulary.plain_files import (
    blocks_of,
    fault,
    line_of,
    phrases_of,
    phrases_under,
    toml_of,
)
from conversation_kit.matching.vocabulary.themes import Theme
from conversation_kit.model.connections import Way

_FIELDS = frozenset(
    {
        *(
            "id",
            "name",
            "say",
            "find",
            "exact",
            "named",
            "way",
            "gives",
            "leads",
            "sensitive",
            "public",
            "only",
            "broad",
            "ages",
            "within",
            "particular",
        ),
        "plainly",
    }
)
_PLAIN: tuple[tuple[str, type, str], ...] = (
    ("name", str, "words in quotes"),
    ("sensitive", str, "words in quotes"),
    ("within", str, "words in quotes"),
    ("public", bool, "true or false"),
    ("only", bool, "true or false"),
    ("broad", bool, "true or false"),
    ("particular", bool, "true or false"),
    ("plainly", bool, "true or false"),
)
_LISTS = ("say", "find", "exact", "named", "gives", "leads")
CUES = (
    "small", "generic", "activities_left_out", "want", "offer", "dislike", "in_the_way", "fact", "already",
    "free_only", "faith_averse", "faith_entry", "women_entry", "men_entry", "women_wanted", "men_wanted",
    "said_by_woman", "said_by_man", "daytime_only", "evening_only", "weekend_only", "weekday_only", "near_only",
    "access", "online_averse", "online_entry", "pub_averse", "pub_entry", "children_entry", "children_said",
    "children_said_not", "men_said", "single_sex", "women_said", "thing_old", "thing_young",
    "older_entry", "volunteers_entry", "helpers_asked_entry", "giving_joint", "offer_plainly", "no_of_lack",
    "dislike_not", "paid_entry", "peoples", "check_entry", "closed_entry", "hard_going_averse", "hard_going_entry",
    "access_told_entry", "access_hard_entry", "toilet_told_entry",
    "stairs_entry", "home_only", "home_entry", "day_wanted", "young_hinted", "digital_entry",
    "dislike_first", "in_order", "fact_not",
    "church_averse", "groups_averse", "sex_strictly", "working_week", "day_free",
    "day_taken",
    "afternoon_only", "works_nights", "cannot_leave", "toilet_needed", "dislike_back",
    "went_there", "stairs_softly_entry",
    "pub_sign_entry", "no_group_entry",
    "sounds_like_entry", "dropping_in_title_entry", "older_run_entry", "older_run_softly_entry", "company_title_entry",
    "rough_entry", "alone_entry", "group_entry", "together_entry", "dropping_in_entry", "no_toilet_entry",
    "referral_entry",
    "members_entry", "residents_entry", "booking_entry", "moved_entry", "waiting_entry", "pandemic_entry",
    "drink_entry",
    "fear", "fear_entry", "price_for_others_entry", "no_need_entry", "ground_entry", "what_you_can_entry",
    "thing_faith", "thing_church", "thing_drink", "thing_screens", "thing_phone", "thing_crowds",
    "thing_noise", "thing_groups", "thing_stairs", "thing_rough", "thing_pool", "thing_waterside",
    "thing_dogs", "thing_cats", "thing_animals", "thing_men", "thing_women", "thing_children", "thing_signing",
    "thing_money", "thing_wheels", "named_turned_down", "crowded_entry", "phone_entry", "pool_entry",
    "waterside_entry", "dogs_entry", "cats_entry", "animals_entry", "signing_entry",
    "kept_close", "kept_close_not", "kept_at_once", "kept_wide_not", "kept_wide", "kept_turns", "kept_joints",
    "kept_after", "kept_after_not", "kept_lack", "kept_then", "refused_before", "refused_before_not",
    "refused_between", "refused_at_end", "refused_after", "refused_after_not",
    "refused_not", "without", "without_not", "alone_title_entry",
    "memory_entry", "carers_alone_entry", "home_plainly_entry", "no_promise",
    "with_children_entry", "drink_place_entry",
    "worship_entry",
    "worship_softly_entry",
    "in_person_too_entry",
    "outdoors_entry",
    "visits_entry",
    "thing_paying", "thing_out",
    "thing_weather",
    "outdoors_averse",
    "visits_averse",
    "home_averse",
    "phone_averse",
    "dogs_averse",
    "families_entry",
    "kin_entry",
    "fostering_entry",
    "counselling_entry",
    "widowed_entry",
    "mixed_entry",
    "parents_entry",
    "thing_talking",
    "talking_entry",
    "thing_exertion", "thing_counselling", "thing_served", "thing_gathered",
    "asides_entry", "not_offered_entry", "lands_entry", "named_after_entry",
    "thing_hospital", "thing_books", "thing_exams", "hospital_entry", "books_entry", "exams_entry", "driving_entry",
    "babies_entry", "jobs_entry", "trips_entry", "sitting_entry", "walks_entry", "vouchers_entry",
)  # fmt: skip


def read_cues(path: Path) -> dict[str, list[str]]:
    """Read ``cues.toml``: name to turns of phrase. Raises BadInputError as the module says."""
    found = toml_of(path)
    for name in found:
        if name not in CUES:
            raise fault(path, line_of(path, name), f'"{name}" is not a list the kit knows')
    for name in CUES:
        if name not in found:
            raise fault(path, None, f'the list "{name}" is missing')
        phrases_under(path, name, found[name])
    return found


def read_themes(paths: Sequence[Path]) -> dict[str, Theme]:
    """Read theme files in order; a later theme with an id already known adds to it.

    Raises:
        BadInputError: As the module says.
    """
    themes: dict[str, Theme] = {}
    where: dict[str, tuple[Path, int]] = {}
    for path in paths:
        for number, raw in _tables(path):
            theme = _theme(path, number, raw, known=themes)
            themes[theme.id] = _added(themes[theme.id], theme) if theme.id in themes else theme
            where[theme.id] = (path, number)
    for theme in themes.values():
        for other in (*theme.gives, *theme.leads, *((theme.within,) if theme.within else ())):
            if other not in themes:
                path, number = where[theme.id]
                raise fault(path, number, f'theme "{theme.id}" leads to "{other}", which no file describes')
    return themes


def read_activities(path: Path, *, left_out: frozenset[str]) -> list[Theme]:
    """Read the activity list as themes; labels in ``left_out`` (folded) mean too many other things.

    Raises:
        BadInputError: As the module says.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))
        found = []
        for row in rows:
            labels = tuple(label for label in (row["label"], *row["also"]) if _folded(label) not in left_out)
            if labels:
                broader = tuple(f"activity:{_folded(label)}" for label in row["broader"])
                found.append(
                    Theme(
                        f"activity:{_folded(row['label'])}",
                        row["label"],
                        labels,
                        labels,
                        way=Way.JOIN,
                        leads=broader,
                        listed=True,
                    )
                )
    except json.JSONDecodeError as error:
        raise fault(path, error.lineno, "this is not JSON") from error
    except (OSError, UnicodeDecodeError) as error:
        raise fault(path, None, "it cannot be read") from error
    except (KeyError, TypeError) as error:
        raise fault(path, None, 'each activity needs "label", "also" and "broader"') from error
    known = {theme.id for theme in found}
    return [replace(theme, leads=tuple(other for other in theme.leads if other in known)) for theme in found]


def _folded(label: str) -> str:
    return " ".join(tokens(label))


def _tables(path: Path) -> Iterable[tuple[int, Any]]:
    found = toml_of(path)
    for name in found:
        if name != "theme":
            raise fault(
                path, line_of(path, name), f'"{name}" does not belong here; a theme begins with [[theme]]'
            )
    return blocks_of(path, "theme", found.get("theme", []), called="theme")


def _theme(path: Path, number: int, raw: Any, *, known: dict[str, Theme]) -> Theme:
    name = raw.get("id")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise fault(path, number, 'this theme needs an "id" of lower case words with hyphens')
    for key in raw:
        if key not in _FIELDS:
            raise fault(path, number, f'theme "{name}": "{key}" is not something a theme has')
    lists = {key: phrases_of(path, number, f'theme "{name}": {key}', raw.get(key, [])) for key in _LISTS}
    for key, kind, told in _PLAIN:
        if not isinstance(raw.get(key, kind()), kind):
            raise fault(path, number, f'theme "{name}": "{key}" is {told}')
    if not raw.get("name") and name not in known:
        raise fault(path, number, f'theme "{name}" needs a "name", the words a reason calls it by')
    try:
        way = Way(raw.get("way", known[name].way if name in known else Way.JOIN))
    except ValueError:
        raise fault(path, number, f'theme "{name}": "way" is one of join, give, help') from None
    if not (
        lists["find"] or lists["exact"] or lists["named"] or lists["gives"] or lists["leads"] or name in known
    ):
        raise fault(path, number, f'theme "{name}" leads nowhere: it needs "find", "gives" or "leads"')
    return Theme(
        id=name,
        name=raw.get("name", ""),
        say=lists["say"],
        find=lists["find"],
        exact=lists["exact"],
        named=lists["named"],
        way=way,
        gives=lists["gives"],
        leads=lists["leads"],
        sensitive=raw.get("sensitive", ""),
        public=raw.get("public", False),
        only=raw.get("only", False),
        broad=raw.get("broad", False),
        plainly=raw.get("plainly", False),
        within=raw.get("within", ""),
        particular=raw.get("particular", False),
        ages=_ages(path, number, name, raw.get("ages", [])),
    )


def _ages(path: Path, number: int, name: str, raw: Any) -> tuple[int, ...]:
    whole = isinstance(raw, list) and all(type(age) is int and age >= 0 for age in raw)
    if not whole or (raw and (len(raw) != 2 or raw[0] > raw[1])):  # noqa: PLR2004
        raise fault(path, number, f'theme "{name}": "ages" is the youngest and the oldest: [50, 120]')
    return tuple(raw)


def _added(first: Theme, more: Theme) -> Theme:
    return replace(
        first,
        name=more.name or first.name,
        say=_once(first.say, more.say),
        find=_once(first.find, more.find),
        exact=_once(first.exact, more.exact),
        named=_once(first.named, more.named),
        way=more.way,
        gives=_once(first.gives, more.gives),
        leads=_once(first.leads, more.leads),
        sensitive=more.sensitive or first.sensitive,
        public=more.public or first.public,
        only=more.only or first.only,
        broad=more.broad or first.broad,
        plainly=more.plainly or first.plainly,
        within=more.within or first.within,
        particular=more.particular or first.particular,
        ages=more.ages or first.ages,
    )


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))
