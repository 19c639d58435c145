"""The unit that each part of an expression comes to, or why its figures do not go together."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from consistency.expressions.tree import (
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Count,
    Negative,
    Node,
    Number,
)
from consistency.quantity import DAYS, DIMENSIONLESS, PERCENT, POINTS, Unit, format_number
from consistency.value import Value

Units = Callable[[Attribute], Unit]
"""Gives the unit of the figure that a role's field holds in one meeting."""


class MismatchError(Exception):
    """Figures that cannot be added or compared; the message says which, for a reader."""


@attrs.frozen(eq=False, repr=False)
class Shown(Value):
    """The unit that a figure is shown in; `bare` is the value of a number in a rule.

    `unitless`: it is a figure that was written without any unit. `counts`: it is a number of claims.
    """

    unit: Unit
    bare: Fraction | None = None
    unitless: bool = False
    counts: bool = False


def unit_of(node: Node, units: Units) -> Shown:
    """Return the unit that `node` comes to.

    Raises `MismatchError` where figures of different dimensions are added or compared, and where a bare
    number other than 0 or 1 meets a percentage (in a rule, 1 is 100 %, and only 0 has every unit).
    """
    if isinstance(node, Count):
        return Shown(DIMENSIONLESS, counts=True)
    if isinstance(node, Number):
        return Shown(DIMENSIONLESS, node.value)
    if isinstance(node, Constant):
        return _written_in(node.quantity.unit)
    if isinstance(node, Attribute):
        return _written_in(units(node))
    if isinstance(node, Negative):
        operand = unit_of(node.operand, units)
        _refuse_offsets(operand)
        return operand
    if isinstance(node, Arithmetic | Comparison):
        left, right = unit_of(node.left, units), unit_of(node.right, units)
        if isinstance(node, Arithmetic):
            temperature = _of_temperatures(node.operator, left, right)
            if temperature is not None:
                return temperature
            _refuse_offsets(left, right)
        if isinstance(node, Comparison) or node.operator in "+-":
            return together(left, right, difference=isinstance(node, Comparison) or node.operator == "-")
        return _times(left, right) if node.operator == "*" else _over(left, right)
    if isinstance(node, Call):
        return _call(node, units)
    raise TypeError(f"no figure: {node!r}")


def _written_in(unit: Unit) -> Shown:
    return Shown(unit, unitless=not unit.dimension and unit.style == "plain")


_MEASURED_IN = {"duration": DAYS, "days_between": DAYS}
"""The units of the figures that functions give of what is no figure."""


def _call(node: Call, units: Units) -> Shown:
    if node.function in _MEASURED_IN:
        return Shown(_MEASURED_IN[node.function])
    if node.function == "significant_figures":
        return Shown(DIMENSIONLESS)
    if node.function == "convert":
        figure, target = (unit_of(part, units) for part in node.arguments if part is not None)
        together(figure, target)
        return target
    shown = [unit_of(part, units) for part in node.arguments if part is not None]
    if node.function == "number_of":
        if not (shown[0].unit.is_count or shown[0].counts):
            raise MismatchError(f"the number of {_named(shown[0])}, which counts nothing")
        return Shown(DIMENSIONLESS)
    if node.function == "roughly" and shown[2].unit.style != "percent":
        # How far apart two temperatures are has no zero of its own: only the tolerance must be a difference.
        _refuse_offsets(shown[2])
    elif node.function not in ("mean", "min", "max", "low", "middle", "high", "restated"):
        _refuse_offsets(*shown)
    if node.function in ("share", "percent_change"):
        # Of 2,305 cases 41 were deaths: a share says itself that what the one counts is among the other.
        if node.function != "share" or not all(figure.unit.is_count for figure in shown):
            together(shown[0], shown[1])
        return Shown(PERCENT)
    if node.function in ("compound_growth", "compound_decline"):
        for change in shown:
            together(change, Shown(PERCENT))
        return Shown(PERCENT)
    if node.function == "possible_share_of":
        together(shown[0], Shown(PERCENT))
        return shown[0]
    if node.function == "per":
        return _over(shown[0], shown[1])
    if node.function == "product":
        total = shown[0]
        for factor in shown[1:]:
            total = _times(total, factor)
        return total
    if node.function == "roughly":
        # A tolerance in percent is a share of b; any other is a figure like a and b.
        first = together(shown[0], shown[1], difference=True)
        if shown[2].unit.style != "percent":
            together(first, shown[2])
        return first
    total = shown[0]
    for figure in shown[1:]:
        total = together(total, figure)
    return total


