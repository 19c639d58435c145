"""A figure or a date of a claim, moved by so many units of the last place that it is written to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

import attrs

from consistency.claim import Claim
from consistency.period import Period
from consistency.period.days import civil, day_number
from consistency.quantity import Quantity
from consistency.quantity.format import format_number, with_unit
from consistency.quantity.nouns import plural, singular
from consistency.quantity.numerals import is_number_word, number_in_words
from consistency.slips import Reread
from consistency.slips.fields import DATE_FIELDS, FIGURE_FIELDS, date_at, figure_at, with_date, with_figure
from consistency.slips.numerals import FEW, GROUPING, places
from consistency.slips.trying import is_alike

TIMES = 1000
"""How far a figure is moved at most: to so many times itself."""

YEARS = 100
"""How far a date is moved at most."""

NO_DIGITS = "no number in digits"
ZERO = "zero, and so is every multiple of it"
ABOUT_ZERO = "ends on both sides of zero"
UNREADABLE = "nothing near it can be read"
NO_YEAR = "no year that is written out"
"""Why a figure or a date cannot be moved as it is written."""


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
        self._move: _Figure | _Date | None = None
        if spot.field in FIGURE_FIELDS:
            figure = _figure(claim, spot)
            self.written = figure.text
            made = self._numerals(figure)
            if isinstance(made, _Figure):
                self._move = made
                self.step = with_unit(format_number(made.length), figure.unit, made.length == 1)
            else:
                self.hindrance = made
        else:
            period = date_at(claim, spot.field)
            assert period is not None
            self.written = period.text
            self._move = _date(period)
            if self._move is None:
                self.hindrance = NO_YEAR
            else:
                self.step = f"1 {self._move.precision}"
        if self._move is not None:
            self.up, self.down = self._move.up, self._move.down

    @property
    def length(self) -> Fraction | None:
        """What one step adds to a figure, or takes from it, in its unit; None for a date."""
        return self._move.length if isinstance(self._move, _Figure) else None

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
        return isinstance(self._move, _Figure) and self._move.is_round(steps)

    def share(self, steps: int) -> Fraction | None:
        """Return how far so many steps lead, as a share of the figure; None for a date, and for zero.

        None also where what stands there cannot be read.
        """
        moved = self.to(steps) if isinstance(self._move, _Figure) else None
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
        figure = self._reread.figure(claim, field, text) if steps else was
        if figure is None or not is_alike(was, figure) or figure.unit != was.unit:
            return None
        if claim.quote is not None:
            claim = attrs.evolve(claim, quote=None)
        return with_figure(claim, field, figure, self.spot.number)

    def _numerals(self, figure: Quantity) -> _Figure | str:
        """Return what moves the numbers of a figure, or why they cannot be moved."""
        text = figure.text
        spans = places(text)
        if not spans:
            text = _in_digits(text)
            read = self._reread.figure(self._claim, self.spot.field, text)
            if read is None or (read.typical, read.widest) != (figure.typical, figure.widest):
                return NO_DIGITS
            spans = places(text)
        if not spans or figure.stated.low is None or figure.stated.high is None:
            return NO_DIGITS
        if not figure.stated.middle:
            return ABOUT_ZERO if any(_number(text[start:end]) for start, end in spans) else ZERO
        moving = [spans]
        if figure.ends is None:
            # Of "14 ± 2" the first number is the figure, of "5 feet 7 inches" the last what it is exact to,
            # and of "1 in 5" that one whose steps are all of one length.
            first, last = spans[:1], spans[-1:]
            moving = [first] if figure.hedge == "plus or minus" else [last, first]
        made = [found for those in moving for found in [self._stepping(figure, text, those)] if found]
        return next((found for found, is_even in made if is_even), made[0][0] if made else UNREADABLE)

    def _stepping(
        self, figure: Quantity, text: str, spans: Sequence[tuple[int, int]]
    ) -> tuple[_Figure, bool] | None:
        """Return what moves the numbers in these places, and whether all its steps are of one length."""
        step = min([_place(text[start:end]) for start, end in spans])
        plain = _Figure(text, tuple(spans), step, step, 1, self._noun(figure, text, spans))
        lengths = []
        for steps in (1, -1, 2, -2):
            moved = self._reread.figure(self._claim, self.spot.field, plain.text(steps))
            if moved is not None and moved.stated.low is not None and moved.stated.high is not None:
                lengths.append((moved.stated.middle - figure.stated.middle) / steps)
        if not lengths or not lengths[0]:
            return None
        made = plain._replace(length=abs(lengths[0]), sign=1 if lengths[0] > 0 else -1)
        return made, len(set(lengths)) == 1

    def _noun(self, figure: Quantity, text: str, spans: Sequence[tuple[int, int]]) -> _Noun | None:
        """Return the noun after the only number of a text, if one and more than one differ in it."""
        after = text[spans[-1][1] :]
        found = re.match(_COUNTED, after)
        if len(spans) > 1 or not found or is_number_word(found[2].split()[0].lower()):
            return None
        noun = found[2]
        is_one = text[slice(*spans[0])] == "1"
        # `percent` has no plural; what is short is as often a symbol, such as `km`.
        if is_one and (figure.unit.style == "percent" or len(noun) < _LONG):
            return None
        other = _like(noun, (plural if is_one else singular)(noun.lower()))
        start, end = (spans[-1][1] + at for at in found.span(2))
        read = self._reread.figure(self._claim, self.spot.field, text[:start] + other + text[end:])
        return _Noun(start, end, other) if read is not None and read.unit == figure.unit else None


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


_LONG = 3  # letters, from which on a noun is one, and no symbol

# The words after a number that name what is counted, as far as the head of them may be.
_COUNTED = r"(\s+)([^\W\d_]+(?:[ '’-][^\W\d_]+)*?)(?=$|/|\s+(?:per|an?|or|at|in)\b)"


class _Noun(NamedTuple):
    """Where a noun stands in a text, and its form in the other grammatical number."""

    start: int
    end: int
    other: str


def _like(noun: str, changed: str) -> str:
    """Return a noun that was changed in lower case with the letters of the noun as far as both are alike.

    >>> _like("Yazidis", "yazidi"), _like("people", "person")
    ('Yazidi', 'person')
    """
    alike = (one == other for one, other in zip(noun.lower(), changed, strict=False))
    same = sum(takewhile(bool, alike))
    return noun[:same] + changed[same:]


class _Figure(NamedTuple):
    """Numbers in a text that move together.

    `unit` is what one step adds to the numbers, `length` what it adds to the figure; `sign` is -1 where
    larger numbers make the figure smaller, as below zero. `noun` agrees with the only number.
    """

    written: str
    spans: tuple[tuple[int, int], ...]
    unit: Fraction
    length: Fraction
    sign: int
    noun: _Noun | None

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

    def is_round(self, steps: int) -> bool:
        """Whether any number ends, in units of a step, with a naught or a five after so many steps."""
        return any((number / self.unit + steps * self.sign) % 5 == 0 for number in self._numbers)

    @property
    def _numbers(self) -> Sequence[Fraction]:
        return [_number(self.written[start:end]) for start, end in self.spans]

    def text(self, steps: int) -> str:
        """Return the text with all its numbers moved, and its noun with them."""
        text = self.written
        for start, end in reversed(self.spans):
            number = text[start:end]
            moved = _number(number) + steps * self.sign * self.unit
            shown = _written(moved, number, _decimals_of(number))
            if self.noun is not None and (number == "1") is not (shown == "1"):
                text = text[: self.noun.start] + self.noun.other + text[self.noun.end :]
            text = text[:start] + shown + text[end:]
        return text


def _number(text: str) -> Fraction:
    return Fraction("".join(sign for sign in text if sign not in GROUPING))


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
    separator = next((sign for sign in whole if sign in GROUPING), "," if len(whole) < FEW else "")
    digits = str(abs(number * 10**decimals).numerator).rjust(decimals + 1, "0")
    left, right = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if len(left) >= FEW:
        left = f"{int(left):,}".replace(",", separator)
    return ("-" if number < 0 else "") + left + (f".{right}" if right else "")


def _in_digits(text: str) -> str:
    """Return a text with its number in words written in digits; the text itself where it has none.

    >>> _in_digits("nearly nine months"), _in_digits("twenty-two countries"), _in_digits("dozens of them")
    ('nearly 9 months', '22 countries', 'dozens of them')
    >>> _in_digits("about a million people")
    'about 1,000,000 people'
    """
    words = text.split(" ")
    for first, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=True)):
        is_article = word.lower() == "a" and is_number_word(following.lower())
        if is_article or is_number_word(word.lower()):
            said = ["one" if is_article else word, *words[first + 1 :]]
            found = number_in_words([each.lower() for each in said])
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
