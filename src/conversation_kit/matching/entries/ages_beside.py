"""Ages beside: what stands near the numbers of an age and says that they are none, or only those of a part."""

import re

CHILDREN = re.compile(
    r"\b(?:child(?:ren)?|families|family|kids|juniors?|all ages|any age|every age|young|youth|teen\w*|babies|toddlers?"
    r"|boys|girls|grandchildren|pupils|school)\b"
)
"""Beside adults, these say that it is not for them alone."""
_A_WAIT = re.compile(
    r"\b(?:wait\w*|var(?:y|ies))\b[^.;:!?]*$|\b(?:lasts?|takes?|funded|lease|contract|sentence|course|programme"
    r"|tenanc\w+|experience) (?:of |for |about |around |up to |between |from )*$"
)
"""Before a number of years: it is how long something takes."""
_TO_WAIT = re.compile(r"^ ?(?:years? ?)?(?:of )?(?:wait|list|queue|course|plan|programme|lease|experience)")
"""The same after one."""
_SECTION = re.compile(
    r"\b(?:club|school|group|section|team|side|nets|band|choir|disco|workshops?|juniors?|academy|lessons|classes|watch"
    r"|camp|sessions?)"
    r" (?:is |are |runs? )?(?:for )?(?:(?:the |our |children|kids|young people|those|all) ?)*(?:aged |ages )?\(?$"
)
"""Before an age: it is for a part of it."""
_ALL_OF_THEM = re.compile(r"\b(?:and|,) (?:seniors|adults|veterans|men|ladies|women|open age|grown ups)\b")
"""Beside the ages of juniors: it is for others as well."""
_RULE_AFTER = re.compile(
    r"^[ )]*(?:years?|yrs?)?(?: old| of age)?,? ?(?:(?:and|or) (?:under|younger|below))?,? ?"
    r"(?:must|can|may|should|need to|have to|will need to) (?:only )?(?:be (?:accompanied|with|supervised|brought)"
    r"|attend with|come with|bring|have)\b"
)
"""After an age: it is when somebody has to come along, rather than whom it is for."""
_OF_MEMBERS = re.compile(
    r"\b(?:members|membership|players?|base|singers|dancers|walkers|runners|regulars|visitors|volunteers)\b"
    r"[^.;!?]{0,30}\b(?:rang(?:es?|ing)|var(?:y|ies|ying)|are|is)\b[^.;!?]{0,12}\bfrom $"
)
"""Before an age: so old are those who come, rather than those who may."""
_OTHERS_TOO = re.compile(
    r"\b(?:all|any|every) ages?(?: groups?)? (?:are |is )?(?:also |very |most |just as )*welcome"
    r"|\bwelcom(?:es?|ing) (?:people of |members of |those of |anyone of |adults of )?(?:all|any|every) ages?\b"
    r"|\b(?:also|still) welcomes? (?:younger|older)\b"
    r"|\b(?:younger|older) (?:members|people|ones|folk|adults|residents|neighbours|guests)"
    r" (?:are )?(?:also |very |just as |always |equally )*welcome"
    r"|\bno (?:upper |lower )?age (?:limits?|restrictions?)\b"
)
"""Whatever ages are named beside this, others may come."""
_ALSO_FOR = re.compile(
    r"\balso\b[^.;!?]{0,40}\bfor (?:young |older |all |disabled )?(?:adults|people over|over[- ]\d0|the over)"
    r"|\bas well as (?:for )?(?:young |older |all )?(?:adults|people over|the over[- ]\d0)"
)
"""Beside the ages of some: it is for grown-ups as well."""
_TO_GROW_UP = 19
_BEFORE, _NEAR = 60, 20
_FIRST_ENDS = re.compile(r"[.!?:] |\n")


def takes_years(plain: str, match: re.Match[str]) -> bool:
    """Whether years count how long something takes: "waiting times vary from 1 to 6 years"."""
    before = plain[max(0, match.start() - _BEFORE) : match.start()]
    after = plain[match.end() : match.end() + _NEAR]
    return bool(_A_WAIT.search(before) or _TO_WAIT.match(after))


def of_a_part(plain: str, match: re.Match[str]) -> bool:
    """Whether ages are those of one section, told after it was said what the whole is, or beside the grown-ups'."""
    oldest = int(match[match.lastindex or 1])
    if oldest >= _TO_GROW_UP:
        return False
    before = plain[max(0, match.start() - _BEFORE) : match.start()]
    beside = f"{before} {plain[match.end() : match.end() + _NEAR]}"
    if "junior" in beside and _ALL_OF_THEM.search(plain[match.end() : match.end() + _NEAR + 5]):
        return True
    first = _FIRST_ENDS.search(plain)
    later = first is not None and first.end() < match.start()
    return (
        later and bool(_SECTION.search(before)) and not CHILDREN.search(plain[: first.end()] if first else "")
    )


def is_a_rule(plain: str, match: re.Match[str]) -> bool:
    """Whether an age is when somebody must be brought, or how old those are who come: "members range from 60 to 90"."""
    before = plain[max(0, match.start() - _BEFORE) : match.start(1)]
    return bool(_RULE_AFTER.match(plain[match.end() :][:_BEFORE]) or _OF_MEMBERS.search(before))


def open_to_others(plain: str, oldest: int | None) -> bool:
    """Whether a text with ages says that others are welcome all the same, or that it has something for them."""
    if any(word in plain for word in ("welcom", "age limit", "age restriction")) and _OTHERS_TOO.search(
        plain
    ):
        return True
    return oldest is not None and bool(_ALSO_FOR.search(plain))
