"""Limits at large: which of many entries are plainly beyond what a person ruled out, all of them at once.

Every one of them is also ruled out by ``ruling_out``, which has the last word on the others; what takes reading an
entry's hours is left to it.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from conversation_kit.matching.heard.limits import GROWN_UP, OLDER, Limits
from conversation_kit.matching.indexed.columns import ANY_DAY, DAYS, SEXES
from conversation_kit.matching.indexed.shelf import Shelf
from conversation_kit.matching.stored.packed import Array
from conversation_kit.matching.stored.postings import Places

Which = NDArray[np.bool_]


class AtLarge:
    """Holds many entries to the limits of one person.

    Args:
        limits: The limits.
        shelf: The Book.
        numbers: The entries.
    """

    def __init__(self, limits: Limits, shelf: Shelf, numbers: Places) -> None:
        self._limits = limits
        self._shelf = shelf
        self._numbers = numbers

    def out_for_giving(self) -> Which:
        """Those that are ruled out even as places to give."""
        return self._for_anybody

    def out_to_join(self) -> Which:
        """Those that are ruled out as something to join."""
        limits = self._limits
        out = self._for_help.copy()
        if limits.no_groups:
            out |= ~self._is("alone")
        if limits.away == 0:
            out |= ~(self._is("together") | self._is("at_home") | self._is("children"))
        if limits.strictly and limits.only_with:
            out |= ~self._is("alone") & (self._value("apart") & SEXES[limits.only_with] == 0)
        if limits.most == 0:
            out |= self._is("paid") & (self._value("least") < 0)
        return out

    def out_for_help(self) -> Which:
        """Those that are ruled out as somewhere to be helped, and so also to join."""
        return self._for_help

    @cached_property
    def _for_help(self) -> Which:
        limits = self._limits
        out = self._for_anybody | self._wrong_age()
        if not limits.peoples:
            out |= self._is("peopled")
        if limits.most is not None:
            out |= self._value("least") > limits.most
        if limits.at_home:
            out |= ~self._is("at_home")
        if limits.no_groups:
            out |= ~self._is("alone") & self._is("group")
        return out

    @cached_property
    def _for_anybody(self) -> Which:
        """Those that are ruled out whatever one does there."""
        limits = self._limits
        out = self._is("closed")
        for unwelcome, kinds in (
            (limits.no_faith or limits.no_church, ("faith",)),
            (limits.no_church, ("in_church",)),
            (limits.no_pub, ("pub",)),
            (limits.no_online, ("online",)),
            (limits.access, ("stairs", "rough")),
            (limits.toilet, ("no_toilet",)),
            (limits.easy, ("hard_going",)),
        ):
            for kind in kinds if unwelcome else ():
                out |= self._is(kind)
        others = {"women": "men", "men": "women"}
        for sex in {limits.sex, limits.only_with} & others.keys():
            out |= self._value("sex") == SEXES[others[sex]]
        if limits.days:
            free = sum(DAYS.get(day, 0) for day in limits.days) | ANY_DAY
            days = self._value("days")
            out |= (days > 0) & (days & free == 0)
        return out

    def _wrong_age(self) -> Which:
        age = self._limits.age
        if age is None:
            return self._is("only_children") & (not self._limits.young)
        youngest, oldest = self._value("youngest"), self._value("oldest")
        out: Which = youngest > age
        if not self._limits.children:
            out |= (oldest >= 0) & (oldest < age)
            if age >= GROWN_UP:
                out |= self._is("children")
        if age < OLDER:
            out |= self._is("older") & (youngest < 0)
        return out

    def _is(self, name: str) -> Which:
        yes: Which = self._value(name) > 0
        return yes

    def _value(self, name: str) -> Array:
        return self._shelf.column(name).take(self._numbers)
