"""How the first step is found to which a rule objects."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction

from consistency.claim import Claim
from consistency.finding import Judgement
from consistency.match import MeetsTooOften
from consistency.net import Net
from consistency.perturb.alike import Alike
from consistency.perturb.moves import Move
from consistency.perturb.shifting import Shift
from consistency.perturb.steady import Steady
from consistency.slips.fields import figure_at

Refused = tuple[MeetsTooOften, ...]
"""Why rules refuse to judge a change."""

SCANNED = 64
"""How many steps are tried one by one of what does not move steadily. Farther off, each step is twice the
last, and what lies between is halved until one step remains: a rule that objects to less than a doubling, and
no more beyond, is missed."""


class Shapes:
    """What spares a search steps, worked out once for a net."""

    def __init__(self, net: Net) -> None:
        self.steady = Steady(net)
        self.alike = Alike(net)


class Search:
    """Looks for the first step in one direction to which a rule objects, or that a rule refuses to judge.

    `refused` are the rules that do, where they end the search.
    """

    def __init__(self, net: Net, shift: Shift, shapes: Shapes, sign: int, *, strained: bool) -> None:
        self._net = net
        self._shift = shift
        self._sign = sign
        self._strained = strained
        self._known: dict[int, bool] = {}
        self._most = shift.up if sign > 0 else shift.down
        self.move: Move | None = None
        self.refused: Refused = ()
        self._alike = shapes.alike
        self._told: dict[Hashable, bool] = {}
        self._steady = shapes.steady
        self._watching: Sequence[Judgement] | None = None
        if self._steady.is_steady(shift, sign, strained=strained):
            self._watching = self._steady.watching(shift.spot.claim)
            first = self._steadily()
        else:
            first = self._stepwise()
        if first is None:
            return
        moved = shift.to(sign * first)
        assert moved is not None
        stopped = self._judged(moved)
        if isinstance(stopped, Judgement):
            self.move = self._made(first, stopped)
        elif stopped is not None:
            self.refused = stopped

    @property
    def farthest(self) -> str:
        """The last text that was tried before anything stopped it; empty where there is none."""
        tried = [
            steps
            for steps, stops in self._known.items()
            if not stops and self._shift.to(self._sign * steps) is not None
        ]
        return self._shift.text(self._sign * max(tried)) if tried else ""

    def _stepwise(self) -> int | None:
        """Return the first step that is stopped, where nothing is known of those beyond it."""
        for steps in range(1, min(self._most, SCANNED) + 1):
            if self._stops(steps):
                return steps
        free = SCANNED
        for far in self._far_off():
            if self._stops_here_or_next(far):
                return self._between(free, far)
            free = far
        return None

    def _steadily(self) -> int | None:
        """Return the first step that is stopped, where all beyond it are.

        All but round numbers, which allow more than their neighbours do: `_stops_here_or_next` sees to them.
        For the same reason the first steps are tried one by one, where what is written is rounder than they.
        """
        if not self._most:
            return None
        near = self._roundness()
        for steps in range(1, near + 1):
            if self._stops(steps):
                return steps
        if self._is_unread(self._most):
            return self._unsteadily()
        self._watch_those_that_stop()
        if near >= self._most or not (self._stops(self._most) or self._stops(self._most - 1)):
            return None
        free, far = near, min(2 * near, self._most)
        while far < self._most and not self._stops_here_or_next(far):
            if self._is_unread(far):
                return self._unsteadily()
            free, far = far, min(2 * far, self._most)
        return self._between(free, far)

    def _watch_those_that_stop(self) -> None:
        """Watch only the meetings that object at the end: all else never does."""
        assert self._watching is not None
        ends = [self._shift.to(self._sign * steps) for steps in (self._most, self._most - 1)]
        self._watching = [
            each
            for each in self._watching
            if any(end and self._steady.objects([each], end, strained=self._strained) for end in ends)
        ]

    def _unsteadily(self) -> int | None:
        """Return the first step that is stopped, where some far off cannot be read: each is judged whole."""
        self._watching = None
        return self._stepwise()

    def _roundness(self) -> int:
        """Return after how many steps, at least one, what is meant reaches as far as it did to begin with."""
        ends = self._ends(0)
        for steps in range(1, self._most):
            there = self._ends(steps)
            if there is None or ends is None:
                continue
            if all(
                was is None or (now is not None and self._sign * (now - was) >= 0)
                for now, was in zip(there, ends, strict=True)
            ) or any(now is None for now in there):
                return steps
        return self._most

    def _ends(self, steps: int) -> tuple[Fraction | None, ...] | None:
        """Return how far what is usually meant, and all that is allowed, reaches on the side moved to."""
        moved = self._shift.to(self._sign * steps)
        figure = None if moved is None else figure_at(moved, *self._shift.spot[1:])
        if figure is None:
            return None
        return tuple([each.high if self._sign > 0 else each.low for each in (figure.typical, figure.widest)])

    def _is_unread(self, steps: int) -> bool:
        """Whether nothing can be read there, nor one step on or back."""
        return all(
            self._shift.to(self._sign * near) is None
            for near in (steps, min(steps + 1, self._most), steps - 1)
        )

    def _between(self, free: int, far: int) -> int:
        """Return the first step that is stopped, of those beyond `free` and up to `far` or the next."""
        while far - free > 1:
            middle = (free + far) // 2
            if self._stops_here_or_next(middle):
                far = middle
            else:
                free = middle
        return far if self._stops(far) else far + 1

    def _far_off(self) -> list[int]:
        """Return the steps tried far off: each twice the last, or, towards zero, half as far from it."""
        most = self._most
        tried = {min(SCANNED << times, most) for times in range(1, most.bit_length())}
        if self._sign < 0:
            tried |= {most - (most >> times) for times in range(1, most.bit_length())}
        return sorted(steps for steps in tried if steps > SCANNED)

    def _stops_here_or_next(self, steps: int) -> bool:
        # A round number allows more than its neighbours do, and the next one is not round.
        return self._stops(steps) or (
            steps < self._most and self._shift.is_round(self._sign * steps) and self._stops(steps + 1)
        )

    def _stops(self, steps: int) -> bool:
        """Whether a meeting is judged worse so many steps away, or a rule refuses to judge it."""
        if steps not in self._known:
            self._known[steps] = self._tried(steps)
        return self._known[steps]

    def _tried(self, steps: int) -> bool:
        moved = self._shift.to(self._sign * steps)
        if moved is None:
            return False
        if self._watching is not None:
            return self._steady.objects(self._watching, moved, strained=self._strained)
        alike = self._alike.of(moved, self._shift.spot.field)
        if alike is None:
            return self._judged(moved) is not None
        if alike not in self._told:
            self._told[alike] = self._judged(moved) is not None
        return self._told[alike]

    def _judged(self, moved: Claim) -> Judgement | Refused | None:
        change = self._net.changed(moved)
        worse: Sequence[Judgement] = change.worse or (change.strained if self._strained else ())
        return worse[0] if worse else change.refused or None

    def _made(self, first: int, judgement: Judgement) -> Move:
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
