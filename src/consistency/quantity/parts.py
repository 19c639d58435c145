"""Taking a written figure apart: sign, hedge, number or range, unit, in the words of people."""

from __future__ import annotations

import re
from fractions import Fraction

from consistency.problem import InputError
from consistency.quantity import changes
from consistency.quantity.amounts import Amount, added_part, amount, and_a_part, share_scale
from consistency.quantity.hedges import Hedge, Hedges, Vague
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
from consistency.quantity.interval import Interval
from consistency.quantity.naming import named, unit_name
from consistency.quantity.numerals import SCALES, Number
from consistency.quantity.pairs import (
    RANGES,
    End,
    can_only_be_a_ratio,
    check_order,
    margin_of,
    ratio_of,
    separator,
)
from consistency.quantity.shares import Split, part_of, split
from consistency.quantity.tokens import (
    CURRENCIES,
    EXAMPLE,
    MINUS,
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
_SHARE_OF = r"(?i)(?:%|per ?cent|‰) of (.+)"
_MANY = ("thousands", "millions", "billions", "trillions")
# What may be "of thousands".
_OF_MANY = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions"))
_HUNDRED = 100


class _Reader:
    """Reads one figure from left to right."""

    def __init__(self, tokens: Tokens, units: Units, hedges: Hedges, default: Unit | None) -> None:
        self.tokens = tokens
        self.units = units
        self.hedges = hedges
        self.default = default

    # The parts of a figure, in the order in which they come.

    def figure(self) -> Written:
        """Return the parts of the whole text."""
        tokens = self.tokens
        if not tokens.tokens:
            raise InputError("an empty value", EXAMPLE)
        change = changes.before(tokens)
        form = "change"
        ending = changes.after(tokens)
        if ending is not None and change is not None:
            raise InputError("a figure with two signs", "keep one of them", ending[1].start)
        if ending is not None:
            change, form = ending[0], "change after it"
        sign = change.sign if change else 1
        halves = split(tokens, self.hedges)
        written = self.part_of(sign, halves) if halves else self.measured(sign)
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
        tokens.at += joint[1]
        second_start = tokens.offset()
        if joint[0] not in ("±", ":"):
            hedge = hedge_of_an_end(tokens, self.hedges, hedge, second_start)
        second = self.signed_number(sign)
        second_name, second_at = self.unit_text("")
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
        if form == "N ± e" and second_name.lower() in ("point", "points"):
            # "47 %, plus or minus 3 points"
            is_percent = bool(name) and self.unit(name, name_at, "") == PERCENT
            second_name = "pp" if is_percent else second_name
        shared = second_name or name
        lower_read, upper_read = share_scale(first.amount, second.amount)
        upper, unit = self.finish(upper_read, shared, second_at if second_name else name_at, currency)
        lower, lower_unit = self.finish(lower_read, name or shared, name_at, currency)
        text = self.tokens.text.strip()
        if form == "N ± e":
            margin = margin_of(start, (lower, lower_unit), (upper, unit))
            return Written(text, start, first.sign, None, lower_unit, lower, margin=margin, form=form)
        if lower_unit != unit:
            raise InputError(
                f"a range from {named(lower_unit)} to {named(unit)}",
                "write both ends in one unit",
                second_at if second_name else name_at,
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

    # A figure that is a part of another.

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
        try:
            return part_of(left, whole, halves.how, default, self.hedges.factors["fraction"])
        except InputError as error:
            raise InputError(error.message, error.suggestion, start) from None

    def reader(self, first: int, last: int, default: Unit | None) -> _Reader:
        """Return a reader of some of the tokens."""
        tokens = Tokens(self.tokens.text, counted_as_one(self.tokens.tokens[first:last]))
        return _Reader(tokens, self.units, self.hedges, default)

    # One part each; the tokens move past what was read.

    def vague(self, sign: int, row: Vague, length: int) -> Written:
        """Return the parts of a figure such as "scores of people" or "several hundred"."""
        tokens = self.tokens
        start = tokens.offset()
        tokens.at += length
        scale, is_of_many = (1, False) if row.unit else self.scale_of_vague(row)
        tokens.take("of")
        unit_at = tokens.offset()
        name, _ = self.unit_text("")
        if not tokens.is_done:
            raise tokens.stray()
        if row.unit and name:
            raise InputError(f"`{row.name}` is followed by `{shown(name)}`", "write the share alone", unit_at)
        unit = self.units.find(row.unit) if row.unit else self.unit(name, unit_at, "")
        typical, widest = row.typical.scaled(Fraction(scale)), row.widest.scaled(Fraction(scale))
        if is_of_many and typical.high is not None:
            # tens of thousands end where hundreds of thousands begin
            typical = Interval(typical.low, typical.high + scale - 1)
        form = "vague word" if scale == 1 else "vague word of a scale"
        return Written(tokens.text.strip(), start, sign, row.name, unit, vague=(typical, widest), form=form)

    def scale_of_vague(self, row: Vague) -> tuple[int, bool]:
        """Return what a word for a number is multiplied by, and whether by "of thousands" and the like."""
        tokens = self.tokens
        if tokens.word() == "of" and tokens.word(1) in _MANY and row.name in _OF_MANY:
            tokens.at += 2
            return SCALES[tokens.word(-1).removesuffix("s")], True
        ahead = int(tokens.word() == "of")
        scale = SCALES.get(tokens.word(ahead), 1)
        if scale > 1:
            tokens.at += ahead + 1
        elif ahead and tokens.word(1) in _MANY:
            raise tokens.stray()
        return scale, False

    def signed_number(self, sign: int, is_first_of_two: bool = False) -> End:
        """Return the sign, the number and the currency that stand here."""
        tokens = self.tokens
        currency = ""
        if tokens.word() in (*MINUS, "+", "minus", "plus"):
            if sign < 0:
                raise InputError("a figure with two signs", "keep one of them", tokens.offset())
            if tokens.word() not in ("+", "plus"):
                sign = -1
            tokens.at += 1
        if not tokens.is_done and tokens.token().text in CURRENCIES:
            currency = tokens.token().text
            tokens.at += 1
        last = None
        if is_first_of_two:
            # The "and" of "between a hundred and two hundred" is no part of its first number.
            places = [at for at in range(tokens.at, len(tokens.tokens)) if tokens.tokens[at].word == "and"]
            last = places[-1] if places else None
            if len(places) > 1 and and_a_part([token.word for token in tokens.tokens[places[-1] :]]):
                last = places[-2]
        return End(sign, amount(tokens, self.default, last, bool(currency)), currency)

    def unit_text(self, between: str) -> tuple[str, int]:
        """Return the text up to what cannot be part of a unit, and where it stands."""
        tokens = self.tokens
        start, at = tokens.at, tokens.offset()
        while not tokens.is_done and separator(tokens, between) is None:
            resume = tokens.at
            is_suffix = take_suffix(tokens, self.hedges)[0] is not None
            is_last = tokens.is_done
            tokens.at = resume
            if is_suffix and is_last:
                break
            tokens.at += 1
        return tokens.between(start, tokens.at), at

    # Numbers and units, once the text is known to be well formed.

    def finish(self, read: Amount, name: str, name_at: int, currency: str) -> tuple[Number, Unit]:
        """Return the number in its unit."""
        spread = self.hedges.factors["fraction"]
        if not read.is_share:
            return read.number(spread), self.unit(name, name_at, currency)
        if not name and not currency:
            if read.is_of_a:
                raise InputError(
                    f"`{shown(self.tokens.whole)}` lacks a unit", "write it as in `half a year`", name_at
                )
            return read.number(spread, _HUNDRED), PERCENT
        if not read.is_of_a and (name[:3].lower() == "of " or (name[:1].isalpha() and self.is_in_words())):
            raise InputError(
                f"`{shown(name)}` after a fraction in words",
                "write the share alone; the claim says of what",
                name_at,
            )
        return read.number(spread), self.unit(name, name_at, currency)

    def is_in_words(self) -> bool:
        """Return whether the figure has no digits."""
        return not any(token.is_digits for token in self.tokens.tokens)

    def unit(self, text: str, offset: int, currency: str) -> Unit:
        """Return the unit that words, and the sign of a currency before the number, make."""
        name = unit_name(text, currency)
        if not name:
            return self.default or DIMENSIONLESS
        of_what = re.fullmatch(_SHARE_OF, name)
        if of_what is not None:
            raise InputError(
                f"`of {shown(of_what[1])}` after a share",
                "write the share alone; the claim says of what",
                offset,
            )
        if name.lower().removesuffix("s") in SCALES:
            raise InputError(
                f"`{name}` of what is no number", "write `several thousand`, or the number", offset
            )
        if name[0].isdigit():
            raise InputError(
                f"`{shown(name)}` follows a number",
                "write one number, with `,` between thousands and `.` before decimals",
                offset,
            )
        try:
            return self.units.find(name)
        except InputError as error:
            raise InputError(error.message, error.suggestion, offset) from None


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
    )
    return next((special for holds, special in specials if holds), form)
