"""The arithmetic of one reading of an expectation, to be checked by hand, and how far off it is."""

from __future__ import annotations

from fractions import Fraction

from consistency.explain.wording import UNDEFINED, Wording
from consistency.expressions.compare import paired_ends
from consistency.expressions.compile import decided
from consistency.expressions.kinds import is_textual
from consistency.expressions.range import as_stated, compile_figure
from consistency.expressions.slots import Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Expression,
    Node,
    Not,
    Or,
)
from consistency.finding import Arithmetic as Worked
from consistency.finding import Verdict
from consistency.period import RELATIONS, Period, names, possible_relations
from consistency.quantity import POINTS, Interval, Unit, format_quantity, format_range
from consistency.reading import Extent, Truth

_MUST_AND_DOES = {
    "before": ("come before", "comes before"),
    "after": ("come after", "comes after"),
    "meets": ("lead straight into", "leads straight into"),
    "met_by": ("follow straight on", "follows straight on"),
    "overlaps": ("begin before and run into", "begins before and runs into"),
    "overlapped_by": ("begin in and outlast", "begins in and outlasts"),
    "during": ("lie inside", "lies inside"),
    "contains": ("contain", "contains"),
    "starts": ("be the first part of", "is the first part of"),
    "started_by": ("begin with and outlast", "begins with and outlasts"),
    "finishes": ("be the last part of", "is the last part of"),
    "finished_by": ("begin before and end with", "begins before and ends with"),
    "same_period": ("be the same time as", "is the same time as"),
    "within": ("lie within", ""),
    "precedes": ("come before", ""),
    "follows": ("come after", ""),
    "starts_before": ("begin before", ""),
    "ends_before": ("end before", ""),
    "disjoint": ("share no time with", ""),
}
"""How a relation is said of what must be; the basic ones also of what is."""

_MUST = {
    "same": "be the same as {}",
    "is_counted": "count things",
    "is_whole": "be a whole number",
    "is_change": "be told as a change",
    "possible_share_of": "be a share that {} can have",
    "falls_on": "fall on {}",
    "appears_in": "stand in “{}”",
    "has_number": "hold a number",
    "has_number_of": "hold the numbers of {}",
}
"""How a function that is no comparison is said of what must be."""

_DOES = {
    name: ("it is", "it is not") if text.startswith("be ") else ("it does", "it does not")
    for name, text in _MUST.items()
}
"""How it is said that one fails: where it must not be so, and where it must."""

_ORDERED = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_ZERO = Fraction(0)


def worked(name: str, expression: Expression, verdict: Verdict, wording: Wording, widest: Values) -> Worked:
    """Return the steps of one reading and, where it fails as words are usually meant, how far off it is.

    Of statements that must all hold and do not, those that certainly do are left out: they are not why.
    """
    steps: list[str] = []
    gaps: list[str] = []
    failed = verdict in (Verdict.STRAINED, Verdict.CONTRADICTED)
    parts = atoms(expression.tree)
    if failed and isinstance(expression.tree, And):
        parts = [part for part in parts if not _certainly(*part, wording, widest)] or parts
    for node, holds in parts:
        text, gap = _atom(node, holds, wording)
        if gap is not None:
            gaps.append(gap)
            if failed:
                text = _with_widest(text, node, wording, widest)
        steps.append(text)
    return Worked(name, verdict, tuple(steps), gaps[0] if failed and gaps else None)


def atoms(node: Node, *, holds: bool = True) -> list[tuple[Node, bool]]:
    """Return the single statements of an expression, each with whether it must hold or must not."""
    if isinstance(node, And | Or):
        return [atom for part in node.operands for atom in atoms(part, holds=holds)]
    if isinstance(node, Not):
        return atoms(node.operand, holds=not holds)
    return [(node, holds)]


def _certainly(node: Node, holds: bool, wording: Wording, widest: Values) -> bool:
    return decided(node, wording.frame)(widest) is (Truth.YES if holds else Truth.NO)


