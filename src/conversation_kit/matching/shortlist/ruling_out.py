"""Ruling out: whether an entry keeps within what a person ruled out.

Limits are filters, never weights: an entry outside one is left out however well it fits. What an entry does not
say never rules it out; that is what cautions are for.
"""

from conversation_kit.matching.entries.features import Features
from conversation_kit.matching.entries.timetable import Session
from conversation_kit.matching.heard.limits import GROWN_UP, OLDER, Limits
from conversation_kit.model.connections import Way

_TEENS = 13
_AT_SCHOOL, _YOUNG = 5, 25
"""From which age a child has no parent who is that young, and up to which age something is for the young."""
_STILL_YOUNG = 30
"""Up to which age something is for young people, for somebody who would not be among them."""
_GRANDPARENTS = 55
"""Few who are so old bring up children, unless they speak of it."""
_LONG = 4.5
"""Hours from which opening hours are taken for such: one drops in, rather than staying for all of it."""
_A_WHILE = 1.5
"""What lasts so long is stayed for, rather than called at for advice."""
_AN_HOUR = 1.0
_SOON = 0.75
"""How long before they are free something may begin."""
_TOO_EARLY = 7.0
"""What opens earlier may be written without its "pm", so that no part of a day rules it out."""
_ONLY_TO_GIVE = frozenset({"driving"})
"""Kinds of entry that ask it only of those who give: whoever has no car may be driven."""
_ONLY_TO_BE_THERE = frozenset({"jobs", "babies", "referral", "waiting", "vouchers"})
"""And those that only keep out whoever would be served there."""
_WEEKEND = frozenset({"SA", "SU"})
_NO_HOURS = (None,) * 4
_KEPT_FROM = {
    "crowded": ("no_crowds",), "phone": ("no_phone",), "pool": ("no_pool",), "waterside": ("no_waterside",),
    "dogs": ("no_dogs", "no_animals"), "cats": ("no_cats", "no_animals"), "animals": ("no_animals",),
    "signing": ("no_signing",), "rough": ("no_rough",), "outdoors": ("no_outdoors",), "visits": ("no_visits",),
    "talking": ("no_talking",), "families": ("no_children",),
}  # fmt: skip
"""Kinds of entry, each with the limits that keep away from it."""


def rules_out(limits: Limits, entry: Features, *, way: Way) -> bool:
    """Whether ``entry`` is outside the limits for somebody who would join, give or be helped there.

    Where it is, is told by ``reach``.
    """
    giving = way is Way.GIVE
    return (
        entry.closed
        or _wrong_place(limits, entry, way)
        or _wrong_public(limits, entry, way)
        or _not_among(limits, entry)
        or _wrong_time(limits, entry)
        or _wrong_company(limits, entry, way)
        or (limits.easy and entry.hard_going)
        or (not giving and (_too_much(limits, entry, way) or _stays_in(limits, entry)))
    )


def _stays_in(limits: Limits, entry: Features) -> bool:
    """Whether it leaves somebody at home who wants to get out."""
    return limits.out_of_the_house and (entry.online or not entry.kinds.isdisjoint({"visits", "phone"}))


def _wrong_place(limits: Limits, entry: Features, way: Way) -> bool:
    giving = way is Way.GIVE
    unwelcome = (
        (limits.no_faith and entry.faith)
        or (limits.no_church and (entry.faith or entry.in_church))
        or (limits.no_pub and entry.pub)
        or (limits.no_online and entry.online)
        or (limits.access and (entry.stairs or entry.rough or "rough" in entry.kinds))
        or (limits.toilet and entry.no_toilet)
        or bool(
            entry.kinds
            and any(
                _unwanted(limits, kind)
                for kind in entry.kinds - (_ONLY_TO_BE_THERE if giving else _ONLY_TO_GIVE)
            )
        )
    )
    if giving and limits.at_home and (entry.sessions or entry.group) and not (entry.at_home or entry.alone):
        return True
    return unwelcome


def _unwanted(limits: Limits, kind: str) -> bool:
    """Whether they keep away from a kind of entry, as in ``Features.kinds``."""
    return kind in limits.kinds or any(getattr(limits, name) for name in _KEPT_FROM.get(kind, ()))


