"""`consistency test`: do rules judge their examples as those say, and would these notice a slip in the rule?

Annotations are values here, as in `options.py`.
"""

import sys
from typing import Annotated

import typer

from consistency.cli.options import Format


def try_examples(
    rules: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders and sets of rules.", show_default="the project's own", metavar="[RULES]..."
        ),
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
    format: Format = "text",
) -> None:
    """Run the examples in rule files.

    Each rule needs a consistent and a contradicted example. It is also loosened and tightened, one change
    at a time, and a change that no example notices is told.

    Exits with 0 if every example comes out as it says, 1 if one does not or is lacking, 2 if something could
    not be read.
    """
    import attrs

    from consistency.cli.telling import answer, tell
    from consistency.cli.terminal import Progress, has_colour, page_width
    from consistency.load import blamed
    from consistency.workshop import json, text
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
            chosen = settings.rules if rules else settings.own_rules
            trials = try_rules(chosen, settings.facts, settings.units, settings.hedges)
        trials = attrs.evolve(trials, problems=tuple(blamed(trials.problems, settings)))
    tell(trials.problems)
    if format == "json":
        page = json.render_trials(trials)
    else:
        page = text.render_trials(trials, width=page_width(sys.stdout), colour=has_colour(sys.stdout))
    raise typer.Exit(trials.exit_code(strict=strict) if answer(page, format) else 2)
