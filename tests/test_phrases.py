"""Phrases about time: what they come to for a document of a known date."""

from __future__ import annotations

import re

import pytest

from consistency.period import Period, read_period
from consistency.period.phrases import resolve
from consistency.period.phrases.table import DATE, DURATION, REFUSED, ROWS, SPAN
from consistency.problem import InputError

WEDNESDAY = "2016-03-16"


def readings(phrase: str, said: str = WEDNESDAY) -> list[str]:
    """Return the EDTF of every reading, the usual ones first; `~` stands before one that is only allowed."""
    resolution = resolve(phrase, read_period(said))
    return [("" if each.is_usual else "~") + (each.edtf or "none") for each in resolution.readings]


@pytest.mark.parametrize(
    ("phrase", "said", "kind", "expected"),
    [
        # Days.
        ("today", WEDNESDAY, DATE, ["2016-03-16"]),
        ("This morning", WEDNESDAY, DATE, ["2016-03-16"]),
        ("yesterday", "2016-03-01", DATE, ["2016-02-29"]),
        ("the day before yesterday", WEDNESDAY, DATE, ["2016-03-14"]),
        ("TOMORROW", "2015-12-31", DATE, ["2016-01-01"]),
        ("the day after tomorrow", WEDNESDAY, DATE, ["2016-03-18"]),
        ("last night", WEDNESDAY, DATE, ["2016-03-15", "~2016-03-16"]),
        # Weeks, months, quarters, years, decades.
        ("last week", WEDNESDAY, SPAN, ["2016-03-07/2016-03-13", "2016-03-10/2016-03-16"]),
        ("last week", "2016-03-13", SPAN, ["2016-02-29/2016-03-06", "2016-03-07/2016-03-13"]),
        ("last week", "2016-03-14", SPAN, ["2016-03-07/2016-03-13", "2016-03-08/2016-03-14"]),
        ("in the past week", WEDNESDAY, SPAN, ["2016-03-10/2016-03-16", "~2016-03-07/2016-03-13"]),
        ("this week", WEDNESDAY, SPAN, ["2016-03-14/2016-03-20", "2016-03-14/2016-03-16"]),
        ("next week", WEDNESDAY, SPAN, ["2016-03-21/2016-03-27", "~2016-03-16/2016-03-22"]),
        ("week to date", WEDNESDAY, SPAN, ["2016-03-14/2016-03-16"]),
        ("earlier this week", WEDNESDAY, DATE, ["[2016-03-14..2016-03-16]"]),
        ("earlier this week", "2016-03-14", DATE, ["2016-03-14"]),
        ("earlier in the year", WEDNESDAY, DATE, ["[2016-01-01..2016-03-16]"]),
        ("early in the year", WEDNESDAY, DATE, ["2016-37", "~2016-40"]),
        ("later this week", WEDNESDAY, DATE, ["[2016-03-16..2016-03-20]"]),
        ("earlier this month", WEDNESDAY, DATE, ["[2016-03-01..2016-03-16]"]),
        ("last month", "2016-01-31", SPAN, ["2015-12", "~2016-01"]),
        ("last month", WEDNESDAY, SPAN, ["2016-02", "~2016-02-17/2016-03-16"]),
        ("this month", WEDNESDAY, SPAN, ["2016-03", "2016-03-01/2016-03-16"]),
        ("last quarter", WEDNESDAY, SPAN, ["2015-36", "~2015-12-17/2016-03-16"]),
        ("last year", WEDNESDAY, SPAN, ["2015", "~2015-03-17/2016-03-16"]),
        ("this year", WEDNESDAY, SPAN, ["2016", "2016-01-01/2016-03-16"]),
        ("so far this year", WEDNESDAY, SPAN, ["2016-01-01/2016-03-16"]),
        ("next year", WEDNESDAY, SPAN, ["2017", "~2016-03-16/2017-03-15"]),
        ("over the last decade", WEDNESDAY, SPAN, ["2000/2009", "2006-03-17/2016-03-16"]),
        # Weekdays.
        ("on Tuesday", WEDNESDAY, DATE, ["2016-03-15"]),
        ("on Wednesday", WEDNESDAY, DATE, ["2016-03-16"]),
        ("Thursday", WEDNESDAY, DATE, ["2016-03-10"]),
        ("last Tuesday", WEDNESDAY, DATE, ["2016-03-15", "2016-03-08"]),
        ("last Wednesday", WEDNESDAY, DATE, ["2016-03-09"]),
        ("this Friday", WEDNESDAY, DATE, ["2016-03-18"]),
        ("next Friday", WEDNESDAY, DATE, ["2016-03-18", "2016-03-25"]),
        ("next Wednesday", WEDNESDAY, DATE, ["2016-03-23"]),
        ("Monday of last week", WEDNESDAY, DATE, ["2016-03-07"]),
        ("over the weekend", WEDNESDAY, SPAN, ["2016-03-12/2016-03-13"]),
        ("this weekend", WEDNESDAY, SPAN, ["2016-03-19/2016-03-20", "2016-03-12/2016-03-13"]),
        # Months, seasons and days of no year in particular.
        ("in September", WEDNESDAY, SPAN, ["2015-09"]),
        ("in March", WEDNESDAY, SPAN, ["2016-03"]),
        ("Sept.", WEDNESDAY, SPAN, ["2015-09"]),
        ("last September", WEDNESDAY, SPAN, ["2015-09"]),
        ("last September", "2016-11-20", SPAN, ["2016-09", "2015-09"]),
        ("last March", WEDNESDAY, SPAN, ["2015-03"]),
        ("next March", WEDNESDAY, SPAN, ["2017-03"]),
        ("next May", WEDNESDAY, SPAN, ["2016-05", "2017-05"]),
        ("March last year", WEDNESDAY, SPAN, ["2015-03"]),
        ("last summer", WEDNESDAY, SPAN, ["2015-22"]),
        ("last winter", WEDNESDAY, SPAN, ["2015-24"]),
        ("last winter", "2016-02-10", SPAN, ["2014-24", "2015-24"]),
        ("this winter", WEDNESDAY, SPAN, ["2016-24", "2015-24"]),
        ("on 10 March", WEDNESDAY, DATE, ["2016-03-10"]),
        ("March 17th", WEDNESDAY, DATE, ["2015-03-17"]),
        ("29 February", "2015-03-16", DATE, ["2012-02-29"]),
        # Lengths before and after.
        (
            "in the past three months",
            WEDNESDAY,
            SPAN,
            ["2015-12-17/2016-03-16", "2015-12/2016-02"],
        ),
        ("over the last nine months", WEDNESDAY, SPAN, ["2015-06-17/2016-03-16", "2015-06/2016-02"]),
        ("in the last 24 hours", WEDNESDAY, SPAN, ["2016-03-15/2016-03-16"]),
        ("the past few days", WEDNESDAY, SPAN, ["2016-03-14/2016-03-16", "2016-03-12/2016-03-16"]),
        ("the last two weeks", WEDNESDAY, SPAN, ["2016-03-03/2016-03-16", "2016-02-29/2016-03-13"]),
        ("during the next six months", WEDNESDAY, SPAN, ["2016-03-16/2016-09-15"]),
        ("three days ago", WEDNESDAY, DATE, ["2016-03-13"]),
        ("3 days ago", WEDNESDAY, DATE, ["2016-03-13"]),
        ("three hours ago", WEDNESDAY, DATE, ["[2016-03-15..2016-03-16]"]),
        ("24 hours ago", WEDNESDAY, DATE, ["[2016-03-14..2016-03-16]"]),
        ("a week ago", WEDNESDAY, DATE, ["[2016-03-03..2016-03-12]", "~2016-03-07/2016-03-13"]),
        ("three years ago", WEDNESDAY, DATE, ["[2012-03-17..2013-09-14]", "~2013"]),
        ("over a year ago", WEDNESDAY, DATE, ["[2013-12-16..2015-03-16]", "~[..2015-03-16]"]),
        ("nearly a year ago", WEDNESDAY, DATE, ["[2015-03-17..2016-03-16]"]),
        ("more than two years ago", WEDNESDAY, DATE, ["[2012-12-15..2014-03-16]", "~[..2014-03-16]"]),
        (
            "about six months ago",
            WEDNESDAY,
            DATE,
            ["[2015-08-16..2015-10-03]", "~[2015-08..2015-10]"],
        ),
        ("a decade ago", WEDNESDAY, DATE, ["[1996-03-17..2011-03-16]", "~2000/2009"]),
        ("in two years' time", WEDNESDAY, DATE, ["[2017-09-15..2019-03-16]", "~2018"]),
        ("nine months", WEDNESDAY, DURATION, ["none"]),
        ("for over a year", WEDNESDAY, DURATION, ["none", "~none"]),
        # Parts.
        ("late last month", WEDNESDAY, DATE, ["[2016-02-20..2016-02-29]", "~[2016-02-15..2016-02-29]"]),
        ("early on Tuesday", WEDNESDAY, DATE, ["2016-03-15"]),
        ("early 2015", WEDNESDAY, DATE, ["2015-37", "~2015-40"]),
        ("mid-2014", WEDNESDAY, DATE, ["2014-38", "~[2014-04..2014-09]"]),
        ("late 2015", WEDNESDAY, DATE, ["2015-39", "~2015-41"]),
        ("at the end of last year", WEDNESDAY, DATE, ["2015-39", "~2015-41"]),
        ("the first quarter", WEDNESDAY, SPAN, ["2016-33"]),
        ("the second quarter", WEDNESDAY, SPAN, ["2015-34"]),
        ("the second half of 2015", WEDNESDAY, SPAN, ["2015-41"]),
        ("the last quarter of 2015", WEDNESDAY, SPAN, ["2015-36"]),
        ("the first half of March", WEDNESDAY, SPAN, ["2016-03-01/2016-03-15"]),
        ("the first half of the 1990s", WEDNESDAY, SPAN, ["1990/1994"]),
        ("the first three months of 2015", WEDNESDAY, SPAN, ["2015-01/2015-03"]),
        ("the last two weeks of March", WEDNESDAY, SPAN, ["2016-03-18/2016-03-31"]),
        ("in all of 2015", WEDNESDAY, SPAN, ["2015"]),
        ("throughout 2015", WEDNESDAY, SPAN, ["2015"]),
        # From, to, by, as of.
        ("as of last month", WEDNESDAY, DATE, ["2016-02"]),
        ("as of March 2016", WEDNESDAY, DATE, ["2016-03"]),
        ("by the end of 2015", WEDNESDAY, DATE, ["2015-12-31", "~[..2015-12-31]"]),
        ("by March", WEDNESDAY, DATE, ["2016-03", "~[..2016-03-31]"]),
        ("before 2015", WEDNESDAY, DATE, ["[..2014-12-31]"]),
        ("after last month", WEDNESDAY, DATE, ["[2016-03-01..]"]),
        ("since 2014", WEDNESDAY, SPAN, ["2014/2016-03-16"]),
        ("since January", WEDNESDAY, SPAN, ["2016-01/2016-03-16"]),
        ("since last week", WEDNESDAY, SPAN, ["2016-03-07/2016-03-16"]),
        ("since early 2015", WEDNESDAY, SPAN, ["2015-37/2016-03-16", "~2015-40/2016-03-16"]),
        ("until last month", WEDNESDAY, SPAN, ["../2016-02"]),
        ("from March to May 2015", WEDNESDAY, SPAN, ["2015-03/2015-05"]),
        ("between September and March", WEDNESDAY, SPAN, ["2015-09/2016-03"]),
        ("from Monday to Friday", WEDNESDAY, SPAN, ["2016-03-07/2016-03-11"]),
        # Dates that say their year.
        ("the 1990s", WEDNESDAY, SPAN, ["199X"]),
        ("the 1800s", WEDNESDAY, SPAN, ["180X", "18XX"]),
        ("March to May 2015", WEDNESDAY, SPAN, ["2015-03/2015-05"]),
        ("10-12 March 2016", WEDNESDAY, SPAN, ["2016-03-10/2016-03-12"]),
        ("H2 2015", WEDNESDAY, SPAN, ["2015-41"]),
        ("H2 2040", WEDNESDAY, SPAN, ["2040-07-01/2040-12-31"]),
        ("the first quarter of 2032", WEDNESDAY, SPAN, ["2032-01-01/2032-03-31"]),
        ("spring 2020", WEDNESDAY, SPAN, ["2020-25"]),
        ("2024-25", WEDNESDAY, SPAN, ["2024/2025"]),
        ("the 20th century", WEDNESDAY, SPAN, ["1900/1999", "1901/2000"]),
        ("10 March 2016", WEDNESDAY, SPAN, ["2016-03-10"]),
        ("10/03/2016", WEDNESDAY, SPAN, ["2016-03-10", "2016-10-03"]),
        ("2016-33", WEDNESDAY, SPAN, ["2016-33"]),
        ("201x", WEDNESDAY, SPAN, ["201X"]),
    ],
)
def test_a_phrase_is_resolved_from_the_date_of_its_document(
    phrase: str, said: str, kind: str, expected: list[str]
) -> None:
    assert readings(phrase, said) == expected
    assert resolve(phrase, read_period(said)).kind == kind


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("last month", ["2016-02", "~none"]),
        ("last year", ["2015", "~none"]),
        ("last week", ["none", "none"]),
        ("three days ago", ["[2016-02-27..2016-03-28]"]),
        ("yesterday", ["[2016-02-29..2016-03-30]"]),
        ("today", ["2016-03"]),
        ("in September", ["2015-09"]),
        ("since January", ["2016-01-01/2016-03-XX"]),
        ("this year", ["2016", "2016-01-01/2016-03-XX"]),
        ("over a year ago", ["[2013-12..2015-03]", "~[..2015-03-31]"]),
        ("as of March 2016", ["2016-03"]),
    ],
)
def test_a_document_of_which_only_the_month_is_known_makes_the_ends_as_uncertain(
    phrase: str, expected: list[str]
) -> None:
    assert readings(phrase, "2016-03") == expected


