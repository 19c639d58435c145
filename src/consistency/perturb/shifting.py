"""A figure or a date of a claim, moved by so many units of the last place that it is written to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import attrs

from consistency.claim import Claim
from consistency.period import Period
from consistency.period.days import civil, day_number
from consistency.quantity import Quantity
from consistency.quantity.format import format_number, with_unit
from consistency.quantity.numerals import is_number_word, number_in_words
from consistency.slips import Reread
from consistency.slips.numerals import places
from consistency.slips.trying import is_alike, with_figure

FIGURE_FIELDS = ("value", "also", "lasting")
DATE_FIELDS = ("when", "said")

TIMES = 1000
"""How far a figure is moved at most: to so many times itself."""

YEARS = 100
"""How far a date is moved at most."""


class Spot(NamedTuple):
    """Where a figure or a date stands: the full id of the claim, the field, and which of several `also`."""

    claim: str
    field: str
    number: int = 0


def spots(claims: Iterable[Claim]) -> tuple[Spot, ...]:
    """Return each figure and date that the claims state themselves, in the order of their ids.

    >>> from consistency.claim import Source
    >>> from consistency.period import read_period
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


class Shift:
    """What moves one figure or date of a claim, a step at a time.

    `written` is its text, `step` what one step is, in words, and `up` and `down` how many steps are tried:
    a figure as far as `TIMES` itself and down to zero, a date `YEARS` either way. Hedge and unit stay, and a
    range moves as a whole; the moved text is read again, so that its figure is as round, and as exact, as
    readers take what is then written to be. What cannot be moved as it is written has no steps at all.

    With a moved figure the claim has no quote, as its document would then say something else; `quoted` keeps
    the quote.
    """

    __slots__ = ("_claim", "_known", "_move", "_quoted", "_reread", "down", "spot", "step", "up", "written")

    def __init__(self, claim: Claim, spot: Spot, reread: Reread, *, quoted: bool = False) -> None:
        self._claim = claim
        self._reread = reread
        self._quoted = quoted
        self._known: dict[int, Claim | None] = {}
        self.spot = spot
        self.up = self.down = 0
        self.step = ""
        self._move: _Figure | _Date | None = None
        if spot.field in FIGURE_FIELDS:
            figure = _figure(claim, spot)
            self.written = figure.text
            self._move = self._numerals(figure)
            if self._move is not None:
                length = self._move.length
                self.step = with_unit(format_number(length, digits=12), figure.unit, length == 1)
        else:
            period = claim.when if spot.field == "when" else claim.said
            assert period is not None
            self.written = period.text
            self._move = _date(period)
            if self._move is not None:
                self.step = f"1 {self._move.precision}"
        if self._move is not None:
            self.up, self.down = self._move.up, self._move.down

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

    def share(self, steps: int) -> Fraction | None:
        """Return how far so many steps lead, as a share of the figure; None for a date, and for zero."""
        if not isinstance(self._move, _Figure):
            return None
        here = self._move.middle
        return abs(Fraction(steps) * self._move.length / here) if here else None

    def _moved(self, steps: int) -> Claim | None:
        if self._move is None or not -self.down <= steps <= self.up:
            return None
        text = self._move.text(steps) if steps else self.written
        claim, field = self._claim, self.spot.field
        if field in DATE_FIELDS:
            old = claim.when if field == "when" else claim.said
            assert old is not None
            period = self._reread.period(text, instant=old.instant) if steps else old
            if period is None:
                return None
            return attrs.evolve(claim, when=period) if field == "when" else attrs.evolve(claim, said=period)
        was = _figure(claim, self.spot)
        figure = self._reread.figure(claim, field, text) if steps else was
        if figure is None or not is_alike(was, figure) or figure.unit != was.unit:
            return None
        if not self._quoted and claim.quote is not None:
            claim = attrs.evolve(claim, quote=None)
        return with_figure(claim, field, figure, self.spot.number)

    def _numerals(self, figure: Quantity) -> _Figure | None:
        """Return what moves the numbers of a figure; None where it has none that can be moved."""
        text = figure.text
        spans = places(text)
        if not spans:
            text = _in_digits(text)
            read = self._reread.figure(self._claim, self.spot.field, text)
            if read is None or (read.typical, read.widest) != (figure.typical, figure.widest):
                return None
            spans = places(text)
        if not spans or figure.stated.low is None or figure.stated.high is None:
            return None
        # Of "14 ± 2" the first number is the figure, of "5 feet 7 inches" the last what it is exact to.
        if figure.ends is None:
            spans = spans[:1] if figure.hedge == "plus or minus" else spans[-1:]
        step = min([_place(text[start:end]) for start, end in spans])
        middle = figure.stated.middle
        plain = _Figure(text, tuple(spans), step, step, middle, 1)
        for steps in (1, -1):
            moved = self._reread.figure(self._claim, self.spot.field, plain.text(steps))
            if moved is not None and moved.stated.low is not None and moved.stated.high is not None:
                length = (moved.stated.middle - middle) * steps
                if length:
                    return plain._replace(length=abs(length), sign=1 if length > 0 else -1)
        return None


