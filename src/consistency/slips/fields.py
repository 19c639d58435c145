"""The fields of a claim in which figures and dates stand, each read and exchanged by its name."""

from __future__ import annotations

from typing import Final

import attrs

from consistency.claim import Claim
from consistency.period import Period
from consistency.quantity import Quantity

FIGURE_FIELDS: Final = ("value", "also", "lasting")
"""The fields that hold figures; `also` may hold several."""

DATE_FIELDS: Final = ("when", "said")
"""The fields that hold dates."""


def figure_at(claim: Claim, field: str, number: int = 0) -> Quantity | None:
    """Return the figure in `value`, `lasting` or, at a number, `also`; None where there is none.

    >>> from consistency.claim import Source
    >>> five, three = Quantity.of("5 km"), Quantity.of("3.1 mi")
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=five, also=(three,))
    >>> figure_at(claim, "value").text, figure_at(claim, "also").text, figure_at(claim, "also", 1)
    ('5 km', '3.1 mi', None)
    """
    if field == "also":
        return claim.also[number] if number < len(claim.also) else None
    return claim.lasting if field == "lasting" else claim.value


def date_at(claim: Claim, field: str) -> Period | None:
    """Return the date in `when` or `said`; None where there is none."""
    return claim.when if field == "when" else claim.said


def with_figure(claim: Claim, field: str, figure: Quantity, number: int = 0) -> Claim:
    """Return a claim with another figure in `value`, `lasting` or, at a number, `also`."""
    if field == "also":
        return attrs.evolve(claim, also=(*claim.also[:number], figure, *claim.also[number + 1 :]))
    if field == "lasting":
        return attrs.evolve(claim, lasting=figure)
    return attrs.evolve(claim, value=figure)


def with_date(claim: Claim, field: str, date: Period) -> Claim:
    """Return a claim with another date in `when` or `said`."""
    return attrs.evolve(claim, when=date) if field == "when" else attrs.evolve(claim, said=date)
