"""Laws of periods: what holds of all of them, checked against all choices of their ends one by one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from consistency.period import (
    BASIC,
    RELATIONS,
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

Days = tuple[int, int]


def definition(a: Days, b: Days) -> str:
    """Return the relation of two intervals by Allen's definitions, written out."""
    (start, end), (other_start, other_end) = a, b
    true = {
        "before": end < other_start,
        "after": start > other_end,
        "meets": end == other_start,
        "met_by": start == other_end,
        "overlaps": start < other_start < end < other_end,
        "overlapped_by": other_start < start < other_end < end,
        "during": other_start < start and end < other_end,
        "contains": start < other_start and other_end < end,
        "starts": start == other_start and end < other_end,
        "started_by": start == other_start and end > other_end,
        "finishes": end == other_end and start > other_start,
        "finished_by": end == other_end and start < other_start,
        "same_period": start == other_start and end == other_end,
    }
    (name,) = (name for name, holds in true.items() if holds)
    return name


def relation(a: Days, b: Days, has_instant: bool) -> str:
    name = definition(a, b)
    return {"meets": "before", "met_by": "after"}.get(name, name) if has_instant else name


def choices(period: Period, extent: Extent) -> Iterator[Days]:
    """Yield every start and end that a period can have."""
    bounds = period.bounds(extent)
    for start in range(bounds.earliest_start, bounds.latest_start + 1):
        ends = [start + 1] if period.instant else range(bounds.earliest_end, bounds.latest_end + 1)
        yield from ((start, end) for end in ends if start < end)


@st.composite
def small_periods(draw: st.DrawFn, instant: bool | None = None) -> Period:
    """A period with uncertain ends in a calendar of a few days."""
    if draw(st.booleans()) if instant is None else instant:
        first = draw(st.integers(1, 6))
        last = draw(st.integers(first, 6))
        bounds = Bounds(first, last, first + 1, last + 1)
        return Period(f"instant {first}–{last}", True, bounds, bounds)
    starts = sorted(draw(st.tuples(st.integers(1, 6), st.integers(1, 6))))
    ends = sorted(draw(st.tuples(st.integers(starts[0] + 1, 8), st.integers(starts[0] + 1, 8))))
    bounds = Bounds.narrowed(starts[0], starts[1], ends[0], ends[1])
    return Period(f"{starts}/{ends}", False, bounds, bounds)


def numbers(low: int, high: int, width: int) -> st.SearchStrategy[str]:
    exact = st.integers(low, high).map(lambda number: f"{number:0{width}}")
    return st.one_of(
        exact, st.builds(lambda text, cut: text[:cut] + "X" * (width - cut), exact, st.integers(0, width))
    )


MARKS = st.sampled_from(["", "", "", "~", "?", "%"])
DATES = st.one_of(
    st.builds("".join, st.tuples(numbers(1990, 2030, 4), MARKS)),
    st.builds("{}S{}".format, st.integers(1990, 2030), st.integers(1, 4)),
    st.builds("{}-{}{}".format, numbers(1990, 2030, 4), numbers(1, 12, 2) | numbers(21, 41, 2), MARKS),
    st.builds(
        "{}{}-{}-{}{}".format, numbers(1990, 2030, 4), MARKS, numbers(1, 12, 2), numbers(1, 31, 2), MARKS
    ),
)
ENDS = st.one_of(DATES, st.sampled_from(["", ".."]))
TEXTS = st.one_of(
    DATES,
    st.builds("{}/{}".format, ENDS, ENDS),
    st.builds("[{}, {}]".format, DATES, DATES),
    st.builds("{{{}, {}}}".format, DATES, DATES),
    st.builds("{{{}..{}}}".format, DATES, DATES),
)


def refusal(text: str, instant: bool = False) -> InputError | None:
    """Return why a text is no period; None where it is one."""
    try:
        read_period(text, instant=instant)
    except InputError as error:
        return error
    return None


PERIODS = st.builds(
    lambda text, instant: read_period(text, instant=instant), TEXTS.filter(is_period), st.booleans()
)
EXTENTS = st.sampled_from(Extent)


@given(small_periods(), small_periods())
def test_the_possible_relations_are_those_of_every_choice_of_ends(a: Period, b: Period) -> None:
    pairs = itertools.product(choices(a, Extent.TYPICAL), choices(b, Extent.TYPICAL))
    expected = {relation(one, other, a.instant or b.instant) for one, other in pairs}
    assert set(names(possible_relations(a, b, Extent.TYPICAL))) == expected


