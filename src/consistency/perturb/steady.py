"""Which figures move steadily: a rule that objects to a step goes on objecting to all steps beyond it.

That is told from the shape of what a rule expects. A comparison whose two sides differ by more, or by less,
with every step fails on one side of a bound, as long as nothing that the figure is multiplied with can change
its sign; and what is put together of such comparisons with `and` and `or` does so, too. What may meet others
when the figure changes, or has no such shape, is not steady here, be it so or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

import attrs

from consistency.claim import Claim
from consistency.evaluate import Judge, prepare
from consistency.expressions.compile import decided
from consistency.expressions.kinds import is_textual
from consistency.expressions.range import compile_figure, lowered
from consistency.expressions.slots import Frame, UndefinedError, Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Negative,
    Node,
    Not,
    Or,
    attributes,
    children,
    walk,
)
from consistency.finding import Judgement, Verdict
from consistency.net import Net
from consistency.perturb.loose import meeting
from consistency.perturb.shifting import Shift
from consistency.quantity import Interval
from consistency.reading import Extent, Truth
from consistency.rule import Given, Meeting, NoneOf, OneOf, Role, Rule, Variable
from consistency.slips.fields import FIGURE_FIELDS

_UNMOVED: Final = ("unit", "hedge_of", "is_counted", "is_change")
"""What these tell of a figure, it tells after each step: unit, hedge and the words of a change stay."""

_RISING: Final = ("min", "max", "low", "middle", "high")
"""These rise with each of their figures."""

_STATED: Final = ("low", "middle", "high")
"""What is stated moves as a whole: two of these of one figure stay as far apart as they are."""


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
            shape = _Shape(moving, frame, values, sign, shift.length)
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


class _Shape:
    """What moves in the statements about one meeting, and what they come to as it is written."""

    def __init__(
        self, moving: set[tuple[str, str]], frame: Frame, values: Values, sign: int, step: Fraction | None
    ) -> None:
        self._moving = moving
        self._frame = frame
        self._values = values
        self._sign = sign
        self._step = step

    def is_steady(self, node: Node, *, negated: bool) -> bool:
        """Whether a statement, once it fails, fails at all steps beyond: if it fails now, at every step."""
        if isinstance(node, And | Or):
            return all(self.is_steady(part, negated=negated) for part in node.operands)
        if isinstance(node, Not):
            return self.is_steady(node.operand, negated=not negated)
        if not self._moves(node):
            return True
        if isinstance(node, Comparison) and not is_textual(node.left):
            return self._compares_steadily(node, negated=negated)
        if isinstance(node, Call) and node.function == "is_whole":
            return self._stays_whole(children(node)[0])
        if isinstance(node, Call) and node.function in ("roughly", "restated") and not negated:
            left, right = node.arguments[:2]
            assert left is not None
            assert right is not None
            if self._moves(left) and self._moves(right):
                return False
            return self._fails_beyond(node, Arithmetic("-", left, right), "==", negated=False)
        return False

    def _stays_whole(self, node: Node) -> bool:
        """Whether a figure is a whole number, and remains one with every step, whatever else it may mean."""
        figure = self._values.quantities[self._frame.slot(node)] if isinstance(node, Attribute) else None
        if figure is None or self._step is None or figure.stated.low != figure.stated.high:
            return False
        meant = figure.widest if self._values.extent is Extent.WIDEST else figure.typical
        written = figure.stated.middle
        return written.denominator == self._step.denominator == 1 and meant.contains(written)

    def _compares_steadily(self, node: Comparison, *, negated: bool) -> bool:
        difference: Node = Arithmetic("-", node.left, node.right)
        operator = _DENIED[node.operator] if negated else node.operator
        if operator == "!=":
            return False
        if _are_of_one_figure(node.left, node.right):
            return True
        if (
            isinstance(node.left, Call)
            and node.left.function == "abs"
            and operator in ("<", "<=")
            and not self._moves(node.right)
        ):
            (inner,) = node.left.arguments  # from −c to c is one stretch
            assert inner is not None
            difference, operator = inner, "=="
        return self._fails_beyond(node, difference, operator, negated=negated)

    def _fails_beyond(self, node: Node, difference: Node, operator: str, *, negated: bool) -> bool:
        """Whether `node` fails on one side of a bound, as it says on which side of zero a difference lies."""
        answer = decided(node, self._frame)(self._values)
        if isinstance(answer, Unknown):
            return not self._divides(difference)
        rising = self._rises(lowered(difference))
        if rising is None:
            return False
        if rising == 0 or answer is not (Truth.YES if negated else Truth.NO):
            return True
        away = self._sign * rising
        if operator == "==":
            found = self._range(difference)
            return found is not None and self._side(found) == away
        return away == (1 if operator in ("<", "<=") else -1)

    def _rises(self, node: Node) -> int | None:
        """Return 1 where a figure rises with the moving one, −1 where it falls, 0 for neither; else None."""
        if not self._moves(node):
            return 0
        if isinstance(node, Attribute):
            return 1
        if isinstance(node, Negative):
            rising = self._rises(node.operand)
            return None if rising is None else -rising
        if isinstance(node, Arithmetic):
            return self._combined(node)
        if isinstance(node, Call) and node.function in _RISING:
            return _together([self._rises(part) for part in children(node)])
        if isinstance(node, Call) and node.function == "abs":
            return self._without_sign(children(node)[0])
        return None

    def _combined(self, node: Arithmetic) -> int | None:
        left, right = self._rises(node.left), self._rises(node.right)
        if left is None or right is None:
            return None
        if node.operator in ("+", "-"):
            return _together([left, right if node.operator == "+" else -right])
        if left and right:
            return None
        if left:
            factor = self._factor(node.right)
            return None if factor is None else left * factor
        factor = self._factor(node.left)
        if factor is None:
            return None
        if node.operator == "*":
            return right * factor
        # Towards zero a divisor makes the quotient undecided at last.
        found = self._range(node.right)
        is_far = isinstance(node.right, Attribute) and found is not None and self._side(found) == self._sign
        return -right * factor if is_far else None

    def _without_sign(self, node: Node) -> int | None:
        """Return how the size of a figure rises; None where it may pass zero."""
        rising, found = self._rises(node), self._range(node)
        if not rising or found is None:
            return None
        side = self._side(found)
        return rising * side if side and side == rising * self._sign else None

    def _factor(self, node: Node) -> int | None:
        """Return 1 for a figure above zero, −1 for one below it, None for one that may be on both sides."""
        found = self._range(node)
        return None if found is None else self._side(found) or None

    def _range(self, node: Node) -> Interval | None:
        if any(isinstance(self._values.read[self._frame.slot(part)], Unknown) for part in attributes(node)):
            return None
        try:
            return compile_figure(node, self._frame)(self._values)
        except (ZeroDivisionError, UndefinedError):
            return None

    def _side(self, found: Interval) -> int:
        if found.low is not None and (found.low > 0 or (found.low == 0 and not found.low_closed)):
            return 1
        return -int(
            found.high is not None and (found.high < 0 or (found.high == 0 and not found.high_closed))
        )

    def _divides(self, node: Node) -> bool:
        return any(
            isinstance(part, Arithmetic) and part.operator == "/" and self._moves(part.right)
            for part in walk(lowered(node))
        )

    def _moves(self, node: Node) -> bool:
        return next(_read(node, self._moving), None) is not None


_DENIED: Final = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _together(rising: Sequence[int | None]) -> int | None:
    """Return how a figure rises in which several do: None where they do so in different ways."""
    ways = {way for way in rising if way != 0}
    return 0 if not ways else ways.pop() if len(ways) == 1 else None


def _are_of_one_figure(left: Node, right: Node) -> bool:
    return (
        isinstance(left, Call)
        and isinstance(right, Call)
        and {left.function, right.function} <= set(_STATED)
        and left.arguments == right.arguments
        and isinstance(left.arguments[0], Attribute)
    )


def _read(node: Node, fields: Iterable[tuple[str, str]]) -> Iterator[Attribute]:
    """Yield what a node reads of these fields, but where it only asks for what a move leaves as it is."""
    if isinstance(node, Attribute):
        if (node.role, node.field) in fields:
            yield node
    elif not (isinstance(node, Call) and node.function in _UNMOVED):
        for child in children(node):
            yield from _read(child, fields)


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
    where = [asked for asked in rule.where if next(_read(asked.tree, fields), None) is None]
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
