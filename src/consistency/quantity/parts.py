"""Taking a written figure apart: sign, hedge, number or range, unit, in the words of people."""

from __future__ import annotations

from consistency.problem import InputError
from consistency.quantity import changes
from consistency.quantity.amounts import added_part, share_scale
from consistency.quantity.hedges import Hedge, Hedges
from consistency.quantity.hedging import (
    hedge_of_an_end,
    only,
    stacked,
    take_article,
    take_hedge,
    take_joint,
    take_suffix,
    vague_here,
)
from consistency.quantity.multiples import (
    Multiple,
    as_multiple,
    is_of_times,
    refuse_two_ways,
    take_multiple,
    take_occasions,
)
from consistency.quantity.naming import named
from consistency.quantity.pairs import (
    RANGES,
    End,
    can_only_be_a_ratio,
    check_order,
    lacks_thousands,
    margin_of,
    ratio_of,
    separator,
)
from consistency.quantity.pieces import POINT_WORDS, Pieces
from consistency.quantity.shares import Split, part_of, split
from consistency.quantity.tokens import (
    EXAMPLE,
    Tokens,
    counted_as_one,
    shown,
    tokens_of,
)
from consistency.quantity.unit import DIMENSIONLESS, PERCENT, Unit
from consistency.quantity.units import Units
from consistency.quantity.written import Written


def take_apart(text: str, units: Units, hedges: Hedges, default: Unit | None = None) -> Written:
    """Return the parts of a written figure; `default` is the unit of a text that names none.

    `InputError`, with the offset in `text`, for what is no figure, or can be taken in several ways.

    >>> written = take_apart("about 40 km", Units.standard(), Hedges.standard())
    >>> written.hedge, written.number.value, written.unit.name
    ('about', Fraction(40, 1), 'km')
    """
    return _Reader(Tokens(text, tokens_of(text)), units, hedges, default).figure()


# The rows that compare: "at least -5" may be taken of the level, or of how far below zero it is.
_COMPARISONS = frozenset(
    ("more than", "at least", "less than", "at most", "up to", "just over", "just under")
)


