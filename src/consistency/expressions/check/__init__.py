"""Read the text of an expression into a checked tree. The only package that knows Python's own syntax tree.

Everything that is not on the list here is refused: the text is parsed, never run.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from consistency.expressions.check.calls import read_call
from consistency.expressions.check.comparisons import read_comparison
from consistency.expressions.check.constants import read_literal, settled
from consistency.expressions.check.names import read_field, read_name
from consistency.expressions.check.naming import KINDS_IN_WORDS
from consistency.expressions.check.parsing import parsed
from consistency.expressions.check.scope import Scope
from consistency.expressions.tree import And, Arithmetic, Expression, Negative, Node, Not, Or, Text
from consistency.problem import InputError
from consistency.quantity import Units

_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def read_expression(
    text: str,
    roles: Collection[str],
    units: Units,
    kind: str | None = None,
    groups: Collection[str] = (),
) -> Expression:
    """Return the checked expression that `text` says.

    `roles` are the names it may use, `groups` those of them that stand for many claims; `kind` is what it
    must come to (`truth`, `quantity`, `period`, `text`), or None for any. Raises `InputError` with the
    offset of the first thing that is wrong.

    >>> read_expression("a + b < 2 * a", ["a", "b"], Units.standard(), "truth").kind
    'truth'
    >>> read_expression("a.when", ["a"], Units.standard()).kind
    'period'
    >>> read_expression("sum(parts)", ["parts"], Units.standard(), groups=["parts"]).kind
    'quantity'
    """
    tree, stripped, lead = parsed(text)
    scope = Scope(stripped, lead, roles, units, groups)
    node, found = _Reader(scope).read(tree)
    if isinstance(node, Text):
        node, found = settled(node, kind or "text", scope)
    if kind is not None and found != kind:
        hint = "compare it with something, for instance `a == b`" if kind == "truth" else None
        raise InputError(
            f"this is {KINDS_IN_WORDS[found]}, where {KINDS_IN_WORDS[kind]} is needed", hint, lead
        )
    return Expression(text.strip(), node, found)


class _Reader:
    """Turns Python's nodes into ours."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def read(self, node: ast.expr) -> tuple[Node, str]:
        """Return our node and its kind; the kind of a text constant is still open (`Text`, "text")."""
        scope = self._scope
        if isinstance(node, ast.Constant):
            return read_literal(node, scope)
        if isinstance(node, ast.Name):
            return read_name(node, scope)
        if isinstance(node, ast.Attribute):
            return read_field(node, scope)
        if isinstance(node, ast.Call):
            return read_call(node, scope, self.read)
        if isinstance(node, ast.Compare):
            return read_comparison(node, scope, self.read)
        offset = scope.offset(node)
        if isinstance(node, ast.BinOp):
            operator = _ARITHMETIC.get(type(node.op))
            if operator is None:
                raise InputError(
                    f"`{scope.written(node)}`: of the operators of arithmetic, rules have + - * / only",
                    None,
                    offset,
                )
            left, right = self._figure(node.left), self._figure(node.right)
            return Arithmetic(operator, left, right, offset), "quantity"
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                return Not(self._statement(node.operand), offset), "truth"
            if isinstance(node.op, ast.USub):
                return Negative(self._figure(node.operand), offset), "quantity"
            if isinstance(node.op, ast.UAdd):
                return self._figure(node.operand), "quantity"
        if isinstance(node, ast.BoolOp):
            statements = tuple(self._statement(value) for value in node.values)
            whole = And(statements, offset) if isinstance(node.op, ast.And) else Or(statements, offset)
            return whole, "truth"
        raise InputError(
            f"`{scope.shown(node)}` is not part of the language of rules",
            "rules have roles, fields, figures, + - * /, comparisons, and, or, not, and functions",
            offset,
        )

    def _figure(self, node: ast.expr) -> Node:
        found, _ = self.read(node)
        found, kind = settled(found, "quantity", self._scope)
        if kind != "quantity":
            hint = "use `duration(…)` or `days_between(…, …)`" if kind == "period" else None
            raise InputError(
                f"`{self._scope.shown(node)}` is {KINDS_IN_WORDS[kind]}, not a figure",
                hint,
                self._scope.offset(node),
            )
        return found

    def _statement(self, node: ast.expr) -> Node:
        found, kind = self.read(node)
        if kind != "truth":
            raise InputError(
                f"`{self._scope.shown(node)}` is {KINDS_IN_WORDS[kind]}, "
                "not a statement that holds or does not",
                None,
                self._scope.offset(node),
            )
        return found
