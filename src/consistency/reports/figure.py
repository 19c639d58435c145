"""What was understood of a written figure: as lines for readers, and as fields of JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from consistency.quantity.figures import Understood
from consistency.quantity.format import format_number, with_unit
from consistency.quantity.hedges import Hedges
from consistency.quantity.interval import Interval
from consistency.quantity.rows import Row, exact_number, rows, sources_of, widths_of
from consistency.quantity.unit import Unit
from consistency.reports.understood import Line

_STACKED = "stacked hedges"  # the form of a figure with two


def figure_lines(figure: Understood, hedges: Hedges, notes: Sequence[str] = ()) -> list[Line]:
    """Return what is told of a figure, line by line; `notes` say where a project reads it otherwise.

    >>> from consistency.quantity.figures import understand
    >>> from consistency.quantity.units import Units
    >>> understood = understand("almost 40 %", Units.standard())
    >>> for label, text in figure_lines(understood, Hedges.standard())[:6]: print(label, "|", text)
    number | 40
    hedge | almost
    unit | %
    typical | from 34 to below 40 %
    widest | from 25 to 40 %
    row | `nearly`: typically [N - 2 h, N), at the widest [N - 2 H, N]
    """
    quantity, form = figure.quantity, figure.form
    lines = [
        ("number", figure.number),
        ("hedge", hedge_said(figure, hedges) or "none"),
        ("unit", quantity.unit.name or "none"),
        ("typical", range_in_words(quantity.typical, quantity.unit)),
        ("widest", range_in_words(quantity.widest, quantity.unit)),
    ]
    for row in rows_used(figure, hedges):
        told, *widths = row_in_words(row)
        lines += [("row", told), *(("", width) for width in widths)]
        lines += [("source" if not n else "", text) for n, text in enumerate(sources_of(row.source))]
    lines += [("note", note) for note in notes]
    lines.append(("form", f"{form.name}, as in `{form.example}`: {form.meaning}"))
    return lines


def figure_fields(figure: Understood, hedges: Hedges, notes: Sequence[str] = ()) -> dict[str, object]:
    """Return what is told of a figure as JSON has it: exact numbers are texts, in the unit as written.

    >>> from consistency.quantity.figures import understand
    >>> from consistency.quantity.units import Units
    >>> fields = figure_fields(understand("more than 20 %", Units.standard()), Hedges.standard())
    >>> fields["hedge"], fields["row"], fields["widest"]
    ('more than', 'more than', {'low': '20', 'high': None, 'low_closed': False, 'high_closed': False})
    """
    quantity = figure.quantity
    row = rows(hedges).get(quantity.hedge)
    return {
        "text": quantity.text,
        "hedge": hedge_said(figure, hedges),
        "unit": quantity.unit.name,
        "typical": interval_fields(quantity.typical),
        "widest": interval_fields(quantity.widest),
        "row": quantity.hedge,
        "number": figure.number,
        "form": figure.form.name,
        "formula": {"typical": row.typical, "widest": row.widest} if row else None,
        "sources": list(sources_of(row.source)) if row else [],
        "notes": list(notes),
    }


def rows_used(figure: Understood, hedges: Hedges) -> list[Row]:
    """Return the rows of the tables that say what a figure can be: none where its range is written out."""
    known = rows(hedges)
    return [known[name] for name in _rows_used(figure, hedges) if name in known]


def row_in_words(row: Row) -> list[str]:
    """Return what a row makes of a number, and then what each width in it is.

    >>> row_in_words(rows(Hedges.standard())["exactly"])
    ['`exactly`: typically [N, N], at the widest [N, N]']
    """
    widths = widths_of(row.typical, row.widest).values()
    told = f"`{row.name}`: typically {row.typical}, at the widest {row.widest}"
    return [told, *(f"{each.name} is {each.meaning}" for each in widths)]


def hedge_said(figure: Understood, hedges: Hedges) -> str | None:
    """Return the words that hedge a figure, or None where nothing does.

    >>> from consistency.quantity.figures import understand
    >>> from consistency.quantity.units import Units
    >>> texts = ("Almost a third", "14 %", "at least about 40")
    >>> [hedge_said(understand(text, Units.standard()), Hedges.standard()) for text in texts]
    ['almost', None, 'at least, about']
    """
    names = _rows_used(figure, hedges)
    said = [phrase for phrase, name in _phrases_in(figure.quantity.text, hedges) if name in names]
    return ", ".join(dict.fromkeys(said)) or None


def _rows_used(figure: Understood, hedges: Hedges) -> tuple[str, ...]:
    """Return the names of the rows that a figure rests on: of two hedges, one on the other, both."""
    if figure.form.name != _STACKED:
        return (figure.quantity.hedge,)
    return tuple(dict.fromkeys(name for _, name in _phrases_in(figure.quantity.text, hedges)))


def _phrases_in(text: str, hedges: Hedges) -> list[tuple[str, str]]:
    """Return the phrases of the tables that a text holds, with the names of their rows."""
    names = {phrase.removeprefix("…").strip(): row.name for phrase, row in hedges.phrases.items()}
    names.update((phrase, row.name) for phrase, row in hedges.vague.items())
    longest_first = sorted(names, key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(map(_as_pattern, longest_first))
    found = re.findall(pattern, " ".join(text.lower().split()))
    return [(phrase, names[phrase]) for phrase in found]


def _as_pattern(phrase: str) -> str:
    """Return a pattern that finds a phrase, where it has letters as words of their own."""
    before, after = r"\b" if phrase[0].isalpha() else "", r"\b" if phrase[-1].isalpha() else ""
    return before + re.escape(phrase) + after


def range_in_words(interval: Interval, unit: Unit) -> str:
    """Return a range in the unit as written, saying which of its ends are left out, and exactly.

    >>> from consistency.quantity.unit import PERCENT
    >>> ends = Fraction(88, 3), Fraction(30)
    >>> range_in_words(Interval(*ends, high_closed=False), PERCENT)
    'from 29.33 (88/3) to below 30 %'
    >>> range_in_words(Interval(Fraction(20), None, low_closed=False), PERCENT)
    'more than 20 %'
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any"
    if low is None:
        assert high is not None
        return ("at most " if interval.high_closed else "below ") + _end(high, unit)
    if high is None:
        return ("at least " if interval.low_closed else "more than ") + _end(low, unit)
    if low == high:
        return "exactly " + _end(low, unit)
    number, last = _number(low), _end(high, unit)
    if not last[0].isdigit() and high > 0:  # a currency's sign stands before each number
        number = _end(low, unit)
    above, below = "" if interval.low_closed else "above ", "" if interval.high_closed else "below "
    return f"from {above}{number} to {below}{last}"


def _end(x: Fraction, unit: Unit) -> str:
    return with_unit(_number(x), unit, x == 1)


def _number(x: Fraction) -> str:
    """Return a number whole, or rounded with its exact fraction beside it where its decimals do not end."""
    exact = exact_number(x)
    if "/" in exact:
        return f"{format_number(x)} ({exact.replace('-', '−')})"
    return format_number(x, digits=len(exact))


def interval_fields(interval: Interval) -> dict[str, object]:
    """Return a range as JSON has it: exact numbers as texts, None for no bound.

    >>> interval_fields(Interval(Fraction("13.5"), None))
    {'low': '13.5', 'high': None, 'low_closed': True, 'high_closed': False}
    """
    return {
        "low": None if interval.low is None else exact_number(interval.low),
        "high": None if interval.high is None else exact_number(interval.high),
        "low_closed": interval.low_closed,
        "high_closed": interval.high_closed,
    }
