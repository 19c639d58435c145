"""Verdicts: consistent, strained, contradicted, undetermined, and established."""

from __future__ import annotations

import pytest

from consistency.evaluate import prepare
from consistency.finding import Judgement, Verdict
from consistency.measure import Kind
from consistency.rule import Rule
from making import claim, meeting, rule

SUM = {
    "simple sum": "roughly(earlier + later, total, within='2 pp')",
    "compounding": "roughly(1 - (1 - earlier) * (1 - later), total, within='2 pp')",
}


def judged(of: Rule, *values: str) -> Judgement:
    claims = [claim(f"c{number}", value) for number, value in enumerate(values)]
    judgement = prepare(of)(meeting(of, *claims))
    assert judgement is not None
    return judgement


def verdict(expect: str, *values: str) -> Verdict:
    names = " ".join("abcdef"[: len(values)])
    return judged(rule(names, expect), *values).verdict


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("20 %", Verdict.CONSISTENT),
        ("about 20 %", Verdict.CONSISTENT),
        ("25 %", Verdict.CONSISTENT),
        ("27 %", Verdict.CONTRADICTED),
        ("35 %", Verdict.CONTRADICTED),
        ("15 %", Verdict.CONTRADICTED),
        ("about 26 %", Verdict.STRAINED),
        ("about 30 %", Verdict.STRAINED),
        ("more than 20 %", Verdict.CONSISTENT),
        ("more than 30 %", Verdict.CONTRADICTED),
    ],
)
def test_losses_add_up_or_not(total: str, expected: Verdict) -> None:
    assert judged(rule("earlier later total", SUM), "14 %", "8 %", total).verdict is expected


def test_the_best_reading_decides() -> None:
    outcomes = judged(rule("earlier later total", SUM), "14 %", "8 %", "18 %").outcomes
    assert {outcome.name: outcome.verdict for outcome in outcomes} == {
        "simple sum": Verdict.CONTRADICTED,
        "compounding": Verdict.CONSISTENT,
    }


