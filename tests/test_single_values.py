"""What rules can ask of one value: figures that count or change, days of the week, quotes, their numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.ask import ask
from consistency.expressions.predicates import day_of_week, significant_figures
from consistency.expressions.quoting import appears, has_numbers_of
from consistency.problem import InputError
from consistency.quantity import Quantity
from consistency.quantity.mentions import numbers_in


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("3 people", "established"),
        ("2.5 people", "contradicted"),
        ("2.6 million people", "consistent"),
        ("about 2 people", "consistent"),
        ("7 to 9 people", "consistent"),
        ("1.2 to 1.7 people", "contradicted"),
        ("more than 3 people", "consistent"),
        ("at least 2.5 people", "strained"),
        ("0.1 people", "contradicted"),
        ("-3 people", "established"),
    ],
)
def test_a_figure_is_whole_if_its_range_holds_a_whole_number(text: str, verdict: str) -> None:
    assert ask("is_whole(a)", a=text) == verdict


def test_a_range_of_less_than_one_holds_no_whole_number_at_an_open_end() -> None:
    assert ask("is_whole(a)", a="exactly 2 people") == "established"
    # "Less than 1" of what cannot be negative is from 0, which is whole, though 1 itself is not reached.
    assert ask("is_whole(a)", a="less than 1 km") == "consistent"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3 people", True),
        ("315 villages", True),
        ("3 km", False),
        ("14 %", False),
        ("$20", False),
        ("3", False),
    ],
)
def test_what_is_measured_is_not_counted(text: str, counts: bool) -> None:
    assert ask("is_counted(a)", a=text) == ("established" if counts else "contradicted")


@pytest.mark.parametrize(
    ("text", "is_change"),
    [
        ("down 12 employees", True),
        ("up 8 %", True),
        ("fell by 3", True),
        ("a fall of about 3 °C", True),
        ("more than a 20 % drop", True),
        ("2 °C warmer", True),
        ("20 fewer people", True),
        ("50 % more", True),
        ("+3", True),
        ("about +3 %", True),
        ("+3 to +5 %", True),
        ("-3 %", False),
        ("minus 5 °C", False),
        ("+5 °C", False),
        ("5 °C below zero", False),
        ("-3 to +5 %", False),
        ("20+", False),
        ("20 or more", False),
        ("up to 8 %", False),
        ("more than 20 people", False),
        ("doubled", False),
        ("rose tenfold", False),
        ("three times more", False),
    ],
)
def test_a_figure_is_told_as_a_change_or_as_a_level(text: str, is_change: bool) -> None:
    assert ask("is_change(a)", a=text) == ("established" if is_change else "contradicted")


@pytest.mark.parametrize(
    "call", ["unit(a / b)", "unit(a + b)", "unit(abs(a))", "hedge_of(a / b)", "is_change(a - b)"]
)
def test_what_is_asked_of_words_is_asked_of_written_figures(call: str) -> None:
    with pytest.raises(InputError, match="takes figures as they were written"):
        ask(call, a="3 km", b="4 km")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("14 %", "bare"),
        ("12.40", "bare"),
        ("224 people", "bare"),
        ("nine months", "bare"),
        ("about 40 %", "about"),
        ("up to 500 people", "up to"),
        ("at least 83 people", "at least"),
        ("over a year", "more than"),
        ("exactly 5", "exactly"),
        ("20 to 30", "range"),
    ],
)
def test_a_hedge_is_named_by_its_row(text: str, row: str) -> None:
    assert ask("hedge_of(a)", a=text) == row


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2,400 km²", 2),
        ("927 mi²", 3),
        ("12.40", 4),
        ("0.050", 2),
        ("1.3 million", 2),
        ("40 to 45 %", 2),
        ("from 1,250 to 2,000", 3),
        ("1 300 people", 2),
        ("0", 1),
    ],
)
def test_significant_figures_are_those_that_are_written(text: str, figures: int) -> None:
    assert significant_figures(Quantity.of(text)) == figures


def test_a_figure_in_words_has_one_significant_figure() -> None:
    assert significant_figures(Quantity.of("two thirds")) == 1
    assert ask("significant_figures(a) <= significant_figures(b)", a="two thirds", b="12 %") == "established"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday", "Thursday"),
        ("thursday ", "Thursday"),
        ("Thurs.", "Thursday"),
        ("THU", "Thursday"),
        ("Th", None),
        ("Thirsday", None),
        ("Thursdays", None),
        ("", None),
    ],
)
def test_days_of_the_week_are_known_by_three_letters(text: str, day: str | None) -> None:
    assert day_of_week(text) == day


@pytest.mark.parametrize(
    ("when", "day", "verdict"),
    [
        ("2016-03-10", "Thu", "established"),
        ("2016-03-10", "Friday", "contradicted"),
        ("2016-03", "Friday", "consistent"),
        ("2016-03-10~", "Friday", "strained"),
        ("2016-03-10", "Fryday", "undetermined: `Fryday` is no day of the week"),
    ],
)
def test_a_date_falls_on_a_day_of_the_week(when: str, day: str, verdict: str) -> None:
    assert ask("falls_on(a.when, a.weekday)", a={"when": when, "weekday": day}) == verdict


def test_what_has_no_date_falls_on_no_known_day() -> None:
    told = ask("falls_on(a.when, a.weekday)", a={"weekday": "Friday"})
    assert told.startswith("undetermined: ")
    assert "no `when`" in told
    told = ask("falls_on(a.when, a.weekday)", a={"when": "2016"})
    assert told.startswith("undetermined: ")
    assert "no `weekday`" in told


TEXT = "The bridge — opened in 1998 — carries “14 percent”\nof all traffic,   it's said."


@pytest.mark.parametrize(
    "quote",
    [
        "14 percent",
        "carries “14 percent” of all traffic",
        'carries "14 percent" of',
        "The Bridge - opened in 1998",
        "“14 percent”",
        "it’s said",
        "The bridge … of all traffic",
        "The bridge [...] carries [ … ] it's said.",
        "[It] carries",
        "[t]he bridge",
        "14 percent” [of the traffic], it's said",
        "of all traffic.",
        "opened in 1998,",
    ],
)
def test_a_quote_stands_in_a_text_however_it_is_set(quote: str) -> None:
    assert appears(quote, TEXT)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("lost 14 percent", "It lost 14 per-\ncent."),
        ("lost 14 percent", "It lost 14 per\u00adcent."),
        ("a 20-year term", "For a 20-\nyear term"),
        ("the mayor - a baker", "the mayor—a baker"),
        ("the mayor -- a baker", "the mayor – a baker"),
        ("-5 °C", "It was −5 °C."),
    ],
)
def test_a_broken_line_or_a_dash_hides_no_quote(quote: str, text: str) -> None:
    assert appears(quote, text)


@pytest.mark.parametrize(("quote", "text"), [("200 people", "1,200 people"), ("1,200", "1,200.5 km")])
def test_a_number_is_not_cut(quote: str, text: str) -> None:
    assert not appears(quote, text)


@pytest.mark.parametrize("quote", ["4 percent", "14 per", "15 percent", "of all traffic … The bridge", "199"])
def test_what_a_text_does_not_say_is_not_quoted_from_it(quote: str) -> None:
    assert not appears(quote, TEXT)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("21,000-24,000 square kilometers", [21000, 24000]),
        ("killed 61", [61]),
        ("one in five", [1, 5]),
        ("twenty-two countries", [22]),
        ("two hundred and five", [205]),
        ("a hundred", [100]),
        ("$3.4bn or £20m", [3_400_000_000, 20_000_000]),
        ("1.3 million", [1_300_000]),
        ("a dozen", [12]),
        ("nearly a third", [Fraction(1, 3)]),
        ("two thirds", [Fraction(2, 3)]),
        ("½ of it", [Fraction(1, 2)]),
        ("2½ years", [Fraction(5, 2)]),
        ("a million and a half people", [1_500_000]),
        ("a year and a half", [Fraction(3, 2), Fraction(1, 2)]),
        ("two hours and a quarter", [2, Fraction(9, 4), Fraction(1, 4)]),
        ("3/4 of", [Fraction(3, 4)]),
        ("two and a half million", [2_500_000]),
        ("twice as many", [2]),
        ("a threefold rise, then tripling", [3]),
        ("grew twenty-five-fold", [25]),
        ("halved, then quintupled", [Fraction(1, 2), 5]),
        ("nobody", []),
        ("315 km² of land", [315]),
        ("1 300 people", [1300]),
        ("in May 2015, 14", [2015, 14]),
        ("12/0", [12, 0]),
        ("", []),
    ],
)
def test_numbers_are_found_however_they_are_written(text: str, numbers: list[Fraction | int]) -> None:
    assert numbers_in(text) == frozenset(map(Fraction, numbers))


@pytest.mark.parametrize(
    ("quote", "figure", "holds"),
    [
        ("half of the members", "50 %", True),
        ("1,300-strong", "1,300 fighters", True),
        ("killed 16", "61 people", False),
        ("21,000 square kilometers", "21,000 to 24,000 km²", False),
        ("thousands", "thousands of fighters", True),
        ("1.3m people", "1,300,000 people", True),
        ("13m people", "1,300,000 people", False),
        ("between 20 and 30 thousand", "20,000 to 30,000 people", True),
        ("$20 million to $30 million", "$20–30 million", True),
        ("between 20 and 30", "20,000 to 30,000 people", False),
        ("half a million", "500,000 people", True),
        ("a quarter of a million", "250,000 people", True),
        ("nine out of ten", "90 %", True),
        ("9 of the 10 seats", "90 %", True),
        ("one in five", "25 %", False),
        ("a third since 2014", "33 %", True),
        ("a third since 2014", "35 %", False),
        ("doubled in 2015", "up 100 %", True),
        ("two in 2015", "up 100 %", False),
        ("grew threefold", "3 times", True),
        ("more than halved", "halved", True),
        ("a tenfold rise", "9 times", True),
        ("a tenfold rise", "8 times", False),
        ("all of them in 2015", "100 %", True),
        ("two hours and seven minutes", "127 minutes", True),
        ("12.400 Euro", "€12,400", True),
        ("3,5 Millionen Euro", "€3.5 million", True),
        ("3,6 Millionen Euro", "€3.5 million", False),
        ("two hours and seven minutes", "137 minutes", False),
        ("two-and-a-half years", "2.5 years", True),
        ("2 1/2 miles", "2.5 miles", True),
        (".5 percent", "0.5 %", True),
        ("1,234", "1,234 thousand tonnes", True),
        ("1,234 tonnes", "1,234,000 tonnes", False),
        ("1.3 thousand", "1.3 million tonnes", False),
    ],
)
def test_each_number_of_a_figure_must_stand_in_the_quote(quote: str, figure: str, holds: bool) -> None:
    assert has_numbers_of(quote, figure) is holds


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("the highest since 2019", "contradicted"),
        ("the lowest since August 2021", "contradicted"),
        ("on 12 May", "contradicted"),
        ("on May 12th, 2019", "contradicted"),
        ("12 of them in 2019", "established"),
        ("planted 1864 trees", "established"),
        ("may be 12", "established"),
    ],
)
def test_a_date_is_no_number_of_a_quote(quote: str, verdict: str) -> None:
    assert ask("has_number(a.quote)", a={"quote": quote}) == verdict


_WORDS = "3 / ² ½ ① ٣ １２ half a and thirds - . , m k million one fold $ € of year 1.5 0 000 to no"
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(st.one_of(_PIECES, st.just(" ")), max_size=8).map("".join))
def test_any_text_may_be_asked_for_its_numbers(text: str) -> None:
    assert has_numbers_of(text, text) in (True, False)
    assert all(number >= 0 for number in numbers_in(text))


def test_changes_compound() -> None:
    assert ask("compound_decline(parts)", parts=["50 %", "50 %", "50 %"]) == "87.5 %"
    assert ask("compound_growth(parts)", parts=["50 %", "-50 %"]) == "−25 %"
    assert ask("compound_growth(a, b) == c", a="11 %", b="12 %", c="24.3 %") == "consistent"
    assert ask("compound_growth(a, b) == c", a="11 %", b="12 %", c="27 %") == "contradicted"
    assert ask("compound_growth(a) == b", a="10 km", b="10 %").startswith("undetermined")


def test_the_sum_of_a_sum_is_that_sum() -> None:
    assert ask("sum(sum(a)) == product(product(a))", a="3 km") == "established"
    assert ask("sum(sum(a), sum(b))", a="3 km", b="4 km") == "7 km"