def sides(node: Node) -> tuple[Node, Node] | None:
    """Return the two figures that a statement compares; None where it compares none."""
    if isinstance(node, Comparison) and not is_textual(node.left):
        return node.left, node.right
    if isinstance(node, Call) and node.function in ("roughly", "restated"):
        left, right = node.arguments[:2]
        assert left is not None
        assert right is not None
        return left, right
    return None


def _atom(node: Node, holds: bool, wording: Wording) -> tuple[str, str | None]:
    """Return one step and, where it fails, the gap."""
    answer = decided(node, wording.frame)(wording.values)
    if isinstance(answer, Unknown):
        return f"cannot be decided: {answer.reason}", None
    fails = answer is (Truth.NO if holds else Truth.YES)
    if isinstance(node, Call) and node.function in RELATIONS:
        return _relation(node, holds, fails, wording)
    if isinstance(node, Call) and node.function == "restated":
        return _ends(node, fails, wording)
    compared = sides(node)
    if compared is None:
        return _plain(node, holds, answer, wording), None
    left, right = compared
    if isinstance(node, Comparison) and node.operator in _ORDERED:
        word = _ORDERED[node.operator]
        between = f"must be {word}" if holds else f"must not be {word}"
    else:
        between = "against" if holds else "must differ from"
    first, second = wording.units(left, right)
    text = f"{wording.side(left, first)} {between} {wording.side(right, second)}"
    if not fails:
        return text, None
    gap = _gap(node, left, right, holds, wording)
    if gap is None:
        return f"{text}: that cannot be", None
    amount, words = gap
    return f"{text}: {f'{amount} {words}' if amount else words}", amount


def _difference(left: Node, right: Node) -> Node:
    return Arithmetic("-", left, right)


Gap = tuple[str | None, str]
"""How far off: the amount, None where it comes to nothing, and in which direction."""


def _gap(node: Node, left: Node, right: Node, holds: bool, wording: Wording) -> Gap | None:
    if not holds:
        return None
    difference = _difference(left, right)
    unit = wording.unit(difference)
    between = wording.range(difference)
    operator = node.operator if isinstance(node, Comparison) else "=="
    allowed = _allowed(node, right, wording)
    if operator in _ORDERED:
        return _excess(between, operator, unit)
    if between.high is not None and between.high <= 0:
        return _amount(-between.high - allowed, unit, "short", _after(node, allowed))
    if between.low is not None and between.low >= 0:
        return _amount(between.low - allowed, unit, "over", _after(node, allowed))
    return None


def _excess(between: Interval, operator: str, unit: Unit) -> Gap | None:
    if operator in ("<", "<="):
        return None if between.low is None else _amount(between.low, unit, "too high")
    return None if between.high is None else _amount(-between.high, unit, "too low")


def _amount(amount: Fraction, unit: Unit, word: str, after: str = "") -> Gap:
    if amount <= 0:
        return None, "they only touch"
    return format_quantity(amount, _difference_unit(unit)), word + after


def _difference_unit(unit: Unit) -> Unit:
    """Percentages differ by points, and a difference of temperatures carries no offset."""
    if unit.style == "percent":
        return POINTS
    return unit if not unit.offset else Unit(unit.name, unit.factor, unit.dimension, _ZERO, unit.style)


def _allowed(node: Node, right: Node, wording: Wording) -> Fraction:
    """The tolerance in base units; for one in percent, the most that the second figure makes of it."""
    if not (isinstance(node, Call) and node.function == "roughly"):
        return _ZERO
    tolerance = node.arguments[2]
    assert isinstance(tolerance, Constant)
    within = tolerance.quantity.interval(Extent.TYPICAL).middle
    if tolerance.quantity.unit.style != "percent":
        return within
    base = wording.range(right).absolute()
    return within * (base.high if base.high is not None else _ZERO)


def _after(node: Node, allowed: Fraction) -> str:
    if not allowed or not isinstance(node, Call):
        return ""
    tolerance = node.arguments[2]
    assert isinstance(tolerance, Constant)
    return f" after the {tolerance.quantity.text} allowed"


