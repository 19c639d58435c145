"""The number that stands in a text, in digits, words or fractions, with the scale word that follows it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.lookalikes import refuse_lookalikes, refuse_unusual
from consistency.quantity.nouns import singular
from consistency.quantity.number import Number, decimal, fraction, mixed, to_place, whole
from consistency.quantity.numerals import (
    ABBREVIATED_SCALES,
    FRACTION_SIGNS,
    MONEY_SCALES,
    SCALES,
    fraction_in_words,
    number_in_words,
    plain_digits,
)
from consistency.quantity.tokens import DASHES, EXAMPLE, Token, Tokens, shown
from consistency.quantity.unit import Unit

# What `5m` tells before these is a length: "5m high", "100m sprint".
_OF_LENGTH = frozenset(
    (
        "high",
        "tall",
        "long",
        "wide",
        "deep",
        "thick",
        "away",
        "apart",
        "across",
        *("sprint", "hurdles", "hurdle", "freestyle", "butterfly", "backstroke", "breaststroke", "medley"),
        *("race", "run", "relay", "dash", "steeplechase", "final", "heat", "walk", "runner", "champion"),
    )
)
# `10K` is ten kilometres before these, and `4K` how fine a picture is, more often than so many thousands.
_OF_NO_THOUSANDS = frozenset(
    ("race", "run", "runner", "event", "tv", "television", "screen", "monitor", "video")
)
_DOZEN = 12  # divides no scale that no dozen is in
_ORDINAL = r"\d*(?<!1)(?:1st|2nd|3rd)|\d*(?:[04-9]|1[123])th"  # 11st is a weight


class Amount(NamedTuple):
    """A number as it stands in a text: its digits and scale, the share that it is, or both ("2½")."""

    form: str
    digits: str
    scale: int = 1
    share: Fraction | None = None
    is_of_a: bool = False
    step: int = 1  # what it was counted by: 12 for dozens
    unit: str = ""  # of an amount in several units, the last of them

    @property
    def is_share(self) -> bool:
        """Whether it is a fraction and nothing else."""
        return self.share is not None and not self.digits

    @property
    def figure(self) -> Fraction:
        """What is written, but for the scale."""
        return Fraction(self.digits or 0) + (self.share or 0)

    def number(self, spread: Fraction, whole_is: int = 1) -> Number:
        """Return the number, a fraction as one of `whole_is` and meant to within `spread` of it."""
        if self.share is None:
            if "." in self.digits:
                return decimal(self.digits, self.scale)
            if self.unit:
                return to_place(int(self.digits), self.step)
            n = int(self.digits) * self.scale
            return whole(n, self.step) if self.scale % _DOZEN else whole(n, _DOZEN, dozens=True)
        if self.digits:
            return mixed(int(self.digits), self.share, self.scale)
        return fraction(self.share, whole_is, spread)


def amount(tokens: Tokens, default: Unit | None, last: int | None = None, is_money: bool = False) -> Amount:
    """Return the number that stands here, and move past it; in words, it ends before the token `last`.

    `default` is the unit of the measure, which tells whether the `m` of `5m` stands for metres.
    Where `is_money`, `B` and `T` are scales.

    >>> from consistency.quantity.tokens import tokens_of
    >>> read = amount(Tokens("2½ million", tokens_of("2½ million")), None)
    >>> read.form, read.digits, read.share, read.scale
    ('mixed number', '2', Fraction(1, 2), 1000000)
    """
    if tokens.is_done:
        raise InputError(f"`{shown(tokens.whole)}` lacks a number", EXAMPLE, tokens.offset())
    token = tokens.token()
    if token.is_digits:
        return _in_digits(tokens, token, default, is_money)
    if token.word in FRACTION_SIGNS:
        tokens.at += 1
        return _share(tokens, "fraction sign", Fraction(FRACTION_SIGNS[token.word]))
    return _in_words(tokens, token, last)


def _in_digits(tokens: Tokens, token: Token, default: Unit | None, is_money: bool) -> Amount:
    refuse_lookalikes(tokens)
    written = plain_digits(_with_apostrophes(tokens, token), token.start)
    tokens.at += 1
    if _is_fraction(tokens, -1):
        tokens.at += 1
        return _share(tokens, "fraction", _over(tokens, token, written))
    added = None
    tokens.at += _joins_fraction(tokens)
    if tokens.word() in FRACTION_SIGNS and "." not in written:
        added = Fraction(FRACTION_SIGNS[tokens.word()])
        tokens.at += 1
    elif _is_fraction(tokens, 0) and "." not in written:
        above = tokens.token()
        tokens.at += 2
        added = _over(tokens, above, plain_digits(above.text, above.start))
    if added is not None:
        return Amount("mixed number", written, _scale(tokens), added)
    form = "decimal" if "." in written else "digits"
    here = None if tokens.is_done else tokens.token()
    if here is not None and here.start == token.end and re.fullmatch(_ORDINAL, f"{written}{here.word}"):
        message = f"`{token.text}{here.text}` tells a place in an order, not an amount"
        raise InputError(message, "put it into `note`, or among the dimensions", token.start)
    if here is not None and here.word in ABBREVIATED_SCALES:
        is_attached = here.start == tokens.tokens[tokens.at - 1].end
        if len(here.word) > 1 or (is_attached and not _is_a_length(tokens, here, default)):
            tokens.at += 1
            if here.word == "k" and singular(tokens.word()) in _OF_NO_THOUSANDS:
                said = f"{token.text}{here.text}"
                raise InputError(
                    f"`{said}` before `{tokens.word()}` can be thousands, kilometres or a name",
                    f"write `{token.text} thousand`, or `{token.text} km`; a name belongs into `note`",
                    token.start,
                )
            return Amount("scale letter", written, ABBREVIATED_SCALES[here.word])
    if here is not None and is_money and here.word in MONEY_SCALES:
        tokens.at += 1
        return Amount("scale letter", written, MONEY_SCALES[here.word])
    if any(space in token.text for space in " \u00a0\u2009\u202f"):
        form = "spaced digits"
    if here is not None and here.word in DASHES and tokens.word(1) in SCALES:
        tokens.at += 1  # "a 2-million-strong crowd"
    scale = _scale(tokens)
    return Amount(form if scale == 1 else "scale word", written, scale)


def _with_apostrophes(tokens: Tokens, token: Token) -> str:
    """Return the digits that stand here, with those that apostrophes join to them."""
    end = tokens.at + 1
    while (
        end + 1 < len(tokens.tokens)
        and tokens.tokens[end].text in ("'", "’")
        and tokens.tokens[end + 1].is_digits
    ):
        end += 2
    return tokens.between(tokens.at, end) if end > tokens.at + 1 else token.text


def _is_fraction(tokens: Tokens, ahead: int) -> bool:
    """Return whether the token that is so far ahead begins a fraction in digits."""
    at = tokens.at + ahead
    rest = tokens.tokens[at : at + 3]
    return len(rest) == 3 and rest[0].is_digits and rest[1].word in ("/", "⁄") and rest[2].is_digits


def _joins_fraction(tokens: Tokens) -> bool:
    """Return whether a hyphen that touches both stands between a number and its fraction, "1-1/2"."""
    if tokens.word() != "-" or not _is_fraction(tokens, 1):
        return False
    before, joint, after = tokens.tokens[tokens.at - 1 : tokens.at + 2]
    return before.end == joint.start and joint.end == after.start


def _over(tokens: Tokens, above: Token, written: str) -> Fraction:
    """Return a fraction in digits, whose divisor stands here."""
    below = tokens.token()
    divisor = plain_digits(below.text, below.start)
    if "." in written + divisor or not int(divisor):
        raise InputError(
            f"`{shown(above.text)}/{shown(below.text)}` is no fraction", "write `1/3`", above.start
        )
    tokens.at += 1
    refuse_unusual(tokens, int(written), int(divisor), above.start)
    return Fraction(int(written), int(divisor))


def _is_a_length(tokens: Tokens, token: Token, default: Unit | None) -> bool:
    """Return whether the `m` of `5m` stands for metres: where that is what the measure is in."""
    following = tokens.word(1)
    is_last = not following or following in (*DASHES, "to", "and", "or", "±", "+/-", "plus")
    if token.text == "m" and (following in _OF_LENGTH or singular(following) in _OF_LENGTH):
        return True
    return token.text == "m" and is_last and default is not None and default.dimension == (("length", 1),)


def _in_words(tokens: Tokens, token: Token, last: int | None) -> Amount:
    words = tokens.words(12 if last is None else max(last - tokens.at, 0))
    if words[:1] == ["an"]:
        words = ["a", *words[1:]]
    if words[1:2] == ["quarter"] and words[:1] == ["a"]:
        tokens.at += 2
        return _share(tokens, "fraction in words", Fraction(1, 4))
    if words[:1] == ["quarter"]:
        tokens.at += 1
        return _share(tokens, "fraction in words", Fraction(1, 4))
    part = fraction_in_words(words)
    if part is not None:
        tokens.at += part[1]
        return _share(tokens, "fraction in words", part[0])
    if words[:2] == ["a", "half"]:
        tokens.at += 2
        return _share(tokens, "fraction in words", Fraction(1, 2))
    read = number_in_words(words)
    if read is not None:
        value, length = read
        scale = SCALES.get(words[length - 1], 1)
        added = and_a_part(words[length:])
        tokens.at += length
        if added is not None:
            tokens.at += added[1]
            # "a million and a half" is half a million more, "one and a half million" half of one.
            return Amount("mixed number", str(value // scale), scale * _scale(tokens), added[0])
        return Amount("number word", str(value // scale), scale * _scale(tokens))
    if words[:1] == ["a"] and len(words) > 1 and words[1][0].isalpha():
        tokens.at += 1
        return Amount("article", "1")
    hint = f"write `0{tokens.slice(2)}`" if token.word == "." and tokens.word(1).isdigit() else EXAMPLE
    if re.fullmatch("[A-Z]{3}", token.text) and tokens.word(1)[:1].isdigit():
        code = token.text
        hint = (
            f"write `{tokens.word(1)} {code}`; a currency of your own is `{code} = [{code}]` in a units file"
        )
    raise InputError(f"`{shown(tokens.whole)}` is not a quantity", hint, token.start)


def and_a_part(words: list[str]) -> tuple[Fraction, int] | None:
    """Return the fraction that `and` adds to a number, "and a half", and how many words it takes.

    >>> and_a_part("and three quarters of it".split())
    (Fraction(3, 4), 3)
    """
    if words[:1] != ["and"]:
        return None
    if words[1:3] == ["a", "half"]:
        return Fraction(1, 2), 3
    part = fraction_in_words(words[1:])
    return None if part is None else (part[0], part[1] + 1)


def added_part(text: str) -> tuple[str, Fraction] | None:
    """Return a unit and the fraction that follows it, "year and a half", or None.

    >>> added_part("year and a half"), added_part("bread and butter")
    (('year', Fraction(1, 2)), None)
    """
    unit, joined, rest = text.replace("-and-a-", " and a ").rpartition(" and ")
    part = and_a_part(["and", *rest.lower().split()]) if joined else None
    return (unit, part[0]) if part is not None and part[1] == len(rest.split()) + 1 else None


def _share(tokens: Tokens, form: str, share: Fraction) -> Amount:
    """Return a fraction, of a scale ("half a million") or of a unit ("half a year") where one follows."""
    ahead = tokens.word() == "of"
    is_of_a = tokens.word(ahead) in ("a", "an")
    if is_of_a:
        tokens.at += ahead + 1
    scale = _scale(tokens)
    if scale == 1:
        return Amount("part of a unit" if is_of_a else form, "", 1, share, is_of_a)
    if (share * scale).denominator == 1:
        return Amount("part of a scale", str(int(share * scale)), step=scale // share.denominator)
    return Amount("part of a scale", "0", scale, share)  # a third of a million


def _scale(tokens: Tokens) -> int:
    """Return the scale word that stands here, multiplied out."""
    scale = 1
    while tokens.word().removesuffix("s") in SCALES:
        scale *= SCALES[tokens.word().removesuffix("s")]
        tokens.at += 1
    return scale


def share_scale(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Return the ends of a range with what only the second one says given to both: "20 to 30 million"."""
    if not first.digits:
        return first, second
    if second.is_share:
        # "one to two thirds"
        share = second.share
        is_in_words = (first.form, second.form) == ("number word", "fraction in words")
        if is_in_words and share is not None and 0 < int(first.digits) * first.scale < share.numerator:
            return Amount(second.form, "", 1, Fraction(int(first.digits), share.denominator)), second
        return first, second
    if first.scale == 1 < second.scale and second.digits and first.figure < second.figure:
        first = first._replace(scale=second.scale)
    return first, second
