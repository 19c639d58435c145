"""Where a figure is a part of another: "a third of 180 seats", "one in five", "12 per 100,000"."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.hedges import Hedges
from consistency.quantity.hedging import number_at
from consistency.quantity.naming import named
from consistency.quantity.number import fraction
from consistency.quantity.tokens import Tokens, begins_figure, is_of_a_scale
from consistency.quantity.unit import DIMENSIONLESS, PERCENT, Unit
from consistency.quantity.written import Written, number_read

# What may stand between `of` and its number, or `in` and its number.
_DETERMINERS = ("the", "all", "its", "their", "every")
# What stands between a part and its whole.
_JOINTS = frozenset(("of", "in", "out", "per", "the"))
_HUNDRED = 100
# What people or machines were under observation for: "12 per 100,000 person-years" is no share of these.
_EXPOSURES = (
    "-years",
    "-months",
    "-weeks",
    "-days",
    "-nights",
    "-hours",
    "-miles",
    "-kilometres",
    "-kilometers",
)


class Split(NamedTuple):
    """Where a figure falls in two: the part ends before `end`, and the whole begins at `start`."""

    how: str
    end: int
    start: int


def split(tokens: Tokens, hedges: Hedges) -> Split | None:
    """Return where a part, which the next token begins, and the whole that it is of meet, if they do.

    >>> from consistency.quantity.tokens import tokens_of
    >>> split(Tokens("9 out of 10 villages", tokens_of("9 out of 10 villages")), Hedges.standard())
    Split(how='in', end=1, start=3)
    """
    all_tokens = tokens.tokens
    if _JOINTS.isdisjoint([token.word for token in all_tokens]):
        return None
    for end in range(number_at(tokens, hedges) + 1, len(all_tokens) - 1):
        word = all_tokens[end].word
        if word == "of":
            how, start = "of", end + 1
        elif word == "in":
            how, start = "in", end + 1
        elif word == "out" and all_tokens[end + 1].word == "of":
            how, start = "in", end + 2
        elif word == "per" and all_tokens[end - 1].word not in ("part", "parts"):
            how, start = "per", end + 1
        elif word == "the" and all_tokens[end - 1].word == "half":
            how, start = "of", end
        else:
            continue
        if how != "per":
            start += _length_of_determiner(tokens, start)
        number = start + (_length_of_hedge(tokens, start, hedges) if how == "of" else 0)
        is_one = how != "of" and is_of_a_scale(all_tokens[number : number + 2])
        if is_one or begins_figure(all_tokens[number:]):
            return Split(how, end, start)
    return None


def _length_of_determiner(tokens: Tokens, at: int) -> int:
    """Return whether one of the words that may stand before a whole does so."""
    return int(at < len(tokens.tokens) and tokens.tokens[at].word in _DETERMINERS)


def _length_of_hedge(tokens: Tokens, at: int, hedges: Hedges) -> int:
    """Return of how many tokens the hedge at a place is."""
    words = [token.word for token in tokens.tokens[at : at + hedges.longest]]
    for length in range(len(words), 0, -1):
        if " ".join(words[:length]) in hedges.phrases:
            return length
    return 0


def part_of(left: Written, whole: Written, how: str, default: Unit | None, spread: Fraction) -> Written:
    """Return the parts of "a third of 180 seats", "9 of 10 villages", "one in five", "12 per 100,000".

    `how` is that of the split. `default` is the unit of the measure: where that is a share, so is a count of
    a total. `spread` is how closely a fraction is meant. `InputError`, at offset 0, for what is no part.
    """
    unit = whole.unit
    is_share = not left.unit.dimension and left.unit.style != "points" and left.unit.factor != 1
    if how == "of" and is_share:
        if unit.offset or whole.over is not None:
            raise InputError(f"a share of a figure in {named(unit)}", "write the figure alone")
        return left._replace(base=whole, form="share of a base")
    if how != "of" and not (whole.is_one_number and whole.hedge is None and whole.sign > 0):
        raise InputError("a share in what is no plain number", "write it as in `1 in 5`")
    if whole.number is not None and not whole.number.steps:
        raise InputError("a part of nothing", "write what it is of, as in `1 in 5`")
    is_counted = (unit.is_count and not unit.name.endswith(_EXPOSURES)) or unit == DIMENSIONLESS
    if how == "per" and (left.unit.dimension or not is_counted):
        return _rate(left, whole)
    if left.unit not in (DIMENSIONLESS, unit) or left.base or left.over or left.margin is not None:
        raise InputError(
            f"a figure in {named(left.unit)} that is no part of the next",
            "write a share, such as `40 % of 180 seats`, or a count, such as `9 of 10 villages`",
        )
    most = left.upper or left.number
    if most and whole.number and whole.upper is None and whole.number.value < most.value:
        raise InputError("a part that is more than its whole", "write the smaller number first")
    said = f"{number_read(left._replace(sign=1))} {how} {number_read(whole)}"
    of_units = default is None or bool(default.dimension)
    is_measured = default is not None and default.dimension == unit.dimension
    if unit.dimension and ((how == "of" and of_units) or is_measured):
        return left._replace(unit=unit, form="count of a total", said=said)
    if whole.number is None or whole.upper is not None or not is_counted:
        raise InputError(
            f"a share in {named(unit)}", "write a share as in `1 in 5`, a rate as in `1 per 5 years`"
        )
    return _share_in(left, whole.number.value, spread)._replace(said=said)


def _share_in(left: Written, m: Fraction, spread: Fraction) -> Written:
    """Return the parts of "one in five": below a hundred a fraction, else a number rounded as such."""
    share = left.times(_HUNDRED / m, PERCENT)._replace(form="N in M")
    if left.number is None or left.upper is not None or m >= _HUNDRED:
        return share
    return share._replace(number=fraction(left.number.value / m, _HUNDRED, spread))


def _rate(left: Written, whole: Written) -> Written:
    """Return the parts of "12 deaths per 100,000 people"."""
    if not whole.unit.dimension:
        raise InputError("a rate per a plain number", "name what it is per: `12 deaths per 1,000 people`")
    assert whole.number is not None
    said = f"{number_read(left._replace(sign=1))} per {number_read(whole)}"
    unit = left.unit
    parts = whole.unit.parts or ((whole.unit, 1),)
    if unit == DIMENSIONLESS and len(parts) > 1 and parts[0][0].is_count:
        parts = parts[1:]  # a share of these people, per year
    for part, _ in parts:
        unit = unit.rate(part)
    rate = left.times(1 / whole.number.value, unit)
    return rate._replace(form="N per M", said=said)
