"""Which statements, once they fail, go on failing with every step of a figure: their shape tells.

A comparison whose two sides differ by more, or by less, with every step fails on one side of a bound, as long
as nothing that the figure is multiplied with can change its sign; and what is put together of such
comparisons with `and` and `or` does so, too. What has no such shape is not steady here, be it so or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from consistency.expressions.compile import decided
from consistency.expressions.kinds import is_textual
from consistency.expressions.range import compile_figure, lowered
from consistency.expressions.slots import Frame, UndefinedError, Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Negative,
    Node,
    Not,
    Or,
    attributes,
    children,
    walk,
)
from consistency.quantity import Interval
from consistency.reading import Extent, Truth

_UNMOVED: Final = ("unit", "hedge_of", "is_counted", "is_change")
"""What these tell of a figure, it tells after each step: unit, hedge and the words of a change stay."""

_RISING: Final = ("min", "max", "low", "middle", "high")
"""These rise with each of their figures."""

_STATED: Final = ("low", "middle", "high")
"""What is stated moves as a whole: two of these of one figure stay as far apart as they are."""


class Shape:
    """What moves in the statements about one meeting, and what they come to as it is written."""

    def __init__(
        self, moving: set[tuple[str, str]], frame: Frame, values: Values, sign: int, step: Fraction | None
    ) -> None:
        self._moving = moving
        self._frame = frame
        self._values = values
        self._sign = sign
        self._step = step

    def is_steady(self, node: Node, *, negated: bool) -> bool:
        """Whether a statement, once it fails, fails at all steps beyond: if it fails now, at every step."""
        if isinstance(node, And | Or):
            return all(self.is_steady(part, negated=negated) for part in node.operands)
        if isinstance(node, Not):
            return self.is_steady(node.operand, negated=not negated)
        if not self._moves(node):
            return True
        if isinstance(node, Comparison) and not is_textual(node.left):
            return self._compares_steadily(node, negated=negated)
        if isinstance(node, Call) and node.function == "is_whole":
            return self._stays_whole(children(node)[0])
        if isinstance(node, Call) and node.function in ("roughly", "restated") and not negated:
            left, right = node.arguments[:2]
            assert left is not None
            assert right is not None
            if self._moves(left) and self._moves(right):
                return False
            return self._fails_beyond(node, Arithmetic("-", left, right), "==", negated=False)
        return False

    def _stays_whole(self, node: Node) -> bool:
        """Whether a figure is a whole number, and remains one with every step, whatever else it may mean."""
        figure = self._values.quantities[self._frame.slot(node)] if isinstance(node, Attribute) else None
        if figure is None or self._step is None or figure.stated.low != figure.stated.high:
            return False
        meant = figure.widest if self._values.extent is Extent.WIDEST else figure.typical
        written = figure.stated.middle
        return written.denominator == self._step.denominator == 1 and meant.contains(written)

    def _compares_steadily(self, node: Comparison, *, negated: bool) -> bool:
        difference: Node = Arithmetic("-", node.left, node.right)
        operator = _DENIED[node.operator] if negated else node.operator
        if operator == "!=":
            return False
        if _are_of_one_figure(node.left, node.right):
            return True
        if (
            isinstance(node.left, Call)
            and node.left.function == "abs"
            and operator in ("<", "<=")
            and not self._moves(node.right)
        ):
            (inner,) = node.left.arguments  # from −c to c is one stretch
            assert inner is not None
            difference, operator = inner, "=="
        return self._fails_beyond(node, difference, operator, negated=negated)

    def _fails_beyond(self, node: Node, difference: Node, operator: str, *, negated: bool) -> bool:
        """Whether `node` fails on one side of a bound, as it says on which side of zero a difference lies."""
        answer = decided(node, self._frame)(self._values)
        if isinstance(answer, Unknown):
            return not self._divides(difference)
        rising = self._rises(lowered(difference))
        if rising is None:
            return False
        if rising == 0 or answer is not (Truth.YES if negated else Truth.NO):
            return True
        away = self._sign * rising
        if operator == "==":
            found = self._range(difference)
            return found is not None and self._side(found) == away
        return away == (1 if operator in ("<", "<=") else -1)

    def _rises(self, node: Node) -> int | None:
        """Return 1 where a figure rises with the moving one, −1 where it falls, 0 for neither; else None."""
        if not self._moves(node):
            return 0
        if isinstance(node, Attribute):
            return 1
        if isinstance(node, Negative):
            rising = self._rises(node.operand)
            return None if rising is None else -rising
        if isinstance(node, Arithmetic):
            return self._combined(node)
        if isinstance(node, Call) and node.function in _RISING:
            return _together([self._rises(part) for part in children(node)])
        if isinstance(node, Call) and node.function == "abs":
            return self._without_sign(children(node)[0])
        return None

    def _combined(self, node: Arithmetic) -> int | None:
        left, right = self._rises(node.left), self._rises(node.right)
        if left is None or right is None:
            return None
        if node.operator in ("+", "-"):
            return _together([left, right if node.operator == "+" else -right])
        if left and right:
            return None
        if left:
            factor = self._factor(node.right)
            return None if factor is None else left * factor
        factor = self._factor(node.left)
        if factor is None:
            return None
        if node.operator == "*":
            return right * factor
        # Towards zero a divisor makes the quotient undecided at last.
        found = self._range(node.right)
        is_far = isinstance(node.right, Attribute) and found is not None and self._side(found) == self._sign
        return -right * factor if is_far else None

    def _without_sign(self, node: Node) -> int | None:
        """Return how the size of a figure rises; None where it may pass zero."""
        rising, found = self._rises(node), self._range(node)
        if not rising or found is None:
            return None
        side = self._side(found)
        return rising * side if side and side == rising * self._sign else None

    def _factor(self, node: Node) -> int | None:
        """Return 1 for a figure above zero, −1 for one below it, None for one that may be on both sides."""
        found = self._range(node)
        return None if found is None else self._side(found) or None

    def _range(self, node: Node) -> Interval | None:
        if any(isinstance(self._values.read[self._frame.slot(part)], Unknown) for part in attributes(node)):
            return None
        try:
            return compile_figure(node, self._frame)(self._values)
        except (ZeroDivisionError, UndefinedError):
            return None

    def _side(self, found: Interval) -> int:
        if found.low is not None and (found.low > 0 or (found.low == 0 and not found.low_closed)):
            return 1
        return -int(
            found.high is not None and (found.high < 0 or (found.high == 0 and not found.high_closed))
        )

    def _divides(self, node: Node) -> bool:
        return any(
            isinstance(part, Arithmetic) and part.operator == "/" and self._moves(part.right)
            for part in walk(lowered(node))
        )

    def _moves(self, node: Node) -> bool:
        return next(read_of(node, self._moving), None) is not None


_DENIED: Final = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _together(rising: Sequence[int | None]) -> int | None:
    """Return how a figure rises in which several do: None where they do so in different ways."""
    ways = {way for way in rising if way != 0}
    return 0 if not ways else ways.pop() if len(ways) == 1 else None


def _are_of_one_figure(left: Node, right: Node) -> bool:
    return (
        isinstance(left, Call)
        and isinstance(right, Call)
        and {left.function, right.function} <= set(_STATED)
        and left.arguments == right.arguments
        and isinstance(left.arguments[0], Attribute)
    )


def read_of(node: Node, fields: Iterable[tuple[str, str]]) -> Iterator[Attribute]:
    """Yield what a node reads of these fields, but where it only asks for what a move leaves as it is.

    >>> whole, part = Attribute("whole", "value"), Attribute("part", "value")
    >>> tree = Arithmetic("+", Call("unit", (part,)), Arithmetic("-", whole, part))
    >>> [field.role for field in read_of(tree, [("part", "value")])]
    ['part']
    """
    if isinstance(node, Attribute):
        if (node.role, node.field) in fields:
            yield node
    elif not (isinstance(node, Call) and node.function in _UNMOVED):
        for child in children(node):
            yield from read_of(child, fields)
