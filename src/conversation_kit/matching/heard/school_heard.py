"""Ages of children as parents tell them: "she's in Year Two", "just started big school", "he's doing his mocks"."""

import re

_CHILD = (
    r"(?:he|hes|she|shes|they|theyre|lad|lads|lass|son|sons|daughter|daughters|girl|girls|boy|boys"
    r"|grandson|grandsons"
    r"|granddaughter|granddaughters|youngest|eldest|oldest|little one|little ones|littlun|child|kid"
    r"|kids|twins|both)"
)
_NOT_THEM = (
    r"(?!(?:im|i|my|mum|dad|brother|brothers|sister|sisters|teacher|nurse|works?|worked|used|when"
    r"|was|were)\b)"
)
_ABOUT = rf" {_CHILD} (?:{_NOT_THEM}\w+ ){{0,6}}?"
"""Who it is said of, and no one else in between."""
_YEAR = re.compile(rf"{_ABOUT}(?:year|yr) (1[0-3]|[1-9]|one)(?= )(?! (?:ago|old|since|in|of))")
_IN_YEAR_0 = 4
_LISTED = re.compile(
    r" (?:theyre|they are|hes|shes|kids are|children are|twins are|lads are|girls are|boys are|mine are) "
    r"(?:only |just |about )?(\d{1,2})(?: (\d{1,2}))?(?: (?:and|or) (\d{1,2}))(?= )(?! (?:hours|miles"
    r"|pounds|weeks))"
)
_STAGES = tuple(
    (re.compile(rf"{_ABOUT}(?:{form})(?= )" if of_child else rf" (?:{form})(?= )"), frozenset(range(least, most + 1)))
    for of_child, form, least, most in (
        (True, (r"not (?:yet )?(?:walking|crawling|sitting up|sleeping through|on solids|weaned)"
         r"|crawling|teething"
               r"|weaning|feeding every|at the breast|on the breast|on the bottle|(?:weeks"
               r"|months) old"), 0, 1),
        (False, (r"(?:dads?|mums?|parents?|me|my|somebody|anybody|people) with (?:a |my |the |our )?(?:new )?(?:baby"
         r"|babies)|(?:baby|babies) (?:group|groups|class)"), 0, 1),
        (False, (r"(?:my|our|the|a|with a|new) newborn|i had the baby|i have just had a baby"
         r"|im breastfeeding"), 0, 1),
        (True, (r"(?:still )?(?:in|out of) nappies|potty training|toddling|a toddler|toddlers"
         r"|the terrible twos"), 1, 3),
        (False, r"(?:my|our|a|the) (?:\w+ )?toddler", 1, 3),
        (True, (r"(?:at|to|goes to|in|starting|starts|started) (?:\w+ )?(?:nursery|playgroup|preschool"
         r"|pre school)"), 2, 4),
        (True, (r"(?:in|at|to|into|up to|starts|starting|started|going into|gone into) reception"
         r"|starts? school"
               r"|(?:just |only )?started school|too young for school|not (?:yet )?at school"
               r"|not old enough for school"),
         3, 5),
        (True, r"(?:in|at|to) (?:the )?infants", 5, 7),
        (True, r"(?:in|at|to|into) (?:the )?juniors", 7, 11),
        (True, (r"(?:sitting|doing|got|has|have|revising for|sits) (?:\w+ )?sats|(?:nearly|almost"
         r"|just) out of primary"
               r"|(?:last|final|top) (?:year|class) (?:of|at|in) (?:primary|juniors)|leav(?:es|ing) primary"
               r"|(?:off|going|goes|go|going up|moving|move|starts|start) (?:up )?(?:to )?(?:\w+ )?"
               r"(?:big|secondary|senior|high|comprehensive) school (?:next|in september|soon)"
               r"|eleven plus"), 10, 11),
        (True, r"(?:in|at|still at|goes to) primary(?: school)?", 4, 11),
        (True, (r"(?:just |only )?(?:started|starting|moved up to|gone up to|went up to"
         r"|gone to) (?:the )?(?:\w+ )?"
               r"(?:big|secondary|senior|high|comprehensive) school"), 11, 12),
        (True, (r"(?:in|at|goes to) (?:the )?(?:big|secondary|senior|high|comprehensive) school"
         r"|at the comp"), 11, 16),
        (True, (r"(?:\w+ing|doing|got|has|sits|sitting|revising for|failed|chosen|choosing) (?:his|her|their) "
               r"(?:\w+ )?(?:mocks|gcses|options|exams at school)|voice is breaking"
               r"|voice has broken"), 14, 16),
        (True, (r"(?:his|her|their) a levels|(?:in|at) (?:the )?(?:sixth form|lower sixth"
         r"|upper sixth)"), 16, 18),
        (True, r"(?:a|a typical|a proper|turned|now a|nearly a) teenagers?|teens", 12, 18),
    )
)  # fmt: skip


_ANY_CHILD = re.compile(rf" (?:{_CHILD}|newborn|toddler|baby|babies|breastfeeding)(?= )")
"""Without one of these no child is spoken of; looking for them first is quicker."""
_OURS = r" (?:my|our|the) (?:\w+ )?"
_GIRLS = re.compile(rf"{_OURS}(?:daughters?|lass|lasses|little girl|girls?|granddaughters?|nieces?)(?= )")
_BOYS = re.compile(rf"{_OURS}(?:sons?|lad|lads|little boy|boys?|grandsons?|nephews?)(?= )")


def children_at(said: str) -> frozenset[int]:
    """The ages that children may have by what is told of school or nappies, in a padded line of figures."""
    if not _ANY_CHILD.search(said):
        return frozenset()
    ages = set[int]()
    for found in _YEAR.finditer(said):
        year = 1 if found[1] == "one" else int(found[1])
        ages |= {year + _IN_YEAR_0, year + _IN_YEAR_0 + 1}
    for found in _LISTED.finditer(said):
        ages |= {int(age) for age in found.groups() if age}
    rest = _YEAR.sub(" ", said)
    for form, stage in _STAGES:
        if form.search(rest):
            ages |= stage
            rest = form.sub(" ", rest)
    return frozenset(ages)


def sex_of_children(said: str) -> str:
    """Say "women" or "men" when all the children spoken of are girls, or boys, in a padded line; else nothing."""
    girls, boys = bool(_GIRLS.search(said)), bool(_BOYS.search(said))
    return ("women" if girls else "men") if girls != boys else ""
