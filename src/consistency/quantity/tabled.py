"""The units of the table, found by their symbols and names, with and without a prefix."""

from __future__ import annotations

import functools
from fractions import Fraction

from consistency.quantity.nouns import singular
from consistency.quantity.unit import Unit


@functools.cache
def _index() -> tuple[dict[str, str], dict[str, str]]:
    """Return the rows by symbol, and by full name in lower case; a unit is made only when asked for."""
    from consistency.quantity.unit_table import ROWS

    symbols: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in ROWS.splitlines():
        _, signs, full, _ = row.split("|", 3)
        for sign in signs.split(","):
            symbols[sign.strip()] = row
        for name in full.split(","):
            names[name.strip().casefold()] = row
    symbols.pop("", None)
    return symbols, names


@functools.cache
def full_names() -> tuple[str, ...]:
    """Return every full name of the table, prefixed ones included."""
    from consistency.quantity.unit_table import PREFIX_SETS, PREFIXES

    names = []
    for name, row in _index()[1].items():
        names.append(name)
        names += [PREFIXES[prefix][0] + name for prefix in PREFIX_SETS[row.split("|")[5].strip()].split()]
    return tuple(names)


@functools.cache
def symbol_cases() -> dict[str, str]:
    """Return the one right spelling of every symbol that has only one, by its lower case."""
    from consistency.quantity.unit_table import PREFIX_SETS

    cases: dict[str, set[str]] = {}
    for symbol, row in _index()[0].items():
        for prefix in ("", *PREFIX_SETS[row.split("|")[5].strip()].split()):
            cases.setdefault((prefix + symbol).casefold(), set()).add(prefix + symbol)
    return {folded: min(found) for folded, found in cases.items() if len(found) == 1}


@functools.lru_cache(4096)
def tabled(text: str) -> Unit | None:
    """Return the unit of the table that `text` is a symbol or name of, with or without a prefix."""
    from consistency.quantity.unit_table import PREFIX_SETS, PREFIXES

    symbols, names = _index()
    row = symbols.get(text)
    if row is not None:
        return _unit(row)
    name = text.casefold()
    one = singular(name)
    row = names.get(name) or names.get(one)
    if row is not None:
        return _unit(row)
    text = text.replace("μ", "µ")
    for prefix, (prefix_name, power) in PREFIXES.items():
        if text.startswith(prefix):
            row = symbols.get(text[len(prefix) :])
        if row is None and text[:1] == "u" and prefix == "µ":
            row = symbols.get(text[1:])
        if row is None and one.startswith(prefix_name):
            row = names.get(one[len(prefix_name) :])
        if row is not None:
            if prefix in PREFIX_SETS[row.split("|")[5].strip()].split():
                scale = Fraction(1024 if len(prefix) > 1 else 10) ** power
                unit = _unit(row)
                # Where the row is shown by its name ("barrels"), so is the prefixed unit.
                shown = prefix + unit.name if unit.name in symbols else prefix_name + unit.name
                return Unit(shown, unit.factor * scale, unit.dimension)
            row = None
    return None


def _unit(row: str) -> Unit:
    name, _, _, size, dimension, _, _ = (cell.strip() for cell in row.split("|"))
    factor, _, offset = size.partition(" + ")
    powers = []
    for word in dimension.split():
        base = word.rstrip("-0123456789")
        powers.append((base, int(word[len(base) :] or 1)))
    days = Fraction(1, 86400) ** dict(powers).get("time", 0)
    style = {"%": "percent", "pp": "points", "bp": "points"}.get(name, "plain")
    return Unit(
        name,
        _exactly(factor) * days,
        tuple(sorted(powers)),
        _exactly(offset) if offset else Fraction(0),
        style,
    )


def _exactly(text: str) -> Fraction:
    """Return the value of a product or quotient of decimals."""
    value = Fraction(1)
    for term in text.split("*"):
        number, *divisors = term.split("/")
        value *= Fraction(number)
        for divisor in divisors:
            value /= Fraction(divisor)
    return value
