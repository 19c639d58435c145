"""What is known of how far figures and dates can move before a rule objects."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import attrs

from consistency.match import MeetsTooOften
from consistency.perturb.spot import Spot
from consistency.slips.fields import DATE_FIELDS
from consistency.value import Record

_DAYS_OF = {"1 day": Fraction(1), "1 month": Fraction(1461, 48), "1 year": Fraction(1461, 4)}
"""How many days a step of a date has, on the average of the Julian calendar: for what is drawn and sorted."""


@attrs.frozen(eq=False, repr=False)
class Move(Record):
    """How far a figure or date can move in one direction.

    For `steps` steps no rule objects, up to the text `last`; one readable step more, at the text `to`, the
    first to object is `rule` of `rule_set`, in its meeting of `claims`. `share` is the free movement as a
    share of the figure: None for dates, and for zero.
    """

    steps: int
    last: str
    to: str
    share: Fraction | None
    rule: str
    rule_set: str
    claims: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Moves(Record):
    """How far a figure or date, written as `written`, can move either way; None where nothing objects.

    `step` is what one step is, `meets` how many meetings its claim takes part in, and `up_tried` and
    `down_tried` are the last texts that were tried where nothing objects: empty where nothing was.
    `contradicted` are the rules, as (set, id), that its claim contradicts as it is written: they cannot
    object to a movement any more. `up_refused` and `down_refused` are the rules that would meet too often
    farther on: whether they would object there is not known.
    """

    spot: Spot
    written: str
    step: str
    up: Move | None
    down: Move | None
    meets: int
    up_tried: str = ""
    down_tried: str = ""
    contradicted: tuple[tuple[str, str], ...] = ()
    up_refused: tuple[MeetsTooOften, ...] = ()
    down_refused: tuple[MeetsTooOften, ...] = ()

    @property
    def claim_id(self) -> str:
        """The full id of the claim."""
        return self.spot.claim

    @property
    def field(self) -> str:
        """The field that it stands in."""
        return self.spot.field

    @property
    def is_date(self) -> bool:
        """Whether it is a date, and no figure."""
        return self.spot.field in DATE_FIELDS

    @property
    def is_guarded(self) -> bool:
        """Whether a rule objects in one direction at least."""
        return self.up is not None or self.down is not None

    @property
    def days(self) -> Fraction | None:
        """How many days a step of a date has, on the average; None for a figure."""
        return _DAYS_OF[self.step] if self.is_date else None

    @property
    def slack(self) -> Fraction | None:
        """The smaller of the free movements, as a share of the figure; None where there is none such."""
        shares = [move.share for move in (self.up, self.down) if move is not None and move.share is not None]
        return min(shares, default=None)


class Unmoved(NamedTuple):
    """A figure or date, written as `written`, that cannot be moved so ("dozens"), and why."""

    spot: Spot
    written: str
    reason: str


@attrs.frozen(eq=False, repr=False)
class Guard(Record):
    """How far all figures and dates of some claims can move, in the order of the claims.

    Each of them stands either in `moves` or in `unmoved`.
    """

    moves: tuple[Moves, ...]
    unmoved: tuple[Unmoved, ...] = ()

    @property
    def guarded(self) -> int:
        """How many of them a rule guards."""
        return sum(each.is_guarded for each in self.moves)

    @property
    def unguarded(self) -> int:
        """How many of them nothing guards."""
        return len(self.moves) - self.guarded

    @property
    def refused(self) -> tuple[MeetsTooOften, ...]:
        """Why movements could not be judged to their end: each rule once that would meet too often."""
        errors = [error for each in self.moves for error in (*each.up_refused, *each.down_refused)]
        return tuple({(error.rule.rule_set, error.rule.id): error for error in errors}.values())

    @property
    def median_slack(self) -> Fraction | None:
        """The middle of the slacks of all guarded figures; None where there are none."""
        slacks = sorted(each.slack for each in self.moves if each.slack is not None)
        if not slacks:
            return None
        half = len(slacks) // 2
        return slacks[half] if len(slacks) % 2 else (slacks[half - 1] + slacks[half]) / 2

    def weakest(self) -> tuple[Moves, ...]:
        """Return the moves sorted: what nothing guards, then what moves farthest; dates after figures."""
        return tuple(sorted(self.moves, key=_weakness))


def _weakness(moves: Moves) -> tuple[object, ...]:
    slack = moves.slack
    if moves.days is not None:
        slack = moves.days * min(
            [move.steps for move in (moves.up, moves.down) if move is not None], default=0
        )
    return (moves.is_guarded, moves.is_date, 0 if slack is None else -slack, *moves.spot)
