"""Which figures move steadily: a rule that objects to a step goes on objecting to all steps beyond it.

That is told from the shape of what a rule expects. What may meet others when the figure changes is not steady
here, be it so or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import attrs

from consistency.claim import Claim
from consistency.evaluate import Judge, prepare
from consistency.expressions.slots import Frame
from consistency.expressions.tree import attributes
from consistency.finding import Judgement, Verdict
from consistency.net import Net
from consistency.perturb.loose import meeting
from consistency.perturb.shape import Shape, read_of
from consistency.perturb.shifting import Shift
from consistency.reading import Extent
from consistency.rule import Given, Meeting, NoneOf, OneOf, Role, Rule, Variable
from consistency.slips.fields import FIGURE_FIELDS


class Steady:
    """Tells of the figures of a net which move steadily, and in which directions."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._open: dict[str, frozenset[str]] = {}
        self._judges: dict[tuple[str, str], Judge] = {}
        self._frames: dict[tuple[str, str, tuple[int, ...]], tuple[Rule, Frame]] = {}

    def is_steady(self, shift: Shift, sign: int, *, strained: bool) -> bool:
        """Whether a figure moves steadily, up where `sign` is 1, down where it is −1; a date never does here.

        `strained`: a rule objects, too, where a verdict becomes strained.
        """
        spot = shift.spot
        if spot.field not in FIGURE_FIELDS or spot.claim in self._open_to(spot.field):
            return False
        for judgement in self.watching(spot.claim):
            extents = [Extent.WIDEST]
            if strained and judgement.verdict is not Verdict.STRAINED:
                extents.append(Extent.TYPICAL)
            if not all(self._is_judged_steadily(judgement, shift, sign, extent) for extent in extents):
                return False
        return True

    def watching(self, claim_id: str) -> Sequence[Judgement]:
        """Return the judgements of the meetings that a claim still takes part in when its figure moves.

        It then has no quote; all else by which it meets is as before. What is contradicted gets no worse.
        """
        return [
            judgement
            for judgement in self._net.of(claim_id)
            if judgement.verdict is not Verdict.CONTRADICTED
            and not any(map(_asks_for_quotes, _played(judgement.meeting, claim_id)))
        ]

    def objects(self, watching: Sequence[Judgement], moved: Claim, *, strained: bool) -> bool:
        """Whether any of these is judged worse with a claim that moved."""
        for before in watching:
            met = before.meeting
            claims = tuple([moved if claim.id == moved.id else claim for claim in met.claims])
            after = self._judge(met.rule)(Meeting(met.rule, claims, met.sizes, met.lacks))
            if after is None:
                continue
            if after.verdict is Verdict.CONTRADICTED:
                return True
            if strained and after.verdict is Verdict.STRAINED is not before.verdict:
                return True
        return False

    def _judge(self, rule: Rule) -> Judge:
        key = (rule.rule_set, rule.id)
        known = self._judges.get(key)
        if known is None:
            known = self._judges[key] = prepare(rule)
        return known

    def _open_to(self, field: str) -> frozenset[str]:
        """Return the claims that may meet others, or be excused from meeting, when such a figure moves."""
        known = self._open.get(field)
        if known is None:
            loose = (_loosened(rule, field) for rule in self._net.rules)
            known = self._open[field] = meeting(self._net, loose)
        return known

    def _is_judged_steadily(self, judgement: Judgement, shift: Shift, sign: int, extent: Extent) -> bool:
        met = judgement.meeting
        if met.lacks:  # then nothing is judged, whatever its figures are
            return True
        rule, frame = self._framed(met.rule, met.sizes)
        places = [place for place, other in enumerate(met.claims) if other.id == shift.spot.claim]
        restated = frame.restated_roles()
        counts = [range(max(len(met.claims[place].also), 1)) for place in restated]
        for turns in product(*counts):
            turned = dict(zip(restated, turns, strict=True))
            moving = {
                (rule.roles[place].name, shift.spot.field)
                for place in places
                if shift.spot.field != "also" or turned.get(place) == shift.spot.number
            }
            values = frame.fill(met.claims, turned, extent)
            shape = Shape(moving, frame, values, sign, shift.length)
            if not all(shape.is_steady(reading.expression.tree, negated=False) for reading in rule.expect):
                return False
        return True

    def _framed(self, rule: Rule, sizes: tuple[int, ...]) -> tuple[Rule, Frame]:
        key = (rule.rule_set, rule.id, sizes)
        known = self._frames.get(key)
        if known is None:
            single = rule.sized(sizes) if rule.groups else rule
            frame = Frame([role.name for role in single.roles])
            for reading in single.expect:
                for field in attributes(reading.expression.tree):
                    frame.slot(field)
            known = self._frames[key] = single, frame
        return known


def _played(met: Meeting, claim_id: str) -> Iterator[Role]:
    """Yield the roles that a claim plays in a meeting."""
    return (role for role, claim in zip(met.roles, met.claims, strict=True) if claim.id == claim_id)


def _asks_for_quotes(role: Role) -> bool:
    """Whether only claims with a quote fit a role."""
    return any(
        key == "quote" and (test.given if isinstance(test, Given) else not isinstance(test, NoneOf))
        for key, test in role.tests
    )


def _loosened(rule: Rule, field: str) -> Rule | None:
    """Return a rule without what it asks of such a figure before claims meet; None where it asks nothing."""
    roles = [role if _asks_for_quotes(role) else _without(role, field) for role in rule.roles]
    fields = {(role.name, field) for role in rule.roles if not _asks_for_quotes(role)}
    where = [asked for asked in rule.where if next(read_of(asked.tree, fields), None) is None]
    if len(where) == len(rule.where) and all(map(_is, roles, rule.roles)):
        return None
    return attrs.evolve(rule, roles=tuple(roles), where=tuple(where))


def _is(one: object, other: object) -> bool:
    return one is other


def _without(role: Role, field: str) -> Role:
    """Return a role without its tests of such a figure, and of quotes, that a move may turn."""
    kept = tuple(
        (key, test)
        for key, test in role.tests
        if not (key == field and isinstance(test, OneOf | NoneOf | Variable))
        and not (key == "quote" and isinstance(test, Given | NoneOf))
    )
    return role if len(kept) == len(role.tests) else attrs.evolve(role, tests=kept)
