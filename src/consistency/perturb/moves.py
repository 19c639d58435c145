"""How far each figure and date can move before a rule objects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

import attrs

from consistency.claim import Claim
from consistency.finding import Judgement
from consistency.net import Net
from consistency.perturb.shifting import DATE_FIELDS, Shift, Spot, spots
from consistency.slips import Reread
from consistency.value import Record

SCANNED = 64
"""How many steps are tried one by one. Farther off, each step is twice the last, and what lies between is
halved until one step remains: a rule that objects to less than a doubling, and no more beyond, is missed."""


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
    """

    spot: Spot
    written: str
    step: str
    up: Move | None
    down: Move | None
    meets: int
    up_tried: str = ""
    down_tried: str = ""

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
    def slack(self) -> Fraction | None:
        """The smaller of the free movements, as a share of the figure; None where there is none such."""
        shares = [move.share for move in (self.up, self.down) if move is not None and move.share is not None]
        return min(shares, default=None)


@attrs.frozen(eq=False, repr=False)
class Guard(Record):
    """How far all figures and dates of some claims can move, in the order of the claims.

    `unmoved` are those that are written in a way that cannot be moved ("dozens").
    """

    moves: tuple[Moves, ...]
    unmoved: tuple[Spot, ...] = ()

    @property
    def guarded(self) -> int:
        """How many of them a rule guards."""
        return sum(each.is_guarded for each in self.moves)

    @property
    def unguarded(self) -> int:
        """How many of them nothing guards."""
        return len(self.moves) - self.guarded

    @property
    def median_slack(self) -> Fraction | None:
        """The middle of the slacks of all guarded figures; None where there are none."""
        slacks = sorted(each.slack for each in self.moves if each.slack is not None)
        if not slacks:
            return None
        half = len(slacks) // 2
        return slacks[half] if len(slacks) % 2 else (slacks[half - 1] + slacks[half]) / 2

    def weakest(self) -> tuple[Moves, ...]:
        """Return the moves sorted: what nothing guards, then by the largest slack; dates after figures."""
        return tuple(sorted(self.moves, key=_weakness))


def _weakness(moves: Moves) -> tuple[object, ...]:
    slack = moves.slack
    return (moves.is_guarded, moves.is_date, 0 if slack is None else -slack, *moves.spot)


def guarded(
    net: Net,
    reread: Reread,
    *,
    strained: bool = False,
    quoted: bool = False,
    only: Collection[str] | None = None,
) -> Guard:
    """Return how far every figure and date can move, or those of the claims `only`, by id. See `moves`."""
    found: list[Moves] = []
    unmoved: list[Spot] = []
    for spot in spots(net.claims[id] for id in (net.claims if only is None else only)):
        claim = net.claims[spot.claim]
        moved = moves(net, claim, spot.field, reread, spot.number, strained=strained, quoted=quoted)
        if moved is None:
            unmoved.append(spot)
        else:
            found.append(moved)
    return Guard(tuple(found), tuple(unmoved))


def moves(
    net: Net,
    claim: Claim,
    field: str,
    reread: Reread,
    number: int = 0,
    *,
    strained: bool = False,
    quoted: bool = False,
) -> Moves | None:
    """Return how far the figure or date in a field can move; None where it cannot be moved as it is written.

    A rule objects where a verdict becomes contradicted; with `strained`, also where one becomes strained. The
    claim's quote is left out, as its document would then say something else, unless `quoted` keeps it.
    """
    shift = Shift(claim, Spot(claim.id, field, number), reread, quoted=quoted)
    if not shift.is_possible:
        return None
    up, down = (_Search(net, shift, sign, strained=strained) for sign in (1, -1))
    return Moves(
        shift.spot,
        shift.written,
        shift.step,
        up.move,
        down.move,
        len(net.of(claim.id)),
        "" if up.move else up.farthest,
        "" if down.move else down.farthest,
    )


class _Search:
    """Looks for the first step in one direction to which a rule objects."""

    def __init__(self, net: Net, shift: Shift, sign: int, *, strained: bool) -> None:
        self._net = net
        self._shift = shift
        self._sign = sign
        self._strained = strained
        self._known: dict[int, Judgement | None] = {}
        self._most = shift.up if sign > 0 else shift.down
        first = self._first()
        self.move = None if first is None else self._made(first)

    @property
    def farthest(self) -> str:
        """The last text that was tried; empty where there is none."""
        tried = [steps for steps in self._known if self._shift.to(self._sign * steps) is not None]
        return self._shift.text(self._sign * max(tried)) if tried else ""

    def _first(self) -> int | None:
        near = range(1, min(self._most, SCANNED) + 1)
        for steps in near:
            if self._objection(steps) is not None:
                return steps
        free = SCANNED
        for far in self._far_off():
            if self._objects_here_or_next(far):
                break
            free = far
        else:
            return None
        while far - free > 1:
            middle = (free + far) // 2
            if self._objects_here_or_next(middle):
                far = middle
            else:
                free = middle
        return far if self._objection(far) is not None else far + 1

    def _far_off(self) -> list[int]:
        """Return the steps tried far off: each twice the last, or, towards zero, half as far from it."""
        most = self._most
        tried = {min(SCANNED << times, most) for times in range(1, most.bit_length())}
        if self._sign < 0:
            tried |= {most - (most >> times) for times in range(1, most.bit_length())}
        return sorted(steps for steps in tried if steps > SCANNED)

    def _objects_here_or_next(self, steps: int) -> bool:
        # A round number allows more than its neighbours do, and the next one is not round.
        return self._objection(steps) is not None or (
            steps < self._most and self._objection(steps + 1) is not None
        )

    def _objection(self, steps: int) -> Judgement | None:
        """Return the first meeting that is judged worse so many steps away."""
        if steps not in self._known:
            self._known[steps] = self._found(steps)
        return self._known[steps]

    def _found(self, steps: int) -> Judgement | None:
        moved = self._shift.to(self._sign * steps)
        if moved is None:
            return None
        change = self._net.changed(moved)
        worse: Sequence[Judgement] = change.worse or (change.strained if self._strained else ())
        return worse[0] if worse else None

    def _made(self, first: int) -> Move:
        judgement = self._known[first]
        assert judgement is not None
        rule = judgement.meeting.rule
        last = first - 1
        while last and self._shift.to(self._sign * last) is None:
            last -= 1
        return Move(
            last,
            self._shift.text(self._sign * last),
            self._shift.text(self._sign * first),
            self._shift.share(last),
            rule.id,
            rule.rule_set,
            tuple([claim.id for claim in judgement.meeting.claims]),
        )
