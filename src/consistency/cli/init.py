"""`consistency init`: begin a project that checks green.

Annotations are values here, as in `options.py`.
"""

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
    from consistency.cli.telling import answer, tell
    from consistency.workshop.beginning import new_project

    begun = new_project(folder)
    tell(begun.problems)
    raise typer.Exit(0 if answer(begun.told) and not begun.problems else 2)
