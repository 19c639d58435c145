"""Periods as written, as they stand to one another, and as they are counted."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from consistency.period import (
    BASIC,
    BEGINNING,
    FOREVER,
    RELATIONS,
    WEEKDAYS,
    Bounds,
    Period,
    certainly_ends_before,
    converse,
    days_between,
    duration,
    holds,
    is_period,
    names,
    possible_relations,
    read_period,
    weekday,
)
from consistency.period.days import civil, day_number, month_length, shifted
from consistency.problem import InputError
from consistency.reading import Extent, Truth

TYPICAL, WIDEST = Extent.TYPICAL, Extent.WIDEST


def day(text: str) -> int:
    """Return the number of a day by the standard library, or of no bound."""
    return {"-inf": BEGINNING, "inf": FOREVER}.get(text) or date.fromisoformat(text).toordinal()


def bounds(text: str) -> Bounds:
    """Return bounds from four days, the last two being days after the last one as they are in `Bounds`."""
    return Bounds(*(day(each) for each in text.split()))


def moment(text: str) -> Period:
    return read_period(text, instant=True)


# --- The calendar


def test_days_are_numbered_as_the_standard_library_numbers_them() -> None:
    for number in [
        *range(1, 3000),
        *range(day("1899-01-01"), day("1905-01-01")),
        *range(3_650_000, 3_652_060),
    ]:
        known = date.fromordinal(number)
        assert civil(number) == (known.year, known.month, known.day)
        assert day_number(known.year, known.month, known.day) == number


def test_days_outside_the_years_of_the_standard_library_have_numbers_too() -> None:
    assert day_number(10_000, 1, 1) == date.max.toordinal() + 1
    assert day_number(0, 12, 31) == 0
    assert civil(0) == (0, 12, 31)
    assert civil(day_number(-1, 3, 1)) == (-1, 3, 1)


def test_months_are_as_long_as_they_are() -> None:
    for year in (1900, 2000, 2015, 2016):
        for month in range(1, 13):
            after = date(year + month // 12, month % 12 + 1, 1)
            assert month_length(year, month) == (after - timedelta(days=1)).day


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2016-03-01", -3, "2015-12-01"),
        ("2015-12-31", 1, "2016-01-31"),
        ("2016-01-31", 1, "2016-03-01"),
        ("2016-03-31", -1, "2016-02-29"),
        ("2016-02-29", 12, "2017-03-01"),
        ("2016-02-29", -12, "2015-02-28"),
        ("2016-02-29", 48, "2020-02-29"),
    ],
)
def test_a_shift_by_months_rounds_away_from_where_it_began(start: str, months: int, end: str) -> None:
    assert shifted(day(start), months) == day(end)


# --- Dates as written


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015", "2015-01-01", "2016-01-01"),
        ("2016-02", "2016-02-01", "2016-03-01"),
        ("2015-12", "2015-12-01", "2016-01-01"),
        ("2016-02-29", "2016-02-29", "2016-03-01"),
        ("0001", "0001-01-01", "0002-01-01"),
        ("2016-03-10T23:59:59+01:00", "2016-03-10", "2016-03-11"),
        ("2016-33", "2016-01-01", "2016-04-01"),
        ("2016-36", "2016-10-01", "2017-01-01"),
        ("2016-38", "2016-05-01", "2016-09-01"),
        ("2016-41", "2016-07-01", "2017-01-01"),
        ("../..", "-inf", "inf"),
        ("1950S4", "1950-01-01", "1951-01-01"),
        ("{2014,2016}", "2014-01-01", "2017-01-01"),
        ("{2014..2016}", "2014-01-01", "2017-01-01"),
        ("{2016-03}", "2016-03-01", "2016-04-01"),
        ("{..1984}", "-inf", "1985-01-01"),
        ("{1980,1984..}", "1980-01-01", "inf"),
    ],
)
def test_a_date_is_all_of_what_it_names_in_both_readings(text: str, start: str, end: str) -> None:
    period = read_period(text)
    assert period.typical == period.widest == bounds(f"{start} {start} {end} {end}")
    assert str(period) == period.text == text


@pytest.mark.parametrize(
    ("text", "typical", "widest"),
    [
        # Intervals run from the beginning to the end, or start and end some time in their dates.
        (
            "2015-12/2016-03",
            "2015-12-01 2015-12-01 2016-04-01 2016-04-01",
            "2015-12-01 2015-12-31 2016-03-02 2016-04-01",
        ),
        (
            "2016-03-15/2016-03",
            "2016-03-15 2016-03-15 2016-04-01 2016-04-01",
            "2016-03-15 2016-03-15 2016-03-16 2016-04-01",
        ),
        (
            "2015/2015",
            "2015-01-01 2015-01-01 2016-01-01 2016-01-01",
            "2015-01-01 2015-12-31 2015-01-02 2016-01-01",
        ),
        # An open end has no bound; an unknown one may be anywhere.
        ("../2016-03", "-inf -inf 2016-04-01 2016-04-01", "-inf -inf 2016-03-02 2016-04-01"),
        ("2015/..", "2015-01-01 2015-01-01 inf inf", "2015-01-01 2015-12-31 inf inf"),
        ("2015/", "2015-01-01 2015-01-01 2015-01-02 inf", "2015-01-01 2015-12-31 2015-01-02 inf"),
        ("/2015", "-inf 2015-12-31 2016-01-01 2016-01-01", "-inf 2015-12-31 2015-01-02 2016-01-01"),
        # Doubt widens by one unit of where it stands.
        (
            "2015~",
            "2015-01-01 2015-01-01 2016-01-01 2016-01-01",
            "2014-01-01 2016-01-01 2015-01-01 2017-01-01",
        ),
        (
            "2015-02?",
            "2015-02-01 2015-02-01 2015-03-01 2015-03-01",
            "2015-01-01 2015-03-01 2015-02-01 2015-04-01",
        ),
        (
            "2015-02-28%",
            "2015-02-28 2015-02-28 2015-03-01 2015-03-01",
            "2015-02-27 2015-03-01 2015-02-28 2015-03-02",
        ),
        (
            "2004-06-~11",
            "2004-06-11 2004-06-11 2004-06-12 2004-06-12",
            "2004-06-10 2004-06-12 2004-06-11 2004-06-13",
        ),
        (
            "2004-06~-11",
            "2004-06-11 2004-06-11 2004-06-12 2004-06-12",
            "2004-05-11 2004-07-11 2004-05-12 2004-07-12",
        ),
        (
            "?2004-06-~11",
            "2004-06-11 2004-06-11 2004-06-12 2004-06-12",
            "2003-06-10 2005-06-12 2003-06-11 2005-06-13",
        ),
        (
            "~201X-06",
            "2010-06-01 2019-06-01 2010-07-01 2019-07-01",
            "2000-06-01 2029-06-01 2000-07-01 2029-07-01",
        ),
        (
            "?2004-~06",
            "2004-06-01 2004-06-01 2004-07-01 2004-07-01",
            "2003-05-01 2005-07-01 2003-06-01 2005-08-01",
        ),
        (
            "2016-33~",
            "2016-01-01 2016-01-01 2016-04-01 2016-04-01",
            "2015-10-01 2016-04-01 2016-01-01 2016-07-01",
        ),
        (
            "2015~/2017-01",
            "2015-01-01 2015-01-01 2017-02-01 2017-02-01",
            "2014-01-01 2016-12-31 2017-01-02 2017-02-01",
        ),
        # Unspecified digits leave a choice; of years alone, typically the whole decade.
        (
            "2016-XX",
            "2016-01-01 2016-12-01 2016-02-01 2017-01-01",
            "2016-01-01 2016-12-01 2016-02-01 2017-01-01",
        ),
        (
            "2016-XX-31",
            "2016-01-31 2016-12-31 2016-02-01 2017-01-01",
            "2016-01-31 2016-12-31 2016-02-01 2017-01-01",
        ),
        (
            "2016-02-XX",
            "2016-02-01 2016-02-29 2016-02-02 2016-03-01",
            "2016-02-01 2016-02-29 2016-02-02 2016-03-01",
        ),
        (
            "201X-02-29",
            "2012-02-29 2016-02-29 2012-03-01 2016-03-01",
            "2012-02-29 2016-02-29 2012-03-01 2016-03-01",
        ),
        (
            "2016-1X",
            "2016-10-01 2016-12-01 2016-11-01 2017-01-01",
            "2016-10-01 2016-12-01 2016-11-01 2017-01-01",
        ),
        (
            "201X",
            "2010-01-01 2010-01-01 2020-01-01 2020-01-01",
            "2010-01-01 2019-01-01 2011-01-01 2020-01-01",
        ),
        (
            "20XX",
            "2000-01-01 2000-01-01 2100-01-01 2100-01-01",
            "2000-01-01 2099-01-01 2001-01-01 2100-01-01",
        ),
        (
            "201X~",
            "2010-01-01 2010-01-01 2020-01-01 2020-01-01",
            "2000-01-01 2029-01-01 2001-01-01 2030-01-01",
        ),
        (
            "2X15",
            "2015-01-01 2915-01-01 2016-01-01 2916-01-01",
            "2015-01-01 2915-01-01 2016-01-01 2916-01-01",
        ),
        # So do digits that are not significant, at the widest.
        (
            "1950S2",
            "1950-01-01 1950-01-01 1951-01-01 1951-01-01",
            "1900-01-01 1999-01-01 1901-01-01 2000-01-01",
        ),
        (
            "0950S1",
            "0950-01-01 0950-01-01 0951-01-01 0951-01-01",
            "0001-01-01 0999-01-01 0002-01-01 1000-01-01",
        ),
        (
            "1950S2~",
            "1950-01-01 1950-01-01 1951-01-01 1951-01-01",
            "1800-01-01 2099-01-01 1801-01-01 2100-01-01",
        ),
        # Seasons have fuzzy ends, and winter may be named for the year in which it ends.
        (
            "2016-22",
            "2016-06-01 2016-06-01 2016-09-01 2016-09-01",
            "2016-05-01 2016-07-01 2016-08-01 2016-10-01",
        ),
        (
            "2015-24",
            "2015-12-01 2015-12-01 2016-03-01 2016-03-01",
            "2014-12-01 2016-01-01 2015-03-01 2016-04-01",
        ),
        (
            "2015-30",
            "2015-12-01 2015-12-01 2016-03-01 2016-03-01",
            "2014-12-01 2016-01-01 2015-03-01 2016-04-01",
        ),
        # One of a set.
        (
            "[2016-03-12, 2016-03-10]",
            "2016-03-10 2016-03-12 2016-03-11 2016-03-13",
            "2016-03-10 2016-03-12 2016-03-11 2016-03-13",
        ),
        (
            "[2014,2015-11..2016-01]",
            "2014-01-01 2016-01-01 2015-01-01 2016-02-01",
            "2014-01-01 2016-01-01 2015-01-01 2016-02-01",
        ),
        # All of a set.
        (
            "{2016~, 2014}",
            "2014-01-01 2014-01-01 2017-01-01 2017-01-01",
            "2014-01-01 2014-01-01 2016-01-01 2018-01-01",
        ),
        (
            "{2014-XX,2015-03}",
            "2014-01-01 2014-12-01 2015-04-01 2015-04-01",
            "2014-01-01 2014-12-01 2015-04-01 2015-04-01",
        ),
    ],
)
def test_what_is_uncertain_has_bounds_in_both_readings(text: str, typical: str, widest: str) -> None:
    period = read_period(text)
    assert period.typical == bounds(typical)
    assert period.widest == bounds(widest)


@pytest.mark.parametrize(
    ("text", "typical", "widest"),
    [
        ("2016-03", "2016-03-01 2016-03-31", "2016-03-01 2016-03-31"),
        ("2016-03-10", "2016-03-10 2016-03-10", "2016-03-10 2016-03-10"),
        ("2015-12/2016-03", "2015-12-01 2016-03-31", "2015-12-01 2016-03-31"),
        ("2016-03~", "2016-03-01 2016-03-31", "2016-02-01 2016-04-30"),
        ("2016-03-XX", "2016-03-01 2016-03-31", "2016-03-01 2016-03-31"),
        ("201X", "2010-01-01 2019-12-31", "2010-01-01 2019-12-31"),
        ("[2016-03-10,2016-03-12]", "2016-03-10 2016-03-12", "2016-03-10 2016-03-12"),
    ],
)
def test_an_instant_is_one_unknown_day_in_both_readings(text: str, typical: str, widest: str) -> None:
    period = moment(text)
    for extent, expected in ((TYPICAL, typical), (WIDEST, widest)):
        first, last = (day(each) for each in expected.split())
        assert period.bounds(extent) == Bounds(first, last, first + 1, last + 1)


def test_a_set_may_be_open() -> None:
    earlier, later = read_period("[..1984]").typical, read_period("[1984..]").typical
    assert (earlier.earliest_start, earlier.latest_end) == (BEGINNING, day("1985-01-01"))
    assert (later.earliest_start, later.latest_end) == (day("1984-01-01"), FOREVER)


def test_a_period_in_yaml_keeps_no_blanks_around_it() -> None:
    assert read_period(" 2016-03\n") == Period.of("2016-03")


def test_periods_sort_by_when_they_are() -> None:
    texts = ["2014~", "2014", "../2013", "2014-02", "2016/..", "2015-12/2016-03", "2014/2015"]
    order = sorted((read_period(text) for text in texts), key=lambda period: period.key)
    assert [str(period) for period in order] == [
        "../2013",
        "2014~",
        "2014",
        "2014/2015",
        "2014-02",
        "2015-12/2016-03",
        "2016/..",
    ]


@pytest.mark.parametrize("wrong", [(1, 1, 1, 1), (2, 1, 3, 4), (1, 2, 4, 3), (1, 5, 2, 5), (3, 3, 3, 9)])
def test_bounds_that_no_period_has_are_refused(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no period has the bounds"):
        Bounds(*wrong)


# Every feature of https://www.loc.gov/standards/datetime/ by its heading there, with examples of that page.
FEATURES = {
    "level 0, date": "1985-04-12 1985-04 1985",
    "level 0, date and time": "1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 "
    "1985-04-12T23:20:30+04:30",
    "level 0, time interval": "1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 "
    "2004-02-01/2005 2005/2006-02",
    "level 1, seasons": "2001-21 2001-22 2001-23 2001-24",
    "level 1, qualification of a date": "1984? 2004-06~ 2004-06-11%",
    "level 1, unspecified digits from the right": "201X 20XX 2004-XX 1985-04-XX 1985-XX-XX",
    "level 1, extended interval": "1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985 "
    "1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 /1985",
    "level 2, significant digits": "1950S2",
    "level 2, sub-year groupings": "2001-25 2001-29 2001-34 2001-37 2001-41",
    "level 2, one of a set": "[1667,1668,1670..1672] [..1760-12-03] [1760-12..] [1760-01,1760-02,1760-12..] "
    "[1667,1760-12] [..1984]",
    "level 2, all of a set": "{1667,1668,1670..1672} {1960,1961-12} {..1984}",
    "level 2, group qualification": "2004-06-11% 2004-06~-11 2004?-06-11",
    "level 2, qualification of a component": "?2004-06-~11 2004-%06-11",
    # In EDTF an X is a digit that is not specified: this marks no unfinished work.
    "level 2, unspecified digits anywhere": "156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X",
    "level 2, interval": "2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03",
}
# What they all have in common is a year that is not one of 0001 to 9999.
REFUSED_FEATURES = {
    "level 1, letter-prefixed year": "Y170000002 Y-170000002",
    "level 1, negative year": "-1985",
    "level 2, exponential year": "Y-17E7",
    "level 2, significant digits of such years": "Y171010000S3 Y3388E2S3",
}


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_of_edtf_is_read(feature: str) -> None:
    for text in FEATURES[feature].split():
        assert read_period(text).text == text
        assert moment(text).instant


@pytest.mark.parametrize("feature", REFUSED_FEATURES)
def test_years_of_more_or_less_than_four_digits_are_refused_with_the_reason(feature: str) -> None:
    for text in REFUSED_FEATURES[feature].split():
        with pytest.raises(InputError, match="years run from 0001 to 9999"):
            read_period(text)


# The code of each season, quarter, third and half of a year after the year before it: what it is, and how the
# message says to write it instead.
TWO_YEARS = """
2020-21 | spring | 2020-25
2021-22 | summer | 2021-26
2022-23 | autumn | 2022-27
2023-24 | winter | 2023-28
2024-25 | northern spring | 2024-21
2025-26 | northern summer | 2025-22
2026-27 | northern autumn | 2026-23
2027-28 | northern winter | 2027-24
2028-29 | southern spring | 2028-09~/2028-11~
2029-30 | southern summer | 2029-12~/2030-02~
2030-31 | southern autumn | 2030-03~/2030-05~
2031-32 | southern winter | 2031-06~/2031-08~
2032-33 | first quarter | 2032-01-01/2032-03-31
1933-34 | second quarter | 1933-04-01/1933-06-30
2034-35 | third quarter | 2034-07-01/2034-09-30
2035-36 | fourth quarter | 2035-10-01/2035-12-31
1936-37 | first third | 1936-01-01/1936-04-30
2037-38 | second third | 2037-05-01/2037-08-31
2038-39 | third third | 2038-09-01/2038-12-31
1939-40 | first half | 1939-01-01/1939-06-30
2040-41 | second half | 2040-07-01/2040-12-31
""".strip().splitlines()


@pytest.mark.parametrize("row", TWO_YEARS)
def test_a_season_that_may_be_two_years_is_refused_with_both_spellings(row: str) -> None:
    text, name, spelling = row.split(" | ")
    with pytest.raises(InputError) as caught:
        read_period(text)
    year = int(text[:4])
    assert caught.value.message == f"`{text}` can be two years, or the {name} of {year}"
    assert caught.value.suggestion == (
        f"for the two years write `{year}/{year + 1}`; for the {name} write `{spelling}`"
    )
    # The season of the same code in another decade is what the spelling stands for.
    of_the_year_1950 = read_period(f"1950-{text[5:]}")
    moved = read_period(spelling.replace(str(year + 1), "1951").replace(str(year), "1950"))
    assert moved.typical == of_the_year_1950.typical
    assert moved.widest.earliest_start >= of_the_year_1950.widest.earliest_start


@pytest.mark.parametrize(
    ("text", "offset", "suggestion"),
    [
        ("2024-25~", 0, "write `2024~/2025~`; for the northern spring write `2024-21~`"),
        ("2032-33?", 0, "write `2032?/2033?`; for the first quarter write `2032-01-01?/2032-03-31?`"),
        ("2019/2020-21", 5, "write `2020/2021`; for the spring write `2020-25`"),
        ("[2019, 2020-21]", 7, "write `2020/2021`; for the spring write `2020-25`"),
    ],
)
def test_what_may_be_two_years_is_refused_wherever_it_stands(text: str, offset: int, suggestion: str) -> None:
    with pytest.raises(InputError, match="can be two years") as caught:
        read_period(text)
    assert caught.value.offset == offset
    assert suggestion in (caught.value.suggestion or "")


@pytest.mark.parametrize(
    "text", ["2024-24", "2024-26", "2023-25", "20XX-25", "?2024-25", "2024-~25", "2010-11"]
)
def test_other_seasons_and_months_are_read(text: str) -> None:
    assert read_period(text).text == text


def test_a_set_of_which_all_are_meant_is_a_span_and_as_an_instant_one_day_of_it() -> None:
    assert moment("{2014,2016}").typical == moment("2014/2016").typical
    assert holds("within", read_period("2015"), read_period("{2014,2016}"), WIDEST) is Truth.YES


# --- Dates that cannot be read


@pytest.mark.parametrize(
    ("text", "message", "suggestion", "offset"),
    [
        ("", "the date is empty", "write a date as", 0),
        ("  ", "the date is empty", "write a date as", 2),
        ("2015-02-31", "February 2015 has 28 days", None, 8),
        (" 2016-02-30", "February 2016 has 29 days", None, 9),
        ("2015/2015-06-31", "June 2015 has 30 days", None, 13),
        ("[2015, 2015-06-31]", "June 2015 has 30 days", None, 15),
        ("[2014,2015..2015-02-30]", "February 2015 has 28 days", None, 20),
        ("201X-02-30", "February 201X has 29 days", None, 8),
        ("2016-03-00", "days run from 01 to 31", None, 8),
        ("2016-XX-32", "days run from 01 to 31", None, 8),
        ("2015-13", "months run from 01 to 12", None, 5),
        ("2015-00", "months run from 01 to 12", None, 5),
        ("2015-13-05", "months run from 01 to 12", "did you mean `2015-05-13`?", 5),
        ("2016-21-05", "months run from 01 to 12", "did you mean `2016-05-21`?", 5),
        ("0000", "years run from 0001 to 9999", None, 0),
        ("2015/0000", "years run from 0001 to 9999", None, 5),
        ("10000", "years run from 0001 to 9999", None, 0),
        ("Y12016", "years run from 0001 to 9999", None, 0),
        ("-0044", "years run from 0001 to 9999", None, 0),
        (
            "2016-03/2015-12",
            "the interval runs backwards: 2015-12 ends before 2016-03 begins",
            "did you mean `2015-12/2016-03`?",
            0,
        ),
        ("2016-04~/2016-03~", "runs backwards", "did you mean `2016-03~/2016-04~`?", 0),
        ("[2016..2015]", "the dates run backwards", "write the earlier one first", 1),
        ("2016/03", "`2016/03` is ambiguous", "did you mean `2016-03`?", 0),
        ("2010/11", "`2010/11` is ambiguous", "did you mean `2010-11` or `2010/2011`?", 0),
        ("2015/16", "`2015/16` is ambiguous", "did you mean `2015/2016`?", 0),
        ("2015/2016/2017", "an interval has two dates", "write a date as", 9),
        ("/", "an interval names one date at least", "`../..`", 0),
        ("../", "an interval names one date at least", "`../..`", 0),
        ("[2015,]", "a date is missing", "write a date as", 6),
        ("[2015", "the set of dates is not closed", "`]`", 5),
        ("{2015,2016", "the set of dates is not closed", "`}`", 10),
        ("{2015,2016]", "the set of dates is not closed", "`}`", 11),
        ("[2014/2015]", "a set has dates, not intervals", "write `..` between two dates", 5),
        ("[2014,2015]/2016", "a set of dates is no end of an interval", None, 0),
        ("2016/{2017,2018}", "a set of dates is no end of an interval", None, 5),
        ("2014..2016", "is not in EDTF", "did you mean `2014/2016`?", 0),
        ("..2016", "is not in EDTF", "did you mean `../2016`?", 0),
        ("2016..", "is not in EDTF", "did you mean `2016/..`?", 0),
        ("..", "is not in EDTF", "did you mean `../..`?", 0),
        ("1950S5", "of the four digits of a year, 1 to 4 are significant", None, 5),
        ("1950S0", "1 to 4 are significant", None, 5),
        ("0000S2", "years run from 0001 to 9999", None, 0),
        ("2015/Y17E8", "years run from 0001 to 9999", None, 5),
        ("[-0044..0014]", "years run from 0001 to 9999", None, 1),
        ("Y3388E2S3", "years run from 0001 to 9999", None, 0),
        ("Y-170000002", "years run from 0001 to 9999", None, 0),
        ("Y2016", "is not in EDTF", "did you mean `2016`?", 0),
        ("2016-03-10T24:00:00", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-03-10T23:59:60Z", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-03-10T10:00:00+15:00", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-03-10 10:30", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-W10", "is not in EDTF", "did you mean `2016-03-07/2016-03-13`?", 0),
        ("2015-W53-5", "is not in EDTF", "did you mean `2016-01-01`?", 0),
        ("2016-W54", "is no date", "write a date as", 0),
        ("2016-366", "is not in EDTF", "did you mean `2016-12-31`?", 0),
        ("2015-366", "is no date", "write a date as", 0),
        ("P3M", "gives a length of time", "write the first and the last date", 0),
        ("2015/P1Y", "gives a length of time", "write the first and the last date", 5),
        ("2015?~", "is not in EDTF", "did you mean `2015%`?", 0),
        ("198", "is no date", "`198X` for a decade", 0),
        ("19", "is no date", "`19XX` for a century", 0),
        ("March 2016", "`March 2016` is not in EDTF", "did you mean `2016-03`?", 0),
        ("10 March 2016", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("Mar. 10th, 2016", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-3", "`2016-3` is not in EDTF", "did you mean `2016-03`?", 0),
        ("2016-3-1", "is not in EDTF", "did you mean `2016-03-01`?", 0),
        ("2016/03/10", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("2016-3/2016-4", "is not in EDTF", "did you mean `2016-03/2016-04`?", 0),
        ("2016–03", "is not in EDTF", "did you mean `2016-03`?", 0),
        ("20160310", "is not in EDTF", "did you mean `2016-03-10`?", 0),
        ("201u", "is not in EDTF", "did you mean `201X`?", 0),
        ("2016-xx", "is not in EDTF", "did you mean `2016-XX`?", 0),
        ("31-12-2015", "is not in EDTF", "did you mean `2015-12-31`?", 0),
        ("10/03/2016", "`10/03/2016` is ambiguous", "did you mean `2016-03-10` or `2016-10-03`?", 0),
        ("03/03/2016", "is not in EDTF", "did you mean `2016-03-03`?", 0),
        ("03/2016", "is not in EDTF", "did you mean `2016-03`?", 0),
        ("summer 2015", "is not in EDTF", "did you mean `2015-22`?", 0),
        ("summer 2021", "is not in EDTF", "did you mean `2021-26`?", 0),
        ("Q1 2032", "is not in EDTF", "did you mean `2032-01-01/2032-03-31`?", 0),
        ("H2 2040", "is not in EDTF", "did you mean `2040-07-01/2040-12-31`?", 0),
        ("2024/25", "`2024/25` is ambiguous", "did you mean `2024/2025`?", 0),
        ("2021/24", "`2021/24` is ambiguous", "did you mean `2021/2024`?", 0),
        ("2024/21", "`2024/21` is ambiguous", "did you mean `2024-21`?", 0),
        ("2024–25", "is not in EDTF", "did you mean `2024/2025`?", 0),
        ("Q3 2015", "is not in EDTF", "did you mean `2015-35`?", 0),
        ("2015-Q3", "is not in EDTF", "did you mean `2015-35`?", 0),
        ("the 2010s", "is not in EDTF", "did you mean `201X`?", 0),
        ("2015-2016", "is not in EDTF", "did you mean `2015/2016`?", 0),
        ("2015-6", "`2015-6` is ambiguous", "did you mean `2015-06` or `2015/2016`?", 0),
        ("2015-7", "is not in EDTF", "did you mean `2015-07`?", 0),
        ("the 1900s", "`the 1900s` is ambiguous", "did you mean `190X` or `19XX`?", 0),
        ("H1 2016", "is not in EDTF", "did you mean `2016-40`?", 0),
        ("2015 H2", "is not in EDTF", "did you mean `2015-41`?", 0),
        ("March to May 2016", "is not in EDTF", "did you mean `2016-03/2016-05`?", 0),
        ("March–May 2016", "is not in EDTF", "did you mean `2016-03/2016-05`?", 0),
        ("10-12 March 2016", "is not in EDTF", "did you mean `2016-03-10/2016-03-12`?", 0),
        ("March 10-12, 2016", "is not in EDTF", "did you mean `2016-03-10/2016-03-12`?", 0),
        ("28 March to 2 April 2016", "is not in EDTF", "did you mean `2016-03-28/2016-04-02`?", 0),
        ("1-2 2016", "is ambiguous", "did you mean `2016-02-01` or `2016-01-02`?", 0),
        ("2015 – 2016", "is not in EDTF", "did you mean `2015/2016`?", 0),
        ("between March 2015 and May 2016", "is not in EDTF", "did you mean `2015-03/2016-05`?", 0),
        ("since 2015", "is not in EDTF", "did you mean `2015/..`?", 0),
        ("until March 2016", "is not in EDTF", "did you mean `../2016-03`?", 0),
        ("2015/open", "is not in EDTF", "did you mean `2015/..`?", 0),
        ("unknown/2015", "is not in EDTF", "did you mean `/2015`?", 0),
        ("circa 2015", "is not in EDTF", "did you mean `2015~`?", 0),
        ("last week", "`last week` depends on when it was said", "keep the phrase in `quote`", 0),
        ("three months ago", "depends on when it was said", "keep the phrase in `quote`", 0),
        ("March", "`March` names no year", "write the year too", 0),
        ("on Monday", "names no year", "write the year too", 0),
        ("15", "`15` is no date", "all four digits of the year", 0),
        ("garbage", "`garbage` is no date", "write a date as `2016-03-10`", 0),
        ("２０１５", "is no date", "write a date as", 0),
        ("x" * 1_000_000, "is no date: it has 1,000,000 characters", "write a date as", 0),
        ("9" * 100, "is no date", "write a date as", 0),
    ],
)
def test_what_is_no_date_is_told_with_its_place_and_what_was_meant(
    text: str, message: str, suggestion: str | None, offset: int
) -> None:
    with pytest.raises(InputError) as caught:
        read_period(text)
    error = caught.value
    assert message in error.message
    if suggestion is None:
        assert error.suggestion is None
    else:
        assert suggestion in (error.suggestion or "")
    # A phrase is wrong as a whole.
    assert error.offset == (0 if "is not in EDTF" in message else offset)
    assert len(error.message) < 200
    assert not is_period(text.strip())


# --- Relations


@pytest.mark.parametrize(
    ("a", "relation", "b"),
    [
        ("2014", "before", "2016"),
        ("2015", "meets", "2016"),
        ("2015-01/2015-06", "overlaps", "2015-03/2015-09"),
        ("2015-03", "during", "2015"),
        ("2015-01", "starts", "2015"),
        ("2015-12", "finishes", "2015"),
        ("2015", "same_period", "2015-01-01/2015-12-31"),
        ("../2014", "starts", "../2016"),
        ("2014/..", "started_by", "2014"),
        ("2016/..", "finishes", "2014/.."),
        ("../..", "contains", "2015"),
    ],
)
def test_intervals_with_known_ends_stand_in_exactly_one_relation(a: str, relation: str, b: str) -> None:
    first, second = read_period(a), read_period(b)
    assert names(possible_relations(first, second, TYPICAL)) == (relation,)
    assert possible_relations(second, first, TYPICAL) == converse(RELATIONS[relation])


@pytest.mark.parametrize(
    ("relation", "a", "b", "typical", "widest"),
    [
        ("within", "2015", "2015/2016-03", Truth.YES, Truth.POSSIBLE),
        ("contains", "../2016-03", "2015", Truth.YES, Truth.YES),
        ("disjoint", "2015", "2015-12/2016-03", Truth.NO, Truth.NO),
        ("overlaps", "2015", "2015-12/2016-03", Truth.YES, Truth.YES),
        ("starts_before", "2015", "2015-12/2016-03", Truth.YES, Truth.YES),
        ("ends_before", "2015", "2015-12/2016-03", Truth.YES, Truth.YES),
        ("precedes", "2015", "2016", Truth.YES, Truth.YES),
        ("precedes", "2015~", "2016", Truth.YES, Truth.POSSIBLE),
        ("before", "2015", "2016", Truth.NO, Truth.NO),
        ("follows", "2016", "2015", Truth.YES, Truth.YES),
        ("within", "2015", "/2016", Truth.POSSIBLE, Truth.POSSIBLE),
        ("within", "2015", "../2016", Truth.YES, Truth.YES),
        ("within", "2017", "/2016", Truth.NO, Truth.NO),
        ("within", "2015", "201X", Truth.YES, Truth.POSSIBLE),
        ("within", "2016-XX", "2016", Truth.YES, Truth.YES),
        ("precedes", "2016-22", "2016-09", Truth.YES, Truth.POSSIBLE),
    ],
)
def test_relations_of_intervals_hold_for_all_some_or_no_ends(
    relation: str, a: str, b: str, typical: Truth, widest: Truth
) -> None:
    assert holds(relation, read_period(a), read_period(b), TYPICAL) is typical
    assert holds(relation, read_period(a), read_period(b), WIDEST) is widest


@pytest.mark.parametrize(
    ("relation", "a", "b", "expected"),
    [
        ("before", "2016-03", "2016-03", Truth.POSSIBLE),
        ("same_period", "2016-03", "2016-03", Truth.POSSIBLE),
        ("after", "2016-03", "2016-03", Truth.POSSIBLE),
        ("meets", "2016-03-09", "2016-03-10", Truth.NO),
        ("before", "2016-03-09", "2016-03-10", Truth.YES),
        ("precedes", "2014-08", "2016-02", Truth.YES),
        ("same_period", "2016-03-10", "2016-03-10", Truth.YES),
        ("starts_before", "2016-03-09", "2016-03", Truth.POSSIBLE),
    ],
)
def test_relations_of_two_instants(relation: str, a: str, b: str, expected: Truth) -> None:
    assert holds(relation, moment(a), moment(b), TYPICAL) is expected
    assert holds(relation, moment(a), moment(b), WIDEST) is expected


@pytest.mark.parametrize(
    ("day_", "interval", "expected"),
    [
        ("2015-12-31", "2016", "before"),
        ("2016-01-01", "2016", "starts"),
        ("2016-06-01", "2016", "during"),
        ("2016-12-31", "2016", "finishes"),
        ("2017-01-01", "2016", "after"),
        ("2016-01-01", "2016-01-01", "same_period"),
        ("2016", "../..", "during"),
        ("2016/..", "2015/..", "during"),
        ("../2015", "../2016", "during"),
        ("2016/", "2015/..", "during"),
    ],
)
def test_an_instant_never_meets_or_overlaps_an_interval(day_: str, interval: str, expected: str) -> None:
    assert names(possible_relations(moment(day_), read_period(interval), TYPICAL)) == (expected,)
    opposite = possible_relations(read_period(interval), moment(day_), TYPICAL)
    assert opposite == converse(RELATIONS[expected])


def test_an_unknown_day_of_a_month_may_begin_or_end_it_or_lie_within() -> None:
    possible = possible_relations(moment("2016-03"), read_period("2016-03"), TYPICAL)
    assert names(possible) == ("during", "starts", "finishes")
    assert holds("within", moment("2016-03"), read_period("2016-03"), WIDEST) is Truth.YES


def test_every_relation_has_a_name_and_its_meaning_in_basic_ones() -> None:
    assert len(BASIC) == 13
    for name in BASIC:
        assert names(RELATIONS[name]) == (name,)
    assert names(RELATIONS["within"]) == ("during", "starts", "finishes", "same_period")
    assert names(RELATIONS["follows"]) == ("after", "met_by")
    assert names(RELATIONS["disjoint"]) == ("before", "after", "meets", "met_by")
    assert converse(RELATIONS["precedes"]) == RELATIONS["follows"]


def test_a_relation_that_there_is_not_is_a_bug() -> None:
    with pytest.raises(KeyError):
        holds("inside", read_period("2015"), read_period("2016"), TYPICAL)


def test_only_what_surely_ends_earlier_comes_first_in_a_sequence() -> None:
    assert certainly_ends_before(moment("2014-08"), moment("2016-02"))
    assert certainly_ends_before(moment("2016-02"), moment("2016-03"))
    assert not certainly_ends_before(moment("2016-02"), moment("2016"))
    assert not certainly_ends_before(moment("2016-02"), moment("2016-02"))
    assert not certainly_ends_before(read_period("2015/.."), read_period("2016/.."))
    assert certainly_ends_before(read_period("2015"), read_period("2015-12/2016-03"))


# --- Counting


@pytest.mark.parametrize(
    ("text", "extent", "low", "high"),
    [
        ("2015", TYPICAL, 365, Fraction("365.25")),
        ("2016", WIDEST, Fraction("365.25"), 366),
        ("2015-02", TYPICAL, 28, Fraction("30.4375")),
        ("2015-03", TYPICAL, Fraction("30.4375"), 31),
        ("2016-01/2016-03", TYPICAL, 91, Fraction("91.3125")),
        ("2015-12/2016-03", TYPICAL, Fraction("121.75"), 122),
        ("2016-03-10/2016-05-09", TYPICAL, Fraction("60.875"), 61),
        ("2016-03-10/2016-05-10", TYPICAL, 62, 62),
        ("20XX", TYPICAL, 36525, 36525),
        ("19XX", TYPICAL, 36524, 36525),
        ("2015-02-28/2015-03-30", TYPICAL, 31, 31),
        # From some day of February to 1 March: of 1 to 29 days, and from 1 February a month.
        ("2016-02-XX/2016-02-29", TYPICAL, 1, Fraction("30.4375")),
        ("2015-12/2016-03", WIDEST, 62, 122),
        ("2016-03-10", WIDEST, 1, 1),
        # Between two days that are stated: counted, or gone by.
        ("2016-03-01/2016-03-04", TYPICAL, 4, 4),
        ("2016-03-01/2016-03-04", WIDEST, 3, 4),
        ("2016-03-01/2016-03-01", WIDEST, 1, 1),
        ("2016-02-01/2016-03-01", WIDEST, 29, Fraction("30.4375")),
        ("2016-02-01/2016-02-29", WIDEST, 28, Fraction("30.4375")),
        ("2016-02-28/2016-03", WIDEST, 3, 33),
        ("2015/2016", WIDEST, 2, 731),
        ("2016-03/2016-03", WIDEST, 1, 31),
        ("2015/..", TYPICAL, 1, None),
        ("../2015", TYPICAL, 1, None),
        ("2015/", TYPICAL, 1, None),
    ],
)
def test_a_duration_counts_both_end_days_and_whole_months(
    text: str, extent: Extent, low: Fraction, high: Fraction | None
) -> None:
    days = duration(read_period(text), extent)
    assert (days.low, days.high) == (low, high)


@pytest.mark.parametrize(
    ("ends", "months"),
    [
        # From 1 February to 1 March, and not from the three days before, which February lacks. 1900 had no
        # 29 February: that many months on average are longer than from the first of these days to the last.
        ("1897-01-29 1897-02-01 1905-02-20 1905-03-01", 97),
        # A month more would end a day too late.
        ("0001-01-15 0001-01-15 9989-01-01 9990-01-14", 119_867),
    ],
)
def test_a_length_in_months_is_that_of_the_ends_that_are_whole_months_apart(ends: str, months: int) -> None:
    uncertain = bounds(ends)
    length = duration(Period(ends, False, uncertain, uncertain), TYPICAL)
    assert length.high == months * Fraction("30.4375")


def test_an_instant_lasts_one_day_however_little_is_known_of_it() -> None:
    for text in ("2016", "2015/..", "2016~"):
        assert duration(moment(text), WIDEST) == duration(read_period("2016-03-10"), WIDEST)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ("2016-03-10", "2016-03-10", 0, 0),
        ("2016-03-10", "2016-03-12", 2, 2),
        ("2016-03-12", "2016-03-10", -2, -2),
        ("2016-03", "2016-04-01", 1, 31),
        ("2016-03", "2016-03", -30, 30),
        ("2016-03-10", "2016-03-12/..", 2, None),
        ("2016-03-10", "../2016-03-12", None, 2),
        ("2016-03-12/..", "2016-03-10", None, -2),
        ("/2016-03-12", "2016-03-10", -2, None),
    ],
)
def test_days_between_instants_are_the_difference_of_their_days(
    a: str, b: str, low: int | None, high: int | None
) -> None:
    days = days_between(moment(a), moment(b), WIDEST)
    assert (days.low, days.high) == (low, high)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ("2015", "2016", 1, 1),
        ("2015", "2016-02", 32, 32),
        ("2015/..", "2016", None, None),
        ("2015", "2016/..", 1, 1),
        ("2016", "2016", -365, -365),
    ],
)
def test_days_between_periods_run_from_the_last_day_to_the_first(
    a: str, b: str, low: int | None, high: int | None
) -> None:
    days = days_between(read_period(a), read_period(b), TYPICAL)
    assert (days.low, days.high) == (low, high)


def test_the_weekday_of_every_day_is_that_of_the_calendar() -> None:
    start = date(2015, 12, 20)
    for offset in range(30):
        each = start + timedelta(days=offset)
        assert weekday(moment(each.isoformat()), TYPICAL) == (each.strftime("%A"),)


def test_an_uncertain_day_may_fall_on_several_weekdays() -> None:
    assert weekday(moment("[2016-03-10,2016-03-11]"), TYPICAL) == ("Thursday", "Friday")
    assert weekday(moment("2016-03-13~"), WIDEST) == ("Monday", "Saturday", "Sunday")
    assert weekday(moment("2016-03"), TYPICAL) == WEEKDAYS
    assert weekday(moment("../2016"), TYPICAL) == WEEKDAYS


@pytest.mark.parametrize(
    "text", ["0001~", "9999?", "0001-01-01~", "9999-12-31?", "9999-12%", "9999-24", "9998~/9999~"]
)
def test_no_doubt_leads_out_of_the_years_that_a_date_can_have(text: str) -> None:
    period = read_period(text)
    for bounds in (period.typical, period.widest):
        ends = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
        assert all(end is not None and 1 <= end <= day_number(9999, 12, 31) + 1 for end in ends)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("32 March", "March has 31 days"),
        ("March 32, 2016", "March 2016 has 31 days"),
        ("30 February", "February has 29 days"),
        ("29 Feb 2015", "February 2015 has 28 days"),
        ("29 Feb", "write the year too, as in `2016-03`"),
    ],
)
def test_a_day_that_its_month_lacks_is_told_as_such(text: str, suggestion: str) -> None:
    with pytest.raises(InputError) as caught:
        read_period(text)
    assert caught.value.suggestion == suggestion
