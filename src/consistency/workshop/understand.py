"""What is understood of a figure or a date as a document words it, with the units and hedges of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from consistency.problem import InputError, Problem
from consistency.workshop.asked import asked

if TYPE_CHECKING:
    from consistency.period import Period
    from consistency.reports.understood import Line

SOME_DAY = "2016-03-16"
"""A day, as one may be told on which a phrase was said."""


class RefusedError(Exception):
    """What was written cannot be read: the text, and why."""

    def __init__(self, text: str, error: InputError) -> None:
        super().__init__(error.message)
        self.text = text
        self.error = error


class Understood(NamedTuple):
    """The text that was asked about; what is told of it line by line, and as fields of JSON.

    `problems` are those of the facts whose vocabulary was taken. Nothing is told where they are of the
    project's settings or units.
    """

    text: str
    lines: Sequence[Line]
    fields: dict[str, object]
    problems: Sequence[Problem] = ()


def understand_value(text: str, unit: str | None = None, facts: Sequence[str] = ()) -> Understood:
    """Return what is understood of a figure, in the unit called `unit` where it names none.

    Its words are those of the project of this folder and of its facts, or of these. Raises `RefusedError` for
    what is no figure, and for no unit.
    """
    from consistency.quantity.figures import understand
    from consistency.quantity.hedges import Hedges
    from consistency.quantity.overrides import rests_on
    from consistency.read.unitsfile import read_units
    from consistency.reports.figure import figure_fields, figure_lines
    from consistency.workshop.vocabulary import vocabulary_of

    settings, problems = asked({"facts": tuple(facts)} if facts else {})
    if not problems:
        units, problems = read_units(settings.units)
    if problems:
        return Understood(text, (), {}, problems)
    _, units, wrong = vocabulary_of(settings.facts, units)
    hedges = settings.hedges or Hedges.standard()
    try:
        default = units.find(unit) if unit is not None else None
    except InputError as error:
        raise RefusedError(unit or "", _of_option("--unit", error)) from None
    try:
        figure = understand(text, units, default, hedges)
    except InputError as error:
        raise RefusedError(text, error) from None
    notes = rests_on(figure.quantity, units, hedges) if settings.hedges else ()
    lines, fields = figure_lines(figure, hedges, notes), figure_fields(figure, hedges, notes)
    return Understood(figure.quantity.text, lines, fields, wrong)


def understand_period(text: str, *, instant: bool = False, said: str | None = None) -> Understood:
    """Return what is understood of a date, or of a phrase that was said on the day `said` ("last week").

    `instant`: the date is that of an event. Raises `RefusedError` for what is neither, and for no such day.

    >>> understand_period("2015-12/2016-03").lines[0]
    ('kind', 'an interval')
    """
    from consistency.period import read_period
    from consistency.reports.dates import period_fields, period_lines

    try:
        day = read_period(said, instant=True) if said is not None else None
    except InputError as error:
        raise RefusedError(said or "", _of_option("--said", error)) from None
    try:
        period = read_period(text, instant=instant)
    except InputError as error:
        return _phrase(text, instant, day, error)
    return Understood(period.text, period_lines(period), period_fields(period))


def _phrase(text: str, instant: bool, said: Period | None, unread: InputError) -> Understood:
    """Return what a phrase comes to; `unread` tells why the text is no date."""
    from consistency.period import Period
    from consistency.period.phrases import resolve
    from consistency.reports.phrases import phrase_fields, phrase_lines

    try:
        # Where nobody tells the day, any will do to find out whether it is needed.
        found = resolve(text, said or Period.of(SOME_DAY, instant=True))
    except InputError as error:
        in_words = said is not None and any(map(str.isalpha, text))
        raise RefusedError(text, error if in_words else unread) from None
    if said is None and found.period is not None:
        hint = unread.suggestion or ""
        if not hint.startswith("did you mean"):
            hint = f"say when it was said: --said {SOME_DAY}"
        raise RefusedError(text, InputError(unread.message, hint, unread.offset))
    if instant:
        message = "`--instant` is for dates; of a phrase, its words tell"
        raise RefusedError("", InputError(message, "leave it out"))
    return Understood(text.strip(), phrase_lines(found, said), phrase_fields(found, said))


def _of_option(option: str, error: InputError) -> InputError:
    return InputError(f"{option}: {error.message}", error.suggestion, error.offset)