def _with_widest(text: str, node: Node, wording: Wording, widest: Values) -> str:
    """Add the ranges that a contradiction rests on, where they are wider than those already shown."""
    compared = sides(node)
    if compared is None or (isinstance(node, Call) and node.function == "restated"):
        return text
    usual = [wording.range(side) for side in compared]
    most = [wording.range(side, widest) for side in compared]
    if usual == most:
        return text
    units = wording.units(*compared)
    shown = " against ".join(format_range(interval, unit) for interval, unit in zip(most, units, strict=True))
    return f"{text} (at the widest {shown})"


def _relation(node: Call, holds: bool, fails: bool, wording: Wording) -> tuple[str, str | None]:
    first, second = (
        wording.values.read[wording.frame.slot(part)]
        for part in node.arguments
        if isinstance(part, Attribute)
    )
    assert isinstance(first, Period)
    assert isinstance(second, Period)
    possible = names(possible_relations(first, second, wording.values.time))
    must = "must" if holds else "must not"
    text = f"{_dated(first)} {must} {_MUST_AND_DOES[node.function][0]} {_dated(second)}"
    if not fails and len(possible) > 1:
        return f"{text}: that is possible", None
    actual = " or ".join(_MUST_AND_DOES[name][1] for name in possible)
    return f"{text}{', but' if fails else ':'} it {actual} it", None


def _dated(period: Period) -> str:
    one_day = period.typical.latest_start == period.typical.earliest_start
    return f"a day in {period.text}" if period.instant and not one_day else period.text


def _ends(node: Call, fails: bool, wording: Wording) -> tuple[str, str | None]:
    left, right = node.arguments
    assert isinstance(left, Attribute)
    assert isinstance(right, Attribute)
    figures = [wording.values.quantities[wording.frame.slot(side)] for side in (left, right)]
    one, other = figures
    assert one is not None
    assert other is not None
    pairs = paired_ends(one, other, wording.values.extent)
    shown: list[str] = []
    gap: str | None = None
    for mine, theirs in pairs:
        text = f"{format_range(mine, other.unit)} against {format_range(theirs, other.unit)}"
        if not mine.meets(theirs):
            gap, words = _apart(mine, theirs, other.unit)
            text = f"{text}: {gap} {words}" if gap else f"{text}: {words}"
        shown.append(text)
    lead = f"{wording.written(left)} in {other.unit.name} is "
    if len(shown) == 2:
        shown = [f"at the low end {shown[0]}", f"at the high end {shown[1]}"]
    return lead + "; ".join(shown), gap if fails else None


def _apart(mine: Interval, theirs: Interval, unit: Unit) -> Gap:
    if mine.high is not None and theirs.low is not None and mine.high <= theirs.low:
        return _amount(theirs.low - mine.high, unit, "short")
    assert mine.low is not None
    assert theirs.high is not None
    return _amount(mine.low - theirs.high, unit, "over")


def _plain(node: Node, holds: bool, answer: Truth, wording: Wording) -> str:
    if isinstance(node, Comparison):
        left, right = wording.text(node.left), wording.text(node.right)
        equal = node.operator == "=="
        must = "must be" if equal is holds else "must not be"
        return f"{left} {must} {right}"
    assert isinstance(node, Call)
    first, *others = [wording.text(part) for part in node.arguments if part is not None]
    said = " ".join([first, "must" if holds else "must not", _MUST[node.function].format(*others)])
    if answer is Truth.POSSIBLE:
        return f"{said}: that is possible"
    return said if (answer is Truth.YES) is holds else f"{said}: {_DOES[node.function][holds]}"


def distance(expression: Expression, wording: Wording) -> Fraction | None:
    """Return how far apart the middles of the first comparison are; None where that cannot be told."""
    for node, _ in atoms(expression.tree):
        compared = sides(node)
        if compared is None:
            continue
        between = compile_figure(_difference(*compared), wording.frame)
        try:
            apart = between(as_stated(wording.values))
        except UNDEFINED:
            return None
        return abs(apart.middle) if apart.is_bounded else None
    return None
