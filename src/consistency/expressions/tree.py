"""The expressions of rules as a tree of data, which evaluation, explanation and later solvers all read.

`Text` stands for a text constant whose meaning its surroundings decide; checking (`check.py`) turns those
that are figures into `Constant`. Every node keeps `offset`, its first character in the text it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from consistency.quantity import Quantity
from consistency.value import Value


class _Node(Value):
    """What can stand in a tree; two trees that say the same are equal, wherever they stand in their texts."""

    __slots__ = ()
    unlike = ("offset",)


@attrs.frozen(eq=False, repr=False)
class Number(_Node):
    """A bare number: exact and dimensionless."""

    value: Fraction
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Count(Number):
    """How many claims a group holds: a number that compares with any counted noun."""


@attrs.frozen(eq=False, repr=False)
class Constant(_Node):
    """An exact figure with a unit, written as a text: `'2 pp'`."""

    quantity: Quantity
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Text(_Node):
    """A text constant."""

    text: str
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Attribute(_Node):
    """A field of a role's claim; a role's name alone is its `value`.

    Where the role is a group, it stands for that field of every claim of it, and only as an argument of a
    function that takes groups; `groups.py` puts the claims in its place.
    """

    role: str
    field: str
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Call(_Node):
    """A registered function with its arguments, in the order of its parameters; None for one left out."""

    function: str
    arguments: tuple[Node | None, ...]
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Arithmetic(_Node):
    """`+`, `-`, `*` or `/` of two figures."""

    operator: str
    left: Node
    right: Node
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Negative(_Node):
    """A figure with its sign turned."""

    operand: Node
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Comparison(_Node):
    """`==`, `!=`, `<`, `<=`, `>` or `>=` of two figures or two texts."""

    operator: str
    left: Node
    right: Node
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class And(_Node):
    """Every operand holds; a chain of comparisons is read as this."""

    operands: tuple[Node, ...]
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Or(_Node):
    """At least one operand holds."""

    operands: tuple[Node, ...]
    offset: int = 0


@attrs.frozen(eq=False, repr=False)
class Not(_Node):
    """The operand does not hold."""

    operand: Node
    offset: int = 0


Node = Number | Constant | Text | Attribute | Call | Arithmetic | Negative | Comparison | And | Or | Not


@attrs.frozen(eq=False, repr=False)
class Expression(Value):
    """A checked expression: its text as written, its tree, and what kind of value it has.

    `kind` is one of `truth`, `quantity`, `period`, `text`.
    """

    text: str
    tree: Node
    kind: str


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, in the order written."""
    if isinstance(node, Arithmetic | Comparison):
        return (node.left, node.right)
    if isinstance(node, And | Or):
        return node.operands
    if isinstance(node, Not | Negative):
        return (node.operand,)
    if isinstance(node, Call):
        return tuple(argument for argument in node.arguments if argument is not None)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def attributes(node: Node) -> tuple[Attribute, ...]:
    """Return each (role, field) that `node` reads, once, in the order of first mention."""
    seen: dict[tuple[str, str], Attribute] = {}
    for part in walk(node):
        if isinstance(part, Attribute):
            seen.setdefault((part.role, part.field), part)
    return tuple(seen.values())