def test_the_period_keeps_the_ambiguity() -> None:
    either = resolve("last week", read_period(WEDNESDAY)).period
    assert either is not None
    one, other = read_period("2016-03-07/2016-03-13").typical, read_period("2016-03-10/2016-03-16").typical
    assert either.text == "last week"
    assert not either.instant
    assert either.typical == either.widest
    assert (either.typical.earliest_start, either.typical.latest_start) == (
        one.earliest_start,
        other.earliest_start,
    )
    assert (either.typical.earliest_end, either.typical.latest_end) == (one.latest_end, other.latest_end)


def test_what_is_only_allowed_widens_only_the_widest_reading() -> None:
    period = resolve("over a year ago", read_period(WEDNESDAY)).period
    assert period is not None
    assert period.instant
    assert period.typical == read_period("[2013-12-16..2015-03-16]", instant=True).typical
    assert period.widest == read_period("[..2015-03-16]", instant=True).widest


def test_a_doubtful_date_of_the_document_widens_only_the_widest_reading() -> None:
    period = resolve("yesterday", read_period("2016-03-16~")).period
    assert period is not None
    assert period.typical == read_period("2016-03-15", instant=True).typical
    assert period.widest == read_period("[2016-03-14..2016-03-16]", instant=True).widest


def test_a_length_of_time_has_no_date() -> None:
    resolution = resolve("nine months", read_period(WEDNESDAY))
    assert resolution.period is None
    assert str(resolution.length) == "nine months"
    assert [each.meaning for each in resolution.readings] == ["8.5…10 months"]
    assert resolution.readings[0].period is None


