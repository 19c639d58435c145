"""One amount told in several units, the greater first: "9 hours 40 minutes", "5 ft 11 in"."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.amounts import Amount
from consistency.quantity.numerals import FRACTION_SIGNS, is_number_word, number_in_words, plain_digits
from consistency.quantity.tabled import tabled
from consistency.quantity.tokens import DASHES, Tokens
from consistency.quantity.unit import Unit

_FORM = "several units"
# The unit of a last number that has none: "six feet two", "12 stone 7", "1 hr 20".
_NEXT_BELOW = {"hours": "minutes", "ft": "in", "st": "lb"}
_AFTER_LAST = ("", "tall", "or", "to", "and", *DASHES)
# Months and years are of no fixed number of days: told with days, they are this many off at the most.
_CALENDAR_DAYS = 4


class _Part(NamedTuple):
    """A number of an amount in digits, the fraction that is added to it, and its unit."""

    digits: str
    share: Fraction
    unit: Unit

    @property
    def number(self) -> Fraction:
        """The number with its fraction."""
        return Fraction(self.digits) + self.share


def take_compound(tokens: Tokens, first: Amount, joint: str = "and") -> Amount | None:
    """Return the amount whose first number was read, in the last of its units; move past all of them.

    None where it is told in one unit; then nothing is moved past. `joint` may stand before a number: nothing
    where that is what stands between the ends of a range.
    `InputError` for a number that would make one more of the unit before it.

    >>> from consistency.quantity.tokens import tokens_of
    >>> tokens = Tokens("9 hours 40 minutes", tokens_of("9 hours 40 minutes"))
    >>> tokens.at = 1
    >>> amount = take_compound(tokens, Amount("digits", "9"))
    >>> amount.digits, amount.unit
    ('580', 'minutes')
    """
    if first.share is not None or first.scale != 1 or not first.digits.isdigit():
        return None
    start = tokens.at
    is_joined = tokens.word() in DASHES  # "6-foot-2"
    tokens.at += is_joined
    unit = _take_unit(tokens, None)
    parts = [_Part(first.digits, Fraction(0), unit)] if unit else []
    while parts and parts[-1].digits.isdigit() and not parts[-1].share:
        part = _take_part(tokens, parts[-1].unit, "-" if is_joined else joint)
        if part is None:
            break
        parts.append(part)
    if len(parts) < 2:
        tokens.at = start
        return None
    amount = _together(parts)
    return amount._replace(unit=f"-{amount.unit}") if is_joined else amount


def _take_part(tokens: Tokens, above: Unit, joint: str) -> _Part | None:
    """Return the number that stands here with a unit less than the one above it; None where none does."""
    resume = tokens.at
    is_joined = joint == "-"
    tokens.at += tokens.word() in (DASHES if is_joined else (",",))
    tokens.at += bool(joint) and tokens.word() == joint
    is_touching = is_joined or tokens.at == resume
    at = tokens.offset()
    part = _number_with_unit(tokens, above, is_joined, is_touching)
    if part is None:
        tokens.at = resume
    elif part.number * part.unit.factor >= above.factor:
        said = tokens.text[at : tokens.tokens[tokens.at - 1].end]
        message = f"`{said}` beside `{above.name}` make one of these or more"
        raise InputError(message, "write it in one unit", at)
    return part


def _number_with_unit(tokens: Tokens, above: Unit, is_joined: bool, is_touching: bool) -> _Part | None:
    """Return the number that stands here with its unit, which one that touches the unit above may lack."""
    number = _take_number(tokens)
    if number is None:
        return None
    end = tokens.at
    tokens.at += is_joined and tokens.word() in DASHES
    unit = _take_unit(tokens, above)
    if unit is None and is_touching and tokens.word() in _AFTER_LAST:
        unit, tokens.at = tabled(_NEXT_BELOW.get(above.name, "")), end
    return _Part(*number, unit) if unit else None


def _take_number(tokens: Tokens) -> tuple[str, Fraction] | None:
    """Return the number that stands here and the fraction that is added to it, "7½"; None for others."""
    if tokens.is_done:
        return None
    token = tokens.token()
    if token.is_digits:
        digits = plain_digits(token.text, token.start)
        tokens.at += 1
    elif token.word in FRACTION_SIGNS:
        digits = "0"
    elif is_number_word(token.word) and (read := number_in_words([token.word])):
        digits = str(read[0])
        tokens.at += 1
    else:
        return None
    share = Fraction(FRACTION_SIGNS.get(tokens.word(), 0))
    tokens.at += bool(share)
    return digits, share


def _take_unit(tokens: Tokens, above: Unit | None) -> Unit | None:
    """Return the unit that stands here in one word, of what the one above it is of and less than that."""
    if tokens.is_done or not tokens.token().text[0].isalpha():
        return None
    name = tokens.token().text
    is_of_time = above is not None and above.is_duration
    unit = tabled("minutes" if name == "m" and is_of_time else name)
    if unit is None or len(unit.dimension) != 1 or unit.is_count or unit.offset or unit.name == "points":
        return None
    if above is not None and (unit.dimension != above.dimension or unit.factor >= above.factor):
        return None
    tokens.at += 1
    tokens.at += tokens.word() == "."
    return unit


def _together(parts: list[_Part]) -> Amount:
    """Return an amount in the last of its units, written to the place of its last number."""
    *above, last = parts
    more = sum((part.number * part.unit.factor for part in above), Fraction(0)) / last.unit.factor
    if more.denominator > 1:
        place = -(-_CALENDAR_DAYS // last.unit.factor)
        return Amount(_FORM, str(round(more + last.number)), step=max(place, 1), unit=last.unit.name)
    whole, point, decimals = last.digits.partition(".")
    digits = f"{int(more) + int(whole)}{point}{decimals}"
    return Amount(_FORM, digits, share=last.share or None, unit=last.unit.name)
