"""Numbers and texts that stand in an expression: exact, and figures only where figures are wanted."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

from consistency.expressions.check.scope import Scope
from consistency.expressions.kinds import kind_of
from consistency.expressions.tree import Constant, Node, Number, Text
from consistency.problem import InputError
from consistency.quantity import read_constant

_PLAIN_NUMBER = r"\d[\d_]{0,199}(\.\d{1,200})?|\.\d{1,200}"


def read_literal(node: ast.Constant, scope: Scope) -> tuple[Node, str]:
    """Return a number, or a text whose meaning is still open."""
    offset = scope.offset(node)
    if isinstance(node.value, str):
        return Text(node.value, offset), "text"
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise InputError(f"`{scope.written(node)}` is not a figure or a text", None, offset)
    # The digits as written: a float would already have rounded them.
    written = scope.written(node)
    if not re.fullmatch(_PLAIN_NUMBER, written):
        raise InputError(f"`{scope.shown(node)}`: write a number in plain decimal digits", None, offset)
    return Number(Fraction(written.replace("_", "")), offset), "quantity"


def settled(node: Node, kind: str, scope: Scope) -> tuple[Node, str]:
    """Return a node and its kind: a text constant as what it means where `kind` is wanted, others as is."""
    if isinstance(node, Text):
        return (exact(node, scope), "quantity") if kind == "quantity" else (node, "text")
    return node, kind_of(node)


def exact(text: Text, scope: Scope) -> Constant:
    """Return the exact figure that a text constant is."""
    try:
        return Constant(read_constant(text.text, scope.units), text.offset)
    except InputError as error:
        raise InputError(error.message, error.suggestion, text.offset + 1 + error.offset) from None
