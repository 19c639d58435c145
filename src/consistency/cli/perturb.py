"""`consistency perturb`: how far can each figure move before a rule objects, and which slips would be caught?

Annotations are values here, as in `options.py`.
"""

import sys
from typing import Annotated

import typer

from consistency.cli.options import Facts, Ignore, Rules, Select


def perturb(
    facts: Facts = None,
    rules: Rules = None,
    select: Select = None,
    ignore: Ignore = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Change only the claims with such an id, in full or as its file has it. Repeatable.",
        ),
    ] = None,
    strained: Annotated[
        bool,
        typer.Option(
            "--strained", help="Where figures are moved, a rule also objects to what is only strained."
        ),
    ] = False,
    score: Annotated[
        bool,
        typer.Option(
            "--score", help="Make the slips that people make instead, and count those that are caught."
        ),
    ] = False,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="Exit with 1 if a smaller share of slips is caught, such as 0.8 or 80 %. Asks for --score.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="N", help="What the slips are drawn by where not all are tried.")
    ] = 0,
    most: Annotated[
        int | None,
        typer.Option(metavar="N", help="How many slips are tried at most, if not ten thousand.", min=1),
    ] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text, json or html.")] = "text",
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report to this file, not to the terminal.")
    ] = None,
) -> None:
    """Move each figure and date until a rule objects.

    Tells how far each can move down and up, which rule objects first, and which figures nothing guards: the
    weakest first. A figure moves as it is written, by units of its last place; a date by days, months or
    years.

    Exits with 0, with 1 if fewer slips are caught than --fail-under asks for, or with 2 if something could
    not be read or run.
    """
    from consistency.cli.telling import answer, tell
    from consistency.cli.terminal import Progress, has_colour, page_width
    from consistency.output import write
    from consistency.perturb.project import Strength, measure
    from consistency.problem import Location, Problem
    from consistency.reports import perturb_html, perturb_json, perturb_text
    from consistency.settings import read_settings
    from consistency.settings.keys import expect_known
    from consistency.settings.share import read_share

    forms = {"text": perturb_text, "json": perturb_json, "html": perturb_html}
    given = {
        "facts": facts,
        "rules": rules,
        "select": select,
        "ignore": ignore,
        "output": None if output is None else [output],
    }
    settings, found = read_settings({key: tuple(texts) for key, texts in given.items() if texts})
    problems: list[Problem] = list(found)
    if not expect_known("format", (format,), tuple(forms), Location("--format"), problems):
        format = "text"
    least = None if fail_under is None else read_share(fail_under, Location("--fail-under"), problems)
    if problems:
        strength = Strength(problems=tuple(problems))
    else:
        with Progress(sys.stderr) as progress:
            strength = measure(
                settings,
                strained=strained,
                scored=score or least is not None,
                seed=seed,
                most=most,
                fail_under=least,
                only=claim or (),
                tell=progress.tell,
            )
    tell(strength.problems)
    code = strength.exit_code
    to = None if output is None else settings.output  # that of a check, in the settings, is not for this
    if to is None:
        columns, colour = page_width(sys.stdout), has_colour(sys.stdout)
        page = forms[format].render(strength, width=columns, colour=colour)
        written = answer(page, "text" if format == "text" else "json")
        raise typer.Exit(code if written else 2)
    unwritten = write(forms[format].render(strength), to)
    if unwritten:
        tell([unwritten])
    raise typer.Exit(2 if unwritten else code)
