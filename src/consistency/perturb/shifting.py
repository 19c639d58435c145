"""A figure or a date of a claim, moved by so many units of the last place that it is written to."""

from __future__ import annotations

from fractions import Fraction

import attrs

from consistency.claim import Claim
from consistency.perturb.dates import NO_YEAR, Dates, dates_in
from consistency.perturb.numerals import Numerals, numerals_in
from consistency.perturb.spot import Spot
from consistency.quantity import Quantity
from consistency.quantity.format import format_number, with_unit
from consistency.slips import Reread
from consistency.slips.fields import DATE_FIELDS, FIGURE_FIELDS, date_at, figure_at, with_date, with_figure
from consistency.slips.trying import is_alike


class Shift:
    """What moves one figure or date of a claim, a step at a time.

    `written` is its text, `step` what one step is, in words, and `up` and `down` how many steps are tried:
    a figure as far as `TIMES` itself and down to zero, a date `YEARS` either way. Hedge and unit stay, and a
    range moves as a whole; the moved text is read again, so that its figure is as round, and as exact, as
    readers take what is then written to be. What cannot be moved as it is written has no steps at all, and
    `hindrance` says why: it is empty for all else.

    With a moved figure the claim has no quote, as its document would then say something else.
    """

    __slots__ = (
        *("_claim", "_known", "_move", "_reread"),
        *("down", "hindrance", "spot", "step", "up", "written"),
    )

    def __init__(self, claim: Claim, spot: Spot, reread: Reread) -> None:
        self._claim = claim
        self._reread = reread
        self._known: dict[int, Claim | None] = {}
        self.spot = spot
        self.up = self.down = 0
        self.step = self.hindrance = ""
        self._move: Numerals | Dates | None = None
        if spot.field in FIGURE_FIELDS:
            figure = _figure(claim, spot)
            self.written = figure.text
            made = numerals_in(figure, self._read)
            if isinstance(made, Numerals):
                self._move = made
                self.step = with_unit(format_number(made.length), figure.unit, made.length == 1)
            else:
                self.hindrance = made
        else:
            period = date_at(claim, spot.field)
            assert period is not None
            self.written = period.text
            self._move = dates_in(period)
            if self._move is None:
                self.hindrance = NO_YEAR
            else:
                self.step = f"1 {self._move.precision}"
        if self._move is not None:
            self.up, self.down = self._move.up, self._move.down

    @property
    def length(self) -> Fraction | None:
        """What one step adds to a figure, or takes from it, in its unit; None for a date."""
        return self._move.length if isinstance(self._move, Numerals) else None

    @property
    def is_possible(self) -> bool:
        """Whether it can be moved at all."""
        return self._move is not None

    def to(self, steps: int) -> Claim | None:
        """Return the claim so many steps away, with a minus down or earlier; None where none is readable."""
        if steps not in self._known:
            self._known[steps] = self._moved(steps)
        return self._known[steps]

    def text(self, steps: int) -> str:
        """Return the text so many steps away."""
        return self._move.text(steps) if self._move is not None and steps else self.written

    def is_round(self, steps: int) -> bool:
        """Whether a number may be taken as rounder than those one step away; no date is."""
        return isinstance(self._move, Numerals) and self._move.is_round(steps)

    def share(self, steps: int) -> Fraction | None:
        """Return how far so many steps lead, as a share of the figure; None for a date, and for zero.

        None also where what stands there cannot be read.
        """
        moved = self.to(steps) if isinstance(self._move, Numerals) else None
        if moved is None:
            return None
        here, there = (_figure(claim, self.spot).stated for claim in (self._claim, moved))
        return abs(there.middle / here.middle - 1) if here.middle else None

    def _moved(self, steps: int) -> Claim | None:
        if self._move is None or not -self.down <= steps <= self.up:
            return None
        text = self._move.text(steps) if steps else self.written
        claim, field = self._claim, self.spot.field
        if field in DATE_FIELDS:
            old = date_at(claim, field)
            assert old is not None
            period = self._reread.period(text, instant=old.instant) if steps else old
            if period is None:
                return None
            return with_date(claim, field, period)
        was = _figure(claim, self.spot)
        figure = self._read(text) if steps else was
        if figure is None or not is_alike(was, figure) or figure.unit != was.unit:
            return None
        if claim.quote is not None:
            claim = attrs.evolve(claim, quote=None)
        return with_figure(claim, field, figure, self.spot.number)

    def _read(self, text: str) -> Quantity | None:
        return self._reread.figure(self._claim, self.spot.field, text)


def shift(claim: Claim, spot: Spot, steps: int, reread: Reread) -> Claim | None:
    """Return a claim with a figure or date moved by so many steps: up or later, with a minus down or earlier.

    None where that cannot be written. See `Shift`.

    >>> from consistency.claim import Source
    >>> from consistency.quantity import Units
    >>> reread = Reread(Units.standard())
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("about 9,900 to 12,000 km"))
    >>> [shift(claim, Spot("a/b", "value"), steps, reread).value.text for steps in (1, -2)]
    ['about 10,000 to 12,100 km', 'about 9,700 to 11,800 km']
    """
    return Shift(claim, spot, reread).to(steps)


def _figure(claim: Claim, spot: Spot) -> Quantity:
    figure = figure_at(claim, spot.field, spot.number)
    assert figure is not None
    return figure
