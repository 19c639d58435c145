"""Currencies, which no table converts: only a claim, or a figure of the rule, that gives the rate."""

from __future__ import annotations

import pytest

from consistency.evaluate import prepare
from consistency.finding import Judgement, Verdict
from consistency.quantity import Units
from making import claim, meeting, rule


def judged(expect: str, *figures: str) -> Judgement:
    roles = "abc"[: len(figures)]
    of = rule(" ".join(roles), expect)
    claims = (claim(name, text) for name, text in zip(roles, figures, strict=True))
    judgement = prepare(of)(meeting(of, *claims))
    assert judgement is not None
    return judgement


@pytest.mark.parametrize(
    ("expect", "figures", "verdict"),
    [
        ("a.value * b.value == c.value", ("200 €", "1.10 $/€", "$220"), Verdict.CONSISTENT),
        ("a.value * b.value == c.value", ("€200", "$1.10 / €", "220 dollars"), Verdict.CONSISTENT),
        ("a.value * b.value == c.value", ("200 euros", "$1.10 per euro", "$441"), Verdict.CONTRADICTED),
        ("a.value / b.value == c.value", ("$220", "1.10 $/€", "200 €"), Verdict.CONSISTENT),
        ("a.value * '1.10 $/€' == b.value", ("€200", "$441"), Verdict.CONTRADICTED),
        ("convert(a.value * b.value, '$') < '$300'", ("€200", "$1.10 / €"), Verdict.CONSISTENT),
        ("a.value * b.value == c.value", ("$20 / person", "40 people", "$800"), Verdict.CONSISTENT),
        ("a.value * b.value == c.value", ("$20 / person", "40 people", "$2,000"), Verdict.CONTRADICTED),
    ],
)
def test_a_rate_or_a_price_that_a_figure_gives_converts(
    expect: str, figures: tuple[str, ...], verdict: Verdict
) -> None:
    assert judged(expect, *figures).verdict is verdict


@pytest.mark.parametrize(
    ("expect", "figures", "between"),
    [
        ("a.value == b.value", ("$200", "€200"), "`$` and `€`"),
        ("a.value < b.value", ("£1.2 million", "US$3bn"), "`£` and `$`"),
        ("convert(a.value, '$') == '$200'", ("€200",), "`€` and `$`"),
        ("a.value + b.value < '$900'", ("$200", "€200"), "`$` and `€`"),
        ("share(a.value, b.value) < 1", ("¥200", "₹200"), "`¥` and `₹`"),
        ("a.value == b.value", ("$20 / person", "€20 / person"), "`$/person` and `€/person`"),
    ],
)
def test_without_a_rate_nothing_is_decided_and_the_reason_says_what_is_missing(
    expect: str, figures: tuple[str, ...], between: str
) -> None:
    judgement = judged(expect, *figures)
    assert judgement.verdict is Verdict.UNDETERMINED
    assert judgement.because == f"no rate between {between}: multiply by a claim that gives it"


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (("$200", "40 people"), "`$` and `people` do not compare"),
        (("$20 / person", "€20"), "`$/person` and `€` do not compare"),
        (("1.10 $/€", "0.91 €/$"), "`$/€` and `€/$` do not compare"),
    ],
)
def test_what_no_rate_would_make_comparable_is_not_said_to_lack_one(
    figures: tuple[str, ...], told: str
) -> None:
    assert judged("a.value == b.value", *figures).because == told


def test_a_currency_differs_from_another_only_in_being_one() -> None:
    find = Units.standard().find
    assert find("€ / month").differs_in_currency(find("$ / year"))
    assert not find("$").differs_in_currency(find("USD"))
    assert not find("$").differs_in_currency(find("villages"))
    assert not find("km").differs_in_currency(find("days"))
