"""When things are: dates and intervals in EDTF, how they stand to one another, and how long they last."""

from consistency.period.counting import WEEKDAYS, days_between, duration, weekday
from consistency.period.relations import (
    BASIC,
    RELATIONS,
    certainly_ends_before,
    converse,
    holds,
    names,
    possible_relations,
)
from consistency.period.value import BEGINNING, FOREVER, Bounds, Period
from consistency.period.written import is_period, read_period

__all__ = [
    "BASIC",
    "BEGINNING",
    "FOREVER",
    "RELATIONS",
    "WEEKDAYS",
    "Bounds",
    "Period",
    "certainly_ends_before",
    "converse",
    "days_between",
    "duration",
    "holds",
    "is_period",
    "names",
    "possible_relations",
    "read_period",
    "weekday",
]
