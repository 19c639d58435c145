"""A written number, exact, with what its writing says about how closely it is meant."""

from __future__ import annotations

from fractions import Fraction


class Number:
    """The magnitude of a written number, exact, with what its writing says about how closely it is meant.

    All of it is in whole steps of 1/`over`: `steps` the number itself, `place` the u and `tail` the 10^tz of
    semantics ("the place it is written to" and its trailing zeros), `grain` the g. `is_decimal` tells that
    decimals were written, `ends_in_zero` that there are trailing zeros before them. `spread` is None but for
    a fraction in words ("a third"), which is meant to within that share of its unit.
    """

    __slots__ = ("ends_in_zero", "grain", "is_decimal", "over", "place", "reach", "spread", "steps", "tail")

    def __init__(
        self,
        steps: int,
        over: int,
        *,
        place: int,
        tail: int,
        grain: int,
        is_decimal: bool,
        ends_in_zero: bool,
        spread: Fraction | None = None,
    ) -> None:
        self.steps = steps
        self.over = over
        self.place = place
        self.tail = tail
        self.grain = grain
        self.is_decimal = is_decimal
        self.ends_in_zero = ends_in_zero
        self.spread = spread
        self.reach: Fraction | None = None  # h, once it was asked for

    @property
    def value(self) -> Fraction:
        """The number itself."""
        return Fraction(self.steps, self.over)

    def times(self, factor: Fraction) -> Number:
        """Return the number that many times, its place, tail and grain with it: 12 per 1,000 as 1.2 %."""
        n, spread = factor.numerator, self.spread
        return Number(
            self.steps * n,
            self.over * factor.denominator,
            place=self.place * n,
            tail=self.tail * n,
            grain=self.grain * n,
            is_decimal=self.is_decimal,
            ends_in_zero=self.ends_in_zero,
            spread=None if spread is None else spread * factor,
        )


def rougher(number: Number, step: int) -> Number:
    """Return a number that is as round as `step` where it is so many times that: 45 minutes are no odd 45.

    >>> rougher(whole(45), 15).grain // 4, rougher(whole(40), 15).grain // 4
    (15, 10)
    """
    grain = step * number.over
    if grain <= number.grain or number.is_decimal or not number.steps or number.steps % grain:
        return number
    return Number(
        number.steps,
        number.over,
        place=number.place,
        tail=number.tail,
        grain=grain,
        is_decimal=False,
        ends_in_zero=number.ends_in_zero,
        spread=number.spread,
    )


def whole(n: int, step: int = 1, *, dozens: bool = False) -> Number:
    """Return a whole number, scale words multiplied out: u = min(10^tz, 10^max(d−2, 0)).

    `step` is what it was counted by, 12 for dozens, a quarter of a million for "three quarters of a million":
    without a hedge it may have been rounded to so many of these. So it may with one where it was counted in
    `dozens`; other parts of a scale are hedged as the number that they are, no more roughly.

    >>> [whole(n).place // whole(n).over for n in (40, 8, 1300, 10000, 224)]
    [1, 1, 100, 1000, 1]
    >>> whole(24, 12).tail // whole(24, 12).over
    12
    """
    tail, grain = _roundness(n)
    if step > 1:
        by_steps = _roundness(n // step)
        tail = max(tail, by_steps[0] * step)
        grain = max(grain, by_steps[1] * step) if dozens else grain
    digits = len(str(n))
    return Number(
        4 * n,
        4,
        place=4 * min(tail, 10 ** (digits - 2)) if digits > 2 else 4,
        tail=4 * tail,
        grain=4 * grain,
        is_decimal=False,
        ends_in_zero=tail > 1,
    )


def to_place(n: int, place: int) -> Number:
    """Return a whole number that its writing tells to a place, and that is no rounder than that.

    >>> number = to_place(580, 1)
    >>> number.place // number.over, number.tail // number.over
    (1, 1)
    """
    step = 4 * place
    return Number(4 * n, 4, place=step, tail=step, grain=step, is_decimal=False, ends_in_zero=False)


def _roundness(n: int) -> tuple[int, int]:
    """Return 10^tz of a whole number, and its g: five times that where its last digit but zeros is a 5."""
    digits = str(n)
    bare = digits.rstrip("0")
    tail = 10 ** (len(digits) - len(bare)) if bare else 1
    return tail, 5 * tail if bare[-1:] == "5" else tail


def decimal(digits: str, scale: int = 1) -> Number:
    """Return a number with decimals ("12.40"), times `scale`: its place is the last that is written.

    >>> number = decimal("12.40")
    >>> number.value, Fraction(number.place, number.over)
    (Fraction(62, 5), Fraction(1, 100))
    """
    before, _, after = digits.partition(".")
    over = 4 * 10 ** len(after)
    tail = 4 * scale
    return Number(
        int(before + after) * tail,
        over,
        place=tail,
        tail=tail,
        grain=5 * tail if after[-1] == "5" else tail,
        is_decimal=True,
        ends_in_zero=False,
    )


def mixed(n: int, share: Fraction, scale: int = 1) -> Number:
    """Return a whole number and a fraction ("two and a half"), times `scale`: its place is a tenth.

    At its widest it was rounded to the fraction, as "two and a half" is to a half. It is as round as a half
    where it ends in one, as 2.5 is, else as its place. Without a whole number, "a third of a million", the
    place is a hundredth, as of what is written out.

    >>> number = mixed(2, Fraction(1, 2))
    >>> number.value, Fraction(number.place, number.over)
    (Fraction(5, 2), Fraction(1, 10))
    """
    finer = 10 if n else 100
    place = 4 * share.denominator * scale
    return Number(
        (n * share.denominator + share.numerator) * 4 * finer * scale,
        4 * finer * share.denominator,
        place=place,
        tail=4 * finer * scale,
        grain=5 * place if share.denominator == 2 else place,
        is_decimal=False,
        ends_in_zero=True,
    )


def fraction(share: Fraction, whole_is: int, spread: Fraction) -> Number:
    """Return a fraction in words of something that counts as `whole_is`: 100 for a third in percent.

    It is meant to within `spread` of the whole, but to a fifth of itself at the most: at its widest, which is
    2.5 times that, a twentieth is then all that could be rounded to one in twenty.
    """
    if share:
        spread = min(spread, share / 5)
    over = 4 * share.denominator
    return Number(
        4 * share.numerator * whole_is,
        over,
        place=0,
        tail=0,
        grain=0,
        is_decimal=False,
        ends_in_zero=False,
        spread=spread * whole_is,
    )
