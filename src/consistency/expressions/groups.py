"""What an expression over groups says once it is known how many claims each of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Count,
    Expression,
    Negative,
    Node,
    Not,
    Or,
)

Members = Mapping[str, Sequence[str]]
"""The names of the single roles that stand for the claims of each group, by the group's name."""


def members(group: str, size: int) -> tuple[str, ...]:
    """Return the names of the single roles that stand for the claims of a group.

    No role that a rule declares bears one of them, for they hold a blank.

    >>> members("parts", 2)
    ('parts 1', 'parts 2')
    """
    return tuple([f"{group} {number}" for number in range(1, size + 1)])


def spread(expression: Expression, groups: Members) -> Expression:
    """Return the expression with the claims of each group in the group's place.

    >>> from consistency.expressions import read_expression
    >>> from consistency.quantity import Units
    >>> total = read_expression("sum(parts)", ["parts"], Units.standard(), groups=["parts"])
    >>> [part.role for part in spread(total, {"parts": members("parts", 2)}).tree.arguments]
    ['parts 1', 'parts 2']
    """
    return Expression(expression.text, _spread(expression.tree, groups), expression.kind)


def _spread(node: Node, groups: Members) -> Node:
    if isinstance(node, Call):
        return _call(node, groups)
    if isinstance(node, Arithmetic):
        return Arithmetic(node.operator, _spread(node.left, groups), _spread(node.right, groups), node.offset)
    if isinstance(node, Comparison):
        return Comparison(node.operator, _spread(node.left, groups), _spread(node.right, groups), node.offset)
    if isinstance(node, Negative):
        return Negative(_spread(node.operand, groups), node.offset)
    if isinstance(node, Not):
        return Not(_spread(node.operand, groups), node.offset)
    if isinstance(node, And):
        return And(tuple([_spread(part, groups) for part in node.operands]), node.offset)
    if isinstance(node, Or):
        return Or(tuple([_spread(part, groups) for part in node.operands]), node.offset)
    return node


def _call(node: Call, groups: Members) -> Node:
    arguments: list[Node | None] = []
    for argument in node.arguments:
        if isinstance(argument, Attribute) and argument.role in groups:
            names = groups[argument.role]
            if node.function == "count":
                return Count(Fraction(len(names)), node.offset)
            arguments += [Attribute(name, argument.field, argument.offset) for name in names]
        else:
            arguments.append(argument if argument is None else _spread(argument, groups))
    return Call(node.function, tuple(arguments), node.offset)
