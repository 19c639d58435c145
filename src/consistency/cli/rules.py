"""`consistency rules`: which rules are there, and what do they come to on the facts?

Annotations are values here, as in `check.py`.
"""

import sys
from typing import Annotated

import typer


def rules(
    facts: Annotated[
        list[str] | None,
        typer.Argument(help="Files and folders of facts.", show_default="facts", metavar="[FACTS]..."),
    ] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="A file, folder or set of rules (standard, package:NAME), instead of the configured ones. "
            "Repeatable.",
        ),
    ] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """List the rules that a check would run.

    Where there are facts, also how often claims met in each, and how many of these meetings are findings.

    Exits with 0, or with 2 if something could not be read or run.
    """
    from consistency.cli.terminal import Progress, has_colour, page_width, say
    from consistency.reports.text import render_problems
    from consistency.tally import stopped
    from consistency.workshop.asked import asked, wrong_format
    from consistency.workshop.listing import Listing, list_rules

    given = {"facts": facts, "rules": rules}
    settings, problems = asked({key: tuple(paths) for key, paths in given.items() if paths})
    problems = (*problems, *wrong_format(format))
    if problems:
        listing = Listing((), False, problems)
    else:
        with Progress(sys.stderr) as progress:
            listing = list_rules(settings, progress.tell)

    told = render_problems(
        stopped((), listing.problems), width=page_width(sys.stderr), colour=has_colour(sys.stderr)
    )
    say(told, sys.stderr)
    code = 2 if listing.problems else 0
    if format == "json":
        from consistency.workshop import json

        unwritten = say(json.render_listing(listing), sys.stdout, "utf-8")
    else:
        from consistency.workshop import text

        unwritten = say(text.render_listing(listing, width=page_width(sys.stdout)), sys.stdout)
    if unwritten:
        say(render_problems(stopped((), [unwritten])), sys.stderr)
        code = 2
    raise typer.Exit(code)
