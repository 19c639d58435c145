"""Numbers as people write them, in digits and in words."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from fractions import Fraction

from consistency.problem import InputError

MOST_DIGITS = 200

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_BELOW_TWENTY.split())}
_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_FROM_TWENTY.split(), 2)}
# What multiplies the number before it.
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
ABBREVIATED_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
# Only after the sign of a currency: else they are bytes and tonnes.
MONEY_SCALES = {"b": 10**9, "t": 10**12}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
_PARTS_OF_INCHES = (16, 32, 64)
_SIGNS = "½1/2 ⅓1/3 ⅔2/3 ¼1/4 ¾3/4 ⅕1/5 ⅖2/5 ⅗3/5 ⅘4/5 ⅙1/6 ⅚5/6 ⅐1/7 ⅛1/8 ⅜3/8 ⅝5/8 ⅞7/8 ⅑1/9 ⅒1/10"
FRACTION_SIGNS = {sign[0]: sign[1:] for sign in _SIGNS.split()}
_WORDS = {*_SMALL, *_TENS, *SCALES, "bn", "tn", "mn"}
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+"


def is_number_word(word: str) -> bool:
    """Return whether `word`, in lower case, is a number or part of one, such as "nine" or "million".

    >>> is_number_word("twenty-two"), is_number_word("million"), is_number_word("fighters")
    (True, True, False)
    """
    return all(part in _WORDS for part in word.split("-"))


def is_part(word: str) -> bool:
    """Return whether `word`, in lower case, names a part of something, such as "third" or "quarters"."""
    return _part(word) is not None


def is_usual_divisor(n: int) -> bool:
    """Return whether fractions are written in n-ths: English has a word for them, or inches have such parts.

    >>> [n for n in (3, 11, 16, 40, 100) if is_usual_divisor(n)]
    [3, 16, 100]
    """
    return n in _PARTS.values() or n in _PARTS_OF_INCHES


def plain_digits(text: str, offset: int = 0) -> str:
    """Return the digits of a number without what groups them ("21,000", "1 300"), decimals kept.

    `InputError` at `offset` for what is no number, or could be two.

    >>> plain_digits("21,000"), plain_digits("1,300.50")
    ('21000', '1300.50')
    >>> plain_digits("1,30")
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: the digits of `1,30` are not in groups of three...
    """
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise InputError(f"a number of more than {MOST_DIGITS} digits", "write it with a scale word", offset)
    before, point, after = text.partition(".")
    meant = _by_other_custom(text)
    if meant is not None:
        raise InputError(
            f"the separators of `{text}` are mixed up",
            f"write `{meant}`, with `.` before decimals only",
            offset,
        )
    if "." in after:
        raise InputError(
            f"`{text}` has more than one decimal point", "write one, and `,` between thousands", offset
        )
    if "'" in text or "’" in text:
        raise InputError(
            f"`{text}` can be feet and inches, or minutes", "write it as in `5 ft 11 in`", offset
        )
    if not re.fullmatch(_GROUPED, before):
        bare = re.sub(r"[^0-9]", "", before)
        meant = f"write `{int(bare):,}`" + (
            f" or `{before.replace(',', '.')}`" if before.count(",") == 1 and not point else ""
        )
        raise InputError(f"the digits of `{text}` are not in groups of three", meant, offset)
    if "," in after or " " in after:
        raise InputError(f"the decimals of `{text}` are grouped", "write decimals without `,`", offset)
    return re.sub(r"[^0-9]", "", before) + point + after


def _by_other_custom(text: str) -> str | None:
    """Return a number in another custom, "1.234,56" or "1'234", as it is written here; None for others."""
    found = re.fullmatch(_OTHER_CUSTOM, text) if "," in text or text.count(".") > 1 or "'" in text else None
    if found is None:
        return None
    groups = re.sub(r"[^0-9]", "", found[1])
    return f"{int(groups):,}" + (f".{found[2]}" if found[2] else "")


_OTHER_CUSTOM = r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:['’][0-9]{3})+)(?:,([0-9]+))?"


def number_in_words(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the whole number that `words` (in lower case) begin with, and how many words it takes.

    "a" counts as one before "hundred" or "dozen". None where they begin with no number.

    >>> number_in_words("twenty-two countries".split()), number_in_words("a hundred and five of them".split())
    ((22, 1), (105, 4))
    >>> number_in_words("two hundred thousand".split()), number_in_words("a dozen".split())
    ((200000, 3), (12, 2))
    """
    total, current, lowest = 0, 0, 1000
    last_scale = 10**15
    taken = seen = 0
    while seen < len(words):
        word = words[seen]
        parts = word.split("-")
        if word == "and":
            if (not current and not total) or seen != taken:
                break
            seen += 1
            continue
        if word in ("a", "an"):
            if seen or len(words) < 2 or words[1] not in SCALES:
                break
            parts = ["one"]
        read = _extend(parts, total, current, lowest, last_scale)
        if read is None:
            break
        total, current, lowest, last_scale = read
        seen += 1
        taken = seen
    return (total + current, taken) if taken else None


def _extend(
    parts: Sequence[str], total: int, current: int, lowest: int, last_scale: int
) -> tuple[int, int, int, int] | None:
    """Return the number after further words: closed by a scale, still open, and what may follow."""
    for part in parts:
        if part in _SMALL:
            value = _SMALL[part]
            if value >= lowest or (value == 0 and (current or total)):
                return None
            current, lowest = current + value, 0
        elif part in _TENS:
            if _TENS[part] >= lowest:
                return None
            current, lowest = current + _TENS[part], 10
        elif part == "hundred":
            if not 0 < current < 100:
                return None
            current, lowest = current * 100, 100
        elif part in SCALES:
            scale = SCALES[part]
            if not current or scale >= last_scale or (scale == 12 and total):
                return None
            total, current, lowest, last_scale = total + current * scale, 0, 1000 if scale > 12 else 0, scale
        else:
            return None
    return total, current, lowest, last_scale


def fraction_in_words(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """Return the fraction that `words` (in lower case) begin with, and how many words it takes, else None.

    >>> fraction_in_words("two thirds".split()), fraction_in_words(["half"])
    ((Fraction(2, 3), 2), (Fraction(1, 2), 1))
    """
    if not words:
        return None
    first, _, rest = words[0].partition("-")
    if rest:
        part = _part(rest)
        taken = 1
    elif first == "half":
        return Fraction(1, 2), 1
    elif len(words) > 1:
        part = _part(words[1])
        taken = 2
    else:
        return None
    count = 1 if first in ("a", "one") else _SMALL.get(first, 0)
    if part is None or not 0 < count < part:
        return None
    return Fraction(count, part), taken


@functools.cache
def _part(word: str) -> int | None:
    return _PARTS.get(word) or _PARTS.get(word.removesuffix("s"))
