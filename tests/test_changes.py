"""The changes of a rule that its examples should notice, each in words and as a rule."""

import pytest

from consistency.expressions import read_expression
from consistency.workshop.changes import changes
from consistency.workshop.spelling import spelt
from making import UNITS, rule


def words(*arguments: object, **rest: object) -> list[str]:
    return [change.words for change in changes(rule("a b", *arguments, **rest))]


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("a < b", ["`a < b` becomes `a > b`"]),
        ("a <= b", ["`a <= b` becomes `a >= b`"]),
        ("a > b", ["`a > b` becomes `a < b`"]),
        ("a >= b", ["`a >= b` becomes `a <= b`"]),
        ("a != b", ["`a != b` becomes `a == b`"]),
        ("a == b", ["`a == b` becomes `a <= b`", "`a == b` becomes `a >= b`"]),
        ("a.by == b.by", ["`a.by == b.by` becomes `a.by != b.by`"]),
        ("restated(a, b)", []),
        ("within(a.when, b.when)", ["`within(a.when, b.when)` becomes `within(b.when, a.when)`"]),
        ("disjoint(a.when, b.when)", []),
        (
            "not same_period(a.when, b.when)",
            ["`not same_period(a.when, b.when)` becomes `same_period(a.when, b.when)`"],
        ),
        (
            "roughly(a, b, within='2 pp')",
            [
                "`roughly(a, b, within='2 pp')` becomes `roughly(a, b, within='20 pp')`",
                "`roughly(a, b, within='2 pp')` becomes `roughly(a, b, within='0.2 pp')`",
            ],
        ),
        ("roughly(a, b, within='0 km')", []),
        (
            "0 < a < b",
            [
                "`0 < a` is dropped",
                "`a < b` is dropped",
                "`0 < a` becomes `0 > a`",
                "`a < b` becomes `a > b`",
            ],
        ),
        (
            "not (a < b or b < 1)",
            [
                "`not (a < b or b < 1)` becomes `a < b or b < 1`",
                "`a < b` is dropped",
                "`b < 1` is dropped",
                "`a < b` becomes `a > b`",
                "`b < 1` becomes `b > 1`",
            ],
        ),
    ],
)
def test_an_expectation_is_changed_in_one_place_at_a_time(expect, told):
    assert words(expect) == told


def test_each_change_is_a_rule_that_differs_in_what_the_words_say():
    original = rule(
        "a b", {"x": "a < b and b < 1", "y": "a == 2"}, where=("a < 5", "b < 6 and b > 1 and a > 0")
    )
    changed = [
        (
            [spelt(condition.tree) for condition in change.rule.where],
            {reading.name: spelt(reading.expression.tree) for reading in change.rule.expect},
        )
        for change in changes(original)
    ]
    where = ["a < 5", "b < 6 and b > 1 and a > 0"]
    expect = {"x": "a < b and b < 1", "y": "a == 2"}
    assert changed == [
        (["b < 6 and b > 1 and a > 0"], expect),
        (["a < 5", "b > 1 and a > 0"], expect),
        (["a < 5", "b < 6 and a > 0"], expect),
        (["a < 5", "b < 6 and b > 1"], expect),
        (where, {"y": "a == 2"}),
        (where, {"x": "b < 1", "y": "a == 2"}),
        (where, {"x": "a < b", "y": "a == 2"}),
        (where, {"x": "a > b and b < 1", "y": "a == 2"}),
        (where, {"x": "a < b and b > 1", "y": "a == 2"}),
        (where, {"x": "a < b and b < 1"}),
        (where, {"x": "a < b and b < 1", "y": "a <= 2"}),
        (where, {"x": "a < b and b < 1", "y": "a >= 2"}),
    ]
    assert [change.words for change in changes(original)][4] == "the reading `x` is dropped"
    for change in changes(original):
        for written in (*change.rule.where, *(reading.expression for reading in change.rule.expect)):
            assert read_expression(written.text, ["a", "b"], UNITS).tree == written.tree


def test_roles_that_can_be_exchanged_need_no_example_of_either_order():
    import attrs

    exchanged = attrs.evolve(rule("a b", "a == b and a == 1"), symmetric=("a", "b"))
    assert [change.words for change in changes(exchanged)] == [
        "`a == b` is dropped",
        "`a == 1` is dropped",
        "`a == b` becomes `a != b`",
        "`a == 1` becomes `a <= 1`",
        "`a == 1` becomes `a >= 1`",
    ]
