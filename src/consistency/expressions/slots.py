"""The places in which the expressions of one rule find the values that a meeting brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from consistency.claim import Claim
from consistency.expressions.kinds import FIGURES
from consistency.expressions.tree import Attribute, Node
from consistency.period import Period
from consistency.quantity import Interval, Quantity
from consistency.reading import Extent
from consistency.value import Value


@attrs.frozen(eq=False, repr=False)
class Unknown(Value):
    """Why something cannot be decided, in words for a reader."""

    reason: str


class UndefinedError(Exception):
    """A figure has no value for a reason other than a division by zero; the message says it to a reader."""


Read = Interval | Period | tuple[str, ...] | Unknown


class Values:
    """What one meeting brings to the slots of a frame, in one extent.

    `read` holds the range, period, texts or the reason for their absence, by slot; `quantities` the figure
    itself, where the slot is one. Relations of time are judged in `time`, which differs from `extent` only
    where certainty is asked for.
    """

    __slots__ = ("extent", "quantities", "read", "time")

    def __init__(
        self, read: list[Read], quantities: list[Quantity | None], extent: Extent, time: Extent
    ) -> None:
        self.read = read
        self.quantities = quantities
        self.extent = extent
        self.time = time

    def replaced(self, slot: int, value: Interval) -> Values:
        """Return the same values with another range, at one slot."""
        read = list(self.read)
        read[slot] = value
        return Values(read, self.quantities, self.extent, self.time)


class Frame:
    """Numbers the fields that a rule's expressions read, and fetches them from the claims of a meeting.

    `compiled` keeps what has been compiled for these slots, by what it is for.
    """

    def __init__(self, roles: Sequence[str]) -> None:
        self._roles = {name: index for index, name in enumerate(roles)}
        self._names = tuple(roles)
        self._sources: list[tuple[int, str]] = []
        self._slots: dict[tuple[str, str], int] = {}
        self.fields: list[tuple[str, str]] = []
        self.compiled: dict[tuple[str, Node], Callable[[Values], object]] = {}

    def slot(self, field: Attribute) -> int:
        """Return the number of the slot of `field`; a new one at its first mention."""
        key = (field.role, field.field)
        number = self._slots.get(key)
        if number is None:
            number = self._slots[key] = len(self.fields)
            self.fields.append(key)
            self._sources.append((self._roles[field.role], field.field))
        return number

    def restated_roles(self) -> tuple[int, ...]:
        """Return the roles whose restatements (`.also`) are read, by their number."""
        return tuple(sorted({self._roles[role] for role, field in self.fields if field == "also"}))

    def fill(
        self, claims: Sequence[Claim], turns: dict[int, int], extent: Extent, time: Extent | None = None
    ) -> Values:
        """Return the values of all slots; `turns` says which restatement of which role's claim is meant."""
        read: list[Read] = []
        quantities: list[Quantity | None] = []
        for number, field in self._sources:
            claim = claims[number]
            figure: Quantity | None = None
            value: Read | None
            if field == "when":
                value = claim.when
            elif field == "said":
                value = claim.said
            elif field == "published":
                value = claim.source.published
            elif field in FIGURES:
                figure = claim.value if field == "value" else figure_of(claim, field, turns.get(number, 0))
                value = None if figure is None else figure.interval(extent)
            else:
                value = claim.texts(field) or None
            if value is None:
                value = Unknown(f"`{self._names[number]}` ({claim.id}) has no `{field}`")
            read.append(value)
            quantities.append(figure)
        return Values(read, quantities, extent, time or extent)


def figure_of(claim: Claim, field: str, turn: int = 0) -> Quantity | None:
    """Return the figure in `field` of a claim, its `turn`-th restatement for `also`; None if it has none."""
    if field == "value":
        return claim.value
    if field == "lasting":
        return claim.lasting
    if field in ("at_least", "at_most"):
        return claim.at_least if field == "at_least" else claim.at_most
    return claim.also[turn] if turn < len(claim.also) else None
