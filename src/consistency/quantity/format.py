"""Exact figures as people read them: digits, unit, range."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from consistency.quantity.interval import Interval, less
from consistency.quantity.nouns import singular
from consistency.quantity.unit import Unit

_CURRENCIES = "$€£¥₹₽₪"
_DOLLARS = ("A$", "C$", "HK$", "NZ$", "S$", "R$")  # and the real


def format_number(x: Fraction | int, digits: int = 4, rounding: str = "nearest") -> str:
    """Return `x` in decimal digits, with at most `digits` significant ones but all of its whole part.

    Never an exponent; zeros at the end of the decimals are dropped. `rounding` is "nearest" (halves away from
    zero), "up" or "down" the number line.

    >>> [format_number(Fraction(x)) for x in ("17.99", "66215.97", "0.1352", "-1234567.8", "0.00001234567")]
    ['17.99', '66,216', '0.1352', '−1,234,568', '0.00001235']
    >>> format_number(Fraction(2, 3), rounding="down"), format_number(Fraction(200, 3), 2, "up")
    ('0.6666', '67')
    """
    x = Fraction(x)
    if not x:
        return "0"
    negative = x < 0
    top, bottom = abs(x.numerator), x.denominator
    whole = top // bottom
    if whole:
        decimals = max(digits - len(str(whole)), 0)
    else:
        # 1/1000 has its first digit at the third place, 2/1001 too: compare, as no float may decide it.
        decimals = digits + max(len(str(bottom)) - len(str(top)) - 1, 0)
        if top * 10 ** (decimals - digits + 1) < bottom:
            decimals += 1
    scaled, rest = divmod(top * 10**decimals, bottom)
    if rest:
        away = 2 * rest >= bottom if rounding == "nearest" else (rounding == "up") is not negative
        scaled += away
    if not scaled:
        return "0"
    before, after = divmod(scaled, 10**decimals)
    text = f"{before:,}"
    if after:
        text += "." + str(after).rjust(decimals, "0").rstrip("0")
    return "−" + text if negative else text


def can_be_thousands(digits: str) -> bool:
    """Return whether a decimal looks like thousands with a point between them, as many write them.

    >>> [digits for digits in ("1.300", "15.4", "0.300", "1234.500") if can_be_thousands(digits)]
    ['1.300']
    """
    before, _, after = digits.partition(".")
    return len(after) == 3 and len(before) <= 3 and before != "0"


def with_unit(number: str, unit: Unit, is_one: bool = False) -> str:
    """Return a written number with its unit after it, or before it where it is a currency's sign.

    >>> from consistency.quantity.unit import PERCENT
    >>> from consistency.quantity.units import Units
    >>> with_unit("22", PERCENT), with_unit("20", Units.standard().find("$ / person"))
    ('22 %', '$20/person')
    >>> find = Units.standard().find
    >>> [with_unit("1", find(text), is_one=True) for text in ("men", "ships per day", "km/h")]
    ['1 man', '1 ship/day', '1 km/h']
    """
    name = unit.name
    if not name:
        return number
    if name[0] in _CURRENCIES or name.startswith(_DOLLARS):
        sign = number[0] if number[0] == "−" else ""
        length = name.index("$") + 1 if name.startswith(_DOLLARS) else 1
        return f"{sign}{name[:length]}{number[len(sign) :]}{name[length:]}"
    if name.startswith("1/"):
        return f"{number} per {name[2:]}"
    noun, per, what = name.partition("/")
    is_noun = (len(noun) > 3 or unit.is_count) and noun.replace(" ", "").replace("-", "").isalpha()
    if is_one and unit.dimension and is_noun:
        name = singular(noun) + per + what
    return f"{number} {name}"


def format_quantity(x: Fraction | int, unit: Unit, digits: int = 4, rounding: str = "nearest") -> str:
    """Return `x`, in base units, as a figure of `unit`.

    >>> from consistency.quantity.unit import PERCENT, POINTS
    >>> format_quantity(Fraction(22, 100), PERCENT), format_quantity(Fraction(95, 1000), POINTS)
    ('22 %', '9.5 pp')
    """
    figure = unit.from_base(x)
    return with_unit(format_number(figure, digits, rounding), unit, figure == 1)


def format_range(interval: Interval, unit: Unit, rounding: str = "nearest", digits: int = 4) -> str:
    """Return a range, in base units, in words and figures of `unit`.

    `rounding` is "nearest", "inward" (no figure shown lies outside the range) or "outward". Ends that differ
    are never shown alike.

    >>> from consistency.quantity.unit import PERCENT
    >>> half, third = Fraction(1, 2), Fraction(1, 3)
    >>> format_range(Interval(third, half), PERCENT), format_range(Interval(third, half), PERCENT, "inward")
    ('33.33…50 %', '33.34…50 %')
    >>> format_range(Interval(half, None), PERCENT), format_range(Interval(half, None, False), PERCENT)
    ('at least 50 %', 'more than 50 %')
    >>> below = Interval(None, half, high_closed=False)
    >>> format_range(below, PERCENT), format_range(Interval.everything(), PERCENT)
    ('below 50 %', 'any')
    """
    up, down = {"nearest": ("nearest", "nearest"), "inward": ("up", "down"), "outward": ("down", "up")}[
        rounding
    ]
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any"
    if low is None:
        assert high is not None
        return ("at most " if interval.high_closed else "below ") + format_quantity(high, unit, digits, down)
    if high is None:
        return ("at least " if interval.low_closed else "more than ") + format_quantity(low, unit, digits, up)
    first, last = unit.from_base(low), unit.from_base(high)
    if first == last:
        return format_quantity(low, unit, digits)
    while True:
        shown = format_number(first, digits, up), format_number(last, digits, down)
        if shown[0] != shown[1] and (rounding != "inward" or _is_inside(first, last, digits)):
            return with_unit("…".join(shown), unit)
        digits += 1


def _is_inside(first: Fraction, last: Fraction, digits: int) -> bool:
    """Return whether ends that are rounded towards each other are still in order."""
    return not less(_read(format_number(last, digits, "down")), _read(format_number(first, digits, "up")))


def _read(number: str) -> Fraction:
    return Fraction(number.replace(",", "").replace("−", "-"))


def distinct(values: Iterable[Fraction], unit: Unit, digits: int = 4) -> tuple[str, ...]:
    """Return figures in base units as text, in enough digits that no two that differ look alike.

    >>> from consistency.quantity.unit import PERCENT
    >>> distinct((Fraction("0.17994"), Fraction("0.17991"), Fraction("0.2")), PERCENT)
    ('17.994 %', '17.991 %', '20 %')
    """
    values = tuple(values)
    different = len(set(values))
    while True:
        shown = tuple(format_quantity(value, unit, digits) for value in values)
        if len(set(shown)) == different:
            return shown
        digits += 1