def _refuse_offsets(*figures: Shown) -> None:
    # 30 °C is not twice 15 °C, and 15 °C + 10 °C is no 25 °C: these scales have a zero of their own.
    for figure in figures:
        if figure.unit.offset:
            raise MismatchError(f"arithmetic with `{figure.unit.name}`, whose zero is not nothing")


def _of_temperatures(operator: str, left: Shown, right: Shown) -> Shown | None:
    """Return the unit of 15 °C − 10 °C, or of 10 °C + 5 Δ°C; None for what is neither."""
    if left.unit.dimension == right.unit.dimension:
        if operator == "-" and left.unit.offset and right.unit.offset:
            return Shown(left.unit.difference)
        if operator in "+-" and left.unit.offset and right.unit.is_only_a_difference:
            return left
        if operator == "+" and left.unit.is_only_a_difference and right.unit.offset:
            return right
    return None


def together(left: Shown, right: Shown, *, difference: bool = False) -> Shown:
    """Return the unit of a sum, a difference or a comparison of the two."""
    for one, other in ((left, right), (right, left)):
        if one.unit.offset and other.unit.is_only_a_difference:
            raise MismatchError(f"{_named(one)} and {_named(other)} do not compare")
        if one.unit.offset and other.bare == 0:
            raise MismatchError(f"the bare number 0 against {_named(one)}: write '0 {one.unit.name}'")
    if left.bare == 0:
        return right
    if right.bare == 0:
        return left
    for one, other in ((left, right), (right, left)):
        if one.counts and other.unit.is_count:
            return other
        if one.counts and other.unit.style != "plain":
            raise MismatchError("a count and a percentage do not compare")
    if left.unit.dimension != right.unit.dimension:
        if left.unit.differs_in_currency(right.unit):
            raise MismatchError(
                f"no rate between {_named(left)} and {_named(right)}: multiply by a claim that gives it"
            )
        raise MismatchError(f"{_named(left)} and {_named(right)} do not compare")
    for one, other in ((left, right), (right, left)):
        if one.bare is not None and one.bare != 1 and other.unit.style != "plain":
            number = format_number(one.bare)
            raise MismatchError(
                f"the bare number {number} against a percentage: write '{number} %', or 1 for all of it"
            )
        if one.unitless and other.unit.style != "plain":
            raise MismatchError("a figure without a unit and a percentage do not compare: write its unit")
    styles = {left.unit.style, right.unit.style}
    if styles == {"percent"} and left.bare is None and right.bare is None:
        return Shown(POINTS) if difference else left
    if "percent" in styles:
        return left if left.unit.style == "percent" else right
    if "points" in styles:
        return left if left.unit.style == "points" else right
    if left.bare is not None and right.bare is not None:
        return Shown(DIMENSIONLESS)
    return left if left.bare is None else right


def _named(shown: Shown) -> str:
    if shown.counts:
        return "a count"
    if shown.bare is not None:
        return f"the bare number {format_number(shown.bare)}"
    return f"`{shown.unit.name}`" if shown.unit.name else "a plain number"


def _times(left: Shown, right: Shown) -> Shown:
    if not left.unit.dimension:
        return right if right.unit.dimension or left.bare is not None else left
    if not right.unit.dimension:
        return left
    return Shown(left.unit.times(right.unit))


def _over(left: Shown, right: Shown) -> Shown:
    if not right.unit.dimension and right.unit.style == "plain":
        return Shown(left.unit)
    if not left.unit.dimension and not right.unit.dimension:
        return Shown(DIMENSIONLESS)
    if not right.unit.dimension:
        return Shown(left.unit)
    if left.unit.dimension == right.unit.dimension:
        return Shown(DIMENSIONLESS)
    return Shown(left.unit.per(right.unit))
