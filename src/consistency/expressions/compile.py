"""Compile checked expressions into functions of the values that one meeting brings.

A statement is decided three-valued on ranges: a comparison on the range of left − right (`range.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from consistency.expressions.dimensions import MismatchError, unit_of
from consistency.expressions.functions import FUNCTIONS
from consistency.expressions.range import Figure, compile_figure
from consistency.expressions.slots import Frame, Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Expression,
    Node,
    Not,
    Number,
    Or,
    Text,
    attributes,
)
from consistency.period import RELATIONS, Period, holds, weekday
from consistency.quantity import Interval, Quantity, Unit
from consistency.reading import Extent, Truth

Answer = Truth | Unknown
Statement = Callable[[Values], Answer]
"""Decides a statement on the values of one meeting."""


@attrs.frozen
class Words:
    """The value of a text expression: several at once (each of a list), or one that is not known."""

    texts: tuple[str, ...]
    uncertain: bool = False


def compile_statement(expression: Expression, frame: Frame) -> Statement:
    """Return the function that decides `expression`, which must be of kind `truth`."""
    return decided(expression.tree, frame)


def decided(node: Node, frame: Frame) -> Statement:
    """Return the function that decides the statement `node`."""
    known = frame.compiled.get(("statement", node))
    if known is None:
        known = frame.compiled["statement", node] = _statement(node, frame, negated=False)
    return known  # type: ignore[return-value]  # what is kept as a statement was compiled as one


def _statement(node: Node, frame: Frame, *, negated: bool) -> Statement:
    if isinstance(node, And):
        return _all([_statement(part, frame, negated=negated) for part in node.operands])
    if isinstance(node, Or):
        return _any([_statement(part, frame, negated=negated) for part in node.operands])
    if isinstance(node, Not):
        return _not(_statement(node.operand, frame, negated=not negated))
    if isinstance(node, Comparison):
        if is_textual(node.left):
            return _same_text(node, frame)
        return _guarded(node, frame, _comparison(node, frame, negated=negated))
    if isinstance(node, Call):
        if node.function in RELATIONS:
            return _relation(node, frame)
        if node.function == "same":
            return _same_text(node, frame)
        decide = {"roughly": _roughly, "restated": _restated, "possible_share_of": _possible_share}
        return _guarded(node, frame, decide[node.function](node, frame))
    raise TypeError(f"no statement: {node!r}")


def _all(parts: Sequence[Statement]) -> Statement:
    def decide(values: Values) -> Answer:
        result: Answer = Truth.YES
        for part in parts:
            answer = part(values)
            if answer is Truth.NO:
                return answer
            if isinstance(answer, Unknown):
                result = answer if not isinstance(result, Unknown) else result
            elif not isinstance(result, Unknown):
                result &= answer
        return result

    return decide


def _any(parts: Sequence[Statement]) -> Statement:
    def decide(values: Values) -> Answer:
        result = Truth.NO
        unknown: Unknown | None = None
        for part in parts:
            answer = part(values)
            if answer is Truth.YES:
                return answer
            if isinstance(answer, Unknown):
                unknown = unknown or answer
            else:
                result |= answer
        # What is possible stays possible, whatever the unknown part would have said.
        return unknown if unknown is not None and result is Truth.NO else result

    return decide


def _not(part: Statement) -> Statement:
    def decide(values: Values) -> Answer:
        answer = part(values)
        return answer if isinstance(answer, Unknown) else ~answer

    return decide


def _guarded(node: Node, frame: Frame, decide: Statement) -> Statement:
    """Wrap `decide` so that a missing value or units that do not compare make it unknown, with the reason."""
    fields = attributes(node)
    slots = [frame.slot(field) for field in fields]
    position = {(field.role, field.field): slot for field, slot in zip(fields, slots, strict=True)}
    figures = [frame.slot(field) for field in fields if field.field in ("value", "also", "lasting")]
    # Units repeat from meeting to meeting, so each combination is looked at once.
    known: dict[tuple[str, ...], Unknown | None] = {}

    def look(values: Values) -> Unknown | None:
        def unit(field: Attribute) -> Unit:
            found = values.units[position[field.role, field.field]]
            assert found is not None
            return found

        try:
            unit_of(node, unit)
        except MismatchError as error:
            return Unknown(str(error))
        return None

    def guarded(values: Values) -> Answer:
        read = values.read
        for slot in slots:
            value = read[slot]
            if type(value) is Unknown:
                return value
        units = values.units
        key = tuple([units[slot].name for slot in figures])  # type: ignore[union-attr]
        if key not in known:
            known[key] = look(values)
        reason = known[key]
        if reason is not None:
            return reason
        try:
            return decide(values)
        except ZeroDivisionError:
            return Unknown("a division by exactly zero")

    return guarded


def _comparison(node: Comparison, frame: Frame, *, negated: bool) -> Statement:
    difference = compile_figure(Arithmetic("-", node.left, node.right), frame)
    left, right = compile_figure(node.left, frame), compile_figure(node.right, frame)
    operator = node.operator

    def touching(values: Values) -> bool:
        """Whether a range that only just reaches counts as out of reach: both sides must be ranges."""
        return (
            not negated
            and values.extent is Extent.TYPICAL
            and not left(values).is_point
            and not right(values).is_point
        )

    def equal(values: Values) -> Truth:
        between = difference(values)
        if not between.contains(_ZERO):
            return Truth.NO
        if between.is_point:
            return Truth.YES
        at_end = between.low == 0 or between.high == 0
        return Truth.NO if at_end and touching(values) else Truth.POSSIBLE

    def unequal(values: Values) -> Truth:
        between = difference(values)
        if not between.contains(_ZERO):
            return Truth.YES
        return Truth.NO if between.is_point else Truth.POSSIBLE

    strict = operator in ("<", ">")
    rising = operator in ("<", "<=")

    def ordered(values: Values) -> Truth:
        between = difference(values)
        truth = _below(between if rising else -between, strict=strict)
        if truth is Truth.POSSIBLE and not strict:
            end = between.low if rising else between.high
            if end == 0 and touching(values):
                return Truth.NO
        return truth

    if operator == "==":
        return equal
    return unequal if operator == "!=" else ordered


_ZERO = Fraction(0)


def _below(between: Interval, *, strict: bool) -> Truth:
    """Whether a difference in this range is below zero (or, not `strict`, at most zero)."""
    low, high = between.low, between.high
    if high is not None and (high < 0 or (high == 0 and not (strict and between.high_closed))):
        return Truth.YES
    if low is None or low < 0 or (low == 0 and between.low_closed and not strict):
        return Truth.POSSIBLE
    return Truth.NO


def _roughly(node: Call, frame: Frame) -> Statement:
    left_node, right_node, tolerance = node.arguments
    assert left_node is not None
    assert right_node is not None
    assert isinstance(tolerance, Constant)
    within = tolerance.quantity.interval(Extent.TYPICAL).middle
    left, right = compile_figure(left_node, frame), compile_figure(right_node, frame)
    sides: tuple[Figure, Figure]
    if tolerance.quantity.unit.style == "percent":
        # |a − b| ≤ t·b, for b not below zero, as a − (1 + t)·b ≤ 0 ≤ a − (1 − t)·b; each is linear in b.
        sides = (
            compile_figure(_less_scaled(left_node, right_node, 1 + within), frame),
            compile_figure(_less_scaled(left_node, right_node, 1 - within), frame),
        )
    else:
        difference = compile_figure(Arithmetic("-", left_node, right_node), frame)
        sides = (
            lambda values: difference(values).scaled(_ONE, -within),
            lambda values: difference(values).scaled(_ONE, within),
        )

    def decide(values: Values) -> Truth:
        over, under = sides[0](values), -sides[1](values)
        if tolerance.quantity.unit.style == "percent":
            base = right(values)
            if base.high is not None and base.high <= 0:
                over, under = -under, -over
            elif base.low is None or base.low < 0:
                # b may have either sign, and then the allowance has no one form: either may serve.
                return Truth.POSSIBLE if _either(over, under) else Truth.NO
        truth = _below(over, strict=False) & _below(under, strict=False)
        reaches = over.low == 0 or under.low == 0
        if (
            truth is Truth.POSSIBLE
            and reaches
            and values.extent is Extent.TYPICAL
            and not left(values).is_point
            and not right(values).is_point
        ):
            return Truth.NO
        return truth

    return decide


_ONE = Fraction(1)


def _less_scaled(left: Node, right: Node, factor: Fraction) -> Node:
    return Arithmetic("-", left, Arithmetic("*", Number(factor), right))


def _either(over: Interval, under: Interval) -> bool:
    swapped_over, swapped_under = -under, -over
    one = _below(over, strict=False) is not Truth.NO or _below(swapped_over, strict=False) is not Truth.NO
    other = _below(under, strict=False) is not Truth.NO or _below(swapped_under, strict=False) is not Truth.NO
    return one and other


def _restated(node: Call, frame: Frame) -> Statement:
    first, second = (
        frame.quantity_slot(argument) for argument in node.arguments if isinstance(argument, Attribute)
    )

    def decide(values: Values) -> Truth:
        one, other = values.quantities[first], values.quantities[second]
        assert one is not None
        assert other is not None
        if one.ends is None or other.ends is None:
            mine, others = one.interval(values.extent), other.interval(values.extent)
            pairs = [(mine, others)]
        else:
            pairs = list(zip(base_ends(one), base_ends(other), strict=True))
        if not all(mine.meets(others) for mine, others in pairs):
            return Truth.NO
        return (
            Truth.YES if all(mine.is_point and others.is_point for mine, others in pairs) else Truth.POSSIBLE
        )

    return decide


def base_ends(figure: Quantity) -> tuple[Interval, Interval]:
    """Return the two ends of a written range, each as it may have been before rounding, in base units."""
    assert figure.ends is not None
    low, high = figure.ends
    unit = figure.unit
    return low.scaled(unit.factor, unit.offset), high.scaled(unit.factor, unit.offset)


_MOST_SIZES = 10_000  # sizes of a group that are tried one by one; more of them always hold a possible one


def _possible_share(node: Call, frame: Frame) -> Statement:
    share_node, size_node = node.arguments
    assert share_node is not None
    assert size_node is not None
    share, size = compile_figure(share_node, frame), compile_figure(size_node, frame)

    def decide(values: Values) -> Truth:
        part, whole = share(values), size(values)
        if not (part.is_bounded and whole.is_bounded):
            return Truth.POSSIBLE
        assert whole.low is not None
        assert whole.high is not None
        first, last = max(-(-whole.low // 1), 1), whole.high // 1
        if last - first > _MOST_SIZES:
            return Truth.POSSIBLE
        for count in range(int(first), int(last) + 1):
            scaled = part.scaled(Fraction(count))
            assert scaled.low is not None
            lowest = -(-scaled.low // 1)
            if any(
                scaled.contains(Fraction(items)) and 0 <= items <= count for items in (lowest, lowest + 1)
            ):
                return Truth.POSSIBLE
        return Truth.NO

    return decide


def _relation(node: Call, frame: Frame) -> Statement:
    first, second = (frame.slot(argument) for argument in node.arguments if isinstance(argument, Attribute))
    name = node.function

    def decide(values: Values) -> Answer:
        one, other = values.read[first], values.read[second]
        if isinstance(one, Unknown):
            return one
        if isinstance(other, Unknown):
            return other
        assert isinstance(one, Period)
        assert isinstance(other, Period)
        return holds(name, one, other, values.time)

    return decide


def is_textual(node: Node) -> bool:
    """Whether a node's value is text."""
    if isinstance(node, Text):
        return True
    if isinstance(node, Call):
        return FUNCTIONS[node.function].result == "text"
    return isinstance(node, Attribute) and node.field not in ("value", "also", "lasting", "when", "said")


