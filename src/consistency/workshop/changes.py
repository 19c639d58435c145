"""The small changes of a rule that its examples should notice: each makes it a looser or a tighter rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import attrs

from consistency.expressions.kinds import is_textual
from consistency.expressions.tree import (
    And,
    Call,
    Comparison,
    Constant,
    Expression,
    Node,
    Not,
    Or,
    attributes,
)
from consistency.period import RELATIONS, converse
from consistency.quantity import Quantity
from consistency.rule import Reading, Rule
from consistency.workshop.spelling import spelt

# What each comparison of figures becomes. That two are the same is loosened to either side in turn: examples
# that all fail on one side would not see that the rule guards the other.
_FLIPPED = {
    "==": ("<=", ">="),
    "!=": ("==",),
    "<": (">",),
    "<=": (">=",),
    ">": ("<",),
    ">=": ("<=",),
}

_TOLERANCES = (Fraction(10), Fraction(1, 10))
"""By what a tolerance is widened, and narrowed."""


class Change(NamedTuple):
    """A rule that differs in one thing, and that thing in words that follow on "when"."""

    words: str
    rule: Rule


def changes(rule: Rule) -> Iterator[Change]:
    """Yield each change of `rule` in the order in which the file says what it changes.

    A condition under `where` is dropped; of those joined by `and`, one at a time. Of the expectation a
    reading or one part of an `and` or an `or` is dropped, a comparison flipped, a tolerance made ten times as
    wide and as narrow.
    """
    for number, condition in enumerate(rule.where):
        for words, kept in _dropped(condition):
            where = (*rule.where[:number], *kept, *rule.where[number + 1 :])
            yield Change(words, attrs.evolve(rule, where=where))
    for number, reading in enumerate(rule.expect):
        before, after = rule.expect[:number], rule.expect[number + 1 :]
        if before or after:
            words = f"the reading `{reading.name}` is dropped"
            yield Change(words, attrs.evolve(rule, expect=(*before, *after)))
        for words, tree in _altered(reading.expression.tree, rule.symmetric):
            expression = attrs.evolve(reading.expression, text=spelt(tree), tree=tree)
            changed = Reading(reading.name, expression)
            yield Change(words, attrs.evolve(rule, expect=(*before, changed, *after)))


def _dropped(condition: Expression) -> Iterator[tuple[str, tuple[Expression, ...]]]:
    """Yield what of a condition can be dropped, and what is left of it then."""
    if not isinstance(condition.tree, And):
        yield f"`{spelt(condition.tree)}` is dropped", ()
        return
    for part, tree in _without_one(condition.tree):
        yield f"`{spelt(part)}` is dropped", (attrs.evolve(condition, text=spelt(tree), tree=tree),)


def _without_one(node: And | Or) -> Iterator[tuple[Node, Node]]:
    """Yield each part of `node` with what `node` is without it."""
    for number, part in enumerate(node.operands):
        rest = (*node.operands[:number], *node.operands[number + 1 :])
        yield part, rest[0] if len(rest) == 1 else attrs.evolve(node, operands=rest)


def _altered(node: Node, symmetric: Sequence[str]) -> Iterator[tuple[str, Node]]:
    """Yield each statement that `node` becomes by one change, anywhere in it, with the change in words."""
    if isinstance(node, And | Or):
        for part, rest in _without_one(node):
            yield f"`{spelt(part)}` is dropped", rest
        for number, part in enumerate(node.operands):
            for words, other in _altered(part, symmetric):
                operands = (*node.operands[:number], other, *node.operands[number + 1 :])
                yield words, attrs.evolve(node, operands=operands)
    elif isinstance(node, Not):
        yield _becomes(node, node.operand), node.operand
        for words, other in _altered(node.operand, symmetric):
            yield words, attrs.evolve(node, operand=other)
    else:
        for other in _flipped(node, symmetric):
            yield _becomes(node, other), other


def _becomes(node: Node, other: Node) -> str:
    return f"`{spelt(node)}` becomes `{spelt(other)}`"


def _flipped(node: Node, symmetric: Sequence[str]) -> Iterator[Node]:
    """Yield what a comparison, a relation in time or a tolerance becomes."""
    if isinstance(node, Comparison):
        operators = _FLIPPED[node.operator]
        # What one example of exchangeable roles shows, the same example exchanged would have shown.
        if node.operator == "==" and (is_textual(node.left) or _exchanges(node, symmetric)):
            operators = ("!=",)
        for operator in operators:
            yield attrs.evolve(node, operator=operator)
    elif isinstance(node, Call) and node.function == "roughly":
        first, second, tolerance = node.arguments
        assert isinstance(tolerance, Constant)
        for factor in _TOLERANCES:
            wider = _scaled(tolerance, factor)
            if wider != tolerance:
                yield attrs.evolve(node, arguments=(first, second, wider))
    elif isinstance(node, Call) and node.function in RELATIONS:
        relation = RELATIONS[node.function]
        if converse(relation) != relation:
            yield attrs.evolve(node, arguments=node.arguments[::-1])


def _exchanges(node: Comparison, symmetric: Sequence[str]) -> bool:
    """Whether each side of a comparison reads a role that can be exchanged with one of the other side."""
    return all(any(field.role in symmetric for field in attributes(side)) for side in (node.left, node.right))


def _scaled(tolerance: Constant, factor: Fraction) -> Constant:
    figure = tolerance.quantity
    number = figure.stated.low
    assert number is not None  # a constant is one exact figure
    return (
        attrs.evolve(tolerance, quantity=Quantity.exact(number * factor, figure.unit))
        if number
        else tolerance
    )
