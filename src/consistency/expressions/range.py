"""The range of an arithmetic expression over a box of figures: exact wherever corners suffice.

Where each figure stands once, interval arithmetic is exact. Where a figure stands more than once, but at most
linearly in numerator and denominator, the expression is monotone in it, so the hull over its ends is exact.
Otherwise interval arithmetic encloses the range, and may only make too much seem possible.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

from consistency.expressions.functions import spelt_out
from consistency.expressions.slots import Frame, UndefinedError, Values
from consistency.expressions.tree import (
    Arithmetic,
    Attribute,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    children,
    walk,
)
from consistency.period import days_between, duration
from consistency.quantity import Interval
from consistency.reading import Extent

Figure = Callable[[Values], Interval]
"""Gives the range of a figure on the values of one meeting, in base units.

Raises ZeroDivisionError for a division by exactly zero, `UndefinedError` for an end that is not there."""

_MOST_CORNERS = 8  # figures that stand more than once; 2**8 corners are the most worth trying
_STATED = ("low", "middle", "high")


def compile_figure(node: Node, frame: Frame) -> Figure:
    """Return the function that gives the range of `node`, which must be a figure."""
    known = frame.compiled.get(("figure", node))
    if known is None:
        known = frame.compiled["figure", node] = _from_positive(node, _compiled(lowered(node), frame), frame)
    return known  # type: ignore[return-value]  # what is kept as a figure was compiled as one


def _from_positive(node: Node, figure: Figure, frame: Frame) -> Figure:
    """Return `figure`, which `node` was compiled to, for bases of percentage changes above zero only."""
    bases = bases_of(node)
    if not bases:
        return figure

    def checked(values: Values) -> Interval:
        refuse_bases(bases, frame, values)
        return figure(values)

    return checked


def bases_of(node: Node) -> list[Node]:
    """Return each figure from which a percentage change in `node`, which is not lowered, begins."""
    changes = (part for part in walk(node) if isinstance(part, Call) and part.function == "percent_change")
    return [change.arguments[0] for change in changes if change.arguments[0] is not None]


def refuse_bases(bases: list[Node], frame: Frame, values: Values) -> None:
    """Raise `UndefinedError` where one of the bases of percentage changes is not certainly above zero."""
    for base in bases:
        start = compile_figure(base, frame)(values)
        # From −50 to −40 is a rise, and −40 / −50 − 1 a fall.
        if start.low is None or start.low < 0 or (start.low == 0 and start.low_closed):
            raise UndefinedError("a percentage change from a base that may be zero or negative")


def _compiled(node: Node, frame: Frame) -> Figure:
    plain = _plain(node, frame)
    repeated = repeated_slots(node, frame)
    if not repeated or not corners_suffice(node, repeated, frame):
        return plain
    divisors = [_plain(divisor, frame) for divisor in divisors_of(node)]
    return _cornered(plain, repeated, divisors)


def repeated_slots(node: Node, frame: Frame) -> list[int]:
    """Return the slots of the figures that stand in a lowered expression more than once."""
    counts = Counter(frame.slot(field) for field in fields_of(node))
    return sorted(slot for slot, times in counts.items() if times > 1)


def corners_suffice(node: Node, repeated: list[int], frame: Frame) -> bool:
    """Whether a lowered expression is monotone in each of these figures, and they are few enough to try.

    It is where each is at most linear in numerator and denominator, as long as no divisor can be zero.
    """
    if len(repeated) > _MOST_CORNERS:
        return False
    degrees = _degrees(node, frame)
    return degrees is not None and not any(part[slot] > 1 for part in degrees for slot in repeated)


def lowered(node: Node) -> Node:
    """Return the tree with every call that is short for arithmetic spelt out."""
    while (spelt := spelt_out(node)) is not node:  # the sum of one sum is that sum, still to be spelt out
        node = spelt
    if isinstance(node, Arithmetic):
        return Arithmetic(node.operator, lowered(node.left), lowered(node.right), node.offset)
    if isinstance(node, Negative):
        return Negative(lowered(node.operand), node.offset)
    if isinstance(node, Call):
        if node.function in ("convert", "number_of"):
            # Figures are in base units throughout; a conversion only changes how one is shown.
            assert node.arguments[0] is not None
            return lowered(node.arguments[0])
        arguments = tuple(lowered(part) if part is not None else None for part in node.arguments)
        return Call(node.function, arguments, node.offset)
    return node


def fields_of(node: Node) -> Iterator[Attribute]:
    """Yield each mention of a field whose range the node depends on."""
    if isinstance(node, Attribute):
        yield node
    elif not (isinstance(node, Call) and node.function in _STATED):
        for child in children(node):
            yield from fields_of(child)


def _plain(node: Node, frame: Frame) -> Figure:
    """Interval arithmetic, straight down the tree."""
    if isinstance(node, Number):
        return _fixed(Interval.point(node.value))
    if isinstance(node, Constant):
        return _fixed(node.quantity.interval(Extent.TYPICAL))
    if isinstance(node, Attribute):
        return _read(frame.slot(node))
    if isinstance(node, Negative):
        operand = _plain(node.operand, frame)
        return lambda values: -operand(values)
    if isinstance(node, Arithmetic):
        return _arithmetic(node.operator, _plain(node.left, frame), _plain(node.right, frame))
    if isinstance(node, Call):
        return _function(node, frame)
    raise TypeError(f"no figure: {node!r}")


def _fixed(interval: Interval) -> Figure:
    return lambda _: interval


def _read(slot: int) -> Figure:
    def read(values: Values) -> Interval:
        return values.read[slot]  # type: ignore[return-value]  # the statement has looked for a missing value

    return read


def _arithmetic(operator: str, left: Figure, right: Figure) -> Figure:
    if operator == "+":
        return lambda values: left(values) + right(values)
    if operator == "-":
        return lambda values: left(values) - right(values)
    if operator == "*":
        return lambda values: left(values) * right(values)
    return lambda values: left(values) / right(values)


def _function(node: Call, frame: Frame) -> Figure:
    measure = _OF_TIMES.get(node.function)
    if measure is not None:
        return _of_times(measure, node, frame)
    if node.function == "significant_figures":
        return _of_written(node, frame)
    return _OF_FIGURES[node.function]([_plain(part, frame) for part in node.arguments if part is not None])


def _of_times(measure: Callable[..., Interval], node: Call, frame: Frame) -> Figure:
    slots = [frame.slot(part) for part in node.arguments if isinstance(part, Attribute)]
    return lambda values: measure(*[values.read[slot] for slot in slots], values.extent)


def _of_written(node: Call, frame: Frame) -> Figure:
    from consistency.expressions.predicates import significant_figures  # few rules ask for it

    (figure,) = node.arguments
    assert isinstance(figure, Attribute)
    slot = frame.slot(figure)

    def counted(values: Values) -> Interval:
        quantity = values.quantities[slot]
        assert quantity is not None
        return Interval.point(significant_figures(quantity))

    return counted


def _absolute(figures: list[Figure]) -> Figure:
    (figure,) = figures
    return lambda values: figure(values).absolute()


def _extreme(farther: Callable[[Interval, Interval], Interval]) -> Callable[[list[Figure]], Figure]:
    def compiled(figures: list[Figure]) -> Figure:
        return lambda values: functools.reduce(farther, [figure(values) for figure in figures])

    return compiled


def _of_stated(function: str, figures: list[Figure]) -> Figure:
    (figure,) = figures

    def stated(values: Values) -> Interval:
        written = figure(as_stated(values))
        if function == "middle" and written.is_bounded:
            return Interval.point(written.middle)
        end = written.low if function == "low" else written.high if function == "high" else None
        if end is None:
            raise UndefinedError(f"a range without end has no {function}")
        return Interval.point(end)

    return stated


_OF_TIMES: dict[str, Callable[..., Interval]] = {"duration": duration, "days_between": days_between}
"""What gives the days of a call on periods, from these and from the extent they are meant in."""
_OF_FIGURES: dict[str, Callable[[list[Figure]], Figure]] = {
    "abs": _absolute,
    "min": _extreme(Interval.minimum),
    "max": _extreme(Interval.maximum),
    **{name: functools.partial(_of_stated, name) for name in _STATED},
}
"""What gives the range of a call on figures, from theirs."""


def as_stated(values: Values) -> Values:
    """Return the values with every figure as written, without what its hedge allows."""
    read = [
        value if figure is None else figure.base_stated
        for value, figure in zip(values.read, values.quantities, strict=True)
    ]
    return Values(read, values.quantities, values.extent, values.time)


def _cornered(plain: Figure, repeated: list[int], divisors: list[Figure]) -> Figure:
    def ranged(values: Values) -> Interval:
        figures: list[Interval] = []
        for slot in repeated:
            figure = values.read[slot]
            assert isinstance(figure, Interval)
            if not figure.is_bounded:
                return plain(values)
            figures.append(figure)
        if any(divisor(values).contains(_ZERO) for divisor in divisors):
            return plain(values)
        corner = values.replaced(repeated[0], figures[0])
        low: _End | None = None
        high: _End | None = None
        for ends in itertools.product(*map(_ends, figures)):
            attained = True
            for slot, (end, closed) in zip(repeated, ends, strict=True):
                corner.read[slot] = Interval.point(end)
                attained = attained and closed
            found = plain(corner)
            low = _farther(low, (found.low, attained and found.low_closed), -1)
            high = _farther(high, (found.high, attained and found.high_closed), 1)
        assert low is not None
        assert high is not None
        if low[0] is not None and low[0] == high[0]:
            return Interval.point(low[0])
        return Interval(low[0], high[0], low[1], high[1])

    return ranged


_ZERO = Fraction(0)


def _ends(figure: Interval) -> list[tuple[Fraction, bool]]:
    assert figure.low is not None
    assert figure.high is not None
    low = (figure.low, figure.low_closed)
    return [low] if figure.is_point else [low, (figure.high, figure.high_closed)]


_End = tuple[Fraction | None, bool]
"""An end of a range (None: unbounded), and whether it is attained."""


def _farther(one: _End | None, other: _End, direction: int) -> _End:
    """The farther of two ends; one that two corners reach counts as attained (semantics §2)."""
    if one is None or other[0] is None:
        return other
    if one[0] is None:
        return one
    if one[0] == other[0]:
        return one[0], True
    return one if (one[0] > other[0]) is (direction > 0) else other


Degrees = tuple[Counter[int], Counter[int]]


def _degrees(node: Node, frame: Frame) -> Degrees | None:
    """The degree of each slot in numerator and denominator, cancelling nothing; None where it is no quotient.

    A function such as `min` is no quotient of polynomials, but may stand where no figure of it is repeated.
    """
    if isinstance(node, Number | Constant):
        return Counter(), Counter()
    if isinstance(node, Attribute):
        return Counter([frame.slot(node)]), Counter()
    if isinstance(node, Negative):
        return _degrees(node.operand, frame)
    if isinstance(node, Call):
        # Twice in one function, or in and outside it: never at most linear.
        return Counter({frame.slot(field): 2 for field in fields_of(node)}), Counter()
    if isinstance(node, Arithmetic):
        left, right = _degrees(node.left, frame), _degrees(node.right, frame)
        if left is None or right is None:
            return None
        if node.operator == "*":
            return left[0] + right[0], left[1] + right[1]
        if node.operator == "/":
            return left[0] + right[1], left[1] + right[0]
        divisor = _denominator(node.left)
        if divisor is not None and divisor == _denominator(node.right) and left[1] == right[1]:
            return left[0] | right[0], left[1]
        return (left[0] + right[1]) | (right[0] + left[1]), left[1] + right[1]
    return None


def _denominator(node: Node) -> Node | None:
    return node.right if isinstance(node, Arithmetic) and node.operator == "/" else None


def divisors_of(node: Node) -> Iterator[Node]:
    """Yield everything that an expression divides by."""
    if isinstance(node, Arithmetic) and node.operator == "/":
        yield node.right
    for child in children(node):
        yield from divisors_of(child)
