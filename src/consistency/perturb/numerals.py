"""The numbers in the text of a figure, moved together by units of the last place that they are written to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from consistency.quantity import Quantity
from consistency.quantity.nouns import plural, singular
from consistency.quantity.numerals import is_number_word, number_in_words
from consistency.slips.numerals import FEW, GROUPING, places

TIMES = 1000
"""How far a figure is moved at most: to so many times itself."""

NO_DIGITS = "no number in digits"
ZERO = "zero, and so is every multiple of it"
ABOUT_ZERO = "ends on both sides of zero"
UNREADABLE = "nothing near it can be read"
"""Why a figure cannot be moved as it is written."""

Read = Callable[[str], Quantity | None]
"""What reads a text where the figure stands; None where it says no figure."""

_LONG = 3  # letters, from which on a noun is one, and no symbol

# The words after a number that name what is counted, as far as the head of them may be.
_COUNTED = r"(\s+)([^\W\d_]+(?:[ '’-][^\W\d_]+)*?)(?=$|/|\s+(?:per|an?|or|at|in)\b)"


class _Noun(NamedTuple):
    """Where a noun stands in a text, and its form in the other grammatical number."""

    start: int
    end: int
    other: str


class Numerals(NamedTuple):
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
        """How many steps are tried towards larger figures."""
        return self._most if self.sign > 0 else self._least

    @property
    def down(self) -> int:
        """How many steps are tried towards smaller figures."""
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


def numerals_in(figure: Quantity, read: Read) -> Numerals | str:
    """Return what moves the numbers of a figure, or why they cannot be moved.

    >>> numerals_in(Quantity.of("nine months"), Quantity.of).text(1)
    '10 months'
    >>> numerals_in(Quantity.of("0 km"), Quantity.of)
    'zero, and so is every multiple of it'
    """
    text = figure.text
    spans = places(text)
    if not spans:
        text = _in_digits(text)
        said = read(text)
        if said is None or (said.typical, said.widest) != (figure.typical, figure.widest):
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
    made = [found for those in moving for found in [_stepping(figure, text, those, read)] if found]
    return next((found for found, is_even in made if is_even), made[0][0] if made else UNREADABLE)


def _stepping(
    figure: Quantity, text: str, spans: Sequence[tuple[int, int]], read: Read
) -> tuple[Numerals, bool] | None:
    """Return what moves the numbers in these places, and whether all its steps are of one length."""
    step = min([_place(text[start:end]) for start, end in spans])
    plain = Numerals(text, tuple(spans), step, step, 1, _noun(figure, text, spans, read))
    lengths = []
    for steps in (1, -1, 2, -2):
        moved = read(plain.text(steps))
        if moved is not None and moved.stated.low is not None and moved.stated.high is not None:
            lengths.append((moved.stated.middle - figure.stated.middle) / steps)
    if not lengths or not lengths[0]:
        return None
    made = plain._replace(length=abs(lengths[0]), sign=1 if lengths[0] > 0 else -1)
    return made, len(set(lengths)) == 1


def _noun(figure: Quantity, text: str, spans: Sequence[tuple[int, int]], read: Read) -> _Noun | None:
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
    said = read(text[:start] + other + text[end:])
    return _Noun(start, end, other) if said is not None and said.unit == figure.unit else None


def _like(noun: str, changed: str) -> str:
    """Return a noun that was changed in lower case with the letters of the noun as far as both are alike.

    >>> _like("Yazidis", "yazidi"), _like("people", "person")
    ('Yazidi', 'person')
    """
    alike = (one == other for one, other in zip(noun.lower(), changed, strict=False))
    same = sum(takewhile(bool, alike))
    return noun[:same] + changed[same:]


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