@pytest.mark.parametrize(
    ("expect", "values", "expected"),
    [
        ("a == b", ("20,000 to 31,500 people", "20,000 to 30,000 people"), Verdict.CONSISTENT),
        ("a == b", ("12 people", "13 people"), Verdict.CONTRADICTED),
        ("a == b", ("14 %", "15 %"), Verdict.STRAINED),  # 13.5…14.5 and 14.5…15.5 only touch
        ("a != b", ("14 %", "15 %"), Verdict.CONSISTENT),
        ("a <= b", ("15 %", "14 %"), Verdict.STRAINED),
        ("a < b", ("15 %", "14 %"), Verdict.CONTRADICTED),
        ("a == b", ("about 40 %", "33 %"), Verdict.STRAINED),
        ("a == b", ("about 40 %", "30 %"), Verdict.STRAINED),
        ("a == b", ("about 40 %", "28 %"), Verdict.CONTRADICTED),
        ("a == b", ("at least 83 people", "83 people"), Verdict.CONSISTENT),
        ("a == b", ("more than 83 people", "83 people"), Verdict.CONTRADICTED),
        ("a == b", ("83 people", "more than 83 people"), Verdict.CONTRADICTED),
        ("a <= b", ("more than 83 people", "83 people"), Verdict.CONTRADICTED),
        ("a < b", ("83 people", "more than 83 people"), Verdict.CONSISTENT),
        ("a == b", ("at least 83 people", "500 people"), Verdict.STRAINED),
        ("a == b", ("at least 83 people", "82 people"), Verdict.CONTRADICTED),
        ("a == b", ("2,400 km²", "927 mi²"), Verdict.CONSISTENT),
        ("a < b", ("15 °C", "300 K"), Verdict.CONSISTENT),
        ("roughly(a, b, within='1 K')", ("15.0 °C", "15.5 °C"), Verdict.CONSISTENT),
        ("roughly(a, b, within='1 K')", ("15.0 °C", "70.0 °F"), Verdict.CONTRADICTED),
        ("a == b", ("2,400 km²", "1,927 mi²"), Verdict.CONTRADICTED),
        ("a == b", ("14 fighters", "14 people"), Verdict.CONSISTENT),
        ("a < b / 2", ("14 people", "40 people"), Verdict.CONSISTENT),
        ("a < b / 2", ("14 people", "20 people"), Verdict.CONTRADICTED),
        ("share(a, b) == c", ("14 people", "40 people", "35 %"), Verdict.CONSISTENT),
        ("share(a, b) == c", ("14 people", "41 people", "43 %"), Verdict.CONTRADICTED),
        ("percent_change(a, b) == c", ("40 people", "30 people", "-25 %"), Verdict.CONSISTENT),
        ("percent_change(a, b) == c", ("41 people", "31 people", "-33 %"), Verdict.CONTRADICTED),
        ("b - a == '16 pp'", ("14 %", "30 %"), Verdict.CONSISTENT),
        ("min(a, b) >= '10 %'", ("14 %", "30 %"), Verdict.CONSISTENT),
        ("max(a, b) <= '10 %'", ("14 %", "3 %"), Verdict.CONTRADICTED),
        ("abs(a - b) <= '2 pp'", ("14 %", "13 %"), Verdict.CONSISTENT),
        ("middle(b) < middle(a)", ("20,000 to 31,500 people", "19,000 to 25,000 people"), Verdict.CONSISTENT),
        (
            "middle(b) < middle(a)",
            ("19,000 to 25,000 people", "20,000 to 31,500 people"),
            Verdict.CONTRADICTED,
        ),
        ("low(a) == '19000 people'", ("19,000 to 25,000 people",), Verdict.CONSISTENT),
        ("high(a) == '19000 people'", ("19,000 to 25,000 people",), Verdict.CONTRADICTED),
        ("a + b == 1", ("40 %", "60 %"), Verdict.CONSISTENT),
        ("a + b == 1", ("43 %", "72 %"), Verdict.CONTRADICTED),
        ("unit(a) == 'people'", ("40 people",), Verdict.CONSISTENT),
        ("possible_share_of(a, b)", ("33 %", "12 people"), Verdict.CONSISTENT),
        ("possible_share_of(a, b)", ("35 %", "12 people"), Verdict.CONTRADICTED),
        ("roughly(a, b, within='10 %')", ("108 people", "99 people"), Verdict.CONSISTENT),
        ("roughly(a, b, within='10 %')", ("113 people", "99 people"), Verdict.CONTRADICTED),
        ("roughly(a, b, within='10 %')", ("-113 %", "-99 %"), Verdict.CONTRADICTED),
    ],
)
def test_verdicts(expect: str, values: tuple[str, ...], expected: Verdict) -> None:
    assert verdict(expect, *values) is expected


@pytest.mark.parametrize(
    ("expect", "values", "reason"),
    [
        ("a == b", ("14 people", "14 km²"), "`people` and `km²` do not compare"),
        ("a + b < 1", ("14 people", "14 km²"), "`people` and `km²` do not compare"),
        ("a < 20", ("14 %",), "the bare number 20 against a percentage: write '20 %', or 1 for all of it"),
        ("a < '20 days'", ("14 %",), "`%` and `days` do not compare"),
        ("a == b", ("8 %", "8"), "a figure without a unit and a percentage do not compare: write its unit"),
        ("a == '8'", ("8 %",), "a figure without a unit and a percentage do not compare: write its unit"),
        ("a - b == b", ("15 °C", "10 °C"), "`°C` and `Δ°C` do not compare"),
        ("a + b == b", ("15 °C", "10 °C"), "arithmetic with `°C`, whose zero is not nothing"),
        (
            "roughly(a, b, within='5 °C')",
            ("15 °C", "10 °C"),
            "arithmetic with `°C`, whose zero is not nothing",
        ),
        (
            "roughly(a, b, within='5 %')",
            ("15 °C", "10 °C"),
            "arithmetic with `°C`, whose zero is not nothing",
        ),
        *(
            (expect, ("15 °C", "10 °C"), "arithmetic with `°C`, whose zero is not nothing")
            for expect in (
                "share(a, b) > 1",
                "percent_change(a, b) < 0",
                "per(a, b) > 1",
                "product(a, 2) > b",
            )
        ),
        *(
            (
                "percent_change(a, b) == c",
                (start, end, "20 %"),
                "a percentage change from a base that may be zero or negative",
            )
            for start, end in (("-$50.0", "-$40.0"), ("-5 to 10 km", "12 km"), ("0 people", "12 people"))
        ),
        ("middle(b / a) < 2", ("up to 0 km", "3 km"), "a division by exactly zero"),
        ("a / (b - b) < 1", ("14 people", "12 people"), "a division by exactly zero"),
    ],
)
def test_what_cannot_be_decided_says_why(expect: str, values: tuple[str, ...], reason: str) -> None:
    names = " ".join("abcdef"[: len(values)])
    judgement = judged(rule(names, expect), *values)
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.because == reason


