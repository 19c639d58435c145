"""Comparisons in an expression: what may be compared with what, and with which signs."""

from __future__ import annotations

import ast
from collections.abc import Collection

from consistency.expressions.check.constants import settled
from consistency.expressions.check.naming import KINDS_IN_WORDS, shortened
from consistency.expressions.check.scope import Read, Scope
from consistency.expressions.tree import And, Attribute, Call, Comparison, Node, Text
from consistency.measure import Kind
from consistency.period import WEEKDAYS
from consistency.problem import InputError, closest

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def read_comparison(node: ast.Compare, scope: Scope, read: Read) -> tuple[Node, str]:
    """Return a comparison; a chain of them is each of its links."""
    sides = [node.left, *node.comparators]
    links: list[Node] = []
    for operation, left, right in zip(node.ops, sides, sides[1:], strict=False):
        operator = _SIGNS.get(type(operation))
        if operator is None:
            raise InputError(
                f"`{scope.shown(node)}`: comparisons are == != < <= > >=",
                "for periods, `within(a.when, b.when)`; for texts, a list in the pattern",
                scope.offset(node),
            )
        links.append(_link(operator, left, right, scope, read))
    return (links[0] if len(links) == 1 else And(tuple(links), scope.offset(node))), "truth"


def _link(operator: str, left: ast.expr, right: ast.expr, scope: Scope, read: Read) -> Comparison:
    (first, one), (second, other) = read(left), read(right)
    offset = scope.offset(left)
    if isinstance(first, Text) and not isinstance(second, Text):
        first, one = settled(first, other, scope)
    if isinstance(second, Text) and not isinstance(first, Text):
        second, other = settled(second, one, scope)
    if one != other:
        raise InputError(
            f"{KINDS_IN_WORDS[one]} cannot be compared with {KINDS_IN_WORDS[other]}",
            None,
            scope.offset(right),
        )
    if one == "period":
        raise InputError(
            f"periods are not compared with `{operator}`",
            "say which relation: before, after, within, precedes, same_period, …",
            offset,
        )
    if one == "truth":
        raise InputError("statements are not compared", "join them with and, or, not", offset)
    if one == "text":
        _refuse_misspelt(first, second, scope.offset(right) + 1)
        _refuse_misspelt(second, first, offset + 1)
    if one == "text" and operator not in ("==", "!="):
        raise InputError(f"texts have no order: `{operator}`", "texts compare with == and !=", offset)
    return Comparison(operator, first, second, offset)


def _refuse_misspelt(asked: Node, answer: Node, offset: int) -> None:
    """Refuse a text beside what has few values, where it is none of them."""
    if not isinstance(answer, Text):
        return
    if isinstance(asked, Call) and asked.function == "weekday":
        known: Collection[str] = WEEKDAYS
    elif isinstance(asked, Attribute) and asked.field == "kind":
        known = [kind.value for kind in Kind]
    else:
        return
    if answer.text not in known:
        name = "day of the week" if isinstance(asked, Call) else "kind"
        hint = closest(answer.text, known) or f"there are {', '.join(known)}"
        raise InputError(f"no {name} is called `{shortened(answer.text)}`", hint, offset)
