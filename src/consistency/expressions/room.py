"""The values of one figure that make a statement possible, all other figures staying within their ranges.

Found by turning the statement's arithmetic round, from the root down to the figure (the inverse operations of
interval arithmetic; Benhamou et al. 1999, *Revising hull and box consistency*). Exact where the figure stands
once in each comparison; where it stands more often, no room is offered.
"""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction

from consistency.expressions.compile import decided
from consistency.expressions.kinds import is_textual
from consistency.expressions.range import (
    bases_of,
    compile_figure,
    corners_suffice,
    divisors_of,
    lowered,
    refuse_bases,
    repeated_slots,
)
from consistency.expressions.slots import Frame, UndefinedError, Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Expression,
    Negative,
    Node,
    Not,
    Or,
    attributes,
    walk,
)
from consistency.quantity import Interval
from consistency.reading import Extent, Truth

Room = tuple[Interval, ...]
"""Disjoint ranges in rising order, in base units; empty where no value will do."""

EVERYTHING: Room = (Interval.everything(),)
NOTHING: Room = ()


class NoRoomError(Exception):
    """The values cannot be told by turning the arithmetic round."""


def room(expression: Expression, field: Attribute, frame: Frame, values: Values) -> Room | None:
    """Return the values of `field` that make the statement possible; None where that cannot be told.

    A statement over the claims of one meeting is `possible` as semantics §2 says; conditions that share a
    figure are taken one by one, so the room may be too generous there, and never too narrow.
    """
    try:
        return _statement(expression.tree, field, frame, values, holds=True)
    except (NoRoomError, ZeroDivisionError, UndefinedError):
        return None


def _statement(node: Node, field: Attribute, frame: Frame, values: Values, *, holds: bool) -> Room:
    if isinstance(node, Not):
        return _statement(node.operand, field, frame, values, holds=not holds)
    if isinstance(node, And | Or):
        rooms = [_statement(part, field, frame, values, holds=holds) for part in node.operands]
        every = isinstance(node, And) is holds
        found = rooms[0]
        for other in rooms[1:]:
            found = _common(found, other) if every else union((*found, *other))
        return found
    if field not in attributes(node) or _asks_how_it_is_written(node):
        answer = decided(node, frame)(values)
        if isinstance(answer, Unknown):
            raise NoRoomError
        hopeless = Truth.NO if holds else Truth.YES
        return NOTHING if answer is hopeless else EVERYTHING
    if any(isinstance(values.read[frame.slot(part)], Unknown) for part in attributes(node)):
        raise NoRoomError
    if isinstance(node, Comparison):
        return _comparison(node, field, frame, values, holds=holds)
    if isinstance(node, Call) and node.function == "roughly":
        return _roughly(node, field, frame, values, holds=holds)
    if isinstance(node, Call) and node.function == "restated" and holds:
        first, second = node.arguments
        assert first is not None
        assert second is not None
        return _within(Arithmetic("-", first, second), _ZERO, _ZERO, field, frame, values)
    raise NoRoomError


def _asks_how_it_is_written(node: Node) -> bool:
    """Whether a statement asks for the unit or the wording of figures, as other numbers would have, too."""
    if isinstance(node, Comparison):
        return is_textual(node.left)
    return isinstance(node, Call) and node.function in ("is_change", "is_counted")


_ZERO, _ONE = Fraction(0), Fraction(1)


def _comparison(node: Comparison, field: Attribute, frame: Frame, values: Values, *, holds: bool) -> Room:
    difference = Arithmetic("-", node.left, node.right)
    operator = node.operator if holds else _DENIED[node.operator]
    if operator == "==":
        return _within(difference, _ZERO, _ZERO, field, frame, values)
    if operator == "!=":
        below, above = Interval(None, _ZERO, False, False), Interval(_ZERO, None, False, False)
        return union(
            (*_hit(difference, below, field, frame, values), *_hit(difference, above, field, frame, values))
        )
    closed = operator in ("<=", ">=")
    rising = operator in ("<", "<=")
    target = Interval(None, _ZERO, False, closed) if rising else Interval(_ZERO, None, closed, False)
    return _hit(difference, target, field, frame, values)


_DENIED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _roughly(node: Call, field: Attribute, frame: Frame, values: Values, *, holds: bool) -> Room:
    left, right, tolerance = node.arguments
    assert left is not None
    assert right is not None
    assert isinstance(tolerance, Constant)
    if not holds:
        raise NoRoomError
    within = tolerance.quantity.interval(Extent.TYPICAL).middle
    if tolerance.quantity.unit.style != "percent":
        return _within(Arithmetic("-", left, right), -within, within, field, frame, values)
    if within >= 1:
        raise NoRoomError
    # |a − b| ≤ t·b is 1 − t ≤ a / b ≤ 1 + t for b above zero; a and b each stand once.
    base = compile_figure(right, frame)(values)
    if field not in attributes(right) and not (base.low is not None and base.low > 0):
        raise NoRoomError
    return _within(Arithmetic("/", left, right), _ONE - within, _ONE + within, field, frame, values)


