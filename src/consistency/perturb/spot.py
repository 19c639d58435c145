"""Where a figure or a date of a claim stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from consistency.claim import Claim


class Spot(NamedTuple):
    """Where a figure or a date stands: the full id of the claim, the field, and which of several `also`."""

    claim: str
    field: str
    number: int = 0


def spots(claims: Iterable[Claim]) -> tuple[Spot, ...]:
    """Return each figure and date that the claims state themselves, in the order of their ids.

    >>> from consistency.claim import Source
    >>> from consistency.period import read_period
    >>> from consistency.quantity import Quantity
    >>> source, day = Source("a", "a.yaml"), read_period("2015-06-10")
    >>> claim = Claim("a/b", source, 1, 1, {}, value=Quantity.of("5 km"), when=day)
    >>> [spot.field for spot in spots([claim])]
    ['value', 'when']
    """
    found: list[Spot] = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.value is not None:
            found.append(Spot(claim.id, "value"))
        found += [Spot(claim.id, "also", number) for number in range(len(claim.also))]
        if claim.lasting is not None:
            found.append(Spot(claim.id, "lasting"))
        if claim.when is not None:
            found.append(Spot(claim.id, "when"))
        # A date that a claim only has from its document is the document's.
        if claim.said is not None and claim.said is not claim.source.published:
            found.append(Spot(claim.id, "said"))
    return tuple(found)
