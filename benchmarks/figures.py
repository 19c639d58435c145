"""How fast figures are read, and expressions on them decided."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from fractions import Fraction

from benchmarks.clock import own_time
from consistency.claim import Claim, Source
from consistency.expressions import read_expression
from consistency.expressions.compile import compile_statement
from consistency.expressions.range import compile_figure
from consistency.expressions.slots import Frame, Values
from consistency.expressions.tree import attributes
from consistency.quantity import Quantity, Units
from consistency.quantity.figures import read_quantity
from consistency.reading import Extent

NUMBER = 100_000
MOST_SECONDS = 2.5
ROLES = ("a", "b", "c")
FIGURES = ("21,000 to 24,000 km²", "about 40,000 km²", "8,312.5 km²")
REPEATS = 2_000
_SOURCE = Source("benchmark", "benchmark.yaml")

# What is worked out | the kind of expression it is | in how many microseconds it should be.
EXPRESSIONS = (
    ("a < b", "truth", 5),
    ("a + b + c", "quantity", 40),
    ("(b - a) / a", "quantity", 70),
)


def plain_figures(number: int = NUMBER) -> list[str]:
    """Return so many figures as most are written, no two alike: shares, and ranges of an area."""
    shares = [f"{step // 10}.{step % 10} %" for step in range(1, number // 2 + 1)]
    areas = [f"{low:,} to {low + low // 10:,} km²" for low in range(1_000, 1_000 + number // 2)]
    return [figure for pair in zip(shares, areas, strict=True) for figure in pair]


def reading(runs: int) -> None:
    """Print how many figures are read in a second of CPU, beside `json.loads` of the same texts."""
    print(f"reading {NUMBER:,} plain figures, all distinct")
    texts = plain_figures()
    units = Units.standard()
    quoted = [json.dumps(text) for text in texts]
    gc.disable()  # as the commands do
    taken = own_time(lambda: [read_quantity(text, units) for text in texts], runs)
    parsing = own_time(lambda: [json.loads(text) for text in quoted], runs)
    gc.enable()
    print(
        f"  {taken:6.2f} s  {NUMBER / taken:9,.0f} a second  {taken / parsing:6.1f} × json.loads"
        f"  (goal: under {MOST_SECONDS} s)"
    )


def expressions(runs: int) -> None:
    """Print how many expressions are worked out in a second, beside the addition of two fractions."""
    print("working out compiled expressions, exactly, each on " + ", ".join(FIGURES))
    one, other = Fraction(41_999, 2), Fraction(81_001, 3)
    addition = _each(lambda: one + other, runs)
    for text, kind, goal in EXPRESSIONS:
        worked_out, values = prepared(text, kind)
        taken = _each(lambda worked_out=worked_out, values=values: worked_out(values), runs)  # type: ignore[misc]
        print(
            f"  {text:<12}{taken * 1e6:6.1f} µs  {1 / taken:9,.0f} a second"
            f"  {taken / addition:6.1f} × Fraction + Fraction  (goal: under {goal} µs)"
        )


def prepared(text: str, kind: str) -> tuple[Callable[[Values], object], Values]:
    """Return a compiled expression, and the values that it is worked out on."""
    expression = read_expression(text, ROLES, Units.standard(), kind)
    frame = Frame(ROLES)
    for field in attributes(expression.tree):
        frame.slot(field)
    claims = [
        Claim(role, _SOURCE, line=1, column=1, about={}, value=Quantity.of(figure))
        for role, figure in zip(ROLES, FIGURES, strict=True)
    ]
    values = frame.fill(claims, {}, Extent.TYPICAL)
    if kind == "truth":
        return compile_statement(expression, frame), values
    return compile_figure(expression.tree, frame), values


def _each(task: Callable[[], object], runs: int) -> float:
    """Return the CPU seconds of one task, which is too short to be measured alone."""

    def often() -> None:
        for _ in range(REPEATS):
            task()

    return own_time(often, runs) / REPEATS
