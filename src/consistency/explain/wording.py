"""Expressions in words and digits, with the figures of a meeting put in: `14 % + 8 %`, `1 − 0.86 × 0.92`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from consistency.claim import Claim
from consistency.expressions.dimensions import MismatchError, Shown, unit_of
from consistency.expressions.functions import FUNCTIONS
from consistency.expressions.kinds import DATES, FIGURES, is_textual
from consistency.expressions.range import as_stated, compile_figure
from consistency.expressions.slots import Frame, UndefinedError, Unknown, Values
from consistency.expressions.tree import (
    Arithmetic,
    Attribute,
    Call,
    Constant,
    Expression,
    Negative,
    Node,
    Number,
    attributes,
)
from consistency.expressions.words import Words, compile_text
from consistency.period import Period
from consistency.quantity import DIMENSIONLESS, Interval, Quantity, Unit, format_number, format_range
from consistency.reading import Truth

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_TIGHT = frozenset("*/")
_DIGITS = tuple("0123456789")  # and not "²", which ends a unit
UNDEFINED = (ZeroDivisionError, UndefinedError)
"""What working out a figure raises where it has no value."""

RATIO = Unit(name="", factor=DIMENSIONLESS.factor, dimension=())


class Wording:
    """Puts the expressions of one meeting into words; built for each finding."""

    def __init__(self, frame: Frame, values: Values, claims: Sequence[Claim]) -> None:
        self.frame = frame
        self.values = values
        self.claims = claims

    def unit(self, node: Node) -> Unit:
        """Return the unit that a figure is shown in; none where its parts do not go together."""
        return self._shown(node).unit

    def _shown(self, node: Node) -> Shown:
        try:
            return self._together(node)
        except MismatchError:
            return Shown(DIMENSIONLESS)

    def _together(self, node: Node) -> Shown:
        def unit(field: Attribute) -> Unit:
            figure = self.values.quantities[self.frame.slot(field)]
            return DIMENSIONLESS if figure is None else figure.unit

        return unit_of(node, unit)

    def stated(self, node: Node) -> Interval:
        """Return the value of a figure by the numbers as written, without what hedges and rounding allow."""
        return compile_figure(node, self.frame)(as_stated(self.values))

    def range(self, node: Node, values: Values | None = None) -> Interval:
        """Return the range of a figure, in base units."""
        return compile_figure(node, self.frame)(values or self.values)

    def figure(self, node: Node) -> str:
        """Return the value of a figure as stated, with its unit."""
        return format_range(self.stated(node), self.unit(node))

    def side(self, node: Node, unit: Unit) -> str:
        """Return one side of a comparison, worked out in `unit`: `14 % + 8 % = 22 % (21…23 %)`."""
        text = self.written(node)
        usual = _shown(self.range(node), unit, node)
        try:
            shown = _shown(self.stated(node), unit, node)
        except UNDEFINED:  # as written it cannot be worked out, within what the words mean it can
            return f"{text} = {usual}"
        worked_out = text if text == shown else f"{text} = {shown}"
        return worked_out if usual == shown else f"{worked_out} ({usual})"

    def units(self, left: Node, right: Node) -> tuple[Unit, Unit]:
        """Return the units that two compared figures are shown in: the first's for both, where it has one."""
        first, second = self.unit(left), self.unit(right)
        return (first, first) if first.dimension and first.dimension == second.dimension else (first, second)

    def written(self, node: Node) -> str:
        """Return a figure as arithmetic over the figures as stated."""
        if isinstance(node, Number):
            return format_number(node.value)
        if isinstance(node, Constant):
            return node.quantity.text
        if isinstance(node, Attribute):
            return self._field(node)
        if isinstance(node, Negative):
            return f"−{self._inside(node.operand)}"
        if isinstance(node, Arithmetic):
            if node.operator in _TIGHT:
                return f"{self._inside(node.left)} {_SIGNS[node.operator]} {self._inside(node.right)}"
            right = self.written(node.right)
            if node.operator == "-" and _is_sum(node.right):
                right = f"({right})"
            return f"{self.written(node.left)} {_SIGNS[node.operator]} {right}"
        if isinstance(node, Call):
            return self._call(node)
        raise TypeError(f"no figure: {node!r}")

    def _field(self, field: Attribute) -> str:
        slot = self.frame.slot(field)
        figure = self.values.quantities[slot]
        if figure is None:
            return f"{field.role}.{field.field}"
        return _shown(figure.base_stated, figure.unit, field)

    def _inside(self, node: Node) -> str:
        """Return a factor: a sum within a product is shown by its value, as one would on paper."""
        if _is_sum(node):
            unit = self.unit(node)
            try:
                return format_range(self.stated(node), unit if unit.dimension else RATIO)
            except UNDEFINED:
                return f"({self.written(node)})"
        if isinstance(node, Arithmetic) and node.operator == "/":
            return f"({self.written(node)})"
        return self.written(node)

    def _several(self, sign: str, parts: Sequence[Node], shown: Callable[[Node], str]) -> str:
        """Return the parts between signs; of many, the first and how many there are."""
        if len(parts) <= _MOST_WRITTEN:
            return sign.join(map(shown, parts))
        first = sign.join(map(shown, parts[: _MOST_WRITTEN - 1]))
        return f"{first}{sign}… ({len(parts):,} figures)"

    def _call(self, node: Call) -> str:
        arguments = [argument for argument in node.arguments if argument is not None]
        function = node.function
        if function == "sum":
            return self._several(" + ", arguments, self.written)
        if function == "product":
            return self._several(" × ", arguments, self._inside)
        if function in ("share", "per"):
            return f"{self._inside(arguments[0])} ÷ {self._inside(arguments[1])}"
        if function == "percent_change":
            return f"{self._inside(arguments[1])} ÷ {self._inside(arguments[0])} − 1"
        if function in ("convert", "number_of"):
            return self.written(arguments[0])
        if function in ("low", "middle", "high"):
            written = self.written(arguments[0])
            if self._is_one_number(arguments[0]):
                return written
            return f"middle of {written}" if function == "middle" else f"{function} end of {written}"
        if function == "duration":
            return f"length of {self.text(arguments[0])}"
        if function == "days_between":
            return f"from {self.text(arguments[0])} to {self.text(arguments[1])}"
        return f"{function}({self._several(', ', arguments, self.text)})"

    def text(self, node: Node) -> str:
        """Return any value as a message shows it: a figure as written, a period as written, a text."""
        if isinstance(node, Attribute) and node.field in FIGURES:
            slot = self.frame.slot(node)
            figure = self.values.quantities[slot]
            return "an unknown figure" if figure is None else as_written(figure)
        if isinstance(node, Attribute) and node.field in DATES:
            period = self.values.read[self.frame.slot(node)]
            return period.text if isinstance(period, Period) else "an unknown date"
        if is_textual(node):
            words = compile_text(node, self.frame)(self.values)
            return "unknown" if isinstance(words, Unknown) else _joined(words)
        if isinstance(node, Call) and FUNCTIONS[node.function].result == "truth":
            return node.function
        values = self.values.read
        if any(isinstance(values[self.frame.slot(field)], Unknown) for field in attributes(node)):
            return "unknown"
        try:
            return format_range(self.stated(node), self._together(node).unit)
        except (*UNDEFINED, MismatchError):
            return "unknown"

    def _is_one_number(self, node: Node) -> bool:
        try:
            return self.stated(node).is_point
        except UNDEFINED:
            return False

    def message(
        self, texts: Sequence[str], expressions: Sequence[Expression], truth: Callable[[Expression], str]
    ) -> str:
        """Return a rule's message with its expressions put in."""
        said = [texts[0]]
        for expression, after in zip(expressions, texts[1:], strict=True):
            said.append(truth(expression) if expression.kind == "truth" else self.text(expression.tree))
            said.append(after)
        return " ".join("".join(said).split())


