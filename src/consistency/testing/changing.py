"""Strategies for changed facts: figures and dates moved so far or farther, and the slips that people make."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from hypothesis import reject
from hypothesis import strategies as st

from consistency.claim import Claim
from consistency.period import Period
from consistency.perturb import ALL_OPERATORS, Spot, all_slips
from consistency.problem import InputError, closest
from consistency.quantity import Quantity, Units, read_constant
from consistency.slips import Slip
from consistency.testing.case import Case, Edit

SLACK = "slack"
"""As `within` and `beyond`: as far as the rules let a figure move before one of them objects."""

_DATES = ("when", "said")

_FREE = 1_000
"""How many steps a figure is moved that may move as far as it likes."""
_FARTHER = 10
"""How many times as far as it must a figure is moved at most."""


class _Reach(NamedTuple):
    """How many steps a figure or date may be moved, at least and at most, up and down; 0 for not at all."""

    spot: Spot
    up: tuple[int, int]
    down: tuple[int, int]


def perturbed(
    facts: Case,
    *,
    within: str | Sequence[str] | None = None,
    beyond: str | Sequence[str] | None = None,
    at_once: int = 1,
) -> st.SearchStrategy[Case]:
    """Return a strategy of the facts with figures or dates moved, as they are written, by whole steps.

    A step is one unit of the last place written: 1,000 of "21,000", a month of "2016-03". `within="2 %"`
    moves figures by at most that share of themselves, `within="3 days"` dates by at most that; `beyond`
    moves by more. `"slack"` stands for how far a figure can move before a rule objects: within it nothing
    gets worse, and `beyond="slack"` is one step beyond it. Up to `at_once` figures and dates are moved; the
    slack is that of each alone. They shrink to one figure that is moved by the fewest steps, up rather than
    down. A claim whose figure is moved has no quote: its document would say something else.
    """
    if (within is None) is (beyond is None):
        raise ValueError("say how far the facts are moved: within=… or beyond=…")
    case = facts.settled()
    asked = within if within is not None else beyond
    assert asked is not None
    limits = _Limits([asked] if isinstance(asked, str) else asked, case.origin.facts.units)

    @functools.cache
    def reaches() -> Sequence[_Reach]:
        reach = limits.within if within is not None else limits.beyond
        found = [
            made for spot in case.origin.spots for made in [reach(case, spot)] if any((*made.up, *made.down))
        ]
        if not found:
            told = f"within {within}" if within is not None else f"beyond {beyond}"
            raise ValueError(f"no figure and no date of the facts can be moved {told}")
        return found

    return _moved(case, reaches, at_once)


@st.composite
def _moved(draw: st.DrawFn, case: Case, reaches: Callable[[], Sequence[_Reach]], at_once: int) -> Case:
    found = reaches()
    chosen = draw(
        st.lists(st.sampled_from(found), min_size=1, max_size=min(at_once, len(found)), unique=True)
    )
    origin = case.origin
    for reach in chosen:
        claim = case.claims[reach.spot.claim]
        other = origin.shifted(claim, reach.spot, draw(_steps(reach)))
        if other is None:
            reject()
        case = case.changed([other], [_edit(claim, other, reach.spot)])
    return case


def _steps(reach: _Reach) -> st.SearchStrategy[int]:
    up, down = reach.up, reach.down
    sides = [st.integers(max(up[0], 1), up[1])] if up[1] else []
    if down[1]:
        sides.append(st.integers(max(down[0], 1), down[1]).map(lambda steps: -steps))
    return st.one_of(sides)


def _edit(old: Claim, new: Claim, spot: Spot) -> Edit:
    return Edit(old.id, spot.field, _text(old, spot), _text(new, spot))


def _text(claim: Claim, spot: Spot) -> str:
    return claim.texts(spot.field)[spot.number]


class _Limits:
    """How far `within` and `beyond` speak of: the slack, shares of figures, lengths of time for dates."""

    def __init__(self, texts: Iterable[str], units: Units) -> None:
        self._slack = False
        self._share: Fraction | None = None
        self._days: Fraction | None = None
        for text in texts:
            if text == SLACK:
                self._slack = True
                continue
            try:
                limit = read_constant(text, units)
            except InputError as error:
                raise ValueError(f"`{text}`: {error.message}") from None
            if limit.unit.is_duration:
                self._days = _number(limit) / _number(read_constant("1 day", units))
            elif limit.unit.name == "%":
                self._share = _number(limit)
            else:
                raise ValueError(f"`{text}` is neither a share, such as `2 %`, nor a time, such as `3 days`")

    def within(self, case: Case, spot: Spot) -> _Reach:
        """Return the steps that stay within the limit."""
        if self._slack:
            made = case.origin.moves(spot)
            if made is None:
                return _Reach(spot, (0, 0), (0, 0))
            sides = [_FREE if move is None else move.steps for move in (made.up, made.down)]
            return _Reach(spot, (0, sides[0]), (0, sides[1]))
        up, down = self._limits(case, spot)
        return _Reach(spot, (0, up or 0), (0, down or 0))

    def beyond(self, case: Case, spot: Spot) -> _Reach:
        """Return the steps that go beyond the limit."""
        if self._slack:
            made = case.origin.moves(spot)
            if made is None:
                return _Reach(spot, (0, 0), (0, 0))
            sides = [0 if move is None else move.steps + 1 for move in (made.up, made.down)]
            return _Reach(spot, (sides[0], sides[0]), (sides[1], sides[1]))
        up, down = (
            (0, 0) if most is None else (most + 1, (most + 1) * _FARTHER) for most in self._limits(case, spot)
        )
        return _Reach(spot, up, down)

    def _limits(self, case: Case, spot: Spot) -> tuple[int | None, int | None]:
        """Return how many steps up and down stay within the limit; None where it says nothing of them."""
        claim = case.claims[spot.claim]
        at, limit = (_day, self._days) if spot.field in _DATES else (_middle, self._share)
        if limit is None:
            return None, None
        start = at(claim, spot)
        if at is _middle:
            limit *= abs(start)

        def away(steps: int) -> Fraction | None:
            """Return how far a claim so moved is from where it was; None where it cannot be."""
            moved = case.origin.shifted(claim, spot, steps)
            return None if moved is None else abs(at(moved, spot) - start)

        return _most(away, limit, 1), _most(away, limit, -1)


def _number(constant: Quantity) -> Fraction:
    low = constant.base_stated.low
    assert low is not None
    return low


def _middle(claim: Claim, spot: Spot) -> Fraction:
    figure = claim.also[spot.number] if spot.field == "also" else getattr(claim, spot.field)
    stated = figure.stated
    ends = [end for end in (stated.low, stated.high) if end is not None]
    return Fraction(sum(ends)) / len(ends) if ends else Fraction(0)


def _day(claim: Claim, spot: Spot) -> Fraction:
    period: Period = getattr(claim, spot.field)
    return Fraction(period.typical.earliest_start)


def _most(away: Callable[[int], Fraction | None], limit: Fraction, sign: int) -> int | None:
    """Return the most steps in a direction that stay within a limit; None where there is no step.

    Steps are of about one size: those of months differ by a few days.
    """
    first = away(sign)
    if not first:
        return None
    most = int(limit / first)
    while most and not _is_within(away(sign * most), limit):
        most -= 1
    while _is_within(away(sign * (most + 1)), limit):
        most += 1
    return most


def _is_within(far: Fraction | None, limit: Fraction) -> bool:
    return far is not None and far <= limit


def slips(facts: Case, operators: str | Iterable[str] = ()) -> st.SearchStrategy[Case]:
    """Return a strategy of the facts with one slip in them, such as people make.

    `operators` are the names of slips (`tenfold`, `digits-swapped`), all where none is named. The first name
    of the table and the first claim are what slips shrink to. `Case.edits` tells what was changed.
    """
    case = facts.settled()
    names = [operator.name for operator in ALL_OPERATORS]
    asked = [operators] if isinstance(operators, str) else list(operators)
    for name in asked:
        if name not in names:
            hint = closest(name, names) or f"there are {', '.join(names)}"
            raise ValueError(f"no slip is called `{name}`; {hint}")
    chosen = [operator for operator in ALL_OPERATORS if not asked or operator.name in asked]

    @functools.cache
    def made() -> Sequence[Sequence[tuple[Slip, ...]]]:
        by_name: dict[str, list[tuple[Slip, ...]]] = {}
        for each in all_slips(case.origin.net, case.origin.reread, chosen):
            by_name.setdefault(each[0].operator.name, []).append(each)
        if not by_name:
            raise ValueError(f"the facts have no place for a slip such as {', '.join(asked) or 'any'}")
        return [by_name[name] for name in names if name in by_name]

    return _slipped(case, made)


@st.composite
def _slipped(draw: st.DrawFn, case: Case, made: Callable[[], Sequence[Sequence[tuple[Slip, ...]]]]) -> Case:
    each = draw(st.sampled_from(draw(st.sampled_from(made()))))
    return case.changed([slip.claim for slip in each], [_told(slip) for slip in each])


def _told(slip: Slip) -> Edit:
    return Edit(slip.claim.id, slip.field, slip.before, slip.after, slip.operator.name)
