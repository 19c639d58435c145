"""Digits that look like an amount and are something else: an age group, a decade, a date, a power of ten."""

from __future__ import annotations

import re
from fractions import Fraction

from consistency.problem import InputError
from consistency.quantity.format import format_number
from consistency.quantity.numerals import is_usual_divisor
from consistency.quantity.tokens import DASHES, Tokens, shown

_POWER_OF_TEN = r"([0-9]+(?:\.[0-9]+)?)(?:[eE]|\s*[×x*·]\s*10\s*(?:\^|\*\*)\s*)([-+−]?[0-9]+)(?![0-9.])"
_TIMES = ("×", "x", "*", "·")
_MOST_PLACES = 30
_DECADE = r"(?:1[0-9]|20)[0-9]0"
# Before "65s", these make it people of an age; "the 60s" may also be a decade.
_BEFORE_AGES = frozenset(("over", "under", "above", "below", "the"))


def refuse_lookalikes(tokens: Tokens) -> None:
    """Raise where the digits that stand here are those of `1.2e-3`, or of "over 65s".

    >>> from consistency.quantity.tokens import tokens_of
    >>> refuse_lookalikes(Tokens("1.2e-3", tokens_of("1.2e-3")))
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: `1.2e-3` is written with a power of ten...
    """
    digits = tokens.token()
    following = tokens.tokens[tokens.at + 1 : tokens.at + 2]
    if not following:
        return
    word, is_attached = following[0].word, following[0].start == digits.end
    if word in _TIMES or (is_attached and word[0] == "e"):
        _refuse_power_of_ten(tokens.text[digits.start :], digits.start)
    if word == "s" and is_attached:
        _refuse_people_of_an_age(tokens)


def _refuse_people_of_an_age(tokens: Tokens) -> None:
    digits = tokens.token()
    text = f"{digits.text}s"
    if re.fullmatch(_DECADE, digits.text):
        raise InputError(f"`{text}` is a decade, not an amount", "put it into `when`", digits.start)
    at = tokens.at - 1
    while at >= 0 and tokens.tokens[at].word in DASHES:
        at -= 1
    before = tokens.tokens[at].word if at >= 0 else ""
    if before in _BEFORE_AGES:
        raise InputError(
            f"`{text}` after `{before}` can be people of an age, or seconds",
            f"write `{digits.text} years` for an age, `{digits.text} seconds` for a time",
            digits.start,
        )


def _refuse_power_of_ten(text: str, offset: int) -> None:
    found = re.match(_POWER_OF_TEN, text)
    if found is None:
        return
    power = int(found[2].replace("−", "-")) if len(found[2]) < 5 else _MOST_PLACES + 1
    right = "the number in plain decimals"
    if abs(power) <= _MOST_PLACES:
        number = Fraction(found[1]) * Fraction(10) ** power
        right = f"`{format_number(number, digits=200)}`"
    raise InputError(f"`{shown(found[0])}` is written with a power of ten", f"write {right}", offset)


def refuse_unusual(tokens: Tokens, above: int, below: int, offset: int) -> None:
    """Raise for a quotient in digits that is no usual fraction: `24/7`, `9/11`, "12/40 patients".

    A usual one is less than one, and English has a word for its parts, or inches have. `tokens` stand behind
    it, where what is counted may follow.
    """
    if above < below and is_usual_divisor(below):
        return
    rest = shown(tokens.text[tokens.offset() :].strip()) if not tokens.is_done else ""
    if above < below:
        of_what = f" {rest}" if rest and not rest.startswith("of ") else ""
        right = f"write `{above} of {below}{of_what}`"
    elif rest:
        right = "write each number as a claim of its own"
    else:
        right = f"write one number, or `{above}:{below}` for a ratio"
    raise InputError(f"`{above}/{below}` is no usual fraction", right, offset)
