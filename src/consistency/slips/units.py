# ruff: noqa: E501 - the table is read across
"""Units that are written for one another, as a table, and a figure's text with the one for the other."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from consistency.quantity import Unit

# The spellings of one unit | those of the other: symbol first, and each below the one that takes its place.
_PAIRS = """
km², sq km, km2, square kilometers, square kilometres, square kilometer, square kilometre | mi², sq mi, mi2, square miles, square miles, square mile, square mile
m², sq m, m2, square meters, square metres, square meter, square metre | ft², sq ft, ft2, square feet, square feet, square foot, square foot
km/h, kph, kilometers per hour, kilometres per hour | mph, mph, miles per hour, miles per hour
km, kilometers, kilometres, kilometer, kilometre | mi, miles, miles, mile, mile
m, meters, metres, meter, metre | ft, feet, feet, foot, foot
m, meters, metres, meter, metre | yd, yards, yards, yard, yard
cm, centimeters, centimetres, centimeter, centimetre | in, inches, inches, inch, inch
ha, hectares, hectare | acres, acres, acre
kg, kilograms, kilogram | lb, pounds, pound
t, tonnes, tonne | tons, tons, ton
mg, milligrams, milligram | g, grams, gram
µg, micrograms, microgram | mg, milligrams, milligram
g, grams, gram | kg, kilograms, kilogram
L, liters, litres, liter, litre | gal, gallons, gallons, gallon, gallon
mL, ml, milliliters, millilitres | L, l, liters, litres
°C, degrees Celsius | °F, degrees Fahrenheit
kcal | kJ
kW, kilowatts | MW, megawatts
MW, megawatts | GW, gigawatts
kWh, kilowatt hours | MWh, megawatt hours
MWh, megawatt hours | GWh, gigawatt hours
GWh, gigawatt hours | TWh, terawatt hours
MB, megabytes | GB, gigabytes
minutes, minute | hours, hour
seconds, second | minutes, minute
days, day | weeks, week
weeks, week | months, month
months, month | years, year
"""

# Points are a difference of percents, so that one is written for the other.
_PERCENT = "%, percent, per cent"
_POINTS = "pp, percentage points, percentage points, percentage point, points"


def exchanged(text: str, unit: Unit | None) -> list[str]:
    """Return the texts with another unit that is often written for theirs.

    A text that names no unit is in `unit`, and names the other one.

    >>> exchanged("about 5 km", None), exchanged("10 mg/L", None), exchanged("3 square miles", None)
    (['about 5 mi'], ['10 g/L', '10 µg/L'], ['3 square kilometers'])
    >>> from consistency.quantity import Units
    >>> exchanged("5", Units.standard().find("km")), exchanged("5 villages", None)
    (['5 mi'], [])
    """
    pattern, others = _table()
    return list(_put(text, unit, pattern, others))


def points(text: str, unit: Unit | None) -> list[str]:
    """Return the text in percentage points, where it is in percent.

    >>> points("up 8 per cent", None), points("8 pp", None)
    (['up 8 percentage points'], [])
    """
    names = _POINTS.split(", ")
    others = {name: [names[number]] for number, name in enumerate(_PERCENT.split(", "))}
    return list(_put(text, unit, _pattern([*others, *names]), others))


def percent(text: str, unit: Unit | None) -> list[str]:
    """Return the text in percent, where it is in percentage points.

    >>> percent("8 percentage points", None), percent("8 %", None)
    (['8 percent'], [])
    """
    names = _POINTS.split(", ")
    others = {name: ["%" if number == 0 else "percent"] for number, name in enumerate(names)}
    return list(_put(text, unit, _pattern(others), others))


def _put(text: str, unit: Unit | None, pattern: str, others: dict[str, list[str]]) -> Iterator[str]:
    found = re.search(pattern, text)
    if found is not None:
        for other in others.get(found[0], ()):
            yield text[: found.start()] + other + text[found.end() :]
    elif unit is not None:
        for other in others.get(unit.name, ()):
            yield f"{text} {other}"


@functools.cache
def _table() -> tuple[str, dict[str, list[str]]]:
    """Return what finds a unit of the table, and for each spelling those that may take its place."""
    others: dict[str, list[str]] = {}
    for line in _PAIRS.strip().splitlines():
        left, right = (side.strip().split(", ") for side in line.split("|"))
        for one, other in (*zip(left, right, strict=True), *zip(right, left, strict=True)):
            known = others.setdefault(one, [])
            # A spelling that stands for several ("miles" for both spellings of km) takes the first.
            if not any(_same_side(other, each, left, right) for each in known):
                known.append(other)
    return _pattern(others), others


def _same_side(one: str, other: str, left: list[str], right: list[str]) -> bool:
    return any(one in side and other in side for side in (left, right))


def _pattern(names: dict[str, list[str]] | list[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![\w²³])"