def _too_much(limits: Limits, entry: Features, way: Way) -> bool:
    """Too dear, or out of a house they do not leave."""
    too_dear = limits.most is not None and entry.least is not None and entry.least > limits.most
    if limits.most == 0 and entry.least is None and way is Way.JOIN:
        too_dear = entry.paid
    away = limits.at_home and not entry.at_home
    return too_dear or away


def _wrong_public(limits: Limits, entry: Features, way: Way) -> bool:
    """Ages, sexes and communities. Whoever gives need not be of the age a group is for, but children do not run it."""
    wrong_sex = {"women": "men", "men": "women"}
    if entry.sex and entry.sex in (wrong_sex.get(limits.sex), wrong_sex.get(limits.only_with)):
        return True
    of_children = entry.children and entry.oldest is not None and entry.oldest < GROWN_UP
    if of_children and entry.sex and entry.sex == wrong_sex.get(limits.child_sex):
        return True
    if way is Way.GIVE:
        age = limits.age if limits.age is not None else limits.at_most
        return (entry.youngest or 0) >= GROWN_UP and age is not None and age < GROWN_UP
    return (
        _mixed(limits, entry, way)
        or (limits.for_child and way is Way.JOIN and _too_young(limits.child_ages, entry))
        or bool(entry.peoples and not entry.peoples & limits.peoples)
        or _wrong_age(limits, entry)
    )


def _not_among(limits: Limits, entry: Features) -> bool:
    """Whether it is for old people, or young ones, whom somebody keeps away from whatever their own age."""
    of_old = entry.older or (entry.youngest or 0) >= OLDER
    of_young = entry.oldest is not None and entry.oldest <= _STILL_YOUNG
    return (limits.no_old and of_old) or (limits.no_young and of_young)


def _mixed(limits: Limits, entry: Features, way: Way) -> bool:
    """Whether men and women are there together for somebody who wants the company of one sex."""
    if not limits.only_with or _apart(limits, entry):
        return False
    stays = way is Way.JOIN or entry.group or "families" in entry.kinds or _for_a_while(entry)
    return "mixed" in entry.kinds or (limits.strictly and stays)


def _apart(limits: Limits, entry: Features) -> bool:
    """Whether a place is for one sex, has a time for it, or is for people by themselves."""
    return limits.only_with in (entry.sex, *entry.sessions_for) or entry.alone


def _wrong_age(limits: Limits, entry: Features) -> bool:
    if entry.children and (limits.no_children or _too_young_or_old(limits.child_ages, entry)):
        return True
    if limits.no_children and (entry.youngest or _TEENS) < _TEENS:
        return True
    if limits.age is None and (_not_theirs(limits, entry) or (entry.only_children and not limits.young)):
        return True
    least = limits.age if limits.age is not None else limits.at_least
    if "parents" in entry.kinds and (least or 0) >= _GRANDPARENTS and not limits.children:
        return True
    if limits.age is None:
        return _wrong_stage(limits, entry)
    too_young = entry.youngest is not None and limits.age < entry.youngest
    too_old = entry.oldest is not None and limits.age > entry.oldest and not limits.children
    not_yet = entry.older and entry.youngest is None and limits.age < OLDER
    grown_up = entry.children and limits.age >= GROWN_UP and not limits.children
    return too_young or too_old or not_yet or grown_up


def _not_theirs(limits: Limits, entry: Features) -> bool:
    """Whether it is for young people who are older than the children that were spoken of.

    Whoever has a baby may be young themselves.
    """
    eldest = max(limits.child_ages, default=0)
    young = entry.youngest is not None and entry.oldest is not None and entry.oldest <= _YOUNG
    return eldest >= _AT_SCHOOL and limits.at_most is None and young and eldest < (entry.youngest or 0)


def _wrong_stage(limits: Limits, entry: Features) -> bool:
    """Whether it is for others, as far as no more is known than that somebody is younger or older than an age."""
    least, most = limits.at_least, limits.at_most
    too_young = most is not None and (
        (entry.youngest is not None and most < entry.youngest)
        or (entry.older and entry.youngest is None and most < OLDER)
    )
    too_old = least is not None and not limits.children
    of_old = (entry.oldest is not None and (least or 0) > entry.oldest) or (
        entry.children and (least or 0) >= GROWN_UP
    )
    return too_young or (too_old and of_old)


