"""`consistency test`: do rules judge their examples as those say, and would these notice a slip in the rule?

Annotations are values here, as in `check.py`.
"""

import sys
from typing import Annotated

import typer


def try_examples(
    rules: Annotated[
        list[str] | None,
        typer.Argument(help="Files and folders of rules.", show_default="rules", metavar="[RULES]..."),
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="Facts whose measures the examples use, instead of the configured ones. Repeatable.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on a change of a rule that no example notices.")
    ] = False,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """Run the examples in rule files.

    Each rule needs a consistent and a contradicted example. It is also loosened and tightened, one change
    at a time, and a change that no example notices is told.

    Exits with 0 if every example comes out as it says, 1 if one does not or is lacking, 2 if something could
    not be read.
    """
    from consistency.cli.terminal import Progress, has_colour, page_width, say
    from consistency.reports.text import render_problems
    from consistency.tally import stopped
    from consistency.workshop.asked import asked, wrong_format
    from consistency.workshop.trial import Trials, try_rules

    given = {"rules": rules, "facts": facts}
    settings, problems = asked({key: tuple(paths) for key, paths in given.items() if paths})
    problems = (*problems, *wrong_format(format))
    if problems:
        trials = Trials((), problems)
    else:
        with Progress(sys.stderr) as progress:
            progress.tell("trying the rules")
            trials = try_rules(settings.rules, settings.facts, settings.units, settings.hedges)

    told = render_problems(
        stopped((), trials.problems), width=page_width(sys.stderr), colour=has_colour(sys.stderr)
    )
    say(told, sys.stderr)
    code = trials.exit_code(strict=strict)
    if format == "json":
        from consistency.workshop import json

        unwritten = say(json.render_trials(trials), sys.stdout, "utf-8")
    else:
        from consistency.workshop import text

        page = text.render_trials(trials, width=page_width(sys.stdout), colour=has_colour(sys.stdout))
        unwritten = say(page, sys.stdout)
    if unwritten:
        say(render_problems(stopped((), [unwritten])), sys.stderr)
        code = 2
    raise typer.Exit(code)
