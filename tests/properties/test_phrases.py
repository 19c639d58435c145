"""Laws of phrases about time: what holds of all of them, on every day."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consistency.period import Bounds, Period, read_period
from consistency.period.days import day_number, iso
from consistency.period.phrases import Resolution, resolve
from consistency.problem import InputError

UNITS = ["day", "week", "month", "quarter", "year", "decade", "century", "weekend"]
NAMES = ["Tuesday", "Sunday", "September", "March", "summer", "winter", "29 February", "10 March"]
FRAMES = [
    "{}",
    "in {}",
    "last {}",
    "this {}",
    "next {}",
    "past {}",
    "early {}",
    "late last {}",
    "mid-{}",
    "since {}",
    "since last {}",
    "until last {}",
    "by the end of {}",
    "as of last {}",
    "before {}",
    "after next {}",
    "earlier this {}",
    "later this {}",
    "so far this {}",
    "the second half of {}",
    "the last three days of {}",
    "from September to {}",
    "between 1990 and last {}",
    "three {}s ago",
    "over a {} ago",
    "nearly two {}s ago",
    "about six {}s ago",
    "several {}s ago",
    "the past three {}s",
    "the last few {}s",
    "the next nine {}s",
    "in five {}s' time",
]
PHRASES = st.builds(
    lambda frame, word: frame.format(word), st.sampled_from(FRAMES), st.sampled_from(UNITS + NAMES)
)
DAYS = st.integers(day_number(1800, 1, 1), day_number(2200, 1, 1))
WORDS = (
    "last past next this in on since until by the end of early late mid from to and between ago before first "
    "a three week months year decade Tuesday September summer 2015 2016-03 then nearly over about half "
    "second quarter , - / [ 10 29 February hence time' so far date weekend century"
)


def on(day: int) -> Period:
    return read_period(iso(day))


def resolved(phrase: str, said: Period) -> Resolution | None:
    """Return what a phrase comes to; None where it is refused."""
    try:
        return resolve(phrase, said)
    except InputError:
        return None


def lies_within(inner: Bounds, outer: Bounds) -> bool:
    return (
        outer.earliest_start <= inner.earliest_start
        and inner.latest_start <= outer.latest_start
        and outer.earliest_end <= inner.earliest_end
        and inner.latest_end <= outer.latest_end
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_every_form_is_one_that_resolves(frame: str) -> None:
    assert any(resolved(frame.format(word), on(736_039)) for word in [*UNITS, *NAMES])


@given(PHRASES, DAYS, st.integers(0, 400))
def test_every_reading_lies_within_the_period_that_keeps_them_all(phrase: str, day: int, spread: int) -> None:
    found = resolved(phrase, read_period(f"[{iso(day)}..{iso(day + spread)}]", instant=True))
    if found is None or found.period is None:
        return
    assert any(reading.is_usual for reading in found.readings)
    assert lies_within(found.period.typical, found.period.widest)
    for reading in found.readings:
        assert reading.period is not None
        assert lies_within(reading.period.widest, found.period.widest)
        if reading.is_usual:
            assert lies_within(reading.period.typical, found.period.typical)


@given(PHRASES, DAYS, st.sampled_from([0, 0, 30, 400]))
def test_the_edtf_of_a_reading_reads_as_its_period(phrase: str, day: int, spread: int) -> None:
    found = resolved(phrase, read_period(f"[{iso(day)}..{iso(day + spread)}]", instant=True))
    if found is None or found.period is None:
        return
    for reading in found.readings:
        assert reading.period is not None
        if not spread:
            assert reading.edtf is not None
        if reading.edtf is not None:
            again = read_period(reading.edtf, instant=found.period.instant)
            assert again.typical == reading.period.typical
            assert found.kind == "date" or lies_within(again.typical, reading.period.widest)


@given(PHRASES, DAYS, st.integers(0, 800), st.integers(0, 800))
def test_a_document_of_uncertain_date_allows_what_each_of_its_days_would(
    phrase: str, first: int, spread: int, at: int
) -> None:
    uncertain = resolved(phrase, read_period(f"[{iso(first)}..{iso(first + spread)}]", instant=True))
    certain = resolved(phrase, on(first + min(at, spread)))
    assert (uncertain is None) == (certain is None)
    if uncertain and certain and uncertain.period and certain.period:
        assert uncertain.kind == certain.kind
        assert lies_within(certain.period.typical, uncertain.period.typical)
        assert lies_within(certain.period.widest, uncertain.period.widest)


@given(
    st.sampled_from(
        ["last week", "this week", "next week", "on Tuesday", "last Friday", "the past three weeks"]
    ),
    DAYS,
    st.integers(-500, 500),
)
def test_a_document_some_weeks_later_means_as_many_weeks_later(phrase: str, day: int, weeks: int) -> None:
    one, other = resolve(phrase, on(day)).readings, resolve(phrase, on(day + 7 * weeks)).readings
    assert [each.meaning for each in one] == [each.meaning for each in other]
    for before, after in zip(one, other, strict=True):
        assert before.period is not None
        assert after.period is not None
        assert after.period.typical.earliest_start - before.period.typical.earliest_start == 7 * weeks
        assert after.period.typical.latest_end - before.period.typical.latest_end == 7 * weeks


@given(PHRASES, DAYS)
def test_case_blanks_and_a_full_stop_make_no_difference(phrase: str, day: int) -> None:
    one, other = resolved(phrase, on(day)), resolved(f"  {phrase.upper().replace(' ', '  ')}. ", on(day))
    assert (one is None) == (other is None)
    if one and other:
        assert [each.edtf for each in one.readings] == [each.edtf for each in other.readings]


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join),
        st.builds(
            "{} {}".format, st.sampled_from(["since", "last", "by", "the first half of"]), st.text(max_size=9)
        ),
    ),
    st.sampled_from(
        ["2016-03-16", "2016-03", "2016~", "0001", "9999", "0001-01-01", "201X", "[..2015]", "2016/"]
    ),
)
@example("from 9999 to 0001", "2016")
@example("since " * 16, "2016")
@example("9" * 90 + " years ago", "2016")
def test_every_phrase_is_resolved_or_told_why_not(phrase: str, said: str) -> None:
    found = resolved(phrase, read_period(said))
    assert found is None or (found.period is None) == (found.length is not None)
