"""Spell the nodes of expressions as rules write them."""

from __future__ import annotations

from fractions import Fraction

from consistency.expressions.functions import FUNCTIONS
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
    Text,
)

# How tightly each form holds together: what stands in a tighter one needs parentheses.
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN, _WHOLE = range(8)


def spelt(node: Node) -> str:
    """Return the text of `node` in the language of rules: reading it gives an equal node.

    >>> from consistency.expressions import read_expression
    >>> from consistency.quantity import Units
    >>> text = "not (a < b or a == 1.50*b) and roughly(a, b, '2 pp')"
    >>> spelt(read_expression(text, ["a", "b"], Units.standard()).tree)
    "not (a < b or a == 1.5 * b) and roughly(a, b, within='2 pp')"
    """
    return _spelt(node)[0]


def _spelt(node: Node) -> tuple[str, int]:
    """Return the text of a node, and how tightly it holds together."""
    if isinstance(node, Attribute):
        return (node.role if node.field == "value" else f"{node.role}.{node.field}"), _WHOLE
    if isinstance(node, Number):
        return decimal(node.value), _WHOLE
    if isinstance(node, Text):
        return repr(node.text), _WHOLE
    if isinstance(node, Constant):
        return repr(node.quantity.text), _WHOLE
    if isinstance(node, Call):
        return f"{node.function}({', '.join(_arguments(node))})", _WHOLE
    if isinstance(node, Negative):
        return f"-{_within(node.operand, _SIGN)}", _SIGN
    if isinstance(node, Not):
        return f"not {_within(node.operand, _NOT)}", _NOT
    if isinstance(node, And):
        return " and ".join(_within(part, _NOT) for part in node.operands), _AND
    if isinstance(node, Or):
        return " or ".join(_within(part, _AND) for part in node.operands), _OR
    if isinstance(node, Comparison):
        return f"{_within(node.left, _SUM)} {node.operator} {_within(node.right, _SUM)}", _COMPARISON
    assert isinstance(node, Arithmetic)
    own = _SUM if node.operator in "+-" else _PRODUCT
    return f"{_within(node.left, own)} {node.operator} {_within(node.right, own + 1)}", own


def _within(node: Node, least: int) -> str:
    text, own = _spelt(node)
    return text if own >= least else f"({text})"


def _arguments(node: Call) -> list[str]:
    parameters = FUNCTIONS[node.function].parameters
    texts = []
    for place, argument in enumerate(node.arguments):
        if argument is not None:
            parameter = parameters[min(place, len(parameters) - 1)]
            name = f"{parameter.name}=" if parameter.kind == "tolerance" else ""
            texts.append(name + spelt(argument))
    return texts


def decimal(number: Fraction) -> str:
    """Return every digit of a number that was written in decimal digits.

    >>> decimal(Fraction("0.050")), decimal(Fraction("1200"))
    ('0.05', '1200')
    """
    places = 0
    while number.denominator != 1:
        number *= 10
        places += 1
    digits = str(number.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
