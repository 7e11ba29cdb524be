"""Publics told: whom an entry is there for, by sex and faith, as far as its own words say so."""

import re
from collections.abc import Sequence

from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.matching.vocabulary.words import Words
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
    r"| at (?:(?!or|and)\w+ ){0,6}?(?:catholic|methodist|baptist|reformed|parish) church(?= )"
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
        "surgery", "medical", "house", "court", "lodge", "trust", "shop", "centre", "nursery", "infirmary",
        "fc", "afc", "rfc", "gac", "gaa",
        "football",
        "cricket",
        "rugby", "bowls", "bowling", "library", "market", "place", "square", "close", "avenue", "lane", "drive",
        "gardens",
        "council",
        "helens", "ives", "albans", "andrews", "neots", "austell", "asaph", "annes",
    ]
)  # fmt: skip
"""With one of these a saint's name is no church; some are towns."""
_IN_ADDRESS = re.compile(
    r" \w+ (?<!the old )(?<! old )(?<!former )(?:church|chapel|cathedral|minster|abbey|mosque|masjid|gurdwara|synagogue"
    r"|hindu temple|sikh temple|meeting house|salvation army|tabernacle|church (?:hall|rooms?|centre|house)"
    r"|parish (?:hall|centre|rooms?))"
    r"(?= \|| $)"
)
"""How a part of an address ends that is a place of worship; "Church Street" is none."""
_CHURCHY = re.compile(
    r" (?:church\w*|chapel|vicar\w*|parish\w*|worship\w*|christian\w*|faith|priest|rev|revd|reverend|congregation\w*"
    r"|prayers?|pray|communion|mass|sunday services?|clergy|curate|ministry|hymns?|bible|cathedral|diocese|god"
    r"|jesus)(?= )"
)
"""Beside a saint's name: it is a church."""
_NO_RELIGION = re.compile(
    r" (?:is|are|its|group|groups|club|friendly|welcoming|completely|entirely|strictly|purely|totally|an?) "
    r"(?:(?:an?|completely|entirely|strictly|friendly|and) )*(?:non religious|not religious|secular)(?= )"
    r"(?! (?:and|or|music|songs|carols|choral|works|pieces|beliefs?|worldviews?)\b)"
)
"""It says that it is no matter of religion."""
_OF_NONE = (" religious ", " secular ")
"""Without one of these it does not; looking for them first is quicker."""
_FOR = ("for", "other")
_LOCAL = {
    sex: re.compile(
        r" (?:of|for|to|help\w*|support\w*|enabl\w+|invit\w+|welcom\w+|bring\w*|offers?|together|where|join|meet"
        r"|empower\w*)"
        rf" local {sex}(?= )"
    )
    for sex in ("women", "men")
}
_OPEN_TO = {
    sex: re.compile(
        r" (?:(?<! also )(?<! now )(?:available|open)(?: only| exclusively)? to|exclusively for|inviting|invites"
        r"|aimed at(?: getting)?|targeted at|awaits|referrals from|encourag(?:es|ing)|getting)"
        rf" (?:(?:all|any|single|isolated|lonely|local|older|younger|adult) )*{sex}(?= )"
        r"(?! (?:and (?!their|young people experiencing)|or|too|also|as well|s)\b)"
    )
    for sex in ("women", "men")
}
"""It is said to be open to one sex; "now also open to women" is not."""
_WELCOME = (
    r"(?:are |can |may )*(?:also |very |equally |just as |always |more than )*"
    r"(?:welcome|join|come along|take part)(?= )"
)
_OTHERS_TOO = {
    "men": re.compile(
        rf" (?:women|ladies) {_WELCOME}"
        r"| (?:men|gents|gentlemen) (?:or|and) (?:women|ladies)(?= )(?! s\b)"
        r"|(?<! not) (?:open|welcom\w+) (?:\w+ )?(?:to )?(?:both|all genders|any gender|women)(?= )"
        r"| (?:of|are|were|being) (?:\w+ ){0,4}(?:members|membership)(?: \w+)? (?:are |being |is )?"
        r"(?:women|female)(?= )"
        r"| not exclude (?:\w+ ){0,4}gender(?= )"
    ),
    "women": re.compile(
        rf" (?:men|gents) {_WELCOME}"
        r"| not exclude (?:\w+ ){0,4}gender(?= )"
    ),
}
"""Whatever it is called, the others may come: "women are welcome too"."""
_BABIES = frozenset({" baby ", " babies "})
_LOST = (
    " loss ", " stillbirth ", " stillborn ", " miscarriage ", " neonatal death ", " death of a baby ", " baby died ",
    " baby dies ",
)  # fmt: skip
"""It is there for those who lost a baby."""


def sex_told(title: str, said: str, words: Words) -> str:
    """Whether the entry is for "women" or "men", and no others are said to be welcome, whatever it is called."""
    sex = _named_sex(title, said, words)
    text = said.rpartition("|")[2]
    return "" if sex and _OTHERS_TOO[sex].search(text) else sex


def _named_sex(title: str, said: str, words: Words) -> str:
    """The sex an entry is for by its name and tags, else by what it says ("a ladies' choir ...")."""
    women, men = words.cue_in("women_entry", title), words.cue_in("men_entry", title)
    if women == men and any(both in said for both in _BOTH):
        return ""
    if women == men:
        opening = line(said.rpartition("|")[2].split()[:_OPENING])
        women, men = words.cue_in("women_entry", opening), words.cue_in("men_entry", opening)
    if women == men:
        women, men = (
            f" {sex} " in said
            and (
                any(f" {joint} {sex} " in said for joint in _FOR)
                or any(
                    form[sex].search(said) is not None for form in (_SERVES, _LOCAL, _OF_BUSINESS, _OPEN_TO)
                )
            )
            for sex in ("women", "men")
        )
    if women == men:
        women, men = (bool(_ONLY[sex].search(said)) for sex in ("women", "men"))
    if women == men:
        women, men = bool(_MOTHERS.search(said)), bool(_FATHERS.search(said))
    if women == men:
        return ""
    return "women" if women else "men"


def in_church_told(venue: str, address: str, said: str, words: Words) -> bool:
    """Whether it meets where worship is held: its place is called so, or its words say "in the chapel"."""
    if words.cue_in("faith_entry", venue) or church_in(address):
        return True
    return any(place in said for place in _WORSHIP) and bool(_IN_CHURCH.search(said))


def church_in(address: str) -> bool:
    """Whether a part of an address, parts with bars between, is a place of worship: "St Mark's Church | Mill Lane"."""
    return any(place in address for place in _WORSHIP) and bool(_IN_ADDRESS.search(address))


def faith_told(
    name: Sequence[str], who: list[str], tags: Sequence[str], venue: str, said: str, words: Words
) -> bool:
    """Whether it is a church's or another faith's own: by name, tags, a saint's name there, or its tale of worship.

    A saint's name alone may be a school's, a team's or a community centre's: it takes a word of church beside it.
    """
    if (
        any(one in said for one in _OF_NONE)
        and _NO_RELIGION.search(said)
        and not words.cue_in("faith_entry", line(name))
    ):
        return False
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
    if saint and words.cue_in("faith_entry", venue):
        return True
    return (a_saints(who) or a_saints(name)) and _CHURCHY.search(said) is not None


def a_saints(name: Sequence[str]) -> bool:
    """Whether a name is a saint's and nothing but a place: "St George's, Tyldesley" may be a church, no hospice is."""
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
