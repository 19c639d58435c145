"""What is wrong with an expression whichever claims meet: figures that never compare, what always holds."""

from __future__ import annotations

from collections.abc import Callable

from consistency.expressions.dimensions import MismatchError, unit_of
from consistency.expressions.kinds import kind_of
from consistency.expressions.tree import Attribute, Call, Comparison, Node, Not, children
from consistency.problem import InputError
from consistency.quantity import DAYS, Unit

KnownUnits = Callable[[Attribute], Unit | None]
"""Gives the unit that a role's field has in every meeting, or None where claims may differ."""


class _AnyUnitError(Exception):
    """A figure whose unit is not known before claims meet."""


def mismatch(node: Node, known: KnownUnits) -> InputError | None:
    """Return the error of the first part of an expression whose figures no claims could make go together.

    >>> from consistency.expressions import read_expression
    >>> from consistency.quantity import Units
    >>> tree = read_expression("a > 2 and duration(a.when) < '3 km'", ["a"], Units.standard()).tree
    >>> error = mismatch(tree, lambda field: None)
    >>> error.message, error.offset
    ('`days` and `km` never compare', 10)
    """

    def unit(field: Attribute) -> Unit:
        if field.field == "lasting":
            return DAYS
        found = known(field)
        if found is None:
            raise _AnyUnitError
        return found

    return _first(node, unit)


def _first(node: Node, unit: Callable[[Attribute], Unit]) -> InputError | None:
    for child in children(node):
        error = _first(child, unit)
        if error is not None:
            return error
    if isinstance(node, Attribute | Not) or not children(node) or not _is_figures(node):
        return None
    try:
        unit_of(node, unit)
    except _AnyUnitError:
        return None
    except MismatchError as error:
        message = str(error).replace("do not compare", "never compare")
        return InputError(message, "let both sides be the same kind of figure", node.offset)
    return None


def _is_figures(node: Node) -> bool:
    """Return whether a node combines figures, rather than periods, texts or statements."""
    if isinstance(node, Call | Comparison):
        return all(kind_of(child) == "quantity" for child in children(node))
    return kind_of(node) == "quantity"


def nearly_always_holds(node: Node) -> InputError | None:
    """Return the error of an expectation that two figures differ, which ranges almost always can.

    >>> from consistency.expressions import read_expression
    >>> from consistency.quantity import Units
    >>> print(nearly_always_holds(read_expression("a != b", ["a", "b"], Units.standard()).tree).message)
    that two figures differ is possible for nearly all figures
    """
    unlike = node.operand if isinstance(node, Not) else node
    sign = "==" if isinstance(node, Not) else "!="
    if isinstance(unlike, Comparison) and unlike.operator == sign and _is_figures(unlike):
        return InputError(
            "that two figures differ is possible for nearly all figures",
            "expect an order (`a < b`) or a distance (`abs(a - b) > '2 km'`)",
            node.offset,
        )
    return None
