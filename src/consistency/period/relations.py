"""Which of Allen's thirteen relations can hold between two periods whose ends may be uncertain.

Names and meanings are those of Allen 1983, *Maintaining knowledge about temporal intervals* (CACM 26:11), on
half-open days: `2015` meets `2016`. An instant has no ends of its own to meet or overlap with, so an instant
on the last day before an interval is before it. A relation that people have a word for ("in", "before") is a
set of the thirteen. A set is a mask of bits, in the order of `BASIC`.
"""

from __future__ import annotations

from typing import Final

from consistency.period.value import BEGINNING, FOREVER, Bounds, Period
from consistency.reading import Extent, Truth

# Neighbours are each other's converse, which `converse` relies on.
BASIC: Final = (
    "before",
    "after",
    "meets",
    "met_by",
    "overlaps",
    "overlapped_by",
    "during",
    "contains",
    "starts",
    "started_by",
    "finishes",
    "finished_by",
    "same_period",
)

_BEFORE, _AFTER, _MEETS, _MET_BY, _OVERLAPS, _OVERLAPPED_BY = (1 << bit for bit in range(6))
_DURING, _CONTAINS, _STARTS, _STARTED_BY, _FINISHES, _FINISHED_BY, _SAME = (1 << bit for bit in range(6, 13))

RELATIONS: Final[dict[str, int]] = {
    **{name: 1 << bit for bit, name in enumerate(BASIC)},
    "within": _STARTS | _DURING | _FINISHES | _SAME,
    "precedes": _BEFORE | _MEETS,
    "follows": _AFTER | _MET_BY,
    "starts_before": _BEFORE | _MEETS | _OVERLAPS | _CONTAINS | _FINISHED_BY,
    "ends_before": _BEFORE | _MEETS | _OVERLAPS | _DURING | _STARTS,
    "disjoint": _BEFORE | _AFTER | _MEETS | _MET_BY,
}

_FORWARD = 0b0_0101_0101_0101
_BACKWARD = 0b0_1010_1010_1010


def holds(relation: str, a: Period, b: Period, extent: Extent) -> Truth:
    """Return whether `a` stands in that relation to `b` for every choice of their ends, for none or some.

    `relation` is a name in `RELATIONS`; any other raises `KeyError`.

    >>> holds("within", Period.of("2015"), Period.of("2015/2016-03"), Extent.TYPICAL)
    <Truth.YES: 'yes'>
    """
    wanted = RELATIONS[relation]
    possible = possible_relations(a, b, extent)
    if not possible & wanted:
        return Truth.NO
    return Truth.POSSIBLE if possible & ~wanted else Truth.YES


def possible_relations(a: Period, b: Period, extent: Extent) -> int:
    """Return the basic relations in which `a` can stand to `b`, each for some choice of ends; never none.

    >>> march = Period.of("2016-03", instant=True)
    >>> names(possible_relations(march, march, Extent.TYPICAL))
    ('before', 'after', 'same_period')
    """
    first = a.bounds(extent)
    second = b.bounds(extent)
    if a.instant:
        return _of_instants(first, second) if b.instant else _of_instant(first, second)
    if b.instant:
        return converse(_of_instant(second, first))
    if first.are_certain and second.are_certain:
        return _of_certain(first.earliest_start, first.latest_end, second.earliest_start, second.latest_end)
    return _of_intervals(first, second)


def certainly_ends_before(a: Period, b: Period) -> bool:
    """Return whether the last day of `a` is before that of `b`, whichever they are, at the widest.

    >>> certainly_ends_before(Period.of("2014", instant=True), Period.of("2016-02", instant=True))
    True
    >>> certainly_ends_before(Period.of("2014~"), Period.of("2015"))
    False
    """
    return a.widest.latest_end < b.widest.earliest_end


def converse(relations: int) -> int:
    """Return the relations in which `b` stands to `a` where `a` stands in these to `b`.

    >>> names(converse(RELATIONS["before"] | RELATIONS["contains"] | RELATIONS["same_period"]))
    ('after', 'during', 'same_period')
    """
    return (relations & _FORWARD) << 1 | (relations & _BACKWARD) >> 1 | relations & _SAME


def names(relations: int) -> tuple[str, ...]:
    """Return the names of the basic relations in a set.

    >>> names(RELATIONS["precedes"])
    ('before', 'meets')
    """
    return tuple(name for bit, name in enumerate(BASIC) if relations >> bit & 1)