def _too_young(ages: frozenset[int], entry: Features) -> bool:
    """Whether all the children that were spoken of are younger than an entry takes anybody."""
    return bool(ages) and entry.youngest is not None and max(ages) < entry.youngest


def _too_young_or_old(ages: frozenset[int], entry: Features) -> bool:
    """Whether none of the children that were spoken of is of the age a thing for children is for."""
    youngest, oldest = entry.youngest or 0, entry.oldest if entry.oldest is not None else GROWN_UP
    return bool(ages) and not any(youngest <= age <= oldest for age in ages)


def _wrong_company(limits: Limits, entry: Features, way: Way) -> bool:
    """Groups for somebody who wants none, and what takes a carer away for longer than they can be."""
    if limits.no_groups and not entry.alone and (way is Way.JOIN or entry.group):
        return True
    if limits.away is not None and "trips" in entry.kinds:
        return True
    stays = way is not Way.HELP or entry.group or _for_a_while(entry)
    return limits.away == 0 and stays and not (entry.together or entry.at_home or entry.children)


def _for_a_while(entry: Features) -> bool:
    """Whether somebody stays for all of each of its times, rather than calling in or ringing."""
    lasts = [session.lasts for session in entry.sessions]
    return (
        bool(lasts)
        and all(one is not None and _A_WHILE <= one < _LONG for one in lasts)
        and not entry.dropping_in
    )


def _wrong_time(limits: Limits, entry: Features) -> bool:
    """Whether not one of the times it runs will do; a time that is not known might."""
    return (
        bool(entry.sessions)
        and _bound(limits)
        and not any(_can_do(limits, session, entry) for session in entry.sessions)
    )


def _bound(limits: Limits) -> bool:
    """Whether anything was said of days or hours at all."""
    hours = (limits.earliest, limits.latest, limits.back_by, limits.not_before)
    return bool(limits.days or limits.busy or limits.away) or hours != _NO_HOURS


def _can_do(limits: Limits, session: Session, entry: Features) -> bool:
    if limits.days and session.day and session.day not in limits.days:
        return False
    if any(_taken(part, session) for part in limits.busy):
        return False
    bound = not (limits.working_week and session.day in _WEEKEND)
    return session.opens is None or not bound or _hours_do(limits, session, session.opens, entry)


def _taken(part: tuple[str, float, float], session: Session) -> bool:
    """Whether a part of the day that is taken leaves too little of a session."""
    day, begins, ends = part
    if session.opens is None or session.opens < _TOO_EARLY or (day and session.day and day != session.day):
        return False
    closes = session.closes if session.closes is not None else session.opens + _AN_HOUR
    left = max(begins - session.opens, 0.0) + max(closes - max(ends, session.opens), 0.0)
    return left < min(_AN_HOUR, closes - session.opens)


def _hours_do(limits: Limits, session: Session, opens: float, entry: Features) -> bool:
    lasts = session.lasts
    dropping_in = entry.dropping_in or (lasts is not None and lasts >= _LONG and not entry.hard_going)
    over = opens + _AN_HOUR if dropping_in or session.closes is None else session.closes
    until = session.closes if session.closes is not None else opens + 2 * _AN_HOUR
    starts = max((hour for hour in (limits.earliest, limits.not_before) if hour is not None), default=None)
    return not (
        (limits.latest is not None and opens >= limits.latest)
        or (limits.back_by is not None and over > limits.back_by)
        or (starts is not None and not _late_enough(opens, until, starts, dropping_in=dropping_in))
        or _too_long(limits, lasts, entry, dropping_in=dropping_in)
    )


def _late_enough(opens: float, until: float, starts: float, *, dropping_in: bool) -> bool:
    return until >= starts + _AN_HOUR if dropping_in else opens >= starts - _SOON


def _too_long(limits: Limits, lasts: float | None, entry: Features, *, dropping_in: bool) -> bool:
    if not limits.away or lasts is None or dropping_in or entry.together:
        return False
    return lasts > limits.away
