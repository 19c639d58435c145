"""Ranges of arithmetic: exact at the corners, never too narrow, and in the right units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.expressions import read_expression
from consistency.expressions.dimensions import MismatchError, unit_of
from consistency.expressions.range import compile_figure
from consistency.expressions.slots import Frame
from consistency.expressions.tree import Attribute, attributes
from consistency.quantity import Interval, Unit
from consistency.reading import Extent
from making import UNITS, claim

ROLES = ("a", "b", "c")


def ranged(text: str, *figures: str, extent: Extent = Extent.TYPICAL) -> Interval:
    tree = read_expression(text, ROLES, UNITS, "quantity").tree
    frame = Frame(ROLES)
    for field in attributes(tree):
        frame.slot(field)
    claims = [claim(role, figure) for role, figure in zip(ROLES, figures, strict=False)]
    return compile_figure(tree, frame)(frame.fill(claims, {}, extent))


def unit(text: str, *figures: str) -> Unit:
    claims = dict(
        zip(ROLES, (claim(role, figure) for role, figure in zip(ROLES, figures, strict=False)), strict=False)
    )

    def of(field: Attribute) -> Unit:
        figure = claims[field.role].value
        assert figure is not None
        return figure.unit

    return unit_of(read_expression(text, ROLES, UNITS, "quantity").tree, of).unit


def interval(
    low: str | None, high: str | None, *, low_closed: bool = True, high_closed: bool = True
) -> Interval:
    return Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_closed,
        high_closed,
    )


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("a + b", ("10.0", "20.0"), interval("29.9", "30.1")),
        ("a - a", ("10.0",), interval("0", "0")),
        # A figure that stands twice is still one figure.
        ("(b - a) / a", ("10.0", "20.0"), interval("66/67", "202/199")),
        ("a / (a + b)", ("10.0", "20.0"), interval("199/600", "201/600")),
        ("a / b - c / b", ("9.0", "2.0", "3.0"), interval("118/41", "122/39")),
        ("a * (b - a)", ("1.0", "5.0"), interval("76/20", "84/20")),
        # Nothing is known of a quotient by a range across zero.
        ("b / (a - 10)", ("10.0", "20.0"), Interval.everything()),
        ("(b - a) / (a - 10)", ("10.0", "20.0"), Interval.everything()),
        # Open ends stay open; an end that two corners share counts as attained.
        ("b - a", ("more than 20.0", "exactly 30"), interval("35/4", "10", high_closed=False)),
        ("a / (a + b)", ("more than 20.0", "exactly 30"), interval("2/5", "17/41", low_closed=False)),
        ("a * b - a * b", ("10.0", "20.0"), interval("-4", "4")),
        ("(a + b) / a", ("more than 20.0", "exactly 30"), interval("41/17", "5/2", high_closed=False)),
        ("a / middle(a)", ("10.0",), interval("0.995", "1.005")),
        ("a / b - middle(a)", ("10.0", "exactly 2"), interval("-5.025", "-4.975")),
        ("min(a, b)", ("10.0", "20.0"), interval("9.95", "10.05")),
        ("max(a, b) - min(a, b)", ("10.0", "20.0"), interval("9.9", "10.1")),
        ("low(a) + high(a)", ("19,000 to 25,000 people",), interval("44000", "44000")),
        ("middle(a) * 2", ("19,000 to 25,000 people",), interval("44000", "44000")),
        ("-a", ("10.0",), interval("-10.05", "-9.95")),
        ("abs(a)", ("-10.0",), interval("9.95", "10.05")),
    ],
)
def test_the_range_of_an_expression(text: str, figures: tuple[str, ...], expected: Interval) -> None:
    found = ranged(text, *figures)
    if text == "a * (b - a)":
        # Not linear in a: interval arithmetic encloses the range and may say too much.
        assert found.encloses(interval("4.0", "4.0"))
    elif text == "a * b - a * b":
        assert found.encloses(interval("0", "0"))
    else:
        assert found == expected


def test_an_unbounded_figure_that_stands_twice_is_enclosed() -> None:
    found = ranged("a / (a + b)", "more than 20.0", "exactly 30", extent=Extent.WIDEST)
    assert found.encloses(interval("2/5", "1", low_closed=False, high_closed=False))


@pytest.mark.parametrize(
    ("text", "figures", "name"),
    [
        ("a + b", ("14 %", "8 %"), "%"),
        ("a - b", ("14 %", "8 %"), "pp"),
        ("a + b", ("14 %", "2 pp"), "%"),
        ("1 - a", ("14 %",), "%"),
        ("a - 0", ("14 %",), "%"),
        ("a / 2", ("14 km²",), "km²"),
        ("a * b", ("14 %", "20 km²"), "km²"),
        ("b * a", ("14 %", "20 km²"), "km²"),
        ("b / a", ("14 %", "20 km²"), "km²"),
        ("a * b", ("14 %", "20 %"), "%"),
        ("a / b", ("14 km²", "20 mi²"), ""),
        ("share(a, b)", ("14 km²", "20 mi²"), "%"),
        ("percent_change(a, b)", ("14 km²", "20 mi²"), "%"),
        ("convert(a, 'mi²')", ("14 km²",), "mi²"),
        ("max(a, b)", ("14 km²", "20 mi²"), "km²"),
        ("product(a, b)", ("14 %", "20 km²"), "km²"),
        ("a + b", ("14 fighters", "20 people"), "fighters"),
    ],
)
def test_the_unit_that_an_expression_is_shown_in(text: str, figures: tuple[str, ...], name: str) -> None:
    assert unit(text, *figures).name == name


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("a + b", ("14 people", "8 km²")),
        ("a - 2", ("14 %",)),
        ("2 + a", ("14 pp",)),
        ("convert(a, 'mi²')", ("14 km",)),
        ("share(a, b)", ("14 km", "8 km²")),
        ("min(a, b)", ("14 villages", "8 people")),
    ],
)
def test_figures_of_different_things_do_not_go_together(text: str, figures: tuple[str, ...]) -> None:
    with pytest.raises(MismatchError):
        unit(text, *figures)
