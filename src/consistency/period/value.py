"""What a period is: the days on which it may start and end, in two readings."""

from __future__ import annotations

import attrs

from consistency.reading import Extent
from consistency.value import Value

BEGINNING = -(10**9)
FOREVER = 10**9

_TYPICAL = Extent.TYPICAL


@attrs.frozen(repr=False)
class Bounds(Value):
    """The days between which a period starts, and those between which it ends.

    Days are numbered as `datetime.date.toordinal` does. Ends are half-open: an end is the day after the last
    day, so that a period which ends where another starts meets it. Each bound is one that some choice of
    start and end attains, and a start comes before an end: anything else is a bug and raises `ValueError`.
    `BEGINNING` and `FOREVER` stand for no bound.
    """

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int

    def __attrs_post_init__(self) -> None:
        if not (
            self.earliest_start <= self.latest_start < self.latest_end
            and self.earliest_start < self.earliest_end <= self.latest_end
        ):
            raise ValueError(f"no period has the bounds {attrs.astuple(self)}")

    @classmethod
    def narrowed(cls, earliest_start: int, latest_start: int, earliest_end: int, latest_end: int) -> Bounds:
        """Return the bounds of what is left of two ranges of days where a start comes before an end.

        >>> Bounds.narrowed(1, 9, 1, 5)
        Bounds(1, 4, 2, 5)
        """
        return cls(
            earliest_start,
            min(latest_start, latest_end - 1),
            max(earliest_end, earliest_start + 1),
            latest_end,
        )

    @property
    def are_certain(self) -> bool:
        """Whether both the start and the end are known to the day (or known to be open)."""
        return self.earliest_start == self.latest_start and self.earliest_end == self.latest_end


@attrs.frozen(repr=False)
class Period(Value):
    """A date or an interval as written, and what it means.

    An `instant` is one unknown day between its bounds (an event, a level at a time): its end is the day after
    its start, whichever day that is. Any other period starts and ends independently within its bounds.
    `typical` is how readers take what was written, `widest` is the most that it allows; the second encloses
    the first.
    """

    text: str
    instant: bool
    typical: Bounds
    widest: Bounds

    @classmethod
    def of(cls, text: str, *, instant: bool = False) -> Period:
        """Read a period from EDTF text; `InputError` where it is none. See `read_period`.

        >>> Period.of("2015").typical == Period.of("2015-01/2015-12").typical
        True
        """
        # Imported late because it makes periods, and so imports this module.
        from consistency.period.written import read_period

        return read_period(text, instant=instant)

    def bounds(self, extent: Extent) -> Bounds:
        """Return the bounds in that reading."""
        return self.typical if extent is _TYPICAL else self.widest

    @property
    def key(self) -> tuple[tuple[int, int, int, int], tuple[int, int, int, int], bool, str]:
        """What periods are sorted by: their typical bounds, then all else that tells them apart."""
        return _bounds_key(self.typical), _bounds_key(self.widest), self.instant, self.text

    def __str__(self) -> str:
        return self.text


def _bounds_key(bounds: Bounds) -> tuple[int, int, int, int]:
    return bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end
