"""Figures that are told as what lies between others, and are read as those are.

"Up three points" between two percentages is of percentage points, as documents write it; between two marks of
an index it is of that. What a claim is between, only its links tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from consistency.claim import Claim
from consistency.measure import Measure
from consistency.problem import InputError
from consistency.quantity import PERCENT
from consistency.read.claims import ClaimReader

_BETWEEN = ("change_from", "change_to", "difference_of", "minus")
_POINTS = "points"


def with_points_of_percent(claims: Iterable[Claim], reader: ClaimReader) -> list[Claim]:
    """Return the claims, those in points that lie between percentages in percentage points.

    What they lie between must be given in percent throughout; otherwise they stay what they are. Links are
    full ids.
    """
    found = list(claims)
    if not any(_is_in_points(claim) for claim in found):
        return found
    by_id = {claim.id: claim for claim in found}
    return [_of_percent(claim, reader) if _is_between_percents(claim, by_id) else claim for claim in found]


def _is_in_points(claim: Claim) -> bool:
    return claim.value is not None and claim.value.unit.name == _POINTS


def _is_between_percents(claim: Claim, by_id: Mapping[str, Claim]) -> bool:
    if not _is_in_points(claim):
        return False
    others = [by_id.get(id) for name in _BETWEEN for id in claim.links.get(name, ())]
    return bool(others) and all(
        other is not None and other.value is not None and other.value.unit.style == "percent"
        for other in others
    )


def _of_percent(claim: Claim, reader: ClaimReader) -> Claim:
    assert claim.value is not None
    measure = attrs.evolve(claim.measure or Measure(""), unit=PERCENT)
    try:
        value = reader.figure(claim.value.text, measure, claim.kind)
    except InputError:  # such as a bound that a difference cannot keep
        return claim
    return attrs.evolve(claim, value=value)
