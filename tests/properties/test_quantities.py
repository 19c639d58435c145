"""Laws of figures: ranges, arithmetic, units, reading and showing."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from consistency.problem import InputError
from consistency.quantity import (
    DIMENSIONLESS,
    PERCENT,
    Interval,
    Quantity,
    Unit,
    Units,
    distinct,
    format_number,
    format_range,
    less,
    read_quantity,
)
from consistency.quantity.figures import understand
from consistency.quantity.forms import forms
from consistency.quantity.hedges import Hedges
from consistency.quantity.pairs import lacks_thousands
from consistency.reading import Extent

UNITS = Units.standard().declaring([("fighters", "people")])
UNIT_NAMES = ("", "%", "pp", "people", "fighters", "km²", "mi²", "months", "°C", "barrels")
HEDGES = [phrase for phrase in Hedges.standard().phrases if not phrase.startswith("…")]

small = st.fractions(-4, 4, max_denominator=3)
numbers = st.fractions(-(10**9), 10**9, max_denominator=1000)
names = st.sampled_from(UNIT_NAMES)
units = names.filter(bool).map(UNITS.find)


_OUTER = ("at least", "at most", "more than", "less than", "up to")


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = small) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high and draw(st.booleans()):
        return Interval.point(low)
    unbounded = draw(st.sampled_from(("", "", "low", "high", "both")))
    if low == high:
        high += 1
    return Interval(
        None if unbounded in ("low", "both") else low,
        None if unbounded in ("high", "both") else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )


def members(interval: Interval) -> list[Fraction]:
    """Some members of an interval, its closed ends and points close to its open ones among them."""
    low, high = interval.low, interval.high
    if low is None:
        low = (high if high is not None else Fraction(0)) - 1000
    if high is None:
        high = low + 2000
    near = min(high - low, Fraction(1)) / 1000
    some = (low, low + near, (low + high) / 2, high - near, high, Fraction(0), Fraction(1, 7))
    return [x for x in some if interval.contains(x)]


@given(intervals(), intervals())
def test_arithmetic_encloses_every_member(a: Interval, b: Interval) -> None:
    for x, y in product(members(a), members(b)):
        assert (a + b).contains(x + y)
        assert (a - b).contains(x - y)
        assert (a * b).contains(x * y)
        assert a.minimum(b).contains(min(x, y))
        assert a.maximum(b).contains(max(x, y))
        assert a.absolute().contains(abs(x))
        assert (-a).contains(-x)
        if y and b != Interval.point(0):
            assert (a / b).contains(x / y)


def attains(result: Interval, values: list[Fraction]) -> bool:
    """Whether the closed ends of `result` are among values, and values come near to the others."""
    tolerance = Fraction(1, 4)
    low, high = result.low, result.high
    return all(
        (min(values) < -100) if end is None and side < 0 else
        (max(values) > 100) if end is None else
        (end in values) if closed else
        (end not in values and any(abs(value - end) < tolerance for value in values))
        for end, closed, side in ((low, result.low_closed, -1), (high, result.high_closed, 1))
    )  # fmt: skip


TWO = Fraction(2)


@given(intervals(), intervals())
@example(Interval(-TWO, TWO, low_closed=False), Interval(-TWO, TWO, high_closed=False))  # a tie of corners
@example(Interval(Fraction(0), TWO), Interval(TWO, None, low_closed=False))  # 0 times open ends
@example(Interval(Fraction(0), TWO, low_closed=False), Interval(Fraction(1), None))
def test_arithmetic_is_never_wider_than_the_members_make_it(a: Interval, b: Interval) -> None:
    pairs = list(product(members(a), members(b)))
    assert attains(a + b, [x + y for x, y in pairs])
    assert attains(a - b, [x - y for x, y in pairs])
    assert attains(a * b, [x * y for x, y in pairs])
    assert attains(a.minimum(b), [min(x, y) for x, y in pairs])
    assert attains(a.maximum(b), [max(x, y) for x, y in pairs])
    assert attains(a.absolute(), [abs(x) for x in (*members(a), *(-x for x in members(a)))])


@given(intervals(), intervals())
def test_a_quotient_is_exact_on_each_side_of_zero(a: Interval, b: Interval) -> None:
    if b == Interval.point(0):
        return
    if (b.low is None or b.low < 0) and (b.high is None or b.high > 0):
        assert a / b == Interval.everything()
        return
    quotient = a / b
    # From the other end: every member of the quotient is a member of `a` over a member of `b`.
    for q in members(quotient):
        assert b.scaled(q).meets(a) or (q == 0 and a.contains(0)), q


@given(intervals(), intervals())
def test_set_operations_agree_on_members(a: Interval, b: Interval) -> None:
    both = a.intersection(b)
    assert (both is not None) is a.meets(b) is b.meets(a)
    for x in members(a) + members(b):
        assert (a.contains(x) and b.contains(x)) is (both is not None and both.contains(x))
        assert a.hull(b).contains(x)
    assert a.hull(b).encloses(a)
    assert a.encloses(b) is (a.hull(b) == a)
    if both is not None:
        assert a.encloses(both)
        assert b.encloses(both)


@given(numbers, numbers)
def test_less_is_the_order_of_fractions(a: Fraction, b: Fraction) -> None:
    assert less(a, b) is (a < b)


@given(intervals(numbers), units)
def test_a_change_of_unit_there_and_back_is_the_identity(interval: Interval, unit: Unit) -> None:
    there = interval.scaled(unit.factor, unit.offset)
    assert there.scaled(1 / unit.factor, -unit.offset / unit.factor) == interval
    assert unit.from_base(unit.to_base(Fraction(7, 3))) == Fraction(7, 3)


@st.composite
def figures(draw: st.DrawFn, hedges: tuple[str, ...] = ("", *HEDGES)) -> tuple[str, str, str]:
    """The hedge, the number and the unit of a figure."""
    number = draw(
        st.one_of(
            st.integers(0, 10**7).map("{:,}".format),
            st.integers(0, 10**7).map(str),
            st.tuples(st.integers(1, 999), st.integers(0, 4)).map(lambda pair: str(pair[0] * 10 ** pair[1])),
            st.decimals(0, 10**5, places=2).map(str),
            st.sampled_from(["a third", "half", "nine", "twenty-two", "a hundred", "1.3 million", "3bn"]),
        )
    )
    unit = draw(names)
    if number in ("a third", "half"):
        unit = ""
    return draw(st.sampled_from(hedges)), number, unit


@given(figures())
def test_the_typical_range_lies_within_the_widest(figure: tuple[str, str, str]) -> None:
    quantity = read_quantity(" ".join(figure).strip(), UNITS)
    assert quantity.widest.encloses(quantity.typical)
    assert quantity.interval(Extent.WIDEST).encloses(quantity.interval(Extent.TYPICAL))


@given(figures(tuple(hedge for hedge in HEDGES if hedge != "exactly")))
def test_a_hedge_never_narrows_what_the_bare_number_means(figure: tuple[str, str, str]) -> None:
    hedge, number, unit = figure
    hedged = read_quantity(f"{hedge} {number} {unit}".strip(), UNITS)
    bare = read_quantity(f"{number} {unit}".strip(), UNITS)
    n = bare.stated.low
    assert n is not None
    for wide, plain in ((hedged.typical, bare.typical), (hedged.widest, bare.widest)):
        if wide.low != n:
            assert wide.encloses(plain.intersection(Interval(None, n, high_closed=wide.contains(n))) or wide)
        if wide.high != n:
            assert wide.encloses(plain.intersection(Interval(n, None, wide.contains(n))) or wide)


@given(figures())
def test_the_sign_of_a_figure_turns_its_magnitude_round(figure: tuple[str, str, str]) -> None:
    text = " ".join(figure).strip()
    up, down = read_quantity(text, UNITS), read_quantity(f"down {text}", UNITS)
    assert (down.stated, down.typical, down.widest) == (-up.stated, -up.typical, -up.widest)


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    names,
    st.sampled_from(["{} to {}", "{}-{}", "between {} and {}"]),
)
def test_a_range_holds_both_its_ends(a: int, b: int, unit: str, form: str) -> None:
    a, b = sorted((a, b))
    assume(not lacks_thousands(str(a), str(b)))
    assume(a < b or "-" not in form)  # "2-2" is a score
    quantity = read_quantity(f"{form.format(a, b)} {unit}".strip(), UNITS)
    assert quantity.stated == Interval(Fraction(a), Fraction(b))
    assert quantity.typical.encloses(quantity.stated)
    assert quantity.widest.encloses(quantity.typical)
    assert quantity.ends is not None
    assert quantity.ends[0].low == quantity.widest.low
    assert quantity.ends[1].high == quantity.widest.high


@given(
    st.integers(1, 999),
    st.integers(0, 999),
    st.sampled_from(["hours minutes 60", "ft in 12", "lb oz 16", "years months 12", "km m 1000"]),
    st.sampled_from(["", "about", "nearly", "more than", "at most", "exactly"]),
    st.sampled_from(["{} {} {} {}", "{}{}{}{}", "{} {} and {} {}", "{} {}, {} {}"]),
)
def test_an_amount_in_two_units_is_their_sum_to_within_one_of_the_second(
    a: int, b: int, units: str, hedge: str, form: str
) -> None:
    first, second, ratio = units.split()
    b %= int(ratio)
    text = form.format(a, first, b, second)
    bare, hedged = read_quantity(text, UNITS), read_quantity(f"{hedge} {text}".strip(), UNITS)
    total = Fraction(a * int(ratio) + b)
    assert (bare.stated, bare.unit) == (Interval.point(total), UNITS.find(second))
    assert bare.widest == bare.typical
    assert Interval(total - 1, total + 1).encloses(bare.widest)
    assert bare.typical.encloses(bare.stated)
    assert hedged.widest.encloses(hedged.typical)
    assert hedged.stated == bare.stated


@given(st.integers(1, 50), st.sampled_from(["", "about", "nearly", "more than", "at most"]))
def test_dozens_are_meant_no_more_closely_than_their_number(n: int, hedge: str) -> None:
    dozens, plain = (read_quantity(f"{hedge} {text}".strip(), UNITS) for text in (f"{n} dozen", str(12 * n)))
    assert dozens.stated == plain.stated
    assert dozens.widest.encloses(plain.widest)


@given(
    st.sampled_from([(15, "minutes"), (15, "seconds"), (12, "hours"), (7, "days"), (6, "months")]),
    st.integers(1, 100),
    st.sampled_from(["about", "nearly", "more than", "just under"]),
)
def test_round_times_are_meant_no_more_closely_than_other_figures(
    step: tuple[int, str], n: int, hedge: str
) -> None:
    span, plain = (read_quantity(f"{hedge} {n * step[0]} {unit}", UNITS) for unit in (step[1], "km"))
    assert span.typical.encloses(plain.typical)
    assert span.widest.encloses(plain.widest)


@given(st.sampled_from(["half", "a quarter of", "three quarters of"]), st.sampled_from(["", "about "]))
def test_a_part_of_an_hour_is_meant_no_more_closely_than_its_minutes(part: str, hedge: str) -> None:
    written = read_quantity(f"{hedge}{part} an hour", UNITS)
    minutes = read_quantity(f"about {written.stated.middle * 60} minutes", UNITS)
    assert written.interval(Extent.TYPICAL).encloses(minutes.interval(Extent.TYPICAL))
    assert written.interval(Extent.WIDEST).encloses(minutes.interval(Extent.WIDEST))


@given(figures(), st.sampled_from(["{}", "  {} ", "{}\n"]))
def test_the_short_way_and_the_full_reader_agree(figure: tuple[str, str, str], form: str) -> None:
    text = " ".join(figure).strip()
    plain = read_quantity(form.format(text), UNITS)
    signed = read_quantity(
        form.format(f"+{text}") if not figure[0] and text[0].isdigit() else form.format(text), UNITS
    )
    assert (plain.typical, plain.widest, plain.stated, plain.unit, plain.hedge) == (
        signed.typical, signed.widest, signed.stated, signed.unit, signed.hedge,
    )  # fmt: skip


@given(st.fractions(-(10**9), 10**9, max_denominator=10**4), units)
def test_an_exact_figure_is_read_as_it_is_shown(x: Fraction, unit: Unit) -> None:
    x = Fraction(round(x * 1000), 1000)
    shown = str(Quantity.exact(x, unit))
    read = read_quantity(shown, UNITS)
    assert (read.stated, read.unit) == (Interval.point(x), unit)


@given(numbers, st.integers(1, 8))
def test_rounding_up_and_down_brackets_a_number(x: Fraction, digits: int) -> None:
    def shown(rounding: str) -> Fraction:
        return Fraction(format_number(x, digits, rounding).replace(",", "").replace("−", "-"))

    assert shown("down") <= x <= shown("up")
    assert shown("nearest") in (shown("down"), shown("up"))
    assert abs(shown("nearest") - x) * 2 <= max(shown("up") - shown("down"), Fraction(0)) or shown(
        "up"
    ) == shown("down")


@given(intervals(st.fractions(0, 1, max_denominator=10**6)))
def test_a_range_that_is_shown_rounded_inward_lies_within(interval: Interval) -> None:
    if interval.low is None or interval.high is None or interval.is_point:
        return
    low, high = (
        Fraction(end) / 100 for end in format_range(interval, PERCENT, "inward").removesuffix(" %").split("…")
    )
    assert interval.low <= low < high <= interval.high


@given(st.lists(numbers, min_size=1, max_size=5), units)
def test_figures_that_differ_are_shown_differently(values: list[Fraction], unit: Unit) -> None:
    shown = distinct(values, unit)
    assert len(set(shown)) == len(set(values))


SIMPLE = st.one_of(
    st.integers(1, 10**6).map("{:,}".format),
    st.decimals("0.01", 1000, places=2).map(str),
    st.sampled_from(["a third", "½", "2½", "1 1/2", "nine", "two dozen", "a million and a half"]),
)
SHARES = st.one_of(
    st.integers(1, 99).map("{} %".format),
    st.sampled_from(["half", "two thirds", "1/3", "¾", "nearly a third"]),
)
# The forms that are made of others, by what stands in their gaps.
STRUCTURES = (
    ("{} of {} {}", SHARES, SIMPLE),
    ("{} of the {} {}", SHARES, st.integers(1, 10**6)),
    ("{} in {} {}", st.integers(1, 9), st.integers(10, 10**6)),
    ("{} out of {} {}", st.integers(1, 9), st.sampled_from(["ten", "twenty", "100", "1,000"])),
    ("{} per {} {}", st.integers(1, 9), st.sampled_from(["ten", "thousand", "100,000"])),
    ("{} of {} {}", st.integers(1, 9), st.integers(10, 10**6)),
    ("{} or {} {}", st.integers(1, 9), st.integers(10, 99)),
    ("from {} to {} {}", st.integers(1, 9), st.integers(10, 99)),
    ("between about {} and {} {}", st.integers(1, 9), st.integers(10, 99)),
    ("{} plus or minus {} {}", st.integers(10, 99), st.integers(1, 9)),
    ("{} hundreds of {} {}", st.just(""), st.sampled_from(["thousands of", "millions of"])),
)
AROUND = (
    "{}",
    "down {}",
    "a drop of {}",
    "{} lower",
    "rose by {}",
    "{} or more",
    "at least about {}",
    "{} each",
    "{} times",
    "{} times as many",
    "{} as much",
    "a {}-fold rise",
)
MULTIPLES = (
    "{} times",
    "{} times as many",
    "{}-fold",
    "{} ×",
    "{} times more",
    "a {}-fold rise",
    "rose {}-fold",
)


@st.composite
def forms_of_figures(draw: st.DrawFn) -> str:
    """A figure of any of the forms, or nearly so: not all that can be put together is English."""
    form, first, second = draw(st.sampled_from(STRUCTURES))
    noun = draw(st.sampled_from(("people", "villages", "%", "km²", "°C", "", "-year-old", "a day")))
    text = form.format(draw(first), draw(second), noun)
    if draw(st.booleans()):
        text = f"{draw(SIMPLE)} {noun}"
    return draw(st.sampled_from(AROUND)).format(text).strip()


def read_or_problem(text: str) -> Quantity | InputError:
    """What a text is read as."""
    try:
        return read_quantity(text, UNITS)
    except InputError as error:
        return error


@given(forms_of_figures())
@settings(max_examples=300)
def test_every_form_is_read_alike_in_both_ways_or_is_a_problem(text: str) -> None:
    quantity = read_or_problem(text)
    if isinstance(quantity, InputError):
        assert quantity.message
        assert 0 <= quantity.offset <= len(text)
        return
    understood = understand(text, UNITS)
    assert understood.quantity == quantity
    assert understood.form == forms()[understood.form.name]
    assert understood.number
    assert quantity.widest.encloses(quantity.typical)


@given(SIMPLE, st.sampled_from(MULTIPLES), st.sampled_from(("", "people", "%")))
def test_a_multiple_is_its_number_in_any_measure(number: str, form: str, unit: str) -> None:
    plain, default = read_or_problem(number), UNITS.find(unit) if unit else None
    assume(isinstance(plain, Quantity) and plain.unit == DIMENSIONLESS)
    assume(not number.startswith("a "))
    multiple = read_quantity(form.format(number), UNITS, default)
    assert (multiple.hedge, multiple.typical, multiple.widest) == (plain.hedge, plain.typical, plain.widest)
    assert multiple.unit == DIMENSIONLESS


@given(SHARES, st.integers(1, 10**6), st.sampled_from(["people", "km²", "", "villages"]))
def test_a_share_of_a_base_is_the_product_of_the_two(share: str, base: int, unit: str) -> None:
    product_ = read_quantity(f"{share} of {base} {unit}".strip(), UNITS)
    part, whole = read_quantity(share, UNITS), read_quantity(f"{base} {unit}".strip(), UNITS)
    assert product_.unit == whole.unit
    for extent in Extent:
        assert product_.interval(extent) == part.interval(extent) * whole.interval(extent)
    assert product_.base_stated == part.base_stated * whole.base_stated


@given(st.integers(1, 99), st.integers(100, 10**7))
def test_a_share_in_hundreds_is_as_rough_as_its_number(n: int, m: int) -> None:
    share, bare = read_quantity(f"{n} in {m}", UNITS), read_quantity(str(n), UNITS)
    assert share.interval(Extent.TYPICAL) == bare.typical.scaled(Fraction(1, m))
    assert share.interval(Extent.WIDEST) == bare.widest.scaled(Fraction(1, m))


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_ratio_holds_what_it_states_and_turns_round(a: int, b: int) -> None:
    ratio, turned = read_quantity(f"{a}:{b}", UNITS), read_quantity(f"{b}:{a}", UNITS)
    assert ratio.typical.contains(Fraction(a, b))
    if a != b:
        one = Interval.point(1)
        assert (ratio.typical, ratio.widest) == (one / turned.typical, one / turned.widest)


@given(figures(tuple(hedge for hedge in HEDGES if Hedges.standard().phrases[hedge].name in _OUTER)))
def test_a_stacked_hedge_allows_all_that_either_does(figure: tuple[str, str, str]) -> None:
    hedge, number, unit = figure
    stacked = read_quantity(f"{hedge} about {number} {unit}".strip(), UNITS)
    for alone in (hedge, "about"):
        quantity = read_quantity(f"{alone} {number} {unit}".strip(), UNITS)
        assert stacked.typical.encloses(quantity.typical)
        assert stacked.widest.encloses(quantity.widest)


NUMBERS = "20 1,300 1.5 1/3 ½ million half a third one five the 3:1 dozens several"
PIECES = (
    f"about nearly between to and from - – ± + {NUMBERS} of in per % km² people $ > ≥ down or more fewer °C "
    "lower each plus minus , : / a an out drop rise -to- -strong thousands points old times ratio"
)
pieces = st.lists(st.sampled_from(PIECES.split())).flatmap(
    lambda words: st.sampled_from((" ".join(words), "".join(words), "-".join(words)))
)


@given(st.text(max_size=40) | pieces)
@settings(max_examples=400)
def test_any_text_is_a_figure_or_an_input_problem(text: str) -> None:
    quantity = read_or_problem(text)
    if isinstance(quantity, InputError):
        assert quantity.message
        assert 0 <= quantity.offset <= len(text)
    else:
        assert quantity.widest.encloses(quantity.typical)
        assert quantity.text == text.strip()