PARTS = rule("parts* total", "sum(parts) == total")


@pytest.mark.parametrize(
    ("expect", "values", "expected"),
    [
        ("sum(parts) == total", ("14 %", "8 %", "22 %"), Verdict.CONSISTENT),
        ("sum(parts) == total", ("14 %", "22 %"), Verdict.CONTRADICTED),
        ("sum(parts) == total", ("33 %", "33 %", "33 %", "100 %"), Verdict.CONSISTENT),
        ("sum(parts) == total", ("33 %", "33 %", "32 %", "100 %"), Verdict.STRAINED),  # 99.5 % both
        ("sum(parts) == total", ("33 %", "33 %", "31 %", "100 %"), Verdict.CONTRADICTED),
        ("sum(parts, parts) == total", ("4 people", "3 people", "14 people"), Verdict.CONSISTENT),
        ("product(parts) == total", ("4 %", "30 km²", "1.2 km²"), Verdict.CONSISTENT),
        ("min(parts) == total", ("4 people", "3 people", "4 people"), Verdict.CONTRADICTED),
        ("max(parts) == total", ("4 people", "3 people", "4 people"), Verdict.CONSISTENT),
        ("max(parts, total) == '9 people'", ("4 people", "3 people", "9 people"), Verdict.CONSISTENT),
        ("sum(parts) / count(parts) == total", ("4 people", "2 people", "3 people"), Verdict.CONSISTENT),
        ("count(parts) == total", ("4 km", "2 people", "2 villages"), Verdict.CONSISTENT),
        ("count(parts) == total", ("4 km", "2 people", "3 villages"), Verdict.CONTRADICTED),
        ("total == count(parts) + 1", ("4 km", "2 people", "3"), Verdict.CONSISTENT),
        ("2 * count(parts) < total", ("4 km", "2 people", "5 people"), Verdict.CONSISTENT),
        ("share(1, count(parts)) == total", ("4 km", "2 km", "50 %"), Verdict.CONSISTENT),
    ],
)
def test_groups(expect: str, values: tuple[str, ...], expected: Verdict) -> None:
    assert judged(rule("parts* total", expect), *values).verdict is expected


@pytest.mark.parametrize(
    ("expect", "reason"),
    [
        ("sum(parts) == total", "`people` and `km²` do not compare"),
        ("count(parts) == total", "a count and a percentage do not compare"),
        ("count(parts) == '3 km'", "a count and `km` do not compare"),
    ],
)
def test_what_cannot_be_compared_with_a_group_says_why(expect: str, reason: str) -> None:
    judgement = judged(rule("parts* total", expect), "4 people", "3 km²", "40 %")
    assert (judgement.verdict, judgement.because) == (Verdict.UNDETERMINED, reason)


def test_groups_of_several_sizes_are_judged_by_one_rule() -> None:
    judge = prepare(PARTS)
    for size in (1, 3, 2, 3):
        claims = [claim(f"c{number}", "2 people") for number in range(size)]
        judgement = judge(meeting(PARTS, *claims, claim("total", "6 people")))
        assert judgement is not None
        assert judgement.verdict is (Verdict.CONSISTENT if size == 3 else Verdict.CONTRADICTED)


def test_a_claim_of_a_group_without_a_value_leaves_it_undetermined_but_is_counted() -> None:
    claims = (claim("a", "4 people"), claim("b", when="2015"), claim("total", "2 people"))
    judgement = prepare(PARTS)(meeting(PARTS, *claims))
    assert judgement is not None
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.because == "`parts 2` (paper/b) has no `value`"
    counting = rule("parts* total", "count(parts) == total")
    assert prepare(counting)(meeting(counting, *claims)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]