@given(st.sampled_from(sorted(RELATIONS)), small_periods(), small_periods())
def test_a_relation_is_yes_if_every_choice_of_ends_says_so_and_no_if_none_does(
    name: str, a: Period, b: Period
) -> None:
    wanted = set(names(RELATIONS[name]))
    pairs = itertools.product(choices(a, Extent.TYPICAL), choices(b, Extent.TYPICAL))
    answers = {relation(one, other, a.instant or b.instant) in wanted for one, other in pairs}
    expected = {(True,): Truth.YES, (False,): Truth.NO, (False, True): Truth.POSSIBLE}[tuple(sorted(answers))]
    assert holds(name, a, b, Extent.TYPICAL) is expected


@given(small_periods(), small_periods())
def test_what_is_counted_encloses_every_choice_of_ends_and_no_more(a: Period, b: Period) -> None:
    lengths = {end - start for start, end in choices(a, Extent.TYPICAL)}
    length = duration(a, Extent.TYPICAL)
    assert (length.low, length.high) == (min(lengths), max(lengths))
    gaps = {
        other_start - (end - 1)
        for (_, end), (other_start, _) in itertools.product(
            choices(a, Extent.TYPICAL), choices(b, Extent.TYPICAL)
        )
    }
    gap = days_between(a, b, Extent.TYPICAL)
    assert (gap.low, gap.high) == (min(gaps), max(gaps))


def whole_months(start: int, end: int) -> int | None:
    """Return how many months later the same day of the month is; None where it is not the same day."""
    year, month, day = civil(start)
    other_year, other_month, other_day = civil(end)
    return (other_year - year) * 12 + other_month - month if day == other_day else None


@st.composite
def periods_of_months(draw: st.DrawFn) -> Period:
    """A period of some months whose ends are uncertain by a few days, around the turn of a month."""
    first = day_number(draw(st.integers(1995, 2005)), draw(st.integers(1, 12)), 1)
    starts = sorted(draw(st.tuples(st.integers(-5, 5), st.integers(-5, 5))))
    last = shifted(first, draw(st.integers(1, 50)))
    ends = sorted(draw(st.tuples(st.integers(-5, 5), st.integers(-5, 5))))
    bounds = Bounds.narrowed(first + starts[0], first + starts[1], last + ends[0], last + ends[1])
    return Period(f"{starts}/{ends}", False, bounds, bounds)


@given(periods_of_months())
def test_a_length_is_the_hull_of_the_days_and_of_whole_months_for_every_choice_of_ends(
    period: Period,
) -> None:
    lengths: set[Fraction] = set()
    for start, end in choices(period, Extent.TYPICAL):
        lengths.add(Fraction(end - start))
        if months := whole_months(start, end):
            lengths.add(months * Fraction("365.25") / 12)
    length = duration(period, Extent.TYPICAL)
    assert (length.low, length.high) == (min(lengths), max(lengths))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31), st.integers(1, 119_000))
@example(1, 1, 1, 119_987)
@example(2015, 2, 1, 1)
def test_a_span_of_whole_months_lasts_so_many_days_and_so_many_months(
    year: int, month: int, day: int, months: int
) -> None:
    start = day_number(year, month, min(day, month_length(year, month)))
    end = shifted(start, months)
    assume(whole_months(start, end))
    bounds = Bounds(start, start, end, end)
    length = duration(Period("a span", False, bounds, bounds), Extent.WIDEST)
    assert {length.low, length.high} == {Fraction(end - start), months * Fraction("365.25") / 12}


@given(small_periods(), small_periods())
def test_what_certainly_ends_before_another_does_so_for_every_choice(a: Period, b: Period) -> None:
    pairs = itertools.product(choices(a, Extent.TYPICAL), choices(b, Extent.TYPICAL))
    assert certainly_ends_before(a, b) == all(end < other_end for (_, end), (_, other_end) in pairs)


@given(PERIODS, PERIODS, EXTENTS)
def test_some_relation_is_always_possible_and_its_converse_the_other_way_round(
    a: Period, b: Period, extent: Extent
) -> None:
    possible = possible_relations(a, b, extent)
    assert possible
    assert possible_relations(b, a, extent) == converse(possible)
    assert converse(converse(possible)) == possible


