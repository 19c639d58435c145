"""Which claims a rule's groups hold, once it is known which claims fill its single roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from consistency.match.fitting import Box, choices, fitting, variables
from consistency.match.index import Index
from consistency.match.limit import GROUPS, Budget, HoldsTooMany, Tally
from consistency.match.players import Chain, Player, Values, facts
from consistency.rule import Role, Rule, Variable

Texts = tuple[str, ...]


class Cast(NamedTuple):
    """The claims of a meeting by role, and the (group, id) of each that a link names and no group holds."""

    numbers: tuple[tuple[int, ...], ...]
    lacks: tuple[tuple[str, str], ...] = ()


class _Group:
    """The claims that fit a group role, by the values of some of its variables."""

    __slots__ = ("_held", "names", "role")

    def __init__(
        self, rule: Rule, role: Role, joining: Mapping[str, object], index: Index, bound: int
    ) -> None:
        keys = variables([role])
        self.role = role
        self.names = tuple([name for name in keys if name in joining])
        numbers, columns = choices(keys, self.names, fitting([role], index), index)
        self._held: dict[Values, list[int]] = {}
        for n, values in zip(*facts(rule, numbers, columns, bound), strict=True):
            self._held.setdefault(values, []).append(n)

    def values(self) -> Iterator[Values]:
        """Return the choices of values under which any claim fits."""
        return iter(self._held)

    def having(self, values: Values) -> list[int]:
        """Return the claims that fit under one choice of values, in order."""
        return self._held.get(values, [])


def _budget(rule: Rule, bound: int) -> Budget:
    most = GROUPS * bound
    return Budget(most, lambda: HoldsTooMany(rule, most))


def partitions(rule: Rule, index: Index, bound: int, tally: Tally) -> list[Cast]:
    """Return the casts of a rule with groups only: one for each choice of values that leaves none empty."""
    names = variables(rule.roles)
    groups = [_Group(rule, role, names, index, bound) for role in rule.roles]
    budget = _budget(rule, bound)
    chosen: list[Mapping[str, str]] = [{}]
    for group in groups:
        chosen = _joined(chosen, group, budget)
    found: set[tuple[tuple[int, ...], ...]] = set()
    for choice in chosen:
        held = [group.having(tuple([choice[name] for name in group.names])) for group in groups]
        budget.take(sum(map(len, held)))
        found.add(tuple(map(tuple, held)))
    tally.taken = budget.spent
    return [Cast(numbers) for numbers in sorted(found)]


def _joined(chosen: Sequence[Mapping[str, str]], group: _Group, budget: Budget) -> list[Mapping[str, str]]:
    """Return each choice of values together with each of the group that agrees with it."""
    if not chosen:
        return []
    shared = [name for name in group.names if name in chosen[0]]
    places = [group.names.index(name) for name in shared]
    agreeing: dict[Values, list[Values]] = {}
    for values in group.values():
        agreeing.setdefault(tuple([values[place] for place in places]), []).append(values)
    fits = [agreeing.get(tuple([choice[name] for name in shared]), []) for choice in chosen]
    budget.take(sum(map(len, fits)))
    return [
        {**choice, **dict(zip(group.names, values, strict=True))}
        for choice, some in zip(chosen, fits, strict=True)
        for values in some
    ]


def gathered(
    rule: Rule,
    met: Sequence[Sequence[int]],
    taking_part: Sequence[Player],
    index: Index,
    bound: int,
    tally: Tally,
) -> list[Cast]:
    """Return the casts of a rule for each way `met` to fill its single roles, in which `taking_part` did."""
    single = [role for role in rule.roles if not role.each]
    agreement = _Agreement(single, taking_part, index)
    groups = [_Group(rule, role, agreement.keys, index, bound) for role in rule.roles if role.each]
    named = [_named_by_links(group.role, single) for group in groups]
    budget = _budget(rule, bound)
    casts = []
    for claims in met:
        boxes = agreement.boxes(claims)
        held, lacks = [], []
        for group, names in zip(groups, named, strict=True):
            numbers = _gathered(group, boxes, claims, budget)
            held.append(numbers)
            lacks += [(group.role.name, id) for id in _lacking(names, boxes, (*claims, *numbers), index)]
        if all(held) or lacks:
            casts.append(Cast(_in_order(rule, claims, held), tuple(lacks)))
    tally.taken = budget.spent
    return casts


def _in_order(
    rule: Rule, claims: Sequence[int], held: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    singles, groups = iter(claims), iter(held)
    return tuple([next(groups) if role.each else (next(singles),) for role in rule.roles])


class _Agreement:
    """On which values the claims of the single roles agree."""

    __slots__ = ("_chains", "_columns", "_sequence", "keys")

    def __init__(self, single: Sequence[Role], taking_part: Sequence[Player], index: Index) -> None:
        self.keys = variables(single)
        # Claims agree on one variable whatever they agree on for the others; so each is asked for alone.
        self._columns = {
            name: [
                (place, index.column(key))
                for place, role in enumerate(single)
                for key in variables([role]).get(name, ())
            ]
            for name in self.keys
        }
        # But a chain may be one under some choices of values only.
        self._sequence: tuple[int, ...] = ()
        self._chains: dict[Chain, list[Mapping[str, str]]] = {}
        for player in taking_part:
            if player.series is not None:
                self._sequence = player.places
                for series, choice in zip(player.series, player.choices, strict=True):
                    for chain in series:
                        self._chains.setdefault(chain, []).append(choice)

    def boxes(self, claims: Sequence[int]) -> list[Box]:
        """Return what the variables can stand for where these claims fill the single roles."""
        box = {name: self._common(name, claims) for name in self.keys}
        if not self._sequence:
            return [box]
        chain = tuple([claims[place] for place in self._sequence])
        narrowed = [
            {name: _only(texts, choice.get(name)) for name, texts in box.items()}
            for choice in self._chains[chain]
        ]
        return [each for each in narrowed if all(each.values())]

    def _common(self, name: str, claims: Sequence[int]) -> Texts:
        (first, column), *others = self._columns[name]
        texts = column[claims[first]]
        for place, other in others:
            held = other[claims[place]]
            if held is not texts:
                texts = tuple([text for text in texts if text in held])
        return texts


def _only(texts: Texts, chosen: str | None) -> Texts:
    if chosen is None:
        return texts
    return (chosen,) if chosen in texts else ()


def _gathered(group: _Group, boxes: Sequence[Box], claims: Sequence[int], budget: Budget) -> tuple[int, ...]:
    """Return the claims of a group, in order and none of them one of `claims`."""
    found: set[int] = set()
    for box in boxes:
        texts = [box[name] for name in group.names]
        budget.take(prod(map(len, texts)))
        for values in product(*texts):
            numbers = group.having(values)
            budget.take(len(numbers))
            found.update(numbers)
    return tuple(sorted(found.difference(claims)))


def _named_by_links(role: Role, single: Sequence[Role]) -> list[str]:
    """Return the variables that stand for the ids of a group's claims, and for links to them."""
    linked = {
        test.name
        for other in single
        for key, test in other.tests
        if isinstance(test, Variable) and key.startswith("links.")
    }
    return [
        test.name
        for key, test in role.tests
        if key == "id" and isinstance(test, Variable) and test.name in linked
    ]


def _lacking(names: Sequence[str], boxes: Sequence[Box], there: Sequence[int], index: Index) -> list[str]:
    """Return the ids that links name and that none of the claims `there` has, in order."""
    if not names:
        return []
    wanted = {id for name in names for box in boxes for id in box[name]}
    return sorted(wanted.difference([index.claims[n].id for n in there]))
