"""The two reports, perturbed: what the rules must notice, and what they must let pass."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.finding import Judgement
from consistency.testing import Case, assert_contradicted, load

REPORTS = load(folder=Path(__file__).parents[2])

LOSSES = "territory/losses-add-up"


def names(judgement: Judgement) -> list[str]:
    return [claim.name for claim in judgement.meeting.claims]


def ids(judgement: Judgement) -> list[str]:
    return [claim.id for claim in judgement.meeting.claims]


def percent(tenths: int) -> str:
    return f"{Fraction(tenths, 10)} %" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} %"


@settings(max_examples=200)
@given(st.integers(181, 249))
def test_moving_kerrys_share_a_little_contradicts_nothing(tenths: int) -> None:
    # 14 % and 8 % make 19.99…23 %, by one reading or the other, and two points more or less are allowed.
    assert REPORTS.having("syria-total", value=percent(tenths)).contradicted(LOSSES) == ()


@settings(max_examples=200)
@given(st.one_of(st.integers(1, 174), st.integers(256, 999)))
def test_moving_kerrys_share_far_enough_contradicts(tenths: int) -> None:
    share = percent(tenths + 1 if tenths % 10 == 0 else tenths)
    (judgement,) = assert_contradicted(REPORTS.having("syria-total", value=share), LOSSES)
    assert names(judgement) == ["syria-2015", "syria-past-months", "syria-total"]


FALL = "trends/stated-fall"
THEN = "signs-of-wear/fighters-2014"
hundreds = st.integers(1, 300)


@settings(max_examples=200)
@given(hundreds, hundreds, hundreds, hundreds)
def test_the_fighter_counts_contradict_exactly_when_their_middle_rises(
    low: int, more: int, later_low: int, later_more: int
) -> None:
    then = f"{low * 100} to {(low + more) * 100} fighters"
    now = f"{later_low * 100} to {(later_low + later_more) * 100} fighters"
    reports = fighters(then, now)
    own = [judgement for judgement in reports.contradicted(FALL) if THEN in ids(judgement)]
    falls = 2 * later_low + later_more < 2 * low + more
    assert bool(own) is not falls


def fighters(then: str, now: str) -> Case:
    return REPORTS.having(THEN, value=then).having("signs-of-wear/fighters-2016", value=now)


def test_swapping_the_fighter_counts_contradicts() -> None:
    assert REPORTS.contradicted(FALL) == ()
    assert_contradicted(fighters("19,000 to 25,000 fighters", "20,000 to 31,500 fighters"), FALL)


AFTER = "time/after"


@settings(max_examples=200)
@given(st.dates(), st.dates())
def test_a_call_before_the_attack_that_it_followed_contradicts(attack: object, call: object) -> None:
    reports = REPORTS.having("paris-attacks", when=str(attack)).having("calls-intensify", when=str(call))
    both = {"paris-attacks", "calls-intensify"}
    found = [judgement for judgement in reports.contradicted(AFTER) if {*names(judgement)} == both]
    assert bool(found) is (str(call) < str(attack))


def test_swapping_two_dates_whose_order_is_certain_contradicts() -> None:
    assert REPORTS.contradicted("time/*") == ()
    swapped = REPORTS.having("kobani-freed", when="2015-12").having("tishrin-dam", when="2015-01-26")
    assert_contradicted(swapped, "time/*")
