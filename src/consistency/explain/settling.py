"""What would make a finding consistent: for each of its claims alone, where its true value would lie."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from consistency.claim import Claim
from consistency.expressions.compile import compile_statement
from consistency.expressions.room import Room, room, union
from consistency.expressions.slots import Frame, Values
from consistency.expressions.tree import Attribute, Call, Node, walk
from consistency.finding import Settlement
from consistency.period import BEGINNING, FOREVER, Bounds, Period
from consistency.period.days import civil
from consistency.quantity import Interval, Quantity, format_range
from consistency.reading import Extent, Truth
from consistency.rule import Reading

_MOST_RANGES = 3  # a reader is helped by one or two ranges, not by a list
_ZERO = Fraction(0)


class Rooms:
    """What a figure could be, by each reading that a meeting is judged by: worked out once for each field."""

    def __init__(self, readings: Sequence[Reading], frame: Frame, values: Values) -> None:
        self.readings = readings
        self.frame = frame
        self.values = values
        self._known: dict[Attribute, tuple[Room | None, ...]] = {}

    def of(self, field: Attribute) -> tuple[Room | None, ...]:
        """Return the room of a field in each reading; None where that cannot be told."""
        known = self._known.get(field)
        if known is None:
            known = self._known[field] = tuple(
                [room(reading.expression, field, self.frame, self.values) for reading in self.readings]
            )
        return known

    def has(self, field: Attribute, interval: Interval) -> bool:
        """Return whether a range, in base units, meets the room of a field, as far as that can be told."""
        return any(known is None or any(part.meets(interval) for part in known) for known in self.of(field))


def settlements(
    rooms: Rooms, roles: Sequence[tuple[int, str]], claims: Sequence[Claim]
) -> tuple[Settlement, ...]:
    """Return the changes of one field of one claim that would settle it, the last role's first.

    `roles` are those whose claims may change, each with its number.
    """
    readings, frame, values = rooms.readings, rooms.frame, rooms.values
    found: list[Settlement] = []
    for number, role in reversed(roles):
        for field in [name for owner, name in frame.fields if owner == role]:
            attribute = Attribute(role, field)
            slot = frame.slot(attribute)
            figure = values.quantities[slot]
            text: str | None = None
            if figure is not None:
                text = _figure(rooms, attribute, figure)
            elif field == "when" and isinstance(values.read[slot], Period):
                text = _days(readings, attribute, frame, values)
            if text is not None:
                found.append(Settlement(role, claims[number].id, field, text))
    return tuple(found)


def _figure(rooms: Rooms, field: Attribute, figure: Quantity) -> str | None:
    frame, values = rooms.frame, rooms.values
    ranges: list[Interval] = []
    for reading, possible in zip(rooms.readings, rooms.of(field), strict=True):
        if possible is not None:
            ranges.extend(part for part in possible if _holds(reading, field, frame, values, part))
    settled = union(_same_sign(figure, tuple(ranges)))
    if not settled or len(settled) > _MOST_RANGES:
        return None
    return " or ".join(format_range(_opened(part), figure.unit, "inward") for part in settled)


def _holds(reading: Reading, field: Attribute, frame: Frame, values: Values, part: Interval) -> bool:
    """Whether a value from the middle of the range makes the reading possible: nothing else is offered."""
    inside = _inside(part)
    tried = values.replaced(frame.slot(field), Interval.point(inside))
    return compile_statement(reading.expression, frame)(tried) in (Truth.YES, Truth.POSSIBLE)


def _inside(part: Interval) -> Fraction:
    if part.low is not None and part.high is not None:
        return part.middle
    if part.low is not None:
        return part.low + abs(part.low) + 1
    return part.high - abs(part.high) - 1 if part.high is not None else _ZERO


def _same_sign(figure: Quantity, ranges: Room) -> list[Interval]:
    """Leave out values of the other sign: a negative figure does not settle one written as positive."""
    widest = figure.interval(Extent.WIDEST)
    if widest.low is not None and widest.low >= 0:
        side = Interval(_ZERO, None, True, False)
    elif widest.high is not None and widest.high <= 0:
        side = Interval(None, _ZERO, False, True)
    else:
        side = Interval.everything()
    return [part for part in (interval.intersection(side) for interval in ranges) if part is not None]


def _opened(part: Interval) -> Interval:
    # "below 12" says that 12 itself will not do, which "0…12" would not.
    return Interval(None, part.high, False, False) if part.low == 0 and not part.high_closed else part


def _days(readings: Sequence[Reading], field: Attribute, frame: Frame, values: Values) -> str | None:
    """The days on which an event may have been; None for anything else, or where lengths of time play a part.

    How a day stands to a period changes only at the period's own bounds, so one day on each side of every
    bound stands for all days.
    """
    slot = frame.slot(field)
    own = values.read[slot]
    assert isinstance(own, Period)
    if not own.instant or any(_measures(reading.expression.tree, field) for reading in readings):
        return None
    edges = {
        bound + step
        for other, value in enumerate(values.read)
        if other != slot and isinstance(value, Period)
        for bound in _bounds(value)
        for step in (-1, 0, 1)
    }
    days = sorted(edge for edge in edges if BEGINNING + 1 < edge < FOREVER - 1)
    if not days:
        return None
    days = [days[0] - 1, *days, days[-1] + 1]
    statements = [compile_statement(reading.expression, frame) for reading in readings]

    def fits(day: int) -> bool:
        read = list(values.read)
        read[slot] = _one_day(day)
        tried = Values(read, values.quantities, values.extent, values.time)
        return any(holds(tried) in (Truth.YES, Truth.POSSIBLE) for holds in statements)

    fitting = [fits(day) for day in days]
    runs: list[tuple[int | None, int | None]] = []
    for index, (day, good) in enumerate(zip(days, fitting, strict=True)):
        if not good:
            continue
        end = None if index == len(days) - 1 else day
        if index and fitting[index - 1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((None if index == 0 else day, end))
    if not runs or len(runs) > _MOST_RANGES or runs == [(None, None)]:
        return None
    return " or ".join(_run(*run) for run in runs)


def _measures(node: Node, field: Attribute) -> bool:
    return any(
        isinstance(part, Call) and part.function in ("duration", "days_between") and field in part.arguments
        for part in walk(node)
    )


def _bounds(period: Period) -> tuple[int, ...]:
    bounds = period.typical
    return bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end


def _one_day(day: int) -> Period:
    bounds = Bounds(day, day, day + 1, day + 1)
    return Period(_iso(day), True, bounds, bounds)


def _iso(day: int) -> str:
    year, month, of_month = civil(day)
    return f"{year:04}-{month:02}-{of_month:02}"


def _run(first: int | None, last: int | None) -> str:
    if first is None:
        return f"no later than {_iso(last)}" if last is not None else "any day"
    if last is None:
        return f"no earlier than {_iso(first)}"
    return _iso(first) if first == last else f"{_iso(first)}…{_iso(last)}"