def shift(claim: Claim, spot: Spot, steps: int, reread: Reread, *, quoted: bool = False) -> Claim | None:
    """Return a claim with a figure or date moved by so many steps: up or later, with a minus down or earlier.

    None where that cannot be written. See `Shift`.

    >>> from consistency.claim import Source
    >>> from consistency.quantity import Units
    >>> reread = Reread(Units.standard())
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("about 9,900 to 12,000 km"))
    >>> [shift(claim, Spot("a/b", "value"), steps, reread).value.text for steps in (1, -2)]
    ['about 10,000 to 12,100 km', 'about 9,700 to 11,800 km']
    """
    return Shift(claim, spot, reread, quoted=quoted).to(steps)


def _figure(claim: Claim, spot: Spot) -> Quantity:
    figure = claim.also[spot.number] if spot.field == "also" else getattr(claim, spot.field)
    assert isinstance(figure, Quantity)
    return figure


class _Figure(NamedTuple):
    """Numbers in a text that move together.

    `unit` is what one step adds to the numbers, `length` what it adds to the figure, which is `middle`;
    `sign` is -1 where larger numbers make the figure smaller, as below zero.
    """

    written: str
    spans: tuple[tuple[int, int], ...]
    unit: Fraction
    length: Fraction
    middle: Fraction
    sign: int

    @property
    def up(self) -> int:
        return self._most if self.sign > 0 else self._least

    @property
    def down(self) -> int:
        return self._least if self.sign > 0 else self._most

    @property
    def _most(self) -> int:
        return int(max(self._numbers) * (TIMES - 1) / self.unit)

    @property
    def _least(self) -> int:
        return int(min(self._numbers) / self.unit)

    @property
    def _numbers(self) -> Sequence[Fraction]:
        return [_number(self.written[start:end]) for start, end in self.spans]

    def text(self, steps: int) -> str:
        """Return the text with all its numbers moved."""
        text = self.written
        for start, end in reversed(self.spans):
            number = text[start:end]
            moved = _number(number) + steps * self.sign * self.unit
            text = text[:start] + _written(moved, number, _decimals_of(number)) + text[end:]
        return text


_GROUPING = ", \u00a0\u2009\u202f"
_FEW = 4  # digits that are as often written without a separator


def _number(text: str) -> Fraction:
    return Fraction("".join(sign for sign in text if sign not in _GROUPING))


def _decimals_of(text: str) -> int:
    return len(text.partition(".")[2])


def _place(text: str) -> Fraction:
    """Return the place that a number is written to, two digits of a whole number at least being meant.

    >>> [str(_place(text)) for text in ("35", "100", "21,000", "20,000", "9.50")]
    ['1', '10', '1000', '1000', '1/100']
    """
    decimals = _decimals_of(text)
    if decimals:
        return Fraction(1, 10**decimals)
    digits = str(int(_number(text)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10 ** min(zeros, max(len(digits) - 2, 0)))


def _written(number: Fraction, like: str, decimals: int) -> str:
    """Return a number with so many decimals, grouped as another is; `-` before one below zero.

    >>> [_written(Fraction(12500), like, 0) for like in ("9,900", "9900")], _written(Fraction(1, 2), "3", 1)
    (['12,500', '12500'], '0.5')
    """
    whole = like.partition(".")[0]
    separator = next((sign for sign in whole if sign in _GROUPING), "," if len(whole) < _FEW else "")
    digits = str(abs(number * 10**decimals).numerator).rjust(decimals + 1, "0")
    left, right = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if len(left) >= _FEW:
        left = f"{int(left):,}".replace(",", separator)
    return ("-" if number < 0 else "") + left + (f".{right}" if right else "")


def _in_digits(text: str) -> str:
    """Return a text with its number in words written in digits; the text itself where it has none.

    >>> _in_digits("nearly nine months"), _in_digits("twenty-two countries"), _in_digits("dozens of them")
    ('nearly 9 months', '22 countries', 'dozens of them')
    """
    words = text.split(" ")
    for first, word in enumerate(words):
        if is_number_word(word.lower()):
            found = number_in_words([each.lower() for each in words[first:]])
            if found is not None:
                number, taken = found
                return " ".join([*words[:first], f"{number:,}", *words[first + taken :]])
    return text


_DAY = r"(?<![0-9X-])([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?(?![0-9])"
_PRECISIONS = ("year", "month", "day")
_PER_YEAR = {"year": 1, "month": 12, "day": 365}


class _Date(NamedTuple):
    """Dates in a text that move together, by the coarsest of the units that they are written to."""

    written: str
    precision: str

    @property
    def up(self) -> int:
        return YEARS * _PER_YEAR[self.precision]

    @property
    def down(self) -> int:
        return self.up

    def text(self, steps: int) -> str:
        """Return the text with all its dates moved; a day that its month does not have stays as it is."""
        return re.sub(_DAY, lambda found: self._moved(found, steps), self.written)

    def _moved(self, found: re.Match[str], steps: int) -> str:
        year, month, day = found.groups()
        if self.precision == "day":
            try:
                moved = civil(day_number(int(year), int(month), int(day)) + steps)
            except ValueError:
                return found[0]
            return f"{moved[0]:04}-{moved[1]:02}-{moved[2]:02}"
        if self.precision == "year":
            return f"{int(year) + steps:04}{found[0][4:]}"
        months = int(year) * 12 + int(month) - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}{found[0][7:]}"


def _date(period: Period) -> _Date | None:
    """Return what moves a date; None where it has no year that is written out."""
    found = [match.groups() for match in re.finditer(_DAY, period.text)]
    if not found:
        return None
    coarsest = min(sum(part is not None for part in groups) for groups in found)
    return _Date(period.text, _PRECISIONS[coarsest - 1])
