"""Taking a written figure apart: sign, hedge, number or range, unit, in the words of people."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.hedges import Hedge, Hedges, Vague
from consistency.quantity.interval import Interval
from consistency.quantity.numerals import (
    ABBREVIATED_SCALES,
    MOST_DIGITS,
    SCALES,
    Number,
    decimal,
    fraction,
    fraction_in_words,
    number_in_words,
    plain_digits,
    whole,
)
from consistency.quantity.unit import DIMENSIONLESS, PERCENT, Unit
from consistency.quantity.units import Units

# Patterns that not every run needs are left as text: `re` compiles each once, on its first use.
_EXAMPLE = "write a figure such as `about 40 %` or `20,000 to 31,500 fighters`"
_LONGEST = 1000


def take_apart(text: str, units: Units, hedges: Hedges, default: Unit | None = None) -> Written:
    """Return the parts of a written figure; `default` is the unit of a text that names none.

    `InputError`, with the offset in `text`, for what is no figure, or can be taken in several ways.

    >>> written = take_apart("about 40 km", Units.standard(), Hedges.standard())
    >>> written.hedge, written.number.value, written.unit.name
    ('about', Fraction(40, 1), 'km')
    """
    return _Reader(text, units, hedges, default).figure()


class Written(NamedTuple):
    """The parts of a figure, before they are given their meaning."""

    text: str
    start: int
    sign: int
    hedge: str | None
    unit: Unit
    number: Number | None = None
    upper: Number | None = None
    margin: Fraction | None = None
    vague: tuple[Interval, Interval] | None = None
    lower_sign: int = 1


def signed(value: Fraction, sign: int) -> Fraction:
    """Return the value with its sign."""
    return value if sign > 0 else -value


class _Token(NamedTuple):
    text: str
    word: str  # in lower case
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        return self.word[0] in "0123456789"


_TOKEN = (
    r"[0-9](?:[0-9.,]*[0-9])?(?:[ \u00a0\u2009\u202f][0-9]{3}(?![0-9.,]*[0-9]))*(?:\.[0-9]+)?"
    r"|US\$|[^\W\d_]+(?:-[^\W\d_]+)*|>=|<=|\+/-|\S"
)
_MINUS = ("-", "−")
_DASHES = ("-", "–", "—")
_PLUS_OR_MINUS = ("±", "+/-")
_CURRENCIES = frozenset(("$", "€", "£", "¥", "₹", "₽", "₪", "us$"))
_SYMBOL_HEDGES = frozenset((">", "<", "≥", "≤", ">=", "<="))


class _Reader:
    """Reads one figure from left to right."""

    def __init__(self, text: str, units: Units, hedges: Hedges, default: Unit | None) -> None:
        self.text = text
        self.units = units
        self.hedges = hedges
        self.default = default
        if len(text) > _LONGEST:
            raise InputError(
                f"{len(text):,} characters are too many; a number has at most {MOST_DIGITS} digits",
                _EXAMPLE,
            )
        self.tokens = [
            _Token(found[0], found[0].lower(), found.start(), found.end())
            for found in re.finditer(_TOKEN, text)
        ]
        self.at = 0

    # The parts of a figure, in the order in which they come.

    def figure(self) -> Written:
        """Return the parts of the whole text."""
        if not self.tokens:
            raise InputError("an empty value", _EXAMPLE)
        sign = self.direction()
        hedge = self.hedge()
        hedged_at = self.tokens[self.at - 1] if hedge else None
        if hedge is None:
            vague = self.vague(sign)
            if vague is not None:
                return vague
        if self.at == len(self.tokens):
            raise InputError(f"`{_short(self.text)}` lacks a number", _EXAMPLE, len(self.text.rstrip()))
        second = self.hedges.phrases.get(self.word())
        if second is None and self.word() != "a":
            second, _ = self.hedge_here()
        if hedge and (second or self.vague_here()):
            raise InputError(
                f"`{hedged_at.text if hedged_at else ''}` and `{self.token().text}` do not go together",
                "keep one of them",
                self.token().start,
            )
        between = self.word() == "between"
        if between:
            self.at += 1
        return self.numbers(sign, hedge, hedged_at, between)

    def numbers(self, sign: int, hedge: Hedge | None, hedged_at: _Token | None, between: bool) -> Written:
        """Return the parts from the first number on."""
        start = self.offset()
        first_sign, first, currency = self.signed_number(sign)
        if first_sign < 0 < sign and hedged_at is not None and hedged_at.text in _SYMBOL_HEDGES:
            raise InputError(
                f"`{hedged_at.text}` before a negative figure can be taken in two ways",
                "write a range, or `down more than 5 %`",
                hedged_at.start,
            )
        after = self.suffix()
        unit_text, unit_at = "", self.offset()
        if self.separator(between) is None:
            unit_text, unit_at = self.unit_text(between)
            after = after or self.suffix()
        separator = self.separator(between)
        if separator is None:
            if between:
                raise InputError(
                    "`between` lacks its second number", "write `between A and B`", self.offset()
                )
            if self.at < len(self.tokens):
                self.stray()
            hedge = self.only(hedge, after)
            number, unit = self.finish(first, unit_text, unit_at, currency)
            return Written(self.text.strip(), start, first_sign, hedge.name if hedge else None, unit, number)
        if after is not None or (hedge is not None and (hedge.before_range == "-" or separator == "±")):
            shown = after or hedge
            assert shown is not None
            raise InputError(f"`{shown.name}` does not go with a range", "keep one of the two", start)
        self.at += 1
        upper_start = self.offset()
        upper_sign, second, second_currency = self.signed_number(sign)
        upper_text, upper_at = self.unit_text(False)
        after = self.suffix()
        if after is not None:
            raise InputError(f"`{after.name}` does not go with a range", "keep one of the two", upper_start)
        if self.at < len(self.tokens):
            self.stray()
        if currency and second_currency and currency != second_currency:
            raise InputError("the two ends are in different currencies", None, upper_start)
        shared = upper_text or unit_text
        first, second = _share_scale(first, second)
        upper, unit = self.finish(
            second, shared, upper_at if upper_text else unit_at, currency or second_currency
        )
        lower, lower_unit = self.finish(first, unit_text or shared, unit_at, currency or second_currency)
        if separator == "±":
            return self.plus_or_minus(start, first_sign, (lower, lower_unit), (upper, unit))
        if lower_unit != unit:
            raise InputError(
                f"a range from {_named(lower_unit)} to {_named(unit)}",
                "write both ends in one unit",
                upper_at if upper_text else unit_at,
            )
        if sign < 0:
            # "down 3 to 5 %": the ends are magnitudes
            self.in_order(lower, upper, 1, 1, start)
            lower, upper = upper, lower
        else:
            self.in_order(lower, upper, first_sign, upper_sign, start)
        return Written(
            self.text.strip(),
            start,
            upper_sign,
            hedge.name if hedge else None,
            unit,
            lower,
            upper,
            lower_sign=first_sign,
        )

    def plus_or_minus(
        self, start: int, sign: int, figure: tuple[Number, Unit], margin: tuple[Number, Unit]
    ) -> Written:
        """Return the parts of "N ± e"."""
        (number, unit), (spread, spread_unit) = figure, margin
        if unit.dimension != spread_unit.dimension or (unit.style == "plain") != (
            spread_unit.style == "plain"
        ):
            raise InputError(
                f"a margin in {_named(spread_unit)} of {_named(unit)}", "write both in one unit", start
            )
        steps = spread.value * spread_unit.factor / unit.factor
        return Written(self.text.strip(), start, sign, None, unit, number, margin=steps)

    def in_order(self, lower: Number, upper: Number, lower_sign: int, upper_sign: int, start: int) -> None:
        """Raise where a range runs from the greater number to the smaller."""
        a, b = signed(lower.value, lower_sign), signed(upper.value, upper_sign)
        if a <= b:
            return
        found = re.match(_ENDS, self.text[start:])
        right = f"write `{found[3]}{found[2]}{found[1]}`" if found else "write the smaller number first"
        raise InputError("the range runs backwards", right, start)

    # One part each; `at` moves past what was read.

    def direction(self) -> int:
        """Return the sign that a word before the figure gives it."""
        if self.word() == "down" or self.word() == "minus":
            self.at += 1
            return -1
        if self.word() == "up" and self.word(1) != "to":
            self.at += 1
        return 1

    def hedge_here(self) -> tuple[Hedge | None, int]:
        """Return the row of the phrase that stands here, and of how many tokens it is."""
        rows = self.hedges.phrases
        for length in range(min(self.hedges.longest, len(self.tokens) - self.at), 0, -1):
            row = rows.get(self.slice(length))
            if row is not None:
                return row, length
        return None, 0

    def hedge(self) -> Hedge | None:
        """Return the row of the hedge that stands here."""
        row, length = self.hedge_here()
        self.at += length
        return row

    def vague_here(self) -> tuple[Vague, int] | None:
        """Return the row of the word for a number that stands here, and of how many tokens it is."""
        rows = self.hedges.vague
        for length in range(min(self.hedges.longest, len(self.tokens) - self.at), 0, -1):
            row = rows.get(self.slice(length))
            if row is not None:
                return row, length
        return None

    def vague(self, sign: int) -> Written | None:
        """Return the parts of a figure such as "scores of people" or "several hundred"."""
        found = self.vague_here()
        if found is None:
            return None
        start = self.offset()
        row, length = found
        self.at += length
        scale = 1
        if not row.unit:
            if self.word() == "of" and self.word(1) in ("thousands", "millions", "hundreds"):
                self.stray()
            if self.word() == "hundred" or self.word() in ("thousand", "million", "billion"):
                scale = SCALES[self.word()]
                self.at += 1
            if self.word() == "of":
                self.at += 1
        unit_at = self.offset()
        name, _ = self.unit_text(False)
        if self.at < len(self.tokens):
            self.stray()
        if row.unit:
            if name:
                raise InputError(
                    f"`{row.name}` is followed by `{_short(name)}`", "write the share alone", unit_at
                )
            unit = self.units.find(row.unit)
        else:
            unit = self.unit(name, unit_at, None)
        ranges = (row.typical.scaled(Fraction(scale)), row.widest.scaled(Fraction(scale)))
        return Written(self.text.strip(), start, sign, row.name, unit, vague=ranges)

    def signed_number(self, sign: int) -> tuple[int, _Figure, str]:
        """Return the sign, the number and the currency that stand here."""
        currency = ""
        if self.word() in (*_MINUS, "+"):
            if sign < 0:
                raise InputError("a figure with two signs", "keep one of them", self.offset())
            if self.word() != "+":
                sign = -1
            self.at += 1
        if self.word() in _CURRENCIES:
            currency = self.token().text
            self.at += 1
        return sign, self.number(), currency

    def number(self) -> _Figure:
        """Return the number that stands here, with the scale word that follows it."""
        if self.at == len(self.tokens):
            raise InputError(f"`{_short(self.text)}` lacks a number", _EXAMPLE, len(self.text.rstrip()))
        token = self.token()
        if token.is_digits:
            return self.digits(token)
        words = [token.word for token in self.tokens[self.at : self.at + 12]]
        part = fraction_in_words(words)
        if part is not None:
            share, length = part
            self.at += length
            return self.part(share)
        if words[0] in ("a", "an") and len(words) > 1 and words[1] == "half":
            self.at += 2
            return self.part(Fraction(1, 2))
        read = number_in_words(words)
        if read is not None:
            value, length = read
            self.at += length
            if words[length : length + 3] == ["and", "a", "half"]:
                self.at += 3
                return _Figure(f"{value}.5", self.scale())
            return _Figure(str(value), self.scale())
        if words[0] in ("a", "an") and len(words) > 1 and words[1][0].isalpha():
            self.at += 1
            return _Figure("1", 1)
        raise InputError(f"`{_short(self.text.strip())}` is not a quantity", _EXAMPLE, token.start)

    def digits(self, token: _Token) -> _Figure:
        """Return the number in digits that stands here."""
        written = plain_digits(token.text, token.start)
        self.at += 1
        if self.word() == "/" and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].is_digits:
            below = self.tokens[self.at + 1]
            divisor = plain_digits(below.text, below.start)
            if "." in written + divisor or not int(divisor):
                raise InputError(
                    f"`{_short(token.text)}/{_short(below.text)}` is no fraction", "write `1/3`", token.start
                )
            self.at += 2
            return self.part(Fraction(int(written), int(divisor)))
        here = self.token() if self.at < len(self.tokens) else None
        if here is not None and here.word in ABBREVIATED_SCALES:
            is_attached = here.start == token.end
            if len(here.word) > 1 or (is_attached and not self.is_a_length(here)):
                self.at += 1
                return _Figure(written, ABBREVIATED_SCALES[here.word])
        return _Figure(written, self.scale())

    def is_a_length(self, token: _Token) -> bool:
        """Return whether the `m` of `5m` stands for metres: where that is what the measure is in."""
        rest = self.tokens[self.at + 1 :]
        is_last = not rest or rest[0].word in (*_DASHES, "to", "and", *_PLUS_OR_MINUS)
        return (
            token.text == "m"
            and is_last
            and self.default is not None
            and self.default.dimension == (("length", 1),)
        )

    def part(self, share: Fraction) -> _Figure:
        """Return a fraction, of a scale ("half a million") or of a unit ("half a year") where one follows."""
        after = self.at + (self.word() == "of")
        if self.at < len(self.tokens) and self.word(after - self.at) in ("a", "an"):
            self.at = after + 1
            scale = self.scale()
            if scale > 1 and (share * scale).denominator == 1:
                return _Figure(str(int(share * scale)), 1)
            return _Figure("", 1, share, True)
        return _Figure("", 1, share)

    def scale(self) -> int:
        """Return the scale word that stands here, multiplied out."""
        scale = 1
        while self.word() in SCALES:
            scale *= SCALES[self.word()]
            self.at += 1
        return scale

    def suffix(self) -> Hedge | None:
        """Return the row of what may follow a number: `+`, `or more`, `-strong`."""
        rows = self.hedges.phrases
        for length in range(min(3, len(self.tokens) - self.at), 0, -1):
            said = self.slice(length)
            row = rows.get("…" + said) or rows.get("… " + said)
            if row is not None:
                self.at += length
                return row
        return None

    def only(self, before: Hedge | None, after: Hedge | None) -> Hedge | None:
        """Return the one hedge of a figure."""
        if before is not None and after is not None:
            raise InputError(f"`{before.name}` and `{after.name}` do not go together", "keep one of them")
        return before or after

    def separator(self, between: bool) -> str | None:
        """Return what stands here between the ends of a range, or before a margin, if a number follows."""
        word = self.word()
        if word in _PLUS_OR_MINUS:
            return "±"
        if self.at + 1 >= len(self.tokens):
            return word if word == "to" else None
        following = self.tokens[self.at + 1]
        if following.is_digits or (
            following.word in (*_MINUS, *_CURRENCIES) and self.at + 2 < len(self.tokens)
        ):
            return word if word in _DASHES or word == "to" or (between and word == "and") else None
        if word == "to" or (between and word == "and"):
            return word
        return None

    def unit_text(self, between: bool) -> tuple[str, int]:
        """Return the text up to what cannot be part of a unit, and where it stands."""
        start = self.at
        while self.at < len(self.tokens) and self.separator(between) is None:
            resume = self.at
            is_suffix = self.suffix() is not None
            is_last = self.at == len(self.tokens)
            self.at = resume
            if is_suffix and is_last:
                break
            self.at += 1
        if self.at == start:
            return "", self.offset()
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end], self.tokens[start].start

    # Numbers and units, once the text is known to be well formed.

    def finish(self, figure: _Figure, unit_text: str, unit_at: int, currency: str) -> tuple[Number, Unit]:
        """Return the number in its unit."""
        if figure.share is None:
            unit = self.unit(unit_text, unit_at, currency)
            if "." in figure.digits:
                return decimal(figure.digits, figure.scale), unit
            return whole(int(figure.digits) * figure.scale), unit
        spread = self.hedges.factors["fraction"]
        if unit_text or currency:
            if figure.of_a is False and unit_text[:1].isalpha() and self.is_in_words():
                raise InputError(
                    f"`{_short(unit_text)}` after a fraction in words",
                    "write the share alone; the claim says of what",
                    unit_at,
                )
            return fraction(figure.share, 1, spread), self.unit(unit_text, unit_at, currency)
        return fraction(figure.share, 100, spread), PERCENT

    def is_in_words(self) -> bool:
        """Return whether the figure has no digits."""
        return not any(token.is_digits for token in self.tokens)

    def unit(self, name: str, offset: int, currency: str | None) -> Unit:
        """Return the unit that `name` and a currency sign before the number make."""
        if currency:
            name = currency + name
        elif name[:1] == "-" and name[1:2].isalpha():  # "62-country"
            name = name[1:]
        if not name:
            return self.default or DIMENSIONLESS
        try:
            return self.units.find(name)
        except InputError as error:
            raise InputError(error.message, error.suggestion, offset) from None

    def stray(self) -> None:
        """Raise for what is left over."""
        rest = self.text[self.token().start :].strip()
        raise InputError(
            f"`{_short(rest)}` does not belong to a figure", "put it into `note`", self.token().start
        )

    # Looking at tokens.

    def token(self) -> _Token:
        """Return the token that stands here; there must be one."""
        return self.tokens[self.at]

    def word(self, ahead: int = 0) -> str:
        """Return a token in lower case, or nothing at the end."""
        at = self.at + ahead
        return self.tokens[at].word if at < len(self.tokens) else ""

    def slice(self, length: int) -> str:
        """Return the next tokens in lower case, spaced as they are."""
        tokens = self.tokens[self.at : self.at + length]
        text = tokens[0].word
        for before, token in pairwise(tokens):
            text += (" " if token.start > before.end else "") + token.word
        return text

    def offset(self) -> int:
        """Return where the next token stands in the text."""
        return self.tokens[self.at].start if self.at < len(self.tokens) else len(self.text.rstrip())


class _Figure(NamedTuple):
    """A number as it stands in a text: its digits and scale, or the share that it is."""

    digits: str
    scale: int
    share: Fraction | None = None
    of_a: bool = False


_ENDS = r"(\S+?)(\s+to\s+|\s+and\s+|\s*[-–—]\s*)([-−]?[0-9](?:[0-9.,]*[0-9])?)"


def _share_scale(first: _Figure, second: _Figure) -> tuple[_Figure, _Figure]:
    """Return the ends of a range with the scale word of the second given to both: "20 to 30 million"."""
    both_in_digits = first.share is None and second.share is None
    if (
        both_in_digits
        and first.scale == 1 < second.scale
        and Fraction(first.digits) <= Fraction(second.digits)
    ):
        first = first._replace(scale=second.scale)
    return first, second


def _named(unit: Unit) -> str:
    return f"`{unit.name}`" if unit.name else "a plain number"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
