"""Reading a figure as a person writes it: number, hedge or range, unit."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from consistency.problem import InputError
from consistency.quantity.hedges import Hedges
from consistency.quantity.interval import Interval
from consistency.quantity.meaning import meaning, one_number, one_range
from consistency.quantity.not_units import SOMETIMES_NOUNS
from consistency.quantity.number import decimal, whole
from consistency.quantity.numerals import FRACTION_SIGNS, MOST_DIGITS
from consistency.quantity.pairs import lacks_thousands
from consistency.quantity.parts import take_apart
from consistency.quantity.quantity import Quantity
from consistency.quantity.unit import DIMENSIONLESS, PERCENT, Unit
from consistency.quantity.units import Units
from consistency.quantity.written import number_read, signed

if TYPE_CHECKING:
    from consistency.quantity.forms import Form


def read_quantity(
    text: str, units: Units, default: Unit | None = None, hedges: Hedges | None = None
) -> Quantity:
    """Return what a written figure stands for; `default` is the unit of a text that names none.

    `hedges` are the tables that say what hedges mean; without them, the standard ones. `InputError`, with the
    offset in `text`, for what is no figure, or can be taken in several ways.

    >>> figure = read_quantity("20,000 to 31,500 fighters", Units.standard())
    >>> str(figure.typical), str(figure.widest), figure.unit.name
    ('[19950, 31550]', '[15000, 31550]', 'fighters')
    >>> read_quantity("1,30 km", Units.standard())
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: the digits of `1,30` are not in groups of three...
    """
    hedges = hedges or Hedges.standard()
    plain = _PLAIN.fullmatch(text) if len(text) <= MOST_DIGITS else None
    if plain is not None:
        quantity = _read_plain(plain, text, units, default, hedges)
        if quantity is not None:
            return quantity
    return meaning(take_apart(text, units, hedges, default), hedges)


class Understood(NamedTuple):
    """A figure with what was read in it: its number, without hedge and unit, and how it is written."""

    quantity: Quantity
    number: str
    form: Form


def understand(
    text: str, units: Units, default: Unit | None = None, hedges: Hedges | None = None
) -> Understood:
    """Return what a written figure stands for, as `read_quantity` does, and how it was understood.

    >>> figure = understand("20,000 to 31,500 fighters", Units.standard())
    >>> figure.quantity.hedge, figure.number, figure.form.name
    ('range', '20,000 to 31,500', 'A to B')
    """
    from consistency.quantity.forms import forms

    hedges = hedges or Hedges.standard()
    written = take_apart(text, units, hedges, default)
    return Understood(
        meaning(written, hedges), number_read(written), forms().get(written.form, forms()["digits"])
    )


def read_constant(text: str, units: Units) -> Quantity:
    """Return the figure that `text` is when taken exactly, as a rule's constants are.

    `InputError` for what is no figure, or is hedged or a range.

    >>> str(read_constant("30 days", Units.standard()).typical)
    '[30, 30]'
    """
    written = take_apart(text, units, Hedges.standard())
    if written.number is None or not written.is_one_number or written.hedge not in (None, "exactly"):
        raise InputError("a constant is one exact figure", "leave out the hedge or the range", written.start)
    point = Interval.point(signed(written.number.value, written.sign))
    return Quantity(written.text, written.unit, "exactly", point, point, point)


# The forms that nearly all figures have: perhaps a hedge, digits, perhaps to digits, and a unit.
_PLAIN = re.compile(
    r"\s*(?P<hedge>[^0-9\s][^0-9]*?)?\s*(?P<low>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<low_point>\.[0-9]+)?"
    r"(?:(?:\s+to\s+|\s*[-–]\s*)(?P<high>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<high_point>\.[0-9]+)?)?"
    r"(?:\s*(?P<percent>%)|\s+(?P<unit>[^\W\d_][^\d]*?))?\s*"
)


_DIGITS_OF_THOUSANDS = len(".000")

# Words that a unit may end or begin with where the figure is of another form, and the full reader's.
_OTHERS = (
    "plus odd each every old long wide deep tall high time times zero ratio points lower fewer"
    " less smaller colder cooler higher more larger greater shorter lighter narrower thinner"
    " younger cheaper longer taller heavier wider deeper thicker older bigger above below up"
    " under thick away apart across daily weekly ish pound pounds degree degrees nm dozens"
    " hundreds thousands lakhs millions crores billions trillions warmer hotter drop fall"
    " decline decrease reduction rise increase gain"
)
_OF_OTHER_FORMS = SOMETIMES_NOUNS.union(_OTHERS.split())


@functools.lru_cache(4096)
def _is_of_another_form(name: str) -> bool:
    words = name.casefold().replace("-", " ").split()
    return not _OF_OTHER_FORMS.isdisjoint(words) or not FRACTION_SIGNS.keys().isdisjoint(name)


def _read_plain(
    found: re.Match[str], text: str, units: Units, default: Unit | None, hedges: Hedges
) -> Quantity | None:
    """Read a figure of the usual form; None for what the full reader has to look at."""
    said, low, low_point, high, high_point, percent, name = found.groups()
    hedge = hedges.phrases.get(said.lower()) if said else None
    if said and (hedge is None or (high is not None and hedge.before_range == "-")):
        return None
    if percent:
        unit = PERCENT
    elif name is None:
        unit = default or DIMENSIONLESS
    else:
        if _is_of_another_form(name):
            return None
        try:
            unit = units.find(name)
        except InputError:
            return None
    if (
        _DIGITS_OF_THOUSANDS in (low_point and len(low_point), high_point and len(high_point))
        and unit.is_count
    ):
        return None
    if high is not None and high.endswith("000") and lacks_thousands(low, high):
        return None
    number = decimal(low.replace(",", "") + low_point) if low_point else whole(int(low.replace(",", "")))
    if high is None:
        return one_number(hedges, text.strip(), unit, number, hedge)
    upper = decimal(high.replace(",", "") + high_point) if high_point else whole(int(high.replace(",", "")))
    if number.steps * upper.over >= upper.steps * number.over:
        return None
    return one_range(hedges, text.strip(), unit, number, upper, hedge=hedge)
