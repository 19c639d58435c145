"""Joins claim by claim, leaving out early what conditions on one role or two rule out."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from math import prod

from consistency.match.conditions import Alone, Conditions, Pair
from consistency.match.limit import GROUPS, Budget
from consistency.match.players import Player
from consistency.match.times import Block, blocks


class TooMany(Exception):  # noqa: N818 (it names what is wrong; the caller knows the rule and the key)
    """More is left to meet, or to compare, than the bound allows."""


def narrowed(
    players: Sequence[Player],
    facts: Sequence[Sequence[int]],
    conditions: Conditions,
    bound: int,
    budget: Budget,
) -> list[tuple[int, ...]]:
    """Return a member of each player, in their order, wherever all agree and no condition rules them out.

    `facts` tells which facts of each player can meet any. Raises `TooMany` where more than `bound` meetings
    are left for one choice of the first one's values, or more than `GROUPS` times that altogether. What is
    compared and filled is taken from `budget`.
    """
    return _Join(players, facts, conditions, bound, budget).results()


class _Test:
    """The conditions on a pair of roles, asked of a claim that an earlier step took and of those of a later.

    `role` is the one that the later step fills, 0 or 1.
    """

    __slots__ = ("_blocks", "_left", "_pair", "earlier", "role")

    def __init__(self, pair: Pair, earlier: int, role: int) -> None:
        self._pair = pair
        self.earlier = earlier
        self.role = role
        self._blocks: dict[Hashable, list[Block]] = {}
        self._left: dict[Hashable, list[int]] = {}

    def left(self, claim: int, values: Hashable, claims: Collection[int], budget: Budget) -> list[int]:
        """Return those of `claims`, all that have these values, that can meet the claim."""
        known = self._left.get((claim, values))
        if known is None:
            parts = self._blocks.get(values)
            if parts is None:
                parts = self._blocks[values] = blocks(self._pair, claims, self.role)
            known = self._left[claim, values] = list(meeting(self._pair, claim, parts, self.role, budget))
        return known


def meeting(pair: Pair, claim: int, parts: Sequence[Block], role: int, budget: Budget) -> Iterator[int]:
    """Yield the claims of these blocks, which are for role 0 or 1 of a pair, that can meet a claim."""
    for block in parts:
        budget.take(1)
        if pair.rules_out_all(claim, block, role):
            continue
        if block.parts:
            yield from meeting(pair, claim, block.parts, role, budget)
            continue
        budget.take(len(block.numbers))
        for number in block.numbers:
            first, second = (claim, number) if role else (number, claim)
            if not pair.rules_out(first, second):
                yield number


class _Step:
    """A player to fill, and what binds it to those of earlier steps.

    `links` tells for each variable that they share the step and the place of its value there; `filed` holds
    the facts by their values of these, and then by their member.
    """

    __slots__ = ("filed", "links", "player", "tests")

    def __init__(self, player: Player, facts: Sequence[int], earlier: Sequence[_Step]) -> None:
        self.player = player
        self.links: list[tuple[int, int]] = []
        self.tests: list[_Test] = []
        own = []
        for place, name in enumerate(player.variables):
            for number, other in enumerate(earlier):
                if name in other.player.variables:
                    self.links.append((number, other.player.variables.index(name)))
                    own.append(place)
                    break
        self.filed: dict[Hashable, dict[int, list[int]]] = {}
        for fact in facts:
            values = player.values[fact]
            members = self.filed.setdefault(tuple([values[place] for place in own]), {})
            members.setdefault(player.members[fact], []).append(fact)


class _Join:
    __slots__ = ("_back", "_bound", "_budget", "_root", "_steps")

    def __init__(
        self,
        players: Sequence[Player],
        facts: Sequence[Sequence[int]],
        conditions: Conditions,
        bound: int,
        budget: Budget,
    ) -> None:
        self._bound = bound
        self._budget = budget
        self._steps: list[_Step] = []
        order = _order(players, [len(each) for each in facts], conditions)
        self._root = order.index(0)
        for place in order:
            player = players[place]
            step = _Step(player, _kept(player, facts[place], conditions.alone), self._steps)
            for earlier, other in enumerate(self._steps):
                pair = _pair(conditions, player, other.player)
                if pair is not None:
                    step.tests.append(_Test(pair, earlier, int(player.places > other.player.places)))
            self._steps.append(step)
        self._back = sorted(range(len(order)), key=order.__getitem__)

    def results(self) -> list[tuple[int, ...]]:
        """Return the members of all players, in the order they were given in, for each way to meet."""
        found = []
        counts: dict[Hashable, int] = {}
        left = Budget(GROUPS * self._bound, TooMany)
        for taken in self._filled([]):
            members = [step.player.members[fact] for step, fact in zip(self._steps, taken, strict=True)]
            ways = prod(
                [len(step.player.fillings(member)) for step, member in zip(self._steps, members, strict=True)]
            )
            values = self._steps[self._root].player.values[taken[self._root]]
            counts[values] = counts.get(values, 0) + ways
            left.take(ways)
            if counts[values] > self._bound:
                raise TooMany
            found.append(tuple([members[n] for n in self._back]))
        return found

    def _filled(self, taken: list[int]) -> Iterator[list[int]]:
        """Yield the facts of all players: those `taken` for the first steps, and more for the others."""
        if len(taken) == len(self._steps):
            yield taken
            return
        for fact in self._facts(self._steps[len(taken)], taken):
            self._budget.take(1)
            yield from self._filled([*taken, fact])

    def _facts(self, step: _Step, taken: Sequence[int]) -> Iterator[int]:
        """Yield the facts that agree with those taken, are of other claims, and no condition rules out."""
        earlier = [(other.player, fact) for other, fact in zip(self._steps, taken, strict=False)]
        values = tuple([earlier[n][0].values[earlier[n][1]][place] for n, place in step.links])
        filed = step.filed.get(values, {})
        members: Collection[int] = filed
        for number, test in enumerate(step.tests):
            player, fact = earlier[test.earlier]
            left = test.left(player.members[fact], values, filed, self._budget)
            if number:
                within = set(left)
                left = [member for member in members if member in within]
            members = left
        used: set[int] = set()
        if step.player.series is None:
            used = {player.members[fact] for player, fact in earlier if player.series is None}
        for member in members:
            if member not in used:
                yield from filed[member]


def _order(players: Sequence[Player], sizes: Sequence[int], conditions: Conditions) -> list[int]:
    """Return in which order to fill the players: that with the fewest facts, then what most is asked of."""
    order = [min(range(len(players)), key=sizes.__getitem__)]
    left = [place for place in range(len(players)) if place != order[0]]
    while left:
        best = max(left, key=lambda place: _bonds(players[place], [players[n] for n in order], conditions))
        order.append(best)
        left.remove(best)
    return order


def _bonds(player: Player, earlier: Sequence[Player], conditions: Conditions) -> tuple[int, int]:
    """Return how many conditions, and how many variables, bind a player to earlier ones."""
    known = {name for other in earlier for name in other.variables}
    asked = [other for other in earlier if _pair(conditions, player, other) is not None]
    return len(asked), len(known.intersection(player.variables))


def _pair(conditions: Conditions, one: Player, other: Player) -> Pair | None:
    if one.series is not None or other.series is not None:
        return None
    first, second = sorted((*one.places, *other.places))
    return conditions.pairs.get((first, second))


def _kept(player: Player, facts: Sequence[int], alone: Mapping[int, Alone]) -> Sequence[int]:
    """Return the facts of claims that can play the role, as far as conditions on it alone tell."""
    condition = None if player.series is not None else alone.get(player.places[0])
    if condition is None:
        return facts
    members = {player.members[fact] for fact in facts}
    fit = {member for member in members if not condition.rules_out(member)}
    return [fact for fact in facts if player.members[fact] in fit]
