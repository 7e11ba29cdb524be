"""Limits: what a person ruled out; ``ruling_out`` holds entries to it."""

from dataclasses import dataclass

from conversation_kit.model.spots import Spot

IN_TOWN = 1.0
"""Miles from the middle of a town in which something is there, whatever its address says."""
AROUND = 5.0
"""Miles around a place that was named."""
GROWN_UP = 18
OLDER = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """What rules an entry out. Everything empty means no limit is known.

    Attributes:
        age: Whole years.
        at_least, at_most: Whole years between which their age is, where they only told as much ("in year ten").
        children: Whether children were spoken of, so that entries for children may be meant.
        young: Whether a child or somebody young may be meant.
        child_ages: The ages of the children that were spoken of, as far as they were told.
        sex: "women" or "men" when the person said that they are one.
        only_with: "women" or "men" when they want only that company.
        strictly: Whether mixed company will not do at all.
        most: The most it may cost, in pounds; 0 is free only.
        no_faith, no_church, no_pub, no_online, no_groups: Kinds of place they do not want; ``no_church`` also
            rules out what only meets in one.
        no_crowds, no_phone, no_pool, no_waterside, no_dogs, no_cats, no_animals, no_signing, no_rough, no_children: The
            same, of what is big or loud, goes by telephone, is in or beside water, has animals, is in sign
            language, goes over rough ground, or is for children.
        no_old, no_young: The same, of what is for old people, or for young ones.
        no_outdoors, no_visits, no_talking: The same, of what is out in the weather, comes to their house, or is
            for talking about oneself in a circle.
        out_of_the_house: Whether they want to get out, so that nothing that leaves them at home will do.
        days: Days they can do; empty is any.
        busy: Parts of a day that are taken: the day (empty when every day), and from and to in hours.
        working_week: Whether their hours bind them from Monday to Friday only.
        earliest, latest, back_by, not_before, away: Hours, as in ``hours_heard.Hours``.
        within: Miles, when they cannot get far or named a place.
        only_in, not_in: Towns that were named: where it has to be, and where they will not go (see ``reach``).
        access: Whether steps or walking are hard for them.
        toilet: Whether they need one near.
        easy: Whether nothing strenuous will do.
        peoples: Communities that were named, as in ``Words.peoples_in``.
        at_home: Whether it has to come to them, or down the line.
        kinds: Other kinds of entry, as in ``Features.kinds``, that will not do.
        for_child: Whether what is asked for is for a child whose age they told.
        child_sex: "women" or "men" when the children spoken of are all girls or all boys.
    """

    age: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    children: bool = False
    young: bool = False
    child_ages: frozenset[int] = frozenset()
    sex: str = ""
    only_with: str = ""
    strictly: bool = False
    most: float | None = None
    no_faith: bool = False
    no_church: bool = False
    no_pub: bool = False
    no_online: bool = False
    no_groups: bool = False
    no_crowds: bool = False
    no_phone: bool = False
    no_pool: bool = False
    no_waterside: bool = False
    no_dogs: bool = False
    no_cats: bool = False
    no_animals: bool = False
    no_signing: bool = False
    no_rough: bool = False
    no_children: bool = False
    no_old: bool = False
    no_young: bool = False
    no_outdoors: bool = False
    no_visits: bool = False
    no_talking: bool = False
    out_of_the_house: bool = False
    days: frozenset[str] = frozenset()
    busy: frozenset[tuple[str, float, float]] = frozenset()
    working_week: bool = False
    earliest: float | None = None
    latest: float | None = None
    back_by: float | None = None
    not_before: float | None = None
    away: float | None = None
    within: float | None = None
    only_in: tuple[Spot, ...] = ()
    not_in: tuple[Spot, ...] = ()
    access: bool = False
    toilet: bool = False
    easy: bool = False
    peoples: frozenset[int] = frozenset()
    at_home: bool = False
    kinds: frozenset[str] = frozenset()
    for_child: bool = False
    child_sex: str = ""
