"""The texts that expressions compare: dimensions, names, days of the week."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from consistency.expressions.slots import Frame, Unknown, Values
from consistency.expressions.tree import Attribute, Call, Comparison, Node, Text
from consistency.period import Period, weekday
from consistency.quantity import Quantity
from consistency.reading import Extent, Truth
from consistency.value import Value


@attrs.frozen(eq=False, repr=False)
class Words(Value):
    """The value of a text expression: several at once (each of a list), or one that is not known."""

    texts: tuple[str, ...]
    uncertain: bool = False


TextValue = Callable[[Values], Words | Unknown]
"""Gives the text of an expression in one meeting, or why there is none."""


def compile_text(node: Node, frame: Frame) -> TextValue:
    """Return the function that gives the text of `node`."""
    if isinstance(node, Text):
        constant = Words((node.text,))
        return lambda _: constant
    if isinstance(node, Call):
        return _CALLED[node.function](node, frame)
    assert isinstance(node, Attribute)
    slot = frame.slot(node)

    def field(values: Values) -> Words | Unknown:
        value = values.read[slot]
        if isinstance(value, Unknown):
            return value
        assert isinstance(value, tuple)
        return Words(value)

    return field


def _only_slot(node: Call, frame: Frame) -> int:
    (argument,) = node.arguments
    assert isinstance(argument, Attribute)
    return frame.slot(argument)


def _unit(node: Call, frame: Frame) -> TextValue:
    return _of_figure(node, frame, lambda figure: figure.unit.name)


def _hedge(node: Call, frame: Frame) -> TextValue:
    # The rows of bare figures differ in what is written, and not in a word before it.
    return _of_figure(node, frame, lambda figure: "bare" if figure.hedge.startswith("bare") else figure.hedge)


def _of_figure(node: Call, frame: Frame, says: Callable[[Quantity], str]) -> TextValue:
    slot = _only_slot(node, frame)

    def text(values: Values) -> Words | Unknown:
        value, figure = values.read[slot], values.quantities[slot]
        if isinstance(value, Unknown):
            return value
        assert figure is not None
        return Words((says(figure),))

    return text


def _as_written(node: Call, frame: Frame) -> TextValue:
    return _of_period(node, frame, lambda period, _: (period.text,))


def _weekday(node: Call, frame: Frame) -> TextValue:
    return _of_period(node, frame, weekday)


def _of_period(node: Call, frame: Frame, says: Callable[[Period, Extent], tuple[str, ...]]) -> TextValue:
    slot = _only_slot(node, frame)

    def text(values: Values) -> Words | Unknown:
        value = values.read[slot]
        if isinstance(value, Unknown):
            return value
        assert isinstance(value, Period)
        told = says(value, values.time)
        return Words(told, uncertain=len(told) > 1)

    return text


_CALLED: dict[str, Callable[[Call, Frame], TextValue]] = {
    "unit": _unit,
    "hedge_of": _hedge,
    "weekday": _weekday,
    "as_written": _as_written,
}
"""What gives the text of a call whose result is `text`."""


def compile_same_text(node: Comparison | Call, frame: Frame) -> Callable[[Values], Truth | Unknown]:
    """Return what decides whether two texts are equal; `same(…)` leaves letter case and spacing aside."""
    loosely = isinstance(node, Call)
    sides = node.arguments if isinstance(node, Call) else (node.left, node.right)
    left, right = (compile_text(side, frame) for side in sides if side is not None)
    unequal = isinstance(node, Comparison) and node.operator == "!="

    def decide(values: Values) -> Truth | Unknown:
        one, other = left(values), right(values)
        if isinstance(one, Unknown):
            return one
        if isinstance(other, Unknown):
            return other
        mine, theirs = one.texts, other.texts
        if loosely:
            mine, theirs = tuple(map(_loose, mine)), tuple(map(_loose, theirs))
        if set(mine).isdisjoint(theirs):
            truth = Truth.NO
        elif one.uncertain or other.uncertain:
            truth = Truth.POSSIBLE
        else:
            truth = Truth.YES
        return ~truth if unequal else truth

    return decide


def _loose(text: str) -> str:
    return " ".join(text.split()).casefold()
