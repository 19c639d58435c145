"""Claims near in time, taken together: what a condition on times rules out for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from consistency.expressions.slots import Read, Unknown, Values
from consistency.expressions.tree import (
    And,
    Attribute,
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Not,
    Number,
    Or,
    children,
)
from consistency.period import RELATIONS, Bounds, Period
from consistency.reading import Extent

if TYPE_CHECKING:
    from consistency.match.conditions import Pair

# How many claims stand together, and how many blocks of them in a larger one: of some thousands, a few dozen
# are looked at to find those near a time.
_SIZE = 8

_Member = TypeVar("_Member")

_TIMES = ("when", "said")
_COMPARED = (And, Or, Not, Comparison, Call, Number, Constant, Negative)
_ABSENT = Unknown("asked of single claims only")


class Block(NamedTuple):
    """Claims by their numbers, or smaller blocks of them, and what these bring to a pair's roles together.

    `hulls` has for either role what is known of all the claims.
    """

    numbers: list[int]
    parts: Sequence[Block] = ()
    hulls: tuple[Values | None, Values | None] = (None, None)


def blocks(pair: Pair, numbers: Collection[int], role: int) -> list[Block]:
    """Return claims for role 0 or 1 of a pair in blocks, those near in time in one.

    All are in one where the conditions on the pair do not rest on times.
    """
    if not pair.timed:
        return [Block(list(numbers))]
    ordered = sorted(numbers, key=lambda number: _time(pair.widest(number, role)))
    made = [_block(pair, part, []) for part in _shared_out(ordered)]
    while len(made) > _SIZE:
        made = [
            _block(pair, [number for block in part for number in block.numbers], part)
            for part in _shared_out(made)
        ]
    return made


def _shared_out(members: list[_Member]) -> list[list[_Member]]:
    return [members[start : start + _SIZE] for start in range(0, len(members), _SIZE)]


def _block(pair: Pair, numbers: list[int], parts: list[Block]) -> Block:
    return Block(numbers, parts, (_hull(pair, numbers, 0), _hull(pair, numbers, 1)))


def is_timed(node: Node) -> bool:
    """Return whether a statement rests on how times lie, or how many days apart, and on nothing else.

    What is certain, or impossible, of a period is so of each that it encloses; that holds for these.
    """
    if isinstance(node, Attribute):
        return node.field in _TIMES
    if isinstance(node, Call) and node.function not in RELATIONS and node.function != "days_between":
        return False
    return isinstance(node, _COMPARED) and all(map(is_timed, children(node)))


def _time(brought: Values) -> tuple[int, int, int]:
    """Return what claims are put in order by: whether their first time is an instant, and its ends."""
    for read in brought.read:
        if isinstance(read, Period):
            return int(read.instant), read.widest.earliest_start, read.widest.latest_end
    return -1, 0, 0


def _hull(pair: Pair, numbers: Sequence[int], role: int) -> Values | None:
    """Return for each time that is asked for one that encloses those of all the claims; None without one."""
    columns = zip(*[pair.widest(number, role).read for number in numbers], strict=True)
    read: list[Read] = []
    for field, held in zip(pair.fields(role), columns, strict=True):
        enclosing = _enclosing(held) if field in _TIMES else _ABSENT
        if enclosing is None:
            return None
        read.append(enclosing)
    return Values(read, [None] * len(read), Extent.WIDEST, Extent.WIDEST)


def _enclosing(times: Sequence[Read]) -> Period | None:
    """Return a period whose ends can be wherever those of any of these can be; None if one has none."""
    periods = [time for time in times if isinstance(time, Period)]
    kinds = {period.instant for period in periods}
    if len(periods) < len(times) or len(kinds) > 1:
        return None
    bounds = [period.widest for period in periods]
    widest = Bounds(
        min([each.earliest_start for each in bounds]),
        max([each.latest_start for each in bounds]),
        min([each.earliest_end for each in bounds]),
        max([each.latest_end for each in bounds]),
    )
    return Period("", kinds.pop(), widest, widest)