def _of_certain(start_1: int, end_1: int, start_2: int, end_2: int) -> int:
    """Return the one relation of two intervals with known ends."""
    if end_1 <= start_2:
        return _BEFORE if end_1 < start_2 else _MEETS
    if end_2 <= start_1:
        return _AFTER if end_2 < start_1 else _MET_BY
    if start_1 < start_2:
        return _OVERLAPS if end_1 < end_2 else _CONTAINS if end_1 > end_2 else _FINISHED_BY
    if start_1 > start_2:
        return _DURING if end_1 < end_2 else _OVERLAPPED_BY if end_1 > end_2 else _FINISHES
    return _STARTS if end_1 < end_2 else _STARTED_BY if end_1 > end_2 else _SAME


def _of_intervals(a: Bounds, b: Bounds) -> int:
    """Return the relations that some choice of all four ends makes true.

    Every relation puts the four ends in one order, with ties: such a chain can be satisfied exactly if taking
    each end as early as its bound and the chain so far allow never passes its latest bound.
    """
    start_1, end_1, start_2, end_2 = a.earliest_start, a.earliest_end, b.earliest_start, b.earliest_end
    last_start_1, last_end_1, last_start_2, last_end_2 = (
        a.latest_start,
        a.latest_end,
        b.latest_start,
        b.latest_end,
    )
    possible = 0
    # Bounds are attained, so where two ends are in the right order the outer two can be.
    if end_1 < last_start_2:
        possible |= _BEFORE
    if end_2 < last_start_1:
        possible |= _AFTER
    if end_1 <= last_start_2 and start_2 <= last_end_1:
        possible |= _MEETS
    if end_2 <= last_start_1 and start_1 <= last_end_2:
        possible |= _MET_BY
    # The nine that share a day: by the order of the starts, then, after the later start, of the ends.
    later = start_1 + 1 if start_1 >= start_2 else start_2
    if later <= last_start_2:
        possible |= _by_ends(later, a, b, (_OVERLAPS, _FINISHED_BY, _CONTAINS))
    later = start_2 + 1 if start_2 >= start_1 else start_1
    if later <= last_start_1:
        possible |= _by_ends(later, a, b, (_DURING, _FINISHES, _OVERLAPPED_BY))
    later = max(start_2, start_1)
    if later <= last_start_1 and later <= last_start_2:
        possible |= _by_ends(later, a, b, (_STARTS, _SAME, _STARTED_BY))
    return possible


def _by_ends(start: int, a: Bounds, b: Bounds, relations: tuple[int, int, int]) -> int:
    """Return which relations hold for some ends after `start`.

    `relations` are those for a's end being the earlier, the same and the later.
    """
    earlier, same, later = relations
    end_1 = a.earliest_end if a.earliest_end > start else start + 1
    end_2 = b.earliest_end if b.earliest_end > start else start + 1
    last_1 = a.latest_end
    last_2 = b.latest_end
    possible = 0
    if end_1 <= last_1 and end_2 <= last_2:
        if end_1 < last_2:
            possible |= earlier
        if end_1 <= last_2 and end_2 <= last_1:
            possible |= same
        if end_2 < last_1:
            possible |= later
    return possible


def _of_instants(a: Bounds, b: Bounds) -> int:
    """Return the relations of two unknown days: one is before the other, or they are the same."""
    possible = 0
    if a.earliest_start < b.latest_start:
        possible |= _BEFORE
    if b.earliest_start < a.latest_start:
        possible |= _AFTER
    if a.earliest_start <= b.latest_start and b.earliest_start <= a.latest_start:
        possible |= _SAME
    return possible


def _of_instant(day: Bounds, b: Bounds) -> int:
    """Return the relations of one unknown day to an interval: its first day, its last, both or neither."""
    # No day is the first or last of what has no beginning or end.
    first = max(day.earliest_start, BEGINNING + 1)
    last = min(day.latest_start, FOREVER - 2)
    possible = 0
    if first < b.latest_start:
        possible |= _BEFORE
    if last >= b.earliest_end:
        possible |= _AFTER
    # What remains of the day's range where the interval starts on the day, or earlier; ends on it, or later.
    on_start_first, on_start_last = max(first, b.earliest_start), min(last, b.latest_start)
    after_start_first = max(first, b.earliest_start + 1)
    on_end_first, on_end_last = b.earliest_end - 1, b.latest_end - 1
    before_end_last = b.latest_end - 2
    if max(on_start_first, on_end_first) <= min(on_start_last, on_end_last):
        possible |= _SAME
    if on_start_first <= min(on_start_last, before_end_last):
        possible |= _STARTS
    if max(after_start_first, on_end_first) <= min(last, on_end_last):
        possible |= _FINISHES
    if after_start_first <= min(last, before_end_last):
        possible |= _DURING
    return possible
