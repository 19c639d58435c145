"""`consistency init`: begin a project that checks green.

Annotations are values here, as in `check.py`.
"""

import sys
from typing import Annotated

import typer


def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The folder to begin in, made if need be.")
    ] = ".",
) -> None:
    """Write a small project: facts, a rule for them, and settings.

    Exits with 0, or with 2 if the folder has such files already or cannot be written.
    """
    from consistency.cli.terminal import has_colour, page_width, say
    from consistency.reports.text import render_problems
    from consistency.tally import stopped
    from consistency.workshop.beginning import new_project

    begun = new_project(folder)
    told = render_problems(
        stopped((), begun.problems), width=page_width(sys.stderr), colour=has_colour(sys.stderr)
    )
    say(told, sys.stderr)
    say(begun.told, sys.stdout)
    raise typer.Exit(2 if begun.problems else 0)
