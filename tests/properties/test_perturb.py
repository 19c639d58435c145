"""Laws of perturbed facts: what a figure's slack promises, and what no rule meets."""

from __future__ import annotations

import functools
from fractions import Fraction
from unittest import mock

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from consistency.load import load
from consistency.net import Change, Net
from consistency.period import RELATIONS, Period
from consistency.perturb import Guard, Moves, Shift, Spot, guarded, moves, numerals, shift
from consistency.perturb.alike import Alike
from consistency.perturb.steady import Steady
from consistency.rule import OneOf, Role
from consistency.settings import Settings
from consistency.slips import Reread, slips
from laws import LAW
from making import UNITS, claim, rule

REREAD = Reread(UNITS)


@functools.cache
def reports() -> tuple[Net, Reread, Guard]:
    """The two reports, judged once, and how far each of their figures can move."""
    settings = Settings(facts=["facts"], rules=["standard", "own-rules"])
    facts, rules, problems, *_ = load(settings)
    assert not problems
    net, reread = Net(facts.claims, rules), Reread(facts.units, settings.hedges)
    return net, reread, guarded(net, reread)


def objects(net: Net, moved: Moves, steps: int, reread: Reread) -> bool:
    there = shift(net.claims[moved.claim_id], moved.spot, steps, reread)
    return there is not None and net.changed(there).is_caught


@LAW
@given(st.data())
def test_within_its_slack_nothing_gets_worse_and_one_step_beyond_it_does(data: st.DataObject) -> None:
    net, reread, guard = reports()
    moved = data.draw(st.sampled_from([each for each in guard.moves if each.is_guarded]))
    sign, move = data.draw(
        st.sampled_from([(sign, move) for sign, move in ((1, moved.up), (-1, moved.down)) if move])
    )
    within = data.draw(st.integers(0, move.steps))
    assert not objects(net, moved, sign * within, reread)
    beyond = next(
        steps for steps in range(move.steps + 1, move.steps + 100) if _is_written(moved, sign * steps)
    )
    assert objects(net, moved, sign * beyond, reread)


def _is_written(moved: Moves, steps: int) -> bool:
    net, reread, _ = reports()
    return shift(net.claims[moved.claim_id], moved.spot, steps, reread) is not None


@LAW
@given(st.data())
def test_nothing_objects_to_a_figure_that_is_free(data: st.DataObject) -> None:
    net, reread, guard = reports()
    moved = data.draw(st.sampled_from([each for each in guard.moves if not (each.up and each.down)]))
    reach = Shift(net.claims[moved.claim_id], moved.spot, reread)
    most = reach.down if moved.down is None else 0, reach.up if moved.up is None else 0
    assert not objects(net, moved, data.draw(st.integers(-most[0], most[1])), reread)


numbers = st.integers(1, 400).map(str) | st.integers(10, 4000).map(lambda tenths: f"{tenths / 10:.1f}")
hedges = st.sampled_from(["", "about ", "more than ", "at most ", "exactly "])


small = st.integers(1, 60).map(str) | st.integers(10, 600).map(lambda tenths: f"{tenths / 10:.1f}")
FEW, FAR = 3, 24


@LAW
@given(hedges, small, st.sampled_from(["<=", ">=", "<", ">"]), st.integers(1, 70))
def test_the_slack_is_what_trying_each_step_finds(hedge: str, number: str, operator: str, bound: int) -> None:
    written = claim("a", f"{hedge}{number} people")
    net = Net([written], [rule("a", f"a {operator} '{bound} people'")])
    # What lies farther than a few steps is found by halving.
    with mock.patch("consistency.perturb.search.SCANNED", FEW), mock.patch.object(numerals, "TIMES", 3):
        moved = moves(net, written, "value", REREAD)
        reach = Shift(written, Spot(written.id, "value"), REREAD)
    assert moved is not None
    for sign, move, most in ((1, moved.up, reach.up), (-1, moved.down, reach.down)):
        far = min(most, FAR)
        steps = range(1, far + 1)
        tried = next((each for each in steps if objects(net, moved, sign * each, REREAD)), None)
        if move is None or move.steps >= far:
            assert tried is None
        else:
            assert tried is not None
            assert (move.steps, move.to) == (tried - 1, reach.text(sign * tried))


@LAW
@given(hedges, numbers, st.sampled_from(["2015", "2015-06", "2015-06-30", "2014-08/2015-06"]), st.data())
def test_moving_there_and_back_is_not_moving(hedge: str, number: str, when: str, data: st.DataObject) -> None:
    written = claim("a", f"{hedge}{number} km²", when=when)
    spot = Spot(written.id, data.draw(st.sampled_from(["value", "when"])))
    there = shift(written, spot, data.draw(st.integers(1, 9)), REREAD)
    assert there is not None
    step = Shift(written, spot, REREAD).step
    back = Shift(there, spot, REREAD)
    assume(back.step == step)  # a rounder figure has larger steps
    found = [back.to(-steps) for steps in range(1, 10)]
    assert any(
        each is not None and (each.value, each.when) == (written.value, written.when) for each in found
    )