def test_a_reading_tells_what_it_is_in_words_and_the_resolution_why() -> None:
    resolution = resolve("last week", read_period(WEDNESDAY))
    assert [each.meaning for each in resolution.readings] == [
        "the previous Monday to Sunday",
        "the last seven days",
    ]
    assert "calendar" in resolution.why
    ago = resolve("over a year ago", read_period(WEDNESDAY))
    assert ago.readings[1].meaning == "366 days or more before that day"


@pytest.mark.parametrize(
    ("phrase", "message", "suggestion"),
    [
        ("at that time", "rests on a date that is given elsewhere", "write the date that it comes to"),
        ("then", "rests on a date that is given elsewhere", "write the date"),
        ("two weeks later", "rests on a date that is given elsewhere", "write the date"),
        ("in the same month", "rests on a date that is given elsewhere", "write the date"),
        ("since then", "rests on a date that is given elsewhere", "write the date"),
        ("recently", "is too vague", "write the date"),
        ("soon", "is too vague", "write the date"),
        ("Christmas", "is a feast", "write the date"),
        ("since Easter", "is a feast", "write the date"),
        ("", "the phrase is empty", "`last week`"),
        ("banana", "no phrase about time that is known", "`last week`"),
        ("the past two quarters", "`two quarters` is no length of time", "`three months`"),
        ("since three weeks ago", "may be any of several days", "write the day"),
        ("until mid-March", "may be any of several days", "write the day"),
        ("since nine months", "`nine months` is a length of time and no date", "`last week`"),
        ("since recently", "`recently` is too vague", "write the date"),
        ("31 June", "June has 30 days at most", None),
        ("31 February 2016", "February 2016 has 29 days", None),
        ("the fourth half", "there is no fourth half", None),
        ("40 centuries ago", "years run from 0001 to 9999", None),
        ("9999999 years ago", "years run from 0001 to 9999", None),
        ("from 2016 to 2014", "the interval runs backwards", "did you mean"),
        ("90s", "can be a decade of any century, or so many seconds", "write `1990s`"),
        ("two weeks of rain ago", "`two weeks of rain` is no length of time", "`three months`"),
        ("last " * 50, "is too long", "`last week`"),
    ],
)
def test_what_no_date_follows_from_is_refused_with_the_reason(
    phrase: str, message: str, suggestion: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        resolve(phrase, read_period(WEDNESDAY))
    assert message in caught.value.message
    assert (suggestion or "") in (caught.value.suggestion or "")
    assert (suggestion is None) == (caught.value.suggestion is None)


@pytest.mark.parametrize("said", ["2016/..", "../2016", "/2016"])
def test_a_document_of_no_known_end_resolves_nothing(said: str) -> None:
    with pytest.raises(InputError, match="has no end"):
        resolve("last week", read_period(said))
    with pytest.raises(InputError, match="has no end"):
        resolve("last week", Period.of(said, instant=True))


def test_every_row_of_the_tables_compiles_and_has_its_reason() -> None:
    for row in ROWS:
        assert re.compile(row.pattern)
        assert row.kind in (DATE, SPAN)
        assert row.why
    for pattern, reason, hint in REFUSED:
        assert re.compile(pattern)
        assert reason
        assert hint
