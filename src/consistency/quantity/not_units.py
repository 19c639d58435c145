# ruff: noqa: E501 - the table is read across
"""Words after a number that are no unit, though they look like one, with what to write instead."""

from __future__ import annotations

import functools
import re

from consistency.quantity.nouns import is_participle, plural, singular
from consistency.quantity.tabled import tabled

# where | words, in the singular | what is wrong with them | what to write
#
# where: "is": they are all that follows the number; "begins": more words follow them; "ends": they come last, after
# others or not; "has": they stand anywhere.
NOT_UNITS = """
is     | c                            | can be degrees Celsius, coulombs or cents          | write `°C`, or `coulombs`
is     | f                            | can be degrees Fahrenheit or farads                | write `°F`, or `farads`
is     | pc                           | can be percent or parsecs                          | write `%`, or `parsecs`
is     | am, pm                       | makes it a time of day                             | write the hour into `note`, or the unit in full
is     | fps                          | can be feet or frames per second                   | write `ft/s`, or `frames per second`
is     | calorie                      | can be of food, which are kilocalories, or small   | write `kcal`, or `cal`
is     | ppt                          | can be percentage points, or parts per trillion    | write `pp`, or `ppm`
is     | kt                           | can be knots, or thousands of tonnes               | write `knots`, or `thousand tonnes`
is     | mil, mill                    | can be millions, or thousandths of an inch         | write `million`
is     | grand                        | is a word for thousands                            | write `5,000`
is     | cent                         | does not say of which currency                     | write `US cents`, `euro cents`, or an amount such as `$0.50`
begins | percent, per cent, pct       | does not belong to a percentage                    | write `%` alone; the claim says of what
begins | percentage                   | does not belong to a percentage                    | write `%` or `pp` alone; the claim says of what
begins | percentage point, percent point, basis point, point, pp, bp | does not belong to a number of points | write `pp` alone; the claim says of what
is     | digit, figure                | says how long a number is, and not which it is     | write the number, or a range such as `100,000 to 999,999`
begins | digit, figure                | says how long a number is, and not which it is     | write the number, or a range such as `100,000 to 999,999`
begins | k                            | can be of thousands or kelvins                     | write the number in full, such as `12,000`
begins | times, x                     | tells how many times as much, and no unit          | write the number and `times` alone; the claim says of what
begins | score of                     | stands for twenty                                  | write the number
begins | year old                     | makes it people of an age                          | write the age in `years`, or how many there are
begins | number of                    | does not say how many                              | write the number, or `several`
begins | degree of                    | does not say of which degrees                      | write `°C` or `°F`, or what is counted in one word
begins | multi million, multi billion, half million, half billion | does not say how many                              | write the number, or `half a million`
ends   | old                          | makes it people of an age                          | write the age in `years`, or how many there are
ends   | mercury                      | is of a pressure                                   | write it in `hPa`
ends   | away, apart, ago, across, high, tall, long, wide, deep, thick, later, earlier, now, today | is no part of a unit | write the unit alone
ends   | worldwide, nationwide, overall, alone, only, altogether, total, left | is no part of a unit | write the unit alone
ends   | max, maximum                 | says how much it is at most                        | write `at most` before the number
ends   | min, minimum                 | says how much it is at least                       | write `at least` before the number
ends   | majority                     | says who has more, and not how much                | write `more than half`, or the share
ends   | faster, quicker, slower, sooner, better, worse | can be of the time, or of what is done in it | write the difference as `up 10 %`, or `down`
has    | once, twice, thrice          | says how often, which no unit does                 | write a rate, such as `20 mg per day`
ends   | daily, hourly, weekly, monthly, yearly, annually | says how often, which no unit does | write a rate, such as `20 mg per day`
""".strip()

ALSO_THINGS = frozenset(("points", "bar", "gr"))
"""Units whose names are of things, too: points of order, bars of gold, grains of rice."""
# As names alone: "5 marches" are counted.
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = frozenset(_MONTH_NAMES.split())
UNITS_IN_CAPITALS = frozenset(("B", "MB", "GB", "PB", "V", "W", "MW", "GW", "TW", "MJ", "GJ", "TJ", "PJ"))
"""Symbols in capitals that stand for nothing else: there are TV sets, and troops of the US."""
# Symbols in capitals that also stand for something else before a noun.
_CAPITALS = {
    "B": ("billions or bytes", "write `billion`, or `bytes` alone"),
    "TB": ("terabytes or tuberculosis", "write `terabytes` alone, or what is counted in full"),
    "G": ("what a network is called, or grams", "put the name into `note`, or write `g` alone"),
    "L": ("litres or a letter", "write `litres` alone, or what is counted in full"),
}
# Names of units that are as often of something else before a noun, "second homes", "foot soldiers", and measure
# what follows them only where that is one: "a 30 second clip".
_NOUNS = "second foot stone yard grain mole cup pint barrel bit euro penny point bar knot carat century decade us in"
SOMETIMES_NOUNS = frozenset(_NOUNS.split())
_SHORTEST_NAME = 4
_POWER = r"(?i)(?:square|cubic|sq\.?|cu\.?) "
_NO_VOWEL = r"[^aeiouyAEIOUY]+"