@given(PERIODS)
def test_the_widest_reading_encloses_the_typical_one(period: Period) -> None:
    typical, widest = period.typical, period.widest
    assert widest.earliest_start <= typical.earliest_start
    assert typical.latest_start <= widest.latest_start
    assert widest.earliest_end <= typical.earliest_end
    assert typical.latest_end <= widest.latest_end
    assert set(weekday(period, Extent.TYPICAL)) <= set(weekday(period, Extent.WIDEST))


@given(PERIODS, PERIODS)
def test_what_is_possible_in_the_typical_reading_is_possible_in_the_widest(a: Period, b: Period) -> None:
    typical, widest = (possible_relations(a, b, extent) for extent in Extent)
    assert typical & widest == typical


@given(DATES.filter(is_period), st.sampled_from("~?%"), st.booleans(), PERIODS)
def test_doubt_never_makes_a_relation_impossible(text: str, mark: str, instant: bool, other: Period) -> None:
    certain = read_period(text.rstrip("~?%"), instant=instant)
    doubtful = read_period(text.rstrip("~?%") + mark, instant=instant)
    before = possible_relations(certain, other, Extent.WIDEST)
    assert before & possible_relations(doubtful, other, Extent.WIDEST) == before


@given(PERIODS)
def test_a_period_reads_the_same_again(period: Period) -> None:
    assert read_period(str(period), instant=period.instant) == period


INTERVALS = [(start, end) for start in range(6) for end in range(start + 1, 7)]


def composition() -> dict[tuple[str, str], set[str]]:
    """Return Allen's table, from all triples of intervals over points enough for six ends to differ."""
    table: dict[tuple[str, str], set[str]] = {}
    for a, b, c in itertools.product(INTERVALS, repeat=3):
        table.setdefault((definition(a, b), definition(b, c)), set()).add(definition(a, c))
    return table


COMPOSITION = composition()


def test_the_composition_table_is_allens() -> None:
    # Allen 1983, figure 4: 409 entries over all 169 pairs, of which these are some.
    assert len(COMPOSITION) == 169
    assert sum(len(entry) for entry in COMPOSITION.values()) == 409
    assert COMPOSITION["before", "before"] == {"before"}
    assert COMPOSITION["overlaps", "overlaps"] == {"before", "meets", "overlaps"}
    assert COMPOSITION["meets", "during"] == {"overlaps", "during", "starts"}
    assert COMPOSITION["during", "before"] == {"before"}
    assert COMPOSITION["before", "after"] == set(BASIC)


def certain(days: Days) -> Period:
    bounds = Bounds(days[0], days[0], days[1], days[1])
    return Period(str(days), False, bounds, bounds)


@given(*[st.sampled_from(INTERVALS)] * 3)
def test_of_certain_periods_one_relation_holds_and_it_is_in_allens_table(a: Days, b: Days, c: Days) -> None:
    def relation_of(one: Days, other: Days) -> str:
        (name,) = names(possible_relations(certain(one), certain(other), Extent.TYPICAL))
        return name

    assert relation_of(a, c) in COMPOSITION[relation_of(a, b), relation_of(b, c)]


@given(*[small_periods(instant=False)] * 3)
def test_relations_compose_by_allens_table(a: Period, b: Period, c: Period) -> None:
    extent = Extent.TYPICAL
    allowed: set[str] = set()
    for first in names(possible_relations(a, b, extent)):
        for second in names(possible_relations(b, c, extent)):
            allowed |= COMPOSITION[first, second]
    assert set(names(possible_relations(a, c, extent))) <= allowed


ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-/.X~?%[]{},TZ: "),
    TEXTS,
    st.lists(
        st.sampled_from(
            [
                "from",
                "to",
                "2015",
                "2016-03",
                "2016-3",
                "March",
                "May",
                "10",
                "31",
                "12",
                "-",
                "/",
                ".",
                "Q3",
                "last",
                "week",
                "since",
                "circa",
                "2010s",
                "winter",
                "and",
            ]
        )
    ).map(" ".join),
)


@given(ANYTHING, st.booleans())
# In EDTF an X is a digit that is not specified: this marks no unfinished work.
@example("XXXX-02-30", False)
@example("[" + "2015," * 100_000 + "]", False)
def test_every_text_is_a_period_or_told_why_not(text: str, instant: bool) -> None:
    error = refusal(text, instant)
    if error is None:
        assert read_period(text, instant=instant).text == text.strip()
        return
    assert error.message
    assert 0 <= error.offset <= len(text)
    suggestion = error.suggestion or ""
    if suggestion.startswith("did you mean"):
        for meant in re.findall("`([^`]+)`", suggestion):
            assert refusal(meant) is None
