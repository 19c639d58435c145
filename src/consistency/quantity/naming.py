"""The words that follow a number, as the name of its unit."""

from __future__ import annotations

import re

from consistency.quantity.rates import REGULARLY, rate_of_words
from consistency.quantity.unit import Unit

# "62-country coalition", "nine-month siege": what is counted is joined to the number; a noun may follow.
_JOINED = r"-([^\W\d_]+)(?:-(?:old|long|wide|high|deep|tall|thick))?(?: [^\W\d_]+)?"
_OLD = r"(?i)(.*[^\W\d_]) (?:old|of age|long|wide|deep|tall|high|thick|away|apart|across)"


def unit_name(text: str, currency: str) -> str:
    """Return the name of the unit that words after a number and the sign of a currency before it make.

    >>> unit_name("a person", "$"), unit_name("deaths a day", ""), unit_name("-month siege", "")
    ('$ per person', 'deaths per day', 'month')
    """
    if text[:1] == "-":
        joined = re.fullmatch(_JOINED, text)
        if joined is not None:
            text = joined[1]
    elif " " in text:
        text = _of_words(text)
    elif not currency and text.lower() in REGULARLY:
        text = f"per {REGULARLY[text.lower()]}"
    return f"{currency} {text}".strip()


def _of_words(text: str) -> str:
    """Return the name that several words make."""
    rate = rate_of_words(text)
    old = re.fullmatch(_OLD, text)
    return old[1] if old is not None and rate == text else rate


def named(unit: Unit) -> str:
    """Return a unit as messages name it.

    >>> from consistency.quantity.unit import DIMENSIONLESS, PERCENT
    >>> named(PERCENT), named(DIMENSIONLESS)
    ('`%`', 'a plain number')
    """
    return f"`{unit.name}`" if unit.name else "a plain number"
