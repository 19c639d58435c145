"""Compile statements into functions that decide them, three-valued, on the values that one meeting brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consistency.expressions.compare import (
    Decide,
    compile_comparison,
    compile_possible_share,
    compile_restated,
    compile_roughly,
)
from consistency.expressions.dimensions import MismatchError, unit_of
from consistency.expressions.functions import RELATE_TIMES
from consistency.expressions.kinds import FIGURES, is_textual
from consistency.expressions.slots import Frame, UndefinedError, Unknown, Values
from consistency.expressions.tree import (
    And,
    Attribute,
    Call,
    Comparison,
    Expression,
    Node,
    Not,
    Or,
    attributes,
    walk,
)
from consistency.expressions.words import compile_same_text
from consistency.period import RELATIONS, Period, holds
from consistency.quantity import Unit
from consistency.reading import Truth

Answer = Truth | Unknown
Statement = Callable[[Values], Answer]
"""Decides a statement on the values of one meeting."""


def compile_statement(expression: Expression, frame: Frame) -> Statement:
    """Return the function that decides `expression`, which must be of kind `truth`."""
    return decided(expression.tree, frame)


def decided(node: Node, frame: Frame) -> Statement:
    """Return the function that decides the statement `node`."""
    known = frame.compiled.get(("statement", node))
    if known is None:
        known = frame.compiled["statement", node] = _statement(node, frame, negated=False)
    return known  # type: ignore[return-value]  # what is kept as a statement was compiled as one


def relates_times(node: Node) -> bool:
    """Whether a statement rests on how dates lie, whose certainty is asked of their widest reading."""
    return any(isinstance(part, Call) and part.function in RELATE_TIMES for part in walk(node))


def _statement(node: Node, frame: Frame, *, negated: bool) -> Statement:
    if isinstance(node, And):
        return _all([_statement(part, frame, negated=negated) for part in node.operands])
    if isinstance(node, Or):
        return _any([_statement(part, frame, negated=negated) for part in node.operands])
    if isinstance(node, Not):
        return _not(_statement(node.operand, frame, negated=not negated))
    if isinstance(node, Comparison):
        if is_textual(node.left):
            return compile_same_text(node, frame)
        return _guarded(node, frame, compile_comparison(node, frame, negated=negated))
    if isinstance(node, Call) and node.function in _CALLED:
        return _CALLED[node.function](node, frame, negated)
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


def _guarded(node: Node, frame: Frame, decide: Decide) -> Statement:
    """Wrap `decide` so that a missing value or units that do not compare make it unknown, with the reason."""
    fields = attributes(node)
    slots = [frame.slot(field) for field in fields]
    position = {(field.role, field.field): slot for field, slot in zip(fields, slots, strict=True)}
    figures = [frame.slot(field) for field in fields if field.field in FIGURES]
    # Units repeat from meeting to meeting, so each combination is looked at once.
    known: dict[tuple[str, ...], Unknown | None] = {}
    unseen = Unknown("")

    def look(values: Values) -> Unknown | None:
        def unit(field: Attribute) -> Unit:
            figure = values.quantities[position[field.role, field.field]]
            assert figure is not None
            return figure.unit

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
        quantities = values.quantities
        key = tuple([quantities[slot].unit.name for slot in figures])  # type: ignore[union-attr]
        reason = known.get(key, unseen)
        if reason is unseen:
            reason = known[key] = look(values)
        if reason is not None:
            return reason
        try:
            return decide(values)
        except ZeroDivisionError:
            return Unknown("a division by exactly zero")
        except UndefinedError as error:
            return Unknown(str(error))

    return guarded


def _relation(node: Call, frame: Frame, _negated: bool) -> Statement:
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


def _same(node: Call, frame: Frame, _negated: bool) -> Statement:
    return compile_same_text(node, frame)


def _roughly(node: Call, frame: Frame, negated: bool) -> Statement:
    return _guarded(node, frame, compile_roughly(node, frame, negated=negated))


def _restated(node: Call, frame: Frame, _negated: bool) -> Statement:
    return _guarded(node, frame, compile_restated(node, frame))


def _possible_share(node: Call, frame: Frame, _negated: bool) -> Statement:
    return _guarded(node, frame, compile_possible_share(node, frame))


def _predicate(node: Call, frame: Frame, _negated: bool) -> Statement:
    from consistency.expressions import predicates  # few rules ask what one figure is by itself

    return predicates.CALLED[node.function](node, frame)


def _quoting(node: Call, frame: Frame, _negated: bool) -> Statement:
    from consistency.expressions import quoting  # few rules read texts

    return quoting.CALLED[node.function](node, frame)


_CALLED: dict[str, Callable[[Call, Frame, bool], Statement]] = {
    **dict.fromkeys(RELATIONS, _relation),
    "same": _same,
    "roughly": _roughly,
    "restated": _restated,
    "possible_share_of": _possible_share,
    **dict.fromkeys(("is_counted", "is_whole", "is_change", "falls_on"), _predicate),
    **dict.fromkeys(("appears_in", "has_number", "has_number_of"), _quoting),
}
"""What decides a call whose result is `truth`; the flag says that it is under an odd number of `not`."""
