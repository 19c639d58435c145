"""The numbers that stand in a text, however they are written there."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction

from consistency.quantity.multiples import PARTS, TIMES
from consistency.quantity.numerals import (
    ABBREVIATED_SCALES,
    FRACTION_SIGNS,
    MONEY_SCALES,
    SCALES,
    fraction_in_words,
    number_in_words,
)

_GROUPS = r"[0-9]{1,3}(?:[,\u00a0\u2009\u202f ][0-9]{3})+(?![0-9])|[0-9]+"
_MONEY = r"[$€£¥]\s?"
_DIGITS = rf"(?:{_GROUPS})(?:\.[0-9]+)?|(?<![0-9])\.[0-9]+"
_WORD = rf"(?:{_MONEY})?(?:{_DIGITS})|[^\W\d_]+(?:-[^\W\d_]+)*|[{''.join(FRACTION_SIGNS)}]|/"
_TIMES = {
    **dict.fromkeys(("no", "none", "nil"), Fraction(0)),
    **dict.fromkeys(("once", "single"), Fraction(1)),
    **dict.fromkeys(("couple", "pair"), Fraction(2)),
    **{word: Fraction(times) for word, times in TIMES.items()},
    **{word: Fraction(1, parts) for word, parts in PARTS.items()},
}
_SCALES = {**SCALES, **ABBREVIATED_SCALES, **MONEY_SCALES}
_BETWEEN = ("to", "and", "or")
_OF = r"(?i)\b(?:out\s+of|in|of(?:\s+the)?)\b(?:\s+(?:every|each))?"
_WRITTEN_SCALE = rf"(?i)(?<=[0-9])\s?(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b"
_SMALLER = {
    "year": 12,
    "week": 7,
    "day": 24,
    "hour": 60,
    "h": 60,
    "minute": 60,
    "foot": 12,
    "feet": 12,
    "pound": 16,
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1[0-9]|20)[0-9]{2}\b(?![,.][0-9])"
_DATE = (
    rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+{_YEAR})?"
    rf"|\b{_MONTH}(?:\s+[0-9]{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+{_YEAR})?"
    rf"|\b(?i:since|in|of|from|by|until|till|before|after|during|early|mid|late)[\s-]+{_YEAR}"
)
_TENTHS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}


def numbers_in(text: str) -> frozenset[Fraction]:
    """Return every number that stands in a text, in digits, in words or as a fraction.

    A number of several words is the whole of it; one with a scale is multiplied by it.

    >>> sorted(map(str, numbers_in("killed 61 and wounded ninety-five; some 1.3 million fled")))
    ['1300000', '61', '95']
    >>> sorted(map(str, numbers_in("a third of 180 seats, two and a half years")))
    ['1/3', '180', '5/2']
    """
    words = _words(text)
    found: set[Fraction] = set()
    at = 0
    while at < len(words):
        number, taken = _number(words[at : at + 12])
        if number is not None:
            found.add(number)
            found.update(_scaled(number, words[at : at + taken], words[at + taken : at + taken + 12]))
        one = Fraction(1) if words[at] in ("a", "an") else number
        found.update(_and_a_half(one, words[at + taken : at + taken + 4]))
        at += taken
    return frozenset(found)


def ratios_in(text: str) -> frozenset[Fraction]:
    """Return the shares that a text tells as so many of so many.

    >>> sorted(map(str, ratios_in("one in five, nine out of ten, 3 of the 12 seats")))
    ['1/4', '1/5', '9/10']
    """
    pieces = re.split(_OF, text)
    found: set[Fraction] = set()
    for before, after in itertools.pairwise(pieces):
        part = [number for number in (_last(before),) if number is not None]
        whole, _ = _number(_words(after)[:12] or [""])
        found.update(number / whole for number in part if whole)
    return frozenset(found)


def sums_in(text: str) -> frozenset[Fraction]:
    """Return the figures that a text tells in two units, in the smaller of them.

    >>> sorted(map(str, sums_in("two hours and seven minutes")))
    ['127']
    """
    words = [word for word in _words(text) if word not in ("and", "an")]
    found: set[Fraction] = set()
    for at, word in enumerate(words):
        smaller = _SMALLER.get(word) or _SMALLER.get(word.removesuffix("s"))
        before, after = _last(" ".join(words[max(0, at - 6) : at])), words[at + 1 : at + 7]
        rest = _number(after)[0] if after else None
        if smaller and before is not None and rest is not None:
            found.add(before * smaller + rest)
    return frozenset(found)


def without_dates(text: str) -> str:
    """Return a text without the dates in it.

    >>> without_dates("1864 trees, the most since May 2019, or in 2020")
    '1864 trees, the most since , or '
    """
    return re.sub(_DATE, "", text)


def without_scales(text: str) -> str:
    """Return a text without the scales of numbers in digits.

    >>> without_scales("1,234 thousand km, $3.4bn")
    '1,234 km, $3.4'
    """
    return re.sub(_WRITTEN_SCALE, "", text)


def _last(text: str) -> Fraction | None:
    """Return the number that a text ends with."""
    words = _words(text)[-6:]
    for at in range(len(words)):
        number, taken = _number(words[at:])
        if number is not None and at + taken == len(words):
            return number
    return None


def _words(text: str) -> list[str]:
    words = [found[0].lower() for found in re.finditer(_WORD, text)]
    return [part for word in words for part in _parted(word)]


def _parted(word: str) -> list[str]:
    """Return the words that hyphens join, unless the whole of them is a number, and those of "threefold"."""
    if word.endswith("fold") and number_in_words([word[:-4].rstrip("-")]):
        return [word[:-4].rstrip("-"), "fold"]
    if "-" not in word or fraction_in_words([word]) or number_in_words([word]):
        return [word]
    return word.split("-")


def _scaled(number: Fraction, words: list[str], after: list[str]) -> tuple[Fraction, ...]:
    """Return what a number means by the scale that follows later: "20 to 30 thousand", "half a million"."""
    if _has_scale(words):
        return ()
    later = [word for word in after if word not in ("a", "an", "of")]
    if number < 1 and later and later[0] in SCALES and after[0] in ("a", "of"):
        return (number * SCALES[later[0]],)
    if after[:1] and after[0] in _BETWEEN:
        after = after[1:]
    if not after:
        return ()
    _, taken = _number(after)
    scales = [_SCALES[word] for word in after[:taken] if word in _SCALES]
    return (number * math.prod(scales),) if scales else ()


def _and_a_half(number: Fraction | None, after: list[str]) -> tuple[Fraction, ...]:
    """Return what a number means by the part that follows its unit: "two years and a half"."""
    if number is None or after[1:3] != ["and", "a"] or after[3:][:1] == [] or after[3] not in _TENTHS:
        return ()
    return (number + _TENTHS[after[3]],)


def _has_scale(words: list[str]) -> bool:
    return any(word in _SCALES for word in words)


def _number(words: list[str]) -> tuple[Fraction | None, int]:
    """Return the number that words begin with, if any, and how many words it takes."""
    first = words[0]
    if re.search("[0-9]", first):
        return _in_digits(words)
    if first in FRACTION_SIGNS:
        return Fraction(FRACTION_SIGNS[first]), 1
    share = fraction_in_words(words)
    if share is not None:
        return share
    whole = number_in_words(words)
    if whole is not None:
        return _and_a_part(Fraction(whole[0]), words, whole[1])
    return _TIMES.get(first), 1


def _in_digits(words: list[str]) -> tuple[Fraction, int]:
    digits = re.sub(r"[^0-9.]", "", words[0])
    number, rest = Fraction(digits), words[1:]
    if rest[:1] and rest[0] in FRACTION_SIGNS:
        return number + Fraction(FRACTION_SIGNS[rest[0]]), 2
    if rest[1:2] == ["/"] and re.fullmatch("[0-9]/[1-9][0-9]?", "".join(rest[:3])):
        return number + Fraction("".join(rest[:3])), 4
    if re.fullmatch("/0*[1-9][0-9]*", "".join(rest[:2])):
        return number / int(rest[1]), 3
    taken = 1
    for word in rest[:2]:
        scale = _SCALES.get(word)
        if scale is None or (word in MONEY_SCALES and words[0][0].isdigit()):
            break
        number *= scale
        taken += 1
    return number, taken


def _and_a_part(number: Fraction, words: list[str], taken: int) -> tuple[Fraction, int]:
    """Return a number in words with the part that follows it: "two and a half", and the scale after that."""
    if words[taken : taken + 2] == ["and", "a"] and len(words) > taken + 2 and words[taken + 2] in _TENTHS:
        scale = SCALES.get(words[taken - 1], 1)  # "a million and a half": half a million
        number += _TENTHS[words[taken + 2]] * scale
        taken += 3
        if len(words) > taken and words[taken] in SCALES:
            number *= SCALES[words[taken]]
            taken += 1
    return number, taken