def _within(
    node: Node, low: Fraction, high: Fraction, field: Attribute, frame: Frame, values: Values
) -> Room:
    # By continuity, what can be both at most `high` and at least `low` can be between them.
    return _common(
        _hit(node, Interval(None, high, False, True), field, frame, values),
        _hit(node, Interval(low, None, True, False), field, frame, values),
    )


def _hit(node: Node, target: Interval, field: Attribute, frame: Frame, values: Values) -> Room:
    """The values of `field` with which `node` can lie in the half-line `target`."""
    refuse_bases(bases_of(node), frame, values)
    node = lowered(node)
    counts = Counter((part.role, part.field) for part in walk(node) if isinstance(part, Attribute))
    if counts[field.role, field.field] != 1:
        raise NoRoomError
    repeated = repeated_slots(node, frame)
    if repeated and not (
        corners_suffice(node, repeated, frame)
        and all(not compile_figure(part, frame)(values).contains(_ZERO) for part in divisors_of(node))
    ):
        raise NoRoomError
    rooms: list[Interval] = []
    choices: list[list[Fraction]] = []
    for slot in repeated:
        figure = values.read[slot]
        if not isinstance(figure, Interval) or figure.low is None or figure.high is None:
            raise NoRoomError
        choices.append([figure.low, figure.high])
    for corner in itertools.product(*choices):
        fixed = values
        for slot, end in zip(repeated, corner, strict=True):
            fixed = fixed.replaced(slot, Interval.point(end))
        rooms.extend(_inverted(node, target, field, frame, fixed))
    return union(rooms)


def _inverted(node: Node, target: Interval, field: Attribute, frame: Frame, values: Values) -> Room:
    if isinstance(node, Attribute):
        return (target,)
    if isinstance(node, Negative):
        return _inverted(node.operand, -target, field, frame, values)
    if not isinstance(node, Arithmetic):
        raise NoRoomError
    on_left = field in attributes(node.left)
    inner, outer = (node.left, node.right) if on_left else (node.right, node.left)
    known = compile_figure(outer, frame)(values)
    if node.operator == "+":
        return _inverted(inner, target - known, field, frame, values)
    if node.operator == "-":
        return _inverted(inner, target + known if on_left else known - target, field, frame, values)
    if node.operator == "*" or on_left:
        if known.contains(_ZERO):
            raise NoRoomError
        wanted = target / known if node.operator == "*" else target * known
        return _inverted(inner, wanted, field, frame, values)
    # outer / inner in target: the divisor's sign is kept as it is now.
    divisor = compile_figure(inner, frame)(values)
    if divisor.low is None or divisor.low < 0 or known.low is None or known.low < 0:
        raise NoRoomError
    positive = Interval(_ZERO, None, False, False)
    if known.contains(_ZERO) and target.contains(_ZERO):
        return _inverted(inner, positive, field, frame, values)
    reachable = target.intersection(positive)
    if reachable is None:
        return NOTHING
    wanted = known / reachable
    return _inverted(inner, wanted, field, frame, values)


def union(rooms: tuple[Interval, ...] | list[Interval]) -> Room:
    """Return the same values as disjoint ranges in rising order: those that overlap or touch are joined.

    >>> half = [Interval(Fraction(low), Fraction(low + 1), True, False) for low in (1, 0)]
    >>> [str(part) for part in union(half)]
    ['[0, 2)']
    """
    ordered = sorted(rooms, key=_start)
    joined: list[Interval] = []
    for interval in ordered:
        if joined and _continues(joined[-1], interval):
            joined[-1] = joined[-1].hull(interval)
        else:
            joined.append(interval)
    return tuple(joined)


def _start(interval: Interval) -> tuple[int, Fraction, bool]:
    if interval.low is None:
        return (0, _ZERO, False)
    return (1, interval.low, not interval.low_closed)


def _continues(first: Interval, second: Interval) -> bool:
    if first.high is None or second.low is None or second.low < first.high:
        return True
    return second.low == first.high and (first.high_closed or second.low_closed)


def _common(one: Room, other: Room) -> Room:
    shared = [mine.intersection(theirs) for mine in one for theirs in other]
    return union([interval for interval in shared if interval is not None])
