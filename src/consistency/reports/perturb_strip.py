"""Where things stand on the strip of a figure or a date: what it can mean, and how far it moves freely.

Near the figure a strip shows more than far from it: the stops of a scale stand at equal distances.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from consistency.claim import Claim
from consistency.period import BEGINNING, FOREVER, Bounds, Period
from consistency.quantity import Interval, Quantity
from consistency.slips.fields import date_at, figure_at

if TYPE_CHECKING:
    from consistency.perturb import Move, Moves


class Scale(NamedTuple):
    """The stops of a strip on each side of its middle: what they are worth, and in words."""

    stops: tuple[Fraction, ...]
    labels: tuple[str, ...]


SHARES: Final = Scale(
    tuple(map(Fraction, ("0.01", "0.05", "0.2", "1", "10"))), ("1 %", "5 %", "20 %", "100 %", "10×")
)
"""For figures: a change as a share of the figure."""

DAYS: Final = Scale(tuple(map(Fraction, (1, 7, 30, 365, 3650))), ("1 d", "1 wk", "1 mo", "1 yr", "10 yr"))
"""For dates: days, earlier and later."""


class Band(NamedTuple):
    """A stretch of a strip, from 0 at its left to 1 at its right; an open end goes on beyond the strip."""

    left: Fraction
    right: Fraction
    is_open_left: bool = False
    is_open_right: bool = False


class Strip(NamedTuple):
    """What a strip shows: what is usually meant, all that the words allow, and free movement.

    `stops` are the places from which on a rule objects.
    """

    typical: Band
    widest: Band
    free: Band
    stops: tuple[Fraction, ...]


def place(x: Fraction, scale: Scale) -> Fraction:
    """Return where a change stands on a strip: 0 is its left end, ½ its middle, 1 its right end.

    >>> [str(place(Fraction(x), SHARES)) for x in ("0", "0.01", "-0.03", "10", "-99")]
    ['1/2', '3/5', '7/20', '1', '0']
    """
    half = Fraction(1, 2) / len(scale.stops)
    before, away = Fraction(0), Fraction(0)
    for stop in scale.stops:
        if abs(x) < stop:
            away += half * (abs(x) - before) / (stop - before)
            break
        before, away = stop, away + half
    return Fraction(1, 2) + (away if x > 0 else -away)


def strip(claim: Claim, moves: Moves) -> Strip | None:
    """Return the strip of a figure or a date; None where it has no size that a change could be a share of."""
    if moves.is_date:
        period = date_at(claim, moves.field)
        return _of_date(period, moves) if period is not None else None
    figure = figure_at(claim, moves.field, moves.spot.number)
    return _of_figure(figure, moves) if figure is not None else None


def _of_figure(figure: Quantity, moves: Moves) -> Strip | None:
    middle = _middle(figure.stated)
    if not middle:
        return None

    def band(ends: Interval) -> Band:
        low, high = (None if end is None else (end - middle) / abs(middle) for end in (ends.low, ends.high))
        return _band(low, high, SHARES)

    down, up = (None if move is None else move.share for move in (moves.down, moves.up))
    free = _free(moves, None if down is None else -down, up, SHARES)
    return Strip(band(figure.typical), band(figure.widest), *free)


def _middle(ends: Interval) -> Fraction | None:
    if ends.low is None or ends.high is None:
        return ends.high if ends.low is None else ends.low
    return (ends.low + ends.high) / 2


def _of_date(period: Period, moves: Moves) -> Strip | None:
    days = moves.days
    typical = period.typical
    first = typical.earliest_start if typical.earliest_start > BEGINNING else None
    last = typical.latest_end if typical.latest_end < FOREVER else None
    if days is None or (first is None and last is None):
        return None
    ends = [Fraction(day) for day in (first, last) if day is not None]
    middle = sum(ends, Fraction(0)) / len(ends)

    def band(bounds: Bounds) -> Band:
        low = None if bounds.earliest_start <= BEGINNING else bounds.earliest_start - middle
        high = None if bounds.latest_end >= FOREVER else bounds.latest_end - middle
        return _band(low, high, DAYS)

    def moved(move: Move | None, sign: int) -> Fraction | None:
        return None if move is None else sign * move.steps * days

    free = _free(moves, moved(moves.down, -1), moved(moves.up, 1), DAYS)
    return Strip(band(typical), band(period.widest), *free)


def _free(
    moves: Moves, low: Fraction | None, high: Fraction | None, scale: Scale
) -> tuple[Band, tuple[Fraction, ...]]:
    """Return the band of free movement, and where it stops; what could not be tried does not move."""
    nowhere = Fraction(0)
    band = _band(
        low if moves.down or moves.down_tried else nowhere,
        high if moves.up or moves.up_tried else nowhere,
        scale,
    )
    ends = ((moves.down, band.left), (moves.up, band.right))
    return band, tuple([end for move, end in ends if move is not None])


def _band(low: Fraction | None, high: Fraction | None, scale: Scale) -> Band:
    left = Fraction(0) if low is None else place(low, scale)
    right = Fraction(1) if high is None else place(high, scale)
    return Band(left, right, low is None, high is None)
