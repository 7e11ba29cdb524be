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
