"""`consistency explain`: what does a rule ask, what does a finding rest on, how is a text understood?

Annotations are values here, as in `options.py`.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from consistency.cli.options import FactsOption, Format, Rules

_SIGNED = "-[0-9. $€£¥₹₽₪]"
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
    from consistency.workshop.asked import wrong_format
    from consistency.workshop.understand import RefusedError, understand_period, understand_value

    given = {
        "--unit": unit,
        "--instant": instant or None,
        "--said": said,
        "--rules": rules,
        "--facts": facts,
    }
    wrong = wrong_format(format)
    if wrong:
        tell(wrong)
        raise typer.Exit(2)
    try:
        if what not in _EXAMPLES and not text:
            _expect_options_of(_LOOKED_UP, given)
            from consistency.cli.explaining import explain_found

            paths = {"rules": tuple(rules or ()), "facts": tuple(facts or ())}
            raise typer.Exit(explain_found(what, {key: each for key, each in paths.items() if each}, format))
        _expect_options_of(what, given)
        asked = _one_text(what, text or [])
        if what == "value":
            found = understand_value(asked, unit, facts or ())
        else:
            found = understand_period(asked, instant=instant, said=said)
    except RefusedError as refused:
        columns, colour = page_width(sys.stderr), has_colour(sys.stderr)
        say(render_refusal(refused.text, refused.error, columns=columns, colour=colour), sys.stderr)
        raise typer.Exit(2) from None
    tell(found.problems)
    if not found.lines:
        raise typer.Exit(2)
    if format == "json":
        page = json.dumps(found.fields, ensure_ascii=False, indent=2) + "\n"
    else:
        columns, colour = page_width(sys.stdout), has_colour(sys.stdout)
        page = render_lines(found.text, found.lines, columns=columns, colour=colour)
    raise typer.Exit(0 if answer(page, format) and not found.problems else 2)


def _one_text(what: str, words: Sequence[str]) -> str:
    """Return the one text that is to be explained; more of them are words that lack their quotes."""
    from consistency.problem import InputError
    from consistency.workshop.understand import RefusedError

    if len(words) == 1:
        return words[0]
    if not words:
        raise RefusedError("", InputError(f"`explain {what}` lacks its text", f"such as {_EXAMPLES[what]}"))
    import shlex

    # The parser takes signed figures last: then the order of the words is lost.
    lost = any(re.match(_SIGNED, word) for word in words)
    quoted = _EXAMPLES[what] if lost else f"consistency explain {what} {shlex.quote(' '.join(words))}"
    message = f"`explain {what}` takes one text, and here are {len(words)}"
    raise RefusedError("", InputError(message, f"put it in quotes: {quoted}"))


def _expect_options_of(what: str, given: Mapping[str, object]) -> None:
    """Refuse an option that what is explained does not take, and what cannot be explained."""
    from consistency.problem import InputError, closest
    from consistency.workshop.understand import RefusedError

    if what not in (*_EXAMPLES, _LOOKED_UP):
        hint = closest(what, _EXAMPLES) or f"there are {', '.join(_EXAMPLES)}"
        raise RefusedError(what, InputError(f"`{what}` is no value or period", hint))
    for option, takers in _OPTIONS.items():
        if what not in takers and given[option] is not None:
            listed = " and ".join(f"`explain {taker}`" for taker in takers)
            raise RefusedError("", InputError(f"`{option}` is for {listed}", "leave it out"))