class _Reader(Pieces):
    """Reads one figure from left to right."""

    # The parts of a figure, in the order in which they come.

    def figure(self) -> Written:
        """Return the parts of the whole text."""
        tokens = self.tokens
        if not tokens.tokens:
            raise InputError("an empty value", EXAMPLE)
        start = tokens.offset()
        change = changes.before(tokens)
        form = "change"
        take_occasions(tokens)
        ending = changes.after(tokens)
        if ending is not None and change is not None:
            raise InputError("a figure with two signs", "keep one of them", ending[1].start)
        if ending is not None:
            change, form, start = ending[0], "change after it", ending[1].start
        halves = split(tokens, self.hedges)
        of_times = self.default is not None and self.default.name == "times"
        told = None if halves or of_times else take_multiple(tokens)
        if told is not None:
            refuse_two_ways(told, (change.sign, start) if change else None)
            return self.multiple(told)
        sign = change.sign if change else 1
        written = self.part_of(sign, halves) if halves else self.measured(sign)
        if is_of_times(written) and not halves and not of_times:
            return written._replace(unit=DIMENSIONLESS, form="multiple")
        if change is None:
            return written
        if not change.is_difference:
            return written._replace(form="level after it")
        difference = changes.DIFFERENCES.get(written.unit.name)
        unit = self.units.find(difference) if difference else written.unit
        return written._replace(unit=unit, form=form)

    def measured(self, sign: int) -> Written:
        """Return the parts of a figure that is no part of another."""
        tokens = self.tokens
        take_article(tokens, self.hedges)
        hedged_from = tokens.at
        hedge = take_hedge(tokens, self.hedges)
        hedged_at = tokens.tokens[tokens.at - 1] if hedge else None
        inner = None
        if hedge is None:
            take_article(tokens, self.hedges)
            found = vague_here(tokens, self.hedges)
            if found is not None:
                return self.vague(sign, *found)
        else:
            assert hedged_at is not None
            hedge, inner = stacked(tokens, self.hedges, hedge, hedged_at)
            take_joint(tokens)
            take_article(tokens, self.hedges)
        if tokens.is_done:
            raise InputError(f"`{shown(tokens.whole)}` lacks a number", EXAMPLE, tokens.offset())
        return self.numbers(sign, hedge, inner, hedged_from)

    def numbers(self, sign: int, hedge: Hedge | None, inner: Hedge | None, hedged_from: int) -> Written:
        """Return the parts from the first number on; its hedge stands at the token `hedged_from`."""
        tokens = self.tokens
        is_ratio = tokens.take("a ratio of", "ratio of")
        between = "and" if tokens.take("between") else ""
        is_from = not between and tokens.take("from")
        start = tokens.offset()
        if between or is_from:
            hedge = hedge_of_an_end(tokens, self.hedges, hedge, start)
        hedged = tokens.between(hedged_from, tokens.at)
        first = self.signed_number(sign, bool(between))
        is_below_zero = first.sign < 0 < sign
        if is_below_zero and (_compares(hedge) or _compares(inner)):
            raise _two_ways(f"`{hedged}` before", tokens.tokens[hedged_from].start)
        after, said = take_suffix(tokens, self.hedges)
        name, name_at = "", tokens.offset()
        if separator(tokens, between) is None:
            name, name_at = self.unit_text(between)
            if after is None:
                after, said = take_suffix(tokens, self.hedges)
        name = f"{first.amount.unit} {name}".strip()
        joint = separator(tokens, between)
        if joint is None:
            if between or is_from:
                pair = "between A and B" if between else "from A to B"
                raise InputError(
                    f"`{pair.split(maxsplit=1)[0]}` lacks its second number",
                    f"write `{pair}`",
                    tokens.offset(),
                )
            if not tokens.is_done:
                raise tokens.stray()
            if is_below_zero and _compares(after):
                raise _two_ways(f"`{said}` after", start)
            hedge, inner = only(hedge, inner, after)
            return self.one(start, first, (hedge, inner), (name, name_at), said)
        if (
            inner is not None
            or after is not None
            or (hedge is not None and (hedge.before_range == "-" or joint[0] == "±") and joint[0] != ":")
        ):
            row = after or hedge
            assert row is not None
            raise InputError(f"`{row.name}` does not go with a range", "keep one of the two", start)
        if joint[0] == ":" and self.default is not None and self.default.is_duration:
            clock = shown(tokens.text[start:].strip())
            message = f"`{clock}` can be hours and minutes, or minutes and seconds"
            raise InputError(message, "write it as in `3 minutes 45 seconds`", start)
        tokens.at += joint[1]
        second_start = tokens.offset()
        if joint[0] not in ("±", ":"):
            hedge = hedge_of_an_end(tokens, self.hedges, hedge, second_start)
        second = self.signed_number(sign)
        second_name, second_at = self.unit_text("")
        second_name = f"{second.amount.unit} {second_name}".strip()
        if second_name.lower() == "ratio":
            is_ratio, second_name = True, ""
        after, _ = take_suffix(tokens, self.hedges)
        if after is not None:
            raise InputError(f"`{after.name}` does not go with a range", "keep one of the two", second_start)
        if not tokens.is_done:
            raise tokens.stray()
        is_ratio = (
            is_ratio
            or joint[0] == ":"
            or (joint[0] == "to" and can_only_be_a_ratio(first, second, self.default))
        )
        if is_ratio and not (name or second_name or first.currency or second.currency):
            return ratio_of(tokens.text.strip(), start, first, second, hedge)
        if joint[0] == ":":
            raise InputError("a ratio in a unit", "write a ratio as two numbers, `3:1`", second_at)
        form = "from A to B" if is_from else RANGES[joint[0]]
        ends = ((first, name, name_at), (second, second_name, second_at))
        return self.range(sign, start, ends, hedge, form, second_start)

    def one(
        self,
        start: int,
        end: End,
        hedges: tuple[Hedge | None, Hedge | None],
        named: tuple[str, int],
        suffix: str,
    ) -> Written:
        """Return the parts of a figure of one number."""
        (hedge, inner), (name, name_at), read = hedges, named, end.amount
        added = added_part(name) if read.share is None and "." not in read.digits else None
        if added is not None:  # "a year and a half"
            name, read = added[0], read._replace(form="mixed number", share=added[1])
        if suffix == "-strong" and name:
            # "a 20,000-strong force": of people, not of forces
            if not self.unit(name, name_at, "").is_count:
                raise InputError(
                    f"`{shown(name)}` does not belong to a figure", "put it into `note`", name_at
                )
            name = ""
        number, unit = self.finish(read, name, name_at, end.currency)
        form = _form_of_one(read.form, end.currency, name, unit, suffix)
        if inner is not None:
            form = "stacked hedges"
        elif end.sign < 0 and form == "digits":
            form = "signed"
        return Written(
            self.tokens.text.strip(),
            start,
            end.sign,
            hedge.name if hedge else None,
            unit,
            number,
            inner=inner.name if inner else None,
            form=form,
        )

    def range(
        self,
        sign: int,
        start: int,
        ends: tuple[tuple[End, str, int], tuple[End, str, int]],
        hedge: Hedge | None,
        form: str,
        second_start: int,
    ) -> Written:
        """Return the parts of a range, or of "N ± e"."""
        (first, name, name_at), (second, second_name, second_at) = ends
        if first.currency and second.currency and first.currency != second.currency:
            raise InputError("the two ends are in different currencies", None, second_start)
        currency = first.currency or second.currency
        if form == "N ± e" and second_name.lower() in POINT_WORDS:
            # "47 %, plus or minus 3 points"
            is_percent = bool(name) and self.unit(name, name_at, "") == PERCENT
            second_name = "pp" if is_percent else second_name
        shared = second_name or name
        if (first.amount.unit and not second_name) or (second.amount.unit and not name):
            raise InputError("a range of which one end lacks its unit", "write it after both", second_start)
        self.refuse_thousands_left_out(ends, second_start)
        lower_read, upper_read = share_scale(first.amount, second.amount)
        upper, unit = self.finish(upper_read, shared, second_at if second_name else name_at, currency)
        lower, lower_unit = self.finish(lower_read, name or shared, name_at, currency)
        text = self.tokens.text.strip()
        if form == "N ± e":
            margin = margin_of(start, (lower, lower_unit), (upper, unit))
            return Written(text, start, first.sign, None, lower_unit, lower, margin=margin, form=form)
        if lower_unit != unit and lower_unit.measures_as(unit):
            # "30 minutes to 2 hours"
            lower, lower_unit = lower.times(lower_unit.factor / unit.factor), unit
        if lower_unit != unit:
            raise InputError(
                f"a range from {named(lower_unit)} to {named(unit)}",
                "write both ends in one unit",
                second_at if second_name else name_at,
            )
        if form == "A–B" and lower.value == upper.value:
            raise InputError(
                "a range of one number", "write it once; a score or a vote belongs into `note`", start
            )
        # "down 3 to 5 %": the ends are magnitudes
        signs = (1, 1) if sign < 0 else (first.sign, second.sign)
        check_order(self.tokens.text, start, (lower, upper), signs)
        if sign < 0:
            lower, upper = upper, lower
        name_of_hedge = hedge.name if hedge else None
        return Written(
            text, start, second.sign, name_of_hedge, unit, lower, upper, lower_sign=first.sign, form=form
        )

    def refuse_thousands_left_out(
        self, ends: tuple[tuple[End, str, int], tuple[End, str, int]], at: int
    ) -> None:
        """Raise for "20-30,000", of which nobody can tell whether it begins at 20 or at 20,000."""
        (first, name, _), (second, _, _) = ends
        low, high = first.amount, second.amount
        if name or (first.currency and second.currency) or low.scale > 1 or high.scale > 1:
            return
        if low.share is None and high.share is None and lacks_thousands(low.digits, high.digits):
            raise InputError(
                f"`{low.digits}` before `{int(high.digits):,}` can be {low.digits} or {low.digits},000",
                f"write `{low.digits},000 to {int(high.digits):,}`, or the unit after both numbers",
                at,
            )

    # A figure that is a part of another, or so many times it.

    def multiple(self, told: Multiple) -> Written:
        """Return the parts of a figure that is so many times another: a plain number in any measure."""
        return as_multiple(told, self.reader(self.tokens.at, len(self.tokens.tokens), None).measured(1))

    def part_of(self, sign: int, halves: Split) -> Written:
        """Return the parts of a figure that is a part of another."""
        tokens, default = self.tokens, self.default
        left = self.reader(tokens.at, halves.end, None).measured(sign)
        start = tokens.tokens[halves.start].start
        in_default = default if halves.how == "of" and default is not None and default.dimension else None
        right = self.reader(halves.start, len(tokens.tokens), in_default)
        if split(right.tokens, self.hedges) is not None:
            raise InputError("a share of a share", "write it as one share", start)
        whole = right.measured(1)
        said = tokens.between(tokens.at, halves.end)
        is_bare = tokens.tokens[halves.start - 1].word == "of"
        if left.vague is not None and is_bare and said.lower().endswith("majority"):
            message = f"`{said} of` a number can be how many more than the others, or over a half"
            raise InputError(message, "write the number alone, or `most of the` with it", left.start)
        # "1 in 5 people" and "12 per 100,000 people" are no counts, whatever the measure is in.
        is_share = tokens.tokens[halves.end].word in ("in", "per")
        try:
            spread = self.hedges.factors["fraction"]
            return part_of(left, whole, halves.how, None if is_share else default, spread)
        except InputError as error:
            raise InputError(error.message, error.suggestion, start) from None

    def reader(self, first: int, last: int, default: Unit | None) -> _Reader:
        """Return a reader of some of the tokens."""
        tokens = Tokens(self.tokens.text, counted_as_one(self.tokens.tokens[first:last]))
        return _Reader(tokens, self.units, self.hedges, default)


