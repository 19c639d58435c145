"""Laws of the net: what it says of a changed claim is what a full run says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unittest import mock

import attrs
from hypothesis import given
from hypothesis import strategies as st

from consistency.claim import Claim
from consistency.finding import Judgement
from consistency.match import BOUND, MeetsTooOften, join, times
from consistency.measure import Kind
from consistency.net import Key, Net, joins
from consistency.net import kept as keeping
from consistency.rule import Rule
from laws import LAW
from properties.test_matching import (
    DIMENSIONS,
    IDS,
    PERIODS,
    a_crowd,
    a_crowding_rule,
    figures,
    lists,
    some_conditional_rule,
    some_figures,
    some_texts,
)

some_links = st.lists(st.sampled_from(IDS), min_size=1, max_size=2).map(tuple)
KINDS = [None, Kind.STOCK, Kind.FLOW, Kind.TREND]


@st.composite
def a_change(draw: st.DrawFn, claim: Claim) -> Claim:
    """The claim with some of its fields drawn anew."""
    fields: dict[str, st.SearchStrategy[object]] = {
        "value": st.none() | figures,
        "also": st.lists(figures, max_size=2).map(tuple),
        "when": st.none() | st.sampled_from(PERIODS),
        "said": st.none() | st.sampled_from(PERIODS[:2]),
        "by": lists,
        "kind": st.sampled_from(KINDS),
        "about": st.fixed_dictionaries({}, optional=dict.fromkeys(DIMENSIONS, some_texts)),
        "links": st.fixed_dictionaries({}, optional=dict.fromkeys(("restates", "part_of"), some_links)),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3, unique=True))
    return attrs.evolve(claim, **{field: draw(fields[field]) for field in chosen})


@st.composite
def a_changed_net(draw: st.DrawFn) -> tuple[list[Rule], list[Claim], list[list[Claim]]]:
    """Some rules, some claims, and a few changes of one claim or two."""
    crowded = draw(st.booleans())
    rules = draw(st.lists(a_crowding_rule() if crowded else some_conditional_rule(), min_size=1, max_size=2))
    rules = [attrs.evolve(rule, id=f"law/{number}") for number, rule in enumerate(rules)]
    claims = draw((a_crowd() if crowded else some_figures()).filter(bool))
    changes = []
    for _ in range(draw(st.integers(1, 2))):
        places = st.integers(0, len(claims) - 1)
        chosen = draw(st.sets(places, min_size=1, max_size=min(2, len(claims))))
        changes.append([draw(a_change(claims[place])) for place in sorted(chosen)])
    return rules, claims, changes


def told(judged: Mapping[Key, Judgement]) -> dict[Key, tuple[object, ...]]:
    """All that a judgement says, by the meeting."""
    return {
        key: (
            judgement.verdict,
            judgement.outcomes,
            judgement.rests_on,
            judgement.established,
            judgement.unestablished,
            judgement.because,
            judgement.turns,
            judgement.meeting.lacks,
        )
        for key, judgement in judged.items()
    }


Said = tuple[set[str], dict[Key, tuple[object, ...]]]
"""The rules that are refused, and what is judged in the others."""


def after(net: Net, changed: Sequence[Claim]) -> Said:
    """What the net says of the facts with these claims in place of theirs."""
    change = net.changed(*changed)
    refused = {error.rule.id for error in (*net.refused, *change.refused)}
    judged: dict[Key, Judgement] = {key: each for key, each in net.judged.items() if key.rule not in refused}
    for key, judgement in change.judged.items():
        judged.pop(key, None)
        if judgement is not None:
            judged[key] = judgement
    return refused, told(judged)


def anew(net: Net, changed: Sequence[Claim], bound: int = BOUND) -> Said:
    """What a full run says of them, but for the rules of which the net knows nothing."""
    unknown = {error.rule.id for error in net.refused}
    known = [rule for rule in net.rules if rule.id not in unknown]
    full = Net({**net.claims, **{claim.id: claim for claim in changed}}, known, bound)
    return unknown | {error.rule.id for error in full.refused}, told(full.judged)


@LAW
@given(a_changed_net())
def test_what_is_said_of_changed_claims_is_what_a_full_run_says(
    drawn: tuple[list[Rule], list[Claim], list[list[Claim]]],
) -> None:
    rules, claims, changes = drawn
    net = Net(claims, rules)
    before = told(net.judged)
    for changed in changes:
        assert after(net, changed) == anew(net, changed)
        assert told(net.judged) == before  # nothing is kept


@LAW
@given(a_changed_net(), st.integers(1, 60), st.booleans())
def test_a_change_refuses_a_rule_if_and_only_if_a_full_run_does(
    drawn: tuple[list[Rule], list[Claim], list[list[Claim]]], bound: int, is_crowded: bool
) -> None:
    rules, claims, changes = drawn
    with (
        mock.patch.object(joins, "FEW", 0 if is_crowded else joins.FEW),
        mock.patch.object(join, "_WAITING", 0 if is_crowded else join._WAITING),
        mock.patch.object(times, "_SIZE", 2 if is_crowded else times._SIZE),
    ):
        net = Net(claims, rules, bound)
        for changed in changes:
            assert after(net, changed) == anew(net, changed, bound)


@LAW
@given(a_changed_net())
def test_what_got_worse_is_what_a_full_run_newly_contradicts(
    drawn: tuple[list[Rule], list[Claim], list[list[Claim]]],
) -> None:
    rules, claims, (changed, *_) = drawn
    net = Net(claims, rules)
    other = Net({**net.claims, **{claim.id: claim for claim in changed}}, rules)
    for verdict, found in (
        (("contradicted",), net.changed(*changed).worse),
        (("strained", "contradicted"), net.changed(*changed).strained),
    ):
        expected = [
            key
            for key, judgement in other.judged.items()
            if judgement.verdict.value == verdict[0]
            and not (key in net.judged and net.judged[key].verdict.value in verdict)
        ]
        assert [keeping.key_of(judgement.meeting) for judgement in found] == sorted(expected)


@LAW
@given(a_changed_net())
def test_a_change_and_its_inverse_leave_what_was_said(
    drawn: tuple[list[Rule], list[Claim], list[list[Claim]]],
) -> None:
    rules, claims, (changed, *_) = drawn
    net = Net(claims, rules)
    there = Net({**net.claims, **{claim.id: claim for claim in changed}}, rules)
    back = [net.claims[claim.id] for claim in changed]
    assert after(there, back) == (set(), told(net.judged))


@LAW
@given(a_changed_net())
def test_a_rule_whose_meetings_are_too_many_to_keep_meets_anew(
    drawn: tuple[list[Rule], list[Claim], list[list[Claim]]],
) -> None:
    rules, claims, changes = drawn
    net = Net(claims, rules)
    refusal = MeetsTooOften(rules[0], "", 0, 0)
    with mock.patch.object(keeping.Kept, "_found_meetings", side_effect=refusal):
        for changed in changes:
            assert after(net, changed) == anew(net, changed)
