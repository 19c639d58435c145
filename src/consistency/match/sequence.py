"""Which claims follow one another in time, where restatements and doubt leave that certain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from consistency.claim import Claim


class Series:
    """Claims in the order of the ends of their `when`, those that restate one another in one place.

    A place is before another when all its claims certainly end before all of the other's. A step leads to
    another place with none in between; so two claims that cannot be told apart in time are both next after
    the same claim, and neither is next after the other. Every claim must have a `when`.
    """

    __slots__ = ("_next", "_places")

    def __init__(self, claims: Sequence[Claim], numbers: Sequence[int]) -> None:
        spans = []
        for place in _places(claims, numbers):
            periods = [period.widest for n in place if (period := claims[n].when)]
            earliest_end = min([period.earliest_end for period in periods])
            spans.append((earliest_end, max([period.latest_end for period in periods]), place))
        spans.sort()
        self._places = [place for _, _, place in spans]
        # By the earliest end of a place, those after X are a tail of the list; those of them that no other
        # of them is before are the head of that tail which ends no later than any of it must have ended.
        earliest = [low for low, _, _ in spans]
        soonest = list(accumulate((high for _, high, _ in reversed(spans)), min))[::-1]
        self._next = []
        for _, high, _ in spans:
            start = bisect_right(earliest, high)
            stop = bisect_right(earliest, soonest[start]) if start < len(spans) else start
            self._next.append(range(start, stop))

    def count(self, length: int) -> int:
        """Return how many chains of `length` claims, each a step from the last, there are."""
        sizes = [len(place) for place in self._places]
        ways = sizes
        for _ in range(length - 1):
            before = [0, *accumulate(ways)]
            ways = [
                size * (before[after.stop] - before[after.start])
                for size, after in zip(sizes, self._next, strict=True)
            ]
        return sum(ways)

    def chains(self, length: int) -> Iterator[tuple[int, ...]]:
        """Yield the claim numbers of every such chain."""
        yield from self._chains(range(len(self._places)), length)

    def _chains(self, places: Sequence[int], length: int) -> Iterator[tuple[int, ...]]:
        for place in places:
            if length == 1:
                for n in self._places[place]:
                    yield (n,)
            else:
                for rest in self._chains(self._next[place], length - 1):
                    for n in self._places[place]:
                        yield (n, *rest)


def _places(claims: Sequence[Claim], numbers: Sequence[int]) -> list[list[int]]:
    """Return the claims by place: alone, or with all that they restate directly or through one another."""
    restating = [n for n in numbers if "restates" in claims[n].links]
    if not restating:
        return [[n] for n in numbers]
    place_of = {n: [n] for n in numbers}
    by_id = {claims[n].id: n for n in numbers}
    for n in restating:
        for restated in claims[n].links["restates"]:
            other = by_id.get(restated)
            if other is not None and place_of[n] is not place_of[other]:
                small, large = sorted((place_of[n], place_of[other]), key=len)
                large.extend(small)
                place_of.update(dict.fromkeys(small, large))
    return [sorted(place) for n, place in place_of.items() if place[0] == n]