def test_a_group_that_lacks_a_linked_claim_is_undetermined_whatever_it_comes_to() -> None:
    of = rule("parts* total", "sum(parts) == total", where=("total > '5 people'", "sum(parts) < '9 people'"))
    lacks = (("parts", "paper/b"), ("parts", "paper/c"))
    for parts in ((claim("a", "6 people"),), ()):
        judgement = prepare(of)(meeting(of, *parts, claim("total", "6 people"), lacks=lacks))
        assert judgement is not None
        assert judgement.verdict is Verdict.UNDETERMINED
        assert judgement.because == (
            "`parts` lacks paper/b and 1 more, to which a link leads: not read, or not fitting"
        )
        assert prepare(of)(meeting(of, *parts, claim("total", "4 people"), lacks=lacks)) is None


def test_figures_of_a_large_group_that_stand_twice_are_enclosed() -> None:
    of = rule("all*", "3 * sum(all) - sum(all) > '1 km'")
    assert judged(of, *["3 km"] * 40).verdict is Verdict.CONSISTENT


def test_where_may_ask_about_a_group() -> None:
    of = rule("parts* total", "sum(parts) == total", where=("count(parts) > 1",))
    assert prepare(of)(meeting(of, claim("a", "4 km"), claim("total", "9 km"))) is None
    assert prepare(of)(meeting(of, claim("a", "4 km"), claim("b", "5 km"), claim("total", "9 km")))


def test_each_restatement_of_a_single_claim_is_held_against_the_group() -> None:
    of = rule("parts* total", "sum(parts) == total.also")
    total = claim("total", "9 km", also=("9,000 m", "6 km"))
    judgement = prepare(of)(meeting(of, claim("a", "4 km"), claim("b", "5 km"), total))
    assert judgement is not None
    assert (judgement.verdict, judgement.turns) == (Verdict.CONTRADICTED, ((2, 1),))


def test_only_zero_compares_with_any_unit() -> None:
    assert verdict("a > 0", "14 km²") is Verdict.CONSISTENT
    assert verdict("a > 1", "14 km²") is Verdict.UNDETERMINED


def test_a_missing_value_is_undetermined_in_expect_and_in_where() -> None:
    without = claim("b", when="2015")
    for of in (rule("a b", "a == b"), rule("a b", "a == a", where=("a < b",))):
        judgement = prepare(of)(meeting(of, claim("a", "14 %"), without))
        assert judgement is not None
        assert judgement.verdict is Verdict.UNDETERMINED
        assert judgement.because == "`b` (paper/b) has no `value`"


def test_a_known_no_outweighs_a_missing_value() -> None:
    of = rule("a b", "a == a", where=("a < b", "a < '10 %'"))
    assert prepare(of)(meeting(of, claim("a", "14 %"), claim("b", when="2015"))) is None


def test_where_that_is_merely_possible_is_strained_at_worst() -> None:
    of = rule("a b", "a == b", where=("precedes(a.when, b.when)",))
    early = claim("a", "14 people", when="2016-03", kind=Kind.EVENT)
    late = claim("b", "90 people", when="2016-03", kind=Kind.EVENT)
    judgement = prepare(of)(meeting(of, early, late))
    assert judgement is not None
    assert judgement.verdict is Verdict.STRAINED
    assert judgement.rests_on == ("precedes(a.when, b.when)",)


def test_where_that_fails_means_that_the_claims_do_not_meet() -> None:
    of = rule("a b", "a == b", where=("precedes(a.when, b.when)",))
    assert prepare(of)(meeting(of, claim("a", "1 km", when="2016"), claim("b", "2 km", when="2015"))) is None


