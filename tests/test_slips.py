"""The mistakes that people make: what each does to a text, and which copies of a claim come of it."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from consistency.claim import Claim
from consistency.finding import LikelySlip
from consistency.measure import Kind, Measure
from consistency.pipeline import check
from consistency.quantity import Quantity
from consistency.reports import json as reports_json
from consistency.reports import text
from consistency.settings import Settings
from consistency.slips import (
    EXCHANGED,
    OPERATORS,
    Operator,
    Reread,
    exchanged,
    inverse,
    is_possible,
    slips,
)
from consistency.slips.operators import SOURCES
from consistency.slips.units import _table
from consistency.slips.wording import turned
from consistency.trace import find
from made import a_finding, a_report
from making import SOURCE, UNITS, claim

REREAD = Reread(UNITS)
BY_NAME = {operator.name: operator for operator in (*OPERATORS, EXCHANGED)}


def made(of: Claim, operator: str, field: str | None = None) -> list[str]:
    """What the texts of a claim have become by one slip."""
    fields = (field,) if field else ("value", "also", "lasting", "when", "said", "weekday")
    return [slip.after for slip in slips(of, REREAD, (BY_NAME[operator],), fields)]


@pytest.mark.parametrize(
    ("operator", "text", "expected"),
    [
        ("digit", "7", ["6", "8", "5", "9", "4", "3", "2", "1", "0"]),
        ("digit", "half", []),
        ("digits-swapped", "1,927 mi²", ["9,127 mi²", "1,297 mi²", "1,972 mi²"]),
        ("digits-swapped", "10 people", []),
        ("digits-swapped", "0.5 %", ["5.0 %"]),
        ("digits-swapped", "33 people", []),
        ("tenfold", "about 40 %", ["about 400 %"]),
        ("tenfold", "1.5 million people", ["15 million people"]),
        ("tenfold", "950 people", ["9,500 people"]),
        ("tenfold", "9500 people", ["95000 people"]),
        ("tenfold", "20 000 people", ["200 000 people"]),
        ("tenth", "35 %", ["3.5 %"]),
        ("tenth", "12.40 km", ["1.240 km"]),
        ("tenth", "2,000 people", ["200 people"]),
        ("tenth", "20 to 30 km", ["2 to 3 km", "2 to 30 km"]),
        ("thousandfold", "13 million people", ["13 billion people"]),
        ("thousandfold", "13 people", ["13,000 people"]),
        ("thousandth", "$3.4bn", ["$3.4m"]),
        ("thousandth", "20 thousand people", []),
        ("thousandth", "1,300 people", ["1.3 people"]),
        ("millionfold", "2 thousand people", ["2 billion people"]),
        ("millionth", "2 billion people", ["2 thousand people"]),
        ("millionth", "2,000,000 people", ["2 people"]),
        ("unit", "2,400 square kilometers", ["2,400 square miles"]),
        ("unit", "5 km/h", ["5 mph"]),
        ("unit", "20 °C", ["20 °F"]),
        ("unit", "5 m", ["5 ft", "5 yd"]),
        ("unit", "10 mg", ["10 g", "10 µg"]),
        ("unit", "50 villages", []),
        ("percent-for-points", "8 percentage points", ["8 percent"]),
        ("percent-for-points", "8 pp", ["8 %"]),
        ("percent-for-points", "8 %", []),
        ("points-for-percent", "down 8 %", ["down 8 pp"]),
        ("points-for-percent", "8 pp", []),
        ("sign", "down 8 %", ["up 8 %"]),
        ("sign", "-8 %", ["8 %"]),
        ("sign", "+8 %", ["-8 %"]),
        ("sign", "8 %", ["-8 %"]),
        ("sign", "more than 8 %", []),  # a bound on a figure below zero is not read
        ("sign", "20 fewer people", ["20 more people"]),
        ("sign", "3 to 5 %", []),
        ("sign", "up to 40 %", []),
    ],
)
def test_each_slip_in_a_figure_changes_its_text(operator: str, text: str, expected: list[str]) -> None:
    assert made(claim("a", text), operator) == expected


@pytest.mark.parametrize(
    ("operator", "text", "expected"),
    [
        ("year", "2015", ["2014", "2016"]),
        (
            "year",
            "2015/2016-03",
            ["2014/2015-03", "2016/2017-03", "2014/2016-03", "2016/2016-03", "2015/2015-03", "2015/2017-03"],
        ),
        ("year", "../2015-06", ["../2014-06", "../2016-06"]),
        ("year", "2015~", ["2014~", "2016~"]),
        ("year", "2016-02-29", []),
        ("day-for-month", "2016-03-04", ["2016-04-03"]),
        ("day-for-month", "2016-03-14", []),
        ("day-for-month", "2016-03-03", []),
        ("day-for-month", "2016-03-04/2016-03-11", ["2016-03-04/2016-11-03"]),  # the other runs backwards
    ],
)
def test_each_slip_in_a_date_changes_its_text(operator: str, text: str, expected: list[str]) -> None:
    assert made(claim("a", when=text), operator, "when") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday", ["Monday", "Wednesday", "Sunday", "Thursday", "Saturday", "Friday"]),
        ("tues.", ["mon.", "wed.", "sun.", "thu.", "sat.", "fri."]),
        ("TUE", ["MON", "WED", "SUN", "THU", "SAT", "FRI"]),
        ("payday", []),
        ("Tu", []),
    ],
)
def test_a_wrong_weekday_is_any_other_the_nearest_first(text: str, expected: list[str]) -> None:
    found = list(slips(claim("a", weekday=text), REREAD))
    assert [slip.after for slip in found] == expected
    assert [slip.claim.about["weekday"] for slip in found] == [(day,) for day in expected]


def test_only_the_field_that_slipped_is_changed_and_it_is_really_read_again() -> None:
    original = claim("a", "35 %", when="2015", lasting="9 months", also=("7 km", "70 %"))
    for slip in slips(original, REREAD):
        for field in ("value", "when", "lasting", "also", "about", "links", "id"):
            if field != slip.field:
                assert getattr(slip.claim, field) == getattr(original, field)
        changed = getattr(slip.claim, slip.field)
        texts = [figure.text for figure in changed] if slip.field == "also" else [changed.text]
        assert slip.after in texts
    assert [s.claim.value for s in slips(original, REREAD, (BY_NAME["tenth"],), ("value",))] == [
        Quantity.of("3.5 %")
    ]


def test_each_restatement_slips_alone() -> None:
    found = [
        [figure.text for figure in slip.claim.also]
        for slip in slips(
            claim("a", "1 km", also=("7 km", "70 km")), REREAD, (BY_NAME["tenfold"],), ("also",)
        )
    ]
    assert found == [["70 km", "70 km"], ["7 km", "700 km"]]


def test_a_text_without_a_unit_has_that_of_its_measure_and_slips_into_another() -> None:
    measured = attrs.evolve(
        claim("a", kind=Kind.STOCK),
        measure=Measure("river", Kind.STOCK, UNITS.find("km")),
        value=Quantity("5", UNITS.find("km"), "bare", *[Quantity.of("5 km").typical] * 3),
    )
    assert made(measured, "unit") == ["5 mi"]
    (tenfold,) = slips(measured, REREAD, (BY_NAME["tenfold"],))
    assert tenfold.claim.value is not None
    assert (tenfold.claim.value.text, tenfold.claim.value.unit.name) == ("50", "km")


def test_a_slipped_figure_stops_where_its_measure_does_and_beyond_it_is_not_possible() -> None:
    share = attrs.evolve(
        claim("a", "96 %", kind=Kind.SHARE),
        measure=Measure("share", Kind.SHARE, UNITS.find("%"), at_most=Quantity.exact(1)),
    )
    (slip,) = (slip for slip in slips(share, REREAD) if slip.after == "9.6 %")
    assert is_possible(slip.claim, slip.claim.value)
    (tenfold,) = slips(share, REREAD, (BY_NAME["tenfold"],))
    assert not is_possible(tenfold.claim, tenfold.claim.value)
    (turned,) = slips(share, REREAD, (BY_NAME["sign"],))
    assert not is_possible(turned.claim, turned.claim.value)
    whole = attrs.evolve(share, value=Quantity.of("90 %"))
    raised = [slip.claim.value for slip in slips(whole, REREAD) if slip.after == "99 %"]
    assert [str(figure.widest) for figure in raised if figure] == ["[197/2, 199/2]"]


def test_a_length_of_time_stays_one() -> None:
    assert made(claim("a", lasting="9 months"), "unit") == ["9 weeks", "9 years"]
    assert made(claim("a", lasting="9 months"), "sign") == ["-9 months"]


def test_a_date_that_comes_from_the_document_stays() -> None:
    published = claim("a", said="2015").said
    source = attrs.evolve(SOURCE, published=published)
    inherited = attrs.evolve(claim("a", source=source), said=published)
    assert made(inherited, "year") == []
    assert made(claim("a", said="2017", source=source), "year") == ["2016", "2018"]


def test_an_event_that_slips_is_still_one_day() -> None:
    (earlier, _) = slips(claim("a", when="2015", kind=Kind.EVENT), REREAD, (BY_NAME["year"],))
    assert earlier.claim.when is not None
    assert earlier.claim.when.instant


def test_the_words_of_a_hedge_are_no_sign() -> None:
    assert turned("more than 8 %") == ["more than -8 %"]
    assert turned("20 or more people") == ["-20 or more people"]
    assert turned("no more than 20 fewer people") == ["no more than 20 more people"]


@pytest.mark.parametrize("written", ["about 5 km", "5 kg", "5 blorp, or so", "5 km"])
def test_what_is_under_another_hedge_of_another_dimension_or_unreadable_is_no_slip(written: str) -> None:
    operator = Operator("x", "x", "x", "figure", lambda text, unit: [written], "E")
    found = [slip.after for slip in slips(claim("a", "4 km"), REREAD, (operator,))]
    assert found == (["5 km"] if written == "5 km" else [])


def test_a_slipped_figure_of_what_is_counted_stops_at_zero() -> None:
    original = claim("a", "less than 50 people", kind=Kind.STOCK)
    (tenth,) = slips(original, REREAD, (BY_NAME["tenth"],))
    assert tenth.claim.value is not None
    assert str(tenth.claim.value.widest) == "[0, 5)"


def test_a_number_within_a_unit_is_no_figure() -> None:
    assert made(claim("a", "5 km2"), "tenfold") == ["50 km2"]
    assert made(claim("a", "12 per 100,000 people"), "tenth") == ["1.2 per 100,000 people"]
    assert made(claim("a", "1/3"), "digit")[:2] == ["0/3", "2/3"]


def test_two_claims_exchange_their_figures() -> None:
    one, other = claim("a", "22 villages"), claim("b", "62 villages")
    pair = exchanged(one, other, REREAD)
    assert pair is not None
    assert [(slip.claim.id, slip.before, slip.after) for slip in pair] == [
        (one.id, "22 villages", "62 villages"),
        (other.id, "62 villages", "22 villages"),
    ]
    assert [slip.claim.value for slip in pair] == [other.value, one.value]
    assert exchanged(one, claim("b", "62 km"), REREAD) is None
    assert exchanged(one, claim("b", "22 villages"), REREAD) is None
    assert exchanged(one, claim("b"), REREAD) is None


def test_every_row_of_the_table_is_whole() -> None:
    names = [operator.name for operator in (*OPERATORS, EXCHANGED)]
    assert len(names) == len(set(names))
    for operator in (*OPERATORS, EXCHANGED):
        assert inverse(inverse(operator)) is operator
        assert operator.of in ("figure", "date", "weekday")
        assert operator.phrase
        assert all(letter in SOURCES for letter in operator.source.split(", "))
    assert set(SOURCES) == {letter for operator in OPERATORS for letter in operator.source.split(", ")}


def test_every_unit_of_the_table_is_read_and_is_of_the_other_s_dimension() -> None:
    _, others = _table()
    for name, written_for in others.items():
        unit = UNITS.find(name)
        for other in written_for:
            assert UNITS.find(other).dimension == unit.dimension, (name, other)
            assert UNITS.find(other) != unit, (name, other)
            back = {UNITS.find(text) for text in others[other]}
            assert unit in back, (name, other)


def test_likely_slips_have_a_line_of_their_own_and_a_list_in_json() -> None:
    slips = (
        LikelySlip("total", "signs-of-wear/kerry", "value", "digit", "one digit", "35 %", "25 %"),
        LikelySlip("later", "x/b", "when", "year", "neighbouring year", "2015", "2016"),
        LikelySlip(
            "new",
            "x/b",
            "value",
            "exchanged",
            "figures exchanged",
            "9 %",
            "4 %",
            other="x/a",
            other_role="old",
        ),
    )
    finding = a_finding(likely_slips=slips)
    (line,) = (line for line in text.render(a_report(finding)).splitlines() if "likely slip" in line)
    assert line == (
        "  = likely slip: one digit, `35 %` for `25 %` (total)"
        " · neighbouring year, `2015` for `2016` (later.when)"
        " · figures exchanged, `9 %` (new) and `4 %` (old)"
    )
    assert "likely slip" not in text.render(a_report(a_finding()))
    first, _, third = json.loads(reports_json.render(a_report(finding)))["findings"][0]["likely_slips"]
    assert first == {
        "claim": "signs-of-wear/kerry",
        "field": "value",
        "operator": "digit",
        "written": "35 %",
        "meant": "25 %",
        "exchanged_with": None,
    }
    assert (third["claim"], third["exchanged_with"]) == ("x/b", "x/a")


POINTS_FOR_PERCENT = """\
claims:
  - {id: a, about: {measure: turnout}, when: 2020, value: 42 %}
  - {id: b, about: {measure: turnout}, when: 2024, value: 36 %}
  - {id: c, about: {measure: fall}, value: 6 %, links: {change_from: a, change_to: b}}
"""


def test_percent_for_points_is_judged_by_the_rule_for_points(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(POINTS_FOR_PERCENT, "utf-8")
    report = check(Settings(facts=(str(tmp_path / "facts.yaml"),), rules=("standard",)))
    (finding,) = (each for each in report.findings if each.rule == "shares/percent-change")
    slip = finding.likely_slips[0]
    assert (slip.operator, slip.written, slip.meant) == ("percent-for-points", "6 %", "6 pp")
    alone = find(Settings(facts=(str(tmp_path / "facts.yaml"),)), finding.fingerprint).trace
    assert alone is not None
    assert alone.finding.likely_slips == finding.likely_slips
