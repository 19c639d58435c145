# ruff: noqa: E501 - the table is read across
"""Words after a number that are no unit, though they look like one, with what to write instead."""

from __future__ import annotations

import functools
import re

from consistency.quantity.nouns import singular
from consistency.quantity.tabled import tabled

# where | words, in the singular | what is wrong with them | what to write
#
# where: "is": they are all that follows the number; "begins": more words follow them; "ends": they come last, after
# others or not; "has": they stand anywhere.
NOT_UNITS = """
is     | c                            | can be degrees Celsius, coulombs or cents          | write `°C`, or `coulombs`
is     | f                            | can be degrees Fahrenheit or farads                | write `°F`, or `farads`
is     | pc                           | can be percent or parsecs                          | write `%`, or `parsecs`
is     | cent                         | does not say of which currency                     | write `US cents`, `euro cents`, or an amount such as `$0.50`
begins | percent, per cent, pct       | does not belong to a percentage                    | write `%` alone; the claim says of what
begins | percentage                   | does not belong to a percentage                    | write `%` or `pp` alone; the claim says of what
begins | percentage point, percent point, basis point, point, pp, bp | does not belong to a number of points | write `pp` alone; the claim says of what
is     | digit, figure                | says how long a number is, and not which it is     | write the number, or a range such as `100,000 to 999,999`
begins | digit, figure                | says how long a number is, and not which it is     | write the number, or a range such as `100,000 to 999,999`
has    | once, twice, thrice          | says how often, which no unit does                 | write a rate, such as `20 mg per day`
ends   | daily, hourly, weekly, monthly, yearly, annually | says how often, which no unit does | write a rate, such as `20 mg per day`
""".strip()

# As names alone: "5 marches" are counted.
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = frozenset(_MONTH_NAMES.split())
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
    found = rows.get(("is", " ".join(words))) or rows.get(("ends", words[-1]))
    for length in (2, 1):
        if found is None and len(words) > length:
            found = rows.get(("begins", " ".join(words[:length])))
    for word in words:
        found = found or rows.get(("has", word))
    if found is not None:
        return f"`{text}` {found[0]}", found[1]
    return _after_a_symbol(text) if len(words) > 1 else None


def _after_a_symbol(text: str) -> tuple[str, str] | None:
    """Return what is wrong with "mg doses": no noun begins with the symbol of a unit."""
    symbol, _, rest = text.partition(" ")
    if not rest or symbol.isupper() or not re.fullmatch(_NO_VOWEL, symbol) or tabled(symbol) is None:
        return None
    return (
        f"`{rest}` does not belong to a figure in `{symbol}`",
        f"write `{symbol}` alone; the claim says of what",
    )


@functools.cache
def _rows() -> dict[tuple[str, str], tuple[str, str]]:
    rows = {}
    for line in NOT_UNITS.splitlines():
        where, words, wrong, right = (cell.strip() for cell in line.split("|"))
        for each in words.split(", "):
            rows[where, each] = (wrong, right)
    return rows