@pytest.mark.parametrize(
    ("expect", "first", "second", "expected", "established"),
    [
        ("precedes(a.when, b.when)", "2015", "2016", Verdict.CONSISTENT, True),
        ("precedes(a.when, b.when)", "2016", "2015", Verdict.CONTRADICTED, False),
        ("disjoint(a.when, b.when)", "2015", "2015-12/2016-03", Verdict.CONTRADICTED, False),
        ("within(a.when, b.when)", "2015", "2015/2016-03", Verdict.CONSISTENT, False),
        ("duration(a.when) == '10 days'", "2015-03-01/2015-03-10", "2015", Verdict.CONSISTENT, True),
        ("duration(a.when) == '3 days'", "2016-03-01/2016-03-04", "2015", Verdict.STRAINED, False),
        ("duration(a.when) == '2 days'", "2016-03-01/2016-03-04", "2015", Verdict.CONTRADICTED, False),
        ("duration(a.when) == '5 days'", "2016-03-01/2016-03-04", "2015", Verdict.CONTRADICTED, False),
        ("duration(a.when) == '365 days'", "2015", "2015", Verdict.CONSISTENT, False),
        ("duration(a.when) == '1 year'", "2014", "2015", Verdict.CONSISTENT, False),
        ("duration(a.when) == '3 months'", "2016-01/2016-03", "2015", Verdict.CONSISTENT, False),
        ("duration(a.when) < duration(b.when)", "2015-12/2016-03", "2015", Verdict.CONSISTENT, True),
    ],
)
def test_relations_of_time(
    expect: str, first: str, second: str, expected: Verdict, established: bool
) -> None:
    of = rule("a b", expect)
    judgement = prepare(of)(meeting(of, claim("a", when=first), claim("b", when=second)))
    assert judgement is not None
    assert judgement.verdict is expected
    assert judgement.established is established


def test_texts_compare_and_a_list_equals_each_of_its_values() -> None:
    of = rule("a b", "a.place == b.place")
    one, two = claim("a", "1 km", place="Iraq"), claim("b", "1 km", place="Syria")
    judge = prepare(of)
    assert judge(meeting(of, one, two)).verdict is Verdict.CONTRADICTED  # type: ignore[union-attr]
    assert judge(meeting(of, one, one)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]
    loose = rule("a b", "same(a.place, ' iRAQ')")
    assert prepare(loose)(meeting(loose, one, two)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]


def test_a_day_of_the_week() -> None:
    of = rule("a", "weekday(a.when) == 'Friday'")
    day = claim("a", when="2015-11-13", kind=Kind.EVENT)
    assert prepare(of)(meeting(of, day)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]
    other = claim("a", when="2015-11-14", kind=Kind.EVENT)
    assert prepare(of)(meeting(of, other)).verdict is Verdict.CONTRADICTED  # type: ignore[union-attr]


def test_established_is_what_holds_for_every_value_the_words_usually_allow() -> None:
    assert judged(rule("a b", "a < b"), "10 people", "12 people").established
    assert judged(rule("a b", "a < b"), "about 40 %", "about 60 %").established
    assert not judged(rule("a b", "a < b"), "about 40 %", "about 42 %").established


def test_establish_remarks_on_what_is_possible_but_not_certain() -> None:
    of = rule("earlier later", "middle(later) < middle(earlier)", establish="later < earlier")
    overlapping = judged(of, "20,000 to 31,500 people", "19,000 to 25,000 people")
    assert overlapping.verdict is Verdict.CONSISTENT
    assert overlapping.unestablished
    assert not judged(of, "20,000 to 31,500 people", "9,000 to 15,000 people").unestablished
    assert not judged(of, "9,000 to 15,000 people", "20,000 to 31,500 people").unestablished


def test_every_restatement_must_agree() -> None:
    of = rule("a", "restated(a, a.also)")
    judge = prepare(of)
    good = claim("a", "2,400 km²", also=("927 mi²", "240,000 ha"))
    bad = claim("a", "2,400 km²", also=("927 mi²", "340,000 ha"))
    assert judge(meeting(of, good)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]
    judgement = judge(meeting(of, bad))
    assert judgement is not None
    assert judgement.verdict is Verdict.CONTRADICTED
    assert judgement.turns == ((0, 1),)


def test_ranges_are_restated_end_by_end() -> None:
    of = rule("a", "restated(a, a.also)")
    judge = prepare(of)
    good = claim("a", "21,000 to 24,000 km²", also=("8,100 to 9,200 mi²",))
    # The ranges as wholes overlap, but the upper ends do not.
    bad = claim("a", "21,000 to 24,000 km²", also=("8,100 to 9,900 mi²",))
    assert judge(meeting(of, good)).verdict is Verdict.CONSISTENT  # type: ignore[union-attr]
    assert judge(meeting(of, bad)).verdict is Verdict.CONTRADICTED  # type: ignore[union-attr]


def test_the_area_once_held_does_not_fit_a_third_of_the_country() -> None:
    of = rule("lost share held country", "lost / share == held * country")
    judgement = judged(of, "21,000 to 24,000 km²", "about 40 %", "nearly a third", "exactly 438,317 km²")
    assert judgement.verdict is Verdict.CONTRADICTED