@LAW
@given(st.data())
def test_perturbing_what_no_rule_meets_changes_nothing(data: st.DataObject) -> None:
    of = rule("one other", "one <= other + '5 people'", where=("within(one.when, other.when)",))
    roles = tuple(Role(role.name, (("topic", OneOf(("fighters",))),)) for role in of.roles)
    met = [
        claim(name, f"{data.draw(st.integers(1, 99))} people", when="2015", topic="fighters") for name in "ab"
    ]
    unmet = claim("c", data.draw(numbers) + " people", when=data.draw(st.dates()).isoformat(), topic="towns")
    net = Net([*met, unmet], [attrs.evolve(of, roles=roles)])
    slipped = data.draw(st.sampled_from(list(slips(unmet, REREAD))))
    assert net.changed(slipped.claim).judged == {}
    assert net.of(unmet.id) == []


@LAW
@given(st.integers(1, 10**7), st.sampled_from(["", "0", "00"]), st.integers(-9, 9))
def test_a_step_is_one_of_the_last_place_written(number: int, zeros: str, steps: int) -> None:
    written = claim("a", f"{int(f'{number}{zeros}'):,} people")
    reach = Shift(written, Spot(written.id, "value"), REREAD)
    moved = reach.to(steps)
    if -steps > reach.down:
        assert moved is None
    elif moved is not None:
        assert moved.value is not None
        assert written.value is not None
        one = Fraction(reach.step.split()[0].replace(",", ""))
        assert moved.value.stated.middle - written.value.stated.middle == steps * one


EXPECTED = st.sampled_from(
    [
        *("a <= b", "a == b", "a > b", "not a == b", "a + b <= c", "a - b == c", "b / a <= '90 %'"),
        *("roughly(a, b, within='20 %')", "roughly(b, a, within='5 people')", "middle(a) < middle(b)"),
        *("abs(a - b) <= '5 people'", "abs(a - b) == c", "max(a, b) < c", "percent_change(a, b) <= '50 %'"),
        *("a <= b or a == c", "a <= b and (a > c or b == a)", "a * b <= a * c", "is_whole(a) and a <= c"),
    ]
)
WHERE = st.sampled_from([(), ("a >= b",), ("unit(a) == unit(b)",), ("significant_figures(a) >= 2",)])


@LAW
@given(EXPECTED, WHERE, st.lists(st.tuples(hedges, small), min_size=3, max_size=3), st.booleans())
def test_what_moves_steadily_is_what_trying_each_step_finds(
    expect: str, where: tuple[str, ...], texts: list[tuple[str, str]], strained: bool
) -> None:
    claims = [
        claim(name, f"{hedge}{number} people") for name, (hedge, number) in zip("abc", texts, strict=True)
    ]
    of = rule("a b c", expect, where=where)
    roles = tuple(Role(role.name, (("id", OneOf((f"paper/{role.name}",))),)) for role in of.roles)
    net = Net(claims, [attrs.evolve(of, roles=roles)])
    with mock.patch("consistency.perturb.search.SCANNED", FEW), mock.patch.object(numerals, "TIMES", 2):
        reach = Shift(claims[0], Spot(claims[0].id, "value"), REREAD)
        moved = moves(net, claims[0], "value", REREAD, strained=strained)
    assert moved is not None
    steady = Steady(net)
    for sign, move, most in ((1, moved.up, reach.up), (-1, moved.down, reach.down)):
        if not steady.is_steady(reach, sign, strained=strained):
            continue
        changes = ((steps, reach.to(sign * steps)) for steps in range(1, most + 1))
        worse = (
            steps
            for steps, there in changes
            if there is not None and _is_worse(net.changed(there), strained=strained)
        )
        assert (None if move is None else move.to) == (
            None if (first := next(worse, None)) is None else reach.text(sign * first)
        )


def _is_worse(change: Change, *, strained: bool) -> bool:
    return change.is_caught or (strained and bool(change.strained))


dates = st.sampled_from(["2015", "2015-06", "2015-06-30", "2014-08/2015-06", "2015~", "2015-06?", "../2015"])
relations = st.sampled_from([*RELATIONS, "within", "same_period", "precedes"])


@LAW
@given(relations, relations, st.lists(dates, min_size=3, max_size=3), st.booleans(), st.booleans())
def test_steps_at_which_a_date_lies_alike_are_judged_alike(
    one: str, other: str, texts: list[str], is_instant: bool, negated: bool
) -> None:
    of = rule("a b c", f"{'not ' * bool(negated)}{one}(a.when, b.when) or {other}(c.when, a.when)")
    claims = [claim(name, when=text) for name, text in zip("abc", texts, strict=True)]
    if is_instant:
        claims[0] = attrs.evolve(claims[0], when=Period.of(texts[0], instant=True))
    roles = tuple(Role(role.name, (("id", OneOf((f"paper/{role.name}",))),)) for role in of.roles)
    net = Net(claims, [attrs.evolve(of, roles=roles)])
    reach, alike = Shift(claims[0], Spot(claims[0].id, "when"), REREAD), Alike(net)
    said: dict[object, object] = {}
    for steps in range(-40, 41):
        there = reach.to(steps)
        if there is not None:
            verdicts = [each and each.verdict for each in net.changed(there).judged.values()]
            assert said.setdefault(alike.of(there, "when"), verdicts) == verdicts or not verdicts
