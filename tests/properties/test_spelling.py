"""The law of spelling: reading what was spelt gives the same expression."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consistency.expressions import read_expression
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Text,
)
from consistency.quantity import read_constant
from consistency.workshop.spelling import decimal, spelt
from making import UNITS

ROLES = ("a", "b")

decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(0, 10**6), st.integers(0, 8)
)
constants = st.builds(
    lambda number, unit: Constant(read_constant(f"{decimal(number)} {unit}", UNITS)),
    decimals,
    st.sampled_from(["%", "pp", "km²", "people", "days"]),
)
figures: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.builds(Attribute, st.sampled_from(ROLES), st.sampled_from(["value", "also", "lasting"])),
        st.builds(Number, decimals),
    ),
    lambda below: st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), below, below),
        st.builds(Negative, below),
        st.builds(lambda figure: Call("abs", (figure,)), below),
        st.builds(lambda figures: Call("sum", tuple(figures)), st.lists(below, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)
periods = st.builds(Attribute, st.sampled_from(ROLES), st.sampled_from(["when", "said"]))
texts = st.builds(
    Text, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
)
statements: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.builds(Comparison, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), figures, figures),
        st.builds(Comparison, st.sampled_from(["==", "<"]), figures, constants),
        st.builds(
            lambda a, text: Comparison("==", Attribute(a, "place"), text), st.sampled_from(ROLES), texts
        ),
        st.builds(lambda a, b: Call("within", (a, b)), periods, periods),
        st.builds(lambda a, b, tolerance: Call("roughly", (a, b, tolerance)), figures, figures, constants),
    ),
    lambda below: st.one_of(
        st.builds(Not, below),
        st.builds(lambda parts: And(tuple(parts)), st.lists(below, min_size=2, max_size=3)),
        st.builds(lambda parts: Or(tuple(parts)), st.lists(below, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)


@given(statements)
def test_reading_what_was_spelt_gives_the_same_expression(statement: Node) -> None:
    assert read_expression(spelt(statement), ROLES, UNITS, "truth").tree == statement
