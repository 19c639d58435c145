"""A range of a hedge as a project writes it: read strictly, and tried on many numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from consistency.problem import InputError
from consistency.quantity.format import format_number
from consistency.quantity.hedges import Hedge, Hedges, Shape, read_shape
from consistency.quantity.interval import Interval
from consistency.quantity.number import Number, decimal, fraction, whole

_FACTOR = r"[0-9]{1,9}(?:\.[0-9]{1,9}|/[1-9][0-9]{0,8})?"
_END = rf"(?:{_FACTOR} ?)?N(?: ?[+-] ?(?:{_FACTOR} ?[uhHsw]?|[uhHsw]))?"
_SHAPE = rf"[\[(](?:-inf|{_END}), (?:inf|{_END})[\])]"
_CONSTANT = rf"([\[(])({_FACTOR}), (inf|{_FACTOR})([\])])"
_MINUS = str.maketrans({"−": "-", "*": " ", "·": " "})


def tidied(text: str) -> str:
    """Return a range as the tables write it, spacing and signs put right.

    >>> tidied(" [ 0.9*N,1.1 N ) ")
    '[0.9 N, 1.1 N)'
    """
    text = " ".join(text.translate(_MINUS).replace("∞", "inf").replace(",", ", ").split())
    return text.replace("[ ", "[").replace("( ", "(").replace(" ]", "]").replace(" )", ")").replace(" ,", ",")


def read_range(text: str) -> Shape:
    """Return a range relative to a number; `InputError` for what is none.

    >>> read_range("[0.9 N, N + 2 h)").high_closed
    False
    >>> read_range("[0.9 N; N]")
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: `[0.9 N; N]` is no range around N...
    """
    if len(text) > _LONGEST or not re.fullmatch(_SHAPE, text):
        raise InputError(
            f"`{text[:_LONGEST]}` is no range around N",
            "such as `[0.95 N, 1.05 N]`, `[N - 2 h, N)` or `(N, inf)`",
        )
    return read_shape(text)


def read_fixed_range(text: str) -> Interval:
    """Return a range of numbers, for words that stand for a number; `InputError` for what is none.

    >>> str(read_fixed_range("[24, inf)"))
    '[24, ∞)'
    """
    found = re.fullmatch(_CONSTANT, text) if len(text) <= _LONGEST else None
    if found is None:
        hint = "such as `[3, 5]` or `[24, inf)`: the word itself is the number"
        raise InputError(f"`{text[:_LONGEST]}` is no range of numbers", hint)
    low, high = Fraction(found[2]), None if found[3] == "inf" else Fraction(found[3])
    try:
        return Interval(low, high, found[1] == "[", found[4] == "]")
    except ValueError:
        raise InputError(f"nothing lies in `{text}`", "exchange its ends, or close them") from None


def check_row(row: Hedge, hedges: Hedges) -> None:
    """Try a row on many numbers; `InputError` where nothing is left of one, or `widest` is not the wider."""
    for number in _numbers():
        shown = format_number(number.value)
        ranges = []
        for name, shape in (("typical", row.typical), ("widest", row.widest)):
            try:
                ranges.append(hedges.made(shape, number))
            except InputError:
                hint = "exchange its ends, close them, or add a width: `N + h`"
                raise InputError(f"`{name}` leaves nothing of {shown}", hint) from None
        typical, widest = ranges
        if not widest.encloses(typical):
            message = f"`typical` is not within `widest`: of {shown} they make {typical} and {widest}"
            raise InputError(message, "`widest` is the most that the words still allow")


_LONGEST = 60
_MANTISSAS = (1, 2, 3, 5, 8, 9, 11, 15, 25, 83, 99, 224, 999)
_POWERS = (0, 1, 2, 3, 4, 6, 9, 12, 15)
_DECIMALS = ("0.001", "0.04", "0.5", "1.0", "12.40", "99.9", "1234.5")


def _numbers() -> tuple[Number, ...]:
    """Return numbers of every size and roundness, decimals and shares among them.

    They are made anew each time, for a number remembers what the factors of one table made of it.
    """
    wholes = [whole(0), *(whole(mantissa * 10**power) for power in _POWERS for mantissa in _MANTISSAS)]
    decimals = [decimal(digits) for digits in _DECIMALS]
    shares = [fraction(Fraction(1, over), 100, Fraction(2)) for over in (2, 3, 10)]
    return (*wholes, *decimals, *shares)
