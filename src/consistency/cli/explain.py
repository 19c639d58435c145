"""`consistency explain`: what does a rule ask, what does a finding rest on, how is a text understood?

Annotations are values here, as in `options.py`.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand

from consistency.cli.options import FactsOption, Format, Rules

if TYPE_CHECKING:
    from consistency.period import Period
    from consistency.problem import InputError, Problem
    from consistency.quantity import Units
    from consistency.quantity.hedges import Hedges
    from consistency.reports.understood import Line

_SIGNED = "-[0-9. $€£¥₹₽₪]"
_SOME_DAY = "2016-03-16"
_FORMATS = ("text", "json")
_LOOKED_UP = "RULE|FINDING"

# What may be explained with each option.
_OPTIONS = {
    "--unit": ("value",),
    "--instant": ("period",),
    "--said": ("period",),
    "--rules": (_LOOKED_UP,),
    "--facts": (_LOOKED_UP, "value"),
}
_EXAMPLES = {
    "value": "consistency explain value 'nearly a third'",
    "period": "consistency explain period 2015-12/2016-03",
}


class ExplainCommand(TyperCommand):
    """A command whose arguments may be negative figures: `-50 %` is a text, and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart, signed figures after all options."""
        if "--" not in args:
            signed = [each for each in args if re.match(_SIGNED, each)]
            if signed:
                args = [each for each in args if each not in signed] + ["--", *signed]
        return super().parse_args(ctx, args)


COMMAND = ExplainCommand
"""What takes the arguments of the command apart (see `program`)."""


class _RefusedError(Exception):
    """What was written cannot be read: the text, and why."""

    def __init__(self, text: str, error: "InputError") -> None:
        super().__init__(error.message)
        self.text = text
        self.error = error


class _Answer(NamedTuple):
    """The text that was asked about; what is told of it line by line, and as fields of JSON.

    `problems` are those of the facts whose vocabulary was taken.
    """

    text: str
    lines: "Sequence[Line]"
    fields: dict[str, object]
    problems: "Sequence[Problem]" = ()


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="RULE|FINDING|value|period",
            help="The id of a rule, the fingerprint of a finding (4 or more of its digits), or what TEXT is.",
            show_default=False,
        ),
    ],
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]", help="A figure or a date as a document words it, in quotes.", show_default=False
        ),
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="The unit of a value that names none.")
    ] = None,
    instant: Annotated[
        bool, typer.Option("--instant", help="The period is that of an event: one unknown day in it.")
    ] = False,
    said: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='When a phrase such as "last week" was said, as 2016-03-16.'),
    ] = None,
    rules: Rules = None,
    facts: FactsOption = None,
    format: Format = "text",
) -> None:
    """Print what a rule asks, what a finding rests on, or what is understood of a figure or a date.

    Of a rule: why it holds, which claims meet in it, what it expects, and its examples worked out. Of a
    finding: each figure with what its hedge makes of it, the conditions, and every step of the arithmetic.
    Of a value: its number, hedge, unit, typical and widest range, and which row of the table says so. Of a
    period: when it can begin and end, how long it lasts, and what kind of date it is. The hedges and units of
    consistency.toml apply, and the measures of the facts. Exits with 2 if something cannot be read, or is
    not there.
    """
    import json

    from consistency.cli.telling import answer, tell
    from consistency.cli.terminal import has_colour, page_width, say
    from consistency.reports.understood import render_lines, render_refusal

    try:
        _expect_known("format", format, _FORMATS)
        given = {
            "--unit": unit,
            "--instant": instant or None,
            "--said": said,
            "--rules": rules,
            "--facts": facts,
        }
        if what not in _EXAMPLES and not text:
            _expect_options_of(_LOOKED_UP, given)
            from consistency.cli.explaining import explain_found

            paths = {"rules": tuple(rules or ()), "facts": tuple(facts or ())}
            raise typer.Exit(explain_found(what, {key: each for key, each in paths.items() if each}, format))
        _expect_known("value or period", what, tuple(_EXAMPLES))
        _expect_options_of(what, given)
        asked = _one_text(what, text or [])
        found = _value(asked, unit, facts) if what == "value" else _period(asked, instant, said)
    except _RefusedError as refused:
        columns, colour = page_width(sys.stderr), has_colour(sys.stderr)
        say(render_refusal(refused.text, refused.error, columns=columns, colour=colour), sys.stderr)
        raise typer.Exit(2) from None
    tell(found.problems)
    if format == "json":
        page = json.dumps(found.fields, ensure_ascii=False, indent=2) + "\n"
    else:
        columns, colour = page_width(sys.stdout), has_colour(sys.stdout)
        page = render_lines(found.text, found.lines, columns=columns, colour=colour)
    raise typer.Exit(0 if answer(page, format) and not found.problems else 2)


def _one_text(what: str, words: Sequence[str]) -> str:
    """Return the one text that is to be explained; more of them are words that lack their quotes."""
    from consistency.problem import InputError

    if len(words) == 1:
        return words[0]
    if not words:
        raise _RefusedError("", InputError(f"`explain {what}` lacks its text", f"such as {_EXAMPLES[what]}"))
    import shlex

    # The parser takes signed figures last: then the order of the words is lost.
    lost = any(re.match(_SIGNED, word) for word in words)
    quoted = _EXAMPLES[what] if lost else f"consistency explain {what} {shlex.quote(' '.join(words))}"
    message = f"`explain {what}` takes one text, and here are {len(words)}"
    raise _RefusedError("", InputError(message, f"put it in quotes: {quoted}"))


def _expect_known(what: str, word: str, known: Sequence[str]) -> None:
    from consistency.problem import InputError, closest

    if word not in known:
        hint = closest(word, known) or f"there are {', '.join(known)}"
        raise _RefusedError(word, InputError(f"`{word}` is no {what}", hint))


def _expect_options_of(what: str, given: Mapping[str, object]) -> None:
    from consistency.problem import InputError

    for option, takers in _OPTIONS.items():
        if what not in takers and given[option] is not None:
            listed = " and ".join(f"`explain {taker}`" for taker in takers)
            raise _RefusedError("", InputError(f"`{option}` is for {listed}", "leave it out"))


def _of_option(option: str, error: "InputError") -> "InputError":
    from consistency.problem import InputError

    return InputError(f"{option}: {error.message}", error.suggestion, error.offset)


def _value(text: str, unit: str | None, facts: Sequence[str] | None) -> _Answer:
    from consistency.problem import InputError
    from consistency.quantity.figures import understand
    from consistency.quantity.hedges import Hedges
    from consistency.quantity.overrides import rests_on
    from consistency.reports.figure import figure_fields, figure_lines

    units, own, problems = _understanding(facts or ())
    hedges = own or Hedges.standard()
    try:
        default = units.find(unit) if unit is not None else None
    except InputError as error:
        raise _RefusedError(unit or "", _of_option("--unit", error)) from None
    try:
        figure = understand(text, units, default, hedges)
    except InputError as error:
        raise _RefusedError(text, error) from None
    notes = rests_on(figure.quantity, units, hedges) if own else ()
    lines, fields = figure_lines(figure, hedges, notes), figure_fields(figure, hedges, notes)
    return _Answer(figure.quantity.text, lines, fields, problems)


def _understanding(facts: Sequence[str]) -> "tuple[Units, Hedges | None, Sequence[Problem]]":
    """Return the units and the hedges of this folder's project, and what is wrong with its facts.

    What is wrong with its settings or its files of units ends the command.
    """
    from consistency.cli.telling import tell
    from consistency.read.unitsfile import read_units
    from consistency.workshop.asked import asked
    from consistency.workshop.vocabulary import vocabulary_of

    settings, problems = asked({"facts": tuple(facts)} if facts else {})
    if not problems:
        units, problems = read_units(settings.units)
    if problems:
        tell(problems)
        raise typer.Exit(2)
    _, units, wrong = vocabulary_of(settings.facts, units)
    return units, settings.hedges, wrong


def _period(text: str, instant: bool, said: str | None) -> _Answer:
    from consistency.period import read_period
    from consistency.problem import InputError
    from consistency.reports.dates import period_fields, period_lines

    try:
        day = read_period(said, instant=True) if said is not None else None
    except InputError as error:
        raise _RefusedError(said or "", _of_option("--said", error)) from None
    try:
        period = read_period(text, instant=instant)
    except InputError as error:
        return _phrase(text, instant, day, error)
    return _Answer(period.text, period_lines(period), period_fields(period))


def _phrase(text: str, instant: bool, said: "Period | None", unread: "InputError") -> _Answer:
    """Return what a phrase such as "last week" comes to; `unread` tells why the text is no date."""
    from consistency.period import Period
    from consistency.period.phrases import resolve
    from consistency.problem import InputError
    from consistency.reports.phrases import phrase_fields, phrase_lines

    try:
        # Where nobody tells the day, any will do to find out whether it is needed.
        found = resolve(text, said or Period.of(_SOME_DAY, instant=True))
    except InputError as error:
        in_words = said is not None and any(map(str.isalpha, text))
        raise _RefusedError(text, error if in_words else unread) from None
    if said is None and found.period is not None:
        hint = unread.suggestion or ""
        if not hint.startswith("did you mean"):
            hint = f"say when it was said: --said {_SOME_DAY}"
        raise _RefusedError(text, InputError(unread.message, hint, unread.offset))
    if instant:
        message = "`--instant` is for dates; of a phrase, its words tell"
        raise _RefusedError("", InputError(message, "leave it out"))
    return _Answer(text.strip(), phrase_lines(found, said), phrase_fields(found, said))
