"""Mistakes that change more than a number: a hedge lost or turned round, another's figure, another's name.

They stand beside the table in `operators.py`, and are not among what a finding names as likely slips: undone,
each would settle far too much.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import attrs

from consistency.claim import Claim
from consistency.quantity import Quantity
from consistency.quantity.hedge_table import TABLE
from consistency.slips.fields import with_figure
from consistency.slips.operators import Operator, Texts
from consistency.slips.reread import Reread
from consistency.slips.trying import Slip

# Phrases of the table of hedges, each with what is written for it by who mixes up least and most.
_TURNED = """
at least: at most            at most: at least            more than: less than      less than: more than
no fewer than: no more than  no more than: no fewer than  fewer than: more than     over: under
under: over                  no less than: no more than   not less than: not more than
not more than: not less than  upwards of: up to           in excess of: less than   up to: at least
as many as: at least         as much as: at least         just over: just under     just under: just over
≥: ≤   ≤: ≥   >: <   <: >    or more: or less             or less: or more          or fewer: or more
"""


def without_hedge(text: str) -> list[str]:
    """Return the text without the words that hedge its figure, where it has any.

    >>> without_hedge("about 2,400 km²"), without_hedge("500 or more people"), without_hedge("22 countries")
    (['2,400 km²'], ['500 people'], [])
    """
    before, after = _phrases()
    found = re.match(rf"\s*(?:{before})(?=[\W0-9])\s*", text, re.IGNORECASE)
    if found is not None and found.end() < len(text):
        return [text[found.end() :]]
    shorter = re.sub(rf"(?<=[0-9])(?:{after})(?![\w])", "", text, count=1, flags=re.IGNORECASE)
    return [shorter] if shorter != text else []


def turned(text: str) -> list[str]:
    """Return the text with least and most exchanged in its hedge, where that says either.

    >>> turned("at least 500 people"), turned("no more than 3 km"), turned("200 or more"), turned("about 5")
    (['at most 500 people'], ['no fewer than 3 km'], ['200 or less'], [])
    """
    opposites = _opposites()
    longest_first = sorted(opposites, key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(
        rf"\b{re.escape(phrase)}\b" if phrase[0].isalpha() else re.escape(phrase) for phrase in longest_first
    )
    found = re.search(pattern, text, re.IGNORECASE)
    if found is None:
        return []
    return [text[: found.start()] + opposites[found[0].lower()] + text[found.end() :]]


@functools.cache
def _opposites() -> dict[str, str]:
    pairs = (pair for line in _TURNED.strip().splitlines() for pair in re.split(r"\s{2,}", line))
    return dict(pair.split(": ") for pair in pairs)


@functools.cache
def _phrases() -> tuple[str, str]:
    """Return patterns for the hedges that stand before a number, and for those behind it."""
    spoken = [
        phrase.strip()
        for row in TABLE.splitlines()
        for phrase in row.split("|")[1].split(",")
        if phrase.strip() != "-"
    ]
    longest_first = sorted(spoken, key=lambda phrase: (-len(phrase), phrase))
    before = [re.escape(phrase) for phrase in longest_first if not phrase.startswith("…")]
    after = [re.escape(phrase.removeprefix("…")) for phrase in longest_first if phrase.startswith("…")]
    return "|".join(before), "|".join(after)


def _of_text(texts: Texts | None, what: str, name: str, phrase: str) -> Operator:
    return Operator(name, name, phrase, what, texts or (lambda text, unit: []), "E")


HEDGE_DROPPED = _of_text(lambda text, unit: without_hedge(text), "figure", "hedge-dropped", "hedge dropped")
BOUND_TURNED = _of_text(
    lambda text, unit: turned(text), "figure", "bound-turned", "minimum and maximum exchanged"
)
ATTRIBUTION = _of_text(None, "claim", "attribution", "attribution exchanged")
ROW_SHIFTED = _of_text(None, "claim", "row-shifted", "figure of the next row")

FURTHER = (HEDGE_DROPPED, BOUND_TURNED, ATTRIBUTION, ROW_SHIFTED)
"""These slips. What undoes one is no slip of the table: `inverse` is the slip itself."""


def further_slips(
    claim: Claim, rows: Sequence[Claim], reread: Reread, operators: Sequence[Operator] = FURTHER
) -> Iterator[Slip]:
    """Yield the copies of a claim with one of these slips.

    `rows` are the claims that stand around it in its file, and itself, in order.

    >>> from consistency.claim import Source
    >>> from consistency.quantity import Units
    >>> source = Source("a", "a.yaml")
    >>> rows = [
    ...     Claim(f"a/{n}", source, n, 1, {}, value=Quantity.of(text), by=(by,))
    ...     for n, (text, by) in enumerate([("at least 4 %", "Ann"), ("9 %", "Bob")])
    ... ]
    >>> made = further_slips(rows[0], rows, Reread(Units.standard()))
    >>> [f"{slip.operator.name}: {slip.after}" for slip in made]
    ['hedge-dropped: 4 %', 'bound-turned: at most 4 %', 'attribution: Bob', 'row-shifted: 9 %']
    """
    for operator in operators:
        if operator is ATTRIBUTION:
            yield from _other_names(claim, rows)
        elif operator is ROW_SHIFTED:
            yield from _next_figure(claim, rows, reread)
        elif operator in FURTHER:
            yield from _rehedged(claim, reread, operator)


def _rehedged(claim: Claim, reread: Reread, operator: Operator) -> Iterator[Slip]:
    figures: list[tuple[str, int, Quantity | None]] = [
        ("value", 0, claim.value),
        *(("also", number, figure) for number, figure in enumerate(claim.also)),
        ("lasting", 0, claim.lasting),
    ]
    for field, number, figure in figures:
        if figure is None:
            continue
        for after in operator.texts(figure.text, figure.unit):
            read = reread.figure(claim, field, after)
            if read is not None and read.unit == figure.unit and read.hedge != figure.hedge:
                yield Slip(with_figure(claim, field, read, number), operator, field, figure.text, after)


def _other_names(claim: Claim, rows: Sequence[Claim]) -> Iterator[Slip]:
    """The names that stand nearest in the file, before and behind."""
    if not claim.by:
        return
    place = next(number for number, row in enumerate(rows) if row.id == claim.id)
    seen = {claim.by}
    for others in (rows[place + 1 :], rows[:place][::-1]):
        by = next((row.by for row in others if row.by and row.by != claim.by), None)
        if by is not None and by not in seen:
            seen.add(by)
            yield Slip(attrs.evolve(claim, by=by), ATTRIBUTION, "by", ", ".join(claim.by), ", ".join(by))


def _next_figure(claim: Claim, rows: Sequence[Claim], reread: Reread) -> Iterator[Slip]:
    """The figure of the next claim that has one, where both are of one dimension."""
    figure = claim.value
    if figure is None:
        return
    place = next(number for number, row in enumerate(rows) if row.id == claim.id)
    below = next((row.value for row in rows[place + 1 :] if row.value is not None), None)
    if below is None or below.text == figure.text or below.unit.dimension != figure.unit.dimension:
        return
    read = reread.figure(claim, "value", below.text)
    if read is not None and read.unit.dimension == figure.unit.dimension:
        yield Slip(with_figure(claim, "value", read), ROW_SHIFTED, "value", figure.text, below.text)
