"""Pint's definition of a unit that the table lacks: the only module that knows Pint, slow to load."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from consistency.quantity.nouns import plural, singular
from consistency.quantity.pint_names import NAMES

if TYPE_CHECKING:
    import pint

PREFIX_NAMES = (
    *("atto", "femto", "pico", "nano", "micro", "milli", "centi", "deci", "deca"),
    *("hecto", "kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"),
)
_SECONDS_A_DAY = 86400
# Nothing else is handed to Pint, whose own parser would evaluate whole expressions.
_NAME_LIKE = r"[^\W\d]{1,40}"


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(NAMES.split())


Worth = tuple[Fraction, Fraction, tuple[tuple[str, int], ...]]
"""The factor, the offset and the dimension of a unit."""


@functools.cache
def _registry() -> pint.UnitRegistry:  # type: ignore[type-arg]
    return new_registry()


def new_registry() -> pint.UnitRegistry:  # type: ignore[type-arg]
    """Return a registry of Pint's own units, in exact fractions, to which definitions can be added."""
    import pint

    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None, on_redefinition="ignore")


def is_pint_name(text: str) -> bool:
    """Return whether `text` is the full name of a unit of Pint, in singular or plural; Pint is not loaded.

    >>> is_pint_name("furlongs"), is_pint_name("microsieverts"), is_pint_name("camps")
    (True, True, False)
    """
    name = singular(text.casefold()).replace(" ", "_")
    if name in _names() or text.casefold() in _names():
        return True
    return any(name.startswith(prefix) and name[len(prefix) :] in _names() for prefix in PREFIX_NAMES)


def definition(text: str, own: Own | None = None) -> tuple[str, Worth] | None:
    """Return how to show Pint's unit `text`, and what it is worth; None where it has none.

    Prefixes go with their like: a symbol before a symbol, a full name before a full name. Pint alone would
    take `camps` for centiamperes. The factor turns a figure into metres, kilograms, days, …, exactly. `own`
    is a registry with definitions of a project, and the dimensions that they bring.
    """
    name = text.replace(" ", "_")
    if not re.fullmatch(_NAME_LIKE, name):
        return None
    registry = own.registry if own else _registry()
    for spelling, is_plural in ((name, False), (name.casefold(), False), (singular(name.casefold()), True)):
        key = _key(registry, spelling, is_plural)
        if key is not None:
            break
    else:
        return None
    found = worth(registry, key, own.dimensions if own else frozenset())
    if found is None:
        return None
    is_full_name = len(name) > 3 and name == name.casefold()
    return plural(singular(text.casefold())) if is_full_name else text, found


class Own(NamedTuple):
    """A registry with definitions of a project, and the dimensions (`[crowd]`) that are the project's own."""

    registry: pint.UnitRegistry  # type: ignore[type-arg]
    dimensions: frozenset[str]


def worth(registry: pint.UnitRegistry, key: str, own: frozenset[str]) -> Worth | None:  # type: ignore[type-arg]
    """Return what a unit is worth in metres, kilograms, days, …; None where no exact factor says it.

    The dimensions in `own` keep their brackets, so that none is taken for a counted noun of the same name.
    """
    try:
        zero = _root(registry, key, 0)
        one = _root(registry, key, 1)
        exponents = registry.get_dimensionality(key)
    except Exception:
        return None
    dimension = []
    for base, power in exponents.items():
        exponent = Fraction(str(power))
        if exponent.denominator != 1:
            return None
        dimension.append((base if base in own else base.strip("[]"), exponent.numerator))
    dimension.sort()
    days = Fraction(1, _SECONDS_A_DAY) ** dict(dimension).get("time", 0)
    grams = Fraction(1, 1000) ** dict(dimension).get("mass", 0)
    return (one - zero) * days * grams, zero * days * grams, tuple(dimension)


def _root(registry: pint.UnitRegistry, key: str, figure: int) -> Fraction:  # type: ignore[type-arg]
    magnitude = registry.Quantity(Fraction(figure), key).to_root_units().magnitude
    if not isinstance(magnitude, int | Fraction):
        raise ValueError(f"{key} is logarithmic")  # what has a factor comes out exact
    return Fraction(magnitude)


def _key(registry: pint.UnitRegistry, spelling: str, is_plural: bool) -> str | None:  # type: ignore[type-arg]
    """Return the name under which Pint defines `spelling`, or None where only a mixture would."""
    for prefix, unit, suffix in registry.parse_unit_name(spelling):
        if suffix:
            continue
        defined = registry._units[unit]
        full = {defined.name, *(alias for alias in defined.aliases if len(alias) > 3)}
        short = {defined.defined_symbol, *(alias for alias in defined.aliases if len(alias) <= 3)}
        if not prefix:
            if spelling in full or (spelling in short and not is_plural):
                return str(unit)
            continue
        before = registry._prefixes[prefix]
        if any(spelling == before.name + name for name in full):
            return prefix + unit
        # Micro has two letters that look alike, of which Pint calls one the symbol and the other an alias.
        letters = (before.defined_symbol, *(alias for alias in before.aliases if len(alias) == 1))
        symbols = {f"{letter}{symbol}" for letter in letters for symbol in short if symbol}
        if not is_plural and spelling in symbols:
            return prefix + unit
    return None
