"""How long it takes to find which of many claims that share one key meet, or to refuse it."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.clock import own_time
from consistency.claim import Claim, Source
from consistency.expressions import read_expression
from consistency.match import Index, MeetsTooOften, meetings
from consistency.period import Period
from consistency.problem import Location
from consistency.quantity import Units
from consistency.rule import Meeting, Role, Rule, Variable

NUMBER = 5_000
ROLES = ("first", "second", "third")
_FIRST_DAY = date(2000, 1, 1)
_SOURCE = Source("benchmark", "benchmark.yaml")

_IN_ORDER = ("precedes(first.when, second.when)", "precedes(second.when, third.when)")
_CLOSE = (
    "days_between(first.when, second.when) <= '3 days'",
    "days_between(second.when, third.when) <= '3 days'",
)

# What is asked of three claims in a row, in short | the conditions.
CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nothing", ()),
    ("in order", _IN_ORDER),
    ("in order, 3 days apart", (*_IN_ORDER, *_CLOSE)),
)


def claims(number: int = NUMBER) -> list[Claim]:
    """Return one claim for each of so many days in a row, all of one place."""
    return [
        Claim(
            f"benchmark/{day:05}",
            _SOURCE,
            line=1,
            column=1,
            about={"place": ("x",)},
            when=Period.of((_FIRST_DAY + timedelta(day)).isoformat(), instant=True),
        )
        for day in range(number)
    ]


def three_in_a_row(conditions: tuple[str, ...]) -> Rule:
    """Return a rule whose three roles share a place, and for the rest are bound by conditions alone."""
    units = Units.standard()
    return Rule(
        "benchmark/in-a-row",
        Location("benchmark.yaml", 1, 1),
        "Three in a row",
        tuple(Role(name, (("place", Variable("place")),)) for name in ROLES),
        expect=(),
        where=tuple(read_expression(text, ROLES, units, "truth") for text in conditions),
    )


def crowds(runs: int) -> None:
    """Print how long it takes to fill three roles from claims of one key, beside reading their dates."""
    print(f"three roles filled from {NUMBER:,} claims that share one key")
    reading = own_time(claims, runs)
    index = Index(claims())
    for name, conditions in CASES:
        rule = three_in_a_row(conditions)
        found: list[str] = []
        taken = own_time(lambda rule=rule, found=found: found.append(_outcome(rule, index)), runs)  # type: ignore[misc]
        print(f"  {name:<24}{taken:6.2f} s  {taken / reading:6.1f} × reading their dates  {found[0]}")


def _outcome(rule: Rule, index: Index) -> str:
    met: tuple[Meeting, ...]
    try:
        met = meetings(rule, index)
    except MeetsTooOften as error:
        return f"refused ({error.count:,} without conditions)"
    return f"{len(met):,} meetings"
