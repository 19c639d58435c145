"""Laws of groups: a rule about all claims of a group says what it would say of them one by one."""

from __future__ import annotations

from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from consistency.claim import Claim
from consistency.evaluate import prepare
from consistency.explain import prepare as prepare_explanation
from consistency.expressions.range import compile_figure
from consistency.expressions.slots import Frame
from consistency.expressions.tree import Comparison
from consistency.finding import Judgement
from consistency.match import Index, meetings
from consistency.reading import Extent
from consistency.rule import Rule, Variable
from making import SOURCE, claim, meeting, rule

WRITTEN = [
    "{f}({parts}) == total",
    "{f}({parts}, total) <= 2 * total",
    "roughly({f}({parts}), total, within='10 %')",
    "roughly({f}({parts}), total, within='2 km')",
    "not {f}({parts}) < total",
    "{f}({parts}) - total > 0 and total < '9 km'",
    "max({parts}) <= sum({parts})",
]
VALUES = [
    "3 km",
    "4.5 km",
    "about 10 km",
    "more than 2 km",
    "up to 7 km",
    "nearly 12 km",
    "20 to 30 km",
    "-2 km",
]

figures = st.lists(st.sampled_from(VALUES), min_size=2, max_size=6)
functions = st.sampled_from(["sum", "mean", "min", "max"])


def judged(of: Rule, values: list[str]) -> Judgement:
    claims = [claim(f"c{number}", value) for number, value in enumerate(values)]
    judgement = prepare(of)(meeting(of, *claims))
    assert judgement is not None
    return judgement


@given(st.sampled_from(WRITTEN), functions, figures)
def test_a_group_is_judged_as_its_claims_would_be_in_roles_of_their_own(
    written: str, function: str, values: list[str]
) -> None:
    names = [f"p{number}" for number in range(len(values) - 1)]
    together = rule("parts* total", written.format(f=function, parts="parts"))
    apart = rule(f"{' '.join(names)} total", written.format(f=function, parts=", ".join(names)))
    one, other = judged(together, values), judged(apart, values)
    assert (one.verdict, one.established, one.because) == (other.verdict, other.established, other.because)
    shown = [prepare_explanation(of)(judgement) for of, judgement in ((together, one), (apart, other))]
    assert shown[0].arithmetic == shown[1].arithmetic
    ranges = [[(change.claim, change.range) for change in finding.would_be_consistent] for finding in shown]
    assert ranges[0] == ranges[1]


@given(st.sampled_from(WRITTEN), functions, figures, st.randoms())
def test_the_order_of_the_claims_of_a_group_changes_no_verdict(
    written: str, function: str, values: list[str], random: Random
) -> None:
    of = rule("parts* total", written.format(f=function, parts="parts"))
    *parts, total = values
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert judged(of, [*shuffled, total]).verdict is judged(of, values).verdict


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=20), st.sampled_from(Extent))
def test_a_sum_reaches_from_all_low_ends_to_all_high_ends(values: list[str], extent: Extent) -> None:
    sized = rule("all*", "sum(all) > 0").sized((len(values),))
    frame = Frame([role.name for role in sized.roles])
    compared = sized.expect[0].expression.tree
    assert isinstance(compared, Comparison)
    claims = [claim(f"c{number:02}", value) for number, value in enumerate(values)]
    found = compile_figure(compared.left, frame)(frame.fill(claims, {}, extent))
    ranges = [one.value.interval(extent) for one in claims if one.value]
    lows, highs = [one.low for one in ranges], [one.high for one in ranges]
    assert found.low == (None if None in lows else sum(lows))  # type: ignore[arg-type]
    assert found.high == (None if None in highs else sum(highs))  # type: ignore[arg-type]
    assert found.low_closed is all(one.low_closed for one in ranges)
    assert found.high_closed is all(one.high_closed for one in ranges)


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.randoms())
def test_no_linked_claim_is_left_out_without_a_word(there: list[bool], random: Random) -> None:
    parts = [claim(f"p{number}", "3 km", place="x") for number in range(len(there))]
    total = attrs.evolve(claim("total", "9 km"), links={"sum_of": tuple(part.id for part in parts)})
    of = rule("total parts*", "sum(parts) == total")
    of = attrs.evolve(
        of,
        roles=(
            attrs.evolve(of.roles[0], tests=(("links.sum_of", Variable("part")),)),
            attrs.evolve(of.roles[1], tests=(("id", Variable("part")),)),
        ),
    )
    claims: list[Claim] = [total, *(part for part, known in zip(parts, there, strict=True) if known)]
    random.shuffle(claims)
    (met,) = meetings(of, Index(claims))
    judgement = prepare(of)(met)
    assert judgement is not None
    assert (judgement.because is None) is all(there)
    assert {id for _, id in met.lacks} == {
        part.id for part, known in zip(parts, there, strict=True) if not known
    }
    assert met.claims[0].source == SOURCE