def as_written(figure: Quantity) -> str:
    """Return a figure as written, with its unit where that came from its measure.

    >>> as_written(Quantity.of("about 40 %")), as_written(Quantity.of("€12,400"))
    ('about 40 %', '€12,400')
    """
    text = figure.text
    bare = text[-1:] in _DIGITS and figure.unit.name and figure.unit.name not in text
    return f"{text} {figure.unit.name}" if bare else text


def _is_sum(node: Node) -> bool:
    """Whether a figure is written as a sum or a difference, which a sign before it would pull apart."""
    if isinstance(node, Call):
        return node.function == "sum" and len(node.arguments) > 1
    return isinstance(node, Arithmetic) and node.operator in "+-"


_ALL_DIGITS = 30  # as many as it takes: a figure as written is shown to its last digit
_MOST_WRITTEN = 6  # figures of a group that arithmetic on one line still shows one by one
_MOST_DECIMALS = 6  # more of them come from a conversion, and nobody wrote them


def _shown(interval: Interval, unit: Unit, node: Node) -> str:
    """Return a range; where `node` is a figure as written, to the last digit that it has."""
    ends = [unit.from_base(end) for end in (interval.low, interval.high) if end is not None]
    if isinstance(node, Attribute | Constant) and all(_is_short(end) for end in ends):
        return format_range(interval, unit, digits=_ALL_DIGITS)
    return format_range(interval, unit)


def _is_short(number: Fraction) -> bool:
    decimals: int = 10**_MOST_DECIMALS
    return decimals % number.denominator == 0


def truth_in_words(truth: Truth) -> str:
    """Return yes, no or possibly."""
    return "possibly" if truth is Truth.POSSIBLE else truth.value


def _joined(words: Words) -> str:
    return (" or " if words.uncertain else " and ").join(words.texts)