def _compares(hedge: Hedge | None) -> bool:
    """Return whether a hedge sets a bound: a row that compares, or a project's own without an end."""
    if hedge is None:
        return False
    return hedge.name in _COMPARISONS or hedge.widest.low is None or hedge.widest.high is None


def _two_ways(where: str, offset: int) -> InputError:
    return InputError(
        f"{where} a negative figure can be taken in two ways",
        "write a range, or `down more than 5 %`",
        offset,
    )


def _form_of_one(form: str, currency: str, name: str, unit: Unit, suffix: str) -> str:
    """Return the form of a figure of one number: that of its number, or what else is special about it."""
    if form not in ("digits", "decimal"):
        return form
    is_money = any(base.isupper() for base, _ in unit.dimension)
    specials = (
        (bool(suffix), "hedge after it"),
        (name[:1] == "-", "joined by a hyphen"),
        (bool(name) and unit.style == "percent", "percent"),
        (bool(name) and unit.style == "points", "points"),
        ("/" in unit.name, "per unit"),
        (bool(currency), "currency before it"),
        (bool(unit.offset), "temperature"),
        (bool(name) and is_money, "currency after it"),
        (" of " in name and not unit.is_count and " of " not in unit.name, "unit of something"),
    )
    return next((special for holds, special in specials if holds), form)
