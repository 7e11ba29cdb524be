"""Publics told: whom an entry is there for, by sex and faith, as far as its own words say so."""

import re
from collections.abc import Sequence

from conversation_kit.matching.plain import line, tokens
from conversation_kit.matching.words import Words
from conversation_kit.model.entries import Entry

_OPENING = 3
"""Words with which a description begins that say what kind of thing it is: "a ladies' choir"."""
_OWN_TIME = ("only", "only session", "only sessions", "s session", "s sessions")
_TIMES = r"(?! (?:sessions?|times?|slots?|hours?|swims?|swimming|class|classes|nights?|evenings?|mornings?|days?)\b)"
_ONLY = {
    "women": re.compile(rf" (?:women|ladies|girls|female|females) only(?= ){_TIMES}"),
    "men": re.compile(rf" (?:men|gentlemen|lads|male|males) only(?= ){_TIMES}"),
}
"""For one sex as a whole, rather than at one of its times."""
_SERVES = {
    sex: re.compile(
        r" (?:for|works? with|working with|support|supports|supporting|help|helps|helping|empowers|empowering) "
        r"(?:(?!men|and|or|children|girls|boys|families|especially|including|mainly|particularly)[a-z]+ ){0,2}"
        rf"{sex} (?!and (?:men|women|boys|girls|children)\b|or (?:men|women)\b|s\b)"
    )
    for sex in ("women", "men")
}
"""There for one sex, with up to two words that say which of them ("works with South Asian women")."""
_OF_BUSINESS = {
    sex: re.compile(
        r" (?:retired|business|professional) (?:and )?(?:or )?(?:business |professional |retired )?(?:and )?"
        rf"(?:business |professional )?{sex} (?!and\b|or (?:men|women)\b)"
    )
    for sex in ("women", "men")
}
_MOTHERS = re.compile(
    r" for (?:new |young |single |expectant |local |all |our )*(?:mothers|mums|ladies|wives|widows)(?= )"
    r"(?! (?:and|or|dads|fathers|men|gents|parents|grandparents|carers|their)\b)"
)
_FATHERS = re.compile(
    r" for (?:new |young |single |expectant |local |all |our )*(?:fathers|dads|gentlemen|husbands|widowers)(?= )"
    r"(?! (?:and|or|mums|mothers|women|ladies|parents|grandparents|carers|their)\b)"
)
_IN_CHURCH = re.compile(
    r" (?:in|at|inside|behind) (?:\w+ ){0,4}?(?:church|chapel|parish hall|cathedral|minster|mosque|masjid"
    r"|temple|gurdwara"
    r"|synagogue|priory|abbey|vicarage|convent|tabernacle|kingdom hall|friends meeting house|quaker meeting house"
    r"|salvation army(?: hall| citadel)?|church house|st (?:\w+ ){1,2}hall)(?= )"
)
_WORSHIP = (
    " church ", " chapel ", " hall ", " cathedral ", " minster ", " mosque ", " masjid ", " temple ", " gurdwara ",
    " synagogue ", " priory ", " meeting house ", " salvation ", " abbey ", " vicarage ", " convent ", " tabernacle ",
)  # fmt: skip
"""Without one of these it is not held there; looking for them first is quicker."""
_BOTH = (
    " men and women ", " women and men ", " mums and dads ", " dads and mums ", " mothers and fathers ",
    " boys and girls ", " girls and boys ",
)  # fmt: skip
_RUN_BY_A_CHURCH = re.compile(
    r" (?:run|led|hosted|organised|provided|offered|set up|staffed) by (?:the |our |a "
    r"|your )?(?:\w+ ){0,3}?(?:church|churches|vicar"
    r"|priest|minister|congregation|mosque|parishioners)(?= )"
    r"| (?:our|the) (?:congregation|vicar|curate|minister)(?= )"
    r"| church (?:food bank|foodbank|pantry|lunch club|choir|cafe|coffee morning|youth club|youth group"
    r"|members|volunteers|family"
    r"|community|toddler group|services?)(?= )"
    r"| (?:contact|ring|call|email|ask for|ask|speak to|see|with|led by|run by|by|from|our) (?:the )?(?:rev|revd"
    r"|reverend"
    r"|pastor|canon|imam|rabbi)(?= )"
)
_CLERGY = (
    " church ", " vicar ", " minister ", " congregation ", " mosque ", " rev ", " revd ", " reverend ", " pastor ",
    " canon ", " imam ", " rabbi ",
)  # fmt: skip
"""Without one of these no church is said to run it; looking for them first is quicker."""
_NO_FAITH = re.compile(
    r" (?:parish (?:councils?|clerk|plan|meeting|walk|walks|paths)|church (?:street|road|lane|view|fields?|farm"
    r"|hill|green"
    r"|avenue|close|end)|chapel (?:street|road|lane|allerton|en le frith)|temple (?:street|road|meads|newsam)"
    r"|mission (?:statement|control)|multi faith|interfaith week)(?= )"
)
"""In a name: parishes that are councils, and streets."""
_SECULAR = frozenset(
    [
        "hospice", "hospital", "school", "primary", "academy", "college", "ambulance", "social", "club", "park",
        "street",
        "road",
        "surgery", "medical", "house", "court", "lodge", "trust", "shop", "centre", "nursery", "infirmary", "fc",
        "football",
        "cricket",
        "rugby", "bowls", "bowling", "library", "market", "place", "square", "close", "avenue", "lane", "drive",
        "gardens",
        "council",
        "helens", "ives", "albans", "andrews", "neots", "austell", "asaph", "annes",
    ]
)  # fmt: skip
"""With one of these a saint's name is no church; some are towns."""
_FOR = ("for", "other", "local")
_BABIES = frozenset({" baby ", " babies "})
_LOST = (
    " loss ", " stillbirth ", " stillborn ", " miscarriage ", " neonatal death ", " death of a baby ", " baby died ",
    " baby dies ",
)  # fmt: skip
"""It is there for those who lost a baby."""


