"""Whether a run over changed claims could refuse a rule, told by what the run before the change counted."""

from __future__ import annotations

import functools
from math import prod

import attrs

from consistency.match import Index, MeetsTooOften, Tally
from consistency.match.fitting import variables
from consistency.match.join import is_ring, largest
from consistency.match.limit import GROUPS, WORK
from consistency.match.players import Player, players_of, unfilled
from consistency.net.fits import Fit
from consistency.rule import Role, Rule

_ENOUGH = 4
"""A join that took less than this part of the work that it may take comes not near that by a few changes."""


class Limits:
    """How far a rule that met in an index, and was not refused, is from meeting too often.

    What it says is certain only one way: where it allows a change, a full run does not refuse the rule.
    Where it does not, only a full run can tell.
    """

    def __init__(self, rule: Rule, index: Index, bound: int, tally: Tally) -> None:
        self._rule = rule
        self._index = index
        self._bound = bound
        self._tally = tally

    @property
    def rests_on_conditions(self) -> bool:
        """Whether the rule would have met too often, but for its conditions on one role or two."""
        return self._tally.left is not None

    def allows(self, fits: list[Fit], agreeing: int, taken: int = 0) -> bool:
        """Return whether claims that fit so may join those that were there.

        That makes claims agree at most so many times more, and so many more be looked at for groups.
        """
        tally, bound = self._tally, self._bound
        if self.rests_on_conditions or not self._has_few_chains:
            return False
        if max([self._choices, *map(self._chosen, fits)]) > bound or tally.taken + taken > GROUPS * bound:
            return False
        if len(self._players) < 2:
            return True  # nothing is joined, and so nothing counted
        total = tally.agreeing + agreeing
        if self._is_ring or total > GROUPS * bound:
            return False
        return total <= bound or self._largest + agreeing <= bound

    def left(self) -> int:
        """Return how many more meetings conditions may leave in a rule that rests on them.

        That is as long as no claim fits otherwise than before; a negative number if it is not known.
        """
        tally = self._tally
        if tally.left is None or tally.work * _ENOUGH > WORK:
            return -1
        # Claims that meet under several choices of values were counted under each.
        return (self._bound - tally.left) // prod([self._choices_of([role]) for role in self._rule.roles])

    @functools.cached_property
    def _single(self) -> Rule:
        return attrs.evolve(self._rule, roles=tuple([role for role in self._rule.roles if not role.each]))

    @functools.cached_property
    def _players(self) -> list[Player]:
        return unfilled(self._single)

    @functools.cached_property
    def _has_few_chains(self) -> bool:
        """Whether no series is refused by itself, even where the rule met nothing for want of others."""
        return self._tally.is_tried or has_few_chains(self._rule, self._index, self._bound)

    @functools.cached_property
    def _is_ring(self) -> bool:
        return is_ring(self._players)

    @functools.cached_property
    def _largest(self) -> int:
        """The most meetings of one choice of values that any order of the roles could count."""
        players = players_of(self._single, self._index, self._bound)
        return largest(players) if players else 0

    @functools.cached_property
    def _choices(self) -> int:
        """How many choices of values the lists of one claim leave at most, or more."""
        sequence = [role for role in self._rule.roles if role.name in self._rule.sequence]
        return max(map(self._choices_of, [[role] for role in self._rule.roles] + [sequence]))

    def _choices_of(self, roles: list[Role]) -> int:
        return prod([max(1, self._index.longest(keys[0])) for keys in variables(roles).values()])

    def _chosen(self, fit: Fit) -> int:
        """Return how many choices of values a claim that fits so leaves at most, or more."""
        together = 1
        most = 1
        for role, box in zip(self._rule.roles, fit, strict=True):
            size = 1 if box is None else prod(map(len, box.values()))
            most = max(most, size)
            if role.name in self._rule.sequence:
                together *= size
        return max(most, together)


def has_few_chains(rule: Rule, index: Index, bound: int) -> bool:
    """Return whether no series of a sequence has more than `bound` chains, whatever the other roles."""
    sequence = tuple([role for role in rule.roles if role.name in rule.sequence])
    try:
        if sequence:
            players_of(attrs.evolve(rule, roles=sequence), index, bound)
    except MeetsTooOften:
        return False
    return True