@functools.lru_cache(4096)
def not_a_unit(text: str) -> tuple[str, str] | None:
    """Return why words that a table of units lacks are no counted noun either, and what to write; else None.

    >>> not_a_unit("percent of GDP")
    ('`percent of GDP` does not belong to a percentage', 'write `%` alone; the claim says of what')
    >>> not_a_unit("villages")
    """
    words = [singular(word) for word in text.casefold().replace("-", " ").split()]
    if not words:
        return None
    if text in _MONTHS:
        return f"`{text}` makes it a date", "put it into `when`"
    rows = _rows()
    first, *rest = text.casefold().split()
    found = rows.get(("is", " ".join(words))) or rows.get(("is", first if not rest else ""))
    found = found or rows.get(("ends", words[-1]))
    for length in (2, 1):
        if found is None and len(words) > length:
            found = rows.get(("begins", " ".join(words[:length])))
    if found is None and rest:
        found = rows.get(("begins", first))  # "times earnings", but "time zones"
    for word in words:
        found = found or rows.get(("has", word))
    if found is not None:
        return f"`{text}` {found[0]}", found[1]
    return (
        (_with_participle(text) or _after_a_symbol(text) or _after_a_size(text)) if len(words) > 1 else None
    )


def _with_participle(text: str) -> tuple[str, str] | None:
    """Return what is wrong with "people killed": how they fared is no part of what is counted."""
    counted, _, last = text.casefold().rpartition(" ")
    if not is_participle(last) or counted.endswith("ly"):
        return None  # "the newly arrived" are counted
    return (
        f"`{last}` does not belong to a figure in `{counted}`",
        f"write `{counted}` alone; the claim says how they fared",
    )


def _after_a_symbol(text: str) -> tuple[str, str] | None:
    """Return what is wrong with "mg doses", "minutes late": no noun begins with a symbol or several of a unit."""
    symbol, _, rest = text.partition(" ")
    if rest and symbol in _CAPITALS:
        wrong, right = _CAPITALS[symbol]
        return f"`{symbol}` before `{rest}` can be {wrong}", right
    if rest and is_many_of_a_measure(symbol):
        return (
            f"`{rest}` does not belong to a figure in `{symbol}`",
            f"write `{symbol}` alone; the claim says of what",
        )
    if (
        not rest
        or (symbol.isupper() and symbol not in UNITS_IN_CAPITALS)
        or not re.fullmatch(_NO_VOWEL, symbol)
        or tabled(symbol) is None
    ):
        return None
    return (
        f"`{rest}` does not belong to a figure in `{symbol}`",
        f"write `{symbol}` alone; the claim says of what",
    )


def _after_a_size(text: str) -> tuple[str, str] | None:
    """Return what is wrong with "mile radius", "square mile area", "day trips": how large is not how many."""
    words = re.sub(_POWER, "", text).split(" ")
    for length in (2, 1):
        name = " ".join(words[:length])
        if len(words) <= length or name in SOMETIMES_NOUNS or name != name.casefold():
            continue
        unit = tabled(name)
        if unit is not None and unit.dimension and not unit.is_count and singular(name) == name:
            rest = " ".join(words[length:])
            return of_a_size(text[: len(text) - len(rest) - 1], rest)
    return None


def is_sometimes_a_noun(word: str) -> bool:
    """Return whether a word is the name of a unit, and as often that of something else before a noun.

    >>> [is_sometimes_a_noun(word) for word in ("second", "foot", "mile")]
    [True, True, False]
    """
    return word.casefold() in SOMETIMES_NOUNS


def of_a_size(name: str, rest: str) -> tuple[str, str]:
    """Return what is wrong with a noun after the name of a unit in the singular, and what to write.

    >>> of_a_size("day", "trips")
    ('`trips` does not belong to a figure in `days`', 'write `days` alone, or `day-trips` for what is counted')
    """
    symbol = tabled(name) if len(name) < _SHORTEST_NAME else None
    many = symbol.name if symbol is not None else plural(name)
    right = f"write `{many}` alone"
    last = rest.rpartition(" ")[2].casefold()
    right += (
        f", or `{name}-{rest}` for what is counted" if plural(last) == last else "; the claim says of what"
    )
    return f"`{rest}` does not belong to a figure in `{many}`", right


def is_many_of_a_measure(word: str) -> bool:
    """Return whether a word is the plural of a unit, "minutes", and not "minute" as in "minute books"."""
    unit = tabled(word)
    name = word.casefold()
    if unit is None or len(name) < 4 or singular(name) == name:
        return False
    return bool(unit.dimension) and not unit.is_count and unit.name not in ALSO_THINGS


@functools.cache
def _rows() -> dict[tuple[str, str], tuple[str, str]]:
    rows = {}
    for line in NOT_UNITS.splitlines():
        where, words, wrong, right = (cell.strip() for cell in line.split("|"))
        for each in words.split(", "):
            rows[where, each] = (wrong, right)
    return rows