def sex_told(title: str, said: str, words: Words) -> str:
    """Whether the entry is for "women" or "men": by its name and tags, else by what it says ("a ladies' choir ...")."""
    women, men = words.cue_in("women_entry", title), words.cue_in("men_entry", title)
    if women == men and any(both in said for both in _BOTH):
        return ""
    if women == men:
        opening = line(said.rpartition("|")[2].split()[:_OPENING])
        women, men = words.cue_in("women_entry", opening), words.cue_in("men_entry", opening)
    if women == men:
        women, men = (
            any(f" {joint} {sex} " in said for joint in _FOR)
            or bool(f" {sex} " in said and (_SERVES[sex].search(said) or _OF_BUSINESS[sex].search(said)))
            for sex in ("women", "men")
        )
    if women == men:
        women, men = (bool(_ONLY[sex].search(said)) for sex in ("women", "men"))
    if women == men:
        women, men = bool(_MOTHERS.search(said)), bool(_FATHERS.search(said))
    if women == men:
        return ""
    return "women" if women else "men"


def in_church_told(venue: str, said: str, words: Words) -> bool:
    """Whether it meets where worship is held: its place is called so, or its words say "in the chapel"."""
    if words.cue_in("faith_entry", venue):
        return True
    return any(place in said for place in _WORSHIP) and bool(_IN_CHURCH.search(said))


def faith_told(
    name: Sequence[str], who: list[str], tags: Sequence[str], venue: str, said: str, words: Words
) -> bool:
    """Whether it is a church's or another faith's own: by name, tags, a saint's name there, or its tale of worship."""
    called = line([*name, "|", *who, "|", *tags])
    if words.cue_in("faith_entry", called) and (
        not _NO_FAITH.search(called) or words.cue_in("faith_entry", _NO_FAITH.sub(" ", called))
    ):
        return True
    if words.cue_in("worship_entry", said) and not words.cue_in("worship_softly_entry", said):
        return True
    if any(one in said for one in _CLERGY) and _RUN_BY_A_CHURCH.search(said):
        return True
    saint = "st" in (*name[:1], *who[:1])
    return (saint and words.cue_in("faith_entry", venue)) or _a_saints(who) or _a_saints(name)


def _a_saints(name: Sequence[str]) -> bool:
    """Whether a name is a saint's and nothing but a place: "St George's, Tyldesley" is a church, a hospice is not."""
    return name[:1] == ["st"] and len(name) > 1 and name[1].endswith("s") and _SECULAR.isdisjoint(name)


def sexes_with_times(entry: Entry, said: str, words: Words) -> frozenset[str]:
    """The sexes that have a time of their own, by what a schedule is called or the words say."""
    called = [line(tokens(schedule.description)) for schedule in entry.schedules]
    found = set()
    for sex in ("women", "men"):
        apart = any(f" {sex} {own} " in said for own in _OWN_TIME)
        if apart or any(words.cue_in(f"{sex}_entry", one) for one in called):
            found.add(sex)
    return frozenset(found)


def children_told(title: str, said: str, words: Words) -> bool:
    """Whether its name or tags say that it is for children; "baby loss" does not."""
    turns = words.turns_in("children_entry", title)
    if _BABIES.issuperset(turns) and any(loss in said for loss in _LOST):
        return False
    return bool(turns)


def group_told(title: str, words: Words) -> bool:
    """Whether its title calls it a group; "the Stroke Association" is none for its name, nor is "social care"."""
    for other in words.turns_in("no_group_entry", title):
        title = title.replace(other, " ")
    return words.cue_in("group_entry", title)
