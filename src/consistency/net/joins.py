"""Which meetings of a rule with single roles some claims take part in: its roles filled one by one."""

from __future__ import annotations

import functools
import sys
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from math import prod
from typing import NamedTuple

from consistency.claim import Claim
from consistency.expressions.tree import attributes
from consistency.match import Index
from consistency.match.conditions import Conditions, Pair, early
from consistency.match.fitting import Box
from consistency.match.limit import Budget
from consistency.match.narrow import TooMany, meeting
from consistency.match.times import Block, blocks
from consistency.net.fits import Fit, Fits, agreed
from consistency.rule import Rule

FEW = 1_000
"""Of so many ways to agree, conditions are asked only when these are judged."""

_KNOWN = 200_000
"""So many claims that conditions leave are kept beside those that they leave them for."""


def asked_early(rule: Rule) -> Sequence[frozenset[str]]:
    """Return for each role the names that conditions on it, or on it and another, read."""
    found: dict[str, set[str]] = {role.name: set() for role in rule.roles}
    for parts in early(rule).values():
        for part in parts:
            for field in attributes(part):
                found[field.role].add(field.field)
    return [frozenset(found[role.name]) for role in rule.roles]


def _choices(fits: Iterable[Fit]) -> int:
    """Return how many choices of values claims that fit so leave, in all roles together."""
    return sum([prod(map(len, box.values())) for fit in fits for box in fit if box is not None])


class _Search(NamedTuple):
    """What one search knows beside what the index holds.

    `replaced` are the numbers of claims that have changed, and `fits` tells how each fits now, under the
    number that it has instead. `narrowed`: conditions on one role or two are asked.
    """

    replaced: Set[int]
    fits: Mapping[int, Fit]
    narrowed: bool


