"""Laws of the engine: what a verdict may never say, whatever the rule and the figures."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import pointwise
from consistency.claim import Claim
from consistency.evaluate import prepare
from consistency.expressions.compile import compile_statement
from consistency.expressions.room import room
from consistency.expressions.slots import Frame, Unknown, Values
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Expression,
    Negative,
    Node,
    Not,
    Number,
    Or,
    attributes,
    walk,
)
from consistency.finding import Judgement, Verdict
from consistency.problem import NOWHERE
from consistency.quantity import DIMENSIONLESS, Interval, Quantity
from consistency.reading import Extent, Truth
from consistency.rule import Reading, Role, Rule
from making import SOURCE, UNITS, claim, meeting, rule

ROLES = ("a", "b", "c")
FIGURES = [Attribute(role, "value") for role in ROLES]

numbers = st.integers(-60, 60).map(lambda sixths: Fraction(sixths, 6))
positive = st.integers(1, 60).map(lambda sixths: Fraction(sixths, 6))


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = numbers) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Interval.point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def quantities(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = numbers) -> Quantity:
    typical = draw(intervals(ends))
    more = draw(intervals(ends))
    widest = typical.hull(more)
    if draw(st.integers(0, 5)) == 0:
        widest = Interval(widest.low, None, widest.low_closed, False)
    return Quantity("?", DIMENSIONLESS, "bare", typical, typical, widest)


def _deeper(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), parts, parts),
        st.builds(Negative, parts),
        st.builds(Call, st.sampled_from(["share", "percent_change", "mean", "min", "max"]), pairs),
        st.builds(Call, st.sampled_from(["sum", "product"]), pairs),
        st.builds(Call, st.just("abs"), st.tuples(parts)),
    )


figures: st.SearchStrategy[Node] = st.recursive(
    st.one_of(st.sampled_from(FIGURES), st.builds(Number, numbers)), _deeper, max_leaves=5
)
tolerances = st.sampled_from(["1", "5", "10 %", "50 %"]).map(
    lambda text: Constant(
        Quantity.exact(Fraction(text.removesuffix(" %")), UNITS.find("%"))
        if text.endswith("%")
        else Quantity.exact(Fraction(text))
    )
)
comparisons: st.SearchStrategy[Node] = st.one_of(
    st.builds(Comparison, st.sampled_from(["==", "<", "<=", ">", ">="]), figures, figures),
    st.builds(Call, st.just("roughly"), st.tuples(figures, figures, tolerances)),
)
statements: st.SearchStrategy[Node] = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(And, st.tuples(parts, parts)),
        st.builds(Or, st.tuples(parts, parts)),
        st.builds(Not, parts),
    ),
    max_leaves=3,
)
claims = st.lists(quantities(), min_size=3, max_size=3)
amounts = st.lists(quantities(positive), min_size=3, max_size=3)


def rule_of(tree: Node) -> Rule:
    reading = Reading("", Expression("?", tree, "truth"))
    return Rule("law", NOWHERE, "A law", tuple(Role(role, ()) for role in ROLES), (reading,))


def claims_with(values: list[Quantity]) -> list[Claim]:
    return [
        Claim(f"{SOURCE.id}/{role}", SOURCE, 1, 1, {"measure": ("m",)}, value=value)
        for role, value in zip(ROLES, values, strict=True)
    ]


def judge(tree: Node, values: list[Quantity]) -> Judgement:
    of = rule_of(tree)
    judgement = prepare(of)(meeting(of, *claims_with(values)))
    assert judgement is not None
    return judgement


def sampled(draw: st.DrawFn, interval: Interval) -> Fraction:
    """A member of the interval, its ends (where they belong to it) among the likely ones."""
    low = interval.low if interval.low is not None else Fraction(-1_000)
    high = interval.high if interval.high is not None else max(low, Fraction(0)) + 1_000
    step = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8]))
    value = low + (high - low) * step / 8
    return value if interval.contains(value) else (low + high) / 2


def holds_at(tree: Node, draw: st.DrawFn, boxes: list[Interval]) -> bool | None:
    point = {(role, "value"): sampled(draw, box) for role, box in zip(ROLES, boxes, strict=True)}
    try:
        return pointwise.truth(tree, point)
    except ZeroDivisionError:
        return None


@settings(max_examples=400)
@given(statements, claims, st.data())
def test_contradicted_is_never_said_where_a_choice_of_values_satisfies_the_rule(
    tree: Node, values: list[Quantity], data: st.DataObject
) -> None:
    if judge(tree, values).verdict is not Verdict.CONTRADICTED:
        return
    for _ in range(5):
        assert holds_at(tree, data.draw, [value.widest for value in values]) is not True


@settings(max_examples=400)
@given(statements, claims, st.data())
def test_established_is_never_said_where_a_choice_of_values_breaks_the_rule(
    tree: Node, values: list[Quantity], data: st.DataObject
) -> None:
    if not judge(tree, values).established:
        return
    for _ in range(5):
        assert holds_at(tree, data.draw, [value.typical for value in values]) is not False


@settings(max_examples=300)
@given(statements, claims, st.integers(0, 2), intervals())
def test_widening_a_figure_never_creates_a_contradiction(
    tree: Node, values: list[Quantity], which: int, more: Interval
) -> None:
    before = judge(tree, values).verdict
    old = values[which]
    wider = attrs.evolve(old, typical=old.typical.hull(more), widest=old.widest.hull(more))
    after = judge(tree, [wider if number == which else value for number, value in enumerate(values)])
    if after.verdict is Verdict.CONTRADICTED:
        # A division by exactly zero decides nothing; once it is no longer exact, it may.
        assert before in (Verdict.CONTRADICTED, Verdict.UNDETERMINED)


@settings(max_examples=300)
@given(statements, claims)
def test_what_holds_exactly_is_judged_as_a_calculator_would(tree: Node, values: list[Quantity]) -> None:
    points = [value.typical.middle for value in values]
    exact = [Quantity.exact(point) for point in points]
    judgement = judge(tree, exact)
    try:
        expected = pointwise.truth(
            tree, {(role, "value"): point for role, point in zip(ROLES, points, strict=True)}
        )
    except ZeroDivisionError:
        return
    if judgement.verdict is Verdict.UNDETERMINED:
        return
    if expected:
        assert judgement.verdict is Verdict.CONSISTENT
    else:
        assert judgement.verdict is Verdict.CONTRADICTED


UNIT_CHANGES = st.sampled_from([("km²", "mi²"), ("km²", "ha"), ("km²", "m²")])


def restated_in(figure: Quantity, other: str) -> Quantity:
    """The same ranges in another unit, exactly."""
    unit = UNITS.find(other)
    factor = figure.unit.factor / unit.factor
    return attrs.evolve(
        figure,
        unit=unit,
        stated=figure.stated.scaled(factor),
        typical=figure.typical.scaled(factor),
        widest=figure.widest.scaled(factor),
        ends=None if figure.ends is None else tuple(end.scaled(factor) for end in figure.ends),
    )


AREAS = st.sampled_from(
    [
        "2,400 km²",
        "21,000 to 24,000 km²",
        "about 900 km²",
        "more than 800 km²",
        "22,500 km²",
        "nearly 1,000 km²",
    ]
)
AREA_RULES = st.sampled_from(
    ["a == b", "a < b", "roughly(a, b, within='100 km²')", "roughly(a, b, within='10 %')", "share(a, b) < 1"]
)


@given(AREA_RULES, AREAS, AREAS, st.sampled_from(["mi²", "ha", "m²"]))
def test_a_change_of_units_changes_no_verdict(expect: str, one: str, other: str, unit: str) -> None:
    of = rule("a b", expect)
    judges = prepare(of)
    first, second = claim("a", one), claim("b", other)
    assert first.value is not None
    changed = attrs.evolve(first, value=restated_in(first.value, unit))
    before, after = judges(meeting(of, first, second)), judges(meeting(of, changed, second))
    assert before is not None
    assert after is not None
    assert (before.verdict, before.established) == (after.verdict, after.established)


def frame_and_values(tree: Node, values: list[Quantity]) -> tuple[Frame, Values]:
    frame = Frame(ROLES)
    for field in attributes(tree):
        frame.slot(field)
    return frame, frame.fill(claims_with(values), {}, Extent.TYPICAL)


@settings(max_examples=400)
@given(statements, amounts, st.sampled_from(FIGURES), positive)
def test_a_value_makes_the_rule_possible_only_if_it_lies_in_the_room(
    tree: Node, values: list[Quantity], field: Attribute, value: Fraction
) -> None:
    if field not in attributes(tree):
        return
    frame, meant = frame_and_values(tree, values)
    found = room(Expression("?", tree, "truth"), field, frame, meant)
    if found is None:
        return
    tried = meant.replaced(frame.slot(field), Interval.point(value))
    answer = compile_statement(Expression("?", tree, "truth"), frame)(tried)
    if answer in (Truth.YES, Truth.POSSIBLE) and _is_exact(tree):
        assert any(part.contains(value) for part in found)


@settings(max_examples=400)
@given(
    comparisons, st.lists(quantities(positive), min_size=3, max_size=3), st.sampled_from(FIGURES), st.data()
)
def test_every_value_in_the_room_of_a_comparison_makes_it_possible(
    tree: Node, values: list[Quantity], field: Attribute, data: st.DataObject
) -> None:
    if field not in attributes(tree):
        return
    frame, meant = frame_and_values(tree, values)
    found = room(Expression("?", tree, "truth"), field, frame, meant)
    if not found:
        return
    part = data.draw(st.sampled_from(found))
    value = sampled(data.draw, part)
    if value <= 0 or value in (part.low, part.high):
        return
    tried = meant.replaced(frame.slot(field), Interval.point(value))
    answer = compile_statement(Expression("?", tree, "truth"), frame)(tried)
    assert isinstance(answer, Unknown) or answer is not Truth.NO


def _is_exact(tree: Node) -> bool:
    """Whether interval arithmetic encloses nothing too much: no figure twice where corners do not help."""
    opaque = {"min", "max", "abs"}
    return not any(isinstance(node, Call) and node.function in opaque for node in walk(tree))
