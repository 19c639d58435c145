"""Reading one part of a written figure at a time: a number and its sign, a word for one, a unit."""

from __future__ import annotations

import re
from fractions import Fraction

from consistency.problem import InputError
from consistency.quantity.amounts import Amount, amount, and_a_part
from consistency.quantity.compounds import take_compound
from consistency.quantity.hedges import Hedges, Vague
from consistency.quantity.hedging import take_suffix
from consistency.quantity.interval import Interval
from consistency.quantity.misread import refuse_name, refuse_thousands
from consistency.quantity.naming import unit_name
from consistency.quantity.number import Number
from consistency.quantity.numerals import FRACTION_SIGNS, SCALES
from consistency.quantity.pairs import End, plus_or_minus, separator
from consistency.quantity.tabled import tabled
from consistency.quantity.tokens import CURRENCIES, MINUS, Tokens, shown
from consistency.quantity.unit import DIMENSIONLESS, PERCENT, Unit
from consistency.quantity.units import Units
from consistency.quantity.written import Written

_POUNDS = r"(?i)pounds?(|(?: per |/).*)"
_SHARE_OF = r"(?i)(?:%|per ?cent|‰) of (.+)"
_MANY = ("thousands", "millions", "billions", "trillions")
# What may be "of thousands".
_OF_MANY = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions"))
_HUNDRED = 100
# Percentage points where percent are spoken of; else of an index, or of a game.
POINT_WORDS = ("point", "points")