class Joins:
    """The meetings of a rule with single roles, found from the claims that take part in them.

    What conditions on one role or two rule out is left out where it is asked for, and these are then asked
    while the roles are filled, as `match` does.
    """

    def __init__(self, rule: Rule, fits: Fits, index: Index) -> None:
        self._rule = rule
        self._fits = fits
        self._index = index
        self._blocks: dict[Hashable, list[Block]] = {}
        self._left: dict[Hashable, list[int]] = {}
        self._known = 0
        self._is_asked = any(asked_early(rule))

    def ways(self, fits: Sequence[Fit], *, together: bool = False) -> int:
        """Return in how many ways claims that fit so agree with those of the index; or more.

        It counts each choice of values, and conditions are not asked. `together`: with one another, too.
        """
        places = range(len(self._rule.roles))
        more = _choices(fits) if together else 0
        found = 0
        for fit in fits:
            for place, box in enumerate(fit):
                if box is not None:
                    ways = prod(map(len, box.values())) * self._fits.choices(place)
                    for other in places:
                        if other != place:
                            ways *= self._fits.count(other, box) * self._fits.choices(other) + more
                    found += ways
        return found

    def all_ways(self, fits: Sequence[Fit]) -> int:
        """Return in how many ways all claims agree, and others that fit so beside them; or, mostly, far more.

        It takes little to tell, and where it is within bounds no more need be known.
        """
        more = _choices(fits)
        return prod([self._fits.facts(place) + more for place in range(len(self._rule.roles))])

    def is_crowded(self, fits: Sequence[Fit]) -> bool:
        """Return whether conditions should be asked of claims that fit so, before all roles are filled."""
        return self._is_asked and self.ways(fits) > FEW

    def plays(self, number: int, place: int) -> bool:
        """Return whether a claim of the index takes part in any meeting in a role, its conditions apart."""
        box = self._fits.of(number)[place]
        search = _Search(frozenset(), {}, narrowed=False)
        return box is not None and any(True for _ in self._filled(search, box, {place: number}))

    def of(self, number: int, *, narrowed: bool) -> set[tuple[int, ...]]:
        """Return the claims of each meeting that a claim of the index takes part in."""
        search = _Search(frozenset(), {}, narrowed)
        return set(self._found(search, number, self._fits.of(number)))

    def with_changed(
        self, now: Mapping[int, Claim], fit: Mapping[int, Fit], *, narrowed: bool, most: int = sys.maxsize
    ) -> set[tuple[int, ...]]:
        """Return the claims of each meeting that some claims take part in, which differ from the index's.

        `fit` tells how they fit now. Of more than `most` meetings, one more is returned.
        """
        # Other numbers: what is known of claims that stay holds with the others as they were.
        others = range(len(self._index.claims), len(self._index.claims) + len(now))
        if narrowed:
            del self._claims[others.start :]
            self._claims.extend(now.values())
            for other in others:
                self._conditions.forget(other)
        numbers = dict(zip(others, now, strict=True))
        search = _Search(now.keys(), {other: fit[number] for other, number in numbers.items()}, narrowed)
        found: set[tuple[int, ...]] = set()
        for other in others:
            for joined in self._found(search, other, search.fits[other]):
                found.add(tuple([numbers.get(each, each) for each in joined]))
                if len(found) > most:
                    return found
        return found

    def _found(self, search: _Search, number: int, fit: Fit) -> Iterator[tuple[int, ...]]:
        for place, box in enumerate(fit):
            if box is not None and not (search.narrowed and self._is_ruled_out(number, place, {})):
                yield from self._filled(search, box, {place: number})

    def _filled(self, search: _Search, box: Box, chosen: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
        """Yield the claims of each meeting of those `chosen`, by place, which agree on `box`, and others."""
        left = [place for place in range(len(self._rule.roles)) if place not in chosen]
        if not left:
            yield tuple([chosen[place] for place in sorted(chosen)])
            return
        place = left[0] if len(left) == 1 else self._next(search, left, box, chosen)
        taken = chosen.values()
        for number in self._numbers(search, place, box, chosen):
            if number in taken:
                continue
            fit = search.fits.get(number)
            other = (self._fits.of(number) if fit is None else fit)[place]
            common = None if other is None else agreed(box, other)
            if common is not None:
                yield from self._filled(search, common, {**chosen, place: number})

    def _next(self, search: _Search, left: Sequence[int], box: Box, chosen: Mapping[int, int]) -> int:
        """Return which role to fill: what most conditions bind, then what has the fewest candidates."""
        return min(
            left,
            key=lambda place: (
                -len(self._pairs(place, chosen)) if search.narrowed else 0,
                self._fits.count(place, box),
                place,
            ),
        )

    def _numbers(self, search: _Search, place: int, box: Box, chosen: Mapping[int, int]) -> Iterator[int]:
        """Yield the claims that may fill a role beside those chosen."""
        if not search.narrowed:
            staying = (n for n in self._fits.candidates(place, box) if n not in search.replaced)
            yield from chain(staying, search.fits)
            return
        found = dict.fromkeys(
            number for filed in self._fits.filed(place, box) for number in self._meeting(place, filed, chosen)
        )
        for number in chain((n for n in found if n not in search.replaced), search.fits):
            if not self._is_ruled_out(number, place, chosen):
                yield number

    def _meeting(
        self, place: int, filed: tuple[Hashable, Sequence[int]], chosen: Mapping[int, int]
    ) -> Sequence[int]:
        """Return those of the claims filed for a role that one of those chosen does not rule out."""
        which, numbers = filed
        bound = self._pairs(place, chosen)
        if not bound:
            return numbers
        other, pair = max(bound, key=lambda each: len(each[1].timed))
        key = (place, other, which)
        number = chosen[other]
        known = self._left.get((key, number))
        if known is None:
            role = int(place > other)
            parts = self._blocks.get(key)
            if parts is None:
                parts = self._blocks[key] = blocks(pair, numbers, role)
            known = list(meeting(pair, number, parts, role, Budget(sys.maxsize, TooMany)))
            if number < len(self._index.claims):
                self._known += len(known)
                if self._known > _KNOWN:
                    self._known = len(known)
                    self._left.clear()
                self._left[key, number] = known
        return known

    def _is_ruled_out(self, number: int, place: int, chosen: Mapping[int, int]) -> bool:
        """Return whether a condition on a role, or on it and one of those chosen, rules a claim out."""
        alone = self._conditions.alone.get(place)
        if alone is not None and alone.rules_out(number):
            return True
        for other, pair in self._pairs(place, chosen):
            first, second = (number, chosen[other]) if place < other else (chosen[other], number)
            if pair.rules_out(first, second):
                return True
        return False

    def _pairs(self, place: int, chosen: Mapping[int, int]) -> Sequence[tuple[int, Pair]]:
        """Return the conditions that bind a role to those chosen, and the place of each of these."""
        pairs = self._conditions.pairs
        bound = [(other, pairs.get((min(place, other), max(place, other)))) for other in chosen]
        return [(other, pair) for other, pair in bound if pair is not None]

    @functools.cached_property
    def _claims(self) -> list[Claim]:
        """The claims that conditions are asked of: those of the index, and then some that have changed."""
        return list(self._index.claims)

    @functools.cached_property
    def _conditions(self) -> Conditions:
        return Conditions(self._rule, self._claims)
