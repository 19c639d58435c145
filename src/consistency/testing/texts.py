"""Strategies for figures and dates as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

HEDGES = ("", "about ", "nearly ", "more than ", "less than ", "at least ", "at most ", "exactly ")
"""What may stand before a number; the bare number first, so that it is what hedges shrink to."""

UNITS = ("people", "%", "km²", "months")


def numbers(most: int = 10**6) -> st.SearchStrategy[str]:
    """Return strategies of numbers in digits: whole ones, grouped where that is usual, and with decimals."""
    whole = st.integers(1, most)
    return st.one_of(
        whole.map(str),
        whole.map(lambda number: f"{number:,}"),
        st.integers(1, 9_999).map(lambda tenths: f"{tenths // 10}.{tenths % 10}"),
    )


@st.composite
def figures(
    draw: st.DrawFn, units: Sequence[str] = UNITS, hedges: Sequence[str] = HEDGES, most: int = 10**6
) -> str:
    """Return a strategy of figures as they are written: a number or a range, hedged or not, and a unit.

    They shrink to `1` of the first unit, under the first hedge.
    """
    unit = draw(st.sampled_from(units))
    if draw(st.integers(0, 4)) < 4:
        return f"{draw(st.sampled_from(hedges))}{draw(numbers(most))} {unit}"
    low = draw(st.integers(1, most))
    return f"{low:,} to {low + draw(st.integers(1, most)):,} {unit}"


def dates(first: int = 1900, last: int = 2100) -> st.SearchStrategy[str]:
    """Return a strategy of dates in EDTF from one year to another: years, months, days, and periods of years.

    They shrink to the first year.
    """
    years = st.integers(first, last)
    days = st.tuples(years, st.integers(1, 12), st.integers(1, 28))
    return st.one_of(
        years.map("{:04}".format),
        days.map(lambda day: f"{day[0]:04}-{day[1]:02}"),
        days.map(lambda day: f"{day[0]:04}-{day[1]:02}-{day[2]:02}"),
        st.tuples(years, years).map(lambda two: f"{min(two):04}/{max(two):04}"),
    )


def rehedged(text: str, hedge: str) -> str | None:
    """Return a figure under another hedge; None where words stand before its number that are no hedge here.

    >>> rehedged("about 40 %", "nearly "), rehedged("40 %", ""), rehedged("a third", "about ")
    ('nearly 40 %', '40 %', None)
    """
    for known in sorted(HEDGES, key=len, reverse=True):
        if text.startswith(known):
            bare = text.removeprefix(known)
            return f"{hedge}{bare}" if bare[:1].isdecimal() and " to " not in bare else None
    return None