TextValue = Callable[[Values], Words | Unknown]


def compile_text(node: Node, frame: Frame) -> TextValue:
    """Return the function that gives the text of `node`."""
    if isinstance(node, Text):
        constant = Words((node.text,))
        return lambda _: constant
    if isinstance(node, Call):
        (argument,) = node.arguments
        assert isinstance(argument, Attribute)
        slot = frame.slot(argument)
        of_unit = node.function == "unit"

        def called(values: Values) -> Words | Unknown:
            value = values.read[slot]
            if isinstance(value, Unknown):
                return value
            if of_unit:
                unit = values.units[slot]
                assert unit is not None
                return Words((unit.name,))
            assert isinstance(value, Period)
            days = weekday(value, values.time)
            return Words(tuple(days), uncertain=len(days) > 1)

        return called
    assert isinstance(node, Attribute)
    slot = frame.slot(node)

    def field(values: Values) -> Words | Unknown:
        value = values.read[slot]
        return value if isinstance(value, Unknown) else Words(value)  # type: ignore[arg-type]

    return field


def _same_text(node: Comparison | Call, frame: Frame) -> Statement:
    loosely = isinstance(node, Call)
    sides = node.arguments if isinstance(node, Call) else (node.left, node.right)
    left, right = (compile_text(side, frame) for side in sides if side is not None)
    unequal = isinstance(node, Comparison) and node.operator == "!="

    def decide(values: Values) -> Answer:
        one, other = left(values), right(values)
        if isinstance(one, Unknown):
            return one
        if isinstance(other, Unknown):
            return other
        mine, others = one.texts, other.texts
        if loosely:
            mine, others = tuple(map(_loose, mine)), tuple(map(_loose, others))
        if set(mine).isdisjoint(others):
            truth = Truth.NO
        elif one.uncertain or other.uncertain:
            truth = Truth.POSSIBLE
        else:
            truth = Truth.YES
        return ~truth if unequal else truth

    return decide


def _loose(text: str) -> str:
    return " ".join(text.split()).casefold()
