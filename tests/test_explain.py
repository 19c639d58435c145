"""What a finding says: the arithmetic, how far off it is, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from consistency import evaluate, explain
from consistency.claim import Claim, Source
from consistency.explain.slipping import MOST_TRIED
from consistency.finding import Finding, Judgement, Verdict
from consistency.measure import Kind
from consistency.quantity import read_quantity
from consistency.rule import Meeting, OneOf, Role, Rule, Severity
from making import UNITS, claim, meeting, rule

SUM = {
    "simple sum": "roughly(earlier + later, total, within='2 pp')",
    "compounding": "roughly(1 - (1 - earlier) * (1 - later), total, within='2 pp')",
}


def explained(of: Rule, *claims: Claim) -> Finding:
    judgement = evaluate.prepare(of)(meeting(of, *claims))
    assert judgement is not None
    return explain.prepare(of)(judgement)


def of_values(of: Rule, *values: str) -> Finding:
    return explained(of, *(claim(f"c{number}", value) for number, value in enumerate(values)))


def step(expect: str, *values: str) -> str:
    finding = of_values(rule(" ".join("abcdef"[: len(values)]), expect), *values)
    return finding.arithmetic[0].steps[0]


def settling(expect: str, *values: str) -> dict[str, str]:
    finding = of_values(rule(" ".join("abcdef"[: len(values)]), expect), *values)
    return {settlement.role: settlement.range for settlement in finding.would_be_consistent}


def test_the_case_of_the_format_description() -> None:
    of = rule(
        "earlier later total",
        SUM,
        message=(("", " and ", " make ", ", not ", ""), ("earlier", "later", "earlier + later", "total")),
    )
    finding = of_values(of, "14 %", "8 %", "35 %")
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.message == "14 % and 8 % make 22 %, not 35 %"
    assert [(reading.name, reading.gap, reading.steps) for reading in finding.arithmetic] == [
        (
            "simple sum",
            "9.5 pp",
            ("14 % + 8 % = 22 % (21…23 %) against 35 % (34.5…35.5 %): 9.5 pp short after the 2 pp allowed",),
        ),
        (
            "compounding",
            "10.73 pp",
            (
                "1 − 0.86 × 0.92 = 20.88 % (19.99…21.77 %) against 35 % (34.5…35.5 %): "
                "10.73 pp short after the 2 pp allowed",
            ),
        ),
    ]
    assert finding.fits_best == "simple sum"
    assert [(change.role, change.range) for change in finding.would_be_consistent] == [
        ("total", "17.99…25 %"),
        ("later", "18…27.74 %"),
        ("earlier", "24…32.43 %"),
    ]


def test_the_reading_that_fits_best_is_the_one_with_the_nearest_middles() -> None:
    assert of_values(rule("earlier later total", SUM), "14 %", "8 %", "20 %").fits_best == "compounding"
    assert of_values(rule("earlier later total", SUM), "14 %", "8 %", "22 %").fits_best == "simple sum"


@pytest.mark.parametrize(
    ("expect", "values", "expected"),
    [
        ("a == b", ("12 people", "13 people"), "12 people against 13 people: 1 person short"),
        ("a < b", ("13 people", "12 people"), "13 people must be below 12 people: 1 person too high"),
        ("a < b", ("12 people", "12 people"), "12 people must be below 12 people: they only touch"),
        ("a >= b", ("12 people", "15 people"), "12 people must be at least 15 people: 3 people too low"),
        (
            "share(a, b) == c",
            ("14 people", "41 people", "50.0 %"),
            "14 people ÷ 41 people = 34.15 % against 50 % (49.95…50.05 %): 15.8 pp short",
        ),
        (
            "percent_change(a, b) == c",
            ("41 people", "31 people", "-33 %"),
            "31 people ÷ 41 people − 1 = −24.39 % against −33 % (−33.5…−32.5 %): 8.11 pp over",
        ),
        (
            "a == b",
            ("2,400 km²", "1,927 mi²"),
            "2,400 km² (2,350…2,450 km²) against 1,927 mi² = 4,991 km² (4,990…4,992 km²): 2,540 km² short",
        ),
        (
            "restated(a, b)",
            ("21,000 to 24,000 km²", "8,100 to 9,900 mi²"),
            "21,000…24,000 km² in mi² is at the low end 7,915…8,301 mi² against 8,050…8,150 mi²; "
            "at the high end 9,073…9,460 mi² against 9,850…9,950 mi²: 390.5 mi² short",
        ),
        (
            "middle(b) < middle(a)",
            ("19,000 to 25,000 people", "20,000 to 31,500 people"),
            "middle of 20,000…31,500 people = 25,750 people must be below "
            "middle of 19,000…25,000 people = 22,000 people: 3,750 people too high",
        ),
    ],
)
def test_steps_can_be_checked_by_hand(expect: str, values: tuple[str, ...], expected: str) -> None:
    assert step(expect, *values) == expected


def test_a_contradiction_shows_the_widest_ranges_that_it_rests_on() -> None:
    assert step("a == b", "about 40 %", "28 %") == (
        "40 % (37…43 %) against 28 % (27.5…28.5 %): 8.5 pp over "
        "(at the widest 32.5…47.5 % against 27.5…28.5 %)"
    )


@pytest.mark.parametrize(
    ("expect", "values", "expected"),
    [
        ("a == b", ("12 people", "13 people"), {"b": "12 people", "a": "13 people"}),
        ("a < b", ("13 people", "12 people"), {"b": "more than 13 people", "a": "below 12 people"}),
        (
            "roughly(a, b, within='10 %')",
            ("113 people", "99 people"),
            {"b": "102.8…125.5 people", "a": "89.1…108.9 people"},
        ),
        (
            "a / b == c",
            ("12 people", "4 people", "5.0"),
            {"c": "3", "b": "2.377…2.424 people", "a": "19.8…20.2 people"},
        ),
        ("a == 12", ("13 people",), {}),
    ],
)
def test_what_would_settle_it(expect: str, values: tuple[str, ...], expected: dict[str, str]) -> None:
    assert settling(expect, *values) == expected


GROUP = rule(
    "parts* total",
    "sum(parts) == total",
    message=(("", " parts make ", ", not ", ""), ("count(parts)", "sum(parts)", "total")),
)


def test_a_sum_is_written_with_all_claims_of_its_group() -> None:
    finding = of_values(GROUP, "14 people", "8 people", "35 people")
    assert finding.message == "2 parts make 22 people, not 35 people"
    assert finding.arithmetic[0].steps == (
        "14 people + 8 people = 22 people against 35 people: 13 people short",
    )
    assert [(change.role, change.claim, change.range) for change in finding.would_be_consistent] == [
        ("total", "paper/c2", "22 people"),
        ("parts 2", "paper/c1", "21 people"),
        ("parts 1", "paper/c0", "27 people"),
    ]
    assert [(role, claim.name) for role, claim in finding.claims] == [
        ("parts", "c0"),
        ("parts", "c1"),
        ("total", "c2"),
    ]
    assert (finding.groups, finding.primary) == (("parts",), 2)
    assert len(finding.fields) == 3


def test_the_arithmetic_of_a_large_group_is_shortened() -> None:
    assert of_values(GROUP, *["2 people"] * 6, "13 people").arithmetic[0].steps[0] == (
        "2 people + 2 people + 2 people + 2 people + 2 people + 2 people = 12 people"
        " against 13 people: 1 person short"
    )
    many = of_values(GROUP, *["2 people"] * 9, "19 people")
    assert many.arithmetic[0].steps[0] == (
        "2 people + 2 people + 2 people + 2 people + 2 people + … (9 figures) = 18 people"
        " against 19 people: 1 person short"
    )
    assert [change.role for change in many.would_be_consistent] == ["total"]
    assert len(of_values(GROUP, *["2 people"] * 8, "19 people").would_be_consistent) == 9


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ("total - sum(parts) > '90 people'", "35 people − (14 people + 8 people) = 13 people"),
        ("sum(parts) / count(parts) == total", "22 people ÷ 2 = 11 people"),
        ("2 * sum(parts) == total", "2 × 22 people = 44 people"),
        ("product(2, count(parts)) == total", "2 × 2 = 4"),
        ("max(parts) > total", "max(14 people, 8 people) = 14 people"),
        ("count(parts) == total", "2 against 35 people: 33 people short"),
        ("sum(parts, total) == total", "14 people + 8 people + 35 people = 57 people"),
    ],
)
def test_steps_over_a_group_can_be_checked_by_hand(expect: str, expected: str) -> None:
    finding = of_values(rule("parts* total", expect), "14 people", "8 people", "35 people")
    assert finding.arithmetic[0].steps[0].startswith(expected)


def test_a_rule_of_a_group_alone_stands_at_its_first_claim() -> None:
    finding = of_values(rule("all*", "sum(all) == '100 %'"), "14 %", "8 %")
    assert (finding.primary, finding.arithmetic[0].gap) == (0, "77 pp")


def test_a_group_that_lacks_a_claim_has_a_finding_whatever_its_rule_says() -> None:
    of = rule(
        "parts* total",
        "sum(parts) == total",
        where=("count(parts) < 9",),
        establish="max(parts) < total",
        message=(("", ""), ("sum(parts)",)),
    )
    total = claim("total", "9 km")
    judgement = evaluate.prepare(of)(meeting(of, total, lacks=(("parts", "paper/gone"),)))
    assert judgement is not None
    finding = explain.prepare(of)(judgement)
    assert finding.message == "What must hold: cannot be decided"
    assert finding.claims == (("total", total),)
    assert finding.because is not None
    assert "paper/gone" in finding.because


def test_a_fingerprint_names_every_claim_of_a_group() -> None:
    two = of_values(GROUP, "14 people", "8 people", "35 people")
    three = of_values(GROUP, "14 people", "8 people", "9 people", "35 people")
    assert two.fingerprint == of_values(GROUP, "1 people", "2 people", "9 people").fingerprint
    assert two.fingerprint != three.fingerprint


def test_an_event_is_told_on_which_days_it_could_have_been() -> None:
    of = rule("earlier later", "precedes(earlier.when, later.when)")
    early = claim("e", when="2016-03-10", kind=Kind.EVENT)
    late = claim("l", when="2016-02-22", kind=Kind.EVENT)
    finding = explained(of, early, late)
    assert finding.arithmetic[0].steps == ("2016-03-10 must come before 2016-02-22, but it comes after it",)
    assert [(change.role, change.field, change.range) for change in finding.would_be_consistent] == [
        ("later", "when", "no earlier than 2016-03-11"),
        ("earlier", "when", "no later than 2016-02-21"),
    ]


def test_what_is_possible_but_not_established_says_where_the_ranges_overlap() -> None:
    of = rule("earlier later", "middle(later) < middle(earlier)", establish="later < earlier")
    finding = of_values(of, "20,000 to 31,500 people", "19,000 to 25,000 people")
    assert finding.severity is Severity.NOTE
    assert not finding.established
    assert finding.message == (
        "What must hold: possible, but not certain, for the ranges overlap at 19,950…25,500 people"
    )


@pytest.mark.parametrize(
    "establish",
    [
        "a < b or a < b.also",
        "a.also == 3 or a < b",
        "b.lasting > '3 days' or a < b",
        "a / (b - b) > 1 or a < b",
        "a < 30 or a < b or not a.also == b",
    ],
)
def test_of_what_is_to_be_established_only_what_is_open_is_said_to_overlap(establish: str) -> None:
    finding = of_values(rule("a b", "a <= b", establish=establish), "40 to 60 people", "50 to 70 people")
    assert finding.unestablished
    assert finding.message.endswith("for the ranges overlap at 49.5…60.5 people")


def test_where_only_the_order_in_time_is_open_no_ranges_are_said_to_overlap() -> None:
    of = rule("a b", "a <= b", establish="precedes(a.when, b.when) and a <= '100 people'")
    finding = explained(
        of, claim("a", "40 to 60 people", when="2015~"), claim("b", "50 to 70 people", when="2016~")
    )
    assert finding.unestablished
    assert finding.message.endswith("possible, but not certain")


def test_undetermined_says_why() -> None:
    finding = of_values(rule("a b", "a == b"), "12 people", "13 km²")
    assert finding.message == "What must hold: cannot be decided"
    assert finding.because == "`people` and `km²` do not compare"
    assert finding.arithmetic == ()


def test_a_contradiction_within_one_source_is_an_error_and_between_two_a_warning() -> None:
    of = rule("a b", "a == b")
    other = Source("other", "facts/other.yaml")
    assert of_values(of, "1 km", "9 km").severity is Severity.ERROR
    two = explained(of, claim("a", "1 km"), claim("b", "9 km", source=other))
    assert two.severity is Severity.WARNING
    same_speaker = explained(
        of, claim("a", "1 km", by=("IHS",)), claim("b", "9 km", by=("IHS", "UN"), source=other)
    )
    assert same_speaker.severity is Severity.ERROR
    said = rule("a b", "a == b", severity=Severity.NOTE)
    assert of_values(said, "1 km", "9 km").severity is Severity.NOTE


def test_a_fingerprint_is_that_of_the_rule_and_its_claims_only() -> None:
    of = rule("a b", "a == b")
    one, two = of_values(of, "1 km", "9 km"), of_values(of, "2 km", "9 km")
    assert one.fingerprint == two.fingerprint
    swapped = explained(of, claim("c1", "1 km"), claim("c0", "9 km"))
    assert swapped.fingerprint != one.fingerprint


def test_the_unit_of_a_measure_is_shown_with_a_bare_number() -> None:
    of = rule("a b", "a == b", message=(("", " is not ", ""), ("a", "b")))

    bare = Claim(
        "paper/a", claim().source, 1, 1, {}, value=read_quantity("1,300", UNITS, UNITS.find("fighters"))
    )
    assert explained(of, bare, claim("b", "9 fighters")).message == "1,300 fighters is not 9 fighters"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            ("12.40 km", "12.9 km"),
            "12.4 km (12.395…12.405 km) against 12.9 km (12.85…12.95 km): 0.445 km short",
        ),
        (("1234.56 km", "1234.78 km"), "1,234.56 km (1,234.555…1,234.565 km) against 1,234.78 km"),
    ],
)
def test_a_figure_as_written_is_shown_to_its_last_digit(values: tuple[str, ...], expected: str) -> None:
    assert step("a == b", *values).startswith(expected)


@pytest.mark.parametrize(
    ("expect", "values"),
    [
        ("a / b == 2", ("12 people", "0 people")),
        ("percent_change(b, a) <= '100 %'", ("12 people", "0 people")),
        ("a / (a - b) == 200", ("20.0 km", "20.0 km")),
        ("a == b and a <= b.also", ("12 km", "30 km")),
        ("b < a < b.also", ("12 km", "30 km")),
        ("a == b and a <= b.lasting", ("12 days", "30 days")),
        ("a == b and a <= duration(b.when)", ("12 days", "30 days")),
        ("unit(a) == 'people' and a == b", ("12 km", "30 km")),
        ("a == b and a.place == unit(b)", ("12 km", "30 km")),
        ("middle(b / a) < 2", ("up to 0 km", "3 km")),
        ("a == b or days_between(a.when, b.when) > '3 days'", ("12 km", "30 km")),
    ],
)
def test_whatever_is_missing_or_undefined_there_is_a_finding(expect: str, values: tuple[str, ...]) -> None:
    message = (
        ("", " ", " ", " ", ""),
        ("a / b", "days_between(a.when, b.when)", "a.also - b", "duration(a.when)"),
    )
    finding = of_values(rule("a b", expect, message=message), *values)
    assert finding.message


def test_a_message_shows_what_is_missing_as_unknown() -> None:
    message = (("", " apart, ", ""), ("days_between(a.when, b.when)", "a.when"))
    finding = of_values(rule("a b", "a == b", message=message), "12 km", "30 km")
    assert finding.message == "unknown apart, an unknown date"


@pytest.mark.parametrize(
    "figure", ["share(a, b)", "percent_change(a, b)", "per(a, b)", "product(a, b)", "a / b"]
)
def test_a_message_works_nothing_out_of_figures_that_do_not_go_together(figure: str) -> None:
    of = rule("a b", "a == b", message=(("", " between ", ""), (figure, "a")))
    assert of_values(of, "15 °C", "30 °C").message == "unknown between 15 °C"


def test_a_message_works_out_no_change_from_a_negative_base() -> None:
    of = rule("a b", "a == b", message=(("a change of ", ""), ("percent_change(a, b)",)))
    assert of_values(of, "-50 km", "-40 km").message == "a change of unknown"


def test_a_message_is_one_line_whatever_its_yaml() -> None:
    message = (("", "\nis not ", "\n"), ("a", "b"))
    assert of_values(rule("a b", "a == b", message=message), "12 km", "30 km").message == "12 km is not 30 km"


def test_percentages_differ_by_points() -> None:
    finding = of_values(rule("a b", "a + '2 pp' == b"), "12 %", "30 %")
    assert finding.arithmetic[0].gap == "15 pp"


def slipped(of: Rule, *claims: Claim) -> list[tuple[str, str, str, str]]:
    judge = evaluate.prepare(of)
    judgement = judge(meeting(of, *claims))
    assert judgement is not None
    finding = explain.prepare(of, trial=explain.Trial(judge, UNITS))(judgement)
    return [(slip.operator, slip.written, slip.meant, slip.role) for slip in finding.likely_slips]


def slipped_values(expect: str | dict[str, str], *values: str) -> list[tuple[str, str, str, str]]:
    of = rule(" ".join("abcdef"[: len(values)]), expect)
    return slipped(of, *(claim(f"c{number}", value) for number, value in enumerate(values)))


def test_likely_slips_are_those_that_make_it_consistent() -> None:
    assert slipped(
        rule("earlier later total", SUM), claim("c0", "14 %"), claim("c1", "8 %"), claim("c2", "35 %")
    ) == [("digit", "35 %", "25 %", "total")]


@pytest.mark.parametrize(
    ("expect", "values", "expected"),
    [
        ("a == b", ("1,927 people", "1,297 people"), ("digits-swapped", "1,297 people", "1,927 people", "b")),
        ("a + b == c", ("14 km", "8 km", "220 km"), ("tenfold", "220 km", "22 km", "c")),
        ("a == b", ("3 million km", "3 billion km"), ("thousandth", "3 million km", "3 billion km", "a")),
        ("a == b", ("50 km", "50 miles"), ("unit", "50 miles", "50 kilometers", "b")),
        ("b - a == c", ("40 %", "48 %", "+20 %"), None),
        ("a * (1 + b) == c", ("50 km", "+10 %", "45 km"), ("exchanged", "45 km", "50 km", "c")),
        ("a + b == c", ("50 km", "10 km", "40 km"), ("exchanged", "40 km", "50 km", "c")),
        ("a + b == 2 * c", ("50 km", "10 km", "20 km"), ("sign", "10 km", "-10 km", "b")),
    ],
)  # fmt: skip
def test_each_kind_of_slip_is_found(
    expect: str, values: tuple[str, ...], expected: tuple[str, ...] | None
) -> None:
    found = slipped_values(expect, *values)
    assert (found[0] if found else None) == expected


def test_the_swapped_base_of_a_change_names_both_claims() -> None:
    of = rule("old new stated", "percent_change(old, new) == stated")
    judge = evaluate.prepare(of)
    judgement = judge(meeting(of, claim("x", "41 people"), claim("y", "31 people"), claim("z", "32 %")))
    assert judgement is not None
    (slip,) = explain.prepare(of, trial=explain.Trial(judge, UNITS))(judgement).likely_slips
    assert (slip.claim, slip.other, slip.role, slip.other_role) == ("paper/y", "paper/x", "new", "old")


def test_percent_for_points_is_named_by_the_rule_for_points() -> None:
    def only(unit: str, expect: str) -> Rule:
        of = rule("a b c", expect)
        return attrs.evolve(of, roles=(*of.roles[:2], Role("c", (("unit", OneOf((unit,))),))))

    percent, points = only("%", "percent_change(a, b) == c"), only("pp", "b - a == c")
    claims = [claim(name, text) for name, text in (("a", "42 %"), ("b", "48 %"), ("c", "6 %"))]
    by_percent, by_points = evaluate.prepare(percent), evaluate.prepare(points)
    judgement = by_percent(meeting(percent, *claims))
    assert judgement is not None

    def elsewhere(again: Sequence[Claim]) -> list[Judgement]:
        found = by_points(meeting(points, *again))
        return [] if found is None else [found]

    there = explain.Trial(by_percent, UNITS, elsewhere=elsewhere)
    slip = explain.prepare(percent, trial=there)(judgement).likely_slips[0]
    assert (slip.operator, slip.written, slip.meant) == ("percent-for-points", "6 %", "6 pp")
    nowhere = explain.prepare(percent, trial=explain.Trial(by_percent, UNITS))(judgement).likely_slips
    assert "percent-for-points" not in [slip.operator for slip in nowhere]


def test_a_neighbouring_year_and_a_month_for_a_day_are_named() -> None:
    during = rule("event period", "within(event.when, period.when)")

    def at(day: str) -> list[tuple[str, str, str, str]]:
        return slipped(during, claim("e", when=day, kind=Kind.EVENT), claim("p", when="2015-03"))

    assert at("2016-03-12") == [
        ("year", "2015-03", "2016-03", "period"),
        ("year", "2016-03-12", "2015-03-12", "event"),
    ]
    assert at("2015-12-03") == [("day-for-month", "2015-12-03", "2015-03-12", "event")]


def test_a_wrong_weekday_is_named() -> None:
    found = slipped(
        rule("e", "falls_on(e.when, e.weekday)"), claim("e", when="2016-03-16", weekday="Tuesday")
    )
    assert found == [("weekday", "Tuesday", "Wednesday", "e")]


def test_a_restatement_may_have_slipped() -> None:
    found = slipped(rule("a", "restated(a, a.also)"), claim("a", "2,400 km²", also=("972 mi²",)))
    assert found == [
        ("digits-swapped", "972 mi²", "927 mi²", "a"),
        ("digit", "2,400 km²", "2,500 km²", "a"),
    ]


def test_of_slips_in_one_digit_the_nearest_is_named_and_only_where_no_better_one_is() -> None:
    # Exchanging two figures always puts them in order, and so keeps no other slip from being named.
    assert slipped_values("a <= b", "68 people", "23 people")[:2] == [
        ("exchanged", "23 people", "68 people", "b"),
        ("tenth", "23 people", "230 people", "b"),
    ]
    assert slipped_values("a < b", "40 km", "20 km", "1 km")[0][0] == "exchanged"
    assert slipped_values("a == b", "53 people", "35 people") == [
        ("digits-swapped", "35 people", "53 people", "b"),
        ("digits-swapped", "53 people", "35 people", "a"),
    ]
    assert slipped_values("a + b < c", "34 km", "31 km", "62 km") == [
        ("digits-swapped", "31 km", "13 km", "b"),
        ("tenth", "62 km", "620 km", "c"),
        ("tenfold", "34 km", "3.4 km", "a"),
    ]
    assert slipped_values("a == b", "34 people", "36 people") == [
        ("digit", "36 people", "34 people", "b"),
    ]
    assert slipped_values("roughly(a, b, within='5 %')", "50 people", "90 people")[0] == (
        "digit",
        "90 people",
        "50 people",
        "b",
    )


def test_at_most_three_slips_are_named() -> None:
    # Any of four would do: 12 for 21.
    values = [f"{number} people" for number in (12, 12, 12, 12, 57)]
    names = [role for _, _, _, role in slipped_values("a + b + c + d == e", *values)]
    assert names == ["d", "c", "b"]


def test_a_figure_that_only_becomes_vaguer_has_not_slipped() -> None:
    found = slipped_values("a == b", "21,000 to 24,000 people", "93,000 people")
    assert found == [("digit", "93,000 people", "23,000 people", "b")]


def test_no_slip_leads_beyond_what_a_figure_can_be() -> None:
    of = rule("a b c", "a + b == c")
    flows = [claim(name, text) for name, text in (("a", "50 km"), ("b", "10 km"), ("c", "30 km"))]
    turned = ("sign", "50 km", "-50 km", "a")
    assert turned not in slipped(of, *flows)
    of = rule("a b", "a + b == 0 * a")
    assert slipped(of, claim("a", "5 km"), claim("b", "5 km"))[0] == ("sign", "5 km", "-5 km", "b")
    stocks = [claim(name, "5 km", kind=Kind.STOCK) for name in "ab"]
    assert slipped(of, *stocks) == []


def test_only_what_the_expectation_reads_can_have_slipped() -> None:
    of = rule("a b", "a == b", where=("precedes(a.when, b.when)",))
    found = slipped(of, claim("a", "53 km", when="2015"), claim("b", "35 km", when="2016"))
    assert [operator for operator, _, _, _ in found] == ["digits-swapped", "digits-swapped"]
    assert slipped(of, claim("a", "13 km", when="2015"), claim("b", "35 km", when="2016")) == []


def test_claims_of_a_group_are_tried_up_to_eight() -> None:
    few = [claim(f"p{number}", "20 people") for number in range(7)]
    assert slipped(GROUP, *few, claim("p7", "61 people"), claim("t", "156 people")) == [
        ("digits-swapped", "61 people", "16 people", "parts 8")
    ]
    many = [claim(f"p{number}", "20 people") for number in range(8)]
    assert slipped(GROUP, *many, claim("p8", "61 people"), claim("t", "176 people")) == []


def test_slips_are_sought_for_contradictions_only_and_not_for_notes() -> None:
    assert slipped_values("a == b", "about 40 people", "46 people") == []
    note = rule("a b", "a == b", severity=Severity.NOTE)
    assert slipped(note, claim("a", "53 people"), claim("b", "35 people")) == []
    assert slipped(rule("a b", "a == b"), claim("a", "53 people"), claim("b", "35 people")) != []


def test_a_meeting_is_judged_again_a_bounded_number_of_times() -> None:
    asked = 0
    of = rule("a b", "restated(a, a.also) and b == a")
    judge = evaluate.prepare(of)

    def counting(again: Meeting) -> Judgement | None:
        nonlocal asked
        asked += 1
        return judge(again)

    restatements = tuple(f"{number},234,567,891 km" for number in range(1, 9))
    judgement = judge(meeting(of, claim("a", "9 km", also=restatements), claim("b", "8 km")))
    assert judgement is not None
    assert explain.prepare(of, trial=explain.Trial(counting, UNITS))(judgement).likely_slips == ()
    assert asked == MOST_TRIED


@pytest.mark.parametrize(
    "asked", ["not is_change(a)", "unit(a) == 'people'", "hedge_of(a) == 'bare'", "is_counted(a)"]
)
def test_what_is_asked_of_the_words_holds_of_other_numbers_too(asked: str) -> None:
    figures = "12 people", "14 people"
    assert settling(f"{asked} and a == b", *figures) == {"a": "14 people", "b": "12 people"}
    assert step(f"{asked} and a == b", *figures) == "12 people against 14 people: 2 people short"


def test_of_what_must_hold_together_only_what_does_not_is_told() -> None:
    finding = of_values(rule("a b", "a > 3 and is_change(a) and a <= b"), "8", "6")
    assert finding.arithmetic[0].steps == (
        "8 must be told as a change: it is not",
        "8 (7.5…8.5) must be at most 6 (5.5…6.5): 1 too high",
    )
