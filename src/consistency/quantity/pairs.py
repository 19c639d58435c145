"""The two numbers of a range, of "N ± e", or of a ratio."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.amounts import Amount
from consistency.quantity.hedges import Hedge
from consistency.quantity.naming import named
from consistency.quantity.number import Number
from consistency.quantity.tokens import DASHES, MINUS, Tokens
from consistency.quantity.unit import DIMENSIONLESS, Unit
from consistency.quantity.written import Written, signed

_PLUS_OR_MINUS = ("±", "+/-")
_ENDS = r"(\S+?)(\s+to\s+|\s+and\s+|\s+or\s+|\s*[-–—]\s*)([-−]?[0-9](?:[0-9.,]*[0-9])?)"
# The form of a range, by what stands between its ends.
RANGES = {
    "to": "A to B",
    "and": "between A and B",
    "or": "A or B",
    "±": "N ± e",
    **dict.fromkeys(DASHES, "A–B"),
}


class End(NamedTuple):
    """A number of a figure with its sign, and the currency before it."""

    sign: int
    amount: Amount
    currency: str


def plus_or_minus(tokens: Tokens) -> str:
    """Return what tells a margin, "±" or "plus or minus", if it stands here, else nothing."""
    if tokens.word() in _PLUS_OR_MINUS:
        return tokens.word()
    return "plus or minus" if tokens.slice(3) == "plus or minus" else ""


def separator(tokens: Tokens, between: str) -> tuple[str, int] | None:
    """Return what stands between two numbers, if a second one follows, and of how many tokens it is."""
    comma = int(tokens.word() == ",")
    if tokens.word(comma) in _PLUS_OR_MINUS:
        return "±", comma + 1
    word = tokens.word(comma)
    if word == "plus" and (tokens.word(comma + 1), tokens.word(comma + 2)) == ("or", "minus"):
        return "±", comma + 3
    if comma:
        return None
    if tokens.at + 1 >= len(tokens.tokens):
        return (word, 1) if word == "to" else None
    if word == "to" or (between and word == between):
        return word, 1
    following = tokens.tokens[tokens.at + 1]
    if word in ("or", ":", *DASHES) and following.begins_number:
        return word, 1
    if word in DASHES and following.word in MINUS and tokens.at + 2 < len(tokens.tokens):
        return word, 1
    if word == "-" and tokens.word(1) == "to" and tokens.word(2) == "-":
        return ":", 3
    return None


def margin_of(start: int, figure: tuple[Number, Unit], margin: tuple[Number, Unit]) -> Fraction:
    """Return the e of "N ± e", in the unit of N."""
    (_, unit), (spread, spread_unit) = figure, margin
    if unit.dimension != spread_unit.dimension or (unit.style == "plain") != (spread_unit.style == "plain"):
        raise InputError(
            f"a margin in {named(spread_unit)} of {named(unit)}", "write both in one unit", start
        )
    return spread.value * spread_unit.factor / unit.factor


def check_order(text: str, start: int, ends: tuple[Number, Number], signs: tuple[int, int]) -> None:
    """Raise where a range runs from the greater number to the smaller."""
    a, b = signed(ends[0].value, signs[0]), signed(ends[1].value, signs[1])
    if a <= b:
        return
    found = re.match(_ENDS, text[start:])
    right = f"write `{found[3]}{found[2]}{found[1]}`" if found else "write the smaller number first"
    raise InputError("the range runs backwards", right, start)


def lacks_thousands(first: str, second: str) -> bool:
    """Return whether a range may leave out the thousands of its first number: "20-30,000".

    It may where the second ends in three zeros and would be less than ten times the first.

    >>> lacks_thousands("20", "30,000"), lacks_thousands("1", "10,000"), lacks_thousands("50", "30,000")
    (True, False, False)
    """
    second = second.replace(",", "")
    if not (first.isdigit() and second.isdigit() and len(first) <= 3 and second.endswith("000")):
        return False
    low, thousands = int(first), int(second) // 1000
    return low < thousands < 10 * low


def can_only_be_a_ratio(first: End, second: End, default: Unit | None) -> bool:
    """Return whether this is "N to 1", which runs backwards as a range."""
    if default is not None and default != DIMENSIONLESS:
        return False
    a, b = first.amount, second.amount
    is_plain = not (a.share or b.share) and first.sign > 0 and second.sign > 0
    return is_plain and (b.digits, b.scale) == ("1", 1) and a.figure * a.scale > 1


def ratio_of(text: str, start: int, first: End, second: End, hedge: Hedge | None) -> Written:
    """Return the parts of "3 to 1"."""
    if first.sign < 0 or second.sign < 0 or first.amount.is_share or second.amount.is_share:
        raise InputError("the parts of a ratio are numbers above zero", "write `3:1`", start)
    number, over = first.amount.number(Fraction(0)), second.amount.number(Fraction(0))
    if not over.steps:
        raise InputError("a ratio to zero", "write what it is to, as in `3:1`", start)
    if (
        hedge is not None
        and number.value < over.value
        and hedge.before_range == "-"
        and hedge.name != "exactly"
    ):
        raise InputError(
            f"`{hedge.name}` before a ratio of less than one can be taken in two ways",
            "write it as a percentage",
            start,
        )
    return Written(
        text,
        start,
        1,
        hedge.name if hedge else None,
        DIMENSIONLESS,
        number,
        over=over,
        form="ratio",
    )
