"""The copies of a claim in which one slip has been made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import attrs

from consistency.claim import Claim
from consistency.period import Period
from consistency.quantity import Quantity
from consistency.slips.fields import DATE_FIELDS, FIGURE_FIELDS, date_at, figure_at, with_date, with_figure
from consistency.slips.operators import EXCHANGED, OPERATORS, Operator
from consistency.slips.reread import Reread

FIELDS = (*FIGURE_FIELDS, *DATE_FIELDS, "weekday")
"""The fields in which slips are made; `weekday` is the dimension."""

_APPLIED_TO = {"figure": FIGURE_FIELDS, "date": DATE_FIELDS, "weekday": ("weekday",)}


class Slip(NamedTuple):
    """A claim with one slip in it: `before` in a field has become `after`."""

    claim: Claim
    operator: Operator
    field: str
    before: str
    after: str


def slips(
    claim: Claim,
    reread: Reread,
    operators: Sequence[Operator] = OPERATORS,
    fields: Collection[str] = FIELDS,
) -> Iterator[Slip]:
    """Return the copies of a claim with one slip of `operators` in one of `fields`, always in the same order.

    A text that cannot be read, or is of another dimension or under another hedge than before, gives none. A
    date that the claim only has from its document is the document's, and stays.

    >>> from consistency.claim import Source
    >>> from consistency.quantity import Units
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("about 2,400 km²"))
    >>> [(slip.operator.name, slip.after) for slip in slips(claim, Reread(Units.standard()))][:4]
    [('digits-swapped', 'about 4,200 km²'), ('digits-swapped', 'about 2,040 km²'),
     ('tenfold', 'about 24,000 km²'), ('tenth', 'about 240 km²')]
    """
    for operator in operators:
        for field in _APPLIED_TO[operator.of]:
            if field in fields:
                yield from _in_field(claim, reread, operator, field)


def _in_field(claim: Claim, reread: Reread, operator: Operator, field: str) -> Iterator[Slip]:
    if operator.of == "figure":
        for number in range(len(claim.also) if field == "also" else 1):
            figure = figure_at(claim, field, number)
            if figure is not None:
                yield from _figures(claim, reread, operator, field, number, figure)
    elif operator.of == "date":
        period = date_at(claim, field)
        if period is not None and not (field == "said" and period is claim.source.published):
            yield from _periods(claim, reread, operator, field, period)
    else:
        days = claim.about.get(field, ())
        for number, text in enumerate(days):
            for after in operator.texts(text, None):
                named = (*days[:number], after, *days[number + 1 :])
                changed = attrs.evolve(claim, about={**claim.about, field: named})
                yield Slip(changed, operator, field, text, after)


def _figures(
    claim: Claim, reread: Reread, operator: Operator, field: str, number: int, figure: Quantity
) -> Iterator[Slip]:
    for after in operator.texts(figure.text, figure.unit):
        read = reread.figure(claim, field, after)
        if read is not None and is_alike(figure, read):
            yield Slip(with_figure(claim, field, read, number), operator, field, figure.text, after)


def is_alike(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are of one dimension and under one hedge; bare numbers have several rows."""
    rows = [
        figure.hedge.split()[0] if figure.hedge.startswith("bare") else figure.hedge
        for figure in (one, other)
    ]
    return rows[0] == rows[1] and one.unit.dimension == other.unit.dimension


def _periods(claim: Claim, reread: Reread, operator: Operator, field: str, period: Period) -> Iterator[Slip]:
    for after in operator.texts(period.text, None):
        read = reread.period(after, instant=period.instant)
        if read is not None:
            yield Slip(with_date(claim, field, read), operator, field, period.text, after)


def exchanged(one: Claim, other: Claim, reread: Reread) -> tuple[Slip, Slip] | None:
    """Return two claims, each with the other's value read as its own; None where that cannot be.

    >>> from consistency.claim import Source
    >>> from consistency.quantity import Units
    >>> one, other = (
    ...     Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of(text)) for text in ("4 %", "9 %")
    ... )
    >>> [slip.after for slip in exchanged(one, other, Reread(Units.standard()))]
    ['9 %', '4 %']
    """
    if one.value is None or other.value is None or one.value.text == other.value.text:
        return None
    made = []
    for claim, figure in ((one, other.value), (other, one.value)):
        assert claim.value is not None
        read = reread.figure(claim, "value", figure.text)
        if read is None or not (read.unit.dimension == figure.unit.dimension == claim.value.unit.dimension):
            return None
        made.append(
            Slip(with_figure(claim, "value", read), EXCHANGED, "value", claim.value.text, figure.text)
        )
    return made[0], made[1]
