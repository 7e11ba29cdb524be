"""Homes told: whether an entry comes to somebody, in person or down the line, and whether that is to them alone.

How to get in touch ("apply online", "telephone first") is no service; that befriending is one of the things a group
does, or stands among its tags, does not bring it to a house.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversation_kit.matching.entries.timetable import Session
from conversation_kit.matching.vocabulary.plain import line, tokens
from conversation_kit.matching.vocabulary.words import Words

_PLAINLY = frozenset({"home_plainly_entry", "online_entry"})
_TO_THE_HOUSE = frozenset({"visits", "phone"})
_TELLING = frozenset({"alone_entry", "alone_title_entry", "home_entry", "home_plainly_entry", "online_entry"})
"""Cues without any of which it comes to nobody."""
_STAYED_FOR = 4.5
"""Hours below which a time is one that people meet at, rather than hours in which somebody can be reached."""
_HOW = (
    r"(?:online|(?:(?:by|on|over|via) (?:the )?(?:(?:e mail|email|text) or (?:by )?)?)?"
    r"(?:phone|telephone|zoom)|on (?:the|our|their) app"
    r"|(?:via|through) the app)"
)
_TO_ASK = (
    r"(?:apply|application|applications|book|booked|booking|bookings|bookable|enrol|enrolled|enrolment|register"
    r"|registered"
    r"|registration|join|order|reserve|search|refer|referral|referrals|sign up|signing up|tickets?|details|timetables?"
    r"|contact|contacted|fill in|fill out|filling in|enquiries"
    r"|complete|completed|report|pay|paid|find|available to view|get|getting|go|going)"
)
_IN_TOUCH = re.compile(
    rf" {_TO_ASK} (?:(?!(?:and|or|then|we|our|with|for|in|support|sessions?|advice|groups?)\b)\w+ ){{0,5}}?{_HOW}"
    r"(?: or (?:by )?(?:phone|telephone|online))?(?= )"
    r"| (?:apply|applications?|search|register|pay) for (?:\w+ ){1,3}?online(?= )"
    r"| (?:please )?(?:phone|telephone) (?:us|first|ahead|before|to (?:arrange|book|check|make|find|ask|see"
    r"|confirm|request|reserve)|the(?! next)|for|for details|charging|charger|box|boxes|number"
    r"|numbers|signal|shop)(?= )"
    r"| (?:telephone|phone) (?:\d[\d ]*)(?= )"
    r"| (?:your|their|own|mobile|duty|smart|on a|answer the|answers the|answers her|answers his) phones?(?= )"
    r"| (?:contact|enquire|enquiries|arrange|arranged) (?:\w+ ){0,2}?by (?:phone|telephone)(?= )"
    r"| (?:will|may|can) (?:phone|telephone) (?:you )?(?:to|first|before)(?= )"
    r"| (?:phone|telephone|tel) (?:lines? )?(?:is |are )?(?:open|staffed)(?= )"
    r"| online (?:bookings?|forms?|(?:referral|contact|enquiry|registration|joining|membership) forms?"
    r"|application|self referral|journals?|resources?|safety|banking|shopping|skills"
    r"|registration|portal|shop|catalogue|directory|payment|calendar|presence|reviews|world|harms?)(?= )"
    r"| (?:someone|somebody|anyone|person|parent|dogs|feel|feels|stay|stays|stuck|safe|on|matches|mate|not"
    r"|children|kids"
    r"|data entry|assessment|assessment visit|caring|care for \w+|for children helping to care|staying) at home(?= )"
    r"(?! (?:with|by|for|from|if|or)\b)"
    r"| at home (?:or|and) away(?= )| (?:staying|stay) at home due(?= )"
    r"| (?:keep|lose|losing|own|leave|leaving) (?:your|their|the) (?:own )?home(?= )"
    r"| deliver(?:s|ed|ing|y)? (?:(?:events?|training|sessions?|courses?|papers|leaflets|talks|workshops|activities"
    r"|projects?|services?|programmes?|support|by|in|at|with|through|across|and|of|directly|events|a|an|the|our|entirely|initially|weekly|without|throughout|using)\b)"
    r"(?! (?:\w+ ){0,3}(?:home|homes|door|doorstep)\b)"
)
"""Words that only tell how to get in touch, or speak of a home that nobody comes to."""
_APPLY = re.compile(
    r" (?:apply|applications?|complete|completed|join|claim)(?: (?:for|it|the|a|as|in|by)){0,2}"
    rf" (?:\w+ ){{0,3}}?{_HOW}(?= )"
)
_GRANTED = re.compile(
    r" (?:badge|fund|funds|grants?|vouchers?|payments?|benefits?|pass|passes|homeless|housing|credit union|permits?"
    r"|discounts?|tax|relief|emergency)(?= )"
)
"""What somebody is granted who asks for it: asking from home is all there is to it."""
_ABOUT = (
    " phone ", " telephone ", " online ", " zoom ", " at home ", " home ", " deliver", " app ", " phones ", " tel ",
)  # fmt: skip
"""Without one of these there is nothing of the kind to leave out; looking for them first is quicker."""
_BEFRIENDING = re.compile(
    r" (?:befriend\w*|mentor\w*|buddies|counselling|visiting|loans?|lend|one to one|1 to 1|1 1|in pairs|link workers?"
    r"|charity shop|dog walking|sitting service)(?= )"
)
"""What a place does for one person beside what people meet there for."""
_LENDING = re.compile(r" (?:loans?|lend|charity shop|dog walking)(?= )")
_COMPANY = re.compile(r" befriend\w*(?= )")
_FIRST = 110
"""Letters with which a description begins that say what the thing is."""
_TOGETHER = re.compile(
    r" (?:groups?|come along|join us|clubs?|classes|outings|drop ins?|gather|gathers|tea part(?:y|ies)|activities"
    r"|coffee mornings?|(?:we|who|they|members) meet|meets(?! you)|lunch(?:es)?)(?= )"
)
"""People come together there, so that what it also does by the way is not what it is."""
_OF_A_PLACE = re.compile(r" in the | at |: | - | \u2013 ")
"""In a name: what follows is only where it is ("Tai Chi in the Park", "Rhyme Time - Elm Library")."""
_ON_SCREEN = re.compile(
    r" (?:by|via|on|over|using|through) (?:a )?(?:zoom|skype|teams|microsoft teams|google meet"
    r"|whatsapp video|facebook live|youtube|video call|video link|video)(?= )| (?:live ?)?stream(?:ed|s"
    r"|ing)? (?:on|over|to|live|into)(?= )"
    r"| livestream(?:ed)?(?= )"
    r"| webinars?(?= )| (?:meets?|held|runs?|run|delivered|is|are) (?:entirely |fully |wholly "
    r"|only )?online(?= )"
    r"| online (?:group|class|classes|meeting|meetings|workshop|workshops|quiz|choir|lessons|tutor|chat"
    r"|meetup|programme)(?= )"
)
_SCREENS = (
    "online", "video", "zoom", "stream", "webinar", "youtube", "skype", " teams ", "google meet", "facebook live",
)  # fmt: skip
"""Without one of these no screen is spoken of."""
_ONE_PART = re.compile(
    r" (?:some|several|many|others?|another|separate|also|theres|there is|have an|has an|one|third|plus|too|alternately"
    r"|carry on|started|winter|when|if|cant|cannot|working (?:age|carers|parents)|parents who work|for those|younger"
    r"|evening|book|then) (?:\w+ ){0,5}$"
    r"| (?:face|phone|telephone|email|e mail|centre|surgery|clinic|venue|hall|person) (?:or|and"
    r"|by e? ?mail) (?:\w+ ){0,3}$"
    r"| (?:phone|telephone|face) (?:by )?$"
)
"""Before a screen is named: it is one part of it, or one way."""
_OR_ELSE = re.compile(
    r"^ ?(?:too |also )?(?:or|and) (?:by |on |via |over )?(?:phone|telephone|in person|face to face|at|in (?:the "
    r"|a )?(?:clinic|surgery|centre))(?= )"
)
"""After one: the same."""
_BEFORE, _AFTER = 50, 30
"""Letters before and after a screen is named in which it stands that it is not all."""


@dataclass(frozen=True, slots=True)
class Homes:
    """How an entry comes to people: ``alone`` for one person or two, ``at_home`` to a home or down the line.

    ``online`` says that it takes a screen to be there. ``kinds`` are its kinds without the telephone, where that is
    only how to get in touch.
    """

    alone: bool
    at_home: bool
    online: bool
    kinds: frozenset[str]


def homes_told(
    name: str,
    said: str,
    words: Words,
    *,
    kinds: frozenset[str],
    group: bool,
    sessions: Sequence[Session],
) -> Homes:
    """How an entry comes to people.

    Args:
        name: Its name as it is written.
        said: Its whole text, as in ``Texts.said``.
        words: The words matching goes by.
        kinds: Which kinds of thing it is.
        group: Whether its title calls it a group.
        sessions: When it runs.
    """
    turns = words.turns_of_entries(said)
    screens = "online_entry" in turns or any(one in said for one in _SCREENS)
    if not screens and _TELLING.isdisjoint(turns) and kinds.isdisjoint(_TO_THE_HOUSE):
        return Homes(alone=False, at_home=False, online=False, kinds=kinds)
    online = screens and _wholly_on_screen(said, turns)
    meets = any(_stayed_for(session) for session in sessions)
    plain = without_asking(_itself(said, meets=meets))
    if plain != said:
        turns = words.turns_of_entries(plain)
    if "phone_entry" not in turns:
        kinds -= {"phone"}
    to_them = not group and not kinds.isdisjoint(_TO_THE_HOUSE)
    return Homes(
        alone=not group
        and (
            _alone(name, plain, turns, words, meets=meets)
            or (to_them and all(session.opens is None for session in sessions))
        ),
        at_home=online
        or to_them
        or not _PLAINLY.isdisjoint(turns)
        or ("home_entry" in turns and not group)
        or (plain != said and not (meets or group) and _granted(said))
        or (screens and _ON_SCREEN.search(plain) is not None),
        online=online,
        kinds=kinds,
    )


def _wholly_on_screen(said: str, turns: Mapping[str, Sequence[str]]) -> bool:
    """Whether it takes a screen to be there, rather than being one part or one way of it."""
    if "in_person_too_entry" in turns:
        return False
    spots = [(said.find(cue), len(cue)) for cue in turns.get("online_entry", ())]
    spots += [(found.start(), found.end() - found.start()) for found in _ON_SCREEN.finditer(said)]
    return any(
        not _ONE_PART.search(said[max(0, start - _BEFORE) : start + 1])
        and not _OR_ELSE.match(said[start + length : start + length + _AFTER])
        for start, length in spots
    )


def _granted(said: str) -> bool:
    """Whether it is something that one applies for down the line, and has then ("apply online" for a badge)."""
    return _GRANTED.search(said) is not None and _APPLY.search(said) is not None


def without_asking(said: str) -> str:
    """A padded line of folded words without those that only say how to get in touch."""
    return _IN_TOUCH.sub("", said) if any(part in said for part in _ABOUT) else said


def _itself(said: str, *, meets: bool) -> str:
    """The words of an entry; of one that meets, without befriending and such outside its name and first words."""
    named, tags, text = said.split("|", 2)
    together = _TOGETHER.search(text) is not None
    if not (together or meets):
        return said
    first = text[:_FIRST].rpartition(" ")[0]
    kept = _LENDING.sub("", first) if meets else first
    tags = _BEFRIENDING.sub("", tags) if together else _COMPANY.sub("", tags)
    return f"{named}|{tags}|{kept}{_BEFRIENDING.sub('', text[len(first) :])}"


def _alone(name: str, plain: str, turns: Mapping[str, Sequence[str]], words: Words, *, meets: bool) -> bool:
    """Whether its words say that it is for one person, or its name that it is a place one goes to by oneself."""
    if "alone_entry" in turns:
        return True
    if "alone_title_entry" not in turns:
        return False
    called = line(tokens(_OF_A_PLACE.split(name)[0]))
    if words.cue_in("company_title_entry", called):
        return False
    if words.cue_in("alone_title_entry", called):
        return True
    tags = plain.split("|", 2)[1]
    return (
        not meets and "children_entry" not in turns and words.cue_in("alone_title_entry", f"{tags.rstrip()} ")
    )


def _stayed_for(session: Session) -> bool:
    return session.opens is not None and (session.lasts is None or session.lasts < _STAYED_FOR)
