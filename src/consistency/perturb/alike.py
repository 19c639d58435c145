"""Which steps of a date are alike: it lies to all other dates as before, so that rules say the same of it.

How two periods stand to each other changes only where a bound of one passes a bound of the other. A rule that
measures dates, such as how long one lasts, may tell steps apart where claims lie so that it meets at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from itertools import combinations
from typing import Final

import attrs

from consistency.claim import Claim
from consistency.expressions.tree import Attribute, Call, Node, children
from consistency.net import Net
from consistency.period import BEGINNING, FOREVER, RELATIONS, Bounds, Period
from consistency.perturb.loose import meeting
from consistency.rule import NoneOf, OneOf, Role, Rule, Variable
from consistency.slips.fields import DATE_FIELDS, date_at

_NEAR: Final = 4
"""So many days apart, and nearer, each day is told from the next: relations look at days beside a bound."""


class Alike:
    """Tells which steps of a date of a claim are alike."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._edges: list[int] | None = None
        self._texts: set[str] = set()
        self._measured: dict[str, frozenset[str]] = {}
        self._meeting: dict[str, Net] = {}
        self._met: dict[tuple[str, str, Hashable], bool] = {}

    def of(self, moved: Claim, field: str) -> Hashable | None:
        """Return what steps that are alike have in common; None where nothing can be told, as of a figure.

        `moved` is the claim as it is after a step of the date in `field`.
        """
        if field not in DATE_FIELDS:
            return None
        period = date_at(moved, field)
        assert period is not None
        edges = self._known_edges()
        bounds = [bound for each in (period.typical, period.widest) for bound in _bounds(each)]
        places = [(bisect_left(edges, bound), bisect_right(edges, bound)) for bound in bounds]
        shape = [max(-_NEAR, min(one - other, _NEAR)) for one, other in combinations(bounds, 2)]
        lying = (*places, *shape, period.text if period.text in self._texts else None)
        if moved.id in self._measured_by(field) and self._is_measured_at(moved, field, lying):
            return None
        return lying

    def _is_measured_at(self, moved: Claim, field: str, lying: Hashable) -> bool:
        """Whether a rule that measures dates may meet where the date lies so, whatever it measures."""
        key = (moved.id, field, lying)
        known = self._met.get(key)
        if known is None:
            net = self._meeting_by_relations(field)
            change = net.changed(moved)
            is_met = any(judgement is not None for judgement in change.judged.values())
            known = self._met[key] = is_met or bool(net.refused or change.refused)
        return known

    def _meeting_by_relations(self, field: str) -> Net:
        """Return the net of the rules that measure dates, which meet here without having measured."""
        known = self._meeting.get(field)
        if known is None:
            rules = [_unmeasured(rule, field) for rule in self._net.rules if _measures(rule, field)]
            known = self._meeting[field] = Net(self._net.claims, rules)
        return known

    def _known_edges(self) -> list[int]:
        """Return the days on which it may matter whether a bound is before, on or after them, in order."""
        if self._edges is None:
            dates = list(_dates(self._net))
            bounds = {
                bound for date in dates for each in (date.typical, date.widest) for bound in _bounds(each)
            }
            bounds |= {BEGINNING, FOREVER}
            self._edges = sorted({bound + by for bound in bounds for by in range(-_NEAR, _NEAR + 1)})
            self._texts = {date.text for date in dates} | set(_named(self._net))
        return self._edges

    def _measured_by(self, field: str) -> frozenset[str]:
        """Return the claims that may meet by a rule that measures such a date."""
        known = self._measured.get(field)
        if known is None:
            loose = (_loosened(rule, field) for rule in self._net.rules if _measures(rule, field))
            known = self._measured[field] = meeting(self._net, loose)
        return known


def _bounds(each: Bounds) -> tuple[int, ...]:
    return each.earliest_start, each.latest_start, each.earliest_end, each.latest_end


def _dates(net: Net) -> Iterator[Period]:
    for claim in net.claims.values():
        for date in (claim.when, claim.said, claim.source.published):
            if date is not None:
                yield date


def _named(net: Net) -> Iterator[str]:
    """Yield the dates that patterns ask for by their texts."""
    for rule in net.rules:
        for role in rule.roles:
            for key, test in role.tests:
                if key in DATE_FIELDS and isinstance(test, OneOf | NoneOf):
                    yield from test.texts


def _measures(rule: Rule, field: str) -> bool:
    trees = [asked.tree for asked in rule.where]
    trees += [reading.expression.tree for reading in (*rule.expect, *(rule.establish or ()))]
    return any(_is_measured(tree, field) for tree in trees)


def _is_measured(node: Node, field: str) -> bool:
    """Whether a date is read for more than how it lies to others."""
    if isinstance(node, Call) and node.function in RELATIONS:
        return False
    if isinstance(node, Attribute):
        return node.field == field
    return any(_is_measured(part, field) for part in children(node))


def _unmeasured(rule: Rule, field: str) -> Rule:
    """Return a rule without the conditions that measure such a date before claims meet."""
    return attrs.evolve(
        rule, where=tuple([asked for asked in rule.where if not _is_measured(asked.tree, field)])
    )


def _loosened(rule: Rule, field: str) -> Rule:
    """Return a rule without anything that it asks of such dates before claims meet."""
    where = [asked for asked in rule.where if not _reads(asked.tree, field)]
    roles = [_without(role, field) for role in rule.roles]
    return attrs.evolve(rule, roles=tuple(roles), where=tuple(where), sequence=())


def _reads(node: Node, field: str) -> bool:
    if isinstance(node, Attribute):
        return node.field == field
    return any(_reads(part, field) for part in children(node))


def _without(role: Role, field: str) -> Role:
    tests = [
        (key, test)
        for key, test in role.tests
        if not (key == field and isinstance(test, OneOf | NoneOf | Variable))
    ]
    return attrs.evolve(role, tests=tuple(tests))
