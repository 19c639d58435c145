"""Laws of slips: what one changes, the one that undoes it changes back."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.claim import Claim
from consistency.slips import Reread, Slip, exchanged, inverse, slips
from consistency.slips.numerals import places, replaced, shifted, swapped
from making import UNITS, claim

REREAD = Reread(UNITS)

numbers = st.one_of(
    st.integers(1, 10**7).map(str),
    st.integers(1000, 10**7).map(lambda number: f"{number:,}"),
    st.decimals(min_value="0.01", max_value=9999, places=2).map(str),
    st.tuples(st.integers(10, 99), st.sampled_from(["thousand", "million", "billion"])).map(
        lambda parts: f"{parts[0]} {parts[1]}"
    ),
)
hedged = st.sampled_from(["", "about ", "nearly ", "more than ", "at least ", "exactly "])
units = st.sampled_from([" people", " %", " km²", " pp", " miles", " °C", " mg", " kg"])
figures = st.builds("{}{}{}".format, hedged, numbers, units)
dates = st.dates().map(lambda day: day.isoformat()) | st.integers(1000, 9000).map(str)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    return claim("a", draw(figures), when=draw(dates))


def _field(of: Claim, slip: Slip) -> object:
    return getattr(of, slip.field)


@given(claims())
def test_a_slipped_claim_differs_and_only_in_its_field(original: Claim) -> None:
    for slip in slips(original, REREAD):
        assert slip.before != slip.after
        assert _field(slip.claim, slip) != _field(original, slip)
        other = "when" if slip.field == "value" else "value"
        assert getattr(slip.claim, other) == getattr(original, other)
        assert slip.claim.id == original.id


@given(claims())
def test_slips_are_always_the_same_in_the_same_order(original: Claim) -> None:
    first, again = ([(s.operator.name, s.after) for s in slips(original, REREAD)] for _ in range(2))
    assert first == again
    assert len(first) == len(set(first))


@settings(max_examples=15)  # each tries the slips of some hundred slipped claims
@given(claims())
def test_what_a_slip_did_its_inverse_undoes(original: Claim) -> None:
    for slip in slips(original, REREAD):
        undone = [_field(each.claim, each) for each in slips(slip.claim, REREAD, (inverse(slip.operator),))]
        before = _field(original, slip)
        if slip.field == "value":
            # The text may be another ("20 thousand" for "20,000"); the number and the unit are the same.
            assert before.base_stated in [figure.base_stated for figure in undone]
        else:
            assert before in undone


@given(claims())
def test_hedge_and_dimension_stay(original: Claim) -> None:
    assert original.value is not None
    hedge = original.value.hedge
    for slip in slips(original, REREAD, fields=("value",)):
        assert slip.claim.value is not None
        assert slip.claim.value.unit.dimension == original.value.unit.dimension
        assert slip.claim.value.hedge == hedge or (
            hedge.startswith("bare") and slip.claim.value.hedge.startswith("bare")
        )


@given(figures, figures)
def test_figures_exchanged_twice_are_where_they_were(one: str, other: str) -> None:
    pair = exchanged(claim("a", one), claim("b", other), REREAD)
    if pair is not None:
        back = exchanged(pair[0].claim, pair[1].claim, REREAD)
        assert back is not None
        assert [slip.claim.value.text for slip in back if slip.claim.value] == [one, other]


@given(figures)
def test_swapping_the_same_digits_twice_gives_the_original(text: str) -> None:
    assert all(text in swapped(changed) for changed in swapped(text))
    assert all(text in replaced(changed) for changed in replaced(text))


@given(figures)
def test_one_digit_is_one_digit_and_the_nearest_come_first(text: str) -> None:
    changed = replaced(text)
    assert len(changed) == len(set(changed))
    for each in changed:
        assert sum(a != b for a, b in zip(text, each, strict=True)) == 1
    ((start, end),) = places(text)
    number = Fraction(text[start:end].replace(",", ""))
    away = [abs(Fraction(each[start:end].replace(",", "")) - number) for each in changed]
    assert all(a <= b for a, b in pairwise(away))


@given(figures, st.integers(-3, 3).filter(bool))
def test_a_moved_point_multiplies_the_number_exactly(text: str, power: int) -> None:
    ((start, end),) = places(text)
    for moved in shifted(text, power):
        ((first, last),) = places(moved)
        was, now = (Fraction(each.replace(",", "")) for each in (text[start:end], moved[first:last]))
        assert now == was * Fraction(10) ** power
        assert (text[:start], text[end:]) == (moved[:first], moved[last:])