class Pieces:
    """Reads single parts of a figure from left to right; the tokens move past what was read."""

    def __init__(self, tokens: Tokens, units: Units, hedges: Hedges, default: Unit | None) -> None:
        self.tokens = tokens
        self.units = units
        self.hedges = hedges
        self.default = default

    def vague(self, sign: int, row: Vague, length: int) -> Written:
        """Return the parts of a figure such as "scores of people" or "several hundred"."""
        tokens = self.tokens
        start = tokens.offset()
        tokens.at += length
        scale, is_of_many = (1, False) if row.unit else self.scale_of_vague(row)
        tokens.take("of")
        unit_at = tokens.offset()
        name, _ = self.unit_text("")
        if not tokens.is_done:
            raise tokens.stray()
        if row.unit and name:
            raise InputError(f"`{row.name}` is followed by `{shown(name)}`", "write the share alone", unit_at)
        unit = self.units.find(row.unit) if row.unit else self.unit(name, unit_at, "")
        typical, widest = row.typical.scaled(Fraction(scale)), row.widest.scaled(Fraction(scale))
        if is_of_many and typical.high is not None:
            # tens of thousands end where hundreds of thousands begin
            typical = Interval(typical.low, typical.high + scale - 1)
        form = "vague word" if scale == 1 else "vague word of a scale"
        return Written(tokens.text.strip(), start, sign, row.name, unit, vague=(typical, widest), form=form)

    def scale_of_vague(self, row: Vague) -> tuple[int, bool]:
        """Return what a word for a number is multiplied by, and whether by "of thousands" and the like."""
        tokens = self.tokens
        if tokens.word() == "of" and tokens.word(1) in _MANY and row.name in _OF_MANY:
            tokens.at += 2
            return SCALES[tokens.word(-1).removesuffix("s")], True
        ahead = int(tokens.word() == "of")
        scale = SCALES.get(tokens.word(ahead), 1)
        if scale > 1:
            tokens.at += ahead + 1
            while tokens.word() in SCALES:  # "several hundred thousand"
                scale *= SCALES[tokens.word()]
                tokens.at += 1
        elif ahead and tokens.word(1) in _MANY:
            raise tokens.stray()
        return scale, False

    def signed_number(self, sign: int, is_first_of_two: bool = False) -> End:
        """Return the sign, the number and the currency that stand here."""
        tokens = self.tokens
        currency = ""
        margin = plus_or_minus(tokens)
        if margin:
            message = f"`{margin}` without a number before it is a margin, and no amount"
            raise InputError(message, f"leave `{margin}` out: the claim says that it is one", tokens.offset())
        if tokens.word() in (*MINUS, "+", "minus", "plus"):
            if sign < 0:
                raise InputError("a figure with two signs", "keep one of them", tokens.offset())
            if tokens.word() not in ("+", "plus"):
                sign = -1
            tokens.at += 1
        if not tokens.is_done and tokens.token().text in CURRENCIES:
            currency = tokens.token().text
            tokens.at += 1
        last = None
        if is_first_of_two:
            # The "and" of "between a hundred and two hundred" is no part of its first number.
            places = [at for at in range(tokens.at, len(tokens.tokens)) if tokens.tokens[at].word == "and"]
            last = places[-1] if places else None
            if len(places) > 1 and and_a_part([token.word for token in tokens.tokens[places[-1] :]]):
                last = places[-2]
        is_money = bool(currency) or (self.default is not None and self.default.is_money)
        read = amount(tokens, self.default, last, is_money)
        told = None if currency else take_compound(tokens, read, "" if is_first_of_two else "and")
        return End(sign, told or read, currency)

    def unit_text(self, between: str) -> tuple[str, int]:
        """Return the text up to what cannot be part of a unit, and where it stands."""
        tokens = self.tokens
        start, at = tokens.at, tokens.offset()
        while not tokens.is_done and separator(tokens, between) is None:
            resume = tokens.at
            is_suffix = take_suffix(tokens, self.hedges)[0] is not None
            is_last = tokens.is_done
            tokens.at = resume
            if is_suffix and is_last:
                break
            tokens.at += 1
        return tokens.between(start, tokens.at), at

    # Numbers and units, once the text is known to be well formed.

    def finish(self, read: Amount, name: str, name_at: int, currency: str) -> tuple[Number, Unit]:
        """Return the number in its unit."""
        spread = self.hedges.factors["fraction"]
        if not read.is_share:
            if not currency:
                refuse_name(read, name, (self.tokens, name_at), self.default)
            unit = self.unit(name, name_at, currency)
            if unit.is_count:
                refuse_thousands(read, self.tokens)
            return read.number(spread), unit
        if not name and not currency:
            if read.is_of_a:
                raise InputError(
                    f"`{shown(self.tokens.whole)}` lacks a unit", "write it as in `half a year`", name_at
                )
            return read.number(spread, _HUNDRED), PERCENT
        is_in_words = name[:1].isalpha() and self.is_in_words() and tabled(name) is None  # "half mile"
        if not read.is_of_a and (name[:3].lower() == "of " or is_in_words):
            raise InputError(
                f"`{shown(name)}` after a fraction in words",
                "write the share alone; the claim says of what",
                name_at,
            )
        unit = self.unit(name, name_at, currency)
        if read.form in ("fraction", "fraction sign") and unit.is_count:
            share = read.share or Fraction(0)
            raise InputError(
                f"`{shown(name)}` after a fraction",
                f"write `{share.numerator} of {share.denominator} {shown(name)}`, or the share alone",
                name_at,
            )
        # Half an hour is meant no more closely than thirty minutes.
        return read.number(max(spread, (read.share or 0) * self.hedges.factors["most"])), unit

    def is_in_words(self) -> bool:
        """Return whether the figure has no digits, nor signs of fractions."""
        return not any(token.is_digits or token.word in FRACTION_SIGNS for token in self.tokens.tokens)

    def unit(self, text: str, offset: int, currency: str) -> Unit:
        """Return the unit that words, and the sign of a currency before the number, make."""
        name = unit_name(text, currency)
        if not name:
            return self.default or DIMENSIONLESS
        if name.lower() in POINT_WORDS and self.default is not None and self.default.style != "plain":
            name = "pp"
        if name.lower() in ("degree", "degrees") and self.default is not None and self.default.is_temperature:
            return self.default
        pounds = re.fullmatch(_POUNDS, name)
        if pounds is not None and self.default is not None and "GBP" in dict(self.default.dimension):
            name = f"£{pounds[1]}"
        elif pounds is not None and pounds[1]:
            below = self.units.find(pounds[1].strip())
            if below.parts and (below.parts[0][0].is_duration or below.parts[0][0].is_count):
                raise InputError(f"`{name}` can be of money or of weight", "write `£`, or `lb`", offset)
        of_what = re.fullmatch(_SHARE_OF, name)
        if of_what is not None:
            raise InputError(
                f"`of {shown(of_what[1])}` after a share",
                "write the share alone; the claim says of what",
                offset,
            )
        if name.lower().removesuffix("s") in SCALES:
            raise InputError(
                f"`{name}` of what is no number", "write `several thousand`, or the number", offset
            )
        if name[0].isdigit():
            raise InputError(
                f"`{shown(name)}` follows a number",
                "write one number, with `,` between thousands; the size of each belongs into `note`",
                offset,
            )
        try:
            return self.units.find(name)
        except InputError as error:
            raise InputError(error.message, error.suggestion, offset) from None
