"""A second, naive meaning of expressions: on exact numbers, from the definition: the tests' reference."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Not,
    Number,
    Or,
)
from consistency.reading import Extent

Point = Mapping[tuple[str, str], Fraction]


def number(node: Node, point: Point) -> Fraction:
    """The value of a figure where every field has the exact value that `point` gives it, in base units."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Constant):
        return node.quantity.interval(Extent.TYPICAL).middle
    if isinstance(node, Attribute):
        return point[node.role, node.field]
    if isinstance(node, Negative):
        return -number(node.operand, point)
    if isinstance(node, Arithmetic):
        left, right = number(node.left, point), number(node.right, point)
        if node.operator == "+":
            return left + right
        if node.operator == "-":
            return left - right
        return left * right if node.operator == "*" else left / right
    assert isinstance(node, Call)
    figures = [number(argument, point) for argument in node.arguments if argument is not None]
    if node.function == "percent_change":
        return (figures[1] - figures[0]) / figures[0]
    if node.function in ("share", "per"):
        return figures[0] / figures[1]
    if node.function == "product":
        total = Fraction(1)
        for figure in figures:
            total *= figure
        return total
    if node.function == "mean":
        return sum(figures, Fraction(0)) / len(figures)
    plain = {"sum": sum, "min": min, "max": max, "abs": lambda parts: abs(parts[0])}
    return Fraction(plain[node.function](figures))


def truth(node: Node, point: Point) -> bool:
    """Whether a statement about figures holds at that point."""
    if isinstance(node, And):
        return all(truth(part, point) for part in node.operands)
    if isinstance(node, Or):
        return any(truth(part, point) for part in node.operands)
    if isinstance(node, Not):
        return not truth(node.operand, point)
    if isinstance(node, Comparison):
        left, right = number(node.left, point), number(node.right, point)
        return {
            "==": left == right,
            "!=": left != right,
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }[node.operator]
    assert isinstance(node, Call)
    assert node.function == "roughly"
    first, second, tolerance = node.arguments
    assert first is not None
    assert second is not None
    assert isinstance(tolerance, Constant)
    apart = abs(number(first, point) - number(second, point))
    within = number(tolerance, point)
    if tolerance.quantity.unit.style == "percent":
        within *= abs(number(second, point))
    return apart <= within
