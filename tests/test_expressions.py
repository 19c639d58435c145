"""Reading expressions: what the language has, and what it refuses, where."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.expressions import FUNCTION_NAMES, Expression, read_expression
from consistency.expressions.compile import compile_statement
from consistency.expressions.functions import FUNCTIONS, Parameter
from consistency.expressions.groups import members, spread
from consistency.expressions.range import compile_figure, lowered
from consistency.expressions.slots import Frame
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Count,
    Node,
    Not,
    Number,
    Text,
    attributes,
    children,
    walk,
)
from consistency.expressions.words import compile_text
from consistency.problem import InputError
from consistency.quantity import Units

ROLES = ("earlier", "later", "total", "parts")
GROUPS = ("parts",)


def read(text: str, kind: str | None = None) -> Node:
    return read_expression(text, ROLES, Units.standard(), kind, GROUPS).tree


def refusal(text: str, kind: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(text, kind)
    return caught.value


EARLIER, LATER = Attribute("earlier", "value"), Attribute("later", "value")


def test_a_role_alone_is_its_value() -> None:
    assert read("earlier + later") == Arithmetic("+", EARLIER, LATER)


def test_numbers_are_exact_whatever_floats_would_make_of_them() -> None:
    assert read("0.1 * earlier") == Arithmetic("*", Number(Fraction(1, 10)), EARLIER)
    assert read("3.0000000000000000000001 * earlier") == Arithmetic(
        "*", Number(Fraction("3.0000000000000000000001")), EARLIER
    )


def test_a_chain_of_comparisons_is_each_of_its_links() -> None:
    chain = read("earlier < later <= total")
    assert chain == And(
        (Comparison("<", EARLIER, LATER), Comparison("<=", LATER, Attribute("total", "value")))
    )


def test_a_text_beside_a_figure_is_a_figure_and_beside_a_text_a_text() -> None:
    figure = read("earlier < '2 pp'")
    assert isinstance(figure, Comparison)
    assert isinstance(figure.right, Constant)
    assert figure.right.quantity.widest.is_point
    words = read("earlier.place == 'Iraq'")
    assert isinstance(words, Comparison)
    assert words.right == Text("Iraq")


def test_a_tolerance_is_an_exact_figure() -> None:
    call = read("roughly(earlier, later, within='2 pp')")
    assert isinstance(call, Call)
    assert isinstance(call.arguments[2], Constant)
    assert read("roughly(earlier, within='2 pp', b=later)") == call


def test_not_and_or_keep_their_order() -> None:
    assert isinstance(read("not earlier < later"), Not)
    assert [field.role for field in attributes(read("later < total or earlier < total"))] == [
        "later",
        "total",
        "earlier",
    ]


@pytest.mark.parametrize("name", sorted(FUNCTION_NAMES))
def test_every_function_says_what_it_lacks(name: str) -> None:
    error = refusal(f"{name}()")
    assert f"`{name}` lacks its argument" in error.message
    assert error.suggestion is not None
    assert name in error.suggestion


REFUSED = [
    ("earlir < later", 0, "unknown name `earlir`", "did you mean `earlier`?"),
    ("earlier < latter", 10, "unknown name `latter`", "did you mean `later`?"),
    ("earlier < latr.value", 10, "unknown role `latr`", "did you mean `later`?"),
    ("rouhgly(earlier, later)", 0, "unknown function `rouhgly`", "did you mean `roughly`?"),
    ("roughly(earlier, later)", 0, "lacks its argument `within`", "roughly(a, b, within='2 pp')"),
    ("roughly(earlier, later, wihtin='2 pp')", 0, "no argument `wihtin`", "did you mean `within`?"),
    ("roughly(earlier, later, within=2)", 31, "written as a text", "'2 pp' or '10 %'"),
    ("roughly(earlier, later, within='2 persent')", 34, "persent", "percent"),
    ("within(earlier, later.when)", 7, "must be a date or period", "`.when`"),
    ("earlier.when + later", 0, "is a date or period, not a figure", "duration"),
    ("earlier.when < later.when", 0, "periods are not compared", "before"),
    ("earlier < later.place", 10, "cannot be compared with a text", None),
    ("earlier.place < 'Iraq'", 0, "texts have no order", "== and !="),
    ("convert(earlier, 'kmm²') < later", 18, "unit", None),
    ("earlier ** 2 < later", 0, "+ - * / only", None),
    ("earlier // later < 1", 0, "+ - * / only", None),
    ("min < later", 0, "`min` is a function", "call it"),
    ("earlier(2) < 1", 0, "is a role, not a function", None),
    ("earlier < 2 %", 13, "not an expression", "in quotes"),
    ("earlier = later", 0, "not an expression", "write `==`"),
    ("earlier => later", 0, "not an expression", "write `>=`"),
    ("earlier =< later", 0, "not an expression", "write `<=`"),
    ("earlier ≥ later", 0, "not an expression", "write `>=`"),
    ("earlier <> later", 0, "not an expression", "write `!=`"),
    ("earlier === later", 0, "not an expression", "write `==`"),
    ("earlier < 1 && later > 1", 0, "not an expression", "write `and`"),
    ("earlier < 1 || later > 1", 0, "not an expression", "write `or`"),
    ("earlier × 2 < later", 0, "not an expression", "write `*`"),
    ("earlier − later < 0", 0, "not an expression", "write `-`"),
    ("earlier == “2 %”", 0, "not an expression", "plain quotes"),
    ("roughly(earlier, later, within=2 %)", 0, "not an expression", "within='2 %'"),
    ("earlier + 5 goals < later", 0, "not an expression", "in quotes: '5 goals'"),
    ("earlier < $5", 0, "not an expression", "in quotes: '$5'"),
    ("earlier < 12,000 people", 0, "not an expression", "in quotes: '12,000 people'"),
    ("within(earlier.when, 2024-01-31)", 0, "not an expression", "in quotes: '2024-01-31'"),
    ("earlier < '2 %' and => later", 0, "not an expression", "write `>=`"),
    ("earlier.place == 'a => b' later", 0, "not an expression", None),
    ("earlier < 1 and", 0, "not an expression", None),
    ("earlier < 1 and later 2", 0, "not an expression", None),
    ("earlier <", 9, "not an expression", None),
    ("abs(earlier, later) < 1", 13, "takes 1 arguments", "abs(figure)"),
    ("abs(*earlier) < 1", 4, "not part of the language", None),
    ("earlier < True", 10, "not a figure or a text", None),
    ("earlier < 1e9", 10, "plain decimal digits", None),
    ("earlier < 0x10", 10, "plain decimal digits", None),
    ("restated(total, earlier + later)", 16, "as they were written", "role"),
    ("weekday(earlier.when) == 'monday'", 26, "no day of the week is called `monday`", "`Monday`"),
    ("earlier.kind == 'floww'", 17, "no kind is called `floww`", "`flow`"),
    ("parts < total", 0, "`parts` is a group of claims", "make one of it: `sum(parts)`, `product(parts)`"),
    ("total == abs(parts)", 13, "`parts` is a group of claims", "`count(parts)`"),
    ("sum(2 * parts) == total", 8, "`parts` is a group of claims", "`sum(parts)`"),
    ("parts.lasting < '3 days'", 0, "has no one `.lasting`", "`sum(parts.lasting)`"),
    ("sum(parts.also) == total", 4, "has no one `.also`", "in its pattern"),
    ("within(parts.when, total.when)", 7, "has no one `.when`", "in its pattern"),
    ("parts.place == 'Iraq'", 0, "has no one `.place`", "in its pattern"),
    ("count(total) == 3", 6, "`count` takes a group of claims, not `total`", "the groups here are `parts`"),
    ("count(parts.lasting) == 3", 6, "`count` takes a group", None),
    ("count(parts, parts) == 3", 13, "takes 1 arguments", "count(group)"),
    ("", 0, "an empty expression", None),
    ("  ", 0, "an empty expression", None),
]


@pytest.mark.parametrize(("text", "offset", "message", "suggestion"), REFUSED)
def test_what_is_wrong_is_said_where_it_stands(
    text: str, offset: int, message: str, suggestion: str | None
) -> None:
    error = refusal(text)
    assert message in error.message
    assert (suggestion or "") in (error.suggestion or "")
    if "not an expression" not in message:
        assert error.offset == offset


@pytest.mark.parametrize("name", ["sum", "product", "mean", "min", "max"])
def test_a_function_of_many_figures_takes_those_of_a_group(name: str) -> None:
    tree = read(f"{name}(parts, earlier, parts.lasting)")
    parts, lasting = Attribute("parts", "value"), Attribute("parts", "lasting")
    assert tree == Call(name, (parts, EARLIER, lasting))
    assert spread(Expression("", tree, "quantity"), {"parts": members("parts", 2)}).tree == Call(
        name,
        (
            Attribute("parts 1", "value"),
            Attribute("parts 2", "value"),
            EARLIER,
            Attribute("parts 1", "lasting"),
            Attribute("parts 2", "lasting"),
        ),
    )


def test_the_claims_of_a_group_stand_wherever_it_stood() -> None:
    written = "not (-sum(parts) * 2 < total or total == 3) and within(earlier.when, later.when)"
    spelt = written.replace("parts", "earlier, later")
    expression = read_expression(written, ROLES, Units.standard(), "truth", GROUPS)
    assert spread(expression, {"parts": ("earlier", "later")}).tree == read(spelt)


def test_a_count_is_a_number_once_the_group_is_known() -> None:
    counted = spread(Expression("", read("count(parts)"), "quantity"), {"parts": members("parts", 3)}).tree
    assert isinstance(counted, Count)
    assert counted.value == 3


def test_a_rule_without_groups_says_how_to_make_one() -> None:
    with pytest.raises(InputError) as caught:
        read_expression("count(total) == 3", ["total"], Units.standard())
    assert caught.value.suggestion == "a role is a group with `each`: `parts: {each: {…}}`"


def test_a_sum_is_nested_no_deeper_than_it_must_be() -> None:
    figures = tuple(Attribute(f"parts {n}", "value") for n in range(1_000))
    whole = lowered(Call("sum", figures))
    assert tuple(part for part in walk(whole) if isinstance(part, Attribute)) == figures
    depth, level = 0, [whole]
    while level:
        depth, level = depth + 1, [child for node in level for child in children(node)]
    assert depth == 11


def test_offsets_count_characters_and_not_bytes() -> None:
    assert refusal("earlier.place == 'Österreich' and earlir < 1").offset == 34


def test_a_figure_is_no_statement() -> None:
    error = refusal("earlier + later", "truth")
    assert "a figure, where a statement" in error.message


ESCAPES = [
    "().__class__.__bases__[0].__subclasses__()",
    "earlier.__class__",
    "earlier.value.__init__",
    "[x for x in earlier]",
    "{earlier: later}",
    "f'{earlier}' == 'x'",
    "(lambda: earlier)() < later",
    "__import__('os').system('true')",
    "earlier if later else total",
    "earlier[0] < later",
    "(x := earlier) < later",
    "earlier is later",
    "earlier in (later, total)",
    "~earlier < later",
    "earlier @ later < 1",
    "9**9**9**9 < earlier",
    "print(earlier)",
    "abs(abs)(earlier) < 1",
    "earlier.when.text == 'x'",
    "...",
    "None == earlier.place",
    "b'x' == earlier.place",
    "1j < earlier",
    "yield",
    "await earlier",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_outside_the_language_gets_in(text: str) -> None:
    refusal(text, "truth")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "earlier" + ")" * 500 + " < 1",
        "-" * 1_000 + "earlier < 1",
        "not " * 400 + "earlier < 1",
        "+".join(["earlier"] * 280) + " < 1",
        "earlier < " + "9" * 1_500,
        "earlier < '" + "9" * 1_500 + "'",
        "x" * 100_000,
        "earlier\0 < 1",
    ],
)
def test_monsters_are_refused_quickly(text: str) -> None:
    refusal(text, "truth")


def test_line_breaks_mean_nothing() -> None:
    assert read("earlier\n  < later") == read("earlier < later")


def test_walk_gives_parents_first() -> None:
    kinds = [type(node).__name__ for node in walk(read("earlier + later < 1"))]
    assert kinds == ["Comparison", "Arithmetic", "Attribute", "Attribute", "Number"]


def sample(parameter: Parameter) -> str:
    """Return an argument that a parameter takes."""
    return {
        "quantity": "earlier",
        "written": "earlier",
        "figures": "parts",
        "group": "parts",
        "period": "earlier.when",
        "text": "earlier.place",
        "tolerance": "'2 pp'",
        "unit": "'km'",
    }[parameter.kind]


@pytest.mark.parametrize("name", sorted(FUNCTION_NAMES))
def test_every_function_of_the_table_has_its_meaning(name: str) -> None:
    function = FUNCTIONS[name]
    text = f"{name}({', '.join(map(sample, function.parameters))})"
    whole = spread(
        read_expression(text, ROLES, Units.standard(), function.result, GROUPS), {"parts": ("a", "b")}
    )
    frame = Frame([*ROLES, "a", "b"])
    if function.result == "truth":
        compile_statement(whole, frame)
    elif function.result == "text":
        compile_text(whole.tree, frame)
    else:
        compile_figure(whole.tree, frame)
